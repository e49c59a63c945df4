//! Customer-service messages (客服消息).

use wx_core::{AppId, MediaId, OpenId, UnixSeconds, Upload, wx_endpoint, wx_type};

/// 发送客服消息 — a message to a user who wrote or tapped within the last 48 hours.
///
/// Five messages for each one of the user's; two within a minute after they open the conversation.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/message/custom/send",
    secure,
    response = empty,
    errors = [-1, 40001, 40003, 40007, 40013, 45015, 45047, 48001, 70000],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/kf-mgnt/kf-message/api_sendcustommessage.html",
)]
pub struct SendCustomMessage {
    /// The user.
    pub touser: OpenId,
    /// The message.
    #[serde(flatten)]
    pub message: CustomMessage,
    /// The customer-service account it comes from; left out: the mini program itself.
    pub customservice: Option<CustomService>,
    /// Whether an AI wrote it.
    pub aimsgcontext: Option<AiMessageContext>,
    /// The sub-merchant it comes from.
    pub businessid: Option<String>,
}

/// What a customer-service message says: one of the kinds a mini program may send (msgtype).
#[wx_type(request, tag = "msgtype")]
pub enum CustomMessage {
    /// Text.
    Text(TextMessage),
    /// An image.
    Image(ImageMessage),
    /// A link with a picture.
    Link(LinkMessage),
    /// A card that opens a page of the mini program.
    #[serde(rename = "miniprogrampage")]
    MiniProgramPage(MiniProgramPage),
}

impl CustomMessage {
    /// Text; an `<a data-miniprogram-path="…">` in it opens a page.
    pub fn text(content: impl Into<String>) -> Self {
        Self::Text(TextMessage::new(content))
    }

    /// An image that was uploaded with [`UploadTempMedia`].
    pub fn image(media_id: impl Into<MediaId>) -> Self {
        Self::Image(ImageMessage::new(media_id))
    }
}

/// Text.
#[wx_type(request)]
pub struct TextMessage {
    /// The text; WeChat takes 2,048 bytes.
    #[wx(max_bytes = 2048)]
    pub content: String,
}

/// An image.
#[wx_type(request)]
pub struct ImageMessage {
    /// The image, uploaded with [`UploadTempMedia`].
    pub media_id: MediaId,
}

/// A link with a picture.
#[wx_type(request)]
pub struct LinkMessage {
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The address it opens.
    pub url: String,
    /// The address of the picture: JPG or PNG, best 640×320 or 80×80.
    pub thumb_url: String,
}

/// A card that opens a page of the mini program.
#[wx_type(request)]
pub struct MiniProgramPage {
    /// The title.
    pub title: String,
    /// The page, parameters included.
    pub pagepath: String,
    /// The picture, uploaded with [`UploadTempMedia`], best 520×416.
    pub thumb_media_id: MediaId,
    /// Another mini program to open; left out: this one.
    pub appid: Option<AppId>,
}

/// The customer-service account a message comes from.
#[wx_type(request)]
pub struct CustomService {
    /// The account: `name@mini-program`.
    pub kf_account: String,
}

/// Whether an AI wrote a message.
#[wx_type(request)]
pub struct AiMessageContext {
    /// Whether it did.
    pub is_ai_msg: IsAiMessage,
}

/// Whether an AI wrote a message: WeChat then says so under it.
#[wx_type(request)]
pub enum IsAiMessage {
    /// A person did.
    No = 0,
    /// An AI did.
    Yes = 1,
}

/// 新增临时素材 — uploads a file for a customer-service message. It lives for three days.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/media/upload",
    body = multipart,
    response = json(TempMedia),
    errors = [-1, 40001, 40004, 40005, 40006, 41005],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/kf-mgnt/kf-message/api_uploadtempmedia.html",
)]
pub struct UploadTempMedia {
    /// What kind of file it is.
    #[wx(query)]
    pub r#type: MediaType,
    /// The file: an image of 10 MB (PNG, JPEG, GIF), a voice of 2 MB and 60 s (AMR, MP3), a video of 10 MB (MP4), a
    /// thumbnail of 64 KB (JPG). In another place the page limits images to 2 MB.
    #[wx(max_bytes = 10485760)]
    pub media: Upload,
}

/// What kind of file a media file is.
#[wx_type(both)]
pub enum MediaType {
    /// An image.
    Image,
    /// A voice.
    Voice,
    /// A video.
    Video,
    /// A thumbnail.
    Thumb,
    /// A kind WeChat added later.
    #[wx(other)]
    Other(String),
}

/// The answer to [`UploadTempMedia`].
#[wx_type(response)]
pub struct TempMedia {
    /// What kind of file it is.
    pub r#type: MediaType,
    /// The file, for three days. A thumbnail comes as `thumb_media_id`, which the official page does not say.
    #[serde(alias = "thumb_media_id")]
    pub media_id: MediaId,
    /// When it was uploaded.
    pub created_at: UnixSeconds,
}

/// 获取临时素材 — downloads a file that was uploaded or that a user sent. A video comes as a link.
#[wx_endpoint(
    method = GET,
    path = "/cgi-bin/media/get",
    name = "getMedia",
    response = binary_or(VideoUrl),
    errors = [-1, 40001, 40007],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/kf-mgnt/kf-message/api_getmedia.html",
)]
pub struct GetTempMedia {
    /// The file.
    pub media_id: MediaId,
}

/// Where a video can be downloaded.
#[wx_type(response)]
pub struct VideoUrl {
    /// The address.
    #[wx(essential)]
    pub video_url: String,
}
