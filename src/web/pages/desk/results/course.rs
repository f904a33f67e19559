//! How a vote moved, as a table of moments: with script one drags through them, without it one reads them.

use crate::codec::findings::{Finding, Plot};
use crate::domain::results::CoursePoint;

pub struct CourseTable {
    /// Names of the answers, in the order of the deck; none where only people are counted.
    pub heads: Vec<String>,
    pub rows: Vec<CourseRow>,
}

pub struct CourseRow {
    /// Since the question opened: `1:05`.
    pub time: String,
    pub answered: u32,
    pub counts: Vec<u32>,
}

impl CourseTable {
    /// `None` where nothing moved that could be told.
    pub fn of(finding: &Finding, course: &[CoursePoint]) -> Option<Self> {
        let panel = finding.panels.first().filter(|panel| panel.withheld.is_none())?;
        if course.len() < 2 {
            return None;
        }
        // What was made of texts afterwards was no answer then.
        let has_bars = matches!(panel.plot, Plot::Bars(_));
        let options =
            panel.question.options.iter().filter(|option| has_bars && is_of_deck(course, option.key.as_str()));
        let options: Vec<_> = options.collect();
        let row = |point: &CoursePoint| CourseRow {
            time: format!("{}:{:02}", point.seconds / 60, point.seconds % 60),
            answered: point.answered,
            counts: options.iter().map(|option| count_of(point, option.key.as_str())).collect(),
        };
        let rows = course.iter().map(row).collect();
        Some(Self { heads: options.iter().map(|option| option.text.clone()).collect(), rows })
    }
}

fn is_of_deck(course: &[CoursePoint], key: &str) -> bool {
    course.iter().any(|point| point.totals.iter().any(|total| total.value.as_deref() == Some(key)))
}

fn count_of(point: &CoursePoint, key: &str) -> u32 {
    let total = point.totals.iter().find(|total| total.part.is_empty() && total.value.as_deref() == Some(key));
    total.map_or(0, |total| total.count)
}
