//! A deck as Peil understands it: slides in order, some of which ask a question.
//!
//! Never holds source text or positions: those belong to the reader of deck files. Texts are already normalised.

use super::decimal::Decimal;
use super::ids::{DeckId, Language, OptionKey, SlideKey};

/// A deck in its own language with its translations.
#[derive(Clone, Debug, PartialEq)]
pub struct Editions {
    pub original: Deck,
    /// Each has the slides, order, names and shape of the original; only texts differ.
    pub translations: Vec<Deck>,
}

impl Editions {
    /// The edition in this language, else the original: what is not translated shows in the deck's own language.
    pub fn in_language(&self, language: &Language) -> &Deck {
        self.translations.iter().find(|deck| deck.language == *language).unwrap_or(&self.original)
    }

    /// The deck's own language first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.original.language).chain(self.translations.iter().map(|deck| &deck.language))
    }
}

/// One deck in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    pub id: DeckId,
    pub title: String,
    pub description: Option<String>,
    pub language: Language,
    /// Results stay hidden until so many have answered; 1 when the deck does not say.
    pub show_from: u32,
    /// Attendees may let the presenter know how the talk goes for them, at any time.
    pub pulse: bool,
    pub slides: Vec<Slide>,
}

impl Deck {
    pub fn slide(&self, key: &SlideKey) -> Option<(usize, &Slide)> {
        self.slides.iter().enumerate().find(|(_, slide)| slide.key == *key)
    }

    pub fn question(&self, key: &SlideKey) -> Option<&Question> {
        self.slide(key)?.1.question.as_ref()
    }

    /// The slides that ask something, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Slide, &Question)> {
        self.slides.iter().filter_map(|slide| Some((slide, slide.question.as_ref()?)))
    }

    /// How many must have answered this question before its results show.
    pub fn show_from_of(&self, question: &Question) -> u32 {
        question.show_from.unwrap_or(self.show_from)
    }

    /// For how many days after the end something can still be filled in; 0 without such a form.
    pub fn late_days(&self) -> u32 {
        self.questions().filter_map(|(_, question)| question.days()).max().unwrap_or(0)
    }

    /// Whether any question closes by itself.
    pub fn is_timed(&self) -> bool {
        self.questions().any(|(_, question)| question.seconds.is_some())
    }

    pub fn question_count(&self) -> usize {
        self.questions().count()
    }

    /// This question's place among the questions, from 1.
    pub fn question_number(&self, key: &SlideKey) -> Option<usize> {
        self.questions().position(|(slide, _)| slide.key == *key).map(|index| index + 1)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    pub key: SlideKey,
    /// The language these texts are in: the original's where a translation lacks this slide.
    pub language: Language,
    /// The heading; for a question slide, the question.
    pub title: Vec<Inline>,
    /// Everything under the heading; on a question slide what explains it, above the answers.
    pub body: Vec<Block>,
    pub question: Option<Question>,
    /// The quote that waits for the reveal. Empty on a plain slide, where a quote is part of the body.
    pub after: Vec<Block>,
    /// Speaker notes, plain text, one paragraph a comment. Never on the screen or a phone.
    pub notes: Vec<String>,
    pub layout: Layout,
}

impl Slide {
    /// The heading as plain text.
    pub fn heading(&self) -> String {
        plain_text(&self.title)
    }
}

/// How a plain slide's list is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As written, one under another.
    Flow,
    /// `.steps`: the items of the list stand side by side as the steps of a process.
    Steps,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub kind: Kind,
    pub options: Vec<ChoiceOption>,
    /// Labels of the groups that options point at.
    pub groups: Vec<String>,
    /// The rows of a grid or the fields of a form; else none.
    pub parts: Vec<Part>,
    /// Behind a number: `%`, `euro`. Empty when there is none.
    pub unit: String,
    /// What the number really is: shown when the answer is told.
    pub truth: Option<Decimal>,
    /// The earlier question that this one asks again, with the same answers.
    pub repeats: Option<SlideKey>,
    /// `.live`: results are visible while people answer.
    pub live: bool,
    /// `.segment`: results of other questions may be split by this one.
    pub segment: bool,
    /// `.bipolar`: the middle of the scale is its best point.
    pub bipolar: bool,
    /// `.shuffle`: each phone has its own order of answers.
    pub shuffled: bool,
    /// Results stay hidden until so many have answered, where the question says so itself.
    pub show_from: Option<u32>,
    /// The question closes by itself so many seconds after it opened.
    pub seconds: Option<u32>,
}

