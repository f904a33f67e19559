//! Being built.
use crate::web::problem::Problem;
use crate::web::visitor::Speaks;
use axum::response::Response;
pub async fn page(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn ask_key(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn take_key(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn choose_language(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn choose_address(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn check(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn start(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn session(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn command(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn ask_delete(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
pub async fn delete(Speaks(tongue): Speaks) -> Response {
    Problem::NOT_FOUND.page(tongue)
}
