//! What Markdown takes for plain words, though something else was meant. Never changes the words.

use super::attributes::{escaped, name_problem};
use super::blocks::Scribe;
use super::problems::Problem;
use super::source::Span;
use super::tree::{Node, Piece};

impl Scribe<'_> {
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
    name_problem(name).is_none() && behind.starts_with(' ')
}
