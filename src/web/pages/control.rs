//! The presenter's remote as a page: the parts as they stand now, with the same state for the script, and the road by
//! which its buttons work without one.
//!
//! Never draws a part itself; that is the view's, so that the page and the frames cannot differ.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use tokio::time::timeout;

use super::{html, questions};
use crate::codec::view::blocks;
use crate::codec::wire::{CommandText, Drawn};
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::RoomCode;
use crate::domain::session::Refusal;
use crate::hub::Audience;
use crate::web::App;
use crate::web::api::refusal_sentence;
use crate::web::assets;
use crate::web::given::{InPath, InQuery};
use crate::web::presenter::{self, KeyQuery};
use crate::web::problem::Problem;
use crate::web::socket::submit_command;
use crate::web::visitor::{OwnPage, Speaks};

/// How long a form waits until what it did is drawn, so that the page that follows shows it. Drawing goes by a clock of
/// a tenth of a second; three of them on a busy machine.
const DRAWN_WITHIN: Duration = Duration::from_millis(300);

#[derive(Template)]
#[template(path = "pages/control.html")]
struct ControlPage<'a> {
    lang: &'static str,
    title: &'a str,
    assets: &'static str,
    t: Tongue,
    code: RoomCode,
    drawn: &'a Drawn,
    /// The state as it travels in a frame, so escaped that it can stand in a script element.
    state: String,
    /// Why the last command was refused, when a form brought the presenter here.
    notice: Option<String>,
}

impl ControlPage<'_> {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    /// A part with its figures as they stand, which otherwise only a script fills in.
    fn part(&self, name: &str) -> String {
        let part = self.drawn.parts.get(name).map_or("", String::as_str);
        let mut pieces = part.split(r#"data-live=""#);
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let figure = piece.split_once(r#"">"#).filter(|(_, rest)| rest.starts_with("</"));
            filled.push_str(r#"data-live=""#);
            match figure {
                Some((name, rest)) => filled.extend([name, r#"">"#, &blocks::escape(self.live(name)), rest]),
                None => filled.push_str(piece),
            }
        }
        filled
    }

    fn live(&self, name: &str) -> &str {
        self.drawn.live.texts.get(name).map_or("", String::as_str)
    }
}

/// What a form that was refused leaves in the address.
#[derive(Deserialize)]
pub struct Outcome {
    #[serde(default)]
    refused: Option<String>,
}

impl Outcome {
    /// The sentence of a refusal; of anything else that was typed into the address, none.
    pub fn sentence(&self, tongue: Tongue) -> Option<String> {
        let refused = self.refused.as_deref()?;
        let code = Refusal::ALL.into_iter().map(Refusal::code).chain(["unreadable"]).find(|code| *code == refused)?;
        Some(refusal_sentence(tongue, code))
    }
}

pub async fn page(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    InQuery(key): KeyQuery,
    InQuery(outcome): InQuery<Outcome>,
    jar: CookieJar,
) -> Response {
    let room = match presenter::enter(&app, Link::Control, &code, key.key.as_deref(), &jar, tongue).await {
        Ok(room) => room,
        Err(answer) => return answer,
    };
    let Some(frame) = room.frame(Audience::Control, tongue).await else { return Problem::ROOM_STOPPED.page(tongue) };
    let page = ControlPage {
        lang: tongue.code(),
        title: &frame.drawn.title,
        assets: assets::prefix(),
        t: tongue,
        code: room.code,
        drawn: &frame.drawn,
        state: frame.state.replace('<', "\\u003c"),
        notice: outcome.sentence(tongue),
    };
    html(&page, tongue)
}

/// A button pressed where no script runs, or no socket gets through.
pub async fn command(
    _: OwnPage,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    jar: CookieJar,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let command = CommandText::of_form(fields);
    let room = match presenter::enter(&app, Link::Control, &code, None, &jar, tongue).await {
        Ok(room) => room,
        Err(answer) => return answer,
    };
    let mut frames = room.frames(Audience::Control, tongue);
    let before = frames.borrow().number;
    let address = presenter::address(Link::Control, room.code);
    let asks = command.list.as_deref().map(|list| questions::come_back(&address, list));
    let address = asks.unwrap_or(address);
    let address = match submit_command(&room, &command).await {
        (step, None) => {
            let drawn = frames.wait_for(|frame| frame.number > before && frame.drawn.step == step);
            // A late drawing costs one look at the former step, whose buttons then refuse; no more than that.
            let _ = timeout(DRAWN_WITHIN, drawn).await;
            address
        }
        // Somebody else was first: the page that follows shows it.
        (_, Some("moved")) => address,
        (_, Some(refused)) => {
            let joint = if address.contains('?') { '&' } else { '?' };
            format!("{address}{joint}refused={refused}")
        }
    };
    Redirect::to(&address).into_response()
}
