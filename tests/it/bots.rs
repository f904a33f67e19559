//! A script that joins and votes as fast as it can, in a room where honest people vote behind the same address: nobody
//! honest is refused or loses a vote, the control says so, and one press sets the script aside until it is undone.
//!
//! All over loopback, bounded in number and time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use peil::codec::view::JoinAddress;
use peil::domain::fact::Link;
use peil::domain::ids::{AskNumber, SlideKey};
use peil::domain::privacy::Privacy;
use peil::domain::session::{AnswerRequest, AskRequest, Command, Outcome, Reply, Request, UpvoteRequest};
use peil::hub::presence::PhoneGuard;
use peil::hub::shelf::Shelf;
use peil::hub::{Hub, Room, Timing};
use peil::journal::decks::DeckFolder;
use peil::journal::memory::MemoryJournal;
use serde_json::{Value, json};
use tokio::time::{sleep, sleep_until, timeout};

use crate::fixtures::voter;
use crate::support::{Server, Site, Socket, Started};

/// Who is in the hall of a room without a server.
const HALL: std::ops::Range<u16> = 60_000..60_300;
/// The honest hall.
const PEOPLE: usize = 300;
/// Bots, and how many of them may join in a second; a debug server on a busy machine takes fewer.
const BOTS: u32 = 2_000;
const BOTS_PER_SECOND: u32 = 1_000;
/// How many bots are under way at once.
const BOT_HANDS: u32 = 40;
/// The longest that the script goes on.
const ATTACK: Duration = Duration::from_secs(20);

/// One bot: takes a token and votes at once, by form. Whether it was counted.
async fn bot(site: &Site, session: &Started) -> bool {
    let token = site.token(session).await;
    let form = [("question", "p1"), ("round", "1"), ("n", "1"), ("choice", "nee"), ("token", &token)];
    let request = site.http.post(site.url(&format!("/{}/answers", session.code))).form(&form);
    let reply = request.header("accept", "application/json").send().await.unwrap();
    reply.json::<Value>().await.unwrap()["outcome"] == "counted"
}

/// Bots by the hands, no faster than they may and no longer than the attack.
async fn attack(site: &Site, session: &Started) -> (u32, Duration) {
    let began = Instant::now();
    let (next, counted) = (AtomicU32::new(0), AtomicU32::new(0));
    join_all((0..BOT_HANDS).map(|_| async {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= BOTS || began.elapsed() > ATTACK {
                return;
            }
            sleep_until((began + Duration::from_secs(u64::from(number)) / BOTS_PER_SECOND).into()).await;
            counted.fetch_add(u32::from(bot(site, session).await), Ordering::Relaxed);
        }
    }))
    .await;
    (counted.into_inner(), began.elapsed())
}

/// Votes for one's place in the row of options, and says how long the answer took.
async fn honest(phone: &mut Socket, index: usize) -> Duration {
    let began = Instant::now();
    let choice = ["ja", "nee"][index % 2];
    assert_eq!(phone.vote("p1", 1, choice).await, "counted", "an honest vote");
    began.elapsed()
}

