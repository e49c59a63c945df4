//! The hardest shapes of real endpoints, over real sockets: what arrives, and what comes back.

mod documents;
mod signed;
