//! The handle on a running fake WeChat.

use std::{fmt, sync::Arc, time::Duration};

use serde_json::Value;
use tokio::{task::JoinHandle, time::Instant};
use wx_core::{
    SessionKey,
    push::{EncodingAesKey, PushToken},
};

use crate::{
    builder::Builder,
    domain::phone_number::Number,
    encrypt,
    fault::Faults,
    push::{PushLog, Pusher},
    recorded::Recorded,
    route,
    world::Shared,
};

/// A fake WeChat that runs in the background. It ends when this is dropped.
///
/// Endpoints are named by id (`login.code2Session`), official name (`code2Session`) or Rust name (`Code2Session`).
pub struct MockWechat {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl MockWechat {
    /// The AppID of the mini program it knows unless [`Builder::app`] says otherwise.
    pub const APPID: &'static str = "wxfa4efa4efa4efa4e";
    /// The AppSecret of that mini program.
    pub const SECRET: &'static str = "5ec2e7fa4e5ec2e7fa4e5ec2e7fa4e00";
    /// The AppKey of virtual payment, unless another was chosen.
    pub const APP_KEY: &str = "mock-app-key";
    /// The AppKey of virtual payment's sandbox, unless another was chosen.
    pub const SANDBOX_KEY: &str = "mock-sandbox-key";
    /// The AppSecret of every carrier's shop, unless another was chosen.
    pub const DELIVERY_SECRET: &str = "mock-delivery-secret";

    /// Starts one on a free port of 127.0.0.1.
    ///
    /// # Panics
    ///
    /// If it cannot listen, and outside of a Tokio runtime.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Chooses before it starts.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn new(shared: Arc<Shared>, task: JoinHandle<()>) -> Self {
        Self { shared, task }
    }

    /// Where it listens: `http://127.0.0.1:` and the port.
    pub fn base_url(&self) -> String {
        self.shared.base_url.clone()
    }

    /// The AppID of its mini program.
    pub fn appid(&self) -> &str {
        &self.shared.app().appid
    }

    /// The AppSecret of its mini program.
    pub fn secret(&self) -> &str {
        &self.shared.app().secret
    }

    /// Waits until it has stopped, which `POST /__mock/stop` asks for.
    pub async fn wait(&mut self) {
        if !self.task.is_finished() {
            let _ = (&mut self.task).await;
        }
    }

    /// Stops: answers under way are finished, for a second at most.
    pub async fn stop(mut self) {
        self.shared.stop.send_replace(true);
        self.wait().await;
    }

    /// Everything that was called, in the order it came; of more than 10,000 calls, the last.
    pub fn calls(&self) -> Vec<Recorded> {
        self.shared.world().calls.iter().cloned().collect()
    }

    /// How often an endpoint was called.
    ///
    /// # Panics
    ///
    /// If there is no such endpoint.
    #[track_caller]
    pub fn calls_to(&self, endpoint: &str) -> usize {
        let name = named(endpoint).rust_name;
        self.shared.world().counts.get(name).copied().unwrap_or(0)
    }

    /// The calls of one endpoint, in the order they came; of more than 10,000 calls in all, the last.
    ///
    /// # Panics
    ///
    /// If there is no such endpoint.
    #[track_caller]
    pub fn calls_of(&self, endpoint: &str) -> Vec<Recorded> {
        let id = named(endpoint).id();
        let world = self.shared.world();
        let of = |call: &&Recorded| call.endpoint.as_ref() == Some(&id);
        world.calls.iter().filter(of).cloned().collect()
    }

    /// Waits until an endpoint has been called so often, answered or not: a call that hangs counts.
    ///
    /// # Panics
    ///
    /// If there is no such endpoint.
    pub async fn called(&self, endpoint: &str, times: usize) {
        loop {
            let arrival = self.shared.arrival.notified();
            tokio::pin!(arrival);
            // Listening before looking: a call in between is not missed.
            arrival.as_mut().enable();
            if self.calls_to(endpoint) >= times {
                return;
            }
            arrival.await;
        }
    }

    /// Forgets what was called.
    pub fn forget_calls(&self) {
        self.shared.world().forget_calls();
    }

    /// Lets the next call of an endpoint go wrong: `wechat.fault("getPhoneNumber", Fault::errcode(-1))`, or several
    /// calls: `Fault::Reset.times(3)`. Faults queue up.
    ///
    /// # Panics
    ///
    /// If there is no such endpoint.
    #[track_caller]
    pub fn fault(&self, endpoint: &str, fault: impl Into<Faults>) {
        let name = named(endpoint).rust_name;
        self.shared.world().faults.add(Some(name), fault.into());
    }

    /// Lets the next call go wrong, whichever it is; that may be the one for the access token.
    pub fn fault_any(&self, fault: impl Into<Faults>) {
        self.shared.world().faults.add(None, fault.into());
    }

    /// Forgets the faults that have not come yet.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// Chooses what an endpoint answers from now on. The request is checked as before.
    ///
    /// # Panics
    ///
    /// If there is no such endpoint.
    #[track_caller]
    pub fn answer(&self, endpoint: &str, answer: Value) {
        let name = named(endpoint).rust_name;
        self.shared.world().answers.insert(name, answer);
    }

    /// A code as `wx.login` gives it to the front end, of a user nobody has seen before. It works once, for five
    /// minutes.
    pub fn js_code(&self) -> String {
        let mut world = self.shared.world();
        let code = world.new_code();
        world.logins.issue(code, None, Instant::now())
    }

    /// The same for a user of this openid: a second login, say.
    pub fn js_code_of(&self, openid: &str) -> String {
        let mut world = self.shared.world();
        let code = world.new_code();
        world.logins.issue(code, Some(openid.to_owned()), Instant::now())
    }

