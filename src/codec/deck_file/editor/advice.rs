//! What an editor may remark about a deck, with stable codes. Never a sentence: those are in `dutch.rs` and `english.rs`.

/// One remark, with what its sentence needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// One answer says two things, joined by this word or sign.
    TwoInOne {
        joint: String,
    },
    /// Answered with yes or no, though nothing is asked.
    Statement,
    /// Asks what stands in the way, and no answer says that nothing does.
    Presumes,
    /// Who fits none of the answers has none to choose.
    NoWayOut,
    Unbalanced(Lopsided),
    /// Two answers that differ in a letter, a capital or an accent.
    NearlyEqual,
    /// So many questions stand one behind another.
    InARow {
        count: usize,
    },
    /// Text that the screen can only show smaller than the last row reads.
    SmallText {
        px_min: u32,
    },
}

/// How a scale leans to one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lopsided {
    /// `.bipolar`, and no point is the middle one.
    NoMiddle,
    /// `.bipolar`, and what is just right is not the middle one.
    BestAside,
    MorePositive,
    MoreNegative,
}

impl Advice {
    /// Never changes and never is reused: tests, documents and people search for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TwoInOne { .. } => "two-in-one",
            Self::Statement => "statement",
            Self::Presumes => "presumes",
            Self::NoWayOut => "no-way-out",
            Self::Unbalanced(_) => "unbalanced",
            Self::NearlyEqual => "nearly-equal",
            Self::InARow { .. } => "in-a-row",
            Self::SmallText { .. } => "small-text",
        }
    }
}
