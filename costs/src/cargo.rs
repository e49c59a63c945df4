//! Runs cargo in the scratch workspace and takes the time.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Failure, children::user_time, scratch::Scratch};

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// User time of all processes, where the system tells.
    pub(crate) cpu: Option<Duration>,
}

impl Cost {
    /// The least of each.
    pub(crate) fn least(self, other: Self) -> Self {
        Self { wall: self.wall.min(other.wall), cpu: self.cpu.zip(other.cpu).map(|(a, b)| a.min(b)) }
    }
}

/// A way to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Check,
    Build,
    Release,
}

impl Mode {
    pub(crate) const ALL: [Self; 3] = [Self::Check, Self::Build, Self::Release];

    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Build => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    /// `cargo build --release`
    pub(crate) fn command(self) -> String {
        format!("cargo {}", self.words().join(" "))
    }

    fn profile(self) -> &'static [&'static str] {
        if self == Self::Release { &["--release"] } else { &[] }
    }
}

impl Scratch {
    /// Compiles a package, and whatever it needs that is not compiled yet.
    pub(crate) fn compile(&self, package: &str, mode: Mode) -> Result<Cost, Failure> {
        self.run(&[mode.words(), &["-p", package]].concat())
    }

    /// Compiles a package anew, and nothing else.
    pub(crate) fn compile_clean(&self, package: &str, mode: Mode) -> Result<Cost, Failure> {
        self.run(&[&["clean", "-p", package], mode.profile()].concat())?;
        self.compile(package, mode)
    }

    /// Compiles the dependencies.
    pub(crate) fn prepare(&self, modes: &[Mode]) -> Result<(), Failure> {
        modes.iter().try_for_each(|&mode| self.compile("empty", mode).map(drop))
    }

    /// `cargo`, which must succeed.
    pub(crate) fn run(&self, args: &[&str]) -> Result<Cost, Failure> {
        let mut cargo = self.cargo(args);
        let (start, before) = (Instant::now(), user_time());
        let output = cargo.stdout(Stdio::null()).output();
        let wall = start.elapsed();
        let cpu = user_time().zip(before).map(|(after, before)| after.saturating_sub(before));
        let output = output.map_err(|error| Failure(format!("cargo cannot be run: {error}")))?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(Failure(format!("`cargo {}` failed:\n{stderr}", args.join(" "))));
        }
        Ok(Cost { wall, cpu })
    }

    /// `cargo` in the scratch workspace, out of reach of what the caller set for other builds.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(args).env("CARGO_TARGET_DIR", self.file("target")).current_dir(&self.root);
        let ours = ["CARGO_INCREMENTAL", "CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WRAPPER"];
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ours.contains(&text.as_ref()) || text.starts_with("CARGO_PROFILE_") {
                cargo.env_remove(&name);
            }
        }
        cargo
    }
}

/// The least of some runs of each: all take turns, so that a busy minute hits each alike.
pub(crate) fn least<const N: usize>(
    repeat: usize,
    mut runs: [&mut dyn FnMut() -> Result<Cost, Failure>; N],
) -> Result<[Cost; N], Failure> {
    let mut round = || {
        let mut costs = Vec::with_capacity(N);
        for run in &mut runs {
            costs.push(run()?);
        }
        costs.try_into().map_err(|_| Failure("a run is missing".to_owned()))
    };
    let mut least: [Cost; N] = round()?;
    for _ in 1..repeat {
        let again: [Cost; N] = round()?;
        least = std::array::from_fn(|index| least[index].least(again[index]));
    }
    Ok(least)
}
