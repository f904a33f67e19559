//! A full hall that has answered ten questions, written into a data folder without a server: once running, once sealed.
//! Everybody answers everything, so that there is nothing that would be less work.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::fact::{Answered, Fact, Place, Recorded};
use peil::domain::ids::{DeckId, Moment, OptionKey, RoomCode, SessionId, SlideKey, VoterId};
use peil::domain::privacy::Privacy;
use peil::domain::session::Session;
use peil::journal::data_folder::DataFolder;
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Charter, DeckText, Journal};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

pub const PEOPLE: u32 = 10_000;
/// Of the one that runs.
pub const CODE: u32 = 123_456;
/// Between two answers.
const PACE_MS: i64 = 2;
const DECK: &str = "+++\ntitle = \"Volle zaal\"\n+++\n\n# In welke rol bent u hier? {#rol .segment}\n\n\
    - (hr) Personeel en organisatie\n- (or) Ondernemingsraad\n- (anders) Anders… ____\n\n---\n\n\
    # Waardoor komt het er niet van? {#remt max=3}\n\n- [tijd] Te weinig tijd\n- [geld] Te weinig geld\n\
    - [steun] Te weinig steun van boven\n- [weten] Niemand weet hoe\n- [eigen] Iets anders… ____\n\n---\n\n\
    # Hoe bekend bent u ermee? {#bekend}\n\n1. ( ) Onbekend\n2. ( ) Een beetje\n3. ( ) Goed bekend\n\n- (wn) Weet ik niet\n\n---\n\n\
    # Welk cijfer geeft u? {#cijfer .number min=0 max=100}\n\n---\n\n\
    # Wat moet eerst? {#eerst .ranking}\n\n- [meer] Meer mensen\n- [minder] Minder werk\n- [slim] Slimmer werken\n- [regels] Minder regels\n\n---\n\n\
    # Verdeel het budget {#budget .points max=100 step=10}\n\n- [techniek] Techniek\n- [combi] Combinatie\n- [school] Scholing\n\n---\n\n\
    # Hoeveel kans heeft dit? {#kans .rating}\n\n## Techniek {#techniek}\n## Minder regels {#regels}\n## Taken anders verdelen {#taken}\n\n\
    1. ( ) Geen kans\n2. ( ) Kleine kans\n3. ( ) Grote kans\n\n---\n\n\
    # Wat kan beter? {#beter .open max=200}\n\n---\n\n# Welke woorden? {#woorden .words max=2}\n\n---\n\n\
    # Wat vond u ervan? {#oordeel .form}\n\n## Welk cijfer? {#cijfer .number min=1 max=10}\n\n## Tip {#tip .open}\n\n\
    ## Wat hielp? {#hielp max=2}\n\n- [a] Het verhaal\n- [b] De vragen\n\n---\n\n\
    # Gaat u mee? {#mee}\n\n- (ja) Ja\n- (nee) Nee\n";
/// Asked and answered. After them stands one to vote on now.
pub const QUESTIONS: [&str; 10] =
    ["rol", "remt", "bekend", "cijfer", "eerst", "budget", "kans", "beter", "woorden", "oordeel"];

/// Their names.
pub struct Halls {
    pub running: String,
    pub sealed: String,
}

/// Writes both into the data folder of a server that does not run yet.
pub async fn fill(folder: &Path) -> anyhow::Result<Halls> {
    let data = DataFolder::open(&folder.join("data"))?;
    let journal = SqliteJournal::open(data.sessions())?;
    let halls = Halls { running: "volle-zaal".to_owned(), sealed: "oude-zaal".to_owned() };
    let now = jiff::Timestamp::now().as_millisecond();
    // Not so long ago that the running one would be ended for want of a presenter.
    let started_at = Moment(now - i64::from(PEOPLE) * PACE_MS * QUESTIONS.len() as i64);
    let facts = facts(started_at)?;
    for (name, code) in [(&halls.running, CODE), (&halls.sealed, 654_321)] {
        let session = SessionId::parse(name).context("a session's name")?;
        // Where groups are told apart, files with rows come only once results are final.
        let deck = if name == &halls.sealed { DECK.to_owned() } else { DECK.replace(" .segment", "") };
        journal.create(charter(&session, code, started_at, deck)?).await?;
        for batch in facts.chunks(PEOPLE as usize) {
            journal.append(&session, batch.to_vec()).await?;
        }
        if name == &halls.sealed {
            let id = DeckId::parse("volle-zaal").context("a deck's name")?;
            let source = Source { name: "volle-zaal.md", bytes: DECK.as_bytes() };
            let reading = deck_file::read_editions(&id, source, &[]).ok().context("a deck")?;
            let session_now = Session::replay(reading.editions.into(), started_at, &facts);
            journal.seal(&session, Moment(now), session_now.results(&session_now.known_present())).await?;
        }
    }
    journal.close().await?;
    Ok(halls)
}

