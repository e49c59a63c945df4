//! Types that are called like those in `own.rs`.

use wx_core::{wx_endpoint, wx_type};

/// 别的 — another endpoint with types of the same names.
#[wx_endpoint(
    method = POST,
    path = "/openapi/other",
    response = json(Found),
    docs = "https://developers.weixin.qq.com/other",
)]
pub(crate) struct Other {
    /// Where it is.
    pub(crate) place: Place,
}

/// A place that is a number.
#[wx_type(both)]
pub(crate) struct Place {
    /// The number.
    pub(crate) number: i64,
}

/// What was found.
#[wx_type(response)]
pub(crate) struct Found {
    /// Where.
    pub(crate) place: Place,
}
