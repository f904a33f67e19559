//! What was done with texts, in and out of the results of a session's file.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use super::trouble::Trouble;
use crate::codec::record::TextRow;
use crate::domain::results::{Results, TextResult};

pub fn write_results(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    let mut insert = transaction.prepare(
        "INSERT INTO result_text (question, position, name, part, text, count, state, option, recoded) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (index, question) in (0_u32..).zip(&results.questions) {
        for (position, text) in (0_u32..).zip(&question.texts) {
            let TextRow { name, part, text, count, state, option, recoded } = TextRow::new(text);
            insert.execute(params![index, position, name, part, text, count, state, option, recoded])?;
        }
    }
    Ok(())
}

/// By the place of their question.
pub fn read_results(connection: &Connection) -> Result<HashMap<u32, Vec<TextResult>>, Trouble> {
    let mut select = connection.prepare(
        "SELECT question, name, part, text, count, state, option, recoded FROM result_text ORDER BY question, position",
    )?;
    let mut rows = select.query([])?;
    let mut texts = HashMap::<u32, Vec<TextResult>>::new();
    while let Some(row) = rows.next()? {
        let text = TextRow {
            name: row.get(1)?,
            part: row.get(2)?,
            text: row.get(3)?,
            count: row.get(4)?,
            state: row.get(5)?,
            option: row.get(6)?,
            recoded: row.get(7)?,
        };
        texts.entry(row.get(0)?).or_default().push(text.result()?);
    }
    Ok(texts)
}
