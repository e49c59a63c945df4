//! The time inside the macro: `cargo bench -p wx-costs`. One round is a walk over the whole catalogue.

use divan::Bencher;
use wx_expansion::Specs;

fn main() {
    divan::main();
}

#[divan::bench]
fn expand_every_endpoint(bencher: Bencher<'_, '_>) {
    let specs = Specs::endpoints();
    bencher.bench_local(|| specs.time(1));
}

#[divan::bench]
fn expand_every_wire_type(bencher: Bencher<'_, '_>) {
    let specs = Specs::types();
    bencher.bench_local(|| specs.time(1));
}
