//! Sessions that stand still: by a bug that comes back at the same fact, or because their journal cannot be read.
//!
//! Reads a session back in such a way that a bug in it stops nobody else. Never changes what is in the journal.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::codec::record::FactRow;
use crate::domain::deck::Editions;
use crate::domain::fact::Recorded;
use crate::domain::ids::Moment;
use crate::domain::session::Session;

/// Why a session has no room while it is neither over nor gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// A bug stopped its room twice at the same fact, or that fact cannot be replayed.
    Bug(FactName),
    /// Its journal cannot be read now; it is tried again.
    Unreadable,
}

/// How far a journal goes, in words that lead to no voter: `17 (revealed p2)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactName {
    number: usize,
    what: String,
}

impl FactName {
    /// The last of these facts; a session without any stopped at its very start.
    pub fn last(facts: &[Recorded]) -> Self {
        let what = match facts.last().map(FactRow::new) {
            None => "start".to_owned(),
            Some(FactRow { kind, question: Some(question), .. }) => format!("{kind} {question}"),
            Some(FactRow { kind, .. }) => kind,
        };
        Self { number: facts.len(), what }
    }
}

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.number, self.what)
    }
}

/// The session of these facts.
///
/// # Errors
/// The fact at which replaying it panicked.
pub fn replay(editions: Arc<Editions>, started_at: Moment, facts: &[Recorded]) -> Result<Session, FactName> {
    fold(facts, |facts| Session::replay(editions, started_at, facts))
}

fn fold<T>(facts: &[Recorded], fold: impl FnOnce(&mut dyn Iterator<Item = &Recorded>) -> T) -> Result<T, FactName> {
    let reached = Cell::new(0);
    let mut counted = facts.iter().inspect(|_| reached.set(reached.get() + 1));
    // What a panic leaves half done is the session, and that is thrown away.
    catch_unwind(AssertUnwindSafe(|| fold(&mut counted))).map_err(|_| FactName::last(&facts[..reached.get()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::{Fact, Place};
    use crate::domain::ids::SlideKey;

    fn recorded(fact: Fact) -> Recorded {
        Recorded { at: Moment(1), fact }
    }

    fn opened(key: &str) -> Recorded {
        recorded(Fact::Opened { question: SlideKey::parse(key).unwrap() })
    }

    #[test]
    fn a_fact_is_named_by_its_number_and_what_it_was() {
        let check = |facts: &[Recorded], expected: &str| assert_eq!(FactName::last(facts).to_string(), expected);
        check(&[], "0 (start)");
        check(&[recorded(Fact::Ended)], "1 (ended)");
        check(&[recorded(Fact::Moved { to: Place::Join }), opened("p2")], "2 (opened p2)");
    }

    #[test]
    fn a_fact_that_cannot_be_replayed_is_named_and_stops_nobody_else() {
        let facts = [opened("p1"), opened("p2"), recorded(Fact::Ended)];
        let named = fold(&facts, |facts| facts.for_each(|fact| assert_ne!(*fact, opened("p2"), "planted")));
        assert_eq!(named.unwrap_err().to_string(), "2 (opened p2)");
        assert_eq!(fold(&facts, |facts| facts.count()), Ok(3));
    }
}
