//! The results of a question as panels: one, or one for each field of a form; each with its shape, its table, its further
//! figures and what people wrote.

use super::Asked;
use super::facts::{self, Fact};
use super::gone;
use super::plot::{Plot, WordBar};
use super::table::{Figure, Head, Line, Table, Total};
use super::themes::{self, Theme};
use crate::codec::view::kinds::{self, Audience, number};
use crate::codec::words::{Tongue, apart};
use crate::domain::chart::ranks::{Ranks, Shares};
use crate::domain::chart::spread::Spread;
use crate::domain::chart::stack::Stack;
use crate::domain::chart::{Chart, Order, Sum, incomplete, percent, permille};
use crate::domain::deck::{ChoiceOption, Kind, Part, Question, Range, plain_text};
use crate::domain::ids::OptionKey;
use crate::domain::results::{Kept, Recount, Said};
use crate::domain::tally::Tally;

/// Words with a bar of their own: what fits on a page of a report.
const WORDS_MAX: usize = 20;
/// Words that share the first place and are named in the sentence.
const LEADERS_MAX: usize = 3;

pub struct Panel {
    /// Of a form the name of the field, by key and in words.
    pub field: Option<(OptionKey, String)>,
    /// A row that fewer answered is not shown.
    pub show_from: u32,
    /// What was asked, as it counts: with the answers that were made of texts behind its own.
    pub question: Question,
    /// As it counts.
    pub tally: Tally,
    pub answered: u32,
    /// Too few answered this field to show it, in a sentence; everything else is then empty.
    pub withheld: Option<String>,
    /// The most important of it. Empty where the chart says it all.
    pub sentence: String,
    /// What else the figures need to be understood.
    pub notes: Vec<String>,
    pub plot: Plot,
    /// A line for each answer, and so for each shape of the plot.
    pub table: Table,
    /// The groups of answers, in the deck's order: their names, and people who chose something of them.
    totals: Vec<Total>,
    /// Figures that stand beside the table: the median, a score.
    pub facts: Vec<Fact>,
    /// What people wrote, by what it counts as.
    pub themes: Vec<Theme>,
}

impl Panel {
    /// Whether it is of this field of a form.
    pub fn is_of(&self, field: &OptionKey) -> bool {
        self.field.as_ref().is_some_and(|(key, _)| key == field)
    }

    /// The table as it is read: above the answers of a group the group itself.
    pub fn told(&self) -> Table {
        self.table.with_totals(&self.totals)
    }

    /// The question whose options are the points of the scale, where rows share one.
    pub fn scale(&self) -> &Question {
        self.question.parts.first().map_or(&self.question, |part| &part.question)
    }
}

pub(super) fn of(asked: &Asked<'_>, kept: &Kept) -> Vec<Panel> {
    let Asked { question, result, .. } = asked;
    let tally = Tally::of_totals(question, result.answered, &result.totals);
    if let Kind::Form { .. } = question.kind {
        let fields = question.parts.iter().zip(tally.parts());
        return fields.map(|(part, tally)| field(asked, kept, part, tally)).collect();
    }
    if question.is_for_asking() {
        return Vec::new();
    }
    let one = One { asked, kept, question, tally, path: &[] };
    vec![one.panel()]
}

fn field(asked: &Asked<'_>, kept: &Kept, part: &Part, tally: &Tally) -> Panel {
    let path = std::slice::from_ref(&part.key);
    let one = One { asked, kept, question: &part.question, tally: tally.clone(), path };
    Panel { field: Some((part.key.clone(), plain_text(&part.title))), ..one.panel() }
}

/// One thing that was asked: the question of a slide, or a field of it.
struct One<'a> {
    asked: &'a Asked<'a>,
    kept: &'a Kept,
    question: &'a Question,
    tally: Tally,
    path: &'a [OptionKey],
}

