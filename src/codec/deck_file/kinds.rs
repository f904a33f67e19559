//! The kinds of question a deck can ask for, and which words and settings go with each. Never reads a file.

use super::attributes::{Key, Word};

/// Every kind in the language of decks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    ChooseOne,
    Scale,
    Several,
    Ranking,
    Rating,
    Number,
    Open,
    Words,
    Questions,
    Form,
    Points,
    Repeat,
}

impl Asked {
    pub fn of(word: Word) -> Option<Self> {
        Some(match word {
            Word::Ranking => Self::Ranking,
            Word::Rating => Self::Rating,
            Word::Number => Self::Number,
            Word::Open => Self::Open,
            Word::Words => Self::Words,
            Word::Questions => Self::Questions,
            Word::Form => Self::Form,
            Word::Points => Self::Points,
            _ => return None,
        })
    }

    /// Kinds without a word on the heading.
    pub fn is_told_by_boxes(self) -> bool {
        matches!(self, Self::ChooseOne | Self::Scale | Self::Several)
    }

    pub fn takes_word(self, word: Word) -> bool {
        match word {
            Word::Segment => matches!(self, Self::ChooseOne | Self::Scale),
            Word::Live => !matches!(self, Self::Questions | Self::Form),
            Word::Bipolar => matches!(self, Self::Scale | Self::Rating),
            Word::Nps => self == Self::Number,
            Word::Shuffle => matches!(self, Self::ChooseOne | Self::Several | Self::Ranking | Self::Points),
            Word::Steps => false,
            _ => true,
        }
    }

    pub fn takes_key(self, key: Key) -> bool {
        match key {
            Key::Max => matches!(
                self,
                Self::Several
                    | Self::Ranking
                    | Self::Open
                    | Self::Questions
                    | Self::Words
                    | Self::Number
                    | Self::Points
            ),
            Key::Step => matches!(self, Self::Number | Self::Points),
            Key::Min | Key::Unit | Key::Truth => self == Self::Number,
            Key::Repeat => self == Self::Repeat,
            Key::Moderated | Key::Upvotes => self == Self::Questions,
            Key::ShowFrom | Key::Time => self != Self::Questions,
            Key::Days => self == Self::Form,
        }
    }
}
