//! What a session came to, for its organiser: every question with its finding, chart, table and texts; to read, to print
//! and to put a headline above.
//!
//! Counts nothing: everything comes from [`crate::codec::findings`], as it does in the files.

mod course;
mod panel;
mod split;

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use self::course::CourseTable;
use self::panel::{PanelView, Show};
use self::split::SplitForm;
use super::session::{aside, said_date};
use super::{back_to, halted};
use crate::codec::dates;
use crate::codec::findings::{Finding, Findings, ask_became};
use crate::codec::text;
use crate::codec::words::Tongue;
use crate::domain::deck::Kind;
use crate::domain::ids::{SessionId, SlideKey};
use crate::domain::results::{AskResult, Results};
use crate::domain::together::offers;
use crate::hub::{Report, now};
use crate::web::given::{InPath, InQuery};
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets, organised};

/// Letters in a headline: three lines on a page.
const HEADLINE_CHARS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "pages/desk_results.html")]
struct ResultsPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    id: String,
    /// Of the session's title, where it is not the page's.
    title_lang: Option<String>,
    /// When it began and ended, or how it stands now.
    dates: Vec<String>,
    people: String,
    /// What was set aside, as a sentence.
    aside: Option<String>,
    /// What was deleted and when, in a sentence each.
    gone: Vec<String>,
    shows: Vec<ShowLink>,
    /// The way of reading figures that is this page's, and the question that they are split by.
    show: &'static str,
    by: Option<SlideKey>,
    split: Option<SplitForm>,
    questions: Vec<QuestionView>,
    /// Questions that were not asked, in a sentence.
    unasked: Option<String>,
    headline_max: usize,
}

impl ResultsPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

/// One way to read figures, and whether it is this page's.
struct ShowLink {
    word: &'static str,
    label: String,
    is_here: bool,
}

struct QuestionView {
    id: String,
    number: String,
    finding: Finding,
    reach: String,
    panels: Vec<PanelView>,
    asks: Vec<AskView>,
    course: Option<CourseTable>,
    /// Where it says how the same people answered the first time, of a question that repeats one.
    moved: Option<String>,
    /// By group, where that was asked for. Trusted HTML.
    split: Option<String>,
    /// How it was asked, in a few words each.
    log: Vec<String>,
}

struct AskView {
    text: String,
    name: Option<String>,
    votes: String,
    state: String,
}

#[derive(Deserialize)]
pub struct Wishes {
    #[serde(default)]
    show: Option<String>,
    /// The segment question to split by.
    #[serde(default)]
    by: Option<String>,
}

pub async fn results(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    InQuery(wishes): InQuery<Wishes>,
) -> Response {
    let card = match organised::card(&app, &id).await {
        Ok(card) => card,
        Err(problem) => return problem.page(tongue),
    };
    if let Some(halt) = &card.halt {
        return halted::page(&card, halt, tongue);
    }
    let show = Show::from_word(wishes.show.as_deref().unwrap_or_default());
    match app.hub.report(&card.id).await {
        Ok(report) => html(&page(&report, tongue, show, wishes.by.as_deref()), tongue),
        Err(failure) => Problem::from(failure).page(tongue),
    }
}

fn page(report: &Report, tongue: Tongue, show: Show, by: Option<&str>) -> ResultsPage {
    let by = split::chosen(report, by);
    let results = report.published.results();
    let headlines = report.headlines_in(&tongue.language());
    let findings = Findings::of(&report.editions, results, &headlines, tongue);
    let people = tongue.figure(findings.people);
    let figures = [("n", findings.people.into()), ("people", people.as_str().into())];
    ResultsPage {
        lang: tongue.code(),
        title: findings.title.clone(),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{}/results", report.id),
        id: report.id.to_string(),
        title_lang: tongue.foreign(&findings.language).map(str::to_owned),
        dates: dates_of(report, tongue),
        people: tongue.say_with("results-people", &figures),
        aside: aside(&report.published, tongue),
        gone: findings.gone.clone(),
        shows: Show::ALL
            .into_iter()
            .map(|one| ShowLink { word: one.word(), label: tongue.say(one.key()), is_here: one == show })
            .collect(),
        unasked: unasked(&findings),
        questions: findings
            .questions
            .into_iter()
            .map(|finding| QuestionView {
                split: split::of_question(report, by.as_ref(), &finding, tongue)
                    .map(|split| split.html(&|figure| show.read(figure, tongue))),
                moved: moved(report, &finding),
                ..question(finding, results, tongue, show)
            })
            .collect(),
        show: show.word(),
        split: SplitForm::of(report, by.as_ref(), tongue),
        by,
        headline_max: HEADLINE_CHARS_MAX,
    }
}

fn dates_of(report: &Report, tongue: Tongue) -> Vec<String> {
    let (key, at) = report.ended_at.map_or_else(|| ("results-as-of", now()), |at| ("desk-ended", at));
    vec![said_date("desk-started", report.started_at, tongue), said_date(key, at, tongue)]
}

