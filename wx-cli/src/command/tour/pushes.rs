//! Message push in secure mode: the fake WeChat pushes to a receiver inside the tour.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{FromRef, Request, State},
    middleware::map_request,
    routing::any,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};
use wx_api::{
    OpenId,
    event::{UserTextMessage, WxaMediaCheck},
    prelude::*,
    push::{EncodingAesKey, Push, PushError, PushReply, Receiver},
};
use wx_mock::{PushProblem, Pushed, PushedReply};

use super::{Guide, login::short};
use crate::stop::Stop;

/// The Token of the tour's own console.
const TOKEN: &str = "a-token-of-the-tour";

wx_api::pushes! {
    /// What the backend of the tour listens to.
    enum Heard { UserTextMessage, WxaMediaCheck }
}

/// The backend of the tour: it tells the tour what its handler was given.
#[derive(Clone)]
struct Backend {
    receiver: Receiver,
    handled: mpsc::UnboundedSender<String>,
}

impl FromRef<Backend> for Receiver {
    fn from_ref(backend: &Backend) -> Self {
        backend.receiver.clone()
    }
}

/// The handler: what gets here was verified, decrypted and is here for the first time.
async fn pushed(State(backend): State<Backend>, push: Push) -> Result<PushReply, PushError> {
    let (what, reply) = match Heard::in_push(&push)? {
        Heard::UserTextMessage(message) => {
            (format!("UserTextMessage: {}", message.content), push.transfer_to_customer_service().await)
        }
        Heard::WxaMediaCheck(WxaMediaCheck { result, .. }) => {
            let found = result.map(|found| format!("{:?}, {:?}", found.suggest, found.label));
            (format!("WxaMediaCheck: {}", found.unwrap_or_default()), push.success().await)
        }
        Heard::Other => (push.name().to_owned(), push.success().await),
    };
    // Nobody listens any more once the tour is over.
    let _ = backend.handled.send(what);
    Ok(reply)
}

/// Somebody on the way changes one character of what is encrypted.
async fn tampered(request: Request) -> Request {
    let (parts, body) = request.into_parts();
    let mut body = to_bytes(body, 1 << 20).await.unwrap_or_default().to_vec();
    let middle = body.len() / 2;
    if let Some(character) = body.get_mut(middle) {
        *character = if *character == b'A' { b'B' } else { b'A' };
    }
    Request::from_parts(parts, Body::from(body))
}

/// A user's message, a verdict that was waited for, the same once more, and one that somebody changed.
pub(super) async fn run(guide: &mut Guide<'_>, user: &OpenId) -> Result<(), Stop> {
    let Guide { client, wechat, board } = guide;
    board.section("Message push (消息推送), encrypted")?;
    let key = EncodingAesKey::generate();
    let (handled, mut seen) = mpsc::unbounded_channel();
    let backend = Backend { receiver: Receiver::secure(wechat.appid(), TOKEN, key.clone()), handled };
    let routes = Router::new()
        .route("/wechat", any(pushed))
        .route("/on-the-way", any(pushed).layer(map_request(tampered)))
        .with_state(backend);
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(deaf)?;
    let url = format!("http://{}", listener.local_addr().map_err(deaf)?);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let pusher = wechat.pusher(format!("{url}/wechat"), TOKEN, key.clone()).from_user(user.as_str());

    pusher.verify().await.map_err(failed)?;
    let query = "signature=…, timestamp, nonce, echostr";
    board.local(
        "the address is verified",
        "GET /wechat",
        query.to_owned(),
        "signature verified; echostr returned".to_owned(),
    )?;

    let content = json!({ "Content": "拿铁什么时候到？" });
    let answer = pusher.send("text", content.clone()).await.map_err(failed)?;
    board.local(
        "text",
        "POST /wechat",
        format!("a user writes; encrypted and signed: {content}"),
        told(&mut seen, &answer)?,
    )?;

    wechat.push_to(pusher.clone());
    let url_of_image = "https://example.com/risky.jpg";
    let check = MediaCheckAsync::new(url_of_image, CheckedMedia::Image, CheckScene::Profile, user.clone());
    let trace_id = client.media_check_async(check).await?.trace_id;
    board.row::<MediaCheckAsync>(
        format!("media_url={url_of_image}"),
        format!("trace_id={}", short(&trace_id)),
    )?;
    wechat.pushed("wxa_media_check", 1).await;
    let verdict = wechat.pushes().pop().ok_or_else(|| Stop::Failed("no verdict was pushed".into()))?;
    let answer = verdict.outcome.map_err(failed)?;
    board.local(
        "wxa_media_check",
        "POST /wechat",
        format!("by itself: the verdict on trace_id={}, encrypted and signed", short(&trace_id)),
        told(&mut seen, &answer)?,
    )?;

    pusher.send_message(verdict.message).await.map_err(failed)?;
    if let Ok(what) = seen.try_recv() {
        return Err(Stop::Failed(format!("a push was handled twice: {what}")));
    }
    board.local(
        "wxa_media_check",
        "POST /wechat",
        "the same verdict once more, encrypted anew".to_owned(),
        "seen before: answered success, the handler was not called".to_owned(),
    )?;

    let on_the_way = wechat.pusher(format!("{url}/on-the-way"), TOKEN, key);
    match on_the_way.send("text", content).await {
        Err(PushProblem::Status { status, body }) => board.local(
            "text",
            "POST /wechat",
            "somebody on the way changed one character of the encrypted body".to_owned(),
            format!("refused, HTTP {}: {body}", status.as_u16()),
        ),
        Err(problem) => Err(failed(problem)),
        Ok(_) => Err(Stop::Failed("the receiver took a push that was changed on the way".into())),
    }
}

/// What the handler was given, and what WeChat was answered.
fn told(seen: &mut mpsc::UnboundedReceiver<String>, answer: &Pushed) -> Result<String, Stop> {
    let what = seen.try_recv().map_err(|_| Stop::Failed("a push did not get to its handler".into()))?;
    let answered = match &answer.reply {
        PushedReply::Fields(fields) => {
            let kind = fields.get("MsgType").and_then(Value::as_str).unwrap_or_default();
            format!("answered, encrypted: {kind}")
        }
        _ => "answered success".to_owned(),
    };
    Ok(format!("verified, decrypted; {what}; {answered}"))
}

#[allow(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn deaf(error: std::io::Error) -> Stop {
    Stop::Failed(format!("the tour's backend cannot listen on 127.0.0.1: {error}"))
}

#[allow(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn failed(problem: PushProblem) -> Stop {
    Stop::Failed(format!("a push did not arrive: {problem}"))
}
