//! Figures that stand beside a table, each under a name: the median, a score, how many had it right.

use super::Asked;
use super::table::Figure;
use crate::codec::view::kinds::number::{between, signed};
use crate::domain::chart::recommend::{Recommendation, SCORE_FROM};
use crate::domain::chart::spread::{Spread, average, near};
use crate::domain::chart::{Chart, Order, Sum};
use crate::domain::deck::{Kind, Question, Range};
use crate::domain::results::Kept;
use crate::domain::tally::Tally;

pub struct Fact {
    pub name: String,
    pub figure: Figure,
}

pub(super) fn of(asked: &Asked<'_>, question: &Question, kept: &Kept, tally: &Tally) -> Vec<Fact> {
    if tally.answers() == 0 {
        return Vec::new();
    }
    let mut facts = Facts { asked, found: Vec::new() };
    match question.kind {
        Kind::Number(range) => facts.of_number(question, tally, range),
        Kind::ChooseSeveral { .. } => facts.of_several(question, tally),
        _ => {}
    }
    let solved = asked.result.solved && question.is_chosen() && question.has_solution();
    if solved {
        facts.add("findings-right", Figure::Count(kept.right));
    }
    facts.found
}

struct Facts<'a> {
    asked: &'a Asked<'a>,
    found: Vec<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, key: &str, figure: Figure) {
        self.found.push(Fact { name: self.asked.tongue.say(key), figure });
    }

    fn of_number(&mut self, question: &Question, tally: &Tally, range: Range) {
        let Some(spread) = Spread::of(tally) else { return };
        let tongue = self.asked.tongue;
        let number = |number| Figure::Number { number, unit: question.unit.clone() };
        self.add("findings-median", number(spread.median));
        self.add("findings-half", Figure::Text(between(question, spread.lower, spread.upper, tongue)));
        self.add("findings-smallest", number(spread.smallest));
        self.add("findings-largest", number(spread.largest));
        if let Some(mean) = average(tally) {
            self.add("findings-mean", number(mean));
        }
        if let Some(truth) = question.truth.filter(|_| self.asked.result.solved) {
            self.add("findings-truth", number(truth));
            self.add("findings-near", Figure::Count(near(tally, truth)));
        }
        if range.nps {
            let score = match Recommendation::of(tally) {
                Some(of) => {
                    let [score, lower, upper] = [of.score, of.lower, of.upper].map(signed);
                    let figures = [
                        ("score", score.as_str().into()),
                        ("lower", lower.as_str().into()),
                        ("upper", upper.as_str().into()),
                    ];
                    tongue.say_with("findings-score-of", &figures)
                }
                None => tongue.say_with("kind-number-score-few", &[("n", SCORE_FROM.into())]),
            };
            self.add("findings-score", Figure::Text(score));
        }
    }

    /// People chose several, so per cents go above a hundred: how many each chose says by how much.
    fn of_several(&mut self, question: &Question, tally: &Tally) {
        if let Sum::Several { permille } = Chart::new(question, tally, 0, Order::Deck).sum {
            self.add("findings-chosen", Figure::Mean(Some(permille)));
        }
    }
}
