//! `wx call`: any endpoint, its request as JSON, its typed answer as JSON.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use clap::Args;
use serde_json::Value;
use wx_api::{Binary, Error, RawReply, Reply, RequestError, ResponseKind, Type, Upload, registry::Row};

use crate::{
    cli::Global,
    client, names,
    out::{self, Out},
    request,
    schema::InOrder,
    stop::Stop,
};

/// What to call with what.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx call getPhoneNumber --data '{\"code\":\"e31968a7\"}'
  wx call getUnlimitedQRCode --data '{\"scene\":\"id=123\"}' --out code.png
  wx call uploadTempMedia --data '{\"type\":\"image\"}' --file media=./photo.png
  wx call msgSecCheck --data @request.json
  jq … | wx call sendMessage --data - --base-url http://127.0.0.1:8420

\
The appid comes from --appid or WX_APPID, the AppSecret from WX_SECRET. With neither of them and a \
--base-url on this very machine, those of the fake WeChat (`wx mock`) are taken.

\
Signed calls take their keys from WX_APP_KEY and WX_SANDBOX_KEY (virtual payment), \
WX_MERCHANT_KEYS=mchid=key,… (B2b payment) and WX_SHOP_SECRETS=shopid=secret,… (immediate delivery). A call \
that the user signs has the user's `session_key` in its --data, and does not send it; @FILE or - keeps it out of `ps`.

The answer is what the endpoint's type keeps of it; secrets show as ***. `wx describe NAME` shows the \
fields. With --raw it is the body as it came, and secrets in it are not masked. Nothing is written to --out unless the call succeeds.")]
pub(crate) struct Call {
    /// The endpoint: `code2Session`, `login.code2Session` or `/sns/jscode2session`.
    #[arg(value_name = "NAME")]
    name: String,
    /// The request as a JSON object; @FILE reads a file, - reads stdin.
    #[arg(long, short, value_name = "JSON|@FILE|-", default_value = "{}", hide_default_value = true)]
    data: String,
    /// A file to upload, under the name of its field; may be repeated.
    #[arg(long, short, value_name = "PART=PATH")]
    file: Vec<String>,
    /// Where to write the answer; needed for bytes on a terminal. - is stdout.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the body of the answer as it came, on stdout also where WeChat refused the call. Secrets in it are not masked.
    #[arg(long)]
    raw: bool,
    /// Seconds to wait for the answer.
    #[arg(long, value_name = "SECONDS", default_value = "15", value_parser = seconds)]
    timeout: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "a number of seconds above 0, such as 10 or 0.5".to_owned();
    let seconds: f64 = text.parse().map_err(|_| wrong())?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|_| wrong())?;
    if duration.is_zero() { Err(wrong()) } else { Ok(duration) }
}

