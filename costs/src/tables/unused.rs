//! The size of a program that calls one endpoint, out of libraries of more and more.

use crate::{Failure, cargo::Mode, page, scratch::Scratch, source::Style, synthetic};

pub(crate) fn table(scratch: &Scratch) -> Result<String, Failure> {
    let sizes = [1, 400, 1000];
    let mut bytes = Vec::new();
    for size in sizes {
        let library = scratch.library(&synthetic::catalogue(size), Style::Ours)?;
        let program = format!("calls-one-of-{size:04}");
        scratch.program(&program, &library, MAIN)?;
        scratch.compile(&program, Mode::Release)?;
        let path = scratch.file(&format!("target/release/{program}{}", std::env::consts::EXE_SUFFIX));
        let file = std::fs::metadata(&path).map_err(|error| Failure::file(&path, &error))?;
        bytes.push(file.len());
    }
    let rows = sizes.iter().zip(&bytes).map(|(size, &all)| {
        let more = i128::from(all) - i128::from(bytes[0]);
        vec![format!("{size} endpoints, one called"), all.to_string(), more.to_string()]
    });
    Ok(format!(
        "{}\n`cargo build --release` with `strip = true`: optimization level 3, no LTO, whatever linker the system has.\n",
        page::table(&["", "bytes of the program", "more than with one"], &rows.collect::<Vec<_>>())
    ))
}

/// Checks a request, writes it, and reads its answer, all of which is generic.
const MAIN: &str = r#"//! Calls one endpoint of many.

use std::{future::Future, pin::pin, task::{Context, Poll, Waker}};

use endpoints::domain_00::{ManageSampleOrder0000, ManageSampleOrder0000Call};
use wx_core::{Answer, Caller, Check, Endpoint, Parts, Reply, Scrub, http::Response};

/// A caller that answers from its arguments.
struct Canned;

impl Caller for Canned {
    type Error = String;

    async fn call<E: Endpoint>(&self, request: E) -> Result<E::Response, String> {
        Check::request(&request).map_err(|error| error.to_string())?;
        let mut parts = Parts::default();
        request.encode(&mut parts).map_err(|error| error.to_string())?;
        println!("{} {parts:?}", E::META.path);
        let body = std::env::args().nth(1).unwrap_or_default();
        let reply = Reply::read(E::META, Response::new(body.into()), Scrub::default());
        let reply = reply.map_err(|error| format!("{error:?}"))?;
        E::Response::from_reply(reply).map_err(|error| error.to_string())
    }
}

fn main() {
    let request = ManageSampleOrder0000::new("sample", "openid").order_id(10);
    let call = pin!(Canned.manage_sample_order0000(request));
    match call.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => println!("{answer:?}"),
        Poll::Pending => println!("not yet"),
    }
}
"#;
