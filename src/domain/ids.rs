//! Names and numbers that must not be swapped: each is a type, parsed once at the border.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// The six digits that attendees type. Only for joining; a session is known by its [`SessionId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoomCode(u32);

impl RoomCode {
    /// Codes never start with a zero: people drop leading zeros when they read a number aloud.
    pub const RANGE: std::ops::Range<u32> = 100_000..1_000_000;

    pub fn new(number: u32) -> Option<Self> {
        Self::RANGE.contains(&number).then_some(Self(number))
    }

    /// Reads a code as people type it: spaces (also the hard kind) and dashes are ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let mut number = 0_u32;
        let mut digits = 0;
        for character in text.chars() {
            match character {
                '0'..='9' if digits < 6 => {
                    number = number * 10 + character.to_digit(10)?;
                    digits += 1;
                }
                c if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') => {}
                _ => return None,
            }
        }
        (digits == 6).then_some(())?;
        Self::new(number)
    }

    /// The code as shown to people: `482 913`, with a space that does not break.
    pub fn spaced(self) -> String {
        format!("{}\u{a0}{}", self.0 / 1000, format_args!("{:03}", self.0 % 1000))
    }
}

impl fmt::Display for RoomCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A voter inside one session: a keyed digest of the browser's token. Never leaves the server.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VoterId(pub [u8; 16]);

impl fmt::Debug for VoterId {
    /// Says nothing: a voter must not end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoterId(…)")
    }
}

/// A text that people wrote, in one session: a digest of its words, so that it is known again after they are gone, and
/// leads to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryName(pub [u8; 16]);

impl EntryName {
    /// Of these words; `place` says to which part of the question they belong.
    pub fn of(place: &str, words: &str) -> Self {
        // Long enough that nobody finds two texts with one name, of which the harmless one is let through.
        let digest = Sha256::new().chain_update(place).chain_update([0]).chain_update(words).finalize();
        let mut name = [0; 16];
        name.copy_from_slice(&digest[..16]);
        Self(name)
    }

    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hex.then(|| u128::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes())))?
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// Which question from the audience: its place in the order in which they came, from 1, within a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AskNumber(pub u32);

impl fmt::Display for AskNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A moment in milliseconds since 1970 (UTC). For showing and for retention, never for deciding what counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// Milliseconds from `earlier` to `self`; negative when the clock went back.
    pub fn since(self, earlier: Moment) -> i64 {
        // A clock that was set absurdly wrong must not stop a room.
        self.0.saturating_sub(earlier.0)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        // Shared, for every answer and fact holds one.
        pub struct $name(Arc<str>);

        impl $name {
            /// `None` when the text cannot be such a name.
            pub fn parse(text: &str) -> Option<Self> {
                let valid: fn(&str) -> bool = $valid;
                valid(text).then(|| Self(text.into()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fn is_name(text: &str) -> bool {
    text.len() <= super::limits::NAME_CHARS_MAX
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit())
}

text_id!(
    /// Which slide: its `#name`, or its place in the deck (`"7"`, from 1) when it has none. A name starts with a
    /// letter, so the two never clash. A question always has a name.
    SlideKey,
    |text| is_name(text) || is_number(text)
);
text_id!(
    /// Which answer of a question: its name, or its place among the answers when its box is empty, or its number on a scale.
    OptionKey,
    |text| is_name(text) || is_number(text)
);
text_id!(
    /// A deck's identity: its file name without `.md` (`webinar.md` → `webinar`): small letters, digits and hyphens.
    DeckId,
    |text| !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
);
text_id!(
    /// One run of a deck; the name of its file.
    SessionId,
    |text| !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
);
text_id!(
    /// A language as in `<html lang>`: two or three small letters, perhaps with a region (`nl`, `nl-be`).
    Language,
    |text| {
        let (tongue, region) = text.split_once('-').unwrap_or((text, "xx"));
        matches!(tongue.len(), 2 | 3)
            && tongue.chars().all(|c| c.is_ascii_lowercase())
            && matches!(region.len(), 2..=8)
            && region.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    }
);

impl Language {
    pub fn dutch() -> Self {
        Self("nl".into())
    }

    pub fn english() -> Self {
        Self("en".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        RoomCode::parse(text).map(|code| code.to_string())
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["482913", "482 913", " 482-913 ", "482\u{a0}913", "4 8 2 9 1 3", "482–913"] {
            assert_eq!(code(typed).as_deref(), Some("482913"), "{typed}");
        }
        for typed in ["", "48291", "4829133", "48291a", "012345", "٤٨٢٩١٣"] {
            assert_eq!(code(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_is_shown_in_two_threes() {
        assert_eq!(RoomCode::new(482_013).unwrap().spaced(), "482\u{a0}013");
    }

    #[test]
    fn a_texts_name_is_what_the_api_tells_programs_to_reckon() {
        // printf 'tip\0tijd' | sha256sum
        assert_eq!(EntryName::of("tip", "tijd").to_string(), "66c3f3d3464ad75b9d5ddb8991cef16b");
    }

    #[test]
    fn a_name_starts_with_a_letter_and_a_place_is_a_number() {
        assert!(SlideKey::parse("bekendheid-na").is_some());
        assert!(SlideKey::parse("12").is_some());
        for wrong in ["", "A", "1a", "a b", "é", "a.b", &"a".repeat(33)] {
            assert!(SlideKey::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_session_id_cannot_leave_its_folder() {
        assert!(SessionId::parse("../x").is_none());
        assert!(SessionId::parse("a/b").is_none());
    }
}
