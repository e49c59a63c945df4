//! Content checks (内容安全).

use wx_core::{OpenId, Upload, wx_endpoint, wx_type};

/// 文本内容安全识别 — whether a user's text may be shown, version 2.
///
/// The user must have used the mini program within the last two hours. 4,000 calls a minute, 2,000,000 a day.
#[wx_endpoint(
    method = POST,
    path = "/wxa/msg_sec_check",
    secure,
    fixed = [version = 2],
    response = json(TextVerdict),
    errors = [-1, 40001, 40003, 40129, 43002, 43104, 44002, 44991, 45009, 47001, 61010],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck.html",
)]
pub struct MsgSecCheck {
    /// The text.
    #[wx(max_chars = 2500)]
    pub content: String,
    /// Where the text will stand.
    pub scene: CheckScene,
    /// Whose text it is.
    pub openid: OpenId,
    /// The text's title.
    pub title: Option<String>,
    /// The user's nickname.
    pub nickname: Option<String>,
    /// The user's signature; read only where the scene is 1, a profile.
    pub signature: Option<String>,
}

/// Where user content will stand (scene).
#[wx_type(request)]
pub enum CheckScene {
    /// In a profile (资料).
    Profile = 1,
    /// In a comment (评论).
    Comment = 2,
    /// In a forum (论坛).
    Forum = 3,
    /// In a social log (社交日志).
    SocialLog = 4,
}

/// The verdict on a text.
#[wx_type(response)]
pub struct TextVerdict {
    /// The verdict on the whole.
    pub result: Verdict,
    /// What each strategy found.
    pub detail: Vec<Finding>,
    /// The id of this check.
    pub trace_id: String,
}

/// A verdict.
#[wx_type(response)]
pub struct Verdict {
    /// What to do with the content.
    #[wx(essential)]
    pub suggest: Suggest,
    /// What was found in it.
    pub label: Label,
}

/// What one strategy found in a text.
#[wx_type(response)]
pub struct Finding {
    /// The strategy: `content_model`, `keyword`.
    pub strategy: String,
    /// The finding counts only if this is 0.
    pub errcode: i64,
    /// What to do with the content.
    pub suggest: Option<Suggest>,
    /// What was found in it.
    pub label: Option<Label>,
    /// The keyword of your own list that was hit.
    pub keyword: Option<String>,
    /// How sure the strategy is, 0 to 100.
    pub prob: Option<f64>,
    /// How grave the hit is, 0 to 100.
    pub level: Option<f64>,
}

/// What to do with content (suggest).
#[wx_type(response)]
pub enum Suggest {
    /// Show it.
    Pass,
    /// Let a person look at it.
    Review,
    /// Do not show it.
    Risky,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// What was found in content (label).
#[wx_type(response)]
pub enum Label {
    /// Nothing (正常).
    Normal = 100,
    /// Advertising (广告).
    Advertising = 10001,
    /// Current politics (时政).
    Politics = 20001,
    /// Pornography (色情).
    Pornography = 20002,
    /// Abuse (辱骂).
    Abuse = 20003,
    /// Crime (违法犯罪).
    Crime = 20006,
    /// Fraud (欺诈).
    Fraud = 20008,
    /// Vulgarity (低俗).
    Vulgarity = 20012,
    /// Copyright (版权).
    Copyright = 20013,
    /// Something else (其他).
    Misc = 21000,
    /// A label WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 图片内容安全识别 — whether a user's image may be shown: an error 87014 says that it may not.
///
/// The first version of the image check. Its official page is withdrawn, the endpoint answers on; new work should use
/// [`MediaCheckAsync`]. 2,000 calls a minute, 200,000 a day.
#[wx_endpoint(
    method = POST,
    path = "/wxa/img_sec_check",
    body = multipart,
    response = empty,
    errors = [40006, 41005, 43002, 44991, 45009, 87014],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/security.imgSecCheck.html",
)]
pub struct ImgSecCheck {
    /// The image: PNG, JPEG, JPG or GIF, 1 MB and 750×1334 pixels at most.
    #[wx(max_bytes = 1048576)]
    pub media: Upload,
}

/// 多媒体内容安全识别 — whether a user's image or audio may be shown; the verdict comes later, by message push.
///
/// The file is fetched from its address, 10 MB at most; the verdict follows within 30 minutes as the event
/// `wxa_media_check`. The user must have used the mini program within the last two hours. 2,000 calls a minute,
/// 200,000 a day.
#[wx_endpoint(
    method = POST,
    path = "/wxa/media_check_async",
    secure,
    fixed = [version = 2],
    response = json(MediaCheck),
    errors = [-1, 40001, 40003, 40004, 43104, 44991, 45009, 61010, 87020],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync.html",
)]
pub struct MediaCheckAsync {
    /// The address of the file: jpg, jpeg, png, bmp, gif (first frame); mp3, aac, ac3, wma, flac, vorbis, opus, wav.
    pub media_url: String,
    /// What the file is.
    pub media_type: CheckedMedia,
    /// Where the file will stand.
    pub scene: CheckScene,
    /// Whose file it is.
    pub openid: OpenId,
}

/// What a file to be checked is (media_type).
#[wx_type(request)]
pub enum CheckedMedia {
    /// Audio.
    Audio = 1,
    /// An image.
    Image = 2,
}

/// The answer to [`MediaCheckAsync`].
#[wx_type(response)]
pub struct MediaCheck {
    /// The id under which the verdict will come.
    #[wx(essential)]
    pub trace_id: String,
}
