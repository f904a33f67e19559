//! All questions from the audience, a page at a time: for attendees what everybody may read, for the presenter everything.
//!
//! Plain pages: they stand still while one reads, and load anew when one asks.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::{Deserialize, Serialize};

use super::inlined::{Extras, ICON, inlined};
use super::{html, phone};
use crate::codec::view::control::{AllAsks, Wanted};
use crate::codec::view::phone::{AllQuestions, Visitor};
use crate::codec::view::{JoinAddress, Scene, Storage};
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::SlideKey;
use crate::domain::session::Session;
use crate::hub::{Room, clock, now};
use crate::web::given::{InPath, InQuery};
use crate::web::presenter::{self, KeyQuery};
use crate::web::visitor::{OwnPage, Speaks};
use crate::web::{App, assets, attendee};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    question: String,
    #[serde(default)]
    page: usize,
}

/// For attendees.
pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    InQuery(asked): InQuery<Asked>,
    jar: CookieJar,
    headers: HeaderMap,
) -> Response {
    let room = match attendee::room(&app, &code) {
        Ok(room) => room,
        Err(problem) => return problem.page(tongue),
    };
    let back = phone::address(room.code, tongue.code(), false);
    let Some(question) = SlideKey::parse(&asked.question) else { return Redirect::to(&back).into_response() };
    // Whoever comes here first is given a token where all else is explained.
    let Some(token) = app.identity.cookie_token(room.code, &jar) else { return Redirect::to(&back).into_response() };
    let voter = room.voter(token.bytes());
    let text = app.identity.write_token(room.code, &token);
    let join = app.hub.join_address();
    let code = room.code;
    let drawn = room
        .look(move |session, _| {
            let seen = std::collections::BTreeSet::new();
            let visitor = Visitor { voter, token: &text, clock: &clock, refreshing: false };
            let scene = scene(session, code, &join, &seen);
            let part = AllQuestions::new(&scene, tongue, &visitor, &question, asked.page)?;
            Some((part.title.clone(), part.render().ok()?))
        })
        .await
        .flatten();
    let Some((title, part)) = drawn else { return Redirect::to(&back).into_response() };
    let inlined = inlined(Extras::asking());
    let page = QuestionsPage { tongue, title, part, back, style: &inlined.style };
    match page.render() {
        Ok(html) => ([inlined.policy(&headers)], [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Template)]
#[template(path = "pages/questions.html")]
struct QuestionsPage<'a> {
    tongue: Tongue,
    title: String,
    /// Trusted HTML.
    part: String,
    back: String,
    style: &'a str,
}

/// What the presenter looks for.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Sought {
    #[serde(default)]
    state: String,
    #[serde(default)]
    search: String,
    #[serde(default)]
    page: usize,
}

/// Longest search, in bytes: a sentence.
const SEARCH_BYTES_MAX: usize = 300;

/// For presenters.
pub async fn for_presenter(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    InQuery(key): KeyQuery,
    InQuery(sought): InQuery<Sought>,
    jar: CookieJar,
) -> Response {
    let room = match presenter::enter(&app, Link::Control, &code, key.key.as_deref(), &jar, tongue).await {
        Ok(room) => room,
        Err(answer) => return answer,
    };
    let back = presenter::address(Link::Control, room.code);
    if sought.search.len() > SEARCH_BYTES_MAX {
        return Redirect::to(&back).into_response();
    }
    let Some(part) = all_asks(&app, &room, tongue, sought).await else { return Redirect::to(&back).into_response() };
    let page = AllAsksPage {
        lang: tongue.code(),
        title: &tongue.say("control-asks-page-title"),
        assets: assets::prefix(),
        part,
    };
    html(&page, tongue)
}

async fn all_asks(app: &App, room: &Arc<Room>, tongue: Tongue, sought: Sought) -> Option<String> {
    let (join, code) = (app.hub.join_address(), room.code);
    let Sought { state, search, page } = sought;
    room.look(move |session, _| {
        let seen = std::collections::BTreeSet::new();
        let scene = scene(session, code, &join, &seen);
        AllAsks::new(&scene, tongue, Wanted { state, search, page }, &query)?.render().ok()
    })
    .await
    .flatten()
}

fn query(wanted: &Wanted) -> String {
    let Wanted { state, search, page } = wanted.clone();
    serde_urlencoded::to_string(Sought { state, search, page }).unwrap_or_default()
}

/// The address to come back to from a form of that page; whatever is no query of ours leads to its beginning.
pub fn come_back(control: &str, list: &str) -> String {
    let sought: Sought = serde_urlencoded::from_str(list).unwrap_or_default();
    let query = serde_urlencoded::to_string(sought).unwrap_or_default();
    format!("{control}/questions?{query}")
}

/// Neither page shows who is here nor how the server fares.
fn scene<'a>(
    session: &'a Session,
    code: crate::domain::ids::RoomCode,
    join: &'a JoinAddress,
    seen: &'a std::collections::BTreeSet<crate::domain::ids::VoterId>,
) -> Scene<'a> {
    Scene {
        session,
        code,
        now: now(),
        join,
        seen,
        here: 0,
        screens: 0,
        recent_answers: 0,
        storage: Storage::Well,
        alarm: None,
        signs: Default::default(),
        clock,
    }
}

#[derive(Template)]
#[template(path = "pages/control_asks.html")]
struct AllAsksPage<'a> {
    lang: &'static str,
    title: &'a str,
    assets: &'static str,
    /// Trusted HTML.
    part: String,
}
