//! Who says what, and what that comes to. The sums here are plain loops over people, and share no code with Peil.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::Said;
use crate::support::{Server, Socket, Started};

pub const DECK: &str = "+++\ntitle = \"Draaiboek\"\n+++\n\n# Gaat u het doen? {#doen}\n\n- (ja) Ja\n- (nee) Nee\n- (twijfel) Twijfel\n\n---\n\n\
    # Hoe bekend bent u ermee? {#bekend}\n\n1. ( ) Onbekend\n2. ( ) Een beetje\n3. ( ) Goed bekend\n\n- (wn) Weet ik niet\n\n---\n\n\
    # Wat houdt u tegen? {#remt max=2}\n\n- [tijd] Te weinig tijd\n- [geld] Te weinig geld\n- (niets) Niets\n\n---\n\n\
    # Welk cijfer geeft u? {#cijfer .number min=1 max=5}\n\n---\n\n\
    # Wat moet eerst? {#eerst .ranking}\n\n- [meer] Meer mensen\n- [slim] Slimmer werken\n- [minder] Minder werk\n\n---\n\n\
    # Aan welk woord denkt u? {#woord .words max=1}\n\n---\n\n\
    # Verdeel het budget {#budget .points max=100 step=10}\n\n- [machines] Machines\n- [scholing] Scholing\n\n---\n\n\
    # Hoeveel kans heeft dit? {#kans .rating}\n\n## Techniek {#techniek}\n## Regels {#regels}\n\n1. ( ) Geen kans\n2. ( ) Kleine kans\n3. ( ) Grote kans\n\n---\n\n\
    # Wat kan beter? {#beter .open}\n\n---\n\n\
    # Wat vond u ervan? {#oordeel .form}\n\n## Hoe was het tempo? {#tempo}\n\n- (traag) Te langzaam\n- (goed) Precies goed\n\n---\n\n# Tot ziens\n";

/// People in all; from [`LATE`] on they come when the fourth question is asked.
const PEOPLE: u32 = 120;
const LATE: u32 = 100;
/// The first question that those see.
const SEEN_LATE: usize = 3;
const QUESTIONS: [&str; 10] =
    ["doen", "bekend", "remt", "cijfer", "eerst", "woord", "budget", "kans", "beter", "oordeel"];

/// What is known of a question before anybody asked Peil.
pub struct Expected {
    pub id: &'static str,
    /// How the report numbers it.
    pub heading: String,
    pub shown: u32,
    pub answered: u32,
    /// The rows of its table, as a page writes them.
    pub said: Said,
    /// People by what they said: `ja`, `techniek=1`.
    pub counts: BTreeMap<String, u32>,
}

/// Everybody but each tenth answers what they see.
fn answers(person: u32, question: usize) -> bool {
    person % 10 != 9 && (person < LATE || question >= SEEN_LATE)
}

