//! Media of mini dramas (短剧媒资管理), and what their player (剧集播放器) may show.

use wx_core::{AppId, OpenId, UnixSeconds, Upload, wx_endpoint, wx_type};

/// 单个文件上传 — uploads an episode, and its cover, in one piece; for files below 10 MB.
///
/// Without a cover, the first picture of the video is taken.
#[wx_endpoint(
    method = POST,
    path = "/wxa/sec/vod/singlefileupload",
    body = multipart,
    response = json(UploadedDrama),
    errors = [
        -2, -1, 43002, 44002, 47001, 47003, 10090001, 10090002, 10090003, 10090005, 10090038, 10090039, 10090040, 10090041,
        10090042, 10090043, 10093011, 10093014, 10093023, 10093030,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/minidrama/vod_fileupload/api_singlefileupload.html",
)]
pub struct SingleFileUpload {
    /// The name: the drama and the number of the episode, `我的演艺 - 第1集`.
    pub media_name: String,
    /// The format of the video.
    pub media_type: DramaVideoFormat,
    /// The video, less than 10 MB.
    #[wx(max_bytes = 10485759)]
    pub media_data: Upload,
    /// The format of the cover.
    pub cover_type: Option<DramaCoverFormat>,
    /// The cover.
    #[wx(max_bytes = 10485759)]
    pub cover_data: Option<Upload>,
    /// Anything; it comes back in the event that says that the upload is done.
    pub source_context: Option<String>,
}

/// The format of an episode (media_type).
#[wx_type(request)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DramaVideoFormat {
    /// MP4.
    Mp4,
    /// MPEG transport stream.
    Ts,
    /// QuickTime.
    Mov,
    /// Material Exchange Format.
    Mxf,
    /// MPEG-1 or MPEG-2.
    Mpg,
    /// Flash video.
    Flv,
    /// Windows Media video.
    Wmv,
    /// Audio Video Interleave.
    Avi,
    /// MP4 of Apple.
    M4v,
    /// MP4 of Flash.
    F4v,
    /// MPEG-1 or MPEG-2, by its longer name.
    Mpeg,
    /// 3GP.
    #[serde(rename = "3GP")]
    ThreeGp,
    /// Advanced Systems Format.
    Asf,
    /// Matroska.
    Mkv,
}

/// The format of a cover (cover_type).
#[wx_type(request)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DramaCoverFormat {
    /// JPEG.
    Jpg,
    /// JPEG, by its longer name.
    Jpeg,
    /// PNG.
    Png,
    /// Bitmap.
    Bmp,
    /// TIFF.
    Tiff,
    /// Illustrator.
    Ai,
    /// CorelDRAW.
    Cdr,
    /// Encapsulated PostScript.
    Eps,
    /// TIFF, by its shorter name.
    Tif,
}

/// The answer to [`SingleFileUpload`].
#[wx_type(response)]
pub struct UploadedDrama {
    /// The uploaded media.
    #[wx(essential)]
    pub media_id: u64,
}

/// 上传分片 — uploads one part of a large file: a video of 500 MB or a cover of 10 MB at most, in 100 parts at most.
///
/// The upload must have been begun (申请分片上传), and its end must be confirmed (确认上传).
#[wx_endpoint(
    method = POST,
    path = "/wxa/sec/vod/uploadpart",
    body = multipart,
    response = json(UploadedPart),
    errors = [
        -2, -1, 43002, 44002, 47001, 47003, 10090001, 10090002, 10090003, 10090005, 10090038, 10090039, 10090040, 10090041,
        10090042, 10090043, 10093011, 10093014, 10093023, 10093030,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/minidrama/vod_fileupload/api_uploadpart.html",
)]
pub struct UploadPart {
    /// The upload, as it was begun.
    pub upload_id: String,
    /// Which part it is, from 1. The parts of a cover are counted apart from those of the video.
    #[wx(range = 1..=100)]
    pub part_number: u32,
    /// Which of the files it is a part of.
    pub resource_type: DramaResource,
    /// The part, at most 5 MB.
    #[wx(max_bytes = 5242880)]
    pub data: Upload,
}

/// Which file of an episode a part belongs to (resource_type).
#[wx_type(request)]
pub enum DramaResource {
    /// The video.
    Video = 1,
    /// The cover.
    Cover = 2,
}

/// The answer to [`UploadPart`].
#[wx_type(response)]
pub struct UploadedPart {
    /// What the part is known by when the upload is confirmed, its quotation marks included.
    #[wx(essential)]
    pub etag: String,
}

/// 剧集解锁状态 — which episodes of a drama a user may watch (LockDataReq). The player takes it encrypted:
/// `wx_api::drama_player`.
#[wx_type(request)]
pub struct LockDataReq {
    /// The user who watches.
    pub openid: OpenId,
    /// The mini program that had the drama reviewed (提审方).
    pub src_appid: AppId,
    /// The drama, as it was reviewed.
    pub drama_id: String,
    /// The episodes.
    pub serial_list: Vec<SerialItem>,
    /// Until when this holds. WeChat suggests two hours from now.
    pub data_expire_at: UnixSeconds,
}

/// Episodes that follow one another and are open, or closed.
#[wx_type(request)]
pub struct SerialItem {
    /// The first of them; episodes count from 1.
    pub start_serial_no: u32,
    /// The last of them.
    pub end_serial_no: u32,
    /// Whether they are open.
    pub status: SerialStatus,
}

/// Whether episodes are open (status).
#[wx_type(request)]
pub enum SerialStatus {
    /// They can be watched (已解锁).
    Unlocked = 1,
    /// They cannot (未解锁).
    Locked = 2,
}
