//! Transport: HTTP and the live socket. The router for people, whole, on one screen; the one for machines is in `api`.
//!
//! Turns requests into what the hub understands and what the hub says into pages and frames. Decides nothing about
//! votes, and never touches the journal.

pub mod addresses;
mod api;
mod asks;
mod assets;
mod attendee;
pub mod connection;
pub mod door;
mod events;
mod export;
mod filled;
mod form;
pub mod gate;
mod given;
pub mod guesses;
mod headers;
pub mod identity;
mod line;
mod live;
pub mod makers;
pub mod metrics;
mod organised;
mod packed;
mod pages;
mod presenter;
mod problem;
pub mod ready;
mod report;
mod sender;
mod signs;
pub mod socket;
mod visitor;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use tokio_util::sync::CancellationToken;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::hub::Hub;
use crate::hub::shelf::Shelf;
use addresses::Addresses;
use gate::Gate;
use guesses::Guesses;
use identity::Identity;
use makers::Makers;
use ready::Readiness;
use socket::Sockets;

/// The longest form is a write-in with its token; nobody uploads anything.
const BODY_BYTES_MAX: usize = 16 * 1024;
/// Level of gzip for all but the phone's page, which packs itself: small enough, and at 6 a page takes half as long again.
const COMPRESSION: i32 = 2;

/// What every handler may use.
pub struct App {
    pub hub: Arc<Hub>,
    pub shelf: Shelf,
    pub identity: Identity,
    pub addresses: Addresses,
    pub guesses: Guesses,
    pub gate: Gate,
    pub readiness: Readiness,
    pub makers: Makers,
    /// Carries the live sockets.
    pub sockets: Sockets,
    /// Cancelled when the server stops: sockets then say "come back".
    pub stopping: CancellationToken,
}

/// No request may take longer than `deadline`, its body included, but for files of results.
pub fn router(app: Arc<App>, deadline: Duration) -> Router {
    use pages::{control, desk, join, phone, privacy, questions, screen};
    // Around every road that takes a code.
    let slow = middleware::from_fn_with_state(Arc::clone(&app), guesses::slow);
    // Around the pages and handshakes of attendees, inside `slow`: who is slowed holds no place.
    let gate = middleware::from_fn_with_state(Arc::clone(&app), gate::pass);
    // What stays open stays out of compression and of every deadline.
    let open_ended = Router::new()
        .route("/{code}/live", get(live::phone).layer(gate.clone()))
        .route("/{code}/events", get(events::phone).layer(gate.clone()))
        .route("/screen/{code}/live", get(live::screen))
        .route("/control/{code}/live", get(live::control))
        .layer(slow.clone());
    let attendee = Router::new()
        .route("/", get(join::page))
        .route("/{code}", get(phone::page))
        .route("/{code}/privacy", get(privacy::page))
        .route("/{code}/questions", get(questions::page))
        .layer(gate)
        .route("/{code}/answers", post(form::answer))
        .route("/{code}/asks", post(asks::ask))
        .route("/{code}/upvotes", post(asks::upvote))
        .route("/{code}/signs", post(signs::sign))
        .layer(slow.clone());
    let presenter = Router::new()
        .route("/screen/{code}", get(screen::page))
        .route("/control/{code}", get(control::page))
        .route("/control/{code}/commands", post(control::command))
        .route("/control/{code}/questions", get(questions::for_presenter))
        .layer(slow);
    let organiser = Router::new()
        .route("/desk", get(desk::page))
        .route("/desk/key", get(desk::ask_key).post(desk::take_key))
        .route("/desk/language", post(desk::choose_language))
        .route("/desk/address", post(desk::choose_address))
        .route("/desk/compare", get(desk::compare))
        .route("/desk/guide", get(desk::guide))
        .route("/desk/documents", get(desk::documents))
        .route("/desk/documents/{name}", get(desk::document))
        .route("/desk/decks/{deck}", get(desk::check))
        .route("/desk/sessions", post(desk::start))
        .route("/desk/sessions/{id}", get(desk::session))
        .route("/desk/sessions/{id}/commands", post(desk::command))
        .route("/desk/sessions/{id}/results", get(desk::results))
        .route("/desk/sessions/{id}/headlines", post(desk::set_headline))
        .route("/desk/sessions/{id}/together", get(desk::together))
        .route("/desk/sessions/{id}/delete", get(desk::ask_delete).post(desk::delete))
        .route("/desk/receipts/{word}", get(desk::receipt))
        .route("/desk/receipts/{word}/receipt.txt", get(desk::receipt_text))
        .route("/desk/makings/{word}", get(desk::making));
    // These wait for their turn, which has a deadline of its own.
    let files = Router::new()
        .route("/desk/sessions/{id}/report.pdf", get(report::pdf_for_organiser))
        .route("/desk/sessions/{id}/report.html", get(report::html_for_organiser))
        .route("/desk/sessions/{id}/charts/{file}", get(report::chart_for_organiser))
        .route("/desk/sessions/{id}/{file}", get(export::for_organiser));
    let fixed = Router::new()
        .route("/static/{hash}/{*name}", get(assets::serve))
        .route("/robots.txt", get(async || "User-agent: *\nDisallow: /\n"))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT));
    Router::new()
        .merge(attendee)
        .merge(presenter)
        .merge(organiser)
        .merge(api::router())
        .merge(fixed)
        .fallback(pages::not_found)
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, deadline))
        .merge(files)
        .merge(api::files())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(COMPRESSION)))
        .merge(open_ended)
        .layer(middleware::from_fn(headers::add))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}
