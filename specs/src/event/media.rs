//! Mini dramas and novels (短剧媒资管理, 小说): uploads, audits, questions of the reader.

use wx_core::{UnixSeconds, wx_event, wx_type};

/// 媒资上传完成事件 — a video that WeChat fetched or was sent is there, or is not.
#[wx_event(
    event = "secvod_upload_event",
    wrapper = "upload_event",
    ids = [media_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html"
)]
pub struct SecvodUploadEvent {
    /// The video.
    #[wx(essential)]
    pub media_id: i64,
    /// What was handed in with it.
    pub source_context: Option<String>,
    /// 0 if it is there.
    pub errcode: i64,
    /// Why it is not.
    pub errmsg: Option<String>,
}

/// 剧目审核状态事件 — the audit of a drama went on.
#[wx_event(
    event = "secvod_audit_event",
    wrapper = "audit_event",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/mini_drama/drama_review_status_event.html"
)]
pub struct SecvodAuditEvent {
    /// The drama.
    #[wx(essential)]
    pub drama_id: i64,
    /// How the audit stands.
    pub audit_detail: DramaAudit,
}

/// How the audit of a drama stands.
#[wx_type(response)]
pub struct DramaAudit {
    /// How it ended, or did not yet.
    #[wx(essential)]
    pub status: DramaAuditStatus,
    /// Which audit it is.
    pub audit_type: Option<DramaAuditType>,
    /// When it was asked for.
    pub create_time: Option<UnixSeconds>,
    /// When it was decided.
    pub audit_time: Option<UnixSeconds>,
}

/// 作品审核状态事件 — the audit of a novel is over.
#[wx_event(
    event = "secbook_audit_event",
    wrapper = "audit_event",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html"
)]
pub struct SecbookAuditEvent {
    /// The novel.
    #[wx(essential)]
    pub book_id: String,
    /// How it ended.
    pub audit_detail: BookAudit,
}

/// How the audit of a novel ended.
#[wx_type(response)]
pub struct BookAudit {
    /// How it ended.
    #[wx(essential)]
    pub status: BookAuditStatus,
    /// When it was asked for.
    pub create_time: Option<UnixSeconds>,
    /// When it was decided.
    pub audit_time: Option<UnixSeconds>,
}

/// 小说下架事件 — a novel, or a chapter of it, was taken down, or is there again.
#[wx_event(
    event = "book_ban_status_change",
    ids = [book_id, chapter_id, ban_status, time],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html"
)]
pub struct BookBanStatusChange {
    /// The novel.
    #[wx(essential)]
    pub book_id: String,
    /// Its title.
    pub book_title: String,
    /// The chapter; absent if it is the whole novel.
    pub chapter_id: Option<String>,
    /// The chapter's title.
    pub chapter_title: Option<String>,
    /// Whether it is taken down now.
    #[wx(essential)]
    pub ban_status: BookBanStatus,
    /// When.
    pub time: UnixSeconds,
}

/// 章节解锁询问 — the reader asks which chapters a user may read.
#[wx_event(
    event = "wxa_novel_chapter_permission",
    reply = fields(NovelPermissions),
    within = 4,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WxaNovelChapterPermission {
    /// The novel.
    #[wx(essential)]
    pub book_id: String,
    /// The chapter, counted from 0.
    pub chapter_index: i64,
    /// The chapter.
    pub chapter_id: Option<String>,
    /// What the front end handed to the reader.
    pub custom_server_params: Option<String>,
    /// Whether the user is there already.
    pub source: Option<NovelReading>,
    /// Your number of the chapter.
    pub chapter_original_id: Option<String>,
    /// Your number of the novel.
    pub book_original_id: Option<String>,
}

/// The reply to [`WxaNovelChapterPermission`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct NovelPermissions {
    /// 0 where all went well.
    pub err_code: i64,
    /// What went wrong, for people.
    pub err_msg: Option<String>,
    /// Who may read what.
    pub chapter_perms: Vec<NovelPermission>,
}

/// Whether some chapters may be read.
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct NovelPermission {
    /// The first of them, counted from 0.
    pub start_chapter_index: i64,
    /// The last of them.
    pub end_chapter_index: i64,
    /// Whether the user may read them.
    pub perm: NovelAccess,
}

/// How the audit of a drama ended (status).
#[wx_type(response)]
pub enum DramaAuditStatus {
    /// Nobody knows (无效值).
    Unknown = 0,
    /// It is under way (审核中).
    UnderWay = 1,
    /// Refused for good (最终失败).
    Refused = 2,
    /// Passed (审核通过).
    Passed = 3,
    /// Sent back, to be handed in again (驳回重填).
    SentBack = 4,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Which audit of a drama it is (audit_type).
#[wx_type(response)]
pub enum DramaAuditType {
    /// The first (首次提审).
    First = 0,
    /// Another one (再次提审).
    Again = 1,
    /// Of episodes that were replaced (替换剧集提审).
    Replaced = 2,
    /// Of the description (修改剧目基本信息审核).
    Description = 3,
    /// An audit WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// How the audit of a novel ended (status).
#[wx_type(response)]
pub enum BookAuditStatus {
    /// Refused (审核不通过).
    Refused = 2,
    /// Passed (审核通过).
    Passed = 3,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Whether a novel is taken down (ban_status).
#[wx_type(response)]
pub enum BookBanStatus {
    /// It is there (正常).
    There = 0,
    /// It is taken down (下架).
    TakenDown = 1,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Why the reader asks for a chapter (Source).
#[wx_type(response)]
pub enum NovelReading {
    /// It loads ahead; the user is not there yet (预加载).
    Ahead = 0,
    /// The user came to it (用户读到): if it is to be unlocked by itself, then now.
    Now = 1,
    /// A reason WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Whether a user may read chapters (Perm).
#[wx_type(request)]
pub enum NovelAccess {
    /// Everybody may (免费).
    Free = 0,
    /// The user unlocked them (已解锁).
    Unlocked = 1,
    /// The user did not yet (未解锁).
    Locked = 2,
}
