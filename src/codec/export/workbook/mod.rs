//! `export.xlsx`: a summary, a sheet for each question with a chart of Excel's own, and all answers, for whoever goes on
//! with the figures. Made of the same [`Findings`] as the results page and the report.
//!
//! No text is ever a formula, a link or part of a name: every text goes through [`book::Page::text`]. Kept in memory whole:
//! what would keep it small writes answers to the disk's folder for temporary files, where nobody deletes them.

mod again;
mod book;
mod chart;
mod lists;
mod names;
mod question;
mod responses;
mod split;
mod summary;

use rust_xlsxwriter::XlsxError;

use super::About;
use crate::codec::findings::Findings;
use crate::codec::findings::split::Splitting;
use crate::domain::deck::Deck;
use crate::domain::published::Published;
use book::Book;
use names::Names;

/// What a workbook is made of.
pub(super) struct Of<'a> {
    pub about: &'a About,
    pub digest: &'a str,
    /// In the words that rows have.
    pub deck: &'a Deck,
    pub published: &'a Published,
    pub findings: &'a Findings,
    pub splits: &'a [Splitting],
}

pub(super) fn write(of: &Of<'_>) -> Vec<u8> {
    // Every text is cut to what a cell holds, and there are far fewer rows and columns than a sheet takes.
    book(of).expect("a workbook within Excel's limits always writes")
}

fn book(of: &Of<'_>) -> Result<Vec<u8>, XlsxError> {
    let tongue = of.findings.tongue;
    let mut book = Book::new(of.findings, of.about)?;
    let mut names = Names::default();
    let sheets: Vec<String> = ["book-summary", "book-responses", "book-asks", "book-written", "book-codes"]
        .iter()
        .map(|key| names.give(&tongue.say(key)))
        .collect();
    let questions: Vec<String> = of
        .findings
        .questions
        .iter()
        .map(|finding| names.give(&format!("{} {}", finding.number, finding.heading)))
        .collect();
    summary::write(&mut book, &sheets[0], of, &questions)?;
    for (finding, name) in of.findings.questions.iter().zip(&questions) {
        question::write(&mut book, name, finding)?;
        for again in of.findings.again.iter().filter(|again| again.second == finding.key) {
            let (first, second) = again.numbers;
            let figures = [("first", first.into()), ("second", second.into())];
            again::write(&mut book, &names.give(&tongue.say_with("book-again", &figures)), again)?;
        }
    }
    for splitting in of.splits {
        let name = names.give(&tongue.say_with("book-split", &[("n", splitting.number.into())]));
        split::write(&mut book, &name, splitting)?;
    }
    responses::write(&mut book, &sheets[1], of)?;
    lists::asks(&mut book, &sheets[2], of)?;
    lists::written(&mut book, &sheets[3], of)?;
    lists::codes(&mut book, &sheets[4], of)?;
    book.finish()
}
