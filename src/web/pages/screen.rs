//! The projector's page, with the whole state in it, so that a reload shows the same step at once.
//!
//! Speaks the deck's language, for a hall does not choose with the presenter's browser; `?lang=` overrules it.
//! Never draws a part itself; that is the view's. By its own link the screen only shows; it obeys keys when its
//! browser also holds the control's cookie.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::html;
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::RoomCode;
use crate::hub::Audience;
use crate::hub::frames::Frame;
use crate::web::given::{InPath, InQuery};
use crate::web::presenter;
use crate::web::problem::Problem;
use crate::web::visitor::{OwnPage, Speaks};
use crate::web::{App, assets};

/// What each key does, and which keys do it, as the help on the page lists them.
const KEYS: [(&str, &str); 8] = [
    ("screen-help-next", "screen-help-next-keys"),
    ("screen-help-back", "screen-help-back-keys"),
    ("screen-help-black", "screen-help-black-keys"),
    ("screen-help-turn", "screen-help-turn-keys"),
    ("screen-help-reveal", "screen-help-reveal-keys"),
    ("screen-help-moved", "screen-help-moved-keys"),
    ("screen-help-full", "screen-help-full-keys"),
    ("screen-help-help", "screen-help-help-keys"),
];

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

pub async fn page(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(browser): Speaks,
    InPath(code): InPath<String>,
    InQuery(asked): InQuery<Asked>,
    jar: CookieJar,
) -> Response {
    let room = match presenter::enter(&app, Link::Screen, &code, asked.key.as_deref(), &jar, browser).await {
        Ok(room) => room,
        Err(answer) => return answer,
    };
    let Some(language) = room.look(|session, _| session.deck().language.clone()).await else {
        return Problem::ROOM_STOPPED.page(browser);
    };
    let chosen = asked.lang.as_deref().and_then(Tongue::from_code);
    let tongue = chosen.unwrap_or_else(|| Tongue::for_language(&language));
    let Some(frame) = room.frame(Audience::Screen, tongue).await else { return Problem::ROOM_STOPPED.page(tongue) };
    let steers = presenter::steers(&room, &jar).await;
    html(&ScreenPage::new(&frame, room.code, tongue, steers), tongue)
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
    keys: [(&'static str, &'static str); 8],
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