impl Question {
    /// A question of this kind that asks nothing yet.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            options: Vec::new(),
            groups: Vec::new(),
            parts: Vec::new(),
            unit: String::new(),
            truth: None,
            repeats: None,
            live: false,
            segment: false,
            bipolar: false,
            shuffled: false,
            show_from: None,
            seconds: None,
        }
    }

    pub fn option(&self, key: &OptionKey) -> Option<&ChoiceOption> {
        self.options.iter().find(|option| option.key == *key)
    }

    /// Whether it is answered by choosing among its options, and so counted and drawn by option.
    pub fn is_chosen(&self) -> bool {
        matches!(self.kind, Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. })
    }

    /// Bulleted answers are sorted by size at the reveal; scales and groups keep their order.
    pub fn sorted_at_reveal(&self) -> bool {
        self.kind != Kind::Scale && self.groups.is_empty()
    }

    /// Whether a voter who answered may say nothing after all. A tap on one answer only ever chooses another.
    pub fn can_be_taken_back(&self) -> bool {
        !matches!(self.kind, Kind::ChooseOne | Kind::Scale | Kind::Questions { .. })
    }

    /// Whether the audience asks here, and nothing is answered.
    pub fn is_for_asking(&self) -> bool {
        matches!(self.kind, Kind::Questions { .. })
    }

    /// Whether fewer may be chosen than there are.
    pub fn limits_choices(&self) -> bool {
        self.choices_max() < self.options.iter().filter(|option| !option.alone).count()
    }

    /// For how many days after the end it can still be filled in.
    pub fn days(&self) -> Option<u32> {
        if let Kind::Form { days } = self.kind { days } else { None }
    }

    /// How many answers one voter may choose, not counting one that is chosen alone.
    pub fn choices_max(&self) -> usize {
        match self.kind {
            Kind::ChooseOne | Kind::Scale => 1,
            Kind::ChooseSeveral { max } | Kind::Ranking { max } => max,
            _ => 0,
        }
    }

    /// Whether there is something to tell after people saw how they answered: what is right.
    pub fn has_solution(&self) -> bool {
        self.truth.is_some() || self.options.iter().any(|option| option.right)
    }
}

/// A row of a grid or a field of a form: a question within a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub key: OptionKey,
    pub title: Vec<Inline>,
    pub question: Question,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bulleted round boxes: choose one, no order among the answers.
    ChooseOne,
    /// Numbered round boxes: choose one point of a scale.
    Scale,
    /// Square boxes: choose several, at most `max`.
    ChooseSeveral {
        max: usize,
    },
    /// Put in order, at most the first `max`.
    Ranking {
        max: usize,
    },
    Number(Range),
    /// A text of at most `max` letters.
    Open {
        max: usize,
    },
    /// Short entries, at most `max` a person, counted together.
    Words {
        max: usize,
    },
    /// So many points to divide over the options, `step` at a press.
    Points {
        total: u32,
        step: u32,
    },
    /// Rows, each rated on the same scale.
    Rating,
    /// Fields, each a question of its own kind, filled in at one's own pace.
    Form {
        days: Option<u32>,
    },
    /// Takes no answers: the audience asks here. `max` is in characters; what was asked shows once it is let through,
    /// or at once when not `moderated`.
    Questions {
        max: u32,
        moderated: bool,
        upvotes: bool,
    },
}

/// Which numbers may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Decimal,
    pub max: Decimal,
    pub step: Decimal,
    /// Asks how likely one is to recommend, 0 to 10: reports add the score.
    pub nps: bool,
}

impl Range {
    /// So few whole numbers are buttons in a row instead of a field.
    pub const MARKS_MAX: i64 = 11;

    pub fn holds(self, number: Decimal) -> bool {
        self.min <= number && number <= self.max && number.on_step(self.min, self.step)
    }

    /// Every number that may be given, when they are few enough to be buttons.
    pub fn marks(self) -> Option<Vec<i64>> {
        let (min, max) = (self.min.whole()?, self.max.whole()?);
        (self.step == Decimal::from(1) && max - min < Self::MARKS_MAX).then(|| (min..=max).collect())
    }
}

impl Kind {
    /// Every word that [`Kind::word`] gives.
    pub const WORDS: [&'static str; 11] = [
        "choose-one",
        "scale",
        "choose-several",
        "ranking",
        "number",
        "open",
        "words",
        "points",
        "rating",
        "form",
        "questions",
    ];

    /// The word for this kind in exports and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Kind::ChooseOne => "choose-one",
            Kind::Scale => "scale",
            Kind::ChooseSeveral { .. } => "choose-several",
            Kind::Ranking { .. } => "ranking",
            Kind::Number(_) => "number",
            Kind::Open { .. } => "open",
            Kind::Words { .. } => "words",
            Kind::Points { .. } => "points",
            Kind::Rating => "rating",
            Kind::Form { .. } => "form",
            Kind::Questions { .. } => "questions",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    pub key: OptionKey,
    pub text: String,
    /// `____`: takes words of one's own.
    pub write_in: bool,
    /// Stands outside the scale, or in the second list: drawn last, apart, never sorted among the others.
    pub apart: bool,
    /// A round box among square ones: chosen alone, as it denies all others.
    pub alone: bool,
    /// What is right: told in a second step after the reveal.
    pub right: bool,
    /// Index into [`Question::groups`].
    pub group: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// `start` is the first number of a numbered list.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Quote(Vec<Block>),
    /// `##` to `######` on a plain slide.
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Code(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    /// Only `http`, `https` and `mailto`.
    Link {
        href: String,
        text: Vec<Inline>,
    },
    Break,
}

/// The words alone.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], into: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => into.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => collect(inner, into),
            Inline::Break => into.push(' '),
        }
    }
}
