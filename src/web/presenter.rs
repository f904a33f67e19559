//! The way in for presenters: a link's secret is swapped for a cookie, and the cookie opens screen and control.
//!
//! The secret leaves the address at once, so that no shared screen, history or referrer shows it.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::App;
use super::given::InQuery;
use super::identity::Identity;
use super::problem::Problem;
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::RoomCode;
use crate::hub::{Room, Standing};

#[derive(Deserialize)]
pub struct Key {
    #[serde(default)]
    pub key: Option<String>,
}

pub type KeyQuery = InQuery<Key>;

/// The room behind a presenter's address, once the browser has shown that it may be here.
///
/// # Errors
/// The answer to give instead: the redirect that cleans the address, or a page that says what is wrong.
pub async fn enter(
    app: &App,
    link: Link,
    code: &str,
    key: Option<&str>,
    jar: &CookieJar,
    tongue: Tongue,
) -> Result<std::sync::Arc<Room>, Response> {
    let code = RoomCode::parse(code).ok_or_else(|| Problem::NO_SUCH_SESSION.page(tongue))?;
    let room = match app.hub.standing(code) {
        Standing::Running(room) => room,
        Standing::Over(_) => return Err(Problem::SESSION_OVER.page(tongue)),
        Standing::Halted(halt) => return Err(Problem::of_halt(&halt).page(tongue)),
        Standing::Unknown => return Err(Problem::NO_SUCH_SESSION.page(tongue)),
    };
    let secret = room.link_secret(link).await.ok_or_else(|| Problem::ROOM_STOPPED.page(tongue))?;
    if let Some(key) = key {
        if !super::identity::same(key, &secret) {
            return Err(Problem::LINK_GONE.page(tongue));
        }
        let cookie = app.identity.link_cookie(link, code, secret);
        return Err((jar.clone().add(cookie), Redirect::to(&address(link, code))).into_response());
    }
    if Identity::holds_link(link, code, &secret, jar) { Ok(room) } else { Err(Problem::LINK_GONE.page(tongue)) }
}

/// Whether this browser may steer the room from its screen.
pub async fn steers(room: &Room, jar: &CookieJar) -> bool {
    match room.link_secret(Link::Control).await {
        Some(secret) => Identity::holds_link(Link::Control, room.code, &secret, jar),
        None => false,
    }
}

/// The clean address of a presenter's page.
pub fn address(link: Link, code: RoomCode) -> String {
    match link {
        Link::Screen => format!("/screen/{code}"),
        Link::Control => format!("/control/{code}"),
    }
}

/// The link to hand to a presenter: the address with its secret.
pub async fn secret_link(room: &Room, origin: &str, link: Link) -> Option<String> {
    let secret = room.link_secret(link).await?;
    Some(format!("{origin}{}?key={secret}", address(link, room.code)))
}
