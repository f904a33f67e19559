//! Where the files of a session are made: one at a time, away from the rooms, for of a full hall a file takes seconds of a
//! core and a hundred megabytes, while votes wait for neither. Whoever waits can watch how far their file is.
//!
//! Knows nothing of what is made; keeps no file.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, JoinHandle};

use super::App;
use super::organised;
use super::problem::Problem;
use crate::domain::ids::SessionId;
use crate::hub::Report;

/// Who waits for a file; more are told to come back. A page has some ten files, and a few people want them at once.
const WAITING_MAX: usize = 64;
/// Longer than as many files take as may wait.
const TURN: Duration = Duration::from_secs(120);
/// How long it can be seen what became of a file.
const SEEN_FOR: Duration = Duration::from_secs(60);
/// Files watched at the same time.
const WATCHED_MAX: usize = 256;
/// A name for a file under way, made up by the page that watches it.
const WORD_LETTERS: std::ops::RangeInclusive<usize> = 8..=64;

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Others come first.
    Waiting,
    /// The answers are taken from the session and made fit to leave it.
    Gathering,
    Writing,
    Ready,
    Failed(Problem),
}

/// The files under way by the words under which they are watched. Held only to look or change.
#[derive(Clone, Default)]
struct Watched(Arc<Mutex<HashMap<String, Making>>>);

impl Watched {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Making>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that somebody watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Making {
    /// What it is called in its address.
    pub file: String,
    pub stage: Stage,
    since: Instant,
}

pub struct Makers {
    place: Arc<Semaphore>,
    waiting: AtomicUsize,
    watched: Watched,
    /// The longest that a file waits for its turn.
    patience: Duration,
    tidy_up: fn(),
}

/// Which file is wanted, by whom.
pub struct Order<'a> {
    pub session: &'a str,
    pub file: &'a str,
    /// The word under which it is watched.
    pub watched: Option<&'a str>,
}

/// What a page of the desk asks beside the file, to watch it.
#[derive(Deserialize)]
pub struct Watching {
    pub making: Option<String>,
}

/// Makes a file of what may leave a session, when its turn comes. Goes on to its end when nobody waits for it any more
/// once it was begun.
///
/// # Errors
/// No such session or one that stands still, too many files at once, or what the work itself says.
pub async fn make<T: Send + 'static>(
    app: &Arc<App>,
    order: Order<'_>,
    work: impl FnOnce(&Report) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let watch = Watch::new(&app.makers, &order)?;
    let begun = when_its_turn_comes(app, &order, &watch, work).await;
    let task = begun.inspect_err(|problem| watch.is(Stage::Failed(problem.clone())))?;
    task.await.map_err(broken)?
}

/// The work itself is a task of its own, so that the turn is over only when the work is, and the watch hears of it, whoever
/// has gone away meanwhile.
async fn when_its_turn_comes<T: Send + 'static>(
    app: &Arc<App>,
    order: &Order<'_>,
    watch: &Watch,
    work: impl FnOnce(&Report) -> Result<T, Problem> + Send + 'static,
) -> Result<JoinHandle<Result<T, Problem>>, Problem> {
    let card = organised::card(app, order.session).await?;
    if let Some(halt) = card.halt {
        return Err(Problem::of_halt(&halt));
    }
    let given_up = GivenUp(Some(watch));
    let turn = app.makers.turn().await;
    given_up.went_on();
    let turn = turn?;
    let (app, watch) = (Arc::clone(app), watch.clone());
    Ok(tokio::spawn(async move {
        let made = written(app, card.id, &watch, work).await;
        drop(turn);
        watch.is(match &made {
            Ok(_) => Stage::Ready,
            Err(problem) => Stage::Failed(problem.clone()),
        });
        made
    }))
}

async fn written<T: Send + 'static>(
    app: Arc<App>,
    session: SessionId,
    watch: &Watch,
    work: impl FnOnce(&Report) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    watch.is(Stage::Gathering);
    let report = app.hub.report(&session).await?;
    watch.is(Stage::Writing);
    let made = tokio::task::spawn_blocking(move || {
        // What the file before left behind when it was sent.
        (app.makers.tidy_up)();
        let made = work(&report);
        drop(report);
        (app.makers.tidy_up)();
        made
    });
    made.await.map_err(broken)?
}

fn broken(failure: JoinError) -> Problem {
    tracing::error!(%failure, "a file could not be made");
    Problem::FAILED
}

