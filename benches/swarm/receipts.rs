//! The phones' own receipts against the session's file, row by row: what was told to be stored is there once and as it
//! was sent, and nothing is there that nobody sent. Opens the file to look only.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use peil::domain::ids::VoterId;
use peil::hub::secrets::SessionKey;
use rusqlite::{Connection, OpenFlags};

use crate::phone::{Phone, Told};
use crate::server::Question;

/// Random part of a token; the rest is the server's signature.
const TOKEN_BYTES: usize = 16;

#[derive(Default)]
pub struct Comparison {
    pub told_stored: usize,
    /// Told to be stored and not there, or there as another answer.
    pub lost: usize,
    /// There more than once under one number.
    pub doubled: usize,
    /// There, and nobody sent it.
    pub strange: usize,
    /// Refused, or asked to try again.
    pub refused: usize,
    /// Sent and never told.
    pub untold: usize,
}

impl Comparison {
    pub fn is_clean(&self) -> bool {
        self.lost + self.doubled + self.strange + self.refused + self.untold == 0
    }

    pub fn sentence(&self) -> String {
        let Self { told_stored, lost, doubled, strange, refused, untold } = self;
        format!(
            "{told_stored} stored, {lost} lost, {doubled} doubled, {strange} strange, {refused} refused, {untold} untold"
        )
    }
}

type Row = (VoterId, String, u32);

/// Compares what these phones hold with what is in the file.
pub fn compare(file: &Path, phones: &[Phone], questions: &[Question]) -> anyhow::Result<Comparison> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let key: Vec<u8> = connection.query_row("SELECT key FROM charter", [], |row| row.get(0))?;
    let key = SessionKey::new(key.try_into().ok().context("the session has no key")?);
    let mut rows: HashMap<Row, Vec<String>> = HashMap::new();
    let mut select = connection.prepare("SELECT voter, question, n, choices FROM fact WHERE kind = 'answered'")?;
    let mut found = select.query([])?;
    while let Some(row) = found.next()? {
        rows.entry((VoterId(row.get(0)?), row.get(1)?, row.get(2)?)).or_default().push(row.get(3)?);
    }
    let doubled = rows.values().map(|stored| stored.len() - 1).sum();
    let mut comparison = Comparison { doubled, ..Comparison::default() };
    for phone in phones {
        let record = phone.record();
        let voter = voter(&key, &record.token);
        for receipt in &record.receipts {
            let question = &questions[receipt.question];
            let stored = voter.and_then(|voter| rows.remove(&(voter, question.key.clone(), receipt.n)));
            match receipt.told {
                Some((_, Told::Stored)) => {
                    comparison.told_stored += 1;
                    let sent = format!(r#"["{}"]"#, question.options[receipt.choice]);
                    if stored.is_none_or(|stored| stored[0] != sent) {
                        comparison.lost += 1;
                    }
                }
                Some((_, Told::Otherwise)) => comparison.refused += 1,
                None => comparison.untold += 1,
            }
        }
    }
    // What is left belongs to no receipt.
    comparison.strange = rows.len();
    Ok(comparison)
}

fn voter(key: &SessionKey, cookie: &str) -> Option<VoterId> {
    let token = URL_SAFE_NO_PAD.decode(cookie.split_once('=')?.1).ok()?;
    Some(key.voter(token.get(..TOKEN_BYTES)?))
}
