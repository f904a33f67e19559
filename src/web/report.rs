//! The report and the charts of a session as files, for the desk and for programs alike.
//!
//! Draws nothing itself and counts nothing: it gathers what may leave the session and hands it to the codec, on threads of
//! their own, for a drawing takes longer than a vote may wait.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::App;
use super::api::described::{SizeWord, ThemeWord};
use super::given::{InPath, InQuery};
use super::makers::{Order, Watching, make};
use super::problem::{Problem, one_of};
use super::visitor::{Machine, Organiser, Speaks};
use crate::codec::dates;
use crate::codec::export;
use crate::codec::findings::Findings;
use crate::codec::picture::letters::Letters;
use crate::codec::picture::palette::Theme;
use crate::codec::picture::{Caption, Ink, Refused, Size, draw};
use crate::codec::report::{About, html, pdf};
use crate::codec::words::Tongue;
use crate::domain::ids::{OptionKey, SlideKey};
use crate::hub::Report;

/// Names the signs for which codes stand in a picture.
pub const NOT_DRAWN: HeaderName = HeaderName::from_static("x-peil-not-drawn");
/// So many are named in it.
const CODES_MAX: usize = 40;

/// How a chart is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wishes {
    /// `slide` or `document`; without it for a slide.
    #[param(value_type = Option<SizeWord>, inline)]
    size: Option<String>,
    /// `light` or `dark`; without it light.
    #[param(value_type = Option<ThemeWord>, inline)]
    theme: Option<String>,
}

pub async fn chart_for_organiser(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath((id, file)): InPath<(String, String)>,
    InQuery(wishes): InQuery<Wishes>,
    InQuery(watching): InQuery<Watching>,
) -> Response {
    let order = Order { session: &id, file: &file, watched: watching.making.as_deref() };
    chart(&app, tongue, order, &wishes).await.unwrap_or_else(|problem| problem.page(tongue))
}

pub async fn chart_for_machine(
    Machine(told_in): Machine,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path((id, file)): Path<(String, String)>,
    Query(wishes): Query<Wishes>,
) -> Response {
    let order = Order { session: &id, file: &file, watched: None };
    chart(&app, tongue, order, &wishes).await.unwrap_or_else(|problem| problem.json(told_in))
}

pub async fn pdf_for_organiser(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    InQuery(watching): InQuery<Watching>,
) -> Response {
    let made = report(&app, tongue, &id, Kind::Pdf, watching.making.as_deref()).await;
    made.unwrap_or_else(|problem| problem.page(tongue))
}

pub async fn pdf_for_machine(
    Machine(told_in): Machine,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(id): Path<String>,
) -> Response {
    report(&app, tongue, &id, Kind::Pdf, None).await.unwrap_or_else(|problem| problem.json(told_in))
}

pub async fn html_for_organiser(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    InQuery(watching): InQuery<Watching>,
) -> Response {
    let made = report(&app, tongue, &id, Kind::Html, watching.making.as_deref()).await;
    made.unwrap_or_else(|problem| problem.page(tongue))
}

pub async fn html_for_machine(
    Machine(told_in): Machine,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(id): Path<String>,
) -> Response {
    report(&app, tongue, &id, Kind::Html, None).await.unwrap_or_else(|problem| problem.json(told_in))
}

#[derive(Clone, Copy)]
enum Kind {
    Pdf,
    Html,
}

fn findings(report: &Report, tongue: Tongue) -> Findings {
    let headlines = report.headlines_in(&tongue.language());
    let findings = Findings::of(&report.editions, report.published.results(), &headlines, tongue);
    findings.with_again(&report.editions, &report.published)
}

/// Which chart a file's name asks for: `p1.svg`, or `oordeel.cijfer.png` of one field of a form.
struct Wanted {
    question: SlideKey,
    field: Option<OptionKey>,
    is_png: bool,
    size: Size,
    theme: Theme,
}

