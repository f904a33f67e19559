//! What each audience sees: a session drawn as HTML parts and moving figures, by askama, in one language.
//!
//! The same parts stand in the first page and travel in frames, so there is one renderer. Knows no sockets and no
//! clocks; whoever may not see a count does not get it drawn.

pub mod blocks;
pub mod control;
pub mod kinds;
pub mod phone;
pub mod screen;

use std::collections::BTreeSet;

use crate::codec::words::Tongue;
use crate::domain::ids::{Moment, RoomCode, VoterId};
use crate::domain::session::Session;

/// A room at one moment: all that a view may draw from.
pub struct Scene<'a> {
    pub session: &'a Session,
    pub code: RoomCode,
    pub now: Moment,
    pub join: &'a JoinAddress,
    /// Who is or was here since the open question opened.
    pub seen: &'a BTreeSet<VoterId>,
    /// Attendees connected now, each browser once.
    pub here: u32,
    /// Screens connected now.
    pub screens: u32,
    /// Answers journalled in the last ten seconds.
    pub recent_answers: u32,
    pub storage: Storage,
    /// Votes look made by a script.
    pub alarm: Option<Alarm>,
    /// What attendees let the presenter know.
    pub signs: Signs,
    /// The time of day of a moment, for whom no script shows the time of their own clock.
    pub clock: fn(Moment) -> String,
}

/// What is known of storing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    Well,
    /// There is no room for an answer; for a step there may be.
    Full,
    /// The disk says something else than that it is full.
    Failing,
}

impl Storage {
    /// What is wrong and what helps, to whoever can do something about it.
    pub fn trouble(self, tongue: Tongue) -> Option<String> {
        match self {
            Storage::Well => None,
            Storage::Full => Some(tongue.say("not-stored-full")),
            Storage::Failing => Some(tongue.say("not-stored-failing")),
        }
    }
}

/// What attendees let the presenter know without answering: for the remote alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// How many said each word lately, in the order of `Pulse::ALL`.
    pub pulse: [u32; 4],
    /// How many need more time for the open question.
    pub more_time: u32,
}

/// What was noticed of a script that votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    pub sign: Sign,
    pub since: Moment,
    /// How many voted since whom nobody had seen before.
    pub voters: u32,
}

/// By what a script shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// They vote faster than one can read.
    Hasty,
    /// In a moment more came than were here.
    Rush,
    /// More came than a hall holds.
    Flood,
}

/// Where attendees go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinAddress {
    /// Scheme and host, no slash at the end: `https://stem.voorbeeld.nl`.
    pub origin: String,
    /// What people read and type: the origin without `https://` or `http://`.
    pub shown: String,
}

impl JoinAddress {
    pub fn new(origin: &str) -> Self {
        let origin = origin.trim_end_matches('/');
        let shown = origin.split_once("://").map_or(origin, |(_, host)| host);
        Self { origin: origin.to_owned(), shown: shown.to_owned() }
    }

    /// The link of one room, as pasted in a chat.
    pub fn link(&self, code: RoomCode) -> String {
        format!("{}/{code}", self.origin)
    }

    /// What the QR holds: the link in capitals, which packs into fewer and so larger modules.
    pub fn qr_text(&self, code: RoomCode) -> String {
        self.link(code).to_uppercase()
    }
}

/// Count first, per cent beside it where there is one.
fn figures(count: u32, percent: Option<u32>) -> String {
    match percent {
        Some(percent) => format!("{count} · {percent}%"),
        None => count.to_string(),
    }
}
