//! What an operator may know of a running server: counters, gauges and two histograms, in the text that Prometheus reads.
//!
//! Every count is one atomic, so counting never waits. No label ever names a session, a person, an address or a code: the
//! figures may be kept for years by whoever collects them.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::Audience;
use crate::domain::session::Outcome;

/// A label and its value.
type Label = [(&'static str, &'static str); 1];

/// From half a millisecond, which only a disk with a battery reaches, doubling to eight seconds, which is a fault. One
/// fsync takes 2 to 16 ms on an ordinary disk.
const APPEND_SECONDS: (f64, f64, u16) = (0.000_5, 2.0, 15);
/// From a single fact, in steps of four, to more than the room's whole inbox of 16,384.
const APPEND_FACTS: (f64, f64, u16) = (1.0, 4.0, 8);

const OUTCOMES: [Outcome; 9] = [
    Outcome::Counted,
    Outcome::Changed,
    Outcome::Superseded,
    Outcome::Closed,
    Outcome::Invalid,
    Outcome::Busy,
    Outcome::StorageFull,
    Outcome::TooMany,
    Outcome::NoRoom,
];

/// Why somebody was sent away before a room ever heard of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Too many pages and handshakes at once.
    Gate,
    /// Too many wrong codes.
    Codes,
    /// Too few open files left for one more connection.
    Files,
    /// Votes faster than a person votes.
    Rate,
}

impl Guard {
    const ALL: [Guard; 4] = [Guard::Gate, Guard::Codes, Guard::Files, Guard::Rate];

    fn word(self) -> &'static str {
        match self {
            Guard::Gate => "gate",
            Guard::Codes => "codes",
            Guard::Files => "files",
            Guard::Rate => "rate",
        }
    }
}

/// What only the machine knows, asked when somebody collects the figures. What it does not say is left out as zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub open_files: u64,
    pub open_files_max: u64,
    pub resident_bytes: u64,
}

pub struct Metrics {
    registry: Registry,
    sockets: Family<Label, Gauge>,
    frames: Family<Label, Counter>,
    answers: Family<Label, Counter>,
    refused: Family<Label, Counter>,
    connections: Counter,
    sessions: Gauge,
    append_seconds: Histogram,
    append_facts: Histogram,
    append_failures: Family<Label, Counter>,
    open_files: Gauge,
    open_files_max: Gauge,
    resident_bytes: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::default(),
            sockets: Family::default(),
            frames: Family::default(),
            answers: Family::default(),
            refused: Family::default(),
            connections: Counter::default(),
            sessions: Gauge::default(),
            append_seconds: buckets(APPEND_SECONDS),
            append_facts: buckets(APPEND_FACTS),
            append_failures: Family::default(),
            open_files: Gauge::default(),
            open_files_max: Gauge::default(),
            resident_bytes: Gauge::default(),
        };
        metrics.show_zeros();
        metrics.register();
        metrics
    }
}

fn buckets((start, factor, length): (f64, f64, u16)) -> Histogram {
    Histogram::new(exponential_buckets(start, factor, length))
}

impl Metrics {
    /// A series that only appears with its first event cannot be told from one that is missing, and its first step is
    /// lost to every rate.
    fn show_zeros(&self) {
        for audience in Audience::ALL {
            drop(self.sockets.get_or_create(&of_page(audience)));
            drop(self.frames.get_or_create(&of_page(audience)));
        }
        for outcome in OUTCOMES {
            drop(self.answers.get_or_create(&[("outcome", outcome.word())]));
        }
        for guard in Guard::ALL {
            drop(self.refused.get_or_create(&[("by", guard.word())]));
        }
        for cause in ["full", "storage"] {
            drop(self.append_failures.get_or_create(&[("cause", cause)]));
        }
    }

