//! Questions of which several answers may be chosen: what is an answer and what is not, by socket, form and page; that
//! the count is what stands; and what the files say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, Moment};
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Reply, Request, Session};
use peil::domain::tally::Tally;
use peil::hub::Timing;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{option_key, slide_key, voter};
use crate::support::{Server, Started, folders};

const DECK: &str = "+++\ntitle = \"Regels\"\n+++\n\n# Waar komt de regeldruk vandaan? {#druk max=2}\n\n\
    - Van buiten\n  - [rijk] Het Rijk\n  - [ouders] Ouders of cliënten\n- [zelf] Onszelf\n- [anders] Iets anders… ____\n- (geen) Ik heb er geen last van\n";
const KEYS: [&str; 6] = ["rijk", "ouders", "zelf", "anders", "geen", "onbekend"];

fn session() -> Session {
    let id = DeckId::parse("regels").unwrap();
    let reading = deck_file::read_editions(&id, Source { name: "regels.md", bytes: DECK.as_bytes() }, &[]);
    let mut session =
        Session::new(Arc::new(reading.unwrap_or_else(|_| panic!("the deck is whole")).editions), Moment(0));
    for _ in 0..2 {
        ask(&mut session, &Request::Steer { from: None, command: Command::Next }, &mut Vec::new());
    }
    session
}

/// Decides, applies and keeps what became a fact; how it was decided.
fn ask(session: &mut Session, request: &Request, facts: &mut Vec<Recorded>) -> Decision {
    let decision = session.decide(request, Moment(1), &BTreeSet::new());
    if let Decision::Record(decided, _) = &decision {
        for fact in decided {
            let recorded = Recorded { at: Moment(1), fact: fact.clone() };
            session.apply(&recorded);
            facts.push(recorded);
        }
    }
    decision
}

fn answer(number: u16, n: u32, choices: &[usize], text: Option<&str>) -> AnswerRequest {
    AnswerRequest {
        voter: voter(number),
        question: slide_key("druk"),
        round: 1,
        n,
        said: Answer {
            choices: choices.iter().map(|choice| option_key(KEYS[*choice])).collect(),
            text: text.map(str::to_owned),
            ..Default::default()
        },
    }
}

fn outcome(session: &mut Session, request: AnswerRequest) -> Outcome {
    match ask(session, &Request::Answer(request), &mut Vec::new()) {
        Decision::Record(_, Reply::Outcome(outcome)) | Decision::Reply(Reply::Outcome(outcome)) => outcome,
        decision => panic!("{decision:?}"),
    }
}

#[test]
fn an_answer_holds_no_more_than_may_be_chosen_each_once_and_one_that_stands_alone_alone() {
    let mut session = session();
    for (choices, text, expected) in [
        (&[2, 0][..], None, Outcome::Counted),
        (&[0, 1, 2], None, Outcome::Invalid),
        (&[0, 0], None, Outcome::Invalid),
        (&[0, 5], None, Outcome::Invalid),
        (&[4, 0], None, Outcome::Invalid),
        (&[4], None, Outcome::Changed),
        (&[0, 2], Some("woorden"), Outcome::Invalid),
        (&[3, 0], Some("woorden"), Outcome::Changed),
        (&[], Some("woorden"), Outcome::Invalid),
        (&[], None, Outcome::Changed),
    ] {
        let n = session.poll(&slide_key("druk")).unwrap().given(&voter(1)).map_or(1, |given| given.n + 1);
        assert_eq!(outcome(&mut session, answer(1, n, choices, text)), expected, "{choices:?} {text:?}");
    }
    assert_eq!(outcome(&mut session, answer(2, 1, &[], None)), Outcome::Invalid, "nothing to take back");
    let poll = session.poll(&slide_key("druk")).unwrap();
    assert_eq!((poll.tally().answers(), poll.tally().counts()), (0, &[0; 5][..]));
}

#[test]
fn an_answer_that_was_taken_back_is_not_counted_among_those_set_aside() {
    let mut session = session();
    for request in [answer(1, 1, &[0], None), answer(2, 1, &[0], None), answer(2, 2, &[], None)] {
        outcome(&mut session, request);
    }
    let steer = |session: &mut Session, command| {
        ask(session, &Request::Steer { from: None, command }, &mut Vec::new());
    };
    steer(&mut session, Command::SetAside { since: Moment(1), here_before: Vec::new() });
    assert_eq!(session.set_aside(), Some((Moment(1), 1)));
    // Who is aside answers anew, and takes it back: as exact as before.
    assert_eq!(outcome(&mut session, answer(2, 3, &[1], None)), Outcome::Changed);
    assert_eq!(session.set_aside(), Some((Moment(1), 2)));
    outcome(&mut session, answer(1, 2, &[], None));
    assert_eq!(session.set_aside(), Some((Moment(1), 1)));
    steer(&mut session, Command::BringBack);
    let poll = session.poll(&slide_key("druk")).unwrap();
    assert_eq!((poll.set_aside, poll.tally().counts()), (0, &[0, 1, 0, 0, 0][..]));
}

