//! Every problem a deck file can have, with its stable code. Never a sentence: those are in `dutch.rs` and `english.rs`.

use super::editor::Advice;

/// Which limit is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Bytes,
    Slides,
    Answers,
    Rows,
    QuestionChars,
    AnswerChars,
    NameChars,
    Nesting,
    /// A table row with more cells than its head: Markdown drops what is over.
    Cells,
}

/// What else an answer cannot hold than one paragraph of plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    SecondParagraph,
    List,
    Quote,
    Table,
    Code,
    Heading,
    Link,
    Emphasis,
}

/// Why a value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    NotANumber,
    NotWhole,
    /// Outside what is allowed, both ends included.
    Outside(String, String),
    OffStep(String),
    NotYesOrNo,
    Quoted,
    Missing,
    NotText,
    NotALanguage,
    NotAboveMin,
    NotAboveZero,
}

/// One problem, with what its sentence needs to know. The stable code is [`Problem::code`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    NotUtf8(u8),
    Utf16,
    Nul,
    LoneReturn,
    TooMuch(Limit),
    NoFront,
    FrontNotClosed,
    NoTitle,
    BadFront,
    SecondFront,
    UnknownKey {
        key: String,
        meant: Option<&'static str>,
    },
    UnknownWord {
        word: String,
        meant: Option<&'static str>,
    },
    WordOfNothing {
        word: String,
        /// The name that may have been meant, where it follows a name.
        name: Option<String>,
    },
    EmptySlide,
    BadRule {
        rule: String,
    },
    Setext,
    NoHeading {
        glued: bool,
    },
    EmptyHeading,
    NestedTitle,
    TwoTitles,
    BadAttrs,
    AttrsOutsideHeading,
    BadName {
        name: String,
        meant: Option<String>,
    },
    NoName,
    PartWithoutName,
    TranslationWithoutName,
    TwoNames,
    TwoKinds,
    SaidTwice {
        word: String,
    },
    SameName {
        name: String,
    },
    SameAnswer {
        name: String,
    },
    BadValue {
        value: String,
        unfit: Unfit,
    },
    NoMax,
    Misplaced {
        word: String,
    },
    MisplacedOnPlain {
        word: String,
    },
    MisplacedOnSubheading {
        word: String,
    },
    BadBox,
    /// `(x)` on a question that has no right answer to tell.
    RightAnswer,
    /// All answers are right: then there is nothing to tell.
    AllRight,
    /// `.shuffle` with groups.
    ShuffledGroups,
    /// `step` does not divide the points.
    StepLeavesRest {
        points: String,
    },
    ScaleBoxNamed,
    SquareOnScale,
    RoundInRanking,
    /// A square box among round ones makes it a question with several answers.
    StraySquare,
    NoBox,
    NotAList,
    AnswersInside,
    EmptyAnswer,
    OneAnswer,
    NoAnswers,
    NoParts,
    LongAnswer(Holding),
    TwoLists,
    LateText,
    BadNumber {
        due: u64,
    },
    NumbersInGroup,
    BadWriteIn,
    /// `Anders, namelijk:` without the line to write on.
    NoWriteIn,
    /// Whoever ticks both has one text for the two.
    SecondWriteIn,
    BadRepeat {
        name: String,
        meant: Option<String>,
    },
    RepeatWithAnswers,
    CommentNotClosed,
    CodeNotClosed,
    Html {
        tag: String,
    },
    TextBesideComment,
    Image,
    Reference,
    BadLink {
        address: String,
    },
    LinkTitle,
    NoOriginal {
        name: String,
        meant: Option<String>,
    },
    NoOriginalAnswer {
        name: String,
        meant: Option<String>,
    },
    AnswerNotTranslated {
        name: String,
    },
    /// A row or field that the original has not.
    NoOriginalPart {
        name: String,
        meant: Option<String>,
    },
    PartLeftOut {
        name: String,
    },
    PartNotTranslated {
        part: QuestionPart,
    },
    Differs(Difference),
    Unnamed,
    BadLanguage {
        said: String,
        file: String,
    },
    LanguageOfOriginal {
        language: String,
    },
    ManyAnswers,
    LongAnswerRemark,
    QuestionWithoutBoxes,
    BareAddress,
    Untranslated {
        names: Vec<String>,
        more: usize,
    },
    DescriptionUntranslated,
    /// What an editor would write in the margin.
    Advice(Advice),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionPart {
    Answers,
    Explanation,
    Quote,
}

