//! Clean builds of every official endpoint.

use super::build;
use crate::{Failure, Options, cargo::Mode, facts, page, scratch::Scratch};

pub(crate) fn table(scratch: &Scratch, options: &Options) -> Result<String, Failure> {
    let facts =
        options.facts.as_ref().ok_or_else(|| Failure("the official list is needed: --facts".to_owned()))?;
    let catalogue = facts::read(facts)?;
    scratch.prepare(&Mode::ALL)?;
    let rows = build::rows(scratch, options, &catalogue)?;
    Ok(format!(
        "{}\nThe fastest of {} runs; {} files. Documentation and what an answer may lack are made up, the list does not \
         say.\n",
        page::table(&build::HEAD, &rows),
        options.repeat,
        catalogue.domains.len()
    ))
}
