//! One task a room: take, decide, apply, append, reply, draw. The only writer of its session.
//!
//! Nothing leaves the room while a commit runs, so nobody ever sees what a crash can take back. Knows no sockets and
//! no pages; whoever wants something hands in a request, watches the frames, or takes a look between two batches.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::frames::{Audience, Easel, Frames, slot};
use super::metrics::Metrics;
use super::presence::Presence;
use super::secrets::SessionKey;
use super::{Timing, now, random_word};
use crate::codec::view::{JoinAddress, Scene};
use crate::codec::words::Tongue;
use crate::domain::fact::{Fact, Link, Recorded};
use crate::domain::ids::{DeckId, Moment, RoomCode, SessionId, SlideKey, VoterId};
use crate::domain::session::{Command, Decision, Outcome, PollState, Refusal, Reply, Request, Session};
use crate::journal::{Charter, Journal, JournalFailure};

/// Votes that may wait while a commit runs: a whole room of 10,000 in one second. When it is full the phone is told
/// "busy" and sends again.
const INBOX_BOUND: usize = 16_384;
/// Presenter's requests wait in a lane of their own, so that a storm of votes never delays a step.
const LANE_BOUND: usize = 256;
/// Looks at the session by pages and exports.
const LOOKS_BOUND: usize = 1_024;
/// How far back "votes in the last 10 s" looks.
const RECENT: Duration = Duration::from_secs(10);
/// Wait before a failed journal is read again.
const REBUILD_PAUSE: Duration = Duration::from_millis(500);

/// What a look may see: the session as journalled, and who is or was here since the open question opened.
type Look = Box<dyn FnOnce(&Session, &BTreeSet<VoterId>) + Send>;

struct Ask {
    request: Request,
    reply: oneshot::Sender<Reply>,
}

/// How often each link was renewed: the screen's, the control's.
type LinkNumbers = (u32, u32);

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
    key: SessionKey,
    inbox: mpsc::Sender<Ask>,
    lane: mpsc::Sender<Ask>,
    looks: mpsc::Sender<Look>,
    frames: Vec<Frames>,
    links: watch::Receiver<LinkNumbers>,
    presence: Arc<Presence>,
    metrics: Arc<Metrics>,
    pub(super) cancel: CancellationToken,
}

/// How a room came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomEnd {
    /// The server stops, or the session is deleted.
    Cancelled,
    /// The results are written; nothing is left to serve.
    Sealed,
}

