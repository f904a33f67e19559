//! The write-ahead log of a file: copied into it, emptied, or given up for good.

use rusqlite::Connection;

use super::trouble::Trouble;
use crate::journal::JournalFailure;

/// Leaving the write-ahead log is the last step of cleaning, so a sealed file that has one was not cleaned to the end.
pub fn is_there(connection: &Connection) -> Result<bool, Trouble> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    Ok(mode.eq_ignore_ascii_case("wal"))
}

/// After sealing: no byte of what was deleted stays, in the file or in a log.
pub fn clean(connection: &Connection) -> Result<(), Trouble> {
    connection.execute_batch("VACUUM")?;
    if !empty(connection)? {
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
pub fn copy(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Brings the write-ahead log into the file and cuts it to nothing. False when another reader prevents it.
pub fn empty(connection: &Connection) -> Result<bool, rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}
