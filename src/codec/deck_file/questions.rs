//! What stands under a heading as a whole: a plain slide, a question, or a question made of parts. Never looks at other
//! slides, except that a repeat needs the names above it.

use super::answers::{Answer, Answers, Shape};
use super::attributes::{Attributes, Key, Setting, Word, nearest_name};
use super::blocks::Scribe;
use super::headings::Heading;
use super::kinds::Asked;
use super::problems::{Limit, Problem};
use super::source::Span;
use super::tree::{Node, NodeKind, Piece};
use super::{answers, settings};
use crate::domain::deck::{Block, ChoiceOption, Kind, Layout, Question, plain_text};
use crate::domain::ids::SlideKey;
use crate::domain::limits::ROWS_MAX;

/// What stands under a heading, read.
pub struct Content {
    pub body: Vec<Block>,
    pub question: Option<Question>,
    pub after: Vec<Block>,
    pub layout: Layout,
    pub asked: Option<Asked>,
    /// Whether it is a question, be it of a kind that cannot be told.
    pub asks: bool,
    pub answers: Answers,
}

/// Where a question stands: a slide asks anything, a part of a form only some kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Slide,
    Field,
}

/// A question further up, as a repeat may name it.
pub struct Above {
    pub name: String,
    /// `None` when it is of a kind that cannot be asked.
    pub question: Option<Question>,
}

/// Reads one slide under its heading. `above` are the questions before it.
pub fn read(scribe: &mut Scribe<'_>, heading: &Heading, nodes: &[Node], above: &[Above]) -> Content {
    let attributes = &heading.attributes;
    let has_boxes = nodes.iter().any(|node| answers::is_answer_list(scribe.text, node));
    let asks = has_boxes || attributes.kind().is_some() || attributes.setting(Key::Repeat).is_some();
    if !asks {
        return plain(scribe, heading, nodes);
    }
    let (asked, answers) = match attributes.kind() {
        Some((Word::Form, word)) => {
            let word = word.clone();
            let answers = form(scribe, nodes, &word);
            settings::check(scribe, heading, Asked::Form, &answers);
            (Some(Asked::Form), answers)
        }
        Some((Word::Rating, word)) => {
            let word = word.clone();
            let answers = rating(scribe, nodes, &word);
            settings::check(scribe, heading, Asked::Rating, &answers);
            (Some(Asked::Rating), answers)
        }
        _ => question(scribe, heading, nodes, Standing::Slide),
    };
    let repeated = attributes.setting(Key::Repeat).and_then(|setting| repeat(scribe, setting, &answers, above));
    let kind = asked.and_then(|asked| asked.runs_as(choices_max(attributes, &answers)));
    let kind = kind.or_else(|| (asked? == Asked::Questions).then(|| settings::asking(attributes)));
    // What cannot be asked a first time is told there, and not again at its repeat.
    let is_told = asked == Some(Asked::Repeat);
    if let (Some(asked), None, false) = (asked, kind, attributes.puzzled || is_told) {
        let square = answers.list.iter().find(|answer| answer.shape == Shape::Square);
        let word = attributes.kind().map(|(_, span)| span);
        let span = word.or(attributes.setting(Key::Repeat).map(|setting| &setting.span));
        let span = span.or(square.map(|answer| &answer.box_span)).unwrap_or(&heading.span).clone();
        scribe.fault(Problem::NotYet { kind: asked }, span);
    }
    let question = kind.map(|kind| Question {
        kind,
        options: answers.list.iter().map(|answer| option(answer, kind)).collect(),
        groups: answers.groups.clone(),
        repeats: None,
        live: attributes.word(Word::Live).is_some(),
        segment: attributes.word(Word::Segment).is_some(),
    });
    let question = question.or_else(|| {
        let (key, question) = repeated?;
        let live = attributes.word(Word::Live).is_some();
        Some(Question { repeats: Some(key), live, segment: false, ..question })
    });
    let (body, after) = (answers.explanation.clone(), answers.after.clone());
    Content { body, question, after, layout: Layout::Flow, asked, asks, answers }
}

/// How many square boxes may be ticked: all, unless the heading says fewer.
fn choices_max(attributes: &Attributes, answers: &Answers) -> usize {
    let square = answers.list.iter().filter(|answer| answer.shape == Shape::Square).count();
    let said = attributes.setting(Key::Max).and_then(|setting| setting.value.parse::<usize>().ok());
    said.unwrap_or(square).min(square)
}

