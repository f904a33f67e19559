//! Documents at the desk, to read, to print and to take along: see [`crate::codec::documents`].

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::codec::documents::Document;
use crate::codec::words::Tongue;
use crate::web::assets;
use crate::web::given::InPath;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};

#[derive(Template)]
#[template(path = "pages/desk_documents.html")]
struct DocumentsPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: &'static str,
    rows: Vec<Row>,
}

struct Row {
    word: &'static str,
    title: String,
    about: String,
}

impl DocumentsPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

#[derive(Template)]
#[template(path = "pages/desk_document.html")]
struct DocumentPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    /// Trusted HTML.
    document: String,
}

impl DocumentPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

fn title(document: Document, tongue: Tongue) -> String {
    tongue.say(&format!("documents-{}", document.word()))
}

pub async fn documents(_: Organiser, Speaks(tongue): Speaks) -> Response {
    let row = |document: Document| Row {
        word: document.word(),
        title: title(document, tongue),
        about: tongue.say(&format!("documents-{}-about", document.word())),
    };
    let page = DocumentsPage {
        lang: tongue.code(),
        title: tongue.say("documents-title"),
        assets: assets::prefix(),
        t: tongue,
        here: "/desk/documents",
        rows: Document::ALL.map(row).into(),
    };
    html(&page, tongue)
}

/// The page; with `.md` behind its name the text.
pub async fn document(_: Organiser, Speaks(tongue): Speaks, InPath(name): InPath<String>) -> Response {
    if let Some(document) = name.strip_suffix(".md").and_then(Document::from_word) {
        let disposition = format!("attachment; filename=\"peil-{}-{}.md\"", document.word(), tongue.code());
        let headers = [
            (header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        return (headers, document.text(tongue)).into_response();
    }
    let Some(document) = Document::from_word(&name) else { return Problem::NOT_FOUND.page(tongue) };
    let page = DocumentPage {
        lang: tongue.code(),
        title: title(document, tongue),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/documents/{name}"),
        document: document.page(tongue),
    };
    html(&page, tongue)
}
