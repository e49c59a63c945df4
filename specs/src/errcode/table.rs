//! The error codes, one row a code.
//!
//! The English of a row is WeChat's own errmsg where it publishes one, its spelling kept; the
//! Chinese is WeChat's too, shortened where it was long. The rest is translated from the other
//! language. WeChat publishes no categories and few retry rules: those are ours.
//!
//! To add a row, put it into the file of its range and keep the codes ascending. Give a code its
//! general meaning first; where one API uses the number in another sense, add a row after it with
//! `.only(…)`, naming the official APIs it holds for. Add `.advise(…)`, one sentence in each
//! language, where the meaning alone does not say what to do.

mod account;
mod binding;
mod common;
mod market;
mod negative;
mod order;
mod release;
mod service;
mod small;

use super::Row;

/// Every row, the ranges in ascending order.
pub(super) const RANGES: &[&[Row]] = &[
    negative::ROWS,
    small::ROWS,
    common::ROWS,
    account::ROWS,
    release::ROWS,
    binding::ROWS,
    service::ROWS,
    market::ROWS,
    order::ROWS,
];
