//! One HTTP connection, with a deadline for everything the other side may be slow at. What becomes a live socket leaves
//! here, and with it every deadline.
//!
//! Never waits for a person: whoever says nothing, says it slowly or does not listen is cut off without a word.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::gate::OutOfFiles;
use super::line::Line;

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
    /// For taking anything at all of an answer that waits. A wide buffer on the other side is told free only when much of it
    /// is, so who reads 4 KB a second seems to take nothing for half a minute and then much at once; whoever takes nothing
    /// for so long does not read. What the kernel holds by then is let go of by the kernel, see `door`.
    pub taking: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { header: Duration::from_secs(10), request: Duration::from_secs(15), taking: Duration::from_secs(120) }
    }
}

/// How a connection came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Usual,
    /// Open files ran out: what it asks must come soon, and does not pass the gate.
    OutOfFiles,
}

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
    let (line, pace) = Line::new(stream);
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        if entry == Entry::OutOfFiles {
            request.extensions_mut().insert(OutOfFiles);
        }
        request.map(Body::new)
    });
    let header = match entry {
        Entry::Usual => deadlines.header,
        Entry::OutOfFiles => deadlines.header.min(HURRIED),
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(header)
        .serve_connection(TokioIo::new(line), TowerToHyperService::new(service))
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        // A browser that goes away in the middle is no news.
        _ = connection.as_mut() => {}
        () = pace.until_stuck(deadlines.taking) => {}
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::routing::get;
    use futures_util::stream;
    use socket2::SockRef;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpSocket};
    use tokio::task::JoinHandle;
    use tokio::time::Instant;

    use super::*;

    const PIECE_BYTES: usize = 64 * 1024;
    /// More than hyper and the kernel of both sides keep for a reader who does not read.
    const PIECES: usize = 512;
    /// More than a narrow line holds, and less than hyper takes of an answer before it stops asking for more.
    const PAGE_BYTES: usize = 200 * 1024;
    /// What the kernel keeps on each side of a narrow line; it doubles this.
    const NARROW_BYTES: usize = 8 * 1024;
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
        socket.set_recv_buffer_size(NARROW_BYTES as u32).unwrap();
        let client = socket.connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        let deadlines = Deadlines { header: SHORT, request: SHORT, taking: SHORT };
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

    /// With as little room on our side as on theirs.
    async fn narrow() -> (TcpStream, JoinHandle<()>) {
        let router = Router::new().route("/page", get(async || vec![b'x'; PAGE_BYTES]));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(NARROW_BYTES as u32).unwrap();
        let mut client = socket.connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        SockRef::from(&stream).set_send_buffer_size(NARROW_BYTES).unwrap();
        // Idling is another matter than not reading.
        let deadlines = Deadlines { header: PATIENCE * 2, request: PATIENCE, taking: SHORT };
        let served = serve(stream, peer, Entry::Usual, router, deadlines, CancellationToken::new());
        client.write_all(b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        (client, tokio::spawn(served))
    }

    #[tokio::test]
    async fn whoever_does_not_read_is_cut_off_also_when_all_of_the_answer_was_handed_over() {
        let (mut client, served) = narrow().await;
        tokio::time::timeout(PATIENCE, served).await.expect("it is cut off").unwrap();
        let mut heard = Vec::new();
        let _ = client.read_to_end(&mut heard).await;
        assert!(heard.len() < PAGE_BYTES, "{}", heard.len());
    }

    #[tokio::test]
    async fn whoever_takes_a_little_again_and_again_is_not_cut_off() {
        let (mut client, served) = narrow().await;
        let (begun, mut heard, mut sip) = (Instant::now(), 0, [0; NARROW_BYTES]);
        while heard < PAGE_BYTES {
            let bytes = client.read(&mut sip).await.unwrap();
            assert!(bytes > 0, "cut off after {heard} bytes");
            heard += bytes;
            tokio::time::sleep(SHORT / 10).await;
        }
        assert!(begun.elapsed() > SHORT * 2, "it was taken at once: {:?}", begun.elapsed());
        drop(client);
        served.await.unwrap();
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
