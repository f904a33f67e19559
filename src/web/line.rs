//! The line to the other side, which notes since when that takes nothing of what waits for it. A deadline on this holds for
//! all that is under way, also for what was handed over to be sent and lies in a buffer.
//!
//! Cuts nobody off itself: who waits on a [`Pace`] does.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;

pub struct Line {
    stream: TcpStream,
    pace: Arc<Pace>,
}

/// Since when the other side has taken nothing; `None` while nothing waits for it. Held only to look or change.
#[derive(Default)]
pub struct Pace(Mutex<Option<Instant>>);

impl Line {
    pub fn new(stream: TcpStream) -> (Self, Arc<Pace>) {
        let pace = Arc::<Pace>::default();
        (Self { stream, pace: Arc::clone(&pace) }, pace)
    }

    /// For what becomes a live socket, which has deadlines of its own.
    pub fn into_stream(self) -> TcpStream {
        self.stream
    }
}

impl Pace {
    fn note(&self, is_waiting: bool) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *since = is_waiting.then(|| since.unwrap_or_else(Instant::now));
    }

    /// Returns when the other side has taken nothing for so long.
    pub async fn until_stuck(&self, deadline: Duration) {
        loop {
            let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let look_again = since.unwrap_or_else(Instant::now) + deadline;
            if since.is_some() && look_again <= Instant::now() {
                return;
            }
            tokio::time::sleep_until(look_again).await;
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.pace.note(written.is_pending());
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.pace.note(written.is_pending());
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
