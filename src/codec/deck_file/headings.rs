//! Headings: their words, and the braces behind them. Never decides whether a heading may stand where it stands.

use super::attributes::{Attributes, escaped, find, read};
use super::blocks::{Scribe, tidy};
use super::problems::{Limit, Problem};
use super::source::Span;
use super::tree::{Node, Piece, PieceKind};
use crate::domain::deck::{Inline, plain_text};
use crate::domain::limits::QUESTION_CHARS_MAX;

/// A heading with what its braces said.
pub struct Heading {
    /// The words and braces, without `#`.
    pub span: Span,
    pub title: Vec<Inline>,
    pub attributes: Attributes,
}

impl Scribe<'_> {
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
}
