//! What each kind of question looks like that is filled in rather than tapped: its fields on the phone, and its result,
//! the same for every audience. One file a kind.
//!
//! A field stands on a slide of its own or within another, as a row of a grid or a field of a form: its `name` says
//! where, and goes into the names of its controls (`number`, `number.cijfer`). Works without script; the phone's script
//! reads and fills the same controls.

mod choice;
mod form;
pub mod means;
pub mod number;
mod points;
mod ranking;
mod rating;
pub mod stack;
pub mod texts;

use std::borrow::Cow;

use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::deck::{Deck, Kind, Question};
use crate::domain::ids::SlideKey;
use crate::domain::session::{Pair, Poll, Session, Solution};
use crate::domain::tally::Tally;

/// A question to fill in.
pub struct Field<'a> {
    pub tongue: Tongue,
    /// The language of the deck's texts, where it is not the page's.
    pub lang: Option<&'a str>,
    pub question: &'a Question,
    /// What this visitor said before.
    pub said: Option<&'a Answer>,
    /// Empty on a slide of its own; else `.` and the name of the part.
    pub name: String,
    /// The element that holds the question's words.
    pub labelled_by: String,
}

impl Field<'_> {
    /// The controls. Trusted HTML.
    pub fn draw(&self) -> String {
        match self.question.kind {
            Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => choice::field(self),
            Kind::Number(range) => number::field(self, range),
            Kind::Open { max } => texts::open_field(self, max),
            Kind::Words { max } => texts::words_field(self, max),
            Kind::Points { total, step } => points::field(self, total, step),
            Kind::Ranking { max } => ranking::field(self, max),
            Kind::Rating | Kind::Form { .. } => rating::field(self),
            // What the audience asks has forms and views of its own.
            Kind::Questions { .. } => String::new(),
        }
    }

    /// What to do, in one sentence; also what is wrong when it was not done so.
    pub fn how(&self) -> String {
        how(self.question, self.tongue)
    }

    /// An id of an element in this field.
    fn id(&self, of: &str) -> String {
        format!("f{}-{of}", self.name.replace('.', "-"))
    }
}

/// What to do with a question that is filled in, in one sentence.
pub fn how(question: &Question, tongue: Tongue) -> String {
    match question.kind {
        Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => choice::how(question, tongue),
        Kind::Number(range) => number::how(question, range, tongue),
        Kind::Open { max } => texts::open_how(max, tongue),
        Kind::Words { max } => texts::words_how(max, tongue),
        Kind::Points { total, .. } => points::how(total, tongue),
        Kind::Ranking { max } => ranking::how(question, max, tongue),
        Kind::Rating => rating::how(tongue),
        Kind::Form { .. } => form::how(tongue),
        Kind::Questions { .. } => String::new(),
    }
}

/// An answer as its giver reads it back: `52,6 %`. Empty where it is too long for a line.
pub fn read_back(question: &Question, answer: &Answer, tongue: Tongue) -> String {
    match question.kind {
        Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => choice::read_back(question, answer),
        Kind::Number(_) => number::read_back(question, answer, tongue),
        Kind::Words { .. } => texts::read_words_back(answer),
        // Too long for a line.
        _ => String::new(),
    }
}

/// How people answered.
pub struct Outcome {
    /// A drawing and a table with the same figures; the eye sees the one, the ear hears the other. Trusted HTML.
    pub chart: String,
    /// The most important of it, in one sentence: above the chart, and what a screen reader is told.
    pub sentence: String,
    /// What else the figures need to be understood.
    pub note: Option<String>,
}

/// Who looks at a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Phone,
    Screen,
    /// One field of a form on the screen, beside the others.
    ScreenPart,
    /// The presenter, and the organiser afterwards.
    Presenter,
}

/// What a result is drawn from.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub tongue: Tongue,
    pub lang: Option<&'a str>,
    pub question: &'a Question,
    pub tally: &'a Tally,
    /// The texts themselves, where the question asks for texts.
    pub poll: Option<&'a Poll>,
    /// Whether what is right may be told.
    pub solved: bool,
    pub audience: Audience,
    /// A row or a field that fewer answered is not shown.
    pub show_from: u32,
}

