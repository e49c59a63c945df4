//! Runs the backend: `WX_APPID=… WX_SECRET=… cargo run -p backend`. `WX_BASE_URL` points it at the fake WeChat that
//! `wx mock` starts; `PORT` is 3000 unless said.

use std::{env, error::Error};

use wx_api::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let needed =
        |name: &str| env::var(name).map_err(|_| format!("the environment variable {name} is not set"));
    let mut wechat = Client::builder(needed("WX_APPID")?, needed("WX_SECRET")?);
    if let Ok(base_url) = env::var("WX_BASE_URL") {
        wechat = wechat.base_url(base_url);
    }
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    tracing::info!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, backend::routes(wechat.build()?)).with_graceful_shutdown(stop()).await?;
    Ok(())
}

async fn stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a signal there is nothing to wait for but the end of the process.
        std::future::pending::<()>().await;
    }
}
