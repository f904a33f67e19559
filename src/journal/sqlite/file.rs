//! One session's file: opened when first needed, closed after trouble, and made and removed whole.
//!
//! Lives on one thread and blocks. Knows what an error of SQLite means; never what a fact means.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use rusqlite_migration::{M, Migrations};

use super::reserve::Reserve;
use crate::codec::record::RecordFailure;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId};
use crate::journal::{Charter, DeckText, JournalFailure, Kept, Sealed};

/// `Peil` in ASCII: says that a SQLite file is ours. Others are left as they are.
const APPLICATION_ID: i32 = 0x5065_696c;

/// How long a call waits for another program that has the file open, such as a backup. Longer is an error.
const BUSY: Duration = Duration::from_secs(5);

/// Where tests pretend that votes find the disk full, steps may still use so many pages: one each for a thousand.
const STEP_PAGES: u32 = 1_000;

/// The log's index grows by 32 KiB at a time; with less than two of those free it may be that which did not fit.
const INDEX_BYTES: u64 = 64 << 10;

/// How long the log may become, in pages of 4 KiB, before it is copied into the file in the middle of votes: 32 MiB, some
/// 100,000 votes. SQLite's own 1,000 pages are full after two seconds of a storm, and copying them makes a hundred voters
/// wait 15 ms. Every step of the presenter copies it long before.
const LOG_PAGES_MAX: u32 = 8_000;

static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(vec![M::up(include_str!("schema.sql"))]));

/// What the files of one folder share.
pub struct Disk {
    pub folder: PathBuf,
    /// Pages that votes may make a file grow to; only tests set it.
    pages_max: Option<u32>,
    /// `FULL`: every commit is synced. Only a control in the tests says anything else.
    synchronous: &'static str,
    reserve: Reserve,
}

impl Disk {
    /// In a folder that is there.
    pub fn new(folder: PathBuf) -> Self {
        let reserve = Reserve::open(&folder);
        Self { folder, pages_max: None, synchronous: "FULL", reserve }
    }

    pub fn with_little_room(folder: PathBuf, pages_max: u32) -> Self {
        Self { pages_max: Some(pages_max), ..Self::new(folder) }
    }

    pub fn without_waiting(folder: PathBuf) -> Self {
        Self { synchronous: "NORMAL", ..Self::new(folder) }
    }

    fn set_up(&self, connection: &Connection) -> Result<(), Trouble> {
        connection.busy_timeout(BUSY)?;
        // What is deleted is overwritten; nothing spills into a temporary file elsewhere.
        connection.pragma_update(None, "synchronous", self.synchronous)?;
        connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES_MAX, |_| Ok(()))?;
        connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "trusted_schema", "OFF")?;
        Ok(())
    }

    /// Where tests pretend a full disk: how far the file may grow now.
    pub fn limit(&self, transaction: &Transaction, are_votes: bool) -> Result<(), Trouble> {
        let Some(pages) = self.pages_max else { return Ok(()) };
        let pages = if are_votes { pages } else { pages + STEP_PAGES };
        Ok(transaction.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
    }

    /// Whether what is kept for presenters is there, so that the rest may be used.
    pub fn takes_votes(&self) -> bool {
        self.reserve.is_whole()
    }

    fn is_full(&self) -> bool {
        rustix::fs::statvfs(&self.folder).is_ok_and(|disk| disk.f_bavail * disk.f_frsize < INDEX_BYTES)
    }
}

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

/// What can go wrong between the journal's words and SQLite's.
pub enum Trouble {
    Sqlite(rusqlite::Error),
    /// The file opens but does not say what it should.
    Content(String),
    Failure(JournalFailure),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::QueryReturnedNoRows => Trouble::Content(error.to_string()),
            error => Trouble::Sqlite(error),
        }
    }
}

impl From<RecordFailure> for Trouble {
    fn from(failure: RecordFailure) -> Self {
        Trouble::Content(failure.to_string())
    }
}

impl From<JournalFailure> for Trouble {
    fn from(failure: JournalFailure) -> Self {
        Trouble::Failure(failure)
    }
}

