//! How far a file is that somebody waits for, for the script of the page that asked for it. Makes nothing.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::codec::words::Tongue;
use crate::web::App;
use crate::web::given::InPath;
use crate::web::makers::{Making, Stage};
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};

#[derive(Serialize)]
struct MakingBody {
    /// Nothing more will happen.
    over: bool,
    failed: bool,
    said: String,
}

pub async fn making(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(word): InPath<String>,
) -> Response {
    let Some(making) = app.makers.watched(&word) else { return Problem::NOT_FOUND.json(tongue) };
    let failed = matches!(making.stage, Stage::Failed(_));
    let body = MakingBody { over: failed || making.stage == Stage::Ready, failed, said: sentence(&making, tongue) };
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn sentence(making: &Making, tongue: Tongue) -> String {
    let said = |key: &str| tongue.say_with(key, &[("file", making.file.as_str().into())]);
    match &making.stage {
        Stage::Waiting => said("making-waiting"),
        Stage::Gathering => said("making-gathering"),
        Stage::Writing => said("making-writing"),
        Stage::Ready => said("making-ready"),
        Stage::Failed(problem) => {
            format!("{} {} {}", said("making-failed"), problem.heading(tongue), problem.way_on(tongue))
        }
    }
}
