//! What the audience asks at one question of the deck: a board of entries with their votes, and what the presenter did
//! with them. Judges nothing: that its rules do, beside it.
//!
//! A count is derived: an entry keeps who voted for it, by device, and the number beside it is only remembered so that a
//! board of thousands is drawn without counting. Entries that were merged are counted together with the one they were
//! merged into, each device once; whoever asked the same in other words wants it answered too.

mod alike;
mod rules;

use std::collections::{BTreeSet, HashMap};

use alike::Words;

use crate::domain::fact::{Asked, Moderation, Upvoted};
use crate::domain::ids::{AskNumber, Moment, VoterId};
use crate::domain::results::AskResult;

/// All that was asked at one question, in one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// In the order they came: number 1 stands first.
    entries: Vec<Entry>,
    of_voter: HashMap<VoterId, Vec<AskNumber>>,
    /// What each voter voted for, or did before: who comes back is told without a look at thousands of entries.
    voted: HashMap<VoterId, Vec<AskNumber>>,
    spotlight: Option<AskNumber>,
    curtained: bool,
    /// What was taken from the list, in that order: a phone that shows it must let it go.
    departed: Vec<AskNumber>,
}

/// One question from the audience.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub number: AskNumber,
    pub text: String,
    pub name: Option<String>,
    pub at: Moment,
    pub state: EntryState,
    pub pinned: bool,
    /// The asker's own number for it.
    pub n: u32,
    /// The first of those that look like it; its own number when it looks like none.
    pub kin: AskNumber,
    asker: VoterId,
    votes: HashMap<VoterId, Upvote>,
    /// How many want it answered besides its asker, with those of what was merged into it.
    count: u32,
    /// What was merged into it.
    merged: Vec<AskNumber>,
    words: Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Only its asker and the presenter have seen it.
    Waiting,
    Shown,
    Answered,
    Hidden,
    Merged(AskNumber),
}

/// What one voter last said of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upvote {
    pub n: u32,
    pub on: bool,
}

impl EntryState {
    /// As in results and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            EntryState::Waiting => "waiting",
            EntryState::Shown => "shown",
            EntryState::Answered => "answered",
            EntryState::Hidden => "hidden",
            EntryState::Merged(_) => "merged",
        }
    }
}

impl Entry {
    pub fn votes(&self) -> u32 {
        self.count
    }

    pub fn merged(&self) -> &[AskNumber] {
        &self.merged
    }
}

/// Everything at one glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub waiting: u32,
    pub shown: u32,
    pub answered: u32,
    pub hidden: u32,
}