impl Room {
    /// Hands in a request and waits until it is decided and, if it was a fact, on disk.
    pub async fn submit(&self, request: Request) -> Reply {
        let steers = matches!(request, Request::Steer { .. });
        let busy = if steers { Reply::Refused(Refusal::Busy) } else { Reply::Outcome(Outcome::Busy) };
        let (reply, answer) = oneshot::channel();
        let queue = if steers { &self.lane } else { &self.inbox };
        if queue.try_send(Ask { request, reply }).is_err() {
            return busy;
        }
        answer.await.unwrap_or(busy)
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
    pub async fn frame(&self, audience: Audience, tongue: Tongue) -> Option<super::frames::Frame> {
        let mut frames = self.frames(audience, tongue);
        frames.wait_for(|frame| frame.number > 0).await.ok().map(|frame| frame.clone())
    }

    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    pub fn presence(&self) -> &Arc<Presence> {
        &self.presence
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
        self.opens(pass, *self.links.borrow())
    }

    /// Waits until this opens its link no more.
    pub async fn withdrawn(&self, pass: &Pass) {
        let mut links = self.links.clone();
        if links.wait_for(|numbers| !self.opens(pass, *numbers)).await.is_err() {
            // The room has stopped; whoever waits hears of that elsewhere.
            std::future::pending::<()>().await;
        }
    }

    fn opens(&self, pass: &Pass, (screen, control): LinkNumbers) -> bool {
        let number = match pass.link {
            Link::Screen => screen,
            Link::Control => control,
        };
        self.key.link(pass.link, number) == pass.secret
    }
}

fn link_numbers(session: &Session) -> LinkNumbers {
    (session.link_number(Link::Screen), session.link_number(Link::Control))
}

/// The task behind a [`Room`].
pub struct RoomTask {
    charter: Charter,
    session: Session,
    journal: Arc<dyn Journal>,
    timing: Timing,
    join: watch::Receiver<JoinAddress>,
    presence: Arc<Presence>,
    easel: Easel,
    links: watch::Sender<LinkNumbers>,
    inbox: mpsc::Receiver<Ask>,
    lane: mpsc::Receiver<Ask>,
    looks: mpsc::Receiver<Look>,
    cancel: CancellationToken,
    /// Who is or was here since the open question opened.
    seen: BTreeSet<VoterId>,
    /// The question that `seen` is about.
    seen_at: Option<SlideKey>,
    /// When the grace of a closing question is over. This and the next two are on the monotonic clock: a clock on the
    /// wall that is put right in mid-session must end nothing.
    grace_until: Option<Instant>,
    /// When the presenter last did something.
    steered: Instant,
    /// When the session ended.
    ended: Option<Instant>,
    /// Answers journalled lately, a batch each.
    recent: VecDeque<(Instant, u32)>,
    /// Whether the last draw offered an undo; it must go away by itself.
    could_undo: bool,
    /// Whether the last write to the journal went well.
    stored: bool,
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
    let (inbox_sender, inbox) = mpsc::channel(INBOX_BOUND);
    let (lane_sender, lane) = mpsc::channel(LANE_BOUND);
    let (looks_sender, looks) = mpsc::channel(LOOKS_BOUND);
    let presence = Arc::new(Presence::default());
    let easel = Easel::new(random_word());
    let links = watch::Sender::new(link_numbers(&session));
    let room = Arc::new(Room {
        id: charter.session.clone(),
        code: charter.code,
        deck: charter.deck.clone(),
        title: charter.title.clone(),
        started_at: charter.started_at,
        key: SessionKey::new(charter.key),
        inbox: inbox_sender,
        lane: lane_sender,
        looks: looks_sender,
        frames: easel.receivers(),
        links: links.subscribe(),
        presence: Arc::clone(&presence),
        metrics,
        cancel: cancel.clone(),
    });
    let task = RoomTask {
        seen_at: session.open_question().map(|(question, _)| question.clone()),
        steered: instant_of(session.steered_at()),
        ended: session.ended_at().map(instant_of),
        charter,
        session,
        journal,
        timing,
        join,
        presence,
        easel,
        links,
        inbox,
        lane,
        looks,
        cancel,
        seen: BTreeSet::new(),
        // A question that was closing when the server stopped is closed at once.
        grace_until: Some(Instant::now()),
        recent: VecDeque::new(),
        could_undo: false,
        stored: true,
    };
    (room, task)
}

impl RoomTask {
    /// Serves until the end. Its frames end when it is dropped, which is for the caller to time.
    pub async fn run(&mut self) -> RoomEnd {
        self.draw();
        loop {
            let cancel = self.cancel.clone();
            let presence = Arc::clone(&self.presence);
            let wake = self.wake_at();
            let mut batch = Vec::new();
            tokio::select! {
                biased;
                () = cancel.cancelled() => return RoomEnd::Cancelled,
                Some(ask) = self.lane.recv() => batch.push(ask),
                Some(look) = self.looks.recv() => look(&self.session, &self.seen),
                Some(ask) = self.inbox.recv() => batch.push(ask),
                () = presence.changed() => self.easel.soil(),
                Ok(()) = self.join.changed() => self.easel.soil(),
                () = tokio::time::sleep_until(wake) => {}
            }
            self.take_arrivals();
            // All that waits goes into one batch: while it is committed the next one collects itself.
            while let Ok(ask) = self.lane.try_recv() {
                batch.push(ask);
            }
            if !batch.is_empty() {
                while let Ok(ask) = self.inbox.try_recv() {
                    batch.push(ask);
                }
            }
            self.serve(batch).await;
            if self.keep_time().await == Some(RoomEnd::Sealed) {
                return RoomEnd::Sealed;
            }
            self.draw();
        }
    }

    fn take_arrivals(&mut self) {
        let arrivals = self.presence.take_arrivals();
        if self.session.open_question().is_some() {
            self.seen.extend(arrivals);
        }
    }

