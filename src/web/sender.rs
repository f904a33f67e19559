//! Whoever sends something to a room by plain HTTP: the road for a browser without script, and for one whose socket does
//! not get through. Answers as it was asked: a page by redirect, so that reloading sends nothing again, or JSON.
//!
//! Knows no question and no field; what was sent is for its handler to read.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, FormRejection};

use super::App;
use super::attendee;
use super::pages::phone::{address, wants_json};
use super::problem::Problem;
use super::visitor::Speaks;
use crate::codec::wire;
use crate::codec::words::Tongue;
use crate::domain::ids::VoterId;
use crate::domain::session::Outcome;
use crate::hub::{Room, now};

/// From no other site, and at a room that runs.
pub struct Sender {
    pub tongue: Tongue,
    pub room: Arc<Room>,
    /// Whether a script sends it.
    pub is_json: bool,
    app: Arc<App>,
    jar: CookieJar,
}

/// The answer to what is not taken. Boxed: it is far larger than what is.
pub struct Refused(Box<Response>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl FromRequestParts<Arc<App>> for Sender {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Ok(Speaks(tongue)) = Speaks::from_request_parts(parts, app).await;
        let Path(code) = Path::<String>::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let is_json = wants_json(&parts.headers);
        // Where no origin is named, the cookie or the page's token is needed, which no other site has.
        if app.identity.is_foreign_origin(&parts.headers) {
            return Err(refuse(Problem::FOREIGN_ORIGIN, tongue, is_json));
        }
        let room = attendee::room(app, &code).map_err(|problem| refuse(problem, tongue, is_json))?;
        Ok(Self { tongue, room, is_json, app: Arc::clone(app), jar: CookieJar::from_headers(&parts.headers) })
    }
}

impl Sender {
    pub fn refuse(&self, problem: Problem) -> Refused {
        Refused(Box::new(refuse(problem, self.tongue, self.is_json)))
    }

    /// # Errors
    /// What was sent is no form, or too long.
    pub fn read<F>(&self, form: Result<Form<F>, FormRejection>) -> Result<F, Refused> {
        form.map(|Form(fields)| fields).map_err(|rejection| self.refuse(Problem::of_body(rejection.status())))
    }

    /// By the cookie, else by the page's copy of it.
    ///
    /// # Errors
    /// Neither is there: the page as it loads anew brings both.
    pub fn voter(&self, copy: &str) -> Result<VoterId, Refused> {
        match self.app.identity.token_of(self.room.code, &self.jar, copy) {
            Some(token) => Ok(self.room.voter(token.bytes())),
            None if self.is_json => Err(self.refuse(Problem::UNREADABLE)),
            None => Err(Refused(Box::new(self.page(false)))),
        }
    }

    /// Back to the page, which goes on loading by itself when it did.
    pub fn page(&self, is_refreshing: bool) -> Response {
        Redirect::to(&address(self.room.code, self.tongue.code(), is_refreshing)).into_response()
    }

    /// For a script: what became of it, with all that is one's own.
    pub async fn tell(&self, voter: VoterId, outcome: Outcome) -> Response {
        let mine = self.room.look(move |session, _| wire::mine_whole(session, &voter, now())).await;
        let mine = mine.as_deref().unwrap_or("null");
        let body = format!(r#"{{"outcome":"{}","mine":{mine}}}"#, outcome.word());
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response()
    }
}

fn refuse(problem: Problem, tongue: Tongue, is_json: bool) -> Response {
    if is_json { problem.json(tongue) } else { problem.page(tongue) }
}
