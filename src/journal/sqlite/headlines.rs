//! What the organiser wrote above the results of a session.

use rusqlite::{Connection, params};

use super::trouble::Trouble;
use crate::domain::ids::{Language, SlideKey};
use crate::journal::Headline;

pub fn read(connection: &Connection) -> Result<Vec<Headline>, Trouble> {
    let odd = || Trouble::Content("it holds a headline of no question".to_owned());
    let mut select = connection.prepare("SELECT question, language, text FROM headline ORDER BY question, language")?;
    let mut rows = select.query([])?;
    let mut headlines = Vec::new();
    while let Some(row) = rows.next()? {
        headlines.push(Headline {
            question: SlideKey::parse(&row.get::<_, String>(0)?).ok_or_else(odd)?,
            language: Language::parse(&row.get::<_, String>(1)?).ok_or_else(odd)?,
            text: row.get(2)?,
        });
    }
    Ok(headlines)
}

/// In a statement that is a transaction by itself.
pub fn set(connection: &Connection, headline: &Headline) -> Result<(), Trouble> {
    let Headline { question, language, text } = headline;
    let place = params![question.as_str(), language.as_str(), text];
    match text.is_empty() {
        true => connection.execute("DELETE FROM headline WHERE question = ?1 AND language = ?2 AND ?3 = ''", place)?,
        false => connection
            .execute("INSERT OR REPLACE INTO headline (question, language, text) VALUES (?1, ?2, ?3)", place)?,
    };
    Ok(())
}
