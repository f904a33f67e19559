//! How much one socket may say: a bucket of messages that fills by the second. Knows no clock; seconds are handed in.

/// What may come at once: a phone that was asleep sends its vote, a ping and a retry; a presenter hurries through ten
/// slides. Sixty is far above both.
const AT_ONCE: u16 = 60;
/// What may go on for ever: no person taps ten times a second for long.
const A_SECOND: u32 = 10;

pub struct Pace {
    left: u16,
    at: u32,
}

impl Pace {
    pub fn new(second: u32) -> Self {
        Self { left: AT_ONCE, at: second }
    }

    /// Counts a message; false when it is one too many.
    pub fn allows(&mut self, second: u32) -> bool {
        let earned = second.saturating_sub(self.at).saturating_mul(A_SECOND);
        self.at = second;
        self.left = (u32::from(self.left) + earned).min(u32::from(AT_ONCE)) as u16;
        let allowed = self.left > 0;
        self.left = self.left.saturating_sub(1);
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_messages_may_come_at_once_and_ten_more_every_second() {
        let mut pace = Pace::new(7);
        assert_eq!((0..100).filter(|_| pace.allows(7)).count(), 60);
        assert_eq!((0..100).filter(|_| pace.allows(9)).count(), 20);
        assert_eq!((0..100).filter(|_| pace.allows(1_000)).count(), 60);
    }
}
