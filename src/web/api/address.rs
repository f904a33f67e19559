//! What an address says: which session, and what is wished of the answer. Looks nothing up.
//!
//! What cannot be read is told as a problem like every other, never in the words of the library that reads it.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::web::problem::{Detail, Problem};
use crate::web::visitor::Speaks;

/// Which session.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InSession {
    /// The session's `id`, as it was told when it started.
    pub id: String,
}

/// The path. What is no text at all names nothing that is here.
pub struct Named<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(named)) => Ok(Self(named)),
            Err(_) => Err(Problem::NO_SUCH_SESSION.json(Speaks::of_machine(parts))),
        }
    }
}

/// The query.
pub struct Asked<T>(pub Query<T>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Query::from_request_parts(parts, state).await {
            Ok(query) => Ok(Self(query)),
            Err(_) => Err(Problem::UNREADABLE.with(Detail::Query).json(Speaks::of_machine(parts))),
        }
    }
}
