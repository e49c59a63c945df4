//! Plugins (插件管理): those this mini program uses, and who uses the one it develops.
//!
//! The official pages describe two paths with an `action` each; here every action is an endpoint of its own.

use wx_core::{AppId, UnixSeconds, wx_endpoint, wx_type};

/// 申请使用插件 — asks the developer of a plugin for leave to use it.
#[wx_endpoint(
    method = POST,
    path = "/wxa/plugin",
    secure,
    fixed = [action = "apply"],
    response = empty,
    errors = [-1, 40001, 80067, 89236, 89237, 89238, 89239],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html",
)]
pub struct ApplyPlugin {
    /// The plugin.
    pub plugin_appid: AppId,
    /// What it is wanted for.
    pub reason: String,
}

/// 查询已添加的插件 — the plugins that are used or were asked for.
#[wx_endpoint(
    method = POST,
    path = "/wxa/plugin",
    secure,
    fixed = [action = "list"],
    response = json(PluginList),
    errors = [-1, 40001, 80067],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html",
)]
pub struct GetPluginList {}

/// The answer to [`GetPluginList`].
#[wx_type(response)]
pub struct PluginList {
    /// The plugins.
    pub plugin_list: Vec<UsedPlugin>,
}

/// A plugin that is used or was asked for.
#[wx_type(response)]
pub struct UsedPlugin {
    /// The plugin.
    pub appid: AppId,
    /// How far the application is.
    pub status: PluginStatus,
    /// The name of the plugin.
    pub nickname: String,
    /// The address of its picture.
    pub headimgurl: String,
}

/// How far the application for a plugin is (status).
#[wx_type(response)]
pub enum PluginStatus {
    /// Nobody has decided yet (申请中).
    Applied = 1,
    /// The developer agreed (申请通过).
    Agreed = 2,
    /// The developer refused (被拒绝).
    Refused = 3,
    /// Nobody decided in time (申请已超时).
    TimedOut = 4,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 删除已添加的插件 — gives a plugin up.
#[wx_endpoint(
    method = POST,
    path = "/wxa/plugin",
    secure,
    fixed = [action = "unbind"],
    response = empty,
    errors = [-1, 40001, 80067],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html",
)]
pub struct UnbindPlugin {
    /// The plugin.
    pub plugin_appid: AppId,
}

/// 快速更新插件版本号 — goes over to another version of a plugin without a new release of the mini program.
#[wx_endpoint(
    method = POST,
    path = "/wxa/plugin",
    secure,
    fixed = [action = "update"],
    response = empty,
    errors = [-1, 40001, 80067],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html",
)]
pub struct UpdatePlugin {
    /// The plugin.
    pub plugin_appid: AppId,
    /// The version to go over to; it must allow that.
    pub user_version: String,
}

/// 获取当前所有插件使用方 — who uses the plugin that this mini program develops, and who asked for it.
#[wx_endpoint(
    method = POST,
    path = "/wxa/devplugin",
    secure,
    fixed = [action = "dev_apply_list"],
    response = json(PluginApplyList),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_managepluginapplication.html",
)]
pub struct GetPluginDevApplyList {
    /// Which page, from 1.
    pub page: u32,
    /// How many entries a page has.
    pub num: u32,
}

/// The answer to [`GetPluginDevApplyList`].
#[wx_type(response)]
pub struct PluginApplyList {
    /// The applicants of this page.
    pub apply_list: Vec<PluginApplicant>,
}

/// A mini program that uses the plugin or asked for it.
#[wx_type(response)]
pub struct PluginApplicant {
    /// The mini program.
    pub appid: AppId,
    /// How far its application is.
    pub status: PluginStatus,
    /// Its name.
    pub nickname: String,
    /// The address of its picture.
    pub headimgurl: String,
    /// What it wants the plugin for.
    pub reason: String,
    /// The address of its mini-program code.
    pub apply_url: String,
    /// When it asked; it arrives as a string.
    pub create_time: UnixSeconds,
    /// What it offers.
    pub categories: Vec<ApplicantCategory>,
}

/// A category of a mini program (类目).
#[wx_type(response)]
pub struct ApplicantCategory {
    /// The wider one.
    pub first: String,
    /// The narrower one inside it.
    pub second: Option<String>,
}

/// 同意插件使用申请 — lets an applicant use the plugin.
#[wx_endpoint(
    method = POST,
    path = "/wxa/devplugin",
    secure,
    fixed = [action = "dev_agree"],
    response = empty,
    errors = [40001, 89240, 89242],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_managepluginapplication.html",
)]
pub struct AgreeDevPlugin {
    /// The applicant.
    pub appid: AppId,
}

/// 拒绝插件使用申请 — does not let an applicant use the plugin.
#[wx_endpoint(
    method = POST,
    path = "/wxa/devplugin",
    secure,
    fixed = [action = "dev_refuse"],
    response = empty,
    errors = [40001, 89240, 89242],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_managepluginapplication.html",
)]
pub struct RefuseDevPlugin {
    /// Why.
    pub reason: String,
    /// The applicant. The page asks for it only where one agrees, and leaves open who else would be refused.
    pub appid: Option<AppId>,
}

/// 删除已拒绝的插件申请者 — strikes an applicant off the list that was refused or timed out.
#[wx_endpoint(
    method = POST,
    path = "/wxa/devplugin",
    secure,
    fixed = [action = "dev_delete"],
    response = empty,
    errors = [40001, 89241, 89242, 89243],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_managepluginapplication.html",
)]
pub struct DeleteDevPlugin {
    /// The applicant. The page asks for it only where one agrees, and leaves open who else would be struck off.
    pub appid: Option<AppId>,
}
