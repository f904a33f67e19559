//! One session for its organiser: links to hand out, results as they stand, files, the end.
//!
//! The presenter's links stand on this page only, and out of sight until they are asked for.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::home::running_facts;
use super::{AddressForm, back_to, halted};
use crate::codec::dates;
use crate::codec::export::Format;
use crate::codec::findings::{Finding, Findings};
use crate::codec::qr;
use crate::codec::wire::CommandText;
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::{Moment, SessionId};
use crate::domain::limits::RESUME_MS;
use crate::domain::published::{Column, Published};
use crate::domain::results::{Forgettable, QuestionResult};
use crate::hub::{Report, Room, SessionCard, now};
use crate::web::given::{InPath, InQuery};
use crate::web::organised;
use crate::web::pages::control::Outcome;
use crate::web::pages::html;
use crate::web::presenter::{address, secret_link};
use crate::web::problem::Problem;
use crate::web::socket::submit_command;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets};

#[derive(Template)]
#[template(path = "pages/desk_session.html")]
struct SessionPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    id: String,
    /// When it began and ended.
    dates: Vec<String>,
    /// Code, people and place, while it runs.
    facts: Vec<String>,
    running: bool,
    /// Until when it can be resumed, as a sentence.
    resume: Option<String>,
    /// Until when a form can be filled in after the end, as a sentence.
    late: Option<String>,
    sealed: bool,
    /// When what goes, a sentence each.
    keeping: Vec<String>,
    invitation: Option<Invitation>,
    links: Vec<PresenterLink>,
    address: Option<AddressForm>,
    newer: bool,
    /// What a session that runs still waits for.
    missing: Vec<String>,
    people: u32,
    answers: u32,
    /// How many were set aside, as a sentence.
    aside: Option<String>,
    asked: Vec<AskedRow>,
    files: Vec<FileRow>,
    /// What attendees were promised, as a sentence.
    promise: String,
    /// When rows come, where they are not there yet.
    rows_later: Option<String>,
    /// The questions that are not in the rows, each with the reason.
    withheld: Vec<String>,
    /// Why the last command was refused.
    notice: Option<String>,
}

/// What a link that was renewed leaves in the address.
#[derive(Deserialize)]
pub struct Renewal {
    #[serde(default)]
    said: Option<String>,
}

fn renewed(word: &str) -> &'static str {
    if word == "screen" { "renewed-screen" } else { "renewed-control" }
}

/// What brings attendees in.
struct Invitation {
    link: String,
    qr: String,
}

struct PresenterLink {
    /// `screen` or `control`: part of ids and of the command that renews it.
    word: &'static str,
    show: String,
    label: String,
    link: String,
    /// Only the control's: it is opened on a phone.
    qr: Option<String>,
    /// It has just been renewed, so it stands open.
    renewed: bool,
}

/// A question that was asked, with what it came to in a sentence.
struct AskedRow {
    id: String,
    number: String,
    heading: String,
    lang: Option<String>,
    headline: String,
    answered: String,
}

struct FileRow {
    href: String,
    label: String,
}

impl SessionPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn people_and_answers(&self) -> String {
        let (people, answers) = (self.t.figure(self.people), self.t.figure(self.answers));
        let figures = [
            ("n", self.people.into()),
            ("people", people.as_str().into()),
            ("m", self.answers.into()),
            ("answers", answers.as_str().into()),
        ];
        self.t.say_with("desk-outcome-people", &figures)
    }
}

pub async fn session(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    InQuery(outcome): InQuery<Outcome>,
    InQuery(renewal): InQuery<Renewal>,
) -> Response {
    let card = match organised::card(&app, &id).await {
        Ok(card) => card,
        Err(problem) => return problem.page(tongue),
    };
    if let Some(halt) = &card.halt {
        return halted::page(&card, halt, tongue);
    }
    match gather(&app, tongue, card, &outcome, &renewal).await {
        Ok(page) => html(&page, tongue),
        Err(problem) => problem.page(tongue),
    }
}

