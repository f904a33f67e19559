//! One result on the page: its table with bars in it, a drawing where bars do not say it, and what people wrote.

use crate::codec::findings::{Figure, Finding, Head, Line, Panel, Plot, Theme};
use crate::codec::svg;
use crate::codec::view::kinds::{self, Audience};
use crate::codec::words::Tongue;
use crate::domain::chart::permille;
use crate::domain::deck::Kind;

/// Texts that stand on the page at once; the others open at a press.
const TEXTS_AT_ONCE: usize = 20;

/// So many rows of numbers stand below their drawing; more would drown it, and open at a press.
const NUMBERS_AT_ONCE: usize = 12;

/// How figures of people are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Both,
    Counts,
    Percents,
}

impl Show {
    pub const ALL: [Show; 3] = [Show::Both, Show::Counts, Show::Percents];

    pub fn word(self) -> &'static str {
        match self {
            Show::Both => "both",
            Show::Counts => "counts",
            Show::Percents => "percents",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Show::Both => "results-show-both",
            Show::Counts => "results-show-counts",
            Show::Percents => "results-show-percents",
        }
    }

    /// Both, for a word that is none.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.word() == word).unwrap_or(Show::Both)
    }

    pub fn read(self, figure: &Figure, tongue: Tongue) -> String {
        match (self, figure) {
            (Show::Counts, Figure::People { count, .. }) => tongue.figure(*count),
            (Show::Percents, Figure::People { percent: Some(percent), .. }) => format!("{percent}%"),
            _ => figure.read(tongue),
        }
    }

    /// The same in its two parts, as the eye looks for the first: how many, and which part of all.
    fn cell(self, figure: &Figure, tongue: Tongue) -> (String, Option<String>) {
        match (self, figure) {
            (Show::Both, Figure::People { count, percent: Some(percent) }) => {
                (tongue.figure(*count), Some(format!("{percent}%")))
            }
            _ => (self.read(figure, tongue), None),
        }
    }
}

pub struct PanelView {
    pub field: Option<String>,
    pub answered: Option<String>,
    pub withheld: Option<String>,
    /// Left out where the headline says it already.
    pub sentence: Option<String>,
    /// Trusted HTML, for the eye only: the table says the same. Empty where the table has bars.
    pub drawing: String,
    /// How the table is set: as wide as the page where bars stand in it, and no wider than its figures where none do.
    pub table: &'static str,
    pub heads: Vec<HeadView>,
    pub rows: Vec<RowView>,
    /// What the table is opened by, where it says in many rows what the drawing shows.
    pub folded: Option<String>,
    /// The same as pictures: addresses and what they are.
    pub charts: Vec<(String, String)>,
    pub facts: Vec<(String, String)>,
    pub notes: Vec<String>,
    pub texts: Vec<TextView>,
    pub more_texts: Vec<TextView>,
    pub more: String,
    /// Whether the texts stand below answers to choose from.
    pub beside_bars: bool,
}

pub struct HeadView {
    pub text: String,
    pub of_deck: bool,
}

pub struct RowView {
    pub label: String,
    pub apart: bool,
    pub right: bool,
    /// It is of a whole group, whose answers follow.
    pub total: bool,
    /// Whether it is in a group.
    pub grouped: bool,
    /// Widths for the SVG, of the bar and of the track behind it; `None` where the table has no bars.
    pub bar: Option<(String, String)>,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    /// What its column is called, for where a table folds.
    pub head: String,
    pub figure: String,
    pub share: Option<String>,
}

pub struct TextView {
    pub text: String,
    pub people: Option<String>,
    /// As they were written, where that is not the same.
    pub written: Vec<String>,
}

impl PanelView {
    pub fn new(panel: &Panel, finding: &Finding, tongue: Tongue, show: Show) -> Self {
        let says_more = panel.sentence != finding.generated && !panel.sentence.is_empty();
        // The headline says of bars what the sentence does, and more.
        let is_said = matches!(panel.plot, Plot::Bars(_)) && panel.field.is_none();
        let mut texts: Vec<TextView> = match panel.question.kind {
            // Its table holds them all; what was put together is still to be told.
            Kind::Words { .. } => {
                panel.themes.iter().filter(|theme| theme.is_recoded).map(|theme| text(theme, tongue)).collect()
            }
            _ => panel.themes.iter().map(|theme| text(theme, tongue)).collect(),
        };
        let more_texts = texts.split_off(texts.len().min(TEXTS_AT_ONCE));
        let more = tongue.say_with("results-more-texts", &[("n", (more_texts.len() as u32).into())]);
        let rows = rows(panel, tongue, show);
        let is_long = matches!(panel.plot, Plot::Spread { .. }) && rows.len() > NUMBERS_AT_ONCE;
        Self {
            field: panel.field.as_ref().map(|(_, title)| title.clone()),
            answered: panel
                .field
                .as_ref()
                .map(|_| tongue.say_with("kind-form-answered", &[("n", panel.answered.into())])),
            withheld: panel.withheld.clone(),
            sentence: (says_more && !is_said).then(|| panel.sentence.clone()),
            drawing: drawing(panel, finding, tongue),
            heads: panel
                .table
                .heads
                .iter()
                .map(|head| HeadView { text: head.text.clone(), of_deck: head.of_deck })
                .collect(),
            table: match panel.table.heads.len() {
                3.. => "figures many",
                _ if rows.iter().all(|row| row.bar.is_none()) => "figures slim",
                _ => "figures",
            },
            folded: is_long.then(|| tongue.say("results-numbers")),
            rows,
            facts: panel.facts.iter().map(|fact| (fact.name.clone(), fact.figure.read(tongue))).collect(),
            charts: charts(panel, finding, tongue),
            notes: panel.notes.clone(),
            beside_bars: panel.question.is_chosen(),
            texts,
            more_texts,
            more,
        }
    }
}

