//! Error codes (错误码): what they mean, what to do, whether another try can help.
//!
//! A code is open: one that nobody has heard of is kept as it is. One number can mean different things to different
//! endpoints, so [`ErrCode::meaning_for`] asks which.

use std::fmt;

mod table;

/// An `errcode` that WeChat answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrCode(pub i64);

impl ErrCode {
    /// -1: WeChat is busy.
    pub const SYSTEM_BUSY: Self = Self(-1);
    /// 40001: the access token is not valid, or the AppSecret is wrong.
    pub const INVALID_CREDENTIAL: Self = Self(40001);
    /// 40003: no such user in this mini program.
    pub const INVALID_OPENID: Self = Self(40003);
    /// 40007: no such media file, or it has expired.
    pub const INVALID_MEDIA_ID: Self = Self(40007);
    /// 40013: no such mini program.
    pub const INVALID_APPID: Self = Self(40013);
    /// 40014: the access token is no token.
    pub const INVALID_ACCESS_TOKEN: Self = Self(40014);
    /// 40029: the code is not valid or has expired.
    pub const INVALID_CODE: Self = Self(40029);
    /// 40125: the AppSecret is wrong.
    pub const INVALID_APP_SECRET: Self = Self(40125);
    /// 40163: the code has been used.
    pub const CODE_USED: Self = Self(40163);
    /// 40164: this server's address is not on the mini program's list.
    pub const IP_NOT_ALLOWED: Self = Self(40164);
    /// 40226: the user is blocked for high risk.
    pub const USER_BLOCKED: Self = Self(40226);
    /// 42001: the access token has expired.
    pub const ACCESS_TOKEN_EXPIRED: Self = Self(42001);
    /// 43101: the user has not subscribed, or no longer.
    pub const USER_REFUSED: Self = Self(43101);
    /// 45009: the day's calls are used up.
    pub const DAILY_QUOTA: Self = Self(45009);
    /// 45011: the minute's calls are used up.
    pub const MINUTE_QUOTA: Self = Self(45011);
    /// 47003: a parameter does not fit its template.
    pub const INVALID_ARGUMENT: Self = Self(47003);
    /// 48001: the mini program may not call this endpoint.
    pub const UNAUTHORIZED: Self = Self(48001);
    /// 87014: the content is risky: a verdict, not a failure.
    pub const RISKY_CONTENT: Self = Self(87014);

    /// What the code means in general, if it is known.
    pub fn meaning(self) -> Option<&'static Meaning> {
        self.meanings().find(|meaning| meaning.only.is_empty())
    }

    /// What the code means to the endpoint of this official name: its own meaning first, then the general one.
    pub fn meaning_for(self, api: &str) -> Option<&'static Meaning> {
        self.meanings().find(|meaning| meaning.only.contains(&api)).or_else(|| self.meaning())
    }

    /// Every meaning of the code: the general one first, then those of single endpoints.
    pub fn meanings(self) -> impl Iterator<Item = &'static Meaning> {
        let range = table::RANGES
            .iter()
            .find(|range| range.last().is_some_and(|last| self.0 <= i64::from(last.code)));
        let rows = range.copied().unwrap_or_default();
        let first = rows.partition_point(|row| i64::from(row.code) < self.0);
        rows[first..].iter().take_while(move |row| i64::from(row.code) == self.0)
    }

    /// What kind of failure it is; [`Category::Unknown`] for a code nobody has heard of.
    pub fn category(self) -> Category {
        self.meaning().map_or(Category::Unknown, |meaning| meaning.category)
    }

    /// Whether another try can help; a code nobody has heard of is not tried again.
    pub fn retry(self) -> Retry {
        self.meaning().map_or(Retry::Never, |meaning| meaning.retry)
    }

    /// Whether the code says that the access token is stale: 40001, 40014, 42001.
    pub fn is_stale_token(self) -> bool {
        self.retry() == Retry::RefreshToken
    }

    /// Every known code with every meaning, in ascending order.
    pub fn all() -> impl Iterator<Item = (Self, &'static Meaning)> {
        table::RANGES.iter().copied().flatten().map(|row| (Self(row.code.into()), row))
    }
}

impl fmt::Display for ErrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for ErrCode {
    fn from(code: i64) -> Self {
        Self(code)
    }
}

/// One meaning of a code.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Meaning {
    code: i32,
    /// What kind of failure it is.
    pub category: Category,
    /// Whether another try can help.
    pub retry: Retry,
    /// What it means, in English.
    pub en: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// The endpoints it means this to, by official name; none named: to all others.
    pub only: &'static [&'static str],
    advice: Option<(&'static str, &'static str)>,
}

type Row = Meaning;

impl Meaning {
    const fn new(code: i32, category: Category, retry: Retry, en: &'static str, zh: &'static str) -> Self {
        Self { code, category, retry, en, zh, only: &[], advice: None }
    }

    const fn only(mut self, apis: &'static [&'static str]) -> Self {
        self.only = apis;
        self
    }

    const fn advise(mut self, en: &'static str, zh: &'static str) -> Self {
        self.advice = Some((en, zh));
        self
    }

    /// What to do, in English.
    pub fn advice(&self) -> &'static str {
        self.advice.map_or(self.category.advice().0, |(en, _)| en)
    }

    /// What to do, in Chinese.
    pub fn advice_zh(&self) -> &'static str {
        self.advice.map_or(self.category.advice().1, |(_, zh)| zh)
    }
}

