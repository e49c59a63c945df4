//! One request, from its arrival to its answer.

use std::sync::Arc;

use http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use serde_json::Value;
use tokio::time::{Instant, sleep};
use wx_core::{Auth, BodyKind, Meta};

#[cfg(feature = "secure")]
use crate::sealed;
use crate::{
    control, domain,
    fault::{
        Fault,
        effect::{Instead, instead, spoil},
    },
    incoming::{Fields, Incoming},
    meant, push,
    recorded::Recorded,
    refusal::Refusal,
    reply::{Answer, Reply},
    route::Route,
    server::Reaction,
    signed,
    world::{App, Shared, World},
};

/// The largest request that is read.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// The header by which Cloud Run says that it has put the credential in.
const CLOUD_RUN: header::HeaderName = header::HeaderName::from_static("x-openapi-seqid");

/// Reads a request and decides what is done about it.
pub(crate) async fn react(shared: &Arc<Shared>, request: Request<hyper::body::Incoming>) -> Reaction {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
        let text = "the body is broken off or larger than 64 MiB";
        return Reaction::Answer(Reply::new(StatusCode::PAYLOAD_TOO_LARGE, "text/plain", text).respond());
    };
    let body = body.to_bytes();
    if parts.uri.path() == "/__mock" || parts.uri.path().starts_with("/__mock/") {
        return Reaction::Answer(control::answer(shared, &parts, &body).await.respond());
    }
    let incoming = Incoming::read(parts.uri.query().unwrap_or(""), &parts.headers, body).await;
    let gate = Gate::open(shared, &parts, &incoming);
    #[cfg(feature = "secure")]
    let (gate, incoming) = match gate.unseal(&parts, incoming) {
        Ok(opened) => opened,
        Err(refused) => return *refused,
    };
    gate.react(&parts, &incoming).await
}

/// Where a call stands.
struct Gate<'a> {
    shared: &'a Arc<Shared>,
    path: &'a str,
    serial: u64,
    /// The other end of a sealed call.
    #[cfg(feature = "secure")]
    seal: Option<sealed::Seal>,
}

impl<'a> Gate<'a> {
    /// Writes the call down.
    fn open(shared: &'a Arc<Shared>, parts: &'a http::request::Parts, incoming: &Incoming) -> Self {
        let mut world = shared.world();
        let at = world.started.elapsed();
        let call = Recorded::new(at, parts, &incoming.query, &incoming.body, &shared.apps);
        Self {
            shared,
            path: parts.uri.path(),
            serial: world.record(call),
            #[cfg(feature = "secure")]
            seal: None,
        }
    }

    /// Opens a sealed request; a plain one is left as it is.
    #[cfg(feature = "secure")]
    fn unseal(
        mut self,
        parts: &http::request::Parts,
        mut incoming: Incoming,
    ) -> Result<(Self, Incoming), Box<Reaction>> {
        let seal = sealed::open(&self.shared.apps, parts, &mut incoming);
        match seal {
            Ok(seal) => self.seal = seal,
            Err(refusal) => return Err(Box::new(Reaction::Answer(self.refuse("", &refusal).respond()))),
        }
        Ok((self, incoming))
    }

    async fn react(&self, parts: &http::request::Parts, incoming: &Incoming) -> Reaction {
        let found = self.shared.routes.find(self.path, &parts.method, &incoming.query);
        let (route, fields) = match found {
            Ok(routes) => meant::endpoint(&routes, incoming),
            Err(refusal) => return Reaction::Answer(self.refuse("", &refusal).respond()),
        };
        let meta = route.row.meta;
        let fault = {
            let mut world = self.shared.world();
            if let Some(call) = world.recorded(self.serial) {
                call.endpoint = Some(meta.id());
            }
            *world.counts.entry(meta.rust_name).or_default() += 1;
            world.faults.take(meta.rust_name)
        };
        self.shared.arrival.notify_waiters();
        match fault.as_ref().and_then(instead) {
            Some(Instead::React(reaction)) => return reaction,
            Some(Instead::Refuse(refusal)) => {
                return Reaction::Answer(self.refuse(meta.name, &refusal).respond());
            }
            Some(Instead::RefuseAsImage(refusal)) => {
                let mut reply = self.refuse(meta.name, &refusal);
                reply.set(header::CONTENT_TYPE, "image/jpeg");
                return Reaction::Answer(reply.respond());
            }
            None => {}
        }
        let reply = match self.perform(route, incoming, fields) {
            Ok(answer) => self.accept(answer),
            Err(refusal) => self.refuse(meta.name, &refusal),
        };
        #[cfg(feature = "secure")]
        let reply = match &self.seal {
            Some(seal) => seal.seal(reply),
            None => reply,
        };
        if let Some(Fault::Delay(time)) = fault {
            sleep(time).await;
        }
        Reaction::Answer(spoil(fault.as_ref(), reply))
    }

