//! Reads a sound deck as an editor would: what the hall may misread, what nobody can answer, what nobody can see. Says
//! only [`Advice`]: never finds a fault, never blocks, and changes no word.
//!
//! A check is one file. Each would rather miss a flaw than find one in a good question: who is warned in vain three times
//! stops reading.

mod advice;
mod alike;
mod balance;
mod in_a_row;
mod measure;
mod phrases;
mod presumes;
mod small_text;
mod statement;
mod two_in_one;
mod way_out;
mod wording;

pub use self::advice::{Advice, Lopsided};

use self::wording::Asking;
use super::faults::{Collector, Fault, Place};
use super::problems::Problem;
use super::slides::{Draft, DraftSlide};
use super::source::Span;

/// What an editor would write in the margin, and at which words.
struct Remark {
    advice: Advice,
    at: Span,
    /// A second place that explains it.
    also: Option<Span>,
}

impl Remark {
    fn new(advice: Advice, at: Span) -> Self {
        Self { advice, at, also: None }
    }

    fn with(mut self, also: Span) -> Self {
        self.also = Some(also);
        self
    }
}

/// A file with what was read from it.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    pub text: &'a str,
    pub draft: &'a Draft,
}

/// Looks at a deck in its own language.
pub fn look(page: Page<'_>, faults: &mut Collector) {
    let mut remarks = in_a_row::look(page);
    for slide in &page.draft.slides {
        remarks.extend(about_the_question(page.text, slide));
        remarks.extend(about_the_words(page.text, slide));
    }
    collect(remarks, 0, faults);
}

/// Looks at a translation. What it has from its original is said there, once: here only what the translator's own words
/// bring.
pub fn look_at_translation(page: Page<'_>, original: Page<'_>, file: usize, faults: &mut Collector) {
    for said_there in [Problem::ManyAnswers, Problem::StraySquare, Problem::NoWriteIn] {
        faults.forget(&said_there);
    }
    for slide in &page.draft.slides {
        let mut remarks = about_the_words(page.text, slide);
        let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
        if let Some((_, twin)) = name.and_then(|name| original.draft.named(name)) {
            let said = about_the_words(original.text, twin);
            remarks.retain(|remark| !said.iter().any(|other| other.advice.code() == remark.advice.code()));
        }
        collect(remarks, file, faults);
    }
}

/// What lies in how the question is put together.
fn about_the_question(text: &str, slide: &DraftSlide) -> Vec<Remark> {
    let Some(asking) = Asking::of(text, slide) else { return vec![] };
    let presumes = presumes::look(&asking);
    // One who gives way to what nobody thought of, also gives a way out.
    let way_out = if presumes.is_some() { None } else { way_out::look(&asking) };
    [statement::look(&asking), presumes, way_out, balance::look(&asking)].into_iter().flatten().collect()
}

/// What lies in the words, which a translation has of its own.
fn about_the_words(text: &str, slide: &DraftSlide) -> Vec<Remark> {
    match Asking::of(text, slide) {
        Some(asking) => two_in_one::look(&asking).into_iter().chain(alike::look(&asking)).collect(),
        None => small_text::look(text, slide).into_iter().collect(),
    }
}

fn collect(remarks: Vec<Remark>, file: usize, faults: &mut Collector) {
    for Remark { advice, at, also } in remarks {
        let mut fault = Fault::new(Problem::Advice(advice), Place { file, span: at });
        if let Some(span) = also {
            fault = fault.with(Place { file, span });
        }
        faults.push(fault);
    }
}
