//! Lists with boxes: which answers a question has, their names, groups and write-ins. Never decides what kind of
//! question they make.

use super::super::text::deck_line;
use super::attributes::{escaped, name_problem};
use super::blocks::Scribe;
use super::problems::{Holding, Limit, Problem};
use super::source::Span;
use super::tree::{Entry, Node, NodeKind, Piece, PieceKind};
use crate::domain::deck::{Block, ChoiceOption};
use crate::domain::ids::OptionKey;
use crate::domain::limits::{ANSWER_CHARS_MAX, ANSWERS_MAX};

/// Answers beyond this are a remark: a phone shows about seven at once.
const ANSWERS_REMARK: usize = 7;
/// Characters of an answer beyond this are a remark: one line on the projector.
const ANSWER_CHARS_REMARK: usize = 70;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Round,
    Square,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub option: ChoiceOption,
    pub shape: Shape,
    /// Whether it is on a numbered list.
    pub numbered: bool,
    /// The name in the box, if there is one.
    pub named: Option<Span>,
    pub box_span: Span,
}

/// Everything under the heading of a question.
#[derive(Default)]
pub struct Answers {
    pub list: Vec<Answer>,
    pub groups: Vec<String>,
    /// The first line of the first list.
    pub span: Option<Span>,
    pub explanation: Vec<Block>,
    pub after: Vec<Block>,
    /// For a translation: where explanation and quote stand.
    pub explanation_span: Option<Span>,
    pub after_span: Option<Span>,
}

/// A box at the start of a list item.
struct FoundBox {
    shape: Shape,
    /// From bracket to bracket.
    span: Span,
    /// The name without white space; empty for an empty box.
    name: Span,
    /// `(x)` or `(x name)`: this answer is right.
    right: bool,
    fits: Fit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// `( )` or `(name)`.
    Well,
    /// `()`, `( ]`, `( )Ja`: a box, but not written as one.
    Badly,
    /// `(two words)`: a box only among other boxes.
    Loosely,
}

/// Whether this node is a list of which an item, or an item of its groups, has a box.
pub fn is_answer_list(text: &str, node: &Node) -> bool {
    let NodeKind::List { entries, .. } = &node.kind else { return false };
    entries.iter().any(|entry| {
        find_box(text, entry).is_some_and(|found| found.fits != Fit::Loosely)
            || entry.nodes.iter().skip(1).any(|inner| is_answer_list(text, inner))
    })
}

/// Reads what stands under a question's heading.
pub fn read(scribe: &mut Scribe<'_>, nodes: &[Node]) -> Answers {
    let mut answers = Answers::default();
    let mut lists: Vec<(Span, u8, bool)> = vec![];
    for node in nodes {
        let line = first_line(scribe.text, &node.span);
        match &node.kind {
            NodeKind::Html => {
                scribe.block(node);
            }
            NodeKind::Quote(inner) => {
                let blocks = scribe.blocks(inner);
                answers.after.extend(blocks);
                answers.after_span.get_or_insert(line);
            }
            NodeKind::List { start, entries } if is_answer_list(scribe.text, node) => {
                // Markdown begins a new list where the sign changes. One such list holds the answers that stand apart:
                // the sibling of the bullets behind a scale. A list broken by accident keeps its sign, and is a fault.
                let sign = scribe.text.as_bytes()[line.start];
                let apart = match lists.as_slice() {
                    [] => false,
                    [(_, _, true)] if start.is_none() => true,
                    [(_, first_sign, false)] if start.is_none() && sign != *first_sign => true,
                    [first, ..] => {
                        scribe.fault_with(Problem::TwoLists, line, first.0.clone());
                        continue;
                    }
                };
                lists.push((line.clone(), sign, start.is_some()));
                answers.span.get_or_insert(line);
                read_list(scribe, &mut answers, *start, entries, apart);
            }
            _ if lists.is_empty() => {
                if let Some(block) = scribe.block(node) {
                    answers.explanation.push(block);
                    answers.explanation_span.get_or_insert(line);
                }
            }
            _ => {
                // A paragraph may hold answers that did not become a list; that fault says more than "late".
                scribe.block(node);
                scribe.fault(Problem::LateText, line);
            }
        }
    }
    settle_names(scribe, &mut answers);
    answers
}

fn read_list(scribe: &mut Scribe<'_>, answers: &mut Answers, start: Option<u64>, entries: &[Entry], apart: bool) {
    let mut due = start;
    for (index, entry) in entries.iter().enumerate() {
        let number = due.map(|due| check_number(scribe, entry, due, index == 0));
        due = number.map(|number| number + 1);
        match find_box(scribe.text, entry) {
            Some(found) => read_answer(scribe, answers, entry, found, number, apart, None),
            None => read_group(scribe, answers, entry, start.is_some() || apart),
        }
    }
}

