//! One file a page: what it shows, and the handler that gathers it.

pub mod control;
pub mod desk;
mod inlined;
pub mod join;
pub mod phone;
pub mod privacy;
pub mod questions;
pub mod screen;

use askama::Template;
use axum::http::Uri;
use axum::response::{Html, IntoResponse, Response};

use super::problem::Problem;
use super::visitor::Speaks;
use crate::codec::words::Tongue;

/// A page as an answer.
pub fn html(page: &impl Template, tongue: Tongue) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "a page cannot be drawn");
            Problem::FAILED.page(tongue)
        }
    }
}

pub async fn not_found(Speaks(tongue): Speaks, address: Uri) -> Response {
    match address.path().starts_with("/api/") {
        true => Problem::NOT_FOUND.json(tongue),
        false => Problem::NOT_FOUND.page(tongue),
    }
}
