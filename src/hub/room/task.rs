//! One task a room: take, decide, apply, append, reply, draw. The only writer of its session.
//!
//! Nothing leaves the room while a commit runs, so nobody ever sees what a crash can take back.

mod asking;
mod countdown;
mod due;
mod storing;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{Ask, LinkNumbers, Look};
use crate::codec::view::{JoinAddress, Scene, Storage};
use crate::codec::wire;
use crate::domain::deck::Question;
use crate::domain::fact::{Answered, Fact, Link, Recorded, Sorting};
use crate::domain::ids::{Moment, SlideKey, VoterId};
use crate::domain::session::{AskRequest, Command, Decision, Outcome, Refusal, Reply, Request, Session, UpvoteRequest};
use crate::hub::clock::Clock;
use crate::hub::frames::{Easel, Frames};
use crate::hub::porter::Porter;
use crate::hub::presence::{Presence, SEEN_MAX};
use crate::hub::signs::Signs;
use crate::hub::{Timing, clock, now, random_word};
use crate::journal::{Charter, Journal, JournalFailure};
use asking::{News, whom_it_concerns};

/// How far back "votes in the last 10 s" looks.
const RECENT: Duration = Duration::from_secs(10);
/// Looks taken between two batches of votes. A page takes some 50 µs of the room's time, so votes then wait 15 ms more.
const LOOKS_A_TURN: usize = 256;

/// How a room came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomEnd {
    /// The server stops, or the session is deleted.
    Cancelled,
    /// The results are written; nothing is left to serve.
    Sealed,
    /// The journal could not be read back, so nobody knows how the session stands.
    Unreadable,
}

/// What waits for the room.
pub(super) struct Queues {
    pub inbox: mpsc::Receiver<Ask>,
    /// Presenter's requests, served first.
    pub lane: mpsc::Receiver<Ask>,
    pub looks: mpsc::Receiver<Look>,
}

/// The task behind a [`super::Room`].
pub struct RoomTask {
    charter: Charter,
    session: Session,
    journal: Arc<dyn Journal>,
    timing: Timing,
    join: watch::Receiver<JoinAddress>,
    presence: Arc<Presence>,
    easel: Easel,
    porter: Porter,
    links: watch::Sender<LinkNumbers>,
    queues: Queues,
    cancel: CancellationToken,
    clock: Clock,
    /// Who is or was here since the open question opened.
    seen: BTreeSet<VoterId>,
    /// The question that `seen` is about.
    seen_at: Option<SlideKey>,
    /// When the grace of a closing question is over. This and the next two are on the monotonic clock: a clock on the
    /// wall that is put right in mid-session must end nothing.
    grace_until: Option<Instant>,
    /// When the open question closes by itself. Set anew from its facts, by a clock that is not put right meanwhile.
    clock_until: Option<Instant>,
    /// When the seconds of that clock were last sent.
    ticked: Instant,
    signs: Arc<Signs>,
    /// When the presenter last did something.
    steered: Instant,
    /// When the session ended.
    ended: Option<Instant>,
    /// Answers journalled lately, by the moment.
    recent: VecDeque<(Instant, u32)>,
    /// Whether the last draw offered an undo; it must go away by itself.
    could_undo: bool,
    /// Only a stored vote or a look at the disk says that all is well: steps find room where votes find none.
    storage: watch::Sender<Storage>,
    /// When the disk is asked whether votes can be stored again; nobody may be able to try one.
    ask_disk_at: Instant,
    /// The session in memory is not what the journal holds, which cannot be read.
    lost: bool,
}

