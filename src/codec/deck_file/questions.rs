//! What stands under a heading as a whole: a plain slide, a question, or a question made of parts. Never looks at other
//! slides, except that a repeat needs the names above it.

use super::answers::{Answer, Answers, Shape};
use super::attributes::{Key, Setting, Word, nearest_name};
use super::blocks::Scribe;
use super::headings::Heading;
use super::kinds::Asked;
use super::parts::{self, DraftPart};
use super::problems::Problem;
use super::slides::DraftSlide;
use super::tree::{Node, NodeKind};
use super::{answers, build, settings};
use crate::domain::deck::{Block, Layout, Question, plain_text};
use crate::domain::ids::SlideKey;

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
    /// The rows of a grid or the fields of a form.
    pub parts: Vec<DraftPart>,
}

/// Where a question stands: a slide asks anything, a part of a form only some kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Slide,
    Field,
}

/// A question further up, as a repeat may name it.
pub struct Above {
    pub name: String,
    /// `None` when it is of a kind that cannot be asked.
    pub question: Option<Question>,
}

impl Above {
    /// `None` for what asks nothing, or has no name to ask it again by.
    pub fn of(slide: &DraftSlide) -> Option<Self> {
        let (name, _) = slide.attributes.name.as_ref().filter(|_| slide.asked.is_some())?;
        Some(Self { name: name.clone(), question: slide.slide.question.clone() })
    }
}

/// Reads one slide under its heading. `above` are the questions before it; `original` the parts that it translates.
pub fn read(
    scribe: &mut Scribe<'_>,
    heading: &Heading,
    nodes: &[Node],
    above: &[Above],
    original: &[DraftPart],
) -> Content {
    let attributes = &heading.attributes;
    let has_boxes = nodes.iter().any(|node| answers::is_answer_list(scribe.text, node));
    let asks = has_boxes || attributes.kind().is_some() || attributes.setting(Key::Repeat).is_some();
    if !asks {
        return plain(scribe, heading, nodes);
    }
    let (asked, answers, parts) = match attributes.kind() {
        Some((Word::Form, word)) => {
            let word = word.clone();
            let (answers, fields) = parts::form(scribe, nodes, &word, original);
            settings::check(scribe, heading, Asked::Form, &answers);
            (Some(Asked::Form), answers, fields)
        }
        Some((Word::Rating, word)) => {
            let word = word.clone();
            let (answers, rows) = parts::rating(scribe, nodes, &word, original);
            settings::check(scribe, heading, Asked::Rating, &answers);
            (Some(Asked::Rating), answers, rows)
        }
        _ => {
            let (asked, answers) = question(scribe, heading, nodes, Standing::Slide);
            (asked, answers, vec![])
        }
    };
    let repeated = attributes.setting(Key::Repeat).and_then(|setting| repeat(scribe, setting, &answers, above));
    let question = asked.and_then(|asked| build::question(asked, attributes, &answers, &parts));
    let question = question.or_else(|| {
        let (key, question) = repeated?;
        let live = attributes.word(Word::Live).is_some();
        let show_from = build::whole(attributes, Key::ShowFrom).or(question.show_from);
        let seconds = build::whole(attributes, Key::Time).or(question.seconds);
        Some(Question { repeats: Some(key), live, segment: false, show_from, seconds, ..question })
    });
    let (body, after) = (answers.explanation.clone(), answers.after.clone());
    Content { body, question, after, layout: Layout::Flow, asked, asks, answers, parts }
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
    Content {
        body,
        question: None,
        after: vec![],
        layout,
        asked: None,
        asks: false,
        answers: Answers::default(),
        parts: vec![],
    }
}

/// A question that is not made of parts.
pub fn question(
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
        stray_square(scribe, &answers);
    }
    if matches!(asked, Asked::Ranking | Asked::Points) {
        for answer in answers.list.iter().filter(|answer| answer.shape == Shape::Round) {
            scribe.fault(Problem::RoundInRanking, answer.box_span.clone());
        }
    }
    if matches!(asked, Asked::ChooseOne | Asked::Scale | Asked::Several) {
        for answer in answers.list.iter().filter(|answer| looks_like_a_write_in(answer)) {
            scribe.fault(Problem::NoWriteIn, answer.box_span.clone());
        }
    }
    let choosable = match asked {
        Asked::Scale => answers.list.iter().filter(|answer| answer.numbered).count(),
        _ => answers.list.len(),
    };
    let chosen_from =
        matches!(asked, Asked::ChooseOne | Asked::Scale | Asked::Several | Asked::Ranking | Asked::Points)
            && answers.span.is_some();
    if chosen_from && choosable == 1 {
        let span = answers.span.clone().unwrap_or_else(|| heading.span.clone());
        scribe.fault(Problem::OneAnswer, span);
    }
    settings::check(scribe, heading, asked, &answers);
    (Some(asked), answers)
}

/// Words that leave off where somebody was to go on, without the line to write on. A point of a scale may: `Meer dan…`.
fn looks_like_a_write_in(answer: &Answer) -> bool {
    let leaves_off = answer.option.text.trim_end().ends_with([':', '…', '_']) || answer.option.text.ends_with("...");
    leaves_off && !answer.option.write_in && !answer.numbered
}

/// A round box among square ones is chosen alone; a square one among round ones is most often a slip, and one square box
/// by itself can only be that: nobody chooses several of one.
fn stray_square(scribe: &mut Scribe<'_>, answers: &Answers) {
    let (square, round): (Vec<_>, Vec<_>) = answers.list.iter().partition(|answer| answer.shape == Shape::Square);
    let (Some(first), Some(other)) = (square.first(), round.first()) else { return };
    if square.len() == 1 || square.len() * 2 <= round.len() {
        scribe.fault_with(Problem::StraySquare, first.box_span.clone(), other.box_span.clone());
    }
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
        if standing == Standing::Field
            && matches!(asked, Asked::Form | Asked::Rating | Asked::Questions | Asked::Points)
        {
            scribe.fault(Problem::Misplaced { word: word.written().to_owned() }, span.clone());
            return None;
        }
        if matches!(asked, Asked::Ranking | Asked::Points) && answers.span.is_none() {
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
