use std::{fs, path::Path, process::Command};

use serde_json::json;
use wx_mock::MockWechat;

use super::server::{KEY, Server};
use crate::wx::{Fake, Ran, command, path};

/// `wx token serve` for the mini programs of a file.
fn serve(file: &Path, base_url: &str) -> Command {
    let mut command =
        command(&["token", "serve", "--listen", "127.0.0.1:0", "--base-url", base_url, "--apps"]);
    command.arg(file).env("WX_TOKEN_KEY", KEY);
    command
}

/// Writes a file as one that has secrets in it.
fn write(file: &Path, text: &str) {
    fs::write(file, text).unwrap();
    #[cfg(unix)]
    fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

#[test]
fn one_server_speaks_for_several_mini_programs() {
    let fake = Fake::of(MockWechat::builder().app("wx1", "one-secret").app("wx2", "two-secret"));
    let file = path("apps-of-two.json");
    write(&file, r#"{"wx2": "two-secret", "wx1": "one-secret"}"#);
    let server = Server::start(serve(&file, &fake.wechat.base_url()).arg("--json"));
    assert_eq!(server.appids, json!(["wx1", "wx2"]));
    fake.block_on(async {
        let (one, two) = (server.token("wx1").await, server.token("wx2").await);
        assert_ne!(one, two);
        assert_eq!((server.token("wx1").await, server.token("wx2").await), (one, two));
    });
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 2);
}

#[test]
fn a_mistake_in_the_file_is_told_without_what_is_in_it() {
    let file = path("apps-with-a-mistake.json");
    let refused = |code| {
        let said = serve(&file, "http://127.0.0.1:1").output().unwrap();
        let said = Ran::from(said).failed(code);
        assert!(said.contains("apps-with-a-mistake.json") && !said.contains("hush"), "{said}");
        said
    };
    assert!(refused(1).contains("could not be read"));
    for (text, problem) in [
        ("{\n  \"wx1\": hush\n}", "line 2, column "),
        ("{\"wx1\": 11235813}", "line 1, column "),
        ("{\"wx1\": {\"secret\": \"hush\"}}", "{\"appid\": \"AppSecret\", …}"),
        ("{\"wx1\": \"hush\", \"wx1\": \"hush-hush\"}", "entry 2"),
        ("{\"hush\": \"wx1\"}", "entry 1"),
        ("{}", "empty"),
    ] {
        write(&file, text);
        let said = refused(2);
        assert!(said.contains(problem) && !said.contains("11235813"), "{text}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let file = path("apps-for-all.json");
    // Refused after it was read, so that nothing is left running.
    fs::write(&file, "{}").unwrap();
    for (mode, warned) in [(0o644, true), (0o640, true), (0o604, true), (0o600, false)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let ran = Ran::from(serve(&file, "http://127.0.0.1:1").output().unwrap());
        assert_eq!((ran.code, ran.stderr.contains("chmod 600")), (2, warned), "{mode:o}: {}", ran.stderr);
    }
}
