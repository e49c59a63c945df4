//! A backend that speaks plain HTTP.

use reqwest::{Client, Response, header::HeaderMap, redirect::Policy};
use serde_json::Value;
use wx_mock::{Builder, MockWechat};

/// A running fake WeChat and a client that calls it.
pub(crate) struct Backend {
    pub(crate) wechat: MockWechat,
    http: Client,
}

/// An answer.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Got {
    pub(crate) async fn read(response: Response) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The errcode; 0 where there is none.
    pub(crate) fn errcode(&self) -> i64 {
        assert_eq!(self.status, 200);
        self.json()["errcode"].as_i64().unwrap_or(0)
    }

    pub(crate) fn errmsg(&self) -> String {
        self.json()["errmsg"].as_str().unwrap_or("").to_owned()
    }
}

impl std::fmt::Debug for Got {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let head = &self.bytes[..self.bytes.len().min(300)];
        write!(f, "{} {:?}", self.status, String::from_utf8_lossy(head))
    }
}

impl Backend {
    pub(crate) async fn new() -> Self {
        Self::of(MockWechat::builder()).await
    }

    pub(crate) async fn of(builder: Builder) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { wechat: builder.start().await, http }
    }

    pub(crate) async fn try_get(&self, path_and_query: &str) -> reqwest::Result<Response> {
        let url = format!("{}{path_and_query}", self.wechat.base_url());
        self.http.get(url).send().await
    }

    pub(crate) async fn get(&self, path_and_query: &str) -> Got {
        Got::read(self.try_get(path_and_query).await.unwrap()).await
    }

    pub(crate) async fn try_post(&self, path_and_query: &str, body: String) -> reqwest::Result<Response> {
        let url = format!("{}{path_and_query}", self.wechat.base_url());
        self.http.post(url).body(body).send().await
    }

    /// Posts a text as it is.
    pub(crate) async fn post(&self, path_and_query: &str, body: impl Into<String>) -> Got {
        Got::read(self.try_post(path_and_query, body.into()).await.unwrap()).await
    }

    /// Posts JSON with a token that is valid.
    pub(crate) async fn call(&self, path: &str, body: Value) -> Got {
        let token = self.token().await;
        self.post(&format!("{path}?access_token={token}"), body.to_string()).await
    }

    /// Posts a file with a token that is valid.
    pub(crate) async fn upload(&self, path: &str, part: &'static str, name: &str, bytes: &[u8]) -> Got {
        let file = reqwest::multipart::Part::bytes(bytes.to_vec())
            .file_name(name.to_owned())
            .mime_str("image/png")
            .unwrap();
        let separator = if path.contains('?') { '&' } else { '?' };
        let token = self.token().await;
        let url = format!("{}{path}{separator}access_token={token}", self.wechat.base_url());
        let form = reqwest::multipart::Form::new().part(part, file);
        Got::read(self.http.post(url).multipart(form).send().await.unwrap()).await
    }

    /// The stable token.
    pub(crate) async fn token(&self) -> String {
        let got = self.stable(false).await;
        got.json()["access_token"].as_str().expect("a token").to_owned()
    }

    pub(crate) async fn stable(&self, force: bool) -> Got {
        let (appid, secret) = (self.wechat.appid(), self.wechat.secret());
        let body = serde_json::json!({
            "grant_type": "client_credential", "appid": appid, "secret": secret, "force_refresh": force,
        });
        self.post("/cgi-bin/stable_token", body.to_string()).await
    }

    pub(crate) async fn legacy(&self) -> Got {
        let (appid, secret) = (self.wechat.appid(), self.wechat.secret());
        self.get(&format!("/cgi-bin/token?grant_type=client_credential&appid={appid}&secret={secret}")).await
    }

    pub(crate) async fn login(&self, code: &str) -> Got {
        let (appid, secret) = (self.wechat.appid(), self.wechat.secret());
        self.get(&format!(
            "/sns/jscode2session?grant_type=authorization_code&appid={appid}&secret={secret}&js_code={code}"
        ))
        .await
    }

    pub(crate) async fn phone(&self, code: &str) -> Got {
        self.call("/wxa/business/getuserphonenumber", serde_json::json!({ "code": code })).await
    }
}

/// Whether an errmsg ends as WeChat's do.
pub(crate) fn ends_in_rid(errmsg: &str, separator: &str) -> bool {
    let Some((_, rid)) = errmsg.rsplit_once(&format!("{separator}rid: ")) else {
        return false;
    };
    let groups: Vec<_> = rid.split('-').collect();
    groups.len() == 3
        && groups.iter().all(|group| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
