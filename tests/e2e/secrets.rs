//! No secret in anything that can be shown.

use std::{
    error::Error as _,
    fmt::Write as _,
    io,
    sync::{Arc, Mutex},
};

use tracing_subscriber::fmt::MakeWriter;
use wx_api::{Client, prelude::*};
use wx_mock::{Fault, MockWechat};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Everything an error can show: both formats, the whole chain.
fn shown(error: &wx_api::Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(text, " {error} {error:?}").unwrap();
        source = error.source();
    }
    text
}

#[tokio::test]
async fn a_full_run_shows_none() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // reqwest and hyper log through `log`.
    tracing_log::LogTracer::init().unwrap();

    let wechat = MockWechat::start().await;
    let client =
        Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap();
    let mut text = format!("{client:?} {client:#?}");

    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let token = client.access_token().await.unwrap();
    write!(
        text,
        "{session:?} {token:?} {:?}",
        client.get_stable_access_token(GetStableAccessToken::new()).await
    )
    .unwrap();

    // A gateway that repeats the URL it was called with, as many do.
    let echo =
        format!("<html>Cannot GET /cgi-bin/token?secret={}&t={}</html>", wechat.secret(), token.expose());
    let echo = Fault::Body { status: 404, content_type: "text/html".into(), bytes: echo.into_bytes().into() };
    let errmsg = format!(r#"{{"errcode":40097,"errmsg":"bad token {}"}}"#, token.expose());
    let errmsg =
        Fault::Body { status: 200, content_type: "text/plain".into(), bytes: errmsg.into_bytes().into() };
    for fault in [
        echo,
        errmsg,
        Fault::Reset,
        Fault::Truncated,
        Fault::Redirect("http://a.b/".into()),
        Fault::errcode(-1),
    ] {
        wechat.fault("generateScheme", fault);
        text += &shown(&client.generate_scheme(GenerateScheme::new()).await.unwrap_err());
    }
    text += &shown(&client.code2_session(Code2Session::new("a-code")).await.unwrap_err());

    let base = wechat.base_url();
    wechat.stop().await;
    text += &shown(&client.code2_session(Code2Session::new("b")).await.unwrap_err());
    let wrong = Client::builder("wx1", "hush-hush").base_url(base.replace("http://", "http://me:hush-hush@"));
    text += &format!("{wrong:?}");
    text += &shown(&wrong.build().unwrap_err());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("wx_call") && log.contains("40163"), "the log holds the run:\n{log}");
    for (what, secret) in [
        ("the AppSecret", MockWechat::SECRET),
        ("the access token", token.expose()),
        ("the session key", session.session_key.expose()),
        ("the password", "hush-hush"),
    ] {
        assert!(!text.contains(secret), "{what} is shown:\n{text}");
        assert!(!log.contains(secret), "{what} is logged:\n{log}");
    }
}
