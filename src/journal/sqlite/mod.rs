//! The journal on disk: one SQLite file a session, each kept by a writer thread of its own.
//!
//! Nothing here blocks a task: work goes to the thread through a bounded inbox, and the answer comes back by itself.
//! Never holds two threads' worth of state about a session: what a file says is asked of the file.

mod asks;
mod charter;
mod course;
mod disk;
mod facts;
mod file;
mod forgetting;
mod headlines;
mod log;
mod probe;
mod reserve;
mod results;
mod texts;
mod trouble;

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use tokio::sync::{mpsc, oneshot};

use self::disk::Disk;
use self::file::SessionFile;
use self::probe::Probe;
use super::{Charter, Headline, Journal, JournalFailure, Kept, Promise};
use crate::domain::fact::Recorded;
use crate::domain::ids::{Moment, SessionId};
use crate::domain::results::{Forgettable, Results};

/// How many calls may wait for one session's file. A room has one at a time, the desk a few; when it is full the
/// caller waits, and with it whatever feeds the caller.
const INBOX: usize = 16;

pub struct SqliteJournal {
    disk: Arc<Disk>,
    keepers: Arc<Keepers>,
    probe: Arc<Probe>,
    /// Sealed sessions as once listed: they change only by `forget`, and there will be hundreds. A plain lock, held only
    /// to look or change.
    sealed: Mutex<SealedList>,
}

#[derive(Default)]
struct SealedList {
    known: HashMap<SessionId, Kept>,
    /// How often something of it was forgotten: what was read before that is not put in.
    forgotten: u64,
}

/// The thread of each session; `None` once the journal is closed. A plain lock, held only to look or change.
struct Keepers(Mutex<Option<HashMap<SessionId, Keeper>>>);

/// The way to a session's thread. As long as work for it is under way there is no second thread for that session, or
/// two appends could change places.
struct Keeper {
    inbox: Inbox,
    /// Shared with all work that is under way.
    under_way: Arc<()>,
}

type Inbox = mpsc::Sender<Work>;

/// Something to do with a session's file, on its thread.
type Work = Box<dyn FnOnce(&mut SessionFile) + Send>;

impl SqliteJournal {
    /// The journal in this folder, which is made if need be. Blocks for a moment: for use at start.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, JournalFailure> {
        Self::open_on(folder.into(), Disk::new)
    }

    /// A journal whose votes cannot make a file grow past so many pages of 4 KiB, as on a full disk. For tests.
    pub fn open_with_little_room(folder: impl Into<PathBuf>, pages_max: u32) -> Result<Self, JournalFailure> {
        Self::open_on(folder.into(), |folder| Disk::with_little_room(folder, pages_max))
    }

    /// A journal that acknowledges before the disk has it, and so loses votes when the power goes: without it nobody
    /// would know that a test of power cuts can fail. For tests.
    pub fn open_for_power_cut_control(folder: impl Into<PathBuf>) -> Result<Self, JournalFailure> {
        Self::open_on(folder.into(), Disk::without_waiting)
    }

    fn open_on(folder: PathBuf, disk: impl FnOnce(PathBuf) -> Disk) -> Result<Self, JournalFailure> {
        std::fs::create_dir_all(&folder).map_err(|error| JournalFailure::Storage(error.into()))?;
        disk::remove_unfinished(&folder).map_err(|error| JournalFailure::Storage(error.into()))?;
        let keepers = Arc::new(Keepers(Mutex::new(Some(HashMap::new()))));
        Ok(Self { disk: Arc::new(disk(folder)), keepers, probe: Arc::default(), sealed: Mutex::default() })
    }

    /// Has the session's thread do this, and waits for what comes of it.
    async fn ask<T: Send + 'static>(
        &self,
        session: SessionId,
        work: impl FnOnce(&mut SessionFile) -> Result<T, JournalFailure> + Send + 'static,
    ) -> Result<T, JournalFailure> {
        let (reply, answer) = oneshot::channel();
        let (inbox, under_way) = self.keeper(&session)?;
        let work: Work = Box::new(move |file| {
            let _under_way = under_way;
            // Whoever asked may have stopped waiting; what was done stays done.
            let _ = reply.send(work(file));
        });
        // A thread that is gone drops the work and with it the reply: one error for both.
        let _ = inbox.send(work).await;
        drop(inbox);
        answer.await.unwrap_or_else(|_| Err(JournalFailure::Storage("the session's writer stopped".into())))
    }

    fn sealed_before(&self, session: &SessionId) -> Option<Kept> {
        self.lock_sealed().known.get(session).cloned()
    }

    fn lock_sealed(&self) -> MutexGuard<'_, SealedList> {
        self.sealed.lock().expect("nothing panics while it holds the map")
    }

    /// The way to the session's thread, which is started if need be, and a share in what is under way there.
    fn keeper(&self, session: &SessionId) -> Result<(Inbox, Arc<()>), JournalFailure> {
        let mut keepers = self.keepers.lock();
        let keepers = keepers.as_mut().ok_or(JournalFailure::Closed)?;
        if let Some(keeper) = keepers.get(session)
            && !keeper.inbox.is_closed()
        {
            return Ok((keeper.inbox.clone(), Arc::clone(&keeper.under_way)));
        }
        let file = SessionFile::new(Arc::clone(&self.disk), session.clone());
        let inbox = keep(file, Arc::downgrade(&self.keepers))?;
        let under_way = Arc::new(());
        let keeper = Keeper { inbox: inbox.clone(), under_way: Arc::clone(&under_way) };
        keepers.insert(session.clone(), keeper);
        Ok((inbox, under_way))
    }
}

