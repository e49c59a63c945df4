//! Every public type, with a secret in it where it can hold one.

use std::{
    collections::BTreeSet,
    fmt::{Debug, Display},
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use wx_api::{
    Absence, AccessToken, AppId, AppKey, AppSecret, Auth, Binary, BinaryOr, BodyKind, Bytes, Check, Client,
    Constant, Date, DeliverySecret, Empty, Endpoint, Error, ErrorNote, Failure, Fixed, Joined, JsonText,
    Keys, MediaId, Meta, Misfit, MissingKey, ParsedBody, Parts, Place, RawJson, Reply, ReqwestTransport,
    ResponseKind, RetryPolicy, Scrub, SessionKey, SetupError, Signature, TemplateId, TokenSource, TokenStore,
    TransportError, TransportErrorKind, Type, Unexpected, UnionId, UnixSeconds, Upload, View, Wire, ZeroOne,
    http::{HeaderMap, HeaderValue, Response},
    open_data::decrypt,
    prelude::*,
    registry,
    token::{MemoryStore, RedisStore, Stored, Token},
};
use wx_mock::{Fault, MockWechat};

use super::{PASSWORD_IN_URL, SERVER_KEY, body, both, debug, public::Source, redis_at, scheme_error, world};

mod pushed;
mod sealed;
mod signed;
mod verify;

/// One row a type: its name, what a value of it shows.
#[derive(Default)]
struct Table(Vec<Row>);

struct Row {
    name: &'static str,
    shown: String,
    displayed: bool,
}

impl Table {
    /// A type that has no `Display`.
    fn debug(&mut self, name: &'static str, value: &impl Debug) {
        self.0.push(Row { name, shown: debug(value), displayed: false });
    }

    fn both(&mut self, name: &'static str, value: &(impl Debug + Display)) {
        self.0.push(Row { name, shown: both(value), displayed: true });
    }
}

#[tokio::test]
async fn public_types_show_none() {
    let (wechat, client, mut secrets) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    secrets.add("the session key", session.session_key.expose());
    let token = client.access_token().await.unwrap();

    let mut table = Table::default();
    of_the_client(&mut table, &wechat, &client, &token).await;
    of_its_errors(&mut table, &wechat, &client, &token).await;
    of_tokens(&mut table, &wechat, &token).await;
    of_descriptions(&mut table);
    sealed::descriptions(&mut table);
    sealed::keys_and_messages(&mut table, &mut secrets);
    of_requests(&mut table, &token);
    of_answers(&mut table, &session).await;
    of_values(&mut table, &token, &session);
    table.debug("Session", &session);
    let issued = client.get_access_token(GetAccessToken::new()).await.unwrap();
    secrets.add("the issued access token", issued.access_token.expose());
    table.debug("IssuedToken", &issued);
    signed::calls(&mut table, &client, &session, &mut secrets).await;
    signed::drama(&mut table);
    verify::of_requests(&mut table, &mut secrets);
    pushed::everything(&mut table, &mut secrets).await;
    let (data, iv) = wechat.encrypted_phone(session.session_key.expose(), "13800138000");
    let phone: PhoneInfo = client.decrypt(&session.session_key, &data, &iv).unwrap();
    table.debug("Watermark", &phone.watermark);
    table.debug("PhoneInfo", &phone);

    for Row { name, shown, .. } in &table.0 {
        secrets.assert_unseen(name, shown);
    }

    let [api, core, specs] = ["wx-api", "wx-core", "specs"].map(Source::of);
    let public = &(&api.public_types(Some(&specs)) | &core.public_types(None)) | &specs.secret_types();
    // Without the feature it is in the source and nowhere else.
    #[cfg(not(feature = "hyper"))]
    let public = &public - &BTreeSet::from(["HyperTransport".to_owned()]);
    assert!(public.len() > 70 && public.contains("SessionKey") && public.contains("Client"), "{public:?}");
    let shown: BTreeSet<_> = table.0.iter().map(|row| row.name.to_owned()).collect();
    let missing = &public - &shown;
    assert!(
        missing.is_empty(),
        "public types that nobody looks at: add them to the table of this test: {missing:?}"
    );
    let gone = &shown - &public;
    assert!(gone.is_empty(), "no public types any more: take them out of the table of this test: {gone:?}");
    let displayed: BTreeSet<_> = [&api, &core, &specs].into_iter().flat_map(Source::displayed).collect();
    for Row { name, displayed: looked_at, .. } in &table.0 {
        assert!(*looked_at || !displayed.contains(*name), "`{name}` has a `Display`: show `both`");
    }
}

async fn of_the_client(table: &mut Table, wechat: &MockWechat, client: &Client, token: &AccessToken) {
    // With every secret that can be put in, and where people put them by mistake.
    let builder = Client::builder(wechat.appid(), wechat.secret())
        .base_url(format!("http://me:{PASSWORD_IN_URL}@127.0.0.1"))
        .token_source(TokenSource::server("http://127.0.0.1", SERVER_KEY))
        .token_store(redis_at("127.0.0.1:1"));
    table.debug("ClientBuilder", &builder);
    let Error::Setup(error) = builder.build().unwrap_err() else { panic!("the base URL is taken") };
    table.both("SetupError", &error);
    let SetupError::BaseUrl(bad) = &error else { panic!("{error}") };
    table.both("BadBaseUrl", bad);
    table.debug("RawReply", &client.call_raw(Code2Session::new("another-code")).await.unwrap());
    table.debug("Client", client);
    table.debug("RetryPolicy", &RetryPolicy::default());

    let mut headers = HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_str(token.expose()).unwrap());
    let proxy = reqwest::Proxy::all(format!("http://me:{PASSWORD_IN_URL}@127.0.0.1:1")).unwrap();
    let inner =
        reqwest::Client::builder().tls_certs_only([]).default_headers(headers).proxy(proxy).build().unwrap();
    let transport = ReqwestTransport::new(inner);
    table.debug("ReqwestTransport", &transport);
    #[cfg(feature = "hyper")]
    table.debug("HyperTransport", &wx_api::HyperTransport::plain(Duration::from_secs(1)));
    let through =
        Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).transport(transport);
    table.debug("ClientBuilder", &through);
    let through = through.build().unwrap();
    table.debug("Client", &through);
    table.both("Error", &through.access_token().await.unwrap_err());
}

