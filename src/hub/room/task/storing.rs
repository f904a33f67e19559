//! A room and its journal: facts go there, what is known of the disk is kept, and after a failure the journal is right.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::{RoomTask, instant_of};
use crate::codec::view::Storage;
use crate::domain::fact::{Fact, Recorded};
use crate::domain::session::Session;
use crate::hub::random_word;
use crate::journal::JournalFailure;

/// Waits before a journal that cannot be read is read again: a disk that stalls is back within seconds. After the last
/// one the room gives up, so that whoever comes is told.
const REBUILD_WAITS_MS: [u64; 4] = [500, 1_000, 2_000, 4_000];
/// How often the room asks the disk itself, while votes are not stored. Each time writes and syncs a page.
const DISK_EVERY: Duration = Duration::from_secs(3);
/// A disk that has not written a page by then stores no votes, and steps must not wait for it any longer.
const DISK_PATIENCE: Duration = Duration::from_secs(1);
/// Votes so close together leave that figure together; batches may be a millisecond apart.
const RECENT_STEP: Duration = Duration::from_millis(250);

impl RoomTask {
    pub(super) async fn append(&mut self, facts: Vec<Recorded>) -> Result<(), JournalFailure> {
        if facts.is_empty() {
            return Ok(());
        }
        let answers = facts.iter().filter(|recorded| matches!(recorded.fact, Fact::Answered(_))).count() as u32;
        let only_answers = facts.iter().all(|recorded| recorded.fact.is_of_audience());
        let appended = self.journal.append(&self.charter.session, facts).await;
        match &appended {
            Err(JournalFailure::Full) => self.learn(Storage::Full),
            Err(_) => self.learn(Storage::Failing),
            Ok(()) if answers > 0 => self.learn(Storage::Well),
            Ok(()) => {}
        }
        if only_answers {
            self.easel.soil_figures();
        } else {
            self.easel.soil();
        }
        if let Err(failure) = &appended {
            tracing::error!(session = %self.charter.session, %failure, "facts were not stored");
        } else if answers > 0 {
            self.remember(answers);
        }
        appended
    }

    fn learn(&mut self, storage: Storage) {
        if self.storage.send_replace(storage) != storage {
            self.ask_disk_at = Instant::now() + DISK_EVERY;
            self.easel.soil();
        }
    }

    pub(super) fn is_in_trouble(&self) -> bool {
        *self.storage.borrow() != Storage::Well
    }

    /// Only good news is taken from it: what is wrong, a vote finds out by itself.
    pub(super) async fn ask_disk(&mut self) {
        if matches!(timeout(DISK_PATIENCE, self.journal.probe()).await, Ok(Ok(()))) {
            tracing::info!(session = %self.charter.session, "the disk takes votes again");
            self.learn(Storage::Well);
        }
        self.ask_disk_at = Instant::now() + DISK_EVERY;
    }

    /// Counts answers for "votes in the last 10 s", those of a moment together.
    pub(super) fn remember(&mut self, answers: u32) {
        let moment = Instant::now();
        match self.recent.back_mut() {
            Some((at, count)) if moment.duration_since(*at) < RECENT_STEP => *count += answers,
            _ => self.recent.push_back((moment, answers)),
        }
    }

    /// The session in memory holds what the disk does not: throw it away and read the journal.
    pub(super) async fn rebuild(&mut self) {
        for wait_ms in REBUILD_WAITS_MS.map(Some).into_iter().chain([None]) {
            match self.journal.read(&self.charter.session).await {
                Ok((_, facts)) => {
                    let editions = Arc::clone(self.session.editions());
                    let replayed = Session::replay(editions, self.charter.started_at, &facts);
                    self.session = replayed.promising(self.charter.privacy);
                    self.ended = self.session.ended_at().map(|at| self.ended.unwrap_or_else(|| instant_of(at)));
                    self.seen.extend(self.session.known_present());
                    self.seen.extend(self.presence.all());
                    self.find_clock();
                    self.easel.begin_epoch(random_word());
                    self.tell_links();
                    return;
                }
                Err(failure) => {
                    tracing::error!(session = %self.charter.session, %failure, "the journal cannot be read back yet");
                }
            }
            let Some(wait_ms) = wait_ms else { break };
            tokio::select! {
                () = self.cancel.cancelled() => break,
                () = tokio::time::sleep(Duration::from_millis(wait_ms)) => {}
            }
        }
        self.lost = true;
    }
}
