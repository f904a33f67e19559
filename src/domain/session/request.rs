//! What can be asked of a session, and what it answers: requests, commands, steps, outcomes and refusals.
//!
//! Words only; the rules are in `decide`.

use std::fmt;

use crate::domain::answer::Answer;
use crate::domain::fact::{Fact, Link, Moderation, Place, Sorting};
use crate::domain::ids::{AskNumber, EntryName, Moment, SlideKey, VoterId};

/// What someone asks of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    Answer(AnswerRequest),
    Ask(AskRequest),
    Upvote(UpvoteRequest),
    Steer {
        /// The step the presenter saw when pressing. `None` only for what no step can be wrong about.
        from: Option<Step>,
        command: Command,
    },
    /// The room's own: the grace of a closing question is over.
    FinishClosing,
    /// The room's own: the clock of the open question ran out.
    RunOut,
    /// The room's own, after a restart: nobody knows how long the server was away, so the clock goes on from where it
    /// was when something was last heard.
    WindClock,
}

impl Request {
    /// Whether it comes from the audience: then its reply is an outcome.
    pub fn is_of_audience(&self) -> bool {
        matches!(self, Request::Answer(_) | Request::Ask(_) | Request::Upvote(_))
    }
}

/// A question from the audience as it came in, its text normalised.
#[derive(Clone, Debug, PartialEq)]
pub struct AskRequest {
    pub voter: VoterId,
    pub question: SlideKey,
    pub round: u32,
    pub n: u32,
    pub text: String,
    /// Graphemes in the text, as a person counts them.
    pub characters: u32,
    pub name: Option<String>,
}

/// Wants something answered that somebody else asked, or no longer.
#[derive(Clone, Debug, PartialEq)]
pub struct UpvoteRequest {
    pub voter: VoterId,
    pub question: SlideKey,
    pub round: u32,
    pub ask: AskNumber,
    pub n: u32,
    pub on: bool,
}

/// An answer as it came in, not yet checked.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRequest {
    pub voter: VoterId,
    pub question: SlideKey,
    pub round: u32,
    pub n: u32,
    pub said: Answer,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Next,
    Back,
    Show(Place),
    Open,
    Close,
    /// The open question closes by itself after so many seconds.
    StartClock {
        seconds: u32,
    },
    StopClock,
    /// Half a minute more for everybody, also just after closing.
    MoreTime,
    Reveal,
    /// Tell what is right.
    Solve,
    /// Show how people moved since the question was first asked; and go back to its result.
    ShowMovement,
    HideMovement,
    Hide,
    Clear,
    Undo,
    /// On when off and off when on.
    Black,
    RenewLink(Link),
    End,
    Resume,
    /// Gives up the minutes in which it could be resumed: the results are final now.
    Finish,
    /// Leave out what came from newcomers since this moment. `here_before` is who was seen in the room before: the
    /// room knows, the presenter need not.
    SetAside {
        since: Moment,
        here_before: Vec<VoterId>,
    },
    BringBack,
    /// Does something with texts that people wrote, of a question in this round: one that is over refuses.
    Sort {
        question: SlideKey,
        round: u32,
        entries: Vec<EntryName>,
        sorting: Sorting,
    },
    /// Counts texts together, under the words of the one that most people wrote or that is shown already.
    Join {
        question: SlideKey,
        round: u32,
        entries: Vec<EntryName>,
    },
    /// Lets everything through that waits, but for what came after the presenter last looked: `newest` is the place of
    /// the newest answer then.
    ShowAll {
        question: SlideKey,
        round: u32,
        newest: u32,
    },
    /// Keeps everything that people wrote to a question from screen and phones, or no longer.
    Veil {
        question: SlideKey,
        on: bool,
    },
    /// What is done with a question from the audience. Without a slide it is of the one on the screen, else of the one
    /// that is open; a round that is over refuses.
    Moderate {
        question: Option<SlideKey>,
        round: Option<u32>,
        what: Moderating,
    },
    /// What looked made by a script since this moment is none. The session notes nothing; the room stops asking.
    Dismiss {
        since: Moment,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderating {
    One(AskNumber, Moderation),
    /// Which one stands large on the screen.
    Spotlight(Option<AskNumber>),
    /// Whether all of it is kept from screen and phones.
    Curtain(bool),
}

/// The step a session is at, as commands name it: `s04`, `p2.open`. `0` is the join slide and `0.ended` the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Join,
    Slide(SlideKey),
    Question(SlideKey, Phase),
    Ended,
}

