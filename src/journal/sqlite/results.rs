//! Sealing: the results go into a session's file, and everything that leads to a voter goes out of it.
//!
//! Never keeps the order of the rows it is given.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use super::file::SessionFile;
use super::trouble::Trouble;
use super::{asks, charter, course, forgetting, texts};
use crate::codec::record::{self, CellRow};
use crate::domain::ids::{Moment, SlideKey};
use crate::domain::results::{Cell, QuestionResult, Results};
use crate::domain::tally::Total;
use crate::journal::{Charter, JournalFailure, Sealed, unlinked};

impl SessionFile {
    pub fn seal(&mut self, ended_at: Moment, results: Results) -> Result<(), JournalFailure> {
        let sealed = Sealed::new(ended_at, &results);
        let results = unlinked(results);
        self.change(|transaction, _| {
            write(transaction, &results)?;
            transaction.execute(
                "INSERT INTO seal (one, ended_at, participants, answers) VALUES (1, ?1, ?2, ?3)",
                params![sealed.ended_at.0, sealed.participants, sealed.answers],
            )?;
            transaction.execute("UPDATE charter SET key = NULL", [])?;
            for table in ["fact", "present", "words", "ask_words"] {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(())
        })?;
        self.clean_up()
    }

    pub fn sealed(&mut self) -> Result<(Charter, Results), JournalFailure> {
        let session = self.session().clone();
        self.look(|connection| {
            let participants = "SELECT participants FROM seal";
            let participants: u32 = match connection.query_row(participants, [], |row| row.get(0)) {
                Err(rusqlite::Error::QueryReturnedNoRows) => return Err(JournalFailure::NotSealed(session).into()),
                found => found?,
            };
            let results = read(connection)?;
            // A row that went missing whole is seen only here.
            if results.people.is_none() && results.participants() != participants {
                return Err(odd("number of participants"));
            }
            Ok((charter::read(connection)?, results))
        })
    }
}

pub fn write(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    let mut insert_question = transaction.prepare(
        "INSERT INTO result_question \
         (position, question, round, opened_at, closed_at, revealed, answered, present, changes) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut insert_count =
        transaction.prepare("INSERT INTO result_count (question, position, option, count) VALUES (?1, ?2, ?3, ?4)")?;
    for (index, question) in (0_u32..).zip(&results.questions) {
        insert_question.execute(params![
            index,
            question.question.as_str(),
            question.round,
            question.opened_at.map(|at| at.0),
            question.closed_at.map(|at| at.0),
            // One column for both: 2 is revealed and solved.
            u32::from(question.revealed) + u32::from(question.solved),
            question.answered,
            question.present,
            question.changes,
        ])?;
        for (position, total) in (0_u32..).zip(&question.totals) {
            insert_count.execute(params![index, position, record::total_name(total), total.count])?;
        }
    }
    texts::write_results(transaction, results)?;
    asks::write_results(transaction, results)?;
    course::write(transaction, results)?;
    let mut insert_cell = transaction
        .prepare("INSERT INTO result_cell (row, question, kind, choices, text, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (row, cells) in (0_u32..).zip(&results.rows) {
        for (question, cell) in (0_u32..).zip(cells) {
            let cell = CellRow::new(cell);
            insert_cell.execute(params![row, question, cell.kind, cell.choices, cell.text, cell.at])?;
        }
    }
    Ok(())
}

pub fn read(connection: &Connection) -> Result<Results, Trouble> {
    let forgotten = forgetting::dates(connection)?;
    let mut kept = forgetting::read_kept(connection)?;
    let mut texts = texts::read_results(connection)?;
    let mut asked = asks::read_results(connection)?;
    let mut courses = course::read(connection)?;
    let mut counts = HashMap::<u32, Vec<Total>>::new();
    let mut select =
        connection.prepare("SELECT question, option, count FROM result_count ORDER BY question, position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let total = record::total(&row.get::<_, String>(1)?, row.get(2)?).ok_or_else(|| odd("option"))?;
        counts.entry(row.get(0)?).or_default().push(total);
    }
    let mut select = connection.prepare(
        "SELECT position, question, round, opened_at, closed_at, revealed, answered, present, changes \
         FROM result_question ORDER BY position",
    )?;
    let mut rows = select.query([])?;
    let mut questions = Vec::new();
    while let Some(row) = rows.next()? {
        questions.push(QuestionResult {
            question: SlideKey::parse(&row.get::<_, String>(1)?).ok_or_else(|| odd("question"))?,
            round: row.get(2)?,
            opened_at: row.get::<_, Option<i64>>(3)?.map(Moment),
            closed_at: row.get::<_, Option<i64>>(4)?.map(Moment),
            revealed: row.get::<_, u32>(5)? >= 1,
            solved: row.get::<_, u32>(5)? >= 2,
            answered: row.get(6)?,
            present: row.get(7)?,
            changes: row.get(8)?,
            totals: counts.remove(&row.get(0)?).unwrap_or_default(),
            texts: texts.remove(&row.get(0)?).unwrap_or_default(),
            asks: asked.remove(&row.get(0)?).unwrap_or_default(),
            course: courses.remove(&row.get(0)?).unwrap_or_default(),
            kept: kept.remove(&row.get(0)?),
        });
    }
    let people = match forgotten.rows {
        Some(_) => Some(connection.query_row("SELECT participants FROM seal", [], |row| row.get(0))?),
        None => None,
    };
    Ok(Results { rows: read_rows(connection, questions.len())?, questions, people, forgotten, ..Results::default() })
}

fn read_rows(connection: &Connection, questions: usize) -> Result<Vec<Vec<Cell>>, Trouble> {
    let mut table: Vec<Vec<Cell>> = Vec::new();
    let mut select =
        connection.prepare("SELECT row, kind, choices, text, at FROM result_cell ORDER BY row, question")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let cell = CellRow { kind: row.get(1)?, choices: row.get(2)?, text: row.get(3)?, at: row.get(4)? };
        let index = row.get::<_, u32>(0)? as usize;
        if index == table.len() {
            table.push(Vec::with_capacity(questions));
        }
        // Rows are numbered without gaps, so the cells of one that is not the last are of no row at all.
        let cells = table.get_mut(index).ok_or_else(|| odd("row"))?;
        cells.push(cell.cell()?);
    }
    // A missing cell would shift the others under another question.
    if table.iter().any(|cells| cells.len() != questions) {
        return Err(odd("number of cells in a row"));
    }
    Ok(table)
}

pub fn odd(what: &str) -> Trouble {
    Trouble::Content(format!("its results have no usable {what}"))
}
