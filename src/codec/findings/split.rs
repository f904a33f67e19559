//! One question split by one segment question, as people read it: a table with a column for each group, or why there is
//! none. The groups are those of the gate, and so the same in every table.
//!
//! Recounts nothing, and knows nothing that may not leave the session.

use askama::Template;

use super::table::{Figure, Head, Line, Table, Total};
use super::{Finding, Findings, Panel};
use crate::codec::svg;
use crate::codec::view::kinds::number::between;
use crate::codec::words::{Tongue, apart};
use crate::domain::chart::ranks::{Ranks, Shares};
use crate::domain::chart::spread::{Spread, average};
use crate::domain::chart::{percent, permille};
use crate::domain::deck::{Editions, Kind, Part, Question, plain_text};
use crate::domain::ids::SlideKey;
use crate::domain::published::{Intake, Published, Refusal, Split};
use crate::domain::segments::{Group, Segments};
use crate::domain::tally::Tally;

/// What results can be split by: the questions that the deck marks so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splitter {
    pub key: SlideKey,
    pub heading: String,
    /// The language of the heading, where it is not the reader's.
    pub lang: Option<String>,
}

pub fn splitters(editions: &Editions, published: &Published, tongue: Tongue) -> Vec<Splitter> {
    let deck = editions.in_language(&tongue.language());
    let splitter = |index: usize| {
        let key = &published.questions()[index].question;
        let (_, slide) = deck.slide(key)?;
        let lang = tongue.foreign(&slide.language).map(str::to_owned);
        Some(Splitter { key: key.clone(), heading: slide.heading(), lang })
    };
    published.splitters().filter_map(splitter).collect()
}

/// A question by the groups of a segment question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByGroup {
    /// Names the segment question.
    pub title: String,
    /// One, or one for each row or field.
    pub tables: Vec<GroupTable>,
    /// Why there are none, in a sentence.
    pub refused: Option<String>,
    /// What was merged, and what else the figures need to be understood.
    pub notes: Vec<String>,
    /// The language of the deck's texts, where it is not the reader's.
    pub lang: Option<String>,
}

/// Every question by the groups of one segment question, for a document.
pub struct Splitting {
    /// The place of the segment question among the questions of the deck.
    pub number: u32,
    pub title: String,
    /// Why nothing can be split yet, in a sentence.
    refused: Option<String>,
    /// With its number and heading.
    pub questions: Vec<(String, ByGroup)>,
}

