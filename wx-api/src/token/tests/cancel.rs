//! A caller who goes away.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Drops a future when it is pending for the `polls`th time: every await of it is a place to stop at. `None` if it was
/// dropped.
pub(super) async fn cancelled_after<T>(polls: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(move |context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}