    /// Logs a user in, as `code2Session` does: the session key that signs and decrypts for this openid from now on.
    pub fn log_in(&self, openid: &str) -> SessionKey {
        let mut world = self.shared.world();
        let code = world.new_code();
        let login = world.log_in(&self.shared.app().appid, &code, Some(openid.to_owned()));
        SessionKey::new(login.session_key)
    }

    /// The session key of a user's last login; `None` before the first.
    pub fn session_of(&self, openid: &str) -> Option<SessionKey> {
        let world = self.shared.world();
        world.session_keys.get(openid).map(|key| SessionKey::new(key.as_str()))
    }

    /// A code as the phone-number button gives it to the front end, for this number: `+86 13800138000`; without `+`,
    /// a Chinese one. It works once, for five minutes.
    pub fn phone_code(&self, number: &str) -> String {
        let mut world = self.shared.world();
        let code = world.random.hex(64);
        world.phones.issue(code, Some(number.to_owned()), Instant::now())
    }

    /// A phone number as the button gave it to the front end in the old way: `encryptedData` and `iv`. The user is
    /// named by openid, after a login here, or by session key.
    ///
    /// # Panics
    ///
    /// If the user has not logged in and the text is no session key either.
    #[track_caller]
    pub fn encrypted_phone(&self, user: &str, number: &str) -> (String, String) {
        self.encrypted_data(user, Number::parse(number).user_data())
    }

    /// Open data (开放数据) of any kind as the front end gets it: `encryptedData` and `iv`. For `wx.getWeRunData`, say,
    /// `json!({ "stepInfoList": [{ "timestamp": 1700000000, "step": 5000 }] })`. The watermark is added, what the data
    /// itself says in it stays: `"watermark": { "timestamp": 0 }` is data of long ago.
    ///
    /// # Panics
    ///
    /// If the data is no object, or if the user has not logged in and the text is no session key either.
    #[track_caller]
    pub fn encrypted_data(&self, user: &str, data: Value) -> (String, String) {
        assert!(data.is_object(), "open data is a JSON object, not {data}");
        let encrypted = self.shared.world().encrypted(self.appid(), user, data);
        encrypted.unwrap_or_else(|| panic!("{}", encrypt::nobody(user)))
    }

    /// What `wx.getUserInfo` gives to the front end in plain: `rawData` and its `signature`. The user is named by openid,
    /// after a login here, or by session key.
    ///
    /// # Panics
    ///
    /// If the user has not logged in and the text is no session key either.
    #[track_caller]
    pub fn raw_data(&self, user: &str, data: &Value) -> (String, String) {
        let signed = self.shared.world().raw_data(user, data);
        signed.unwrap_or_else(|| panic!("{}", encrypt::nobody(user)))
    }

    /// Lets a user decline messages: subscribe messages to them answer 43101.
    pub fn refuse(&self, openid: &str) {
        self.shared.world().refusing.insert(openid.to_owned());
    }

    /// Pushes to the backend of a mini program by itself from now on, as WeChat does: the verdict on a file that `mediaCheckAsync` was given, that
    /// a message of `sendMessage` has arrived, that a refund of `refund_order` is over. What is not answered is tried three times.
    pub fn push_to(&self, pusher: Pusher) {
        self.shared.world().pushing.by(pusher);
    }

    /// A pusher for its mini program, encrypted (安全模式).
    pub fn pusher(&self, url: impl Into<String>, token: impl Into<PushToken>, key: EncodingAesKey) -> Pusher {
        Pusher::secure(url, self.appid(), token, key)
    }

    /// What it has pushed by itself or on request over HTTP, each try of it; of more than 10,000, the last.
    pub fn pushes(&self) -> Vec<PushLog> {
        self.shared.world().pushing.log.iter().cloned().collect()
    }

    /// Forgets what it has pushed.
    pub fn forget_pushes(&self) {
        self.shared.world().pushing.forget();
    }

    /// Waits until it has pushed this so often, successfully or not.
    pub async fn pushed(&self, name: &str, times: usize) {
        loop {
            let arrival = self.shared.arrival.notified();
            tokio::pin!(arrival);
            // Listening before looking: a push in between is not missed.
            arrival.as_mut().enable();
            if self.shared.world().pushing.counts.get(name).copied().unwrap_or(0) >= times {
                return;
            }
            arrival.await;
        }
    }

    /// Lets every access token expire: calls with one answer 42001.
    pub fn expire_tokens(&self) {
        self.shared.world().tokens.expire_all(Instant::now());
    }

    /// Makes every access token void, as when somebody else fetches one: calls with one answer 40001.
    pub fn void_tokens(&self) {
        self.shared.world().tokens.void_all(Instant::now());
    }

    /// How long access tokens live that are issued from now on.
    pub fn token_lifetime(&self, lifetime: Duration) {
        self.shared.world().tokens.lifetime = lifetime;
    }

    /// How many access tokens were issued, of both kinds. The stable one, told again, does not count again.
    pub fn tokens_issued(&self) -> u64 {
        self.shared.world().tokens.issued
    }
}

/// The endpoint of this name.
#[track_caller]
fn named(endpoint: &str) -> &'static wx_core::Meta {
    match route::named(endpoint) {
        Ok(row) => row.meta,
        Err(problem) => panic!("{problem}"),
    }
}

impl Drop for MockWechat {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for MockWechat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockWechat")
            .field("base_url", &self.shared.base_url)
            .field("appid", &self.appid())
            .finish_non_exhaustive()
    }
}
