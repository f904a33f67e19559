//! A room's time: the wall's at every step of the presenter, and steady in between.
//!
//! A clock on the wall that is put right by two days must not take away the seconds in which a step can be undone, nor
//! the minutes in which a session can be resumed. Order never depends on any of this.

use tokio::time::Instant;

use super::now;
use crate::domain::ids::Moment;

pub struct Clock {
    wall: Moment,
    since: Instant,
}

impl Clock {
    pub fn new() -> Self {
        Self { wall: now(), since: Instant::now() }
    }

    /// Takes the time from the wall again: for a step that begins something of its own.
    pub fn put_right(&mut self) {
        *self = Self::new();
    }

    pub fn now(&self) -> Moment {
        Moment(self.wall.0.saturating_add(self.since.elapsed().as_millis() as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_hangs_wrong_counts_on_from_there_until_it_is_put_right() {
        let mut clock = Clock { wall: Moment(1_000), since: Instant::now() };
        let first = clock.now();
        assert!((1_000..60_000).contains(&first.0), "{first:?}");
        assert!(clock.now() >= first);
        clock.put_right();
        assert!(now().since(clock.now()).abs() < 60_000);
    }
}