/// A line without a box, with answers indented under it.
fn read_group(scribe: &mut Scribe<'_>, answers: &mut Answers, entry: &Entry, forbidden: bool) {
    let line = first_line(scribe.text, &entry.span);
    let lists = entry.nodes.iter().filter(|node| is_answer_list(scribe.text, node)).collect::<Vec<_>>();
    let label = match entry.nodes.first().map(|node| &node.kind) {
        Some(NodeKind::Paragraph(pieces)) if !lists.is_empty() && !forbidden => Some(pieces),
        _ => None,
    };
    let Some(pieces) = label else {
        return scribe.fault(Problem::NoBox, line);
    };
    let (label, notes) = words_of(scribe, pieces, pieces[0].span.start);
    if label.contains("___") {
        scribe.fault(Problem::BadWriteIn, line);
    }
    scribe.notes.extend(notes.into_iter().map(|note| format!("{label}: {note}")));
    let group = answers.groups.len();
    answers.groups.push(label);
    for node in entry.nodes.iter().skip(1) {
        let line = first_line(scribe.text, &node.span);
        match &node.kind {
            NodeKind::Html => {
                scribe.block(node);
            }
            NodeKind::List { start: Some(_), .. } => scribe.fault(Problem::NumbersInGroup, line),
            NodeKind::List { start: None, entries } => {
                for entry in entries {
                    match find_box(scribe.text, entry) {
                        Some(found) => read_answer(scribe, answers, entry, found, None, false, Some(group)),
                        None => {
                            let line = first_line(scribe.text, &entry.span);
                            scribe.fault(Problem::NoBox, line);
                        }
                    }
                }
            }
            _ => scribe.fault(Problem::LateText, line),
        }
    }
}

fn read_answer(
    scribe: &mut Scribe<'_>,
    answers: &mut Answers,
    entry: &Entry,
    found: FoundBox,
    number: Option<u64>,
    apart: bool,
    group: Option<usize>,
) {
    let name = scribe.text[found.name.clone()].to_owned();
    let named = !name.is_empty();
    match found.fits {
        Fit::Badly => scribe.fault(Problem::BadBox, found.span.clone()),
        _ if number.is_some() && named => scribe.fault(Problem::ScaleBoxNamed, found.span.clone()),
        _ if named => {
            if let Some(problem) = name_problem(&name) {
                scribe.fault(problem, found.name.clone());
            }
        }
        _ => {}
    }
    if number.is_some() && found.shape == Shape::Square {
        scribe.fault(Problem::SquareOnScale, found.span.clone());
    }
    let (mut text, mut notes) = match entry.nodes.first().map(|node| (&node.kind, &node.span)) {
        Some((NodeKind::Paragraph(pieces), span)) => {
            scribe.check_lines(span, true);
            words_of(scribe, pieces, found.span.end)
        }
        _ => (String::new(), vec![]),
    };
    for node in entry.nodes.iter().skip(1) {
        let holding = match &node.kind {
            NodeKind::Html => {
                let comments = scribe.comments(&node.span);
                notes.extend(comments);
                continue;
            }
            NodeKind::Paragraph(_) => Holding::SecondParagraph,
            NodeKind::List { .. } => Holding::List,
            NodeKind::Quote(_) => Holding::Quote,
            NodeKind::Table { .. } => Holding::Table,
            NodeKind::Code { .. } => Holding::Code,
            NodeKind::Heading { .. } => Holding::Heading,
            NodeKind::Rule => {
                scribe.bad_rule(&node.span);
                continue;
            }
        };
        let line = first_line(scribe.text, &node.span);
        scribe.fault(Problem::LongAnswer(holding), line);
    }

    let words = text.trim_end_matches('_');
    let write_in = text.len() - words.len() >= 3;
    if write_in {
        text = words.trim_end().to_owned();
    }
    let line = first_line(scribe.text, &entry.span);
    if text.contains("___") {
        let start = scribe.text[line.clone()].find("___").map_or(line.start, |index| line.start + index);
        let length = scribe.text[start..line.end].chars().take_while(|c| *c == '_').count();
        scribe.fault(Problem::BadWriteIn, start..start + length.max(1));
    }
    let characters = text.chars().count();
    if characters == 0 {
        scribe.fault(Problem::EmptyAnswer, line.clone());
    } else if characters > ANSWER_CHARS_MAX {
        scribe.fault(Problem::TooMuch(Limit::AnswerChars), line.clone());
    } else if characters > ANSWER_CHARS_REMARK {
        scribe.fault(Problem::LongAnswerRemark, line.clone());
    }
    scribe.notes.extend(notes.into_iter().map(|note| format!("{text}: {note}")));

    match answers.list.len() {
        ANSWERS_MAX => scribe.fault(Problem::TooMuch(Limit::Answers), line),
        ANSWERS_REMARK => scribe.fault(Problem::ManyAnswers, line),
        _ => {}
    }
    // The name of an unnamed answer is its place, known at once: answers only ever come behind.
    let place = answers.list.len() + 1;
    let key = match number {
        Some(number) => OptionKey::parse(&number.to_string()),
        None => OptionKey::parse(&name),
    };
    let key = key.or_else(|| OptionKey::parse(&place.min(999).to_string()));
    let Some(key) = key else { return };
    let option = ChoiceOption { key, text, write_in, apart, alone: false, right: found.right, group };
    let named = (named && number.is_none()).then_some(found.name);
    let (shape, box_span) = (found.shape, found.span);
    answers.list.push(Answer { option, shape, numbered: number.is_some(), named, box_span });
}

