//! Every error the client can produce, its causes included.

use std::{collections::BTreeSet, error::Error as StdError, fmt::Debug, io, time::Duration};

use serde::{Serialize, Serializer, ser::Error as _};
use wx_api::{
    AccessToken, Client, Empty, Endpoint, Error, Keys, Meta, Parts, ResponseKind, RetryPolicy, SetupError,
    TokenSource, Type, Wire, http::Method, prelude::*, registry, token::Token, virtual_payment::PayEnv,
};
use wx_mock::{Fault, MockWechat};

use super::{SERVER_KEY, Secrets, body, both, in_url, public::Source, sealing, tokens, world};

/// Everything an error can show: the whole chain.
pub(super) fn shown(error: &(dyn StdError + 'static)) -> String {
    std::iter::successors(Some(error), |&error| error.source()).map(both).collect()
}

/// The errors of a run, and what must not be in them.
pub(super) struct Found {
    pub(super) secrets: Secrets,
    errors: Vec<Error>,
    /// `("SetupError", "NoAppId")`
    variants: BTreeSet<(&'static str, String)>,
}

impl Found {
    pub(super) fn new(secrets: Secrets) -> Self {
        Self { secrets, errors: Vec::new(), variants: BTreeSet::new() }
    }

    #[track_caller]
    pub(super) fn add<T: Debug>(&mut self, result: Result<T, Error>) {
        let error = result.expect_err("this call fails");
        self.secrets.assert_unseen(&variant(&error), &shown(&error));
        note(&error, &mut self.variants);
        self.errors.push(error);
    }

    /// Fails if a variant of these enums was not produced.
    fn assert_whole(&self, source: &Source, enums: &[&'static str]) {
        for name in enums {
            for variant in source.variants(name) {
                let produced = self.variants.contains(&(name, variant.clone()));
                assert!(produced, "no error is made that is a `{name}::{variant}`: add one to this test");
            }
        }
    }
}

/// Notes which variants an error is made of.
fn note(error: &Error, variants: &mut BTreeSet<(&'static str, String)>) {
    variants.insert(("Error", variant(error)));
    let part = match error {
        Error::Setup(error) => ("SetupError", variant(error)),
        Error::Request(error) => ("RequestError", variant(&error.cause)),
        Error::Transport(error) => ("TransportErrorKind", variant(&error.cause.kind())),
        Error::Answer(error) => ("Unexpected", variant(&error.cause)),
        Error::Token(error) => {
            note(&error.cause, variants);
            return;
        }
        _ => return,
    };
    variants.insert(part);
}

/// The name of an enum's variant, as its `Debug` has it.
pub(super) fn variant(value: &impl Debug) -> String {
    let shown = format!("{value:?}");
    shown.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn errors_of_a_set_up_show_none() {
    let mut found = Found::new(Secrets::new());
    let builder = || Client::builder(MockWechat::APPID, MockWechat::SECRET);
    let secretless = || Client::secretless(MockWechat::APPID);

    let in_url = in_url(SERVER_KEY);
    for base in ["", "ftp://me:{}@a", "http://{}@a", "http://me:{}@a?b", "me:{}@a b", "http://a@{}@b/@/"] {
        found.add(builder().base_url(base.replace("{}", &in_url)).build());
    }
    found.add(Client::new("", MockWechat::SECRET));
    found.add(Client::new(MockWechat::APPID, ""));
    found.add(secretless().build());
    found.add(secretless().token_source(TokenSource::legacy()).build());
    for (url, key) in [
        ("http://{}@a", SERVER_KEY),
        ("http://a?key={}", SERVER_KEY),
        ("{}", SERVER_KEY),
        ("http://a", "kEy+of/the=token&server\n"),
    ] {
        let url = url.replace("{}", &in_url);
        found.add(secretless().token_source(TokenSource::server(url, key)).build());
    }
    let cloud = builder().token_source(TokenSource::cloud_run()).build().unwrap();
    found.add(cloud.access_token().await);
    found.add(cloud.token_refused(&AccessToken::new("the-refused-token")).await);
    // What cannot happen here: there is a transport, and it can be set up.
    found.add(Err::<(), _>(SetupError::NoTransport.into()));
    let error = reqwest::Client::builder().user_agent("\n").build().unwrap_err();
    found.add(Err::<(), _>(SetupError::Transport(error.without_url().into()).into()));

    found.assert_whole(&Source::of("wx-api"), &["SetupError"]);
}

/// Every way in which a call goes wrong, but for those that have to do with the token.
async fn calls(found: &mut Found, wechat: &MockWechat, client: &Client) {
    let client = &client.with_retry(RetryPolicy::none());
    let check = registry::find("msgSecCheck")[0];
    found.add(client.call_row(check, br#"{"version":1,"content":"x","scene":1,"openid":"o"}"#).await);
    let token = client.access_token().await.unwrap();

    // One endpoint that answers JSON, one that answers bytes, one that is called with the AppSecret.
    for (endpoint, credential) in [
        ("generateScheme", format!("access_token={}", token.expose())),
        ("getUnlimitedQRCode", format!("access_token={}", token.expose())),
        ("code2Session", format!("appid={}&secret={}", wechat.appid(), wechat.secret())),
    ] {
        for fault in faults(&format!("/some/path?{credential}")) {
            // Of all that fails here, only this one needs a time.
            let timeout = if fault == Fault::Hang { 50 } else { 10_000 };
            let client = client.with_timeout(Duration::from_millis(timeout));
            let image = fault == Fault::ImageAsJson;
            wechat.fault(endpoint, fault);
            match endpoint {
                "generateScheme" => found.add(client.generate_scheme(GenerateScheme::new()).await),
                "code2Session" => found.add(client.code2_session(Code2Session::new("a-code")).await),
                _ if image => wechat.clear_faults(),
                _ => found.add(client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await),
            }
        }
    }

    // JSON where bytes are due: success, and too much of it.
    let here = format!("access_token={}", token.expose());
    let image = || GetUnlimitedQrCode::new("a=1");
    let said = |body: &str| self::body(200, "application/json", body.to_owned());
    wechat.fault("getUnlimitedQRCode", said(&format!(r#"{{"errcode":0,"errmsg":"{here}"}}"#)));
    found.add(client.get_unlimited_qr_code(image()).await);
    let short = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).max_json(1000);
    let long = format!(r#"{{"errcode":40097,"errmsg":"{}"}}"#, here.repeat(20));
    wechat.fault("getUnlimitedQRCode", said(&long));
    found.add(short.build().unwrap().get_unlimited_qr_code(image()).await);

    // What is not sent: outside its limits, not to be written, not to be put on the wire.
    let hop = JumpWxa::new().query(token.expose().repeat(20) + "^");
    found.add(client.generate_scheme(GenerateScheme::new().jump_wxa(hop)).await);
    found.add(client.call(Unwritable).await);
    found.add(client.call(Unsendable).await);
    found.add(client.code2_session(Code2Session::new("c".repeat(100_000))).await);
    let row = registry::find("generateScheme")[0];
    for json in ["", "{", r#"{"jump_wxa":{"query":[]}}"#] {
        found.add(client.call_row(row, json.as_bytes()).await);
    }
    let secretless = Client::secretless(wechat.appid())
        .base_url(wechat.base_url())
        .token_source(TokenSource::custom(async |_| Ok::<_, io::Error>(Token::new("t", Duration::MAX))))
        .build()
        .unwrap();
    found.add(secretless.code2_session(Code2Session::new("a-code")).await);

    // What is signed, with no keys to sign with: of virtual payment, of its sandbox, of a merchant, of a shop.
    let user = || QueryUserBalance::new("o", PayEnv::Sandbox, "127.0.0.1", "a-user-s-session-key");
    found.secrets.add("the session key", "a-user-s-session-key");
    found.add(client.query_punishment_reasons(QueryPunishmentReasons::new()).await);
    found.add(client.query_user_balance(user()).await);
    found.add(client.get_b2b_order(GetB2bOrder::new("1230000109").order_id("o1")).await);
    found.add(client.get_local_order(GetLocalOrder::new("a-shop", "1")).await);
    // And refused, with the keys.
    let keys = Keys::new().pay_sandbox(MockWechat::SANDBOX_KEY).shop("a-shop", "a-carrier-s-secret");
    found.secrets.add("the AppKey of the sandbox", MockWechat::SANDBOX_KEY);
    found.secrets.add("the AppSecret of the carrier", "a-carrier-s-secret");
    let signed = client.with_keys(keys);
    found.add(signed.query_user_balance(user()).await);
    found.add(signed.get_local_order(GetLocalOrder::new("a-shop", "1")).await);
    found.add(signed.check_session_key(CheckSessionKey::new("o", "a-user-s-session-key")).await);
}

/// What cannot be sealed, and what should have been.
async fn sealed(found: &mut Found) {
    let keys = sealing(&mut found.secrets);
    let wechat = MockWechat::builder().api_security(keys.platform().unwrap()).start().await;
    let client = Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .api_security(keys.api_security().unwrap())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let token = client.access_token().await.unwrap().expose().to_owned();
    found.secrets.add("the access token of the sealing client", &token);
    found.add(client.call(Unsealable { access_token: token.clone() }).await);
    wechat.fault("msgSecCheck", body(200, "application/json", format!(r#"{{"of":"{token}"}}"#)));
    found.add(client.msg_sec_check(MsgSecCheck::new("x", CheckScene::Comment, "o")).await);
}

/// What can go wrong with a call of this URL, some of it as a gateway repeats it.
fn faults(url: &str) -> Vec<Fault> {
    let here = format!("Cannot GET {url}");
    let escaped = here.replace('/', "\\/");
    vec![
        Fault::errcode(-1),
        Fault::errcode(40097),
        Fault::Hang,
        Fault::Reset,
        Fault::Truncated,
        Fault::Html,
        Fault::Empty,
        Fault::ImageAsJson,
        Fault::JsonAsImage,
        Fault::Huge(100_000),
        Fault::Status(502),
        Fault::Redirect(format!("http://login.example{url}")),
        Fault::Redirect(url.to_owned()),
        body(404, "text/html", format!("<html>{here}</html>")),
        body(502, "text/plain", here.clone()),
        body(500, "application/json", format!(r#"{{"path":"{here}"}}"#)),
        body(200, "text/html", format!("<html>{here}</html>")),
        body(200, "text/plain", here.clone()),
        body(200, "application/json", format!(r#"{{"errcode":40097,"errmsg":"{here} rid: {here}"}}"#)),
        body(200, "application/json", format!(r#"{{"errcode":40097,"errmsg":"{escaped}"}}"#)),
        body(200, "application/json", format!(r#"{{"errcode":"{here}"}}"#)),
        body(200, "application/json", format!(r#"{{"path":"{here}"}}"#)),
        body(200, "application/json", format!(r#"["{here}"]"#)),
        body(200, "application/json", format!(r#"{{"path":"{here}"#)),
    ]
}

/// An endpoint whose request cannot be written.
struct Unwritable;

impl Wire for Unwritable {
    const TYPE: &'static Type = &Type::Any;
}

impl Serialize for Unwritable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("it cannot be written"))
    }
}

impl Endpoint for Unwritable {
    type Response = Empty;
    const META: &'static Meta = <GenerateScheme as Endpoint>::META;
}

/// An endpoint that cannot be sealed: the token stays outside.
#[derive(Serialize)]
struct Unsealable {
    access_token: String,
}

impl Wire for Unsealable {
    const TYPE: &'static Type = &Type::Any;
}

impl Endpoint for Unsealable {
    type Response = Empty;
    const META: &'static Meta = <MsgSecCheck as Endpoint>::META;
}

/// An endpoint whose address is none.
#[derive(Serialize)]
struct Unsendable;

impl Wire for Unsendable {
    const TYPE: &'static Type = &Type::Any;
}

impl Endpoint for Unsendable {
    type Response = Empty;
    const META: &'static Meta =
        &Meta::new(("unsendable", "Unsendable", "e2e"), Method::GET, "/a b", ResponseKind::Empty, "");

    fn encode(&self, _: &mut Parts) -> Result<(), wx_api::EncodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn errors_of_calls_show_none() {
    let (wechat, client, secrets) = world().await;
    let client = Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .max_body(50_000)
        .token_source(TokenSource::custom({
            let token = client.access_token().await.unwrap();
            move |_| std::future::ready(Ok::<_, io::Error>(Token::new(token.expose(), Duration::MAX)))
        }))
        .build()
        .unwrap();
    let mut found = Found::new(secrets);
    found.add(Client::new("", ""));
    calls(&mut found, &wechat, &client).await;
    sealed(&mut found).await;
    tokens::no_token(&mut found, &wechat).await;
    wechat.stop().await;
    found.add(client.with_retry(RetryPolicy::none()).code2_session(Code2Session::new("b")).await);

    found.assert_whole(&Source::of("wx-api"), &["Error", "TransportErrorKind"]);
    found.assert_whole(&Source::of("wx-core"), &["RequestError", "Unexpected"]);
    // Also those that were made before the last secrets were known.
    for error in &found.errors {
        found.secrets.assert_unseen(&variant(error), &shown(error));
    }
}

#[tokio::test]
async fn answers_that_are_quoted_show_none() {
    let (wechat, client, mut secrets) = world().await;
    let client = client.with_retry(RetryPolicy::none());
    let session = r#"{"openid":"o","session_key":"a-new+session/key==","trouble":[]}"#;
    let token = r#"{"access_token":"a-new-access-token","expires_in":"soon"}"#;
    secrets.add("the new session key", "a-new+session/key==");
    secrets.add("the new access token", "a-new-access-token");
    let mut found = Found::new(secrets);
    for (status, kind, before, after) in [
        (500, "application/json", "", ""),
        (502, "text/plain", "<html>", "</html>"),
        (200, "text/html", "<html>", "</html>"),
        (200, "text/plain", "it is ", ""),
        (200, "application/json", "[", "]"),
        (200, "application/json", "", " and more"),
        (200, "application/json", r#"{"errcode":40029,"errmsg":"no","of":"#, "}"),
        (200, "application/json", r#"{"data":"#, "}"),
    ] {
        let answer = |json: &str| body(status, kind, format!("{before}{json}{after}"));
        wechat.fault("code2Session", answer(session));
        found.add(client.code2_session(Code2Session::new("a-code")).await);
        wechat.fault("getStableAccessToken", answer(token).times(4));
        let fresh = crate::client(&wechat);
        found.add(fresh.access_token().await);
        wechat.clear_faults();
    }
    // A secret that looks otherwise in a URL than by itself.
    let odd = "an+odd/secret=&of a console";
    let wechat = MockWechat::builder().app("wx1", odd).start().await;
    found.secrets.add("the odd AppSecret", odd);
    let url = format!("/sns?{}", serde_urlencoded::to_string([("secret", odd)]).unwrap());
    for fault in [body(404, "text/plain", url.clone()), body(200, "text/plain", url)] {
        wechat.fault("code2Session", fault);
        found.add(crate::client(&wechat).code2_session(Code2Session::new("a-code")).await);
    }
}
