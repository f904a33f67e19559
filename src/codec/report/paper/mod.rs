//! The report on A4: its pieces set on pages, top to bottom, with their tags.
//!
//! Nothing is cut off: what is longer than a page goes on on the next one, a table under its head again.

mod close;
mod grid;
mod press;
mod tags;

use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{BBox, ListNumbering, Tag, TagKind};

use super::About;
use super::content::{Content, Piece, Said, Style};
use crate::codec::picture::bars::pairs;
use crate::codec::picture::letters::{Hand, Letters, Line, Missing, SOFT_HYPHEN, wrap, wrap_balanced};
use crate::codec::picture::mark::{Anchor, Block, Mark, Role, Run};
use crate::codec::picture::pen::{Pen, Room, stacked};
use crate::codec::picture::{DOCUMENT_WIDTH, blocks_of, document_room, pairs_room};
use crate::codec::words::Tongue;
use close::{Close, sections};
pub use press::Unprintable;
use press::{Entry, Page, Part, Sheets};
use tags::{Branch, Tree};

/// A4, in points.
const PAGE_WIDTH: f32 = 595.28;
const PAGE_HEIGHT: f32 = 841.89;
const LEFT: f32 = (PAGE_WIDTH - DOCUMENT_WIDTH) / 2.0;
const WIDTH: f32 = DOCUMENT_WIDTH;
const TOP: f32 = 62.0;
const BOTTOM: f32 = PAGE_HEIGHT - 78.0;
/// Where the first page's title begins: a third of the way down.
const TITLE_TOP: f32 = 190.0;
/// What must still fit below a heading.
const BELOW_HEADING: f32 = 90.0;
const LEADING: f32 = 1.4;
/// So many codes of signs without a shape are named.
const CODES_MAX: usize = 60;

const PLAIN: Hand = Hand::regular(10.0);
const NOTE: Hand = Hand::regular(9.0);

pub fn print(about: &About<'_>) -> Result<Vec<u8>, Unprintable> {
    let content = Content::of(about);
    let tongue = about.findings.tongue;
    let mut setter = Setter::new(tongue);
    for section in sections(&content.pieces) {
        setter.section(section);
    }
    setter.name_missing();
    setter.feet(about);
    let Setter { pages, tree, entries, .. } = setter;
    press::print(&Sheets { title: content.title, language: tongue.code(), pages, tree, entries })
}

struct Setter {
    tongue: Tongue,
    close: Close,
    pages: Vec<Page>,
    /// Where the next piece begins.
    y: f32,
    tree: Tree,
    entries: Vec<Entry>,
    missing: Missing,
}

impl Setter {
    fn new(tongue: Tongue) -> Self {
        let mut setter = Self {
            tongue,
            close: Close::Roomy,
            pages: vec![Page::default()],
            y: TITLE_TOP,
            tree: Tree::default(),
            entries: Vec::new(),
            missing: Missing::default(),
        };
        setter.put(Part::Ornament, staff());
        setter
    }

    fn spell(&mut self, text: &str) -> String {
        Letters::Embedded.spell(text, &mut self.missing)
    }

