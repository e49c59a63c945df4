//! The corpus of the fuzz targets, without a fuzzer. See CONTRIBUTING.md, "Fuzz what reads strangers' bytes".

#[expect(unreachable_pub, reason = "it is a crate of its own to cargo-fuzz")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What is done with a stranger's bytes.
type Target = fn(&[u8]);

const TARGETS: &[(&str, Target)] = &[
    ("answer", targets::answer),
    ("envelope", targets::envelope),
    ("json", targets::json),
    ("multipart", targets::multipart),
    ("receiver", targets::receiver),
    ("xml", targets::xml),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

/// The names of what is in a folder, without what its `.gitignore` keeps out.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_corpus_runs_through() {
    for (name, target) in TARGETS {
        let corpus = folder().join("corpus").join(name);
        let files = names(&corpus);
        assert!(files.len() >= 10, "{name} has {} files", files.len());
        for file in files {
            let bytes = fs::read(corpus.join(&file)).unwrap();
            let ran = std::panic::catch_unwind(|| target(&bytes));
            assert!(ran.is_ok(), "{name}/{file}");
        }
    }
}

#[test]
fn every_target_runs() {
    let here: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder().join("corpus")), here);
    let files = names(&folder().join("fuzz_targets"));
    let targets = files.iter().filter_map(|file| file.strip_suffix(".rs")).map(str::to_owned);
    assert_eq!(targets.collect::<BTreeSet<_>>(), here);
}
