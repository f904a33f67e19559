//! Facts in and out of a session's file.
//!
//! Never judges a fact; only keeps words with the answer that stands, so that replaced and wiped words are gone.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use super::file::SessionFile;
use super::trouble::Trouble;
use super::{asks, charter};
use crate::codec::record::FactRow;
use crate::domain::fact::{Fact, Recorded};
use crate::journal::{Charter, JournalFailure};

impl SessionFile {
    pub fn append(&mut self, facts: &[Recorded]) -> Result<(), JournalFailure> {
        if facts.iter().any(|recorded| recorded.fact.is_of_audience()) {
            self.has_room_for_votes()?;
            self.insert(facts, true)?;
        } else {
            self.with_reserve(|file| file.insert(facts, false))?;
            self.note_stepped();
        }
        if facts.iter().any(|recorded| matches!(recorded.fact, Fact::Cleared { .. })) {
            self.note_wiped();
        }
        Ok(())
    }

    fn insert(&mut self, facts: &[Recorded], are_votes: bool) -> Result<(), JournalFailure> {
        self.change(|transaction, disk| {
            disk.limit(transaction, are_votes)?;
            facts.iter().try_for_each(|recorded| insert(transaction, recorded))
        })
    }

    pub fn read(&mut self) -> Result<(Charter, Vec<Recorded>), JournalFailure> {
        // After trouble the log is brought into the file first, which takes room.
        self.with_reserve(Self::read_once)
    }

    fn read_once(&mut self) -> Result<(Charter, Vec<Recorded>), JournalFailure> {
        let session = self.session().clone();
        self.look(|connection| {
            // One transaction: charter and facts of the same moment, sealed or not.
            let transaction = connection.transaction()?;
            if transaction.query_row("SELECT EXISTS (SELECT 1 FROM seal)", [], |row| row.get(0))? {
                return Err(JournalFailure::IsSealed(session).into());
            }
            Ok((charter::read(&transaction)?, read_facts(&transaction)?))
        })
    }
}

fn insert(transaction: &Transaction, recorded: &Recorded) -> Result<(), Trouble> {
    let row = FactRow::new(recorded);
    transaction
        .prepare_cached(
            "INSERT INTO fact (at, kind, question, round, voter, n, choices, detail, ask) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            row.at,
            row.kind,
            row.question,
            row.round,
            row.voter,
            row.n,
            row.choices,
            row.detail,
            row.ask
        ])?;
    let seq = transaction.last_insert_rowid();
    match &recorded.fact {
        Fact::Answered(_) => match &row.text {
            Some(text) => {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO words (question, voter, seq, text) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![row.question, row.voter, seq, text])?;
            }
            None => {
                transaction
                    .prepare_cached("DELETE FROM words WHERE question = ?1 AND voter = ?2")?
                    .execute(params![row.question, row.voter])?;
            }
        },
        Fact::Asked(_) => asks::keep_words(transaction, seq, &row)?,
        Fact::Cleared { .. } => {
            asks::forget_words(transaction, &row)?;
            transaction.execute("DELETE FROM words WHERE question = ?1", params![row.question])?;
        }
        Fact::Closed { .. } | Fact::SetAside { .. } => {
            let mut insert =
                transaction.prepare_cached("INSERT OR IGNORE INTO present (seq, voter) VALUES (?1, ?2)")?;
            for voter in &row.present {
                insert.execute(params![seq, voter])?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn read_facts(connection: &Connection) -> Result<Vec<Recorded>, Trouble> {
    let mut present = HashMap::<i64, Vec<[u8; 16]>>::new();
    let mut select = connection.prepare("SELECT seq, voter FROM present ORDER BY seq, voter")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        present.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let mut asked = asks::read_words(connection)?;
    let mut select = connection.prepare(
        "SELECT fact.seq, at, kind, fact.question, round, fact.voter, n, choices, detail, text, ask FROM fact \
         LEFT JOIN words ON words.question = fact.question AND words.voter = fact.voter AND words.seq = fact.seq \
         ORDER BY fact.seq",
    )?;
    let mut rows = select.query([])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (asked, name) = asked.remove(&seq).map_or((None, None), |(text, name)| (Some(text), name));
        let fact = FactRow {
            at: row.get(1)?,
            kind: row.get(2)?,
            question: row.get(3)?,
            round: row.get(4)?,
            voter: row.get(5)?,
            n: row.get(6)?,
            choices: row.get(7)?,
            detail: row.get(8)?,
            text: row.get::<_, Option<String>>(9)?.or(asked),
            ask: row.get(10)?,
            name,
            present: present.remove(&seq).unwrap_or_default(),
        };
        facts.push(fact.recorded()?);
    }
    Ok(facts)
}
