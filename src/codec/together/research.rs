//! For the researcher: the test that fits, with its figures and the sentence that says what it speaks of.
//!
//! Only of a question that was asked twice: of two different questions no such test holds. Never on a screen.

use super::Side;
use super::figures::{chance, decimals};
use crate::codec::statistics::{CHANGERS_MIN, Untested, mcnemar_mid_p, sign_test, stuart_maxwell};
use crate::codec::words::Tongue;
use crate::domain::together::{Again, Together};

#[derive(Default)]
pub struct Research {
    pub tests: Vec<TestRow>,
    /// Why there is no test, or what the tests are of.
    pub notes: Vec<String>,
}

/// One test, its figures as they are written.
pub struct TestRow {
    pub name: String,
    /// Which answer it is of, where several may be chosen.
    pub of: Option<String>,
    pub statistic: Option<String>,
    pub df: Option<u32>,
    /// With its sign: `= 0,043`.
    pub p: String,
    pub n: u32,
    /// What was counted, in words.
    pub counted: String,
}

impl Research {
    pub(super) fn of(together: &Together, side: &Side, tongue: Tongue) -> Self {
        let Some(again) = &together.again else {
            return Self { tests: Vec::new(), notes: vec![tongue.say("together-test-different")] };
        };
        let mut research = Self::default();
        if together.first.several {
            research.switches(again, side, together, tongue);
        } else {
            research.margins(together, tongue);
            research.signs(again, tongue);
        }
        if !research.tests.is_empty() {
            research.notes.push(tongue.say("together-test-room"));
        }
        research
    }

    /// Whether the answers lie as they lay before. Words of one's own are no answer that people can have in common.
    fn margins(&mut self, together: &Together, tongue: Tongue) {
        let categories = &together.first.categories;
        let kept: Vec<usize> = (0..categories.len()).filter(|place| !categories[*place].own_words).collect();
        if together.cells.is_empty() || together.first.ordered && kept.len() > SCALE_MAX {
            return;
        }
        let table: Vec<Vec<u32>> =
            kept.iter().map(|row| kept.iter().map(|column| together.cells[*row][*column]).collect()).collect();
        if kept.len() < categories.len() {
            self.notes.push(tongue.say("together-test-own"));
        }
        if let [row, other] = &table[..] {
            let (there, back) = (row[1], other[0]);
            let people = row[0] + row[1] + other[0] + other[1];
            return self.switch(None, there, back, people, tongue);
        }
        match stuart_maxwell(&table) {
            Ok(found) => self.tests.push(TestRow {
                name: tongue.say("together-test-stuart"),
                of: None,
                statistic: Some(decimals(found.statistic, 2, tongue)),
                df: Some(found.df),
                p: chance(found.p, tongue),
                n: found.people,
                counted: tongue.say("together-test-stuart-counted"),
            }),
            Err(Untested::FewChanged) => self.few(tongue),
            Err(Untested::Apart) => self.notes.push(tongue.say("together-test-apart")),
        }
    }

    /// Whether more people went up than down.
    fn signs(&mut self, again: &Again, tongue: Tongue) {
        let Some(course) = again.drift else { return };
        if course.up + course.down < CHANGERS_MIN {
            return self.few(tongue);
        }
        let figures = [("up", course.up.into()), ("down", course.down.into())];
        self.tests.push(TestRow {
            name: tongue.say("together-test-sign"),
            of: None,
            statistic: None,
            df: None,
            p: chance(sign_test(course.up, course.down), tongue),
            n: course.up + course.down,
            counted: tongue.say_with("together-test-sign-counted", &figures),
        });
    }

    fn switches(&mut self, again: &Again, side: &Side, together: &Together, tongue: Tongue) {
        for ((switch, label), category) in again.switches.iter().zip(&side.labels).zip(&together.first.categories) {
            if !category.own_words {
                self.switch(Some(label.clone()), switch.gained, switch.lost, together.both, tongue);
            }
        }
    }

    fn switch(&mut self, of: Option<String>, there: u32, back: u32, people: u32, tongue: Tongue) {
        if there + back < CHANGERS_MIN {
            return self.few(tongue);
        }
        self.tests.push(TestRow {
            name: tongue.say("together-test-mcnemar"),
            of,
            statistic: None,
            df: None,
            p: chance(mcnemar_mid_p(there, back), tongue),
            n: people,
            counted: tongue
                .say_with("together-test-mcnemar-counted", &[("there", there.into()), ("back", back.into())]),
        });
    }

    /// Once, however many answers it holds for.
    fn few(&mut self, tongue: Tongue) {
        let sentence = tongue.say_with("together-test-few", &[("n", CHANGERS_MIN.into())]);
        if !self.notes.contains(&sentence) {
            self.notes.push(sentence);
        }
    }
}

/// Of numbers and longer scales each answer has too few people for a test of all; the sign test takes their order in.
const SCALE_MAX: usize = 7;
