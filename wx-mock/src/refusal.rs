//! Refusals in WeChat's words: errcode, errmsg, rid.

use serde_json::{Value, json};
use wx_core::UnixSeconds;
use wx_specs::errcode::ErrCode;

use crate::random::Random;

/// A call that is refused.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    /// The `errcode`.
    pub(crate) code: i64,
    /// The `errmsg` before the rid, where it is not the code's usual one.
    message: Option<String>,
    /// What exactly was wrong, for the person who debugs a test; WeChat does not say.
    pub(crate) reason: Option<String>,
}

impl Refusal {
    /// A refusal in the code's usual words.
    pub(crate) fn new(code: i64) -> Self {
        Self { code, message: None, reason: None }
    }

    /// In other words.
    pub(crate) fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// With the reason.
    pub(crate) fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The answer to a call of `api` at `path`.
    pub(crate) fn json(&self, api: &str, path: &str, random: &mut Random) -> Value {
        let message = self.message.as_deref().unwrap_or_else(|| usual(self.code, api));
        let tail = tail(path, random);
        json!({ "errcode": self.code, "errmsg": format!("{message}{tail}") })
    }
}

/// The errmsg as it is seen live, else as the table has it.
fn usual(code: i64, api: &str) -> &'static str {
    match code {
        -1 => "system error",
        40001 => {
            "invalid credential, access_token is invalid or not latest, could get access_token by \
             getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"
        }
        40013 => "invalid appid",
        40029 => "invalid code",
        40066 => "invalid url",
        40125 => "invalid appsecret",
        40163 => "code been used",
        41001 => "access_token missing",
        41002 => "appid missing",
        41004 => "appsecret missing",
        41005 => "media data missing",
        41008 => "missing code",
        42001 => "access_token expired",
        43001 => "require GET method",
        43002 => "require POST method",
        43101 => "user refuse to accept the msg",
        44002 => "empty post data",
        45011 => "api minute-quota reach limit, must slower, retry next minute",
        47001 => "data format error",
        _ => ErrCode(code)
            .meaning_for(api)
            .map(|meaning| meaning.en)
            .filter(|text| !text.is_empty())
            .unwrap_or("unknown error"),
    }
}

/// How an errmsg ends: the rid, with what WeChat puts before it under each family of paths.
fn tail(path: &str, random: &mut Random) -> String {
    let rid = rid(random);
    if path.starts_with("/sns/") {
        format!(", rid: {rid}")
    } else if path.starts_with("/wxa/business") {
        format!(" hint: [{}] rid: {rid}", random.text(16))
    } else {
        format!(" rid: {rid}")
    }
}

/// `61725984-6126f6f9-040f19c4`: the seconds since 1970, then anything.
fn rid(random: &mut Random) -> String {
    let now = UnixSeconds::now().0 & 0xFFFF_FFFF;
    format!("{now:08x}-{}-{}", random.hex(8), random.hex(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errmsg_ends_in_a_rid_as_its_family_of_paths_writes_it() {
        let said = |code, api, path| {
            let json = Refusal::new(code).json(api, path, &mut Random::new());
            let text = json["errmsg"].as_str().unwrap().to_owned();
            let (text, rid) = text.split_at(text.len() - 26);
            let seconds = i64::from_str_radix(&rid[..8], 16).unwrap();
            assert!((UnixSeconds::now().0 - seconds).abs() < 5, "{rid}");
            text.to_owned()
        };
        assert_eq!(said(40163, "code2Session", "/sns/jscode2session"), "code been used, rid: ");
        assert_eq!(said(42001, "", "/cgi-bin/x"), "access_token expired rid: ");
        assert_eq!(said(123_456_789, "", "/wxa/x"), "unknown error rid: ");
        let hinted = said(40029, "getPhoneNumber", "/wxa/business/getuserphonenumber");
        assert!(hinted.starts_with("invalid code hint: [") && hinted.ends_with("] rid: "), "{hinted}");
    }
}
