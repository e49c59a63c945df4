//! Types that the endpoints of a domain and its pushes share: a backend may have the ones without the others.

#[cfg(any(feature = "b2b_payment", feature = "push"))]
mod b2b;
#[cfg(any(feature = "immediate_delivery", feature = "push"))]
mod delivery;
#[cfg(any(feature = "live_broadcast", feature = "push"))]
mod live;

#[cfg(any(feature = "b2b_payment", feature = "push"))]
pub use self::b2b::*;
#[cfg(any(feature = "immediate_delivery", feature = "push"))]
pub use self::delivery::*;
#[cfg(any(feature = "live_broadcast", feature = "push"))]
pub use self::live::*;
