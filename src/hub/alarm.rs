//! Notices when votes look made by a script, and since when. Pure: the clock is handed in. Refuses nothing and counts
//! nothing: what is done about it is the presenter's.
//!
//! Three signs, each of which can be said in one sentence. All look at first answers only, for a script that wants to
//! weigh must bring new voters:
//!
//! - *Hasty*: within a second of coming in, or without having come in at all (a form sent without ever having looked at
//!   the open question). People must read first. A few phones without script do the same, hence the share.
//! - *Rush*: in ten seconds more people came in and voted than have ever voted here before. A room that has answered a
//!   question knows its size; on a first question no speed is strange, for that is how a hall comes in.
//! - *Flood*: more newcomers than a hall can bring, and the rest is being slowed (see `pace`).

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::codec::view::{Alarm as Shown, Sign};
use crate::domain::fact::Fact;
use crate::domain::ids::{Moment, SlideKey, VoterId};
use crate::domain::session::Session;
use crate::hub::presence::SEEN_MAX;

/// Nobody finds the page, reads a question and taps in less.
const HASTY: Duration = Duration::from_secs(1);
/// So long after coming in one is new.
const NEW: Duration = Duration::from_secs(10);
/// How far back the signs look.
const WINDOW: Duration = Duration::from_secs(10);
/// The window is counted in steps of this.
const STEP: Duration = Duration::from_secs(1);
/// So many hasty votes in the window, three a second, and at least half of all: one phone in ninety has no script, so
/// that even a hall of 10,000 brings a hundred and they drown among the others.
const HASTY_MIN: u32 = 30;
/// A rush is no smaller than this, or a school class that comes in late would be one.
const RUSH_MIN: u32 = 100;
/// A room knows its size when so many have voted before the question opened.
const KNOWN_FROM: u32 = 20;
/// In a step with fewer such votes nothing has begun yet: a lone latecomer is not set aside with the script.
const BEGUN: u32 = 3;
/// A room that comes back with a question open is met by phones whose votes had waited: all back within 12 s, and twice
/// that on a bad network.
const BLIND: Duration = Duration::from_secs(30);
/// How long the alarm stays when the sign is gone: a question is talked about for less.
const SHOWN_FOR: Duration = Duration::from_secs(600);

pub struct Alarm {
    blind_until: Option<Instant>,
    /// The question that `came` and `voters_before` are about.
    question: Option<SlideKey>,
    /// When each came who was not here when the question opened; `SEEN_MAX` at most, and besides them who answered.
    came: HashMap<VoterId, Instant>,
    /// How many had voted in this session when the question opened.
    voters_before: u32,
    steps: VecDeque<Step>,
    sighting: Option<Sighting>,
    was_shown: bool,
}

/// What was noticed at one moment. Who came stays known: that needs no disk.
pub struct Mark {
    steps: VecDeque<Step>,
    sighting: Option<Sighting>,
}

/// First answers in one second.
#[derive(Clone)]
struct Step {
    start: Instant,
    all: u32,
    hasty: Such,
    /// Hasty ones too.
    new: Such,
}

#[derive(Clone, Default)]
struct Such {
    count: u32,
    first: Option<Moment>,
}

#[derive(Clone)]
struct Sighting {
    sign: Sign,
    since: Moment,
    /// When the sign was last there.
    last: Instant,
    /// Who came before, of all that were here when the alarm went off.
    here_before: Arc<BTreeSet<VoterId>>,
    /// First answers since, but for theirs.
    voters: u32,
    set_aside: bool,
    /// The presenter says that these are people.
    dismissed: bool,
}

impl Alarm {
    pub fn new(session: &Session, now: Instant) -> Self {
        let open = session.open_question().map(|(question, _)| question.clone());
        Self {
            blind_until: open.is_some().then(|| now + BLIND),
            question: open,
            came: HashMap::new(),
            voters_before: session.voters(),
            steps: VecDeque::new(),
            sighting: None,
            was_shown: false,
        }
    }

    /// Somebody came in, or back. `seen` is who is or was here since the question opened, without this one.
    pub fn came(&mut self, voter: VoterId, seen: &BTreeSet<VoterId>, now: Instant) {
        if self.question.is_some() && !seen.contains(&voter) && self.came.len() < SEEN_MAX {
            self.came.entry(voter).or_insert(now);
        }
    }

    /// What has happened in the session, after it was applied.
    pub fn follow(&mut self, fact: &Fact, session: &Session, now: Instant) {
        match fact {
            Fact::Opened { question } if self.question.as_ref() != Some(question) => {
                self.question = Some(question.clone());
                self.came = HashMap::new();
                self.voters_before = session.voters();
                // What was said of one question says nothing of the next.
                self.sighting = self.sighting.take().filter(|sighting| !sighting.dismissed);
            }
            Fact::SetAside { .. } => {
                if let Some(sighting) = &mut self.sighting {
                    sighting.set_aside = true;
                }
                self.steps.clear();
            }
            Fact::BroughtBack => {
                if let Some(sighting) = &mut self.sighting {
                    sighting.set_aside = false;
                    // Whoever brings back by mistake finds the button again.
                    sighting.last = now;
                }
            }
            _ => {}
        }
    }

