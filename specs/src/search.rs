//! Search inside WeChat (微信搜一搜).

use std::collections::BTreeMap;

use serde_json::Value;
use wx_core::{Fixed, UnixSeconds, wx_endpoint, wx_type};

/// 搜一搜数据推送 — tells the search what is on pages of the mini program; 500,000 pages a day.
///
/// Path and query together are the page: what was told about it before is replaced.
#[wx_endpoint(
    method = POST,
    path = "/wxa/search/wxaapi_submitpages",
    name = "submitpages",
    response = empty,
    errors = [40066, 40211, 40212, 40219, 45002, 47001, 47004, 47006, 85083, 85091, 108001, 108002, 108003],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/wxsearch/api_submitpages.html",
)]
pub struct SubmitPages {
    /// The pages, 1 MB each at most.
    #[wx(max_items = 1000)]
    pub pages: Vec<SearchPage>,
}

/// A page of the mini program.
#[wx_type(request)]
pub struct SearchPage {
    /// The page, which starts with `pages/`, without parameters: `pages/index/index`.
    #[wx(prefix = "pages/", not_contains = "?")]
    pub path: String,
    /// Its parameters.
    pub query: String,
    /// What is on it; there may be several things.
    pub data_list: Vec<SearchContent>,
}

/// Something on a page.
#[wx_type(request)]
pub struct SearchContent {
    /// Which search it is for.
    #[serde(rename = "@type")]
    pub r#type: SearchTarget,
    /// Whether it is added or removed. What has changed is added again.
    pub update: SearchUpdate,
    /// An id of your own.
    pub content_id: String,
    /// Always 2.
    pub page_type: Fixed<2>,
    /// The address of the same on the web.
    pub h5_url: Option<String>,
    /// The title, best within 20 characters.
    pub title: String,
    /// A summary; it helps the content to be found.
    pub r#abstract: Option<Vec<String>>,
    /// The `Referer` with which WeChat is to fetch the pictures.
    pub referer: Option<String>,
    /// The address of the cover; it should work for 15 days at least.
    pub cover_img_url: Option<String>,
    /// The text, without HTML.
    pub mainbody: String,
    /// The author; for medical content, the doctor.
    pub author: Option<SearchAuthor>,
    /// Videos.
    pub video: Option<Vec<SearchVideo>>,
    /// When it was published.
    pub time_publish: UnixSeconds,
    /// When it was changed last.
    pub time_modify: UnixSeconds,
    /// More fields, as agreed with WeChat.
    pub extra_info: Option<BTreeMap<String, Value>>,
}

/// Which search content is for (@type).
#[wx_type(request)]
pub enum SearchTarget {
    /// What users search.
    #[serde(rename = "wxsearch_cpdata")]
    Live,
    /// What WeChat looks through before it lets the content in.
    #[serde(rename = "wxsearch_testcpdata")]
    Review,
}

/// Whether content is added or removed (update).
#[wx_type(request)]
pub enum SearchUpdate {
    /// It is added, or replaced.
    Add = 1,
    /// It is removed.
    Remove = 3,
}

/// Who wrote something.
#[wx_type(request)]
pub struct SearchAuthor {
    /// The name.
    pub author_name: String,
    /// The position.
    pub author_title: Option<String>,
    /// The address of a portrait, 36×36 pixels at least; it should work for 15 days at least.
    pub author_portrait: Option<String>,
}

/// A video.
#[wx_type(request)]
pub struct SearchVideo {
    /// The title; left out: that of the content.
    pub video_title: Option<String>,
    /// How many seconds it lasts, best within five minutes.
    pub video_length: u32,
    /// The address of the cover, 686×288 pixels at least; it should work for 15 days at least.
    pub video_img: String,
}
