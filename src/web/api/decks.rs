//! The decks that can start, for programs. A deck is looked at and never changed: it is a file of the organiser's.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::hub::shelf::OnShelf;
use crate::web::App;
use crate::web::visitor::Machine;

/// A deck in the folder of decks.
#[derive(Serialize, ToSchema)]
#[schema(as = Deck)]
pub struct DeckBody {
    /// The file's name without `.md`: what a session is started with.
    deck: String,
    /// `null` where the file has errors.
    #[schema(required)]
    title: Option<String>,
    slides: usize,
    questions: usize,
    /// The languages it can be read in, as BCP 47; the first is the one it was written in.
    languages: Vec<String>,
    /// Errors in the deck file; a deck with errors does not start.
    errors: usize,
}

/// The decks that can start.
///
/// Every deck in the folder, by name, also those that do not start because of an error in the file.
#[utoipa::path(
    get, path = "/api/v1/decks", operation_id = "list_decks", tag = "decks",
    responses((status = OK, description = "The decks.", body = [DeckBody]))
)]
pub async fn list(_: Machine, State(app): State<Arc<App>>) -> Json<Vec<DeckBody>> {
    Json(app.shelf.list().await.into_iter().map(body).collect())
}

fn body(on_shelf: OnShelf) -> DeckBody {
    let deck = on_shelf.name;
    match on_shelf.deck {
        Ok(ready) => DeckBody {
            deck,
            title: Some(ready.editions.original.title.clone()),
            slides: ready.editions.original.slides.len(),
            questions: ready.editions.original.question_count(),
            languages: ready.editions.languages().map(ToString::to_string).collect(),
            errors: 0,
        },
        Err(broken) => DeckBody {
            deck,
            title: None,
            slides: 0,
            questions: 0,
            languages: Vec::new(),
            errors: broken.errors().max(1),
        },
    }
}
