//! One run of a deck: the rules by which requests become facts, and the fold of those facts.
//!
//! `decide` looks and never changes; `apply` changes and never judges. Replay is `apply` alone. Time is handed in
//! and is used for grace and undo only: what counts is decided by the order of facts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use super::answer::Answer;
use super::chart::{Chart, Order};
use super::deck::{Deck, Editions, Question};
use super::fact::{Answered, Fact, Link, Place, Recorded};
use super::ids::{Moment, OptionKey, SlideKey, VoterId};
use super::limits::{RESUME_MS, UNDO_MS};
use super::results::{Cell, QuestionResult, Results};
use super::tally::Tally;

/// What someone asks of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    Answer(AnswerRequest),
    Steer {
        /// The step the presenter saw when pressing. `None` only for what no step can be wrong about.
        from: Option<Step>,
        command: Command,
    },
    /// The room's own: the grace of a closing question is over.
    FinishClosing,
}

/// An answer as it came in, not yet checked.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRequest {
    pub voter: VoterId,
    pub question: SlideKey,
    pub round: u32,
    pub n: u32,
    pub choices: Vec<OptionKey>,
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Next,
    Back,
    Show(Place),
    Open,
    Close,
    Reveal,
    Hide,
    Clear,
    Undo,
    /// On when off and off when on.
    Black,
    RenewLink(Link),
    End,
    Resume,
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
    pub fn word(self) -> &'static str {
        match self {
            Phase::Shown => "shown",
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Revealed => "revealed",
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
                let phase = [Phase::Shown, Phase::Open, Phase::Closed, Phase::Revealed]
                    .into_iter()
                    .find(|phase| phase.word() == word)?;
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
    NothingToClear,
    NothingToUndo,
    HasEnded,
    NotEnded,
    /// More than ten minutes after the end.
    TooLateToResume,
    Busy,
    StorageFull,
}

impl Refusal {
    pub const ALL: [Refusal; 17] = [
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
        Refusal::NothingToClear,
        Refusal::NothingToUndo,
        Refusal::HasEnded,
        Refusal::NotEnded,
        Refusal::TooLateToResume,
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
            Refusal::NothingToClear => "nothing_to_clear",
            Refusal::NothingToUndo => "nothing_to_undo",
            Refusal::HasEnded => "has_ended",
            Refusal::NotEnded => "not_ended",
            Refusal::TooLateToResume => "too_late_to_resume",
            Refusal::Busy => "busy",
            Refusal::StorageFull => "storage_full",
        }
    }
}

/// A question's life in this session.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pub round: u32,
    pub state: PollState,
    pub revealed: bool,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub changes: u32,
    tally: Tally,
    answers: HashMap<VoterId, Given>,
    present: BTreeSet<VoterId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollState {
    Unopened,
    Open,
    /// No new taps; what is under way counts until the fact `Closed`.
    Closing {
        since: Moment,
    },
    Closed,
}

/// The answer that stands for one voter.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub n: u32,
    pub answer: Answer,
    pub at: Moment,
}

impl Poll {
    fn new(question: &Question) -> Self {
        Self {
            round: 1,
            state: PollState::Unopened,
            revealed: false,
            opened_at: None,
            closed_at: None,
            changes: 0,
            tally: Tally::new(question),
            answers: HashMap::new(),
            present: BTreeSet::new(),
        }
    }

    pub fn phase(&self) -> Phase {
        match self.state {
            PollState::Unopened => Phase::Shown,
            PollState::Open => Phase::Open,
            PollState::Closing { .. } | PollState::Closed if self.revealed => Phase::Revealed,
            PollState::Closing { .. } | PollState::Closed => Phase::Closed,
        }
    }

    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    pub fn given(&self, voter: &VoterId) -> Option<&Given> {
        self.answers.get(voter)
    }

    /// The answers that stand, in no particular order.
    pub fn answers(&self) -> impl Iterator<Item = (&VoterId, &Given)> {
        self.answers.iter()
    }

    /// Who answered, was present at an earlier closing, or is in `seen` while the question takes answers.
    fn present_with(&self, seen: &BTreeSet<VoterId>) -> BTreeSet<VoterId> {
        let mut present = self.present.clone();
        present.extend(self.answers.keys());
        if self.takes_answers() {
            present.extend(seen);
        }
        present
    }

