//! The page of figures for whoever runs the server, and what the machine itself knows.
//!
//! On the main port it asks for the organiser's key; on a listener of its own it is open to whoever reaches that.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::App;
use super::visitor::Machine;
use crate::hub::metrics::Usage;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What the listener of its own serves.
pub fn router(app: Arc<App>) -> Router {
    Router::new().route("/metrics", get(page)).with_state(app)
}

pub async fn for_machine(_: Machine, app: State<Arc<App>>) -> Response {
    page(app).await
}

async fn page(State(app): State<Arc<App>>) -> Response {
    // Counting ten thousand open files takes some milliseconds.
    let usage = tokio::task::spawn_blocking(usage).await.unwrap_or_default();
    ([(header::CONTENT_TYPE, OPEN_METRICS)], app.hub.metrics_text(usage)).into_response()
}

/// As Linux tells it; elsewhere only the limit is known.
fn usage() -> Usage {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    Usage {
        open_files: std::fs::read_dir("/proc/self/fd").map_or(0, |files| files.count() as u64),
        open_files_max: super::door::open_files_max(),
        resident_bytes: resident_bytes(&status),
    }
}

fn resident_bytes(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse::<u64>().ok());
    kib.unwrap_or_default() * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_memory_is_read_from_what_the_kernel_says() {
        assert_eq!(resident_bytes("Name:\tpeil\nVmRSS:\t    1234 kB\nThreads:\t3\n"), 1234 * 1024);
        assert_eq!(resident_bytes(""), 0);
    }
}
