//! The result of one question on the organiser's page: bars, before and after texts were recoded.
//!
//! Never draws a text that was hidden.

use super::BarRow;
use crate::codec::svg;
use crate::codec::words::Tongue;
use crate::domain::chart::{incomplete, percent, permille};
use crate::domain::deck::{Kind, Question};
use crate::domain::results::QuestionResult;

/// Words with a bar of their own: what fits in a page of a report.
const WORDS_MAX: usize = 20;

pub(super) fn bars(result: &QuestionResult, question: &Question, tongue: Tongue) -> Vec<BarRow> {
    if matches!(question.kind, Kind::Words { .. }) {
        return words(result, tongue);
    }
    if !question.is_chosen() {
        return Vec::new();
    }
    let count_of = |key: &str| {
        let total = result.totals.iter().find(|total| total.value.as_deref() == Some(key));
        total.map_or(0, |total| total.count)
    };
    let recount = result.kept.as_ref().and_then(|kept| kept.recount.as_ref());
    let of_deck = question.options.iter().enumerate().map(|(place, option)| {
        let before = count_of(option.key.as_str());
        let after = recount.map_or(before, |recount| recount.counts[place]);
        (option.text.clone(), after, before)
    });
    let made = recount.iter().flat_map(|recount| &recount.made).map(|(text, count)| (text.clone(), *count, 0));
    let rows: Vec<_> = of_deck.chain(made).collect();
    rows.into_iter()
        .map(|(text, after, before)| {
            let before = recount.map(|_| tongue.say_with("desk-before", &[("n", before.into())]));
            row(text, after, result.answered, before, tongue)
        })
        .collect()
}

pub(super) fn notes(result: &QuestionResult, question: &Question, tongue: Tongue) -> Vec<String> {
    let count_of = |place: usize| {
        let key = question.options[place].key.as_str();
        result.totals.iter().find(|total| total.value.as_deref() == Some(key)).map_or(0, |total| total.count)
    };
    let incomplete = incomplete(question, result.answered, count_of);
    let incomplete = incomplete.map(|percent| tongue.say_with("desk-incomplete", &[("percent", percent.into())]));
    let recoded: u32 = result.texts.iter().filter(|text| text.recoded.is_some()).map(|text| text.count).sum();
    let recoded = (recoded > 0).then(|| tongue.say_with("desk-recoded", &[("n", recoded.into())]));
    incomplete.into_iter().chain(recoded).collect()
}

/// The words that most people gave, merged ones together.
fn words(result: &QuestionResult, tongue: Tongue) -> Vec<BarRow> {
    let gathered = result.kept.iter().flat_map(|kept| &kept.gathered).take(WORDS_MAX);
    gathered.map(|one| row(one.text.clone(), one.people, result.answered, None, tongue)).collect()
}

fn row(text: String, count: u32, answered: u32, before: Option<String>, tongue: Tongue) -> BarRow {
    BarRow {
        text,
        before,
        count: tongue.figure(count),
        percent: percent(count, answered),
        width: svg::share(permille(count, answered)),
    }
}
