//! The embedded letters, Noto Sans: how wide a text is, where its lines break, and which signs it has no glyph for.
//!
//! Draws nothing and knows no paper. A sign without a glyph is never passed on: its code stands in for it, and it is named.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::{Face, UnicodeBuffer};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// Parsed once, at the first picture.
static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| face(notosans::REGULAR_TTF));
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| face(notosans::BOLD_TTF));

/// Where a text may break, and a hyphen is drawn only if it does.
pub const SOFT_HYPHEN: char = '\u{ad}';
/// What a sign is wide for which only the reader's device has a glyph, in parts of the letters' size: as an emoji.
const FOREIGN_EM: f32 = 1.3;
/// Halvings until equal lines are found: finer than a point.
const BALANCING: usize = 8;

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::from_slice(bytes, 0).expect("the embedded letters can be read")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Bold,
}

impl Weight {
    fn face(self) -> &'static Face<'static> {
        match self {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Weight::Regular => notosans::REGULAR_TTF,
            Weight::Bold => notosans::BOLD_TTF,
        }
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    pub weight: Weight,
    /// Height of the letters, in the units of the picture.
    pub size: f32,
}

impl Hand {
    pub const fn regular(size: f32) -> Self {
        Self { weight: Weight::Regular, size }
    }

    pub const fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, size }
    }

    pub fn width(self, text: &str) -> f32 {
        shape(text, self.weight).iter().map(|glyph| glyph.advance).sum::<f32>() * self.size
    }
}

/// One glyph of a text: its measures are parts of the letters' size.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub id: u32,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
    pub advance: f32,
    pub shift: (f32, f32),
}

/// The glyphs of a text, from left to right: what would run the other way has none in these letters.
pub fn shape(text: &str, weight: Weight) -> Vec<Glyph> {
    let face = weight.face();
    let em = face.units_per_em() as f32;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(rustybuzz::Direction::LeftToRight);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let infos = shaped.glyph_infos();
    let end_of = |index: usize| {
        let cluster = infos[index].cluster;
        let next = infos[index..].iter().find(|info| info.cluster != cluster);
        next.map_or(text.len(), |info| info.cluster as usize)
    };
    let glyph = |(index, position): (usize, &rustybuzz::GlyphPosition)| {
        let info = infos[index];
        let advance = if info.glyph_id == 0 { FOREIGN_EM } else { position.x_advance as f32 / em };
        Glyph {
            id: info.glyph_id,
            bytes: info.cluster as usize..end_of(index),
            advance,
            shift: (position.x_offset as f32 / em, position.y_offset as f32 / em),
        }
    };
    shaped.glyph_positions().iter().enumerate().map(glyph).collect()
}

/// One line of a text that was broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Without the space at its end.
    pub text: String,
    /// It ends within a word, and a hyphen is drawn there.
    pub is_hyphened: bool,
    pub width: f32,
}

impl Line {
    /// As it is read on paper.
    pub fn drawn(&self) -> String {
        if self.is_hyphened { format!("{}-", self.text) } else { self.text.clone() }
    }
}

/// Breaks where Unicode lets a line break, at a soft hyphen, and within a word only when nothing else fits.
pub fn wrap(text: &str, hand: Hand, width: f32) -> Vec<Line> {
    let measured = Measured::new(text, hand);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fits = None;
    let mut opportunities = linebreaks(text).peekable();
    while let Some((end, kind)) = opportunities.peek().copied() {
        if measured.width(start, end) <= width || end == start {
            opportunities.next();
            if kind == BreakOpportunity::Mandatory {
                // A text that was cut to its last sign has nothing left for a line.
                if start < end {
                    lines.push(measured.line(start, end));
                }
                (start, fits) = (end, None);
            } else {
                fits = Some(end);
            }
        } else if let Some(end) = fits.take() {
            lines.push(measured.line(start, end));
            start = end;
        } else {
            let end = measured.force(start, end, width);
            lines.push(measured.line(start, end));
            start = end;
        }
    }
    if lines.is_empty() {
        lines.push(Line { text: String::new(), is_hyphened: false, width: 0.0 });
    }
    lines
}