    fn register(&mut self) {
        let peil = self.registry.sub_registry_with_prefix("peil");
        peil.register("build", "The version that runs", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        peil.register("sockets", "Live sockets that are open", self.sockets.clone());
        peil.register("sessions", "Sessions that have a room", self.sessions.clone());
        peil.register("connections", "Connections that were taken", self.connections.clone());
        peil.register("refused", "Requests sent away before any room heard of them", self.refused.clone());
        peil.register("answers", "Answers by what became of them", self.answers.clone());
        peil.register(
            "frames_sent",
            "Frames brought to a socket; one that takes no bytes gets the newest later",
            self.frames.clone(),
        );
        let seconds = self.append_seconds.clone();
        peil.register_with_unit("append", "How long a batch took until it was on disk", Unit::Seconds, seconds);
        peil.register("append_facts", "Facts in one batch", self.append_facts.clone());
        let failures = self.append_failures.clone();
        peil.register("append_failures", "Batches that did not reach the disk, its fsync included", failures);
        // By the names that every process has with Prometheus.
        let process = self.registry.sub_registry_with_prefix("process");
        process.register("open_fds", "Open files", self.open_files.clone());
        process.register("max_fds", "How many files may be open", self.open_files_max.clone());
        process.register("resident_memory_bytes", "Resident memory", self.resident_bytes.clone());
    }

    /// A socket is open for as long as what this returns lives.
    pub fn open_socket(&self, audience: Audience) -> OpenSocket {
        let gauge = self.sockets.get_or_create_owned(&of_page(audience));
        gauge.inc();
        OpenSocket(gauge)
    }

    pub fn frames_sent(&self, audience: Audience, count: u64) {
        self.frames.get_or_create(&of_page(audience)).inc_by(count);
    }

    pub fn answered(&self, outcome: Outcome) {
        self.answers.get_or_create(&[("outcome", outcome.word())]).inc();
    }

    pub fn refused(&self, guard: Guard) {
        self.refused.get_or_create(&[("by", guard.word())]).inc();
    }

    pub fn connected(&self) {
        self.connections.inc();
    }

    /// How many connections were ever taken.
    pub fn connections_taken(&self) -> u64 {
        self.connections.get()
    }

    pub(super) fn appended(&self, facts: usize, took: Duration) {
        self.append_seconds.observe(took.as_secs_f64());
        self.append_facts.observe(facts as f64);
    }

    pub(super) fn append_failed(&self, is_full: bool) {
        self.append_failures.get_or_create(&[("cause", if is_full { "full" } else { "storage" })]).inc();
    }

    /// All of it as OpenMetrics text.
    pub(super) fn text(&self, sessions: usize, usage: Usage) -> String {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.sessions.set(sessions as i64);
        self.open_files.set(whole(usage.open_files));
        self.open_files_max.set(whole(usage.open_files_max));
        self.resident_bytes.set(whole(usage.resident_bytes));
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a string takes whatever is written to it");
        text
    }
}

fn of_page(audience: Audience) -> Label {
    let page = match audience {
        Audience::Phone => "phone",
        Audience::Screen => "screen",
        Audience::Control => "control",
    };
    [("page", page)]
}

pub struct OpenSocket(Gauge);

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_is_there_from_the_start_at_zero() {
        let text = Metrics::default().text(0, Usage::default());
        for series in [
            "peil_sockets{page=\"phone\"} 0",
            "peil_sockets{page=\"control\"} 0",
            "peil_sessions 0",
            "peil_refused_total{by=\"gate\"} 0",
            "peil_answers_total{outcome=\"storage_full\"} 0",
            "peil_append_failures_total{cause=\"storage\"} 0",
            "peil_append_seconds_count 0",
            "peil_append_facts_count 0",
            "process_open_fds 0",
        ] {
            assert!(text.lines().any(|line| line == series), "{series} is not in:\n{text}");
        }
        assert!(text.contains(&format!("peil_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))), "{text}");
    }

    #[test]
    fn a_socket_counts_while_it_is_held_and_no_longer() {
        let metrics = Metrics::default();
        let sockets = |text: String| text.contains("peil_sockets{page=\"screen\"} 1");
        let open = metrics.open_socket(Audience::Screen);
        assert!(sockets(metrics.text(0, Usage::default())));
        drop(open);
        assert!(!sockets(metrics.text(0, Usage::default())));
    }
}
