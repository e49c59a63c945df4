//! The struct in `src/lib.rs` behaves like a built-in endpoint.

use own_endpoint::{GenerateShortLink, GenerateShortLinkCall};
use wx_api::{Client, Error};
use wx_mock::MockWechat;

fn client(wechat: &MockWechat) -> Client {
    Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap()
}

#[tokio::test]
async fn the_client_has_its_method_and_the_fake_server_its_route() {
    let wechat = MockWechat::start().await;
    wechat.answer("generateShortLink", serde_json::json!({ "link": "#小程序://coffee/abc" }));

    let request = GenerateShortLink::new("pages/menu/menu?table=7").page_title("Menu").is_permanent(false);
    let answer = client(&wechat).generate_short_link(request).await.unwrap();

    assert_eq!(answer.link, "#小程序://coffee/abc");
    let sent = &wechat.calls_of("generateShortLink")[0];
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.path, "/wxa/genwxashortlink");
    assert_eq!(
        sent.text(),
        r#"{"page_url":"pages/menu/menu?table=7","page_title":"Menu","is_permanent":false}"#
    );
}

#[tokio::test]
async fn without_a_prepared_answer_the_fake_server_makes_one_that_fits() {
    let wechat = MockWechat::start().await;
    let answer =
        client(&wechat).generate_short_link(GenerateShortLink::new("pages/menu/menu")).await.unwrap();
    assert!(!answer.link.is_empty());
}

#[tokio::test]
async fn its_limits_are_checked_before_anything_is_sent() {
    let wechat = MockWechat::start().await;
    let error =
        client(&wechat).generate_short_link(GenerateShortLink::new("x".repeat(1025))).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "generateShortLink was not sent: `page_url`: 1025 characters, at most 1024 are allowed"
    );
    assert!(wechat.calls().is_empty());
}

#[test]
fn it_is_listed_beside_the_built_in_ones() {
    let rows = wx_api::registry::find("generateShortLink");
    let [row] = rows[..] else { panic!("found {} endpoints", rows.len()) };
    assert_eq!(row.meta.id(), "own_endpoint.generateShortLink");
}
