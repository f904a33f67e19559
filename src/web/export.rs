//! Results as files, for the desk and for programs, while the session runs and after.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::App;
use super::api::described::{DelimiterWord, YesNo};
use super::given::{InPath, InQuery};
use super::makers::{Order, Watching, make};
use super::organised;
use super::problem::{Problem, one_of};
use super::visitor::{Machine, Organiser, Speaks};
use crate::codec::export::{Delimiter, Format, Options, export_with};
use crate::codec::words::Tongue;

/// Of which results a file was made: the digest that its `results.json` ends with. Not of the file itself, so not one of
/// the headers that HTTP has for that.
pub const RESULTS_DIGEST: HeaderName = HeaderName::from_static("peil-results-sha256");

/// What may be asked of a file, by choice or by habit.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wishes {
    /// `semicolon` or `comma`; without it what the language's spreadsheets expect.
    #[param(value_type = Option<DelimiterWord>, inline)]
    delimiter: Option<String>,
    /// `yes` leaves text cells as they came in, without the guard against formulas.
    #[param(value_type = Option<YesNo>, inline)]
    raw: Option<String>,
    /// `no` leaves the byte order mark out.
    #[param(value_type = Option<YesNo>, inline)]
    bom: Option<String>,
}

pub async fn for_organiser(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath((id, file)): InPath<(String, String)>,
    InQuery(wishes): InQuery<Wishes>,
    InQuery(watching): InQuery<Watching>,
) -> Response {
    let order = Order { session: &id, file: &file, watched: watching.making.as_deref() };
    send(&app, tongue, order, &wishes).await.unwrap_or_else(|problem| problem.page(tongue))
}

pub async fn for_machine(
    Machine(told_in): Machine,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path((id, file)): Path<(String, String)>,
    Query(wishes): Query<Wishes>,
) -> Response {
    let order = Order { session: &id, file: &file, watched: None };
    send(&app, tongue, order, &wishes).await.unwrap_or_else(|problem| problem.json(told_in))
}

async fn send(app: &Arc<App>, tongue: Tongue, order: Order<'_>, wishes: &Wishes) -> Result<Response, Problem> {
    let format = Format::from_file(order.file).ok_or(Problem::NOT_FOUND)?;
    let mut options = Options::for_tongue(tongue);
    if let Some(delimiter) = one_of("delimiter", &wishes.delimiter, Delimiter::ALL, Delimiter::word)? {
        options.delimiter = delimiter;
    }
    let yes_or_no = |name, said| one_of(name, said, [true, false], |yes| if yes { "yes" } else { "no" });
    options.guard = !yes_or_no("raw", &wishes.raw)?.unwrap_or(false);
    options.bom = yes_or_no("bom", &wishes.bom)?.unwrap_or(true);
    let session = order.session.to_owned();
    let made = make(app, order, move |report| {
        if !format.is_of(&report.published) {
            return Err(if report.published.awaits_rows() { Problem::ROWS_LATER } else { Problem::NO_ROWS });
        }
        let headlines = report.headlines_in(&tongue.language());
        Ok(export_with(format, &report.about(), &report.editions, &report.published, &headlines, options))
    })
    .await;
    let file = match made {
        Ok(file) => file,
        Err(problem) => return Err(organised::told_when(app, &session, problem).await),
    };
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    let headers = [
        (header::CONTENT_TYPE, file.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (RESULTS_DIGEST, file.digest),
    ];
    Ok((headers, file.bytes).into_response())
}
