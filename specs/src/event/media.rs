//! Mini dramas and novels (短剧媒资管理, 小说): uploads, audits, questions of the reader.

use wx_core::{UnixSeconds, wx_event, wx_type};

/// 媒资上传完成事件 — a video that WeChat fetched or was sent is there, or is not.
#[wx_event(
    event = "secvod_upload_event",
    wrapper = "upload_event",
    ids = [media_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct SecvodUploadEvent {
    /// The video.
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
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct SecvodAuditEvent {
    /// The drama.
    pub drama_id: i64,
    /// How the audit stands.
    pub audit_detail: DramaAudit,
}

/// How the audit of a drama stands.
#[wx_type(response)]
pub struct DramaAudit {
    /// 0 unknown, 1 under way, 2 refused, 3 passed, 4 sent back.
    pub status: i64,
    /// What kind of audit it is.
    pub audit_type: Option<i64>,
    /// When it was asked for.
    pub create_time: Option<UnixSeconds>,
    /// When it was decided.
    pub audit_time: Option<UnixSeconds>,
}

/// 作品审核状态事件 — the audit of a novel is over.
#[wx_event(
    event = "secbook_audit_event",
    wrapper = "audit_event",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct SecbookAuditEvent {
    /// The novel.
    pub book_id: String,
    /// How it ended.
    pub audit_detail: BookAudit,
}

/// How the audit of a novel ended.
#[wx_type(response)]
pub struct BookAudit {
    /// 2 refused, 3 passed.
    pub status: i64,
    /// When it was asked for.
    pub create_time: Option<UnixSeconds>,
    /// When it was decided.
    pub audit_time: Option<UnixSeconds>,
}

/// 小说下架事件 — a novel, or a chapter of it, was taken down, or is there again.
#[wx_event(
    event = "book_ban_status_change",
    ids = [book_id, chapter_id, ban_status, time],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct BookBanStatusChange {
    /// The novel.
    pub book_id: String,
    /// Its title.
    pub book_title: String,
    /// The chapter; absent if it is the whole novel.
    pub chapter_id: Option<String>,
    /// The chapter's title.
    pub chapter_title: Option<String>,
    /// 0 or 1, as the official page explains them.
    pub ban_status: i64,
    /// When.
    pub time: UnixSeconds,
}

/// 章节解锁询问 — the reader asks which chapters a user may read.
#[wx_event(
    event = "wxa_novel_chapter_permission",
    reply = fields(NovelPermissions),
    within = 4,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WxaNovelChapterPermission {
    /// The novel.
    pub book_id: String,
    /// The chapter, counted from 0.
    pub chapter_index: i64,
    /// The chapter.
    pub chapter_id: Option<String>,
    /// What the front end handed to the reader.
    pub custom_server_params: Option<String>,
    /// Where the question comes from: 0 or 1.
    pub source: Option<i64>,
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
    /// 0, 1 or 2, as the official page explains them.
    pub perm: i64,
}
