//! Types of signed calls.

use wx_api::{
    Client, EncryptKey, UnixSeconds,
    drama_player::{LockDataReq, SerialItem, SerialStatus},
    encrypted_channel::ChannelKey,
    prelude::*,
    virtual_payment::PayEnv,
};

use super::Table;
use crate::secrets::Secrets;

/// What is signed with a user's session key, and what answers with keys.
pub(super) async fn calls(table: &mut Table, client: &Client, session: &Session, secrets: &mut Secrets) {
    let Session { openid, session_key: key, .. } = session;
    let (openid, key) = (|| openid.clone(), || key.clone());
    table.debug("QueryUserBalance", &QueryUserBalance::new(openid(), PayEnv::Live, "127.0.0.1", key()));
    let payment = CurrencyPay {
        openid: openid(),
        env: PayEnv::Live,
        user_ip: None,
        amount: 1,
        order_id: "COIN1".into(),
        payitem: None,
        remark: None,
        session_key: key(),
    };
    table.debug("CurrencyPay", &payment);
    table.debug("CheckSessionKey", &CheckSessionKey::new(openid(), key()));

    let request = GetUserEncryptKey::new(openid(), key());
    table.debug("GetUserEncryptKey", &request);
    let keys = client.get_user_encrypt_key(request).await.unwrap();
    table.debug("UserEncryptKeys", &keys);
    for info in &keys.key_info_list {
        secrets.add("a key of the encrypted channel", info.encrypt_key.expose());
        table.debug("UserEncryptKey", info);
    }
    channel(table, &keys);
    table.debug("EncryptKey", &EncryptKey::new("a-key-of-the-channel"));
    secrets.add("another key of the encrypted channel", "a-key-of-the-channel");

    let request = ResetUserSessionKey::new(openid(), key());
    table.debug("ResetUserSessionKey", &request);
    let reset = client.reset_user_session_key(request).await.unwrap();
    secrets.add("the session key after the reset", reset.session_key.expose());
    table.debug("ResetSession", &reset);

    let rid = client.get_rid_info(GetRidInfo::new("61725984-6126f6f9-040f19c4")).await.unwrap();
    secrets.add("the address of a failed call", rid.request.request_url.expose());
    table.debug("SecretText", &rid.request.request_url);
    table.debug("FailedCall", &rid.request);
    table.debug("RidInfo", &rid);
}

/// What is made of keys that front ends share. The key itself must not be seen as bytes either.
fn channel(table: &mut Table, keys: &UserEncryptKeys) {
    table.debug("ChannelKey", &ChannelKey::latest(keys).unwrap());
    table.both("ChannelError", &ChannelKey::of_version(keys, 0).unwrap_err());
}

/// What is encrypted for the player of mini dramas. It is the caller's, and nothing in it is secret.
pub(super) fn drama(table: &mut Table) {
    let item = SerialItem::new(1, 12, SerialStatus::Unlocked);
    table.debug("SerialStatus", &item.status);
    table.debug("SerialItem", &item);
    let episodes = LockDataReq {
        openid: "o".into(),
        src_appid: "wx1".into(),
        drama_id: "1".into(),
        serial_list: vec![item],
        data_expire_at: UnixSeconds::now(),
    };
    table.debug("LockDataReq", &episodes);
}
