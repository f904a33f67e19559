//! What the hall sees: the projector's parts `stage`, `foot` and `said`, and its moving figures.
//!
//! Never draws a count before the reveal, unless the question is `.live` or the deck asks for more answers first; and
//! never draws notes, links or anything that only the presenter may see.

use std::collections::BTreeMap;

use askama::Template;

use super::Scene;
use super::blocks;
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::codec::{qr, svg};
use crate::domain::chart::{Bar, Chart, Order, percent, permille};
use crate::domain::deck::{Block, Deck, Kind, Layout, Question, Slide};
use crate::domain::ids::{Language, OptionKey, SlideKey};
use crate::domain::limits::PERCENT_FROM;
use crate::domain::session::{Phase, Poll, Step};
use crate::domain::tally::Tally;

/// So many bars a hall can still read from its last row: with more, the smallest are drawn as one.
const BARS_MAX: usize = 7;
/// So few answers may be written larger than the rest, before and after the reveal.
const FEW_OPTIONS: usize = 3;
/// Names longer than this together, in characters, take more than a line above the chart; there their numbers speak.
const NAMES_CHARS_MAX: usize = 54;
/// With more equal leaders than this their number says more than their names.
const TIE_NAMES_MAX: usize = 3;

/// Draws the screen at this moment.
pub fn screen(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    let session = scene.session;
    let deck = session.editions().in_language(&tongue.language());
    let room = Room { scene, tongue, deck };
    let step = session.step();
    let picture = match &step {
        Step::Ended => room.ended(),
        _ if session.is_black() => room.black(),
        Step::Join => room.join(),
        Step::Slide(key) => match deck.slide(key) {
            Some((_, slide)) => room.slide(slide),
            None => room.join(),
        },
        Step::Question(key, phase) => match room.asked(key) {
            Some(asked) if *phase == Phase::Revealed => room.results(&asked),
            Some(asked) => room.question(&asked, *phase),
            None => room.join(),
        },
    };
    let Picture { view, title, stage, foot, said, live } = picture;
    let parts = [("stage", stage), ("foot", foot), ("said", blocks::escape(&said))].into();
    Drawn { step: step.to_string(), view, title, parts, live }
}

struct Room<'a> {
    scene: &'a Scene<'a>,
    tongue: Tongue,
    deck: &'a Deck,
}

/// One state of the screen, its parts not yet named.
struct Picture {
    view: &'static str,
    title: String,
    stage: String,
    foot: String,
    /// What a screen reader is told when this state comes.
    said: String,
    live: Live,
}

/// A question on the screen.
struct Asked<'a> {
    slide: &'a Slide,
    question: &'a Question,
    poll: &'a Poll,
    /// Its place among the questions, from 1.
    number: u32,
    present: u32,
}

impl Asked<'_> {
    fn answered(&self) -> u32 {
        self.poll.tally().answers()
    }
}

impl<'a> Room<'a> {
    fn join(&self) -> Picture {
        let Scene { join, code, .. } = self.scene;
        let stage = JoinStage {
            qr: qr::svg(&join.qr_text(*code)),
            lead: self.say("screen-join-lead"),
            lang: self.lang_of(&self.deck.language),
            title: &self.deck.title,
            go: self.say("screen-join-go"),
            address: &join.shown,
            kind: self.say("screen-join-type"),
            code: code.spaced(),
            // A venue's login page breaks a first secure load. Without https the venue's wifi may be the only road.
            wifi: join.origin.starts_with("https:").then(|| self.say("screen-join-wifi")),
        };
        Picture {
            view: "join",
            title: self.deck.title.clone(),
            stage: html(&stage),
            foot: html(&Foot {
                sentence: None,
                note: None,
                right: FootRight::Sentence(self.say("screen-join-promise")),
            }),
            said: self.deck.title.clone(),
            live: self.people(),
        }
    }