    /// The size of `present_with`, counted without building it: it is asked for with every frame.
    fn count_present(&self, seen: &BTreeSet<VoterId>) -> usize {
        let answered_only = self.answers.keys().filter(|voter| !self.present.contains(voter)).count();
        let seen_only = if self.takes_answers() {
            seen.iter().filter(|voter| !self.present.contains(voter) && !self.answers.contains_key(voter)).count()
        } else {
            0
        };
        self.present.len() + answered_only + seen_only
    }

    fn takes_answers(&self) -> bool {
        matches!(self.state, PollState::Open | PollState::Closing { .. })
    }
}

/// The fold of a session's facts. Its deck is the copy it started with.
#[derive(Clone, Debug)]
pub struct Session {
    editions: Arc<Editions>,
    place: Place,
    polls: BTreeMap<SlideKey, Poll>,
    black: bool,
    ended_at: Option<Moment>,
    steered_at: Moment,
    undoable: Option<(Undoable, SlideKey, Moment)>,
    /// How often each link was renewed: a link's secret is made from this number.
    screen_link: u32,
    control_link: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoable {
    Close,
    Reveal,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        (&self.place, &self.polls, self.black, self.ended_at, &self.undoable, self.screen_link, self.control_link)
            == (
                &other.place,
                &other.polls,
                other.black,
                other.ended_at,
                &other.undoable,
                other.screen_link,
                other.control_link,
            )
    }
}

impl Session {
    pub fn new(editions: Arc<Editions>, started_at: Moment) -> Self {
        let polls =
            editions.original.questions().map(|(slide, question)| (slide.key.clone(), Poll::new(question))).collect();
        Self {
            editions,
            place: Place::Join,
            polls,
            black: false,
            ended_at: None,
            steered_at: started_at,
            undoable: None,
            screen_link: 0,
            control_link: 0,
        }
    }

