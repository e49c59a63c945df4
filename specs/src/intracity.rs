//! Intracity delivery (同城配送).

use wx_core::{AppId, UnixSeconds, wx_type};

/// 订单状态回调 — an order's new status, posted to its `callback_url`. It is not a message push; `wx_api::verify` checks and
/// reads it.
#[wx_type(response)]
pub struct IntracityOrderCallback {
    /// The mini program that made the order.
    pub appid: AppId,
    /// The store, WeChat's number (微信门店编号).
    pub wx_store_id: String,
    /// The order, WeChat's number (微信订单号).
    #[wx(essential)]
    pub wx_order_id: String,
    /// The order, the store's number (门店订单号).
    pub store_order_id: String,
    /// What has become of it.
    #[wx(essential)]
    pub order_status: IntracityOrderStatus,
    /// Since when.
    pub status_change_time: UnixSeconds,
    /// When this was pushed.
    pub timestamp: UnixSeconds,
    /// The carrier (运力): `DADA` 达达, `SFTC` 顺丰同城.
    pub service_trans_id: String,
}

/// Where an order stands (order_status).
#[wx_type(response)]
pub enum IntracityOrderStatus {
    /// It was made (订单创建成功).
    Created = 10000,
    /// The store called it off (商家取消订单).
    CanceledByStore = 20000,
    /// The carrier called it off (配送方取消订单).
    CanceledByCarrier = 20001,
    /// A courier took it (配送员接单).
    Accepted = 30000,
    /// The courier is at the store (配送员到店).
    AtStore = 40000,
    /// It is on its way (配送中).
    Delivering = 50000,
    /// The courier gave it back (配送员撤单).
    Withdrawn = 60000,
    /// It was delivered (配送完成).
    Delivered = 70000,
    /// Something went wrong (配送异常).
    Exception = 90000,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}