/// Starts the thread that owns a file. It ends when nobody can send to it any more.
fn keep(mut file: SessionFile, keepers: Weak<Keepers>) -> Result<Inbox, JournalFailure> {
    let (sender, mut inbox) = mpsc::channel::<Work>(INBOX);
    let serve = move || {
        while let Some(work) = inbox.blocking_recv() {
            work(&mut file);
            file.tidy_up();
            // Only a running session is worth a thread.
            if !file.is_needed()
                && let Some(keepers) = keepers.upgrade()
            {
                keepers.let_go(file.session());
            }
        }
        file.close();
    };
    std::thread::Builder::new()
        .name("journal".to_owned())
        .spawn(serve)
        .map_err(|error| JournalFailure::Storage(error.into()))?;
    Ok(sender)
}

impl Keepers {
    fn lock(&self) -> MutexGuard<'_, Option<HashMap<SessionId, Keeper>>> {
        self.0.lock().expect("nothing panics while it holds the map")
    }

    /// Ends the session's thread, unless there is work for it under way.
    fn let_go(&self, session: &SessionId) {
        let mut keepers = self.lock();
        let Some(keepers) = keepers.as_mut() else { return };
        // Shares are handed out under the lock, so when only ours is left nobody can send any more.
        if keepers.get(session).is_some_and(|keeper| Arc::strong_count(&keeper.under_way) == 1) {
            keepers.remove(session);
        }
    }
}

