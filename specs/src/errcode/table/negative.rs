//! Codes below zero: system, cloud development, virtual payment by subscription.

use crate::errcode::Category::{
    ContentRisk, Param, Permission, RateLimit, Resource, Signature, StateConflict, SystemBusy, Unknown,
    UserState,
};
use crate::errcode::Retry::{Backoff, Never};
use crate::errcode::Row;

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // Cloud development.
    Row::new(-607004, Param, Never, "invalid URL Link", "无效的 URL Link"),
    Row::new(-607001, Param, Never, "invalid static website path", "无效的静态网站 Path"),
    Row::new(-601033, Permission, Never, "only mini programs of a non-personal entity are supported", "仅支持非个人主体小程序"),
    Row::new(-601032, Param, Never, "the mini program nickname must not be empty", "小程序昵称不能为空"),
    Row::new(-601028, Permission, Never, "static website hosting is not enabled", "没有开通静态网站"),
    Row::new(-601027, Param, Never, "invalid cloud environment", "无效的环境"),
    Row::new(-501007, Param, Never, "invalid parameter, see errmsg", "参数有误，具体原因参考 errmsg"),
    Row::new(-501002, SystemBusy, Backoff, "cloud resource error: the response timed out", "云资源通用错误：云端响应超时"),
    Row::new(-501000, Unknown, Never, "unknown error", "未知错误"),
    // Virtual payment by subscription.
    Row::new(-15027, Param, Never, "invalid deduction price", "扣款价格不合法"),
    Row::new(-15026, Param, Never, "invalid deduction time", "扣款时间不合法"),
    Row::new(-15025, StateConflict, Never, "no pre-notification exists, or the order is a duplicate", "不存在预通知单，或重复下单"),
    Row::new(-15021, Permission, Never, "the transactions of the mini program are rate limited", "小程序被限频交易"),
    Row::new(-15020, RateLimit, Backoff, "operating too fast, retry later", "操作过快，请稍候再试"),
    Row::new(-15019, Permission, Never, "the merchant is restricted by WeChat Pay, see the merchant platform for why", "商户受限，请到微信商户平台或微信支付商家助手查看原因"),
    Row::new(-15018, ContentRisk, Never, "the coin or goods productId failed the review", "代币或道具 productId 审核不通过"),
    Row::new(-15017, Permission, Never, "the merchant is suspected of violations and may not collect payments", "此商家涉嫌违规，收款功能已被限制"),
    Row::new(-15016, Param, Never, "malformed signData", "signData 格式有问题"),
    Row::new(-15014, StateConflict, Backoff, "the goods or coin is published but not yet effective, wait about 10 minutes", "道具或代币的发布尚未生效，大概 10 分钟后生效"),
    Row::new(-15013, Param, Never, "wrong goodsPrice", "goodsPrice 道具价格错误"),
    Row::new(-15012, StateConflict, Never, "the order was closed because Midas failed, use a new order number", "调用米大师失败导致关单，请换新单号重试"),
    Row::new(-15011, Param, Never, "env must be 0 in the released version, 1 is the sandbox", "现网版本的 env 只能是 0，1 是沙盒环境"),
    Row::new(-15010, StateConflict, Never, "the goods productId is not published", "道具 productId 未发布"),
    Row::new(-15009, StateConflict, Never, "the coin is not published", "代币未发布"),
    Row::new(-15008, Permission, Never, "the sub-merchant has not finished onboarding", "二级商户进件未完成"),
    Row::new(-15007, UserState, Never, "session_key expired", "session_key 过期")
        .advise("Have the client call wx.login again and sign with the new session_key.", "让用户重新 wx.login，用新的 session_key 签名。"),
    Row::new(-15006, Signature, Never, "wrong payment signature paySig", "支付签名 paySig 错误")
        .advise("Check the AppKey of this env and sign the exact text that is sent.", "检查该环境的 AppKey，并确认签名原文与发送的内容一致。"),
    Row::new(-15005, Signature, Never, "wrong user signature", "用户态签名 signature 错误")
        .advise("Sign the exact text that is sent with the current session_key of the user.", "用该用户当前的 session_key 对发送的原文签名。"),
    Row::new(-15004, Param, Never, "wrong currencyType, only CNY is allowed", "currencyType 错误，目前只能填 CNY"),
    Row::new(-15003, SystemBusy, Backoff, "system error", "系统错误"),
    Row::new(-15002, StateConflict, Never, "outTradeNo was used before, use a new order number", "outTradeNo 重复使用，请换新单号重试"),
    Row::new(-15001, Param, Never, "invalid parameter, see err_msg", "参数错误，具体原因见 err_msg"),
    // Transaction guarantee.
    Row::new(-10403, Permission, Never, "no permission to operate on this review, comment or reply", "无权限操作该评价/评论/回复"),
    Row::new(-10008, SystemBusy, Backoff, "service error", "服务异常"),
    Row::new(-10007, Permission, Never, "no permission to call this api", "无权限调用接口"),
    Row::new(-10003, Param, Never, "parameters do not match", "参数不匹配"),
    Row::new(-10001, Param, Never, "abnormal parameter", "参数异常"),
    // System.
    Row::new(-1008, Resource, Never, "the asynchronous check could not download the media, check the link", "异步检测下载媒体失败，请检查链接")
        .advise("Give a link that WeChat can download without a login.", "提供微信无需登录就能下载的链接。"),
    Row::new(-1000, SystemBusy, Backoff, "system error", "系统错误"),
    Row::new(-202, SystemBusy, Backoff, "internal error", "内部错误"),
    Row::new(-3, SystemBusy, Backoff, "system busy", "系统繁忙"),
    Row::new(-2, SystemBusy, Backoff, "not initialized yet, retry later", "初始化未完成，请稍后再试"),
    Row::new(-1, SystemBusy, Backoff, "system error", "系统繁忙，此时请开发者稍候再试")
        .advise("Repeat reads after a pause; for sends and orders look up the result first.", "读取类调用稍候重试；发消息、下单先查结果再决定。"),
];
