//! One HTTP connection, with a deadline for everything the other side may be slow at. What becomes a live socket leaves
//! here, and with it every deadline.
//!
//! Never waits for a person: whoever says nothing, says it slowly or does not listen is cut off without a word.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::gate::OutOfFiles;

/// How long the other side may take. Tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For a whole header, from the moment one could come: so also how long a connection may idle between two requests. A
    /// header that takes longer is an attack or a dead line, and a browser that has nothing more to ask opens another
    /// connection when it has.
    pub header: Duration,
    /// For a request as a whole, its body included; most take milliseconds. A body that trickles in holds its connection
    /// no longer than this.
    pub request: Duration,
    /// For taking the next piece of an answer. With what hyper keeps, some 400 KB are under way at once, so whoever takes
    /// less than 13 KB a second is cut off; our longest page is 40 KB.
    pub piece: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { header: Duration::from_secs(10), request: Duration::from_secs(15), piece: Duration::from_secs(30) }
    }
}

/// How a connection came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Usual,
    /// Open files ran out: what it asks must come soon, and does not pass the gate.
    OutOfFiles,
}

/// A file of a full hall has megabytes. It goes in pieces of this size, so that a slow line is seen to take them.
const PIECE_BYTES: usize = 64 * 1024;
/// For the header of a connection that there is no file for: whoever has something to ask asks it at once.
const HURRIED: Duration = Duration::from_secs(2);

