//! How fast answers are taken: from one voter, and from newcomers in one room. Pure: the clock is handed in.
//!
//! Knows no addresses, for a town hall has one. Slows only what would be written: a repeat costs nothing and is told the
//! truth. Whoever is slowed hears "busy", and a phone then tries again by itself, so nothing is lost.
//!
//! What tells an honest hall from a script is not speed, for 10,000 people tap within a second of one another. It is that
//! a hall was here before it voted, and that it ends: so the newcomers' allowance is a whole hall at once, and then what
//! latecomers bring. Who has answered before, and who was in the room when the allowance ran out, is never slowed by it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::ids::VoterId;

/// Answers that one voter may give at once: going through the options to and fro, in two tabs.
const TAPS: u32 = 10;
/// How long it takes to be given one back. A finger that still hesitates taps about once a second.
const TAP_EVERY: Duration = Duration::from_secs(1);
/// First answers by newcomers that are taken at once: the largest hall we serve, which may come whole within seconds,
/// by a code on the wall with the question open already, or back after a restart.
const NEWCOMERS: u32 = 10_000;
/// How long it takes to be given one back: 100 a second. A hall of 10,000 that trickles in over ten minutes brings 17.
/// A script that makes 100,000 votes at 1,000 a second needs a quarter of an hour for them: longer than a question is open.
const NEWCOMER_EVERY: Duration = Duration::from_millis(10);
/// How often voters who have rested are forgotten; until then one that answered costs 16 bytes.
const SWEEP_EVERY: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Take,
    /// This voter changes answers faster than a finger.
    TooOften,
    /// More newcomers than a hall can bring, since this moment.
    TooMany {
        since: Instant,
    },
}

pub struct Pace {
    began: Instant,
    /// When each voter's allowance is whole again, in milliseconds since `began`; whoever is not in here has it whole.
    /// Known by the voter id folded in half: a keyed digest, of which 8 bytes are as good as 16.
    whole_at: HashMap<u64, u32>,
    swept_at: Instant,
    /// When the newcomers' allowance is whole again.
    newcomers_whole_at: Instant,
    /// When it last was.
    surge_since: Instant,
    /// Who was in the room when it ran out, until it is whole again.
    here_before: Option<HashSet<VoterId>>,
}

impl Pace {
    pub fn new(now: Instant) -> Self {
        Self {
            began: now,
            whole_at: HashMap::new(),
            swept_at: now,
            newcomers_whole_at: now,
            surge_since: now,
            here_before: None,
        }
    }

    /// Whether an answer of this voter is taken now. `is_newcomer`: it would be the voter's first in the session. `here`
    /// is who is or was in the room, asked for once in a surge.
    pub fn judge<'a, Here: Iterator<Item = &'a VoterId>>(
        &mut self,
        voter: &VoterId,
        is_newcomer: bool,
        here: impl FnOnce() -> Here,
        now: Instant,
    ) -> Verdict {
        let elapsed = self.milliseconds(now);
        self.sweep(elapsed, now);
        let whole_at = self.whole_at.get(&key(voter)).map_or(elapsed, |at| elapsed.max(*at));
        if whole_at - elapsed > (TAPS - 1) * TAP_EVERY.as_millis() as u32 {
            return Verdict::TooOften;
        }
        if is_newcomer && !self.takes_newcomer(voter, here, now) {
            return Verdict::TooMany { since: self.surge_since };
        }
        self.whole_at.insert(key(voter), whole_at.saturating_add(TAP_EVERY.as_millis() as u32));
        Verdict::Take
    }

    fn takes_newcomer<'a, Here: Iterator<Item = &'a VoterId>>(
        &mut self,
        voter: &VoterId,
        here: impl FnOnce() -> Here,
        now: Instant,
    ) -> bool {
        if self.newcomers_whole_at <= now {
            self.newcomers_whole_at = now;
            self.surge_since = now;
            self.here_before = None;
        }
        if self.here_before.as_ref().is_some_and(|here_before| here_before.contains(voter)) {
            return true;
        }
        if self.newcomers_whole_at - now <= NEWCOMER_EVERY * (NEWCOMERS - 1) {
            self.newcomers_whole_at += NEWCOMER_EVERY;
            return true;
        }
        self.here_before.get_or_insert_with(|| here().copied().collect()).contains(voter)
    }

    fn sweep(&mut self, elapsed: u32, now: Instant) {
        if now - self.swept_at >= SWEEP_EVERY {
            self.swept_at = now;
            self.whole_at.retain(|_, at| *at > elapsed);
            self.whole_at.shrink_to_fit();
        }
    }

    /// A u32 holds the milliseconds of 49 days, and a session ends long before.
    fn milliseconds(&self, now: Instant) -> u32 {
        u32::try_from((now - self.began).as_millis()).unwrap_or(u32::MAX)
    }
}

