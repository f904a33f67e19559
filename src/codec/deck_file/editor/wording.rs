//! A question as its checks see it: its answers with their words, and where those stand in the file. Never judges.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::answers::{Answer, Shape};
use super::super::attributes::Word;
use super::super::kinds::Asked;
use super::super::slides::DraftSlide;
use super::super::source::Span;
use super::phrases::Phrases;
use crate::domain::deck::{Block, plain_text};

/// A slide that asks something, with the file's text beside it.
pub struct Asking<'a> {
    pub text: &'a str,
    pub slide: &'a DraftSlide,
    pub asked: Asked,
    /// None for a language whose words the editor does not know.
    pub phrases: Option<&'static Phrases>,
}

impl<'a> Asking<'a> {
    pub fn of(text: &'a str, slide: &'a DraftSlide) -> Option<Self> {
        Some(Self { text, slide, asked: slide.asked?, phrases: Phrases::of(&slide.slide.language) })
    }

    pub fn answers(&self) -> &'a [Answer] {
        &self.slide.answers.list
    }

    pub fn word(&self, word: Word) -> Option<&'a Span> {
        self.slide.attributes.word(word)
    }

    pub fn heading(&self) -> String {
        self.slide.slide.heading()
    }

    pub fn heading_span(&self) -> Span {
        heading_span(self.text, self.slide)
    }

    /// Whether a question stands in the explanation above the answers.
    pub fn explanation_asks(&self) -> bool {
        self.slide.answers.explanation.iter().any(|block| match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => plain_text(text).contains('?'),
            _ => false,
        })
    }

    /// A round box among square ones: chosen alone, as it denies all others.
    pub fn is_alone(&self, answer: &Answer) -> bool {
        self.asked == Asked::Several && answer.shape == Shape::Round
    }

    /// The label of the group an answer stands in.
    pub fn group(&self, answer: &Answer) -> Option<&'a str> {
        self.slide.answers.groups.get(answer.option.group?).map(String::as_str)
    }

    /// Where the words of an answer stand: behind the box, on its line, without comment and line to write on.
    pub fn words_span(&self, answer: &Answer) -> Span {
        let line = self.text[answer.box_span.end..].lines().next().unwrap_or_default();
        let line = line.split("<!--").next().unwrap_or_default();
        let words = line.trim_end().trim_end_matches('_').trim_end();
        let start = answer.box_span.end + (words.len() - words.trim_start().len());
        start..answer.box_span.end + words.len()
    }
}

/// The words of a heading without its braces.
pub fn heading_span(text: &str, slide: &DraftSlide) -> Span {
    let span = &slide.heading;
    let words = &text[span.clone()];
    let braces = if words.ends_with('}') { words.rfind('{').unwrap_or(words.len()) } else { words.len() };
    span.start..span.start + words[..braces].trim_end().len()
}

/// The words of a text, small and without accents, so that they can be looked up. Signs fall away, save those that make
/// a word another: `n.v.t.` becomes `nvt`, `don’t` stays one word.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—' | '…'))
        .map(plain_word)
        .filter(|word| !word.is_empty())
        .collect()
}

/// One word, small, without accents and signs.
fn plain_word(word: &str) -> String {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>().trim_matches('-').to_owned()
}