fn settle_names(scribe: &mut Scribe<'_>, answers: &mut Answers) {
    let mut seen = std::collections::HashMap::new();
    for answer in &answers.list {
        let Some(span) = &answer.named else { continue };
        let first = seen.entry(&answer.option.key).or_insert(span);
        if *first != span {
            let problem = Problem::SameAnswer { name: answer.option.key.to_string() };
            scribe.fault_with(problem, span.clone(), first.clone());
        }
    }
}

/// The number this point has; a wrong one is a fault, and counting goes on as it should have been.
fn check_number(scribe: &mut Scribe<'_>, entry: &Entry, due: u64, first: bool) -> u64 {
    let line = &scribe.text[entry.span.clone()];
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let written = line[..digits].parse().ok();
    let due = if first && due > 1 { 1 } else { due };
    if written != Some(due) {
        scribe.fault(Problem::BadNumber { due }, entry.span.start..entry.span.start + digits.max(1));
    }
    due
}

fn find_box(text: &str, entry: &Entry) -> Option<FoundBox> {
    let NodeKind::Paragraph(pieces) = &entry.nodes.first()?.kind else { return None };
    let piece = pieces.first()?;
    let start = piece.span.start;
    if !matches!(piece.kind, PieceKind::Text(_)) || escaped(text, start) {
        return None;
    }
    let line = text[start..entry.span.end.max(start)].lines().next()?;
    let shape = match line.as_bytes().first()? {
        b'(' => Shape::Round,
        b'[' => Shape::Square,
        _ => return None,
    };
    let close = line.find([')', ']'])?;
    let matched = line.as_bytes()[close] == if shape == Shape::Round { b')' } else { b']' };
    let inside = &line[1..close];
    let behind = line[close + 1..].chars().next();
    let free = behind.is_none_or(char::is_whitespace);
    let name = inside.trim();
    // `x` alone, or before the name with a space between: what names an answer is a word of its own.
    let marked = name.strip_prefix(['x', 'X']).filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let right = free && marked.is_some_and(|rest| !rest.trim().contains(char::is_whitespace));
    let name = marked.filter(|_| right).unwrap_or(name).trim_start();
    let fits = match name {
        "" if matched && free && !inside.is_empty() => Fit::Well,
        "" => Fit::Badly,
        _ if !free => return None,
        _ if name.contains(char::is_whitespace) => Fit::Loosely,
        _ if matched => Fit::Well,
        _ => Fit::Badly,
    };
    let name_start = start + 1 + inside.trim_end().len() - name.len();
    Some(FoundBox { shape, span: start..start + close + 1, name: name_start..name_start + name.len(), right, fits })
}

/// The plain words of these pieces from a byte on, and the comments among them.
fn words_of(scribe: &mut Scribe<'_>, pieces: &[Piece], from: usize) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut notes = vec![];
    for piece in pieces.iter().filter(|piece| piece.span.end > from) {
        let holding = match &piece.kind {
            PieceKind::Text(text) if piece.span.start < from => {
                // The box and the first words came as one piece; boxes hold no escapes, so bytes match.
                words.push_str(text.get(from - piece.span.start..).unwrap_or_default());
                let rest = from..piece.span.end;
                scribe.check_text(&Piece { span: rest, kind: PieceKind::SoftBreak });
                continue;
            }
            PieceKind::Text(text) => {
                words.push_str(text);
                scribe.check_text(piece);
                continue;
            }
            PieceKind::SoftBreak | PieceKind::HardBreak => {
                words.push(' ');
                continue;
            }
            PieceKind::Html => {
                let comments = scribe.comments(&piece.span);
                notes.extend(comments);
                continue;
            }
            PieceKind::Image => {
                scribe.fault(Problem::Image, piece.span.clone());
                continue;
            }
            PieceKind::Emphasis(_) | PieceKind::Strong(_) => Holding::Emphasis,
            PieceKind::Code(_) => Holding::Code,
            PieceKind::Link { .. } => Holding::Link,
        };
        scribe.fault(Problem::LongAnswer(holding), piece.span.clone());
        words.push('…');
    }
    (deck_line(&words), notes)
}

/// The first line of a span, without the white space behind it.
pub fn first_line(text: &str, span: &Span) -> Span {
    let line = text[span.clone()].lines().next().unwrap_or_default();
    span.start..span.start + line.trim_end().len()
}