/// How far a question is, as a presenter sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// On the screen, not open yet.
    Shown,
    Open,
    /// Closed or closing: the three seconds between make no difference to a presenter.
    Closed,
    Revealed,
    /// Revealed, and what is right was told.
    Solved,
    /// Revealed, and how people moved since it was first asked stands on the screen.
    Moved,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Join => f.write_str("0"),
            Step::Ended => f.write_str("0.ended"),
            Step::Slide(key) => write!(f, "{key}"),
            Step::Question(key, phase) => write!(f, "{key}.{}", phase.word()),
        }
    }
}

impl Phase {
    pub const ALL: [Phase; 6] =
        [Phase::Shown, Phase::Open, Phase::Closed, Phase::Revealed, Phase::Solved, Phase::Moved];

    /// Everybody sees the result.
    pub fn is_public(self) -> bool {
        matches!(self, Phase::Revealed | Phase::Solved | Phase::Moved)
    }

    pub fn word(self) -> &'static str {
        match self {
            Phase::Shown => "shown",
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Revealed => "revealed",
            Phase::Solved => "solved",
            Phase::Moved => "moved",
        }
    }
}

impl Step {
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('.') {
            None if text == "0" => Some(Step::Join),
            None => SlideKey::parse(text).map(Step::Slide),
            Some(("0", "ended")) => Some(Step::Ended),
            Some((key, word)) => {
                let phase = Phase::ALL.into_iter().find(|phase| phase.word() == word)?;
                Some(Step::Question(SlideKey::parse(key)?, phase))
            }
        }
    }
}

/// What the room does with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Journal these, then reply.
    Record(Vec<Fact>, Reply),
    /// Nothing new to journal.
    Reply(Reply),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Outcome(Outcome),
    /// The command was carried out.
    Done,
    Refused(Refusal),
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Counted,
    Changed,
    /// An answer with an equal or higher `n` is stored; that one stands.
    Superseded,
    /// The question was not open (any more).
    Closed,
    Invalid,
    /// The room could not take it now; the phone tries again.
    Busy,
    /// The disk is full; the phone tries again.
    StorageFull,
    /// Too many questions of this voter wait already.
    TooMany,
    /// So many questions came from the audience that no more are taken.
    NoRoom,
}

impl Outcome {
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Counted => "counted",
            Outcome::Changed => "changed",
            Outcome::Superseded => "superseded",
            Outcome::Closed => "closed",
            Outcome::Invalid => "invalid",
            Outcome::Busy => "busy",
            Outcome::StorageFull => "storage_full",
            Outcome::TooMany => "too_many",
            Outcome::NoRoom => "no_room",
        }
    }

    /// Whether the answer is on disk.
    pub fn is_stored(self) -> bool {
        matches!(self, Outcome::Counted | Outcome::Changed)
    }
}

