//! A deck file as text, and where things stand in it. Never reads a disk, and never changes what is written except that
//! CRLF becomes LF and a BOM is not part of the text.

use std::ops::Range;

use super::faults::{Fault, Place, SHOWN_MAX};
use super::problems::{Limit, Problem};
use crate::domain::limits::DECK_BYTES_MAX;

/// A piece of a file's text, in bytes.
pub type Span = Range<usize>;

/// A deck file as found: the name people know it by (as they typed it, or `polls/webinar.md`) and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// The text of a file, with its lines counted once: counting per fault makes a hostile file slow.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub name: String,
    pub text: String,
    line_starts: Vec<usize>,
}

impl Text {
    /// The text, and what is wrong with the file as a file. Whatever is wrong here makes every later fault a guess, so
    /// the caller stops.
    pub fn new(source: Source<'_>, file: usize) -> (Self, Vec<Fault>) {
        let (text, faults) = decode(source.bytes, file);
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1));
        (Self { name: source.name.to_owned(), text, line_starts }, faults)
    }

    /// Line and column of this byte, both from 1; the column counts characters.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let index = self.line_index(offset);
        let start = self.line_starts[index];
        let end = self.text.floor_char_boundary(offset);
        (index + 1, self.text[start..end.max(start)].chars().count() + 1)
    }

    /// The bytes of the lines that this span touches, and the number of the first.
    pub fn lines(&self, span: &Span) -> (Span, usize) {
        let first = self.line_index(span.start);
        let last = self.line_index(span.end.max(span.start + 1) - 1);
        let end = self.line_starts.get(last + 1).copied().unwrap_or(self.text.len());
        (self.line_starts[first]..end, first + 1)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset) - 1
    }
}

fn decode(bytes: &[u8], file: usize) -> (String, Vec<Fault>) {
    let fault = |problem, span| Fault::new(problem, Place { file, span });
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return (String::new(), vec![fault(Problem::Utf16, 0..0)]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > DECK_BYTES_MAX {
        return (String::new(), vec![fault(Problem::TooMuch(Limit::Bytes), 0..0)]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).replace('\r', " ");
            return (text, vec![fault(Problem::NotUtf8(bytes[good]), good..good + 1)]);
        }
    };
    let text = text.replace("\r\n", "\n");
    let signs = text.match_indices(['\0', '\r']);
    let faults = signs
        .map(|(index, sign)| {
            let problem = if sign == "\0" { Problem::Nul } else { Problem::LoneReturn };
            fault(problem, index..index + 1)
        })
        .take(SHOWN_MAX + 1)
        .collect::<Vec<_>>();
    (text, faults)
}
