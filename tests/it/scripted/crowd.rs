//! Who says what, and what that comes to. The sums here are plain loops over people, and share no code with Peil.

use std::collections::BTreeMap;
use std::time::Duration;

use peil::domain::ids::EntryName;
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
    # Wat vond u ervan? {#oordeel .form}\n\n## Hoe was het tempo? {#tempo}\n\n- (traag) Te langzaam\n- (goed) Precies goed\n\n\
    ## Welk rapportcijfer? {#rapport .number min=1 max=5}\n\n## Wat hielp? {#hielp max=2}\n\n- [verhaal] Het verhaal\n- [vragen] De vragen\n- (geen) Geen van beide\n\n\
    ## Een tip {#tip .open}\n\n---\n\n\
    # En nu, gaat u het doen? {#doen-na repeat=doen}\n\n---\n\n\
    # Wie moet het doen? {#wie}\n\n- (hr) Personeelszaken\n- (baas) De directie\n- (anders) Iemand anders… ____\n\n---\n\n\
    # Wat wilt u vragen? {#vragen .questions}\n\n---\n\n# Tot ziens\n";

/// People in all; from [`LATE`] on they come when the fourth question is asked.
const PEOPLE: u32 = 120;
const LATE: u32 = 100;
/// The first question that those see.
const SEEN_LATE: usize = 3;
/// What the audience asks stands behind them.
const QUESTIONS: [&str; 12] =
    ["doen", "bekend", "remt", "cijfer", "eerst", "woord", "budget", "kans", "beter", "oordeel", "doen-na", "wie"];
pub const ASKS: &str = "vragen";
/// What is written at the last question, and what the presenter makes of it.
const COUNTS_AS: &str = "de directie van nu";
const OWN: &str = "Wij allemaal";

/// Before and after, of who answered both: by answer, and by the way that people went.
pub struct Moved {
    pub both: u32,
    pub only_first: u32,
    pub only_second: u32,
    /// Each answer with its two cells and their difference.
    pub pairs: Said,
    /// From, to, how many; the busiest first.
    pub ways: Vec<(&'static str, &'static str, u32)>,
}

pub fn moved() -> Moved {
    let place = |id: &str| QUESTIONS.iter().position(|question| *question == id).unwrap();
    let (first, second) = (place("doen"), place("doen-na"));
    let who = |in_first: bool, in_second: bool| {
        (0..PEOPLE).filter(move |person| answers(*person, first) == in_first && answers(*person, second) == in_second)
    };
    let said = |person: u32, id: &str| says(person, id)["choices"][0].as_str().unwrap().to_owned();
    let both = who(true, true).count() as u32;
    let percent = |count: u32| (200 * count + both) / (2 * both);
    let options = [("ja", "Ja"), ("nee", "Nee"), ("twijfel", "Twijfel")];
    let pairs = options.map(|(key, label)| {
        let count = |id: &str| who(true, true).filter(|person| said(*person, id) == key).count() as u32;
        let (before, after) = (count("doen"), count("doen-na"));
        let change = i64::from(percent(after)) - i64::from(percent(before));
        let change = if change > 0 { format!("+{change}") } else { change.to_string().replace('-', "−") };
        (label.to_owned(), vec![of(before, both), of(after, both), change])
    });
    let mut ways = Vec::new();
    for (from, label) in options.iter().filter(|(key, _)| *key != "ja") {
        let went = who(true, true).filter(|person| said(*person, "doen") == *from && said(*person, "doen-na") == "ja");
        ways.push((*label, "Ja", went.count() as u32));
    }
    ways.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let (only_first, only_second) = (who(true, false).count() as u32, who(false, true).count() as u32);
    Moved { both, only_first, only_second, pairs: pairs.into(), ways }
}

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

/// Everybody but each tenth answers what they see; a few more leave before the second time that something is asked.
fn answers(person: u32, question: usize) -> bool {
    let has_left = QUESTIONS[question] == "doen-na" && person % 11 == 3;
    person % 10 != 9 && !has_left && (person < LATE || question >= SEEN_LATE)
}

/// Their browsers run no script, so each answer is a form that is sent.
fn is_without_script(person: u32) -> bool {
    person % 16 == 5 && person % 10 != 9
}

/// What the audience asks: who, what, and what becomes of it.
pub const ASKED: [(u32, &str, Option<&str>); 4] = [
    (5, "Wie betaalt dat?", Some("ask-answer")),
    (12, "Wanneer begint het?", None),
    (40, "Mag ik naar huis?", Some("ask-hide")),
    (110, "Krijgen we de dia’s?", Some("ask-answer")),
];

/// Whether this person wants it answered too.
fn upvotes(person: u32, ask: usize) -> bool {
    person % 12 == ask as u32 && person % 10 != 9 && person != ASKED[ask].0 && ask != 2
}

