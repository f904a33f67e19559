//! A form: its fields on the phone, and of each what came of it. Texts are for the presenter; a hall sees choices and
//! numbers, and no more of them than it can read.

use askama::Template;

use super::{Asked, Audience, Outcome, outcome as outcome_of};
use crate::codec::view::blocks;
use crate::codec::words::Tongue;
use crate::domain::deck::{Kind, Part};
use crate::domain::tally::Tally;

/// So many charts a hall reads from its last row. Of more it is told how many answered.
const ON_SCREEN_MAX: usize = 4;

#[derive(Template)]
#[template(path = "kinds/form.html")]
struct FormPart<'a> {
    lang: Option<&'a str>,
    page_lang: &'a str,
    fields: Vec<FieldOutcome>,
}

struct FieldOutcome {
    /// Trusted HTML.
    title: String,
    answered: String,
    outcome: Outcome,
}

pub(super) fn how(tongue: Tongue) -> String {
    tongue.say("kind-form-how")
}

pub(super) fn outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let nothing = |sentence| Outcome { chart: String::new(), sentence, note: None };
    if tally.answers() == 0 {
        return nothing(tongue.say("kind-nobody"));
    }
    let fields = question.parts.iter().zip(tally.parts());
    let fields: Vec<(&Part, &Tally)> = fields.filter(|(part, _)| is_for(asked.audience, part)).collect();
    let is_too_much = asked.audience == Audience::Screen && fields.len() > ON_SCREEN_MAX;
    if fields.is_empty() || is_too_much {
        return nothing(String::new());
    }
    let part = FormPart {
        lang: asked.lang,
        page_lang: tongue.code(),
        fields: fields.into_iter().map(|(part, tally)| field(asked, part, tally)).collect(),
    };
    Outcome { chart: part.to_string(), sentence: String::new(), note: None }
}

/// What stands on the screen stands on the phones too.
fn is_for(audience: Audience, part: &Part) -> bool {
    let is_counted = part.question.is_chosen() || matches!(part.question.kind, Kind::Number(_));
    is_counted || audience == Audience::Presenter
}

fn field(asked: &Asked<'_>, part: &Part, tally: &Tally) -> FieldOutcome {
    let tongue = asked.tongue;
    let is_withheld = tally.answers() > 0 && tally.answers() < asked.show_from;
    let outcome = if is_withheld {
        let sentence = tongue.say_with("kind-too-few", &[("n", asked.show_from.into())]);
        Outcome { chart: String::new(), sentence, note: None }
    } else {
        // Texts of all fields stand in the presenter's tray.
        let audience = if asked.audience == Audience::Screen { Audience::ScreenPart } else { asked.audience };
        outcome_of(&Asked { question: &part.question, tally, poll: None, audience, ..*asked })
    };
    FieldOutcome {
        title: blocks::inlines(&part.title),
        answered: tongue.say_with("kind-form-answered", &[("n", tally.answers().into())]),
        outcome,
    }
}
