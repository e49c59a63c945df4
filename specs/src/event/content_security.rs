//! Verdicts of content checks (内容安全).

use wx_core::{AppId, wx_event, wx_type};

use crate::content_security::{Label, Suggest, Verdict};

/// 异步检测结果推送 — the verdict on a file that was given to [`MediaCheckAsync`](crate::content_security::MediaCheckAsync).
///
/// It comes within 30 minutes.
#[wx_event(
    event = "wxa_media_check",
    ids = [trace_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync.html",
)]
pub struct WxaMediaCheck {
    /// The mini program the file was checked for.
    pub appid: AppId,
    /// The id that the check was answered with.
    pub trace_id: String,
    /// The version of the check: 2.
    pub version: i64,
    /// The verdict counts only if this is 0; -1008 where the file could not be fetched from its address.
    pub errcode: i64,
    /// What `errcode` means.
    pub errmsg: Option<String>,
    /// The verdict on the whole.
    pub result: Option<Verdict>,
    /// What each strategy found.
    pub detail: Vec<MediaFinding>,
}

/// What one strategy found in a file.
#[wx_type(response)]
pub struct MediaFinding {
    /// The strategy: `content_model`.
    pub strategy: String,
    /// The finding counts only if this is 0.
    pub errcode: i64,
    /// What to do with the content.
    pub suggest: Option<Suggest>,
    /// What was found in it.
    pub label: Option<Label>,
    /// How sure the strategy is, 0 to 100.
    pub prob: Option<f64>,
}
