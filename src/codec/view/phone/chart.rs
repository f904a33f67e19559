//! The bars of a question on a phone, and the sentence that says what they show.

use askama::Template;

use super::sight::Asked;
use super::{Phone, is_chosen};
use crate::codec::svg;
use crate::codec::view::figures;
use crate::codec::wire::Live;
use crate::codec::words::Tongue;
use crate::domain::chart::{Bar, Chart, Order, Sum, percent};
use crate::domain::deck::{Kind, Question};
use crate::domain::ids::OptionKey;
use crate::domain::tally::Tally;

/// The name in `live.texts` of the sentence above live bars.
pub(super) const TALLY: &str = "tally";

/// The name in `live.texts` of an option's figures, by its place in the deck.
fn bar_name(option: usize) -> String {
    format!("b{}", option + 1)
}

/// The same for a group's.
fn group_name(group: usize) -> String {
    format!("g{}", group + 1)
}

/// Whether figures stand in the part or are filled in from `live`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    Drawn,
    /// For everybody: the script fills them.
    LiveEmpty,
    /// For a page that may have no script; a script goes on filling them.
    LiveFilled,
}

#[derive(Template)]
#[template(path = "phone/bars.html")]
pub(super) struct Bars<'a> {
    pub tongue: Tongue,
    pub lang: Option<&'a str>,
    pub groups: Vec<BarGroup<'a>>,
}

/// Bars that stand together; without a label they belong to no group.
pub(super) struct BarGroup<'a> {
    pub label: Option<&'a str>,
    pub figures: String,
    pub live: Option<String>,
    pub bars: Vec<BarRow<'a>>,
}

pub(super) struct BarRow<'a> {
    pub key: &'a OptionKey,
    pub text: &'a str,
    pub figures: String,
    /// The same answer when the question was asked first.
    pub before: Option<String>,
    pub live: Option<String>,
    pub width: String,
    pub apart: bool,
    pub chosen: bool,
    /// It is right, and that was told.
    pub right: bool,
}

