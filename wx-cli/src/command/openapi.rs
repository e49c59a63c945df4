//! `wx openapi`: every endpoint as OpenAPI 3.1.

use std::{io::Write, path::PathBuf};

use clap::Args;
use serde_json::Value;
use wx_api::{
    ErrCode, Meta, Reply, fixture,
    registry::{self, Row},
    schema::{Example, OpenApi},
};

use crate::{
    cli::Global,
    names,
    out::{self, Out},
    stop::Stop,
};

/// What of it, and where to.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx openapi > wechat.json             everything
  wx openapi --domain qrcode           one domain
  wx openapi getPhoneNumber            one endpoint
  wx openapi --base-url http://127.0.0.1:8420 --out mock.json
                                       for the fake WeChat that `wx mock --port 8420` runs

\
Endpoints that share a path are one operation, as OpenAPI wants it; the body says which is meant, and \
x-wx-endpoints lists them. A failure is an answer under HTTP 200 too: the object `Error`.")]
pub(crate) struct Openapi {
    /// Only these endpoints.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Only the endpoints of this domain; may be repeated.
    #[arg(long, short, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// Answers as WeChat sends them: a number may stand in a string, "" where nothing is.
    #[arg(long)]
    wild: bool,
    /// Where to write it; left out: stdout.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Openapi {
    pub(crate) fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let chosen = self.chosen()?;
        let api = OpenApi::new()
            .only(|meta| {
                chosen
                    .iter()
                    .any(|row| row.meta.rust_name == meta.rust_name && row.meta.module == meta.module)
            })
            .meanings(&meaning)
            .examples(&as_documented);
        let api = if self.wild { api.in_the_wild().examples(&in_the_wild) } else { api };
        let api = match global.base_url() {
            Some(base_url) => api.server(base_url),
            None => api,
        };
        let document = api.document();
        let Some(path) = &self.out else { return out.json(&document) };
        out::check_file(path)?;
        let text =
            serde_json::to_string_pretty(&document).map_err(|error| Stop::Failed(error.to_string()))?;
        std::fs::write(path, format!("{text}\n"))
            .map_err(|error| Stop::Failed(format!("{} could not be written: {error}", path.display())))?;
        writeln!(out, "{}: {} endpoints", path.display(), chosen.len())?;
        Ok(())
    }

    /// The endpoints that were asked for; all, if none was.
    fn chosen(&self) -> Result<Vec<&'static Row>, Stop> {
        let named = self.names.iter().map(|name| names::endpoint(name)).collect::<Result<Vec<_>, _>>()?;
        let mut domains: Vec<_> = registry::all().iter().map(|row| row.meta.domain()).collect();
        domains.dedup();
        for domain in &self.domain {
            if !domains.contains(&domain.as_str()) {
                let problem = format!("there is no domain `{domain}`");
                return Err(names::unknown(&problem, domain, &domains, "`wx endpoints` lists them"));
            }
        }
        let everything = named.is_empty() && self.domain.is_empty();
        let is_chosen = |row: &&Row| {
            let named = named.iter().any(|named| std::ptr::eq(*named, *row));
            everything || named || self.domain.iter().any(|domain| domain == row.meta.domain())
        };
        Ok(registry::all().into_iter().filter(is_chosen).collect())
    }
}

fn meaning(meta: &Meta, code: i64) -> Option<String> {
    ErrCode(code).meaning_for(meta.name).map(|meaning| meaning.en.to_owned()).filter(|text| !text.is_empty())
}

/// The samples as they are: what WeChat sends.
fn in_the_wild(meta: &Meta) -> Vec<Example> {
    let samples = fixture::samples(meta).into_iter();
    samples.map(|sample| Example { request: sample.request, response: sample.response }).collect()
}

/// The samples with their answers as the types read them, which is what is documented.
fn as_documented(meta: &Meta) -> Vec<Example> {
    let row = registry::all().into_iter().find(|row| std::ptr::eq(row.meta, meta));
    let read = |answer: &Value| {
        let Ok(Reply::Json(shown)) = row?.show(Reply::Json(answer.clone().into())) else { return None };
        let Value::Object(mut fields) = shown.to_value() else { return None };
        // Now and then it is a text.
        if answer.get("errcode").is_some() {
            fields.insert("errcode".to_owned(), 0.into());
            fields.insert("errmsg".to_owned(), "ok".into());
        }
        Some(fields.into())
    };
    let mut examples = in_the_wild(meta);
    for answer in examples.iter_mut().filter_map(|example| example.response.as_mut()) {
        *answer = read(answer).unwrap_or_else(|| answer.take());
    }
    examples
}
