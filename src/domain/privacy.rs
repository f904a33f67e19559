//! What attendees were promised when the session started: who may see what, and for how long it is kept.
//!
//! Chosen once, at the start, and never loosened: people answered under it. Enforced elsewhere; here it is only said.

use super::ids::Moment;
use super::limits::{DAY_MS, FLOOR, ROWS_DAYS, TEXTS_DAYS};
use super::results::Forgettable;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privacy {
    pub mode: Mode,
    /// No group smaller than this is told apart. Never below [`FLOOR`].
    pub floor: u32,
    /// For so many days after the end texts are kept; `None` until the organiser deletes them.
    pub texts_days: Option<u32>,
    /// The same for single answers; totals stay.
    pub rows_days: Option<u32>,
}

/// Who may see how single people answered, never by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The organiser gets a row for each participant.
    Open,
    /// Only totals and texts: no row for each participant, and no two answers of one person beside each other.
    Confidential,
    /// As open, for research: attendees are asked to consent.
    Research,
}

impl Privacy {
    /// What holds when nobody chose.
    pub const DEFAULT: Privacy =
        Privacy { mode: Mode::Open, floor: FLOOR, texts_days: Some(TEXTS_DAYS), rows_days: Some(ROWS_DAYS) };

    /// How many days after the end this is kept; `None` until the organiser deletes it.
    pub fn days(self, what: Forgettable) -> Option<u32> {
        match what {
            Forgettable::Texts => self.texts_days,
            Forgettable::Rows => self.rows_days,
        }
    }

    /// When this goes by itself from a session that ended then.
    pub fn goes_at(self, what: Forgettable, ended_at: Moment) -> Option<Moment> {
        self.days(what).map(|days| Moment(ended_at.0.saturating_add(i64::from(days) * DAY_MS)))
    }

    /// Whether answers of one person may stand beside each other: in rows, or as answer by answer.
    pub fn has_rows(self) -> bool {
        self.mode != Mode::Confidential
    }
}

impl Default for Privacy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Mode {
    pub const ALL: [Mode; 3] = [Mode::Open, Mode::Confidential, Mode::Research];

    /// The word for it in files, forms and the journal.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Open => "open",
            Mode::Confidential => "confidential",
            Mode::Research => "research",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}