impl Phone<'_> {
    /// Which answers lead, in one sentence: a tie names all of them.
    pub(super) fn most(&self, question: &Question, chart: &Chart) -> String {
        let mut leading = chart.leaders().into_iter();
        let Some(first) = leading.next() else { return String::new() };
        let text = |bar: &Bar| question.options[bar.option].text.as_str();
        let figures = match first.percent {
            Some(percent) => {
                self.tongue.say_with("phone-figures", &[("count", first.count.into()), ("percent", percent.into())])
            }
            None => first.count.to_string(),
        };
        let mut names: Vec<String> = std::iter::once(first)
            .chain(leading)
            .map(|bar| self.tongue.say_with("phone-quoted", &[("answer", text(bar).into())]))
            .collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return self
                .tongue
                .say_with("phone-most", &[("answer", text(first).into()), ("figures", figures.as_str().into())]);
        }
        let names = self
            .tongue
            .say_with("phone-and", &[("answers", names.join(", ").as_str().into()), ("last", last.as_str().into())]);
        self.tongue
            .say_with("phone-most-tied", &[("answers", names.as_str().into()), ("figures", figures.as_str().into())])
    }

    fn before(&self, tally: &Tally, option: usize) -> Option<String> {
        // What was made of texts was no answer then.
        let count = *tally.counts().get(option)?;
        let figures = figures(count, percent(count, tally.answers()));
        Some(self.tongue.say_with("phone-before", &[("figures", figures.as_str().into())]))
    }

    /// What is to be said of what the per cents add up to.
    pub(super) fn sum(&self, sum: Sum) -> Option<String> {
        match sum {
            Sum::Plain => None,
            Sum::Rounded(sum) => Some(self.tongue.say_with("phone-rounding", &[("n", sum.into())])),
            Sum::Several { permille } => {
                Some(self.tongue.say_with("phone-several", &[("mean", self.tongue.tenths(permille).as_str().into())]))
            }
        }
    }

    /// Bars under an open `.live` question: drawn empty, because a part may not move while the step stays the same.
    pub(super) fn live_bars(&self, asked: &Asked<'_>) -> (Option<String>, Live) {
        let counted = asked.poll.counted(asked.question);
        let asked = &Asked { slide: asked.slide, question: &counted, poll: asked.poll };
        let chart = Chart::new(asked.question, asked.poll.counted_tally(), 0, Order::Deck);
        let mut live = Live::default();
        if chart.answered < self.show_from(asked) {
            live.say(TALLY, self.tongue.say_with("phone-too-few-yet", &[("n", self.show_from(asked).into())]));
        } else {
            live.say(TALLY, self.tongue.say_with("phone-so-far", &[("n", chart.answered.into())]));
            for bar in &chart.bars {
                live.say(bar_name(bar.option), figures(bar.count, bar.percent));
            }
            for (group, subtotal) in chart.groups.iter().enumerate() {
                live.say(group_name(group), figures(subtotal.count, subtotal.percent));
            }
            live.count(asked.poll.counted_tally());
        }
        let may_fill = self.visitor.is_some() && !live.counts.is_empty();
        let bars = self.bars(asked, &chart, if may_fill { Figures::LiveFilled } else { Figures::LiveEmpty });
        (Some(bars), live)
    }

    /// How many answered so far, where no bars can say more.
    pub(super) fn live_count(&self, asked: &Asked<'_>) -> (Option<String>, Live) {
        let (answered, show_from) = (asked.poll.tally().answers(), self.show_from(asked));
        let so_far = if matches!(asked.question.kind, Kind::Form { .. }) { "form" } else { "filled" };
        let mut live = Live::default();
        live.say(
            TALLY,
            match answered < show_from {
                true => self.tongue.say_with("phone-too-few-yet", &[("n", show_from.into())]),
                false => self.tongue.say_with(&format!("phone-{so_far}-so-far"), &[("n", answered.into())]),
            },
        );
        (Some(String::new()), live)
    }

    pub(super) fn bars(&self, asked: &Asked<'_>, chart: &Chart, drawn: Figures) -> String {
        let given = self.given(asked);
        let counted = given.and_then(|given| asked.poll.counted_choices(&given.answer));
        let is_own =
            |key: &OptionKey| counted.as_ref().map_or_else(|| is_chosen(given, key), |counted| counted.contains(key));
        let earlier = self.scene.session.pair(&asked.slide.key);
        let (filled, moves) = (drawn != Figures::LiveEmpty, drawn != Figures::Drawn);
        let mut groups: Vec<BarGroup<'_>> = Vec::new();
        let mut previous = None;
        for bar in &chart.bars {
            if groups.is_empty() || previous != bar.group {
                let subtotal = bar.group.map(|group| (group, &chart.groups[group]));
                groups.push(BarGroup {
                    label: subtotal.map(|(group, _)| asked.question.groups[group].as_str()),
                    figures: subtotal
                        .filter(|_| filled)
                        .map(|(_, subtotal)| figures(subtotal.count, subtotal.percent))
                        .unwrap_or_default(),
                    live: bar.group.filter(|_| moves).map(group_name),
                    bars: Vec::new(),
                });
                previous = bar.group;
            }
            let option = &asked.question.options[bar.option];
            let row = BarRow {
                key: &option.key,
                text: &option.text,
                figures: if filled { figures(bar.count, bar.percent) } else { String::new() },
                before: earlier.as_ref().and_then(|pair| self.before(pair.before, bar.option)),
                live: moves.then(|| bar_name(bar.option)),
                width: if filled { svg::share(bar.permille) } else { "0".to_owned() },
                apart: bar.apart,
                chosen: is_own(&option.key),
                right: option.right && asked.is_solved(),
            };
            if let Some(group) = groups.last_mut() {
                group.bars.push(row);
            }
        }
        Bars { tongue: self.tongue, lang: self.tongue.foreign(&asked.slide.language), groups }.to_string()
    }
}