    fn put(&mut self, part: Part, marks: Vec<Mark>) {
        let page = self.pages.last_mut().expect("there is always a page");
        page.parts.push((part, marks));
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    /// Goes on on a new page where so much does not fit any more.
    fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.new_page();
        }
    }

    /// Air above a piece, but not at the top of a page.
    fn air(&mut self, air: f32) {
        if self.y > TOP {
            self.y += air;
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Heading { level, said, is_title } => self.heading(*level, said, *is_title),
            Piece::Text { style, said } => self.text(*style, said),
            Piece::Grid(grid) => self.grid(grid),
            Piece::List(items) => self.list(items),
            Piece::Chart { panel, alt, .. } => {
                let room = document_room(WIDTH, &[panel]);
                self.chart(room, alt, |pen| blocks_of(pen, panel, None));
            }
            Piece::Pairs { sheet, alt, .. } => self.chart(pairs_room(WIDTH), alt, |pen| pairs(pen, sheet)),
            Piece::NewPage => self.new_page(),
        }
    }

    fn heading(&mut self, level: u16, said: &Said, is_title: bool) {
        let hand = match level {
            _ if is_title => Hand::bold(28.0),
            1 | 2 => Hand::bold(17.0),
            3 => Hand::bold(11.5),
            _ => Hand::bold(10.0),
        };
        let text = self.spell(&said.text);
        let lines = wrap_balanced(&text, hand, WIDTH);
        self.air(if level > 2 { 20.0 } else { 0.0 });
        self.need(lines.len() as f32 * hand.size * 1.2 + BELOW_HEADING);
        let page = self.pages.len() - 1;
        self.entries.push(Entry { level, text: text.clone(), page, y: (self.y - 8.0).max(0.0) });
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let tag = Tag::Hn(level, Some(text)).with_lang(said.lang.clone());
        let branch = self.tree.top(tag);
        self.lines(branch, &lines, &Set { hand, role: Role::Ink, left: 0.0, leading: 1.2 });
        self.y += if is_title { 18.0 } else { 5.0 };
    }

    fn text(&mut self, style: Style, said: &Said) {
        let (hand, role, air, below) = match style {
            Style::Label => (Hand::regular(12.0), Role::Soft, 0.0, 6.0),
            Style::Question => (Hand::regular(12.0), Role::Soft, 0.0, 6.0),
            Style::Plain => (PLAIN, Role::Ink, 4.0, 4.0),
            Style::Note => (NOTE, Role::Soft, 4.0, 2.0),
            Style::Caveat => (NOTE, Role::Ink, 16.0, 2.0),
        };
        self.air(air);
        let text = self.spell(&said.text);
        let indent = if style == Style::Caveat { 10.0 } else { 0.0 };
        let lines = wrap(&text, hand, WIDTH - indent);
        let high = lines.len() as f32 * hand.size * LEADING;
        self.need(high.min(hand.size * LEADING * 3.0));
        if style == Style::Caveat && self.y + high < BOTTOM {
            let (from, to) = ((LEFT + 1.0, self.y), (LEFT + 1.0, self.y + high));
            self.put(Part::Ornament, vec![Mark::Rule { from, to, width: 2.0, role: Role::Water, dashes: None }]);
        }
        let branch = self.tree.top(Tag::P.with_lang(said.lang.clone()));
        self.lines(branch, &lines, &Set { hand, role, left: indent, leading: LEADING });
        self.y += below;
    }

    /// Lines of one branch, over as many pages as they take: a leaf a page.
    fn lines(&mut self, branch: Branch, lines: &[Line], set: &Set) {
        let high = set.hand.size * set.leading;
        let mut marks = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if self.y + high > BOTTOM {
                self.leaf(branch, std::mem::take(&mut marks));
                self.new_page();
            }
            let is_last = index + 1 == lines.len();
            marks.push(set.line(line, is_last, self.y));
            self.y += high;
        }
        self.leaf(branch, marks);
    }

    fn leaf(&mut self, branch: Branch, marks: Vec<Mark>) {
        if !marks.is_empty() {
            let leaf = self.tree.leaf(branch);
            self.put(Part::Of(leaf), marks);
        }
    }

    fn list(&mut self, items: &[(Said, Option<String>)]) {
        const INDENT: f32 = 14.0;
        if items.is_empty() {
            return;
        }
        self.air(4.0);
        let list = self.tree.top(Tag::L(ListNumbering::Disc));
        for (said, behind) in items {
            let text = self.spell(&said.text);
            let lines = wrap(&text, PLAIN, WIDTH - INDENT);
            let high = PLAIN.size * LEADING;
            self.need((lines.len() as f32).min(3.0) * high);
            let item = self.tree.under(list, Tag::LI);
            let label = self.tree.under(item, Tag::Lbl);
            let dot = Mark::words(LEFT + 2.0, self.y + PLAIN.size, Anchor::Start, "•", PLAIN, Role::Water);
            self.leaf(label, vec![dot]);
            let body = self.tree.under(item, Tag::LBody);
            let own = self.tree.under(body, Tag::P.with_lang(said.lang.clone()));
            self.lines(own, &lines, &Set { hand: PLAIN, role: Role::Ink, left: INDENT, leading: LEADING });
            if let Some(behind) = behind {
                self.behind(body, behind, lines.last(), INDENT);
            }
            self.y += 3.0;
        }
        self.y += 4.0;
    }

    /// Said of an item, on its last line where there is room, else below it.
    fn behind(&mut self, body: Branch, behind: &str, last: Option<&Line>, left: f32) {
        let behind = self.spell(behind);
        let branch = self.tree.under(body, Tag::P);
        let wide = last.map_or(0.0, |line| line.width) + 10.0;
        if wide + NOTE.width(&behind) <= WIDTH - left {
            let y = self.y - PLAIN.size * (LEADING - 1.0);
            let mark = Mark::words(LEFT + left + wide, y, Anchor::Start, behind, NOTE, Role::Soft);
            self.leaf(branch, vec![mark]);
        } else {
            let lines = wrap(&behind, NOTE, WIDTH - left);
            self.lines(branch, &lines, &Set { hand: NOTE, role: Role::Soft, left, leading: LEADING });
        }
    }

    /// Whole on a page where it can be; a longer one goes on between two of its rows.
    fn chart(&mut self, room: Room, alt: &str, draw: impl Fn(&mut Pen) -> Vec<Block>) {
        self.air(10.0);
        let mut pen = Pen::new(self.tongue, Letters::Embedded, self.close.room(room));
        let blocks = draw(&mut pen);
        self.missing.add(&pen.missing);
        let high: f32 = blocks.iter().map(|block| block.air + block.height).sum();
        let first = blocks.first().map_or(0.0, |block| block.height);
        self.need(if high < BOTTOM - TOP { high } else { first });
        let figure = Tag::Figure(Some(alt.to_owned()));
        if self.y + high <= BOTTOM {
            let whole = stacked(blocks);
            let rect = Rect::from_xywh(LEFT, self.y, WIDTH, whole.height.max(1.0)).expect("a drawing has a size");
            let branch = self.tree.top(figure.with_bbox(Some(BBox::new(self.pages.len() - 1, rect))));
            let marks = whole.marks.into_iter().map(|mark| mark.moved(LEFT, self.y)).collect();
            self.leaf(branch, marks);
            self.y += whole.height + 8.0;
            return;
        }
        let branch = self.tree.top(figure);
        let mut marks = Vec::new();
        for block in blocks {
            if self.y + block.air + block.height > BOTTOM && self.y > TOP {
                self.leaf(branch, std::mem::take(&mut marks));
                self.new_page();
            }
            self.air(block.air);
            let y = self.y;
            marks.extend(block.marks.into_iter().map(|mark| mark.moved(LEFT, y)));
            self.y += block.height;
        }
        self.leaf(branch, marks);
        self.y += 8.0;
    }

    /// At the end, once everything is set: which signs have only their codes in the text.
    fn name_missing(&mut self) {
        if self.missing.is_empty() {
            return;
        }
        let n = self.missing.len();
        let key = if n > CODES_MAX { "report-missing-more" } else { "report-missing-text" };
        let codes = self.missing.codes(CODES_MAX);
        let said = self.tongue.say_with(key, &[("n", (n as u32).into()), ("codes", codes.as_str().into())]);
        self.heading(3, &Said::ours(self.tongue.say("report-missing")), false);
        self.text(Style::Plain, &Said::ours(said));
    }

    /// Which page of how many, and where the figures come from.
    fn feet(&mut self, about: &About<'_>) {
        const SMALL: Hand = Hand::regular(6.5);
        const NUMBER: Hand = Hand::regular(8.5);
        let digest = format!("{}: {}", self.tongue.say("report-digest"), about.digest);
        let title = self.spell(&about.findings.title);
        let title = wrap(&title, NUMBER, WIDTH * 0.7).remove(0).text;
        let of = self.pages.len() as u32;
        for (n, page) in (1..).zip(&mut self.pages) {
            let number = self.tongue.say_with("report-page", &[("n", n.into()), ("of", of.into())]);
            let y = PAGE_HEIGHT - 52.0;
            let (from, to) = ((LEFT, y), (LEFT + WIDTH, y));
            let marks = vec![
                Mark::Rule { from, to, width: 0.5, role: Role::Line, dashes: None },
                Mark::words(LEFT, y + 14.0, Anchor::Start, title.clone(), NUMBER, Role::Soft),
                Mark::words(LEFT + WIDTH, y + 14.0, Anchor::End, number, NUMBER, Role::Soft),
                Mark::words(LEFT, y + 25.0, Anchor::Start, digest.clone(), SMALL, Role::Soft),
            ];
            page.parts.push((Part::Foot, marks));
        }
    }
}

