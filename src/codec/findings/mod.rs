//! What a session found, question by question, in one language: the one model behind the results page, the workbook, the
//! report and the charts, so that all of them say the same.
//!
//! Counts no answer: figures come from the results' totals, shapes from [`crate::domain::chart`], sentences from what the
//! presenter's views say. Draws nothing, and knows no file.

mod again;
mod asks;
mod facts;
mod gone;
mod headline;
mod panels;
mod plot;
pub mod split;
mod table;
mod themes;

use std::collections::BTreeMap;

pub use again::Again;
pub use asks::ask_became;
pub use facts::Fact;
pub use gone::gone;
pub use panels::Panel;
pub use plot::{Plot, WordBar};
pub use table::{Figure, Head, Line, Table};
pub use themes::{Theme, Written};

use crate::codec::words::Tongue;
use crate::domain::deck::{Deck, Editions, Kind, Question, Slide};
use crate::domain::ids::{Language, Moment, SlideKey};
use crate::domain::published::Published;
use crate::domain::results::{AskResult, QuestionResult, Results, Said};

/// What the organiser wrote above a question in place of what is generated.
pub type Headlines = BTreeMap<SlideKey, String>;

pub struct Findings {
    pub tongue: Tongue,
    pub title: String,
    /// Of the title, and of every question that does not say otherwise.
    pub language: Language,
    /// How many took part.
    pub people: u32,
    /// The questions that were asked, in the order of the deck.
    pub questions: Vec<Finding>,
    /// What was asked twice, where documents ask for it.
    pub again: Vec<Again>,
    /// What was deleted and when, in a sentence each.
    pub gone: Vec<String>,
    /// The number and heading of those that were not.
    pub unasked: Vec<(u32, String)>,
}

/// One question that was asked.
pub struct Finding {
    pub key: SlideKey,
    /// Its place among the questions of the deck, from 1.
    pub number: u32,
    /// The literal question.
    pub heading: String,
    /// The language of heading and answers, where it is not the reader's.
    pub lang: Option<String>,
    pub kind: Kind,
    pub reach: Reach,
    /// What it came to, in a sentence: as the organiser wrote it, else as generated.
    pub headline: String,
    pub generated: String,
    /// Too few answered for this deck to show anything, in a sentence; there are then no panels.
    pub hidden: Option<String>,
    /// One, or one for each field of a form; none of a question that the audience asks.
    pub panels: Vec<Panel>,
    /// What the audience asked, in the order it came.
    pub asks: Vec<AskResult>,
    /// Everything that people wrote to it, whatever became of it.
    pub said: Vec<Said>,
    pub log: Log,
    /// Results of other questions may be split by this one.
    pub segment: bool,
    pub repeats: Option<SlideKey>,
}

/// How many people it reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Took part in the session.
    pub present: u32,
    /// Were there while it was open.
    pub shown: u32,
    pub answered: u32,
}

/// How it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// 1 unless answers were wiped.
    pub round: u32,
    pub revealed: bool,
    /// Results were visible while people answered.
    pub live: bool,
    /// Each phone had its own order of answers.
    pub shuffled: bool,
    /// How often people changed their minds.
    pub changes: u32,
}

impl Findings {
    /// `results` are as they may be published.
    pub fn of(editions: &Editions, results: &Results, headlines: &Headlines, tongue: Tongue) -> Self {
        let deck = editions.in_language(&tongue.language());
        let people = results.participants();
        let (mut questions, mut unasked) = (Vec::new(), Vec::new());
        for (index, result) in results.questions.iter().enumerate() {
            let Some(asked) = Asked::find(deck, results, index, tongue) else { continue };
            if result.opened_at.is_some() {
                questions.push(asked.finding(people, headlines));
            } else {
                unasked.push((asked.number, asked.slide.heading()));
            }
        }
        Self {
            tongue,
            title: deck.title.clone(),
            language: deck.language.clone(),
            people,
            questions,
            again: Vec::new(),
            gone: gone(results.forgotten, tongue),
            unasked,
        }
    }

    /// The same with what was asked twice. `published` is what they were found in.
    pub fn with_again(self, editions: &Editions, published: &Published) -> Self {
        Self { again: again::of(editions, published, self.tongue), ..self }
    }

    pub fn question(&self, key: &SlideKey) -> Option<&Finding> {
        self.questions.iter().find(|finding| finding.key == *key)
    }
}

/// One question with all that its finding is made of.
struct Asked<'a> {
    deck: &'a Deck,
    slide: &'a Slide,
    question: &'a Question,
    number: u32,
    results: &'a Results,
    index: usize,
    result: &'a QuestionResult,
    tongue: Tongue,
}

impl<'a> Asked<'a> {
    fn find(deck: &'a Deck, results: &'a Results, index: usize, tongue: Tongue) -> Option<Self> {
        let result = &results.questions[index];
        let (_, slide) = deck.slide(&result.question)?;
        let question = slide.question.as_ref()?;
        let number = deck.question_number(&result.question)? as u32;
        Some(Self { deck, slide, question, number, results, index, result, tongue })
    }

    fn show_from(&self) -> u32 {
        self.deck.show_from_of(self.question)
    }

    fn lang(&self) -> Option<&'a str> {
        self.tongue.foreign(&self.slide.language)
    }

    fn finding(&self, people: u32, headlines: &Headlines) -> Finding {
        let Self { question, result, .. } = self;
        let has_too_few = self.show_from() > 1 && result.answered < self.show_from();
        let too_few = || self.tongue.say_with("desk-outcome-hidden", &[("n", self.show_from().into())]);
        let later = self.results.is_later(&result.question).then(|| self.tongue.say("desk-outcome-later"));
        let hidden = later.or_else(|| has_too_few.then(too_few));
        let is_hidden = hidden.is_some();
        let kept = self.results.kept(self.index, question);
        let (panels, said) = match is_hidden {
            true => (Vec::new(), Vec::new()),
            false => (panels::of(self, &kept), kept.said.clone()),
        };
        let generated = match &hidden {
            Some(hidden) => hidden.clone(),
            None => headline::of(self, &panels),
        };
        // What is hidden is not told by what somebody wrote of it before either.
        let edited = headlines.get(&result.question).filter(|_| !is_hidden);
        Finding {
            key: result.question.clone(),
            number: self.number,
            heading: self.slide.heading(),
            lang: self.lang().map(str::to_owned),
            kind: question.kind,
            reach: Reach { present: people, shown: result.present, answered: result.answered },
            headline: edited.unwrap_or(&generated).clone(),
            generated,
            hidden,
            panels,
            asks: result.asks.iter().map(|ask| gone::ask(ask, self.results.forgotten, self.tongue)).collect(),
            said,
            log: Log {
                opened_at: result.opened_at,
                closed_at: result.closed_at,
                round: result.round,
                revealed: result.revealed,
                live: question.live,
                shuffled: question.shuffled,
                changes: result.changes,
            },
            segment: question.segment,
            repeats: question.repeats.clone(),
        }
    }
}