async fn gather(
    app: &App,
    tongue: Tongue,
    card: SessionCard,
    outcome: &Outcome,
    renewal: &Renewal,
) -> Result<SessionPage, Problem> {
    let id = card.id.clone();
    let report = app.hub.report(&id).await?;
    let running = card.ended_at.is_none() && card.room.is_some();
    let late = match &card.room {
        Some(room) => room.look(|session, _| session.late_form().map(|(_, _, until)| until)).await.flatten(),
        None => None,
    };
    let (mut invitation, links) = match card.room.as_deref().filter(|_| running) {
        Some(room) => (Some(invitation(app, room)), presenter_links(app, room, tongue, renewal).await),
        None => (None, Vec::new()),
    };
    if let Some(room) = card.room.as_deref().filter(|_| late.is_some()) {
        invitation = Some(self::invitation(app, room));
    }
    let mut dates = vec![said_date("desk-started", card.started_at, tongue)];
    dates.extend(card.ended_at.map(|at| said_date("desk-ended", at, tongue)));
    Ok(SessionPage {
        lang: tongue.code(),
        title: report.editions.in_language(&tongue.language()).title.clone(),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{id}"),
        id: id.to_string(),
        dates,
        facts: running_facts(&card, tongue),
        running,
        resume: resume_until(&card, tongue),
        late: late.map(|until| said_date("desk-late", until, tongue)),
        sealed: card.sealed,
        keeping: keeping(&card, tongue),
        invitation,
        links,
        address: AddressForm::of(app, tongue).filter(|_| running),
        newer: running && deck_is_newer(app, &card).await,
        missing: card
            .room
            .as_deref()
            .filter(|_| running)
            .map(|room| missing(room, card.participants, tongue))
            .unwrap_or_default(),
        people: card.participants,
        answers: card.answers,
        aside: aside(&report.published, tongue),
        asked: asked(&report, tongue),
        files: files(&id, &report.published, tongue),
        promise: promise(&card, tongue),
        rows_later: report.published.awaits_rows().then(|| tongue.say("export-rows-later")),
        withheld: withheld(&report, tongue),
        notice: outcome.sentence(tongue),
    })
}

pub(super) fn said_date(key: &str, at: Moment, tongue: Tongue) -> String {
    tongue.say_with(key, &[("date", dates::date_and_time(at, tongue).as_str().into())])
}

/// When texts and single answers go, or went.
fn keeping(card: &SessionCard, tongue: Tongue) -> Vec<String> {
    let said = |what: Forgettable| {
        let dated = |end: &str, at| said_date_only(&format!("keeping-{}-{end}", what.word()), at, tongue);
        let goes_at = card.ended_at.and_then(|ended_at| card.privacy.goes_at(what, ended_at));
        match (card.forgotten.of(what), goes_at, card.privacy.days(what)) {
            (Some(at), _, _) => dated("gone", at),
            (None, Some(at), _) => dated("go", at),
            (None, None, Some(days)) => {
                tongue.say_with(&format!("keeping-{}-days", what.word()), &[("days", days.into())])
            }
            (None, None, None) => tongue.say(&format!("keeping-{}-stay", what.word())),
        }
    };
    Forgettable::ALL.into_iter().map(said).chain([tongue.say("keeping-totals-stay")]).collect()
}

fn said_date_only(key: &str, at: Moment, tongue: Tongue) -> String {
    tongue.say_with(key, &[("date", dates::date(at, tongue).as_str().into())])
}

fn resume_until(card: &SessionCard, tongue: Tongue) -> Option<String> {
    let until = Moment(card.ended_at?.0 + RESUME_MS);
    (card.room.is_some() && until >= now())
        .then(|| tongue.say_with("desk-resume-text", &[("time", dates::time(until).as_str().into())]))
}

fn missing(room: &Room, participants: u32, tongue: Tongue) -> Vec<String> {
    let presence = room.presence();
    let people = if participants > 0 { "desk-missing-now" } else { "desk-missing-people" };
    let nobody = [("desk-missing-screen", presence.screens()), (people, presence.here())]
        .into_iter()
        .filter(|(_, count)| *count == 0)
        .map(|(key, _)| tongue.say(key));
    room.storage().trouble(tongue).into_iter().chain(nobody).collect()
}

fn invitation(app: &App, room: &Room) -> Invitation {
    let join = app.hub.join_address();
    Invitation { link: join.link(room.code), qr: qr::svg(&join.qr_text(room.code)) }
}

async fn presenter_links(app: &App, room: &Room, tongue: Tongue, renewal: &Renewal) -> Vec<PresenterLink> {
    let origin = app.hub.join_address().origin;
    let mut links = Vec::new();
    for (link, word) in [(Link::Screen, "screen"), (Link::Control, "control")] {
        if let Some(secret) = secret_link(room, &origin, link).await {
            links.push(PresenterLink {
                word,
                show: tongue.say(&format!("desk-show-{word}")),
                label: tongue.say(&format!("desk-{word}-link")),
                qr: (link == Link::Control).then(|| qr::svg(&secret)),
                link: secret,
                renewed: renewal.said.as_deref() == Some(renewed(word)),
            });
        }
    }
    links
}

/// Whether the file on disk has changed since the session took its copy.
async fn deck_is_newer(app: &App, card: &SessionCard) -> bool {
    let Some((original, translations)) = app.hub.deck_text(&card.id).await else { return false };
    match app.shelf.take(&card.deck).await {
        Some(Ok(ready)) => ready.original.text != original.text || ready.translations != translations,
        // Broken now, so changed; gone altogether is no newer version.
        Some(Err(_)) => true,
        None => false,
    }
}

pub(super) fn aside(published: &Published, tongue: Tongue) -> Option<String> {
    let count: u32 = (0..published.questions().len()).map(|index| published.set_aside(index)).sum();
    let figure = tongue.figure(count);
    (count > 0)
        .then(|| tongue.say_with("desk-outcome-aside", &[("n", count.into()), ("figure", figure.as_str().into())]))
}

