//! A server with a session and its phones in place, and what scenarios do with them: votes at a pace, frames at a beat,
//! waits with an end. Judges nothing.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use tokio::time::sleep;

use crate::phone::{Hall, Order, Phone, Told};
use crate::receipts::{self, Comparison};
use crate::server::{Kind, Server, Session};

/// Phones that come in at the same time while a stage is set.
const AT_ONCE: usize = 200;
/// Longer than anything takes; a wait that reaches it is a failure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Twice the time between two frames of a phone.
const SETTLE: Duration = Duration::from_secs(1);
/// What a timer can do.
const TICK: Duration = Duration::from_millis(1);
/// A prime, so that neighbours in time are no neighbours in number.
const STRIDE: usize = 7_919;

pub struct Stage {
    pub server: Server,
    pub room: Room,
}

/// One session and its phones.
pub struct Room {
    pub session: Session,
    pub hall: Arc<Hall>,
    pub phones: Vec<Phone>,
    /// Votes ordered so far.
    ordered: u64,
}

impl Stage {
    pub async fn set(kind: Kind, phones: usize) -> anyhow::Result<Self> {
        let server = Server::start(kind).await?;
        let mut room = Room::begin(&server).await?;
        room.fill(phones).await?;
        Ok(Self { server, room })
    }

    /// With the first question open.
    pub async fn set_open(kind: Kind, phones: usize) -> anyhow::Result<Self> {
        let stage = Self::set(kind, phones).await?;
        stage.server.open(&stage.room.session, 0).await?;
        // Every phone has the frame that this makes, and the server has nothing left to do.
        sleep(SETTLE).await;
        Ok(stage)
    }

    pub fn compare(&self) -> anyhow::Result<Comparison> {
        let Some(file) = self.server.file_of(&self.room.session) else { bail!("the session has no file") };
        receipts::compare(&file, &self.room.phones, &self.room.hall.questions)
    }
}

impl Room {
    pub async fn begin(server: &Server) -> anyhow::Result<Self> {
        Ok(Self::of(server, server.begin().await?))
    }

    pub fn of(server: &Server, session: Session) -> Self {
        let hall = Hall::new(server.address, &session);
        Self { session, hall, phones: Vec::new(), ordered: 0 }
    }

    /// So many more phones, each with its first state.
    pub async fn fill(&mut self, phones: usize) -> anyhow::Result<()> {
        self.fill_with(phones, Phone::join).await
    }

    pub async fn fill_with(&mut self, phones: usize, join: fn(&Arc<Hall>, usize) -> Phone) -> anyhow::Result<()> {
        let wanted = self.phones.len() + phones;
        let since = Instant::now();
        while self.here() < wanted {
            while self.phones.len() < wanted.min(self.here() + AT_ONCE) {
                self.phones.push(join(&self.hall, self.phones.len()));
            }
            ensure!(since.elapsed() < PATIENCE, "{} of {wanted} phones are here", self.here());
            sleep(TICK).await;
        }
        Ok(())
    }

    pub fn here(&self) -> usize {
        self.hall.here.load(Ordering::Relaxed) as usize
    }

    pub fn failed(&self) -> u32 {
        self.hall.failed.load(Ordering::Relaxed)
    }

    pub fn frames(&self) -> u64 {
        self.hall.frames.load(Ordering::Relaxed)
    }

    /// Bytes of everything that phones were told.
    pub fn heard(&self) -> u64 {
        self.hall.heard.load(Ordering::Relaxed)
    }

    /// Bytes of their frames.
    pub fn bytes(&self) -> u64 {
        self.hall.bytes.load(Ordering::Relaxed)
    }

    /// The first `phones` vote in turn at this rate, and are told what became of it. How many votes that were.
    pub async fn vote(&mut self, phones: usize, question: usize, rate: f64, span: Duration) -> anyhow::Result<u64> {
        let ordered = pace(rate, span, |vote| {
            self.phones[vote * STRIDE % phones].order(Order::Vote { question });
        })
        .await;
        self.ordered += ordered;
        self.all_told().await?;
        Ok(ordered)
    }

    /// One vote each, all within this time.
    pub async fn vote_once(&mut self, question: usize, within: Duration) -> anyhow::Result<u64> {
        let phones = self.phones.len();
        self.vote(phones, question, phones as f64 / within.as_secs_f64(), within).await
    }

    /// One of the phones votes; whether it is told is for the caller to see.
    pub fn order_vote(&mut self, phone: usize, question: usize) {
        self.ordered += 1;
        self.phones[phone].order(Order::Vote { question });
    }

    pub async fn all_told(&self) -> anyhow::Result<()> {
        let since = Instant::now();
        let told = || self.hall.told.load(Ordering::Relaxed);
        while told() < self.ordered {
            ensure!(since.elapsed() < PATIENCE, "{} of {} votes were told", told(), self.ordered);
            sleep(TICK).await;
        }
        Ok(())
    }

    /// From vote to outcome of the votes since then, in milliseconds.
    pub fn latencies(&self, since: Instant) -> Vec<f64> {
        let mut latencies = Vec::new();
        for phone in &self.phones {
            let record = phone.record();
            let sent = record.receipts.iter().filter(|receipt| receipt.sent >= since);
            latencies.extend(sent.filter_map(|receipt| {
                let (at, _) = receipt.told?;
                Some(at.duration_since(receipt.sent).as_secs_f64() * 1_000.0)
            }));
        }
        latencies
    }

    /// When the last vote was sent.
    pub fn last_sent(&self) -> Option<Instant> {
        self.phones.iter().filter_map(|phone| Some(phone.record().receipts.last()?.sent)).max()
    }

    /// Every phone votes again as soon as it is told, for this long. Stored votes.
    pub async fn pump(rooms: &[&Room], question: usize, span: Duration) -> anyhow::Result<u64> {
        let until = Instant::now() + span;
        let begun = Instant::now();
        for room in rooms {
            *room.hall.pump_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = until;
            room.phones.iter().for_each(|phone| phone.order(Order::Pump { question }));
        }
        sleep(span).await;
        let stored = |phone: &Phone| {
            let record = phone.record();
            let within = |receipt: &&crate::phone::Receipt| {
                receipt.sent >= begun && receipt.told.is_some_and(|(at, told)| told == Told::Stored && at <= until)
            };
            record.receipts.iter().filter(within).count() as u64
        };
        Ok(rooms.iter().flat_map(|room| &room.phones).map(stored).sum())
    }
}

/// Acts at this rate for so long, evenly to a millisecond. How often that was.
pub async fn pace(rate: f64, span: Duration, mut act: impl FnMut(usize)) -> u64 {
    let since = Instant::now();
    let all = (rate * span.as_secs_f64()).round() as usize;
    let mut done = 0;
    while done < all {
        let due = ((since.elapsed().as_secs_f64() * rate) as usize).min(all);
        for number in done..due {
            act(number);
        }
        done = due;
        sleep(TICK).await;
    }
    done as u64
}

/// Waits until this holds; whether it did in time.
pub async fn until(within: Duration, holds: impl Fn() -> bool) -> bool {
    let since = Instant::now();
    while since.elapsed() < within {
        if holds() {
            return true;
        }
        sleep(TICK * 10).await;
    }
    holds()
}
