//! Face verification (微信人脸核身): that a user is who their identity card says.
//!
//! [`GetVerifyId`] begins it, `wx.requestFacialVerify` in the front end looks at the user, [`QueryVerifyInfo`] tells what came
//! of it. Only that counts, not what the front end reports.

use wx_core::{OpenId, sign, wx_endpoint, wx_type};

/// 获取用户人脸核身会话唯一标识 — begins to verify a user; the front end goes on with the id.
///
/// The user must be the one who then stands before the camera, in this mini program.
#[wx_endpoint(
    method = POST,
    path = "/cityservice/face/identify/getverifyid",
    response = json(VerifyId),
    errors = [40003, 84010, 84011, 84012, 84013, 84014, 84015, 84016, 84019],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_getverifyid.html",
)]
pub struct GetVerifyId {
    /// A number of your own for this verification, another one each time.
    #[wx(min_chars = 5, max_chars = 32, charset = "0-9A-Za-z_-")]
    pub out_seq_no: String,
    /// Who the user says they are.
    pub cert_info: CertInfo,
    /// The user.
    pub openid: OpenId,
}

/// Who a user says they are (cert_info).
#[wx_type(request)]
pub struct CertInfo {
    /// What proves it.
    pub cert_type: CertType,
    /// The name on it.
    pub cert_name: String,
    /// Its number.
    pub cert_no: String,
}

impl CertInfo {
    /// An identity card: the name and the number on it.
    pub fn identity_card(name: impl Into<String>, number: impl Into<String>) -> Self {
        Self::new(CertType::IdentityCard, name, number)
    }

    /// The `cert_hash` by which [`QueryVerifyInfo`] and [`GetFaceIdentifyImage`] know the same person again.
    ///
    /// ```
    /// use wx_specs::face_verify::CertInfo;
    ///
    /// let person = CertInfo::identity_card("张三", "310101199801011234");
    /// assert_eq!(person.hash(), "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b");
    /// ```
    pub fn hash(&self) -> String {
        let CertType::IdentityCard = self.cert_type;
        sign::cert_hash("IDENTITY_CARD", &self.cert_name, &self.cert_no)
    }
}

/// What proves who a user is (cert_type).
#[wx_type(request)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CertType {
    /// An identity card (身份证).
    IdentityCard,
}

/// The answer to [`GetVerifyId`].
#[wx_type(response)]
pub struct VerifyId {
    /// The verification, for `wx.requestFacialVerify`; 256 characters at most.
    #[wx(essential)]
    pub verify_id: String,
    /// How many seconds it may be begun, usually 3600.
    pub expires_in: u32,
}

/// 查询用户人脸核身真实验证结果 — what came of a verification.
///
/// The user is who they say only if this succeeds and its result is [`VerifyRet::Passed`]; see [`VerifyInfo::passed`].
#[wx_endpoint(
    method = POST,
    path = "/cityservice/face/identify/queryverifyinfo",
    response = json(VerifyInfo),
    errors = [84010, 84016, 84017, 84018, 84019, 84020, 84021, 84022],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_queryverifyinfo.html",
)]
pub struct QueryVerifyInfo {
    /// The verification.
    pub verify_id: String,
    /// Your own number of it, as [`GetVerifyId`] was given it.
    pub out_seq_no: String,
    /// Who the user said they were: [`CertInfo::hash`].
    pub cert_hash: String,
    /// The user.
    pub openid: OpenId,
}

/// The answer to [`QueryVerifyInfo`].
#[wx_type(response)]
pub struct VerifyInfo {
    /// What came of it.
    #[wx(essential)]
    pub verify_ret: VerifyRet,
}

impl VerifyInfo {
    /// Whether the user is who they say.
    pub fn passed(&self) -> bool {
        self.verify_ret == VerifyRet::Passed
    }
}