async fn press(control: &mut Socket, id: u32, mut command: Value) {
    command["type"] = json!("command");
    command["id"] = json!(id);
    control.say(command).await;
    let reply = control.hear_until("reply", |reply| reply["id"] == id).await;
    assert!(reply["refused"].is_null(), "{reply}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_is_noticed_set_aside_and_brought_back_and_no_honest_vote_is_touched() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut control = server.control(&session).await;
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        people.push(server.phone(&session).await);
    }
    server.walk_to(&session, "p1.open").await;
    for phone in &mut people {
        phone.state_at("p1.open").await;
    }
    // A third votes before the script comes, a third while it votes, a third after.
    let (before, later) = people.split_at_mut(PEOPLE / 3);
    let (during, after) = later.split_at_mut(PEOPLE / 3);
    join_all(before.iter_mut().enumerate().map(|(index, phone)| honest(phone, index))).await;
    sleep(Duration::from_secs(1)).await;
    let vote = async {
        let mut waits = Vec::new();
        for (index, phone) in during.iter_mut().enumerate() {
            waits.push(honest(phone, index).await);
            sleep(Duration::from_millis(10)).await;
        }
        waits.sort();
        waits
    };
    let ((bots, took), waits, alarm) = tokio::join!(
        attack(&server, &session),
        vote,
        control.hear_until("state", |state| state["parts"]["alarm"].as_str().is_some_and(|part| !part.is_empty()))
    );
    join_all(after.iter_mut().enumerate().map(|(index, phone)| honest(phone, index))).await;
    println!(
        "{bots} bots counted in {:.1} s ({:.0} a second); honest votes meanwhile: p50 {:?}, slowest {:?}",
        took.as_secs_f32(),
        f64::from(bots) / took.as_secs_f64(),
        waits[waits.len() / 2],
        waits[waits.len() - 1],
    );

    let part = alarm["parts"]["alarm"].as_str().unwrap();
    assert!(part.contains("sneller binnen dan iemand de vraag kan lezen"), "{part}");
    let since: i64 = part.split(r#"name="since" value=""#).nth(1).unwrap().split('"').next().unwrap().parse().unwrap();

    let people = PEOPLE as u32;
    let whole = server.results(&session).await;
    assert_eq!(whole["questions"][0]["answered"], people + bots);
    press(&mut control, 1, json!({ "command": "set-aside", "since": since })).await;
    let without = server.results(&session).await;
    println!("set aside: {} of {} answers stay", without["questions"][0]["answered"], people + bots);
    assert_eq!(without["questions"][0]["counts"], json!({ "ja": 150, "nee": 150, "anders": 0 }));
    assert_eq!(without["questions"][0]["set_aside"], bots);
    assert_eq!((&without["participants"], &without["questions"][0]["present"]), (&json!(people), &json!(people)));
    assert_eq!(without["rows"].as_array().unwrap().len() as u32, people + bots, "nothing is deleted");
    // Whoever is new now is set aside too, and reads so.
    let mut late = server.phone(&session).await;
    assert_eq!(late.vote("p1", 1, "ja").await, "counted");
    late.hear_until("mine", |mine| mine["answers"]["p1"]["aside"] == true).await;
    assert_eq!(server.results(&session).await["questions"][0]["answered"], people);

    // The facts lead to the same after a restart, and so does the undo.
    drop(control);
    let server = server.restart(Timing::default()).await;
    assert_eq!(server.results(&session).await["questions"][0]["counts"], without["questions"][0]["counts"]);
    let mut control = server.control(&session).await;
    control.hear_until("state", |state| state["parts"]["alarm"].to_string().contains("bring-back")).await;
    press(&mut control, 2, json!({ "command": "bring-back" })).await;
    let back = server.results(&session).await;
    assert_eq!(back["questions"][0]["answered"], people + bots + 1);
    assert_eq!((&back["questions"][0]["set_aside"], &back["participants"]), (&json!(0), &json!(people + bots + 1)));
}

#[tokio::test]
async fn a_phone_whose_vote_is_set_aside_hears_so_and_hears_when_it_counts_again() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut control = server.control(&session).await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let (mut early, mut late) = (server.phone(&session).await, server.phone_with(&session, &token).await);
    assert_eq!(early.vote("p1", 1, "ja").await, "counted");
    sleep(Duration::from_millis(20)).await;
    assert_eq!(late.vote("p1", 1, "nee").await, "counted");
    let stored = late.hear_until("mine", |mine| mine["answers"]["p1"]["n"] == 1).await;
    let stored = &stored["answers"]["p1"];
    assert_eq!(stored["aside"], Value::Null, "who counts needs no word for it");
    press(&mut control, 1, json!({ "command": "set-aside", "since": stored["at"] })).await;
    late.hear_until("mine", |mine| mine["answers"]["p1"]["aside"] == true).await;
    let cookie = format!("peil-{}={token}", session.code);
    let page = server.http.get(server.url(&format!("/{}?lang=nl", session.code))).header("cookie", cookie);
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Uw stem telt nu niet mee"), "{page}");
    press(&mut control, 2, json!({ "command": "bring-back" })).await;
    late.hear_until("mine", |mine| mine["answers"]["p1"]["aside"].is_null()).await;
    // Who was here before heard the same news and was in it never.
    let told = early.hear_until("mine", |mine| mine["answers"]["p1"]["n"] == 1).await;
    assert_eq!(told["answers"]["p1"]["aside"], Value::Null);
}

