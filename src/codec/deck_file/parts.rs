//! Questions made of parts: the rows of a grid under one scale, and the fields of a form, each under its `##`.

use std::collections::HashMap;

use super::answers::{self, Answers};
use super::attributes::Attributes;
use super::blocks::Scribe;
use super::headings::Heading;
use super::kinds::Asked;
use super::problems::{Limit, Problem};
use super::questions::{Standing, question};
use super::source::Span;
use super::tree::{Node, NodeKind, Piece};
use crate::domain::deck::Inline;
use crate::domain::limits::ROWS_MAX;

/// A row or a field, read.
pub struct DraftPart {
    /// `None` when it has none, which is a fault.
    pub name: Option<String>,
    pub heading: Span,
    pub title: Vec<Inline>,
    pub attributes: Attributes,
    /// The kind of a field; a row has the grid's scale.
    pub asked: Option<Asked>,
    pub answers: Answers,
}

/// Rows under `##`, and one scale below that holds for all of them.
pub fn rating(
    scribe: &mut Scribe<'_>,
    nodes: &[Node],
    word: &Span,
    original: &[DraftPart],
) -> (Answers, Vec<DraftPart>) {
    let (before, sections) = sections(nodes);
    let mut answers = answers::read(scribe, before);
    let mut names = Names::default();
    let mut scale = Answers::default();
    let mut rows = vec![];
    for (index, section) in sections.iter().enumerate() {
        let heading = heading(scribe, section, &mut names, index, original);
        for (word, span) in words_and_keys(&heading.attributes) {
            scribe.fault(Problem::Misplaced { word }, span);
        }
        if index + 1 == sections.len() {
            scale = answers::read(scribe, section.nodes);
        } else {
            between_rows(scribe, section.nodes);
        }
        rows.push(draft(heading, None, Answers::default()));
    }
    if sections.is_empty() {
        scribe.fault(Problem::NoParts, word.clone());
    } else if scale.span.is_none() && answers.span.is_none() {
        scribe.fault(Problem::NoAnswers, word.clone());
    } else if let (Some(first), Some(second)) = (&answers.span, &scale.span) {
        scribe.fault_with(Problem::TwoLists, second.clone(), first.clone());
    }
    for answer in scale.list.iter().filter(|answer| !answer.numbered && !answer.option.apart) {
        scribe.fault(Problem::BadNumber { due: 1 }, answer.box_span.clone());
    }
    if let Some(list) = &scale.span
        && scale.list.iter().filter(|answer| answer.numbered).count() == 1
    {
        scribe.fault(Problem::OneAnswer, list.clone());
    }
    // A word for one answer would be asked once a row.
    for answer in scale.list.iter().filter(|answer| answer.option.write_in) {
        scribe.fault(Problem::BadWriteIn, answer.box_span.clone());
    }
    answers.list = scale.list;
    answers.after.extend(scale.after);
    (answers, rows)
}

/// Fields under `##`, each a question of its own kind.
pub fn form(scribe: &mut Scribe<'_>, nodes: &[Node], word: &Span, original: &[DraftPart]) -> (Answers, Vec<DraftPart>) {
    let (before, sections) = sections(nodes);
    let answers = answers::read(scribe, before);
    if let Some(list) = &answers.span {
        scribe.fault_with(Problem::TwoKinds, list.clone(), word.clone());
    }
    if sections.is_empty() {
        scribe.fault(Problem::NoParts, word.clone());
    }
    let mut names = Names::default();
    let mut fields = vec![];
    for (index, section) in sections.iter().enumerate() {
        let heading = heading(scribe, section, &mut names, index, original);
        let (asked, answers) = question(scribe, &heading, section.nodes, Standing::Field);
        // What holds for a whole question, and what only a slide can tell.
        for (word, span) in words_and_keys(&heading.attributes) {
            if matches!(word.as_str(), "show_from" | "time" | "truth" | ".live" | ".segment") {
                scribe.fault(Problem::Misplaced { word }, span);
            }
        }
        if let Some(answer) = answers.list.iter().find(|answer| answer.option.right) {
            scribe.fault(Problem::RightAnswer, answer.box_span.clone());
        }
        fields.push(draft(heading, asked, answers));
    }
    (answers, fields)
}

fn draft(heading: Heading, asked: Option<Asked>, answers: Answers) -> DraftPart {
    let Heading { span, title, attributes } = heading;
    let name = attributes.name.as_ref().map(|(name, _)| name.clone());
    DraftPart { name, heading: span, title, attributes, asked, answers }
}

/// Answers stand under the last row, explanation above the first: between rows is nothing but comments.
fn between_rows(scribe: &mut Scribe<'_>, nodes: &[Node]) {
    for node in nodes {
        if answers::is_answer_list(scribe.text, node) || scribe.block(node).is_some() {
            let line = answers::first_line(scribe.text, &node.span);
            scribe.fault(Problem::LateText, line);
        }
    }
}

/// A `##` and what stands under it.
struct Section<'a> {
    heading: &'a Node,
    pieces: &'a [Piece],
    nodes: &'a [Node],
}

/// The nodes above the first `##`, and what stands under each.
fn sections(nodes: &[Node]) -> (&[Node], Vec<Section<'_>>) {
    let mut rest = nodes;
    let mut sections = vec![];
    // From behind, so that each ends where the one after it begins.
    for (index, heading) in nodes.iter().enumerate().rev() {
        if let NodeKind::Heading { level: 2, pieces } = &heading.kind {
            sections.push(Section { heading, pieces, nodes: &rest[index + 1..] });
            rest = &rest[..index];
        }
    }
    sections.reverse();
    (rest, sections)
}

/// Names of rows or fields, and where each was first.
#[derive(Default)]
struct Names(HashMap<String, Span>);

/// The heading of a row or field; in a translation, with the words and settings of the original's.
fn heading(
    scribe: &mut Scribe<'_>,
    section: &Section<'_>,
    names: &mut Names,
    index: usize,
    original: &[DraftPart],
) -> Heading {
    let mut heading = scribe.heading(section.heading, section.pieces);
    match &heading.attributes.name {
        None => scribe.fault(Problem::PartWithoutName, heading.span.clone()),
        Some((name, span)) => match names.0.get(name) {
            Some(first) => {
                let first = first.clone();
                scribe.fault_with(Problem::SameName { name: name.clone() }, span.clone(), first);
            }
            None => {
                names.0.insert(name.clone(), span.clone());
            }
        },
    }
    if index == ROWS_MAX {
        scribe.fault(Problem::TooMuch(Limit::Rows), heading.span.clone());
    }
    let name = heading.attributes.name.as_ref().map(|(name, _)| name.clone());
    if let Some(twin) = original.iter().find(|part| part.name == name) {
        let place = heading.span.clone();
        heading.attributes.inherit(&twin.attributes, &place);
    }
    heading
}

fn words_and_keys(attributes: &Attributes) -> Vec<(String, Span)> {
    let words = attributes.words.iter().map(|(word, span)| (word.written().to_owned(), span.clone()));
    let keys = attributes.settings.iter().map(|setting| (setting.key.written().to_owned(), setting.span.clone()));
    words.chain(keys).collect()
}
