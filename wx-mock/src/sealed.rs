//! Sealed calls (服务端 API 签名加密): what comes encrypted and signed is read, and answered so.

use std::sync::Arc;

use http::{HeaderMap, request::Parts};
use serde_json::{Map, Value};
use wx_core::{
    AppId, Meta,
    secure::{Call, Header, Platform, Rejection},
};

use crate::{incoming::Incoming, refusal::Refusal, reply::Reply, world::App};

/// The other end of a sealed call.
pub(crate) struct Seal {
    platform: Arc<Platform>,
    url: String,
    appid: AppId,
}

/// Reads a sealed request in place of the one that came. `None` for a plain one.
pub(crate) fn open(apps: &[App], parts: &Parts, incoming: &mut Incoming) -> Result<Option<Seal>, Refusal> {
    let Some(appid) = header(&parts.headers, Header::AppId) else { return Ok(None) };
    let Some(app) = apps.iter().find(|app| app.appid == appid) else {
        return Err(Refusal::new(40236).because("no mini program here has the appid of Wechatmp-AppId"));
    };
    let Some(platform) = &app.platform else { return Err(refusal(&Rejection::NoSymmetricKey)) };
    let seal = Seal {
        platform: Arc::clone(platform),
        // Whatever address the call came to, WeChat's own is what was signed.
        url: format!("https://api.weixin.qq.com{}", parts.uri.path()),
        appid: AppId::new(appid),
    };
    let fields = platform.open_request(seal.call(), &parts.headers, &incoming.body);
    let fields = fields.map_err(|rejection| refusal(&rejection))?;
    // What travels in the query when it is not sealed is looked for there.
    for (name, value) in &fields {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            _ => continue,
        };
        incoming.query.push((name.clone(), text));
    }
    incoming.body = Value::Object(fields).to_string().into();
    Ok(Some(seal))
}

/// Whether a call is sealed as it must be, and for the mini program that its token belongs to.
pub(crate) fn check(seal: Option<&Seal>, meta: &Meta, app: &App) -> Result<(), Refusal> {
    match seal {
        Some(seal) if seal.appid.as_str() != app.appid => Err(refusal(&Rejection::AppIdOfToken)),
        None if meta.secure && app.platform.is_some() => Err(refusal(&Rejection::MissingAppId)),
        _ => Ok(()),
    }
}

impl Seal {
    fn call(&self) -> Call<'_> {
        Call::now(&self.url, &self.appid)
    }

    /// Seals an answer; one that is no JSON object is left as it is.
    pub(crate) fn seal(&self, mut reply: Reply) -> Reply {
        let fields = serde_json::from_slice::<Map<String, Value>>(&reply.bytes).ok();
        if let Some(sealed) = fields.and_then(|fields| self.platform.seal_response(self.call(), &fields).ok())
        {
            reply.headers.extend(sealed.headers);
            reply.bytes = sealed.body;
        }
        reply
    }
}

fn header(headers: &HeaderMap, header: Header) -> Option<&str> {
    headers.get(header.name())?.to_str().ok()
}

fn refusal(rejection: &Rejection) -> Refusal {
    Refusal::new(rejection.errcode()).because(rejection.to_string())
}
