//! Text, lists, tables, quotes and links as the domain has them; comments become speaker notes. Refuses what Peil does
//! not show, and never reads answers.

use super::super::text::deck_text;
use super::answers::{first_line, is_answer_list};
use super::attributes::{Attributes, escaped, find, read};
use super::faults::{Collector, Fault, Limit, Place, Problem};
use super::source::Span;
use super::tree::{Entry, Node, NodeKind, Piece, PieceKind};
use crate::domain::deck::{Block, Inline, plain_text};
use crate::domain::limits::QUESTION_CHARS_MAX;

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

/// A heading with what its braces said.
pub struct Heading {
    /// The words and braces, without `#`.
    pub span: Span,
    pub title: Vec<Inline>,
    pub attributes: Attributes,
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

    /// The words of a heading, and the braces behind them.
    pub fn heading(&mut self, node: &Node, pieces: &[Piece]) -> Heading {
        let is_comment = |piece: &Piece| matches!(piece.kind, PieceKind::Html);
        let is_blank = |piece: &Piece| matches!(&piece.kind, PieceKind::Text(text) if text.trim().is_empty());
        let words = pieces.iter().rposition(|piece| !is_comment(piece) && !is_blank(piece)).map_or(0, |last| last + 1);
        let (words, behind) = pieces.split_at(words);
        let Some((first, last)) = words.first().zip(words.last()) else {
            self.inlines(behind);
            let start = node.span.start;
            let span = start..start + self.text[node.span.clone()].trim_end().len();
            self.fault(Problem::EmptyHeading, span.clone());
            return Heading { span, title: vec![], attributes: Attributes::default() };
        };
        let content = first.span.start..last.span.end;
        let content = content.start..content.start + self.text[content].trim_end().len();
        let braces = find(self.text, &content);
        let attributes = braces.as_ref().map(|braces| read(self.text, braces, self.file, self.faults));
        let end = braces.as_ref().map_or(content.end, |braces| braces.start);
        let mut title = vec![];
        self.in_heading = true;
        for piece in words {
            if piece.span.end <= end {
                self.inline(piece, &mut title);
            } else if piece.span.start < end {
                match &piece.kind {
                    PieceKind::Text(text) if *text == self.text[piece.span.clone()] => {
                        let span = piece.span.start..end;
                        let kind = PieceKind::Text(self.text[span.clone()].to_owned());
                        self.inline(&Piece { span, kind }, &mut title);
                    }
                    _ => self.fault(Problem::BadAttrs, piece.span.clone()),
                }
            }
        }
        self.in_heading = false;
        self.loose_braces(words, end);
        self.inlines(behind);
        tidy(&mut title);
        if title.is_empty() {
            self.fault(Problem::EmptyHeading, content.clone());
        }
        if plain_text(&title).chars().count() > QUESTION_CHARS_MAX {
            self.fault(Problem::TooMuch(Limit::QuestionChars), content.clone());
        }
        Heading { span: content, title, attributes: attributes.unwrap_or_default() }
    }

    /// Braces left in the words of a heading: half a pair, a second pair, or a pair that is not at the end.
    fn loose_braces(&mut self, pieces: &[Piece], end: usize) {
        for piece in pieces.iter().filter(|piece| !matches!(piece.kind, PieceKind::Code(_) | PieceKind::Html)) {
            let span = piece.span.start..piece.span.end.min(end).max(piece.span.start);
            let brace = self.text[span.clone()]
                .match_indices(['{', '}'])
                .map(|(index, _)| span.start + index)
                .find(|index| !escaped(self.text, *index));
            if let Some(index) = brace {
                let close = self.text[index..end.max(index)].find('}').map_or(index + 1, |length| index + length + 1);
                return self.fault(Problem::BadAttrs, index..close);
            }
        }
    }