impl From<rusqlite_migration::Error> for Trouble {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            error => Trouble::Content(error.to_string()),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Failure(match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => JournalFailure::Full,
            _ => JournalFailure::Storage(error.into()),
        })
    }
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
        write_charter(&transaction, charter)?;
        transaction.commit()?;
        connection.close().map_err(|(_, error)| error)?;
        std::fs::rename(unfinished, path)?;
        self.sync_folder()
    }

    pub fn kept(&mut self) -> Result<Kept, JournalFailure> {
        self.look(|connection| {
            let charter = read_charter(connection)?;
            let sealed = connection
                .query_row("SELECT ended_at, participants, answers FROM seal", [], |row| {
                    Ok(Sealed { ended_at: Moment(row.get(0)?), participants: row.get(1)?, answers: row.get(2)? })
                })
                .optional()?;
            let Charter { session, code, deck, title, started_at, .. } = charter;
            Ok(Kept { session, code, deck, title, started_at, sealed })
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

    fn remove(&self) -> Result<(), Trouble> {
        let path = self.path("sqlite");
        if !path.try_exists()? {
            return Err(JournalFailure::NoSuchSession(self.session.clone()).into());
        }
        for beside in ["sqlite-wal", "sqlite-shm", "sqlite-journal"] {
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
            match empty_log(connection) {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!(session = %self.session, "wiped words stay in the log: another program reads it")
                }
                Err(error) => tracing::warn!(session = %self.session, %error, "wiped words stay in the log for now"),
            }
        } else if stepped && let Err(error) = copy_log(connection) {
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
                if !empty_log(&connection)? {
                    return Err(JournalFailure::Storage("another program is reading the session's file".into()).into());
                }
                self.in_doubt = false;
            }
        } else {
            self.in_doubt = false;
            if is_unclean(&connection)?
                && let Err(trouble) = clean(&connection)
            {
                // The results can be read all the same; the next opening tries again.
                let failure = self.explain(trouble);
                tracing::error!(session = %self.session, %failure, "a sealed session still holds what sealing deleted");
            }
        }
        Ok(connection)
    }

    /// After sealing: no byte of what was deleted stays.
    pub fn clean_up(&mut self) -> Result<(), JournalFailure> {
        self.running = false;
        self.look(|connection| clean(connection))
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

/// The sessions that have a file in this folder, readable or not.
pub fn sessions_in(folder: &Path) -> io::Result<Vec<SessionId>> {
    let mut sessions = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".sqlite")) else { continue };
        match SessionId::parse(stem) {
            Some(session) => sessions.push(session),
            None => tracing::warn!(?name, "a file among the sessions has a name that no session has"),
        }
    }
    Ok(sessions)
}

/// Removes what a crash left of sessions that were never wholly made.
pub fn remove_unfinished(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.ends_with(".sqlite.new") || name.ends_with(".sqlite.new-journal")) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn is_sealed(connection: &Connection) -> Result<bool, Trouble> {
    Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM seal)", [], |row| row.get(0))?)
}

/// Leaving the write-ahead log is the last step of cleaning, so a sealed file that has one was not cleaned to the end.
fn is_unclean(connection: &Connection) -> Result<bool, Trouble> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    Ok(mode.eq_ignore_ascii_case("wal"))
}

fn clean(connection: &Connection) -> Result<(), Trouble> {
    connection.execute_batch("VACUUM")?;
    if !empty_log(connection)? {
        return Err(JournalFailure::Storage("another program is reading the session's file".into()).into());
    }
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    if mode.eq_ignore_ascii_case("delete") {
        Ok(())
    } else {
        Err(JournalFailure::Storage("the session's file keeps its log".into()).into())
    }
}

/// Copies what is in the write-ahead log into the file, as far as nobody reads it.
fn copy_log(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Brings the write-ahead log into the file and cuts it to nothing. False when another reader prevents it.
fn empty_log(connection: &Connection) -> Result<bool, rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}

fn write_charter(transaction: &Transaction, charter: &Charter) -> Result<(), Trouble> {
    transaction.execute(
        "INSERT INTO charter (one, session, code, deck, title, started_at, key) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            charter.session.as_str(),
            charter.code.to_string().parse::<u32>().expect("a room code is a number"),
            charter.deck.as_str(),
            charter.title,
            charter.started_at.0,
            charter.key,
        ],
    )?;
    let mut insert =
        transaction.prepare("INSERT INTO deck_text (position, language, name, text) VALUES (?1, ?2, ?3, ?4)")?;
    let translations = charter.translations.iter().map(|(language, deck)| (Some(language.as_str()), deck));
    for ((language, deck), position) in std::iter::once((None, &charter.original)).chain(translations).zip(0_u32..) {
        insert.execute(params![position, language, deck.name, deck.text])?;
    }
    Ok(())
}

/// The charter, with a key of zeros when it is sealed.
pub fn read_charter(connection: &Connection) -> Result<Charter, Trouble> {
    let odd = |column: &str| Trouble::Content(format!("its charter has no usable {column}"));
    let mut texts = Vec::new();
    let mut select = connection.prepare("SELECT language, name, text FROM deck_text ORDER BY position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let language: Option<String> = row.get(0)?;
        texts.push((language, DeckText { name: row.get(1)?, text: row.get(2)? }));
    }
    let mut texts = texts.into_iter();
    let original = texts.next().filter(|(language, _)| language.is_none()).ok_or_else(|| odd("deck"))?.1;
    let translations = texts
        .map(|(language, text)| Some((Language::parse(&language?)?, text)))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| odd("translation"))?;
    let mut select = connection.prepare("SELECT session, code, deck, title, started_at, key FROM charter")?;
    let mut rows = select.query([])?;
    let row = rows.next()?.ok_or_else(|| Trouble::Content("it has no charter".to_owned()))?;
    let key: Option<[u8; 32]> = row.get(5)?;
    Ok(Charter {
        session: SessionId::parse(&row.get::<_, String>(0)?).ok_or_else(|| odd("session"))?,
        code: RoomCode::new(row.get(1)?).ok_or_else(|| odd("code"))?,
        deck: DeckId::parse(&row.get::<_, String>(2)?).ok_or_else(|| odd("deck name"))?,
        title: row.get(3)?,
        started_at: Moment(row.get(4)?),
        key: key.unwrap_or_default(),
        original,
        translations,
    })
}
