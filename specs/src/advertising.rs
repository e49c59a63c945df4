//! Advertising (广告): what the ads in the mini program brought in.
//!
//! These answers have no `errcode` but a `base_resp.ret`. All amounts are in fen.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wx_core::{Absence, Date, Type, Wire, wx_endpoint, wx_type};

/// 获取小程序广告汇总数据 — what each kind of ad brought in, day by day; 90 days at most.
///
/// Nothing from before 2016 is known.
#[wx_endpoint(
    method = GET,
    path = "/publisher/stat",
    name = "publisher_adpos_general",
    fixed = [action = "publisher_adpos_general"],
    response = json(AdposGeneral),
    errors = [
        1701 = "a parameter is wrong (参数错误)", 2009 = "this mini program shows no ads (无效的流量主)", 45009,
        45010 = "there is no such action (无效的接口名)",
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/ad/ad-data-interface.html",
)]
pub struct PublisherAdposGeneral {
    /// Which page, from 1.
    pub page: u32,
    /// How many entries a page has.
    #[wx(range = 1..=90)]
    pub page_size: u32,
    /// The first day.
    pub start_date: AdDate,
    /// The last day.
    pub end_date: AdDate,
    /// The kind of ad; left out: every kind.
    pub ad_slot: Option<AdSlot>,
}

/// The answer to [`PublisherAdposGeneral`].
#[wx_type(response)]
pub struct AdposGeneral {
    /// One entry for each day and kind of ad.
    pub list: Vec<AdposDay>,
    /// All days and kinds together.
    pub summary: AdposSum,
    /// How many entries there are in all.
    pub total_num: u64,
}

/// What one kind of ad brought in on one day.
#[wx_type(response)]
pub struct AdposDay {
    /// The number of the kind.
    pub slot_id: u64,
    /// The kind.
    pub ad_slot: AdSlot,
    /// The day.
    pub date: AdDate,
    /// How often an ad was fetched.
    pub req_succ_count: u64,
    /// How often one was seen.
    pub exposure_count: u64,
    /// The share of the fetched ones that were seen, 0 to 1.
    pub exposure_rate: f64,
    /// How often one was tapped.
    pub click_count: u64,
    /// The share of the seen ones that were tapped, 0 to 1.
    pub click_rate: f64,
    /// The income in fen.
    pub income: i64,
    /// The income of a thousand ads that were seen, in fen.
    pub ecpm: f64,
}

/// What all kinds of ads brought in together.
#[wx_type(response)]
pub struct AdposSum {
    /// How often an ad was fetched.
    pub req_succ_count: u64,
    /// How often one was seen.
    pub exposure_count: u64,
    /// The share of the fetched ones that were seen, 0 to 1.
    pub exposure_rate: f64,
    /// How often one was tapped.
    pub click_count: u64,
    /// The share of the seen ones that were tapped, 0 to 1.
    pub click_rate: f64,
    /// The income in fen.
    pub income: i64,
    /// The income of a thousand ads that were seen, in fen.
    pub ecpm: f64,
}

/// 获取小程序广告细分数据 — what each single ad brought in, day by day; 90 days at most.
///
/// To narrow it down, say a kind or one ad, not both.
#[wx_endpoint(
    method = GET,
    path = "/publisher/stat",
    name = "publisher_adunit_general",
    fixed = [action = "publisher_adunit_general"],
    response = json(AdunitGeneral),
    errors = [
        1701 = "a parameter is wrong (参数错误)", 2009 = "this mini program shows no ads (无效的流量主)", 45009,
        45010 = "there is no such action (无效的接口名)",
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/ad/ad-data-interface.html",
)]
pub struct PublisherAdunitGeneral {
    /// Which page, from 1.
    pub page: u32,
    /// How many entries a page has.
    #[wx(range = 1..=90)]
    pub page_size: u32,
    /// The first day.
    pub start_date: AdDate,
    /// The last day.
    pub end_date: AdDate,
    /// The kind of ad; left out: every kind.
    pub ad_slot: Option<AdSlot>,
    /// One ad; left out: every ad.
    pub ad_unit_id: Option<String>,
}

/// The answer to [`PublisherAdunitGeneral`].
#[wx_type(response)]
pub struct AdunitGeneral {
    /// One entry for each day and ad.
    pub list: Vec<AdunitDay>,
    /// How many entries there are in all.
    pub total_num: u64,
}

/// What one ad brought in on one day.
#[wx_type(response)]
pub struct AdunitDay {
    /// The ad.
    pub ad_unit_id: String,
    /// Its name.
    pub ad_unit_name: String,
    /// What it brought in.
    pub stat_item: AdunitFigures,
}

/// What an ad brought in.
#[wx_type(response)]
pub struct AdunitFigures {
    /// The kind of ad.
    pub ad_slot: AdSlot,
    /// The day.
    pub date: AdDate,
    /// How often it was fetched.
    pub req_succ_count: u64,
    /// How often it was seen.
    pub exposure_count: u64,
    /// The share of the fetched ones that were seen, 0 to 1.
    pub exposure_rate: f64,
    /// How often it was tapped.
    pub click_count: u64,
    /// The share of the seen ones that were tapped, 0 to 1.
    pub click_rate: f64,
    /// The income in fen.
    pub income: i64,
    /// The income of a thousand times that it was seen, in fen.
    pub ecpm: f64,
}

/// A kind of ad (ad_slot, 广告位类型名称).
#[wx_type(both)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AdSlot {
    /// A banner (小程序 banner).
    SlotIdWeappBanner,
    /// A video that is rewarded (激励视频).
    SlotIdWeappRewardVideo,
    /// One between two pages (插屏广告).
    SlotIdWeappInterstitial,
    /// A video (视频广告).
    SlotIdWeappVideoFeeds,
    /// One before a video (视频前贴).
    SlotIdWeappVideoBegin,
    /// A grid (格子广告).
    SlotIdWeappBox,
    /// A template (原生模板广告).
    SlotIdWeappTemplate,
    /// A cover (封面广告).
    SlotIdWeappCover,
    /// A kind of official accounts, or one WeChat added later.
    #[wx(other)]
    Other(String),
}

/// A day as these endpoints write it: `2020-04-13`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdDate(pub Date);

impl From<Date> for AdDate {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for AdDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.to_string();
        let (year, rest) = plain.split_at(4);
        let (month, day) = rest.split_at(2);
        write!(f, "{year}-{month}-{day}")
    }
}

impl Serialize for AdDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AdDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Date::deserialize(deserializer).map(Self)
    }
}

impl Wire for AdDate {
    const TYPE: &'static Type = &Type::Text;
    const ABSENCE: Absence = Absence::Essential;
}
