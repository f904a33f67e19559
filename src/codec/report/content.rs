//! What stands in the report, piece by piece in reading order: the same for paper and for a page on the web.
//!
//! Makes no figure and no sentence about answers: those are of the findings. Knows no sizes and no pages.

mod pairs;

use super::About;
use crate::codec::dates;
use crate::codec::findings::{Again, Figure, Finding, Line, Panel, Table, ask_became};
use crate::codec::together::Sheet;
use crate::codec::words::Tongue;
use crate::domain::deck::Kind;
use crate::domain::session::EntryState;

/// So many texts a question are printed; the workbook has them all.
const TEXTS_MAX: usize = 300;
/// So many rows of a table: more have only words that nearly everybody wrote alone.
const ROWS_MAX: usize = 60;
/// So many questions from the audience are printed.
const ASKS_MAX: usize = 300;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What kind of document this is, above its title.
    Label,
    /// The literal question.
    Question,
    Plain,
    /// What helps to understand figures.
    Note,
    /// That the answers speak for nobody else.
    Caveat,
}

/// A text, with its language where that is not the report's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub lang: Option<String>,
}

impl Said {
    pub fn ours(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }
}

pub struct Grid {
    /// What it holds, for whoever does not see it.
    pub summary: String,
    /// Above the labels and above each column of figures; empty where each row is a name and its value.
    pub heads: Vec<Said>,
    /// Each begins with its label.
    pub rows: Vec<Vec<Said>>,
    /// How each row stands to the others; none where all stand alone.
    pub depths: Vec<Depth>,
    /// All but the labels are figures, and stand at the right.
    pub is_figures: bool,
}

/// How a row stands to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Alone,
    /// Of a whole group, whose rows follow.
    Whole,
    Part,
}

impl Grid {
    pub fn depth(&self, row: &usize) -> Depth {
        self.depths.get(*row).copied().unwrap_or(Depth::Alone)
    }
}

pub enum Piece<'a> {
    Heading {
        level: u16,
        said: Said,
        is_title: bool,
    },
    Text {
        style: Style,
        said: Said,
    },
    Grid(Grid),
    /// Each with what stands behind it.
    List(Vec<(Said, Option<String>)>),
    Chart {
        finding: &'a Finding,
        panel: &'a Panel,
        alt: String,
    },
    /// Before and after, of what was asked twice.
    Pairs {
        again: &'a Again,
        sheet: &'a Sheet,
        alt: String,
    },
    NewPage,
}

pub struct Content<'a> {
    pub title: String,
    pub pieces: Vec<Piece<'a>>,
}

impl<'a> Content<'a> {
    pub fn of(about: &About<'a>) -> Self {
        let tongue = about.findings.tongue;
        let mut writer = Writer { about, tongue, pieces: Vec::new() };
        writer.front();
        writer.summary();
        for finding in &about.findings.questions {
            writer.question(finding);
            let again = about.findings.again.iter().filter(|again| again.second == finding.key);
            again.for_each(|again| writer.again(again));
        }
        writer.counted();
        Self {
            title: tongue.say_with("report-title", &[("title", about.findings.title.as_str().into())]),
            pieces: writer.pieces,
        }
    }
}

