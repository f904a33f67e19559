//! The rules of texts: what a presenter may do with what people wrote. Looks at a session and never changes it.

use std::collections::BTreeSet;

use super::Session;
use super::poll::Poll;
use super::request::Refusal;
use crate::domain::deck::Question;
use crate::domain::fact::{Fact, Sorting};
use crate::domain::ids::{EntryName, SlideKey};

impl Session {
    pub(super) fn sort(
        &self,
        question: &SlideKey,
        round: u32,
        entries: &[EntryName],
        sorting: &Sorting,
    ) -> Result<Vec<Fact>, Refusal> {
        let (asked, poll) = self.written(question, round)?;
        if entries.is_empty() {
            return Err(Refusal::NothingTicked);
        }
        let entries = poll.tray().may_sort(asked, entries, sorting);
        if entries.is_empty() {
            return Err(Refusal::NoSuchText);
        }
        Ok(vec![Fact::Sorted { question: question.clone(), entries, sorting: sorting.clone() }])
    }

    pub(super) fn join_texts(
        &self,
        question: &SlideKey,
        round: u32,
        entries: &[EntryName],
    ) -> Result<Vec<Fact>, Refusal> {
        let (_, poll) = self.written(question, round)?;
        let named: BTreeSet<&EntryName> = entries.iter().collect();
        if named.len() < 2 {
            return Err(Refusal::OneTicked);
        }
        let into = poll.tray().spokesman(entries).ok_or(Refusal::NoSuchText)?;
        let others: Vec<EntryName> = entries.iter().copied().filter(|name| *name != into).collect();
        self.sort(question, round, &others, &Sorting::Merge { into })
    }

    /// The texts are named, so that nothing is let through that came in between.
    pub(super) fn show_all(&self, question: &SlideKey, round: u32, newest: u32) -> Result<Vec<Fact>, Refusal> {
        let (_, poll) = self.written(question, round)?;
        let entries = poll.tray().waiting_through(newest);
        if entries.is_empty() {
            return Err(Refusal::NoSuchText);
        }
        Ok(vec![Fact::Sorted { question: question.clone(), entries, sorting: Sorting::Show }])
    }

    pub(super) fn veil(&self, question: &SlideKey, on: bool) -> Result<Vec<Fact>, Refusal> {
        let poll = self.polls.get(question).ok_or(Refusal::NoSuchText)?;
        // A second press says nothing new.
        let is_new = poll.tray().is_veiled() != on;
        Ok(is_new.then(|| Fact::Veiled { question: question.clone(), on }).into_iter().collect())
    }

    fn written(&self, question: &SlideKey, round: u32) -> Result<(&Question, &Poll), Refusal> {
        let poll = self.polls.get(question).filter(|poll| poll.round == round).ok_or(Refusal::NoSuchText)?;
        Ok((self.deck().question(question).ok_or(Refusal::NoSuchText)?, poll))
    }
}