impl Journal for SqliteJournal {
    fn create(&self, charter: Charter) -> Promise<'_, ()> {
        Box::pin(self.ask(charter.session.clone(), move |file| file.create(&charter)))
    }

    fn sessions(&self) -> Promise<'_, Vec<Kept>> {
        Box::pin(async move {
            if self.keepers.lock().is_none() {
                return Err(JournalFailure::Closed);
            }
            let disk = Arc::clone(&self.disk);
            let found = tokio::task::spawn_blocking(move || disk::sessions_in(&disk.folder))
                .await
                .map_err(|error| JournalFailure::Storage(error.into()))?
                .map_err(|error| JournalFailure::Storage(error.into()))?;
            let mut sessions = Vec::with_capacity(found.len());
            let forgotten = self.lock_sealed().forgotten;
            for session in found {
                if let Some(kept) = self.sealed_before(&session) {
                    sessions.push(kept);
                    continue;
                }
                match self.ask(session, SessionFile::kept).await {
                    Ok(kept) => {
                        let mut sealed = self.lock_sealed();
                        if kept.sealed.is_some() && sealed.forgotten == forgotten {
                            sealed.known.insert(kept.session.clone(), kept.clone());
                        }
                        drop(sealed);
                        sessions.push(kept);
                    }
                    // Deleted since the folder was read.
                    Err(JournalFailure::NoSuchSession(_)) => {}
                    Err(JournalFailure::Closed) => return Err(JournalFailure::Closed),
                    Err(failure) => tracing::error!(%failure, "a session is left out of the list"),
                }
            }
            sessions.sort_by(|a, b| (a.started_at, &a.session).cmp(&(b.started_at, &b.session)));
            Ok(sessions)
        })
    }

    fn append(&self, session: &SessionId, facts: Vec<Recorded>) -> Promise<'_, ()> {
        Box::pin(self.ask(session.clone(), move |file| file.append(&facts)))
    }

    fn read(&self, session: &SessionId) -> Promise<'_, (Charter, Vec<Recorded>)> {
        Box::pin(self.ask(session.clone(), SessionFile::read))
    }

    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()> {
        Box::pin(self.ask(session.clone(), move |file| file.seal(ended_at, results)))
    }

    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)> {
        Box::pin(self.ask(session.clone(), SessionFile::sealed))
    }

    fn headlines(&self, session: &SessionId) -> Promise<'_, Vec<Headline>> {
        Box::pin(self.ask(session.clone(), |file| file.look(headlines::read)))
    }

    fn set_headline(&self, session: &SessionId, headline: Headline) -> Promise<'_, ()> {
        Box::pin(self.ask(session.clone(), move |file| file.look(|connection| headlines::set(connection, &headline))))
    }

    fn forget(&self, session: &SessionId, what: Forgettable, at: Moment) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let forgot = self.ask(session.clone(), move |file| file.forget(what, at)).await;
            // Also after a failure: it may have come after the commit.
            let mut sealed = self.lock_sealed();
            sealed.known.remove(&session);
            sealed.forgotten += 1;
            forgot
        })
    }

    fn size(&self, session: &SessionId) -> Promise<'_, u64> {
        Box::pin(self.ask(session.clone(), |file| file.size()))
    }

    fn delete(&self, session: &SessionId) -> Promise<'_, ()> {
        self.lock_sealed().known.remove(session);
        Box::pin(self.ask(session.clone(), SessionFile::delete))
    }

    fn probe(&self) -> Promise<'_, ()> {
        Box::pin(async move {
            if self.keepers.lock().is_none() {
                return Err(JournalFailure::Closed);
            }
            let (probe, disk) = (Arc::clone(&self.probe), Arc::clone(&self.disk));
            let tried = tokio::task::spawn_blocking(move || Ok((probe.write(&disk.folder)?, disk.takes_votes())))
                .await
                .map_err(|error| JournalFailure::Storage(error.into()))?;
            match tried {
                Ok(((), true)) => Ok(()),
                Ok(((), false)) => Err(JournalFailure::Full),
                Err(error) => Err(match io::Error::kind(&error) {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => JournalFailure::Full,
                    _ => JournalFailure::Storage(error.into()),
                }),
            }
        })
    }

    fn close(&self) -> Promise<'_, ()> {
        Box::pin(async move {
            let keepers = self.keepers.lock().take().unwrap_or_default();
            for Keeper { inbox, .. } in keepers.into_values() {
                let (done, closed) = oneshot::channel();
                let work: Work = Box::new(move |file| {
                    file.close();
                    let _ = done.send(());
                });
                // A thread that is gone has nothing open.
                let _ = inbox.send(work).await;
                let _ = closed.await;
            }
            Ok(())
        })
    }
}