/// What came of a verification (verify_ret): 10000 is the only success. Codes from 90001 are what the front end met.
#[wx_type(response)]
pub enum VerifyRet {
    /// The user is who they say (识别成功).
    Passed = 10000,
    /// A parameter is wrong (参数错误).
    BadParameter = 10001,
    /// No features of a face were found (人脸特征检测失败).
    NoFeatures = 10002,
    /// The number of the card does not fit (身份证号不匹配).
    NumberMismatch = 10003,
    /// The face is not the one on record (比对人脸信息不匹配).
    FaceMismatch = 10004,
    /// It is still going on (正在检测中).
    InProgress = 10005,
    /// The mini program may not do this (appid 没有权限).
    NotAllowed = 10006,
    /// The picture could not be fetched (后台获取图片失败).
    NoPicture = 10007,
    /// A failure inside WeChat (系统失败).
    Failed10008 = 10008,
    /// The picture is poor (照片质量较低).
    PoorPicture = 10010,
    /// The comparison failed (比对验证失败).
    ComparisonFailed = 10012,
    /// An error inside WeChat (系统错误).
    Failed10013 = 10013,
    /// A failure inside WeChat (系统失败).
    Failed10014 = 10014,
    /// A failure inside WeChat (系统失败).
    Failed10015 = 10015,
    /// The picture could not be kept (存储用户图片失败).
    PictureNotKept = 10016,
    /// The id is none (非法 Id).
    BadId = 10017,
    /// Nothing is known of the user (用户信息不存在).
    UnknownUser = 10018,
    /// It took too long (认证超时).
    TimedOut = 10020,
    /// It was asked before; this is what came of it then (重复的请求，返回上一次的结果).
    Repeated = 10021,
    /// The authority has no record of the person (用户身份数据不在权威源比对库中).
    NotOnRecord = 10026,
    /// The request took too long (请求超时).
    RequestTimedOut = 10029,
    /// Something is not UTF-8 (请求数据编码不对).
    BadEncoding = 10040,
    /// The user is not valid (非法用户).
    BadUser = 10041,
    /// Too many requests (请求过于频繁).
    TooFrequent = 10042,
    /// A failure inside WeChat (系统失败).
    Failed10045 = 10045,
    /// The request took too long (请求超时).
    RequestTimedOut10052 = 10052,
    /// The user did not finish (未完成核身).
    Unfinished = 10300,
    /// The device cannot do it (设备不支持人脸检测).
    DeviceUnfit = 90001,
    /// The user left (用户取消).
    Cancelled90002 = 90002,
    /// The user left (用户取消).
    Cancelled90003 = 90003,
    /// The user left (用户取消).
    Cancelled90004 = 90004,
    /// The user left (用户取消).
    Cancelled90005 = 90005,
    /// The user left (用户取消).
    Cancelled90006 = 90006,
    /// The network failed (网络错误).
    Network = 90007,
    /// The camera is not allowed (相机权限未授权).
    NoCamera = 90008,
    /// The microphone is not allowed (麦克风权限未授权).
    NoMicrophone = 90009,
    /// Neither camera nor microphone is allowed (相机和麦克风权限都未授权).
    NoCameraNorMicrophone = 90010,
    /// What the camera saw cannot be used (人脸数据采集无效).
    BadCapture90011 = 90011,
    /// It could not be uploaded (网络错误上传失败).
    UploadFailed = 90012,
    /// What the camera saw cannot be used (人脸数据采集无效).
    BadCapture90013 = 90013,
    /// What the camera saw cannot be used (人脸数据采集无效).
    BadCapture90014 = 90014,
    /// The recognition took too long (识别过程超时).
    RecognitionTimedOut = 90017,
    /// A system error (系统错误).
    SystemError = 90018,
    /// The settings could not be fetched (获取人脸配置失败).
    NoSettings = 90104,
    /// The data to confirm could not be fetched (获取确认数据失败).
    NoConfirmation = 90105,
    /// The camera failed (相机失败).
    CameraFailed = 90106,
    /// The user took too long (用户检测超时).
    UserTimedOut = 90107,
    /// The device cannot do it (设备不支持人脸检测).
    DeviceUnfit90109 = 90109,
    /// The agreement could not be fetched (获取协议信息失败).
    NoAgreement = 90110,
    /// The user's system failed (用户系统错误).
    UserSystem = 90199,
    /// A code WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 获取人脸核身图片 — the picture that a verification was made from.
///
/// Its page stands with the platform's capabilities, not with the server API, and only some mini programs may call it.
/// Before there was a `verify_id`, the same path took a `verify_result` of the front end; that body is not offered here.
#[wx_endpoint(
    method = POST,
    path = "/cityservice/face/identify/getimage",
    response = binary,
    errors = [84010, 84016, 84017, 84018, 84020, 84021, 84022],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/cityservice/face2/api_getfaceidentifyimage",
)]
pub struct GetFaceIdentifyImage {
    /// The verification.
    pub verify_id: String,
    /// Your own number of it, as [`GetVerifyId`] was given it.
    pub out_seq_no: String,
    /// Who the user said they were: [`CertInfo::hash`].
    pub cert_hash: String,
    /// The user.
    pub openid: OpenId,
}