/// Whoever was there by a connection or asked something: a vote for what another asked is a form that comes and goes.
pub fn could_ask() -> u32 {
    let is_there = |person: &u32| !is_without_script(*person) || ASKED.iter().any(|(asker, ..)| asker == person);
    (0..PEOPLE).filter(is_there).count() as u32
}

/// How many want each question answered besides who asked it.
pub fn votes(ask: usize) -> u32 {
    (0..PEOPLE).filter(|person| upvotes(*person, ask)).count() as u32
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
        "doen-na" if person.is_multiple_of(5) => json!({ "choices": ["ja"] }),
        "doen-na" => says(person, "doen"),
        "wie" => match person % 4 {
            0 => json!({ "choices": ["hr"] }),
            1 => json!({ "choices": ["baas"] }),
            2 => {
                json!({ "choices": ["anders"], "text": if person.is_multiple_of(8) { OWN.to_uppercase() } else { OWN.to_owned() } })
            }
            _ => json!({ "choices": ["anders"], "text": COUNTS_AS }),
        },
        _ => {
            let tempo = if person.is_multiple_of(2) { "traag" } else { "goed" };
            let hielp: &[&str] = match person % 5 {
                0 => &["verhaal", "vragen"],
                1 | 2 => &["vragen"],
                3 => &["verhaal"],
                _ => &["geen"],
            };
            let mut parts = json!({
                "tempo": { "choices": [tempo] },
                "rapport": { "number": (1 + person % 5).to_string() },
                "hielp": { "choices": hielp },
            });
            if person % 6 == 1 {
                parts["tip"] = json!({ "text": "Korter graag" });
            }
            json!({ "parts": parts })
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
                if is_without_script(person as u32) {
                    *socket = None;
                }
            }
            server.walk_to(&session, &format!("{question}.open")).await;
            for person in (0..here).filter(|person| answers(*person, place)) {
                let mut road = match sockets[person as usize].as_mut() {
                    Some(socket) => Road::Socket(socket),
                    None => Road::Form(server, &session, &tokens[person as usize]),
                };
                let mut n = 1;
                // Each seventh says something else first.
                if person % 7 == 0 {
                    assert_eq!(road.say(question, n, says(person + 1, question)).await, "counted", "{question}");
                    n += 1;
                }
                let outcome = road.say(question, n, says(person, question)).await;
                assert_eq!(outcome, if n == 1 { "counted" } else { "changed" }, "{question} {person}");
            }
            if question == "wie" {
                recode(server, &session).await;
            }
            server.walk_to(&session, &format!("{question}.revealed")).await;
        }
        ask(server, &session, &tokens, &mut sockets).await;
        let step = server.step(&session).await;
        assert_eq!(server.command(&session, &step, "end").await.0, 200);
        Self { session }
    }
}

/// How somebody's answer travels.
enum Road<'a> {
    Socket(&'a mut Socket),
    Form(&'a Server, &'a Started, &'a str),
}

impl Road<'_> {
    async fn say(&mut self, question: &str, n: u32, said: Value) -> String {
        match self {
            Road::Socket(socket) => say(socket, question, n, said).await,
            Road::Form(server, session, token) => {
                let mut fields = fields(&said, question == "eerst", "");
                fields.push(("several".to_owned(), "1".to_owned()));
                send(server, session, token, "answers", question, n, fields).await
            }
        }
    }
}

/// The controls of a form that says this.
fn fields(said: &Value, is_order: bool, of: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (place, choice) in said["choices"].as_array().into_iter().flatten().enumerate() {
        let choice = choice.as_str().unwrap();
        fields.push(match is_order {
            true => (format!("number.{choice}"), (place + 1).to_string()),
            false => (format!("choice{of}"), choice.to_owned()),
        });
    }
    for control in ["number", "text"] {
        fields.extend(said[control].as_str().map(|said| (format!("{control}{of}"), said.to_owned())));
    }
    for (part, said) in said["parts"].as_object().into_iter().flatten() {
        fields.extend(self::fields(said, false, &format!(".{part}")));
    }
    fields
}