    /// An answer is about to be recorded that is its voter's first in the session.
    pub fn first_answer(
        &mut self,
        voter: &VoterId,
        session: &Session,
        seen: &BTreeSet<VoterId>,
        at: Moment,
        now: Instant,
    ) {
        // Who votes without having come in, as by form, came with the vote: the room has seen them only from now on.
        if !seen.contains(voter) {
            self.came.entry(*voter).or_insert(now);
        }
        if let Some(sighting) = &mut self.sighting {
            sighting.voters += u32::from(!sighting.here_before.contains(voter));
        }
        if session.sets_newcomers_aside() || self.blind_until.is_some_and(|until| now < until) {
            return;
        }
        self.blind_until = None;
        let here_for = self.came.get(voter).map(|came| now - *came);
        let is_hasty = here_for.is_some_and(|here_for| here_for < HASTY);
        let is_new = here_for.is_some_and(|here_for| here_for < NEW);
        self.count(is_hasty, is_new, at, now);
        let sum = |such: fn(&Step) -> u32| self.steps.iter().map(such).sum::<u32>();
        let (all, hasty, new) = (sum(|step| step.all), sum(|step| step.hasty.count), sum(|step| step.new.count));
        if hasty >= HASTY_MIN && hasty * 2 >= all {
            self.sight(Sign::Hasty, self.begun(|step| &step.hasty), HASTY, session, seen, now);
        } else if self.voters_before >= KNOWN_FROM && new >= RUSH_MIN.max(self.voters_before) {
            self.sight(Sign::Rush, self.begun(|step| &step.new), NEW, session, seen, now);
        }
    }

    /// Newcomers are slowed, after a surge that began at this moment.
    pub fn flood(&mut self, since: (Moment, Instant), session: &Session, seen: &BTreeSet<VoterId>, now: Instant) {
        if !session.sets_newcomers_aside() {
            self.sight(Sign::Flood, Some(since), NEW, session, seen, now);
        }
    }

    /// Who was here before what the presenter is shown, to go with the command that sets it aside.
    pub fn here_before(&self, since: Moment) -> Vec<VoterId> {
        let sighting = self.sighting.as_ref().filter(|sighting| sighting.since == since);
        sighting.map(|sighting| sighting.here_before.iter().copied().collect()).unwrap_or_default()
    }

    /// The presenter has looked and sees people. What was noticed is not shown again before the next question.
    pub fn dismiss(&mut self, since: Moment) {
        if let Some(sighting) = self.sighting.as_mut().filter(|sighting| sighting.since == since) {
            sighting.dismissed = true;
        }
    }

    pub fn mark(&self) -> Mark {
        Mark { steps: self.steps.clone(), sighting: self.sighting.clone() }
    }

    /// What has happened since the mark could not be stored, so that it has not: no such answer was given, and the
    /// presenter finds the button again.
    pub fn put_back(&mut self, mark: Mark) {
        self.steps = mark.steps;
        self.sighting = mark.sighting;
    }

    /// What the presenter is shown; nothing when it was set aside already.
    pub fn shown(&self, now: Instant) -> Option<Shown> {
        let sighting = self.sighting.as_ref().filter(|sighting| sighting.is_fresh(now))?;
        if sighting.set_aside || sighting.dismissed {
            return None;
        }
        Some(Shown { sign: sighting.sign, since: sighting.since, voters: sighting.voters })
    }

    /// Whether it went off or out since this was last asked: then it must be drawn.
    pub fn has_turned(&mut self, now: Instant) -> bool {
        let is_shown = self.shown(now).is_some();
        std::mem::replace(&mut self.was_shown, is_shown) != is_shown
    }

    fn count(&mut self, is_hasty: bool, is_new: bool, at: Moment, now: Instant) {
        while self.steps.front().is_some_and(|step| now - step.start >= WINDOW) {
            self.steps.pop_front();
        }
        if self.steps.back().is_none_or(|step| now - step.start >= STEP) {
            self.steps.push_back(Step { start: now, all: 0, hasty: Such::default(), new: Such::default() });
        }
        let Some(step) = self.steps.back_mut() else { return };
        step.all += 1;
        for (such, is_such) in [(&mut step.hasty, is_hasty), (&mut step.new, is_new)] {
            if is_such {
                such.count += 1;
                such.first.get_or_insert(at);
            }
        }
    }

    /// When what the sign is made of began, within the window.
    fn begun(&self, such: fn(&Step) -> &Such) -> Option<(Moment, Instant)> {
        let step = self.steps.iter().find(|step| such(step).count >= BEGUN)?;
        Some((such(step).first?, step.start))
    }

    /// `lead`: how long before its vote a voter of this sign may have come in.
    fn sight(
        &mut self,
        sign: Sign,
        begun: Option<(Moment, Instant)>,
        lead: Duration,
        session: &Session,
        seen: &BTreeSet<VoterId>,
        now: Instant,
    ) {
        if let Some(sighting) = &mut self.sighting
            && !sighting.set_aside
            && (sighting.dismissed || sighting.is_fresh(now))
        {
            sighting.last = now;
            return;
        }
        let Some((since, start)) = begun else { return };
        let is_before = |voter: &&VoterId| self.came.get(*voter).is_none_or(|came| *came + lead < start);
        let here_before: Arc<BTreeSet<VoterId>> = Arc::new(seen.iter().filter(is_before).copied().collect());
        // This very answer is not in the session yet.
        let voters = session.voters_since(since, &here_before) + 1;
        self.sighting =
            Some(Sighting { sign, since, last: now, here_before, voters, set_aside: false, dismissed: false });
    }
}

impl Sighting {
    fn is_fresh(&self, now: Instant) -> bool {
        now - self.last < SHOWN_FOR
    }
}

#[cfg(test)]
mod tests;
