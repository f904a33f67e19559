//! Deleting texts or single answers from a sealed session's file, so that no byte of them is left, and the figures that
//! stay in their place.
//!
//! Results are written anew without what goes, in the transaction that notes its date. The file is then built anew, and
//! only then is it noted as clean: whatever stops in between is found at the next opening. Never touches a file that runs.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::charter;
use super::file::{SessionFile, is_sealed};
use super::results::{self, odd};
use super::trouble::Trouble;
use crate::codec::record::{SaidRow, part_of, part_word};
use crate::domain::ids::Moment;
use crate::domain::results::{Forgettable, Forgotten, Gathered, Kept, Recount, Results};
use crate::journal::{self, JournalFailure};

/// What results are kept in, those that name others first.
const TABLES: [&str; 9] = [
    "result_said",
    "result_gathered",
    "result_figure",
    "result_kept",
    "result_cell",
    "result_text",
    "result_ask",
    "result_count",
    "result_question",
];

impl SessionFile {
    pub fn forget(&mut self, what: Forgettable, at: Moment) -> Result<(), JournalFailure> {
        // On a full disk too: what has to go makes room.
        self.with_reserve(|file| file.forget_once(what, at))
    }

    fn forget_once(&mut self, what: Forgettable, at: Moment) -> Result<(), JournalFailure> {
        let session = self.session().clone();
        self.look(|connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if !is_sealed(&transaction)? {
                return Err(JournalFailure::NotSealed(session).into());
            }
            if dates(&transaction)?.of(what).is_none() {
                let charter = charter::read(&transaction)?;
                let results = journal::forgetting(&charter, results::read(&transaction)?, what, at);
                replace(&transaction, &results)?;
                let insert = "INSERT INTO forgotten (what, at, clean) VALUES (?1, ?2, 0)";
                transaction.execute(insert, params![what.word(), at.0])?;
            }
            transaction.commit()?;
            clean(connection)
        })
    }
}

fn replace(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    for table in TABLES {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    results::write(transaction, results)?;
    write_kept(transaction, results)
}

/// Leaves no byte of what was deleted, unless that was done before.
pub fn clean(connection: &Connection) -> Result<(), Trouble> {
    let unclean = "SELECT EXISTS (SELECT 1 FROM forgotten WHERE clean = 0)";
    if connection.query_row(unclean, [], |row| row.get(0))? {
        connection.execute_batch("VACUUM")?;
        connection.execute("UPDATE forgotten SET clean = 1", [])?;
    }
    Ok(())
}

/// What was deleted, and when.
pub fn dates(connection: &Connection) -> Result<Forgotten, Trouble> {
    let mut forgotten = Forgotten::default();
    let mut select = connection.prepare("SELECT what, at FROM forgotten")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let at = Some(Moment(row.get(1)?));
        match Forgettable::from_word(&row.get::<_, String>(0)?).ok_or_else(|| odd("word for what was deleted"))? {
            Forgettable::Texts => forgotten.texts = at,
            Forgettable::Rows => forgotten.rows = at,
        }
    }
    Ok(forgotten)
}

fn write_kept(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    let mut insert =
        transaction.prepare("INSERT INTO result_kept (question, had_right, recounted) VALUES (?1, ?2, ?3)")?;
    let mut insert_figure = transaction
        .prepare("INSERT INTO result_figure (question, kind, position, label, count) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut insert_said = transaction.prepare(
        "INSERT INTO result_said (question, position, part, text, count, state, option, recoded, counts_with) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut insert_gathered = transaction
        .prepare("INSERT INTO result_gathered (question, position, part, text, people) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (index, question) in (0_u32..).zip(&results.questions) {
        let Some(kept) = &question.kept else { continue };
        insert.execute(params![index, kept.right, kept.recount.is_some()])?;
        for (position, count) in (0_u32..).zip(&kept.groups) {
            insert_figure.execute(params![index, "group", position, None::<String>, count])?;
        }
        let recount = kept.recount.iter();
        for (position, count) in (0_u32..).zip(recount.clone().flat_map(|recount| &recount.counts)) {
            insert_figure.execute(params![index, "option", position, None::<String>, count])?;
        }
        for (position, (label, count)) in (0_u32..).zip(recount.flat_map(|recount| &recount.made)) {
            insert_figure.execute(params![index, "made", position, label, count])?;
        }
        for (position, said) in kept.said.iter().enumerate() {
            let SaidRow { part, text, count, state, option, recoded } = SaidRow::new(said);
            let counts_with = kept.gathered.iter().position(|gathered| gathered.said.contains(&position));
            let (position, counts_with) = (position as u32, counts_with.map(|place| place as u32));
            insert_said.execute(params![index, position, part, text, count, state, option, recoded, counts_with])?;
        }
        for (position, Gathered { part, text, people, .. }) in (0_u32..).zip(&kept.gathered) {
            insert_gathered.execute(params![index, position, part_word(part), text, people])?;
        }
    }
    Ok(())
}

/// What stays of what was deleted, by the place of its question.
pub fn read_kept(connection: &Connection) -> Result<HashMap<u32, Kept>, Trouble> {
    let mut kept = HashMap::new();
    let mut select = connection.prepare("SELECT question, had_right, recounted FROM result_kept")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let recount = row.get::<_, bool>(2)?.then(Recount::default);
        kept.insert(row.get(0)?, Kept { recount, right: row.get(1)?, ..Kept::default() });
    }
    let lost = || odd("figure of a question");
    let mut select = connection
        .prepare("SELECT question, kind, label, count FROM result_figure ORDER BY question, kind, position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let one: &mut Kept = kept.get_mut(&row.get(0)?).ok_or_else(lost)?;
        let count = row.get(3)?;
        match (row.get::<_, String>(1)?.as_str(), &mut one.recount) {
            ("group", _) => one.groups.push(count),
            ("option", Some(recount)) => recount.counts.push(count),
            ("made", Some(recount)) => recount.made.push((row.get(2)?, count)),
            _ => return Err(lost()),
        }
    }
    read_gathered(connection, &mut kept)?;
    read_said(connection, &mut kept)?;
    Ok(kept)
}

fn read_gathered(connection: &Connection, kept: &mut HashMap<u32, Kept>) -> Result<(), Trouble> {
    let mut select =
        connection.prepare("SELECT question, part, text, people FROM result_gathered ORDER BY question, position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let part = part_of(&row.get::<_, String>(1)?).ok_or_else(|| odd("part"))?;
        let gathered = Gathered { part, text: row.get(2)?, people: row.get(3)?, said: Vec::new() };
        kept.get_mut(&row.get(0)?).ok_or_else(|| odd("question"))?.gathered.push(gathered);
    }
    Ok(())
}

fn read_said(connection: &Connection, kept: &mut HashMap<u32, Kept>) -> Result<(), Trouble> {
    let mut select = connection.prepare(
        "SELECT question, part, text, count, state, option, recoded, counts_with FROM result_said \
         ORDER BY question, position",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let kept = kept.get_mut(&row.get(0)?).ok_or_else(|| odd("question"))?;
        let said = SaidRow {
            part: row.get(1)?,
            text: row.get(2)?,
            count: row.get(3)?,
            state: row.get(4)?,
            option: row.get(5)?,
            recoded: row.get(6)?,
        };
        if let Some(place) = row.get::<_, Option<u32>>(7)? {
            let gathered = kept.gathered.get_mut(place as usize).ok_or_else(|| odd("text"))?;
            gathered.said.push(kept.said.len());
        }
        kept.said.push(said.said()?);
    }
    Ok(())
}
