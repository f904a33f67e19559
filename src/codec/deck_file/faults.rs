//! What can be wrong with a deck file: a problem, where it is, and how the whole list is shown, in the tongue of who
//! reads it. Never stops at the first, and never shows more than twenty.

use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, normalize_untrusted_str};

use super::problems::Problem;
use super::source::{Span, Text};
use super::words::{self, Words};
use crate::codec::words::Tongue;

/// Faults shown; after these only their number. More does not fit in a terminal, and repairing starts at the top.
pub const SHOWN_MAX: usize = 20;

/// Faults held before the last in file order are dropped. A hostile file has a fault in every byte.
const HELD_MAX: usize = 1000;

/// Bytes of a line that are shown around a fault. A longer line is cut: it is no longer a line that a person wrote.
const SHOWN_LINE_BYTES_MAX: usize = 2000;

/// A span in one of the files read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: usize,
    pub span: Span,
}

/// One problem at one place, perhaps with a second place that explains it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub problem: Problem,
    pub at: Place,
    pub also: Option<Place>,
}

impl Fault {
    pub fn new(problem: Problem, at: Place) -> Self {
        Self { problem, at, also: None }
    }

    pub fn with(mut self, also: Place) -> Self {
        self.also = Some(also);
        self
    }
}

/// Collects while reading. Bounded, so a hostile file costs no memory.
#[derive(Default)]
pub struct Collector {
    held: Vec<Fault>,
    /// Errors that were dropped, and remarks.
    beyond: usize,
    beyond_remarks: usize,
}

impl From<Vec<Fault>> for Collector {
    fn from(held: Vec<Fault>) -> Self {
        Self { held, ..Self::default() }
    }
}

impl Collector {
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    pub fn has_errors(&self) -> bool {
        self.held.iter().any(|fault| !fault.problem.is_remark())
    }

    /// Drops what is said elsewhere.
    pub fn forget(&mut self, problem: &Problem) {
        self.held.retain(|fault| fault.problem != *problem);
    }

    pub fn push(&mut self, fault: Fault) {
        self.held.push(fault);
        if self.held.len() >= HELD_MAX {
            self.cut();
        }
    }

    /// Errors first, then remarks: those never block.
    pub fn split(self, texts: &[Arc<Text>]) -> (Faults, Faults) {
        let (remarks, errors): (Vec<_>, Vec<_>) = self.held.into_iter().partition(|fault| fault.problem.is_remark());
        let list = |held, dropped| {
            let mut collector = Self::from(held);
            collector.cut();
            let beyond = dropped + collector.beyond + collector.beyond_remarks;
            Faults { texts: texts.to_vec(), shown: collector.held, beyond }
        };
        (list(errors, self.beyond), list(remarks, self.beyond_remarks))
    }

    fn cut(&mut self) {
        // Errors before remarks, or a thousand remarks would push out the error that stops the deck.
        self.held.sort_by_key(|fault| (fault.problem.is_remark(), fault.at.file, fault.at.span.start));
        self.held.dedup();
        if self.held.len() > SHOWN_MAX {
            let dropped = self.held.split_off(SHOWN_MAX);
            let remarks = dropped.iter().filter(|fault| fault.problem.is_remark()).count();
            self.beyond += dropped.len() - remarks;
            self.beyond_remarks += remarks;
        }
    }
}

/// What is wrong, in file order; also used for remarks, which never block.
#[derive(Clone, Debug, PartialEq)]
pub struct Faults {
    texts: Vec<Arc<Text>>,
    shown: Vec<Fault>,
    beyond: usize,
}

impl Faults {
    /// How many there are, shown or not.
    pub fn len(&self) -> usize {
        self.shown.len() + self.beyond
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The stable codes, in file order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.shown.iter().map(|fault| fault.problem.code()).collect()
    }

