//! Sessions of one deck beside each other: choosing them, and every question that was the same in all of them.
//!
//! Adds no session to another. Each passes its own gate, and what that withholds is withheld here.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::title;
use crate::codec::dates;
use crate::codec::svg;
use crate::codec::together::{Share, label};
use crate::codec::words::Tongue;
use crate::domain::ids::{DeckId, SessionId, SlideKey};
use crate::domain::limits::PERCENT_FROM;
use crate::domain::together::{Beside, LeftOut, Run, compare as lay_beside};
use crate::hub::{Report, SessionCard};
use crate::web::given::InQuery;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets};

/// More columns do not fit a page.
const SESSIONS_MAX: usize = 4;

#[derive(Template)]
#[template(path = "pages/desk_compare.html")]
struct ComparePage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    /// Decks that ran more than once.
    decks: Vec<DeckRow>,
    /// Why what was chosen is not shown.
    refused: Option<String>,
    columns: Vec<Column>,
    questions: Vec<QuestionRow>,
    left_out: Vec<String>,
}

struct DeckRow {
    id: String,
    title: String,
    sessions: Vec<SessionRow>,
}

struct SessionRow {
    id: String,
    words: String,
    chosen: bool,
}

/// A session at the head of a table.
struct Column {
    id: String,
    words: String,
}

struct QuestionRow {
    number: String,
    heading: String,
    lang: Option<String>,
    /// What the others were called, where words changed.
    reworded: Vec<String>,
    /// How many answered, a column each.
    answered: Vec<String>,
    lines: Vec<Line>,
    scores: Vec<i32>,
    notes: Vec<String>,
}

struct Line {
    label: String,
    cells: Vec<Option<Share>>,
}

impl ComparePage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn read(&self, share: &Share) -> String {
        share.read(self.t)
    }

    fn width(&self, share: &Share) -> String {
        svg::share(share.permille)
    }
}

pub async fn compare(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InQuery(fields): InQuery<Vec<(String, String)>>,
) -> Response {
    let mut chosen: Vec<SessionId> = Vec::new();
    for id in fields.iter().filter(|(name, _)| name == "session").filter_map(|(_, id)| SessionId::parse(id)) {
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    match gather(&app, tongue, &chosen).await {
        Ok(page) => html(&page, tongue),
        Err(problem) => problem.page(tongue),
    }
}

async fn gather(app: &App, tongue: Tongue, chosen: &[SessionId]) -> Result<ComparePage, Problem> {
    let cards = app.hub.sessions().await?;
    // Their order is that of time, whatever order they were chosen in.
    let wanted: Vec<&SessionCard> =
        cards.iter().rev().filter(|card| chosen.contains(&card.id) && card.halt.is_none()).collect();
    let is_one_deck = wanted.windows(2).all(|pair| pair[0].deck == pair[1].deck);
    let refused = match wanted.len() {
        0 if chosen.is_empty() => None,
        0 | 1 => Some(tongue.say("compare-not-one")),
        n if n > SESSIONS_MAX => Some(tongue.say_with("compare-not-many", &[("n", (SESSIONS_MAX as u32).into())])),
        _ if !is_one_deck => Some(tongue.say("compare-not-decks")),
        _ => None,
    };
    let mut page = ComparePage {
        lang: tongue.code(),
        title: tongue.say("compare-title"),
        assets: assets::prefix(),
        t: tongue,
        here: "/desk/compare".to_owned(),
        decks: decks(&cards, chosen, tongue).await,
        columns: Vec::new(),
        questions: Vec::new(),
        left_out: Vec::new(),
        refused,
    };
    if page.refused.is_some() || wanted.is_empty() {
        return Ok(page);
    }
    let mut reports = Vec::with_capacity(wanted.len());
    for card in &wanted {
        reports.push(app.hub.report(&card.id).await?);
        page.columns.push(Column { id: card.id.to_string(), words: began(card, &wanted, tongue) });
    }
    let runs: Vec<Run<'_>> = reports.iter().map(run).collect();
    let (shown, left_out) = lay_beside(&runs);
    page.questions = shown.iter().filter_map(|beside| question(beside, &reports, &page.columns, tongue)).collect();
    page.left_out = left_out.iter().map(|(key, why)| omission(key, *why, &reports, tongue)).collect();
    Ok(page)
}

/// When a session began; with its code where another one began in the same minute.
fn began(card: &SessionCard, others: &[&SessionCard], tongue: Tongue) -> String {
    let said = |card: &SessionCard| dates::date_and_time(card.started_at, tongue);
    let date = said(card);
    if others.iter().all(|other| other.id == card.id || said(other) != date) {
        return date;
    }
    let code = tongue.say_with("desk-code", &[("code", card.code.spaced().as_str().into())]);
    format!("{date}, {code}")
}

fn run(report: &Report) -> Run<'_> {
    Run { deck: &report.editions.original, published: &report.published }
}

