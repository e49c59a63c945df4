use std::{fs, io::Write, process::Stdio};

use wx_mock::Fault;

use crate::wx::{Fake, Ran, command, path, wx};

#[test]
fn an_answer_is_typed_json() {
    let fake = Fake::start();
    let code = fake.wechat.phone_code("+86 13900139000");
    let json = fake.wx(&["call", "getPhoneNumber", "--data", &format!(r#"{{"code":"{code}"}}"#)]).ok().json();
    assert_eq!(json["phone_info"]["purePhoneNumber"], "13900139000");
    assert!(json.get("errcode").is_none(), "{json}");
}

#[test]
fn a_secret_shows_nowhere() {
    let fake = Fake::start();
    let ran = fake.wx(&["call", "code2Session", "--data", r#"{"js_code":"any"}"#, "--verbose"]).ok();
    assert_eq!(ran.json()["session_key"], "***");
    assert!(ran.stderr.contains("wx_call") && ran.stderr.contains("code2Session"), "{}", ran.stderr);
    assert_eq!(fake.wx(&["call", "getStableAccessToken"]).ok().json()["access_token"], "***");
    // A wrong one neither.
    let wrong =
        fake.command(&["call", "getAccessToken"]).env("WX_SECRET", "hush-hush-hush").output().unwrap();
    let wrong = Ran::from(wrong).failed(1);
    assert!(!wrong.contains("hush") && wrong.contains("40125"), "{wrong}");
}

#[test]
fn a_raw_answer_is_the_body_as_it_came() {
    let fake = Fake::start();
    let ran = fake.wx(&["call", "code2Session", "--data", r#"{"js_code":"any"}"#, "--raw"]).ok();
    let session: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    assert!(session["session_key"].as_str().is_some_and(|key| key != "***"), "{session}");
    assert_eq!(serde_json::to_string(&session).unwrap().len(), ran.out.len(), "nothing is added");

    // A refusal too; the error is where it always is.
    let ran = fake.wx(&["call", "getPhoneNumber", "--data", r#"{"code":"invalid"}"#, "--raw"]);
    let refusal: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    assert_eq!(refusal["errcode"], 40029);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("40029") && ran.stderr.contains("what to do"), "{}", ran.stderr);

    let file = path("call-raw.png");
    let args = ["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a=1"}"#, "--raw"];
    let ran = fake.wx(&[&args[..], &["--out", file.to_str().unwrap()]].concat()).ok();
    assert!(ran.stderr.contains("bytes, image/png"), "{}", ran.stderr);
    assert_eq!(fake.wx(&args).ok().out, fs::read(&file).unwrap());

    // Nothing that was refused is written to a file.
    let file = path("call-raw-none.json");
    let args = [
        "call",
        "getPhoneNumber",
        "--data",
        r#"{"code":"invalid"}"#,
        "--raw",
        "--out",
        file.to_str().unwrap(),
    ];
    let ran = fake.wx(&args);
    assert!(ran.stdout().contains("40029") && !file.exists());
    assert_eq!(ran.code, 1);
    // What was not sent has no answer.
    let ran = fake.wx(&["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a b"}"#, "--raw"]);
    assert_eq!((ran.code, ran.stdout().as_str()), (1, ""));
}

#[test]
fn bytes_go_to_a_file_or_into_a_pipe() {
    let fake = Fake::start();
    let file = path("call-code.png");
    let args = ["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a=1"}"#];
    let ran = fake.wx(&[&args[..], &["--out", file.to_str().unwrap()]].concat()).ok();
    assert_eq!(ran.stdout(), "");
    assert!(ran.stderr.contains("bytes, image/png"), "{}", ran.stderr);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    assert_eq!(fake.wx(&args).ok().out, bytes);
}

#[test]
fn a_failure_leaves_no_file() {
    let fake = Fake::start();
    let file = path("call-none.png");
    let out = ["--out", file.to_str().unwrap()];
    fake.wechat.fault("getUnlimitedQRCode", Fault::JsonAsImage);
    let said = fake
        .wx(&[&["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a"}"#], &out[..]].concat())
        .failed(1);
    assert!(said.contains("40097") && said.contains("what to do"), "{said}");
    let said = fake
        .wx(&[&["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a b"}"#], &out[..]].concat())
        .failed(1);
    assert!(said.contains("was not sent") && said.contains("`scene`"), "{said}");
    assert!(!file.exists());
    // What was there stays.
    fs::write(&file, "mine").unwrap();
    fake.wechat.fault("getUnlimitedQRCode", Fault::errcode(-1).times(9));
    fake.wx(&[&["call", "getUnlimitedQRCode", "--data", r#"{"scene":"a"}"#], &out[..]].concat()).failed(1);
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn an_error_can_be_had_as_json() {
    let fake = Fake::start();
    let ran = fake.wx(&["call", "getPhoneNumber", "--data", r#"{"code":"invalid"}"#, "--json"]);
    assert_eq!((ran.code, ran.stdout().as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!((&json["endpoint"], &json["errcode"]), (&"getPhoneNumber".into(), &40029.into()));
    assert!(json["rid"].is_string(), "{json}");
}

#[test]
fn files_are_uploaded() {
    let fake = Fake::start();
    let file = path("call-upload.gif");
    let gif = b"GIF89a\x01\0\x01\0\x80\xff\0";
    fs::write(&file, gif).unwrap();
    let media = format!("media={}", file.display());
    let args = ["call", "uploadTempMedia", "--data", r#"{"type":"image"}"#, "--file", &media];
    let json = fake.wx(&args).ok().json();
    let id = json["media_id"].as_str().unwrap();
    let back = fake.wx(&["call", "getMedia", "--data", &format!(r#"{{"media_id":"{id}"}}"#)]).ok();
    assert_eq!(back.out, gif);
    assert_eq!(fake.wx(&["call", "imgSecCheck", "--file", &media]).ok().stdout(), "{}\n");

    let said = fake.wx(&["call", "imgSecCheck"]).failed(2);
    assert!(said.contains("--file media=PATH"), "{said}");
    let said = fake.wx(&["call", "imgSecCheck", "--file", "media=/nonexistent.png"]).failed(1);
    assert!(said.contains("/nonexistent.png"), "{said}");
    let said = fake.wx(&["call", "imgSecCheck", "--file", "photo=x.png"]).failed(2);
    assert!(said.contains("`media`"), "{said}");
    let said = fake.wx(&["call", "getPhoneNumber", "--file", "media=x.png"]).failed(2);
    assert!(said.contains("takes no file"), "{said}");
    let said = fake.wx(&["call", "imgSecCheck", "--file", "x.png"]).failed(2);
    assert!(said.contains("PART=PATH"), "{said}");
}

#[test]
fn the_request_comes_from_a_file_or_from_stdin() {
    let fake = Fake::start();
    let file = path("call-request.json");
    fs::write(&file, r#"{"code":"from-a-file"}"#).unwrap();
    fake.wx(&["call", "getPhoneNumber", "--data", &format!("@{}", file.display())]).ok();
    let mut child = fake
        .command(&["call", "getPhoneNumber", "--data", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(br#"{"code":"from-stdin"}"#).unwrap();
    Ran::from(child.wait_with_output().unwrap()).ok();
    let sent: Vec<_> = fake
        .wechat
        .calls()
        .iter()
        .filter_map(|call| call.json()?["code"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(sent, ["from-a-file", "from-stdin"]);
}

#[test]
fn the_keys_of_a_message_keep_their_order() {
    let fake = Fake::start();
    let data = r#"{"touser":"o1","template_id":"t","data":{"z":{"value":"1"},"a":{"value":"2"}}}"#;
    fake.wx(&["call", "sendMessage", "--data", data]).ok();
    let body = String::from_utf8(fake.wechat.calls().last().unwrap().body.to_vec()).unwrap();
    assert!(body.find(r#""z""#).unwrap() < body.find(r#""a""#).unwrap(), "{body}");
}

#[test]
fn wrong_json_is_shown_where_it_is_wrong() {
    let fake = Fake::start();
    let said = fake.wx(&["call", "getPhoneNumber", "--data", r#"{"code":}"#]).failed(2);
    assert!(said.contains("line 1, column 9") && said.contains('^'), "{said}");
    let said = fake.wx(&["call", "getPhoneNumber", "--data", "[1]"]).failed(2);
    assert!(said.contains("JSON object"), "{said}");
    let said = fake.wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x","opnid":"y"}"#]).failed(2);
    assert!(said.contains("did you mean `openid`?"), "{said}");
    let said = fake.wx(&["call", "getPhoneNumber"]).failed(2);
    assert!(said.contains("needs `code`"), "{said}");
    let said = fake.wx(&["call", "getPhoneNumber", "--data", r#"{"code":7}"#]).failed(2);
    assert!(said.contains("wx describe getPhoneNumber"), "{said}");
    assert!(fake.wechat.calls().is_empty());
}

#[test]
fn what_cannot_be_reached_is_an_error_of_one_line() {
    let said =
        wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#, "--base-url", "http://127.0.0.1:1"])
            .failed(1);
    assert!(said.contains("no connection") && said.lines().count() == 1, "{said}");
    let fake = Fake::start();
    let said = fake
        .wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#, "--base-url", "ftp://u:p@x"])
        .failed(2);
    assert!(said.contains("base URL") && !said.contains("u:p"), "{said}");
    fake.wechat.fault("getPhoneNumber", Fault::Hang);
    let args = ["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#, "--timeout", "0.3"];
    let said = fake.wx(&args).failed(1);
    assert!(said.contains("no answer in time"), "{said}");
    assert_eq!(wx(&["call", "getPhoneNumber", "--timeout", "-1"]).code, 2);
}

#[test]
fn credentials_are_asked_for_except_from_this_machine() {
    let said = wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#]).failed(2);
    assert!(said.contains("WX_APPID") && said.contains("WX_SECRET"), "{said}");
    let said = wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#, "--appid", "wx1"]).failed(2);
    assert!(said.contains("WX_SECRET") && !said.contains("WX_APPID"), "{said}");
    let fake = Fake::start();
    wx(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#, "--base-url", &fake.wechat.base_url()]).ok();
}

#[test]
fn an_output_that_cannot_be_is_found_before_the_call() {
    let fake = Fake::start();
    let args = ["call", "getQRCode", "--data", r#"{"path":"a"}"#, "--out"];
    let said = fake.wx(&[&args[..], &["/nonexistent/x.png"]].concat()).failed(2);
    assert!(said.contains("/nonexistent"), "{said}");
    let said = fake.wx(&[&args[..], &["/"]].concat()).failed(2);
    assert!(said.contains("directory"), "{said}");
    assert!(fake.wechat.calls().is_empty());
}

/// What `wx describe` says to type works as it stands.
#[cfg(unix)]
#[test]
fn what_is_described_can_be_called() {
    let fake = Fake::start();
    let folder = path("described");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("photo.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let list = fake.wx(&["endpoints", "--json"]).ok().json();
    for item in list.as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        let described = fake.wx(&["describe", id, "--json"]).ok().json();
        let mut line = described["command"].as_str().unwrap().to_owned();
        if id == "customer_service.getMedia" {
            continue; // Nobody has uploaded the sample's file.
        }
        let sample = &described["samples"][0]["request"];
        if let (Some(openid), Some(key)) = (sample["openid"].as_str(), sample["session_key"].as_str()) {
            // The sample's user logs in, and gets another key than the sample's.
            line = line.replace(key, fake.wechat.log_in(openid).expose());
        }
        let line = line.replacen("wx ", concat!(env!("CARGO_BIN_EXE_wx"), " "), 1);
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &line]).current_dir(&folder);
        // Nobody's keys: those of the fake WeChat, which is on this machine.
        shell.env("WX_BASE_URL", fake.wechat.base_url());
        for (name, _) in command(&[]).get_envs().filter(|(name, _)| *name != "WX_BASE_URL") {
            shell.env_remove(name);
        }
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