/// Who says what: a voter, what is chosen, and whether words go with it.
fn said() -> impl Strategy<Value = (u16, Vec<usize>, bool)> {
    let choices = prop_oneof![
        3 => prop::collection::vec(0..6_usize, 0..4),
        3 => prop::sample::subsequence(vec![0, 1, 2, 3], 1..=2),
        1 => Just(vec![4]),
        2 => Just(vec![]),
    ];
    (0..8_u16, choices, prop::bool::weighted(0.2))
}

#[test]
fn any_answers_changes_and_withdrawals_count_as_what_stands_and_replay_finds_the_same() {
    let (mut accepted, mut all) = (0, 0);
    let mut outcomes = BTreeMap::<&str, u32>::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let seen = std::cell::RefCell::new((&mut accepted, &mut all, &mut outcomes));
    runner
        .run(&prop::collection::vec(said(), 20..80), |sayings| {
            let mut session = session();
            let (editions, mut facts) = (Arc::clone(session.editions()), Vec::new());
            let mut opening = Session::new(Arc::clone(&editions), Moment(0));
            for _ in 0..2 {
                ask(&mut opening, &Request::Steer { from: None, command: Command::Next }, &mut facts);
            }
            // What each voter last said that was taken: a plain account beside the session's own.
            let mut stands = BTreeMap::new();
            for (number, choices, has_words) in sayings {
                let n = session.poll(&slide_key("druk")).unwrap().given(&voter(number)).map_or(1, |given| given.n + 1);
                let request = answer(number, n, &choices, has_words.then_some("woorden"));
                let decision = ask(&mut session, &Request::Answer(request), &mut facts);
                let (accepted, all, outcomes) = &mut *seen.borrow_mut();
                **all += 1;
                let (Decision::Record(_, reply) | Decision::Reply(reply)) = &decision;
                let Reply::Outcome(outcome) = reply else { panic!("{reply:?}") };
                *outcomes.entry(outcome.word()).or_default() += 1;
                if matches!(decision, Decision::Record(..)) {
                    **accepted += 1;
                    stands.insert(number, choices);
                }
            }
            let counted = |key: &str| {
                let place = KEYS.iter().position(|one| *one == key).unwrap();
                stands.values().filter(|choices| choices.contains(&place)).count() as u32
            };
            let tally: &Tally = session.poll(&slide_key("druk")).unwrap().tally();
            let expected: Vec<u32> = KEYS[..5].iter().map(|key| counted(key)).collect();
            prop_assert_eq!(tally.counts(), expected);
            let outside = stands.values().filter(|choices| choices.contains(&0) || choices.contains(&1)).count() as u32;
            prop_assert_eq!(tally.groups(), [outside]);
            prop_assert_eq!(tally.answers() as usize, stands.values().filter(|choices| !choices.is_empty()).count());
            prop_assert!(Session::replay(editions, Moment(0), &facts) == session);
            Ok(())
        })
        .unwrap();
    println!("accepted {accepted} of {all}; outcomes {outcomes:?}");
    assert!(accepted * 100 >= all * 30, "only {accepted} of {all} were accepted");
    for outcome in ["counted", "changed", "invalid"] {
        assert!(outcomes.contains_key(outcome), "none was {outcome}");
    }
}

async fn hall() -> (Server, Started) {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "druk.open").await;
    (server, session)
}

