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

/// First answers in one second.
struct Step {
    start: Instant,
    all: u32,
    hasty: Such,
    /// Hasty ones too.
    new: Such,
}

#[derive(Default)]
struct Such {
    count: u32,
    first: Option<Moment>,
}

struct Sighting {
    sign: Sign,
    since: Moment,
    /// When the sign was last there.
    last: Instant,
    /// Who came before, of all that were here when the alarm went off.
    here_before: BTreeSet<VoterId>,
    /// First answers since, but for theirs.
    voters: u32,
    set_aside: bool,
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

    /// Since when the votes came that were set aside, if what was noticed last was.
    pub fn dealt_with(&self) -> Option<Moment> {
        self.sighting.as_ref().filter(|sighting| sighting.set_aside).map(|sighting| sighting.since)
    }

    /// What has happened since `dealt_with` could not be stored, so that it has not: the presenter finds the button again.
    pub fn put_back(&mut self, dealt_with: Option<Moment>) {
        if let Some(sighting) = &mut self.sighting {
            sighting.set_aside = dealt_with == Some(sighting.since);
        }
    }

    /// What the presenter is shown; nothing when it was set aside already.
    pub fn shown(&self, now: Instant) -> Option<Shown> {
        let sighting = self.sighting.as_ref().filter(|sighting| !sighting.set_aside && sighting.is_fresh(now))?;
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
            && sighting.is_fresh(now)
        {
            sighting.last = now;
            return;
        }
        let Some((since, start)) = begun else { return };
        let is_before = |voter: &&VoterId| self.came.get(*voter).is_none_or(|came| *came + lead < start);
        let here_before: BTreeSet<VoterId> = seen.iter().filter(is_before).copied().collect();
        // This very answer is not in the session yet.
        let voters = session.voters_since(since, &here_before) + 1;
        self.sighting = Some(Sighting { sign, since, last: now, here_before, voters, set_aside: false });
    }
}

