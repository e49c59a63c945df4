//! The page, in a real browser: Chromium, headless, driven over WebDriver.

use std::{
    env,
    io::Write,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

use super::World;

/// A chromedriver of our own, which ends with the test.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// `None` where there is no Chromium, unless one is required.
    fn start() -> Option<Self> {
        // Free a moment ago; nothing else here takes it.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let started = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(process) => Some(Self { process, port }),
            Err(error) => {
                assert!(env::var_os("WX_REQUIRE_CHROMIUM").is_none(), "chromedriver: {error}");
                let _ =
                    writeln!(std::io::stderr(), "skipped: there is no chromedriver to look at the page with");
                None
            }
        }
    }

    async fn open(&self, url: &str) -> Client {
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1100,1000",
        ];
        let options = json!({ "goog:chromeOptions": { "args": arguments } });
        let capabilities = options.as_object().unwrap().clone();
        let address = format!("http://127.0.0.1:{}", self.port);
        // It takes a moment until it listens.
        for _ in 0..100 {
            let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(browser) => {
                    browser.goto(url).await.unwrap();
                    return browser;
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        panic!("chromedriver opens no browser");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a form of the page and waits until its answer has these words.
async fn send(browser: &Client, form: &str, answer: &str) {
    browser.find(Locator::Css(&format!("#{form} button"))).await.unwrap().click().await.unwrap();
    let said = format!("//form[@id='{form}']/following-sibling::output[contains(., '{answer}')]");
    let wait = browser.wait().at_most(Duration::from_secs(10)).for_element(Locator::XPath(&said)).await;
    if wait.is_err() {
        let output = format!("//form[@id='{form}']/following-sibling::output");
        let shown = browser.find(Locator::XPath(&output)).await.unwrap().text().await.unwrap();
        panic!("{form} shows `{shown}`, not `{answer}`");
    }
}

async fn fill(browser: &Client, field: &str, value: &str) {
    let field = browser.find(Locator::Css(field)).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(value).await.unwrap();
}

/// Waits until a picture is there.
async fn drawn(browser: &Client, picture: &str) {
    let width = format!("return document.querySelector('{picture}').naturalWidth");
    for _ in 0..100 {
        if browser.execute(&width, vec![]).await.unwrap().as_u64() > Some(0) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{picture} is not drawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_all_of_it_working() {
    let Some(driver) = Driver::start() else { return };
    let world = World::start().await;
    let browser = driver.open(&world.url).await;

    send(&browser, "phone", "log in first").await;
    send(&browser, "login", "Logged in").await;
    send(&browser, "phone", "+86 1").await;
    send(&browser, "order", "the user was told").await;
    send(&browser, "text", "It is shown").await;
    fill(&browser, "#text input", "something risky").await;
    send(&browser, "text", "It is rejected").await;
    // The verdict on an image comes by push.
    send(&browser, "image", "It is shown").await;
    fill(&browser, "#image input", "https://img.example.com/risky.png").await;
    send(&browser, "image", "It is rejected").await;
    let verdicts = world.wechat.pushes().iter().filter(|push| push.name == "wxa_media_check").count();
    assert_eq!(verdicts, 2);

    browser.find(Locator::Css("#draw button")).await.unwrap().click().await.unwrap();
    drawn(&browser, "#code").await;
    drawn(&browser, "#visits").await;

    // The cookie is out of the page's reach.
    let cookies = browser.execute("return document.cookie", vec![]).await.unwrap();
    assert_eq!(cookies, json!(""));
    if let Some(picture) = env::var_os("WX_PAGE_PICTURE") {
        std::fs::write(picture, browser.screenshot().await.unwrap()).unwrap();
    }
    browser.close().await.unwrap();
}
