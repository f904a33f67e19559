//! What attendees were promised when the session started: who may see what, and for how long it is kept.
//!
//! Chosen once, at the start, and never loosened: people answered under it. Enforced elsewhere; here it is only said.

use super::ids::Moment;
use super::limits::{DAY_MS, FLOOR, FLOOR_MAX, KEEP_DAYS_MAX, ROWS_DAYS, TEXTS_DAYS};
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

/// What somebody chose at the start; what they left out is as when nobody chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    pub mode: Option<&'a str>,
    pub floor: Option<u32>,
    /// `Some(None)`: until the organiser deletes them.
    pub texts_days: Option<Option<u32>>,
    pub rows_days: Option<Option<u32>>,
}

impl Privacy {
    /// # Errors
    /// The name of what cannot be so.
    pub fn chosen(choice: Choice<'_>) -> Result<Self, &'static str> {
        let days = |chosen: Option<Option<u32>>, default, name| match chosen {
            None => Ok(default),
            Some(None) => Ok(None),
            Some(Some(days)) if (1..=KEEP_DAYS_MAX).contains(&days) => Ok(Some(days)),
            Some(Some(_)) => Err(name),
        };
        let floor = choice.floor.unwrap_or(FLOOR);
        Ok(Self {
            mode: Mode::from_word(choice.mode.unwrap_or(Mode::Open.word())).ok_or("mode")?,
            floor: (FLOOR..=FLOOR_MAX).contains(&floor).then_some(floor).ok_or("floor")?,
            texts_days: days(choice.texts_days, Self::DEFAULT.texts_days, "texts_days")?,
            rows_days: days(choice.rows_days, Self::DEFAULT.rows_days, "rows_days")?,
        })
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(choice: Choice<'_>, expected: Result<Privacy, &'static str>) {
        assert_eq!(Privacy::chosen(choice), expected, "{choice:?}");
    }

    #[test]
    fn who_chooses_nothing_gets_what_holds_for_all() {
        check(Choice::default(), Ok(Privacy::DEFAULT));
    }

    #[test]
    fn the_floor_may_be_raised_and_never_lowered() {
        let floor = |floor| Choice { floor: Some(floor), ..Choice::default() };
        check(floor(FLOOR), Ok(Privacy::DEFAULT));
        check(floor(FLOOR_MAX), Ok(Privacy { floor: FLOOR_MAX, ..Privacy::DEFAULT }));
        check(floor(FLOOR - 1), Err("floor"));
        check(floor(FLOOR_MAX + 1), Err("floor"));
    }

    #[test]
    fn days_are_named_or_left_to_the_organiser() {
        let texts = |days| Choice { texts_days: Some(days), ..Choice::default() };
        check(texts(None), Ok(Privacy { texts_days: None, ..Privacy::DEFAULT }));
        check(texts(Some(1)), Ok(Privacy { texts_days: Some(1), ..Privacy::DEFAULT }));
        check(texts(Some(0)), Err("texts_days"));
        check(Choice { rows_days: Some(Some(KEEP_DAYS_MAX + 1)), ..Choice::default() }, Err("rows_days"));
    }

    #[test]
    fn a_mode_is_called_by_its_word() {
        for mode in Mode::ALL {
            let choice = Choice { mode: Some(mode.word()), ..Choice::default() };
            check(choice, Ok(Privacy { mode, ..Privacy::DEFAULT }));
        }
        check(Choice { mode: Some("anoniem"), ..Choice::default() }, Err("mode"));
    }
}
