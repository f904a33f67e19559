//! The doors of the three live sockets: who may come in, and as whom. What is said inside is `socket`'s.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;

use super::App;
use super::attendee;
use super::identity::Identity;
use super::presenter;
use super::problem::Problem;
use super::socket::{self, Peer};
use super::visitor::{OwnPage, Speaks};
use crate::domain::fact::Link;

/// An attendee's socket. Any Host will do, for a hall may reach us by a name of its own; the page must be from the same.
pub async fn phone(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    jar: CookieJar,
    request: Request<Body>,
) -> Response {
    if !app.identity.is_own_origin(request.headers()) {
        return Problem::FOREIGN_ORIGIN.page(tongue);
    }
    let room = match attendee::room(&app, &code) {
        Ok(room) => room,
        Err(problem) => return problem.page(tongue),
    };
    let token = app.identity.cookie_token(room.code, &jar);
    socket::accept(app, room, Peer::Phone { token }, tongue, request).into_response()
}

pub async fn screen(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    jar: CookieJar,
    request: Request<Body>,
) -> Response {
    match presenter::enter(&app, Link::Screen, &code, None, &jar, tongue).await {
        Ok(room) => {
            let pass = |link| Identity::pass(link, room.code, &jar);
            let Some(shows) = pass(Link::Screen) else { return Problem::LINK_GONE.page(tongue) };
            let peer = Peer::Screen { shows, steers: pass(Link::Control) };
            socket::accept(app, room, peer, tongue, request).into_response()
        }
        Err(answer) => answer,
    }
}

pub async fn control(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    jar: CookieJar,
    request: Request<Body>,
) -> Response {
    match presenter::enter(&app, Link::Control, &code, None, &jar, tongue).await {
        Ok(room) => {
            let Some(steers) = Identity::pass(Link::Control, room.code, &jar) else {
                return Problem::LINK_GONE.page(tongue);
            };
            socket::accept(app, room, Peer::Control { steers }, tongue, request).into_response()
        }
        Err(answer) => answer,
    }
}