/// A name of more letters than this is cut where a sentence names it: in full it stands in the chart.
const BRIEF_CHARS_MAX: usize = 60;

/// The name of an answer or a row within a sentence.
pub fn in_brief(name: &str) -> Cow<'_, str> {
    let Some((end, next)) = name.char_indices().nth(BRIEF_CHARS_MAX) else { return Cow::Borrowed(name) };
    let space = if next == ' ' { Some(end) } else { name[..end].rfind(' ') };
    // A long word is rather cut than left out whole with nearly all that there is.
    let whole = space.filter(|space| space * 2 > end).unwrap_or(end);
    Cow::Owned(format!("{}…", name[..whole].trim_end_matches([',', ';', ':', '.', ' '])))
}

/// How many had it right, in a sentence, once that is told and enough answered. A number's own chart says it of numbers.
pub fn solution(session: &Session, deck: &Deck, key: &SlideKey, tongue: Tongue) -> Option<String> {
    let question = deck.question(key).filter(|question| question.is_chosen())?;
    let Solution { right, answered } = session.solution(key)?;
    let key = if question.can_be_taken_back() { "kind-solved-several" } else { "kind-solved" };
    Some(tongue.say_with(key, &[("n", right.into()), ("of", answered.into())]))
}

/// What only the presenter reads beside a result, in a sentence each.
pub fn asides(question: &Question, tally: &Tally, tongue: Tongue) -> Vec<String> {
    match question.kind {
        Kind::Number(range) => number::asides(question, tally, range, tongue),
        _ => Vec::new(),
    }
}

pub fn outcome(asked: &Asked<'_>) -> Outcome {
    let outcome = outcome_of_kind(asked);
    // A sentence that ends in a name that trails off has its end.
    Outcome { sentence: outcome.sentence.replace("….", "…"), ..outcome }
}

fn outcome_of_kind(asked: &Asked<'_>) -> Outcome {
    match asked.question.kind {
        Kind::ChooseOne | Kind::ChooseSeveral { .. } => choice::outcome(asked),
        Kind::Scale => rating::scale(asked),
        Kind::Number(range) => number::outcome(asked, range),
        Kind::Open { .. } => texts::open_outcome(asked),
        Kind::Words { .. } => texts::words_outcome(asked),
        Kind::Points { total, .. } => points::outcome(asked, total),
        Kind::Ranking { .. } => ranking::outcome(asked),
        Kind::Rating => rating::outcome(asked),
        Kind::Form { .. } => form::outcome(asked),
        Kind::Questions { .. } => Outcome { chart: String::new(), sentence: String::new(), note: None },
    }
}

/// How it was answered the first time, and how many of those who answered both said something else. `None` of texts,
/// which have no figure to compare.
pub fn moved(question: &Question, pair: &Pair<'_>, show_from: u32, tongue: Tongue) -> Option<String> {
    let first = Asked {
        tongue,
        lang: None,
        question,
        tally: pair.before,
        poll: None,
        solved: false,
        audience: Audience::Screen,
        show_from,
    };
    let first = Some(outcome(&first).sentence).filter(|sentence| !sentence.is_empty())?;
    let figures = [("first", first.as_str().into()), ("both", pair.both.into()), ("n", pair.moved.into())];
    Some(tongue.say_with("kind-moved", &figures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_words_and_a_long_word_where_it_must() {
        let long = "Meer tijd en ruimte om samen met collega's van andere afdelingen te oefenen";
        assert_eq!(in_brief(long), "Meer tijd en ruimte om samen met collega's van andere…");
        assert_eq!(in_brief("Korter vergaderen"), "Korter vergaderen");
        assert_eq!(in_brief(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
        assert_eq!(in_brief(&format!("Aan {}", "x".repeat(70))), format!("Aan {}…", "x".repeat(56)));
        assert_eq!(in_brief(&format!("{} en zo", "x".repeat(60))), format!("{}…", "x".repeat(60)));
    }
}