// What can be seen.
impl Board {
    /// In the order they came.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn entry(&self, number: AskNumber) -> Option<&Entry> {
        self.entries.get(place(number)?)
    }

    /// What is being answered now.
    pub fn spotlight(&self) -> Option<&Entry> {
        self.entry(self.spotlight?)
    }

    pub fn is_spotlit(&self, entry: &Entry) -> bool {
        self.spotlight == Some(entry.number)
    }

    pub fn is_curtained(&self) -> bool {
        self.curtained
    }

    pub fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        for entry in &self.entries {
            match entry.state {
                EntryState::Waiting => figures.waiting += 1,
                EntryState::Shown => figures.shown += 1,
                EntryState::Answered => figures.answered += 1,
                EntryState::Hidden => figures.hidden += 1,
                EntryState::Merged(_) => {}
            }
        }
        figures
    }

    /// What everybody may read: what is being answered first, then what is pinned, then by votes, then by age.
    pub fn shown(&self) -> Vec<&Entry> {
        let mut shown: Vec<&Entry> = self.entries.iter().filter(|entry| entry.state == EntryState::Shown).collect();
        shown.sort_by_key(|entry| self.rank(entry));
        shown
    }

    fn rank(&self, entry: &Entry) -> (bool, bool, std::cmp::Reverse<u32>, AskNumber) {
        (!self.is_spotlit(entry), !entry.pinned, std::cmp::Reverse(entry.count), entry.number)
    }

    /// Of what everybody may read at most so many, in their order: the first of the list, and the newest.
    pub fn selection(&self, max: usize, newest: usize) -> Vec<&Entry> {
        let shown = self.shown();
        if shown.len() <= max {
            return shown;
        }
        let mut rest: Vec<&Entry> = shown[max - newest..].to_vec();
        rest.sort_by_key(|entry| std::cmp::Reverse(entry.number));
        let mut chosen: Vec<&Entry> =
            shown[..max - newest].iter().copied().chain(rest.into_iter().take(newest)).collect();
        chosen.sort_by_key(|entry| self.rank(entry));
        chosen
    }

    /// What was lately taken from the list and is not back, newest last, at most so many.
    pub fn departed(&self, max: usize) -> BTreeSet<AskNumber> {
        let lately = self.departed.iter().rev().take(max).copied();
        lately.filter(|number| self.entry(*number).is_some_and(|entry| entry.state != EntryState::Shown)).collect()
    }

    /// How often something was taken from the list.
    pub fn departures(&self) -> usize {
        self.departed.len()
    }

    /// What this voter asked, oldest first.
    pub fn asked_by(&self, voter: &VoterId) -> impl DoubleEndedIterator<Item = &Entry> {
        let numbers = self.of_voter.get(voter).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(|number| self.entry(*number))
    }

    pub fn asker(&self, number: AskNumber) -> Option<VoterId> {
        self.entry(number).map(|entry| entry.asker)
    }

    pub fn is_asked_by(&self, entry: &Entry, voter: &VoterId) -> bool {
        entry.asker == *voter
    }

    /// Whether this voter asked one of those that were merged into it: then the vote is given already.
    pub fn is_joined_by(&self, entry: &Entry, voter: &VoterId) -> bool {
        entry.merged.iter().filter_map(|number| self.entry(*number)).any(|merged| merged.asker == *voter)
    }

    /// What this voter last said of an entry, and whether their vote is among those beside it.
    pub fn upvote_of(&self, entry: &Entry, voter: &VoterId) -> Option<Upvote> {
        let n = entry.votes.get(voter).map(|vote| vote.n);
        let on = entry.asker != *voter && self.wants(entry, voter);
        (n.is_some() || on).then(|| Upvote { n: n.unwrap_or_default(), on })
    }

    /// Everything that this voter voted for, by number, and what was counted together with it or with what they asked.
    pub fn upvotes_of(&self, voter: &VoterId) -> Vec<(AskNumber, Upvote)> {
        let theirs = self.voted.get(voter).into_iter().chain(self.of_voter.get(voter)).flatten();
        let entries = theirs.filter_map(|number| self.entry(*number));
        let numbers: BTreeSet<AskNumber> = entries.flat_map(|entry| [entry.number, self.root(entry).number]).collect();
        let upvote = |number: AskNumber| Some((number, self.upvote_of(self.entry(number)?, voter)?));
        numbers.into_iter().filter_map(upvote).collect()
    }

    /// Who asked this or voted for it or for anything that was merged into it, each once.
    pub fn people_of(&self, ask: AskNumber) -> Vec<VoterId> {
        let people = self.together(ask).flat_map(|entry| entry.votes.keys().chain([&entry.asker]).copied());
        people.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether this voter ever asked or voted here.
    pub fn knows(&self, voter: &VoterId) -> bool {
        self.of_voter.contains_key(voter) || self.voted.contains_key(voter)
    }

    /// Who asked something.
    pub fn voters(&self) -> impl Iterator<Item = VoterId> {
        self.of_voter.keys().copied()
    }

    /// How many have asked something.
    pub fn askers(&self) -> u32 {
        self.of_voter.len() as u32
    }

    /// What is left when all is over. Never who asked.
    pub fn results(&self) -> Vec<AskResult> {
        let of = |entry: &Entry| AskResult {
            number: entry.number,
            text: entry.text.clone(),
            name: entry.name.clone(),
            votes: entry.count,
            state: entry.state,
            at: entry.at,
        };
        self.entries.iter().map(of).collect()
    }
}

// What has happened.
impl Board {
    pub(super) fn ask(&mut self, asked: &Asked, moderated: bool, at: Moment) {
        let number = AskNumber(self.entries.len() as u32 + 1);
        let words = Words::of(&asked.text);
        let kin = words.most_alike(self.entries.iter().map(|entry| (entry.kin, &entry.words))).unwrap_or(number);
        self.of_voter.entry(asked.voter).or_default().push(number);
        self.entries.push(Entry {
            number,
            text: asked.text.clone(),
            name: asked.name.clone(),
            at,
            state: if moderated { EntryState::Waiting } else { EntryState::Shown },
            pinned: false,
            n: asked.n,
            kin,
            asker: asked.voter,
            votes: HashMap::new(),
            count: 0,
            merged: Vec::new(),
            words,
        });
    }

    pub(super) fn upvote(&mut self, upvoted: &Upvoted) {
        let Some(entry) = self.entry(upvoted.ask) else { return };
        let root = self.root(entry);
        let (root, wanted) = (root.number, self.wants(root, &upvoted.voter));
        if !upvoted.on {
            // A vote that is taken back is taken from everything it was counted with.
            let says = |entry: &&Entry| entry.votes.get(&upvoted.voter).is_some_and(|vote| vote.on);
            let together: Vec<AskNumber> = self.together(root).filter(says).map(|entry| entry.number).collect();
            for number in together {
                if let Some(vote) = self.entry_mut(number).and_then(|entry| entry.votes.get_mut(&upvoted.voter)) {
                    vote.on = false;
                }
                if number != root {
                    self.recount(number);
                }
            }
        }
        let vote = Upvote { n: upvoted.n, on: upvoted.on };
        let first = self.entry_mut(upvoted.ask).is_some_and(|entry| entry.votes.insert(upvoted.voter, vote).is_none());
        if first {
            self.voted.entry(upvoted.voter).or_default().push(upvoted.ask);
        }
        if upvoted.ask != root {
            self.recount(upvoted.ask);
        }
        let wants = self.entry(root).is_some_and(|root| self.wants(root, &upvoted.voter));
        if let Some(root) = self.entry_mut(root) {
            root.count = root.count + u32::from(wants) - u32::from(wanted);
        }
    }