/// As [`wrap`], with lines about equally long: for titles.
pub fn wrap_balanced(text: &str, hand: Hand, width: f32) -> Vec<Line> {
    let lines = wrap(text, hand, width);
    let (mut narrow, mut wide) = (width / 2.0, width);
    let mut best = lines;
    for _ in 0..BALANCING {
        let middle = f32::midpoint(narrow, wide);
        let lines = wrap(text, hand, middle);
        if lines.len() > best.len() {
            narrow = middle;
        } else {
            (wide, best) = (middle, lines);
        }
    }
    best
}

/// A text with the place where each of its letters begins.
struct Measured<'a> {
    text: &'a str,
    /// Where each byte begins, from the left.
    places: Vec<f32>,
    hyphen: f32,
}

impl<'a> Measured<'a> {
    fn new(text: &'a str, hand: Hand) -> Self {
        let mut places = vec![0.0; text.len() + 1];
        let mut place = 0.0;
        for glyph in shape(text, hand.weight) {
            for byte in glyph.bytes.clone() {
                places[byte] = place;
            }
            // A soft hyphen within a line is not seen.
            if text[glyph.bytes.clone()] != *SOFT_HYPHEN.encode_utf8(&mut [0; 4]) {
                place += glyph.advance * hand.size;
            }
        }
        places[text.len()] = place;
        // Bytes within a cluster of several glyphs stand where its last glyph begins, which is never after the next one.
        Self { text, places, hyphen: hand.width("-") }
    }

    /// What a line takes up, without the space at its end.
    fn width(&self, start: usize, end: usize) -> f32 {
        let text = self.text[start..end].trim_end();
        let width = self.places[start + text.len()] - self.places[start];
        if end < self.text.len() && text.ends_with(SOFT_HYPHEN) { width + self.hyphen } else { width }
    }

    fn line(&self, start: usize, end: usize) -> Line {
        let text = self.text[start..end].trim_end();
        let is_hyphened = end < self.text.len() && text.ends_with(SOFT_HYPHEN);
        Line { text: text.replace(SOFT_HYPHEN, ""), is_hyphened, width: self.width(start, end) }
    }

    /// The last place before `end` where what is read as one sign ends and the line still fits; at least one such sign.
    fn force(&self, start: usize, end: usize, width: f32) -> usize {
        let signs = self.text[start..end].grapheme_indices(true).map(|(index, sign)| start + index + sign.len());
        let mut fits = None;
        for place in signs {
            if fits.is_some() && self.places[place] - self.places[start] > width {
                break;
            }
            fits = Some(place);
        }
        fits.unwrap_or(end)
    }
}

/// Whose letters draw a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// The embedded ones only: what has no glyph is written as its code.
    Embedded,
    /// Those of the reader's device, which has others beside: every sign stays.
    Device,
}

/// The signs for which codes stand in, in the order of their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing(BTreeSet<char>);

impl Missing {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// `U+1F600, U+1F601`, at most so many.
    pub fn codes(&self, most: usize) -> String {
        self.0.iter().take(most).map(|sign| code(*sign)).collect::<Vec<_>>().join(", ")
    }

    pub fn add(&mut self, other: &Missing) {
        self.0.extend(&other.0);
    }
}

impl Letters {
    /// The text as these letters can draw it.
    pub fn spell(self, text: &str, missing: &mut Missing) -> String {
        match self {
            Letters::Device => text.to_owned(),
            Letters::Embedded => spell(text, missing),
        }
    }
}

/// Signs without a glyph become their codes, those beside each other within one pair of brackets: `[U+1F600 U+1F601]`.
fn spell(text: &str, missing: &mut Missing) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut in_codes = false;
    for sign in text.graphemes(true) {
        let seen: Vec<char> = sign.chars().filter(|c| !is_unseen(*c)).collect();
        if seen.iter().all(|c| has_glyph(*c)) {
            if in_codes && !seen.is_empty() {
                spelled.push(']');
                in_codes = false;
            }
            // A hyphen that must not break has no glyph, and is drawn as any other.
            spelled.extend(seen.into_iter().map(|c| match c {
                '\u{2011}' => '-',
                c if c.is_control() && c != '\n' => ' ',
                c => c,
            }));
            continue;
        }
        for c in seen {
            spelled.push_str(if in_codes { " " } else { "[" });
            spelled.push_str(&code(c));
            in_codes = true;
            if !has_glyph(c) {
                missing.0.insert(c);
            }
        }
    }
    if in_codes {
        spelled.push(']');
    }
    spelled
}

