//! The folder of generated crates, a workspace of its own under the target folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Failure,
    catalogue::Catalogue,
    source::{self, Style},
};

pub(crate) struct Scratch {
    pub(crate) root: PathBuf,
    /// Whose `wx-core` is measured.
    checkout: PathBuf,
}

impl Scratch {
    /// An empty workspace. What was built there before stays built.
    pub(crate) fn new(checkout: &Path) -> Result<Self, Failure> {
        // This program lies in `target/<profile>/`.
        let program = std::env::current_exe().map_err(|error| Failure::file(Path::new("."), &error))?;
        let target = program.ancestors().nth(2).unwrap_or(Path::new("."));
        let checkout = checkout.canonicalize().map_err(|error| Failure::file(checkout, &error))?;
        let scratch = Self { root: target.join("costs"), checkout };
        let crates = scratch.root.join("crates");
        if crates.exists() {
            fs::remove_dir_all(&crates).map_err(|error| Failure::file(&crates, &error))?;
        }
        scratch.write("Cargo.toml", WORKSPACE)?;
        let lock = scratch.checkout.join("Cargo.lock");
        let versions = fs::read_to_string(&lock).map_err(|error| Failure::file(&lock, &error))?;
        scratch.write("Cargo.lock", &versions)?;
        scratch.package("empty", "")?;
        scratch.write("crates/empty/src/lib.rs", "//! Builds the dependencies.\n")?;
        Ok(scratch)
    }

    /// Writes a library of endpoints and returns its package name.
    pub(crate) fn library(&self, catalogue: &Catalogue, style: Style) -> Result<String, Failure> {
        // Names of one length, so that paths in the code weigh the same.
        let name = format!("{}-{:04}", style.word(), catalogue.endpoints());
        self.package(&name, "")?;
        self.write(&format!("crates/{name}/src/lib.rs"), &source::root(&catalogue.domains))?;
        for domain in &catalogue.domains {
            let text = source::domain(domain, style);
            self.write(&format!("crates/{name}/src/{}.rs", domain.name), &text)?;
        }
        Ok(name)
    }

    /// Writes a program that depends on a library.
    pub(crate) fn program(&self, name: &str, library: &str, main: &str) -> Result<(), Failure> {
        self.package(name, &format!("endpoints = {{ package = \"{library}\", path = \"../{library}\" }}\n"))?;
        self.write(&format!("crates/{name}/src/main.rs"), main)
    }

    fn package(&self, name: &str, dependencies: &str) -> Result<(), Failure> {
        let core = self.checkout.join("wx-core");
        let text = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
             wx-core = {{ path = {core:?} }}\n{dependencies}"
        );
        self.write(&format!("crates/{name}/Cargo.toml"), &text)
    }

    /// A file of the workspace.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> Result<(), Failure> {
        let path = self.file(path);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
            fs::write(&path, text)
        };
        write().map_err(|error| Failure::file(&path, &error))
    }
}

/// Cargo's own profiles, but for what a binary needs that is to be compared.
const WORKSPACE: &str =
    "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.release]\nstrip = true\n";
