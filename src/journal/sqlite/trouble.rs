//! What can go wrong between the journal and SQLite, and what each error of others means here.

use std::io;

use crate::codec::record::RecordFailure;
use crate::journal::JournalFailure;

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
