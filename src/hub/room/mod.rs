//! The handle on a room: hand in a request, look at the session, watch the frames, hold a link's pass.
//!
//! Knows no sockets and no pages, and nothing of what a request means: the task in `task` decides it.

mod task;

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Timing;
use super::frames::{Audience, Frame, Frames, slot};
use super::metrics::Metrics;
use super::presence::Presence;
use super::secrets::SessionKey;
use super::signs::Signs;
use crate::codec::view::{JoinAddress, Storage};
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::{DeckId, Moment, RoomCode, SessionId, VoterId};
use crate::domain::privacy::Privacy;
use crate::domain::session::{Outcome, Refusal, Reply, Request, Session};
use crate::domain::sign::Sign;
use crate::journal::{Charter, Journal};

pub use task::{RoomEnd, RoomTask};

/// Votes that may wait while a commit runs: a whole room of 10,000 in one second. When it is full the phone is told
/// "busy" and sends again.
const INBOX_BOUND: usize = 16_384;
/// Presenter's requests wait in a lane of their own, so that a storm of votes never delays a step.
const LANE_BOUND: usize = 256;
/// Looks at the session by pages, exports, and every phone that connects: as many as may vote at once.
const LOOKS_BOUND: usize = 16_384;

/// What a look may see: the session as journalled, and who is or was here since the open question opened.
type Look = Box<dyn FnOnce(&Session, &BTreeSet<VoterId>) + Send>;

/// A request and where its reply goes.
struct Ask {
    request: Request,
    reply: ReplyTo,
}

/// Where a reply goes. Dropped unanswered, as when a room stops, it says "busy": whoever asked then tries again.
struct ReplyTo {
    respond: Option<Box<dyn FnOnce(Reply) + Send>>,
    is_steering: bool,
}

impl ReplyTo {
    fn say(mut self, reply: Reply) {
        if let Some(respond) = self.respond.take() {
            respond(reply);
        }
    }

    /// The room's own requests have nobody to tell.
    fn nobody() -> Self {
        Self { respond: None, is_steering: true }
    }
}

impl Drop for ReplyTo {
    fn drop(&mut self) {
        if let Some(respond) = self.respond.take() {
            respond(if self.is_steering { Reply::Refused(Refusal::Busy) } else { Reply::Outcome(Outcome::Busy) });
        }
    }
}

/// How often each link was renewed: the screen's, the control's.
pub type LinkNumbers = (u32, u32);

/// What lets a presenter's page in, until its link is renewed.
#[derive(Clone)]
pub struct Pass {
    pub link: Link,
    pub secret: String,
}

/// A handle on a room; the task itself is owned by the hub's tracker and ends on cancellation.
pub struct Room {
    pub id: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub title: String,
    pub started_at: Moment,
    /// What attendees were promised.
    pub privacy: Privacy,
    key: SessionKey,
    inbox: mpsc::Sender<Ask>,
    lane: mpsc::Sender<Ask>,
    looks: mpsc::Sender<Look>,
    frames: Vec<Frames>,
    links: watch::Receiver<LinkNumbers>,
    storage: watch::Receiver<Storage>,
    presence: Arc<Presence>,
    signs: Arc<Signs>,
    metrics: Arc<Metrics>,
    pub(super) cancel: CancellationToken,
}

impl Room {
    /// Hands in a request. `respond` is called once: when the request is decided and, if it was a fact, on disk; or at
    /// once with "busy" when too many wait. It is called by the room, so it must be quick and never block.
    pub fn hand_in(&self, request: Request, respond: impl FnOnce(Reply) + Send + 'static) {
        let is_steering = matches!(request, Request::Steer { .. });
        let metrics = Arc::clone(&self.metrics);
        let respond = move |reply: Reply| {
            if let Reply::Outcome(outcome) = reply {
                metrics.answered(outcome);
            }
            respond(reply);
        };
        let reply = ReplyTo { respond: Some(Box::new(respond)), is_steering };
        let queue = if is_steering { &self.lane } else { &self.inbox };
        // What does not fit is dropped, and dropping it says "busy".
        let _ = queue.try_send(Ask { request, reply });
    }

