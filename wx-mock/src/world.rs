//! Everything the fake WeChat remembers.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use serde_json::Value;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use wx_core::{SessionKey, sign::raw_data_signature};

use crate::{
    codes::Codes,
    domain::{immediate_delivery::Delivery, login, virtual_payment::Wallet},
    encrypt,
    fault::Queue,
    keys::Keys,
    push::Pushing,
    random::Random,
    recorded::Recorded,
    route::Routes,
    token::Tokens,
};

/// What every connection and the handle share.
pub(crate) struct Shared {
    /// What is served, which never changes.
    pub(crate) routes: Routes,
    /// `http://127.0.0.1:port`.
    pub(crate) base_url: String,
    /// The mini programs; there is at least one.
    pub(crate) apps: Vec<App>,
    /// Whether calls without an access token are taken.
    pub(crate) cloud_run: bool,
    /// Tells the server to stop.
    pub(crate) stop: watch::Sender<bool>,
    /// Told each time a call has come for an endpoint, and each time something was pushed.
    pub(crate) arrival: Notify,
    world: Mutex<World>,
}

impl Shared {
    /// A new world.
    pub(crate) fn new(base_url: String, apps: Vec<App>, cloud_run: bool) -> Arc<Self> {
        let world = World {
            base_url: base_url.clone(),
            started: Instant::now(),
            random: Random::new(),
            tokens: Tokens::new(),
            logins: Codes::default(),
            phones: Codes::default(),
            session_keys: BTreeMap::new(),
            media: BTreeMap::new(),
            refusing: BTreeSet::new(),
            counted_codes: 0,
            cleared_quotas: BTreeMap::new(),
            verifications: BTreeMap::new(),
            wallets: BTreeMap::new(),
            deliveries: BTreeMap::new(),
            faults: Queue::default(),
            answers: BTreeMap::new(),
            calls: VecDeque::new(),
            counts: BTreeMap::new(),
            serial: 0,
            pushing: Pushing::default(),
        };
        Arc::new(Self {
            routes: Routes::new(),
            base_url,
            apps,
            cloud_run,
            stop: watch::Sender::new(false),
            arrival: Notify::new(),
            world: Mutex::new(world),
        })
    }

    /// The world, for as long as nobody waits. A panic of another connection leaves it usable.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The mini program that calls are for which name none.
    pub(crate) fn app(&self) -> &App {
        &self.apps[0]
    }
}

/// A mini program.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) appid: String,
    pub(crate) secret: String,
    pub(crate) keys: Keys,
    /// Its other end of sealed calls.
    #[cfg(feature = "secure")]
    pub(crate) platform: Option<Arc<wx_core::secure::Platform>>,
}

/// What changes.
pub(crate) struct World {
    pub(crate) pushing: Pushing,
    pub(crate) base_url: String,
    pub(crate) started: Instant,
    pub(crate) random: Random,
    pub(crate) tokens: Tokens,
    /// Codes of `wx.login`, each for an openid.
    pub(crate) logins: Codes,
    /// Codes of the phone-number button, each for a number.
    pub(crate) phones: Codes,
    /// By openid, the key of the user's last login.
    pub(crate) session_keys: BTreeMap<String, String>,
    pub(crate) media: BTreeMap<String, Media>,
    /// The users who decline messages.
    pub(crate) refusing: BTreeSet<String>,
    /// How many of the codes that are counted were drawn.
    pub(crate) counted_codes: u64,
    /// By appid, how often the day's calls were set back to none.
    pub(crate) cleared_quotas: BTreeMap<String, u32>,
    /// By verify_id, the face verifications that were begun here.
    pub(crate) verifications: BTreeMap<String, Verification>,
    /// By appid, openid and environment, the coins of users who were asked about here.
    pub(crate) wallets: BTreeMap<(String, String, i64), Wallet>,
    /// By shop and its order, the deliveries that were ordered here.
    pub(crate) deliveries: BTreeMap<(String, String), Delivery>,
    pub(crate) faults: Queue,
    /// By Rust name, the answers that were chosen for endpoints.
    pub(crate) answers: BTreeMap<&'static str, Value>,
    pub(crate) calls: VecDeque<Recorded>,
    /// By Rust name, how often endpoints were called: also the calls that are not remembered any more.
    pub(crate) counts: BTreeMap<&'static str, usize>,
    serial: u64,
}