fn charter(session: &SessionId, code: u32, started_at: Moment, deck: String) -> anyhow::Result<Charter> {
    Ok(Charter {
        session: session.clone(),
        code: RoomCode::new(code).context("a code")?,
        deck: DeckId::parse("volle-zaal").context("a deck's name")?,
        title: "Volle zaal".to_owned(),
        started_at,
        privacy: Privacy::DEFAULT,
        key: [7; 32],
        original: DeckText { name: "volle-zaal.md".to_owned(), text: deck },
        translations: Vec::new(),
    })
}

fn facts(started_at: Moment) -> anyhow::Result<Vec<Recorded>> {
    // The same hall in every run.
    let mut dice = rand::rngs::StdRng::seed_from_u64(1);
    let voters: BTreeSet<VoterId> = (0..PEOPLE).map(voter).collect();
    let mut at = started_at;
    let mut facts = Vec::new();
    let mut happen = |fact: Fact, pause: i64| {
        at.0 += pause;
        facts.push(Recorded { at, fact });
    };
    for name in QUESTIONS {
        let question = SlideKey::parse(name).context("a question's name")?;
        happen(Fact::Moved { to: Place::Slide(question.clone()) }, 0);
        happen(Fact::Opened { question: question.clone() }, 0);
        for number in 0..PEOPLE {
            let answer = answer(name, number, &mut dice);
            let (question, voter) = (question.clone(), voter(number));
            happen(Fact::Answered(Answered { question, round: 1, voter, n: 1, answer }), PACE_MS);
        }
        happen(Fact::Closing { question: question.clone() }, 0);
        happen(Fact::Closed { question: question.clone(), present: voters.iter().copied().collect() }, 0);
        happen(Fact::Revealed { question }, 0);
    }
    Ok(facts)
}

fn voter(number: u32) -> VoterId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    VoterId(id)
}

fn key(word: &str) -> OptionKey {
    OptionKey::parse(word).unwrap_or_else(|| unreachable!("{word} is a name"))
}

fn answer(question: &str, number: u32, dice: &mut impl Rng) -> Answer {
    let mut one_of = |words: &[&str]| Answer::of_choices(vec![key(words.choose(dice).unwrap_or(&"a"))]);
    let parts = |given: Vec<(&str, Answer)>| Answer {
        parts: given.into_iter().map(|(part, answer)| (key(part), answer)).collect(),
        ..Answer::default()
    };
    match question {
        "rol" if number.is_multiple_of(9) => {
            Answer { text: Some(format!("Rol nummer {}", number % 700)), ..Answer::of_choices(vec![key("anders")]) }
        }
        "rol" => one_of(&["hr", "or"]),
        "remt" if number.is_multiple_of(7) => Answer {
            text: Some(format!("Reden {number}, die nog niemand noemde")),
            ..Answer::of_choices(vec![key("tijd"), key("eigen")])
        },
        "remt" => Answer::of_choices(
            [["tijd", "geld"], ["geld", "steun"], ["steun", "weten"]][number as usize % 3].map(key).to_vec(),
        ),
        "bekend" => one_of(&["1", "2", "2", "3", "wn"]),
        "cijfer" => Answer::of_number(i64::from(dice.random_range(0..=100)).into()),
        "eerst" => {
            let mut order = ["meer", "minder", "slim", "regels"].map(key);
            order.rotate_left(number as usize % 4);
            Answer::of_choices(order.to_vec())
        }
        "budget" => {
            let techniek = i64::from(dice.random_range(0..=10)) * 10;
            let number = |points: i64| Answer::of_number(Decimal::from(points));
            parts(vec![("techniek", number(techniek)), ("school", number(100 - techniek))])
        }
        "kans" => parts(["techniek", "regels", "taken"].map(|row| (row, one_of(&["1", "2", "3"]))).to_vec()),
        "beter" => Answer::of_text(format!("Meer tijd voor wat nummer {number} belangrijk vindt, en minder regels")),
        "woorden" => Answer::of_text(format!("woord{}\nrust", number % 900)),
        _ => {
            let hielp = one_of(&["a", "b"]);
            let cijfer = Answer::of_number(i64::from(dice.random_range(1..=10)).into());
            parts(vec![("cijfer", cijfer), ("tip", Answer::of_text(format!("Tip {number}: korter"))), ("hielp", hielp)])
        }
    }
}
