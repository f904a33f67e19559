//! What the organiser wrote above results is kept with the session, running and sealed.

use peil::domain::ids::{Language, Moment};
use peil::journal::{Headline, Journal, JournalFailure};

use super::bench::Bench;
use super::facts::{opened, results};
use crate::fixtures::{charter, session_id, slide_key};

contract! {
    a_headline_is_found_again_and_the_last_one_stands
    a_headline_of_no_session_is_refused
}

fn headline(language: Language, text: &str) -> Headline {
    Headline { question: slide_key("p1"), language, text: text.to_owned() }
}

async fn a_headline_is_found_again_and_the_last_one_stands<B: Bench>() {
    let bench = B::new();
    let (journal, session) = (bench.open(), session_id("s1"));
    journal.create(charter("s1", 5)).await.unwrap();
    journal.append(&session, vec![opened()]).await.unwrap();
    assert_eq!(journal.headlines(&session).await.unwrap(), []);
    for (language, text) in [(Language::dutch(), "Eerst"), (Language::dutch(), "Later"), (Language::english(), "New")] {
        journal.set_headline(&session, headline(language, text)).await.unwrap();
    }
    journal.seal(&session, Moment(9), results(&[opened()])).await.unwrap();
    let journal = bench.open();
    let mut found = journal.headlines(&session).await.unwrap();
    found.sort_by_key(|headline| headline.text.clone());
    assert_eq!(found, [headline(Language::dutch(), "Later"), headline(Language::english(), "New")]);
    journal.set_headline(&session, headline(Language::dutch(), "")).await.unwrap();
    assert_eq!(journal.headlines(&session).await.unwrap(), [headline(Language::english(), "New")]);
}

async fn a_headline_of_no_session_is_refused<B: Bench>() {
    let journal = B::new().open();
    let set = journal.set_headline(&session_id("s1"), headline(Language::dutch(), "Kop")).await;
    assert!(matches!(set, Err(JournalFailure::NoSuchSession(_))));
}
