//! A running `wx token serve`.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
};

use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::wx::Fake;

/// The key of every server here.
pub(crate) const KEY: &str = "a-key-that-shows-nowhere";

/// `wx token serve` until it is dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) out: BufReader<ChildStdout>,
    pub(crate) url: String,
    pub(crate) appids: Value,
    http: reqwest::Client,
}

impl Server {
    /// One for the mini program of this fake WeChat.
    pub(crate) fn of(fake: &Fake) -> Self {
        Self::start(&mut fake.command(&["token", "serve", "--listen", "127.0.0.1:0", "--json"]))
    }

    pub(crate) fn start(command: &mut Command) -> Self {
        command.env("WX_TOKEN_KEY", KEY).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let url = ready["url"].as_str().unwrap().to_owned();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { child, out, url, appids: ready["appids"].clone(), http }
    }

    /// Asks with this `Authorization`, if any.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        authorization: Option<&str>,
        body: String,
    ) -> Response {
        let mut request = self.http.request(method, format!("{}{path}", self.url)).body(body);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        request.send().await.unwrap()
    }

    /// Asks with the key.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: String) -> Response {
        self.send(method, path, Some(&format!("Bearer {KEY}")), body).await
    }

    /// The token of a mini program.
    pub(crate) async fn token(&self, appid: &str) -> String {
        token(self.ask(Method::GET, &format!("/token/{appid}"), String::new()).await).await
    }

    /// The token in place of a refused one.
    pub(crate) async fn refused(&self, appid: &str, refused: &str) -> String {
        let body = json!({ "refused": refused }).to_string();
        token(self.ask(Method::POST, &format!("/token/{appid}"), body).await).await
    }
}

/// The token in an answer, which has it and nothing that does not belong there.
async fn token(response: Response) -> String {
    let status = response.status();
    assert_eq!(response.headers()["cache-control"], "no-store");
    let answer: Value = response.json().await.unwrap();
    assert_eq!((status.as_u16(), answer.as_object().unwrap().len()), (200, 2), "{answer}");
    assert!(answer["expires_in"].as_u64().unwrap() > 7000, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
