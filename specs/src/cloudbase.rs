//! Cloud development (云开发): functions, database, statistics.

use wx_core::{RawJson, UnixSeconds, wx_endpoint, wx_type};

/// 触发云函数 — calls a cloud function; it must answer within 5 seconds.
///
/// The function does not learn of any user: what it could do in a user's name it cannot do here.
///
/// The page takes only the token that a third-party platform has for the mini program (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/tcb/invokecloudfunction",
    body = raw,
    response = json(FunctionAnswer),
    errors = [-1, 40014, 40101, 41001, 42001, 43002, 44002, 85088],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/cloudbase/functions/api_invokecloudfunction.html",
)]
pub struct InvokeCloudFunction {
    /// The cloud environment.
    #[wx(query)]
    pub env: String,
    /// The function.
    #[wx(query)]
    pub name: String,
    /// What the function is given, the text of a JSON object: `{}` for nothing.
    #[wx(min_chars = 1)]
    pub req_data: String,
}

/// The answer to [`InvokeCloudFunction`].
#[wx_type(response)]
pub struct FunctionAnswer {
    /// What the function answered, if it answered anything.
    pub resp_data: Option<RawJson>,
}

/// 数据库查询记录 — the records that a query finds.
///
/// Only third-party platforms may call it: the page takes only the token that a platform has for the mini program
/// (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/tcb/databasequery",
    response = json(DatabaseRecords),
    errors = [-1000, -1, 40001, 40014, 40097, 40101, 41001, 42001, 43002, 44002, 47001, 85088],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/cloudbase/database/api_getdatabaserecord.html",
)]
pub struct GetDatabaseRecord {
    /// The cloud environment.
    pub env: String,
    /// The query, as the front end writes it: `db.collection("geo").where({done: true}).limit(10).skip(1).get()`. Without
    /// `limit`, ten records come back.
    pub query: String,
}

/// The answer to [`GetDatabaseRecord`].
#[wx_type(response)]
pub struct DatabaseRecords {
    /// Which of the records these are.
    pub pager: DatabasePager,
    /// The records, each in a text of its own.
    pub data: Vec<RawJson>,
}

/// Which of the records that were found came back.
#[wx_type(response)]
pub struct DatabasePager {
    /// How many were skipped.
    #[serde(rename = "Offset")]
    pub offset: u64,
    /// How many may come back at once.
    #[serde(rename = "Limit")]
    pub limit: u64,
    /// How many were found.
    #[serde(rename = "Total")]
    pub total: u64,
}

/// 获取云开发数据 — what came of short messages that advertise the mini program.
///
/// The page takes only the token that a third-party platform has for the mini program (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/tcb/getstatistics",
    response = json(CloudBaseStatistics),
    errors = [10011],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/cloudbase/others/api_getcloudbasestatistics.html",
)]
pub struct GetCloudBaseStatistics {
    /// Which figures.
    pub action: StatisticsAction,
    /// The beginning of the time looked at.
    pub begin_date: UnixSeconds,
    /// The end of it.
    pub end_date: UnixSeconds,
    /// How many rows are skipped; not for figures of the moment.
    pub page_offset: Option<u32>,
    /// How many rows come back; not for figures of the moment.
    pub page_limit: Option<u32>,
    /// Which messages.
    pub condition: Option<StatisticsCondition>,
}

/// Which figures about short messages (action).
#[wx_type(request)]
#[serde(rename_all = "camelCase")]
pub enum StatisticsAction {
    /// An overview (短信营销概览数据).
    SmsMarketingOverviewData,
    /// How many went from the message to the mini program (短信营销转化数据).
    SmsMarketingConversionData,
    /// What happens at the moment (短信营销实时数据).
    SmsMarketingRealTimeData,
}

/// Which short messages (condition). The present page shows it in its example only; what its fields mean is from the page
/// before it (cloudbase.getStatistics).
#[wx_type(request)]
pub struct StatisticsCondition {
    /// The cloud environment.
    pub env_id: Option<String>,
    /// The activity they were sent for.
    pub activity_id: Option<String>,
    /// Whether each channel has rows of its own; for the overview.
    pub by_channel_id: Option<ByChannel>,
    /// The channel, `_cms_sms_` where they were sent from the console; not for the overview.
    pub channel_id: Option<String>,
    /// What users did; for figures of the moment.
    pub act_type: Option<SmsAct>,
}

/// Whether each channel has rows of its own (by_channel_id).
#[wx_type(request)]
pub enum ByChannel {
    /// All channels together.
    #[serde(rename = "0")]
    No,
    /// Each one.
    #[serde(rename = "1")]
    Yes,
}

/// What users did with a short message (act_type).
#[wx_type(request)]
pub enum SmsAct {
    /// They opened its page.
    H5,
    /// They went on to the mini program.
    Wxapp,
}

/// The answer to [`GetCloudBaseStatistics`]: a table whose columns are described apart from its rows.
#[wx_type(response)]
pub struct CloudBaseStatistics {
    /// The columns.
    pub data_column: Vec<StatisticsColumn>,
    /// The rows.
    pub data_value: Vec<StatisticsRow>,
    /// How many rows there are in all.
    pub total_num: u64,
}

impl CloudBaseStatistics {
    /// The values of one column, from the first row to the last; `None` where there is no such column. A row that is too short
    /// has an empty value.
    pub fn column(&self, col_id: &str) -> Option<Vec<&str>> {
        let index = self.data_column.iter().position(|column| column.col_id == col_id)?;
        let rows = self.data_value.iter();
        Some(rows.map(|row| row.data_value.get(index).map_or("", String::as_str)).collect())
    }
}

/// A column of a table.
#[wx_type(response)]
pub struct StatisticsColumn {
    /// The column.
    pub col_id: String,
    /// Its name.
    pub col_name: String,
    /// What its values are.
    pub col_data_type: StatisticsType,
}

/// What the values of a column are (col_data_type); they travel as texts all the same.
#[wx_type(response)]
pub enum StatisticsType {
    /// Texts.
    #[serde(rename = "0")]
    Text,
    /// Whole numbers.
    #[serde(rename = "1")]
    Integer,
    /// Numbers with a fraction.
    #[serde(rename = "2")]
    Number,
    /// A type WeChat added later.
    #[wx(other)]
    Other(String),
}

/// A row of a table.
#[wx_type(response)]
pub struct StatisticsRow {
    /// Its values, in the order of the columns.
    pub data_value: Vec<String>,
}
