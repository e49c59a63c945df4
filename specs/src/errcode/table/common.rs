//! Codes 40000–49999: credentials, parameters, messages, quotas.

use crate::errcode::Category::{
    ContentRisk, CredentialExpired, CredentialInvalid, NotFound, Param, Permission, Quota, RateLimit,
    Resource, Signature, StateConflict, Unknown, UserState,
};
use crate::errcode::Retry::{Backoff, Never, NextMinute, RefreshToken, Tomorrow};
use crate::errcode::Row;

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // Credentials, media, templates.
    Row::new(40001, CredentialInvalid, RefreshToken, "invalid credential, access_token is invalid or not latest", "AppSecret 错误，或者 access_token 无效、不是最新的")
        .advise("Refresh the token once; if it recurs, see who else fetches tokens for this appid.", "刷新一次 token；反复出现时检查还有谁在获取该 appid 的 token。"),
    Row::new(40001, CredentialInvalid, Never, "invalid credential, the AppSecret is wrong or not of this appid", "AppSecret 错误，或者不属于这个小程序")
        .only(&["getAccessToken", "getStableAccessToken"])
        .advise("Compare the AppSecret with the console, retrying does not help.", "到后台核对 AppSecret，重试没有用。"),
    Row::new(40002, Param, Never, "invalid grant_type", "不合法的凭证类型"),
    Row::new(40002, Permission, Never, "no permission to generate", "暂无生成权限").only(&["generateScheme", "generateUrlLink", "generateNFCScheme", "queryScheme"])
        .advise("Check the entity type and whether the NFC capability was applied for.", "检查主体类型，以及是否申请了 NFC 能力。"),
    Row::new(40003, Param, Never, "invalid openid", "不合法的 OpenID")
        .advise("Use an openid this mini program obtained, it differs from appid to appid.", "使用本小程序获取的 openid，不同 appid 的 openid 不通用。"),
    Row::new(40004, Resource, Never, "invalid media type", "不合法的媒体文件类型"),
    Row::new(40004, Resource, Never, "icon_media_id is not an image", "icon_media_id 的类型不对，须为图片").only(&["registerbusiness", "updatebusiness"]),
    Row::new(40005, Resource, Never, "invalid file type", "不支持的媒体类型"),
    Row::new(40006, Resource, Never, "invalid meida size", "上传素材文件大小超出限制"),
    Row::new(40007, Resource, Never, "invalid media_id", "不合法的媒体文件 id"),
    Row::new(40007, Resource, Never, "icon_media_id is not a valid media_id", "icon_media_id 不是合法的 media_id").only(&["registerbusiness", "updatebusiness"]),
    Row::new(40008, Param, Never, "invalid message type", "不合法的消息类型"),
    Row::new(40009, Resource, Never, "invalid image size", "图片尺寸太大"),
    Row::new(40009, Resource, Never, "invalid media file size", "媒体文件长度不合法")
        .only(&["addkfaccount", "cancelkfadmin", "delkfaccount", "getkflist", "getonlinekflist", "setkfadmin"]),
    Row::new(40010, Resource, Never, "invalid voice size", "不合法的语音文件大小"),
    Row::new(40011, Resource, Never, "invalid video size", "不合法的视频文件大小"),
    Row::new(40012, Resource, Never, "invalid thumb size", "不合法的缩略图文件大小"),
    Row::new(40013, Param, Never, "invalid appid", "不合法的 AppID")
        .advise("Compare the appid with the console, including upper and lower case.", "到后台核对 appid，注意大小写。"),
    Row::new(40013, Permission, Never, "generating is banned", "生成权限被封禁").only(&["generateScheme", "generateUrlLink", "generateNFCScheme"]),
    Row::new(40013, Param, Never, "the appid is not of the mini program the code comes from", "请求的 appid 与获取 code 的小程序 appid 不匹配").only(&["getPhoneNumber"])
        .advise("Use the access_token of the mini program in which the user tapped.", "使用用户所在小程序的 access_token。"),
    Row::new(40013, Param, Never, "wrong appid, or the binding relation is not satisfied", "appid 不正确，或者不符合绑定关系要求").only(&["setChatToolMsg"]),
    Row::new(40014, CredentialInvalid, RefreshToken, "invalid access_token", "access_token 不合法（无效、过期或不属于该账号）")
        .advise("Refresh the token once; if it stays, the token is of another account or kind.", "刷新一次 token；仍失败说明它属于别的账号或种类不对。"),
    Row::new(40016, Param, Never, "invalid button size", "不合法的按钮个数"),
    Row::new(40029, Param, Never, "invalid code", "code 无效"),
    Row::new(40029, Param, Never, "invalid code, the js_code is wrong, expired or of another appid", "js_code 无效、过期，或与 appid 不匹配").only(&["code2Session"])
        .advise("Have the client call wx.login again and use the code once, within 5 minutes.", "让用户重新 wx.login，code 5 分钟内有效且只能用一次。"),
    Row::new(40029, Param, Never, "invalid code, the phone code is wrong, expired or of another appid", "手机号 code 无效、过期，或与 appid 不匹配").only(&["getPhoneNumber"])
        .advise("Have the user tap the phone button again; a code of wx.login does not work.", "让用户再次点击手机号按钮；wx.login 的 code 不能用在这里。"),
    Row::new(40033, Param, Never, "invalid charset. please check your request, if include \\uxxxx will create fail!", "不合法的请求字符，不能包含 \\uxxxx 格式的字符"),
    Row::new(40034, Param, Never, "invalid template size", "模板大小不合法"),
    Row::new(40035, Param, Never, "invalid args size", "不合法的参数"),
    Row::new(40036, Param, Never, "invalid template_id size", "不合法的 template_id 长度"),
    Row::new(40037, Param, Never, "invalid template_id", "不合法的 template_id")
        .advise("Take template_id from the templates added to this mini program.", "使用已添加到本小程序的模板的 template_id。"),
    Row::new(40039, Param, Never, "invalid url size", "不合法的 URL 长度"),
    Row::new(40048, Param, Never, "invalid url domain", "无效的 url"),
    Row::new(40065, Param, Never, "invalid msg status", "消息状态不合法"),
    Row::new(40066, Param, Never, "invalid url", "不合法的 url"),
    Row::new(40066, Param, Never, "the released mini program has no such url", "已发布的小程序没有对应的 url").only(&["generateShortLink"]),
    Row::new(40066, Param, Never, "the sitemap of the mini program disallows the url", "小程序的 sitemap 不允许索引该 url").only(&["submitpages"]),
    Row::new(40068, ContentRisk, Never, "contain mailcious url", "内容含有恶意链接"),
    Row::new(40079, Param, Never, "invalid time", "日期格式错误"),
    Row::new(40081, Param, Never, "invalid template_id", "不合法的 template_id"),
    // Caller, parameters, links.
    Row::new(40090, Permission, Never, "invalid request source (bad client ip)", "请求来源不合法（客户端 IP 异常）"),
    Row::new(40091, CredentialInvalid, Never, "invalid component ticket", "第三方平台的 component ticket 不合法"),
    Row::new(40094, CredentialInvalid, Never, "invalid component credential", "第三方平台凭证不合法"),
    Row::new(40095, Permission, Never, "bad source of caller", "调用来源不合法"),
    Row::new(40097, Param, Never, "invalid args", "参数错误"),
    Row::new(40097, Param, Never, "invalid args, check the appid", "请求参数非法，请检查是否已填写 appid").only(&["isTradeManaged", "isTradeManagementConfirmationCompleted"]),
    Row::new(40097, Param, Never, "check_code does not exist or does not match the openid", "check_code 不存在，或与 openid 不匹配").only(&["quickCheckStudentIdentity"]),
    Row::new(40097, Param, Never, "invalid args, or the openid is of an account without the message channel", "参数错误，或 openid 所属的账号没有消息通路权限")
        .only(&["cityservice_sendmsgdata"]),
    Row::new(40097, Param, Never, "order_id, the return address or wx_pay_id is empty", "order_id、退货地址或 wx_pay_id 为空").only(&["addReturnId"]),
    Row::new(40097, Param, Never, "return_id is empty", "return_id 为空").only(&["getReturnId", "unbindReturnId"]),
    Row::new(40099, Param, Never, "invalid code, this code has consumed", "code 无效，已被核销"),
    Row::new(40101, Param, Never, "missing parameter", "缺少必填参数"),
    Row::new(40113, Resource, Never, "unsupported file type", "不支持的文件类型"),
    Row::new(40116, Param, Never, "invalid code", "不合法的 code"),
    Row::new(40118, Resource, Never, "invalid sub button media_id size", "media_id 大小不合法"),
    Row::new(40121, Resource, Never, "invalid media type in view_limited", "不合法的 media_id 类型"),
    Row::new(40123, Param, Never, "invalid task_id", "不合法的 task_id"),
    Row::new(40125, CredentialInvalid, Never, "invalid appsecret", "无效的 AppSecret")
        .advise("If the AppSecret was reset in the console, deploy the new one.", "如果在后台重置过 AppSecret，请部署新的。"),
    Row::new(40126, Param, Never, "invalid text size", "文本长度不合法"),
    Row::new(40128, Resource, Never, "invalid media id! must be uploaded by api(cgi-bin/material/add_material)", "media_id 不合法，须由 cgi-bin/material/add_material 接口上传"),
    Row::new(40129, Param, Never, "invalid scene", "场景值错误，或 scene 不合法"),
    Row::new(40129, Param, Never, "invalid scene, it takes at most 32 characters of the allowed set", "scene 不合法，最多 32 个可见字符，且只支持部分字符").only(&["getUnlimitedQRCode"])
        .advise("Shorten scene to an id and keep the rest on the server.", "scene 只放一个短 id，其余数据存在服务端。"),
    Row::new(40129, Param, Never, "invalid scene, it must be 1 to 4", "场景值错误，应为 1 到 4").only(&["msgSecCheck"]),
    Row::new(40129, Param, Never, "invalid scene, it must be 0 to 2", "场景值错误，应为 0 到 2").only(&["getUserRiskRank"]),
    Row::new(40130, Param, Never, "invalid openid list size, at least two openid", "openid 列表长度不合法，至少需要两个 openid"),
    Row::new(40132, Param, Never, "invalid username", "微信号不合法"),
    Row::new(40133, Param, Never, "invalid encryt data", "加密数据不合法"),
    Row::new(40137, Resource, Never, "invalid image format", "不支持的图片格式"),
    Row::new(40141, Resource, Never, "invalid image url", "图片 URL 不合法"),
    // Codes, pages, plugins.
    Row::new(40159, Param, Never, "invalid length for path, or the data is not json string", "path 不能为空，长度不能超限，或数据不是 JSON 字符串"),
    Row::new(40160, Resource, Never, "invalid image file", "图片文件不合法"),
    Row::new(40163, StateConflict, Never, "code been used", "code 已被使用")
        .advise("Have the client call wx.login again, a code works only once.", "让用户重新 wx.login，code 只能用一次。"),
    Row::new(40164, Permission, Never, "invalid ip, not in whitelist", "调用接口的 IP 地址不在白名单中")
        .advise("Add the ip that errmsg names to the ip whitelist in the console.", "把 errmsg 里的 IP 加到后台的 IP 白名单。"),
    Row::new(40165, Param, Never, "invalid weapp pagepath", "参数 path 填写错误")
        .advise("Use a page of the released version and put the parameters in query.", "使用已发布版本中的页面，参数放到 query。"),
    Row::new(40166, Param, Never, "invalid weapp appid", "不合法的小程序 AppID"),
    Row::new(40167, Permission, Never, "there is no relation with plugin appid", "与插件 AppID 没有关联关系"),
    Row::new(40169, Param, Never, "invalid length for scene, or the data is not json string", "scene 不合法"),
    Row::new(40170, Param, Never, "args count exceed count limit", "参数个数超过限制"),
    Row::new(40173, StateConflict, Never, "there is no bind relation", "不存在绑定关系"),
    Row::new(40176, Param, Never, "invalid template id", "不合法的模板 ID"),
    Row::new(40178, Signature, Never, "invalid sign", "签名不合法"),
    Row::new(40180, Param, Never, "invalid client tmp token", "客户端临时 token 不合法"),
    Row::new(40181, Param, Never, "invalid opengid", "不合法的 openGId"),
    Row::new(40185, Param, Never, "invalid auth_token, or auth_token is expired", "auth_token 无效或已过期"),
    Row::new(40189, Param, Never, "invalid width", "width 不合法"),
    // Waybills, callback check, page submission, login.
    Row::new(40199, NotFound, Never, "waybill_id not found", "运单 ID 不存在，未查到运单"),
    Row::new(40200, Param, Never, "invalid account type", "账号类型不符合要求"),
    Row::new(40201, Param, Never, "invalid url", "未设置回调 URL"),
    Row::new(40202, Param, Never, "invalid action", "不正确的 action 参数"),
    Row::new(40203, Param, Never, "invalid check_operator", "不正确的运营商参数"),
    Row::new(40210, Param, Never, "invalid check wxa path", "pages 中的 path 参数不存在或为空"),
    Row::new(40211, Param, Never, "invalid scope_data", "数据结构校验失败，附带进一步错误字段"),
    Row::new(40212, Param, Never, "invalid query", "参数 query 填写错误，格式遵循 URL 标准 k1=v1&k2=v2"),
    Row::new(40219, Param, Never, "pages is empty", "pages 参数为空"),
    Row::new(40220, Param, Never, "data_list is empty", "data_list 为空"),
    Row::new(40221, Param, Never, "invalid Content-Encoding", "Content-Encoding 不合法"),
    Row::new(40225, Param, Never, "invalid page title", "无效的页面标题"),
    Row::new(40226, UserState, Never, "code blocked", "高风险等级用户，小程序登录拦截")
        .advise("Refuse the login, WeChat rates this user as high risk.", "拒绝该次登录，微信判定该用户为高风险。"),
    Row::new(40229, Resource, Never, "empty media cover, please check the media", "媒体封面为空，请添加媒体封面"),
    // Api signature.
    Row::new(40230, Signature, Never, "API_Missing_Wechatmp_Serial", "缺少 Wechatmp_Serial"),
    Row::new(40231, Signature, Never, "API_Missing_Wechatmp_Timestamp", "缺少 Wechatmp_Timestamp"),
    Row::new(40232, Signature, Never, "API_Missing_Wechatmp_Signature", "缺少 Wechatmp_Signature"),
    Row::new(40233, Signature, Never, "API_Missing_Wechatmp_Appid", "缺少 Wechatmp_AppId"),
    Row::new(40234, Signature, Never, "API_Invalid_Signature", "签名错误")
        .advise("Check the key, its serial number and the order of the signed fields.", "检查密钥、密钥编号和待签名字段的顺序。"),
    Row::new(40235, Signature, Never, "API_Invalid_Encrypt", "错误的加密"),
    Row::new(40236, Signature, Never, "API_Invalid_Wechatmp_Appid", "无效的 Wechatmp_AppId"),
    Row::new(40237, Signature, Never, "API_Invalid_Wechatmp_Appidmatch", "Wechatmp_AppId 和 Token 不匹配"),
    Row::new(40238, Signature, Never, "API_NoExist_DevSecretSym", "开发者未设置对称密钥"),
    Row::new(40239, Signature, Never, "API_NoExist_DevSecretAsym", "开发者未设置公钥"),
    Row::new(40240, Signature, Never, "API_Expired_Wechatmp_Timestamp", "超时的数据")
        .advise("Synchronize the clock of the server.", "校准服务器时间。"),
    // Accounts, employee messages.
    Row::new(40243, CredentialInvalid, Never, "the AppSecret is frozen, unfreeze it first", "AppSecret 已被冻结，请解冻后再次调用")
        .advise("Unfreeze the AppSecret in the console.", "到后台解冻 AppSecret。"),
    Row::new(40256, UserState, Never, "invalid employee relation", "向非绑定用工关系的用户推送消息"),
    Row::new(40257, Param, Never, "decode touser error", "解析接收用户 openid 错误"),
    Row::new(40400, Param, Never, "http bad request", "HTTP 报文不符合规范（HTTP Bad Request）"),
    // Missing parameters.
    Row::new(41001, Param, Never, "access_token missing", "缺少 access_token 参数")
        .advise("Put access_token in the query string, also for POST.", "把 access_token 放在 URL 参数里，POST 也一样。"),
    Row::new(41002, Param, Never, "appid missing", "缺少 appid 参数")
        .advise("Check that appid reaches WeChat where the api expects it.", "检查 appid 是否按接口要求的位置传递。"),
    Row::new(41004, Param, Never, "appsecret missing", "缺少 secret 参数")
        .advise("Name the parameter as the page of the api does, mostly secret.", "参数名按接口文档填写，一般是 secret。"),
    Row::new(41005, Resource, Never, "media data missing", "缺少多媒体文件数据")
        .advise("Send the file as the multipart part `media`, with a file name.", "以 multipart 的 `media` 部分上传文件，并带上文件名。"),
    Row::new(41006, Param, Never, "media_id missing", "缺少 media_id 参数"),
    Row::new(41008, Param, Never, "missing code", "缺少 code 参数（js_code）")
        .advise("Pass the code that wx.login returned as js_code.", "把 wx.login 返回的 code 作为 js_code 传入。"),
    Row::new(41009, Param, Never, "missing openid", "缺少 openid"),
    Row::new(41010, Param, Never, "missing url", "缺失 url 参数"),
    Row::new(41011, Param, Never, "missing required fields! please check document and request json!", "缺少必填字段，请对照文档检查请求的 JSON"),
    Row::new(41018, Param, Never, "missing component_appid", "缺少 component_appid 参数"),
    Row::new(41019, Param, Never, "missing platform_secret", "缺少 platform_secret 参数"),
    Row::new(41020, Param, Never, "missing platform_ticket", "缺少 platform_ticket 参数"),
    Row::new(41021, Param, Never, "missing component_access_token", "缺少 component_access_token 参数"),
    // Forms and pages.
    Row::new(41028, Param, Never, "invalid form id", "form_id 不正确，或者过期"),
    Row::new(41029, Quota, Never, "form id used count reach limit", "form_id 使用次数达到上限"),
    Row::new(41030, Param, Never, "invalid page", "page 路径不正确，须存在于现网版本的小程序中")
        .advise("Drop the leading slash and the query, or set check_path to false.", "去掉开头的斜杠和参数，或把 check_path 设为 false。"),
    Row::new(41031, Permission, Never, "the form id have been blocked!", "form_id 已被封禁"),
    Row::new(41032, Permission, Never, "not allow to send message with submitted form id, for punishment", "因处罚，不允许用提交的 form_id 发送消息"),
    Row::new(41033, Permission, Never, "invaid register type", "只允许通过 api 创建的小程序使用"),
    Row::new(41034, Permission, Never, "not allow to send message with submitted form id, for punishment", "因处罚，不允许用提交的 form_id 发送消息"),
    Row::new(41035, Permission, Never, "not allow to send message with prepay id, for punishment", "因处罚，不允许用 prepay_id 发送消息"),
    // Expired.
    Row::new(42001, CredentialExpired, RefreshToken, "access_token expired", "access_token 超时")
        .advise("Refresh the token once; refresh ahead of expires_in to avoid it.", "刷新一次 token；平时应在 expires_in 之前刷新。"),
    Row::new(42005, Permission, Never, "api usage expired", "接口使用期限已过"),
    Row::new(42006, CredentialExpired, Never, "component_access_token expired", "第三方平台的 component_access_token 已过期"),
    Row::new(42009, UserState, Never, "client tmp token expired", "客户端临时 token 已过期"),
    // How the request is sent.
    Row::new(43001, Param, Never, "require GET method", "需要 GET 请求"),
    Row::new(43002, Param, Never, "require POST method", "需要 POST 请求"),
    Row::new(43003, Param, Never, "require https", "需要 HTTPS 请求"),
    Row::new(43016, Permission, Never, "require verify", "小程序未认证"),
    // Subscribe messages.
    Row::new(43101, UserState, Never, "user refuse to accept the msg", "用户拒绝接受消息（未订阅、已取消订阅或一次性订阅次数已用完）")
        .advise("Ask the user to subscribe again, one acceptance allows one message.", "引导用户再次订阅，一次订阅只能下发一条。"),
    Row::new(43102, Param, Never, "the tempalte is not subscriptiontype", "该模板不是订阅类型的模板"),
    Row::new(43103, Param, Never, "the api only can cancel the subscription", "该接口只能用于取消订阅"),
    Row::new(43104, Permission, Never, "this appid does not have permission", "appid 没有调用权限"),
    Row::new(43104, Param, Never, "the openid does not match the appid", "appid 与 openid 不匹配").only(&["msgSecCheck", "mediaCheckAsync", "getUserRiskRank"])
        .advise("Send an openid of the mini program the token belongs to.", "传入 token 所属小程序的 openid。"),
    Row::new(43105, Param, Never, "news has no binding relation with template_id", "消息与 template_id 没有绑定关系"),
    Row::new(43106, Permission, Never, "not allow to add template, for punishment", "因处罚，不允许添加模板"),
    Row::new(43107, Permission, Never, "the subscribe message capability is banned", "订阅消息能力封禁")
        .advise("See the notices in the console for why and until when.", "到后台查看封禁原因和期限。"),
    Row::new(43108, RateLimit, Backoff, "messages are sent to the same user concurrently", "并发下发消息给同一个粉丝")
        .advise("Send to one user one message at a time.", "对同一用户逐条下发。"),
    // Empty content.
    Row::new(44001, Resource, Never, "empty media data", "多媒体文件为空"),
    Row::new(44002, Param, Never, "empty post data", "POST 的数据包为空"),
    Row::new(44004, Param, Never, "empty content", "文本消息内容为空"),
    Row::new(44005, Param, Never, "empty list size", "空白的列表"),
    Row::new(44006, Resource, Never, "empty file data", "文件内容为空"),
    // Frequency limits.
    Row::new(44990, RateLimit, Backoff, "reach max api second frequence limit", "频率过快，超出接口每秒调用限制")
        .advise("Spread the calls over more seconds.", "把调用分散到更多的秒。"),
    Row::new(44990, RateLimit, Backoff, "reach max api second frequence limit, system busy", "达到频控上限，系统繁忙，请稍候再试")
        .only(&["isTradeManaged", "isTradeManagementConfirmationCompleted"]),
    Row::new(44991, RateLimit, NextMinute, "reach max api minute frequence", "超出接口每分钟调用限制")
        .advise("Hold the calls back until the next minute.", "等到下一分钟再调用。"),
    Row::new(44993, Quota, Tomorrow, "reach max api day frequence limit", "单天生成 URL Scheme 和 URL Link 的数量超过上限 50 万")
        .advise("Reuse links that were already generated.", "复用已经生成的链接。"),
    // Sizes, quotas, customer messages.
    Row::new(45001, Resource, Never, "media size out of limit", "多媒体文件大小超过限制"),
    Row::new(45002, Resource, Never, "content size out of limit", "消息内容超过限制"),
    Row::new(45002, Resource, Never, "the http request is too large", "http 请求包过大，建议拆分或压缩").only(&["submitpages"]),
    Row::new(45009, Quota, Tomorrow, "reach max api daily quota limit", "接口调用超过每日限额")
        .advise("Cache results, and if it is urgent call clear_quota.", "缓存结果，紧急时可调用 clear_quota 清零。"),
    Row::new(45011, RateLimit, NextMinute, "api minute-quota reach limit, must slower, retry next minute", "API 调用太频繁，请稍候再试")
        .advise("Hold the calls back until the next minute.", "等到下一分钟再调用。"),
    Row::new(45015, UserState, Never, "response out of time limit or subscription is canceled", "回复时间超过限制")
        .advise("Wait until the user writes again, replies are allowed for 48 hours.", "等用户再次发消息，48 小时内可以回复。"),
    Row::new(45029, Quota, Never, "qrcode count out of limit", "生成码个数总和到达最大个数限制")
        .advise("Switch to getUnlimitedQRCode, which has no total limit.", "改用 getUnlimitedQRCode，它没有总数限制。"),
    Row::new(45032, Permission, Never, "not inner ip for special acct in white-list", "不是特殊账号白名单内的内网 IP"),
    Row::new(45034, Quota, Never, "media file count is out of limit", "媒体文件数量超过限制"),
    Row::new(45035, Permission, Never, "access clientip is not registered, not in ip-white-list", "调用 IP 不在白名单"),
    Row::new(45037, UserState, Never, "user out of time limit or never talked in tempsession", "用户超出时限，或从未在临时会话中发言"),
    Row::new(45038, UserState, Never, "user subscribed, cannot use tempsession api", "用户已关注，不能使用临时会话接口"),
    Row::new(45040, Quota, Never, "reach max monthly quota limit", "接口调用超过每月限额"),
    Row::new(45047, Quota, Never, "out of response count limit", "客服接口下行条数超过上限")
        .advise("Wait until the user writes again, 5 replies are allowed for one message.", "等用户再次发消息，每条消息最多回复 5 条。"),
    Row::new(45063, Param, Never, "accesstoken is not xiaochengxu", "access_token 不属于小程序"),
    Row::new(45068, Resource, Never, "file size out of limit", "文件大小超过限制"),
    Row::new(45070, StateConflict, Never, "the business account have been created", "account_name 对应账号已经被创建"),
    Row::new(45071, NotFound, Never, "business account not found", "business_id 对应的商户不存在"),
    Row::new(45072, Param, Never, "invalid command", "command 字段取值不对"),
    Row::new(45075, Param, Never, "invalid keyword id", "不合法的关键词 id"),
    Row::new(45076, Param, Never, "invalid count", "count 不合法"),
    Row::new(45077, Quota, Never, "number of business account reach limit", "子商户数量已达到上限"),
    Row::new(45078, Param, Never, "nickname is illegal!", "昵称不合法，请检查是否满足 nickname 规则"),
    Row::new(45079, ContentRisk, Never, "nickname is forbidden!(matched forbidden keyword)", "昵称含有违规词汇"),
    Row::new(45080, UserState, Never, "need sending message to user or recving message from user in the last 30 seconds before typing", "下发输入状态，需要之前 30 秒内跟用户有过消息交互"),
    Row::new(45081, StateConflict, Never, "you are already typing", "已经在输入状态，不可重复下发"),
    Row::new(45087, Permission, Never, "customer service message from this account have been blocked!", "该账号的客服消息已被封禁"),
    Row::new(45088, Param, Never, "action size out of limit", "action 长度超过限制"),
    Row::new(45089, Unknown, Never, "expired", "已过期"),
    Row::new(45090, Param, Never, "invalid group msg ticket", "不合法的群消息 ticket"),
    Row::new(45091, Param, Never, "account_name is illegal!", "account_name 不合法，请检查是否满足 account_name 规则"),
    Row::new(45101, Quota, Never, "hit upload limit", "达到上传上限"),
    Row::new(45102, Permission, Never, "this api have been blocked temporarily", "该接口已被暂时封禁"),
    Row::new(45103, Permission, Never, "This API has been unsupported", "该接口已不再支持"),
    Row::new(45104, Quota, Never, "reach max domain quota limit", "域名数量达到上限"),
    Row::new(45165, Param, Never, "invalid limit", "offset 格式错误或超过最大限制"),
    Row::new(45168, ContentRisk, Never, "keyword in blacklist", "命中敏感词")
        .advise("Reword the message.", "修改消息内容。"),
    Row::new(45501, Permission, Never, "part or whole of the requests from the very app is temporary blocked by supervisor", "该小程序的部分或全部请求被监管方暂时拦截"),
    // Data that is not there.
    Row::new(46001, NotFound, Never, "media data no exist", "不存在媒体数据，media_id 不存在"),
    Row::new(46007, StateConflict, Backoff, "file being transcoded, please try later", "文件转码中，请稍后再试"),
    Row::new(46008, NotFound, Never, "result id not exist", "结果 id 不存在"),
    Row::new(46009, NotFound, Never, "there is no user data", "没有该用户的数据"),
    // Content of the request.
    Row::new(47001, Param, Never, "data format error", "解析 JSON/XML 内容错误，或 post 数据缺少参数")
        .advise("Send the body as utf-8 JSON, not as a form.", "请求体用 UTF-8 的 JSON，不要用表单。"),
    Row::new(47002, Param, Never, "data format error, do NOT use json unicode encode (\\uxxxx\\uxxxx), please use utf8 encoded text!", "数据格式错误，不要用 JSON 的 \\uxxxx 转义，请用 UTF-8 文本"),
    Row::new(47003, Param, Never, "argument invalid!", "参数不符合要求，errmsg 会指出是哪个字段"),
    Row::new(47003, Param, Never, "argument invalid!", "模板参数不准确，可能为空或不满足规则，errmsg 会提示是哪个字段").only(&["sendMessage", "sendHardwareDeviceMessage"])
        .advise("Fit the named field to the type and length its keyword allows.", "按关键词的类型和长度限制修改该字段。"),
    Row::new(47004, Param, Never, "submit pages count more than each quota", "每次提交的页面数超过 1000"),
    Row::new(47006, Quota, Tomorrow, "submit pages count reach daily limit, please try tomorrow", "当天提交的页面数达到上限（50 万），请明天再试"),
    Row::new(47101, Param, Never, "search results count more than limit", "搜索结果总数超过了 1000 条"),
    Row::new(47102, Param, Never, "next_page_info error", "next_page_info 参数错误"),
    Row::new(47501, Param, Never, "activity_id error", "参数 activity_id 错误"),
    Row::new(47502, Param, Never, "target_state error", "参数 target_state 错误"),
    Row::new(47503, Param, Never, "version_type error", "参数 version_type 错误，调整后重试"),
    Row::new(47504, StateConflict, Never, "activity_id expired time", "activity_id 过期"),
    // Permission to call.
    Row::new(48001, Permission, Never, "api unauthorized", "api 功能未授权")
        .advise("See whether the account has this api and whose token was used.", "检查账号是否有该接口权限，以及用的是谁的 token。"),
    Row::new(48001, Permission, Never, "api unauthorized, same-city delivery is not enabled", "api 未授权，没有开通同城配送")
        .only(&[
            "intracity_apply", "intracity_createstore", "intracity_updatestore", "intracity_querystore", "intracity_storecharge",
            "intracity_balancequery", "intracity_queryflow", "intracity_setpaymode", "intracity_getpaymode", "intracity_getcity",
            "intracity_preaddorder", "intracity_addorder", "intracity_queryorder", "intracity_cancelorder", "intracity_mocknotify",
        ]),
    Row::new(48004, Permission, Never, "api forbidden for irregularities, view detail on mp.weixin.qq.com", "接口被封禁，请登录 mp.weixin.qq.com 查看详情")
        .advise("See the notices in the console for why and until when.", "到后台查看封禁原因和期限。"),
    Row::new(48006, Quota, Never, "forbid to clear quota because of reaching the limit", "api 禁止清零调用次数，因为清零次数达到上限")
        .advise("Wait for the next month, 10 resets a month are allowed.", "等到下个月，每月只能清零 10 次。"),
    Row::new(48009, Permission, Never, "this api is expired", "该接口已过期"),
    Row::new(48011, Permission, Never, "disabled template id", "模板 id 已停用"),
];
