//! People who are slow on purpose: half headers, bodies that trickle, sockets that say nothing, connections that idle.
//! Each is cut off in time, and meanwhile pages come as fast as ever.
//!
//! 400 connections here; `tests/faults/slow-connections` sets PEIL_SLOW to 2,000.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use peil::web::connection::Deadlines;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{PATIENCE, Server, Site, Started};

const CONNECTIONS: usize = 400;
/// Of everything that can be shortened; the wait for a hello cannot.
const DEADLINE: Duration = Duration::from_secs(3);
const HELLO: Duration = Duration::from_secs(10);
/// How much later than its deadline a connection may end on a busy machine.
const LATE_MAX: Duration = Duration::from_secs(4);
const DRIP: Duration = Duration::from_millis(500);
const PAGES: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Silent,
    HalfHeader,
    Body,
    Idle,
    Socket,
}

const KINDS: [Kind; 5] = [Kind::Silent, Kind::HalfHeader, Kind::Body, Kind::Idle, Kind::Socket];

impl Kind {
    /// What it says at once, and what it says again and again.
    fn words(self, site: &Site, session: &Started) -> (String, &'static str) {
        let (code, host) = (&session.code, site.address);
        match self {
            Kind::Silent => (String::new(), ""),
            Kind::HalfHeader => (format!("GET /{code} HTTP/1.1\r\nHost: {host}\r\nX-"), "a"),
            Kind::Body => (
                format!(
                    "POST /{code}/answers HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9000\r\n\
                     Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                ),
                "x",
            ),
            Kind::Idle => (format!("GET /{code} HTTP/1.1\r\nHost: {host}\r\n\r\n"), ""),
            Kind::Socket => (
                format!(
                    "GET /{code}/live HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: Upgrade\r\n\
                     Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                     Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: peil.v1\r\n\r\n"
                ),
                "",
            ),
        }
    }

    fn deadline(self) -> Duration {
        if self == Kind::Socket { HELLO } else { DEADLINE }
    }

    /// Holds a connection for as long as it is let; how long that was. What it hears it reads: who does not read is
    /// another story, told beside the connection itself.
    async fn hold(self, site: &Site, session: &Started) -> Duration {
        let (words, more) = self.words(site, session);
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        let begun = Instant::now();
        let mut said = stream.write_all(words.as_bytes()).await;
        let mut heard = vec![0; 16 * 1024];
        // Whoever is cut off in the middle of a word may hear of it by an error too.
        while said.is_ok() && begun.elapsed() < 2 * PATIENCE {
            match timeout(DRIP, stream.read(&mut heard)).await {
                Ok(Ok(0) | Err(_)) => return begun.elapsed(),
                Ok(Ok(_)) => {}
                Err(_) => said = stream.write_all(more.as_bytes()).await,
            }
        }
        begun.elapsed()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_connections_are_closed_in_time_and_pages_still_come_at_once() {
    let connections = std::env::var("PEIL_SLOW").map_or(CONNECTIONS, |number| number.parse().unwrap());
    let server = Server::adjusted(|running| {
        running.deadlines = Deadlines { header: DEADLINE, request: DEADLINE, ..Deadlines::default() };
    })
    .await;
    let session = server.begin("proef").await;
    let (site, session) = (&*server, &session);
    let slow = join_all((0..connections).map(async |n| {
        let kind = KINDS[n % KINDS.len()];
        (kind, kind.hold(site, session).await)
    }));
    let pages = async {
        let mut times = Vec::with_capacity(PAGES);
        for _ in 0..PAGES {
            // Spread over the time in which the slow ones are there.
            tokio::time::sleep(DEADLINE / PAGES as u32).await;
            let begun = Instant::now();
            let page = site.http.get(site.url(&format!("/{}", session.code))).send().await.unwrap();
            assert_eq!(page.status(), 200);
            page.bytes().await.unwrap();
            times.push(begun.elapsed());
        }
        times.sort();
        times
    };
    let (slow, times) = tokio::join!(slow, pages);
    println!(
        "beside {connections} slow connections a page takes {:.1?} at the median, {:.1?} at the 95th of 100",
        times[PAGES / 2],
        times[PAGES * 95 / 100]
    );
    let mut too_long = Vec::new();
    for kind in KINDS {
        let mut held: Vec<_> = slow.iter().filter(|(of, _)| *of == kind).map(|(_, held)| *held).collect();
        held.sort();
        println!(
            "  {kind:?}: the longest was held {:.1?}, with a deadline of {:?}",
            held[held.len() - 1],
            kind.deadline()
        );
        held.retain(|held| *held >= kind.deadline() + LATE_MAX);
        too_long.extend((!held.is_empty()).then_some((kind, held)));
    }
    assert!(too_long.is_empty(), "held too long: {too_long:?}");
    assert!(times[PAGES / 2] < Duration::from_millis(100), "{:?}", times[PAGES / 2]);
}
