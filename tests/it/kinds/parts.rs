//! Rows of a grid and fields of a form: each is checked and counted by itself, and a form may stay open after the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, Moment};
use peil::domain::limits::DAY_MS;
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Reply, Request, Session};
use peil::hub::Timing;
use proptest::prelude::*;
use serde_json::json;

use crate::fixtures::{option_key, slide_key, voter};
use crate::support::{Server, Started, folders};

const DECK: &str = "+++\ntitle = \"Terugblik\"\n+++\n\n# Hoeveel kans heeft dit? {#kans .rating}\n\n\
    ## Techniek {#techniek}\n## Combinatiebanen {#combi}\n## Minder regels {#regels}\n\n\
    1. ( ) Geen kans\n2. ( ) Kleine kans\n3. ( ) Grote kans\n\n- (wn) Weet ik niet\n\n---\n\n\
    # Wat vond u ervan? {#oordeel .form days=7}\n\n## Welk cijfer geeft u? {#cijfer .number min=1 max=10}\n\n\
    ## Wat hielp? {#hielp max=1}\n\n- [a] Het verhaal\n- [b] De vragen\n- (geen) Niets\n\n\
    ## Hoe was het tempo? {#tempo .bipolar}\n\n1. ( ) Te langzaam\n2. ( ) Precies goed\n3. ( ) Te snel\n\n---\n\n# Tot ziens\n";
const ROWS: [&str; 4] = ["techniek", "combi", "regels", "onbekend"];
const POINTS: [&str; 5] = ["1", "2", "3", "wn", "9"];

fn started() -> (Session, Vec<Recorded>) {
    let id = DeckId::parse("terugblik").unwrap();
    let reading = deck_file::read_editions(&id, Source { name: "terugblik.md", bytes: DECK.as_bytes() }, &[]);
    let editions = Arc::new(reading.unwrap_or_else(|_| panic!("the deck is whole")).editions);
    (Session::new(editions, Moment(0)), Vec::new())
}

/// Decides at this moment, applies, and keeps what became a fact.
fn ask_at(at: i64, session: &mut Session, request: &Request, facts: &mut Vec<Recorded>) -> Decision {
    let decision = session.decide(request, Moment(at), &session.known_present());
    if let Decision::Record(decided, _) = &decision {
        for fact in decided {
            let recorded = Recorded { at: Moment(at), fact: fact.clone() };
            session.apply(&recorded);
            facts.push(recorded);
        }
    }
    decision
}

fn steer_at(at: i64, session: &mut Session, command: Command, facts: &mut Vec<Recorded>) {
    let decision = ask_at(at, session, &Request::Steer { from: None, command }, facts);
    assert!(matches!(decision, Decision::Record(..)), "{decision:?}");
}

fn answered(number: u16, question: &str, n: u32, parts: Vec<(&str, Answer)>) -> Request {
    let parts = parts.into_iter().map(|(part, answer)| (option_key(part), answer)).collect();
    let said = Answer { parts, ..Answer::default() };
    Request::Answer(AnswerRequest { voter: voter(number), question: slide_key(question), round: 1, n, said })
}

fn outcome_of(decision: Decision) -> Outcome {
    match decision {
        Decision::Record(_, Reply::Outcome(outcome)) | Decision::Reply(Reply::Outcome(outcome)) => outcome,
        decision => panic!("{decision:?}"),
    }
}

fn chosen(keys: &[&str]) -> Answer {
    Answer::of_choices(keys.iter().map(|key| option_key(key)).collect())
}

fn number(number: i64) -> Answer {
    Answer::of_number(Decimal::from(number))
}

#[test]
fn a_row_has_one_point_and_may_be_skipped_and_every_field_is_checked_as_its_own_kind() {
    let (mut session, mut facts) = started();
    for command in [Command::Next, Command::Open] {
        steer_at(1, &mut session, command, &mut facts);
    }
    for (parts, expected) in [
        (vec![("techniek", chosen(&["2"])), ("regels", chosen(&["wn"]))], Outcome::Counted),
        (vec![("techniek", chosen(&["2", "3"]))], Outcome::Invalid),
        (vec![("techniek", chosen(&["9"]))], Outcome::Invalid),
        (vec![("onbekend", chosen(&["1"]))], Outcome::Invalid),
        (vec![("combi", chosen(&["1"])), ("combi", chosen(&["1"]))], Outcome::Invalid),
        (vec![("combi", number(1))], Outcome::Invalid),
        (vec![], Outcome::Changed),
    ] {
        let n = session.poll(&slide_key("kans")).unwrap().given(&voter(1)).map_or(1, |given| given.n + 1);
        let decision = ask_at(1, &mut session, &answered(1, "kans", n, parts.clone()), &mut facts);
        assert_eq!(outcome_of(decision), expected, "{parts:?}");
    }
    for command in [Command::Show(peil::domain::fact::Place::Slide(slide_key("oordeel"))), Command::Open] {
        steer_at(1, &mut session, command, &mut facts);
    }
    for (parts, expected) in [
        (vec![("cijfer", number(11))], Outcome::Invalid),
        (vec![("hielp", chosen(&["a", "b"]))], Outcome::Invalid),
        (vec![("hielp", chosen(&["a", "geen"]))], Outcome::Invalid),
        (vec![("cijfer", number(8)), ("hielp", chosen(&["a"])), ("tempo", chosen(&["2"]))], Outcome::Counted),
    ] {
        let decision = ask_at(1, &mut session, &answered(1, "oordeel", 1, parts.clone()), &mut facts);
        assert_eq!(outcome_of(decision), expected, "{parts:?}");
    }
}

