//! The report as one HTML file that needs nothing beside itself: its style and its charts stand in it, it runs no script
//! and asks nothing of any other address, and its own policy says so.
//!
//! Charts are drawn twice, for a wide page and for a phone; a browser shows, and reads aloud, only one of them.

use std::sync::LazyLock;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::About;
use super::content::{Content, Depth, Grid, Piece, Said, Style};
use crate::codec::dates;
use crate::codec::picture::mark::Role;
use crate::codec::picture::palette::{Theme, properties};
use crate::codec::picture::{Caption, DOCUMENT_WIDTH, Ink, Picture, bare, bare_pairs};

/// In points: the room on a phone of 320 pixels.
const NARROW: f32 = 210.0;
/// A table with more columns gets a place of its own to scroll in.
const COLUMNS_MAX: usize = 4;

static STYLE: LazyLock<String> = LazyLock::new(|| {
    let [light, dark] = Theme::ALL.map(|theme| properties(theme, Role::Paper));
    format!(
        ":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}@media print{{:root{{{light}}}}}\n{}",
        include_str!("page.css")
    )
});

#[derive(Template)]
#[template(path = "report/page.html")]
struct ReportPage<'a> {
    lang: &'static str,
    title: &'a str,
    policy: String,
    style: &'static str,
    contents: String,
    headings: Vec<(String, &'a str)>,
    parts: Vec<Section<'a>>,
    digest_label: String,
    digest: &'a str,
}

/// What stands on a page of its own when it is printed.
struct Section<'a> {
    /// Of its first heading.
    id: String,
    pieces: Vec<Drawn<'a>>,
}

enum Drawn<'a> {
    Heading {
        level: u16,
        said: &'a Said,
        id: Option<String>,
    },
    Text {
        class: &'static str,
        said: &'a Said,
    },
    Grid {
        grid: &'a Grid,
        class: &'static str,
        /// Whether it may have to scroll by itself, and so must be reached by keyboard.
        scrolls: bool,
    },
    List(&'a [(Said, Option<String>)]),
    /// Trusted SVG.
    Chart {
        wide: String,
        narrow: String,
    },
}

impl Said {
    /// Its language, where that is not the page's. Trusted HTML.
    fn attributes(&self) -> String {
        // A language tag is letters, digits and hyphens.
        self.lang.as_ref().map_or_else(String::new, |lang| format!(" lang=\"{lang}\" dir=auto"))
    }
}

pub fn write(about: &About<'_>) -> String {
    let content = Content::of(about);
    let tongue = about.findings.tongue;
    let when = dates::date(about.started_at, tongue);
    let mut parts = vec![Section { id: String::new(), pieces: Vec::new() }];
    let mut headings = Vec::new();
    for (index, piece) in content.pieces.iter().enumerate() {
        if let Piece::NewPage = piece {
            parts.push(Section { id: String::new(), pieces: Vec::new() });
            continue;
        }
        let part = parts.last_mut().expect("there is always a part");
        let drawn = match piece {
            Piece::NewPage => continue,
            Piece::Heading { level: 2, said, .. } => {
                part.id = format!("h{index}");
                headings.push((part.id.clone(), said.text.as_str()));
                Drawn::Heading { level: 2, said, id: Some(part.id.clone()) }
            }
            Piece::Heading { level, said, .. } => Drawn::Heading { level: *level, said, id: None },
            Piece::Text { style, said } => Drawn::Text { class: class(*style), said },
            Piece::Grid(grid) => drawn_grid(grid),
            Piece::List(items) => Drawn::List(items),
            Piece::Chart { finding, panel, .. } => {
                let caption = Caption { finding, field: None, when: &when, tongue };
                drawn_chart(index, |width| bare(&caption, panel, width))
            }
            Piece::Pairs { again, sheet, .. } => drawn_chart(index, |width| Some(bare_pairs(again, sheet, width))),
        };
        part.pieces.push(drawn);
    }
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let page = ReportPage {
        lang: tongue.code(),
        title: &content.title,
        policy: format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"),
        style: STYLE.as_str(),
        contents: tongue.say("report-contents"),
        headings,
        parts,
        digest_label: tongue.say("report-digest"),
        digest: about.digest,
    };
    page.to_string()
}

fn class(style: Style) -> &'static str {
    match style {
        Style::Label => "label",
        Style::Question => "question",
        Style::Plain => "",
        Style::Note => "note",
        Style::Caveat => "caveat",
    }
}

/// Twice, for a wide page and for a phone.
fn drawn_chart<'a>(index: usize, picture: impl Fn(f32) -> Option<Picture>) -> Drawn<'a> {
    let svg = |width: f32, class: &str| {
        let svg = picture(width).map(|picture| picture.svg(Ink::Page, &format!("c{index}{class}")));
        svg.unwrap_or_default().replacen("<svg ", &format!("<svg class={class} "), 1)
    };
    Drawn::Chart { wide: svg(DOCUMENT_WIDTH, "wide"), narrow: svg(NARROW, "narrow") }
}

fn drawn_grid(grid: &Grid) -> Drawn<'_> {
    let many = grid.heads.len() > COLUMNS_MAX;
    let class = match (grid.heads.is_empty(), grid.is_figures, many) {
        (true, ..) => "names",
        (false, true, true) => "figures many",
        (false, true, false) => "figures",
        (false, false, _) => "overview",
    };
    // In large letters three columns of figures are as wide as five in small ones.
    let scrolls = many || grid.is_figures;
    Drawn::Grid { grid, class, scrolls }
}