    /// Rebuilds a session from its journal.
    pub fn replay<'a>(
        editions: Arc<Editions>,
        started_at: Moment,
        facts: impl IntoIterator<Item = &'a Recorded>,
    ) -> Self {
        let mut session = Self::new(editions, started_at);
        for recorded in facts {
            session.apply(recorded);
        }
        session
    }

    // What can be seen.

    pub fn editions(&self) -> &Arc<Editions> {
        &self.editions
    }

    /// The deck in its own language.
    pub fn deck(&self) -> &Deck {
        &self.editions.original
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Index of the slide on the screen; `None` on the join slide.
    pub fn slide_index(&self) -> Option<usize> {
        match &self.place {
            Place::Join => None,
            Place::Slide(key) => self.deck().slide(key).map(|(index, _)| index),
        }
    }

    pub fn step(&self) -> Step {
        if self.ended_at.is_some() {
            return Step::Ended;
        }
        match &self.place {
            Place::Join => Step::Join,
            Place::Slide(key) => match self.polls.get(key) {
                Some(poll) => Step::Question(key.clone(), poll.phase()),
                None => Step::Slide(key.clone()),
            },
        }
    }

    pub fn poll(&self, question: &SlideKey) -> Option<&Poll> {
        self.polls.get(question)
    }

    /// The question that takes answers now, wherever the screen is. There is at most one.
    pub fn open_question(&self) -> Option<(&SlideKey, &Poll)> {
        self.polls.iter().find(|(_, poll)| poll.takes_answers())
    }

    pub fn is_black(&self) -> bool {
        self.black
    }

    pub fn ended_at(&self) -> Option<Moment> {
        self.ended_at
    }

    /// When the presenter last did something.
    pub fn steered_at(&self) -> Moment {
        self.steered_at
    }

    pub fn link_number(&self, link: Link) -> u32 {
        match link {
            Link::Screen => self.screen_link,
            Link::Control => self.control_link,
        }
    }

    /// What `Undo` would take back at `now`, on which question, and how many milliseconds are left.
    pub fn undoable(&self, now: Moment) -> Option<(Undoable, &SlideKey, i64)> {
        let (what, question, at) = self.undoable.as_ref()?;
        // A clock that went back must not make the undo last for days.
        let left = UNDO_MS - now.since(*at).abs();
        (left > 0 && self.ended_at.is_none()).then_some((*what, question, left))
    }

    /// The answers that stand for one voter, by question in the deck's order of names.
    pub fn answers_of<'a>(&'a self, voter: &'a VoterId) -> impl Iterator<Item = (&'a SlideKey, &'a Poll, &'a Given)> {
        self.polls.iter().filter_map(move |(question, poll)| Some((question, poll, poll.given(voter)?)))
    }

    /// How many were present at a question; `seen` says who is or was here since it opened.
    pub fn present(&self, question: &SlideKey, seen: &BTreeSet<VoterId>) -> u32 {
        self.polls.get(question).map_or(0, |poll| poll.count_present(seen) as u32)
    }

    /// The chart of a question as it stands. Who may see it is for the caller to say.
    pub fn chart(&self, question: &SlideKey, present: u32, order: Order) -> Option<Chart> {
        let poll = self.polls.get(question)?;
        Some(Chart::new(self.deck().question(question)?, &poll.tally, present, order))
    }

    // What is decided.

    /// `seen` is who is or was here since the open question opened; it goes into the fact `Closed`.
    pub fn decide(&self, request: &Request, now: Moment, seen: &BTreeSet<VoterId>) -> Decision {
        match request {
            Request::Answer(answer) => self.decide_answer(answer),
            Request::FinishClosing => match self.finish_closing(seen) {
                Some(closed) => Decision::Record(vec![closed], Reply::Done),
                None => Decision::Reply(Reply::Done),
            },
            Request::Steer { from, command } => {
                if from.as_ref().is_some_and(|from| *from != self.step()) {
                    return Decision::Reply(Reply::Refused(Refusal::Moved));
                }
                match self.decide_command(command, now, seen) {
                    Ok(facts) => Decision::Record(facts, Reply::Done),
                    Err(refusal) => Decision::Reply(Reply::Refused(refusal)),
                }
            }
        }
    }

    fn decide_answer(&self, request: &AnswerRequest) -> Decision {
        let outcome = |outcome| Decision::Reply(Reply::Outcome(outcome));
        let (Some(poll), Some(question)) = (self.polls.get(&request.question), self.deck().question(&request.question))
        else {
            return outcome(Outcome::Invalid);
        };
        let Some(answer) = Answer::check(question, request.choices.clone(), request.text.clone()) else {
            return outcome(Outcome::Invalid);
        };
        if request.round != poll.round {
            return outcome(Outcome::Closed);
        }
        let earlier = poll.answers.get(&request.voter);
        match earlier {
            // A repeat is told the same again, also after closing: the first reply may have been lost on the way.
            Some(given) if given.n == request.n && given.answer == answer => return outcome(Outcome::Counted),
            Some(given) if given.n >= request.n => return outcome(Outcome::Superseded),
            _ => {}
        }
        if !poll.takes_answers() || self.ended_at.is_some() {
            return outcome(Outcome::Closed);
        }
        let fact = Fact::Answered(Answered {
            question: request.question.clone(),
            round: request.round,
            voter: request.voter,
            n: request.n,
            answer,
        });
        let reply = if earlier.is_some() { Outcome::Changed } else { Outcome::Counted };
        Decision::Record(vec![fact], Reply::Outcome(reply))
    }

    fn decide_command(&self, command: &Command, now: Moment, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        match command {
            Command::RenewLink(link) => return Ok(vec![Fact::LinkRenewed { link: *link }]),
            Command::Resume => return self.resume(now),
            _ if self.ended_at.is_some() => return Err(Refusal::HasEnded),
            _ => {}
        }
        match command {
            Command::Next => self.next(seen),
            Command::Back => self.back(),
            Command::Show(Place::Join) => Ok(vec![Fact::Moved { to: Place::Join }]),
            Command::Show(Place::Slide(key)) => {
                self.deck().slide(key).ok_or(Refusal::NoSuchSlide)?;
                Ok(vec![Fact::Moved { to: Place::Slide(key.clone()) }])
            }
            Command::Open => self.open(seen),
            Command::Close => self.close(),
            Command::Reveal => self.reveal(seen),
            Command::Hide => {
                let (question, poll) = self.current()?;
                if !poll.revealed {
                    return Err(Refusal::NotRevealed);
                }
                Ok(vec![Fact::Hidden { question: question.clone() }])
            }
            Command::Clear => {
                let (question, poll) = self.current()?;
                if poll.state == PollState::Unopened {
                    return Err(Refusal::NothingToClear);
                }
                Ok(vec![Fact::Cleared { question: question.clone() }])
            }
            Command::Undo => {
                let (what, question, _) = self.undoable(now).ok_or(Refusal::NothingToUndo)?;
                let question = question.clone();
                Ok(match what {
                    Undoable::Reveal => vec![Fact::Hidden { question }],
                    // Another question may have opened meanwhile; two open questions would split the room.
                    Undoable::Close => self
                        .closed_now(seen, Some(&question))
                        .into_iter()
                        .chain([Fact::Reopened { question }])
                        .collect(),
                })
            }
            Command::Black => Ok(vec![Fact::Blackened { on: !self.black }]),
            Command::End => Ok(self.closed_now(seen, None).into_iter().chain([Fact::Ended]).collect()),
            Command::RenewLink(_) | Command::Resume => unreachable!("handled above"),
        }
    }

    /// The one big button: show → open → close → reveal → the next slide.
    fn next(&self, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        match self.current() {
            Ok((_, poll)) => match poll.phase() {
                Phase::Shown => self.open(seen),
                Phase::Open => self.close(),
                Phase::Closed => self.reveal(seen),
                Phase::Revealed => self.move_by_one(),
            },
            Err(_) => self.move_by_one(),
        }
    }

    fn move_by_one(&self) -> Result<Vec<Fact>, Refusal> {
        let index = self.slide_index().map_or(0, |index| index + 1);
        let slide = self.deck().slides.get(index).ok_or(Refusal::AtEnd)?;
        Ok(vec![Fact::Moved { to: Place::Slide(slide.key.clone()) }])
    }

    fn back(&self) -> Result<Vec<Fact>, Refusal> {
        let to = match self.slide_index().ok_or(Refusal::AtStart)? {
            0 => Place::Join,
            index => Place::Slide(self.deck().slides[index - 1].key.clone()),
        };
        Ok(vec![Fact::Moved { to }])
    }

    fn open(&self, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.state {
            PollState::Open => Err(Refusal::AlreadyOpen),
            _ if poll.revealed => Err(Refusal::IsRevealed),
            _ => {
                let opened = Fact::Opened { question: question.clone() };
                Ok(self.closed_now(seen, Some(question)).into_iter().chain([opened]).collect())
            }
        }
    }

    fn close(&self) -> Result<Vec<Fact>, Refusal> {
        // Also closes a question that was left open when the presenter went elsewhere.
        let (question, poll) = self.open_question().ok_or(Refusal::NotOpen)?;
        if poll.state != PollState::Open {
            return Err(Refusal::NotOpen);
        }
        Ok(vec![Fact::Closing { question: question.clone() }])
    }

    fn reveal(&self, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.phase() {
            Phase::Shown | Phase::Open => Err(Refusal::NotClosed),
            Phase::Revealed => Err(Refusal::IsRevealed),
            Phase::Closed => {
                let revealed = Fact::Revealed { question: question.clone() };
                Ok(self.finish_closing(seen).into_iter().chain([revealed]).collect())
            }
        }
    }

    fn resume(&self, now: Moment) -> Result<Vec<Fact>, Refusal> {
        let ended_at = self.ended_at.ok_or(Refusal::NotEnded)?;
        if now.since(ended_at) > RESUME_MS {
            return Err(Refusal::TooLateToResume);
        }
        Ok(vec![Fact::Resumed])
    }

    fn current(&self) -> Result<(&SlideKey, &Poll), Refusal> {
        match &self.place {
            Place::Slide(key) => self.polls.get_key_value(key).ok_or(Refusal::NotAQuestion),
            Place::Join => Err(Refusal::NotAQuestion),
        }
    }

    /// The fact that ends a closing question.
    fn finish_closing(&self, seen: &BTreeSet<VoterId>) -> Option<Fact> {
        let (question, poll) = self.open_question()?;
        matches!(poll.state, PollState::Closing { .. }).then(|| closed(question, poll, seen))
    }

    /// The fact that ends whatever question takes answers, unless it is `except`.
    fn closed_now(&self, seen: &BTreeSet<VoterId>, except: Option<&SlideKey>) -> Option<Fact> {
        let (question, poll) = self.open_question()?;
        (Some(question) != except).then(|| closed(question, poll, seen))
    }

    // What has happened.

    /// Takes a fact in. Facts about what the deck does not hold are passed over.
    pub fn apply(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.fact {
            Fact::Answered(answered) => return self.apply_answer(answered, at),
            // The room's own, not the presenter's doing.
            Fact::Closed { question, present } => {
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Closed;
                    poll.closed_at = Some(at);
                    poll.present.extend(present);
                }
                return;
            }
            Fact::Moved { to } => {
                self.place = to.clone();
                self.black = false;
            }
            Fact::Opened { question } => {
                self.black = false;
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Open;
                    poll.opened_at.get_or_insert(at);
                    poll.closed_at = None;
                }
            }
            Fact::Closing { question } => {
                self.undoable = Some((Undoable::Close, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Closing { since: at };
                }
            }
            Fact::Revealed { question } => {
                self.black = false;
                self.undoable = Some((Undoable::Reveal, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.revealed = true;
                }
            }
            Fact::Hidden { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.revealed = false;
                }
            }
            Fact::Cleared { question } => {
                self.undoable = None;
                let round = self.polls.get(question).map_or(1, |poll| poll.round + 1);
                if let Some(asked) = self.editions.original.question(question) {
                    self.polls.insert(question.clone(), Poll { round, ..Poll::new(asked) });
                }
            }
            Fact::Reopened { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Open;
                    poll.revealed = false;
                    poll.closed_at = None;
                }
            }
            Fact::Blackened { on } => self.black = *on,
            Fact::LinkRenewed { link: Link::Screen } => self.screen_link += 1,
            Fact::LinkRenewed { link: Link::Control } => self.control_link += 1,
            Fact::Ended => self.ended_at = Some(at),
            Fact::Resumed => self.ended_at = None,
        }
        self.steered_at = at;
    }

    fn apply_answer(&mut self, answered: &Answered, at: Moment) {
        let Some(question) = self.editions.original.question(&answered.question) else { return };
        let Some(poll) = self.polls.get_mut(&answered.question) else { return };
        if poll.round != answered.round {
            return;
        }
        let given = Given { n: answered.n, answer: answered.answer.clone(), at };
        if let Some(earlier) = poll.answers.insert(answered.voter, given) {
            poll.tally.remove(question, &earlier.answer);
            // Other words with the same choice are no change of mind; nor do replaced words outlive their answer.
            poll.changes += u32::from(earlier.answer.choices != answered.answer.choices);
        }
        poll.tally.add(question, &answered.answer);
    }

    // What is left behind.

    /// Rows stand in the order of voter ids: a keyed digest, so the order tells nothing about who or when.
    pub fn results(&self, seen: &BTreeSet<VoterId>) -> Results {
        let polls: Vec<(&SlideKey, &Poll, BTreeSet<VoterId>)> = self
            .deck()
            .questions()
            .filter_map(|(slide, _)| self.polls.get_key_value(&slide.key))
            .map(|(key, poll)| (key, poll, poll.present_with(seen)))
            .collect();
        let voters: BTreeSet<VoterId> = polls.iter().flat_map(|(_, _, present)| present).copied().collect();
        let rows = voters
            .iter()
            .map(|voter| polls.iter().map(|(_, poll, present)| cell(poll, present, voter)).collect())
            .collect();
        let questions = polls
            .iter()
            .map(|(key, poll, present)| QuestionResult {
                question: (*key).clone(),
                round: poll.round,
                opened_at: poll.opened_at,
                closed_at: poll.closed_at,
                revealed: poll.revealed,
                answered: poll.tally.answers(),
                present: present.len() as u32,
                changes: poll.changes,
                counts: self
                    .deck()
                    .question(key)
                    .map(|question| {
                        question
                            .options
                            .iter()
                            .map(|option| option.key.clone())
                            .zip(poll.tally.counts().to_vec())
                            .collect()
                    })
                    .unwrap_or_default(),
            })
            .collect();
        Results { questions, rows }
    }

    /// How many took part: were present at a question, or are in `seen` while one takes answers.
    pub fn participants(&self, seen: &BTreeSet<VoterId>) -> usize {
        let mut voters = BTreeSet::new();
        for poll in self.polls.values() {
            voters.extend(poll.present_with(seen));
        }
        voters.len()
    }
}

fn closed(question: &SlideKey, poll: &Poll, seen: &BTreeSet<VoterId>) -> Fact {
    Fact::Closed { question: question.clone(), present: poll.present_with(seen).into_iter().collect() }
}

fn cell(poll: &Poll, present: &BTreeSet<VoterId>, voter: &VoterId) -> Cell {
    match poll.answers.get(voter) {
        Some(given) => {
            Cell::Answered { choices: given.answer.choices.clone(), text: given.answer.text.clone(), at: given.at }
        }
        None if poll.opened_at.is_none() => Cell::NotAsked,
        None if present.contains(voter) => Cell::NotAnswered,
        None => Cell::NotPresent,
    }
}
