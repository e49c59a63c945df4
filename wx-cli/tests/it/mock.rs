use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

use crate::wx::{Ran, command, wx};

/// `wx mock` until it is dropped.
pub(crate) struct Running(Child);

impl Running {
    fn start(args: &[&str]) -> (Self, String) {
        Self::of(command(args))
    }

    /// With the first line that it prints.
    pub(crate) fn of(mut command: Command) -> (Self, String) {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        // Kept open: it may say more.
        child.stdout = Some(out.into_inner());
        (Self(child), line)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_says_in_one_line_where_it_is() {
    let (_running, line) = Running::start(&["mock", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    let said = command(&["call", "getPhoneNumber", "--data", r#"{"code":"x"}"#])
        .env("WX_BASE_URL", json["base_url"].as_str().unwrap())
        .env("WX_APPID", json["appid"].as_str().unwrap())
        .env("WX_SECRET", json["secret"].as_str().unwrap())
        .output()
        .unwrap();
    Ran::from(said).ok();
}

#[test]
fn strict_codes_refuse_what_was_not_issued() {
    let (_running, line) = Running::start(&["mock", "--json", "--strict-codes"]);
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    let base_url = json["base_url"].as_str().unwrap();
    let said =
        wx(&["call", "code2Session", "--data", r#"{"js_code":"x"}"#, "--base-url", base_url]).failed(1);
    assert!(said.contains("40029"), "{said}");
}

#[test]
fn a_taken_port_is_an_error() {
    let (_running, line) = Running::start(&["mock", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    let port = json["base_url"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
    let said = wx(&["mock", "--port", &port]).failed(1);
    assert!(said.contains(&port), "{said}");
}

#[test]
fn a_secret_of_ones_own_is_not_printed() {
    let mut child = command(&["mock"])
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "hush-hush")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("__mock") {
        assert_ne!(out.read_line(&mut said).unwrap(), 0, "{said}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    out.read_to_string(&mut said).unwrap();
    assert!(said.contains("wx1") && !said.contains("hush"), "{said}");
    assert!(wx(&["mock", "--appid", "wx1"]).failed(2).contains("WX_SECRET"));
}

/// Ctrl-C is SIGINT only on Unix.
#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_gracefully() {
    let (mut running, _) = Running::start(&["mock"]);
    let kill = Command::new("kill").args(["-INT", &running.0.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}
