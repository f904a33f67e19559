//! Whether this server can do its work now: it is not stopping, and its journal takes a write.
//!
//! Asks the disk at most once in two seconds, whoever asks how often, and never waits long for it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::App;
use crate::hub::Hub;

/// How long an answer of the disk is passed on: anybody may ask, and each write costs a sync.
const KEPT: Duration = Duration::from_secs(2);
/// A disk that takes longer for one page stores no votes that anybody would wait for.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why not, in words for an operator. The cause goes to the log.
type Ready = Result<(), &'static str>;

#[derive(Default)]
pub struct Readiness {
    /// What the disk said last, and when. Held while it is asked, so that one asks for all who wait; a lock that may be
    /// held across an await.
    last: Mutex<Option<(Instant, Ready)>>,
}

impl Readiness {
    async fn of(app: Arc<App>) -> Ready {
        // A task of its own: who asks and hangs up must not leave a question half asked, which others would take for
        // a disk that hangs.
        let asked = tokio::spawn(async move { app.readiness.ask(&app.hub).await });
        asked.await.unwrap_or(Err("the journal could not be asked"))
    }

    async fn ask(&self, hub: &Hub) -> Ready {
        let mut last = self.last.lock().await;
        if let Some((at, ready)) = *last
            && at.elapsed() < KEPT
        {
            return ready;
        }
        let ready = match timeout(PATIENCE, hub.probe()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(failure)) => {
                tracing::error!(%failure, "the journal cannot be written");
                Err(if failure.is_full() { "the disk is full" } else { "the journal cannot be written" })
            }
            Err(_) => {
                tracing::error!("the journal does not answer");
                Err("the journal does not answer")
            }
        };
        *last = Some((Instant::now(), ready));
        ready
    }
}

/// A proxy sends no one new to a server that says no here.
pub async fn page(State(app): State<Arc<App>>) -> Response {
    let ready = if app.stopping.is_cancelled() { Err("stopping") } else { Readiness::of(app).await };
    match ready {
        Ok(()) => (StatusCode::OK, "ready").into_response(),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, why).into_response(),
    }
}
