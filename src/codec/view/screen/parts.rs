//! What the templates of the screen draw from.

use askama::Template;

use super::most::Most;

#[derive(Template)]
#[template(path = "screen/join.html")]
pub(super) struct JoinStage<'a> {
    pub qr: String,
    pub lead: String,
    pub lang: Option<&'a str>,
    pub title: &'a str,
    pub go: String,
    pub address: &'a str,
    pub kind: String,
    pub code: String,
    pub wifi: Option<String>,
}

#[derive(Template)]
#[template(path = "screen/slide.html")]
pub(super) struct SlideStage<'a> {
    pub shape: &'static str,
    /// Smallest and largest size of text at a height of 1080, between which the page picks what fits.
    pub fit: &'static str,
    pub lang: Option<&'a str>,
    pub title: String,
    pub body: String,
}

#[derive(Template)]
#[template(path = "screen/question.html")]
pub(super) struct QuestionStage<'a> {
    pub fit: &'static str,
    pub lang: Option<&'a str>,
    pub page_lang: &'static str,
    pub title: String,
    pub body: String,
    pub live: bool,
    pub live_note: String,
    pub answers: String,
    /// The gauge's marks; none before the question opens, but its room is kept so that nothing jumps.
    pub marks: Option<String>,
    /// The words before what is left of the time, while a clock runs.
    pub clock: Option<String>,
    /// What a screen reader is told of it; the page fills in the number.
    pub told: String,
}

#[derive(Template)]
#[template(path = "screen/results.html")]
pub(super) struct ResultsStage<'a> {
    pub fit: &'static str,
    pub lang: Option<&'a str>,
    pub page_lang: &'static str,
    pub title: String,
    pub most: Most,
    /// How the bars of the first asking are to be read, and how people moved.
    pub pair: Option<String>,
    pub chart: String,
    /// How the chart is to be read: under it, as the foot has no room for a sentence.
    pub reads: Option<String>,
    pub after: String,
}

#[derive(Template)]
#[template(path = "screen/words.html")]
pub(super) struct WordsStage {
    pub title: String,
    pub more: Option<String>,
}

#[derive(Template)]
#[template(path = "screen/foot.html")]
pub(super) struct Foot<'a> {
    /// What stands left; how many take part when there is none.
    pub sentence: Option<String>,
    /// What else the figures need to be understood.
    pub note: Option<String>,
    pub right: FootRight<'a>,
}

pub(super) enum FootRight<'a> {
    Join { address: &'a str, code: String },
    Sentence(String),
    Nothing,
}