    /// Both lists as one; they come from the same reading.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.shown.extend(other.shown);
        self.beyond += other.beyond;
        self
    }

    /// One line each, `5:19 unknown-word ‘.raking’ bestaat niet`: line and column (characters, from 1), code, sentence.
    pub fn lines(&self, tongue: Tongue) -> Vec<String> {
        let line = |fault: &Fault| {
            let (line, column) = self.texts[fault.at.file].line_and_column(fault.at.span.start);
            format!("{line}:{column} {} {}", fault.problem.code(), Words::about(&fault.problem, tongue).message)
        };
        self.shown.iter().map(line).collect()
    }

    /// The line of the first and its sentence, for a desk that has one line to say it in.
    pub fn first_line(&self, tongue: Tongue) -> (usize, String) {
        self.shown.first().map_or((0, String::new()), |fault| {
            let (line, _) = self.texts[fault.at.file].line_and_column(fault.at.span.start);
            (line, Words::about(&fault.problem, tongue).message)
        })
    }

    /// The whole list for a terminal: place, the text underlined, a tip.
    pub fn render(&self, tongue: Tongue, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for fault in &self.shown {
            out.push_str(&self.render_one(fault, tongue, &renderer));
            out.push_str("\n\n");
        }
        if self.beyond > 0 {
            let is_remarks = self.shown.iter().all(|fault| fault.problem.is_remark());
            let more = if is_remarks { words::and_more_remarks } else { words::and_more };
            out.push_str(&more(self.beyond, tongue));
            out.push('\n');
        }
        out
    }

    fn render_one(&self, fault: &Fault, tongue: Tongue, renderer: &Renderer) -> String {
        let words = Words::about(&fault.problem, tongue);
        let frame = words::frame(tongue);
        let level = if fault.problem.is_remark() {
            Level::WARNING.with_name(frame.remark)
        } else {
            Level::ERROR.with_name(frame.error)
        };
        let mut here = self.cut_out(&fault.at);
        let mut elsewhere = None;
        if let Some(also) = &fault.also {
            let label = words.also.clone();
            if also.file == fault.at.file && here.reach(&self.texts[also.file], &also.span) {
                here.marks.push((here.within(&also.span), false, label));
            } else {
                let mut there = self.cut_out(also);
                there.marks[0].1 = false;
                there.marks[0].2 = label;
                elsewhere = Some(there);
            }
        }
        here.marks[0].2 = words.label;
        let mut group = level.primary_title(words.message).id(fault.problem.code()).element(here.snippet());
        if let Some(there) = &elsewhere {
            group = group.element(there.snippet());
        }
        if let Some(tip) = words.tip {
            group = group.element(Level::HELP.with_name(frame.tip).message(normalize_untrusted_str(&tip)));
        }
        renderer.render(&[group])
    }

    fn cut_out(&self, place: &Place) -> CutOut<'_> {
        let text = &self.texts[place.file];
        let (lines, first_line) = text.lines(&(place.span.start..place.span.start));
        let mut cut = CutOut { name: &text.name, text: &text.text, lines, first_line, marks: vec![] };
        // A far column in an endless line: show the part that matters, at the price of the column on screen.
        if cut.lines.len() > SHOWN_LINE_BYTES_MAX {
            let from = text.text.floor_char_boundary(place.span.start.saturating_sub(100)).max(cut.lines.start);
            let to = text.text.floor_char_boundary(from + SHOWN_LINE_BYTES_MAX).min(cut.lines.end);
            cut.lines = from..to;
        }
        cut.marks.push((cut.within(&place.span), true, None));
        cut
    }
}

/// The lines of a file that are shown for one fault.
struct CutOut<'a> {
    name: &'a str,
    text: &'a str,
    lines: Span,
    first_line: usize,
    /// Span within the lines, whether it is the fault itself, what to say about it.
    marks: Vec<(Span, bool, Option<String>)>,
}

impl CutOut<'_> {
    /// Widens to the lines of another span when they are near; far apart they are shown one after another.
    fn reach(&mut self, text: &Text, span: &Span) -> bool {
        let (lines, first_line) = text.lines(&(span.start..span.start));
        let both = self.lines.start.min(lines.start)..self.lines.end.max(lines.end);
        if both.len() > SHOWN_LINE_BYTES_MAX {
            return false;
        }
        let shift = self.lines.start - both.start;
        for (mark, _, _) in &mut self.marks {
            *mark = mark.start + shift..mark.end + shift;
        }
        self.first_line = self.first_line.min(first_line);
        self.lines = both;
        true
    }

    /// A span of the file as a span of these lines, ending at the end of its first line.
    fn within(&self, span: &Span) -> Span {
        let start = self.text.floor_char_boundary(span.start.clamp(self.lines.start, self.lines.end));
        let line_end = self.text[start..self.lines.end].find('\n').map_or(self.lines.end, |length| start + length);
        let end = self.text.ceil_char_boundary(span.end.clamp(start, line_end));
        start - self.lines.start..end - self.lines.start
    }

    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let marks = self.marks.iter().map(|(span, primary, label)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(span.clone()).label(label.as_deref())
        });
        Snippet::source(&self.text[self.lines.clone()]).line_start(self.first_line).path(self.name).annotations(marks)
    }
}