    fn slide(&self, slide: &Slide) -> Picture {
        let (shape, fit) = match (slide.layout, slide.body.as_slice()) {
            (_, []) => ("cover", "60 132"),
            (Layout::Steps, _) => ("steps", "30 56"),
            (_, body) if body.iter().any(|block| matches!(block, Block::Table { .. })) => ("flow", "30 44"),
            _ => ("flow", "30 72"),
        };
        let stage = SlideStage {
            shape,
            fit,
            lang: self.lang_of(&slide.language),
            title: blocks::inlines(&slide.title),
            body: blocks::blocks(&slide.body),
        };
        Picture {
            view: "slide",
            title: slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, None),
            said: slide.heading(),
            live: self.people(),
        }
    }

    fn asked(&self, key: &SlideKey) -> Option<Asked<'a>> {
        let (_, slide) = self.deck.slide(key)?;
        let session = self.scene.session;
        Some(Asked {
            slide,
            question: slide.question.as_ref()?,
            poll: session.poll(key)?,
            number: self.deck.question_number(key)? as u32,
            present: session.present(key, self.scene.seen),
        })
    }

    /// Shown, open or closed: nothing here but N may tell how people answered, unless the question is `.live`.
    fn question(&self, asked: &Asked<'_>, phase: Phase) -> Picture {
        let Asked { slide, question, .. } = asked;
        let is_shown = phase == Phase::Shown;
        let live = question.live && !is_shown;
        let stage = QuestionStage {
            fit: match question.options.len() {
                // Bars need the width that larger figures would take.
                _ if live => "44 64",
                ..=FEW_OPTIONS => "44 120",
                _ => "44 72",
            },
            lang: self.lang_of(&slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&slide.title),
            body: blocks::blocks(&slide.body),
            live,
            live_note: self.say("screen-live"),
            answers: if live { self.moving_chart(question) } else { self.options(question) },
            marks: (!is_shown).then(svg::gauge_marks),
        };
        let heading = slide.heading();
        let number = [("number", asked.number.into()), ("question", heading.as_str().into())];
        let (view, foot, said) = match phase {
            Phase::Shown => ("question", None, self.tongue.say_with("screen-said-question", &number)),
            Phase::Open => ("open", Some("screen-tap"), self.tongue.say_with("screen-said-open", &number)),
            Phase::Closed | Phase::Revealed => {
                ("closed", Some("screen-closed"), self.tongue.say_with("screen-said-closed", &number))
            }
        };
        Picture {
            view,
            stage: html(&stage),
            foot: self.foot(foot, None),
            said,
            live: if is_shown { self.people() } else { self.gauge(asked) },
            title: heading,
        }
    }

    fn results(&self, asked: &Asked<'_>) -> Picture {
        let Asked { slide, question, .. } = asked;
        let answered = asked.answered();
        let chart = Chart::new(question, asked.poll.tally(), asked.present, Order::Revealed);
        let is_few = answered > 0 && answered < self.deck.show_from;
        let most = if is_few {
            Most { lead: self.few(), names: Vec::new(), and: String::new() }
        } else {
            self.most(question, &chart)
        };
        let mut said = self.tongue.say_with("screen-said-results", &[("n", answered.into())]);
        said.push(' ');
        said.push_str(&most.sentence());
        let (bars, rounding) = if is_few {
            // The answers in the deck's order: sorted, they would tell what the figures may not.
            (self.options(question), None)
        } else {
            let inline = !can_be_merged(question, &chart) && chart.bars.len() > BARS_MAX;
            let others = |n: u32| self.tongue.say_with("screen-others", &[("n", n.into())]);
            let rounding = chart.rounding.map(|sum| self.tongue.say_with("screen-rounding", &[("sum", sum.into())]));
            (self.chart(question, chart_rows(question, &chart, Some(&others)), inline), rounding)
        };
        let stage = ResultsStage {
            fit: if question.options.len() <= FEW_OPTIONS { "44 120" } else { "44 64" },
            lang: self.lang_of(&slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&slide.title),
            most,
            chart: bars,
            after: blocks::blocks(&slide.after),
        };
        let people = self.answered_of_present(asked);
        Picture {
            view: "results",
            title: slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, rounding),
            said,
            live: Live { texts: [("people", people)].into(), ..Live::default() },
        }
    }

    fn black(&self) -> Picture {
        let said = self.say("screen-black");
        Picture {
            view: "black",
            title: said.clone(),
            stage: html(&WordsStage { title: said.clone(), more: None }),
            foot: String::new(),
            said,
            live: Live::default(),
        }
    }

    fn ended(&self) -> Picture {
        let people = self.scene.session.participants(self.scene.seen) as u32;
        let more = (people > 0).then(|| self.tongue.say_with("screen-ended-people", &[("n", people.into())]));
        let said = self.say("screen-ended");
        Picture {
            view: "ended",
            title: self.deck.title.clone(),
            stage: html(&WordsStage { title: said.clone(), more }),
            foot: html(&Foot { sentence: Some(self.say("screen-ended-foot")), note: None, right: FootRight::Nothing }),
            said,
            live: Live::default(),
        }
    }

    /// The foot of every slide: how many take part or what to do now, and where to join.
    fn foot(&self, sentence: Option<&str>, note: Option<String>) -> String {
        let Scene { join, code, .. } = self.scene;
        html(&Foot {
            sentence: sentence.map(|key| self.say(key)),
            note,
            right: FootRight::Join { address: &join.shown, code: code.spaced() },
        })
    }

    fn people(&self) -> Live {
        let people = self.tongue.say_with("people", &[("n", self.scene.here.into())]);
        Live { texts: [("people", people)].into(), ..Live::default() }
    }

    fn answered_of_present(&self, asked: &Asked<'_>) -> String {
        let (answered, present) = (asked.answered(), asked.present.max(asked.answered()));
        self.tongue.say_with("answered-of-present", &[("answered", answered.into()), ("present", present.into())])
    }

    /// The moving figures of a question that takes answers: N, and the counts where they may be seen already.
    fn gauge(&self, asked: &Asked<'_>) -> Live {
        let (answered, present) = (asked.answered(), asked.present.max(asked.answered()));
        let mut texts = BTreeMap::from([
            ("answered", answered.to_string()),
            ("of", self.tongue.say_with("screen-of", &[("n", present.into())])),
        ]);
        let is_few = answered < self.deck.show_from;
        if asked.question.live && is_few {
            texts.insert("few", self.few());
        }
        let counts = if asked.question.live && !is_few { asked.poll.tally().counts().to_vec() } else { Vec::new() };
        Live { texts, level: Some(permille(answered, present)), counts }
    }

    fn few(&self) -> String {
        self.tongue.say_with("screen-few", &[("n", self.deck.show_from.into())])
    }

    fn most(&self, question: &Question, chart: &Chart) -> Most {
        let leaders: Vec<usize> = chart.leaders.iter().filter_map(|key| index_of(question, key)).collect();
        let length: usize = leaders.iter().map(|index| question.options[*index].text.chars().count()).sum();
        let name = |index: &usize| {
            if length <= NAMES_CHARS_MAX {
                question.options[*index].text.clone()
            } else {
                self.tongue.say_with("screen-answer-number", &[("n", number_of(question, *index).into())])
            }
        };
        let (lead, names) = match leaders.len() {
            0 => (self.say("screen-nobody"), Vec::new()),
            1 => (self.say("screen-most"), leaders.iter().map(name).collect()),
            2..=TIE_NAMES_MAX => (self.say("screen-tie"), leaders.iter().map(name).collect()),
            count => (self.tongue.say_with("screen-tie-many", &[("n", (count as u32).into())]), Vec::new()),
        };
        Most { lead, names, and: self.say("screen-and") }
    }

    fn options(&self, question: &Question) -> String {
        html(&OptionsPart { numbers_wide: question.options.len() > 9, rows: option_rows(question) })
    }

    fn chart(&self, question: &Question, rows: Vec<ChartRow>, inline: bool) -> String {
        html(&ChartPart {
            inline,
            has_groups: !question.groups.is_empty(),
            numbers_wide: question.options.len() > 9,
            page_lang: self.tongue.code(),
            percent_from: PERCENT_FROM,
            rows,
        })
    }

    /// The chart of a `.live` question while it takes answers: in the deck's order so that bars stay where they are,
    /// and without figures, which arrive as moving ones.
    fn moving_chart(&self, question: &Question) -> String {
        let empty = Chart::new(question, &Tally::new(question), 0, Order::Deck);
        let rows = chart_rows(question, &empty, None).into_iter().map(|row| row.unfilled()).collect();
        self.chart(question, rows, empty.bars.len() > BARS_MAX)
    }

    fn say(&self, key: &str) -> String {
        self.tongue.say(key)
    }

    /// The language of a text where it is not the page's.
    fn lang_of(&self, language: &Language) -> Option<String> {
        (*language != self.tongue.language()).then(|| language.to_string())
    }
}

