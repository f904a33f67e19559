//! From what was read under a heading to the question it asks. Finds no faults: where a value cannot be used, that was
//! said when it was read, and there is no question.

use super::answers::{Answer, Answers, Shape};
use super::attributes::{Attributes, Key, Word};
use super::kinds::Asked;
use super::parts::DraftPart;
use super::settings;
use crate::domain::decimal::Decimal;
use crate::domain::deck::{ChoiceOption, Kind, Part, Question, Range};
use crate::domain::ids::OptionKey;
use crate::domain::limits::{ANSWERS_MAX, OPEN_CHARS, POINTS, POINTS_STEP};

/// `None` for what is asked by other means: a repeat.
pub fn question(asked: Asked, attributes: &Attributes, answers: &Answers, parts: &[DraftPart]) -> Option<Question> {
    let kind = kind(asked, attributes, answers)?;
    let of_part = |part: &DraftPart| {
        let question = match kind {
            Kind::Rating => rated(attributes, answers),
            _ => question(part.asked?, &part.attributes, &part.answers, &[])?,
        };
        Some(Part { key: OptionKey::parse(part.name.as_deref()?)?, title: part.title.clone(), question })
    };
    let has = |word| attributes.word(word).is_some();
    let is_asked_of_rows = kind == Kind::Rating;
    let options = answers.list.iter().filter(|_| !is_asked_of_rows);
    Some(Question {
        options: options.map(|answer| option(answer, kind)).collect(),
        groups: answers.groups.clone(),
        parts: parts.iter().map(of_part).collect::<Option<_>>()?,
        unit: attributes.setting(Key::Unit).map(|unit| unit.value.clone()).unwrap_or_default(),
        truth: number(attributes, Key::Truth),
        live: has(Word::Live),
        segment: has(Word::Segment),
        bipolar: has(Word::Bipolar),
        shuffled: has(Word::Shuffle),
        show_from: whole(attributes, Key::ShowFrom),
        seconds: whole(attributes, Key::Time),
        ..Question::new(kind)
    })
}

/// A row of a grid: the scale that holds for all of them.
fn rated(attributes: &Attributes, answers: &Answers) -> Question {
    Question {
        options: answers.list.iter().map(|answer| option(answer, Kind::Scale)).collect(),
        bipolar: attributes.word(Word::Bipolar).is_some(),
        ..Question::new(Kind::Scale)
    }
}

fn kind(asked: Asked, attributes: &Attributes, answers: &Answers) -> Option<Kind> {
    let max = whole::<usize>(attributes, Key::Max);
    let boxes = answers.list.iter().filter(|answer| answer.shape == Shape::Square).count();
    Some(match asked {
        Asked::ChooseOne => Kind::ChooseOne,
        Asked::Scale => Kind::Scale,
        Asked::Several => Kind::ChooseSeveral { max: max.unwrap_or(boxes).min(boxes) },
        Asked::Ranking => Kind::Ranking { max: max.unwrap_or(boxes).min(boxes) },
        Asked::Points => Kind::Points {
            total: whole(attributes, Key::Max).unwrap_or(POINTS),
            step: whole(attributes, Key::Step).unwrap_or(POINTS_STEP),
        },
        Asked::Number => Kind::Number(Range {
            min: number(attributes, Key::Min).unwrap_or(Decimal::from(0)),
            max: number(attributes, Key::Max)?,
            step: number(attributes, Key::Step).unwrap_or(Decimal::from(1)),
            nps: attributes.word(Word::Nps).is_some(),
        }),
        Asked::Open => Kind::Open { max: max.unwrap_or(OPEN_CHARS) },
        Asked::Words => Kind::Words { max: max.unwrap_or(1).min(ANSWERS_MAX) },
        Asked::Rating => Kind::Rating,
        Asked::Form => Kind::Form { days: whole(attributes, Key::Days) },
        Asked::Questions => settings::asking(attributes),
        Asked::Repeat => return None,
    })
}

fn option(answer: &Answer, kind: Kind) -> ChoiceOption {
    let alone = matches!(kind, Kind::ChooseSeveral { .. }) && answer.shape == Shape::Round;
    ChoiceOption { alone, ..answer.option.clone() }
}

fn number(attributes: &Attributes, key: Key) -> Option<Decimal> {
    Decimal::parse(&attributes.setting(key)?.value)
}

/// A setting that is a whole number.
pub fn whole<N: std::str::FromStr>(attributes: &Attributes, key: Key) -> Option<N> {
    attributes.setting(key)?.value.parse().ok()
}
