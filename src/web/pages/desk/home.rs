//! The organiser's first page: what runs now, what was before, and the decks that can start.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::key::let_in;
use super::{AddressForm, back_to, badge, title};
use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::ids::DeckId;
use crate::domain::limits::{FLOOR, FLOOR_MAX, KEEP_DAYS_MAX, ROWS_DAYS, TEXTS_DAYS};
use crate::domain::privacy::{Choice, Mode, Privacy};
use crate::hub::shelf::{Broken, OnShelf};
use crate::hub::{ReadyDeck, SessionCard};
use crate::web::given::InQuery;
use crate::web::pages::html;
use crate::web::presenter::KeyQuery;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, OwnPage, Speaks};
use crate::web::{App, assets};

#[derive(Template)]
#[template(path = "pages/desk.html")]
struct HomePage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    running: Vec<RunningCard>,
    troubled: Vec<TroubledRow>,
    past: Vec<PastRow>,
    decks: Vec<DeckCard>,
    address: Option<AddressForm>,
}

struct RunningCard {
    id: String,
    title: String,
    /// Code, people and place, each a few words.
    facts: Vec<String>,
}

/// A session that stands still, or that runs and stores nothing.
struct TroubledRow {
    id: String,
    title: String,
    why: String,
}

struct PastRow {
    id: String,
    title: String,
    date: String,
    code: String,
    people: String,
    answers: String,
    /// What the link says to those who hear it out of its row.
    link: String,
}

/// A deck as it can start, or as it cannot.
struct DeckCard {
    name: String,
    title: String,
    /// The language of its title where that is not the page's.
    lang: Option<String>,
    about: String,
    /// The first error; then it cannot start.
    error: Option<String>,
    /// Translations with an error, without which it starts.
    left_out: Vec<String>,
    remarks: bool,
}

impl HomePage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn mode(&self, mode: &Mode) -> String {
        self.t.say(&format!("promise-mode-{}", mode.word()))
    }

    /// What a mode means, in one sentence.
    fn mode_is(&self, mode: &Mode) -> String {
        self.t.say(&format!("promise-mode-{}-is", mode.word()))
    }

    fn floor_hint(&self) -> String {
        let figures = [("least", FLOOR.into()), ("most", FLOOR_MAX.into())];
        self.t.say_with("privacy-choice-floor-hint", &figures)
    }

    fn days_hint(&self) -> String {
        self.t.say_with("privacy-choice-days-hint", &[("most", KEEP_DAYS_MAX.into())])
    }

    fn named(&self, key: &str, name: &'static str, value: &str) -> String {
        self.t.say_with(key, &[(name, value.into())])
    }
}

pub async fn page(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InQuery(key): KeyQuery,
    jar: CookieJar,
) -> Response {
    if let Some(key) = key.key {
        return let_in(&app, jar, &key);
    }
    if !app.identity.holds_desk(&jar) {
        return Redirect::to("/desk/key").into_response();
    }
    let cards = match app.hub.sessions().await {
        Ok(cards) => cards,
        Err(failure) => return Problem::from(failure).page(tongue),
    };
    let (running, rest): (Vec<_>, Vec<_>) =
        cards.iter().partition(|card| card.room.is_some() && card.ended_at.is_none());
    let (halted, past): (Vec<_>, Vec<_>) = rest.into_iter().partition(|card| card.halt.is_some());
    let mut running_cards = Vec::with_capacity(running.len());
    for card in &running {
        running_cards.push(running_card(card, tongue).await);
    }
    let page = HomePage {
        lang: tongue.code(),
        title: tongue.say("desk-title"),
        assets: assets::prefix(),
        t: tongue,
        here: "/desk".to_owned(),
        troubled: running.iter().chain(&halted).filter_map(|card| troubled_row(card, tongue)).collect(),
        running: running_cards,
        past: past.into_iter().map(|card| past_row(card, tongue)).collect(),
        decks: deck_cards(&app.shelf.list().await, tongue),
        address: AddressForm::of(&app, tongue),
    };
    html(&page, tongue)
}

async fn running_card(card: &SessionCard, tongue: Tongue) -> RunningCard {
    RunningCard { id: card.id.to_string(), title: title(card, tongue).await, facts: running_facts(card, tongue) }
}

/// `code 482 913`, `104 deelnemers`, `dia 9 van 32`, `privacy: open`.
pub(super) fn running_facts(card: &SessionCard, tongue: Tongue) -> Vec<String> {
    let here = card.room.as_ref().map_or(0, |room| room.presence().here());
    let place = match card.slide {
        0 => tongue.say("desk-place-join"),
        slide => tongue.say_with("desk-place", &[("n", (slide as u32).into()), ("m", (card.slides as u32).into())]),
    };
    let mode = card.room.as_ref().map(|room| mode_word(room.privacy.mode, tongue));
    let mode = mode.map(|mode| tongue.say_with("privacy-of-card", &[("mode", mode.as_str().into())]));
    let facts = vec![
        tongue.say_with("desk-code", &[("code", card.code.spaced().as_str().into())]),
        tongue.say_with("desk-connected", &[("n", here.into())]),
    ];
    let people = tongue.figure(card.participants);
    let figures = [("n", card.participants.into()), ("people", people.as_str().into())];
    // Who left the page is connected no more, and took part all the same.
    let in_all = (card.participants > 0).then(|| tongue.say_with("desk-in-all", &figures));
    facts.into_iter().chain(in_all).chain([place]).chain(mode).collect()
}

/// A mode within a sentence.
fn mode_word(mode: Mode, tongue: Tongue) -> String {
    tongue.say(&format!("promise-mode-{}", mode.word())).to_lowercase()
}

