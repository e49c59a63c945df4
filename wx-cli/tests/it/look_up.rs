use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use crate::wx::{command, wx};

#[test]
fn every_endpoint_is_listed() {
    let list = wx(&["endpoints", "--json"]).ok().json();
    let list = list.as_array().unwrap();
    assert!(list.len() >= 18);
    let login = list.iter().find(|item| item["id"] == "login.code2Session").unwrap();
    let keys: Vec<_> = login.as_object().unwrap().keys().cloned().collect();
    let mut expected = vec!["id", "name", "domain", "method", "path", "auth", "body", "response", "docs"];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(
        (&login["method"], &login["path"], &login["auth"]),
        (&"GET".into(), &"/sns/jscode2session".into(), &"app_secret".into())
    );
    // One line each in a pipe.
    let said = wx(&["endpoints"]).ok().stdout();
    assert_eq!(said.lines().count(), list.len());
    assert!(
        said.lines().any(|line| line.starts_with("code2Session ") && line.contains("/sns/jscode2session")),
        "{said}"
    );
}

#[test]
fn a_domain_can_be_chosen() {
    let list = wx(&["endpoints", "--domain", "qrcode", "--json"]).ok().json();
    assert_eq!(list.as_array().unwrap().len(), 3);
    let said = wx(&["endpoints", "--domain", "qrcod"]).failed(2);
    assert!(said.contains("did you mean `qrcode`?"), "{said}");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let mut child =
        command(&["errcode", "invalid"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn an_endpoint_is_described() {
    let said = wx(&["describe", "getUnlimitedQRCode"]).ok().stdout();
    for text in [
        "qrcode.getUnlimitedQRCode",
        "获取不限制的小程序码",
        "POST /wxa/getwxacodeunlimit",
        "1 to 32 characters",
        "must not start with /",
        "must not contain ?",
        "280 to 1280",
        "release | trial | develop",
        "41030",
        "wx call getUnlimitedQRCode --data",
        "--out",
        "client.get_unlimited_qr_code(GetUnlimitedQrCode::new(scene)).await?",
    ] {
        assert!(said.contains(text), "no `{text}` in\n{said}");
    }
    assert!(!said.contains("Self::"), "{said}");
    let same = wx(&["describe", "/wxa/getwxacodeunlimit"]).ok().stdout();
    assert_eq!(same, said);
}

#[test]
fn nested_fields_and_shapes_are_shown() {
    let said = wx(&["describe", "generateScheme"]).ok().stdout();
    assert!(said.contains("expire_interval") && said.contains("env_version"), "{said}");
    let said = wx(&["describe", "sendCustomMessage"]).ok().stdout();
    assert!(said.contains("— miniprogrampage") && said.contains("thumb_media_id"), "{said}");
    let json = wx(&["describe", "getPhoneNumber", "--json"]).ok().json();
    assert_eq!(json["answer"][0]["fields"][3]["fields"][0]["name"], "timestamp");
    assert_eq!(json["request"][1]["required"], false);
}

#[test]
fn a_name_nearly_right_is_suggested() {
    let said = wx(&["describe", "getPhoneNumer"]).failed(2);
    assert!(said.contains("did you mean `getPhoneNumber`?"), "{said}");
    let said = wx(&["describe", "bananas"]).failed(2);
    assert!(!said.contains("did you mean") && said.contains("wx endpoints"), "{said}");
}

#[test]
fn a_push_is_described() {
    let said = wx(&["describe", "xpay_refund_notify"]).ok().stdout();
    for text in [
        "push of virtual_payment",
        "退款推送",
        "Event xpay_refund_notify, under MsgType event",
        "within 5 seconds",
        "WxRefundId: the same each time",
        "RefundSuccTimestamp",
        "TeamInfo",
        "ErrCode",
        "wx push send xpay_refund_notify --to",
        "push.read::<XpayRefundNotify>()?",
        "push.reply::<XpayRefundNotify>(&XpayReply::new(err_code)).await",
        "https://developers.weixin.qq.com/",
    ] {
        assert!(said.contains(text), "no `{text}` in\n{said}");
    }
    // The example begins as WeChat begins one.
    let example = &said[said.find("Example push").unwrap()..];
    assert!(example.find("ToUserName") < example.find("OpenId"), "{said}");
    assert_eq!(wx(&["describe", "XpayRefundNotify"]).ok().stdout(), said);

    let text = wx(&["describe", "text"]).ok().stdout();
    assert!(text.contains("MsgType text, a message of a user") && text.contains("push.success()"), "{text}");
    assert!(!text.contains("Example reply"), "{text}");
    let popup = wx(&["describe", "subscribe_msg_popup_event"]).ok().stdout();
    assert!(popup.contains("inside `SubscribeMsgPopupEvent`"), "{popup}");

    let json = wx(&["describe", "wxa_media_check", "--json"]).ok().json();
    assert_eq!((&json["kind"], &json["reply"]), (&"event".into(), &"success".into()));
    assert_eq!((&json["ids"][0], &json["fields"][1]["name"]), (&"trace_id".into(), &"trace_id".into()));
    assert!(json["samples"][0]["push"]["result"].is_object(), "{json}");
}

#[test]
fn a_push_is_suggested_and_not_called() {
    let said = wx(&["describe", "wxa_media_chek"]).failed(2);
    assert!(said.contains("did you mean `wxa_media_check`?") && said.contains("wx push list"), "{said}");
    let said = wx(&["call", "wxa_media_check"]).failed(2);
    assert!(said.contains("is no endpoint but a push"), "{said}");
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let said = wx(&["completions", shell]).ok().stdout();
        assert!(said.contains("errcode"), "{said}");
    }
    assert_eq!(wx(&["completions", "cmd"]).code, 2);
}

#[test]
fn help_shows_no_value_of_the_environment() {
    let output =
        command(&["call", "--help"]).env("WX_APPID", "wx-of-mine").env("WX_SECRET", "hush").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Examples:") && !said.contains("wx-of-mine") && !said.contains("hush"), "{said}");
}
