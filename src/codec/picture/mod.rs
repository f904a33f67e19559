//! Charts as pictures: a question's findings with its headline, the literal question, who answered and when, for a slide
//! or a document, in light and dark.
//!
//! Shapes and figures are those of [`crate::codec::findings`]; nothing is counted here. Words are measured with the
//! embedded letters, so that what is laid out once is drawn alike as SVG, as PNG and on the pages of the report.

pub mod bars;
pub mod letters;
pub mod mark;
pub mod palette;
pub mod pen;
mod png;
mod slide;
mod spread;
mod stack;
mod svg;

use letters::{Hand, Letters, Missing, wrap_balanced};
use mark::{Anchor, Block, Mark, Role};
use palette::Theme;
use pen::{Names, Pen, Room, lines, stacked};
pub use svg::Ink;

use crate::codec::findings::{Again, Finding, Panel, Plot};
use crate::codec::together::Sheet;
use crate::codec::words::Tongue;
use crate::domain::ids::OptionKey;

use bars::Cut;

/// Sixteen centimetres, in points: the width of the text on an A4 page.
pub const DOCUMENT_WIDTH: f32 = 453.54;
/// Around a picture for a document, so that it can stand on any page.
const DOCUMENT_EDGE: f32 = 14.0;
/// Dots an inch of a PNG for print.
const PRINT_DPI: f32 = 300.0;
/// Pixels an inch in an SVG.
const PIXEL_DPI: f32 = 96.0;
/// From so many rows on a drawing for a document is set closer.
const MANY_ROWS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A slide of 1920 × 1080, to be read from the last row.
    Slide,
    /// Sixteen centimetres wide, as high as it needs to be.
    Document,
}

impl Size {
    pub const ALL: [Size; 2] = [Size::Slide, Size::Document];

    /// As in an address.
    pub fn word(self) -> &'static str {
        match self {
            Size::Slide => "slide",
            Size::Document => "document",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.word() == word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Pixel,
    Point,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody answered, too few did, or people wrote texts: there is nothing to draw.
    NoFigures,
    /// A slide that a hall can read does not hold it.
    TooMuch,
}

/// A picture, laid out.
#[derive(Clone, Debug)]
pub struct Picture {
    pub width: f32,
    pub height: f32,
    unit: Unit,
    /// What it stands on.
    ground: Role,
    marks: Vec<Mark>,
    /// For whoever cannot see it: what it is of, and what it says.
    title: String,
    sentence: String,
    /// Of the sentences, and of question and answers where those are in another.
    language: &'static str,
    deck_language: Option<String>,
    /// The signs for which a code stands in it.
    pub missing: Missing,
}

impl Picture {
    /// As a file of its own, or for a page that it stands on; ids within it begin with `id`.
    pub fn svg(&self, ink: Ink, id: &str) -> String {
        svg::write(self, ink, id)
    }

    /// `None` when it is too large to hold.
    pub fn png(&self, theme: Theme) -> Option<Vec<u8>> {
        let scale = match self.unit {
            Unit::Pixel => 1.0,
            Unit::Point => PRINT_DPI / PIXEL_DPI,
        };
        png::draw(&self.svg(Ink::Own(theme), ""), scale)
    }
}

/// What stands around the chart of a question.
pub struct Caption<'a> {
    pub finding: &'a Finding,
    /// One field of a form; `None` draws all there is.
    pub field: Option<&'a OptionKey>,
    /// The day of the session, in words.
    pub when: &'a str,
    pub tongue: Tongue,
}

impl<'a> Caption<'a> {
    fn panels(&self) -> Vec<&'a Panel> {
        let is_wanted = |panel: &&Panel| match (self.field, &panel.field) {
            (None, _) => true,
            (Some(wanted), Some((key, _))) => wanted == key,
            (Some(_), None) => false,
        };
        self.finding.panels.iter().filter(is_wanted).collect()
    }

    /// Of the whole question; of one field what that came to.
    fn title(&self, panels: &[&Panel]) -> String {
        match (self.field, panels) {
            (Some(_), [panel]) if !panel.sentence.is_empty() => panel.sentence.clone(),
            (Some(_), [panel]) => self.tongue.say_with("kind-gave", &[("n", panel.answered.into())]),
            _ => self.finding.headline.clone(),
        }
    }

    /// The literal question, and of one field its own.
    fn question(&self, panels: &[&Panel]) -> String {
        match (self.field, panels) {
            (Some(_), [Panel { field: Some((_, name)), .. }]) => format!("{} – {name}", self.finding.heading),
            _ => self.finding.heading.clone(),
        }
    }

    /// Who answered, of who was there.
    fn who(&self, panels: &[&Panel]) -> String {
        let answered = match (self.field, panels) {
            (Some(_), [panel]) => panel.answered,
            _ => self.finding.reach.answered,
        };
        self.tongue.say_with("picture-people", &[("n", answered.into()), ("of", self.finding.reach.shown.into())])
    }
}

