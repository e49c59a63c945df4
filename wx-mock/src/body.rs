//! Bodies of answers: whole, cut off, or endless.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

/// A body.
pub(crate) enum Body {
    /// All of it; `None` once it has left.
    Full(Option<Bytes>),
    /// The first part of what was announced, then the end of the connection.
    Cut { head: Option<Bytes>, paused: bool },
    /// So many bytes more, made up as they leave.
    Huge(u64),
}

/// What an endless body is made of.
static FILLER: [u8; 64 * 1024] = [b'a'; 64 * 1024];

impl Body {
    /// All of it.
    pub(crate) fn full(bytes: impl Into<Bytes>) -> Self {
        Self::Full(Some(bytes.into()).filter(|bytes| !bytes.is_empty()))
    }

    /// A part of it, then the end of the connection.
    pub(crate) fn cut(head: Bytes) -> Self {
        Self::Cut { head: Some(head).filter(|head| !head.is_empty()), paused: false }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let frame = |bytes| Poll::Ready(Some(Ok(Frame::data(bytes))));
        match self.get_mut() {
            Self::Full(bytes) => bytes.take().map_or(Poll::Ready(None), frame),
            Self::Cut { head, paused } => match head.take() {
                Some(head) => frame(head),
                // What was sent so far leaves only while the connection waits for more.
                None if !*paused => {
                    *paused = true;
                    cx.waker().wake_by_ref();
                    Poll::Pending
                }
                None => Poll::Ready(Some(Err(io::Error::other("cut off on request")))),
            },
            Self::Huge(0) => Poll::Ready(None),
            Self::Huge(left) => {
                let size = usize::try_from(*left).map_or(FILLER.len(), |left| left.min(FILLER.len()));
                *left -= size as u64;
                frame(Bytes::from_static(&FILLER[..size]))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Full(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            _ => SizeHint::default(),
        }
    }
}
