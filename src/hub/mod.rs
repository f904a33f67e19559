//! Concurrency: the rooms that run, found by their code, and the sessions that are over.
//!
//! Knows the journal only as a trait and nothing of HTTP. No DashMap guard lives across an await: `find` clones the
//! handle out.

pub mod alarm;
mod cards;
mod clock;
pub mod frames;
pub mod halt;
mod metered;
pub mod metrics;
pub mod pace;
pub mod porter;
pub mod presence;
mod promise;
pub mod receipts;
mod reopen;
mod report;
pub mod retention;
pub mod room;
pub mod secrets;
pub mod shelf;
pub mod signs;

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dashmap::DashMap;
use rand::{Rng, RngCore};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use cards::SessionCard;
pub use frames::Audience;
use halt::{FactName, Halt};
use metered::Metered;
use metrics::{Metrics, Usage};
pub use promise::Promise;
use receipts::Receipts;
pub use report::Report;
use retention::Rounds;
pub use room::{Pass, Room};
use room::{RoomEnd, open_room};

use crate::codec::deck_file::{self, Source};
use crate::codec::view::JoinAddress;
use crate::domain::deck::Editions;
use crate::domain::ids::{Language, Moment, RoomCode, SessionId};
use crate::domain::limits::{GRACE_MS, IDLE_END_MS, RESUME_MS};
use crate::domain::privacy::Privacy;
use crate::domain::session::Session;
use crate::journal::{Charter, DeckText, Journal, JournalFailure};

/// How long things wait. The defaults are limits of meaning; tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Between the presenter's close and the last vote that counts.
    pub grace: Duration,
    /// Between the end of a session and its sealing.
    pub resume: Duration,
    /// After so long without a step a session ends by itself.
    pub idle_end: Duration,
    /// How often what is over its days is deleted.
    pub rounds: Rounds,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            grace: Duration::from_millis(GRACE_MS as u64),
            resume: Duration::from_millis(RESUME_MS as u64),
            idle_end: Duration::from_millis(IDLE_END_MS as u64),
            rounds: Rounds::default(),
        }
    }
}

pub struct Hub {
    journal: Arc<dyn Journal>,
    metrics: Arc<Metrics>,
    timing: Timing,
    rooms: DashMap<RoomCode, Arc<Room>>,
    /// Every code of which something is stored, so that none is given out twice.
    codes: DashMap<RoomCode, SessionId>,
    /// How far the journal went when a bug last stopped the room.
    stopped_at: DashMap<SessionId, FactName>,
    /// Sessions that stand still.
    halted: DashMap<SessionId, Halt>,
    receipts: Receipts,
    join: watch::Sender<JoinAddress>,
    tracker: TaskTracker,
    cancel: CancellationToken,
}

/// A deck that was read without errors, with the texts it was read from.
pub struct ReadyDeck {
    pub editions: Editions,
    pub original: DeckText,
    pub translations: Vec<(Language, DeckText)>,
}

/// What a code leads to.
pub enum Standing {
    Running(Arc<Room>),
    /// The session is over and sealed.
    Over(SessionId),
    /// The session can neither go on nor be ended now.
    Halted(Halt),
    Unknown,
}

#[derive(Debug, thiserror::Error)]
pub enum HubFailure {
    #[error(transparent)]
    Journal(#[from] JournalFailure),
    #[error("the deck kept with session {0} cannot be read any more")]
    DeckUnreadable(SessionId),
    #[error("a bug stopped session {session} again at fact {fact}; it stays closed")]
    Bug { session: SessionId, fact: FactName },
    #[error("no session code is free")]
    NoCodeFree,
    #[error("session {0} does not exist")]
    NoSuchSession(SessionId),
}

impl HubFailure {
    /// Whether there is no room on the disk: people can mend that.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Journal(JournalFailure::Full))
    }

    /// Whether the session must be over for good first.
    pub fn is_too_early(&self) -> bool {
        matches!(self, Self::Journal(JournalFailure::NotSealed(_)))
    }
}

impl Hub {
    /// Opens the hub and every session that was running when the server stopped.
    pub async fn open(journal: Arc<dyn Journal>, timing: Timing, join: JoinAddress) -> Result<Arc<Self>, HubFailure> {
        let metrics = Arc::<Metrics>::default();
        let hub = Arc::new(Self {
            journal: Arc::new(Metered::new(journal, Arc::clone(&metrics))),
            metrics,
            timing,
            rooms: DashMap::new(),
            codes: DashMap::new(),
            stopped_at: DashMap::new(),
            halted: DashMap::new(),
            receipts: Receipts::default(),
            join: watch::Sender::new(join),
            tracker: TaskTracker::new(),
            cancel: CancellationToken::new(),
        });
        for kept in hub.journal.sessions().await? {
            hub.codes.insert(kept.code, kept.session.clone());
            if kept.sealed.is_some() {
                continue;
            }
            // One session that cannot be read must not keep the others from going on.
            if let Err(failure) = hub.reopen(&kept.session).await {
                hub.halt(&kept.session, failure);
            }
        }
        hub.keep_promises();
        Ok(hub)
    }

    /// Starts a session with a copy of the deck, under this promise to its attendees.
    pub async fn start(self: &Arc<Self>, deck: ReadyDeck, privacy: Privacy) -> Result<Arc<Room>, HubFailure> {
        let id = SessionId::parse(&uuid::Uuid::now_v7().to_string()).expect("a UUID is a session id");
        let code = self.take_code(&id)?;
        let mut key = [0; 32];
        rand::rng().fill_bytes(&mut key);
        let charter = Charter {
            session: id,
            code,
            deck: deck.editions.original.id.clone(),
            title: deck.editions.original.title.clone(),
            started_at: now(),
            privacy,
            key,
            original: deck.original,
            translations: deck.translations,
        };
        if let Err(failure) = self.journal.create(charter.clone()).await {
            self.codes.remove(&code);
            return Err(failure.into());
        }
        let session = Session::new(Arc::new(deck.editions), charter.started_at).promising(privacy);
        tracing::info!(session = %charter.session, deck = %charter.deck, "started");
        Ok(self.spawn(charter, session))
    }

