//! Builds the requests of message push, and reads the answers.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header::CONTENT_TYPE};
use serde_json::{Map, Value};
use wx_core::{
    AppId, OpenId, UnixSeconds, from_value,
    push::{
        EncodingAesKey, Format, PushToken, encrypt, msg_signature, open_reply, read, sealed_push, signature,
        write,
    },
};

use super::{PushProblem, Pushed, PushedReply, message, sending};
use crate::random::Random;

/// How long WeChat waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pushes to one address, as WeChat does for one mini program.
///
/// ```no_run
/// # async fn f() -> Result<(), Box<dyn std::error::Error>> {
/// use serde_json::json;
/// use wx_mock::{MockWechat, Pusher};
///
/// let pusher = Pusher::secure("http://127.0.0.1:3000/wechat", MockWechat::APPID, "the Token", "the EncodingAESKey …".parse()?);
/// pusher.verify().await?;
/// let pushed = pusher.send("wxa_media_check", json!({"trace_id": "60f96f1d-3845297a-1976a3ae"})).await?;
/// # let _ = pushed;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Pusher {
    url: String,
    appid: AppId,
    token: PushToken,
    key: Option<EncodingAesKey>,
    compatible: bool,
    format: Format,
    from: Option<OpenId>,
}

impl Pusher {
    /// Pushes encrypted (安全模式).
    pub fn secure(
        url: impl Into<String>,
        appid: impl Into<AppId>,
        token: impl Into<PushToken>,
        key: EncodingAesKey,
    ) -> Self {
        Self { key: Some(key), ..Self::plain(url, appid, token) }
    }

    /// Pushes both ways at once (兼容模式).
    pub fn compatible(
        url: impl Into<String>,
        appid: impl Into<AppId>,
        token: impl Into<PushToken>,
        key: EncodingAesKey,
    ) -> Self {
        Self { compatible: true, ..Self::secure(url, appid, token, key) }
    }

    /// Pushes in plain text (明文模式).
    pub fn plain(url: impl Into<String>, appid: impl Into<AppId>, token: impl Into<PushToken>) -> Self {
        Self {
            url: url.into(),
            appid: appid.into(),
            token: token.into(),
            key: None,
            compatible: false,
            format: Format::Json,
            from: None,
        }
    }

    /// Pushes in this format; JSON unless said.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Pushes what this user does; the sample's user unless said.
    #[must_use]
    pub fn from_user(mut self, openid: impl Into<OpenId>) -> Self {
        self.from = Some(openid.into());
        self
    }

    /// What the push of this name says: its sample, with these fields over it, by name.
    pub fn message(&self, name: &str, fields: &Value) -> Result<Map<String, Value>, PushProblem> {
        let none = Map::new();
        let fields = match fields {
            Value::Object(fields) => fields,
            Value::Null => &none,
            _ => return Err(PushProblem::Message("its fields are a JSON object".into())),
        };
        message::of(message::named(name)?, fields, self.from.as_ref(), self.format)
    }

    pub(crate) fn appid(&self) -> &str {
        self.appid.as_str()
    }

    /// Whether the address can be one of a backend. Nothing is sent.
    pub fn check_url(&self) -> Result<(), PushProblem> {
        let request = self.request(Method::POST, "", Bytes::new())?;
        match request.uri().scheme_str() {
            Some("http" | "https") => Ok(()),
            _ => Err(PushProblem::Url(format!("`{}` begins with neither http:// nor https://", self.url))),
        }
    }

    /// Verifies the address, as the console does when it is saved.
    pub async fn verify(&self) -> Result<(), PushProblem> {
        let echo = Random::new().digits(19);
        let (_, _, signed) = self.signed();
        let request = self.request(Method::GET, &format!("{signed}&echostr={echo}"), Bytes::new())?;
        let response = self.send_request(request).await?;
        self.verified(&response, &echo)
    }

    /// Pushes, and waits for the answer as long as WeChat does. By the event's name, the message's type, or the Rust name of either.
    pub async fn send(&self, name: &str, fields: Value) -> Result<Pushed, PushProblem> {
        let message = self.message(name, &fields)?;
        self.send_message(message).await
    }

    /// Pushes a whole message, `MsgType` and all: an event of next year, or one once more.
    pub async fn send_message(&self, message: Map<String, Value>) -> Result<Pushed, PushProblem> {
        let response = self.send_request(self.to_push(&message)?).await?;
        self.answered(message, &response)
    }