fn code(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

fn has_glyph(c: char) -> bool {
    let has = |face: &Face<'_>| face.glyph_index(c).is_some_and(|glyph| glyph != GlyphId(0));
    c.is_control() || c == '\u{2011}' || (has(&REGULAR) && has(&BOLD))
}

/// Joiners, variation signs and marks of direction: they only say how their neighbours look.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{61c}' | '\u{34f}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HAND: Hand = Hand::regular(10.0);

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrap(text, HAND, width).iter().map(Line::drawn).collect()
    }

    #[test]
    fn lines_break_between_words_and_at_soft_hyphens() {
        assert_eq!(lines("een korte zin", 200.0), ["een korte zin"]);
        assert_eq!(lines("een korte zin", 50.0), ["een korte", "zin"]);
        assert_eq!(lines("on\u{ad}gevallen\u{ad}verzekering", 70.0), ["ongevallen-", "verzekering"]);
        assert_eq!(lines("on\u{ad}gevallen", 200.0), ["ongevallen"]);
        assert_eq!(lines("eerst\ndan", 200.0), ["eerst", "dan"]);
        assert_eq!(lines("", 20.0), [""]);
    }

    #[test]
    fn a_word_without_a_place_to_break_is_cut_where_it_must() {
        let cut = lines(&"w".repeat(1000), 100.0);
        assert_eq!(cut.concat().len(), 1000);
        assert!(cut.len() > 50 && wrap(&"w".repeat(1000), HAND, 100.0).iter().all(|line| line.width <= 100.0));
        assert_eq!(lines("ww", 1.0), ["w", "w"], "a sign that is wider than the line stands alone");
    }

    #[test]
    fn a_title_has_lines_about_as_long_as_each_other() {
        let text = "Meeste stemmen voor twijfel en dan voor weet ik niet";
        let widths: Vec<f32> = wrap_balanced(text, HAND, 220.0).iter().map(|line| line.width).collect();
        assert!(widths.len() == 2 && (widths[0] - widths[1]).abs() < 40.0, "{widths:?}");
    }

    #[test]
    fn a_sign_without_a_glyph_becomes_its_code_and_is_named() {
        let mut missing = Missing::default();
        assert_eq!(Letters::Embedded.spell("goed 😀!", &mut missing), "goed [U+1F600]!");
        assert_eq!(Letters::Embedded.spell("مرحبا", &mut missing), "[U+0645 U+0631 U+062D U+0628 U+0627]");
        assert_eq!(Letters::Embedded.spell("👩🏽\u{200d}🦽", &mut missing), "[U+1F469 U+1F3FD U+1F9BD]");
        assert_eq!(
            Letters::Embedded.spell("Ελλάδα, Київ, café · 47%\u{2011}", &mut missing),
            "Ελλάδα, Київ, café · 47%-"
        );
        assert_eq!((missing.len(), missing.codes(2).as_str()), (9, "U+0627, U+0628"));
        assert_eq!(Letters::Device.spell("😀", &mut missing), "😀");
    }

    proptest! {
        #[test]
        fn every_text_can_be_spelled_shaped_and_broken_and_nothing_is_lost(text in "\\PC{0,60}", width in 5.0..300.0_f32) {
            let spelled = Letters::Embedded.spell(&text, &mut Missing::default());
            for weight in [Weight::Regular, Weight::Bold] {
                prop_assert!(shape(&spelled, weight).iter().all(|glyph| glyph.id != 0), "{spelled:?}");
            }
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != SOFT_HYPHEN).collect::<String>();
            let broken: String = wrap(&spelled, HAND, width).into_iter().map(|line| line.text).collect();
            prop_assert_eq!(kept(&broken), kept(&spelled));
        }
    }
}