fn option(answer: &Answer, kind: Kind) -> ChoiceOption {
    let alone = matches!(kind, Kind::ChooseSeveral { .. }) && answer.shape == Shape::Round;
    ChoiceOption { alone, ..answer.option.clone() }
}

fn plain(scribe: &mut Scribe<'_>, heading: &Heading, nodes: &[Node]) -> Content {
    let attributes = &heading.attributes;
    let words = attributes.words.iter().filter(|(word, _)| *word != Word::Steps);
    let words = words.map(|(word, span)| (word.written(), span));
    let settings = attributes.settings.iter().map(|setting| (setting.key.written(), &setting.span));
    // A word nobody knows may have been the kind that these belong to.
    for (word, span) in words.chain(settings).filter(|_| !attributes.puzzled) {
        scribe.fault(Problem::MisplacedOnPlain { word: word.to_owned() }, span.clone());
    }
    let has_list = nodes.iter().any(|node| matches!(node.kind, NodeKind::List { .. }));
    if has_list && plain_text(&heading.title).ends_with('?') {
        scribe.fault(Problem::QuestionWithoutBoxes, heading.span.clone());
    }
    let layout = if attributes.word(Word::Steps).is_some() { Layout::Steps } else { Layout::Flow };
    let body = scribe.blocks(nodes);
    Content { body, question: None, after: vec![], layout, asked: None, asks: false, answers: Answers::default() }
}

/// A question that is not made of parts.
fn question(
    scribe: &mut Scribe<'_>,
    heading: &Heading,
    nodes: &[Node],
    standing: Standing,
) -> (Option<Asked>, Answers) {
    let attributes = &heading.attributes;
    let answers = answers::read(scribe, nodes);
    let Some(asked) = kind(scribe, heading, &answers, standing) else { return (None, answers) };
    if matches!(asked, Asked::Number | Asked::Open | Asked::Words | Asked::Questions)
        && let (Some(list), Some((_, word))) = (&answers.span, attributes.kind())
    {
        scribe.fault_with(Problem::TwoKinds, list.clone(), word.clone());
    }
    if asked == Asked::Several {
        let mut written = answers.list.iter().filter(|answer| answer.option.write_in);
        if let (Some(first), Some(second)) = (written.next(), written.next()) {
            scribe.fault_with(Problem::SecondWriteIn, second.box_span.clone(), first.box_span.clone());
        }
    }
    if asked == Asked::Ranking {
        for answer in answers.list.iter().filter(|answer| answer.shape == Shape::Round) {
            scribe.fault(Problem::RoundInRanking, answer.box_span.clone());
        }
    }
    let choosable = match asked {
        Asked::Scale => answers.list.iter().filter(|answer| answer.numbered).count(),
        _ => answers.list.len(),
    };
    let chosen_from =
        matches!(asked, Asked::ChooseOne | Asked::Scale | Asked::Several | Asked::Ranking) && answers.span.is_some();
    if chosen_from && choosable == 1 {
        let span = answers.span.clone().unwrap_or_else(|| heading.span.clone());
        scribe.fault(Problem::OneAnswer, span);
    }
    settings::check(scribe, heading, asked, &answers);
    (Some(asked), answers)
}

/// The kind: what the heading says, else what the boxes say.
fn kind(scribe: &mut Scribe<'_>, heading: &Heading, answers: &Answers, standing: Standing) -> Option<Asked> {
    let attributes = &heading.attributes;
    let repeat = attributes.setting(Key::Repeat);
    if let Some((word, span)) = attributes.kind() {
        let asked = Asked::of(word)?;
        if let Some(setting) = repeat {
            scribe.fault_with(Problem::TwoKinds, setting.span.clone(), span.clone());
        }
        if standing == Standing::Field && matches!(asked, Asked::Form | Asked::Rating | Asked::Questions) {
            scribe.fault(Problem::Misplaced { word: word.written().to_owned() }, span.clone());
            return None;
        }
        if asked == Asked::Ranking && answers.span.is_none() {
            scribe.fault(Problem::NoAnswers, heading.span.clone());
        }
        return Some(asked);
    }
    if let Some(setting) = repeat {
        if standing == Standing::Field {
            scribe.fault(Problem::Misplaced { word: Key::Repeat.written().to_owned() }, setting.span.clone());
        }
        return Some(Asked::Repeat);
    }
    if answers.span.is_none() {
        scribe.fault(Problem::NoAnswers, heading.span.clone());
        return None;
    }
    Some(if answers.list.iter().any(|answer| answer.numbered) {
        Asked::Scale
    } else if answers.list.iter().any(|answer| answer.shape == Shape::Square) {
        Asked::Several
    } else {
        Asked::ChooseOne
    })
}