    /// Hands in a request and waits until it is decided and, if it was a fact, on disk.
    pub async fn submit(&self, request: Request) -> Reply {
        let (sender, answer) = oneshot::channel();
        self.hand_in(request, move |reply| {
            // Whoever asked may have gone; what was stored stays stored.
            let _ = sender.send(reply);
        });
        answer.await.unwrap_or(Reply::Refused(Refusal::Busy))
    }

    /// Has the room call this between two batches, when all of the session is on disk. False when the room has stopped
    /// or too many wait already.
    pub fn glance(&self, look: impl FnOnce(&Session, &BTreeSet<VoterId>) + Send + 'static) -> bool {
        self.looks.try_send(Box::new(look)).is_ok()
    }

    /// Looks at the session between two batches, when all of it is on disk. `None` when the room has stopped.
    pub async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Session, &BTreeSet<VoterId>) -> T + Send + 'static,
    ) -> Option<T> {
        let (sender, seen) = oneshot::channel();
        let look: Look = Box::new(move |session, voters| {
            // Whoever asked may have gone; then nobody misses the answer.
            let _ = sender.send(look(session, voters));
        });
        self.looks.send(look).await.ok()?;
        seen.await.ok()
    }

    pub fn frames(&self, audience: Audience, tongue: Tongue) -> Frames {
        self.frames[slot(audience, tongue)].clone()
    }

    /// The frame as it is, once the room has drawn its first.
    pub async fn frame(&self, audience: Audience, tongue: Tongue) -> Option<Frame> {
        let mut frames = self.frames(audience, tongue);
        frames.wait_for(|frame| frame.number > 0).await.ok().map(|frame| frame.clone())
    }

    pub fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    /// Lets the presenter know something of an attendee that is no answer.
    pub fn sign(&self, voter: VoterId, sign: Sign) {
        if self.signs.take(voter, sign, Instant::now()) {
            self.presence.stir();
        }
    }

    pub fn presence(&self) -> &Arc<Presence> {
        &self.presence
    }

    /// Whether answers are stored, as far as known.
    pub fn storage(&self) -> Storage {
        *self.storage.borrow()
    }

    pub fn voter(&self, token: &[u8]) -> VoterId {
        self.key.voter(token)
    }

    /// The secret that opens this link now.
    pub async fn link_secret(&self, link: Link) -> Option<String> {
        let number = self.look(move |session, _| session.link_number(link)).await?;
        Some(self.key.link(link, number))
    }

    /// Whether this opens its link now.
    pub fn honours(&self, pass: &Pass) -> bool {
        let (screen, control) = *self.links.borrow();
        let number = match pass.link {
            Link::Screen => screen,
            Link::Control => control,
        };
        self.key.link(pass.link, number) == pass.secret
    }

    /// Changes when a link is renewed; ends when the room does.
    pub fn links(&self) -> watch::Receiver<LinkNumbers> {
        self.links.clone()
    }
}

/// A room around a session that was just founded or read back.
pub fn open_room(
    charter: Charter,
    session: Session,
    journal: Arc<dyn Journal>,
    metrics: Arc<Metrics>,
    timing: Timing,
    join: watch::Receiver<JoinAddress>,
    cancel: CancellationToken,
) -> (Arc<Room>, RoomTask) {
    let (inbox, asks) = mpsc::channel(INBOX_BOUND);
    let (lane, steps) = mpsc::channel(LANE_BOUND);
    let (looks, glances) = mpsc::channel(LOOKS_BOUND);
    let presence = Arc::new(Presence::default());
    let id = charter.session.clone();
    let (code, deck, title) = (charter.code, charter.deck.clone(), charter.title.clone());
    let (started_at, privacy) = (charter.started_at, charter.privacy);
    let key = SessionKey::new(charter.key);
    let queues = task::Queues { inbox: asks, lane: steps, looks: glances };
    let task = RoomTask::new(charter, session, journal, timing, join, Arc::clone(&presence), queues, cancel.clone());
    let room = Room {
        id,
        code,
        deck,
        title,
        started_at,
        privacy,
        key,
        inbox,
        lane,
        looks,
        frames: task.frames(),
        links: task.links(),
        storage: task.storage(),
        presence,
        signs: task.signs(),
        metrics,
        cancel,
    };
    (Arc::new(room), task)
}
