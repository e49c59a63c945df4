//! Many servers, one token: a real redis-server, real processes, stampedes.

mod processes;
mod redis_server;
mod stampede;
mod store;