/// What this person's answer is in the end.
fn says(person: u32, question: &str) -> Value {
    let third = |of: [&'static str; 3]| of[(person % 3) as usize];
    match question {
        "doen" => json!({ "choices": [third(["ja", "nee", "twijfel"])] }),
        "bekend" => json!({ "choices": [if person.is_multiple_of(4) { "wn" } else { third(["1", "2", "3"]) }] }),
        "remt" => match (person.is_multiple_of(2), person.is_multiple_of(3)) {
            (true, true) => json!({ "choices": ["tijd", "geld"] }),
            (true, false) => json!({ "choices": ["tijd"] }),
            (false, true) => json!({ "choices": ["geld"] }),
            (false, false) => json!({ "choices": ["niets"] }),
        },
        "cijfer" => json!({ "number": (1 + person % 5).to_string() }),
        "eerst" => json!({ "choices": match person % 3 {
            0 => ["meer", "slim", "minder"],
            1 => ["slim", "meer", "minder"],
            _ => ["slim", "minder", "meer"],
        } }),
        "woord" => json!({ "text": third(["rust", "Tijd", "samen"]) }),
        "budget" => {
            let machines = 10 * (person % 11);
            json!({ "parts": { "machines": { "number": machines.to_string() }, "scholing": { "number": (100 - machines).to_string() } } })
        }
        "kans" => {
            let mut parts = json!({ "techniek": { "choices": [third(["1", "2", "3"])] } });
            if person.is_multiple_of(2) {
                parts["regels"] = json!({ "choices": ["2"] });
            }
            json!({ "parts": parts })
        }
        "beter" => json!({ "text": format!("Voorstel nummer {person}") }),
        _ => {
            let tempo = if person.is_multiple_of(2) { "traag" } else { "goed" };
            json!({ "parts": { "tempo": { "choices": [tempo] } } })
        }
    }
}

pub struct Crowd {
    pub session: Started,
}

impl Crowd {
    /// Plays the whole session, to its end.
    pub async fn play(server: &Server) -> Self {
        let session = server.begin("proef").await;
        let mut tokens = Vec::new();
        let mut sockets: Vec<Option<Socket>> = Vec::new();
        for (place, question) in QUESTIONS.into_iter().enumerate() {
            let here = if place < SEEN_LATE { LATE } else { PEOPLE };
            for _ in tokens.len() as u32..here {
                let token = server.token(&session).await;
                sockets.push(Some(server.phone_with(&session, &token).await));
                tokens.push(token);
            }
            // Some lost their connection since, and come back as who they were.
            for (person, socket) in sockets.iter_mut().enumerate() {
                if person % 4 == place % 4 {
                    *socket = Some(server.phone_with(&session, &tokens[person]).await);
                }
            }
            server.walk_to(&session, &format!("{question}.open")).await;
            for person in (0..here).filter(|person| answers(*person, place)) {
                let socket = sockets[person as usize].as_mut().unwrap();
                let mut n = 1;
                // Each seventh says something else first.
                if person % 7 == 0 {
                    assert_eq!(say(socket, question, n, says(person + 1, question)).await, "counted", "{question}");
                    n += 1;
                }
                let is_same = n == 2 && says(person, question) == says(person + 1, question);
                let outcome = say(socket, question, n, says(person, question)).await;
                assert_eq!(outcome, if n == 1 || is_same { "counted" } else { "changed" }, "{question} {person}");
            }
            server.walk_to(&session, &format!("{question}.revealed")).await;
        }
        let step = server.step(&session).await;
        assert_eq!(server.command(&session, &step, "end").await.0, 200);
        Self { session }
    }
}

async fn say(socket: &mut Socket, question: &str, n: u32, mut said: Value) -> String {
    said["question"] = json!(question);
    said["round"] = json!(1);
    said["n"] = json!(n);
    loop {
        let outcome = socket.answer(said.clone()).await;
        // Ten questions in a few seconds are more than a hand answers: whoever is slowed says it again, as phones do.
        if outcome != "busy" {
            return outcome;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

pub fn expected() -> Vec<Expected> {
    QUESTIONS.into_iter().enumerate().map(|(place, id)| question(place, id)).collect()
}

fn question(place: usize, id: &'static str) -> Expected {
    let people: Vec<u32> = (0..PEOPLE).filter(|person| answers(*person, place)).collect();
    let answered = people.len() as u32;
    let mut counts = BTreeMap::new();
    for person in &people {
        for key in keys(&says(*person, id)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    if id == "beter" {
        counts.clear();
    }
    let heading = DECK.split("\n# ").skip(1).nth(place).unwrap().split(" {").next().unwrap();
    let shown = if place < SEEN_LATE { LATE } else { PEOPLE };
    let said = said(id, &people, &counts, answered);
    Expected { id, heading: format!("{}. {heading}", place + 1), shown, answered, said, counts }
}

/// What one answer is counted under.
pub fn keys(said: &Value) -> Vec<String> {
    let text = said["text"].as_str().map(|text| text.to_lowercase());
    // Who gave an option no points said nothing of it.
    let number = said["number"].as_str().filter(|number| *number != "0").map(str::to_owned);
    let choices = said["choices"].as_array().into_iter().flatten().map(|choice| choice.as_str().unwrap().to_owned());
    let parts = said["parts"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(key, part)| keys(part).into_iter().map(move |inner| format!("{key}={inner}")));
    text.into_iter().chain(number).chain(choices).chain(parts).collect()
}

/// The name of an answer by its label.
pub fn key_of(question: &str, label: &str) -> String {
    let slide = DECK.split("\n# ").find(|slide| slide.contains(&format!("{{#{question}"))).unwrap();
    let options = slide
        .lines()
        .filter_map(|line| line.strip_prefix("- ").or_else(|| line.split_once(". ").map(|(_, rest)| rest)));
    for (place, option) in options.enumerate() {
        let (key, text) = option.split_once(['(', '[']).unwrap().1.split_once([')', ']']).unwrap();
        if text.trim() == label {
            return if key.trim().is_empty() { (place + 1).to_string() } else { key.to_owned() };
        }
    }
    panic!("{label} is no answer to {question}")
}

/// `41 · 47%`.
fn of(count: u32, whole: u32) -> String {
    format!("{count} · {}%", (200 * count + whole) / (2 * whole))
}

/// `1,8`, rounded half up.
fn mean(sum: u32, people: u32) -> String {
    let tenths = (20 * sum + people) / (2 * people);
    format!("{},{}", tenths / 10, tenths % 10)
}

/// The table of a question, in the order in which a page has it.
fn said(id: &str, people: &[u32], counts: &BTreeMap<String, u32>, answered: u32) -> Said {
    let count = |key: &str| counts.get(key).copied().unwrap_or(0);
    let each = |rows: &[(&str, &str)]| -> Said {
        rows.iter().map(|(key, label)| ((*label).to_owned(), vec![of(count(key), answered)])).collect()
    };
    // Largest first, of equals in the order of the deck.
    let by_size = |mut rows: Vec<(&'static str, &'static str)>| {
        rows.sort_by_key(|(key, _)| std::cmp::Reverse(count(key)));
        rows
    };
    match id {
        "doen" => each(&by_size(vec![("ja", "Ja"), ("nee", "Nee"), ("twijfel", "Twijfel")])),
        "bekend" => each(&[("1", "Onbekend"), ("2", "Een beetje"), ("3", "Goed bekend"), ("wn", "Weet ik niet")]),
        "remt" => {
            let chosen = by_size(vec![("tijd", "Te weinig tijd"), ("geld", "Te weinig geld")]);
            each(&[chosen, vec![("niets", "Niets")]].concat())
        }
        "cijfer" => each(&[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]),
        "eerst" => {
            let row = |key: &str, label: &str| {
                let places = people.iter().map(|person| {
                    let order = says(*person, id)["choices"].clone();
                    1 + order.as_array().unwrap().iter().position(|choice| choice == key).unwrap() as u32
                });
                let (sum, first) = places.fold((0, 0), |(sum, first), at| (sum + at, first + u32::from(at == 1)));
                (label.to_owned(), vec![mean(sum, answered), of(first, answered), answered.to_string()])
            };
            vec![row("slim", "Slimmer werken"), row("meer", "Meer mensen"), row("minder", "Minder werk")]
        }
        "woord" => {
            let mut rows = vec![("rust", "rust"), ("samen", "samen"), ("tijd", "Tijd")];
            rows.sort_by_key(|(key, label)| (std::cmp::Reverse(count(key)), *label));
            each(&rows)
        }
        "budget" => {
            let given = |key: &str| -> Vec<u32> {
                people
                    .iter()
                    .map(|person| says(*person, id)["parts"][key]["number"].as_str().unwrap().parse().unwrap())
                    .collect()
            };
            let row = |key: &str, label: &str| {
                let given = given(key);
                let some = given.iter().filter(|points| **points > 0).count();
                (label.to_owned(), vec![mean(given.iter().sum(), answered), some.to_string()])
            };
            // The most points first.
            vec![row("scholing", "Scholing"), row("machines", "Machines")]
        }
        "kans" => {
            let row = |key: &str, label: &str| {
                let points: Vec<u32> = ["1", "2", "3"].iter().map(|point| count(&format!("{key}={point}"))).collect();
                let all = points.iter().sum();
                let cells = points.iter().map(|point| of(*point, all)).chain([all.to_string()]);
                (label.to_owned(), cells.collect())
            };
            vec![row("techniek", "Techniek"), row("regels", "Regels")]
        }
        "beter" => Vec::new(),
        _ => each(&[("tempo=traag", "Te langzaam"), ("tempo=goed", "Precies goed")]),
    }
}
