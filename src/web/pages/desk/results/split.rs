//! The choice of a segment question on the results page, and what it splits. Without a choice nothing is split.

use crate::codec::findings::Finding;
use crate::codec::findings::split::{ByGroup, Splitter, refused, splitters};
use crate::codec::words::Tongue;
use crate::domain::ids::SlideKey;
use crate::domain::published::{Intake, Refusal};
use crate::hub::Report;

/// The form, where the deck has segment questions.
pub struct SplitForm {
    pub options: Vec<SplitOption>,
    /// Why nothing can be split yet, in a sentence.
    pub refused: Option<String>,
}

pub struct SplitOption {
    pub splitter: Splitter,
    pub is_chosen: bool,
}

/// What was asked for, where the deck has it.
pub fn chosen(report: &Report, by: Option<&str>) -> Option<SlideKey> {
    let by = SlideKey::parse(by?)?;
    let is_splitter = |place: usize| report.published.questions()[place].question == by;
    report.published.splitters().any(is_splitter).then_some(by)
}

impl SplitForm {
    pub fn of(report: &Report, by: Option<&SlideKey>, tongue: Tongue) -> Option<Self> {
        let splitters = splitters(&report.editions, &report.published, tongue);
        let option = |splitter: Splitter| SplitOption { is_chosen: by == Some(&splitter.key), splitter };
        let options: Vec<SplitOption> = splitters.into_iter().map(option).collect();
        let is_open = report.published.intake() == Intake::Open;
        let refused = is_open.then(|| refused(Refusal::StillRunning, report.privacy.floor, tongue));
        (!options.is_empty()).then_some(Self { options, refused })
    }
}

/// One question, split; `None` where the form has said why not, or where nothing is counted.
pub fn of_question(report: &Report, by: Option<&SlideKey>, finding: &Finding, tongue: Tongue) -> Option<ByGroup> {
    let by = by.filter(|by| **by != finding.key && report.published.intake() == Intake::Closed)?;
    if finding.panels.is_empty() {
        return None;
    }
    ByGroup::of(&report.editions, &report.published, by, finding, tongue)
}
