//! Points to divide: a number for each option, with buttons for more and fewer, until all are given.

use askama::Template;

use super::means::{MeansPart, Row, listed};
use super::{Asked, Field, Outcome, in_brief};
use crate::codec::shuffled::stays_last;
use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::chart::ranks::{Share, Shares};
use crate::domain::deck::{ChoiceOption, Question};

#[derive(Template)]
#[template(path = "kinds/points_field.html")]
struct PointsField<'a> {
    tongue: Tongue,
    question: &'a Question,
    id: String,
    labelled_by: &'a str,
    lang: Option<&'a str>,
    said: Option<&'a Answer>,
    total: u32,
    step: u32,
}

impl PointsField<'_> {
    fn points(&self, option: &&ChoiceOption) -> String {
        let given = self.said.and_then(|said| said.part(&option.key)?.number);
        given.map(|points| points.to_string()).unwrap_or_default()
    }

    fn is_last(&self, option: &&ChoiceOption) -> bool {
        self.question.shuffled && stays_last(option)
    }

    /// A sentence for the script to fill in.
    fn say(&self, key: &str) -> String {
        self.tongue.say_with(key, &[("n", "{n}".into()), ("answer", "{answer}".into())])
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.tongue.say_with(key, &[("n", (*n).into()), ("answer", "{answer}".into())])
    }
}

pub(super) fn field(field: &Field<'_>, total: u32, step: u32) -> String {
    PointsField {
        tongue: field.tongue,
        question: field.question,
        id: field.id("points"),
        labelled_by: &field.labelled_by,
        lang: field.lang,
        said: field.said,
        total,
        step,
    }
    .to_string()
}

pub(super) fn how(total: u32, tongue: Tongue) -> String {
    tongue.say_with("kind-points-how", &[("n", total.into())])
}

pub(super) fn outcome(asked: &Asked<'_>, total: u32) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let shares = Shares::of(question, tally, total);
    let most = shares.most();
    let Some(best) = most.first() else {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    };
    let text = |row: &Share| question.options[row.option].text.as_str();
    let names: Vec<_> = most.iter().map(|row| in_brief(text(row))).collect();
    let (names, mean) = (listed(&names, *tongue), tongue.tenths(best.mean));
    let figures = [("most", names.as_str().into()), ("mean", mean.as_str().into()), ("n", total.into())];
    let row = |row: &Share| Row {
        text: text(row),
        mean: Some(tongue.tenths(row.mean)),
        more: vec![tongue.say_with("kind-points-gave", &[("n", row.gave.into())])],
        filled: row.permille,
        open: 0,
    };
    let part = MeansPart {
        page_lang: tongue.code(),
        lang: asked.lang,
        answer: tongue.say("kind-column-answer"),
        heads: ["kind-column-mean-points", "kind-column-gave"].map(|key| tongue.say(key)).into(),
        before: tongue.say("kind-points-mean"),
        rows: shares.rows.iter().map(row).collect(),
    };
    let sentence = tongue.say_with("kind-points-sentence", &figures);
    let note = Some(tongue.say_with("kind-points-note", &[("n", total.into())]));
    Outcome { chart: part.to_string(), sentence, note }
}
