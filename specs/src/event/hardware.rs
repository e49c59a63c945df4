//! Devices (硬件设备).

use wx_core::{SecretText, wx_event, wx_type};

/// 音视频通话通知 — a user calls a device, which is to join the room. Comes encrypted only (安全模式).
#[wx_event(
    event = "iot_voip_notify",
    ids = [room_id],
    reply = fields(IotReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/device/device-voip.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct IotVoipNotify {
    /// What the device is to do: `join_voip_room`.
    pub action: String,
    /// The room.
    #[wx(essential)]
    pub room_id: String,
    /// The key of the room, for the device.
    #[wx(secret)]
    pub session_key: SecretText,
    /// The token of the room, for the device.
    #[wx(secret)]
    pub server_token: SecretText,
    /// What the caller handed in.
    pub payload: Option<String>,
    /// The model of the device.
    pub model_id: String,
    /// The device.
    pub sn: String,
}

/// The reply to [`IotVoipNotify`].
#[wx_type(request)]
pub struct IotReply {
    /// 0 where all went well.
    pub errcode: i64,
    /// What went wrong, for people.
    pub errmsg: Option<String>,
}
