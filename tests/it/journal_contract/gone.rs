//! What a sealed session forgets when texts or single answers are deleted, what it keeps, and that it says so.

use peil::domain::answer::Answer;
use peil::domain::ids::Moment;
use peil::domain::results::{Cell, Forgettable, Forgotten, Recount, Results};
use peil::journal::{Journal, JournalFailure};

use super::bench::Bench;
use super::facts::opened;
use super::worded::{editions, facts, sealed, worded_charter};
use crate::fixtures::{option_key, session_id, slide_key};

contract! {
    texts_go_and_every_count_stays
    single_answers_go_and_totals_and_texts_stay
    whatever_goes_first_the_rest_can_go_after_it
    forgetting_again_changes_nothing_and_keeps_the_first_date
    only_a_sealed_session_forgets
    what_was_forgotten_stands_in_the_list
}

/// The counts of every question: of what is chosen, of numbers and of parts.
fn totals(results: &Results) -> Vec<(u32, u32, String)> {
    results.questions.iter().map(|one| (one.answered, one.present, format!("{:?}", one.totals))).collect()
}

fn counts(results: &Results) -> Recount {
    let deck = &editions().original;
    results.kept(0, deck.question(&slide_key("helpt")).unwrap()).recount.clone().expect("texts were recoded")
}

async fn found<J: Journal>(journal: &J) -> Results {
    journal.sealed(&session_id("s1")).await.unwrap().1
}

async fn texts_go_and_every_count_stays<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    sealed(&journal).await;
    let before = found(&journal).await;
    assert_eq!(counts(&before), Recount { counts: vec![1, 1, 1], made: vec![("PLANT-staaf".to_owned(), 1)] });
    journal.forget(&session_id("s1"), Forgettable::Texts, Moment(20_000)).await.unwrap();
    for journal in [journal, bench.open()] {
        let after = found(&journal).await;
        assert_eq!(after.forgotten, Forgotten { texts: Some(Moment(20_000)), rows: None });
        assert!(!format!("{after:?}").contains("PLANT"), "{after:?}");
        assert_eq!((totals(&after), after.participants()), (totals(&before), before.participants()));
        // What was made of a text counts where it was written in.
        assert_eq!(counts(&after), Recount { counts: vec![1, 1, 2], made: vec![] });
        // Who wrote nothing but words did answer, and the number beside a text stays.
        let answers = |index: usize| after.answers(index).cloned().collect::<Vec<_>>();
        assert_eq!(answers(1), [Answer::of_text("")]);
        let parts = vec![(option_key("tip"), Answer::of_text("")), (option_key("cijfer"), Answer::of_number(8.into()))];
        assert_eq!(answers(3), [Answer { parts, ..Answer::default() }]);
        assert_eq!(answers(4), [Answer::of_choices(vec![option_key("een"), option_key("drie")])]);
        let ask = &after.questions[5].asks[0];
        assert_eq!((ask.text.as_str(), ask.name.as_ref(), after.questions[5].answered), ("", None, 1));
        assert_eq!(after.holding().texts, 0);
        assert_eq!(after.rows.len(), before.rows.len());
    }
}

async fn single_answers_go_and_totals_and_texts_stay<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    sealed(&journal).await;
    let before = found(&journal).await;
    journal.forget(&session_id("s1"), Forgettable::Rows, Moment(20_000)).await.unwrap();
    for journal in [journal, bench.open()] {
        let after = found(&journal).await;
        assert_eq!(after.forgotten, Forgotten { texts: None, rows: Some(Moment(20_000)) });
        assert_eq!((after.rows.len(), after.participants()), (0, before.participants()));
        assert_eq!(totals(&after), totals(&before));
        let deck = &editions().original;
        for (index, result) in before.questions.iter().enumerate() {
            let question = deck.question(&result.question).unwrap();
            assert_eq!(after.kept(index, question), before.kept(index, question), "{}", result.question);
        }
        assert_eq!(after.questions[5].asks, before.questions[5].asks);
        assert_eq!(after.questions[0].texts, before.questions[0].texts);
    }
}

async fn whatever_goes_first_the_rest_can_go_after_it<B: Bench>() {
    let mut ends = Vec::new();
    for order in [[Forgettable::Texts, Forgettable::Rows], [Forgettable::Rows, Forgettable::Texts]] {
        let bench = B::new();
        let journal = bench.open();
        sealed(&journal).await;
        let before = found(&journal).await;
        for what in order {
            journal.forget(&session_id("s1"), what, Moment(20_000)).await.unwrap();
        }
        let after = found(&bench.open()).await;
        assert_eq!(totals(&after), totals(&before));
        assert_eq!((after.holding(), after.participants()), (Default::default(), 4));
        ends.push(after);
    }
    assert_eq!(ends[0], ends[1], "it makes no difference which went first");
}

async fn forgetting_again_changes_nothing_and_keeps_the_first_date<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    sealed(&journal).await;
    for what in Forgettable::ALL {
        journal.forget(&session_id("s1"), what, Moment(20_000)).await.unwrap();
        let once = found(&journal).await;
        journal.forget(&session_id("s1"), what, Moment(30_000)).await.unwrap();
        assert_eq!(found(&journal).await, once);
        assert_eq!(once.forgotten.of(what), Some(Moment(20_000)));
    }
}

async fn only_a_sealed_session_forgets<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(worded_charter("s1")).await.unwrap();
    journal.append(&session, facts()).await.unwrap();
    let before = journal.read(&session).await.unwrap().1;
    for what in Forgettable::ALL {
        let forgot = journal.forget(&session, what, Moment(20_000)).await;
        assert!(matches!(forgot, Err(JournalFailure::NotSealed(_))), "{forgot:?}");
        let forgot = journal.forget(&session_id("s9"), what, Moment(20_000)).await;
        assert!(matches!(forgot, Err(JournalFailure::NoSuchSession(_))), "{forgot:?}");
    }
    assert!(journal.read(&session).await.unwrap().1 == before, "nothing went");
    journal.append(&session, vec![opened()]).await.unwrap();
    journal.close().await.unwrap();
    let forgot = journal.forget(&session, Forgettable::Texts, Moment(20_000)).await;
    assert!(matches!(forgot, Err(JournalFailure::Closed)), "{forgot:?}");
}

async fn what_was_forgotten_stands_in_the_list<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    sealed(&journal).await;
    let listed = async |journal: &B::Journal| journal.sessions().await.unwrap()[0].sealed.unwrap();
    let before = listed(&journal).await;
    assert_eq!((before.participants, before.forgotten), (4, Forgotten::default()));
    journal.forget(&session_id("s1"), Forgettable::Rows, Moment(20_000)).await.unwrap();
    for journal in [journal, bench.open()] {
        let after = listed(&journal).await;
        assert_eq!(after.forgotten, Forgotten { texts: None, rows: Some(Moment(20_000)) });
        assert_eq!((after.ended_at, after.participants, after.answers), (before.ended_at, 4, before.answers));
    }
}

/// Only to say that an answer which is none is none: a cell is never left empty in the middle of a row.
#[test]
fn an_answer_whose_words_went_is_still_an_answer() {
    let results = super::worded::results().forgetting(Forgettable::Texts, Moment(1), Some(&editions().original));
    let cells = results.rows.iter().flatten();
    let taken_back = cells.filter(|cell| matches!(cell, Cell::Answered { answer, .. } if answer.is_taken_back()));
    assert_eq!(taken_back.count(), 0);
}
