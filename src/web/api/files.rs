//! Files of a session for programs, described. They are made where the desk has its own made: by `report` and `export`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::Response;
use serde::Deserialize;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Header, RefOr, Response as Described, ResponseBuilder, Schema};
use utoipa::{IntoParams, IntoResponses};

use super::described::{self, ExportName};
use super::{Asked, InSession, Named};
use crate::codec::export::Format;
use crate::web::visitor::{Machine, Speaks};
use crate::web::{App, export, report};

/// Which export of which session.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InExports {
    /// The session's `id`, as it was told when it started.
    id: String,
    /// `export.xlsx`: a workbook with a chart for each question. `export.csv`: a row an answer. `export-wide.csv`: a row a
    /// participant. `export-codes.csv`: the same in codes, with `labels.R` and `labels.sps` that label it. `results.json`:
    /// everything, in every language of the deck, with the digest that `peil verify` counts again.
    #[param(value_type = ExportName, inline)]
    file: String,
}

/// Which chart of which session.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InCharts {
    /// The session's `id`, as it was told when it started.
    id: String,
    /// The question's name in the deck, of a form a dot and the field's, and `.svg` or `.png`: `p1.svg`,
    /// `oordeel.cijfer.png`.
    #[param(pattern = r"^[^/]+\.(svg|png)$", example = "p1.svg")]
    file: String,
}

/// The report as a PDF.
///
/// For people: a title page, a summary and a page a question, in the language that is asked for. Tagged (PDF/UA-1).
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/report.pdf",
    operation_id = "get_report_pdf",
    tag = "files",
    params(InSession),
    responses(Pdf)
)]
pub async fn pdf(
    machine: Machine,
    app: State<Arc<App>>,
    speaks: Speaks,
    Named(InSession { id }): Named<InSession>,
) -> Response {
    report::pdf_for_machine(machine, app, speaks, Path(id)).await
}

/// The report as a page.
///
/// The same as the PDF in one HTML file that needs nothing else.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/report.html",
    operation_id = "get_report_html",
    tag = "files",
    params(InSession),
    responses(Html)
)]
pub async fn html(
    machine: Machine,
    app: State<Arc<App>>,
    speaks: Speaks,
    Named(InSession { id }): Named<InSession>,
) -> Response {
    report::html_for_machine(machine, app, speaks, Path(id)).await
}

/// One chart.
///
/// Of one question, or of one field of a form, as a drawing (SVG) or a picture (PNG), for a slide or a document.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/charts/{file}",
    operation_id = "get_chart",
    tag = "files",
    params(InCharts, report::Wishes),
    responses(Chart)
)]
pub async fn chart(
    machine: Machine,
    app: State<Arc<App>>,
    speaks: Speaks,
    Named(InCharts { id, file }): Named<InCharts>,
    Asked(wishes): Asked<report::Wishes>,
) -> Response {
    report::chart_for_machine(machine, app, speaks, Path((id, file)), wishes).await
}

/// The results as a file.
///
/// While the session runs the answers so far, afterwards those that are kept. Files of one moment say the same digest. In a
/// confidential session there is no file with a row for each participant; where results will be split by group there is none
/// until they are final. What is wished goes for the CSV files only.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/{file}",
    operation_id = "get_file",
    tag = "files",
    params(InExports, export::Wishes),
    responses(Exported)
)]
pub async fn file(
    machine: Machine,
    app: State<Arc<App>>,
    speaks: Speaks,
    Named(InExports { id, file }): Named<InExports>,
    Asked(wishes): Asked<export::Wishes>,
) -> Response {
    export::for_machine(machine, app, speaks, Path((id, file)), wishes).await
}

struct Pdf;
struct Html;
struct Chart;
struct Exported;

impl IntoResponses for Pdf {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        answer("The report.", ["application/pdf"], [disposition()])
    }
}

impl IntoResponses for Html {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        answer("The report.", ["text/html"], [disposition()])
    }
}

impl IntoResponses for Chart {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let about =
            "Only of a PNG: codes of the signs that its letters cannot draw and for which codes stand in the picture.";
        let missing = (report::NOT_DRAWN, header_saying(about));
        answer("The chart.", ["image/svg+xml", "image/png"], [disposition(), missing])
    }
}

impl IntoResponses for Exported {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let about = "SHA-256 of the `results.json` of the same moment, in hexadecimal digits: of which results this file was \
                     made. Not of the file itself.";
        let digest = (export::RESULTS_DIGEST, header_saying(about));
        answer("The file.", Format::ALL.map(Format::content_type), [disposition(), digest])
    }
}

/// The name under which a file is kept.
fn disposition() -> (HeaderName, Header) {
    (header::CONTENT_DISPOSITION, header_saying("What the file is called on whoever's disk."))
}

fn header_saying(about: &str) -> Header {
    HeaderBuilder::new().schema(Some(described::any_text())).description(Some(about)).build()
}

fn answer<'a>(
    about: &str,
    content_types: impl IntoIterator<Item = &'a str>,
    headers: impl IntoIterator<Item = (HeaderName, Header)>,
) -> BTreeMap<String, RefOr<Described>> {
    let mut response = ResponseBuilder::new().description(about);
    for content_type in content_types {
        // Without parameters: a client looks for the kind, and the rest is for who opens the file.
        let kind = content_type.split(';').next().unwrap_or_default();
        let schema: Schema = match kind {
            "application/json" => ObjectBuilder::new().schema_type(Type::Object).build().into(),
            text if text.starts_with("text/") || text.ends_with("+xml") => described::any_text().into(),
            _ => described::bytes().into(),
        };
        response = response.content(kind, ContentBuilder::new().schema(Some(schema)).build());
    }
    for (name, header) in headers {
        response = response.header(name.as_str(), header);
    }
    BTreeMap::from([("200".to_owned(), response.build().into())])
}