fn key(voter: &VoterId) -> u64 {
    let whole = u128::from_be_bytes(voter.0);
    (whole >> 64) as u64 ^ whole as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voter(number: u32) -> VoterId {
        let mut bytes = [0; 16];
        bytes[4..8].copy_from_slice(&number.to_be_bytes());
        VoterId(bytes)
    }

    struct Clock {
        pace: Pace,
        began: Instant,
    }

    impl Clock {
        fn new() -> Self {
            let began = Instant::now();
            Self { pace: Pace::new(began), began }
        }

        /// Judged so many milliseconds after the beginning, with these in the room.
        fn judge(&mut self, number: u32, is_newcomer: bool, here: &[VoterId], ms: u64) -> Verdict {
            let now = self.began + Duration::from_millis(ms);
            self.pace.judge(&voter(number), is_newcomer, || here.iter(), now)
        }

        fn newcomer(&mut self, number: u32, ms: u64) -> bool {
            self.judge(number, true, &[], ms) == Verdict::Take
        }
    }

    #[test]
    fn a_voter_taps_ten_times_at_once_and_then_once_a_second() {
        let mut clock = Clock::new();
        let taken = (0..400).filter(|_| clock.judge(1, false, &[], 5) == Verdict::Take).count();
        assert_eq!(taken, 10);
        assert_eq!(clock.judge(1, false, &[], 1_004), Verdict::TooOften);
        assert_eq!(clock.judge(1, false, &[], 1_005), Verdict::Take);
        assert_eq!(clock.judge(1, false, &[], 1_006), Verdict::TooOften);
        assert_eq!(clock.judge(2, false, &[], 1_006), Verdict::Take, "nobody is slowed by another");
        // A minute later it is whole again, and no larger.
        let taken = (0..400).filter(|_| clock.judge(1, false, &[], 60_000) == Verdict::Take).count();
        assert_eq!(taken, 10);
    }

    #[test]
    fn whoever_has_rested_is_forgotten() {
        let mut clock = Clock::new();
        for number in 0..10_000 {
            clock.judge(number, false, &[], 0);
        }
        clock.judge(1, false, &[], 20_000);
        assert_eq!(clock.pace.whole_at.len(), 1);
    }

    #[test]
    fn a_hall_of_ten_thousand_votes_within_one_second() {
        let mut clock = Clock::new();
        assert_eq!((0..10_000).filter(|number| clock.newcomer(*number, u64::from(*number) / 10)).count(), 10_000);
    }

    #[test]
    fn five_thousand_join_and_vote_in_ten_seconds_twice_over() {
        let mut clock = Clock::new();
        for (wave, begins) in [(0, 0), (1, 30_000)] {
            let taken = (0..5_000).filter(|n| clock.newcomer(wave * 5_000 + n, begins + u64::from(*n) * 2)).count();
            assert_eq!(taken, 5_000);
        }
    }

    #[test]
    fn a_script_gets_one_hall_in_and_then_a_hundred_a_second() {
        let mut clock = Clock::new();
        // 1,000 a second for 100 seconds.
        let taken = (0..100_000).filter(|number| clock.newcomer(*number, u64::from(*number))).count();
        assert!((19_900..20_100).contains(&taken), "{taken}");
    }

    #[test]
    fn who_was_here_before_the_surge_is_not_slowed_by_it() {
        let mut clock = Clock::new();
        let hall: Vec<VoterId> = (900_000..900_300).map(voter).collect();
        for number in 0..20_000 {
            clock.judge(number, true, &hall, u64::from(number));
        }
        // The one that has come free meanwhile, and no more.
        clock.judge(20_000, true, &hall, 20_000);
        assert!(matches!(clock.judge(20_001, true, &hall, 20_000), Verdict::TooMany { .. }));
        for number in 900_000..900_300 {
            // Nobody is looked for anew: who comes to sit in mid-surge is a newcomer.
            assert_eq!(clock.judge(number, true, &[], 20_000), Verdict::Take);
        }
        assert_eq!(clock.judge(7, false, &[], 20_000), Verdict::Take, "who answered before is no newcomer");
    }

    #[test]
    fn a_surge_is_over_when_the_allowance_is_whole_again() {
        let mut clock = Clock::new();
        let hall = [voter(1)];
        for number in 10..20_000 {
            clock.judge(number, true, &hall, 3);
        }
        let Verdict::TooMany { since } = clock.judge(9, true, &hall, 4) else { panic!("not slowed") };
        assert_eq!(since, clock.began + Duration::from_millis(3));
        assert!(clock.newcomer(9, 100_003));
        assert!(clock.pace.here_before.is_none());
    }
}
