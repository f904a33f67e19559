//! "Wat bewaren we?": what is stored of an attendee of this session, where, and for how long.
//!
//! Promises nothing that the server does not do by itself today: mode, floor and days are those of the session, dates are
//! those on which things go or went. Whoever changes what is stored changes this page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::inlined::{Extras, ICON, inlined};
use super::{join, phone};
use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::ids::RoomCode;
use crate::domain::results::Forgettable;
use crate::hub::Promise;
use crate::web::App;
use crate::web::given::InPath;
use crate::web::problem::Problem;
use crate::web::visitor::Speaks;

pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    headers: HeaderMap,
) -> Response {
    let Some(room_code) = RoomCode::parse(&code) else { return join::unknown(tongue, &code, &headers) };
    let promise = match app.hub.promise(room_code).await {
        Ok(Some(promise)) => promise,
        Ok(None) => return join::unknown(tongue, &code, &headers),
        Err(failure) => return Problem::from(failure).page(tongue),
    };
    let cookie = app.identity.attendee_cookie(room_code, String::new(), promise.late_days);
    let days = cookie.max_age().map_or(0, |age| age.whole_days()) as u32;
    let page = PrivacyPage {
        tongue,
        back: phone::address(room_code, tongue.code(), false),
        mode: tongue.say(&format!("keeping-mode-{}", promise.privacy.mode.word())),
        floor: tongue.say_with("promise-floor", &[("n", promise.privacy.floor.into())]),
        beside: promise.privacy.has_rows().then(|| tongue.say("promise-beside")),
        stored: stored(&promise, tongue),
        long: long(&promise, tongue),
        cookie: tongue.say_with("phone-privacy-cookie", &[("cookie", cookie.name().into()), ("days", days.into())]),
        style: &inlined(Extras::around()).style,
    };
    match page.render() {
        Ok(html) => ([inlined(Extras::around()).policy(&headers)], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What is kept: of what was erased nothing, but totals stay.
fn stored(promise: &Promise, tongue: Tongue) -> Vec<String> {
    let [texts, rows] = [Forgettable::Texts, Forgettable::Rows].map(|what| promise.forgotten.of(what).is_none());
    let kept = [
        ("phone-privacy-answers", rows),
        ("promise-kept-totals", !rows),
        ("phone-privacy-words", texts),
        ("phone-privacy-asks", texts),
        ("phone-privacy-times", rows),
        ("phone-privacy-present", rows),
        ("phone-privacy-aside", rows),
    ];
    kept.into_iter().filter(|(_, is_kept)| *is_kept).map(|(key, _)| tongue.say(key)).collect()
}

/// How long what is kept, a sentence each.
fn long(promise: &Promise, tongue: Tongue) -> Vec<String> {
    let link = if promise.sealed { "promise-link-erased-already" } else { "phone-privacy-link-erased" };
    let goes = Forgettable::ALL.map(|what| goes(promise, what, tongue));
    let more = ["promise-totals", "promise-sooner", "promise-downloads"].map(|key| tongue.say(key));
    [tongue.say(link)].into_iter().chain(goes).chain(more).collect()
}

fn goes(promise: &Promise, what: Forgettable, tongue: Tongue) -> String {
    let dated = |end: &str, at| {
        let date = dates::date(at, tongue);
        tongue.say_with(&format!("promise-{}-{end}", what.word()), &[("date", date.as_str().into())])
    };
    if let Some(at) = promise.forgotten.of(what) {
        return dated("gone", at);
    }
    let Some(days) = promise.privacy.days(what) else { return tongue.say(&format!("promise-{}-stay", what.word())) };
    match promise.ended_at.and_then(|ended_at| promise.privacy.goes_at(what, ended_at)) {
        Some(at) => dated("go", at),
        None => tongue.say_with(&format!("promise-{}-days", what.word()), &[("days", days.into())]),
    }
}

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct PrivacyPage<'a> {
    tongue: Tongue,
    back: String,
    /// Who sees answers together, by the mode of this session.
    mode: String,
    floor: String,
    /// Where answers to two questions may stand side by side.
    beside: Option<String>,
    /// What is kept, a sentence each.
    stored: Vec<String>,
    long: Vec<String>,
    /// The sentence that names this session's cookie.
    cookie: String,
    style: &'a str,
}
