//! Pages that were laid out become a PDF: marks are drawn, named for the tree of tags, and the whole is held against
//! PDF/UA-1 by the library that writes it.
//!
//! Marks are drawn straight, and not by way of SVG: text then stays in the letters of the page, which are embedded once.

use std::sync::LazyLock;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::metadata::{Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::tags::{Leaf, Tree};
use super::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::codec::picture::letters::{SOFT_HYPHEN, Weight, shape};
use crate::codec::picture::mark::{Anchor, Mark, Role, Run};
use crate::codec::picture::palette::Theme;

/// Parsed once, at the first report.
static FONTS: LazyLock<[Font; 2]> = LazyLock::new(|| {
    [Weight::Regular, Weight::Bold]
        .map(|weight| Font::new(weight.bytes().into(), 0).expect("the embedded letters can be read"))
});
/// How far a curve's handle reaches for a quarter of a circle.
const QUARTER: f32 = 0.552_285;

/// The library that writes the PDF found it not to be what it must be.
#[derive(Debug, thiserror::Error)]
#[error("the report does not hold to PDF/UA-1: {0}")]
pub struct Unprintable(String);

impl From<KrillaError> for Unprintable {
    fn from(error: KrillaError) -> Self {
        match &error {
            KrillaError::Validation(errors) => {
                let named: Vec<String> = errors.iter().map(|(error, _)| format!("{error:?}")).collect();
                Self(named.join("; "))
            }
            other => Self(other.to_string()),
        }
    }
}

/// What the marks of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Of(Leaf),
    /// A rule, or a head that is said again on a new page.
    Ornament,
    Foot,
}

/// The marks of a page in reading order.
#[derive(Default)]
pub struct Page {
    pub parts: Vec<(Part, Vec<Mark>)>,
}

/// A heading, for the outline.
pub struct Entry {
    pub level: u16,
    pub text: String,
    pub page: usize,
    pub y: f32,
}

pub struct Sheets {
    pub title: String,
    pub language: &'static str,
    pub pages: Vec<Page>,
    pub tree: Tree,
    pub entries: Vec<Entry>,
}

pub fn print(sheets: &Sheets) -> Result<Vec<u8>, Unprintable> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| Unprintable(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let metadata = Metadata::new()
        .title(sheets.title.clone())
        .language(sheets.language.to_owned())
        .creator("Peil".to_owned())
        .text_direction(TextDirection::LeftToRight);
    document.set_metadata(metadata);
    let mut drawn: Vec<Option<Identifier>> = vec![None; sheets.tree.leaves()];
    for page in &sheets.pages {
        let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).expect("a page has a size");
        let mut started = document.start_page_with(settings);
        let mut surface = started.surface();
        for (part, marks) in &page.parts {
            let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
            let tag = match part {
                Part::Of(_) => ContentTag::Span(SpanTag::empty()),
                Part::Ornament => artifact(ArtifactType::Layout),
                Part::Foot => artifact(ArtifactType::Footer),
            };
            let tag = if let Part::Of(_) = part { ContentTag::Other } else { tag };
            let identifier = surface.start_tagged(tag);
            for mark in marks {
                draw(&mut surface, mark);
            }
            surface.end_tagged();
            if let Part::Of(leaf) = part {
                drawn[leaf.0] = Some(identifier);
            }
        }
    }
    document.set_tag_tree(sheets.tree.grown(&drawn, sheets.language));
    document.set_outline(outline(&sheets.entries));
    Ok(document.finish()?)
}

/// Headings below the one that stands above them.
fn outline(entries: &[Entry]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = entries;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().position(|entry| entry.level <= first.level).unwrap_or(after.len());
        outline.push_child(node(first, &after[..below]));
        rest = &after[below..];
    }
    outline
}

