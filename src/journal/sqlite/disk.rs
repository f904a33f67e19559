//! What the files of one folder share: where they are, how far they may grow, and how SQLite is to keep them.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction};

use super::reserve::Reserve;
use super::trouble::Trouble;
use crate::domain::ids::SessionId;

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

/// What the files of one folder share.
pub struct Disk {
    pub folder: PathBuf,
    /// Pages that votes may make a file grow to; only tests set it.
    pages_max: Option<u32>,
    /// `FULL`: every commit is synced. Only a control in the tests says anything else.
    synchronous: &'static str,
    pub reserve: Reserve,
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

    pub fn set_up(&self, connection: &Connection) -> Result<(), Trouble> {
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

    pub fn is_full(&self) -> bool {
        rustix::fs::statvfs(&self.folder).is_ok_and(|disk| disk.f_bavail * disk.f_frsize < INDEX_BYTES)
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
