//! The presenter's remote as a page: the parts as they stand now, with the same state for the script.
//!
//! Never draws a part itself; that is the view's, so that the page and the frames cannot differ.

use askama::Template;

use crate::codec::wire::Drawn;
use crate::codec::words::Tongue;
use crate::domain::ids::RoomCode;

#[derive(Template)]
#[template(path = "pages/control.html")]
pub struct ControlPage<'a> {
    pub lang: &'static str,
    pub title: &'a str,
    /// `/static/<hash>`, no slash at the end.
    pub assets: &'a str,
    pub t: Tongue,
    pub code: RoomCode,
    pub drawn: &'a Drawn,
    /// The state as it would travel in a frame, `<` escaped, so that it can stand in a script element.
    pub state: &'a str,
    /// Why the last command was refused, when a form brought the presenter here.
    pub notice: Option<String>,
}

impl ControlPage<'_> {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn part(&self, name: &str) -> &str {
        self.drawn.parts.get(name).map_or("", String::as_str)
    }

    fn live(&self, name: &str) -> &str {
        self.drawn.live.texts.get(name).map_or("", String::as_str)
    }
}
use axum::response::Response;use crate::web::problem::Problem;use crate::web::visitor::Speaks;
pub async fn page(Speaks(tongue): Speaks) -> Response { Problem::NOT_FOUND.page(tongue) }
pub async fn command(Speaks(tongue): Speaks) -> Response { Problem::NOT_FOUND.page(tongue) }