fn troubled_row(card: &SessionCard, tongue: Tongue) -> Option<TroubledRow> {
    let why = match &card.halt {
        Some(halt) => Problem::of_halt(halt).heading(tongue),
        None => card.room.as_ref()?.storage().trouble(tongue)?,
    };
    Some(TroubledRow { id: card.id.to_string(), title: card.title.clone(), why })
}

fn past_row(card: &SessionCard, tongue: Tongue) -> PastRow {
    let date = dates::date(card.started_at, tongue);
    PastRow {
        id: card.id.to_string(),
        link: tongue
            .say_with("desk-results-named", &[("title", card.title.as_str().into()), ("date", date.as_str().into())]),
        title: card.title.clone(),
        date,
        code: card.code.spaced(),
        people: tongue.figure(card.participants),
        answers: tongue.figure(card.answers),
    }
}

/// What can start stands first.
fn deck_cards(decks: &[OnShelf], tongue: Tongue) -> Vec<DeckCard> {
    let mut cards: Vec<DeckCard> = decks.iter().map(|deck| deck_card(deck, tongue)).collect();
    cards.sort_by_key(|card| card.error.is_some());
    cards
}

fn deck_card(deck: &OnShelf, tongue: Tongue) -> DeckCard {
    let remarks = deck.remarks.is_some();
    match &deck.deck {
        Ok(ReadyDeck { editions, .. }) => {
            let shown = editions.in_language(&tongue.language());
            let slides = tongue.say_with("desk-slides", &[("n", (shown.slides.len() as u32).into())]);
            let questions = tongue.say_with("desk-questions", &[("n", (shown.question_count() as u32).into())]);
            let languages: Vec<String> = editions.languages().map(badge).collect();
            DeckCard {
                name: deck.name.clone(),
                title: shown.title.clone(),
                lang: (shown.language != tongue.language()).then(|| shown.language.to_string()),
                about: format!("{slides} · {questions} · {}", languages.join(" ")),
                error: None,
                left_out: deck
                    .left_out
                    .iter()
                    .map(|(language, _)| {
                        tongue.say_with("desk-left-out", &[("language", badge(language).as_str().into())])
                    })
                    .collect(),
                remarks,
            }
        }
        Err(broken) => DeckCard {
            name: deck.name.clone(),
            title: format!("{}.md", deck.name.trim_end_matches(".md")),
            lang: None,
            about: String::new(),
            error: Some(first_error(broken, tongue)),
            left_out: Vec::new(),
            remarks,
        },
    }
}

/// The first error in one sentence, with its line.
pub(super) fn first_error(broken: &Broken, tongue: Tongue) -> String {
    match broken {
        Broken::BadName => tongue.say("desk-bad-name"),
        Broken::NoOriginal(deck) => tongue.say_with("desk-no-original", &[("name", deck.as_str().into())]),
        Broken::Faulty(faults) => {
            let (line, message) = faults.first_line(tongue);
            let line = [("n", (line as u32).into()), ("message", message.as_str().into())];
            tongue.say_with("desk-broken-line", &line)
        }
    }
}

#[derive(Deserialize)]
pub struct StartForm {
    deck: String,
    mode: Option<String>,
    floor: Option<String>,
    texts_days: Option<String>,
    rows_days: Option<String>,
}

impl StartForm {
    /// What attendees are promised. A field left empty is no number of days.
    fn privacy(&self) -> Option<Privacy> {
        let number = |field: &str| field.trim().parse().ok();
        let days = |field: &Option<String>| match field.as_deref().map(str::trim) {
            None => Some(None),
            Some("") => Some(Some(None)),
            Some(days) => Some(Some(Some(number(days)?))),
        };
        let floor = match &self.floor {
            Some(floor) => Some(number(floor)?),
            None => None,
        };
        let (texts_days, rows_days) = (days(&self.texts_days)?, days(&self.rows_days)?);
        Privacy::chosen(Choice { mode: self.mode.as_deref(), floor, texts_days, rows_days }).ok()
    }
}

pub async fn start(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Form(form): Form<StartForm>,
) -> Response {
    let Some(deck) = DeckId::parse(&form.deck) else { return Problem::NO_SUCH_DECK.page(tongue) };
    let Some(privacy) = form.privacy() else { return Problem::BAD_PROMISE.page(tongue) };
    let ready = match app.shelf.take(&deck).await {
        Some(Ok(ready)) => ready,
        // It broke since the page was drawn: show what is wrong with it.
        Some(Err(_)) => return back_to(&format!("/desk/decks/{deck}")),
        None => return Problem::NO_SUCH_DECK.page(tongue),
    };
    match app.hub.start(ready, privacy).await {
        Ok(room) => back_to(&format!("/desk/sessions/{}", room.id)),
        Err(failure) => Problem::from(failure).page(tongue),
    }
}

#[derive(Deserialize)]
pub struct LanguageForm {
    lang: String,
    #[serde(default)]
    to: String,
}

pub async fn choose_language(
    _: OwnPage,
    State(app): State<Arc<App>>,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Response {
    let answer = back_to(&form.to);
    match Tongue::from_code(&form.lang) {
        Some(tongue) => (jar.add(app.identity.language_cookie(tongue.code())), answer).into_response(),
        None => answer,
    }
}

#[derive(Deserialize)]
pub struct AddressChoice {
    origin: String,
    #[serde(default)]
    to: String,
}

pub async fn choose_address(_: Organiser, State(app): State<Arc<App>>, Form(form): Form<AddressChoice>) -> Response {
    if let Some(join) = app.addresses.pick(&form.origin) {
        app.hub.set_join_address(join);
    }
    back_to(&form.to)
}