impl One<'_> {
    fn panel(self) -> Panel {
        let show_from = self.asked.show_from();
        let (tongue, answered) = (self.asked.tongue, self.tally.answers());
        let is_withheld = answered > 0 && answered < show_from;
        let withheld = is_withheld.then(|| tongue.say_with("kind-too-few", &[("n", show_from.into())]));
        let (question, tally) = match is_withheld {
            true => (self.question.clone(), Tally::new(self.question)),
            false => self.counted(),
        };
        let said = kinds::outcome(&kinds::Asked {
            tongue,
            lang: None,
            question: &question,
            tally: &tally,
            poll: None,
            solved: self.asked.result.solved,
            audience: Audience::Presenter,
            show_from,
        });
        let mut panel = Panel {
            field: None,
            show_from,
            answered,
            sentence: if is_withheld { String::new() } else { said.sentence },
            // Of bars every per cent is of who answered, whatever rows of a scale would say.
            notes: if is_withheld || question.is_chosen() { Vec::new() } else { said.note.into_iter().collect() },
            withheld,
            plot: Plot::Nothing,
            table: Table::default(),
            totals: Vec::new(),
            facts: Vec::new(),
            themes: Vec::new(),
            question,
            tally,
        };
        if !is_withheld {
            self.fill(&mut panel);
        }
        panel
    }

    /// The question and its counts after texts were recoded.
    fn counted(&self) -> (Question, Tally) {
        let recount = self.kept.recount.as_ref().filter(|_| self.path.is_empty());
        let (mut question, tally) = (self.question.clone(), self.tally.clone());
        let groups = if self.path.is_empty() { self.kept.groups.clone() } else { Vec::new() };
        match recount {
            Some(Recount { counts, made }) => {
                question.options.extend((1..).zip(made).map(|(number, (text, _))| made_option(number, text)));
                let made = made.iter().map(|(_, count)| *count);
                (question, tally.with_choices(counts.iter().copied().chain(made).collect(), groups))
            }
            None if question.is_chosen() => {
                let counts = tally.counts().to_vec();
                (question, tally.with_choices(counts, groups))
            }
            None => (question, tally),
        }
    }

    fn fill(&self, panel: &mut Panel) {
        let (asked, tongue) = (self.asked, self.asked.tongue);
        panel.themes = themes::of(self.kept, self.path);
        panel.facts = facts::of(asked, self.question, self.kept, &panel.tally);
        let (question, tally) = (&panel.question, &panel.tally);
        panel.notes.extend(self.notes(tally));
        panel.notes.extend(gone::of(asked, self.question, &self.tally));
        let total = |(name, count): (&String, &u32)| {
            (name.clone(), vec![Figure::People { count: *count, percent: percent(*count, tally.answers()) }])
        };
        panel.totals = question.groups.iter().zip(tally.groups()).map(total).collect();
        (panel.plot, panel.table) = match question.kind {
            Kind::Words { .. } => words(&panel.themes, tally.answers(), tongue),
            _ if tally.answers() == 0 => (Plot::Nothing, Table::default()),
            Kind::ChooseOne | Kind::ChooseSeveral { .. } | Kind::Scale => self.bars(question, tally),
            Kind::Number(range) => numbers(asked, question, tally, range),
            Kind::Points { total, .. } => shares(question, tally, total, tongue),
            Kind::Ranking { .. } => ranks(question, tally, tongue),
            Kind::Rating => rating(asked, question, tally),
            Kind::Open { .. } | Kind::Form { .. } | Kind::Questions { .. } => (Plot::Nothing, Table::default()),
        };
        if let Plot::Words(bars) = &panel.plot {
            panel.sentence = most_said(bars, tongue);
        }
    }

    /// What else is to be said of answers that were chosen.
    fn notes(&self, counted: &Tally) -> Vec<String> {
        let tongue = self.asked.tongue;
        if !self.question.is_chosen() || counted.answers() == 0 {
            return Vec::new();
        }
        let sum = match Chart::new(self.question, counted, 0, Order::Deck).sum {
            Sum::Rounded(sum) => Some(tongue.say_with("findings-rounded", &[("sum", sum.into())])),
            Sum::Several { .. } => Some(tongue.say("findings-several")),
            Sum::Plain => None,
        };
        let given = |place: usize| self.tally.counts().get(place).copied().unwrap_or(0);
        let incomplete = incomplete(self.question, self.tally.answers(), given);
        let incomplete =
            incomplete.map(|percent| tongue.say_with("kind-choice-incomplete", &[("percent", percent.into())]));
        let is_recoded = |said: &&Said| said.part == self.path && said.recoded.is_some();
        let recoded: u32 = self.kept.said.iter().filter(is_recoded).map(|said| said.count).sum();
        let recoded = (recoded > 0).then(|| tongue.say_with("desk-recoded", &[("n", recoded.into())]));
        sum.into_iter().chain(incomplete).chain(recoded).collect()
    }

    fn bars(&self, question: &Question, tally: &Tally) -> (Plot, Table) {
        let tongue = self.asked.tongue;
        let chart = Chart::new(question, tally, 0, Order::Revealed);
        let is_recoded = question.options.len() > self.question.options.len() || self.tally.counts() != tally.counts();
        let mut heads = vec![column("kind-column-answer", tongue), column("kind-column-people", tongue)];
        if is_recoded {
            heads.push(column("findings-column-given", tongue));
        }
        let lines = chart.bars.iter().map(|bar| {
            let mut figures = vec![Figure::People { count: bar.count, percent: bar.percent }];
            if is_recoded {
                // What was made of texts was no answer then.
                figures.push(Figure::Count(self.tally.counts().get(bar.option).copied().unwrap_or(0)));
            }
            let option = &question.options[bar.option];
            let right = self.asked.result.solved && option.right;
            Line { apart: bar.apart, right, group: bar.group, ..Line::new(option.text.clone(), figures) }
        });
        let table = Table { heads, lines: lines.collect() };
        (Plot::Bars(chart), table)
    }
}

