//! What a careful developer writes over reqwest: a token that is shared and fetched once, the error code looked at, one more
//! try with another token.

use std::sync::Arc;

use async_trait::async_trait;
use http::{HeaderMap, header::CONTENT_TYPE};
use serde::{Deserialize, Serialize};
use serde_json::from_slice;
use tokio::sync::RwLock;

use super::Sdk;
use crate::{
    Failure,
    scenario::{self, APPID, CODE, DATA, OPENID, PAGE, SCENE, SECRET, Scenario, TEMPLATE, WIDTH},
};

/// The body of a request.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body {
    Phone { code: &'static str },
    Subscribe { touser: &'static str, template_id: &'static str, page: &'static str, data: Data },
    Image { scene: &'static str, page: &'static str, width: u32 },
}

#[derive(Serialize)]
pub(super) struct Data {
    thing1: Value,
    amount2: Value,
    time3: Value,
}

#[derive(Serialize)]
struct Value {
    value: &'static str,
}

impl Body {
    pub(super) fn of(scenario: Scenario) -> Self {
        let value = |at: usize| Value { value: DATA[at].1 };
        match scenario {
            Scenario::Phone | Scenario::Get => Self::Phone { code: CODE },
            Scenario::Subscribe => Self::Subscribe {
                touser: OPENID,
                template_id: TEMPLATE,
                page: PAGE,
                data: Data { thing1: value(0), amount2: value(1), time3: value(2) },
            },
            Scenario::Image => Self::Image { scene: SCENE, page: PAGE, width: WIDTH },
        }
    }
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

/// Every answer may be an error instead.
trait Answer: for<'de> Deserialize<'de> {
    fn errcode(&self) -> i64;
}

macro_rules! answers {
    ($($name:ident { $($field:ident: $ty:ty),* })*) => {$(
        #[derive(Deserialize)]
        #[allow(dead_code, reason = "read, and used by nobody here")]
        struct $name {
            #[serde(default)]
            errcode: i64,
            $($field: Option<$ty>,)*
        }

        impl Answer for $name {
            fn errcode(&self) -> i64 {
                self.errcode
            }
        }
    )*};
}

answers! {
    Phone { phone_info: PhoneInfo }
    Session { openid: String, session_key: String, unionid: String }
    Sent { msgid: i64 }
    Refused {}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, and used by nobody here")]
struct PhoneInfo {
    phone_number: String,
    pure_phone_number: String,
    country_code: String,
    watermark: Watermark,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and used by nobody here")]
struct Watermark {
    timestamp: i64,
    appid: String,
}

/// Reads an answer; the error code, 0 if it reports success.
pub(super) fn read(scenario: Scenario, body: &[u8], is_image: bool) -> Result<i64, Failure> {
    fn errcode<T: Answer>(body: &[u8]) -> Result<i64, Failure> {
        Ok(from_slice::<T>(body)?.errcode())
    }
    match scenario {
        Scenario::Phone => errcode::<Phone>(body),
        Scenario::Get => errcode::<Session>(body),
        Scenario::Subscribe => errcode::<Sent>(body),
        Scenario::Image if is_image && body.len() == scenario::IMAGE.len() => Ok(0),
        Scenario::Image => errcode::<Refused>(body),
    }
}

/// Whether the answer says it is an image.
pub(super) fn is_image(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"image/"))
}

pub(crate) struct Client {
    reqwest: reqwest::Client,
    base: String,
    token: RwLock<Option<Arc<str>>>,
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        Self { reqwest: reqwest::Client::new(), base: base.to_owned(), token: RwLock::new(None) }
    }

    /// The token in hand, unless it is the one that was refused.
    async fn token(&self, refused: Option<&str>) -> Result<Arc<str>, Failure> {
        if let Some(token) = self.token.read().await.as_ref().filter(|token| Some(&***token) != refused) {
            return Ok(Arc::clone(token));
        }
        let mut held = self.token.write().await;
        // Somebody else may have fetched it meanwhile.
        if let Some(token) = held.as_ref().filter(|token| Some(&***token) != refused) {
            return Ok(Arc::clone(token));
        }
        let ask = serde_json::json!({ "grant_type": "client_credential", "appid": APPID, "secret": SECRET });
        let url = format!("{}/cgi-bin/stable_token", self.base);
        let answer: Token = self.reqwest.post(url).json(&ask).send().await?.json().await?;
        let token: Arc<str> = answer.access_token.into();
        *held = Some(Arc::clone(&token));
        Ok(token)
    }
}

#[async_trait]
impl Sdk for Client {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        let url = format!("{}{}", self.base, scenario.path());
        let mut refused = None;
        loop {
            let (request, token) = if scenario == Scenario::Get {
                let login = [("js_code", CODE), ("grant_type", "authorization_code")];
                let request =
                    self.reqwest.get(&url).query(&[("appid", APPID), ("secret", SECRET)]).query(&login);
                (request, None)
            } else {
                let token = self.token(refused.as_deref()).await?;
                let request = self.reqwest.post(&url).query(&[("access_token", &*token)]);
                (request.json(&Body::of(scenario)), Some(token))
            };
            let answer = request.send().await?.error_for_status()?;
            let is_image = is_image(answer.headers());
            match read(scenario, &answer.bytes().await?, is_image)? {
                0 => return Ok(()),
                40001 | 42001 if refused.is_none() && token.is_some() => refused = token,
                errcode => return Err(Failure(format!("errcode {errcode}"))),
            }
        }
    }
}
