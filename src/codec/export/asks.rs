//! What the audience asked, as files hold it: a row or an object for each question, whatever became of it. Never who
//! asked it, but for the name they gave themselves.

use serde::Serialize;

use super::{About, Asked, Sheet, iso};
use crate::domain::results::AskResult;
use crate::domain::session::EntryState;

#[derive(Serialize)]
pub(super) struct OneAsk<'a> {
    number: u32,
    text: &'a str,
    name: Option<&'a str>,
    /// How many wanted it answered besides its asker.
    votes: u32,
    state: &'static str,
    /// The one that it was merged into, and counted with.
    merged_into: Option<u32>,
    asked_at: String,
}

impl<'a> OneAsk<'a> {
    pub fn new(ask: &'a AskResult) -> Self {
        Self {
            number: ask.number.0,
            text: &ask.text,
            name: ask.name.as_deref(),
            votes: ask.votes,
            state: ask.state.word(),
            merged_into: into(ask),
            asked_at: iso(ask.at),
        }
    }
}

/// A row of the long file: of no participant, with its own number where an answer has its place, and its votes.
pub(super) fn row(sheet: &mut Sheet, about: &About, asked: &Asked<'_>, ask: &AskResult) {
    sheet.plain(about.session.as_str());
    sheet.plain(asked.key.as_str());
    sheet.text(&asked.text);
    sheet.plain(asked.kind());
    sheet.plain("");
    sheet.plain("");
    sheet.plain(&ask.number.to_string());
    sheet.plain(&iso(ask.at));
    sheet.text(&ask.text);
    sheet.plain("false");
    sheet.plain("");
    sheet.plain("");
    sheet.plain(&ask.votes.to_string());
    sheet.text(ask.name.as_deref().unwrap_or_default());
    sheet.plain(ask.state.word());
    sheet.plain(&into(ask).map(|into| into.to_string()).unwrap_or_default());
    sheet.plain("");
    sheet.end_row();
}

fn into(ask: &AskResult) -> Option<u32> {
    match ask.state {
        EntryState::Merged(into) => Some(into.0),
        _ => None,
    }
}