fn node(entry: &Entry, below: &[Entry]) -> OutlineNode {
    let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.y));
    let mut node = OutlineNode::new(entry.text.clone(), place).with_open(entry.level < 2);
    let mut rest = below;
    while let Some((first, after)) = rest.split_first() {
        let deeper = after.iter().position(|entry| entry.level <= first.level).unwrap_or(after.len());
        node.push_child(self::node(first, &after[..deeper]));
        rest = &after[deeper..];
    }
    node
}

/// Paper is white, and what is printed has the colours of the light pages.
fn colour(role: Role) -> rgb::Color {
    let colour = role.colour(Theme::Light, Role::Panel);
    rgb::Color::new(colour.0, colour.1, colour.2)
}

fn fill(role: Role) -> Option<Fill> {
    Some(Fill { paint: colour(role).into(), opacity: NormalizedF32::ONE, ..Fill::default() })
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Bar { x, y, width, height, head, role } => {
            let head = head.min(*width).min(height / 2.0);
            surface.set_stroke(None);
            surface.set_fill(fill(*role));
            paint(surface, bar(*x, *y, *width, *height, head));
        }
        Mark::Box { x, y, width, height, role, edge } => {
            surface.set_stroke(edge.map(|(role, width)| stroke(role, width, None)));
            surface.set_fill(fill(*role));
            paint(surface, bar(*x, *y, *width, *height, 0.0));
        }
        Mark::Rule { from, to, width, role, dashes } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*role, *width, *dashes)));
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            paint(surface, path.finish());
        }
        Mark::Dot { x, y, radius, role } => {
            surface.set_stroke(None);
            surface.set_fill(fill(*role));
            paint(surface, dot(*x, *y, *radius));
        }
        Mark::Words { x, y, anchor, runs } => words(surface, *x, *y, *anchor, runs),
    }
}

fn paint(surface: &mut Surface<'_>, path: Option<Path>) {
    // A shape without a size has no path, and nothing to see.
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn stroke(role: Role, width: f32, dashes: Option<(f32, f32)>) -> Stroke {
    let dash = dashes.map(|(on, off)| StrokeDash { array: vec![on, off], offset: 0.0 });
    Stroke { paint: colour(role).into(), width, dash, ..Stroke::default() }
}

fn bar(x: f32, y: f32, width: f32, height: f32, head: f32) -> Option<Path> {
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(right - head, y);
    path.quad_to(right, y, right, y + head);
    path.line_to(right, bottom - head);
    path.quad_to(right, bottom, right - head, bottom);
    path.line_to(x, bottom);
    path.close();
    path.finish()
}

fn dot(x: f32, y: f32, radius: f32) -> Option<Path> {
    let (r, k) = (radius, radius * QUARTER);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}

fn words(surface: &mut Surface<'_>, x: f32, y: f32, anchor: Anchor, runs: &[Run]) {
    let wide: f32 = runs.iter().map(Run::width).sum();
    let mut x = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    surface.set_stroke(None);
    for run in runs {
        surface.set_fill(fill(run.role));
        let glyphs = glyphs(run);
        if !glyphs.is_empty() {
            let font = FONTS[run.hand.weight as usize].clone();
            surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &run.text, run.hand.size, false);
        }
        x += run.width();
    }
}

/// A soft hyphen at the end of a line is drawn, and is still read as what it is: a word that goes on.
fn glyphs(run: &Run) -> Vec<KrillaGlyph> {
    let is_broken = run.text.ends_with(SOFT_HYPHEN);
    let drawn = if is_broken { run.text.replace(SOFT_HYPHEN, "-") } else { run.text.clone() };
    let end = run.text.len();
    let shaped = shape(&drawn, run.hand.weight).into_iter().map(|glyph| {
        let bytes = if is_broken && glyph.bytes.end == drawn.len() { glyph.bytes.start..end } else { glyph.bytes };
        let (right, up) = glyph.shift;
        KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, right, up, 0.0, bytes, None)
    });
    shaped.collect()
}
