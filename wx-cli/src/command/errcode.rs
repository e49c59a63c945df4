//! `wx errcode`: what a code means, what to do.

use std::io::Write;

use clap::Args;
use serde::Serialize;
use wx_api::{Category, ErrCode, Meaning, Retry, registry::all};

use crate::{
    cli::Global,
    names,
    out::{BOLD, DIM, Out},
    stop::Stop,
    text::{pad, width, wrap},
};

/// Which code.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx errcode 40001                     by number; a negative one too: wx errcode -1
  wx errcode 40002 --api generateScheme
                                       what it means to one endpoint
  wx errcode 频率                      by a word of its meaning, in Chinese or English
  wx errcode 40001 --json              for a script")]
pub(crate) struct Errcode {
    /// A code or several, or words to look for in the meanings.
    #[arg(value_name = "CODE|WORDS", required = true, allow_negative_numbers = true)]
    code: Vec<String>,
    /// What it means to this endpoint.
    #[arg(long, value_name = "NAME")]
    api: Option<String>,
}

/// One meaning, as JSON.
#[derive(Debug, Serialize)]
struct Item<'a> {
    errcode: i64,
    zh: &'a str,
    en: &'a str,
    category: &'a str,
    retry: &'a str,
    advice: &'a str,
    advice_zh: &'a str,
    /// The endpoints it means this to; none named: all others.
    only: &'a [&'a str],
}

impl<'a> Item<'a> {
    fn new(code: ErrCode, meaning: &'a Meaning) -> Self {
        Self {
            errcode: code.0,
            zh: meaning.zh,
            en: meaning.en,
            category: meaning.category.word(),
            retry: meaning.retry.word(),
            advice: meaning.advice(),
            advice_zh: meaning.advice_zh(),
            only: meaning.only,
        }
    }
}

impl Errcode {
    pub(crate) fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let typed = self.code.join(" ");
        let typed = typed.trim();
        let api = self.api.as_deref().map(api_name).transpose()?;
        let codes: Result<Vec<i64>, _> = typed.split_whitespace().map(str::parse).collect();
        match codes {
            Ok(codes) if codes.is_empty() => {
                Err(Stop::Usage("there is no code and no word to look for".into()))
            }
            Ok(codes) if codes == [0] && !global.json => {
                Ok(writeln!(out, "{BOLD}0{BOLD:#}  成功 — ok: no error")?)
            }
            Ok(codes) => look_up(&codes, api, global, out),
            Err(_) if typed.chars().all(|c| c.is_ascii_digit() || "+-".contains(c)) => Err(Stop::Usage(
                format!("`{typed}` is no error code: it is longer than any number WeChat could send"),
            )),
            Err(_) => search(typed, api, global, out),
        }
    }
}

/// The official name as it is written, from one in any case.
fn api_name(typed: &str) -> Result<&'static str, Stop> {
    if let Ok(row) = names::endpoint(typed) {
        return Ok(row.meta.name);
    }
    // The table knows endpoints that are not built in yet.
    let mut known = names::known();
    known.extend(ErrCode::all().flat_map(|(_, meaning)| meaning.only));
    let found = known.iter().find(|name| name.eq_ignore_ascii_case(typed));
    found.copied().ok_or_else(|| {
        names::unknown(
            &format!("no endpoint is called `{typed}`"),
            typed,
            &known,
            "`wx endpoints` lists them all",
        )
    })
}

fn look_up(codes: &[i64], api: Option<&str>, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let mut found = Vec::new();
    for code in codes.iter().copied().map(ErrCode) {
        let meanings: Vec<_> = match api {
            Some(api) => code.meaning_for(api).into_iter().collect(),
            None => code.meanings().collect(),
        };
        if meanings.is_empty() {
            return Err(Stop::Failed(unknown(code, api)));
        }
        found.extend(meanings.into_iter().map(|meaning| (code, meaning)));
    }
    if global.json {
        let items: Vec<_> = found.iter().map(|(code, meaning)| Item::new(*code, meaning)).collect();
        return out.json(&items);
    }
    for (index, (code, meaning)) in found.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        show(*code, meaning, out)?;
        let is_last = found.get(index + 1).is_none_or(|(next, _)| next != code);
        let documented = documented_by(*code);
        if is_last && api.is_none() && !documented.is_empty() {
            writeln!(out)?;
            line(out, "named by", &documented.join(", "))?;
        }
    }
    Ok(())
}