impl RoomTask {
    #[expect(clippy::too_many_arguments, reason = "one caller, and each is a part of its own")]
    pub(super) fn new(
        charter: Charter,
        session: Session,
        journal: Arc<dyn Journal>,
        timing: Timing,
        join: watch::Receiver<JoinAddress>,
        presence: Arc<Presence>,
        queues: Queues,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            seen_at: session.open_question().map(|(question, _)| question.clone()),
            seen: session.known_present(),
            steered: instant_of(session.steered_at()),
            ended: session.ended_at().map(instant_of),
            links: watch::Sender::new(link_numbers(&session)),
            easel: Easel::new(random_word()),
            porter: Porter::new(&session, Instant::now()),
            charter,
            session,
            journal,
            timing,
            join,
            presence,
            queues,
            cancel,
            clock: Clock::new(),
            // A question that was closing when the server stopped is closed at once.
            grace_until: Some(Instant::now()),
            clock_until: None,
            ticked: Instant::now(),
            signs: Arc::default(),
            recent: VecDeque::new(),
            could_undo: false,
            storage: watch::Sender::new(Storage::Well),
            ask_disk_at: Instant::now(),
            lost: false,
        }
    }

    pub(super) fn frames(&self) -> Vec<Frames> {
        self.easel.receivers()
    }

    pub(super) fn signs(&self) -> Arc<Signs> {
        Arc::clone(&self.signs)
    }

    pub(super) fn links(&self) -> watch::Receiver<LinkNumbers> {
        self.links.subscribe()
    }

    pub(super) fn storage(&self) -> watch::Receiver<Storage> {
        self.storage.subscribe()
    }

    /// Serves until the end. Its frames end when it is dropped, which is for the caller to time.
    pub async fn run(&mut self) -> RoomEnd {
        self.wind_clock().await;
        self.draw();
        loop {
            let cancel = self.cancel.clone();
            let presence = Arc::clone(&self.presence);
            let wake = self.wake_at();
            let mut batch = Vec::new();
            tokio::select! {
                biased;
                () = cancel.cancelled() => return RoomEnd::Cancelled,
                Some(ask) = self.queues.lane.recv() => batch.push(ask),
                Some(ask) = self.queues.inbox.recv() => batch.push(ask),
                Some(look) = self.queues.looks.recv() => look(&self.session, &self.seen),
                () = presence.changed() => self.easel.soil_figures(),
                Ok(()) = self.join.changed() => self.easel.soil(),
                () = tokio::time::sleep_until(wake) => {}
            }
            self.take_arrivals();
            // All that waits goes into one batch, presenters first: while it is committed the next one collects itself.
            for queue in [&mut self.queues.lane, &mut self.queues.inbox] {
                while let Ok(ask) = queue.try_recv() {
                    batch.push(ask);
                }
            }
            self.serve(batch).await;
            if self.lost {
                return RoomEnd::Unreadable;
            }
            for _ in 0..LOOKS_A_TURN {
                let Ok(look) = self.queues.looks.try_recv() else { break };
                look(&self.session, &self.seen);
            }
            if let Some(end) = self.keep_time().await {
                return end;
            }
            if self.lost {
                return RoomEnd::Unreadable;
            }
            self.draw();
        }
    }

    fn take_arrivals(&mut self) {
        let arrivals = self.presence.take_arrivals();
        self.porter.came(&arrivals, &self.seen, Instant::now());
        if self.session.open_question().is_some() {
            let free = SEEN_MAX.saturating_sub(self.seen.len());
            self.seen.extend(arrivals.into_iter().take(free));
        }
    }

    /// Decides and applies a batch, journals its facts, and only then replies.
    async fn serve(&mut self, batch: Vec<Ask>) {
        if batch.is_empty() {
            return;
        }
        // While a question's clock runs, time runs on evenly: a wall that jumps must take nobody's seconds.
        if self.clock_until.is_none() && batch.iter().any(|ask| begins_anew(&ask.request)) {
            self.clock.put_right();
        }
        let (at, moment) = (self.clock.now(), Instant::now());
        let mark = self.porter.mark();
        let (mut facts, mut news) = (Vec::new(), News::new());
        let mut replies = Vec::with_capacity(batch.len());
        for mut ask in batch {
            self.porter.hear(&mut ask.request);
            match self.session.decide(&ask.request, at, &self.seen) {
                Decision::Record(..) if !self.takes(&ask.request, at, moment) => {
                    replies.push((ask, Reply::Outcome(Outcome::Busy)));
                }
                Decision::Record(decided, reply) => {
                    for fact in decided {
                        news.extend(whom_it_concerns(&fact, &self.session));
                        let recorded = Recorded { at, fact };
                        self.session.apply(&recorded);
                        self.follow(&recorded.fact);
                        facts.push(recorded);
                    }
                    replies.push((ask, reply));
                }
                Decision::Reply(reply) => replies.push((ask, reply)),
            }
        }
        let answered: Vec<(SlideKey, VoterId)> = facts.iter().filter_map(answered_in).collect();
        let is_of_audience = facts.iter().any(|recorded| recorded.fact.is_of_audience());
        let who_counts_changed =
            facts.iter().any(|recorded| matches!(recorded.fact, Fact::SetAside { .. } | Fact::BroughtBack));
        let sorted: BTreeSet<SlideKey> = facts.iter().filter_map(sorted_in).collect();
        match self.append(facts).await {
            Ok(()) => {
                for (ask, reply) in replies {
                    ask.reply.say(reply);
                }
                self.ring(&answered);
                self.ring_writers(&sorted);
                self.ring_askers(&news);
                if who_counts_changed {
                    self.ring_all();
                }
                self.tell_links();
            }
            Err(failure) => {
                // A disk that is too full for votes still has room for steps: they are decided again, alone.
                let again = matches!(failure, JournalFailure::Full) && is_of_audience;
                let (steps, refused): (Vec<_>, Vec<_>) =
                    replies.into_iter().partition(|(ask, _)| again && !ask.request.is_of_audience());
                for (ask, reply) in refused {
                    ask.reply.say(not_stored(&failure, reply));
                }
                self.porter.put_back(mark);
                self.rebuild().await;
                if !steps.is_empty() && !self.lost {
                    Box::pin(self.serve(steps.into_iter().map(|(ask, _)| ask).collect())).await;
                }
            }
        }
    }

    /// Whether the porter lets this through; only what comes from the audience is ever held back.
    fn takes(&mut self, request: &Request, at: Moment, moment: Instant) -> bool {
        match request {
            Request::Answer(answer) => self.porter.takes(&answer.voter, &self.session, &self.seen, at, moment),
            Request::Ask(AskRequest { voter, .. }) | Request::Upvote(UpvoteRequest { voter, .. }) => {
                self.porter.paces(voter, &self.session, &self.seen, moment)
            }
            Request::Steer { .. } | Request::FinishClosing | Request::RunOut | Request::WindClock => true,
        }
    }

    /// Tells the tabs of everyone who answered what now stands.
    fn ring(&self, answered: &[(SlideKey, VoterId)]) {
        let at = self.clock.now();
        for (question, voter) in answered {
            self.presence.ring(voter, || {
                let poll = self.session.poll(question);
                let stands = poll.and_then(|poll| Some((question, poll, poll.given(voter)?)));
                wire::mine(stands.into_iter(), at).into()
            });
        }
    }

    /// Tells the tabs of everyone whose words may count as something else now.
    fn ring_writers(&self, sorted: &BTreeSet<SlideKey>) {
        for question in sorted {
            // Beside boxes alone do words count as anything.
            let is_chosen = self.session.deck().question(question).is_some_and(Question::is_chosen);
            let Some(poll) = self.session.poll(question).filter(|_| is_chosen) else { continue };
            let writers = poll.answers().filter(|(_, given)| given.answer.text.is_some());
            let writers: Vec<_> = writers.map(|(voter, _)| (question.clone(), *voter)).collect();
            self.ring(&writers);
        }
    }

    /// Tells everybody who answered and is here whether that counts: nobody may read "stored" and not "set aside".
    fn ring_all(&self) {
        let at = self.clock.now();
        for voter in self.presence.all() {
            if self.session.has_answered(&voter) {
                self.presence.ring(&voter, || wire::mine_whole(&self.session, &voter, at).into());
            }
        }
    }

    /// Pages that came in by a link that was renewed hear that it is no more.
    fn tell_links(&self) {
        let now = link_numbers(&self.session);
        self.links.send_if_modified(|links| std::mem::replace(links, now) != now);
    }

    /// What the room itself remembers about a fact it has just applied.
    fn follow(&mut self, fact: &Fact) {
        self.porter.follow(fact, &self.session, Instant::now());
        if !fact.is_of_audience() && !matches!(fact, Fact::Closed { .. }) {
            self.steered = Instant::now();
        }
        self.follow_clock(fact);
        match fact {
            Fact::Opened { question } | Fact::Reopened { question } => {
                // Whoever saw the question before it was closed and opened again has still seen it.
                if self.seen_at.as_ref() != Some(question) {
                    self.seen.clear();
                    self.seen_at = Some(question.clone());
                }
                self.seen.extend(self.session.known_present());
                self.seen.extend(self.presence.all());
                self.grace_until = None;
            }
            Fact::Answered(answered) => _ = self.seen.insert(answered.voter),
            Fact::Asked(asked) => _ = self.seen.insert(asked.voter),
            Fact::Closing { .. } => self.grace_until = Some(Instant::now() + self.timing.grace),
            Fact::Closed { .. } => self.grace_until = None,
            Fact::Ended => self.ended = Some(Instant::now()),
            Fact::Resumed => self.ended = None,
            _ => {}
        }
    }

    fn draw(&mut self) {
        let moment = Instant::now();
        while self.recent.front().is_some_and(|(at, _)| moment.duration_since(*at) >= RECENT) {
            self.recent.pop_front();
            self.easel.soil_figures();
        }
        if self.has_ticked(moment) || self.signs.forgets_at().is_some_and(|at| at <= moment) {
            self.easel.soil_figures();
        }
        if self.porter.has_turned(moment) {
            self.easel.soil();
        }
        let can_undo = self.session.undoable(self.clock.now()).is_some();
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
            now: self.clock.now(),
            join: &join,
            seen: &self.seen,
            here: self.presence.here(),
            screens: self.presence.screens(),
            recent_answers: self.recent.iter().map(|(_, answers)| answers).sum(),
            storage: *self.storage.borrow(),
            alarm: self.porter.alarm(moment),
            signs: self.signs.counted(moment),
            clock,
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

/// Whether a step may be timed by the wall: all but those that are judged by how long ago another was.
fn begins_anew(request: &Request) -> bool {
    matches!(request, Request::Steer { command, .. } if !matches!(command, Command::Undo | Command::Resume | Command::Finish))
}

fn answered_in(recorded: &Recorded) -> Option<(SlideKey, VoterId)> {
    match &recorded.fact {
        Fact::Answered(Answered { question, voter, .. }) => Some((question.clone(), *voter)),
        _ => None,
    }
}

/// The question of whose texts some may count as something else now.
fn sorted_in(recorded: &Recorded) -> Option<SlideKey> {
    match &recorded.fact {
        Fact::Sorted { sorting: Sorting::Show, .. } => None,
        Fact::Sorted { question, .. } | Fact::Veiled { question, .. } => Some(question.clone()),
        _ => None,
    }
}

fn link_numbers(session: &Session) -> LinkNumbers {
    (session.link_number(Link::Screen), session.link_number(Link::Control))
}

/// What a person is told when the journal failed: never that something was stored, and always that it can be tried again.
fn not_stored(failure: &JournalFailure, answer: Reply) -> Reply {
    let full = matches!(failure, JournalFailure::Full);
    match answer {
        Reply::Outcome(_) => Reply::Outcome(if full { Outcome::StorageFull } else { Outcome::Busy }),
        Reply::Done | Reply::Refused(_) => Reply::Refused(if full { Refusal::StorageFull } else { Refusal::Busy }),
    }
}