impl Splitting {
    /// What was merged and why, and what else is to be said, each once.
    pub fn notes(&self) -> Vec<&String> {
        let mut notes: Vec<&String> = self.refused.iter().collect();
        for note in self.questions.iter().flat_map(|(_, by)| &by.notes) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

impl Findings {
    /// By every segment question that was asked, what else was asked and counted: what the results page shows of it.
    pub fn splits(&self, editions: &Editions, published: &Published) -> Vec<Splitting> {
        let is_open = published.intake() == Intake::Open;
        let splitting = |splitter: Splitter| {
            let number = self.question(&splitter.key)?.number;
            let others =
                self.questions.iter().filter(|finding| finding.key != splitter.key && !finding.panels.is_empty());
            let by = |finding: &Finding| {
                let by = ByGroup::of(editions, published, &splitter.key, finding, self.tongue)?;
                Some((format!("{}. {}", finding.number, finding.heading), by))
            };
            Some(Splitting {
                number,
                title: self
                    .tongue
                    .say_with("privacy-split-by", &[("heading", apart(&splitter.heading).as_str().into())]),
                refused: is_open.then(|| refused(Refusal::StillRunning, published.privacy().floor, self.tongue)),
                questions: others.filter(|_| !is_open).filter_map(by).collect(),
            })
        };
        splitters(editions, published, self.tongue).into_iter().filter_map(splitting).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTable {
    /// The row or field that it is of.
    pub caption: Option<String>,
    /// A column for each group, and above all how many of it answered.
    pub table: Table,
}

impl ByGroup {
    /// With its rows in the order in which the question's own table has them. `None` where the session has no such
    /// questions.
    pub fn of(
        editions: &Editions,
        published: &Published,
        segment: &SlideKey,
        finding: &Finding,
        tongue: Tongue,
    ) -> Option<Self> {
        let deck = editions.in_language(&tongue.language());
        let place = |key: &SlideKey| published.questions().iter().position(|result| result.question == *key);
        let (by, of) = (place(segment)?, place(&finding.key)?);
        let (_, slide) = deck.slide(segment)?;
        let splitter = slide.question.as_ref()?;
        let (_, asked) = deck.slide(&finding.key)?;
        let title = tongue.say_with("privacy-split-by", &[("heading", apart(&slide.heading()).as_str().into())]);
        let lang = tongue.foreign(&asked.language).map(str::to_owned);
        let told = Self { title, tables: Vec::new(), refused: None, notes: Vec::new(), lang };
        Some(match published.split(by, of) {
            Err(Refusal::OneGroup) if published.segments(by).is_some_and(Segments::is_of_one_answer) => {
                Self { refused: Some(tongue.say("privacy-refused-only-group")), ..told }
            }
            Err(refusal) => Self { refused: Some(refused(refusal, published.privacy().floor, tongue)), ..told },
            Ok(split) => {
                let columns = Columns { split: &split, splitter, tongue };
                let merged = published.segments(by).and_then(|segments| merged(segments, splitter, published, tongue));
                let is_recoded = published.questions()[of].texts.iter().any(|text| text.recoded.is_some());
                let given = is_recoded.then(|| tongue.say("privacy-split-given"));
                let tables = columns.tables(asked.question.as_ref()?, &finding.panels);
                Self { tables, notes: merged.into_iter().chain(given).collect(), ..told }
            }
        })
    }

    /// For within a page of the desk, its figures read as the page reads all others. Trusted HTML.
    pub fn html(&self, read: &dyn Fn(&Figure) -> String) -> String {
        SplitPart { by: self, read }.render().expect("texts always draw")
    }
}

/// Why a question is not split, in a sentence that says what can be done.
pub fn refused(refusal: Refusal, floor: u32, tongue: Tongue) -> String {
    tongue.say_with(&format!("privacy-refused-{}", refusal.word().replace('_', "-")), &[("n", floor.into())])
}

/// The name of a group.
pub fn name_of(group: &Group, splitter: &Question, tongue: Tongue) -> Head {
    match group {
        Group::Option(key) => match splitter.option(key) {
            Some(option) => Head::of_deck(option.text.clone()),
            None => Head::of_deck(key.to_string()),
        },
        Group::NotAnswered => Head::of_page(tongue.say("privacy-not-answered")),
        Group::NotPresent => Head::of_page(tongue.say("privacy-not-present")),
        Group::Merged => Head::of_page(tongue.say("privacy-merged")),
    }
}

/// Which groups stand together, and why.
fn merged(segments: &Segments, splitter: &Question, published: &Published, tongue: Tongue) -> Option<String> {
    segments.has_merged().then_some(())?;
    let names = segments.merged().iter().filter_map(|key| splitter.option(key));
    let names: Vec<String> = names.map(|option| apart(&option.text)).collect();
    let floor = published.privacy().floor;
    Some(match names.is_empty() {
        true => tongue.say_with("privacy-split-merged-silent", &[("n", floor.into())]),
        false => {
            let names = names.join("; ");
            tongue.say_with("privacy-split-merged", &[("groups", names.as_str().into()), ("n", floor.into())])
        }
    })
}

/// The groups as columns.
struct Columns<'a> {
    split: &'a Split,
    splitter: &'a Question,
    tongue: Tongue,
}

impl Columns<'_> {
    fn tables(&self, asked: &Question, panels: &[Panel]) -> Vec<GroupTable> {
        let whole: Vec<&Tally> = self.split.groups.iter().map(|group| &group.tally).collect();
        match asked.kind {
            Kind::Rating | Kind::Form { .. } => {
                let parts = asked.parts.iter().enumerate().filter(|(_, part)| is_counted(part));
                let table = |(index, part): (usize, &Part)| {
                    let inner: Vec<&Tally> = whole.iter().map(|tally| &tally.parts()[index]).collect();
                    let panel = panels.iter().find(|panel| panel.is_of(&part.key));
                    let table = self.table(&part.question, panel, &inner);
                    GroupTable { caption: Some(plain_text(&part.title)), table }
                };
                parts.map(table).collect()
            }
            _ => vec![GroupTable { caption: None, table: self.table(asked, panels.first(), &whole) }],
        }
    }

    fn table(&self, asked: &Question, panel: Option<&Panel>, tallies: &[&Tally]) -> Table {
        let groups = self.split.groups.iter();
        let names = groups.map(|group| name_of(&group.segment.group, self.splitter, self.tongue));
        let heads = std::iter::once(Head::of_page(self.tongue.say("kind-column-answer"))).chain(names).collect();
        let answered = tallies.iter().map(|tally| Figure::Count(tally.answers())).collect();
        let answered = Line::new(self.tongue.say("privacy-split-answered"), answered);
        let lines = std::iter::once(answered).chain(self.lines(asked, panel, tallies)).collect();
        Table { heads, lines }.with_totals(&self.totals(asked, tallies))
    }

    /// Of the groups that the question's answers are in, so many of each column.
    fn totals(&self, asked: &Question, tallies: &[&Tally]) -> Vec<Total> {
        let of = |place: usize, tally: &&Tally| {
            let count = tally.groups().get(place).copied().unwrap_or(0);
            Figure::People { count, percent: percent(count, tally.answers()) }
        };
        let total =
            |(place, name): (usize, &String)| (name.clone(), tallies.iter().map(|tally| of(place, tally)).collect());
        asked.groups.iter().enumerate().map(total).collect()
    }

    fn lines(&self, asked: &Question, panel: Option<&Panel>, tallies: &[&Tally]) -> Vec<Line> {
        let each = |figure: &dyn Fn(&Tally) -> Figure| tallies.iter().map(|tally| figure(tally)).collect::<Vec<_>>();
        let of_options = |figure: &dyn Fn(usize, &Tally) -> Figure| {
            let line = |place: usize| {
                let option = &asked.options[place];
                let figures = each(&|tally| figure(place, tally));
                Line {
                    apart: option.apart || option.alone,
                    group: option.group,
                    ..Line::new(option.text.clone(), figures)
                }
            };
            order(asked, panel).into_iter().map(line).collect::<Vec<_>>()
        };
        match asked.kind {
            Kind::Number(_) => {
                let say = |key: &str| self.tongue.say(key);
                let of_spread = |key: &str, figure: &dyn Fn(&Spread) -> Figure| {
                    Line::new(say(key), each(&|tally| Spread::of(tally).map_or(Figure::Withheld, |it| figure(&it))))
                };
                let number = |number| Figure::Number { number, unit: asked.unit.clone() };
                let half = |spread: &Spread| Figure::Text(between(asked, spread.lower, spread.upper, self.tongue));
                let mean = |tally: &Tally| average(tally).map_or(Figure::Withheld, number);
                vec![
                    of_spread("findings-median", &|spread| number(spread.median)),
                    of_spread("findings-half", &half),
                    Line::new(say("findings-mean"), each(&mean)),
                ]
            }
            Kind::Points { total, .. } => of_options(&|place, tally| {
                let shares = Shares::of(asked, tally, total);
                let row = shares.rows.iter().find(|row| row.option == place);
                Figure::Mean(row.filter(|_| tally.answers() > 0).map(|row| row.mean))
            }),
            Kind::Ranking { .. } => of_options(&|place, tally| {
                let ranks = Ranks::of(asked, tally);
                Figure::Mean(ranks.rows.iter().find(|row| row.option == place).and_then(|row| row.mean))
            }),
            _ => of_options(&|place, tally| {
                let count = tally.counts().get(place).copied().unwrap_or(0);
                Figure::People { count, percent: percent(count, tally.answers()) }
            }),
        }
    }
}

/// The places of the answers in the order of the question's own table; what was made of texts is in no group's figures.
fn order(asked: &Question, panel: Option<&Panel>) -> Vec<usize> {
    let known = panel.and_then(|panel| panel.plot.options()).unwrap_or_default();
    let mut order: Vec<usize> = known.into_iter().filter(|place| *place < asked.options.len()).collect();
    order.extend((0..asked.options.len()).filter(|place| !order.contains(place)).collect::<Vec<_>>());
    order
}

fn is_counted(part: &Part) -> bool {
    !matches!(part.question.kind, Kind::Open { .. } | Kind::Words { .. } | Kind::Questions { .. })
}

#[derive(Template)]
#[template(path = "findings/split.html")]
struct SplitPart<'a> {
    by: &'a ByGroup,
    read: &'a dyn Fn(&Figure) -> String,
}

impl SplitPart<'_> {
    fn said(&self, figure: &Figure) -> String {
        (self.read)(figure)
    }

    /// What its column is called, for where a table folds.
    fn column<'t>(&self, table: &'t Table, column: &usize) -> &'t str {
        table.heads.get(*column).map_or("", |head| head.text.as_str())
    }

    /// How long a bar is: the part of the group that this is. Only of people.
    fn width(&self, table: &Table, column: &usize, figure: &Figure) -> Option<String> {
        let Figure::People { count, .. } = figure else { return None };
        let answered = table.lines.first().and_then(|line| line.figures.get(*column));
        let Some(Figure::Count(answered)) = answered else { return None };
        Some(svg::share(permille(*count, *answered)))
    }

    fn lang(&self, head: &Head) -> Option<&str> {
        self.by.lang.as_deref().filter(|_| head.of_deck)
    }
}