/// Decks with more than one session, the one that ran last first.
async fn decks(cards: &[SessionCard], chosen: &[SessionId], tongue: Tongue) -> Vec<DeckRow> {
    let mut decks: Vec<(DeckId, DeckRow)> = Vec::new();
    for card in cards.iter().filter(|card| card.halt.is_none()) {
        let of_deck: Vec<&SessionCard> = cards.iter().filter(|other| other.deck == card.deck).collect();
        let date = began(card, &of_deck, tongue);
        let people = tongue.figure(card.participants);
        let words =
            [("date", date.as_str().into()), ("n", card.participants.into()), ("people", people.as_str().into())];
        let row = SessionRow {
            id: card.id.to_string(),
            words: tongue.say_with("compare-session", &words),
            chosen: chosen.contains(&card.id),
        };
        match decks.iter_mut().find(|(deck, _)| *deck == card.deck) {
            Some((_, deck)) => deck.sessions.push(row),
            None => {
                let title = title(card, tongue).await;
                let deck = DeckRow { id: card.deck.to_string(), title, sessions: vec![row] };
                decks.push((card.deck.clone(), deck));
            }
        }
    }
    decks.into_iter().map(|(_, deck)| deck).filter(|deck| deck.sessions.len() > 1).collect()
}

fn question(beside: &Beside, reports: &[Report], columns: &[Column], tongue: Tongue) -> Option<QuestionRow> {
    let deck = reports.first()?.editions.in_language(&tongue.language());
    let (_, slide) = deck.slide(&beside.question)?;
    let number = deck.question_number(&beside.question)? as u32;
    let several = beside.axis.several;
    let line = |(place, category)| Line {
        label: label(&beside.axis, category, deck, tongue),
        cells: beside
            .rooms
            .iter()
            .map(|room| room.counts.as_ref().map(|counts| Share::of(counts[place], room.answered)))
            .collect(),
    };
    let named = |(report, column): (&Report, &Column)| {
        let (_, slide) = report.editions.in_language(&tongue.language()).slide(&beside.question)?;
        let heading = slide.heading();
        let words = [("date", column.words.as_str().into()), ("heading", heading.as_str().into())];
        Some(tongue.say_with("compare-worded", &words))
    };
    let hidden = beside.rooms.iter().any(|room| room.counts.is_none());
    let few = beside.rooms.iter().any(|room| (1..PERCENT_FROM).contains(&room.answered));
    let notes = [
        (several, "together-several"),
        (hidden, "compare-hidden"),
        (few, "compare-few"),
        (beside.without_score, "compare-no-score"),
    ];
    Some(QuestionRow {
        number: tongue.say_with("together-question", &[("n", number.into())]),
        heading: slide.heading(),
        lang: tongue.foreign(&slide.language).map(str::to_owned),
        reworded: if beside.reworded { reports.iter().zip(columns).filter_map(named).collect() } else { Vec::new() },
        answered: beside.rooms.iter().map(|room| tongue.figure(room.answered)).collect(),
        lines: beside.axis.categories.iter().enumerate().map(line).collect(),
        scores: beside.rooms.iter().filter_map(|room| room.score).collect(),
        notes: notes.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| tongue.say(key)).collect(),
    })
}

fn omission(key: &SlideKey, why: LeftOut, reports: &[Report], tongue: Tongue) -> String {
    let mut slides = reports.iter().filter_map(|report| report.editions.in_language(&tongue.language()).slide(key));
    let heading = slides.next().map(|(_, slide)| slide.heading()).unwrap_or_default();
    let sentence = match why {
        LeftOut::NotEverywhere => "compare-out-missing",
        LeftOut::Changed => "compare-out-changed",
        LeftOut::NotAsked => "compare-out-asked",
        LeftOut::Uncountable => "compare-out-kind",
    };
    tongue.say_with(sentence, &[("heading", heading.as_str().into())])
}