/// An answer that was made of a text that many wrote.
fn made_option(number: u32, text: &str) -> ChoiceOption {
    ChoiceOption {
        key: OptionKey::parse(&format!("tekst-{number}")).expect("letters and digits make a name"),
        text: text.to_owned(),
        write_in: false,
        apart: false,
        alone: false,
        right: false,
        group: None,
    }
}

fn column(key: &str, tongue: Tongue) -> Head {
    Head::of_page(tongue.say(key))
}

fn numbers(asked: &Asked<'_>, question: &Question, tally: &Tally, range: Range) -> (Plot, Table) {
    let Some(spread) = Spread::of(tally) else { return (Plot::Nothing, Table::default()) };
    let tongue = asked.tongue;
    let (bins, is_each) = number::bins_of(tally, range);
    let lines = bins.iter().map(|bin| {
        let people = Figure::People { count: bin.count, percent: percent(bin.count, spread.answered) };
        Line::new(number::label(question, range, bin, is_each, tongue), vec![people])
    });
    let heads = vec![column("kind-column-number", tongue), column("kind-column-people", tongue)];
    let table = Table { heads, lines: lines.collect() };
    let truth = question.truth.filter(|_| asked.result.solved);
    (Plot::Spread { bins, is_each, spread, truth }, table)
}

fn shares(question: &Question, tally: &Tally, total: u32, tongue: Tongue) -> (Plot, Table) {
    let shares = Shares::of(question, tally, total);
    let heads = ["kind-column-answer", "kind-column-mean-points", "kind-column-gave"];
    let lines = shares.rows.iter().map(|row| {
        let figures = vec![Figure::Mean(Some(row.mean)), Figure::Count(row.gave)];
        Line::new(question.options[row.option].text.clone(), figures)
    });
    let table = Table { heads: heads.map(|key| column(key, tongue)).into(), lines: lines.collect() };
    (Plot::Shares(shares), table)
}

