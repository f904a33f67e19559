//! Being built.
use crate::web::problem::Problem;
use crate::web::visitor::Speaks;
use axum::response::Response;
pub async fn page(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
