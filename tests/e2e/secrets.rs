//! No secret in anything that can be shown: no public type, no error, no line of a log.

use std::fmt::{Debug, Display};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use wx_api::{
    Client,
    prelude::*,
    secure::{EncryptionAlgorithm, SignatureAlgorithm, TestKeys},
    token::RedisStore,
};
use wx_mock::{Fault, MockWechat};

mod errors;
mod log;
mod open_data;
mod public;
mod tokens;
mod types;

/// The key of the central token server.
const SERVER_KEY: &str = "kEy+of/the=token&server";
/// The password of Redis, and as it stands in a URL.
const PASSWORD: &str = "pass+word/of=redis";
const PASSWORD_IN_URL: &str = "pass%2Bword%2Fof%3Dredis";

/// What must not be seen, and what it is.
#[derive(Default)]
struct Secrets(Vec<(String, &'static str)>);

impl Secrets {
    /// Those that are known before anything has run.
    fn new() -> Self {
        let mut secrets = Self::default();
        secrets.add("the AppSecret", MockWechat::SECRET);
        secrets.add("the key of the token server", SERVER_KEY);
        secrets.add("the password of Redis", PASSWORD);
        secrets
    }

    fn add(&mut self, what: &'static str, secret: &str) {
        assert!(secret.len() >= 8, "{what} is too short to be looked for");
        self.0.push((secret.to_owned(), what));
    }

    /// Fails if a secret stands in the text.
    #[track_caller]
    fn assert_unseen(&self, place: &str, text: &str) {
        if let Some(problem) = self.seen(text) {
            panic!("{place} shows {problem}");
        }
    }

    /// The first secret that stands in the text, and what stands before it.
    fn seen(&self, text: &str) -> Option<String> {
        let dense: String = text.split_whitespace().collect();
        self.0.iter().find_map(|(secret, what)| {
            let forms = forms(secret);
            let found = |text: &str| forms.iter().find_map(|form| Some((text.find(form)?, form.clone())));
            let (text, (at, form)) =
                [text, &dense].into_iter().find_map(|text| Some((text, found(text)?)))?;
            let start = text[..at].char_indices().rev().nth(300).map_or(0, |(start, _)| start);
            Some(format!("{what}: {}>>>{form}<<<", &text[start..at]))
        })
    }
}

/// The ways in which a secret can stand in a text.
fn forms(secret: &str) -> Vec<String> {
    let encoded = in_url(secret);
    let bytes: Vec<_> = secret.bytes().map(|byte| byte.to_string()).collect();
    vec![
        secret.to_owned(),
        encoded.to_lowercase(),
        encoded,
        secret.replace('/', "\\/"),
        // `{:?}` of a `Vec<u8>`, without its spaces.
        bytes.join(","),
    ]
}

/// The secret, percent-encoded.
fn in_url(secret: &str) -> String {
    serde_urlencoded::to_string([("", secret)]).unwrap().split_off(1)
}

/// Both forms of `Debug`.
fn debug(value: &(impl Debug + ?Sized)) -> String {
    format!("{value:?} {value:#?}")
}

/// The same with `Display`.
fn both(value: &(impl Debug + Display + ?Sized)) -> String {
    format!("{value} {value:#} {}", debug(value))
}

/// An answer under any status.
fn body(status: u16, content_type: &str, text: impl Into<String>) -> Fault {
    let bytes = text.into().into_bytes().into();
    Fault::Body { status, content_type: content_type.to_owned(), bytes }
}

/// A client of the fake that has a token, and everything that is secret about it.
async fn world() -> (MockWechat, Client, Secrets) {
    let (wechat, client) = crate::world().await;
    let mut secrets = Secrets::new();
    secrets.add("the access token", client.access_token().await.unwrap().expose());
    (wechat, client, secrets)
}

/// Both ends' keys of sealed calls, each of them a secret.
fn sealing(secrets: &mut Secrets) -> TestKeys {
    let keys = TestKeys::generate(EncryptionAlgorithm::Aes256Gcm, SignatureAlgorithm::Sm2WithSm3).unwrap();
    secrets.add("the symmetric key", &keys.symmetric_key);
    for pem in [&keys.developer_private_key, &keys.platform_private_key] {
        // Whatever breaks the lines: one line of it is enough to be seen.
        let line = pem.lines().nth(1).expect("a line of base64");
        secrets.add("a private key", line);
    }
    keys
}

/// A Redis at this address, behind the password.
fn redis_at(address: &str) -> RedisStore {
    RedisStore::new(format!("redis://:{PASSWORD_IN_URL}@{address}/")).unwrap()
}

/// A server that answers whatever it hears with what `answer` makes of it; its address. It ends with the runtime.
async fn server(answer: impl Fn(&str) -> String + Clone + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut heard = vec![0; 16 << 10];
                while let Ok(length @ 1..) = stream.read(&mut heard).await {
                    let said = answer(&String::from_utf8_lossy(&heard[..length]));
                    if stream.write_all(said.as_bytes()).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    address
}

/// A Redis that answers every command with the error that `refusal` makes of it, or `OK`.
async fn redis(refusal: impl Fn(&str) -> Option<String> + Clone + Send + 'static) -> String {
    server(move |heard| {
        // A command begins with its name; of what a script holds, no line is one.
        let commands =
            heard.lines().filter(|line| ["AUTH", "HELLO", "CLIENT", "SELECT", "EVAL"].contains(line));
        let replies = commands.map(|command| match refusal(command) {
            Some(error) => format!("-{error} {}\r\n", heard.replace("\r\n", " ")),
            None => "+OK\r\n".to_owned(),
        });
        replies.collect()
    })
    .await
}

/// A central token server that knows one mini program and one key, and hands out these tokens: the other one once
/// the first was refused.
async fn token_server(first: &'static str, other: &'static str) -> String {
    let address = server(move |heard| {
        let post = heard.starts_with("POST /token/");
        if !post && !heard.starts_with("GET /token/") {
            return String::new();
        }
        let (status, answer) = if !heard.contains(&format!("Bearer {SERVER_KEY}\r\n")) {
            // As some frameworks do in their debug mode: the whole request is told.
            ("401 Unauthorized", heard.to_owned())
        } else if !heard.contains(MockWechat::APPID) {
            ("404 Not Found", heard.to_owned())
        } else {
            let token = if post { other } else { first };
            ("200 OK", format!(r#"{{"access_token":"{token}","expires_in":7200}}"#))
        };
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{answer}", answer.len())
    })
    .await;
    format!("http://{address}")
}

/// The error of a call that must fail.
async fn scheme_error(client: &Client) -> wx_api::Error {
    client.generate_scheme(GenerateScheme::new()).await.unwrap_err()
}

#[test]
fn a_secret_is_found_in_whatever_form() {
    let mut secrets = Secrets::new();
    secrets.add("a key", "a+key/12=");
    for text in [
        "x a+key/12=",
        "x x=a%2Bkey%2F12%3D&",
        "x x=a%2bkey%2f12%3d",
        r"x a+key\/12=",
        "x [\n  97,\n  43, 107, 101, 121, 47, 49, 50, 61]",
    ] {
        let seen = secrets.seen(text).expect(text);
        assert!(seen.starts_with("a key: x"), "{seen}");
    }
    assert_eq!(secrets.seen("a key"), None);
}
