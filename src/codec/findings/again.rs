//! What the deck asked twice: the same people before and after, for documents. As tables, so that report and workbook say
//! the same figures as the page on which two questions are laid together.
//!
//! Lays together nothing that [`Together`] refuses, and says then why.

use super::table::{Figure, Head, Line, Table};
use crate::codec::together::{PairRow, Share, Sheet, Side, refused};
use crate::codec::words::{Tongue, apart};
use crate::domain::deck::Editions;
use crate::domain::ids::SlideKey;
use crate::domain::published::Published;
use crate::domain::together::{Together, Unfit};

/// A question that repeats an earlier one.
pub struct Again {
    pub first: SlideKey,
    pub second: SlideKey,
    /// The places of both among the questions of the deck.
    pub numbers: (u32, u32),
    /// The question as it was asked first.
    pub heading: String,
    /// The language of heading and answers, where it is not the reader's.
    pub lang: Option<String>,
    /// What it comes to, or why nothing is told, in a sentence.
    pub told: Result<Sheet, String>,
}

/// Of every question of which the deck says that it repeats another, and that was asked as that was.
pub(super) fn of(editions: &Editions, published: &Published, tongue: Tongue) -> Vec<Again> {
    let deck = editions.in_language(&tongue.language());
    let one = |(slide, question): (&crate::domain::deck::Slide, &crate::domain::deck::Question)| {
        let (first, second) = (question.repeats.clone()?, slide.key.clone());
        let told = match Together::of(published, &editions.original, &first, &second) {
            // With other answers than before it is another question.
            Ok(together) => Ok(together.again.is_some().then(|| Sheet::of(&together, deck, tongue))?),
            // A deck that cannot have meant it, and what was not asked: there is nothing to tell then.
            Err(
                Unfit::NoSuchQuestion | Unfit::Same | Unfit::Uncountable(_) | Unfit::TwoSegments | Unfit::NotAsked(_),
            ) => return None,
            Err(unfit) => Err(refused(&unfit, deck, tongue)),
        };
        let (_, asked) = deck.slide(&first)?;
        let numbers = (deck.question_number(&first)? as u32, deck.question_number(&second)? as u32);
        let lang = tongue.foreign(&asked.language).map(str::to_owned);
        Some(Again { heading: asked.heading(), first, second, numbers, lang, told })
    };
    editions.original.questions().filter_map(one).collect()
}

impl Sheet {
    /// Both results beside each other; no lines where a number may be anything.
    pub fn pairs_table(&self) -> Table {
        let is_in_points = self.pairs.first().is_some_and(|pair| pair.before.percent.is_some());
        let unit = self.tongue.say(if is_in_points { "together-points" } else { "together-in-people" });
        let difference = format!("{} {unit}", self.tongue.say("together-difference"));
        let heads = ["together-answer", "together-before", "together-after"].map(|key| self.head(key));
        let line = |pair: &PairRow| {
            let figures = vec![people(pair.before), people(pair.after), Figure::Change(pair.change())];
            Line::new(pair.label.clone(), figures)
        };
        Table {
            heads: heads.into_iter().chain([Head::of_page(difference)]).collect(),
            lines: self.pairs.iter().map(line).collect(),
        }
    }

    /// Who moved where, the busiest way first.
    pub fn ways_table(&self) -> Table {
        let heads = ["together-ways", "together-count", "together-back"].map(|key| self.head(key));
        let name = |place: usize| apart(&self.first.labels[place]);
        let lines = self.ways.iter().map(|way| {
            let (from, to) = (name(way.from), name(way.to));
            let label =
                self.tongue.say_with("together-way", &[("from", from.as_str().into()), ("to", to.as_str().into())]);
            Line::new(label, vec![Figure::Count(way.count), Figure::Count(way.back)])
        });
        Table { heads: heads.into(), lines: lines.collect() }
    }

    /// How people switched single answers on and off, where several may be chosen.
    pub fn switches_table(&self) -> Table {
        let heads = ["together-answer", "together-kept", "together-gained", "together-lost"];
        let lines = self.switches.iter().map(|switch| {
            let figures = [switch.kept, switch.gained, switch.lost].map(Figure::Count);
            Line::new(switch.label.clone(), figures.into())
        });
        Table { heads: heads.map(|key| self.head(key)).into(), lines: lines.collect() }
    }

    /// What was said first, by row, against what was said then.
    pub fn cross_table(&self) -> Table {
        let labels = |side: &Side| side.labels.iter().map(Head::of_deck).collect::<Vec<_>>();
        let first = self.tongue.say_with("together-question", &[("n", self.first.number.into())]);
        let heads = [Head::of_page(first), self.head("together-people")];
        let lines = self.table.iter().map(|row| {
            let cells = row.cells.iter().map(|share| people(*share));
            let figures = std::iter::once(Figure::Count(row.n)).chain(cells).chain([Figure::Count(row.left)]);
            Line::new(row.label.clone(), figures.collect())
        });
        let came = self.columns.iter().map(|column| Figure::Count(column.came));
        let nothing = || Figure::Text(String::new());
        let came = std::iter::once(nothing()).chain(came).chain([nothing()]).collect();
        let came = Line { apart: true, ..Line::new(self.tongue.say("together-came"), came) };
        Table {
            heads: heads.into_iter().chain(labels(&self.second)).chain([self.head("together-left")]).collect(),
            lines: lines.chain([came]).collect(),
        }
    }

    fn head(&self, key: &str) -> Head {
        Head::of_page(self.tongue.say(key))
    }
}

fn people(share: Share) -> Figure {
    Figure::People { count: share.count, percent: share.percent }
}
