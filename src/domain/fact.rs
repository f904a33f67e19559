//! What has happened in a session. Facts are only ever added; the journal holds them and a session is their fold.
//!
//! A fact is never judged again: changing the rules of [`super::session`] never changes the past.

use super::answer::Answer;
use super::ids::{AskNumber, EntryName, Moment, OptionKey, SlideKey, VoterId};

/// A fact with the time at which the room decided it. The order of facts, not this time, says what counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub at: Moment,
    pub fact: Fact,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The screen went to another place of the deck.
    Moved {
        to: Place,
    },
    /// A question was opened, again or for the first time, in its present round.
    Opened {
        question: SlideKey,
    },
    /// The open question closes by itself at that moment, on the clock that made this fact.
    ClockSet {
        question: SlideKey,
        ends: Moment,
    },
    /// The open question waits for the presenter to close it.
    ClockStopped {
        question: SlideKey,
    },
    /// The presenter, or its clock, closed the question; votes under way still count until `Closed`.
    Closing {
        question: SlideKey,
    },
    /// From here on nothing counts. `present` holds who answered or was connected while it was open.
    Closed {
        question: SlideKey,
        present: Vec<VoterId>,
    },
    Revealed {
        question: SlideKey,
    },
    /// What is right was told, after people saw how they answered.
    Solved {
        question: SlideKey,
    },
    /// That was taken back; how people answered stays visible.
    Unsolved {
        question: SlideKey,
    },
    /// How people moved since the question was first asked stands on the screen.
    MovementShown {
        question: SlideKey,
    },
    /// The result stands there again.
    MovementHidden {
        question: SlideKey,
    },
    /// The result, and what is right, are out of sight again.
    Hidden {
        question: SlideKey,
    },
    /// Answers were wiped; a new round begins.
    Cleared {
        question: SlideKey,
    },
    /// The last close was taken back: open again in the same round.
    Reopened {
        question: SlideKey,
    },
    Blackened {
        on: bool,
    },
    /// A link of this kind was withdrawn and a new one made.
    LinkRenewed {
        link: Link,
    },
    Ended,
    Resumed,
    /// What it came to stands: it cannot be resumed any more.
    Finished,
    Answered(Answered),
    /// Votes look made by a script: left out of every count, and kept, are the voters whose first answer in the session
    /// came in this place of the order (from 0) or later, up to the opening of the next question; but for those who
    /// were here before.
    SetAside {
        first: u32,
        here_before: Vec<VoterId>,
    },
    /// All that was set aside counts again.
    BroughtBack,
    /// Somebody in the audience asked something. Its number is its place among those of its round.
    Asked(Asked),
    /// Somebody wants this answered too, or no longer.
    Upvoted(Upvoted),
    /// The presenter did this with what was asked.
    Moderated {
        question: SlideKey,
        ask: AskNumber,
        moderation: Moderation,
    },
    /// This one is being answered, and stands large on the screen; the list is back with `None`.
    Spotlit {
        question: SlideKey,
        ask: Option<AskNumber>,
    },
    /// Everything that was asked is kept from screen and phones, or no longer.
    Curtained {
        question: SlideKey,
        on: bool,
    },
    /// The presenter did this with texts that people wrote. They are called by name: the words stay with their answers.
    Sorted {
        question: SlideKey,
        entries: Vec<EntryName>,
        sorting: Sorting,
    },
    /// Everything that people wrote to this question is kept from screen and phones, or no longer.
    Veiled {
        question: SlideKey,
        on: bool,
    },
}

/// What a presenter does with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sorting {
    /// Everybody may read it.
    Show,
    /// Only its writer and the presenter may.
    Hide,
    /// It counts with this other text, and stands under its words.
    Merge { into: EntryName },
    /// It means an answer that was in the list, and counts there.
    CountAs { option: OptionKey },
    /// So many wrote it that it counts as an answer of its own. Everybody may read it then.
    Promote,
    /// It stands by itself again, and counts as it was given.
    Restore,
}

impl Fact {
    /// Whether it came from the audience and not from the presenter or the room.
    pub fn is_of_audience(&self) -> bool {
        matches!(self, Fact::Answered(_) | Fact::Asked(_) | Fact::Upvoted(_))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub question: SlideKey,
    pub round: u32,
    pub voter: VoterId,
    /// Counted by the phone; a higher one replaces a lower one.
    pub n: u32,
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub question: SlideKey,
    pub round: u32,
    pub voter: VoterId,
    /// Counted by the phone; tells one question of a voter from another.
    pub n: u32,
    /// Empty when the words were taken away since.
    pub text: String,
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Upvoted {
    pub question: SlideKey,
    pub round: u32,
    pub voter: VoterId,
    pub ask: AskNumber,
    /// Counted by the phone for each ask; a higher one replaces a lower one.
    pub n: u32,
    /// False takes it back.
    pub on: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderation {
    /// Everybody may see it. Also brings back what was answered, hidden or merged.
    Show,
    Answer,
    Hide,
    /// Stands first in the list.
    Pin,
    Unpin,
    /// It asks the same as another one, which takes its votes.
    Merge {
        into: AskNumber,
    },
}

/// Where the screen stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The join slide, before the first slide of the deck.
    Join,
    Slide(SlideKey),
}

/// The presenter's two secret links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    Screen,
    Control,
}
