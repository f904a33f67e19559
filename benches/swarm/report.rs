//! The table on the terminal, the same as JSON, and the section of a results file made from it. Judges a figure by its
//! limit and measures nothing.

use std::fs;
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

/// Between these lines of a results file stands the newest run.
const BEGIN: &str = "<!-- swarm: begin -->";
const END: &str = "<!-- swarm: end -->";

/// What a figure is held against.
#[derive(Clone, Copy)]
pub enum Limit {
    AtMost(f64),
    AtLeast(f64),
    /// Printed and not judged.
    None,
}

struct Figure {
    scenario: &'static str,
    name: String,
    value: f64,
    unit: &'static str,
    limit: Limit,
    /// What else there is to know: floors, subtractions, percentiles.
    note: String,
}

impl Figure {
    fn is_green(&self) -> bool {
        match self.limit {
            Limit::AtMost(most) => self.value <= most,
            Limit::AtLeast(least) => self.value >= least,
            Limit::None => true,
        }
    }

    fn limit_text(&self) -> String {
        match self.limit {
            Limit::AtMost(most) => format!("≤ {}", short(most)),
            Limit::AtLeast(least) => format!("≥ {}", short(least)),
            Limit::None => String::new(),
        }
    }

    fn verdict(&self) -> &'static str {
        match (self.limit, self.is_green()) {
            (Limit::None, _) => "",
            (_, true) => "green",
            (_, false) => "RED",
        }
    }

    fn value_text(&self) -> String {
        format!("{} {}", short(self.value), self.unit).trim_end().to_owned()
    }
}

/// As many decimals as matter.
fn short(value: f64) -> String {
    match value.abs() {
        whole if whole >= 100.0 || value.fract() == 0.0 => format!("{value:.0}"),
        ten if ten >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[derive(Default)]
pub struct Report {
    scenario: &'static str,
    figures: Vec<Figure>,
    failures: Vec<String>,
}

impl Report {
    pub fn begin(&mut self, scenario: &'static str) {
        self.scenario = scenario;
        println!("\n{scenario}");
    }

    pub fn figure(&mut self, name: &str, value: f64, unit: &'static str, limit: Limit, note: impl Into<String>) {
        let figure = Figure { scenario: self.scenario, name: name.to_owned(), value, unit, limit, note: note.into() };
        let (value, limit, verdict) = (figure.value_text(), figure.limit_text(), figure.verdict());
        println!("  {name:<46} {value:>14}  {limit:<8} {verdict:<6} {}", figure.note);
        self.figures.push(figure);
    }

    /// A scenario that broke off is red too.
    pub fn failed(&mut self, error: &anyhow::Error) {
        println!("  RED: {error:#}");
        self.failures.push(format!("{}: {error:#}", self.scenario));
    }

    pub fn is_green(&self) -> bool {
        self.failures.is_empty() && self.figures.iter().all(Figure::is_green)
    }

    pub fn json(&self, head: &Value) -> Value {
        let figures: Vec<Value> = self
            .figures
            .iter()
            .map(|figure| {
                let (at_most, at_least) = match figure.limit {
                    Limit::AtMost(most) => (Some(most), None),
                    Limit::AtLeast(least) => (None, Some(least)),
                    Limit::None => (None, None),
                };
                json!({
                    "scenario": figure.scenario, "figure": figure.name, "value": figure.value, "unit": figure.unit,
                    "at_most": at_most, "at_least": at_least, "green": figure.is_green(), "note": figure.note,
                })
            })
            .collect();
        json!({ "run": head, "green": self.is_green(), "failures": self.failures, "figures": figures })
    }

    /// The newest run as a section of a results file, in the place of the one before.
    pub fn write(&self, file: &Path, head: &Value) -> anyhow::Result<()> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let missing = || format!("{} has no lines {BEGIN} and {END}", file.display());
        let (before, rest) = text.split_once(BEGIN).with_context(missing)?;
        let (_, after) = rest.split_once(END).with_context(missing)?;
        Ok(fs::write(file, format!("{before}{BEGIN}\n{}{END}{after}", self.section(head)))?)
    }

    fn section(&self, head: &Value) -> String {
        let say = |name: &str| head[name].as_str().unwrap_or_default().to_owned();
        let mut section = format!(
            "## {}\n\n`{}` on {}; mean load in the minute before {}, took {}.\n\n| scenario | figure | value | limit | | |\n|---|---|---|---|---|---|\n",
            say("date"),
            say("command"),
            say("machine"),
            say("load"),
            say("took"),
        );
        for figure in &self.figures {
            let verdict = if figure.verdict() == "RED" { "**RED**" } else { figure.verdict() };
            let cells = [
                figure.scenario,
                &figure.name,
                &figure.value_text(),
                &figure.limit_text(),
                verdict,
                &figure.note.replace('|', "\\|"),
            ];
            section.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        for failure in &self.failures {
            section.push_str(&format!("\n**RED**, broke off: {failure}\n"));
        }
        section
    }
}

/// The value below which this share of them lies; NaN, which no limit likes, when there are none.
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// The usual three.
pub fn spread(milliseconds: &[f64]) -> String {
    let [p50, p99, max] = [0.5, 0.99, 1.0].map(|share| short(percentile(milliseconds, share)));
    format!("p50 {p50}, p99 {p99}, max {max} ms")
}