/// The same error is shown whole and in parts.
async fn of_its_errors(table: &mut Table, wechat: &MockWechat, client: &Client, token: &AccessToken) {
    let here = format!("Cannot GET /wxa?access_token={}", token.expose());
    let refusal = format!(r#"{{"errcode":40097,"errmsg":"{here}"}}"#);
    let hop = JumpWxa::new().query(token.expose().repeat(20) + "^");
    let secretless = Client::secretless(wechat.appid()).base_url(wechat.base_url());
    let failing = TokenSource::custom(async |_| Err::<Token, _>(io::Error::other("not today")));
    let failing = secretless.token_source(failing).build().unwrap();

    wechat.fault("generateScheme", body(404, "text/plain", here.clone()));
    wechat.fault("generateScheme", body(200, "text/plain", refusal));
    wechat.fault("generateScheme", Fault::Reset);
    for error in [
        scheme_error(client).await,
        scheme_error(client).await,
        scheme_error(client).await,
        client.generate_scheme(GenerateScheme::new().jump_wxa(hop)).await.unwrap_err(),
        failing.code2_session(Code2Session::new("a-code")).await.unwrap_err(),
        scheme_error(&failing).await,
    ] {
        table.both("Error", &error);
        match error {
            Error::Answer(error) => {
                table.both("StrangeAnswer", &error);
                table.both("Unexpected", &error.cause);
            }
            Error::Api(error) => {
                table.both("ApiError", &error);
                table.both("ErrCode", &error.code);
                table.debug("Meaning", error.meaning().unwrap());
                table.debug("Category", &error.category());
                table.debug("Retry", &error.retry());
            }
            Error::Transport(error) => {
                table.both("NoAnswer", &error);
                table.both("TransportError", &error.cause);
                table.debug("TransportErrorKind", &error.cause.kind());
            }
            Error::Request(error) => {
                table.both("BadRequest", &error);
                table.both("RequestError", &error.cause);
                if let wx_api::RequestError::Invalid(error) = &error.cause {
                    table.both("InvalidRequest", error);
                    table.both("Invalid", &error.found[0]);
                    table.both("Breach", &error.found[0].breach);
                }
            }
            Error::Token(error) => {
                table.both("TokenError", &error);
                if let Error::Source(error) = &*error.cause {
                    table.both("SourceError", error);
                }
            }
            other => panic!("{other}"),
        }
    }
    let own =
        TransportError::because(TransportErrorKind::TooLarge { limit: 1 }, io::Error::other("so it is"));
    table.both("TransportError", &own);

    let key = SessionKey::new("not-base64-at-all-%%%");
    let error = decrypt::<PhoneInfo>(&key, "", "", &AppId::new("wx1")).unwrap_err();
    assert!(!both(&error).contains(key.expose()), "{error:?}");
    table.both("OpenDataError", &error);
}

async fn of_tokens(table: &mut Table, wechat: &MockWechat, token: &AccessToken) {
    let record = Bytes::from(format!(r#"{{"access_token":"{}"}}"#, token.expose()));
    let appid = AppId::new(wechat.appid());
    let memory = MemoryStore::new();
    assert!(memory.swap(&appid, None, record, Duration::from_secs(60)).await.unwrap());
    table.debug("MemoryStore", &memory);
    let stored = memory.read(&appid).await.unwrap();
    assert!(stored.record.is_some());
    table.debug("Stored", &stored);
    table.debug("Stored", &Stored::by_local_clock(stored.record.clone()));
    let redis = redis_at("127.0.0.1:1");
    table.debug("RedisStore", &redis);
    table.debug(
        "RedisStore",
        &RedisStore::cluster([format!("redis://:{PASSWORD_IN_URL}@127.0.0.1:1")]).unwrap(),
    );
    table.both("StoreError", &redis.read(&appid).await.unwrap_err());
    table.debug("Token", &Token::new(token.expose(), Duration::from_secs(60)));

    for source in [
        TokenSource::stable(),
        TokenSource::legacy(),
        TokenSource::server(format!("http://me:{PASSWORD_IN_URL}@a/?key={SERVER_KEY}"), SERVER_KEY),
        TokenSource::cloud_run(),
        TokenSource::cloud_run_shared(),
    ] {
        table.debug("TokenSource", &source);
    }
    // What the closure is asked for, a token that was refused with it.
    let asked = Arc::new(Mutex::new(Vec::new()));
    let source = TokenSource::custom({
        let (asked, token) = (Arc::clone(&asked), token.clone());
        move |request| {
            asked.lock().unwrap().push(request);
            std::future::ready(Ok::<_, io::Error>(Token::new(token.expose(), Duration::from_secs(60))))
        }
    });
    table.debug("TokenSource", &source);
    let client = Client::secretless(wechat.appid()).token_source(source).build().unwrap();
    client.access_token().await.unwrap();
    table.debug("Token", &client.token_refused(token).await.unwrap());
    let asked = asked.lock().unwrap();
    assert!(asked.iter().any(|request| request.refused.is_some()));
    asked.iter().for_each(|request| table.debug("TokenRequest", request));
}

/// What endpoints say of themselves: the same for everybody.
fn of_descriptions(table: &mut Table) {
    for row in registry::all() {
        table.debug("Row", row);
        table.debug("Meta", row.meta);
        row.request.fields.iter().for_each(|field| table.debug("Field", field));
        table.debug("Object", row.request);
        row.meta.errors.iter().for_each(|note| table.debug("ErrorNote", note));
        row.response.iter().for_each(|ty| table.debug("Type", ty));
    }
    let fields = <IssuedToken as Wire>::FIELDS;
    assert!(fields[0].secret);
    table.debug("Field", &fields[0]);
    table.debug("Limits", &fields[0].limits);
    table.debug("Place", &Place::Query);
    table.debug("Auth", &Auth::AppSecret);
    table.debug("BodyKind", &BodyKind::Json);
    table.debug("ResponseKind", &ResponseKind::Json);
    table.debug("ErrorNote", &ErrorNote::new(40001, ""));
    match <EnvVersion as Wire>::TYPE {
        Type::Words(words) => table.debug("Choice", &words[0]),
        other => panic!("{other:?}"),
    }
    match <CustomMessage as Wire>::TYPE {
        Type::Variants(variants) => {
            table.debug("Variants", variants);
            table.debug("Variant", &variants.all[0]);
        }
        other => panic!("{other:?}"),
    }
}

/// What is made of a request. No request has a secret in it, the client puts it in later; a careless one of the caller's
/// can, and that is theirs to show. So these are made as the client makes them.
fn of_requests(table: &mut Table, token: &AccessToken) {
    let mut parts = Parts::default();
    GetStableAccessToken::new().encode(&mut parts).unwrap();
    Code2Session::new("a-code").encode(&mut parts).unwrap();
    table.debug("Parts", &parts);
    table.debug("Body", &parts.body);
    // A file is the caller's, and yet its bytes are not shown.
    let file = Upload::new("a.png", token.expose().to_owned());
    table.debug("Upload", &file);
    table.debug("View", &View::File(&file));
    let mut parts = Parts::default();
    UploadTempMedia::new(MediaType::Image, file).encode(&mut parts).unwrap();
    table.debug("Parts", &parts);
    let wx_api::Body::Multipart(form) = &parts.body else { panic!("{parts:?}") };
    table.debug("Part", &form[0]);
    table.debug("View", &token.view());

    let mut check = Check::default();
    check.under("jump_wxa", &JumpWxa::new().query(token.expose().repeat(20) + "^"));
    assert!(format!("{check:?}").contains("TooMuch"), "{check:?}");
    table.debug("Check", &check);
    table.both("EncodeError", &Parts::default().query_field("list", &[token.expose()]).unwrap_err());
    table.both("DateError", &"yesterday".parse::<Date>().unwrap_err());
}

/// What is made of an answer.
async fn of_answers(table: &mut Table, session: &Session) {
    let meta = <Code2Session as Endpoint>::META;
    let key = session.session_key.expose();
    let read = |meta: &Meta, body: String| {
        let secrets = [MockWechat::SECRET];
        Reply::read(meta, Response::new(Bytes::from(body)), Scrub::new(&secrets))
    };
    table.debug("Scrub", &Scrub::new(&[MockWechat::SECRET]));

    let refusal = format!(
        r#"{{"errcode":40029,"errmsg":"of {} rid: 61725984-6126f6f9-040f19c4"}}"#,
        MockWechat::SECRET
    );
    let failure = read(meta, refusal).unwrap_err();
    table.debug("Failure", &failure);
    let Failure::Refused(refusal) = failure else { panic!("{failure:?}") };
    table.debug("Refusal", &refusal);
    table.both("Rid", refusal.rid.as_ref().unwrap());
    let failure = read(meta, format!("<p>{}</p>", MockWechat::SECRET)).unwrap_err();
    table.debug("Failure", &failure);
    let body = format!(r#"{{"openid":"o","session_key":"{key}"}}"#);
    table.debug("ParsedBody", &ParsedBody::parse(body.into(), 1000));

    // An answer of which nobody knows yet that a part of it is secret.
    let reply = read(meta, format!(r#"{{"openid":"o","session_key":"{key}"}}"#)).unwrap();
    table.debug("Reply", &reply);
    let reply = registry::find("code2Session")[0].show(reply).unwrap();
    table.debug("Reply", &reply);
    let reply = read(meta, format!(r#"{{"openid":"o","session_key":["{key}"]}}"#)).unwrap();
    let misfit = <Session as wx_api::Answer>::from_reply(reply).unwrap_err();
    table.both("Unexpected", &misfit);
    let Unexpected::Misfit(misfit) = misfit else { panic!("{misfit}") };
    table.both("Misfit", &misfit);
    table.both("Misfit", &Misfit::missing("session_key"));

    let mut headers = HeaderMap::new();
    headers.insert("set-cookie", HeaderValue::from_str(key).unwrap());
    let binary = Binary::new(Bytes::from(key.to_owned()), headers);
    table.debug("Binary", &binary);
    let json = wx_api::Json::parse(format!(r#"{{"session_key":"{key}"}}"#).into()).unwrap();
    table.debug("Json", &json);
    table.debug("Reply", &Reply::Json(json));
    table.debug("Reply", &Reply::Binary(binary.clone()));
    table.debug("BinaryOr", &BinaryOr::<Session>::Binary(binary));
    table.debug("BinaryOr", &BinaryOr::Json(session.clone()));
    let empty = read(<SendCustomMessage as Endpoint>::META, r#"{"errcode":0}"#.into()).unwrap();
    table.debug("Empty", &<Empty as wx_api::Answer>::from_reply(empty).unwrap());
}

/// Values that stand for themselves.
fn of_values(table: &mut Table, token: &AccessToken, session: &Session) {
    table.debug("AccessToken", token);
    table.debug("SessionKey", &session.session_key);
    table.debug("AppSecret", &AppSecret::new(MockWechat::SECRET));
    table.both("OpenId", &session.openid);
    table.both("AppId", &AppId::new(MockWechat::APPID));
    table.both("MediaId", &MediaId::new("m"));
    table.both("TemplateId", &TemplateId::new("t"));
    table.both("UnionId", &UnionId::new("u"));
    table.both("Date", &Date::today());
    table.debug("UnixSeconds", &UnixSeconds::now());
    table.debug("Fixed", &Fixed::<2>);
    table.debug("True", &wx_api::True);
    table.debug("AppKey", &AppKey::new(MockWechat::APP_KEY));
    table.debug("DeliverySecret", &DeliverySecret::new(MockWechat::DELIVERY_SECRET));
    let keys = Keys::new().pay(MockWechat::APP_KEY).shop("s", MockWechat::DELIVERY_SECRET);
    table.debug("Keys", &keys.pay_sandbox(MockWechat::SANDBOX_KEY).merchant("1", MockWechat::APP_KEY));
    table.debug("Joined", &Joined(vec![1]));
    table.debug("JsonText", &JsonText(1));
    table.debug("RawJson", &RawJson::<serde_json::Value>::new(session.session_key.expose()));
    table.debug("Absence", &Absence::Essential);
    table.debug("ZeroOne", &ZeroOne(true));
    table.debug("Signature", &Signature::PaySig);
    table.both("Constant", &Constant::Integer(2));
    table.both("MissingKey", &MissingKey::Session);
}
