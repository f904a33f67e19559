//! A deck as Peil understands it: slides in order, some of which ask a question.
//!
//! Never holds source text or positions: those belong to the reader of deck files. Texts are already normalised.

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
    /// The earlier question that this one asks again, with the same answers.
    pub repeats: Option<SlideKey>,
    /// `.live`: results are visible while people answer.
    pub live: bool,
    /// `.segment`: results of other questions may be split by this one.
    pub segment: bool,
}

impl Question {
    pub fn option(&self, key: &OptionKey) -> Option<&ChoiceOption> {
        self.options.iter().find(|option| option.key == *key)
    }

    /// Bulleted answers are sorted by size at the reveal; scales and groups keep their order.
    pub fn sorted_at_reveal(&self) -> bool {
        self.kind != Kind::Scale && self.groups.is_empty()
    }

    /// Whether a voter who answered may choose nothing after all. A tap on one answer only ever chooses another.
    pub fn can_be_taken_back(&self) -> bool {
        matches!(self.kind, Kind::ChooseSeveral { .. })
    }

    /// Whether the audience asks here, and nothing is answered.
    pub fn is_for_asking(&self) -> bool {
        matches!(self.kind, Kind::Questions { .. })
    }

    /// Whether fewer may be chosen than there are.
    pub fn limits_choices(&self) -> bool {
        self.choices_max() < self.options.iter().filter(|option| !option.alone).count()
    }

    /// How many answers one voter may choose, not counting one that is chosen alone.
    pub fn choices_max(&self) -> usize {
        match self.kind {
            Kind::ChooseOne | Kind::Scale => 1,
            Kind::ChooseSeveral { max } => max,
            Kind::Questions { .. } => 0,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bulleted round boxes: choose one, no order among the answers.
    ChooseOne,
    /// Numbered round boxes: choose one point of a scale.
    Scale,
    /// Square boxes: choose several, at most `max`.
    ChooseSeveral { max: usize },
    /// Takes no answers: the audience asks here. `max` is in characters; what was asked shows once it is let through,
    /// or at once when not `moderated`.
    Questions { max: u32, moderated: bool, upvotes: bool },
}

impl Kind {
    /// The word for this kind in exports and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Kind::ChooseOne => "choose-one",
            Kind::Scale => "scale",
            Kind::ChooseSeveral { .. } => "choose-several",
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