/// Why a command was not carried out. Expected, and addressed to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The session is at another step than the command named.
    Moved,
    AtStart,
    AtEnd,
    NoSuchSlide,
    NotAQuestion,
    NotOpen,
    NotClosed,
    AlreadyOpen,
    /// Results are visible: hide them before opening again.
    IsRevealed,
    NotRevealed,
    /// The question has no right answer to tell.
    NothingToSolve,
    /// What is right was told already.
    IsSolved,
    /// The question repeats none of which the result can be seen, too few answered both times, or attendees were
    /// promised that no two answers of theirs stand beside each other.
    NoMovement,
    MovementIsShown,
    MovementNotShown,
    /// No clock runs, and none has just run out.
    NoClock,
    NothingToClear,
    NothingToUndo,
    HasEnded,
    NotEnded,
    /// More than ten minutes after the end.
    TooLateToResume,
    /// Nobody new has answered since that moment, or they are set aside already.
    NothingToSetAside,
    /// It is about so few people that the difference would be their answers, which may not stand beside each other now. Also
    /// of bringing them back.
    TooFewToSetAside,
    NothingToBringBack,
    /// Nobody stands by such a text any more, or that cannot be done with it.
    NoSuchText,
    /// The presenter named no text to do it with.
    NothingTicked,
    /// Fewer than two texts were named to be merged.
    OneTicked,
    /// No such question came from the audience, or it cannot be merged into itself.
    NoSuchAsk,
    /// What the audience asks has no result to reveal.
    NothingToReveal,
    Busy,
    StorageFull,
}

impl Refusal {
    pub const ALL: [Refusal; 31] = [
        Refusal::Moved,
        Refusal::AtStart,
        Refusal::AtEnd,
        Refusal::NoSuchSlide,
        Refusal::NotAQuestion,
        Refusal::NotOpen,
        Refusal::NotClosed,
        Refusal::AlreadyOpen,
        Refusal::IsRevealed,
        Refusal::NotRevealed,
        Refusal::NothingToSolve,
        Refusal::IsSolved,
        Refusal::NoMovement,
        Refusal::MovementIsShown,
        Refusal::MovementNotShown,
        Refusal::NoClock,
        Refusal::NothingToClear,
        Refusal::NothingToUndo,
        Refusal::HasEnded,
        Refusal::NotEnded,
        Refusal::TooLateToResume,
        Refusal::NothingToSetAside,
        Refusal::TooFewToSetAside,
        Refusal::NothingToBringBack,
        Refusal::NoSuchText,
        Refusal::NothingTicked,
        Refusal::OneTicked,
        Refusal::NoSuchAsk,
        Refusal::NothingToReveal,
        Refusal::Busy,
        Refusal::StorageFull,
    ];

    /// The stable code on the wire and in the API.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Moved => "moved",
            Refusal::AtStart => "at_start",
            Refusal::AtEnd => "at_end",
            Refusal::NoSuchSlide => "no_such_slide",
            Refusal::NotAQuestion => "not_a_question",
            Refusal::NotOpen => "not_open",
            Refusal::NotClosed => "not_closed",
            Refusal::AlreadyOpen => "already_open",
            Refusal::IsRevealed => "is_revealed",
            Refusal::NotRevealed => "not_revealed",
            Refusal::NothingToSolve => "nothing_to_solve",
            Refusal::IsSolved => "is_solved",
            Refusal::NoMovement => "no_movement",
            Refusal::MovementIsShown => "movement_is_shown",
            Refusal::MovementNotShown => "movement_not_shown",
            Refusal::NoClock => "no_clock",
            Refusal::NothingToClear => "nothing_to_clear",
            Refusal::NothingToUndo => "nothing_to_undo",
            Refusal::HasEnded => "has_ended",
            Refusal::NotEnded => "not_ended",
            Refusal::TooLateToResume => "too_late_to_resume",
            Refusal::NothingToSetAside => "nothing_to_set_aside",
            Refusal::TooFewToSetAside => "too_few_to_set_aside",
            Refusal::NothingToBringBack => "nothing_to_bring_back",
            Refusal::NoSuchText => "no_such_text",
            Refusal::NothingTicked => "nothing_ticked",
            Refusal::OneTicked => "one_ticked",
            Refusal::NoSuchAsk => "no_such_ask",
            Refusal::NothingToReveal => "nothing_to_reveal",
            Refusal::Busy => "busy",
            Refusal::StorageFull => "storage_full",
        }
    }
}