impl Call {
    pub(crate) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let named = names::endpoint(&self.name)?;
        let (row, request, notes) = self.request(named)?;
        self.check_out(row)?;
        // It was read as an object before.
        let fields = serde_json::from_slice(&request).unwrap_or_default();
        let client = global.client(self.timeout, &fields)?;
        if self.raw {
            let (reply, ended) = client.call_row_raw(row, &request).await;
            let ended = ended.map_err(|error| failed(row, &request, error));
            if ended.is_ok() {
                note_all(&notes, global);
            }
            return self.write_raw(row, reply, ended, out);
        }
        let reply = client.call_row(row, &request).await.map_err(|error| failed(row, &request, error))?;
        note_all(&notes, global);
        match (reply, self.out.as_deref().filter(|path| *path != Path::new("-"))) {
            (Reply::Json(answer), None) => out.json(&InOrder(&answer.to_value(), row.response)),
            (Reply::Json(answer), Some(path)) => {
                let text = serde_json::to_string_pretty(&InOrder(&answer.to_value(), row.response));
                let text = text.map_err(|error| Stop::Failed(error.to_string()))?;
                save(path, format!("{text}\n").as_bytes(), "JSON")
            }
            (Reply::Binary(binary), Some(path)) => save(path, &binary.bytes, kind(&binary)),
            (Reply::Binary(binary), None) if self.out.is_none() && Out::is_terminal() => {
                Err(Stop::Failed(bytes_on_a_terminal(row, binary.extension())))
            }
            (Reply::Binary(binary), None) => {
                out.raw(&binary.bytes)?;
                Ok(())
            }
        }
    }

    /// Writes the body of an answer as it came: into the file if the call succeeded, else to stdout.
    fn write_raw(
        &self,
        row: &Row,
        reply: Option<RawReply>,
        ended: Result<(), Stop>,
        out: &mut Out,
    ) -> Result<(), Stop> {
        let Some(reply) = reply else { return ended };
        let file = self.out.as_deref().filter(|path| *path != Path::new("-") && ended.is_ok());
        let is_unreadable = self.out.is_none() && Out::is_terminal() && str::from_utf8(&reply.body).is_err();
        match file {
            Some(path) => save(path, &reply.body, reply.content_type().unwrap_or("bytes"))?,
            None if is_unreadable => {
                return ended.and_then(|()| Err(Stop::Failed(bytes_on_a_terminal(row, None))));
            }
            None => out.raw(&reply.body)?,
        }
        ended
    }

    /// The endpoint and the request as JSON, its syntax, its field names and its files checked; and what is worth knowing
    /// about it.
    fn request(&self, named: &'static Row) -> Result<(&'static Row, Vec<u8>, Vec<String>), Stop> {
        let (text, from) = typed_text(&self.data)?;
        let mut request = request::parse(&text, from)?;
        let row = request::meant(named, &request);
        let mut notes = Vec::new();
        if row.meta.id() != named.meta.id() {
            notes.push(format!("this request of {} is {}", named.meta.name, row.meta.name));
        }
        let files = self.files(row, &request)?;
        let has_files = !files.is_empty();
        request.extend(files);
        let by_client = request::check(row, &request)?;
        if !by_client.is_empty() {
            let names = by_client.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            notes.push(format!("the client adds {names} itself, whatever the request says there"));
        }
        // Without files it travels as it was typed: the order of its keys may matter.
        let bytes = match has_files {
            true => serde_json::to_vec(&request).map_err(|error| Stop::Failed(error.to_string()))?,
            false => text.into_bytes(),
        };
        Ok((row, bytes, notes))
    }

    fn files(
        &self,
        row: &Row,
        request: &serde_json::Map<String, Value>,
    ) -> Result<Vec<(String, Value)>, Stop> {
        let parts: Vec<_> = row
            .request
            .fields
            .iter()
            .filter(|field| matches!(field.ty, Type::File))
            .map(|field| field.name)
            .collect();
        let mut files: Vec<(String, Value)> = Vec::new();
        for file in &self.file {
            let Some((part, path)) = file.split_once('=') else {
                return Err(Stop::Usage(format!(
                    "--file wants PART=PATH, `media=./photo.png` say, not `{file}`"
                )));
            };
            if !parts.contains(&part) {
                let problem = match parts[..] {
                    [] => format!("{} takes no file", row.meta.name),
                    _ => {
                        format!("{} takes no file `{part}`, it takes `{}`", row.meta.name, parts.join("`, `"))
                    }
                };
                return Err(Stop::Usage(problem));
            }
            if request.contains_key(part) || files.iter().any(|(name, _)| name == part) {
                return Err(Stop::Usage(format!("the file `{part}` is given twice")));
            }
            let path = Path::new(path);
            let bytes = read(path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let upload = Upload::new(name, bytes);
            files.push((
                part.to_owned(),
                serde_json::json!({
                    "file_name": upload.file_name,
                    "content_type": upload.content_type,
                    "data": STANDARD.encode(&upload.bytes),
                }),
            ));
        }
        Ok(files)
    }

    /// Finds out before anything is sent whether there is a place for the answer: some codes are counted.
    fn check_out(&self, row: &Row) -> Result<(), Stop> {
        let Some(path) = &self.out else {
            let bytes = row.meta.response == ResponseKind::Binary;
            return if bytes && Out::is_terminal() {
                Err(Stop::Usage(bytes_on_a_terminal(row, None)))
            } else {
                Ok(())
            };
        };
        out::check_file(path)
    }
}

/// How the command ends when the call failed.
fn failed(row: &Row, request: &[u8], error: Error) -> Stop {
    match error {
        Error::Request(bad) if matches!(bad.cause, RequestError::Json(_)) => {
            let message = format!("{bad}; `wx describe {}` shows its fields", row.meta.name);
            Stop::Usage(request::pointed(message, request, &bad.cause))
        }
        Error::Request(bad) => match bad.cause {
            RequestError::NoKey(key) => {
                let name = row.meta.name;
                Stop::Usage(format!("{name} is signed, and there is no {key}: {}", client::missing_key(key)))
            }
            _ => Error::Request(bad).into(),
        },
        error => error.into(),
    }
}

/// Prints the notes about a request that succeeded: a failure is one message, and JSON stays JSON.
fn note_all(notes: &[String], global: &Global) {
    if !global.json {
        notes.iter().for_each(|note| out::note(note));
    }
}

fn bytes_on_a_terminal(row: &Row, extension: Option<&str>) -> String {
    let extension = extension.unwrap_or("png");
    format!(
        "{} answers with bytes, which are nothing for a terminal: add `--out file.{extension}`, or send them into a pipe",
        row.meta.name
    )
}

fn kind(binary: &Binary) -> &str {
    binary.content_type.as_deref().unwrap_or("bytes")
}

fn save(path: &Path, bytes: &[u8], kind: &str) -> Result<(), Stop> {
    std::fs::write(path, bytes)
        .map_err(|error| Stop::Failed(format!("{} could not be written: {error}", path.display())))?;
    anstream::eprintln!("{}: {} bytes, {kind}", path.display(), bytes.len());
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(path)
        .map_err(|error| Stop::Failed(format!("{} could not be read: {error}", path.display())))
}

/// A text that was typed, or stands in the file that was, or on stdin; and where it stands.
pub(crate) fn typed_text(typed: &str) -> Result<(String, &str), Stop> {
    Ok(match typed {
        "-" => (stdin()?, "stdin"),
        typed => match typed.strip_prefix('@') {
            Some(path) => (read(Path::new(path)).map(into_text)??, path),
            None => (typed.to_owned(), "--data"),
        },
    })
}

fn stdin() -> Result<String, Stop> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Stop::Failed(format!("stdin could not be read: {error}")))?;
    into_text(bytes)
}

fn into_text(bytes: Vec<u8>) -> Result<String, Stop> {
    String::from_utf8(bytes).map_err(|_| Stop::Usage("the request is not UTF-8 text; JSON must be".into()))
}