/// How many calls and pushes are remembered; a fake WeChat may run for weeks.
pub(crate) const KEPT: usize = 10_000;

/// An uploaded file.
#[derive(Clone)]
pub(crate) struct Media {
    pub(crate) kind: String,
    pub(crate) content_type: String,
    pub(crate) file_name: String,
    pub(crate) bytes: Bytes,
    pub(crate) uploaded: Instant,
}

impl Media {
    /// How long WeChat keeps one.
    const LIFE: Duration = Duration::from_secs(3 * 24 * 60 * 60);
}

/// A face verification.
pub(crate) struct Verification {
    pub(crate) appid: String,
    pub(crate) out_seq_no: String,
    pub(crate) openid: String,
    pub(crate) cert_hash: String,
    pub(crate) begun: Instant,
}

impl World {
    /// A code as `wx.login` writes them.
    pub(crate) fn new_code(&mut self) -> String {
        format!("0{}", self.random.word(31))
    }

    /// The session of a user who logs in with a code.
    pub(crate) fn log_in(&mut self, appid: &str, code: &str, subject: Option<String>) -> login::Login {
        let login = login::Login::new(appid, code, subject);
        self.session_keys.insert(login.openid.clone(), login.session_key.clone());
        login
    }

    /// Open data, an object, as the front end gets it: `encryptedData` and `iv`. The watermark is added, what it says
    /// already stays. The user is named by openid or by session key; `None` if the text is neither.
    pub(crate) fn encrypted(&mut self, appid: &str, user: &str, mut data: Value) -> Option<(String, String)> {
        let Value::Object(mut watermark) = encrypt::watermark(appid) else { return None };
        if let Some(Value::Object(said)) = data.get_mut("watermark") {
            watermark.append(said);
        }
        data["watermark"] = Value::Object(watermark);
        let key = self.session_key(user)?;
        encrypt::encrypt(&key, &data, self.random.bytes())
    }

    /// User info as the front end gets it in plain: `rawData` and its `signature`, of a user who is named as above.
    pub(crate) fn raw_data(&self, user: &str, data: &Value) -> Option<(String, String)> {
        let raw_data = data.to_string();
        let signature = raw_data_signature(&self.session_key(user)?, &raw_data);
        Some((raw_data, signature))
    }

    /// The session key of a user, who is named by openid or by session key.
    fn session_key(&self, user: &str) -> Option<SessionKey> {
        let known = self.session_keys.get(user).map(String::as_str);
        known.or_else(|| encrypt::is_key(user).then_some(user)).map(SessionKey::new)
    }

    /// Writes a call down; the number finds it again.
    pub(crate) fn record(&mut self, mut call: Recorded) -> u64 {
        self.serial += 1;
        call.serial = self.serial;
        if self.calls.len() == KEPT {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
        self.serial
    }

    /// Forgets what was called.
    pub(crate) fn forget_calls(&mut self) {
        self.calls.clear();
        self.counts.clear();
    }

    /// A call that was written down, unless it was forgotten since.
    pub(crate) fn recorded(&mut self, serial: u64) -> Option<&mut Recorded> {
        self.calls.iter_mut().rev().find(|call| call.serial == serial)
    }

    /// An uploaded file, for three days.
    pub(crate) fn media(&self, media_id: &str) -> Option<&Media> {
        let media = self.media.get(media_id)?;
        (media.uploaded.elapsed() < Media::LIFE).then_some(media)
    }
}
