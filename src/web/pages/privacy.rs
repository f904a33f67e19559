//! "Wat bewaren we?": what is stored of an attendee, where, and for how long.
//!
//! Promises nothing that the server does not do by itself today; whoever changes what is stored changes this page.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::inlined::{Extras, ICON, inlined};
use super::{join, phone};
use crate::codec::words::Tongue;
use crate::domain::ids::RoomCode;
use crate::hub::Standing;
use crate::web::App;
use crate::web::visitor::Speaks;

pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let standing = RoomCode::parse(&code).map(|code| (code, app.hub.standing(code)));
    let (code, late_days) = match standing {
        Some((code, Standing::Running(room))) => {
            (code, room.look(|session, _| session.editions().original.late_days()).await.unwrap_or(0))
        }
        Some((code, Standing::Halted(_) | Standing::Over(_))) => (code, 0),
        Some((_, Standing::Unknown)) | None => return join::unknown(tongue, &code, &headers),
    };
    let cookie = app.identity.attendee_cookie(code, String::new(), late_days);
    let days = cookie.max_age().map_or(0, |age| age.whole_days()) as u32;
    let page = PrivacyPage {
        tongue,
        back: phone::address(code, tongue.code(), false),
        cookie: tongue.say_with("phone-privacy-cookie", &[("cookie", cookie.name().into()), ("days", days.into())]),
        style: &inlined(Extras::default()).style,
    };
    match page.render() {
        Ok(html) => ([inlined(Extras::default()).policy(&headers)], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct PrivacyPage<'a> {
    tongue: Tongue,
    back: String,
    /// The sentence that names this session's cookie.
    cookie: String,
    style: &'a str,
}