    pub(super) fn moderate(&mut self, ask: AskNumber, what: Moderation) {
        let Some(entry) = self.entry_mut(ask) else { return };
        let before = entry.state;
        match what {
            Moderation::Show => entry.state = EntryState::Shown,
            Moderation::Answer => entry.state = EntryState::Answered,
            Moderation::Hide => entry.state = EntryState::Hidden,
            Moderation::Pin => (entry.state, entry.pinned) = (EntryState::Shown, true),
            Moderation::Unpin => {
                entry.pinned = false;
                return;
            }
            Moderation::Merge { into } => return self.merge(ask, into),
        }
        if let EntryState::Merged(former) = before {
            self.part(ask, former);
        }
        self.settle(ask, before);
    }

    pub(super) fn spotlight_on(&mut self, ask: Option<AskNumber>) {
        if let Some(ask) = ask {
            self.moderate(ask, Moderation::Show);
        }
        self.spotlight = ask;
    }

    pub(super) fn curtain(&mut self, on: bool) {
        self.curtained = on;
    }

    /// With it comes what was merged into it before.
    fn merge(&mut self, ask: AskNumber, into: AskNumber) {
        let Some(entry) = self.entry_mut(ask).filter(|_| ask != into) else { return };
        let before = std::mem::replace(&mut entry.state, EntryState::Merged(into));
        let mut moved = std::mem::take(&mut entry.merged);
        for number in &moved {
            if let Some(entry) = self.entry_mut(*number) {
                entry.state = EntryState::Merged(into);
            }
        }
        moved.push(ask);
        if let EntryState::Merged(former) = before {
            self.part(ask, former);
        }
        if let Some(root) = self.entry_mut(into) {
            root.merged.extend(moved);
            root.merged.sort_unstable();
        }
        self.recount(ask);
        self.recount(into);
        if self.spotlight == Some(ask) && self.entry(into).is_some_and(|root| root.state == EntryState::Shown) {
            self.spotlight = Some(into);
        }
        self.settle(ask, before);
    }

    /// Takes what was merged out of what it was merged into.
    fn part(&mut self, ask: AskNumber, former: AskNumber) {
        if let Some(root) = self.entry_mut(former) {
            root.merged.retain(|number| *number != ask);
        }
        self.recount(former);
        self.recount(ask);
    }

    /// What follows from a state: only what is shown is pinned or being answered.
    fn settle(&mut self, ask: AskNumber, before: EntryState) {
        let Some(entry) = self.entry_mut(ask) else { return };
        if entry.state == EntryState::Shown {
            return;
        }
        entry.pinned = false;
        if self.spotlight == Some(ask) {
            self.spotlight = None;
        }
        if before == EntryState::Shown {
            self.departed.push(ask);
        }
    }

    fn recount(&mut self, ask: AskNumber) {
        let Some(entry) = self.entry(ask) else { return };
        let mut wanting: BTreeSet<VoterId> = BTreeSet::new();
        for one in self.together(ask) {
            wanting.extend(one.votes.iter().filter(|(_, vote)| vote.on).map(|(voter, _)| *voter));
            wanting.insert(one.asker);
        }
        wanting.remove(&entry.asker);
        let count = wanting.len() as u32;
        if let Some(entry) = self.entry_mut(ask) {
            entry.count = count;
        }
    }

    /// Whether this voter is counted beside an entry that is not merged itself.
    fn wants(&self, root: &Entry, voter: &VoterId) -> bool {
        let says = |entry: &Entry| entry.votes.get(voter).is_some_and(|vote| vote.on);
        root.asker != *voter
            && (says(root) || self.together(root.number).skip(1).any(|one| one.asker == *voter || says(one)))
    }

    /// An entry and what was merged into it.
    fn together(&self, root: AskNumber) -> impl Iterator<Item = &Entry> {
        let root = self.entry(root);
        let merged = root.map(|root| root.merged.as_slice()).unwrap_or_default();
        root.into_iter().chain(merged.iter().filter_map(|number| self.entry(*number)))
    }

    fn root<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        match entry.state {
            EntryState::Merged(into) => self.entry(into).unwrap_or(entry),
            _ => entry,
        }
    }

    fn entry_mut(&mut self, number: AskNumber) -> Option<&mut Entry> {
        self.entries.get_mut(place(number)?)
    }
}

fn place(number: AskNumber) -> Option<usize> {
    (number.0 as usize).checked_sub(1)
}
