//! One session's file: opened when first needed, closed after trouble, and made and removed whole.
//!
//! Lives on one thread and blocks. Knows what an error of SQLite means; never what a fact means.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::disk::Disk;
use super::trouble::Trouble;
use super::{charter, forgetting, log};
use crate::domain::ids::{Moment, SessionId};
use crate::journal::{Charter, JournalFailure, Kept, Sealed};

/// `Peil` in ASCII: says that a SQLite file is ours. Others are left as they are.
const APPLICATION_ID: i32 = 0x5065_696c;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    let schemas = [
        include_str!("schema.sql"),
        include_str!("schema-asks.sql"),
        include_str!("schema-texts.sql"),
        include_str!("schema-privacy.sql"),
        include_str!("schema-course.sql"),
        include_str!("schema-headline.sql"),
        include_str!("schema-forgotten.sql"),
    ];
    Migrations::new(schemas.map(M::up).to_vec())
});

/// What SQLite may keep beside a session's file.
const BESIDE: [&str; 3] = ["sqlite-wal", "sqlite-shm", "sqlite-journal"];

pub struct SessionFile {
    session: SessionId,
    disk: Arc<Disk>,
    connection: Option<Connection>,
    /// As the file said when last opened or changed.
    running: bool,
    /// The file was closed after trouble: what it holds may not all have reached the disk.
    in_doubt: bool,
    /// Words were taken away and may still stand in the write-ahead log.
    wiped: bool,
    /// A step was appended since the log was last copied into the file.
    stepped: bool,
    closed: bool,
}

impl SessionFile {
    pub fn new(disk: Arc<Disk>, session: SessionId) -> Self {
        Self {
            session,
            disk,
            connection: None,
            running: false,
            in_doubt: false,
            wiped: false,
            stepped: false,
            closed: false,
        }
    }

    pub fn session(&self) -> &SessionId {
        &self.session
    }

    /// Whether this is worth keeping: the file takes facts, as far as known, or has yet to be made safe.
    pub fn is_needed(&self) -> bool {
        self.running || self.in_doubt
    }

    /// Makes the file under another name and renames it, so that half a session never exists.
    pub fn create(&mut self, charter: &Charter) -> Result<(), JournalFailure> {
        self.refuse_when_closed()?;
        let unfinished = self.path("sqlite.new");
        let made = self.make(&unfinished, charter);
        if made.is_err() {
            // It may not have come to exist; if it stays, the next start removes it.
            let _ = std::fs::remove_file(&unfinished);
        }
        if made.is_ok() {
            self.running = true;
        }
        made.map_err(|trouble| self.explain(trouble))
    }