/// Whether small bars may be drawn as one: where order and groups carry no meaning.
fn can_be_merged(question: &Question, chart: &Chart) -> bool {
    question.sorted_at_reveal() && chart.bars.len() > BARS_MAX
}

fn index_of(question: &Question, key: &OptionKey) -> Option<usize> {
    question.options.iter().position(|option| option.key == *key)
}

/// What the speaker calls an answer: its place in the deck, counted from where a scale begins.
fn number_of(question: &Question, index: usize) -> u32 {
    let from_zero =
        question.kind == Kind::Scale && question.options.first().is_some_and(|first| first.key.as_str() == "0");
    index as u32 + u32::from(!from_zero)
}

/// The answers as they stand before any figure.
fn option_rows(question: &Question) -> Vec<OptionRow> {
    let mut last_group = None;
    question
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let is_first_of_group = option.group.is_some() && option.group != last_group;
            let row = OptionRow {
                group: option.group.filter(|_| is_first_of_group).map(|group| question.groups[group].clone()),
                grouped: option.group.is_some(),
                apart: option.group.is_none() && (last_group.is_some() || is_first_apart(question, index)),
                number: number_of(question, index),
                text: option.text.clone(),
            };
            last_group = option.group;
            row
        })
        .collect()
}

/// Whether the answers outside the scale begin here.
fn is_first_apart(question: &Question, index: usize) -> bool {
    index > 0 && question.options[index].apart && !question.options[index - 1].apart
}