/// Who rates what: most of it may be, some of it may not.
fn said() -> impl Strategy<Value = (u16, BTreeMap<usize, usize>)> {
    let good = prop::collection::btree_map(0..3_usize, 0..4_usize, 0..4);
    let any = prop::collection::btree_map(0..4_usize, 0..5_usize, 0..4);
    (0..8_u16, prop_oneof![4 => good, 1 => any])
}

#[test]
fn any_ratings_changes_and_withdrawals_count_as_what_stands_and_replay_finds_the_same() {
    let seen = std::cell::RefCell::new((0, 0, BTreeMap::<&str, u32>::new()));
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let run = |sayings: Vec<(u16, BTreeMap<usize, usize>)>| {
        let (mut session, mut facts) = started();
        for command in [Command::Next, Command::Open] {
            steer_at(1, &mut session, command, &mut facts);
        }
        // What each voter last said that was taken: a plain account beside the session's own.
        let mut stands = BTreeMap::new();
        for (who, ratings) in sayings {
            let n = session.poll(&slide_key("kans")).unwrap().given(&voter(who)).map_or(1, |given| given.n + 1);
            let parts = ratings.iter().map(|(row, point)| (ROWS[*row], chosen(&[POINTS[*point]]))).collect();
            let decision = ask_at(1, &mut session, &answered(who, "kans", n, parts), &mut facts);
            let (accepted, all, outcomes) = &mut *seen.borrow_mut();
            *all += 1;
            if matches!(decision, Decision::Record(..)) {
                *accepted += 1;
                stands.insert(who, ratings);
            }
            *outcomes.entry(outcome_of(decision).word()).or_default() += 1;
        }
        let tally = session.poll(&slide_key("kans")).unwrap().tally();
        prop_assert_eq!(tally.answers() as usize, stands.values().filter(|ratings| !ratings.is_empty()).count());
        for (row, part) in tally.parts().iter().enumerate() {
            let counted = |point| stands.values().filter(|ratings| ratings.get(&row) == Some(&point)).count() as u32;
            prop_assert_eq!(part.counts(), (0..4).map(counted).collect::<Vec<_>>());
            prop_assert_eq!(part.answers(), part.counts().iter().sum::<u32>());
        }
        prop_assert!(Session::replay(Arc::clone(session.editions()), Moment(0), &facts) == session);
        Ok(())
    };
    runner.run(&prop::collection::vec(said(), 20..80), run).unwrap();
    let (accepted, all, outcomes) = seen.into_inner();
    println!("accepted {accepted} of {all}; outcomes {outcomes:?}");
    assert!(accepted * 100 >= all * 30, "only {accepted} of {all} were accepted");
    for outcome in ["counted", "changed", "invalid"] {
        assert!(outcomes.contains_key(outcome), "none was {outcome}");
    }
}

/// The form was asked, closed and shown, and the session is over.
fn ended() -> (Session, Vec<Recorded>) {
    let (mut session, mut facts) = started();
    let to_form = Command::Show(peil::domain::fact::Place::Slide(slide_key("oordeel")));
    for command in [to_form, Command::Open, Command::Close, Command::Reveal, Command::End] {
        steer_at(1, &mut session, command, &mut facts);
    }
    (session, facts)
}

#[test]
fn a_form_with_days_takes_answers_after_the_end_until_they_are_over() {
    let (mut session, mut facts) = ended();
    let until = session.late_form().map(|(_, _, until)| until);
    assert_eq!(until, Some(Moment(1 + 7 * DAY_MS)));
    let late = answered(1, "oordeel", 1, vec![("cijfer", number(9))]);
    assert_eq!(outcome_of(ask_at(6 * DAY_MS, &mut session, &late, &mut facts)), Outcome::Counted);
    let elsewhere = answered(1, "kans", 1, vec![("techniek", chosen(&["1"]))]);
    assert_eq!(outcome_of(ask_at(6 * DAY_MS, &mut session, &elsewhere, &mut facts)), Outcome::Closed);
    let too_late = answered(2, "oordeel", 1, vec![("cijfer", number(1))]);
    assert_eq!(outcome_of(ask_at(8 * DAY_MS, &mut session, &too_late, &mut facts)), Outcome::Closed);
    // The room closes it by the clock, and not before its time.
    assert!(matches!(ask_at(6 * DAY_MS, &mut session, &Request::FinishClosing, &mut facts), Decision::Reply(_)));
    assert!(matches!(ask_at(8 * DAY_MS, &mut session, &Request::FinishClosing, &mut facts), Decision::Record(..)));
    assert!(session.late_form().is_none());
    assert_eq!(session.poll(&slide_key("oordeel")).unwrap().tally().answers(), 1);
    assert!(Session::replay(Arc::clone(session.editions()), Moment(0), &facts) == session);
}

