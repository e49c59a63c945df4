//! Signatures that a call carries beside its access token, and fields that never vary.

use serde_json::Value;
use wx_core::{AppKey, DeliverySecret, Meta, SessionKey, Signature, sign};

use crate::{
    blame,
    check::{Kind, Problem},
    incoming::{Fields, Incoming},
    refusal::Refusal,
    world::{App, World},
};

/// A signature that does not fit, a session key that is not known: codes of virtual payment.
const WRONG_PAY: i64 = 268_490_003;
const NO_SESSION: i64 = 268_490_009;
/// The same for a session's own signature.
const WRONG_SESSION: i64 = 87009;
/// A wrong field of immediate delivery.
const WRONG_DELIVERY: i64 = 930_561;

/// Whether a request has the fields that never vary, and the values they always have.
pub(crate) fn fixed(meta: &'static Meta, fields: &Fields) -> Result<(), Refusal> {
    for (field, constant) in meta.fixed {
        let wanted = Value::from(*constant);
        let (kind, reason) = match fields.values.get(*field) {
            Some(given) if *given == wanted => continue,
            Some(_) => (Kind::Value, format!("it is not {wanted}")),
            None => (Kind::Missing, "it is missing".to_owned()),
        };
        return Err(blame::refusal(meta, &Problem { path: (*field).to_owned(), field, kind, reason }));
    }
    Ok(())
}

/// Whether a call that names its own appid names the one its token belongs to.
pub(crate) fn appid(meta: &Meta, fields: &Fields, incoming: &Incoming, own: &str) -> Result<(), Refusal> {
    let given = Some(fields.text("appid")).filter(|given| !given.is_empty()).or(incoming.query("appid"));
    match given {
        _ if !meta.appid => Ok(()),
        Some(given) if given == own => Ok(()),
        Some(_) => Err(Refusal::new(40013).because("`appid` is not the one the access token belongs to")),
        None => Err(Refusal::new(41002).because("`appid` is missing")),
    }
}

/// Whether the signatures fit the bytes that came.
pub(crate) fn verify(
    meta: &Meta,
    app: &App,
    fields: &Fields,
    incoming: &Incoming,
    world: &World,
) -> Result<(), Refusal> {
    meta.sign.iter().try_for_each(|signature| match signature {
        Signature::PaySig => {
            let key = AppKey::new(app.keys.pay(fields.text("mchid"), &fields.values));
            let due = sign::pay_sig(&key, meta.route(), &incoming.body);
            fits(incoming.query("pay_sig"), &due, "pay_sig", WRONG_PAY)
        }
        Signature::UserSignature => {
            let key = session_key(fields.text("openid"), world, NO_SESSION)?;
            fits(
                incoming.query("signature"),
                &sign::user_signature(&key, &incoming.body),
                "signature",
                WRONG_PAY,
            )
        }
        Signature::SessionSignature => {
            if incoming.query("sig_method") != Some("hmac_sha256") {
                return Err(Refusal::new(WRONG_SESSION).because("`sig_method` is not hmac_sha256"));
            }
            let key = session_key(fields.text("openid"), world, WRONG_SESSION)?;
            fits(incoming.query("signature"), &sign::session_signature(&key), "signature", WRONG_SESSION)
        }
        Signature::DeliverySign => {
            let shop = fields.text("shopid");
            let secret = DeliverySecret::new(app.keys.shop(shop));
            let due = sign::delivery_sign(&secret, shop, fields.text("shop_order_id"));
            fits(Some(fields.text("delivery_sign")), &due, "delivery_sign", WRONG_DELIVERY)
        }
        _ => Ok(()),
    })
}

fn session_key(openid: &str, world: &World, code: i64) -> Result<SessionKey, Refusal> {
    let unknown = || Refusal::new(code).because("the user of this openid has not logged in here");
    world.session_keys.get(openid).map(SessionKey::new).ok_or_else(unknown)
}

fn fits(given: Option<&str>, due: &str, name: &str, code: i64) -> Result<(), Refusal> {
    match given {
        Some(given) if given == due => Ok(()),
        None | Some("") => Err(Refusal::new(code).because(format!("`{name}` is missing"))),
        Some(_) => Err(Refusal::new(code).because(format!("`{name}` does not fit the bytes that came"))),
    }
}
