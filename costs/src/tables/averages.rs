//! What an endpoint is on average.

use crate::{
    Failure, Options,
    averages::{Averages, DOC_LINES, OFFICIAL},
    facts, page, synthetic,
};

pub(crate) fn table(options: &Options) -> Result<String, Failure> {
    let facts =
        options.facts.as_ref().ok_or_else(|| Failure("the official list is needed: --facts".to_owned()))?;
    let official = facts::read(facts)?;
    let counted = Averages::of(&official);
    let made = Averages::of(&synthetic::catalogue(400));
    let rows = counted.named().into_iter().zip(made.named());
    let rows: Vec<_> = rows
        .map(|((what, official), (_, made))| vec![what.to_owned(), official.to_string(), made.to_string()])
        .collect();
    let head = format!("official, {} endpoints", official.endpoints());
    let stale = if counted == OFFICIAL {
        ""
    } else {
        "\nThe generator goes by other averages than these: `OFFICIAL` in `costs/src/averages.rs` is out of date.\n"
    };
    let (endpoint, field) = DOC_LINES;
    Ok(format!(
        "{}{stale}\nDocumentation is the catalogue's: {endpoint} lines an endpoint, {field} a field, a type and a value.\n",
        page::table(&["", &head, "made up, 400 endpoints"], &rows)
    ))
}
