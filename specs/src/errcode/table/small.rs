//! Codes 1–39999: numbers several products share, the drama player.

use crate::errcode::Category::{
    NotFound, Param, Permission, Quota, RateLimit, Signature, StateConflict, SystemBusy, UserState,
};
use crate::errcode::Retry::{Backoff, Never, NextMinute};
use crate::errcode::Row;

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // Numbers many products use, each in its own sense.
    Row::new(1, NotFound, Never, "does not exist", "不存在"),
    Row::new(1, NotFound, Never, "the waybill number does not exist", "单号不存在").only(&["busiAppeal", "respondComplaint", "submitRefund", "supplyProof"]),
    Row::new(1, NotFound, Never, "no profit-sharing receiver can be used", "查询不到可用的分账方").only(&["queryprofitsharingaccount"]),
    Row::new(1, Permission, Never, "bank transfer is not enabled", "尚未开通银行转账").only(&["getWqfChargeFee"]),
    Row::new(1, NotFound, Never, "the encrypted data does not exist", "加密数据不存在").only(&["checkEncryptedData"]),
    Row::new(2, Param, Never, "invalid parameter", "参数错误"),
    Row::new(2, Param, Never, "mediaIdList or content is malformed", "传入的 mediaIdList 或 content 格式有误").only(&["busiAppeal"]),
    Row::new(11, Param, Never, "no permission to set the rate", "缺少设置费率的权限"),
    Row::new(12, StateConflict, Never, "outside the period in which the rate may be set", "不在可以设置费率的时间范围内"),
    Row::new(13, Param, Never, "the rate can only be lowered", "费率只能下调"),
    Row::new(14, Param, Never, "the rate is outside the allowed range", "费率不在合法范围内"),
    Row::new(309, StateConflict, Never, "wrong state, it may have moved on already", "状态不对，可能已经转到下一个状态"),
    Row::new(404, Param, Never, "404 not found", "404 not found，请检查调用方法是否有误（get/post）"),
    Row::new(1000, SystemBusy, Backoff, "system error", "系统错误"),
    Row::new(1001, Param, Never, "invalid request parameter", "请求参数非法"),
    Row::new(1002, StateConflict, Never, "the operation is not supported in the current state", "当前状态不支持该操作"),
    Row::new(1003, RateLimit, Backoff, "too many requests", "请求频率过快"),
    Row::new(1005, Param, Never, "the appid is invalid or does not match the data", "appid 不合法，或与数据不匹配"),
    Row::new(1005, Param, Never, "the plugin appid does not match the data", "插件 appid 与数据不匹配").only(&["getPluginOpenPId"]),
    Row::new(1007, NotFound, Never, "get no data", "没有数据"),
    Row::new(1007, NotFound, Never, "the openpid data does not exist", "openpid 数据不存在").only(&["getPluginOpenPId"]),
    Row::new(1022, Param, Never, "invalid json data", "json 数据解析错误"),
    // Complaints, payments between businesses, medical service.
    Row::new(10000, Param, Never, "abnormal parameter", "参数异常"),
    Row::new(10000, StateConflict, Never, "not a negative review, or the template message was already sent", "不是差评，或已经发送过模板消息").only(&["confirmCompromise"]),
    Row::new(10001, Param, Never, "abnormal parameter, see errmsg", "参数异常，errmsg 有具体描述"),
    Row::new(10004, StateConflict, Never, "closing the order failed", "关单失败"),
    Row::new(10011, NotFound, Never, "no data", "没有数据"),
    Row::new(10031, NotFound, Never, "no bill exists for third-party profit sharing", "不存在对应的账单执行第三方分账"),
    Row::new(10032, Param, Never, "the profit-sharing ratio exceeds the maximum of the bill", "分账比例超过账单最大限制"),
    Row::new(10034, StateConflict, Backoff, "wait, then retry", "请等待后重试"),
    Row::new(10036, StateConflict, Never, "profit sharing of this payment order is already finished", "该笔支付单已经分账完成"),
    Row::new(10037, StateConflict, Never, "profit sharing was requested twice", "重复发起分账"),
    Row::new(10038, StateConflict, Never, "third-party profit sharing was not started", "未发起第三方分账"),
    Row::new(10044, Param, Never, "the amount returned exceeds the amount shared", "分账回退金额超过分账时金额"),
    Row::new(10045, StateConflict, Never, "the profit-sharing return of this refund was already requested", "该退款单已发起过第三方分账回退"),
    Row::new(10046, NotFound, Never, "order id does not exist", "订单 id 不存在"),
    Row::new(10604, RateLimit, NextMinute, "a single order is refunded too frequently", "单笔订单的退款频率过高")
        .advise("Wait a minute before refunding this order again.", "等一分钟再对该订单退款。"),
    Row::new(10711, StateConflict, Never, "the order state does not allow closing, refresh the state or retry later", "订单状态不能关单，请刷新状态或稍后重试"),
    Row::new(11200, UserState, Never, "wxmed_authcode expired", "wxmed_authcode 已过期"),
    // Message templates, logs.
    Row::new(20001, SystemBusy, Backoff, "system error", "系统错误"),
    Row::new(20002, Param, Never, "invalid parameter", "参数错误"),
    Row::new(20002, Param, Never, "invalid POST parameter", "POST 参数非法").only(&["getNearbyPoiList"]),
    Row::new(20011, RateLimit, Backoff, "frequency limit", "频率限制"),
    // Drama player.
    Row::new(21000, Permission, Never, "playback of this drama is not authorized, authorize it through the server api", "该剧未授权播放，请通过后台 api 授权"),
    Row::new(21001, UserState, Never, "the session key the user encrypted with does not exist", "用户加密的 sessionkey 不存在"),
    Row::new(21002, Signature, Never, "the merchant payload is not base64 encoded", "商家的加密包未进行 base64 编码"),
    Row::new(21003, Signature, Never, "decrypting the merchant payload failed", "解密商家加密包失败"),
    Row::new(21004, Param, Never, "the merchant plaintext is not valid json or has wrong field types", "商家加密前的明文不是合法的 json，或字段类型不对"),
    Row::new(21005, Param, Never, "openid, src_appid or drama_id is empty in the merchant payload", "商家加密包中 openid、src_appid 或 drama_id 为空"),
    Row::new(21006, Param, Never, "the player arguments do not match the merchant payload", "播放器的入参与商家加密包中的参数值不匹配"),
    Row::new(21007, Param, Never, "invalid openid in the encrypted payload", "加密包中的 openid 无效"),
    Row::new(21008, Permission, Never, "the developer has not enabled prefetch", "开发者未开启预拉取"),
    Row::new(21009, Quota, Never, "the merchant has no traffic left", "商家流量不足"),
];
