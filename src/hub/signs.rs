//! What attendees let the presenter know without answering anything: how the talk goes for them, and that they need
//! more time. One sign of each a device, the newest counts.
//!
//! Kept in memory, for two minutes at most; never in the journal, in an export, or on any page but the presenter's.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::presence::SEEN_MAX;
use crate::codec::view;
use crate::domain::ids::VoterId;
use crate::domain::sign::{Pulse, Sign};

/// How long a pulse is news: what someone felt longer ago is no longer about what is said now.
const PULSE_FOR: Duration = Duration::from_secs(120);

#[derive(Default)]
pub struct Signs {
    /// Guards the signs for a few instructions at a time and is never held across an await, so a std mutex is right.
    heard: Mutex<HashMap<VoterId, Heard>>,
}

#[derive(Clone, Copy, Default)]
struct Heard {
    pulse: Option<(Pulse, Instant)>,
    wants_time: bool,
}

impl Signs {
    /// Takes a sign, however soon it follows the last one: a device has one word, and pages are drawn no oftener for it.
    /// False when it changes nothing that anybody sees.
    pub fn take(&self, voter: VoterId, sign: Sign, now: Instant) -> bool {
        let mut heard = self.lock();
        // Whoever makes ever new cookies must not fill the memory.
        if heard.len() >= SEEN_MAX && !heard.contains_key(&voter) {
            return false;
        }
        let one = heard.entry(voter).or_default();
        match sign {
            Sign::Pulse(pulse) => one.pulse.replace((pulse, now)).is_none_or(|(before, _)| before != pulse),
            Sign::MoreTime => !std::mem::replace(&mut one.wants_time, true),
        }
    }

    /// More time was given, or there is another question.
    pub fn forget_time(&self) {
        self.lock().values_mut().for_each(|heard| heard.wants_time = false);
    }

    /// What stands now; what is too old is forgotten.
    pub fn counted(&self, now: Instant) -> view::Signs {
        let mut signs = view::Signs::default();
        self.lock().retain(|_, heard| {
            heard.pulse = heard.pulse.filter(|(_, at)| now.duration_since(*at) < PULSE_FOR);
            if let Some((pulse, _)) = heard.pulse {
                signs.pulse[pulse as usize] += 1;
            }
            signs.more_time += u32::from(heard.wants_time);
            heard.pulse.is_some() || heard.wants_time
        });
        signs
    }

    /// When the oldest pulse is forgotten.
    pub fn forgets_at(&self) -> Option<Instant> {
        self.lock().values().filter_map(|heard| Some(heard.pulse?.1 + PULSE_FOR)).min()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<VoterId, Heard>> {
        // Nothing inside can panic half-way, so a poisoned lock still guards whole data.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_counts_once_with_its_newest_word_and_is_forgotten() {
        let signs = Signs::default();
        let (one, other) = (VoterId([1; 16]), VoterId([2; 16]));
        let begin = Instant::now();
        assert!(signs.take(one, Sign::Pulse(Pulse::Lost), begin));
        let later = begin + Duration::from_secs(1);
        assert!(signs.take(one, Sign::Pulse(Pulse::Slower), later));
        assert!(!signs.take(one, Sign::Pulse(Pulse::Slower), later), "the same again is nothing to draw");
        assert!(signs.take(other, Sign::MoreTime, later));
        assert!(!signs.take(other, Sign::MoreTime, later));
        let counted = signs.counted(later);
        assert_eq!((counted.pulse, counted.more_time), ([0, 1, 0, 0], 1));
        assert_eq!(signs.forgets_at(), Some(later + PULSE_FOR));
        signs.forget_time();
        assert_eq!(signs.counted(later).more_time, 0);
        assert_eq!(signs.counted(later + PULSE_FOR), view::Signs::default());
        assert_eq!(signs.forgets_at(), None);
    }
}
