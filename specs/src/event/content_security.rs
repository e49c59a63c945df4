//! Verdicts of content checks (内容安全).

use wx_core::{AppId, ZeroOne, wx_event, wx_type};

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
    #[wx(essential)]
    pub trace_id: String,
    /// The version of the check: 2. Version 1 leaves it out.
    pub version: i64,
    /// The verdict counts only if this is 0; -1008 where the file could not be fetched from its address. Version 1 leaves it out
    /// and has `status_code`.
    pub errcode: i64,
    /// What `errcode` means.
    pub errmsg: Option<String>,
    /// The verdict on the whole.
    pub result: Option<Verdict>,
    /// What each strategy found.
    pub detail: Vec<MediaFinding>,
    /// Version 1 of the check, which the official page no longer describes: whether a risk was found. It counts only if
    /// `status_code` is 0.
    pub isrisky: Option<ZeroOne>,
    /// Version 1: 0 if the file was checked. WeChat writes a negative code as an unsigned number of 32 bits: 4294966288 for -1008.
    pub status_code: Option<i64>,
    /// Version 1: more about the verdict.
    pub extra_info_json: Option<String>,
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
