//! How a token server ends, and what it has said by then.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::mpsc,
    thread,
};

use reqwest::Method;
use serde_json::Value;
use wx_mock::MockWechat;

use super::server::{KEY, Server};
use crate::wx::{Fake, command};

impl Server {
    fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(kill.success());
    }

    /// Waits for its end, which must be a good one; what it said.
    fn ended(mut self) -> String {
        let mut said = String::new();
        self.out.read_to_string(&mut said).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        said
    }
}

#[test]
fn it_stops_gracefully_and_has_shown_nothing() {
    for signal in ["-INT", "-TERM"] {
        let fake = Fake::start();
        let args = ["token", "serve", "--listen", "127.0.0.1:0", "--json", "-v"];
        let server = Server::start(&mut fake.command(&args));
        let tokens = fake.block_on(async {
            let old = server.token(MockWechat::APPID).await;
            fake.wechat.void_tokens();
            let new = server.refused(MockWechat::APPID, &old).await;
            [old, new]
        });
        server.signal(signal);
        let said = server.ended();
        assert!(said.contains("getStableAccessToken"), "{said}");
        for secret in [&tokens[0], &tokens[1], KEY, fake.wechat.secret()] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn trouble_is_told_without_being_asked_for() {
    let fake = Fake::start();
    let mut command = fake.command(&["token", "serve", "--listen", "127.0.0.1:0", "--json"]);
    let server = Server::start(command.env("WX_SECRET", "hush-hush"));
    let path = format!("/token/{}", MockWechat::APPID);
    fake.block_on(server.ask(Method::GET, &path, String::new()));
    server.signal("-TERM");
    let said = server.ended();
    assert!(said.contains("40125") && said.contains(MockWechat::APPID) && !said.contains("hush"), "{said}");
}

#[test]
fn a_request_under_way_is_finished() {
    // A WeChat that answers when it is told to.
    let wechat = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", wechat.local_addr().unwrap());
    let (asked, was_asked) = mpsc::channel();
    let (answer, may_answer) = mpsc::channel::<()>();
    let wechat = thread::spawn(move || {
        let (mut connection, _) = wechat.accept().unwrap();
        assert_ne!(connection.read(&mut [0; 4096]).unwrap(), 0);
        asked.send(()).unwrap();
        may_answer.recv().unwrap();
        let body = r#"{"access_token":"at-last","expires_in":7200}"#;
        write!(connection, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
    });
    let mut command = command(&["token", "serve", "--listen", "127.0.0.1:0", "--json"]);
    command.env("WX_APPID", "wx1").env("WX_SECRET", "s1").env("WX_BASE_URL", base_url);
    let server = Server::start(&mut command);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (address, url) = (server.url["http://".len()..].to_owned(), format!("{}/token/wx1", server.url));
    let request = runtime.spawn(async move {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        http.get(url).bearer_auth(KEY).send().await.unwrap().json::<Value>().await.unwrap()
    });

    was_asked.recv().unwrap();
    server.signal("-TERM");
    while TcpStream::connect(&address).is_ok() {
        thread::yield_now();
    }
    answer.send(()).unwrap();
    assert_eq!(runtime.block_on(request).unwrap()["access_token"], "at-last");
    wechat.join().unwrap();
    server.ended();
}