fn ranks(question: &Question, tally: &Tally, tongue: Tongue) -> (Plot, Table) {
    let ranks = Ranks::of(question, tally);
    let heads = ["kind-column-answer", "kind-column-mean-place", "kind-column-first", "kind-column-ranked"];
    let lines = ranks.rows.iter().map(|row| {
        let first = Figure::People { count: row.first, percent: percent(row.first, ranks.answered) };
        let figures = vec![Figure::Mean(row.mean), first, Figure::Count(row.ranked)];
        Line::new(question.options[row.option].text.clone(), figures)
    });
    let table = Table { heads: heads.map(|key| column(key, tongue)).into(), lines: lines.collect() };
    (Plot::Ranks(ranks), table)
}

/// What most people wrote; of many that are equal only the first.
fn most_said(bars: &[WordBar], tongue: Tongue) -> String {
    let most = bars.first().map_or(0, |bar| bar.count);
    let names: Vec<String> =
        bars.iter().take_while(|bar| bar.count == most).take(LEADERS_MAX).map(|bar| apart(&bar.text)).collect();
    let names = names.join(", ");
    tongue.say_with("kind-words-sentence", &[("most", names.as_str().into()), ("n", most.into())])
}

/// All rows in one drawing; what too few answered is in neither drawing nor table.
fn rating(asked: &Asked<'_>, question: &Question, tally: &Tally) -> (Plot, Table) {
    let Some(scale) = question.parts.first().map(|part| &part.question) else {
        return (Plot::Nothing, Table::default());
    };
    let is_withheld = |tally: &Tally| tally.answers() > 0 && tally.answers() < asked.show_from();
    let withheld: Vec<bool> = tally.parts().iter().map(is_withheld).collect();
    let empty = Tally::new(scale);
    let shown = tally.parts().iter().zip(&withheld).map(|(tally, withheld)| if *withheld { &empty } else { tally });
    let stack = Stack::new(scale, shown);
    let rows: Vec<String> = question.parts.iter().map(|part| plain_text(&part.title)).collect();
    let of_deck = |index: &usize| Head::of_deck(scale.options[*index].text.clone());
    let points = stack.points.iter().chain(&stack.beside).map(of_deck);
    let heads = std::iter::once(column("kind-column-row", asked.tongue)).chain(points);
    let heads = heads.chain([column("kind-column-people", asked.tongue)]).collect::<Vec<_>>();
    let lines = stack.rows.iter().zip(&rows).zip(&withheld).map(|((row, name), withheld)| {
        let figures = match withheld {
            true => vec![Figure::Withheld; heads.len() - 1],
            false => {
                let points = row.parts.iter().map(|part| Figure::People { count: part.count, percent: part.percent });
                let beside = row.beside.iter().map(|count| Figure::Count(*count));
                points.chain(beside).chain([Figure::Count(row.answered)]).collect()
            }
        };
        Line::new(name.clone(), figures)
    });
    let table = Table { lines: lines.collect(), heads };
    (Plot::Stack { stack, rows, withheld }, table)
}

/// By what they count as; hidden ones are in no bar.
fn words(themes: &[Theme], answered: u32, tongue: Tongue) -> (Plot, Table) {
    let bar = |theme: &Theme| WordBar {
        text: theme.name.clone(),
        count: theme.people,
        percent: percent(theme.people, answered),
        permille: permille(theme.people, answered),
    };
    let bars: Vec<WordBar> = themes.iter().take(WORDS_MAX).map(bar).collect();
    if bars.is_empty() {
        return (Plot::Nothing, Table::default());
    }
    let lines = themes.iter().map(|theme| {
        let people = Figure::People { count: theme.people, percent: percent(theme.people, answered) };
        Line::new(theme.name.clone(), vec![people])
    });
    let heads = vec![column("kind-column-word", tongue), column("kind-column-people", tongue)];
    let table = Table { lines: lines.collect(), heads };
    (Plot::Words(bars), table)
}
