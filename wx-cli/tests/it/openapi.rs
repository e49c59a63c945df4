use crate::wx::{path, wx};

#[test]
fn every_endpoint_is_in_the_document() {
    let document = wx(&["openapi"]).ok().json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], "https://api.weixin.qq.com");
    let endpoints = wx(&["endpoints", "--json"]).ok().json();
    for endpoint in endpoints.as_array().unwrap() {
        let (path, method) = (endpoint["path"].as_str().unwrap(), endpoint["method"].as_str().unwrap());
        let operation = &document["paths"][path][method.to_lowercase()];
        assert!(operation.is_object(), "no {method} {path}");
    }
    let login = &document["paths"]["/sns/jscode2session"]["get"];
    assert_eq!(login["operationId"], "login.code2Session");
    assert!(
        login["x-errcodes"].as_array().unwrap().iter().all(|code| code["meaning"].is_string()),
        "{login}"
    );
    let sample = &login["responses"]["200"]["content"]["application/json"]["examples"]["sample1"]["value"];
    assert!(sample["openid"].is_string(), "{login}");
}

#[test]
fn a_part_of_it_can_be_had() {
    let one = wx(&["openapi", "getPhoneNumber"]).ok().json();
    assert_eq!(one["paths"].as_object().unwrap().len(), 1);
    let names: Vec<_> = one["components"]["schemas"].as_object().unwrap().keys().cloned().collect();
    assert!(names.contains(&"PhoneNumber".to_owned()) && !names.contains(&"Session".to_owned()), "{names:?}");
    let domain = wx(&["openapi", "--domain", "qrcode", "getPhoneNumber"]).ok().json();
    assert_eq!(domain["paths"].as_object().unwrap().len(), 4);
    let said = wx(&["openapi", "--domain", "qrcod"]).failed(2);
    assert!(said.contains("did you mean `qrcode`?"), "{said}");
    let said = wx(&["openapi", "getPhoneNumer"]).failed(2);
    assert!(said.contains("did you mean `getPhoneNumber`?"), "{said}");
}

#[test]
fn it_goes_to_a_file_and_names_the_server_it_is_for() {
    let file = path("openapi.json");
    let out = file.to_str().unwrap();
    let said = wx(&["openapi", "--out", out, "--base-url", "http://127.0.0.1:8420"]).ok().stdout();
    assert!(said.contains("endpoints"), "{said}");
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(document["servers"][0]["url"], "http://127.0.0.1:8420");
    let said = wx(&["openapi", "--out", "/nonexistent/x.json"]).failed(2);
    assert!(said.contains("/nonexistent"), "{said}");
}

#[test]
fn answers_can_be_had_as_wechat_sends_them() {
    let of = |args: &[&str]| wx(&[&["openapi", "getPhoneNumber"], args].concat()).ok().json();
    let country = |document: &serde_json::Value| {
        document["components"]["schemas"]["PhoneInfo"]["properties"]["countryCode"]["type"].clone()
    };
    assert_eq!(country(&of(&[])), "string");
    assert!(country(&of(&["--wild"])).as_array().unwrap().contains(&"number".into()));
}