/// How lines stand on a page.
struct Set {
    hand: Hand,
    role: Role,
    /// From the left of the text.
    left: f32,
    leading: f32,
}

impl Set {
    fn line(&self, line: &Line, is_last: bool, y: f32) -> Mark {
        // What is read aloud or copied has the space, or the hyphen, at which the line was broken.
        let end = match line.is_hyphened {
            true => SOFT_HYPHEN.to_string(),
            false if is_last => String::new(),
            false => " ".to_owned(),
        };
        let text = format!("{}{end}", line.text);
        let run = Run { text, hand: self.hand, role: self.role, of_deck: false };
        let y = y + self.hand.size * (self.leading - 0.3);
        Mark::Words { x: LEFT + self.left, y, anchor: Anchor::Start, runs: vec![run] }
    }
}

/// The gauge staff, our mark, above the title.
fn staff() -> Vec<Mark> {
    let (left, top, unit) = (LEFT, TITLE_TOP - 62.0, 1.35);
    let at = |x: f32, y: f32| (left + x * unit, top + y * unit);
    let tick = |from: f32, y: f32, long: f32, role| Mark::Rule {
        from: at(from, y),
        to: at(from + long, y),
        width: 1.6,
        role,
        dashes: None,
    };
    let ((x, y), (water_x, water_y)) = (at(1.0, 1.0), at(2.0, 18.0));
    vec![
        Mark::Box { x, y, width: 18.0 * unit, height: 30.0 * unit, role: Role::Panel, edge: Some((Role::Ink, 1.6)) },
        Mark::Box { x: water_x, y: water_y, width: 16.0 * unit, height: 12.0 * unit, role: Role::Water, edge: None },
        tick(1.0, 7.0, 7.0, Role::Ink),
        tick(1.0, 12.0, 10.0, Role::Ink),
        tick(1.0, 17.0, 7.0, Role::Ink),
        tick(2.0, 22.0, 9.0, Role::Panel),
        tick(2.0, 27.0, 6.0, Role::Panel),
    ]
}

/// A tag that has a language of its own where the text has.
fn in_language(tag: impl Into<TagKind>, said: &Said) -> TagKind {
    let mut tag = tag.into();
    tag.as_any_mut().set_lang(said.lang.clone());
    tag
}
