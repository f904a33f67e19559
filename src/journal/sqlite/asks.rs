//! What the audience asked, in and out of a session's file: its words while the session runs, and its results after.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use super::trouble::Trouble;
use crate::codec::record::{AskRow, FactRow};
use crate::domain::results::{AskResult, Results};

/// Keeps the words of the fact that is `seq`.
pub fn keep_words(transaction: &Transaction, seq: i64, row: &FactRow) -> Result<(), Trouble> {
    transaction
        .prepare_cached("INSERT INTO ask_words (seq, question, text, name) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![seq, row.question, row.text, row.name])?;
    Ok(())
}

/// A round is over: its words go with it.
pub fn forget_words(transaction: &Transaction, row: &FactRow) -> Result<(), Trouble> {
    transaction.execute("DELETE FROM ask_words WHERE question = ?1", params![row.question])?;
    Ok(())
}

/// All words, by the fact they belong to.
pub fn read_words(connection: &Connection) -> Result<HashMap<i64, (String, Option<String>)>, Trouble> {
    let mut select = connection.prepare("SELECT seq, text, name FROM ask_words")?;
    let mut rows = select.query([])?;
    let mut words = HashMap::new();
    while let Some(row) = rows.next()? {
        words.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    Ok(words)
}

pub fn write_results(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    let mut insert = transaction.prepare(
        "INSERT INTO result_ask (question, number, text, name, votes, state, into_ask, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (index, question) in (0_u32..).zip(&results.questions) {
        for ask in question.asks.iter().map(AskRow::new) {
            insert.execute(params![index, ask.number, ask.text, ask.name, ask.votes, ask.state, ask.into, ask.at])?;
        }
    }
    Ok(())
}

/// By the place of their question.
pub fn read_results(connection: &Connection) -> Result<HashMap<u32, Vec<AskResult>>, Trouble> {
    let mut select = connection.prepare(
        "SELECT question, number, text, name, votes, state, into_ask, at FROM result_ask ORDER BY question, number",
    )?;
    let mut rows = select.query([])?;
    let mut asks = HashMap::<u32, Vec<AskResult>>::new();
    while let Some(row) = rows.next()? {
        let ask = AskRow {
            number: row.get(1)?,
            text: row.get(2)?,
            name: row.get(3)?,
            votes: row.get(4)?,
            state: row.get(5)?,
            into: row.get(6)?,
            at: row.get(7)?,
        };
        asks.entry(row.get(0)?).or_default().push(ask.ask()?);
    }
    Ok(asks)
}
