//! For whoever watches over the server: whether it lives, whether it can do its work, and its figures.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use crate::web::visitor::Machine;
use crate::web::{App, metrics as figures, ready as readiness};

/// Whether the process lives.
///
/// Asks nothing of the disk: whoever restarts a server that does not answer here restarts it for a reason.
#[utoipa::path(
    get, path = "/healthz", operation_id = "is_alive", tag = "server",
    responses((status = OK, description = "It lives.", body = String, content_type = "text/plain"))
)]
pub async fn alive() -> &'static str {
    "ok"
}

/// Whether votes can be stored now.
///
/// Writes to the disk, at most once in two seconds, whoever asks how often.
#[utoipa::path(
    get, path = "/readyz", operation_id = "is_ready", tag = "server",
    responses(
        (status = OK, description = "They can.", body = String, content_type = "text/plain"),
        (
            status = SERVICE_UNAVAILABLE, description = "They cannot, or the server is stopping; the reason in a few words.",
            body = String, content_type = "text/plain"
        ),
    )
)]
pub async fn ready(app: State<Arc<App>>) -> Response {
    readiness::page(app).await
}

/// The server's figures.
///
/// In the text format of OpenMetrics, for Prometheus and what speaks as it does. Of nobody and of no session by name.
#[utoipa::path(
    get, path = "/metrics", operation_id = "get_metrics", tag = "server",
    responses((
        status = OK, description = "The figures.", body = String,
        content_type = "application/openmetrics-text"
    ))
)]
pub async fn metrics(machine: Machine, app: State<Arc<App>>) -> Response {
    figures::for_machine(machine, app).await
}