/// Rows under `##`, and one scale below that holds for all of them.
fn rating(scribe: &mut Scribe<'_>, nodes: &[Node], word: &Span) -> Answers {
    let (before, parts) = parts(nodes);
    let mut answers = answers::read(scribe, before);
    let mut names = Names::default();
    let mut scale = Answers::default();
    for (index, part) in parts.iter().enumerate() {
        let heading = part_heading(scribe, part, &mut names, index);
        for (word, span) in words_and_keys(&heading.attributes) {
            scribe.fault(Problem::Misplaced { word }, span);
        }
        if index + 1 == parts.len() {
            scale = answers::read(scribe, part.nodes);
        } else {
            between_rows(scribe, part.nodes);
        }
    }
    if parts.is_empty() {
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
    answers.list = scale.list;
    answers.after.extend(scale.after);
    answers
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

/// Fields under `##`, each a question of its own kind.
fn form(scribe: &mut Scribe<'_>, nodes: &[Node], word: &Span) -> Answers {
    let (before, parts) = parts(nodes);
    let answers = answers::read(scribe, before);
    if let Some(list) = &answers.span {
        scribe.fault_with(Problem::TwoKinds, list.clone(), word.clone());
    }
    if parts.is_empty() {
        scribe.fault(Problem::NoParts, word.clone());
    }
    let mut names = Names::default();
    for (index, part) in parts.iter().enumerate() {
        let heading = part_heading(scribe, part, &mut names, index);
        question(scribe, &heading, part.nodes, Standing::Field);
    }
    answers
}

/// A `##` and what stands under it.
struct Part<'a> {
    heading: &'a Node,
    pieces: &'a [Piece],
    nodes: &'a [Node],
}

/// The nodes above the first `##`, and the parts.
fn parts(nodes: &[Node]) -> (&[Node], Vec<Part<'_>>) {
    let mut rest = nodes;
    let mut parts = vec![];
    // From behind, so that each part ends where the one after it begins.
    for (index, heading) in nodes.iter().enumerate().rev() {
        if let NodeKind::Heading { level: 2, pieces } = &heading.kind {
            parts.push(Part { heading, pieces, nodes: &rest[index + 1..] });
            rest = &rest[..index];
        }
    }
    parts.reverse();
    (rest, parts)
}

/// Names of rows or fields, and where each was first.
#[derive(Default)]
struct Names(std::collections::HashMap<String, Span>);

fn part_heading(scribe: &mut Scribe<'_>, part: &Part<'_>, names: &mut Names, index: usize) -> Heading {
    let heading = scribe.heading(part.heading, part.pieces);
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
    heading
}

fn words_and_keys(attributes: &Attributes) -> Vec<(String, Span)> {
    let words = attributes.words.iter().map(|(word, span)| (word.written().to_owned(), span.clone()));
    let keys = attributes.settings.iter().map(|setting| (setting.key.written().to_owned(), setting.span.clone()));
    words.chain(keys).collect()
}

/// The question that is asked again, with its name.
fn repeat(
    scribe: &mut Scribe<'_>,
    setting: &Setting,
    answers: &Answers,
    above: &[Above],
) -> Option<(SlideKey, Question)> {
    if let Some(list) = &answers.span {
        scribe.fault_with(Problem::RepeatWithAnswers, list.clone(), setting.span.clone());
    }
    let found = above.iter().find(|question| question.name == setting.value);
    if !setting.is_spoilt() && found.is_none() {
        let names: Vec<String> = above.iter().map(|question| question.name.clone()).collect();
        let meant = nearest_name(&setting.value, &names);
        let problem = Problem::BadRepeat { name: setting.value.clone(), meant };
        scribe.fault(problem, setting.value_span.clone());
    }
    Some((SlideKey::parse(&setting.value)?, found?.question.clone()?))
}