    /// Decides and applies a batch, journals its facts, and only then replies.
    async fn serve(&mut self, batch: Vec<Ask>) {
        if batch.is_empty() {
            return;
        }
        let at = now();
        let mut facts = Vec::new();
        let mut replies = Vec::with_capacity(batch.len());
        for Ask { request, reply } in batch {
            match self.session.decide(&request, at, &self.seen) {
                Decision::Record(decided, answer) => {
                    for fact in decided {
                        let recorded = Recorded { at, fact };
                        self.session.apply(&recorded);
                        self.follow(&recorded.fact);
                        facts.push(recorded);
                    }
                    replies.push((reply, answer));
                }
                Decision::Reply(answer) => replies.push((reply, answer)),
            }
        }
        let voters: Vec<VoterId> = facts.iter().filter_map(voter_of).collect();
        match self.append(facts).await {
            Ok(()) => {
                for (reply, answer) in replies {
                    // A socket may have gone meanwhile; its vote is stored all the same.
                    let _ = reply.send(answer);
                }
                for voter in &voters {
                    self.presence.ring(voter);
                }
                self.tell_links();
            }
            Err(failure) => {
                for (reply, answer) in replies {
                    let _ = reply.send(not_stored(&failure, answer));
                }
                self.rebuild().await;
            }
        }
    }

    /// Pages that came in by a link that was renewed hear that it is no more.
    fn tell_links(&self) {
        let now = link_numbers(&self.session);
        self.links.send_if_modified(|links| std::mem::replace(links, now) != now);
    }

    async fn append(&mut self, facts: Vec<Recorded>) -> Result<(), JournalFailure> {
        if facts.is_empty() {
            return Ok(());
        }
        let answers = facts.iter().filter(|recorded| voter_of(recorded).is_some()).count() as u32;
        let appended = self.journal.append(&self.charter.session, facts).await;
        self.stored = appended.is_ok();
        self.easel.soil();
        if let Err(failure) = &appended {
            tracing::error!(session = %self.charter.session, %failure, "facts were not stored");
        } else if answers > 0 {
            self.recent.push_back((Instant::now(), answers));
        }
        appended
    }

    /// What the room itself remembers about a fact it has just applied.
    fn follow(&mut self, fact: &Fact) {
        if !matches!(fact, Fact::Answered(_) | Fact::Closed { .. }) {
            self.steered = Instant::now();
        }
        match fact {
            Fact::Opened { question } | Fact::Reopened { question } => {
                // Whoever saw the question before it was closed and opened again has still seen it.
                if self.seen_at.as_ref() != Some(question) {
                    self.seen.clear();
                    self.seen_at = Some(question.clone());
                }
                self.seen.extend(self.presence.all());
                self.grace_until = None;
            }
            Fact::Closing { .. } => self.grace_until = Some(Instant::now() + self.timing.grace),
            Fact::Closed { .. } => self.grace_until = None,
            Fact::Ended => self.ended = Some(Instant::now()),
            Fact::Resumed => self.ended = None,
            _ => {}
        }
    }

    /// The session in memory holds what the disk does not: throw it away and read the journal.
    async fn rebuild(&mut self) {
        loop {
            match self.journal.read(&self.charter.session).await {
                Ok((_, facts)) => {
                    let editions = Arc::clone(self.session.editions());
                    self.session = Session::replay(editions, self.charter.started_at, &facts);
                    self.ended = self.session.ended_at().map(|at| self.ended.unwrap_or_else(|| instant_of(at)));
                    self.seen.extend(self.presence.all());
                    self.easel.begin_epoch(random_word());
                    self.tell_links();
                    return;
                }
                Err(failure) => {
                    tracing::error!(session = %self.charter.session, %failure, "the journal cannot be read back yet");
                }
            }
            tokio::select! {
                () = self.cancel.cancelled() => return,
                () = tokio::time::sleep(REBUILD_PAUSE) => {}
            }
        }
    }

