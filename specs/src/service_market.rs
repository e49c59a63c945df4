//! The service market (微信服务市场).

use serde_json::Value;
use wx_core::{RawJson, wx_endpoint, wx_type};

/// 调用服务市场接口 — calls a service that was bought on the market.
///
/// Each service defines what is sent and what comes back; its own page has both.
#[wx_endpoint(
    method = POST,
    path = "/wxa/servicemarket",
    secure,
    response = json(ServiceAnswer),
    errors = [
        40001, 43002, 44002, 47001, 9301001, 9301002, 9301003, 9301010, 9301011, 9301012, 9301014, 9301015,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/wx-service-market/api_invokeservice.html",
)]
pub struct InvokeService {
    /// The service: `wx79ac3de8be320b71`.
    pub service: String,
    /// The function of the service: `OcrAllInOne`.
    pub api: String,
    /// What the function takes.
    pub data: Value,
    /// An id of your own for this call, another one each time.
    pub client_msg_id: String,
    /// Whether the function answers later, as those do that say so; left out: no.
    pub r#async: Option<bool>,
}

/// The answer to [`InvokeService`].
#[wx_type(response)]
pub struct ServiceAnswer {
    /// What the function answered, if it answers at once.
    pub data: Option<RawJson>,
    /// By which its answer is fetched, if it answers later.
    pub request_id: Option<String>,
}