/// Where the chart is to be had as a picture, relative to the session; nowhere where there is nothing to draw.
fn charts(panel: &Panel, finding: &Finding, tongue: Tongue) -> Vec<(String, String)> {
    let name = match &panel.field {
        Some((field, _)) => format!("{}.{field}", finding.key),
        None => finding.key.to_string(),
    };
    let wishes = [
        ("results-chart-slide", "size=slide"),
        ("results-chart-dark", "size=slide&theme=dark"),
        ("results-chart-document", "size=document"),
    ];
    let link = |kind: &str, (key, wish): (&str, &str)| {
        let label = tongue.say_with(key, &[("kind", kind.to_uppercase().as_str().into())]);
        (format!("charts/{name}.{kind}?{wish}"), label)
    };
    let all = ["png", "svg"].into_iter().flat_map(|kind| wishes.map(|wish| link(kind, wish)));
    if panel.plot.is_nothing() { Vec::new() } else { all.collect() }
}

/// Scales in rows and numbers on an axis are more than the bars of a table.
fn drawing(panel: &Panel, finding: &Finding, tongue: Tongue) -> String {
    if !matches!(panel.plot, Plot::Stack { .. } | Plot::Spread { .. }) {
        return String::new();
    }
    let asked = kinds::Asked {
        tongue,
        lang: finding.lang.as_deref(),
        question: &panel.question,
        tally: &panel.tally,
        poll: None,
        solved: matches!(panel.plot, Plot::Spread { truth: Some(_), .. }),
        audience: Audience::Presenter,
        show_from: panel.show_from,
    };
    kinds::outcome(&asked).chart
}

fn rows(panel: &Panel, tongue: Tongue, show: Show) -> Vec<RowView> {
    // A whole group has no shape of its own, so the shapes are counted by the other lines.
    let mut shapes = 0..;
    let row = |line: &Line| {
        let shape = if line.total { None } else { shapes.next() };
        row(panel, line, shape.and_then(|place| length(panel, line, place)), tongue, show)
    };
    panel.told().lines.iter().map(row).collect()
}

/// Of the bar and of the track behind it, in thousandths of everybody.
fn length(panel: &Panel, line: &Line, place: usize) -> Option<(u32, u32)> {
    let full = |length: u32| (length, 1_000);
    match &panel.plot {
        Plot::Bars(_) | Plot::Words(_) => match line.figures.first() {
            Some(Figure::People { count, .. }) => Some(full(permille(*count, panel.answered))),
            _ => None,
        },
        // An open bar behind: who gave it any place.
        Plot::Ranks(ranks) => {
            let row = &ranks.rows[place];
            Some((permille(row.first, ranks.answered), permille(row.ranked, ranks.answered)))
        }
        Plot::Shares(shares) => Some(full(shares.rows[place].permille)),
        Plot::Nothing | Plot::Stack { .. } | Plot::Spread { .. } => None,
    }
}

fn row(panel: &Panel, line: &Line, length: Option<(u32, u32)>, tongue: Tongue, show: Show) -> RowView {
    let cell = |(head, figure): (&Head, &Figure)| {
        let (figure, share) = show.cell(figure, tongue);
        CellView { head: head.text.clone(), figure, share }
    };
    RowView {
        label: line.label.clone(),
        apart: line.apart,
        right: line.right,
        total: line.total,
        grouped: line.group.is_some(),
        bar: length.map(|(bar, track)| (svg::share(bar), svg::share(track))),
        cells: panel.table.heads.iter().skip(1).zip(&line.figures).map(cell).collect(),
    }
}

fn text(theme: &Theme, tongue: Tongue) -> TextView {
    let times = |count: u32| (count > 1).then(|| tongue.say_with("kind-texts-times", &[("n", count.into())]));
    let written = |text: &crate::codec::findings::Written| match times(text.count) {
        Some(times) => format!("{} ({times})", text.text),
        None => text.text.clone(),
    };
    TextView {
        text: theme.name.clone(),
        people: times(theme.people),
        written: theme.texts.iter().filter(|_| theme.is_recoded).map(written).collect(),
    }
}
