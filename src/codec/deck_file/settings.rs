//! Whether the words and settings of a question fit its kind, and values fit the settings. Never decides the kind.

use super::answers::{Answers, Shape};
use super::attributes::{Attributes, Key, Setting, Word};
use super::blocks::Scribe;
use super::headings::Heading;
use super::kinds::Asked;
use super::problems::{Problem, Unfit};
use crate::domain::decimal::Decimal;
use crate::domain::deck::Kind;
use crate::domain::limits::{ANSWERS_MAX, ASK_CHARS, ASK_CHARS_MAX, POINTS, POINTS_STEP, SHOW_FROM_MAX};

/// Characters an open answer or a question may have at most, when a deck asks for more than the default.
const OPEN_CHARS_MAX: i64 = 1000;
/// Points to divide at most: more is no sum anybody makes.
const POINTS_MAX: i64 = 1000;
/// Days a form may stay open: after a month nobody remembers the meeting.
pub const FORM_DAYS_MAX: i64 = 30;
/// Seconds: shorter than one can read, longer than a session.
const TIME_MIN: i64 = 10;
const TIME_MAX: i64 = 3600;

/// Whether words and settings fit the kind, and values fit the settings.
pub fn check(scribe: &mut Scribe<'_>, heading: &Heading, asked: Asked, answers: &Answers) {
    let attributes = &heading.attributes;
    for (word, span) in &attributes.words {
        if !asked.takes_word(*word) {
            scribe.fault(Problem::Misplaced { word: word.written().to_owned() }, span.clone());
        }
    }
    for setting in &attributes.settings {
        // A repeat beside a kind is already two kinds.
        let said = setting.key == Key::Repeat && attributes.kind().is_some();
        if !said && !asked.takes_key(setting.key) {
            scribe.fault(Problem::Misplaced { word: setting.key.written().to_owned() }, setting.span.clone());
        }
    }
    right_answers(scribe, asked, answers);
    if let Some(word) = attributes.word(Word::Shuffle).filter(|_| !answers.groups.is_empty()) {
        scribe.fault(Problem::ShuffledGroups, word.clone());
    }
    for (key, from, to) in
        [(Key::ShowFrom, 1, i64::from(SHOW_FROM_MAX)), (Key::Days, 1, FORM_DAYS_MAX), (Key::Time, TIME_MIN, TIME_MAX)]
    {
        if let Some(setting) = attributes.setting(key).filter(|_| asked.takes_key(key)) {
            whole(scribe, setting, from, to);
        }
    }
    if asked == Asked::Number {
        return number(scribe, heading);
    }
    if asked == Asked::Points {
        return points(scribe, heading);
    }
    if let Some(max) = attributes.setting(Key::Max).filter(|_| asked.takes_key(Key::Max)) {
        let square = answers.list.iter().filter(|answer| answer.shape == Shape::Square).count() as i64;
        let to = match asked {
            Asked::Open | Asked::Questions => OPEN_CHARS_MAX,
            Asked::Words => ANSWERS_MAX as i64,
            _ => square.max(1),
        };
        whole(scribe, max, 1, to);
    }
    for key in [Key::Moderated, Key::Upvotes] {
        if let Some(setting) = attributes.setting(key).filter(|_| asked.takes_key(key))
            && !matches!(setting.value.as_str(), "yes" | "no")
        {
            bad(scribe, setting, Unfit::NotYesOrNo);
        }
    }
}

/// How the audience may ask, by what the heading says; what it says wrongly was told already.
pub fn asking(attributes: &Attributes) -> Kind {
    let is_no = |key| attributes.setting(key).is_some_and(|setting| setting.value == "no");
    let said = attributes.setting(Key::Max).and_then(|setting| setting.value.parse().ok());
    Kind::Questions {
        max: said.unwrap_or(ASK_CHARS).min(ASK_CHARS_MAX),
        moderated: !is_no(Key::Moderated),
        upvotes: !is_no(Key::Upvotes),
    }
}

