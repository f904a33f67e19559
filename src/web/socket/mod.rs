//! The live sockets: the handshake, and the shards that carry them from then on.
//!
//! A shard is a thread with an event loop of its own and its share of all sockets, because a task a socket costs twice as
//! much for every frame and vote. Decides nothing: who may steer was settled before the upgrade, what a vote
//! is worth settles the room. In reading order:
//!
//! - `protocol`: bytes ↔ messages; tungstenite, which never touches a socket
//! - `conn`: one socket: what waits to be written, and what it missed
//! - `talk`: what is said on it, and what the room is asked
//! - `shard`: the loop: events, letters, a sweep of frames, the clock
//! - `mailbox`: how anything reaches a shard
//! - `herald`: carries a room's frames to every shard

mod circle;
mod conn;
mod herald;
mod mailbox;
mod pace;
pub mod protocol;
mod shard;
mod submit;
mod talk;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;

use self::herald::Heralds;
use self::mailbox::{Letter, Newcomer};
use self::shard::Shard;
use super::App;
use super::identity::Token;
use super::line::Line;
use crate::codec::wire::SUBPROTOCOL;
use crate::codec::words::Tongue;
use crate::hub::metrics::Metrics;
use crate::hub::{Pass, Room};

pub use self::herald::why_gone;
pub use self::protocol::Goodbye;
pub use self::submit::{AskText, UpvoteText, ask_request, submit, submit_answer, submit_command, upvote_request};

/// Of so many cores one carries sockets: the room, the journal and the pages need the others, and two loops wake the
/// room twice as often for the same votes. One serves some 50,000 votes a second.
const CORES_A_SHARD: usize = 2;
/// More are never needed.
const SHARDS_MAX: usize = 8;
/// How often stopping looks whether a shard is done.
const STOP_STEP: Duration = Duration::from_millis(10);

/// Who is at the other end.
pub enum Peer {
    /// Known by the cookie, or else by the token in its hello.
    Phone {
        token: Option<Token>,
    },
    /// Obeys keys only while its browser also holds the control's cookie.
    Screen {
        shows: Pass,
        steers: Option<Pass>,
    },
    Control {
        steers: Pass,
    },
}

/// All live sockets, in shards.
pub struct Sockets {
    shards: Vec<shard::Handle>,
    next: AtomicUsize,
    heralds: Heralds,
}

impl Sockets {
    /// Starts the shards.
    ///
    /// # Errors
    /// When the system gives no thread or no event queue.
    pub fn start(metrics: &Arc<Metrics>) -> io::Result<Self> {
        let cores = available_parallelism().map_or(1, usize::from);
        let shards = (0..(cores / CORES_A_SHARD).clamp(1, SHARDS_MAX))
            .map(|_| Shard::start(Arc::clone(metrics)))
            .collect::<io::Result<Vec<_>>>()?;
        let mailboxes = shards.iter().map(|shard| Arc::clone(&shard.mailbox)).collect();
        Ok(Self { shards, next: AtomicUsize::new(0), heralds: Heralds::new(mailboxes) })
    }

    fn welcome(&self, newcomer: Newcomer) {
        self.heralds.attend(&newcomer.app, &newcomer.room);
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        self.shards[turn % self.shards.len()].mailbox.post(Letter::Newcomer(Box::new(newcomer)));
    }

    /// Tells every page to come back, and waits until they are gone. Bounded: a shard drops who does not close in time.
    pub async fn stop(&self) {
        self.tell_to_stop();
        while !self.shards.iter().all(shard::Handle::is_done) {
            tokio::time::sleep(STOP_STEP).await;
        }
    }

    fn tell_to_stop(&self) {
        for shard in &self.shards {
            shard.mailbox.post(Letter::Stop);
        }
    }
}

impl Drop for Sockets {
    fn drop(&mut self) {
        // The threads hold nothing of ours and end by themselves.
        self.tell_to_stop();
    }
}

/// Answers the handshake and hands the connection to a shard.
pub fn accept(
    app: Arc<App>,
    room: Arc<Room>,
    peer: Peer,
    tongue: Tongue,
    mut request: Request<Body>,
) -> Response<Body> {
    let speaks = request
        .headers()
        .get(header::SEC_WEBSOCKET_PROTOCOL)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|protocols| protocols.split(',').any(|protocol| protocol.trim() == SUBPROTOCOL));
    let Some(upgrade) = request.extensions_mut().remove::<OnUpgrade>().filter(|_| speaks) else {
        return refused();
    };
    let Some(mut response) = protocol::handshake(&request) else { return refused() };
    response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    tokio::spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        // Only our own accept loop hands out connections, and it hands out lines.
        let Ok(parts) = upgraded.downcast::<TokioIo<Line>>() else { return };
        let Ok(stream) = parts.io.into_inner().into_stream().into_std() else { return };
        // The hello may have travelled in the packet of the handshake.
        let early = parts.read_buf.to_vec();
        let sockets = Arc::clone(&app);
        sockets.sockets.welcome(Newcomer { stream, early, app, room, peer, tongue });
    });
    response
}

fn refused() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::UPGRADE_REQUIRED;
    response.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    response
}
