//! Types of requests that WeChat signs for a server.

use wx_api::{
    AppId, PluginToken, PushToken,
    http::{HeaderMap, HeaderValue},
    sign::host_signature,
    verify::plugin_host,
};

use super::Table;
use crate::secrets::Secrets;

pub(super) fn of_requests(table: &mut Table, secrets: &mut Secrets) {
    let (push, plugin) = (PushToken::new("a-token-of-message-push"), PluginToken::new("a-token-of-a-plugin"));
    secrets.add("the Token of message push", push.expose());
    secrets.add("the Token of the plugin", plugin.expose());
    table.debug("PushToken", &push);
    table.debug("PluginToken", &plugin);

    let signature = host_signature(&plugin, &AppId::new("wx1"), "a-nonce", "1559129714");
    let sign = format!(r#"{{"noncestr":"a-nonce","timestamp":"1559129714","signature":"{signature}"}}"#);
    let mut headers = HeaderMap::new();
    headers.insert("x-wechat-hostsign", HeaderValue::from_str(&sign).unwrap());
    table.both("VerifyError", &plugin_host(&headers, &plugin).unwrap_err());
    headers.insert("referer", HeaderValue::from_static("https://servicewechat.com/wx1/0/page-frame.html"));
    let host = plugin_host(&headers, &plugin).unwrap();
    table.debug("HostVersion", &host.version);
    table.debug("PluginHost", &host);
}