    /// Does what is due by the clock: closes after the grace, ends an idle session, seals an ended one.
    async fn keep_time(&mut self) -> Option<RoomEnd> {
        let closing =
            self.session.open_question().is_some_and(|(_, poll)| matches!(poll.state, PollState::Closing { .. }));
        if !closing {
            self.grace_until = None;
        } else if self.grace_until.is_none_or(|until| until <= Instant::now()) {
            self.decide_alone(Request::FinishClosing).await;
        }
        match (self.session.ended_at(), self.ended) {
            (Some(ended_at), Some(ended)) if ended.elapsed() >= self.timing.resume => return self.seal(ended_at).await,
            (None, _) if self.steered.elapsed() >= self.timing.idle_end => {
                self.decide_alone(Request::Steer { from: None, command: Command::End }).await;
            }
            _ => {}
        }
        None
    }

    /// A request of the room's own; its reply is for nobody.
    async fn decide_alone(&mut self, request: Request) {
        let (reply, _) = oneshot::channel();
        self.serve(vec![Ask { request, reply }]).await;
    }

    async fn seal(&mut self, ended_at: Moment) -> Option<RoomEnd> {
        let results = self.session.results(&self.seen);
        match self.journal.seal(&self.charter.session, ended_at, results).await {
            // Already sealed: an earlier try failed only after the results were written.
            Ok(()) | Err(JournalFailure::IsSealed(_)) => {
                tracing::info!(session = %self.charter.session, "sealed");
                Some(RoomEnd::Sealed)
            }
            Err(failure) => {
                tracing::error!(session = %self.charter.session, %failure, "could not be sealed yet");
                tokio::time::sleep(REBUILD_PAUSE).await;
                None
            }
        }
    }

    fn wake_at(&self) -> Instant {
        // A session that idles for a day is looked at once a minute.
        let mut wake = Instant::now() + Duration::from_secs(60);
        if let Some(ended) = self.ended {
            wake = wake.min(ended + self.timing.resume);
        }
        let undo = self.session.undoable(now()).map(|(_, _, left)| Instant::now() + Duration::from_millis(left as u64));
        let recent = self.recent.front().map(|(at, _)| *at + RECENT);
        [self.grace_until, self.easel.due(), undo, recent].into_iter().flatten().fold(wake, Instant::min)
    }

    fn draw(&mut self) {
        let moment = Instant::now();
        while self.recent.front().is_some_and(|(at, _)| moment.duration_since(*at) >= RECENT) {
            self.recent.pop_front();
            self.easel.soil();
        }
        let can_undo = self.session.undoable(now()).is_some();
        if std::mem::replace(&mut self.could_undo, can_undo) != can_undo {
            self.easel.soil();
        }
        if self.easel.due().is_none_or(|due| due > Instant::now()) {
            return;
        }
        let join = self.join.borrow_and_update().clone();
        let scene = Scene {
            session: &self.session,
            code: self.charter.code,
            now: now(),
            join: &join,
            seen: &self.seen,
            here: self.presence.here(),
            screens: self.presence.screens(),
            recent_answers: self.recent.iter().map(|(_, answers)| answers).sum(),
            stored: self.stored,
        };
        self.easel.draw(&scene);
    }
}

/// A moment of the journal on the monotonic clock: asked once, when a room is opened or read back.
fn instant_of(moment: Moment) -> Instant {
    let ago = Duration::from_millis(now().since(moment).max(0) as u64);
    // A machine that runs for less long than that cannot say it; then the wait begins anew.
    Instant::now().checked_sub(ago).unwrap_or_else(Instant::now)
}

fn voter_of(recorded: &Recorded) -> Option<VoterId> {
    match &recorded.fact {
        Fact::Answered(answered) => Some(answered.voter),
        _ => None,
    }
}

/// What a person is told when the journal failed: never that something was stored, and always that it can be tried again.
fn not_stored(failure: &JournalFailure, answer: Reply) -> Reply {
    let full = matches!(failure, JournalFailure::Full);
    match answer {
        Reply::Outcome(_) => Reply::Outcome(if full { Outcome::StorageFull } else { Outcome::Busy }),
        Reply::Done | Reply::Refused(_) => Reply::Refused(if full { Refusal::StorageFull } else { Refusal::Busy }),
    }
}
