//! The time inside the macro.

use std::{
    io::{self, Write},
    process::Command,
    time::Duration,
};

use wx_expansion::Specs;

use crate::{Failure, HERE, page};

/// This program optimized and not: cargo does not optimize a macro unless it is told to.
pub(crate) fn table() -> Result<String, Failure> {
    let mut rows = Vec::new();
    for (what, profile) in [("as cargo builds macros, not optimized", "dev"), ("optimized", "release")] {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut expand = Command::new(cargo);
        expand
            .args(["run", "--quiet", "-p", "wx-costs", "--profile", profile, "--", "expand"])
            .current_dir(HERE);
        let output = expand.output()?;
        let times = String::from_utf8_lossy(&output.stdout);
        let mut times = times.split_whitespace().map(str::to_owned);
        let (Some(endpoint), Some(ty)) = (times.next(), times.next()) else {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(Failure(format!("`cargo run --profile {profile}` failed:\n{stderr}")));
        };
        rows.push(vec![what.to_owned(), endpoint, ty]);
    }
    Ok(format!(
        "{}\nTokens in, tokens out, on average over the catalogue's endpoints and wire types; the fastest of 200 walks \
         over all of them. What rustc needs to hand the tokens over is not in it.\n",
        page::table(&["", "µs an endpoint", "µs a wire type"], &rows)
    ))
}

/// Two numbers for `table`.
pub(crate) fn once() -> Result<(), Failure> {
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let (endpoint, ty) = (Specs::endpoints().time(200), Specs::types().time(200));
    writeln!(io::stdout(), "{:.0} {:.0}", micros(endpoint), micros(ty))?;
    Ok(())
}