#[tokio::test]
async fn several_answers_come_by_socket_and_are_in_every_file() {
    let (server, session) = hall().await;
    let mut phone = server.phone(&session).await;
    let vote = json!({ "type": "answer", "question": "druk", "round": 1, "n": 1, "choices": ["anders", "rijk"], "text": "de EU" });
    phone.say(vote).await;
    assert_eq!(phone.hear_until("outcome", |_| true).await["outcome"], "counted");
    let results: Value = server.results(&session).await;
    let question = &results["questions"][0];
    assert_eq!(question["kind"], "choose-several");
    assert_eq!(question["counts"], json!({ "rijk": 1, "ouders": 0, "zelf": 0, "anders": 1, "geen": 0 }));
    assert_eq!(results["rows"][0]["cells"]["druk"]["choices"], json!(["rijk", "anders"]), "in the deck's order");
    let file =
        async |name: &str| server.get(&format!("/api/v1/sessions/{}/{name}", session.id)).await.text().await.unwrap();
    let long = file("export.csv").await;
    assert_eq!(long.lines().count(), 3, "a row an answer: {long}");
    assert!(
        long.lines().nth(2).unwrap().contains("de EU") && !long.lines().nth(1).unwrap().contains("de EU"),
        "{long}"
    );
    let wide = file("export-wide.csv").await;
    assert!(wide.contains("Het Rijk | Iets anders…"), "{wide}");
}

#[tokio::test]
async fn without_script_ticks_come_by_form_words_tick_their_answer_and_none_takes_it_back() {
    let (server, session) = hall().await;
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let send = async |n: &str, ticks: &[&str], words: &str| {
        let mut form = vec![
            ("question", "druk"),
            ("round", "1"),
            ("n", n),
            ("several", "1"),
            ("words_of", "anders"),
            ("text", words),
        ];
        form.extend(ticks.iter().map(|tick| ("choice", *tick)));
        let url = server.url(&format!("/{}/answers?lang=nl", session.code));
        let reply = server.http.post(url).header("cookie", &cookie).form(&form).send().await.unwrap();
        assert_eq!(reply.status(), 303);
        let page = server.url(reply.headers()["location"].to_str().unwrap());
        server.http.get(page).header("cookie", &cookie).send().await.unwrap().text().await.unwrap()
    };
    let nothing = send("1", &[], "").await;
    assert!(nothing.contains("Kies eerst een antwoord."), "{nothing}");
    let both = send("1", &["rijk", "geen"], "").await;
    assert!(both.contains("Uw stem is niet opgeslagen.") && both.contains("kunt u alleen los kiezen."), "{both}");
    let page = send("1", &["rijk"], "de EU").await;
    assert!(page.contains("‘Het Rijk, Iets anders… de EU’"), "{page}");
    assert!(page.contains("value=rijk checked") && page.contains("value=anders checked"), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 1);
    let page = send("2", &[], "").await;
    assert!(!page.contains(" checked>") && page.contains("Kies er hoogstens 2"), "{page}");
    let results = server.results(&session).await;
    assert_eq!(
        (&results["questions"][0]["answered"], &results["rows"][0]["cells"]["druk"]["missing"]),
        (&json!(0), &json!("not_answered"))
    );
}

#[tokio::test]
async fn without_script_an_answer_with_words_can_be_unticked_while_they_stand_in_its_field() {
    let (server, session) = hall().await;
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let send = async |n: &str, ticks: &[&str], words: &str, words_were: &str| {
        let mut form = vec![("question", "druk"), ("round", "1"), ("n", n), ("several", "1"), ("words_of", "anders")];
        form.extend([("words_were", words_were), ("text", words)]);
        form.extend(ticks.iter().map(|tick| ("choice", *tick)));
        let url = server.url(&format!("/{}/answers?lang=nl", session.code));
        let reply = server.http.post(url).header("cookie", &cookie).form(&form).send().await.unwrap();
        let page = server.url(reply.headers()["location"].to_str().unwrap());
        server.http.get(page).header("cookie", &cookie).send().await.unwrap().text().await.unwrap()
    };
    let page = send("1", &["rijk", "anders"], "de EU", "").await;
    assert!(page.contains("name=words_were value=\"de EU\""), "{page}");
    let page = send("2", &["rijk", "zelf"], "de EU", "de EU").await;
    assert!(page.contains("‘Het Rijk, Onszelf’"), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["counts"]["anders"], 0);
    let page = send("3", &["rijk"], "de provincie", "").await;
    assert!(page.contains("‘Het Rijk, Iets anders… de provincie’"), "{page}");
    let page = send("4", &[], "de provincie", "de provincie").await;
    assert!(!page.contains(" checked>"), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 0);
}

#[tokio::test]
async fn the_script_for_ticks_is_in_no_page_of_a_deck_without_them() {
    let (server, session) = hall().await;
    let page = async |server: &Server, session: &Started| {
        server.http.get(server.url(&format!("/{}", session.code))).send().await.unwrap().text().await.unwrap()
    };
    assert!(page(&server, &session).await.contains("[data-alone]"));
    let plain = Server::start().await;
    let other = plain.begin("proef").await;
    assert!(!page(&plain, &other).await.contains("[data-alone]"));
}
