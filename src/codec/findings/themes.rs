//! What people wrote, by what it counts as: an answer of the deck, a text that others joined, or itself.
//!
//! Leaves out what the presenter hid.

use crate::domain::ids::OptionKey;
use crate::domain::results::Kept;

/// People whose texts count as one.
pub struct Theme {
    pub name: String,
    /// Who gave two of its texts is one.
    pub people: u32,
    /// As they were written, what most wrote first. One that says the name again is among them.
    pub texts: Vec<Written>,
    /// Some of it was written otherwise than its name says.
    pub is_recoded: bool,
}

pub struct Written {
    pub text: String,
    pub count: u32,
}

pub(super) fn of(kept: &Kept, path: &[OptionKey]) -> Vec<Theme> {
    let here = kept.gathered.iter().filter(|gathered| gathered.part == path);
    here.map(|gathered| {
        let said = || gathered.said.iter().map(|place| &kept.said[*place]);
        Theme {
            name: gathered.text.clone(),
            people: gathered.people,
            texts: said().map(|said| Written { text: said.text.clone(), count: said.count }).collect(),
            is_recoded: said().any(|said| said.recoded.is_some()),
        }
    })
    .collect()
}