fn asked(report: &Report, tongue: Tongue) -> Vec<AskedRow> {
    let headlines = report.headlines_in(&tongue.language());
    let findings = Findings::of(&report.editions, report.published.results(), &headlines, tongue);
    let row = |finding: Finding| {
        let (answered, shown) = (tongue.figure(finding.reach.answered), tongue.figure(finding.reach.shown));
        let figures = [
            ("answered", answered.as_str().into()),
            ("present", shown.as_str().into()),
            ("n", finding.reach.shown.into()),
        ];
        AskedRow {
            id: finding.key.to_string(),
            number: tongue.say_with("desk-question-number", &[("n", finding.number.into())]),
            answered: tongue.say_with("desk-answered", &figures),
            heading: finding.heading,
            lang: finding.lang,
            headline: finding.headline,
        }
    };
    findings.questions.into_iter().map(row).collect()
}

/// After the rows went nobody has them any more, whatever was promised.
fn promise(card: &SessionCard, tongue: Tongue) -> String {
    let privacy = card.privacy;
    if let Some(at) = card.forgotten.of(Forgettable::Rows).filter(|_| privacy.has_rows()) {
        return said_date_only("desk-files-rows-gone", at, tongue);
    }
    let [mode, is] = ["", "-is"].map(|end| tongue.say(&format!("promise-mode-{}{end}", privacy.mode.word())));
    tongue.say_with("privacy-of-session", &[("mode", mode.as_str().into()), ("is", is.as_str().into())])
}

/// Of questions that were asked; none in a session without rows.
fn withheld(report: &Report, tongue: Tongue) -> Vec<String> {
    let asked = report.published.questions().iter().enumerate().filter(|(_, result)| result.opened_at.is_some());
    let reason = |(index, result): (usize, &QuestionResult)| match report.published.column(index) {
        Column::Withheld(why) => {
            let number = report.editions.original.question_number(&result.question)? as u32;
            let key = format!("privacy-withheld-{}", why.word().replace('_', "-"));
            Some(tongue.say_with(&key, &[("n", number.into()), ("floor", report.privacy.floor.into())]))
        }
        Column::InRows | Column::Segments => None,
    };
    asked.filter_map(reason).filter(|_| report.published.has_rows()).collect()
}

fn files(id: &SessionId, published: &Published, tongue: Tongue) -> Vec<FileRow> {
    let label = |format| match format {
        Format::Workbook => "desk-file-xlsx",
        Format::CsvLong => "desk-file-csv",
        Format::CsvWide => "desk-file-wide",
        Format::CsvCodes => "desk-file-codes",
        Format::LabelsR => "desk-file-labels-r",
        Format::LabelsSpss => "desk-file-labels-spss",
        Format::Json => "desk-file-json",
    };
    let formats =
        Format::ALL.into_iter().filter(|format| format.is_of(published) && format.has_something_left(published));
    let formats = formats.map(|format| (format.file(), label(format)));
    // What a manager reads first, then what a colleague reckons with.
    [("report.pdf", "desk-file-pdf"), ("report.html", "desk-file-html")]
        .into_iter()
        .chain(formats)
        .map(|(file, label)| FileRow { href: format!("/desk/sessions/{id}/{file}"), label: tongue.say(label) })
        .collect()
}

/// The organiser's commands; and `screen` and `control`, which open those pages in this browser without a link.
pub async fn command(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    jar: CookieJar,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let mut command = CommandText::of_form(fields);
    let room = match organised::room(&app, &id).await {
        Ok(room) => room,
        Err(problem) => return problem.page(tongue),
    };
    let opens = match command.command.as_str() {
        "screen" => Some(Link::Screen),
        "control" => Some(Link::Control),
        _ => None,
    };
    if let Some(link) = opens {
        return open(&app, &room, link, jar, tongue).await;
    }
    // The organiser means the session as it is now, whatever step the presenter has come to.
    command.from = room.look(|session, _| session.step().to_string()).await;
    let page = format!("/desk/sessions/{}", room.id);
    match submit_command(&room, &command).await {
        (_, None) => match command.command.strip_prefix("renew-") {
            Some(word) => back_to(&format!("{page}?said={}#renew-{word}", renewed(word))),
            None => back_to(&page),
        },
        (_, Some(refused)) => back_to(&format!("{page}?refused={refused}")),
    }
}

/// Gives this browser the cookies of a presenter's page and goes there. The screen then also obeys keys.
async fn open(app: &App, room: &Room, link: Link, jar: CookieJar, tongue: Tongue) -> Response {
    let mut jar = jar;
    for wanted in [Link::Screen, Link::Control] {
        let Some(secret) = room.link_secret(wanted).await else { return Problem::ROOM_STOPPED.page(tongue) };
        jar = jar.add(app.identity.link_cookie(wanted, room.code, secret));
    }
    (jar, Redirect::to(&address(link, room.code))).into_response()
}