impl Makers {
    /// `tidy_up` is called after each file, when what it was made of is no longer needed.
    pub fn new(tidy_up: fn()) -> Self {
        let place = Arc::new(Semaphore::new(1));
        Self { place, waiting: AtomicUsize::new(0), watched: Watched::default(), patience: TURN, tidy_up }
    }

    /// Waits for the place where files are made; whoever drops the turn lets the next one in.
    ///
    /// # Errors
    /// Too many wait already, or the turn does not come.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let _waiting = Waiting::new(&self.waiting).ok_or(Problem::TOO_MANY_FILES)?;
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.place).acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(Problem::TOO_MANY_FILES)
    }

    /// How far the file is that is watched under this word; `None` when there is none, or no longer.
    pub fn watched(&self, word: &str) -> Option<Making> {
        self.watched.lock().get(word).filter(|making| making.is_seen()).cloned()
    }
}

/// Somebody in the queue, until dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(waiting: &'a AtomicUsize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        (before < WAITING_MAX).then_some(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Forgets a file whose page went away while it waited: nobody makes it any more.
struct GivenUp<'a>(Option<&'a Watch>);

impl GivenUp<'_> {
    fn went_on(mut self) {
        self.0 = None;
    }
}

impl Drop for GivenUp<'_> {
    fn drop(&mut self) {
        if let Some(Watch { word: Some(word), watched }) = self.0 {
            watched.lock().remove(word);
        }
    }
}

impl Making {
    /// Whether there is still something to see: what is over soon goes, and what was given up by then too.
    fn is_seen(&self) -> bool {
        let is_over = matches!(self.stage, Stage::Ready | Stage::Failed(_));
        self.since.elapsed() < if is_over { SEEN_FOR } else { TURN + SEEN_FOR }
    }
}

/// Tells whoever watches.
#[derive(Clone)]
struct Watch {
    word: Option<String>,
    watched: Watched,
}

impl Watch {
    fn new(makers: &Makers, order: &Order<'_>) -> Result<Self, Problem> {
        let watch = Self { word: order.watched.map(str::to_owned), watched: makers.watched.clone() };
        let Some(word) = &watch.word else { return Ok(watch) };
        let is_word = WORD_LETTERS.contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_alphanumeric());
        if !is_word {
            return Err(Problem::UNREADABLE);
        }
        let mut watched = watch.watched.lock();
        watched.retain(|_, making| making.is_seen());
        if watched.len() >= WATCHED_MAX {
            // It comes as well without being watched.
            drop(watched);
            return Ok(Self { word: None, ..watch });
        }
        // A browser that tries a download again does so under the same word.
        let making = Making { file: order.file.to_owned(), stage: Stage::Waiting, since: Instant::now() };
        watched.insert(word.clone(), making);
        drop(watched);
        Ok(watch)
    }

    fn is(&self, stage: Stage) {
        let Some(word) = &self.word else { return };
        if let Some(making) = self.watched.lock().get_mut(word) {
            making.stage = stage;
            making.since = Instant::now();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_file_is_made_at_a_time_and_whoever_would_wait_too_long_is_told_at_once() {
        let makers = Arc::new(Makers::new(|| {}));
        let first = makers.turn().await.unwrap();
        let mut others: Vec<_> = (0..WAITING_MAX)
            .map(|_| {
                let makers = Arc::clone(&makers);
                tokio::spawn(async move { makers.turn().await.map(drop) })
            })
            .collect();
        while makers.waiting.load(Ordering::Relaxed) < WAITING_MAX {
            tokio::task::yield_now().await;
        }
        assert_eq!(makers.turn().await.err(), Some(Problem::TOO_MANY_FILES));
        // Who goes away leaves room.
        others.pop().unwrap().abort();
        while makers.waiting.load(Ordering::Relaxed) == WAITING_MAX {
            tokio::task::yield_now().await;
        }
        drop(first);
        drop(makers.turn().await.unwrap());
        for other in others {
            other.await.unwrap().unwrap();
        }
        assert_eq!(makers.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn a_turn_that_does_not_come_is_given_up() {
        let makers = Makers { patience: Duration::from_millis(1), ..Makers::new(|| {}) };
        let _first = makers.turn().await.unwrap();
        assert_eq!(makers.turn().await.err(), Some(Problem::TOO_MANY_FILES));
        assert_eq!(makers.waiting.load(Ordering::Relaxed), 0);
    }
}
