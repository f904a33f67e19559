//! What the block at the foot of the phone says about one's own vote, to whoever has no script.

use crate::codec::words::Tongue;
use crate::domain::limits::ASKS_WAITING_MAX;

/// What the block at the foot of the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub head: String,
    pub more: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The vote is on disk.
    Stored,
    /// The vote is not on disk, or does not count.
    Warning,
}

impl Tone {
    /// As `data-tone` on the page.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Stored => "stored",
            Tone::Warning => "warning",
        }
    }
}

impl Notice {
    /// The vote came after the question had closed.
    pub fn late(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-late", "phone-late-more")
    }

    /// The vote was no answer to that question.
    pub fn invalid(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-invalid", "phone-invalid-more")
    }

    /// The same, where how to answer it can be said: `Verdeel 100 punten, en verstuur uw antwoord.`
    pub fn invalid_as(tongue: Tongue, how: &str) -> Self {
        Self { more: how.to_owned(), ..Self::invalid(tongue) }
    }

    /// Words of one's own were to be sent, and there were none.
    pub fn empty(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-empty", "phone-empty-more")
    }

    /// An answer was to be sent, and nothing was chosen.
    pub fn none(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-nothing-ticked", "phone-empty-more")
    }

    /// The server could not take the vote now, and without script nobody tries again by itself.
    pub fn busy(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-busy", "phone-busy-more")
    }

    /// There is no room for the vote on the disk.
    pub fn full(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-invalid", "phone-full-more")
    }

    /// Why a question from the audience was not stored; `None` for a word that nobody says.
    pub fn of_ask(tongue: Tongue, word: &str) -> Option<Self> {
        let key = match word {
            "closed" => "closed",
            "too_many" => "too-many",
            "no_room" => "no-room",
            "invalid" => "invalid",
            "busy" => "busy",
            "empty" => "empty",
            "storage_full" => return Some(Self::full(tongue)),
            _ => return None,
        };
        let waiting = [("n", (ASKS_WAITING_MAX as u32).into())];
        Some(Self {
            tone: Tone::Warning,
            head: tongue.say_with(&format!("phone-ask-said-{key}"), &waiting),
            more: tongue.say(&format!("phone-ask-said-{key}-more")),
        })
    }

    fn warning(tongue: Tongue, head: &str, more: &str) -> Self {
        Self { tone: Tone::Warning, head: tongue.say(head), more: tongue.say(more) }
    }

    /// The vote is on disk and does not count.
    pub(super) fn aside(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-aside", "phone-aside-more")
    }

    pub(super) fn stored(tongue: Tongue, time: &str, answer: &str, more: &str) -> Self {
        Self {
            tone: Tone::Stored,
            head: tongue.say_with("phone-stored", &[("time", time.into())]),
            more: tongue.say_with(more, &[("answer", answer.into())]),
        }
    }
}
