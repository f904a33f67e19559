//! What all that comes to. The sums here are plain loops over people, and share no code with Peil.

use std::collections::BTreeMap;

use super::Said;
use super::crowd::{
    ASKED, COUNTS_AS, DECK, LATE, OWN, PEOPLE, QUESTIONS, SEEN_LATE, answers, is_without_script, keys, says, upvotes,
};

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

/// Whoever was there by a connection or asked something: a vote for what another asked is a form that comes and goes.
pub fn could_ask() -> u32 {
    let is_there = |person: &u32| !is_without_script(*person) || ASKED.iter().any(|(asker, ..)| asker == person);
    (0..PEOPLE).filter(is_there).count() as u32
}

/// How many want each question answered besides who asked it.
pub fn votes(ask: usize) -> u32 {
    (0..PEOPLE).filter(|person| upvotes(*person, ask)).count() as u32
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