struct Writer<'w, 'a> {
    about: &'w About<'a>,
    tongue: Tongue,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Writer<'_, 'a> {
    fn say(&self, key: &str) -> String {
        self.tongue.say(key)
    }

    fn heading(&mut self, level: u16, said: Said) {
        self.pieces.push(Piece::Heading { level, said, is_title: false });
    }

    fn text(&mut self, style: Style, text: impl Into<String>) {
        self.pieces.push(Piece::Text { style, said: Said::ours(text) });
    }

    /// Of the deck, in whose language it is.
    fn of_deck(&self, text: impl Into<String>, lang: Option<&String>) -> Said {
        Said { text: text.into(), lang: lang.cloned() }
    }

    fn front(&mut self) {
        let Self { about, tongue, .. } = *self;
        let findings = about.findings;
        self.text(Style::Label, self.say("report-label"));
        let lang = tongue.foreign(&findings.language).map(str::to_owned);
        let said = Said { text: findings.title.clone(), lang };
        self.pieces.push(Piece::Heading { level: 1, said, is_title: true });
        let answers: u32 = findings.questions.iter().map(|finding| finding.reach.answered).sum();
        let asked = findings.questions.len() as u32;
        let when = match about.ended_at {
            Some(ended_at) => {
                let (date, from, to) =
                    (dates::date(about.started_at, tongue), dates::time(about.started_at), dates::time(ended_at));
                let figures =
                    [("date", date.as_str().into()), ("from", from.as_str().into()), ("to", to.as_str().into())];
                tongue.say_with("report-when", &figures)
            }
            None => dates::date_and_time(about.started_at, tongue),
        };
        let mode = tongue.say(&format!("report-mode-{}", about.privacy.mode.word()));
        let facts = [
            ("report-fact-when", when),
            ("report-fact-code", about.code.spaced()),
            ("report-fact-people", tongue.figure(findings.people)),
            ("report-fact-questions", tongue.figure(asked)),
            ("report-fact-answers", tongue.figure(answers)),
            ("report-fact-privacy", mode),
        ];
        let rows = facts.map(|(key, value)| vec![Said::ours(self.say(key)), Said::ours(value)]).into();
        let summary = self.say("report-facts");
        self.pieces.push(Piece::Grid(Grid { summary, heads: Vec::new(), rows, depths: Vec::new(), is_figures: false }));
        if about.ended_at.is_none() {
            self.text(Style::Note, self.say("report-running"));
        }
        for gone in &about.findings.gone {
            self.text(Style::Note, gone.clone());
        }
        self.text(Style::Caveat, self.say("findings-caveat"));
    }

    fn summary(&mut self) {
        let findings = self.about.findings;
        self.pieces.push(Piece::NewPage);
        self.heading(2, Said::ours(self.say("report-summary")));
        let row = |finding: &Finding| {
            let of = [("n", finding.reach.answered.into()), ("of", finding.reach.shown.into())];
            vec![
                self.of_deck(format!("{}. {}", finding.number, finding.heading), finding.lang.as_ref()),
                Said::ours(finding.headline.clone()),
                Said::ours(self.tongue.say_with("report-of", &of)),
            ]
        };
        let rows: Vec<_> = findings.questions.iter().map(row).collect();
        if rows.is_empty() {
            self.text(Style::Plain, self.say("report-nothing-asked"));
            return;
        }
        let heads = ["report-head-question", "report-head-finding", "report-head-answered"];
        let heads = heads.map(|key| Said::ours(self.say(key))).into();
        let (summary, depths) = (self.say("report-summary"), Vec::new());
        self.pieces.push(Piece::Grid(Grid { summary, heads, rows, depths, is_figures: false }));
    }

    fn question(&mut self, finding: &'a Finding) {
        let tongue = self.tongue;
        self.pieces.push(Piece::NewPage);
        self.heading(2, Said::ours(finding.headline.clone()));
        let asked = format!("{}. {}", finding.number, finding.heading);
        let said = self.of_deck(asked, finding.lang.as_ref());
        self.pieces.push(Piece::Text { style: Style::Question, said });
        let reach = finding.reach;
        let figures =
            [("present", reach.present.into()), ("shown", reach.shown.into()), ("answered", reach.answered.into())];
        let key = if is_for_asking(finding) { "report-reach-asks" } else { "report-reach" };
        let reach = tongue.say_with(key, &figures);
        self.text(Style::Note, std::iter::once(reach).chain(log(finding, tongue)).collect::<Vec<_>>().join(" "));
        self.text(Style::Note, self.say("findings-caveat"));
        for panel in &finding.panels {
            self.panel(finding, panel);
        }
        self.asks(finding);
    }

    fn panel(&mut self, finding: &'a Finding, panel: &'a Panel) {
        if let Some((_, name)) = &panel.field {
            self.heading(3, self.of_deck(name.clone(), finding.lang.as_ref()));
            let said = panel.withheld.clone().unwrap_or_else(|| panel.sentence.clone());
            if !said.is_empty() {
                self.text(Style::Plain, said);
            }
        }
        if !panel.plot.is_nothing() {
            let sentence = if panel.sentence.is_empty() { &finding.headline } else { &panel.sentence };
            let figures = [("sentence", sentence.as_str().into())];
            let alt = self.tongue.say_with("report-chart", &figures);
            self.pieces.push(Piece::Chart { finding, panel, alt });
        }
        if !panel.table.lines.is_empty() {
            let grid = self.table(finding.lang.as_ref(), &panel.told(), &finding.heading);
            self.pieces.push(Piece::Grid(grid));
            let of = panel.table.lines.len();
            if of > ROWS_MAX {
                let figures = [("n", (ROWS_MAX as u32).into()), ("of", (of as u32).into())];
                self.text(Style::Note, self.tongue.say_with("report-texts-cut", &figures));
            }
        }
        if !panel.facts.is_empty() {
            let row = |fact: &crate::codec::findings::Fact| {
                vec![Said::ours(fact.name.clone()), Said::ours(fact.figure.read(self.tongue))]
            };
            let rows = panel.facts.iter().map(row).collect();
            let summary = self.say("report-facts");
            self.pieces.push(Piece::Grid(Grid {
                summary,
                heads: Vec::new(),
                rows,
                depths: Vec::new(),
                is_figures: true,
            }));
        }
        for note in &panel.notes {
            self.text(Style::Note, note.clone());
        }
        self.themes(panel);
    }

    fn table(&self, lang: Option<&String>, table: &Table, summary: &str) -> Grid {
        let head = |head: &crate::codec::findings::Head| {
            if head.of_deck { self.of_deck(head.text.clone(), lang) } else { Said::ours(head.text.clone()) }
        };
        let row = |line: &Line| {
            let name = match line.right {
                true => format!("{} ({})", line.label, self.say("kind-right")),
                false => line.label.clone(),
            };
            let figures = line.figures.iter().map(|figure: &Figure| Said::ours(figure.read(self.tongue)));
            std::iter::once(self.of_deck(name, lang)).chain(figures).collect()
        };
        Grid {
            summary: summary.to_owned(),
            heads: table.heads.iter().map(head).collect(),
            rows: table.lines.iter().take(ROWS_MAX).map(row).collect(),
            depths: table.lines.iter().take(ROWS_MAX).map(depth).collect(),
            is_figures: true,
        }
    }

    /// What people wrote, by what it counts as. Words that the table names already stand there.
    fn themes(&mut self, panel: &Panel) {
        let is_words = matches!(panel.question.kind, Kind::Words { .. });
        let themes = || panel.themes.iter().filter(|theme| !is_words || theme.is_recoded);
        let all: usize = themes().map(|theme| theme.texts.len()).sum();
        if all == 0 {
            return;
        }
        let tongue = self.tongue;
        let level = if panel.field.is_some() { 4 } else { 3 };
        self.heading(level, Said::ours(self.say("report-texts")));
        let mut left = TEXTS_MAX;
        let mut alone = Vec::new();
        let times = |count: u32| (count > 1).then(|| tongue.say_with("kind-texts-times", &[("n", count.into())]));
        for theme in themes() {
            let texts = theme.texts.iter().take(left);
            let items: Vec<_> =
                texts.map(|written| (Said { text: written.text.clone(), lang: None }, times(written.count))).collect();
            left -= items.len();
            // A text that counts as itself needs no name above it.
            if !theme.is_recoded && theme.texts.len() == 1 {
                alone.extend(items);
                continue;
            }
            if items.is_empty() {
                continue;
            }
            let figures = [("name", theme.name.as_str().into()), ("n", theme.people.into())];
            self.text(Style::Plain, tongue.say_with("report-theme", &figures));
            self.pieces.push(Piece::List(items));
        }
        if !alone.is_empty() {
            self.pieces.push(Piece::List(alone));
        }
        if all > TEXTS_MAX {
            let figures = [("n", (TEXTS_MAX as u32).into()), ("of", (all as u32).into())];
            self.text(Style::Note, tongue.say_with("report-texts-cut", &figures));
        }
    }

    fn asks(&mut self, finding: &Finding) {
        let asks = &finding.asks;
        if asks.is_empty() {
            return;
        }
        let tongue = self.tongue;
        let item = |ask: &crate::domain::results::AskResult| {
            let votes = (ask.votes > 0).then(|| tongue.say_with("report-ask-votes", &[("n", ask.votes.into())]));
            let behind = ask.name.clone().into_iter().chain(votes).chain([ask_became(ask, tongue)]);
            (Said::ours(ask.text.clone()), Some(behind.collect::<Vec<_>>().join(" · ")))
        };
        let shown = asks.iter().filter(|ask| ask.state != EntryState::Hidden);
        let hidden = asks.len() - shown.clone().count();
        self.pieces.push(Piece::List(shown.clone().take(ASKS_MAX).map(item).collect()));
        let of = shown.count();
        if of > ASKS_MAX {
            let figures = [("n", (ASKS_MAX as u32).into()), ("of", (of as u32).into())];
            self.text(Style::Note, tongue.say_with("report-asks-cut", &figures));
        }
        if hidden > 0 {
            self.text(Style::Note, tongue.say_with("report-asks-hidden", &[("n", (hidden as u32).into())]));
        }
    }

    fn counted(&mut self) {
        let tongue = self.tongue;
        self.pieces.push(Piece::NewPage);
        self.heading(2, Said::ours(self.say("report-counted")));
        let rules = ["devices", "reach", "percent", "once", "hidden", "texts"];
        let rules = rules.map(|rule| (Said::ours(self.say(&format!("report-counted-{rule}"))), None));
        self.pieces.push(Piece::List(rules.into()));
        for gone in &self.about.findings.gone {
            self.text(Style::Plain, gone.clone());
        }
        let floor = self.about.privacy.floor;
        self.text(Style::Plain, tongue.say_with("report-counted-floor", &[("n", floor.into())]));
        let unasked = &self.about.findings.unasked;
        if !unasked.is_empty() {
            self.heading(3, Said::ours(self.say("report-unasked")));
            let items = unasked.iter().map(|(number, heading)| (Said::ours(format!("{number}. {heading}")), None));
            self.pieces.push(Piece::List(items.collect()));
        }
        self.heading(3, Said::ours(self.say("report-source")));
        self.text(Style::Plain, tongue.say_with("report-source-text", &[("digest", self.about.digest.into())]));
    }
}

fn depth(line: &Line) -> Depth {
    match (line.total, line.group) {
        (true, _) => Depth::Whole,
        (false, Some(_)) => Depth::Part,
        (false, None) => Depth::Alone,
    }
}

/// Whether the audience asks here, and nothing is answered.
fn is_for_asking(finding: &Finding) -> bool {
    matches!(finding.kind, Kind::Questions { .. })
}

/// How it was asked, where that bears on what the figures mean.
fn log(finding: &Finding, tongue: Tongue) -> Vec<String> {
    let log = finding.log;
    let visible = match (log.live, log.revealed || is_for_asking(finding)) {
        (true, _) => Some("report-live"),
        (false, false) => Some("report-unrevealed"),
        (false, true) => None,
    };
    let shuffled = log.shuffled.then_some("report-shuffled");
    let said = visible.into_iter().chain(shuffled).map(|key| tongue.say(key));
    let round = (log.round > 1).then(|| tongue.say_with("report-round", &[("n", log.round.into())]));
    let changes = (log.changes > 0 && finding.reach.answered > 0)
        .then(|| tongue.say_with("report-changes", &[("n", log.changes.into())]));
    said.chain(round).chain(changes).collect()
}
