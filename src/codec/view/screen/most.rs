//! Which answer most people gave, in the sentence that stands above the bars.

use super::chart::number_of;
use crate::codec::words::Tongue;
use crate::domain::chart::{Bar, Chart};
use crate::domain::deck::Question;

/// Names longer than this together, in characters, take more than a line above the chart; there their numbers speak.
pub(super) const NAMES_CHARS_MAX: usize = 54;
/// With more equal leaders than this their number says more than their names.
const TIE_NAMES_MAX: usize = 3;

/// "Meeste stemmen: …" in its pieces, as names may be in another language than the sentence.
pub(super) struct Most {
    pub lead: String,
    pub names: Vec<String>,
    pub and: String,
}

impl Most {
    pub fn new(tongue: Tongue, question: &Question, chart: &Chart) -> Self {
        let leaders = chart.leaders();
        let text = |bar: &Bar| &question.options[bar.option].text;
        let length: usize = leaders.iter().map(|bar| text(bar).chars().count()).sum();
        let name = |bar: &&Bar| {
            if length <= NAMES_CHARS_MAX {
                text(bar).clone()
            } else {
                tongue.say_with("screen-answer-number", &[("n", number_of(question, bar.option).into())])
            }
        };
        let (lead, names) = match leaders.len() {
            0 => (tongue.say("screen-nobody"), Vec::new()),
            1 => (tongue.say("screen-most"), leaders.iter().map(name).collect()),
            2..=TIE_NAMES_MAX => (tongue.say("screen-tie"), leaders.iter().map(name).collect()),
            count => (tongue.say_with("screen-tie-many", &[("n", (count as u32).into())]), Vec::new()),
        };
        Self { lead, names, and: tongue.say("screen-and") }
    }

    pub fn sentence(&self) -> String {
        let mut sentence = self.lead.clone();
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 && index + 1 == self.names.len() {
                sentence.push(' ');
                sentence.push_str(&self.and);
            } else if index > 0 {
                sentence.push(',');
            }
            sentence.push(' ');
            sentence.push_str(name);
        }
        sentence
    }
}
