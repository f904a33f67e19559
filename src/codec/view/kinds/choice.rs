//! Options to choose from within another question, as a row of a grid or a field of a form: round or square boxes.

use askama::Template;

use super::{Asked, Field, Outcome, in_brief};
use crate::codec::svg;
use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::chart::{Bar, Chart, Chosen, Order};
use crate::domain::deck::{ChoiceOption, Question};
use crate::domain::limits::WRITE_IN_CHARS_MAX;

#[derive(Template)]
#[template(path = "kinds/choice_field.html")]
struct ChoiceField<'a> {
    tongue: Tongue,
    question: &'a Question,
    /// `.` and the part's name.
    name: &'a str,
    id: String,
    labelled_by: &'a str,
    lang: Option<&'a str>,
    said: Option<&'a Answer>,
    words_max: usize,
}

impl ChoiceField<'_> {
    fn is_several(&self) -> bool {
        self.question.can_be_taken_back()
    }

    fn is_limited(&self) -> bool {
        self.is_several() && self.question.limits_choices()
    }

    /// What is said when more were chosen than may be.
    fn wrong(&self) -> String {
        how(self.question, self.tongue)
    }

    fn is_chosen(&self, option: &&ChoiceOption) -> bool {
        self.said.is_some_and(|said| said.choices.contains(&option.key))
    }

    fn words(&self) -> &str {
        self.said.and_then(|said| said.text.as_deref()).unwrap_or_default()
    }
}

pub(super) fn field(field: &Field<'_>) -> String {
    ChoiceField {
        tongue: field.tongue,
        question: field.question,
        name: &field.name,
        id: field.id("choice"),
        labelled_by: &field.labelled_by,
        lang: field.lang,
        said: field.said,
        words_max: WRITE_IN_CHARS_MAX,
    }
    .to_string()
}

pub(super) fn how(question: &Question, tongue: Tongue) -> String {
    if !question.can_be_taken_back() {
        return tongue.say("kind-choice-how");
    }
    match question.limits_choices() {
        true => tongue.say_with("kind-several-how-max", &[("n", (question.choices_max() as u32).into())]),
        false => tongue.say("kind-several-how"),
    }
}

/// `Reistijd, Anders… via mijn vakbond`.
pub(super) fn read_back(question: &Question, answer: &Answer) -> String {
    let words = answer.text.as_deref();
    let text = |option: &ChoiceOption| match words.filter(|_| option.write_in) {
        Some(words) => format!("{} {words}", option.text),
        None => option.text.clone(),
    };
    let texts = answer.choices.iter().filter_map(|choice| question.option(choice)).map(text);
    texts.collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "kinds/bars.html")]
struct BarsPart<'a> {
    tongue: Tongue,
    question: &'a Question,
    lang: Option<&'a str>,
    chart: &'a Chart,
}

impl BarsPart<'_> {
    fn drawn(&self, bar: &Bar) -> String {
        let share = svg::share(bar.permille);
        format!(r#"<svg class="share" focusable="false"><rect width="{share}" height="100%" rx="3"/></svg>"#)
    }
}

pub(super) fn outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    if tally.answers() == 0 {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    }
    let chart = Chart::new(question, tally, 0, Order::Revealed);
    let name = |what| match what {
        Chosen::Option(place) => in_brief(&question.options[place].text),
        Chosen::Group(place) => in_brief(&question.groups[place]),
    };
    let most: Vec<_> = chart.foremost().into_iter().map(|(what, _)| name(what)).collect();
    let most = most.join(", ");
    let sentence = tongue.say_with("kind-choice-sentence", &[("most", most.as_str().into())]);
    let part = BarsPart { tongue: *tongue, question, lang: asked.lang, chart: &chart };
    Outcome { chart: part.to_string(), sentence, note: None }
}
