//! What the templates of the phone draw from.

use askama::Template;

use super::is_chosen;
use crate::codec::shuffled::stays_last;
use crate::codec::words::Tongue;
use crate::domain::deck::{ChoiceOption, Question};
use crate::domain::ids::OptionKey;
use crate::domain::session::Given;

#[derive(Template)]
#[template(path = "phone/plain.html")]
pub(super) struct Plain<'a> {
    pub head: String,
    pub more: String,
    pub session: Option<String>,
    pub lang: Option<&'a str>,
    pub note: Option<String>,
}

pub(super) struct Heading<'a> {
    pub number: String,
    pub question: String,
    pub round: u32,
    /// Trusted HTML.
    pub title: String,
    /// Trusted HTML.
    pub body: String,
    pub lang: Option<&'a str>,
}

/// Answers that stand together; without a label they belong to no group.
pub(super) struct AnswerGroup<'a> {
    pub label: Option<&'a str>,
    pub answers: Vec<AnswerRow<'a>>,
}

pub(super) struct AnswerRow<'a> {
    pub key: &'a OptionKey,
    pub text: &'a str,
    pub write_in: bool,
    pub chosen: bool,
    /// Stays behind the others, whatever their order.
    pub last: bool,
    /// Chosen without any other.
    pub alone: bool,
    /// The visitor's own, with this answer.
    pub words: &'a str,
}

/// A question of which several answers may be ticked, and then sent.
pub(super) struct Several {
    pub max: usize,
    pub how: String,
    pub too_many: String,
}

/// A question of which fields are filled in, and then sent.
pub(super) struct Filled {
    pub kind: &'static str,
    /// Trusted HTML.
    pub fields: String,
    pub how: String,
}

#[derive(Template)]
#[template(path = "phone/open.html")]
pub(super) struct Open<'a> {
    pub tongue: Tongue,
    pub heading: Heading<'a>,
    /// Said above it: the session is over.
    pub late: Option<String>,
    pub hint: String,
    pub action: String,
    /// The number the next vote from this page carries.
    pub n: u32,
    pub token: &'a str,
    pub several: Option<Several>,
    /// Whether each phone has its own order of answers.
    pub shuffled: bool,
    pub filled: Option<Filled>,
    pub groups: Vec<AnswerGroup<'a>>,
    pub words_max: usize,
    /// Trusted HTML: live bars.
    pub live: Option<String>,
    pub tally: String,
    pub personal: bool,
    /// When the question closes, as a sentence: filled in where a script may.
    pub clock: String,
    /// Where the page's script counts down, and one may ask for more time.
    pub timed: Option<Timed>,
    /// Who will see the answer, in a sentence, where that is said here.
    pub promise: Option<String>,
}

/// A question of a deck with clocks.
pub(super) struct Timed {
    /// `Nog {time}.`
    pub left: String,
    /// `Nog {n} seconden.`
    pub told: String,
    /// Where one asks for more time.
    pub action: String,
    /// Whether there is a clock to ask it of. A page for everybody leaves that to its script.
    pub runs: bool,
}

#[derive(Template)]
#[template(path = "phone/closed.html")]
pub(super) struct Closed<'a> {
    pub tongue: Tongue,
    pub heading: Heading<'a>,
    pub shuffled: bool,
    /// What was filled in, to read and not to change.
    pub filled: Option<Filled>,
    pub groups: Vec<AnswerGroup<'a>>,
}

#[derive(Template)]
#[template(path = "phone/results.html")]
pub(super) struct Results<'a> {
    pub tongue: Tongue,
    pub heading: Heading<'a>,
    pub sentence: String,
    /// What the eye reads instead: it sees the bars.
    pub short: Option<String>,
    /// How people moved since it was first asked, while the screen shows that.
    pub moved: Option<String>,
    /// Trusted HTML.
    pub bars: Option<String>,
    pub rounding: Option<String>,
    /// Trusted HTML: the quote that waited for the reveal.
    pub after: String,
    pub judgement: Option<Judgement>,
}

/// Whether one's own answer was right: both sentences, of which the page shows the one that holds.
pub(super) struct Judgement {
    pub right: String,
    pub wrong: String,
    /// Of a number the smallest and the largest that are right.
    pub near: Option<String>,
    /// Else the names of all answers that are right.
    pub keys: String,
    /// `None` while nobody's own answer is known here, or nothing was answered.
    pub own: Option<bool>,
}

pub(super) fn answers<'a>(question: &'a Question, given: Option<&'a Given>) -> Vec<AnswerGroup<'a>> {
    let row = |option: &'a ChoiceOption| {
        let chosen = is_chosen(given, &option.key);
        let words = given.filter(|_| chosen).and_then(|given| given.answer.text.as_deref()).unwrap_or_default();
        AnswerRow {
            key: &option.key,
            text: &option.text,
            write_in: option.write_in,
            chosen,
            last: question.shuffled && stays_last(option),
            alone: option.alone,
            words,
        }
    };
    let label = |option: &ChoiceOption| option.group.map(|group| question.groups[group].as_str());
    let together = question.options.chunk_by(|one, next| one.group == next.group);
    together
        .map(|options| AnswerGroup { label: label(&options[0]), answers: options.iter().map(row).collect() })
        .collect()
}