/// The bars with their names. With `others`, what is too much for a hall is drawn as one bar with that name.
fn chart_rows(question: &Question, chart: &Chart, others: Option<&dyn Fn(u32) -> String>) -> Vec<ChartRow> {
    let apart = chart.bars.iter().filter(|bar| bar.apart).count();
    // At least three keep their names, however many stand apart.
    let named = (BARS_MAX - 1).saturating_sub(apart).max(3);
    let merges = others.is_some() && can_be_merged(question, chart) && chart.bars.len() - apart > named + 1;
    let mut rows = Vec::new();
    let mut last: Option<&Bar> = None;
    // Sorted bars stand largest first and what is apart last, so the small ones are one run in the middle.
    let small = if merges { named..chart.bars.len() - apart } else { 0..0 };
    for (index, bar) in chart.bars.iter().enumerate() {
        if let Some(name) = others.filter(|_| merges && index == small.start) {
            rows.push(other_row(name, &chart.bars[small.clone()], chart.answered));
        }
        if !small.contains(&index) {
            rows.push(chart_row(question, chart, bar, last));
        }
        last = Some(bar);
    }
    rows
}

fn chart_row(question: &Question, chart: &Chart, bar: &Bar, last: Option<&Bar>) -> ChartRow {
    let last_group = last.and_then(|last| last.group);
    let group = bar.group.filter(|group| last_group != Some(*group)).map(|index| {
        let subtotal = &chart.groups[index];
        GroupHead {
            index,
            text: question.groups[index].clone(),
            figures: Some(Figures { count: subtotal.count, percent: subtotal.percent }),
        }
    });
    let begins_apart = bar.apart && last.is_some_and(|last| !last.apart);
    ChartRow {
        group,
        grouped: bar.group,
        apart: bar.group.is_none() && (last_group.is_some() || begins_apart),
        option: Some(bar.option),
        number: Some(number_of(question, bar.option)),
        text: question.options[bar.option].text.clone(),
        own_words: false,
        bar: svg::bar(bar.permille),
        figures: Some(Figures { count: bar.count, percent: bar.percent }),
    }
}

