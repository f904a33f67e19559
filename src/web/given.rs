//! What the address of a page gives: its parts, and what stands behind the question mark. What cannot be read is told on a
//! page of ours, in the visitor's language, and never in the words of the library that reads it.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::problem::{Detail, Problem};
use super::visitor::Speaks;

/// The path. What is no text at all names nothing that is here.
pub struct InPath<T>(pub T);

/// The query.
pub struct InQuery<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(given)) => Ok(Self(given)),
            Err(_) => Err(Problem::NOT_FOUND.page(Speaks::of(parts))),
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for InQuery<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(given)) => Ok(Self(given)),
            Err(_) => Err(Problem::UNREADABLE.with(Detail::Query).page(Speaks::of(parts))),
        }
    }
}
