//! The first promise: an answer that was acknowledged is there after the server was killed, once, and the session goes
//! on where it was.
//!
//! Kills the real binary while 300 phones answer. What this cannot show is a power cut; that the bytes were synced
//! before the reply is `trace`'s.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use rand::Rng;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::process::Binary;
use crate::support::{PATIENCE, Site, Socket, Started, folders};

const PHONES: usize = 300;
/// Rounds when nobody asks for more with `PEIL_ROUNDS`.
const ROUNDS: usize = 20;
/// Of four rounds so many must strike while some answers are acknowledged and others are not.
const MIXED_OF_FOUR: usize = 3;
/// All phones answer within this time: well within a second, also where the machine is slow.
const SPREAD_MS: u64 = 800;
/// The strike comes at most so long after the acknowledgement that calls for it, to hit a commit anywhere.
const STRIKE_WITHIN_US: u64 = 4_000;
/// Phones that open a page or a socket at the same time.
pub const AT_ONCE: usize = 24;

/// How many rounds to go: more by hand than in a run of all tests.
pub fn rounds(usual: usize) -> usize {
    std::env::var("PEIL_ROUNDS").map_or(usual, |rounds| rounds.parse().expect("PEIL_ROUNDS is a number"))
}

/// A question a round, each with room for words that tell one phone from another.
pub fn deck(rounds: usize) -> String {
    let slides =
        (1..=rounds).map(|round| format!("# Vraag {round}? {{#p{round}}}\n\n- (ja) Ja\n- (eigen) Anders… ____\n"));
    format!("+++\ntitle = \"Proef\"\n+++\n\n{}", slides.collect::<Vec<_>>().join("\n---\n\n"))
}

/// The words by which a phone's answer is found again.
pub fn words(phone: usize) -> String {
    format!("telefoon {phone}")
}

pub fn answer(question: &str, phone: usize) -> Value {
    json!({ "type": "answer", "question": question, "round": 1, "n": 1, "choices": ["eigen"], "text": words(phone) })
}

/// Everybody with a socket, in the order of their tokens.
pub async fn connect(site: &Site, session: &Started, tokens: &[String]) -> Vec<Socket> {
    stream::iter(tokens).map(|token| site.phone_with(session, token)).buffered(AT_ONCE).collect().await
}

/// Everybody answers, each at a moment of its own.
pub struct Volley {
    phones: JoinSet<Option<(usize, Socket, Instant)>>,
    acknowledged: watch::Receiver<usize>,
}

impl Volley {
    pub fn fire(sockets: Vec<Socket>, question: &str, spread_ms: u64) -> Self {
        Self::send(sockets, spread_ms, |phone| answer(question, phone))
    }

    /// As `fire`, with what each phone says.
    fn send(sockets: Vec<Socket>, spread_ms: u64, says: impl Fn(usize) -> Value) -> Self {
        let (counter, acknowledged) = watch::channel(0);
        let mut phones = JoinSet::new();
        for (phone, mut socket) in sockets.into_iter().enumerate() {
            let (counter, said) = (counter.clone(), says(phone));
            let wait = Duration::from_millis(rand::rng().random_range(0..=spread_ms));
            phones.spawn(async move {
                tokio::time::sleep(wait).await;
                if !socket.try_say(said.clone()).await {
                    return None;
                }
                loop {
                    let heard = socket.hear().await?;
                    let is_outcome = heard["type"] == "outcome" || heard["type"] == "asked";
                    if is_outcome && (&heard["question"], &heard["n"]) == (&said["question"], &said["n"]) {
                        // A disk that is gone before its server leaves it time to say that nothing was stored.
                        if heard["outcome"] == "busy" {
                            return None;
                        }
                        assert_eq!(heard["outcome"], "counted", "{heard}");
                        let told_at = Instant::now();
                        counter.send_modify(|count| *count += 1);
                        return Some((phone, socket, told_at));
                    }
                }
            });
        }
        Self { phones, acknowledged }
    }

    /// Waits until so many were acknowledged.
    pub async fn until(&mut self, wanted: usize) {
        let reached = self.acknowledged.wait_for(|count| *count >= wanted);
        timeout(PATIENCE, reached).await.expect("acknowledgements in time").unwrap();
    }

    /// The phones whose answer was acknowledged before this moment.
    pub async fn acknowledged_by(self, moment: Instant) -> BTreeMap<usize, Socket> {
        let told = self.phones.join_all().await.into_iter().flatten();
        told.filter(|(_, _, told_at)| *told_at <= moment).map(|(phone, socket, _)| (phone, socket)).collect()
    }

    /// The phones whose answer was acknowledged before the connection broke, with their sockets.
    pub async fn acknowledged(self) -> BTreeMap<usize, Socket> {
        let told = self.phones.join_all().await.into_iter().flatten();
        told.map(|(phone, socket, _)| (phone, socket)).collect()
    }
}

/// The words of every answer that the results hold, and how many answers they say there are.
pub async fn stored(site: &Site, session: &Started, question: &str) -> (Vec<String>, u64) {
    let results = site.results(session).await;
    let rows = results["rows"].as_array().unwrap();
    let mut words: Vec<String> =
        rows.iter().filter_map(|row| Some(row["cells"][question]["text"].as_str()?.to_owned())).collect();
    words.sort();
    let questions = results["questions"].as_array().unwrap();
    let asked = questions.iter().find(|asked| asked["id"] == question).unwrap();
    assert_eq!(asked["changes"], 0, "a repeat is no change of mind");
    (words, asked["answered"].as_u64().unwrap())
}

