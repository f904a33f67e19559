//! The organiser's pages: sessions, decks, links and results. Plain forms that work without script.
//!
//! Decides nothing about votes; a command goes the presenter's road, and everything else is the hub's.

mod check;
mod compare;
mod delete;
mod documents;
mod guide;
mod halted;
mod home;
mod key;
mod making;
mod receipt;
mod results;
mod session;
mod together;

pub use check::check;
pub use compare::compare;
pub use delete::{ask_delete, delete};
pub use documents::{document, documents};
pub use guide::guide;
pub use home::{choose_address, choose_language, page, start};
pub use key::{ask_key, take_key};
pub use making::making;
pub use receipt::{receipt, receipt_text};
pub use results::{results, set_headline};
pub use session::{command, session};
pub use together::together;

use axum::response::{IntoResponse, Redirect, Response};

use crate::codec::words::Tongue;
use crate::domain::ids::Language;
use crate::hub::SessionCard;
use crate::web::App;

/// An address of this machine to pick, or the public one.
struct AddressRow {
    origin: String,
    /// Which network it is on, in words.
    about: String,
    chosen: bool,
}

/// Where attendees go, and whether anyone got there. `None` when a public URL was given: then there is nothing to pick.
struct AddressForm {
    rows: Vec<AddressRow>,
    opened: bool,
}

impl AddressForm {
    fn of(app: &App, tongue: Tongue) -> Option<Self> {
        if app.addresses.is_public() {
            return None;
        }
        let now = app.hub.join_address().origin;
        let rows = app
            .addresses
            .choices()
            .iter()
            .map(|choice| AddressRow {
                about: match choice.card.as_str() {
                    "" => tongue.say("desk-address-here"),
                    card => tongue.say_with("desk-address-card", &[("card", card.into())]),
                },
                chosen: choice.origin == now,
                origin: choice.origin.clone(),
            })
            .collect();
        Some(Self { rows, opened: app.addresses.was_opened(&now) })
    }
}

/// Back to a page of the desk; to its first page when the form names any other place.
fn back_to(path: &str) -> Response {
    let ours = (path == "/desk" || path.starts_with("/desk/")) && path.chars().all(|c| c.is_ascii_graphic());
    Redirect::to(if ours { path } else { "/desk" }).into_response()
}

/// A session's title in the page's language, where its deck has one. What is over keeps the title it was stored under:
/// a list would have to read every deck for it.
async fn title(card: &SessionCard, tongue: Tongue) -> String {
    let looked = match &card.room {
        Some(room) => {
            room.look(move |session, _| session.editions().in_language(&tongue.language()).title.clone()).await
        }
        None => None,
    };
    looked.unwrap_or_else(|| card.title.clone())
}

/// `NL`, as on the cards of decks.
fn badge(language: &Language) -> String {
    language.as_str().to_uppercase()
}
