//! How votes came about, in and out of the results of a session's file.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use super::trouble::Trouble;
use crate::codec::record;
use crate::domain::results::{CoursePoint, Results};
use crate::domain::tally::Total;

pub fn write(transaction: &Transaction, results: &Results) -> Result<(), Trouble> {
    let mut insert_point =
        transaction.prepare("INSERT INTO result_course (question, step, seconds, answered) VALUES (?1, ?2, ?3, ?4)")?;
    let mut insert_count = transaction.prepare(
        "INSERT INTO result_course_count (question, step, position, option, count) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (index, question) in (0_u32..).zip(&results.questions) {
        for (step, point) in (0_u32..).zip(&question.course) {
            insert_point.execute(params![index, step, point.seconds, point.answered])?;
            for (position, total) in (0_u32..).zip(&point.totals) {
                insert_count.execute(params![index, step, position, record::total_name(total), total.count])?;
            }
        }
    }
    Ok(())
}

/// By the place of their question.
pub fn read(connection: &Connection) -> Result<HashMap<u32, Vec<CoursePoint>>, Trouble> {
    let mut totals = HashMap::<(u32, u32), Vec<Total>>::new();
    let mut select = connection
        .prepare("SELECT question, step, option, count FROM result_course_count ORDER BY question, step, position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let odd = || Trouble::Content("its course has no usable option".to_owned());
        let total = record::total(&row.get::<_, String>(2)?, row.get(3)?).ok_or_else(odd)?;
        totals.entry((row.get(0)?, row.get(1)?)).or_default().push(total);
    }
    let mut select =
        connection.prepare("SELECT question, step, seconds, answered FROM result_course ORDER BY question, step")?;
    let mut rows = select.query([])?;
    let mut courses = HashMap::<u32, Vec<CoursePoint>>::new();
    while let Some(row) = rows.next()? {
        let (question, step) = (row.get(0)?, row.get(1)?);
        let totals = totals.remove(&(question, step)).unwrap_or_default();
        let point = CoursePoint { seconds: row.get(2)?, answered: row.get(3)?, totals };
        courses.entry(question).or_default().push(point);
    }
    Ok(courses)
}
