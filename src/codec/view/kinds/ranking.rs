//! A ranking: options that get a place by tapping and move up and down, or, without script, a list of places for each.

use askama::Template;

use super::means::{MeansPart, Row, listed};
use super::{Asked, Field, Outcome, in_brief};
use crate::codec::shuffled::stays_last;
use crate::codec::words::Tongue;
use crate::domain::chart::ranks::{Ranked, Ranks};
use crate::domain::chart::{percent, permille};
use crate::domain::deck::{ChoiceOption, Question};
use crate::domain::ids::OptionKey;

#[derive(Template)]
#[template(path = "kinds/ranking_field.html")]
struct RankingField<'a> {
    tongue: Tongue,
    question: &'a Question,
    /// `.` and the part's name.
    name: &'a str,
    id: String,
    labelled_by: &'a str,
    lang: Option<&'a str>,
    chosen: &'a [OptionKey],
    max: usize,
    /// `1e`, `2e`.
    places: Vec<String>,
}

impl RankingField<'_> {
    fn has_place(&self, option: &ChoiceOption, place: &usize) -> bool {
        self.chosen.get(place - 1) == Some(&option.key)
    }

    fn is_last(&self, option: &&ChoiceOption) -> bool {
        self.question.shuffled && stays_last(option)
    }

    /// A sentence for the script to fill in.
    fn say(&self, key: &str) -> String {
        let blanks = ["answer", "place", "of"].map(|name| (name, format!("{{{name}}}")));
        self.tongue.say_with(key, &blanks.each_ref().map(|(name, blank)| (*name, blank.as_str().into())))
    }

    /// What to do where a script makes buttons of the lists.
    fn tap(&self) -> String {
        let key = if self.max < self.question.options.len() { "kind-ranking-tap-max" } else { "kind-ranking-tap" };
        self.tongue.say_with(key, &[("n", (self.max as u32).into())])
    }

    fn full(&self) -> String {
        self.tongue.say_with("kind-ranking-full", &[("n", (self.max as u32).into())])
    }
}

pub(super) fn field(field: &Field<'_>, max: usize) -> String {
    RankingField {
        tongue: field.tongue,
        question: field.question,
        name: &field.name,
        id: field.id("rank"),
        labelled_by: &field.labelled_by,
        lang: field.lang,
        chosen: field.said.map_or(&[], |said| &said.choices),
        max,
        places: (1..=max as u32).map(|place| place_of(place, field.tongue)).collect(),
    }
    .to_string()
}

/// `1e`; in English `1st`, `2nd`, `3rd`, `4th`.
fn place_of(place: u32, tongue: Tongue) -> String {
    let ending = match (tongue, place % 10, place % 100) {
        (Tongue::Dutch, ..) => "e",
        (Tongue::English, 1, tens) if tens != 11 => "st",
        (Tongue::English, 2, tens) if tens != 12 => "nd",
        (Tongue::English, 3, tens) if tens != 13 => "rd",
        (Tongue::English, ..) => "th",
    };
    format!("{place}{ending}")
}

pub(super) fn how(question: &Question, max: usize, tongue: Tongue) -> String {
    let key = if max < question.options.len() { "kind-ranking-how-max" } else { "kind-ranking-how" };
    tongue.say_with(key, &[("n", (max as u32).into())])
}

pub(super) fn outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let ranks = Ranks::of(question, tally);
    let highest = ranks.highest();
    let Some(best) = highest.first() else {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    };
    let text = |row: &Ranked| question.options[row.option].text.as_str();
    let names: Vec<_> = highest.iter().map(|row| in_brief(text(row))).collect();
    let most = listed(&names, *tongue);
    let key = if names.len() > 1 { "kind-ranking-sentence-tie" } else { "kind-ranking-sentence" };
    let figures = [("most", most.as_str().into()), ("first", best.first.into()), ("n", ranks.answered.into())];
    let row = |row: &Ranked| {
        let first = match percent(row.first, ranks.answered) {
            Some(percent) => format!("{} · {percent}%", tongue.figure(row.first)),
            None => tongue.figure(row.first),
        };
        Row {
            text: text(row),
            mean: row.mean.map(|mean| tongue.tenths(mean)),
            more: vec![
                tongue.say_with("kind-ranking-first", &[("figures", first.as_str().into())]),
                tongue.say_with("kind-ranking-ranked", &[("n", row.ranked.into())]),
            ],
            filled: permille(row.first, ranks.answered),
            open: permille(row.ranked, ranks.answered),
        }
    };
    let part = MeansPart {
        page_lang: tongue.code(),
        lang: asked.lang,
        answer: tongue.say("kind-column-answer"),
        heads: ["kind-column-mean-place", "kind-column-first", "kind-column-ranked"].map(|key| tongue.say(key)).into(),
        before: tongue.say("kind-ranking-mean"),
        rows: ranks.rows.iter().map(row).collect(),
    };
    let note = tongue.say("kind-ranking-note");
    let note = match ranks.has_open() {
        true => format!("{note} {}", tongue.say("kind-ranking-bars")),
        false => note,
    };
    Outcome { chart: part.to_string(), sentence: tongue.say_with(key, &figures), note: Some(note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_as_the_language_does() {
        let said = |tongue| [1, 2, 3, 4, 11, 12, 13, 21, 22, 30].map(|place| place_of(place, tongue)).join(" ");
        assert_eq!(said(Tongue::Dutch), "1e 2e 3e 4e 11e 12e 13e 21e 22e 30e");
        assert_eq!(said(Tongue::English), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 30th");
    }
}
