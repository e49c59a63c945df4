//! `wx completions`: completion for a shell.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::{cli::Cli, out::Out, stop::Stop};

/// For which shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx completions bash > ~/.local/share/bash-completion/completions/wx
  wx completions zsh  > \"${fpath[1]}/_wx\"
  wx completions fish > ~/.config/fish/completions/wx.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, out: &mut Out) -> Result<(), Stop> {
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "wx", &mut script);
        out.write_all(&script)?;
        Ok(())
    }
}