impl Sighting {
    fn is_fresh(&self, now: Instant) -> bool {
        now - self.last < SHOWN_FOR
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::codec::deck_file::{self, Source};
    use crate::domain::fact::Recorded;
    use crate::domain::ids::{DeckId, OptionKey};
    use crate::domain::session::{AnswerRequest, Command, Decision, Request};

    const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Een? {#p1}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n# Twee? {#p2}\n\n- (ja) Ja\n- (nee) Nee\n";

    fn voter(number: u32) -> VoterId {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        VoterId(bytes)
    }

    /// A room without sockets, whose clock we move.
    struct Hall {
        session: Session,
        alarm: Alarm,
        seen: BTreeSet<VoterId>,
        began: Instant,
        ms: u64,
    }

    impl Hall {
        fn new() -> Self {
            let source = Source { name: "proef.md", bytes: DECK.as_bytes() };
            let id = DeckId::parse("proef").unwrap();
            let reading =
                deck_file::read_editions(&id, source, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
            let session = Session::new(Arc::new(reading.editions), Moment(0));
            let began = Instant::now();
            Self { alarm: Alarm::new(&session, began), session, seen: BTreeSet::new(), began, ms: 0 }
        }

        fn now(&self) -> Instant {
            self.began + Duration::from_millis(self.ms)
        }

        fn apply(&mut self, request: Request) {
            let at = Moment(self.ms as i64);
            let Decision::Record(facts, _) = self.session.decide(&request, at, &self.seen) else {
                panic!("{request:?} was refused");
            };
            for fact in facts {
                self.session.apply(&Recorded { at, fact: fact.clone() });
                if let Fact::Answered(answered) = &fact {
                    self.seen.insert(answered.voter);
                }
                self.alarm.follow(&fact, &self.session, self.now());
            }
        }

        fn steer(&mut self, command: Command) {
            self.apply(Request::Steer { from: None, command });
        }

        /// Goes to the next question and opens it before these, who sit in the room.
        fn open(&mut self, sitting: std::ops::Range<u32>) {
            while self.session.open_question().is_none() {
                self.steer(Command::Next);
            }
            self.seen = sitting.map(voter).collect();
        }

        /// From one question to the next.
        fn go_on(&mut self, sitting: std::ops::Range<u32>) {
            self.steer(Command::Close);
            self.apply(Request::FinishClosing);
            self.open(sitting);
        }

        fn comes(&mut self, number: u32) {
            self.alarm.came(voter(number), &self.seen, self.now());
            self.seen.insert(voter(number));
        }

        fn votes(&mut self, number: u32) {
            let (question, poll) = self.session.open_question().unwrap();
            let answer = AnswerRequest {
                voter: voter(number),
                question: question.clone(),
                round: poll.round,
                n: 1,
                choices: vec![OptionKey::parse("ja").unwrap()],
                text: None,
            };
            if !self.session.has_answered(&voter(number)) {
                let (at, now) = (Moment(self.ms as i64), self.now());
                self.alarm.first_answer(&voter(number), &self.session, &self.seen, at, now);
            }
            self.apply(Request::Answer(answer));
        }

        /// These come and vote so long after, one every `every` milliseconds.
        fn wave(&mut self, numbers: std::ops::Range<u32>, every: u64, after: u64) {
            let mut moments: Vec<(u64, bool, u32)> = Vec::new();
            for (index, number) in numbers.enumerate() {
                let at = self.ms + index as u64 * every;
                moments.extend([(at, false, number), (at + after, true, number)]);
            }
            moments.sort_unstable();
            for (at, votes, number) in moments {
                self.ms = at;
                if votes { self.votes(number) } else { self.comes(number) }
            }
        }

        fn sign(&self) -> Option<Sign> {
            self.alarm.shown(self.now()).map(|shown| shown.sign)
        }
    }

    #[test]
    fn a_hall_of_five_thousand_that_comes_in_ten_seconds_is_no_script() {
        let mut hall = Hall::new();
        hall.open(0..0);
        hall.wave(0..5_000, 2, 2_500);
        assert_eq!(hall.sign(), None);
    }

    #[test]
    fn ten_thousand_who_sit_and_vote_within_a_second_are_no_script_nor_are_their_hundred_phones_without_script() {
        let mut hall = Hall::new();
        hall.open(0..10_000);
        for number in 0..10_100 {
            hall.ms = u64::from(number) / 10;
            // Every hundredth vote is by a form of somebody who never held a socket.
            hall.votes(number);
        }
        assert_eq!(hall.sign(), None);
    }

    #[test]
    fn votes_faster_than_reading_are_noticed_within_thirty_of_them() {
        let mut hall = Hall::new();
        hall.open(0..300);
        for number in 0..20 {
            hall.ms += 400;
            hall.votes(number);
        }
        hall.ms = 20_000;
        hall.wave(1_000..1_029, 1, 50);
        assert_eq!(hall.sign(), None);
        hall.wave(1_029..1_030, 1, 50);
        let shown = hall.alarm.shown(hall.now()).unwrap();
        assert_eq!((shown.sign, shown.since, shown.voters), (Sign::Hasty, Moment(20_050), 30));
    }

    #[test]
    fn votes_by_form_of_whom_nobody_saw_come_in_are_noticed() {
        let mut hall = Hall::new();
        hall.open(0..300);
        for number in 1_000..1_030 {
            hall.ms += 10;
            hall.votes(number);
        }
        assert_eq!(hall.sign(), Some(Sign::Hasty));
    }

    #[test]
    fn who_was_here_before_is_told_apart_from_who_came_since() {
        let mut hall = Hall::new();
        hall.open(0..300);
        hall.ms = 60_000;
        // A script comes, and half of the hall votes only now.
        for number in 0..100 {
            hall.wave(1_000 + number..1_001 + number, 1, 9);
            hall.votes(number);
        }
        let since = hall.alarm.shown(hall.now()).unwrap().since;
        let here_before = hall.alarm.here_before(since);
        assert_eq!(here_before, (0..300).map(voter).collect::<Vec<_>>());
        assert_eq!(hall.alarm.here_before(Moment(0)), [], "of another moment nothing is known");
        assert_eq!(hall.alarm.shown(hall.now()).unwrap().voters, 100);
        hall.steer(Command::SetAside { since, here_before });
        assert_eq!(hall.session.set_aside(), Some((since, 100)));
        assert_eq!(hall.sign(), None, "what was dealt with is shown no more");
        hall.steer(Command::BringBack);
        assert_eq!(hall.sign(), Some(Sign::Hasty));
    }

    #[test]
    fn who_votes_by_form_without_coming_in_was_not_here_before() {
        let mut hall = Hall::new();
        hall.open(0..300);
        hall.ms = 60_000;
        for number in 1_000..1_100 {
            hall.ms += 10;
            hall.votes(number);
        }
        let shown = hall.alarm.shown(hall.now()).unwrap();
        assert_eq!((shown.sign, shown.voters), (Sign::Hasty, 100));
        let here_before = hall.alarm.here_before(shown.since);
        assert_eq!(here_before, (0..300).map(voter).collect::<Vec<_>>());
        hall.steer(Command::SetAside { since: shown.since, here_before });
        assert_eq!(hall.session.set_aside(), Some((shown.since, 100)));
    }

    #[test]
    fn votes_are_noticed_also_when_ever_new_cookies_have_filled_what_is_remembered() {
        let mut hall = Hall::new();
        hall.open(0..300);
        hall.ms = 60_000;
        for number in 0..SEEN_MAX as u32 {
            hall.alarm.came(voter(1_000_000 + number), &hall.seen, hall.now());
        }
        for number in 1_000..1_100 {
            hall.ms += 10;
            hall.votes(number);
        }
        let shown = hall.alarm.shown(hall.now()).unwrap();
        assert_eq!((shown.sign, shown.voters), (Sign::Hasty, 100));
        assert_eq!(hall.alarm.here_before(shown.since).len(), 300);
    }

    #[test]
    fn an_alarm_whose_votes_could_not_be_set_aside_is_shown_again() {
        let mut hall = Hall::new();
        hall.open(0..10);
        hall.wave(100..140, 10, 5);
        let since = hall.alarm.shown(hall.now()).unwrap().since;
        let set_aside = Fact::SetAside { first: 0, here_before: Vec::new() };
        let dealt_with = hall.alarm.dealt_with();
        hall.alarm.follow(&set_aside, &hall.session, hall.now());
        assert_eq!(hall.sign(), None);
        hall.alarm.put_back(dealt_with);
        assert_eq!(hall.sign(), Some(Sign::Hasty));
        // And what was set aside stays so when it could not be brought back.
        hall.alarm.follow(&set_aside, &hall.session, hall.now());
        let dealt_with = hall.alarm.dealt_with();
        assert_eq!(dealt_with, Some(since));
        hall.alarm.follow(&Fact::BroughtBack, &hall.session, hall.now());
        hall.alarm.put_back(dealt_with);
        assert_eq!(hall.sign(), None);
    }

    #[test]
    fn a_room_that_knows_its_size_notices_more_newcomers_than_that() {
        let mut hall = Hall::new();
        hall.open(0..200);
        for number in 0..200 {
            hall.ms += 50;
            hall.votes(number);
        }
        hall.ms += 60_000;
        hall.go_on(0..200);
        // They take two seconds each, as people do.
        hall.wave(1_000..1_199, 20, 2_000);
        assert_eq!(hall.sign(), None);
        hall.wave(1_199..1_201, 20, 2_000);
        assert_eq!(hall.sign(), Some(Sign::Rush));
        let since = hall.alarm.shown(hall.now()).unwrap().since;
        assert_eq!(hall.alarm.here_before(since).len(), 200);
    }

    #[test]
    fn a_script_that_goes_on_at_the_next_question_is_a_new_alarm() {
        let mut hall = Hall::new();
        hall.open(0..10);
        hall.wave(100..200, 10, 5);
        let first = hall.alarm.shown(hall.now()).unwrap().since;
        hall.steer(Command::SetAside { since: first, here_before: hall.alarm.here_before(first) });
        hall.wave(200..300, 10, 5);
        assert_eq!((hall.sign(), hall.session.set_aside().unwrap().1), (None, 200));
        hall.ms += 30_000;
        hall.go_on(0..10);
        hall.ms += 5_000;
        hall.wave(300..400, 10, 5);
        let shown = hall.alarm.shown(hall.now()).unwrap();
        assert!(shown.since > first && shown.voters == 100, "{shown:?}");
    }

    #[test]
    fn phones_that_come_back_with_votes_that_waited_are_no_script() {
        let mut hall = Hall::new();
        hall.open(0..0);
        hall.alarm = Alarm::new(&hall.session, hall.now());
        hall.wave(0..1_000, 8, 5);
        assert_eq!(hall.sign(), None);
        hall.ms = 31_000;
        hall.wave(1_000..1_030, 8, 5);
        assert_eq!(hall.sign(), Some(Sign::Hasty));
    }

    #[test]
    fn the_alarm_goes_out_by_itself_and_is_drawn_when_it_turns() {
        let mut hall = Hall::new();
        hall.open(0..10);
        let now = hall.now();
        assert!(!hall.alarm.has_turned(now));
        hall.wave(100..140, 10, 5);
        let now = hall.now();
        assert!(hall.alarm.has_turned(now) && !hall.alarm.has_turned(now));
        assert!(hall.alarm.has_turned(now + SHOWN_FOR) && hall.alarm.shown(now + SHOWN_FOR).is_none());
    }
}
