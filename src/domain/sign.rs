//! What an attendee lets the presenter know without answering anything. No answer: it is never counted, kept or exported.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Pulse(Pulse),
    /// The time for the question is too short for this person.
    MoreTime,
}

/// How the talk goes for someone, in one of four words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulse {
    Faster,
    Slower,
    Lost,
    Fine,
}

impl Pulse {
    pub const ALL: [Pulse; 4] = [Pulse::Faster, Pulse::Slower, Pulse::Lost, Pulse::Fine];

    pub fn word(self) -> &'static str {
        match self {
            Pulse::Faster => "faster",
            Pulse::Slower => "slower",
            Pulse::Lost => "lost",
            Pulse::Fine => "fine",
        }
    }
}

impl Sign {
    /// As it is written on the socket and in forms.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "time" {
            return Some(Sign::MoreTime);
        }
        Pulse::ALL.into_iter().find(|pulse| pulse.word() == word).map(Sign::Pulse)
    }
}
