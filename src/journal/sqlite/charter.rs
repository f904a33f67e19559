//! What a session's file says of the session itself: its code, its deck in every language, and its key.

use rusqlite::{Connection, Transaction, params};

use super::trouble::Trouble;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId};
use crate::domain::limits::FLOOR;
use crate::domain::privacy::{Mode, Privacy};
use crate::journal::{Charter, DeckText};

pub fn write(transaction: &Transaction, charter: &Charter) -> Result<(), Trouble> {
    transaction.execute(
        "INSERT INTO charter (one, session, code, deck, title, started_at, key, mode, floor, texts_days, rows_days) \
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            charter.session.as_str(),
            charter.code.to_string().parse::<u32>().expect("a room code is a number"),
            charter.deck.as_str(),
            charter.title,
            charter.started_at.0,
            charter.key,
            charter.privacy.mode.word(),
            charter.privacy.floor,
            charter.privacy.texts_days,
            charter.privacy.rows_days,
        ],
    )?;
    let mut insert =
        transaction.prepare("INSERT INTO deck_text (position, language, name, text) VALUES (?1, ?2, ?3, ?4)")?;
    let translations = charter.translations.iter().map(|(language, deck)| (Some(language.as_str()), deck));
    for ((language, deck), position) in std::iter::once((None, &charter.original)).chain(translations).zip(0_u32..) {
        insert.execute(params![position, language, deck.name, deck.text])?;
    }
    Ok(())
}

/// The charter, with a key of zeros when it is sealed.
pub fn read(connection: &Connection) -> Result<Charter, Trouble> {
    let odd = |column: &str| Trouble::Content(format!("its charter has no usable {column}"));
    let mut texts = Vec::new();
    let mut select = connection.prepare("SELECT language, name, text FROM deck_text ORDER BY position")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let language: Option<String> = row.get(0)?;
        texts.push((language, DeckText { name: row.get(1)?, text: row.get(2)? }));
    }
    let mut texts = texts.into_iter();
    let original = texts.next().filter(|(language, _)| language.is_none()).ok_or_else(|| odd("deck"))?.1;
    let translations = texts
        .map(|(language, text)| Some((Language::parse(&language?)?, text)))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| odd("translation"))?;
    let mut select = connection.prepare(
        "SELECT session, code, deck, title, started_at, key, mode, floor, texts_days, rows_days FROM charter",
    )?;
    let mut rows = select.query([])?;
    let row = rows.next()?.ok_or_else(|| Trouble::Content("it has no charter".to_owned()))?;
    let key: Option<[u8; 32]> = row.get(5)?;
    Ok(Charter {
        session: SessionId::parse(&row.get::<_, String>(0)?).ok_or_else(|| odd("session"))?,
        code: RoomCode::new(row.get(1)?).ok_or_else(|| odd("code"))?,
        deck: DeckId::parse(&row.get::<_, String>(2)?).ok_or_else(|| odd("deck name"))?,
        title: row.get(3)?,
        started_at: Moment(row.get(4)?),
        privacy: Privacy {
            mode: Mode::from_word(&row.get::<_, String>(6)?).ok_or_else(|| odd("mode"))?,
            // Whatever the file says, nobody is told apart in a smaller group than this.
            floor: row.get::<_, u32>(7)?.max(FLOOR),
            texts_days: row.get(8)?,
            rows_days: row.get(9)?,
        },
        key: key.unwrap_or_default(),
        original,
        translations,
    })
}
