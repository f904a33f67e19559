//! How commands speak in a terminal: faults with what to do next, in the tongue of who asked. Decides nothing.

use std::env;

use crate::codec::words::{Argument, Tongue};

pub struct Terminal {
    pub tongue: Tongue,
}

impl Terminal {
    /// In this tongue, or the system's own.
    pub fn new(tongue: Option<Tongue>) -> Self {
        Self { tongue: tongue.unwrap_or_else(tongue_of_environment) }
    }

    /// A fault that the next line has more of.
    pub fn fault_line(&self, key: &str, arguments: &[(&'static str, &str)]) {
        eprintln!("{}", self.say("check-error", &[("message", &self.say(key, arguments))]));
    }

    pub fn fault(&self, key: &str, arguments: &[(&'static str, &str)]) {
        self.fault_line(key, arguments);
        eprintln!();
    }

    /// The tip is the sentence whose key ends in `-tip`.
    pub fn fault_with_tip(&self, key: &str, arguments: &[(&'static str, &str)]) {
        self.fault_line(key, arguments);
        let tip = self.say(&format!("{key}-tip"), arguments);
        eprintln!("  = {}\n", self.say("check-tip", &[("tip", &tip)]));
    }

    pub fn tip(&self, key: &str) {
        eprintln!("  = {}", self.say("check-tip", &[("tip", &self.tongue.say(key))]));
    }

    pub fn line(&self, key: &str, arguments: &[(&'static str, Argument<'_>)]) {
        eprintln!("{}", self.tongue.say_with(key, arguments));
    }

    pub fn say(&self, key: &str, arguments: &[(&'static str, &str)]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        self.tongue.say_with(key, &arguments)
    }
}

/// What the system's own settings say, in the order in which every program heeds them. English where they say nothing.
fn tongue_of_environment() -> Tongue {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("nl") => Tongue::Dutch,
        _ => Tongue::English,
    }
}
