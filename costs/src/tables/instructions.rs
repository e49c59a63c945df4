//! How many instructions the compiler needs: slow to count, but the same on a busy machine as on an idle one.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, ExitStatus},
};

use crate::{Failure, cargo::Mode, page, scratch::Scratch, source::Style, synthetic};

/// Enough for an average; rustc needs forty times as long as usual.
const SIZE: usize = 100;

/// The crate to count and the file to count into; where they are set, this program stands between cargo and rustc.
const COUNTED: &str = "WX_COSTS_CRATE";
const COUNT: &str = "WX_COSTS_COUNT";

pub(crate) fn table(scratch: &Scratch) -> Result<String, Failure> {
    let made = synthetic::catalogue(SIZE);
    let mut rows = Vec::new();
    for mode in Mode::ALL {
        scratch.prepare(&[mode])?;
        let count = |style| count(scratch, &scratch.library(&made, style)?, mode);
        let (serde, ours) = (count(Style::Serde)?, count(Style::Ours)?);
        let each = |count: u64| format!("{:.1}", count as f64 / 1e6 / SIZE as f64);
        let ratio = format!("{:.3}", ours as f64 / serde as f64);
        rows.push(vec![format!("`{}`", mode.command()), each(serde), each(ours), ratio]);
    }
    Ok(format!(
        "{}\nMillions of instructions an endpoint, of {SIZE} made-up ones, as valgrind's cachegrind counts them in rustc and the \
         macros it runs.\n",
        page::table(&["", "serde", "ours", "ratio"], &rows)
    ))
}

/// Compiles a package anew and counts.
fn count(scratch: &Scratch, package: &str, mode: Mode) -> Result<u64, Failure> {
    let file = scratch.file("count.txt");
    let program = env::current_exe()?;
    let clean: &[&str] = if mode == Mode::Release { &["--release"] } else { &[] };
    scratch.run(&[&["clean", "-p", package], clean].concat())?;
    let mut cargo = scratch.cargo(&[mode.words(), &["-p", package]].concat());
    cargo.env("RUSTC_WRAPPER", program).env(COUNTED, package.replace('-', "_")).env(COUNT, &file);
    let output = cargo.output()?;
    let told = fs::read_to_string(&file).unwrap_or_default();
    _ = fs::remove_file(&file);
    // `==4711== I   refs:      10,617,464,190`
    let refs =
        told.lines().find_map(|line| line.split_once("refs:")).map(|(_, count)| count.replace(',', ""));
    refs.and_then(|count| count.trim().parse().ok()).ok_or_else(|| {
        let stderr = String::from_utf8_lossy(&output.stderr);
        Failure(format!("valgrind told no count, is it installed?\n{stderr}"))
    })
}

/// Whether cargo runs this program in rustc's place.
pub(crate) fn is_rustc() -> bool {
    env::var_os(COUNTED).is_some()
}

/// rustc, under valgrind if it compiles the crate that is counted.
pub(crate) fn rustc() -> Result<ExitStatus, Failure> {
    let mut args = env::args_os().skip(1);
    let rustc = args.next().ok_or_else(|| Failure("cargo names no rustc".to_owned()))?;
    let args: Vec<_> = args.collect();
    let counted = env::var_os(COUNTED);
    let mut names = args.windows(2).filter(|pair| pair[0] == "--crate-name").map(|pair| &pair[1]);
    let mut command = match (names.any(|name| Some(name) == counted.as_ref()), env::var_os(COUNT)) {
        (true, Some(file)) => {
            let mut log = std::ffi::OsString::from("--log-file=");
            log.push(file);
            let mut valgrind = Command::new("valgrind");
            valgrind
                .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
                .arg(log);
            // What is called `rustc` may be rustup, which only starts it.
            let sysroot = Command::new(&rustc).args(["--print", "sysroot"]).output()?.stdout;
            let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot).trim());
            valgrind.arg(sysroot.join("bin/rustc"));
            valgrind
        }
        _ => Command::new(rustc),
    };
    Ok(command.args(args).status()?)
}