/// What kind of failure a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Category {
    /// A parameter is wrong.
    Param,
    /// What the call is about is in another state: done already, in progress, expired.
    StateConflict,
    /// The mini program, its server or its operator may not do this.
    Permission,
    /// A counted allowance is used up.
    Quota,
    /// There is no such thing.
    NotFound,
    /// A file or payload cannot be used.
    Resource,
    /// WeChat does not say, or nobody has heard of the code.
    Unknown,
    /// WeChat itself failed.
    SystemBusy,
    /// The user's own state stands against it.
    UserState,
    /// Too fast.
    RateLimit,
    /// A signature or an encryption is wrong.
    Signature,
    /// The content is not allowed.
    ContentRisk,
    /// The credential is wrong.
    CredentialInvalid,
    /// The credential has expired.
    CredentialExpired,
}

impl Category {
    /// The category as one word: `rate_limit`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Param => "param",
            Self::StateConflict => "state_conflict",
            Self::Permission => "permission",
            Self::Quota => "quota",
            Self::NotFound => "not_found",
            Self::Resource => "resource",
            Self::Unknown => "unknown",
            Self::SystemBusy => "system_busy",
            Self::UserState => "user_state",
            Self::RateLimit => "rate_limit",
            Self::Signature => "signature",
            Self::ContentRisk => "content_risk",
            Self::CredentialInvalid => "credential_invalid",
            Self::CredentialExpired => "credential_expired",
        }
    }

    /// What to do about any code of this kind, in English and Chinese.
    fn advice(self) -> (&'static str, &'static str) {
        match self {
            Self::Param => ("Compare the parameters with the official page.", "请对照官方文档检查参数。"),
            Self::StateConflict => (
                "Read the current state first; the step may already be done.",
                "请先查询当前状态，该操作可能已经完成。",
            ),
            Self::Permission => (
                "Check in the console that the account has this capability.",
                "请在小程序后台确认账号已开通该能力。",
            ),
            Self::Quota => (
                "Wait until the allowance is renewed, or apply for more.",
                "请等待额度恢复，或申请提高额度。",
            ),
            Self::NotFound => (
                "Check the id, and that it belongs to this mini program.",
                "请检查 ID 是否正确且属于本小程序。",
            ),
            Self::Resource => ("Check the file's format and size.", "请检查文件的格式与大小。"),
            Self::Unknown => (
                "Look the rid up with getRidInfo, or ask WeChat with it.",
                "请用 getRidInfo 查询 rid，或凭 rid 咨询微信。",
            ),
            Self::SystemBusy => ("Try again a little later.", "请稍后重试。"),
            Self::UserState => {
                ("Only the user can change this; do not try again.", "需由用户改变状态，请勿重试。")
            }
            Self::RateLimit => ("Slow down and try again after a pause.", "请降低频率，稍后重试。"),
            Self::Signature => {
                ("Check the key and the exact bytes that were signed.", "请检查密钥与参与签名的原始内容。")
            }
            Self::ContentRisk => ("Do not publish this content.", "请勿发布该内容。"),
            Self::CredentialInvalid => ("Check the credential.", "请检查凭证。"),
            Self::CredentialExpired => ("Get a new credential.", "请重新获取凭证。"),
        }
    }
}

/// Whether another try can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// No.
    Never,
    /// After some seconds, more each time; only if the call may be repeated at all.
    Backoff,
    /// In the next minute.
    NextMinute,
    /// Tomorrow.
    Tomorrow,
    /// Once, with a new access token.
    RefreshToken,
}

impl Retry {
    /// The advice as one word: `next_minute`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Backoff => "backoff",
            Self::NextMinute => "next_minute",
            Self::Tomorrow => "tomorrow",
            Self::RefreshToken => "refresh_token",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_starts_each_code_with_its_general_meaning() {
        let rows: Vec<_> = ErrCode::all().collect();
        assert!(rows.len() > 1000);
        for pair in rows.windows(2) {
            let ((before, _), (after, meaning)) = (pair[0], pair[1]);
            assert!(before <= after, "{after} stands after {before}");
            assert!(before != after || !meaning.only.is_empty(), "{after} has two general meanings");
        }
        for (code, meaning) in rows {
            assert!(code.meanings().any(|found| std::ptr::eq(found, meaning)), "{code} is not found");
        }
    }

    #[test]
    fn one_number_can_mean_two_things() {
        let general = ErrCode(40002).meaning().unwrap();
        let scheme = ErrCode(40002).meaning_for("generateScheme").unwrap();
        assert_eq!(general.category, Category::Param);
        assert_eq!(scheme.category, Category::Permission);
        assert_eq!(ErrCode(40002).meaning_for("getAccessToken").unwrap().en, general.en);
    }

    #[test]
    fn an_unknown_code_is_kept() {
        let code = ErrCode(i64::MAX);
        assert_eq!(
            (code.meaning().is_none(), code.category(), code.retry()),
            (true, Category::Unknown, Retry::Never)
        );
        assert_eq!(code.to_string(), i64::MAX.to_string());
    }

    #[test]
    fn three_codes_say_that_the_token_is_stale() {
        let stale: Vec<_> =
            ErrCode::all().filter(|(_, meaning)| meaning.retry == Retry::RefreshToken).collect();
        let codes: Vec<_> = stale.iter().map(|(code, _)| code.0).collect();
        assert_eq!(codes, [40001, 40014, 42001]);
    }
}