/// The built-in endpoints that document the code as their own.
fn documented_by(code: ErrCode) -> Vec<&'static str> {
    let rows = all().into_iter();
    rows.filter(|row| row.meta.errors.iter().any(|note| note.code == code.0))
        .map(|row| row.meta.name)
        .collect()
}

fn unknown(code: ErrCode, api: Option<&str>) -> String {
    if let Some(api) = api
        && code.meanings().next().is_some()
    {
        return format!(
            "errcode {code} means nothing to {api}; `wx errcode {code}` says what it means to others"
        );
    }
    format!(
        "errcode {code} is not in the table. A call that meets it still fails with the code, its errmsg and \
         its rid; read the errmsg, or look the rid up with getRidInfo"
    )
}

fn show(code: ErrCode, meaning: &Meaning, out: &mut Out) -> Result<(), Stop> {
    let only = match meaning.only {
        [] => String::new(),
        apis => format!(" {DIM}for {}{DIM:#}", apis.join(", ")),
    };
    writeln!(out, "{BOLD}{code}{BOLD:#}{only}")?;
    line(out, "中文", meaning.zh)?;
    line(out, "English", meaning.en)?;
    line(out, "category", &format!("{} ({})", meaning.category.word(), category(meaning.category)))?;
    line(out, "retry", retry(meaning.retry))?;
    line(out, "do", meaning.advice())?;
    line(out, "处理", meaning.advice_zh())?;
    Ok(())
}

fn line(out: &mut Out, label: &str, text: &str) -> Result<(), Stop> {
    for (index, piece) in wrap(text, Out::columns().saturating_sub(14)).iter().enumerate() {
        let label = if index == 0 { label } else { "" };
        writeln!(out, "  {DIM}{}{DIM:#}  {piece}", pad(label, 10))?;
    }
    Ok(())
}

/// What kind of failure a category is, in a sentence's end.
fn category(category: Category) -> &'static str {
    match category {
        Category::Param => "a parameter is wrong",
        Category::StateConflict => "the thing is in another state",
        Category::Permission => "not allowed",
        Category::Quota => "an allowance is used up",
        Category::NotFound => "there is no such thing",
        Category::Resource => "a file cannot be used",
        Category::SystemBusy => "WeChat itself failed",
        Category::UserState => "the user's own state stands against it",
        Category::RateLimit => "too fast",
        Category::Signature => "a signature or an encryption is wrong",
        Category::ContentRisk => "the content is not allowed",
        Category::CredentialInvalid => "the credential is wrong",
        Category::CredentialExpired => "the credential has expired",
        _ => "WeChat does not say",
    }
}

fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Backoff => "after some seconds, more each time, if the call may be repeated at all",
        Retry::NextMinute => "in the next minute, not before",
        Retry::Tomorrow => "tomorrow, not before",
        Retry::RefreshToken => "once, with a new access token; the client does that by itself",
        _ => "no, it would fail again",
    }
}

fn search(words: &str, api: Option<&str>, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let wanted: Vec<_> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let found: Vec<_> = ErrCode::all()
        .filter(|(_, meaning)| api.is_none_or(|api| meaning.only.is_empty() || meaning.only.contains(&api)))
        .filter(|(_, meaning)| {
            let text = format!("{} {} {}", meaning.zh, meaning.en, meaning.category.word()).to_lowercase();
            wanted.iter().all(|word| text.contains(word))
        })
        .collect();
    if found.is_empty() {
        return Err(Stop::Failed(format!("no error code has `{words}` in its meaning")));
    }
    if global.json {
        let items: Vec<_> = found.iter().map(|(code, meaning)| Item::new(*code, meaning)).collect();
        return out.json(&items);
    }
    let widest = found.iter().map(|(code, _)| width(&code.to_string())).max().unwrap_or(0);
    let room = Out::columns().saturating_sub(widest + 2);
    for (code, meaning) in &found {
        let only = match meaning.only {
            [] => String::new(),
            apis => format!(" [{}]", apis.join(", ")),
        };
        let text = format!("{} — {}{only}", meaning.zh, meaning.en);
        let lines = if Out::is_terminal() { wrap(&text, room) } else { vec![text] };
        for (index, piece) in lines.iter().enumerate() {
            let code = if index == 0 { code.to_string() } else { String::new() };
            writeln!(out, "{BOLD}{code:>widest$}{BOLD:#}  {piece}")?;
        }
    }
    Ok(())
}
