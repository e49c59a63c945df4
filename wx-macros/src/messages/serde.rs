//! The words about serde's attributes.

pub(crate) const STRICT: &str = "the macro says this already: remove it";
pub(crate) const OPEN: &str = "WeChat adds fields without notice: remove it";
pub(crate) const CRATE: &str = "the macro says this: write `crate = ::…` in its own attribute";
pub(crate) const CONTAINER_NAME: &str =
    "the type's name does not travel: remove it; a field has `#[serde(rename = \"…\")]`";
pub(crate) const CONTAINER_DEFAULT: &str =
    "say which fields may be left out: an `Option`, or `#[wx(default)]` on each of them";
pub(crate) const TAG: &str = "the macro writes this: `#[wx_type(request, tag = \"msgtype\")]` tells shapes apart by a tag, without one their fields do";
pub(crate) const STRUCT_TAG: &str =
    "a field that never varies is `fixed = [action = \"list\"]` of the endpoint, or a `Fixed<N>`";
pub(crate) const OTHER_SHAPE: &str =
    "the macro could not describe what travels then: implement `Wire` and serde's traits by hand, without it";
pub(crate) const SKIP: &str = "a field that does not travel has no place here: remove it";
pub(crate) const KEY_SKIP: &str = "a key does not travel as it is: remove the attribute";
pub(crate) const SKIP_VARIANT: &str = "a variant that does not travel has no place here: remove it";
pub(crate) const SKIP_REQUIRED: &str = "a field that may be left out is an `Option`, or has `#[wx(default)]`";
pub(crate) const SKIP_ALONE: &str =
    "where a field is written by itself nobody asks this: remove it, an `Option` is left out anyway";
pub(crate) const WITH: &str =
    "the type says how a value travels: use one that does, as `ZeroOne`, `JsonText`, `Joined` or your own";
pub(crate) const ALIAS: &str = "a request is only sent: remove `alias`, or use `rename`";
pub(crate) const FLAT_NAME: &str = "a flattened field has no name of its own: remove `rename`, or `flatten`";
pub(crate) const DEFAULT: &str =
    "say it with `#[wx(default)]`, so that the field is known to be left out at times";
pub(crate) const DEFAULT_VALUE: &str =
    "what is sent starts as `Default::default()`: write `#[wx(default)]` alone";
pub(crate) const OTHER: &str = "write `#[wx(other)] Other(String)`, which keeps what it does not know";
pub(crate) const OTHER_NAME: &str = "what is not known has no name: remove it";
pub(crate) const CODE_NAME: &str = "a code travels as its number, not as a word: remove it";
pub(crate) const VARIANT_CASE: &str = "there are no names of fields to change here: remove it";
