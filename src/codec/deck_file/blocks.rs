//! Text, lists, tables, quotes and links as the domain has them; comments become speaker notes. Refuses what Peil does
//! not show, and never reads answers.

use super::super::text::deck_text;
use super::answers::{first_line, is_answer_list};
use super::faults::{Collector, Fault, Place};
use super::problems::{Limit, Problem};
use super::source::Span;
use super::tree::{Entry, Node, NodeKind, Piece, PieceKind};
use crate::domain::deck::{Block, Inline};

/// Reads the nodes of one slide: the file's text beside them, the faults and notes that come out.
pub struct Scribe<'a> {
    pub text: &'a str,
    pub file: usize,
    pub faults: &'a mut Collector,
    /// Comments in the order of the file.
    pub notes: Vec<String>,
    /// Braces in a heading are looked at as a whole, not word by word.
    pub in_heading: bool,
}

impl Scribe<'_> {
    pub fn fault(&mut self, problem: Problem, span: Span) {
        let fault = Fault::new(problem, self.place(span));
        self.faults.push(fault);
    }

    pub fn fault_with(&mut self, problem: Problem, span: Span, also: Span) {
        let fault = Fault::new(problem, self.place(span)).with(self.place(also));
        self.faults.push(fault);
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        nodes.iter().filter_map(|node| self.block(node)).collect()
    }

    /// One node; none for a comment, and for what is refused.
    pub fn block(&mut self, node: &Node) -> Option<Block> {
        match &node.kind {
            NodeKind::Paragraph(pieces) => {
                self.check_lines(&node.span, false);
                Some(self.inlines(pieces)).filter(|inlines| !inlines.is_empty()).map(Block::Paragraph)
            }
            NodeKind::Heading { pieces, .. } if self.is_underlined(node) => {
                let line = first_line(self.text, &node.span);
                self.fault(Problem::Setext, line);
                Some(Block::Paragraph(self.inlines(pieces)))
            }
            NodeKind::Heading { level, pieces } => {
                let heading = self.heading(node, pieces);
                if *level == 1 {
                    self.fault(Problem::NestedTitle, heading.span.clone());
                }
                self.refuse_attributes(&heading.attributes);
                Some(Block::Heading { level: *level, text: heading.title })
            }
            NodeKind::List { start, entries } => {
                if is_answer_list(self.text, node) {
                    let line = first_line(self.text, &node.span);
                    self.fault(Problem::AnswersInside, line);
                }
                let items = entries.iter().map(|entry| self.entry(entry)).collect();
                Some(Block::List { start: *start, items })
            }
            NodeKind::Quote(nodes) => Some(Block::Quote(self.blocks(nodes))),
            NodeKind::Code { text, fenced } => {
                self.check_code(node, *fenced);
                Some(Block::Code(deck_text(text.trim_end_matches('\n'))))
            }
            NodeKind::Table { head, rows } => {
                let head = head.iter().map(|cell| self.inlines(cell)).collect();
                let rows = rows.iter().map(|(span, cells)| self.row(span, cells)).collect();
                Some(Block::Table { head, rows })
            }
            NodeKind::Html => {
                let notes = self.comments(&node.span);
                self.notes.extend(notes);
                None
            }
            NodeKind::Rule => {
                self.bad_rule(&node.span);
                None
            }
        }
    }

    /// A heading made by a streak under a paragraph.
    pub fn is_underlined(&self, node: &Node) -> bool {
        !self.text[node.span.clone()].trim_start().starts_with('#')
    }

    fn entry(&mut self, entry: &Entry) -> Vec<Block> {
        self.blocks(&entry.nodes)
    }

    pub fn bad_rule(&mut self, span: &Span) {
        let written = self.text[span.clone()].trim();
        let rule = written.chars().take(12).collect();
        self.fault(Problem::BadRule { rule }, span.start..span.start + self.text[span.clone()].trim_end().len());
    }

    fn row(&mut self, span: &Span, cells: &[Vec<Piece>]) -> Vec<Vec<Inline>> {
        // The Markdown reader drops the cells that the head has no room for.
        let shown_to = cells.iter().flatten().map(|piece| piece.span.end).max().unwrap_or(span.start);
        let rest = &self.text[shown_to.min(span.end)..span.end];
        if let Some(over) = rest.find(|c: char| !c.is_whitespace() && c != '|') {
            let start = shown_to + over;
            self.fault(Problem::TooMuch(Limit::Cells), start..span.end);
        }
        cells.iter().map(|cell| self.inlines(cell)).collect()
    }

    pub fn inlines(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        let mut inlines = vec![];
        for piece in pieces {
            self.inline(piece, &mut inlines);
        }
        tidy(&mut inlines);
        inlines
    }

    pub fn inline(&mut self, piece: &Piece, into: &mut Vec<Inline>) {
        match &piece.kind {
            PieceKind::Text(text) => {
                self.check_text(piece);
                push_text(into, text);
            }
            PieceKind::SoftBreak => push_text(into, " "),
            PieceKind::HardBreak => into.push(Inline::Break),
            PieceKind::Code(text) => into.push(Inline::Code(deck_text(text))),
            PieceKind::Emphasis(pieces) => into.push(Inline::Emphasis(self.inner(pieces))),
            PieceKind::Strong(pieces) => into.push(Inline::Strong(self.inner(pieces))),
            PieceKind::Link { href, titled, pieces } => {
                if !is_web_address(href) {
                    self.fault(Problem::BadLink { address: href.clone() }, piece.span.clone());
                }
                if *titled {
                    self.fault(Problem::LinkTitle, piece.span.clone());
                }
                let mut text = self.link_text(pieces);
                if text.is_empty() {
                    text.push(Inline::Text(href.clone()));
                }
                into.push(Inline::Link { href: href.clone(), text });
            }
            PieceKind::Image => self.fault(Problem::Image, piece.span.clone()),
            PieceKind::Html => {
                let notes = self.comments(&piece.span);
                self.notes.extend(notes);
            }
        }
    }

    /// Inside emphasis spaces at the ends stay: they separate words.
    fn inner(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        let mut inlines = vec![];
        for piece in pieces {
            self.inline(piece, &mut inlines);
        }
        clean(&mut inlines);
        inlines
    }

    /// An address as the text of its own link is no bare address.
    fn link_text(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        let mut inlines = vec![];
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(text) => push_text(&mut inlines, text),
                _ => self.inline(piece, &mut inlines),
            }
        }
        clean(&mut inlines);
        inlines
    }

    /// The comments in a stretch of HTML, trimmed; all else in it is refused.
    pub fn comments(&mut self, span: &Span) -> Vec<String> {
        let mut comments = vec![];
        let mut at = span.start;
        loop {
            let rest = &self.text[at..span.end];
            at += rest.len() - rest.trim_start().len();
            let rest = &self.text[at..span.end];
            if rest.is_empty() {
                return comments;
            }
            let Some(inside) = rest.strip_prefix("<!--") else {
                let line = rest.lines().next().unwrap_or_default().trim_end();
                if rest.starts_with('<') {
                    let length = line.find('>').map_or(line.len(), |index| index + 1);
                    let tag = line[..length].chars().take(40).collect();
                    self.fault(Problem::Html { tag }, at..at + length);
                } else {
                    self.fault(Problem::TextBesideComment, at..at + line.len());
                }
                return comments;
            };
            let Some(length) = inside.find("-->") else {
                self.fault(Problem::CommentNotClosed, at..at + 4);
                return comments;
            };
            let words = deck_text(inside[..length].trim());
            if !words.is_empty() {
                comments.push(words);
            }
            at += "<!--".len() + length + "-->".len();
        }
    }
}

/// Where a link may lead.
fn is_web_address(href: &str) -> bool {
    let lower = href.get(..8).unwrap_or(href).to_ascii_lowercase();
    let long_enough = |scheme: &str| lower.starts_with(scheme) && href.len() > scheme.len();
    (long_enough("https://") || long_enough("http://") || href.len() > 7 && lower.starts_with("mailto:"))
        && !href.contains(|c: char| c.is_control() || c.is_whitespace())
}

fn push_text(into: &mut Vec<Inline>, text: &str) {
    match into.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => into.push(Inline::Text(text.to_owned())),
    }
}

/// Cleans texts once they are whole: an accent may stand in a piece of its own.
fn clean(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text(text) = inline {
            *text = deck_text(text);
        }
    }
}

/// Without white space and breaks at the ends: a comment leaves a space behind.
pub fn tidy(inlines: &mut Vec<Inline>) {
    clean(inlines);
    loop {
        match inlines.last_mut() {
            Some(Inline::Text(text)) if text.trim_end().is_empty() => {}
            Some(Inline::Break) => {}
            Some(Inline::Text(text)) => {
                text.truncate(text.trim_end().len());
                break;
            }
            _ => break,
        }
        inlines.pop();
    }
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
}
