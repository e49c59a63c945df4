//! reqwest alone: requests that are ready, their addresses read before, and answers that nobody reads. No client over reqwest
//! can cost less.

use async_trait::async_trait;
use http::{HeaderValue, Method, header::CONTENT_TYPE};
use reqwest::{Request, redirect::Policy};

use super::{Sdk, floor, hand_written::Body};
use crate::{Failure, scenario::Scenario};

pub(crate) struct Client {
    reqwest: reqwest::Client,
    requests: Vec<(Scenario, Request)>,
}

impl Client {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        let requests = Scenario::ALL.into_iter().map(|scenario| Ok((scenario, ready(base, scenario)?)));
        Ok(Self {
            reqwest: reqwest::Client::builder()
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .build()?,
            requests: requests.collect::<Result<_, Failure>>()?,
        })
    }
}

fn ready(base: &str, scenario: Scenario) -> Result<Request, Failure> {
    let url = floor::address(base, scenario).parse().map_err(Failure::of)?;
    if scenario == Scenario::Get {
        return Ok(Request::new(Method::GET, url));
    }
    let mut request = Request::new(Method::POST, url);
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *request.body_mut() = Some(serde_json::to_vec(&Body::of(scenario))?.into());
    Ok(request)
}

#[async_trait]
impl Sdk for Client {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        let ready = self.requests.iter().find(|(of, _)| *of == scenario);
        let request = ready.and_then(|(_, request)| request.try_clone());
        let request = request.ok_or_else(|| Failure("no request is ready".to_owned()))?;
        let answer = self.reqwest.execute(request).await?.error_for_status()?;
        drop(answer.bytes().await?);
        Ok(())
    }
}
