//! Whether the clock on the wall can be believed when it says that days are over. Deleting cannot be undone, so a clock
//! that jumps is not believed until it went evenly for a day; a day too late is better than a year too early.
//!
//! Held against a clock that nobody can set and that goes on while the machine sleeps. It can tell only of jumps while the
//! server runs: a machine that stood still for a year looks like one whose clock was moved by a year, and is believed.

use std::time::Duration;

use crate::domain::ids::Moment;

/// How far the wall may part from the steady clock between two looks. More than any correction of a clock that ran well,
/// less than any day.
const APART_MS: i64 = 60 * 60 * 1_000;

pub struct Wall {
    /// What both clocks said at the last look.
    seen: (Moment, Duration),
    doubt: Duration,
    /// By the steady clock.
    doubted_until: Option<Duration>,
}

impl Wall {
    pub fn new(wall: Moment, steady: Duration, doubt: Duration) -> Self {
        Self { seen: (wall, steady), doubt, doubted_until: None }
    }

    /// To be asked at every round, whatever came of it.
    pub fn is_believed(&mut self, wall: Moment, steady: Duration) -> bool {
        let (wall_before, steady_before) = std::mem::replace(&mut self.seen, (wall, steady));
        let went_ms = steady.saturating_sub(steady_before).as_millis() as i64;
        if (wall.since(wall_before).saturating_sub(went_ms)).abs() > APART_MS {
            self.doubted_until = Some(steady + self.doubt);
        }
        if self.doubted_until.is_some_and(|until| steady >= until) {
            self.doubted_until = None;
        }
        self.doubted_until.is_none()
    }
}

/// Time since the machine started, its sleep included.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn steady() -> Duration {
    let since = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(since.tv_sec as u64, since.tv_nsec as u32)
}

/// Time since the first look. Where the system tells no more, a machine that slept looks like a clock that jumped.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn steady() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);
    const DAY_MS: i64 = 24 * 3_600_000;

    /// Looks once an hour; each time the wall's clock is moved by so much first.
    fn check(moved_ms: &[i64], expected: &[bool]) {
        let (mut wall, mut steady) = (Moment(1_000 * DAY_MS), Duration::from_secs(77));
        let mut watched = Wall::new(wall, steady, HOUR * 3);
        let believed: Vec<bool> = moved_ms
            .iter()
            .map(|moved| {
                steady += HOUR;
                wall = Moment(wall.0 + HOUR.as_millis() as i64 + moved);
                watched.is_believed(wall, steady)
            })
            .collect();
        assert_eq!(believed, expected, "{moved_ms:?}");
    }

    #[test]
    fn a_clock_that_goes_evenly_is_believed_also_when_it_is_put_right_a_little() {
        check(&[0, 0, 2_000, -30_000, 0], &[true; 5]);
    }

    #[test]
    fn a_clock_that_jumps_a_year_and_back_is_not_believed_meanwhile_nor_just_after() {
        let year = 365 * DAY_MS;
        check(&[0, year, 0, -year, 0, 0, 0], &[true, false, false, false, false, false, true]);
    }

    #[test]
    fn a_clock_that_jumped_and_stays_so_is_believed_in_the_end() {
        check(&[365 * DAY_MS, 0, 0, 0, 0], &[false, false, false, true, true]);
        check(&[-365 * DAY_MS, 0, 0, 0, 0], &[false, false, false, true, true]);
    }

    #[test]
    fn a_machine_that_slept_did_not_jump() {
        let mut watched = Wall::new(Moment(0), Duration::ZERO, HOUR);
        assert!(watched.is_believed(Moment(DAY_MS), Duration::from_secs(24 * 3_600)));
    }

    #[test]
    fn the_steady_clock_goes_on() {
        let first = steady();
        assert!(steady() >= first);
    }
}