impl Wanted {
    fn of(file: &str, wishes: &Wishes) -> Result<Self, Problem> {
        let (name, ending) = file.rsplit_once('.').ok_or(Problem::NOT_FOUND)?;
        let is_png = match ending {
            "png" => true,
            "svg" => false,
            _ => return Err(Problem::NOT_FOUND),
        };
        let (question, field) = name.split_once('.').map_or((name, None), |(name, field)| (name, Some(field)));
        let field = match field {
            Some(field) => Some(OptionKey::parse(field).ok_or(Problem::NO_SUCH_QUESTION)?),
            None => None,
        };
        let size = one_of("size", &wishes.size, Size::ALL, Size::word)?.unwrap_or(Size::Slide);
        let theme = one_of("theme", &wishes.theme, Theme::ALL, Theme::word)?.unwrap_or(Theme::Light);
        Ok(Self { question: SlideKey::parse(question).ok_or(Problem::NO_SUCH_QUESTION)?, field, is_png, size, theme })
    }

    /// The bytes, and the codes of the signs that are not drawn.
    fn drawn(&self, report: &Report, tongue: Tongue) -> Result<(Vec<u8>, String), Problem> {
        let findings = findings(report, tongue);
        let finding = findings.question(&self.question).ok_or(Problem::NO_SUCH_QUESTION)?;
        let has_field = |field: &OptionKey| finding.panels.iter().any(|panel| panel.is_of(field));
        if self.field.as_ref().is_some_and(|field| !has_field(field)) {
            return Err(Problem::NO_SUCH_QUESTION);
        }
        let when = dates::date(report.started_at, tongue);
        let caption = Caption { finding, field: self.field.as_ref(), when: &when, tongue };
        // Whoever opens an SVG has more letters than we do.
        let letters = if self.is_png { Letters::Embedded } else { Letters::Device };
        let picture = draw(&caption, self.size, letters).map_err(|refused| match refused {
            Refused::NoFigures => Problem::NO_FIGURES,
            Refused::TooMuch => Problem::TOO_MUCH_FOR_A_SLIDE,
        })?;
        let bytes = match self.is_png {
            true => picture.png(self.theme).ok_or(Problem::FAILED)?,
            false => picture.svg(Ink::Own(self.theme), "").into_bytes(),
        };
        Ok((bytes, picture.missing.codes(CODES_MAX)))
    }
}

async fn chart(app: &Arc<App>, tongue: Tongue, order: Order<'_>, wishes: &Wishes) -> Result<Response, Problem> {
    let wanted = Wanted::of(order.file, wishes)?;
    let kind = if wanted.is_png { "image/png" } else { "image/svg+xml" };
    let file = order.file.to_owned();
    let (name, (bytes, missing)) = make(app, order, move |report| {
        Ok((export::file_name(&report.about(), &digest(report), &file), wanted.drawn(report, tongue)?))
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    let mut response = (headers, bytes).into_response();
    if let Ok(missing) = HeaderValue::from_str(&missing)
        && !missing.is_empty()
    {
        response.headers_mut().insert(NOT_DRAWN, missing);
    }
    Ok(response)
}

async fn report(
    app: &Arc<App>,
    tongue: Tongue,
    id: &str,
    kind: Kind,
    watched: Option<&str>,
) -> Result<Response, Problem> {
    let (file, content_type) = match kind {
        Kind::Pdf => ("report.pdf", "application/pdf"),
        Kind::Html => ("report.html", "text/html; charset=utf-8"),
    };
    let (name, bytes) = make(app, Order { session: id, file, watched }, move |report| {
        let digest = digest(report);
        Ok((export::file_name(&report.about(), &digest, file), written(report, &digest, tongue, kind)?))
    })
    .await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, disposition.as_str())], bytes)
        .into_response())
}

fn written(report: &Report, digest: &str, tongue: Tongue, kind: Kind) -> Result<Vec<u8>, Problem> {
    let findings = findings(report, tongue);
    let about = About {
        findings: &findings,
        code: report.code,
        started_at: report.started_at,
        ended_at: report.ended_at,
        privacy: report.privacy,
        digest,
    };
    match kind {
        Kind::Html => Ok(html(&about).into_bytes()),
        Kind::Pdf => pdf(&about).map_err(|failure| {
            tracing::error!(%failure, session = %report.id, "a report was not made");
            Problem::UNPRINTABLE
        }),
    }
}

/// What `results.json` of the same moment says of itself.
fn digest(report: &Report) -> String {
    export::digest(&report.about(), &report.editions, &report.published)
}