async fn send(
    server: &Server,
    session: &Started,
    token: &str,
    to: &str,
    question: &str,
    n: u32,
    mut fields: Vec<(String, String)>,
) -> String {
    let own = [("question", question.to_owned()), ("round", "1".to_owned()), ("n", n.to_string())];
    fields.extend(own.map(|(name, value)| (name.to_owned(), value)));
    let url = server.url(&format!("/{}/{to}?lang=nl", session.code));
    loop {
        let request = server.http.post(&url).header("cookie", format!("peil-{}={token}", session.code));
        let reply = request.header("accept", "application/json").form(&fields).send().await.unwrap();
        let reply: Value = reply.json().await.unwrap();
        let outcome = reply["outcome"].as_str().unwrap_or_else(|| panic!("{question}: {reply}"));
        if outcome != "busy" {
            return outcome.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn press(server: &Server, session: &Started, body: Value) {
    let reply = server.post(&format!("/api/v1/sessions/{}/commands", session.id), body).await;
    let status = reply.status();
    assert_eq!(status, 200, "{}", reply.text().await.unwrap());
}

/// What people wrote beside the answers: one counts as an answer that there was, one becomes an answer of its own.
async fn recode(server: &Server, session: &Started) {
    let name = |text: &str| EntryName::of("", &text.to_lowercase()).to_string();
    let (as_option, own) = (name(COUNTS_AS), name(OWN));
    press(
        server,
        session,
        json!({ "command": "text-count-as", "slide": "wie", "round": 1, "entries": [as_option], "under": "baas" }),
    )
    .await;
    press(server, session, json!({ "command": "text-own", "slide": "wie", "round": 1, "entries": [own] })).await;
}

/// The audience asks, by socket and by form; all is let through, and others want it answered too.
async fn ask(server: &Server, session: &Started, tokens: &[String], sockets: &mut [Option<Socket>]) {
    server.walk_to(session, &format!("{ASKS}.open")).await;
    for (place, (person, text, _)) in ASKED.iter().enumerate() {
        match sockets[*person as usize].as_mut() {
            Some(socket) => {
                let said = json!({ "type": "ask", "question": ASKS, "round": 1, "n": 1, "text": text });
                socket.say(said).await;
                socket.hear_until("asked", |asked| asked["outcome"] == "counted").await;
            }
            None => {
                let fields = vec![("text".to_owned(), (*text).to_owned())];
                let outcome = send(server, session, &tokens[*person as usize], "asks", ASKS, 1, fields).await;
                assert_eq!(outcome, "counted");
            }
        }
        press(server, session, json!({ "command": "ask-show", "slide": ASKS, "round": 1, "ask": place + 1 })).await;
    }
    for ask in 0..ASKED.len() {
        for person in (0..PEOPLE).filter(|person| upvotes(*person, ask)) {
            let fields = vec![("vote".to_owned(), format!("{}.1.1", ask + 1))];
            let outcome = send(server, session, &tokens[person as usize], "upvotes", ASKS, 1, fields).await;
            assert_eq!(outcome, "counted", "{person} {ask}");
        }
    }
    for (place, (_, _, becomes)) in ASKED.iter().enumerate() {
        if let Some(command) = becomes {
            press(server, session, json!({ "command": command, "slide": ASKS, "round": 1, "ask": place + 1 })).await;
        }
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
    // Asked again, with the answers that it had.
    let question = question.trim_end_matches("-na");
    let slide = DECK.split("\n# ").find(|slide| slide.contains(&format!("{{#{question}"))).unwrap();
    let options = slide
        .lines()
        .filter_map(|line| line.strip_prefix("- ").or_else(|| line.split_once(". ").map(|(_, rest)| rest)));
    for (place, option) in options.enumerate() {
        let (key, text) = option.split_once(['(', '[']).unwrap().1.split_once([')', ']']).unwrap();
        if text.trim_end_matches("____").trim() == label {
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
        "doen" | "doen-na" => each(&by_size(vec![("ja", "Ja"), ("nee", "Nee"), ("twijfel", "Twijfel")])),
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
        "wie" => {
            let of_words = |words: &str| {
                people
                    .iter()
                    .filter(|person| {
                        says(**person, id)["text"].as_str().is_some_and(|text| text.eq_ignore_ascii_case(words))
                    })
                    .count() as u32
            };
            let (moved, own) = (of_words(COUNTS_AS), of_words(OWN));
            let rows = [
                ("Personeelszaken", count("hr"), count("hr")),
                ("De directie", count("baas") + moved, count("baas")),
                ("Iemand anders…", count("anders") - moved - own, count("anders")),
                (OWN, own, 0),
            ];
            let row = |(label, counts, given): (&str, u32, u32)| {
                (label.to_owned(), vec![of(counts, answered), given.to_string()])
            };
            let mut rows = rows.to_vec();
            rows.sort_by_key(|(label, counts, _)| (*label == "Iemand anders…", std::cmp::Reverse(*counts)));
            rows.into_iter().map(row).collect()
        }
        _ => {
            let tempo = each(&by_size(vec![("tempo=traag", "Te langzaam"), ("tempo=goed", "Precies goed")]));
            let rapport = ["1", "2", "3", "4", "5"];
            let rapport = rapport.map(|mark| (mark.to_owned(), vec![of(count(&format!("rapport={mark}")), answered)]));
            let hielp = by_size(vec![("hielp=verhaal", "Het verhaal"), ("hielp=vragen", "De vragen")]);
            let hielp = each(&[hielp, vec![("hielp=geen", "Geen van beide")]].concat());
            tempo.into_iter().chain(rapport).chain(hielp).collect()
        }
    }
}