    /// Does what the call asks for.
    fn perform(
        &self,
        route: &Route,
        incoming: &Incoming,
        fields: Result<Fields, Refusal>,
    ) -> Result<Answer, Refusal> {
        let mut world = self.shared.world();
        let appid = credentials(self.shared, &world, route.row.meta, incoming)?;
        let (meta, fields) = (route.row.meta, fields?);
        signed::appid(meta, &fields, incoming, &appid)?;
        if let Some(app) = self.shared.apps.iter().find(|app| app.appid == appid) {
            #[cfg(feature = "secure")]
            sealed::check(self.seal.as_ref(), meta, app)?;
            signed::verify(meta, app, &fields, incoming, &world)?;
        }
        let call = domain::Call { route, appid: &appid, fields: &fields };
        let answer = domain::answer(&call, &mut world);
        drop(world);
        push::start(self.shared);
        answer
    }

    fn accept(&self, answer: Answer) -> Reply {
        let errcode = match &answer {
            Answer::Json(value) => value.get("errcode").and_then(Value::as_i64).unwrap_or(0),
            Answer::Binary { .. } => 0,
        };
        self.note(errcode, None);
        let mut reply = Reply::answer(self.path, answer);
        if self.shared.cloud_run {
            reply.set(CLOUD_RUN, &self.serial.to_string());
        }
        reply
    }

    fn refuse(&self, api: &str, refusal: &Refusal) -> Reply {
        self.note(refusal.code, refusal.reason.clone());
        let json = refusal.json(api, self.path, &mut self.shared.world().random);
        Reply::json(self.path, &json).because(refusal)
    }

    fn note(&self, errcode: i64, reason: Option<String>) {
        if let Some(call) = self.shared.world().recorded(self.serial) {
            call.errcode = Some(errcode);
            call.reason = reason;
        }
    }
}

/// The appid a call is for, once it has proved what it must.
fn credentials(
    shared: &Arc<Shared>,
    world: &World,
    meta: &Meta,
    incoming: &Incoming,
) -> Result<String, Refusal> {
    match meta.auth {
        Auth::None => Ok(shared.app().appid.clone()),
        Auth::AppSecret => {
            let body = match meta.body {
                BodyKind::Json => incoming.json()?,
                _ => serde_json::Map::new(),
            };
            let value = |name: &str| {
                let in_body = body.get(name).and_then(Value::as_str);
                in_body.or_else(|| incoming.query(name)).unwrap_or("")
            };
            secret(&shared.apps, value("appid"), value(meta.secret_field))
        }
        Auth::AccessToken if shared.cloud_run && incoming.query("access_token").is_none() => {
            let from = incoming.query("from_appid").unwrap_or(&shared.app().appid);
            let app = shared.apps.iter().find(|app| app.appid == from);
            let unknown = || Refusal::new(40013).because("no mini program here has the appid of from_appid");
            app.map(|app| app.appid.clone()).ok_or_else(unknown)
        }
        // Signed calls carry the token as well.
        _ => match incoming.query("access_token") {
            None | Some("") => {
                Err(Refusal::new(41001).because("the query has no access_token, which belongs there"))
            }
            Some(token) => world.tokens.holder(token, Instant::now()).map(ToOwned::to_owned),
        },
    }
}

fn secret(apps: &[App], appid: &str, secret: &str) -> Result<String, Refusal> {
    if appid.is_empty() {
        return Err(Refusal::new(41002).because("the appid is missing"));
    }
    let Some(app) = apps.iter().find(|app| app.appid == appid) else {
        return Err(Refusal::new(40013).because("no mini program here has this appid"));
    };
    if secret.is_empty() {
        return Err(Refusal::new(41004).because("the secret is missing"));
    }
    if app.secret != secret {
        return Err(Refusal::new(40125).because("the secret is not that of this appid"));
    }
    Ok(app.appid.clone())
}
