//! Runs the backend.
//!
//! | variable | |
//! |---|---|
//! | `WX_APPID`, `WX_SECRET` | the mini program's |
//! | `WX_PUSH_TOKEN`, `WX_PUSH_AES_KEY` | as in the console under 消息推送, 安全模式, for the address `https://…/wechat` |
//! | `WX_TEMPLATE` | the id of the subscribe message about an order |
//! | `WX_BASE_URL` | another WeChat: the fake one that `wx mock` starts |
//! | `REDIS_URL` | for several servers: the access token, logins and what was seen are shared there |
//! | `LISTEN` | the address to listen on, `127.0.0.1:3000` unless said |
//!
//! `cargo run -p backend --features fake` needs none of them: it starts a fake WeChat of its own.

use std::{env, error::Error};

use tokio::{net::TcpListener, signal};
#[cfg(not(feature = "fake"))]
use {backend::App, wx_api::push::Receiver};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let listener = TcpListener::bind(said("LISTEN").unwrap_or_else(|| "127.0.0.1:3000".to_owned())).await?;
    let url = format!("http://{}", listener.local_addr()?);

    #[cfg(feature = "fake")]
    let (app, pushes, _wechat) = backend::fake::start(&url).await?;
    #[cfg(not(feature = "fake"))]
    let (app, pushes) = real()?;

    tracing::info!("listening on {url}");
    axum::serve(listener, app.routes()).with_graceful_shutdown(told_to_stop()).await?;
    // No request is under way any more; work that was left for later may be.
    pushes.finish().await;
    Ok(())
}

#[cfg(not(feature = "fake"))]
fn real() -> Result<(App, Receiver), Box<dyn Error>> {
    use wx_api::{
        Client,
        push::{EncodingAesKey, RedisDedup},
        token::RedisStore,
    };

    let needed = |name: &str| said(name).ok_or_else(|| format!("the environment variable {name} is not set"));
    let appid = needed("WX_APPID")?;
    let mut wechat = Client::builder(appid.as_str(), needed("WX_SECRET")?);
    let key = EncodingAesKey::new(&needed("WX_PUSH_AES_KEY")?)?;
    let mut pushes = Receiver::secure(appid.as_str(), needed("WX_PUSH_TOKEN")?, key);
    if let Some(base_url) = said("WX_BASE_URL") {
        wechat = wechat.base_url(base_url);
    }
    let redis = said("REDIS_URL");
    if let Some(url) = &redis {
        wechat = wechat.token_store(RedisStore::new(url)?);
        pushes = pushes.deduplicate(RedisDedup::new(url)?);
    }
    let mut app = App::new(wechat.build()?, pushes.clone(), needed("WX_TEMPLATE")?);
    if let Some(url) = &redis {
        app = app.in_redis(url)?;
    }
    Ok((app, pushes))
}

fn said(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Waits for Ctrl-C, or for SIGTERM, which is how a container is stopped.
async fn told_to_stop() {
    let interrupted = async { drop(signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
