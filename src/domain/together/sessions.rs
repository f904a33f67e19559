//! One deck in several sessions: which questions were the same in all of them, and how each room answered.
//!
//! Adds no room to another, and reckons no difference: these are other people.

use super::axis::{Axis, Name, are_alike};
use crate::domain::answer::Answer;
use crate::domain::chart::recommend::{Recommendation, SCORE_FROM};
use crate::domain::deck::{Deck, Kind, Question, Slide};
use crate::domain::ids::SlideKey;
use crate::domain::kinds::fold;
use crate::domain::published::Published;
use crate::domain::tally::Tally;

/// One session with the deck that it ran on, in its own language.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    pub deck: &'a Deck,
    pub published: &'a Published,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    pub question: SlideKey,
    pub axis: Axis,
    /// One a session, in their order.
    pub rooms: Vec<Room>,
    /// The words of the question or of its answers were not the same everywhere.
    pub reworded: bool,
    /// It asks for a score, and some room is too small for one.
    pub without_score: bool,
}

/// How one room answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pub answered: u32,
    /// By category; `None` where too few answered for the deck to show anything.
    pub counts: Option<Vec<u32>>,
    /// The recommendation score; only where every room is large enough for one.
    pub score: Option<i32>,
}

/// Why a question is not beside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Not in every deck under this name.
    NotEverywhere,
    /// Asked in another way, or with other answers.
    Changed,
    /// Not opened in every session.
    NotAsked,
    /// Its answers fall into no categories.
    Uncountable,
}

/// The questions that can stand beside each other, in the order of the first deck; and the others.
pub fn compare(runs: &[Run<'_>]) -> (Vec<Beside>, Vec<(SlideKey, LeftOut)>) {
    let (mut shown, mut left_out) = (Vec::new(), Vec::new());
    let mut keys: Vec<&SlideKey> = Vec::new();
    for (slide, question) in runs.iter().flat_map(|run| run.deck.questions()) {
        if !question.is_for_asking() && !keys.contains(&&slide.key) {
            keys.push(&slide.key);
        }
    }
    for key in keys {
        match beside(runs, key) {
            Ok(beside) => shown.push(beside),
            Err(why) => left_out.push((key.clone(), why)),
        }
    }
    (shown, left_out)
}

fn beside(runs: &[Run<'_>], key: &SlideKey) -> Result<Beside, LeftOut> {
    let asked =
        runs.iter().map(|run| run.deck.slide(key).and_then(|(_, slide)| Some((slide, slide.question.as_ref()?))));
    let asked: Vec<(&Slide, &Question)> = asked.collect::<Option<_>>().ok_or(LeftOut::NotEverywhere)?;
    let (slide, question) = *asked.first().ok_or(LeftOut::NotEverywhere)?;
    let axis = Axis::of(key, question).filter(|axis| !axis.categories.is_empty()).ok_or(LeftOut::Uncountable)?;
    if !asked.iter().all(|(_, other)| are_alike(question, other)) {
        return Err(LeftOut::Changed);
    }
    let rooms = runs.iter().map(|run| room(run, key, question, &axis));
    let mut rooms: Vec<Room> = rooms.collect::<Option<_>>().ok_or(LeftOut::NotAsked)?;
    let asks_score = matches!(question.kind, Kind::Number(range) if range.nps);
    let without_score = asks_score && rooms.iter().any(|room| room.score.is_none());
    if without_score {
        rooms.iter_mut().for_each(|room| room.score = None);
    }
    let words = |slide: &Slide, question: &Question| {
        let options = question.options.iter().map(|option| fold(&option.text));
        std::iter::once(fold(&slide.heading())).chain(options).collect::<Vec<_>>()
    };
    let reworded = asked.iter().any(|(other, asked)| words(other, asked) != words(slide, question));
    Ok(Beside { question: key.clone(), axis, rooms, reworded, without_score })
}

/// `None` when it was not opened there.
fn room(run: &Run<'_>, key: &SlideKey, question: &Question, axis: &Axis) -> Option<Room> {
    let results = run.published.results();
    let place = results.questions.iter().position(|result| result.question == *key)?;
    let result = results.questions.get(place).filter(|result| result.opened_at.is_some())?;
    let answered = result.answered;
    if run.published.is_hidden(place) {
        return Some(Room { answered, counts: None, score: None });
    }
    let named = |name: &str| {
        let mut totals = result.totals.iter().filter(|total| total.part.is_empty());
        totals.find(|total| total.value.as_deref() == Some(name)).map_or(0, |total| total.count)
    };
    let kept = results.kept(place, question);
    let recounted = |option: usize| kept.recount.as_ref().and_then(|recount| recount.counts.get(option).copied());
    let count = |(place, name): (usize, &Name)| match name {
        Name::Option(key) => recounted(place).unwrap_or_else(|| named(key.as_str())),
        Name::Number(number) => named(&number.to_string()),
        // What was made of texts is an answer of one room, and stands in no other.
        Name::Made(_) | Name::Rest => 0,
    };
    let names = axis.categories.iter().map(|category| &category.name).enumerate();
    let counts: Vec<u32> = names.map(count).collect();
    let score = score(question, axis, &counts).filter(|_| answered >= SCORE_FROM);
    Some(Room { answered, counts: Some(counts), score })
}

fn score(question: &Question, axis: &Axis, counts: &[u32]) -> Option<i32> {
    if !matches!(question.kind, Kind::Number(range) if range.nps) {
        return None;
    }
    let mut tally = Tally::new(question);
    for (category, count) in axis.categories.iter().zip(counts) {
        let Name::Number(number) = category.name else { continue };
        let answer = Answer::of_number(number.into());
        (0..*count).for_each(|_| tally.add(question, &answer));
    }
    Recommendation::of(&tally).map(|found| found.score)
}
