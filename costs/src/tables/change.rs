//! The time until the compiler has an opinion again after one limit was changed.

use super::{cpu, seconds};
use crate::{
    Failure, Options,
    cargo::{Cost, Mode, least},
    page,
    scratch::Scratch,
    source::Style,
    synthetic,
};

pub(crate) fn table(scratch: &Scratch, options: &Options) -> Result<String, Failure> {
    let modes = [Mode::Check, Mode::Build];
    scratch.prepare(&modes)?;
    let mut rows = Vec::new();
    for &size in &options.sizes {
        let catalogue = synthetic::catalogue(size);
        let package = scratch.library(&catalogue, Style::Ours)?;
        let domain = &catalogue.domains[catalogue.domains.len() / 2].name;
        let mut edit = Edit { file: format!("crates/{package}/src/{domain}.rs"), longer: false };
        for mode in modes {
            scratch.compile(&package, mode)?;
            let [cost] = least(options.repeat, [&mut || edit.compile(scratch, &package, mode)])?;
            let what = format!("{size} endpoints, `{}`", mode.command());
            rows.push(vec![what, seconds(cost.wall), cpu(cost.cpu)]);
        }
    }
    Ok(format!(
        "{}\nThe fastest of {} runs. The limit grows by a digit or shrinks by one, so that everything after it in its file \
         moves.\n",
        page::table(&["", "s", "CPU s"], &rows),
        options.repeat
    ))
}

/// A limit that is 32 and 1024 in turns.
struct Edit {
    file: String,
    longer: bool,
}

impl Edit {
    fn compile(&mut self, scratch: &Scratch, package: &str, mode: Mode) -> Result<Cost, Failure> {
        let path = scratch.file(&self.file);
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
        let (old, new) = match self.longer {
            true => ("max_chars = 1024", "max_chars = 32"),
            false => ("max_chars = 32", "max_chars = 1024"),
        };
        self.longer = !self.longer;
        if !text.contains(old) {
            return Err(Failure::file(&path, &"there is no limit to change"));
        }
        scratch.write(&self.file, &text.replacen(old, new, 1))?;
        scratch.compile(package, mode)
    }
}