    fn take_code(&self, id: &SessionId) -> Result<RoomCode, HubFailure> {
        // 900,000 codes: a thousand misses in a row mean that practically all are taken.
        for _ in 0..1_000 {
            let code = RoomCode::new(rand::rng().random_range(RoomCode::RANGE)).expect("the range holds codes only");
            if let dashmap::Entry::Vacant(free) = self.codes.entry(code) {
                free.insert(id.clone());
                return Ok(code);
            }
        }
        Err(HubFailure::NoCodeFree)
    }

    fn spawn(self: &Arc<Self>, charter: Charter, session: Session) -> Arc<Room> {
        let code = charter.code;
        let (room, mut task) = open_room(
            charter,
            session,
            Arc::clone(&self.journal),
            Arc::clone(&self.metrics),
            self.timing,
            self.join.subscribe(),
            self.cancel.child_token(),
        );
        self.rooms.insert(code, Arc::clone(&room));
        let hub = Arc::clone(self);
        let id = room.id.clone();
        // A task inside a task: a panic in a room must reach nobody but whoever opens it anew.
        self.tracker.spawn(async move {
            let running = tokio::spawn(async move {
                let end = task.run().await;
                (end, task)
            });
            match running.await {
                // The task, and with it the frames, is let go after the room cannot be found any more: its sockets
                // then see that it is over.
                Ok((RoomEnd::Sealed, task)) => {
                    hub.rooms.remove(&code);
                    drop(task);
                }
                Ok((RoomEnd::Cancelled, _)) => {}
                Ok((RoomEnd::Unreadable, task)) => {
                    hub.rooms.remove(&code);
                    hub.halted.insert(id.clone(), Halt::Unreadable);
                    drop(task);
                    hub.reopen_when_readable(&id).await;
                }
                Err(_) => hub.reopen_after_panic(&id, code).await,
            }
        });
        room
    }

    pub fn find(&self, code: RoomCode) -> Option<Arc<Room>> {
        self.rooms.get(&code).map(|room| Arc::clone(&room))
    }

    pub fn standing(&self, code: RoomCode) -> Standing {
        match self.find(code) {
            Some(room) => Standing::Running(room),
            None => match self.codes.get(&code) {
                Some(id) => match self.halted.get(&*id) {
                    Some(halt) => Standing::Halted(halt.clone()),
                    None => Standing::Over(id.clone()),
                },
                None => Standing::Unknown,
            },
        }
    }

    pub fn find_session(&self, id: &SessionId) -> Option<Arc<Room>> {
        self.rooms.iter().find(|room| room.id == *id).map(|room| Arc::clone(&room))
    }

    /// Removes every trace of a session, running or not.
    pub async fn delete(self: &Arc<Self>, id: &SessionId) -> Result<(), HubFailure> {
        if let Some(room) = self.find_session(id) {
            self.rooms.remove(&room.code);
            room.cancel.cancel();
        }
        if let Err(failure) = self.journal.delete(id).await {
            // It is still there, so it must be reachable too.
            if let Err(failure) = self.reopen(id).await {
                self.halt(id, failure);
            }
            return Err(failure.into());
        }
        self.halted.remove(id);
        self.stopped_at.remove(id);
        self.codes.retain(|_, session| session != id);
        tracing::info!(session = %id, "deleted");
        Ok(())
    }

    /// Whether the journal can be written now.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub async fn probe(&self) -> Result<(), HubFailure> {
        Ok(self.journal.probe().await?)
    }

    pub fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    /// The figures for whoever runs this server, as OpenMetrics text.
    pub fn metrics_text(&self, usage: Usage) -> String {
        self.metrics.text(self.rooms.len(), usage)
    }

    pub fn join_address(&self) -> JoinAddress {
        self.join.borrow().clone()
    }

    /// Every screen shows the new address with its next frame.
    pub fn set_join_address(&self, join: JoinAddress) {
        self.join.send_replace(join);
    }

    /// Stops every room after the batch it is in, and lets the journal go.
    pub async fn close(&self) {
        self.cancel.cancel();
        self.tracker.close();
        self.tracker.wait().await;
        if let Err(failure) = self.journal.close().await {
            tracing::error!(%failure, "the journal did not close");
        }
    }
}

fn editions_of(charter: &Charter) -> Result<Editions, HubFailure> {
    let original = Source { name: &charter.original.name, bytes: charter.original.text.as_bytes() };
    let translations: Vec<(Language, Source<'_>)> = charter
        .translations
        .iter()
        .map(|(language, text)| (language.clone(), Source { name: &text.name, bytes: text.text.as_bytes() }))
        .collect();
    match deck_file::read_editions(&charter.deck, original, &translations) {
        Ok(reading) => Ok(reading.editions),
        Err(_) => Err(HubFailure::DeckUnreadable(charter.session.clone())),
    }
}

/// The time on the wall.
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(since.as_millis() as i64)
}

/// The time of day where the server stands; whoever has a script sees the time of their own clock.
pub fn clock(at: Moment) -> String {
    let zone = jiff::tz::TimeZone::system();
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.to_zoned(zone).strftime("%H:%M").to_string())
        .unwrap_or_default()
}

/// 64 random bits as a word: tells one epoch from another.
fn random_word() -> String {
    format!("{:016x}", rand::rng().next_u64())
}
