//! The projector: its page with the whole state in it, and its live socket.
//!
//! By its own link it only shows; it obeys keys when its browser also holds the control's cookie.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;

use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::RoomCode;
use crate::hub::Audience;
use crate::hub::frames::Frame;
use crate::web::presenter::{self, KeyQuery};
use crate::web::problem::Problem;
use crate::web::socket::{self, Peer};
use crate::web::visitor::{OwnPage, Speaks};
use crate::web::{App, assets};

/// What each key does, and which keys do it, as the help on the page lists them.
const KEYS: [(&str, &str); 7] = [
    ("screen-help-next", "screen-help-next-keys"),
    ("screen-help-back", "screen-help-back-keys"),
    ("screen-help-black", "screen-help-black-keys"),
    ("screen-help-turn", "screen-help-turn-keys"),
    ("screen-help-reveal", "screen-help-reveal-keys"),
    ("screen-help-full", "screen-help-full-keys"),
    ("screen-help-help", "screen-help-help-keys"),
];

pub async fn page(
    State(app): State<Arc<App>>,
    Path(code): Path<String>,
    query: KeyQuery,
    jar: CookieJar,
    Speaks(tongue): Speaks,
    _: OwnPage,
) -> Response {
    let room = match presenter::enter(&app, Link::Screen, &code, query.key.as_deref(), &jar, tongue).await {
        Ok(room) => room,
        Err(response) => return response,
    };
    let Some(frame) = room.frame(Audience::Screen, tongue).await else {
        return Problem::ROOM_STOPPED.page(tongue);
    };
    let page = ScreenPage::new(&frame, room.code, tongue, presenter::steers(&room, &jar).await);
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => Problem::FAILED.page(tongue),
    }
}

#[derive(Template)]
#[template(path = "pages/screen.html")]
struct ScreenPage<'a> {
    tongue: Tongue,
    lang: &'static str,
    assets: &'static str,
    title: &'a str,
    step: &'a str,
    view: &'static str,
    socket: String,
    steers: bool,
    stage: &'a str,
    foot: &'a str,
    said: &'a str,
    keys: [(&'static str, &'static str); 7],
    /// The frame as the socket would send it, safe within a script element.
    state: String,
}

impl<'a> ScreenPage<'a> {
    fn new(frame: &'a Frame, code: RoomCode, tongue: Tongue, steers: bool) -> Self {
        let drawn = &frame.drawn;
        let part = |name| drawn.parts.get(name).map(String::as_str).unwrap_or_default();
        Self {
            tongue,
            lang: tongue.code(),
            assets: assets::prefix(),
            title: &drawn.title,
            step: &drawn.step,
            view: drawn.view,
            socket: format!("/screen/{code}/live"),
            steers,
            stage: part("stage"),
            foot: part("foot"),
            said: part("said"),
            keys: KEYS,
            // `</script>` inside a text would end the element.
            state: frame.state.replace('<', "\\u003c"),
        }
    }
}
