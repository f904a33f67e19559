//! What a journal forgets: words that were replaced, all but the results of a sealed session, and a deleted one wholly.

use std::collections::BTreeSet;

use peil::domain::fact::{Fact, Recorded};
use peil::domain::ids::Moment;
use peil::domain::results::{Cell, Forgotten};
use peil::journal::{Journal, JournalFailure, Sealed};

use super::bench::Bench;
use super::facts::{a_session, answered, cleared, in_order, opened, results};
use crate::fixtures::{charter, session_id};

contract! {
    words_are_kept_with_the_answer_that_stands_and_with_no_other
    a_sealed_session_has_results_and_nothing_else
    sealed_rows_stand_in_an_order_of_chance
    a_running_session_has_no_results
    a_deleted_session_is_gone
}

async fn words_are_kept_with_the_answer_that_stands_and_with_no_other<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let texts = async || -> Vec<Option<String>> {
        let facts = journal.read(&session).await.unwrap().1;
        let answers = facts.into_iter().filter_map(|recorded| match recorded.fact {
            Fact::Answered(answered) => Some(answered.answer.text),
            _ => None,
        });
        answers.collect()
    };
    let words = |text: &str| Some(text.to_owned());
    journal.append(&session, vec![answered(1, 1, "anders", Some("een"))]).await.unwrap();
    assert_eq!(texts().await, [words("een")]);
    let batch = vec![answered(2, 1, "anders", Some("twee")), answered(1, 2, "anders", Some("drie"))];
    journal.append(&session, batch).await.unwrap();
    assert_eq!(texts().await, [None, words("twee"), words("drie")]);
    journal.append(&session, vec![answered(1, 3, "ja", None), cleared("p3")]).await.unwrap();
    assert_eq!(texts().await, [None, words("twee"), None, None]);
    journal.append(&session, vec![cleared("p1"), answered(2, 9, "anders", Some("vier"))]).await.unwrap();
    assert_eq!(texts().await, [None, None, None, None, words("vier")]);
}

async fn a_sealed_session_has_results_and_nothing_else<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let journal = bench.open();
    journal.create(charter("s1", 5)).await.unwrap();
    journal.append(&session, a_session()).await.unwrap();
    let results = results(&a_session());
    journal.seal(&session, Moment(5_000), results.clone()).await.unwrap();
    for journal in [journal, bench.open()] {
        let (sealed_charter, sealed_results) = journal.sealed(&session).await.unwrap();
        assert_eq!(in_order(sealed_results.clone()), in_order(results.clone()));
        for cell in sealed_results.rows.iter().flatten() {
            assert!(!matches!(cell, Cell::Answered { at, .. } if at.0 % 1_000 != 0), "{cell:?}");
        }
        assert_eq!(sealed_charter, peil::journal::Charter { key: [0; 32], ..charter("s1", 5) });
        let kept = journal.sessions().await.unwrap();
        assert_eq!(
            kept[0].sealed,
            Some(Sealed { ended_at: Moment(5_000), participants: 5, answers: 3, forgotten: Forgotten::default() })
        );
        assert!(matches!(journal.read(&session).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.append(&session, vec![opened()]).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.seal(&session, Moment(9), results.clone()).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.create(charter("s1", 5)).await, Err(JournalFailure::Exists(_))));
        assert_eq!(journal.sealed(&session).await.unwrap().1, sealed_results);
    }
}

async fn sealed_rows_stand_in_an_order_of_chance<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let facts: Vec<Recorded> = std::iter::once(opened())
        .chain((0..60).map(|number| answered(number, 1, "anders", Some(&format!("nummer {number}")))))
        .collect();
    let given = results(&facts);
    let mut orders = BTreeSet::from([format!("{:?}", given.rows)]);
    for name in ["s1", "s2"] {
        journal.create(charter(name, 0)).await.unwrap();
        journal.seal(&session_id(name), Moment(9), given.clone()).await.unwrap();
        let sealed = journal.sealed(&session_id(name)).await.unwrap().1;
        assert_eq!(in_order(sealed.clone()), in_order(given.clone()));
        orders.insert(format!("{:?}", sealed.rows).replace("Moment(1000)", "Moment(1001)"));
    }
    assert_eq!(orders.len(), 3, "three times the same order of sixty is no chance");
}

async fn a_running_session_has_no_results<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    journal.create(charter("s1", 0)).await.unwrap();
    assert!(matches!(journal.sealed(&session_id("s1")).await, Err(JournalFailure::NotSealed(_))));
    journal.append(&session_id("s1"), vec![opened()]).await.unwrap();
}

async fn a_deleted_session_is_gone<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    for name in ["s1", "s2"] {
        journal.create(charter(name, 0)).await.unwrap();
        journal.append(&session_id(name), a_session()).await.unwrap();
    }
    journal.seal(&session_id("s2"), Moment(9), results(&a_session())).await.unwrap();
    for name in ["s1", "s2"] {
        let session = session_id(name);
        journal.delete(&session).await.unwrap();
        assert!(matches!(journal.read(&session).await, Err(JournalFailure::NoSuchSession(_))));
        assert!(matches!(journal.delete(&session).await, Err(JournalFailure::NoSuchSession(_))));
    }
    assert_eq!(bench.open().sessions().await.unwrap(), vec![]);
    // Nothing is left that stands in the way.
    journal.create(charter("s1", 7)).await.unwrap();
    assert_eq!(journal.read(&session_id("s1")).await.unwrap(), (charter("s1", 7), vec![]));
}