    async fn send_request(&self, request: Request<Bytes>) -> Result<Response<Bytes>, PushProblem> {
        let client = sending::client(&self.url).map_err(PushProblem::Connection)?;
        sending::send(&client, request, PATIENCE).await
    }

    /// The request that pushes a message, to be sent by other means.
    pub fn to_push(&self, message: &Map<String, Value>) -> Result<Request<Bytes>, PushProblem> {
        let (timestamp, nonce, mut query) = self.signed();
        let Some(key) = &self.key else {
            return self.request(Method::POST, &query, write(self.format, message).into());
        };
        let encrypted = encrypt(key, &self.appid, &write(self.format, message));
        let msg_signature = msg_signature(&self.token, &timestamp, &nonce, &encrypted);
        let openid = message.get("FromUserName").and_then(Value::as_str).unwrap_or_default();
        query.push_str(&format!("&openid={openid}&encrypt_type=aes&msg_signature={msg_signature}"));
        let body = if self.compatible {
            let mut fields = message.clone();
            fields.insert("Encrypt".into(), encrypted.into());
            write(self.format, &fields)
        } else {
            let to_user = message.get("ToUserName").and_then(Value::as_str).unwrap_or_default();
            sealed_push(self.format, to_user, &encrypted)
        };
        self.request(Method::POST, &query, body.into())
    }

    /// What the answer to a push means.
    pub fn answered(
        &self,
        message: Map<String, Value>,
        response: &Response<Bytes>,
    ) -> Result<Pushed, PushProblem> {
        let body = response.body();
        if response.status() != StatusCode::OK {
            return Err(PushProblem::Status { status: response.status(), body: beginning(body) });
        }
        let reply = match body.trim_ascii() {
            b"" | b"success" => PushedReply::Success,
            _ => {
                let opened = match &self.key {
                    Some(key) => {
                        open_reply(&self.token, key, &self.appid, body).map_err(PushProblem::Sealed)?
                    }
                    None => body.to_vec(),
                };
                let (_, fields) = read(&opened).map_err(|error| {
                    PushProblem::Reply(format!("it is neither empty nor `success`, and {error}"))
                })?;
                failure(&fields)?;
                PushedReply::Fields(fields)
            }
        };
        Ok(Pushed { reply, message })
    }

    fn verified(&self, response: &Response<Bytes>, echo: &str) -> Result<(), PushProblem> {
        let body = beginning(response.body());
        if response.status() != StatusCode::OK {
            return Err(PushProblem::Status { status: response.status(), body });
        }
        if response.body() == echo { Ok(()) } else { Err(PushProblem::Echo { body }) }
    }

    /// Time, nonce, and the query that signs them.
    fn signed(&self) -> (String, String, String) {
        let timestamp = UnixSeconds::now().0.to_string();
        let nonce = Random::new().digits(10);
        let signature = signature(&self.token, &timestamp, &nonce);
        let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}");
        (timestamp, nonce, query)
    }

    fn request(&self, method: Method, query: &str, body: Bytes) -> Result<Request<Bytes>, PushProblem> {
        // The address may have a query of its own.
        let sign = if self.url.contains('?') { '&' } else { '?' };
        let uri: Uri =
            format!("{}{sign}{query}", self.url).parse().map_err(|_| PushProblem::Url(self.url.clone()))?;
        if uri.host().is_none() {
            return Err(PushProblem::Url(format!("`{}` names no host", self.url)));
        }
        let mut request = Request::new(body);
        let content_type = HeaderValue::from_static(self.format.content_type());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        request.headers_mut().insert(CONTENT_TYPE, content_type);
        Ok(request)
    }
}

/// Whether the backend says itself that it failed. In XML the code is a text.
fn failure(reply: &Map<String, Value>) -> Result<(), PushProblem> {
    let Some(code) = reply.get("ErrCode") else { return Ok(()) };
    match from_value::<i64>(code) {
        Ok(0) => Ok(()),
        Ok(code) => {
            let message = reply.get("ErrMsg").and_then(Value::as_str).unwrap_or_default().to_owned();
            Err(PushProblem::Failed { code, message })
        }
        Err(misfit) => Err(PushProblem::Reply(format!("its `ErrCode` is no number: {misfit}"))),
    }
}

/// The beginning of a body, for people.
fn beginning(body: &Bytes) -> String {
    let text = String::from_utf8_lossy(body);
    let mut beginning: String = text.trim().chars().take(300).collect();
    if beginning.len() < text.trim().len() {
        beginning.push('…');
    }
    beginning
}