fn unasked(findings: &Findings) -> Option<String> {
    let numbers: Vec<String> = findings.unasked.iter().map(|(number, _)| number.to_string()).collect();
    let list = numbers.join(", ");
    let figures = [("n", (numbers.len() as u32).into()), ("numbers", list.as_str().into())];
    (!numbers.is_empty()).then(|| findings.tongue.say_with("results-unasked", &figures))
}

fn question(finding: Finding, results: &Results, tongue: Tongue, show: Show) -> QuestionView {
    let result = results.questions.iter().find(|result| result.question == finding.key);
    let [present, shown, answered] =
        [finding.reach.present, finding.reach.shown, finding.reach.answered].map(|figure| tongue.figure(figure));
    let key = if let Kind::Questions { .. } = finding.kind { "results-reach-asks" } else { "results-reach" };
    let reach = tongue.say_with(
        key,
        &[
            ("answered", answered.as_str().into()),
            ("shown", shown.as_str().into()),
            ("present", present.as_str().into()),
            ("n", finding.reach.answered.into()),
            ("all", finding.reach.present.into()),
        ],
    );
    QuestionView {
        id: finding.key.to_string(),
        number: tongue.say_with("desk-question-number", &[("n", finding.number.into())]),
        reach,
        panels: finding.panels.iter().map(|panel| PanelView::new(panel, &finding, tongue, show)).collect(),
        asks: finding.asks.iter().map(|ask| ask_view(ask, tongue)).collect(),
        course: result.and_then(|result| CourseTable::of(&finding, &result.course)),
        moved: None,
        split: None,
        log: log(&finding, tongue),
        finding,
    }
}

/// Only where two answers of one person may stand beside each other.
fn moved(report: &Report, finding: &Finding) -> Option<String> {
    let first = finding.repeats.as_ref().filter(|_| report.privacy.has_rows())?;
    let offered = offers(report.published.results(), &report.editions.original);
    let is_here = offered.iter().any(|offer| offer.again && offer.first == *first && offer.second == finding.key);
    is_here.then(|| format!("/desk/sessions/{}/together?first={first}&second={}", report.id, finding.key))
}

fn ask_view(ask: &AskResult, tongue: Tongue) -> AskView {
    AskView {
        text: ask.text.clone(),
        name: ask.name.clone(),
        votes: tongue.figure(ask.votes),
        state: ask_became(ask, tongue),
    }
}

/// How it was asked: when it was open, whether results were to be seen, how often people changed their minds.
fn log(finding: &Finding, tongue: Tongue) -> Vec<String> {
    let log = finding.log;
    let opened = log.opened_at.map(|opened| {
        let (from, to) = (dates::time(opened), log.closed_at.map(dates::time));
        match to {
            Some(to) => tongue.say_with("results-open", &[("from", from.as_str().into()), ("to", to.as_str().into())]),
            None => tongue.say_with("results-open-since", &[("from", from.as_str().into())]),
        }
    });
    let seen = match (log.live, log.revealed) {
        (true, _) => "results-seen-live",
        (false, true) => "results-seen-after",
        (false, false) => "results-seen-never",
    };
    let round = (log.round > 1).then(|| tongue.say_with("results-round", &[("n", log.round.into())]));
    let shuffled = log.shuffled.then(|| tongue.say("results-shuffled"));
    let changes = (log.changes > 0).then(|| tongue.say_with("results-changes", &[("n", log.changes.into())]));
    let seen = (!finding.asks.is_empty() || !finding.panels.is_empty()).then(|| tongue.say(seen));
    opened.into_iter().chain(seen).chain(round).chain(shuffled).chain(changes).collect()
}

#[derive(Deserialize)]
pub struct HeadlineForm {
    question: String,
    text: String,
}

/// Keeps the headline that the organiser wrote in the language of the page; an empty one, or the one that is generated
/// anyway, brings that back.
pub async fn set_headline(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    Form(form): Form<HeadlineForm>,
) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.page(tongue) };
    let Some(question) = SlideKey::parse(&form.question) else { return Problem::UNREADABLE.page(tongue) };
    let report = match app.hub.report(&id).await {
        Ok(report) => report,
        Err(failure) => return Problem::from(failure).page(tongue),
    };
    let findings = Findings::of(&report.editions, report.published.results(), &Default::default(), tongue);
    let Some(finding) = findings.question(&question) else { return Problem::UNREADABLE.page(tongue) };
    let Ok(mut text) = text::write_in(&form.text, HEADLINE_CHARS_MAX) else { return Problem::UNREADABLE.page(tongue) };
    if text == finding.generated {
        text.clear();
    }
    match app.hub.set_headline(&id, question.clone(), tongue.language(), text).await {
        Ok(()) => back_to(&format!("/desk/sessions/{id}/results#{question}")),
        Err(failure) => Problem::from(failure).page(tongue),
    }
}