/// Lays out the chart of a question.
pub fn draw(caption: &Caption<'_>, size: Size, letters: Letters) -> Result<Picture, Refused> {
    let panels = caption.panels();
    if panels.iter().all(|panel| panel.plot.is_nothing()) {
        return Err(Refused::NoFigures);
    }
    match size {
        Size::Slide => slide::draw(caption, &panels, letters).ok_or(Refused::TooMuch),
        Size::Document => Ok(document(caption, &panels, letters)),
    }
}

/// The room of a chart in a document that is so wide.
pub fn document_room(width: f32, panels: &[&Panel]) -> Room {
    let rows = panels.iter().map(|panel| panel.table.lines.len()).max().unwrap_or(0);
    let (bar, gap) = if rows > MANY_ROWS { (8.0, 5.0) } else { (11.0, 8.0) };
    Room { width, text: 9.5, bar, gap, floor: 96.0, names: Names::Above }
}

fn document(caption: &Caption<'_>, panels: &[&Panel], letters: Letters) -> Picture {
    const TITLE: Hand = Hand::bold(13.0);
    const QUESTION: Hand = Hand::regular(10.0);
    const FOOT: Hand = Hand::regular(9.0);
    let width = DOCUMENT_WIDTH - 2.0 * DOCUMENT_EDGE;
    let mut pen = Pen::new(caption.tongue, letters, document_room(width, panels));
    let title = pen.spell(&caption.title(panels));
    let question = pen.spell(&caption.question(panels));
    let mut blocks = vec![
        lines(&wrap_balanced(&title, TITLE, width), TITLE, Role::Ink, false),
        lines(&letters::wrap(&question, QUESTION, width), QUESTION, Role::Soft, true).below(2.0),
    ];
    let body = body(&mut pen, panels, None);
    blocks
        .extend(body.into_iter().enumerate().map(|(index, block)| if index == 0 { block.below(12.0) } else { block }));
    blocks.extend(notes(&mut pen, panels, FOOT).map(|notes| notes.below(10.0)));
    blocks.push(foot(caption, panels, &mut pen, width, FOOT).below(12.0));
    let whole = stacked(blocks);
    let marks = whole.marks.into_iter().map(|mark| mark.moved(DOCUMENT_EDGE, DOCUMENT_EDGE)).collect();
    let height = whole.height + 2.0 * DOCUMENT_EDGE;
    let parts = Parts { unit: Unit::Point, ground: Role::Panel, marks, missing: pen.missing };
    picture(caption, panels, (DOCUMENT_WIDTH, height), parts)
}

/// Who answered and when, under a rule.
fn foot(caption: &Caption<'_>, panels: &[&Panel], pen: &mut Pen, width: f32, hand: Hand) -> Block {
    let (y, rule) = (hand.size * 1.75, (hand.size * 0.06).max(0.5));
    let [who, when] = [caption.who(panels), caption.when.to_owned()].map(|text| pen.spell(&text));
    let marks = vec![
        Mark::Rule { from: (0.0, 0.0), to: (width, 0.0), width: rule, role: Role::Line, dashes: None },
        Mark::words(0.0, y, Anchor::Start, who, hand, Role::Ink),
        Mark::words(width, y, Anchor::End, when, hand, Role::Soft),
    ];
    Block { air: 0.0, height: hand.size * 2.0, marks }
}

/// What else the figures need to be understood.
fn notes(pen: &mut Pen, panels: &[&Panel], hand: Hand) -> Option<Block> {
    // A form's fields would each say theirs.
    let [panel] = panels else { return None };
    let notes: Vec<Block> = panel.notes.iter().map(|note| pen.paragraph(note, hand, Role::Soft, false)).collect();
    (!notes.is_empty()).then(|| stacked(notes))
}

