//! What a question came to, in the one sentence that stands above its chart: always a figure, never a judgement.

use std::borrow::Cow;

use super::{Asked, Panel, Plot};
use crate::codec::view::kinds::in_brief;
use crate::codec::view::kinds::means::listed;
use crate::codec::words::Tongue;
use crate::domain::chart::{Chart, Chosen, Subtotal};
use crate::domain::deck::{Kind, Question};
use crate::domain::session::EntryState;

/// More equal answers than this are counted, not named.
const NAMES_MAX: usize = 3;

pub(super) fn of(asked: &Asked<'_>, panels: &[Panel]) -> String {
    let tongue = asked.tongue;
    if let Kind::Questions { .. } = asked.question.kind {
        return of_asks(asked);
    }
    if asked.result.answered == 0 {
        return tongue.say("kind-nobody");
    }
    let panel = panels.first().filter(|_| panels.len() == 1 && asked.question.parts.is_empty());
    match panel.map(|panel| (&panel.plot, panel)) {
        Some((Plot::Bars(chart), panel)) => most(&panel.question, chart, tongue),
        _ => {
            let sentence = match panels {
                [panel] if panel.field.is_none() => panel.sentence.clone(),
                _ => String::new(),
            };
            if sentence.is_empty() { gave(asked) } else { sentence }
        }
    }
}

/// "Meeste stemmen: ‘Twijfel’, 41 (47%)." Answers of a group count together, as the group is told above them.
fn most(question: &Question, chart: &Chart, tongue: Tongue) -> String {
    // Of a single vote nothing is the most.
    if chart.answered == 1 {
        let key = if question.can_be_taken_back() { "findings-one-several" } else { "findings-one" };
        let leaders = chart.leaders();
        let names: Vec<_> = leaders.iter().map(|bar| quoted(question, Chosen::Option(bar.option))).collect();
        return tongue.say_with(key, &[("most", listed(&names, tongue).as_str().into())]);
    }
    let foremost = chart.foremost();
    let Some((first, most)) = foremost.first() else { return tongue.say("kind-nobody") };
    let name = |(what, _): &(Chosen, Subtotal)| quoted(question, *what);
    let names: Vec<Cow<'_, str>> = foremost.iter().map(name).collect();
    let key = match foremost.len() {
        1 if question.can_be_taken_back() => "findings-most-several",
        1 => "findings-most",
        2..=NAMES_MAX => "findings-tie",
        _ => "findings-tie-many",
    };
    let said = said(key, &names, most, chart.answered, tongue);
    // The longest bar stands in another group then, and would belie the sentence.
    match (first, chart.leaders().as_slice()) {
        (Chosen::Group(group), [bar]) if foremost.len() == 1 && bar.group != Some(*group) => {
            let figures = Subtotal { count: bar.count, percent: bar.percent };
            let name = quoted(question, Chosen::Option(bar.option));
            let outside = self::said("findings-most-outside", &[name], &figures, chart.answered, tongue);
            format!("{said} {outside}")
        }
        _ => said,
    }
}

fn quoted(question: &Question, what: Chosen) -> Cow<'_, str> {
    let name = match what {
        Chosen::Option(place) => &question.options[place].text,
        Chosen::Group(place) => &question.groups[place],
    };
    Cow::Owned(format!("‘{}’", in_brief(name)))
}

fn said(key: &str, names: &[Cow<'_, str>], each: &Subtotal, of: u32, tongue: Tongue) -> String {
    let figures = match each.percent {
        Some(percent) => format!("{} ({percent}%)", tongue.figure(each.count)),
        None => tongue.figure(each.count),
    };
    let (n, names) = (names.len() as u32, listed(names, tongue));
    let figures =
        [("most", names.as_str().into()), ("figures", figures.as_str().into()), ("n", n.into()), ("of", of.into())];
    tongue.say_with(key, &figures)
}

fn gave(asked: &Asked<'_>) -> String {
    asked.tongue.say_with("kind-gave", &[("n", asked.result.answered.into())])
}

fn of_asks(asked: &Asked<'_>) -> String {
    let asks = &asked.result.asks;
    let answered = asks.iter().filter(|ask| ask.state == EntryState::Answered).count() as u32;
    let figures = [("n", (asks.len() as u32).into()), ("answered", answered.into())];
    asked.tongue.say_with("findings-asks", &figures)
}