/// What is right can be told of what is chosen, and not of all of it.
fn right_answers(scribe: &mut Scribe<'_>, asked: Asked, answers: &Answers) {
    let mut right = answers.list.iter().filter(|answer| answer.option.right);
    let Some(first) = right.next() else { return };
    if !matches!(asked, Asked::ChooseOne | Asked::Several) {
        scribe.fault(Problem::RightAnswer, first.box_span.clone());
    } else if right.count() + 1 == answers.list.len() {
        scribe.fault(Problem::AllRight, first.box_span.clone());
    }
}

fn points(scribe: &mut Scribe<'_>, heading: &Heading) {
    let attributes = &heading.attributes;
    for key in [Key::Max, Key::Step] {
        if let Some(setting) = attributes.setting(key) {
            whole(scribe, setting, 1, POINTS_MAX);
        }
    }
    let value = |key, default: u32| attributes.setting(key).map_or(Some(default), |setting| setting.value.parse().ok());
    if let (Some(points), Some(step)) = (value(Key::Max, POINTS), value(Key::Step, POINTS_STEP))
        && step > 0
        && points % step != 0
    {
        let span = attributes.setting(Key::Step).or(attributes.setting(Key::Max));
        let span = span.map_or(&heading.span, |setting| &setting.value_span).clone();
        scribe.fault(Problem::StepLeavesRest { points: points.to_string() }, span);
    }
}

fn number(scribe: &mut Scribe<'_>, heading: &Heading) {
    let attributes = &heading.attributes;
    let mut value = |key: Key, default: Option<Decimal>| {
        let Some(setting) = attributes.setting(key) else { return default };
        let decimal = Decimal::parse(&setting.value);
        if decimal.is_none() && !setting.is_spoilt() {
            bad(scribe, setting, Unfit::NotANumber);
        }
        decimal
    };
    let min = value(Key::Min, Some(Decimal::from(0)));
    let max = value(Key::Max, None);
    let step = value(Key::Step, Some(Decimal::from(1)));
    let truth = value(Key::Truth, None);
    if attributes.setting(Key::Max).is_none() {
        let span = attributes.word(Word::Number).unwrap_or(&heading.span).clone();
        scribe.fault(Problem::NoMax, span);
    }
    let (Some(min), Some(max), Some(step)) = (min, max, step) else { return };
    if max <= min
        && let Some(setting) = attributes.setting(Key::Max)
    {
        return bad(scribe, setting, Unfit::NotAboveMin);
    }
    if step <= Decimal::from(0)
        && let Some(setting) = attributes.setting(Key::Step)
    {
        return bad(scribe, setting, Unfit::NotAboveZero);
    }
    if let (Some(truth), Some(setting)) = (truth, attributes.setting(Key::Truth)) {
        if truth < min || truth > max {
            bad(scribe, setting, Unfit::Outside(min.to_string(), max.to_string()));
        } else if !truth.on_step(min, step) {
            bad(scribe, setting, Unfit::OffStep(step.to_string()));
        }
    }
    if let Some(span) = attributes.word(Word::Nps)
        && (min, max, step) != (Decimal::from(0), Decimal::from(10), Decimal::from(1))
    {
        scribe.fault(Problem::Misplaced { word: Word::Nps.written().to_owned() }, span.clone());
    }
}

fn whole(scribe: &mut Scribe<'_>, setting: &Setting, from: i64, to: i64) {
    if setting.is_spoilt() {
        return;
    }
    match Decimal::parse(&setting.value) {
        None => bad(scribe, setting, Unfit::NotANumber),
        Some(value) if !value.is_whole() => bad(scribe, setting, Unfit::NotWhole),
        Some(value) if value < Decimal::from(from) || value > Decimal::from(to) => {
            bad(scribe, setting, Unfit::Outside(from.to_string(), to.to_string()));
        }
        Some(_) => {}
    }
}

fn bad(scribe: &mut Scribe<'_>, setting: &Setting, unfit: Unfit) {
    let problem = Problem::BadValue { value: setting.value.clone(), unfit };
    scribe.fault(problem, setting.value_span.clone());
}