/// The charts of these panels, as blocks that a page may part.
fn body(pen: &mut Pen, panels: &[&Panel], cut: Option<usize>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for panel in panels {
        let drawn = blocks_of(pen, panel, cut);
        // Of a form each field has its name, also where nothing is drawn of it.
        let head = panel.field.as_ref().filter(|_| panels.len() > 1).map(|(_, name)| {
            let (width, hand) = (pen.room.width, pen.bold());
            let said = panel.withheld.clone().unwrap_or_else(|| panel.sentence.clone());
            let name = pen.named(name, width, hand, None);
            let said = pen.paragraph(&said, pen.plain(), Role::Soft, false);
            stacked([name, said])
        });
        let above = if blocks.is_empty() { 0.0 } else { pen.room.gap * 2.5 };
        let mut drawn = drawn.into_iter();
        let (gap, first) = (pen.room.gap, drawn.next());
        let first = match head {
            Some(head) => Some(stacked(std::iter::once(head).chain(first.map(|first| first.below(gap))))),
            None => first,
        };
        blocks.extend(first.map(|first| first.below(above)));
        blocks.extend(drawn);
    }
    blocks
}

/// The chart of one panel; none where it has no figures. With `cut` only so many bars, where that leaves out no meaning.
pub fn blocks_of(pen: &mut Pen, panel: &Panel, cut: Option<usize>) -> Vec<Block> {
    match &panel.plot {
        Plot::Nothing => Vec::new(),
        Plot::Bars(chart) => {
            let cut = cut.filter(|_| bars::can_be_cut(&panel.question)).map(|named| Cut { named });
            bars::chart(pen, panel, chart, cut)
        }
        Plot::Stack { stack, rows, withheld } => stack::rows(pen, panel.scale(), stack, rows, withheld),
        Plot::Spread { .. } => spread::numbers(pen, &panel.plot, &panel.question.unit).into_iter().collect(),
        Plot::Ranks(ranks) => bars::ranks(pen, &panel.question, ranks),
        Plot::Shares(shares) => bars::shares(pen, &panel.question, shares),
        Plot::Words(words) => bars::words(pen, &words[..cut.unwrap_or(words.len()).min(words.len())]),
    }
}

struct Parts {
    unit: Unit,
    ground: Role,
    marks: Vec<Mark>,
    missing: Missing,
}

fn picture(caption: &Caption<'_>, panels: &[&Panel], (width, height): (f32, f32), parts: Parts) -> Picture {
    let Parts { unit, ground, marks, missing } = parts;
    Picture {
        width,
        height,
        unit,
        ground,
        marks,
        title: caption.question(panels),
        sentence: format!("{} {}.", caption.title(panels), caption.who(panels)),
        language: caption.tongue.code(),
        deck_language: caption.finding.lang.clone(),
        missing,
    }
}

/// A drawing for a page of one's own: its marks from the top left, with no title and no foot.
pub fn bare(caption: &Caption<'_>, panel: &Panel, width: f32) -> Option<Picture> {
    let panels = [panel];
    let mut pen = Pen::new(caption.tongue, Letters::Device, document_room(width, &panels));
    let drawn = blocks_of(&mut pen, panel, None);
    let whole = (!drawn.is_empty()).then(|| stacked(drawn))?;
    let parts = Parts { unit: Unit::Point, ground: Role::Panel, marks: whole.marks, missing: pen.missing };
    Some(picture(caption, &panels, (width, whole.height + 2.0), parts))
}

/// The same of what was asked twice.
pub fn bare_pairs(again: &Again, sheet: &Sheet, width: f32) -> Picture {
    let mut pen = Pen::new(sheet.tongue, Letters::Device, pairs_room(width));
    let whole = stacked(bars::pairs(&mut pen, sheet));
    Picture {
        width,
        height: whole.height + 2.0,
        unit: Unit::Point,
        ground: Role::Panel,
        marks: whole.marks,
        title: again.heading.clone(),
        sentence: sheet.lead.clone(),
        language: sheet.tongue.code(),
        deck_language: again.lang.clone(),
        missing: pen.missing,
    }
}

/// The room of two bars a row, each thinner than one alone.
pub fn pairs_room(width: f32) -> Room {
    Room { width, text: 9.5, bar: 8.0, gap: 8.0, floor: 96.0, names: Names::Above }
}

#[cfg(test)]
mod tests;
