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

/// A payment whose signature does not fit: virtual payment, B2b payment.
const WRONG_PAY: &[i64] = &[268_490_003, 9_403_200];
/// A session key that is not known.
const NO_SESSION: &[i64] = &[268_490_009, 87007, 87009];
/// A signature of a session that does not fit, and one of another method.
const WRONG_SESSION: &[i64] = &[87009];
const WRONG_METHOD: &[i64] = &[87008, 87009];
/// A wrong field of immediate delivery.
const WRONG_DELIVERY: &[i64] = &[930_561];

/// Whether a request has the fields that never vary, and the values they always have.
pub(crate) fn fixed(meta: &'static Meta, fields: &Fields) -> Result<(), Refusal> {
    for (field, constant) in meta.fixed {
        let wanted = Value::from(*constant);
        let (kind, reason) = match fields.values.get(*field) {
            Some(given) if constant.equals(given) => continue,
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
            fits(incoming.query("pay_sig"), &due, "pay_sig", code(meta, WRONG_PAY))
        }
        Signature::UserSignature => {
            let key = session_key(meta, fields, world)?;
            let due = sign::user_signature(&key, &incoming.body);
            fits(incoming.query("signature"), &due, "signature", code(meta, WRONG_PAY))
        }
        Signature::SessionSignature => {
            if incoming.query("sig_method") != Some("hmac_sha256") {
                let wrong = Refusal::new(code(meta, WRONG_METHOD));
                return Err(wrong.because("`sig_method` is not hmac_sha256"));
            }
            let due = sign::session_signature(&session_key(meta, fields, world)?);
            fits(incoming.query("signature"), &due, "signature", code(meta, WRONG_SESSION))
        }
        Signature::DeliverySign => {
            let shop = fields.text("shopid");
            let secret = DeliverySecret::new(app.keys.shop(shop));
            let due = sign::delivery_sign(&secret, shop, fields.text("shop_order_id"));
            fits(Some(fields.text("delivery_sign")), &due, "delivery_sign", code(meta, WRONG_DELIVERY))
        }
        _ => Ok(()),
    })
}

/// Of the codes that say the same, the one that the endpoint documents; else the first.
fn code(meta: &Meta, codes: &[i64]) -> i64 {
    let documented = |code: &&i64| meta.errors.iter().any(|note| note.code == **code);
    codes.iter().find(documented).or(codes.first()).copied().unwrap_or_default()
}

fn session_key(meta: &Meta, fields: &Fields, world: &World) -> Result<SessionKey, Refusal> {
    let unknown =
        || Refusal::new(code(meta, NO_SESSION)).because("the user of this openid has not logged in here");
    world.session_keys.get(fields.text("openid")).map(SessionKey::new).ok_or_else(unknown)
}

fn fits(given: Option<&str>, due: &str, name: &str, code: i64) -> Result<(), Refusal> {
    match given {
        Some(given) if given == due => Ok(()),
        None | Some("") => Err(Refusal::new(code).because(format!("`{name}` is missing"))),
        Some(_) => Err(Refusal::new(code).because(format!("`{name}` does not fit the bytes that came"))),
    }
}
