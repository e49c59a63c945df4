//! What becomes of the token when a thousand callers want it at once, and when it dies under them.

use std::sync::Arc;

use futures_util::future::join_all;

use crate::{
    Failure,
    measure::runtime,
    scenario::{Dialect, Scenario},
    sdk::{Name, Sdk},
    server::Server,
};

const CALLERS: usize = 1000;

/// How often a cold client fetched the token for a thousand callers, and how many of another thousand failed after the
/// token was made void.
pub(super) fn fate(name: Name) -> Result<(u64, usize), Failure> {
    let server = Server::start()?;
    let client: Arc<dyn Sdk> = Arc::from(name.client(&name.url(&server))?);
    runtime()?.block_on(async {
        let failed = crowd(&client).await?;
        if failed > 0 {
            return Err(Failure(format!("{failed} of {CALLERS} cold callers failed")));
        }
        let fetches = ask(&server, "/fetches").await?.parse()?;
        ask(&server, "/void").await?;
        Ok((fetches, crowd(&client).await?))
    })
}

/// How many of a thousand callers failed.
async fn crowd(client: &Arc<dyn Sdk>) -> Result<usize, Failure> {
    let one = |_| {
        let client = Arc::clone(client);
        tokio::spawn(async move { client.call(Scenario::Phone).await })
    };
    let mut failed = 0;
    for ended in join_all((0..CALLERS).map(one)).await {
        failed += usize::from(ended?.is_err());
    }
    Ok(failed)
}

async fn ask(server: &Server, path: &str) -> Result<String, Failure> {
    Ok(reqwest::get(format!("{}{path}", server.url(Dialect::Wechat))).await?.text().await?)
}
