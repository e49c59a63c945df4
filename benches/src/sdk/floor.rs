//! hyper-util alone: the least that a call over hyper can cost.

use async_trait::async_trait;
use bytes::Bytes;
use http::{Method, Request, Uri, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

use super::{
    Sdk,
    hand_written::{self, Body},
};
use crate::{
    Failure,
    scenario::{self, Scenario},
};

pub(crate) struct Client {
    hyper: legacy::Client<HttpConnector, Full<Bytes>>,
    urls: Vec<(Scenario, Uri)>,
    base: String,
}

impl Client {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        let url = |scenario| {
            let url: Result<Uri, _> = address(base, scenario).parse();
            url.map(|url| (scenario, url)).map_err(Failure::of)
        };
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Ok(Self {
            hyper: legacy::Client::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .build(connector),
            urls: Scenario::ALL.into_iter().map(url).collect::<Result<_, _>>()?,
            base: base.to_owned(),
        })
    }
}

/// Where a call goes.
pub(super) fn address(base: &str, scenario: Scenario) -> String {
    let path = scenario.path();
    if scenario == Scenario::Get {
        let (appid, secret, code) = (scenario::APPID, scenario::SECRET, scenario::CODE);
        return format!(
            "{base}{path}?appid={appid}&secret={secret}&js_code={code}&grant_type=authorization_code"
        );
    }
    format!("{base}{path}?access_token={}", scenario::token(1))
}

#[async_trait]
impl Sdk for Client {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        let (method, url, body) = match scenario {
            // The code is another each time, and with it the address.
            Scenario::Get => {
                (Method::GET, address(&self.base, scenario).parse().map_err(Failure::of)?, Vec::new())
            }
            _ => {
                let url = self.urls.iter().find(|(of, _)| *of == scenario).map(|(_, url)| url.clone());
                (Method::POST, url.unwrap_or_default(), serde_json::to_vec(&Body::of(scenario))?)
            }
        };
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(body))
            .map_err(Failure::of)?;
        let answer = self.hyper.request(request).await.map_err(Failure::of)?;
        let is_image = hand_written::is_image(answer.headers());
        let body = answer.into_body().collect().await.map_err(Failure::of)?.to_bytes();
        match hand_written::read(scenario, &body, is_image)? {
            0 => Ok(()),
            errcode => Err(Failure(format!("errcode {errcode}"))),
        }
    }
}