pub async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    entry: Entry,
    router: Router,
    deadlines: Deadlines,
    stop: CancellationToken,
) {
    let pace = Arc::new(Pace::default());
    let paced = Arc::clone(&pace);
    let service = router
        .map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            if entry == Entry::OutOfFiles {
                request.extensions_mut().insert(OutOfFiles);
            }
            request.map(Body::new)
        })
        .map_response(move |answer: Response<Body>| {
            answer.map(|body| Paced { body, left: Bytes::new(), pace: Arc::clone(&paced) })
        });
    let header = match entry {
        Entry::Usual => deadlines.header,
        Entry::OutOfFiles => deadlines.header.min(HURRIED),
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(header)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        // A browser that goes away in the middle is no news.
        _ = connection.as_mut() => {}
        () = pace.until_stuck(deadlines.piece) => {}
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Since when the other side has had a piece of an answer without asking for the next; `None` while nothing waits for it.
/// Held only to look or change.
#[derive(Default)]
struct Pace(Mutex<Option<Instant>>);

impl Pace {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    async fn until_stuck(&self, deadline: Duration) {
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

/// An answer that notes when a piece of it was taken. A piece is taken when there is room for it, so an answer whose next
/// piece is not asked for stands before a reader who does not read.
struct Paced {
    body: Body,
    /// What is left of a frame that is longer than a piece.
    left: Bytes,
    pace: Arc<Pace>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.left.is_empty() {
            let frame = match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => frame,
                other => {
                    self.pace.set(matches!(other, Poll::Ready(Some(_))).then(Instant::now));
                    return other;
                }
            };
            self.left = match frame.into_data() {
                Ok(bytes) => bytes,
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            };
        }
        self.pace.set(Some(Instant::now()));
        let bytes = self.left.len().min(PIECE_BYTES);
        Poll::Ready(Some(Ok(Frame::data(self.left.split_to(bytes)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, left) = (self.body.size_hint(), self.left.len() as u64);
        let mut whole = SizeHint::new();
        whole.set_lower(hint.lower() + left);
        if let Some(upper) = hint.upper() {
            whole.set_upper(upper + left);
        }
        whole
    }
}

impl Drop for Paced {
    fn drop(&mut self) {
        self.pace.set(None);
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use futures_util::stream;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpSocket};
    use tokio::task::JoinHandle;

    use super::*;

    /// More than hyper and the kernel of both sides keep for a reader who does not read.
    const PIECES: usize = 512;
    const SHORT: Duration = Duration::from_millis(300);
    const PATIENCE: Duration = Duration::from_secs(20);

    async fn connected() -> (TcpStream, JoinHandle<()>) {
        let router = Router::new().route(
            "/",
            get(async || {
                let piece = Bytes::from_static(&[b'x'; PIECE_BYTES]);
                Body::from_stream(stream::iter((0..PIECES).map(move |_| Ok::<_, axum::Error>(piece.clone()))))
            }),
        );
        let router = router.route("/file", get(async || vec![b'x'; PIECES * PIECE_BYTES]));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(8 * 1024).unwrap();
        let client = socket.connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        let deadlines = Deadlines { header: SHORT, request: SHORT, piece: SHORT };
        let served = serve(stream, peer, Entry::Usual, router, deadlines, CancellationToken::new());
        (client, tokio::spawn(served))
    }

    #[tokio::test]
    async fn a_line_that_takes_longer_for_a_file_than_for_a_piece_gets_all_of_it() {
        let (mut client, served) = connected().await;
        client.write_all(b"GET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let (begun, mut heard, mut sip) = (Instant::now(), 0, vec![0; 4 * PIECE_BYTES]);
        let mut start = String::new();
        loop {
            let bytes = client.read(&mut sip).await.unwrap();
            if start.is_empty() {
                start = String::from_utf8_lossy(&sip[..bytes.min(200)]).into_owned();
            }
            heard += bytes;
            if bytes == 0 {
                break;
            }
            // Some thirty times slower than the line could, and faster than it must.
            if heard % (16 * PIECE_BYTES) < bytes {
                tokio::time::sleep(SHORT / 10).await;
            }
        }
        assert!(begun.elapsed() > SHORT * 2, "it was taken at once: {:?}", begun.elapsed());
        assert!(heard > PIECES * PIECE_BYTES, "{heard}");
        assert!(start.contains(&format!("content-length: {}", PIECES * PIECE_BYTES)), "{start}");
        served.await.unwrap();
    }

    #[tokio::test]
    async fn whoever_asks_for_a_page_and_does_not_read_it_is_cut_off() {
        let (mut client, served) = connected().await;
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        tokio::time::timeout(PATIENCE, served).await.expect("it is cut off").unwrap();
        // Only now does it read: what the kernel had kept, and no more.
        let mut heard = Vec::new();
        let _ = client.read_to_end(&mut heard).await;
        assert!(heard.len() < PIECES * PIECE_BYTES, "{}", heard.len());
    }

    #[tokio::test]
    async fn whoever_reads_slowly_and_goes_on_reading_gets_the_whole() {
        let (mut client, served) = connected().await;
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let begun = Instant::now();
        let mut heard = 0;
        let mut piece = vec![0; 4 * PIECE_BYTES];
        let mut pauses = 0;
        loop {
            let read = client.read(&mut piece).await.unwrap();
            heard += read;
            if read == 0 {
                break;
            }
            // Longer in all than the deadline, and never that long at once.
            if heard > pauses * PIECES * PIECE_BYTES / 20 {
                pauses += 1;
                tokio::time::sleep(SHORT / 6).await;
            }
        }
        assert!(heard >= PIECES * PIECE_BYTES && begun.elapsed() > SHORT, "{heard} in {:?}", begun.elapsed());
        served.await.unwrap();
    }

    #[tokio::test]
    async fn a_connection_that_idles_after_its_answer_is_closed() {
        let (client, served) = connected().await;
        let router = Router::new().route("/", get(async || "ok"));
        drop((client, served));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        let deadlines = Deadlines { header: SHORT, ..Deadlines::default() };
        tokio::spawn(serve(stream, peer, Entry::Usual, router, deadlines, CancellationToken::new()));
        for _ in 0..2 {
            // Asked again within the deadline, it is still there.
            client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
            let mut answer = [0; 1024];
            assert!(client.read(&mut answer).await.unwrap() > 0);
        }
        let begun = Instant::now();
        let mut rest = Vec::new();
        tokio::time::timeout(PATIENCE, client.read_to_end(&mut rest)).await.expect("it is closed").unwrap();
        assert!(rest.is_empty() && begun.elapsed() >= SHORT / 2, "{:?}", begun.elapsed());
    }
}