    fn make(&self, unfinished: &Path, charter: &Charter) -> Result<(), Trouble> {
        let path = self.path("sqlite");
        if path.try_exists()? {
            return Err(JournalFailure::Exists(self.session.clone()).into());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(unfinished, flags)?;
        self.disk.set_up(&connection)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        MIGRATIONS.to_latest(&mut connection)?;
        let transaction = connection.transaction()?;
        charter::write(&transaction, charter)?;
        transaction.commit()?;
        connection.close().map_err(|(_, error)| error)?;
        std::fs::rename(unfinished, path)?;
        self.sync_folder()
    }

    pub fn kept(&mut self) -> Result<Kept, JournalFailure> {
        self.look(|connection| {
            let charter = charter::read(connection)?;
            let forgotten = forgetting::dates(connection)?;
            let sealed = connection
                .query_row("SELECT ended_at, participants, answers FROM seal", [], |row| {
                    let (ended_at, participants, answers) = (Moment(row.get(0)?), row.get(1)?, row.get(2)?);
                    Ok(Sealed { ended_at, participants, answers, forgotten })
                })
                .optional()?;
            let Charter { session, code, deck, title, started_at, privacy, .. } = charter;
            Ok(Kept { session, code, deck, title, started_at, privacy, sealed })
        })
    }

    /// Removes the file and whatever SQLite keeps beside it. The file goes last: a deletion that is cut short can be
    /// asked again.
    pub fn delete(&mut self) -> Result<(), JournalFailure> {
        self.refuse_when_closed()?;
        // Closing brings the write-ahead log into the file, so what is cut short is still a whole session.
        self.connection = None;
        self.running = false;
        self.in_doubt = false;
        self.remove().map_err(|trouble| self.explain(trouble))
    }

    /// Bytes of the file and of whatever SQLite keeps beside it.
    pub fn size(&mut self) -> Result<u64, JournalFailure> {
        self.refuse_when_closed()?;
        let length = |extension: &str| std::fs::metadata(self.path(extension)).map(|file| file.len());
        let file = length("sqlite").map_err(|_| JournalFailure::NoSuchSession(self.session.clone()))?;
        Ok(BESIDE.iter().filter_map(|extension| length(extension).ok()).sum::<u64>() + file)
    }

    fn remove(&self) -> Result<(), Trouble> {
        let path = self.path("sqlite");
        if !path.try_exists()? {
            return Err(JournalFailure::NoSuchSession(self.session.clone()).into());
        }
        for beside in BESIDE {
            match std::fs::remove_file(self.path(beside)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        std::fs::remove_file(path)?;
        self.sync_folder()
    }

    /// Lets the file go for good.
    pub fn close(&mut self) {
        self.closed = true;
        if let Some(connection) = self.connection.take()
            && let Err((_, error)) = connection.close()
        {
            // All that was acknowledged is on disk already; only the tidying failed.
            tracing::warn!(session = %self.session, %error, "a journal did not close cleanly");
        }
    }

    /// What can wait until the reply is out.
    pub fn tidy_up(&mut self) {
        let (wiped, stepped) = (std::mem::take(&mut self.wiped), std::mem::take(&mut self.stepped));
        let Some(connection) = &self.connection else { return };
        if wiped {
            // The log would else keep wiped words until it is written over.
            match log::empty(connection) {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!(session = %self.session, "wiped words stay in the log: another program reads it")
                }
                Err(error) => tracing::warn!(session = %self.session, %error, "wiped words stay in the log for now"),
            }
        } else if stepped && let Err(error) = log::copy(connection) {
            // What is in the log is as safe there; the next step tries again.
            tracing::warn!(session = %self.session, %error, "the log could not be copied into the file yet");
        }
    }

    /// The presenter did something: a good moment to copy the log, for no storm of votes waits behind it.
    pub fn note_stepped(&mut self) {
        self.stepped = true;
    }

    pub fn note_wiped(&mut self) {
        self.wiped = true;
    }

    /// Changes the file in one transaction: all or nothing, on disk when this returns.
    pub fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction, &Disk) -> Result<T, Trouble>,
    ) -> Result<T, JournalFailure> {
        let session = self.session.clone();
        let disk = Arc::clone(&self.disk);
        self.look(|connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if is_sealed(&transaction)? {
                return Err(JournalFailure::IsSealed(session).into());
            }
            let done = work(&transaction, &disk)?;
            transaction.commit()?;
            Ok(done)
        })
    }

    /// Looks into the file. After trouble it is closed, and the next call opens it anew.
    pub fn look<T>(&mut self, work: impl FnOnce(&mut Connection) -> Result<T, Trouble>) -> Result<T, JournalFailure> {
        self.refuse_when_closed()?;
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open().map_err(|trouble| {
                self.running = false;
                self.explain(trouble)
            })?,
        };
        let done = work(&mut connection);
        // A full disk, a refusal or odd content leaves the file as it was, if the transaction is over; all else is
        // suspect.
        let harmless = match &done {
            Ok(_) | Err(Trouble::Failure(_) | Trouble::Content(_)) => true,
            Err(Trouble::Sqlite(error)) => error.sqlite_error_code() == Some(ErrorCode::DiskFull),
        };
        if harmless && connection.is_autocommit() {
            self.connection = Some(connection);
        } else {
            self.in_doubt = true;
        }
        done.map_err(|trouble| match self.explain(trouble) {
            // A log whose index could not grow may hold the batch, and a full disk means that nothing of it is kept.
            JournalFailure::Full if self.in_doubt => JournalFailure::Storage("the log's index cannot grow".into()),
            failure => failure,
        })
    }

    /// Does what must also go well on a full disk, if need be with room from the reserve.
    pub fn with_reserve<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, JournalFailure>,
    ) -> Result<T, JournalFailure> {
        loop {
            match work(self) {
                Err(JournalFailure::Full) if self.disk.reserve.give() => {}
                done => return done,
            }
        }
    }

    /// Votes are refused while the room for steps is not whole, or they would fill it.
    ///
    /// # Errors
    /// `Full` when there is no room for a vote.
    pub fn has_room_for_votes(&self) -> Result<(), JournalFailure> {
        self.refuse_when_closed()?;
        if self.disk.takes_votes() { Ok(()) } else { Err(JournalFailure::Full) }
    }

    fn open(&mut self) -> Result<Connection, Trouble> {
        let path = self.path("sqlite");
        if !path.try_exists()? {
            self.in_doubt = false;
            return Err(JournalFailure::NoSuchSession(self.session.clone()).into());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        self.disk.set_up(&connection)?;
        let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if application != APPLICATION_ID {
            return Err(Trouble::Content("it is no journal of Peil".to_owned()));
        }
        MIGRATIONS.to_latest(&mut connection)?;
        self.running = !is_sealed(&connection)?;
        if self.running {
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
            if self.in_doubt {
                // After a failed fsync the log may hold what the disk does not. Copied into the file it is written,
                // and synced, afresh.
                if !log::empty(&connection)? {
                    return Err(JournalFailure::Storage("another program is reading the session's file".into()).into());
                }
                self.in_doubt = false;
            }
        } else {
            self.in_doubt = false;
            if log::is_there(&connection)?
                && let Err(trouble) = log::clean(&connection)
            {
                // The results can be read all the same; the next opening tries again.
                let failure = self.explain(trouble);
                tracing::error!(session = %self.session, %failure, "a sealed session still holds what sealing deleted");
            }
            if let Err(trouble) = forgetting::clean(&connection) {
                let failure = self.explain(trouble);
                tracing::error!(session = %self.session, %failure, "a session still holds bytes of what was deleted");
            }
        }
        Ok(connection)
    }

    /// After sealing: no byte of what was deleted stays.
    pub fn clean_up(&mut self) -> Result<(), JournalFailure> {
        self.running = false;
        self.look(|connection| log::clean(connection))
    }

    fn refuse_when_closed(&self) -> Result<(), JournalFailure> {
        if self.closed { Err(JournalFailure::Closed) } else { Ok(()) }
    }

    fn path(&self, extension: &str) -> PathBuf {
        self.disk.folder.join(format!("{}.{extension}", self.session))
    }

    /// A file's name is on disk only when its folder is.
    fn sync_folder(&self) -> Result<(), Trouble> {
        Ok(std::fs::File::open(&self.disk.folder)?.sync_all()?)
    }

    fn explain(&self, trouble: Trouble) -> JournalFailure {
        let unreadable = |reason: String| JournalFailure::Unreadable { session: self.session.clone(), reason };
        match trouble {
            Trouble::Failure(failure) => failure,
            Trouble::Content(reason) => unreadable(reason),
            Trouble::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => JournalFailure::Full,
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => unreadable(error.to_string()),
                // SQLite calls only a failed write of its file full, and not a log or an index that cannot grow.
                Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) if self.disk.is_full() => JournalFailure::Full,
                _ => JournalFailure::Storage(error.into()),
            },
        }
    }
}

pub fn is_sealed(connection: &Connection) -> Result<bool, Trouble> {
    Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM seal)", [], |row| row.get(0))?)
}
