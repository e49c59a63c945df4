//! Lines of code the macro writes, and lines of LLVM's language that come of them.

use std::{
    fs,
    io::{BufRead, BufReader},
};

use wx_expansion::Specs;

use crate::{
    Failure, Options, cargo::Mode, catalogue::Catalogue, facts, page, scratch::Scratch, source::Style,
    synthetic,
};

const SIZE: usize = 400;

pub(crate) fn table(scratch: &Scratch, options: &Options) -> Result<String, Failure> {
    let modes = [Mode::Build, Mode::Release];
    scratch.prepare(&modes)?;
    let mut own = vec![own_lines("the catalogue", &Specs::endpoints().own_lines())];
    let made = synthetic::catalogue(SIZE);
    own.push(own_lines(&format!("{SIZE} made up"), &generated(scratch, &made)?));
    if let Some(facts) = &options.facts {
        let official = facts::read(facts)?;
        let count = official.endpoints();
        own.push(own_lines(&format!("{count} official"), &generated(scratch, &official)?));
    }
    let (serde, ours) = (scratch.library(&made, Style::Serde)?, scratch.library(&made, Style::Ours)?);
    let mut llvm = Vec::new();
    for mode in modes {
        let [serde, ours] = [llvm_lines(scratch, &serde, mode)?, llvm_lines(scratch, &ours, mode)?];
        let each = |lines: usize| format!("{:.0}", lines as f64 / SIZE as f64);
        llvm.push(vec![mode.command(), each(serde), each(ours), each(ours.saturating_sub(serde))]);
    }
    Ok(format!(
        "{}\nFormatted lines beside the struct and its derives, documentation not counted: what `budget.snap` counts.\n\n\
         {}\nLines inside the function bodies of `--emit=llvm-ir`, with one codegen unit and without debug info, of {SIZE} \
         made-up endpoints. Generic code is counted where it is called, so not here.\n",
        page::table(&["lines an endpoint", "average", "most", "over 60"], &own),
        page::table(&["LLVM lines an endpoint", "serde", "ours", "more"], &llvm)
    ))
}

fn own_lines(what: &str, lines: &[usize]) -> Vec<String> {
    let average = lines.iter().sum::<usize>() as f64 / lines.len().max(1) as f64;
    let most = lines.iter().max().copied().unwrap_or_default();
    let over = lines.iter().filter(|&&lines| lines > 60).count();
    vec![what.to_owned(), format!("{average:.0}"), most.to_string(), format!("{over} of {}", lines.len())]
}

/// The lines of the endpoints of a catalogue.
fn generated(scratch: &Scratch, catalogue: &Catalogue) -> Result<Vec<usize>, Failure> {
    let package = scratch.library(catalogue, Style::Ours)?;
    let files = catalogue.domains.iter().map(|domain| format!("crates/{package}/src/{}.rs", domain.name));
    Ok(files.flat_map(|file| Specs::of(&scratch.file(&file)).own_lines()).collect())
}

/// The lines inside functions of a package's LLVM code.
fn llvm_lines(scratch: &Scratch, package: &str, mode: Mode) -> Result<usize, Failure> {
    let profile: &[&str] = if mode == Mode::Release { &["--release"] } else { &[] };
    let rustc = ["--", "--emit=llvm-ir", "-Ccodegen-units=1", "-Cdebuginfo=0"];
    scratch.run(&[&["rustc", "-p", package, "--lib"], profile, &rustc].concat())?;
    let folder =
        scratch.file(&format!("target/{}/deps", if mode == Mode::Release { "release" } else { "debug" }));
    let stem = format!("{}-", package.replace('-', "_"));
    let newest = fs::read_dir(&folder)?
        .filter_map(Result::ok)
        .filter(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            name.starts_with(&stem) && name.ends_with(".ll")
        })
        .max_by_key(|file| file.metadata().and_then(|data| data.modified()).ok());
    let newest = newest.ok_or_else(|| Failure::file(&folder, &"rustc left no `.ll` file"))?;
    let (mut lines, mut inside) = (0, false);
    for line in BufReader::new(fs::File::open(newest.path())?).lines() {
        let line = line?;
        match line.as_str() {
            "}" => inside = false,
            line if line.starts_with("define ") => inside = true,
            line => lines += usize::from(inside && !line.trim().is_empty()),
        }
    }
    Ok(lines)
}