#[tokio::test]
async fn one_token_that_votes_without_end_is_slowed_and_told_so() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut phone = server.phone(&session).await;
    // Fewer than a socket may say at once, which is a limit of its own.
    let mut outcomes = Vec::new();
    for n in 1..=40 {
        outcomes.push(phone.vote("p1", n, ["ja", "nee"][n as usize % 2]).await);
    }
    let stored = outcomes.iter().filter(|outcome| *outcome != "busy").count();
    println!("{stored} of 40 changes of mind stored");
    assert!((10..25).contains(&stored), "{outcomes:?}");
    // What was told busy can be sent again, as phones do.
    let last = timeout(Duration::from_secs(10), async {
        while phone.vote("p1", 41, "anders").await == "busy" {
            sleep(Duration::from_millis(200)).await;
        }
    });
    last.await.unwrap();
    assert_eq!(server.results(&session).await["questions"][0]["counts"]["anders"], 1);
}

/// A room without a server around it, where a script of 20,000 takes no time, with its first question open and 300 who
/// wait for it.
async fn hall(deck: &str) -> (Arc<Hub>, Arc<Room>, Vec<PhoneGuard>) {
    let folder = crate::support::folders(deck);
    let shelf = Shelf::new(DeckFolder::open(&folder.path().join("polls")).unwrap());
    let deck = peil::domain::ids::DeckId::parse("proef").unwrap();
    let ready = shelf.take(&deck).await.unwrap().unwrap_or_else(|_| panic!("the deck is whole"));
    let join = JoinAddress::new("http://127.0.0.1");
    let hub = Hub::open(Arc::new(MemoryJournal::default()), Timing::default(), join).await.unwrap();
    let room = hub.start(ready, Privacy::DEFAULT).await.unwrap();
    let here = HALL.map(|number| room.presence().sit(voter(number))).collect();
    for _ in 0..3 {
        let next = Request::Steer { from: None, command: Command::Next };
        assert_eq!(room.submit(next).await, Reply::Done);
    }
    (hub, room, here)
}

fn counted(replies: &[Reply]) -> usize {
    replies.iter().filter(|reply| **reply == Reply::Outcome(Outcome::Counted)).count()
}

#[tokio::test]
async fn a_room_takes_a_hall_of_newcomers_at_once_and_then_slows_them_but_nobody_who_was_there() {
    let (hub, room, here) = hall(crate::support::DECK).await;
    let vote = |number: u16| {
        let request = AnswerRequest {
            voter: voter(number),
            question: SlideKey::parse("p1").unwrap(),
            round: 1,
            n: 1,
            said: peil::domain::answer::Answer::of_choices(vec![crate::fixtures::option_key("ja")]),
        };
        room.submit(Request::Answer(request))
    };
    let began = Instant::now();
    let bots = counted(&join_all((0..15_000).map(vote)).await);
    let took = began.elapsed().as_secs_f64();
    println!("{bots} of 15,000 newcomers counted in {took:.1} s");
    assert!((10_000..11_000 + (took * 100.0) as usize).contains(&bots), "{bots}");
    // The hall, first votes all, and not one waits.
    assert_eq!(counted(&join_all(HALL.map(vote)).await), here.len());
    assert!(room.link_secret(Link::Control).await.is_some());
    hub.close().await;
}

#[tokio::test]
async fn votes_for_a_question_from_the_audience_are_kept_at_the_same_pace() {
    let (hub, room, here) = hall("+++\ntitle = \"x\"\n+++\n\n# Vragen? {#v .questions moderated=no}\n").await;
    let question = SlideKey::parse("v").unwrap();
    let asked = AskRequest {
        voter: voter(59_999),
        question: question.clone(),
        round: 1,
        n: 1,
        text: "Wanneer?".into(),
        characters: 8,
        name: None,
    };
    assert_eq!(room.submit(Request::Ask(asked)).await, Reply::Outcome(Outcome::Counted));
    let vote = |number: u16| {
        let question = question.clone();
        let upvote = UpvoteRequest { voter: voter(number), question, round: 1, ask: AskNumber(1), n: 1, on: true };
        room.submit(Request::Upvote(upvote))
    };
    let began = Instant::now();
    let bots = counted(&join_all((0..15_000).map(vote)).await);
    assert!((9_990..11_000 + (began.elapsed().as_secs_f64() * 100.0) as usize).contains(&bots), "{bots}");
    assert_eq!(counted(&join_all(HALL.map(vote)).await), here.len());
    hub.close().await;
}
