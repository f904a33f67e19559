//! Where a journal under test stands, in memory or on a disk, and how it is made to misbehave.

use std::path::PathBuf;

use peil::journal::memory::MemoryJournal;
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Journal, JournalFailure};
use rusqlite::Connection;
use tempfile::TempDir;

/// Where a journal stands, so that it can be opened again and made to misbehave.
pub trait Bench {
    type Journal: Journal;
    type Held;

    fn new() -> Self;
    /// Also while an earlier one was never closed, as after a kill.
    fn open(&self) -> Self::Journal;
    /// A journal that takes small batches but has no room for [`too_much`].
    fn open_nearly_full(&self) -> Self::Journal;
    /// A journal in which no more than a few votes fit.
    fn open_full(&self) -> Self::Journal;
    /// No commit to this session completes until what this returns is dropped.
    fn hold(&self, journal: &Self::Journal, session: &str) -> Self::Held;
    /// The next probe fails, until [`Self::put_disk_back`].
    fn take_disk_away(&self);
    fn put_disk_back(&self);
}

#[derive(Default)]
pub struct InMemory(MemoryJournal);

pub struct Release(MemoryJournal);

impl Drop for Release {
    fn drop(&mut self) {
        self.0.release();
    }
}

impl Bench for InMemory {
    type Journal = MemoryJournal;
    type Held = Release;

    fn new() -> Self {
        Self::default()
    }

    fn open(&self) -> MemoryJournal {
        self.0.reopened()
    }

    fn open_nearly_full(&self) -> MemoryJournal {
        self.0.limit_batch(100);
        self.0.reopened()
    }

    fn open_full(&self) -> MemoryJournal {
        self.0.limit_batch(0);
        self.0.reopened()
    }

    fn hold(&self, journal: &MemoryJournal, _: &str) -> Release {
        journal.hold();
        Release(journal.clone())
    }

    fn take_disk_away(&self) {
        self.0.fail_next(JournalFailure::Storage("no disk".into()));
    }

    fn put_disk_back(&self) {}
}

pub struct OnDisk(pub TempDir);

impl OnDisk {
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    pub fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            // What is kept free for steps holds nothing, and much of it.
            .filter(|name| name != "reserve")
            .collect();
        names.sort();
        names
    }

    /// Whether these bytes stand in any file of the folder.
    pub fn holds(&self, planted: &[u8]) -> bool {
        self.files().iter().any(|file| {
            let bytes = std::fs::read(self.path(file)).unwrap();
            bytes.windows(planted.len()).any(|window| window == planted)
        })
    }
}

impl Bench for OnDisk {
    type Journal = SqliteJournal;
    type Held = Connection;

    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self) -> SqliteJournal {
        SqliteJournal::open(self.0.path()).unwrap()
    }

    fn open_nearly_full(&self) -> SqliteJournal {
        SqliteJournal::open_with_little_room(self.0.path(), 40).unwrap()
    }

    fn open_full(&self) -> SqliteJournal {
        SqliteJournal::open_with_little_room(self.0.path(), 1).unwrap()
    }

    fn hold(&self, _: &SqliteJournal, session: &str) -> Connection {
        let other = Connection::open(self.path(&format!("{session}.sqlite"))).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }

    fn take_disk_away(&self) {
        std::fs::rename(self.0.path(), self.0.path().with_extension("away")).unwrap();
    }

    fn put_disk_back(&self) {
        std::fs::rename(self.0.path().with_extension("away"), self.0.path()).unwrap();
    }
}