pub fn assert_none_twice(words: &[String]) {
    let twice: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "counted twice: {twice:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_answer_is_lost_or_counted_twice_when_the_server_is_killed_while_300_phones_answer() {
    let rounds = rounds(ROUNDS);
    let mut binary = Binary::start(folders(&deck(rounds))).await;
    let session = binary.begin("proef").await;
    let tokens: Vec<String> = stream::iter(0..PHONES).map(|_| binary.token(&session)).buffered(AT_ONCE).collect().await;
    let mut sockets = connect(&binary, &session, &tokens).await;
    let mut mixed = 0;
    // After which acknowledgement the strike may come at the latest; less when all were acknowledged before it.
    let mut reach = PHONES * 9 / 10;
    for round in 1..=rounds {
        let question = format!("p{round}");
        let step = format!("{question}.open");
        binary.walk_to(&session, &step).await;

        let mut volley = Volley::fire(sockets, &question, SPREAD_MS);
        // 7 and 20 have no common divisor: every twentieth of the reach has its turn.
        volley.until((reach * (round * 7 % ROUNDS) / ROUNDS).max(1)).await;
        tokio::time::sleep(Duration::from_micros(rand::rng().random_range(0..STRIKE_WITHIN_US))).await;
        let folder = binary.kill();
        let acknowledged = volley.acknowledged().await;
        let missing = PHONES - acknowledged.len();
        if missing == 0 {
            reach = (reach * 2 / 3).max(1);
        } else if !acknowledged.is_empty() {
            mixed += 1;
        }

        binary = Binary::start(folder).await;
        assert_eq!(binary.step(&session).await, step, "the session goes on where it was");
        let (after, count) = stored(&binary, &session, &question).await;
        println!(
            "round {round}: {} acknowledged, {missing} not, of which {} were stored all the same",
            acknowledged.len(),
            after.len() - acknowledged.len().min(after.len()),
        );
        assert_none_twice(&after);
        assert_eq!(after.len() as u64, count);
        let lost: Vec<_> = acknowledged
            .keys()
            .map(|phone| words(*phone))
            .filter(|words| after.binary_search(words).is_err())
            .collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");

        // Nobody knows what the server knows: all send again what they sent, with the same number.
        let mut volley = Volley::fire(connect(&binary, &session, &tokens).await, &question, 0);
        volley.until(PHONES).await;
        sockets = volley.acknowledged().await.into_values().collect();
        let (all, count) = stored(&binary, &session, &question).await;
        assert_none_twice(&all);
        assert_eq!((all.len(), count), (PHONES, PHONES as u64));
    }
    println!("{rounds} kills: 0 lost, 0 doubled, {mixed} between two acknowledgements");
    assert!(mixed * 4 >= rounds * MIXED_OF_FOUR, "only {mixed} of {rounds} strikes came between two acknowledgements");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_question_from_the_audience_is_lost_or_asked_twice_when_the_server_is_killed() {
    const ASKERS: usize = 60;
    const KILLS: usize = 4;
    const ASKING: &str = "+++\ntitle = \"Zaal\"\n+++\n\n# Vraag en antwoord {#vragen .questions}\n";
    let mut binary = Binary::start(folders(ASKING)).await;
    let session = binary.begin("proef").await;
    let tokens: Vec<String> = stream::iter(0..ASKERS).map(|_| binary.token(&session)).buffered(AT_ONCE).collect().await;
    binary.walk_to(&session, "vragen.open").await;
    let mut sockets = connect(&binary, &session, &tokens).await;
    let text = |kill: usize, phone: usize| format!("vraag {kill} van {phone}");
    let stored = async |site: &Site, kill: usize| -> Vec<String> {
        let results = site.results(&session).await;
        let asks = results["questions"][0]["asks"].as_array().unwrap();
        let mine = asks.iter().filter_map(|ask| ask["text"].as_str()).map(str::to_owned);
        let mut mine: Vec<String> = mine.filter(|text| text.starts_with(&format!("vraag {kill} "))).collect();
        mine.sort();
        mine
    };
    let mut missing = 0;
    for kill in 1..=KILLS {
        // The next question of everybody.
        let ask = |phone: usize| json!({ "type": "ask", "question": "vragen", "round": 1, "n": kill, "text": text(kill, phone) });
        let mut volley = Volley::send(sockets, SPREAD_MS / 2, ask);
        volley.until(ASKERS * kill / (KILLS + 2)).await;
        let folder = binary.kill();
        let acknowledged = volley.acknowledged().await;
        missing += ASKERS - acknowledged.len();

        binary = Binary::start(folder).await;
        let after = stored(&binary, kill).await;
        assert_none_twice(&after);
        for phone in acknowledged.keys() {
            assert!(after.binary_search(&text(kill, *phone)).is_ok(), "acknowledged and lost: {kill} of {phone}");
        }
        let mut volley = Volley::send(connect(&binary, &session, &tokens).await, 0, ask);
        volley.until(ASKERS).await;
        sockets = volley.acknowledged().await.into_values().collect();
        let all = stored(&binary, kill).await;
        assert_none_twice(&all);
        assert_eq!(all.len(), ASKERS);
    }
    println!("{KILLS} kills: 0 questions lost, 0 doubled, {missing} of {} were not acknowledged", KILLS * ASKERS);
    assert!(missing > 0, "no strike came between two acknowledgements");
}