/// How a translation differs from its original in what is not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Box,
    WriteIn,
    Group,
    Apart,
    Kind,
    Setting { word: String },
    NotAQuestion,
}

impl Problem {
    /// Never changes and never is reused: tests, documents and people search for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8(_) | Self::Utf16 | Self::Nul | Self::LoneReturn => "bad-file",
            Self::TooMuch(_) => "too-much",
            Self::NoFront | Self::FrontNotClosed => "no-front",
            Self::NoTitle => "no-title",
            Self::BadFront | Self::SecondFront => "bad-front",
            Self::UnknownKey { .. } => "unknown-key",
            Self::UnknownWord { .. } | Self::WordOfNothing { .. } => "unknown-word",
            Self::EmptySlide => "empty-slide",
            Self::BadRule { .. } => "bad-rule",
            Self::Setext => "setext",
            Self::NoHeading { .. } | Self::EmptyHeading | Self::NestedTitle => "no-heading",
            Self::TwoTitles => "two-titles",
            Self::BadAttrs | Self::AttrsOutsideHeading => "bad-attrs",
            Self::BadName { .. } => "bad-name",
            Self::NoName | Self::PartWithoutName | Self::TranslationWithoutName => "no-name",
            Self::TwoNames | Self::TwoKinds | Self::SaidTwice { .. } => "twice",
            Self::SameName { .. } => "same-name",
            Self::SameAnswer { .. } => "same-answer",
            Self::BadValue { .. } | Self::NoMax => "bad-value",
            Self::Misplaced { .. } | Self::MisplacedOnPlain { .. } | Self::MisplacedOnSubheading { .. } => "misplaced",
            Self::AllRight => "bad-box",
            Self::ShuffledGroups => "misplaced",
            Self::StepLeavesRest { .. } => "bad-value",
            Self::BadBox | Self::RightAnswer | Self::ScaleBoxNamed | Self::SquareOnScale | Self::RoundInRanking => {
                "bad-box"
            }
            Self::NoBox => "no-box",
            Self::NotAList | Self::AnswersInside => "not-a-list",
            Self::EmptyAnswer => "empty-answer",
            Self::OneAnswer => "one-answer",
            Self::NoAnswers | Self::NoParts => "no-answers",
            Self::LongAnswer(_) => "long-answer",
            Self::TwoLists => "two-lists",
            Self::LateText => "late-text",
            Self::BadNumber { .. } | Self::NumbersInGroup => "bad-number",
            Self::BadWriteIn | Self::SecondWriteIn => "bad-writein",
            Self::BadRepeat { .. } | Self::RepeatWithAnswers => "bad-repeat",
            Self::CommentNotClosed | Self::CodeNotClosed => "not-closed",
            Self::Html { .. } | Self::TextBesideComment => "html",
            Self::Image => "image",
            Self::Reference => "reference",
            Self::BadLink { .. } | Self::LinkTitle => "bad-link",
            Self::NoOriginal { .. } | Self::NoOriginalAnswer { .. } | Self::NoOriginalPart { .. } => "no-original",
            Self::AnswerNotTranslated { .. } | Self::PartNotTranslated { .. } | Self::PartLeftOut { .. } => {
                "not-translated"
            }
            Self::Differs(_) => "differs",
            Self::Unnamed => "unnamed",
            Self::BadLanguage { .. } | Self::LanguageOfOriginal { .. } => "bad-language",
            Self::StraySquare => "stray-square",
            Self::NoWriteIn => "no-writein",
            Self::ManyAnswers => "many-answers",
            Self::LongAnswerRemark => "long-text",
            Self::QuestionWithoutBoxes => "no-boxes",
            Self::BareAddress => "bare-address",
            Self::Untranslated { .. } | Self::DescriptionUntranslated => "untranslated",
            Self::Advice(advice) => advice.code(),
        }
    }

    /// A remark never blocks.
    pub fn is_remark(&self) -> bool {
        matches!(
            self,
            Self::StraySquare
                | Self::NoWriteIn
                | Self::ManyAnswers
                | Self::LongAnswerRemark
                | Self::QuestionWithoutBoxes
                | Self::BareAddress
                | Self::Untranslated { .. }
                | Self::DescriptionUntranslated
                | Self::Advice(_)
        )
    }
}
