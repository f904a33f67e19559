//! A rating grid: a scale under each row on the phone, and all rows in one chart.

use askama::Template;

use super::{Asked, Field, Outcome, in_brief, stack};
use crate::codec::view::blocks;
use crate::codec::words::Tongue;
use crate::domain::chart::stack::{Leaning, Stack};
use crate::domain::deck::{Kind, Part, Question, plain_text};
use crate::domain::tally::Tally;

/// Points of so few letters stand beside each other.
const SHORT_CHARS: usize = 3;
/// So many rows that share a place are named; more say nothing.
const NAMED_MAX: usize = 2;

/// Rows of a grid or fields of a form, each under its heading.
#[derive(Template)]
#[template(path = "kinds/parts_field.html")]
struct PartsField<'a> {
    lang: Option<&'a str>,
    parts: Vec<PartField>,
    /// How many have an answer, for the page as drawn and for its script.
    progress: String,
    progress_of: String,
}

struct PartField {
    id: String,
    /// Trusted HTML.
    title: String,
    /// Points that stand beside each other.
    is_short: bool,
    how: Option<String>,
    /// Trusted HTML.
    field: String,
}

pub(super) fn field(field: &Field<'_>) -> String {
    let parts = &field.question.parts;
    let drawn = |part: &Part| {
        let id = format!("part{}-{}", field.name.replace('.', "-"), part.key);
        let inner = Field {
            tongue: field.tongue,
            lang: field.lang,
            question: &part.question,
            said: field.said.and_then(|said| said.part(&part.key)),
            name: format!("{}.{}", field.name, part.key),
            labelled_by: id.clone(),
        };
        PartField {
            id,
            title: blocks::inlines(&part.title),
            is_short: is_short(&part.question),
            // The others say it themselves, or it is plain to see.
            how: matches!(part.question.kind, Kind::ChooseSeveral { .. }).then(|| inner.how()),
            field: inner.draw(),
        }
    };
    let said = field.said.map_or(0, |said| said.parts.len());
    PartsField {
        lang: field.lang,
        parts: parts.iter().map(drawn).collect(),
        progress: progress(field.tongue, &said.to_string(), parts.len()),
        progress_of: progress(field.tongue, "%", parts.len()),
    }
    .to_string()
}

fn progress(tongue: Tongue, n: &str, of: usize) -> String {
    tongue.say_with("kind-parts-progress", &[("n", n.into()), ("of", (of as u32).into())])
}

fn is_short(question: &Question) -> bool {
    let points = question.options.iter().filter(|option| !option.apart);
    question.kind == Kind::Scale && points.clone().all(|option| option.text.chars().count() <= SHORT_CHARS)
}

pub(super) fn how(tongue: Tongue) -> String {
    tongue.say("kind-rating-how")
}

pub(super) fn outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let (Some(first), true) = (question.parts.first(), tally.answers() > 0) else {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    };
    let scale = &first.question;
    let stack = Stack::new(scale, tally.parts());
    let titles: Vec<String> = question.parts.iter().map(|part| blocks::inlines(&part.title)).collect();
    let is_withheld = tally.parts().iter().any(|part| part.answers() > 0 && part.answers() < asked.show_from);
    Outcome {
        chart: stack::chart(asked, scale, &stack, &titles),
        // What is withheld must not be told by which row stands out.
        sentence: if is_withheld { String::new() } else { sentence(asked, &stack.leaning()) },
        note: note(asked, &stack),
    }
}

fn sentence(asked: &Asked<'_>, leaning: &Leaning) -> String {
    let Asked { tongue, question, .. } = asked;
    let named = |key: &str, rows: &[usize]| {
        let names: Vec<String> =
            rows.iter().map(|row| in_brief(&plain_text(&question.parts[*row].title)).into_owned()).collect();
        let is_told = !rows.is_empty() && rows.len() <= NAMED_MAX && rows.len() < question.parts.len();
        is_told.then(|| tongue.say_with(key, &[("rows", names.join("; ").as_str().into())]))
    };
    let told = if question.bipolar {
        vec![named("kind-rating-middle", &leaning.middle)]
    } else {
        vec![named("kind-rating-high", &leaning.high), named("kind-rating-low", &leaning.low)]
    };
    told.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn note(asked: &Asked<'_>, stack: &Stack) -> Option<String> {
    let has_percents = stack.rows.iter().any(|row| row.parts.iter().any(|part| part.percent.is_some()));
    let has_beside = stack.rows.iter().any(|row| row.beside.iter().any(|count| *count > 0));
    (has_percents && has_beside).then(|| asked.tongue.say("kind-stack-percent"))
}

/// A scale that is asked by itself within a form: one row.
pub(super) fn scale(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let stack = Stack::new(question, std::iter::once::<&Tally>(tally));
    let leaders = stack.rows[0].leaders();
    let names: Vec<_> = leaders.iter().map(|point| in_brief(&question.options[stack.points[*point]].text)).collect();
    let names = names.join(", ");
    let sentence = match leaders.len() {
        0 => tongue.say("kind-nobody"),
        _ => tongue.say_with("kind-choice-sentence", &[("most", names.as_str().into())]),
    };
    let chart = stack::chart(asked, question, &stack, &[String::new()]);
    Outcome { chart: if tally.answers() > 0 { chart } else { String::new() }, sentence, note: note(asked, &stack) }
}
