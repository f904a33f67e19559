//! A small deck and charters, made by hand: what journal tests stand on. Reads no files.

use std::sync::Arc;

use peil::domain::deck::{ChoiceOption, Deck, Editions, Inline, Kind, Layout, Question, Slide};
use peil::domain::ids::{DeckId, Language, Moment, OptionKey, RoomCode, SessionId, SlideKey, VoterId};
use peil::domain::privacy::Privacy;
use peil::journal::{Charter, DeckText};

pub fn session_id(text: &str) -> SessionId {
    SessionId::parse(text).unwrap()
}

pub fn slide_key(text: &str) -> SlideKey {
    SlideKey::parse(text).unwrap()
}

pub fn option_key(text: &str) -> OptionKey {
    OptionKey::parse(text).unwrap()
}

/// A voter whose sixteen bytes occur nowhere else by chance.
pub fn voter(number: u16) -> VoterId {
    let mut bytes = *b"voter-PLANTED-\0\0";
    bytes[14..].copy_from_slice(&number.to_be_bytes());
    VoterId(bytes)
}

pub fn charter(session: &str, started_at: i64) -> Charter {
    Charter {
        session: session_id(session),
        code: RoomCode::new(482_913).unwrap(),
        deck: DeckId::parse("webinar").unwrap(),
        title: "Webinar over werk".to_owned(),
        started_at: Moment(started_at),
        privacy: Privacy::DEFAULT,
        key: *b"a-session-key-that-was-PLANTED-0",
        original: DeckText { name: "polls/webinar.md".to_owned(), text: "# Wat is dit? {#p1}\n".to_owned() },
        translations: vec![(
            Language::english(),
            DeckText { name: "polls/webinar.en.md".to_owned(), text: "# What is this? {#p1}\n".to_owned() },
        )],
    }
}

/// Six slides, three of which ask: `p1` and `p3` choose one (the last answer of each takes words), `p2` is a scale.
pub fn editions() -> Arc<Editions> {
    let plain = |key: &str| slide(key, None);
    Arc::new(Editions {
        original: Deck {
            id: DeckId::parse("webinar").unwrap(),
            title: "Webinar over werk".to_owned(),
            description: None,
            language: Language::dutch(),
            show_from: 1,
            pulse: false,
            slides: vec![
                plain("1"),
                slide("p1", Some(question(Kind::ChooseOne, &["ja", "nee", "anders"], true))),
                plain("3"),
                slide("p2", Some(question(Kind::Scale, &["1", "2", "3", "4", "5"], false))),
                slide("p3", Some(question(Kind::ChooseOne, &["nu", "later", "anders"], true))),
                plain("slot"),
            ],
        },
        translations: Vec::new(),
    })
}

fn slide(key: &str, question: Option<Question>) -> Slide {
    Slide {
        key: slide_key(key),
        language: Language::dutch(),
        title: vec![Inline::Text(format!("Dia {key}"))],
        body: Vec::new(),
        question,
        after: Vec::new(),
        notes: Vec::new(),
        layout: Layout::Flow,
    }
}

fn question(kind: Kind, options: &[&str], write_in_last: bool) -> Question {
    let last = options.len() - 1;
    let option = |(index, key): (usize, &&str)| ChoiceOption {
        key: option_key(key),
        text: format!("Antwoord {key}"),
        write_in: write_in_last && index == last,
        apart: false,
        alone: false,
        // Something is right where something may be written in; a scale knows nothing right.
        right: write_in_last && index == 0,
        group: None,
    };
    Question { options: options.iter().enumerate().map(option).collect(), ..Question::new(kind) }
}