    /// A `##` that is neither a row nor a field has no braces.
    pub fn refuse_attributes(&mut self, attributes: &Attributes) {
        let name = attributes.name.iter().map(|(name, span)| (format!("#{name}"), span.clone()));
        let words = attributes.words.iter().map(|(word, span)| (word.written().to_owned(), span.clone()));
        let settings =
            attributes.settings.iter().map(|setting| (setting.key.written().to_owned(), setting.span.clone()));
        for (word, span) in name.chain(words).chain(settings).collect::<Vec<_>>() {
            self.fault(Problem::MisplacedOnSubheading { word }, span);
        }
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

    fn inline(&mut self, piece: &Piece, into: &mut Vec<Inline>) {
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

    /// What words can hide: a comment without end, braces that nobody reads, an address nobody can click.
    pub fn check_text(&mut self, piece: &Piece) {
        let span = &piece.span;
        let slice = &self.text[span.clone()];
        for (index, _) in slice.match_indices('<').map(|(index, sign)| (span.start + index, sign)) {
            if self.text[index..].starts_with("<!--") && !escaped(self.text, index) {
                self.fault(Problem::CommentNotClosed, index..index + 4);
                break;
            }
        }
        if !self.in_heading
            && let Some(braces) = meant_as_attributes(self.text, span)
        {
            self.fault(Problem::AttrsOutsideHeading, braces);
        }
        let address = ["https://", "http://", "www."].iter().filter_map(|sign| slice.find(sign)).min();
        if let Some(index) = address {
            let length = slice[index..].find(char::is_whitespace).unwrap_or(slice.len() - index);
            let start = span.start + index;
            self.fault(Problem::BareAddress, start..start + length);
        }
    }

    /// Lines of a paragraph that were meant as something else: answers without a list, a second front matter.
    pub fn check_lines(&mut self, span: &Span, skip_first: bool) {
        let mut start = span.start;
        for (index, line) in self.text[span.clone()].split_inclusive('\n').enumerate() {
            let words = line.trim();
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            if index == 0 && skip_first {
                continue;
            }
            if looks_like_an_answer(words) {
                self.fault(Problem::NotAList, at..at + words.len());
            } else if words == "+++" {
                return self.fault(Problem::SecondFront, at..at + words.len());
            }
        }
    }

    pub fn check_code(&mut self, node: &Node, fenced: bool) {
        let slice = &self.text[node.span.clone()];
        if fenced {
            let open = slice.trim_start();
            let sign = if open.starts_with('~') { '~' } else { '`' };
            let length = open.len() - open.trim_start_matches(sign).len();
            let last = slice.trim_end().lines().last().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
            let closed = slice.trim().lines().count() > 1 && last.len() >= length && last.chars().all(|c| c == sign);
            if !closed {
                let end = node.span.start + slice.lines().next().unwrap_or_default().len();
                self.fault(Problem::CodeNotClosed, node.span.start..end);
            }
        } else {
            // Five spaces after a bullet, or four before it, turn an answer into code.
            self.check_lines(&node.span, false);
        }
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

/// The first braces that look as if they were to be read: `{#name}`, `{.word}`, `{key=value}`.
fn meant_as_attributes(text: &str, span: &Span) -> Option<Span> {
    let slice = &text[span.clone()];
    let mut from = 0;
    while let Some(open) = slice[from..].find('{').map(|length| from + length) {
        let close = open + slice[open..].find('}')?;
        from = close + 1;
        let inside = slice[open + 1..close].trim_start();
        let named = inside.len() > 1 && inside.starts_with(['#', '.']);
        let set = inside.split_whitespace().any(|word| word.contains('=') && !word.starts_with('='));
        if (named || set) && !escaped(text, span.start + open) {
            return Some(span.start + open..span.start + close + 1);
        }
    }
    None
}

/// Where a link may lead.
fn is_web_address(href: &str) -> bool {
    let lower = href.get(..8).unwrap_or(href).to_ascii_lowercase();
    let long_enough = |scheme: &str| lower.starts_with(scheme) && href.len() > scheme.len();
    (long_enough("https://") || long_enough("http://") || href.len() > 7 && lower.starts_with("mailto:"))
        && !href.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// A line with a box, perhaps behind a sign or number that did not make a list.
fn looks_like_an_answer(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind_number = if number.len() < line.len() { number.strip_prefix(['.', ')']) } else { None };
    let behind_sign = line.strip_prefix(['•', '–', '—', '‣', '·', '◦', '▪', '*', '-', '+']);
    let marked = behind_number.or(behind_sign);
    let rest = marked.unwrap_or(line).trim_start();
    if ["( )", "[ ]"].iter().any(|empty| rest.starts_with(empty)) {
        return true;
    }
    let Some(inside) = rest.strip_prefix(['(', '[']).filter(|_| marked.is_some()) else { return false };
    let Some((name, behind)) = inside.split_once([')', ']']) else { return false };
    super::attributes::name_problem(name).is_none() && behind.starts_with(' ')
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
fn tidy(inlines: &mut Vec<Inline>) {
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
