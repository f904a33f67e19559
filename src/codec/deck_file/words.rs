//! What is said about one problem: a message, a word at the underlined text, a tip. The sentences are in `dutch.rs` and
//! `english.rs`, one file a tongue, equal in shape; a third tongue is a third file. Never decides what is a fault.

use super::problems::Problem;
use super::{dutch, english};
use crate::codec::words::Tongue;

/// What is said about one problem.
pub struct Words {
    pub message: String,
    /// Beside the underlined text.
    pub label: Option<String>,
    /// Beside the second underlined text.
    pub also: Option<String>,
    /// The next step.
    pub tip: Option<String>,
}

impl Words {
    pub fn about(problem: &Problem, tongue: Tongue) -> Self {
        match tongue {
            Tongue::Dutch => dutch::words(problem),
            Tongue::English => english::words(problem),
        }
    }

    pub fn say(message: impl Into<String>) -> Self {
        Self { message: message.into(), label: None, also: None, tip: None }
    }

    pub fn label(mut self, label: &str) -> Self {
        self.label = Some(label.to_owned());
        self
    }

    pub fn also(mut self, also: &str) -> Self {
        self.also = Some(also.to_owned());
        self
    }

    pub fn tip(mut self, tip: impl Into<String>) -> Self {
        self.tip = Some(tip.into());
        self
    }
}

/// What stands around the problems when they are printed.
pub struct Frame {
    pub error: &'static str,
    pub remark: &'static str,
    pub tip: &'static str,
}

pub fn frame(tongue: Tongue) -> Frame {
    match tongue {
        Tongue::Dutch => dutch::FRAME,
        Tongue::English => english::FRAME,
    }
}

/// The line below the last error that is shown.
pub fn and_more(count: usize, tongue: Tongue) -> String {
    match tongue {
        Tongue::Dutch => dutch::and_more(count),
        Tongue::English => english::and_more(count),
    }
}

/// The line below the last remark that is shown.
pub fn and_more_remarks(count: usize, tongue: Tongue) -> String {
    match tongue {
        Tongue::Dutch => dutch::and_more_remarks(count),
        Tongue::English => english::and_more_remarks(count),
    }
}

/// An address or the like, cut where it would fill the line.
pub fn short(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(40).chain(['…']).collect() }
}
