//! The smallest program that fetches one phone number: how large it is, and what it takes to build with all it needs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use crate::{Failure, children::user_time, page};

/// A program.
struct Program {
    title: &'static str,
    name: &'static str,
    dependencies: &'static str,
    main: &'static str,
}

const PROGRAMS: [Program; 5] = [
    Program {
        title: "reqwest, its defaults",
        name: "hand-written",
        dependencies: "reqwest = { version = \"0.13\", features = [\"json\", \"query\"] }\n\
            serde = { version = \"1\", features = [\"derive\"] }\n",
        main: include_str!("programs/hand_written.rs"),
    },
    Program {
        title: "**wx-api**, its defaults",
        name: "wx-defaults",
        dependencies: "wx-api = { path = \"$ROOT/wx-api\" }\n",
        main: include_str!("programs/ours.rs"),
    },
    Program {
        title: "**wx-api**, `hyper`, `ring`, `phone_number`",
        name: "wx-ring",
        dependencies: "wx-api = { path = \"$ROOT/wx-api\", default-features = false, \
            features = [\"hyper\", \"ring\", \"phone_number\"] }\n",
        main: include_str!("programs/ours.rs"),
    },
    Program {
        title: "**wx-api**, `hyper`, `aws-lc-rs`, `phone_number`",
        name: "wx-aws-lc",
        dependencies: "wx-api = { path = \"$ROOT/wx-api\", default-features = false, \
            features = [\"hyper\", \"aws-lc-rs\", \"phone_number\"] }\n",
        main: include_str!("programs/ours.rs"),
    },
    Program {
        title: "wechat-mp-sdk 0.3.0, its defaults",
        name: "mp-sdk",
        dependencies: "wechat-mp-sdk = \"=0.3.0\"\n",
        main: include_str!("programs/mp_sdk.rs"),
    },
];

pub(super) fn table() -> Result<String, Failure> {
    let program = std::env::current_exe()?;
    // This program lies in `target/<profile>/`.
    let scratch = program.ancestors().nth(2).unwrap_or(Path::new(".")).join("programs");
    let built = PROGRAMS.iter().map(|program| build(&scratch, program)).collect::<Result<Vec<_>, _>>()?;
    let usual = &built[0];
    let rows: Vec<_> = PROGRAMS
        .iter()
        .zip(&built)
        .map(|(program, built)| {
            let ratio = |this: f64, usual: f64| format!("{:.2}", this / usual);
            vec![
                program.title.to_owned(),
                format!("{:.2}", built.bytes as f64 / 1e6),
                ratio(built.bytes as f64, usual.bytes as f64),
                format!("{:.0}", built.cpu.as_secs_f64()),
                ratio(built.cpu.as_secs_f64(), usual.cpu.as_secs_f64()),
                built.crates.to_string(),
            ]
        })
        .collect();
    Ok(format!(
        "{}\n`cargo build --release` with `strip = true` of the program and all of its dependencies, from nothing. CPU time is that \
         of all compilers, C's included.\n",
        page::table(&["program", "MB", "ratio", "CPU s to build", "ratio", "crates"], &rows)
    ))
}

/// What a program turned out to be.
struct Built {
    bytes: u64,
    cpu: Duration,
    crates: usize,
}

fn build(scratch: &Path, program: &Program) -> Result<Built, Failure> {
    let folder = scratch.join(program.name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let dependencies = program.dependencies.replace("$ROOT", &root.display().to_string());
    let manifest = format!(
        "[package]\nname = \"{}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n\
         [profile.release]\nstrip = true\n\n[workspace]\n",
        program.name
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), program.main)?;
    // The versions that are locked here, and nothing that must be fetched while the time is taken.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    cargo(&folder, &["fetch"])?;
    let before = user_time();
    cargo(&folder, &["build", "--release"])?;
    let cpu = user_time().zip(before).map(|(after, before)| after.saturating_sub(before));
    let cpu = cpu.ok_or_else(|| Failure("the system tells no time".to_owned()))?;
    let bytes = fs::metadata(folder.join("target/release").join(program.name))?.len();
    let tree = cargo(&folder, &["tree", "--prefix", "none", "--edges", "normal,build", "--no-dedupe"])?;
    let mut crates: Vec<_> = tree.lines().filter_map(|line| line.split(" (").next()).collect();
    crates.sort_unstable();
    crates.dedup();
    fs::remove_dir_all(folder.join("target"))?;
    Ok(Built { bytes, cpu, crates: crates.len() })
}

/// Runs cargo, which must succeed, out of reach of what the caller set for other builds.
fn cargo(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    for name in ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WRAPPER"] {
        cargo.env_remove(name);
    }
    let output = cargo.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure(format!("`cargo {}` failed:\n{}", args.join(" "), String::from_utf8_lossy(&output.stderr))))
}
