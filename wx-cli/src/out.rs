//! Where a command writes: stdout, with colour only on a terminal.

use std::{
    io::{self, IsTerminal, StdoutLock, Write},
    path::Path,
    sync::OnceLock,
};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use tracing_subscriber::{
    filter::Targets, fmt::format::FmtSpan, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::stop::Stop;

/// A heading, a name that matters.
pub(crate) const BOLD: Style = Style::new().bold();
/// What stands beside the matter.
pub(crate) const DIM: Style = Style::new().dimmed();
/// Something to type.
pub(crate) const TYPED: Style = AnsiColor::Cyan.on_default();
/// Something that went well.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Something that went wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// Something that may go wrong.
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();

/// Locked stdout. Colours are written always and taken out where stdout is no terminal or `NO_COLOR` is set.
pub(crate) struct Out(AutoStream<StdoutLock<'static>>);

impl Out {
    pub(crate) fn new() -> Self {
        let stdout = io::stdout();
        let choice = AutoStream::choice(&stdout);
        Self(AutoStream::new(stdout.lock(), choice))
    }

    /// Whether a person reads along.
    pub(crate) fn is_terminal() -> bool {
        static TERMINAL: OnceLock<bool> = OnceLock::new();
        *TERMINAL.get_or_init(|| io::stdout().is_terminal())
    }

    /// How many columns there are: the terminal's, or 100.
    pub(crate) fn columns() -> usize {
        let terminal = terminal_size::terminal_size_of(io::stdout());
        terminal.map_or(100, |(width, _)| usize::from(width.0).max(60))
    }

    /// Writes a value as indented JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Stop> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Stop::Failed(error.to_string()))?;
        writeln!(self, "{text}")?;
        Ok(())
    }

    /// Writes bytes that are no text, past whatever takes colours out.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.flush()?;
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }

    /// A heading with an empty line before it.
    pub(crate) fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self, "\n{BOLD}{title}{BOLD:#}")
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Refuses a file that cannot be, before anything is done for it.
pub(crate) fn check_file(path: &Path) -> Result<(), Stop> {
    if path.is_dir() {
        return Err(Stop::Usage(format!("--out {} is a directory, say which file", path.display())));
    }
    match path.parent() {
        Some(parent) if parent != Path::new("") && !parent.is_dir() => {
            Err(Stop::Usage(format!("--out {}: there is no directory {}", path.display(), parent.display())))
        }
        _ => Ok(()),
    }
}

/// Says on stderr what may go wrong.
pub(crate) fn warn(message: &str) {
    anstream::eprintln!("{DOUBTFUL}warning:{DOUBTFUL:#} {message}");
}

/// Says on stderr what is worth knowing and no mistake.
pub(crate) fn note(message: &str) {
    anstream::eprintln!("{DIM}note:{DIM:#} {message}");
}

/// Prints every call that ends to stderr: endpoint, errcode, rid, attempts, time. Nothing secret is in it.
pub(crate) fn trace() {
    subscribe(FmtSpan::CLOSE);
}

/// Prints to stderr what whoever runs a server must know, and not the calls.
pub(crate) fn trace_trouble() {
    subscribe(FmtSpan::NONE);
}

fn subscribe(spans: FmtSpan) {
    let calls = Targets::new().with_target("wx_api", tracing::Level::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .without_time()
        .with_target(false)
        .with_ansi(io::stderr().is_terminal())
        .with_span_events(spans)
        .with_writer(io::stderr);
    tracing_subscriber::registry().with(calls).with(lines).init();
}