#[test]
fn a_late_form_is_closed_at_once_when_its_organiser_wishes() {
    let (mut session, mut facts) = ended();
    steer_at(2, &mut session, Command::Close, &mut facts);
    assert!(session.late_form().is_none() && session.open_question().is_none());
    let late = answered(1, "oordeel", 1, vec![("cijfer", number(9))]);
    assert_eq!(outcome_of(ask_at(3, &mut session, &late, &mut facts)), Outcome::Closed);
}

#[test]
fn a_form_that_was_never_asked_does_not_open_by_itself() {
    let (mut session, mut facts) = started();
    steer_at(1, &mut session, Command::End, &mut facts);
    assert!(session.late_form().is_none());
}

#[test]
fn a_session_that_is_resumed_goes_on_with_the_form_open() {
    let (mut session, mut facts) = ended();
    steer_at(2, &mut session, Command::Resume, &mut facts);
    let open: BTreeSet<_> = session.open_question().map(|(key, _)| key.to_string()).into_iter().collect();
    assert_eq!(open, BTreeSet::from(["oordeel".to_owned()]));
    assert!(session.late_form().is_none());
}

async fn page(server: &Server, session: &Started) -> String {
    server.http.get(server.url(&format!("/{}", session.code))).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn after_the_end_the_phone_shows_the_form_also_after_a_restart_and_it_is_sealed_when_it_is_closed() {
    let timing = Timing { resume: Duration::ZERO, ..Timing::default() };
    let server = Server::over(folders(DECK), timing).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "oordeel.open").await;
    server.command(&session, "oordeel.open", "end").await;
    let shown = page(&server, &session).await;
    assert!(
        shown.contains("U kunt dit formulier nog invullen tot") && shown.contains("Welk cijfer geeft u?"),
        "{shown}"
    );

    let server = server.restart(timing).await;
    assert!(page(&server, &session).await.contains("U kunt dit formulier nog invullen tot"));
    let mut phone = server.phone(&session).await;
    let answer = json!({ "type": "answer", "question": "oordeel", "round": 1, "n": 1,
        "parts": { "cijfer": { "number": "8" }, "tempo": { "choices": ["2"] } } });
    phone.say(answer).await;
    assert_eq!(phone.hear_until("outcome", |_| true).await["outcome"], "counted");
    let results = server.results(&session).await;
    assert_eq!(results["questions"][1]["answered"], 1, "as it stands now: {results}");

    server.command(&session, "0.ended", "close").await;
    assert!(!page(&server, &session).await.contains("Welk cijfer geeft u?"));
    assert_eq!(server.results(&session).await["questions"][1]["answered"], 1);
}

#[tokio::test]
async fn a_browser_stays_the_same_voter_until_a_late_form_closes_and_is_told_so() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    let phone = server.get(&format!("/{}", session.code)).await;
    let cookie = phone.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains(&format!("Max-Age={}", 8 * 24 * 3600)), "{cookie}");
    let privacy = server.get(&format!("/{}/privacy?lang=en", session.code)).await.text().await.unwrap();
    assert!(privacy.contains("goes away after \u{2068}8\u{2069} days") || privacy.contains("goes away after 8 days"));
}

#[tokio::test]
async fn without_script_rows_come_by_form_and_show_when_the_page_is_back() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "kans.open").await;
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let url = server.url(&format!("/{}/answers?lang=nl", session.code));
    let form = [
        ("question", "kans"),
        ("round", "1"),
        ("n", "1"),
        ("several", "1"),
        ("one.techniek", "1"),
        ("choice.techniek", "3"),
        ("one.combi", "1"),
        ("one.regels", "1"),
        ("choice.regels", "wn"),
    ];
    let reply = server.http.post(url).header("cookie", &cookie).form(&form).send().await.unwrap();
    assert_eq!(reply.status(), 303);
    let page = server.url(reply.headers()["location"].to_str().unwrap());
    let page = server.http.get(page).header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=choice.techniek value=3 checked"), "{page}");
    assert!(page.contains("name=choice.regels value=wn checked") && page.contains("2 van 3 beantwoord"), "{page}");
}
