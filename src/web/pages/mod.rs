//! One file a page: what it shows, and the handler that gathers it.

pub mod control;
pub mod desk;
pub mod join;
pub mod phone;
pub mod privacy;
pub mod screen;

use axum::response::Response;

use super::problem::Problem;
use super::visitor::Speaks;

pub async fn not_found(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
