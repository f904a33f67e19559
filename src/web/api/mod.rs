//! The organiser's API, version 1, for programs: JSON in and out, `problem+json` for errors. One table of its routes makes
//! the router and its description alike.
//!
//! Does what the desk does by the same roads; the only key is the organiser's, in a header.

mod address;
mod commands;
mod decks;
pub mod described;
mod document;
mod files;
mod forget;
mod sessions;
mod table;
mod watch;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::JsonRejection;
use axum::response::Response;
use utoipa_axum::routes;

use super::App;
use super::problem::Problem;
use crate::codec::words::Tongue;
use crate::domain::ids::Moment;
use address::{Asked, InSession, Named};
pub use commands::refusal_sentence;
use table::Table;

/// What every road to one session may say.
const OF_SESSION: [Problem; 2] = [Problem::NO_SUCH_SESSION, Problem::FAILED];
/// What a body may be told.
const OF_BODY: [Problem; 2] = [Problem::UNREADABLE, Problem::TOO_LONG];
/// What a session that stands still says.
const OF_HALT: [Problem; 2] = [Problem::HALTED, Problem::UNREADABLE_SESSION];
/// What every file may say. A room that is just being opened again has neither answers of the moment nor final ones.
const OF_FILE: [&[Problem]; 3] = [&OF_SESSION, &OF_HALT, &[Problem::NOT_SEALED, Problem::TOO_MANY_FILES]];

/// Every route for machines, with what else it may answer. What is not in here is not served.
fn table() -> Table {
    quick().and(slow())
}

/// What is answered within the deadline of any request.
fn quick() -> Table {
    let refused = commands::refusals();
    Table::new(document::about())
        .keyed(routes!(decks::list), &[])
        .keyed(routes!(sessions::list), &[&[Problem::FAILED]])
        .keyed(routes!(sessions::start), &[&OF_BODY, &[Problem::NO_SUCH_DECK, Problem::BROKEN_DECK, Problem::FAILED]])
        .keyed(routes!(sessions::one), &[&OF_SESSION])
        .keyed(routes!(sessions::delete), &[&OF_SESSION])
        .keyed_refusing(
            routes!(commands::command),
            &[&OF_BODY, &OF_SESSION, &[Problem::SESSION_OVER], &OF_HALT],
            &refused,
        )
        .keyed(routes!(forget::forget), &[&OF_BODY, &OF_SESSION, &[Problem::NOT_SEALED]])
        .keyed(routes!(watch::metrics), &[])
        .open(routes!(watch::alive))
        .open(routes!(watch::ready))
        .open(routes!(document::send))
        .within_deadline()
}

/// Files, which wait for their turn.
fn slow() -> Table {
    Table::new(document::about())
        .keyed(routes!(files::pdf), &[&OF_FILE.concat(), &[Problem::UNPRINTABLE]])
        .keyed(routes!(files::html), &[&OF_FILE.concat()])
        .keyed(
            routes!(files::chart),
            &[
                &OF_FILE.concat(),
                &[Problem::UNREADABLE, Problem::NOT_FOUND, Problem::NO_SUCH_QUESTION],
                &[Problem::NO_FIGURES, Problem::TOO_MUCH_FOR_A_SLIDE],
            ],
        )
        .keyed(
            routes!(files::file),
            &[&OF_FILE.concat(), &[Problem::UNREADABLE, Problem::NOT_FOUND, Problem::NO_ROWS, Problem::ROWS_LATER]],
        )
}

/// What the server serves of it, but for files.
pub fn router() -> Router<Arc<App>> {
    quick().split().0
}

/// The files, which have a deadline of their own.
pub fn files() -> Router<Arc<App>> {
    slow().split().0
}

/// A body that is not what was asked for, with what is wrong with it where that helps.
fn unreadable(rejection: &JsonRejection, tongue: Tongue) -> Response {
    let problem = Problem::of_body(rejection.status());
    let detail = match rejection {
        JsonRejection::MissingJsonContentType(_) => tongue.say("api-lacks-content-type"),
        // What the reader of JSON says names members and places, and repeats nothing longer than a word.
        JsonRejection::JsonDataError(_) | JsonRejection::JsonSyntaxError(_) => {
            tongue.say_with("api-lacks-json", &[("why", rejection.body_text().as_str().into())])
        }
        _ => return problem.json(tongue),
    };
    problem.json_with(detail, tongue)
}

/// ISO 8601 in UTC, to the second.
fn iso(moment: Moment) -> Option<String> {
    jiff::Timestamp::from_second(moment.0.div_euclid(1000)).ok().map(|at| at.to_string())
}