/// The smallest answers as one bar.
fn other_row(name: &dyn Fn(u32) -> String, small: &[Bar], answered: u32) -> ChartRow {
    let count = small.iter().map(|bar| bar.count).sum();
    ChartRow {
        group: None,
        grouped: None,
        apart: false,
        option: None,
        number: None,
        text: name(small.len() as u32),
        own_words: true,
        bar: svg::bar(permille(count, answered)),
        figures: Some(Figures { count, percent: percent(count, answered) }),
    }
}

fn html(part: &impl Template) -> String {
    part.render().expect("a part writes into a String, which takes all")
}

#[derive(Template)]
#[template(path = "screen/join.html")]
struct JoinStage<'a> {
    qr: String,
    lead: String,
    lang: Option<String>,
    title: &'a str,
    go: String,
    address: &'a str,
    kind: String,
    code: String,
    wifi: Option<String>,
}

#[derive(Template)]
#[template(path = "screen/slide.html")]
struct SlideStage {
    shape: &'static str,
    /// Smallest and largest size of text at a height of 1080, between which the page picks what fits.
    fit: &'static str,
    lang: Option<String>,
    title: String,
    body: String,
}

#[derive(Template)]
#[template(path = "screen/question.html")]
struct QuestionStage {
    fit: &'static str,
    lang: Option<String>,
    page_lang: &'static str,
    title: String,
    body: String,
    live: bool,
    live_note: String,
    answers: String,
    /// The gauge's marks; none before the question opens, but its room is kept so that nothing jumps.
    marks: Option<String>,
}

#[derive(Template)]
#[template(path = "screen/options.html")]
struct OptionsPart {
    numbers_wide: bool,
    rows: Vec<OptionRow>,
}

struct OptionRow {
    /// The name of the group that begins here.
    group: Option<String>,
    grouped: bool,
    /// A gap stands above it.
    apart: bool,
    number: u32,
    text: String,
}

#[derive(Template)]
#[template(path = "screen/results.html")]
struct ResultsStage {
    fit: &'static str,
    lang: Option<String>,
    page_lang: &'static str,
    title: String,
    most: Most,
    chart: String,
    after: String,
}

/// "Meeste stemmen: …" in its pieces, as names may be in another language than the sentence.
struct Most {
    lead: String,
    names: Vec<String>,
    and: String,
}

impl Most {
    fn sentence(&self) -> String {
        let mut sentence = self.lead.clone();
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 && index + 1 == self.names.len() {
                sentence.push(' ');
                sentence.push_str(&self.and);
            } else if index > 0 {
                sentence.push(',');
            }
            sentence.push(' ');
            sentence.push_str(name);
        }
        sentence
    }
}

#[derive(Template)]
#[template(path = "screen/chart.html")]
struct ChartPart {
    /// Names beside the bars instead of above them: for long scales.
    inline: bool,
    /// Names may be indented; bars never are, or equal counts would not look equal.
    has_groups: bool,
    numbers_wide: bool,
    page_lang: &'static str,
    /// From how many answers the page's script shows per cents.
    percent_from: u32,
    rows: Vec<ChartRow>,
}

struct ChartRow {
    group: Option<GroupHead>,
    grouped: Option<usize>,
    apart: bool,
    option: Option<usize>,
    number: Option<u32>,
    text: String,
    /// The text is ours, in the page's language, and not the deck's.
    own_words: bool,
    bar: String,
    figures: Option<Figures>,
}

impl ChartRow {
    /// A bar for the script to lengthen.
    fn unfilled(self) -> Self {
        let group = self.group.map(|group| GroupHead { figures: None, ..group });
        Self { group, bar: svg::bar(0), figures: None, ..self }
    }
}

struct GroupHead {
    index: usize,
    text: String,
    figures: Option<Figures>,
}

#[derive(Clone, Copy)]
struct Figures {
    count: u32,
    percent: Option<u32>,
}

#[derive(Template)]
#[template(path = "screen/words.html")]
struct WordsStage {
    title: String,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "screen/foot.html")]
struct Foot<'a> {
    /// What stands left; how many take part when there is none.
    sentence: Option<String>,
    /// What else the figures need to be understood.
    note: Option<String>,
    right: FootRight<'a>,
}

enum FootRight<'a> {
    Join { address: &'a str, code: String },
    Sentence(String),
    Nothing,
}

#[cfg(test)]
mod tests;
