//! The receipt of a deletion: what went, of which session, when, how much, and what stays. A page to print, and a text.
//!
//! Says nothing that anybody answered.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::results::Forgettable;
use crate::hub::receipts::{Erasure, Receipt};
use crate::web::given::InPath;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets};

#[derive(Template)]
#[template(path = "pages/desk_receipt.html")]
struct ReceiptPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    lines: Vec<(String, String)>,
    /// The session's page, where it is still there.
    session: Option<String>,
}

impl ReceiptPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

pub async fn receipt(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(word): InPath<String>,
) -> Response {
    let Some(receipt) = app.hub.receipt(&word) else { return Problem::NO_SUCH_RECEIPT.page(tongue) };
    let page = ReceiptPage {
        lang: tongue.code(),
        title: tongue.say("receipt-title"),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/receipts/{word}"),
        lines: lines(&receipt, tongue),
        session: (receipt.what != Erasure::Everything).then(|| format!("/desk/sessions/{}", receipt.session)),
    };
    html(&page, tongue)
}

/// The same as text, to take along.
pub async fn receipt_text(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(word): InPath<String>,
) -> Response {
    let Some(receipt) = app.hub.receipt(&word) else { return Problem::NO_SUCH_RECEIPT.page(tongue) };
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"receipt.txt\""),
    ];
    (headers, text(&receipt, tongue)).into_response()
}

fn text(receipt: &Receipt, tongue: Tongue) -> String {
    let lines = lines(receipt, tongue);
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let lines: Vec<String> = lines.iter().map(|(label, value)| format!("{label:width$}  {value}\n")).collect();
    format!("{}\n\n{}\n{}\n", tongue.say("receipt-title"), lines.concat(), tongue.say("receipt-scope"))
}

fn lines(receipt: &Receipt, tongue: Tongue) -> Vec<(String, String)> {
    let line = |key: &str, value: String| (tongue.say(&format!("receipt-{key}")), value);
    let moment = |at| dates::date_and_time(at, tongue);
    let bytes = [
        ("before", &tongue.figure(bytes(receipt.bytes_before))),
        ("after", &tongue.figure(bytes(receipt.bytes_after))),
    ];
    vec![
        line("session", receipt.title.clone()),
        line("number", receipt.session.to_string()),
        line("code", receipt.code.spaced()),
        line("started", moment(receipt.started_at)),
        line("ended", receipt.ended_at.map_or_else(|| tongue.say("receipt-not-ended"), moment)),
        line("what", tongue.say(&format!("receipt-what-{}", receipt.what.word()))),
        line("at", moment(receipt.at)),
        line("much", much(receipt, tongue)),
        line("left", tongue.say(&format!("receipt-left-{}", left(receipt)))),
        line("disk", tongue.say_with("receipt-bytes", &bytes.map(|(name, figure)| (name, figure.as_str().into())))),
    ]
}

/// No session comes near four gigabytes.
fn bytes(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn much(receipt: &Receipt, tongue: Tongue) -> String {
    if let Some(before) = receipt.before {
        return tongue.say_with("receipt-before", &[("date", dates::date_and_time(before, tongue).as_str().into())]);
    }
    let Some(held) = receipt.held else { return tongue.say("receipt-unknown") };
    let count = |key: &str, n: u32| {
        let figure = tongue.figure(n);
        tongue.say_with(&format!("receipt-{key}"), &[("n", n.into()), ("figure", figure.as_str().into())])
    };
    let (texts, rows) = (count("texts", held.texts), count("rows", held.rows));
    // Pages and figures count without these; whoever compares must be able to.
    let answers = match held.set_aside {
        0 => count("answers", held.answers),
        aside => format!("{} ({})", count("answers", held.answers), count("aside", aside)),
    };
    match receipt.what {
        Erasure::Part(Forgettable::Texts) => texts,
        Erasure::Part(Forgettable::Rows) => format!("{rows}, {answers}"),
        Erasure::Everything => format!("{rows}, {answers}, {texts}"),
    }
}

fn left(receipt: &Receipt) -> &'static str {
    match (receipt.what, receipt.forgotten.texts, receipt.forgotten.rows) {
        (Erasure::Everything, ..) => "everything",
        (_, Some(_), Some(_)) => "both",
        (_, Some(_), None) => "texts",
        (_, None, _) => "rows",
    }
}
