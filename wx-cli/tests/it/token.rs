mod apps;
mod serve;
mod server;
#[cfg(unix)]
mod signals;

use wx_mock::MockWechat;

use crate::wx::{Fake, Ran, command};

#[test]
fn the_token_is_printed_and_nothing_else() {
    let fake = Fake::start();
    let said = fake.wx(&["token"]).ok();
    assert_eq!(said.stderr, "");
    let token = said.stdout();
    assert!(token.ends_with('\n') && token.trim_end().len() > 100, "{token}");

    let json = fake.wx(&["token", "--json"]).ok().json();
    // stable_token gives everybody the same one.
    assert_eq!(json["access_token"], token.trim_end());
    assert!(json["expires_in"].as_u64().unwrap() > 7000, "{json}");
    assert_eq!(json.as_object().unwrap().len(), 2);
}

#[test]
fn why_there_is_no_token_is_said() {
    let fake = Fake::start();
    let said = fake.command(&["token"]).env("WX_SECRET", "wrong-and-hushed").output().unwrap();
    let said = Ran::from(said).failed(1);
    assert!(said.contains("40125") && !said.contains("hushed"), "{said}");
}

#[test]
fn a_legacy_token_is_not_taken_from_others() {
    let fake = Fake::start();
    let said = fake.wx(&["token", "--legacy"]).failed(2);
    assert!(said.contains("WX_REDIS_URL"), "{said}");
    assert_eq!(fake.wechat.calls().len(), 0);
}

#[test]
fn a_redis_that_is_gone_is_no_reason_for_no_token() {
    let fake = Fake::start();
    let ran = |url: &str| {
        let ran = fake.command(&["token", "--legacy"]).env("WX_REDIS_URL", url).output().unwrap();
        Ran::from(ran)
    };
    // Port 1 is nobody's.
    ran("redis://:hush-hush@127.0.0.1:1").ok();
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 1);

    let said = ran("http://:hush-hush@127.0.0.1:1").failed(2);
    assert!(said.contains("WX_REDIS_URL") && !said.contains("hush"), "{said}");
}

#[test]
fn a_server_needs_a_key() {
    let serve = |key: Option<&str>| {
        let mut command = command(&["token", "serve", "--listen", "127.0.0.1:0"]);
        command.env("WX_APPID", MockWechat::APPID).env("WX_SECRET", MockWechat::SECRET);
        command.envs(key.map(|key| ("WX_TOKEN_KEY", key)));
        Ran::from(command.output().unwrap()).failed(2)
    };
    for (key, problem) in [
        (None, "no key"),
        (Some(""), "no key"),
        (Some("hush-hush-hush-"), "too short"),
        (Some("hush hush hush hush"), "no space"),
        (Some("hüsch-hüsch-hüsch-hüsch"), "ASCII"),
    ] {
        let said = serve(key);
        assert!(said.contains(problem) && said.contains("openssl rand -hex 32"), "{said}");
        assert!(!said.contains("hush") && !said.contains("hüsch"), "{said}");
    }
}

#[test]
fn a_server_needs_an_address_and_credentials() {
    let said = command(&["token", "serve", "--listen", "localhost"]).output().unwrap();
    assert!(Ran::from(said).failed(2).contains("127.0.0.1:8430"));
    let said = command(&["token", "serve"]).env("WX_TOKEN_KEY", server::KEY).output().unwrap();
    assert!(Ran::from(said).failed(2).contains("WX_APPID"));
}
