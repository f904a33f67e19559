//! Fuzz targets: the deck file, the wire and the journal, each fed with true examples that were damaged at random.
//! Whatever comes in is read or refused, and what was read can be used.
//!
//! Bounded in a run of all tests; `tests/faults/fuzz 1000000` goes on as long as you like. Runs on a stable compiler:
//! nothing watches which lines are reached, so the examples must reach them.

use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::record::FactRow;
use peil::codec::wire::Incoming;
use peil::codec::words::Tongue;
use peil::domain::deck::Editions;
use peil::domain::fact::{Answered, Fact, Link, Place, Recorded};
use peil::domain::ids::{DeckId, Moment};
use peil::domain::session::Session;
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Journal, JournalFailure};
use peil::web::socket::protocol::{Next, Protocol};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::crash::rounds;
use crate::fixtures::{charter, editions, option_key, session_id, slide_key, voter};
use crate::frames::masked_frame;

/// Inputs of each target when nobody asks for more with `PEIL_ROUNDS`; all together take some seconds in a debug build.
const DECKS: usize = 150;
const STREAMS: usize = 2_000;
const ROWS: usize = 4_000;
const FILES: usize = 40;
/// The longest message that a socket takes, in bytes.
const MESSAGE_MAX: usize = 4 * 1024;

/// One thing that goes wrong with bytes. Places are shares of the length, so that they fit any.
#[derive(Clone, Debug)]
enum Damage {
    Change(u16, u8),
    Insert(u16, Vec<u8>),
    Remove(u16, u16),
    Repeat(u16, u16, u8),
    Cut(u16),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => any::<(u16, u8)>().prop_map(|(at, byte)| Damage::Change(at, byte)),
        2 => (any::<u16>(), prop::collection::vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        // Signs that mean something somewhere.
        3 => (any::<u16>(), prop::sample::select(b"{}[]()<>\"'\\#-+*_|:,.=&\n\t 019eE\0".to_vec()))
            .prop_map(|(at, byte)| Damage::Insert(at, vec![byte])),
        2 => (any::<u16>(), 0..2_000_u16).prop_map(|(at, share)| Damage::Remove(at, share)),
        2 => (any::<u16>(), 0..2_000_u16, 1..20_u8).prop_map(|(at, share, times)| Damage::Repeat(at, share, times)),
        1 => any::<u16>().prop_map(Damage::Cut),
    ]
}

fn place(share: u16, length: usize) -> usize {
    length * usize::from(share) / (usize::from(u16::MAX) + 1)
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len();
        let (at, until) = match damage {
            Damage::Remove(at, share) | Damage::Repeat(at, share, _) => {
                let at = place(*at, length);
                (at, (at + 1 + place(*share, length)).min(length))
            }
            Damage::Change(at, _) | Damage::Insert(at, _) | Damage::Cut(at) => (place(*at, length), length),
        };
        match damage {
            Damage::Change(_, byte) => bytes.iter_mut().skip(at).take(1).for_each(|old| *old = *byte),
            Damage::Insert(_, more) => drop(bytes.splice(at..at, more.iter().copied())),
            Damage::Remove(..) => drop(bytes.drain(at..until)),
            Damage::Repeat(_, _, times) => {
                let part = bytes[at..until].repeat(usize::from(*times));
                drop(bytes.splice(at..at, part));
            }
            Damage::Cut(_) => bytes.truncate(at),
        }
    }
    bytes
}

/// Damaged copies of one of these.
fn damaged_one_of(examples: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (prop::sample::select(examples), prop::collection::vec(damage(), 0..8))
        .prop_map(|(example, damages)| damaged(example, &damages))
}

fn run<S: Strategy>(usual: usize, strategy: &S, target: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    // What once failed is kept as a test of its own, not in a file beside the sources.
    let config = Config { cases: rounds(usual) as u32, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(strategy, target).unwrap();
}

#[test]
fn a_damaged_deck_is_read_or_refused_and_what_is_read_can_be_run() {
    let id = DeckId::parse("proef").unwrap();
    let shipped = ["polls/sociale-innovatie.md", "polls/sociale-innovatie.en.md"];
    let mut examples = shipped.map(|path| std::fs::read(path).unwrap()).to_vec();
    examples.push(crate::support::DECK.as_bytes().to_vec());
    // The whole deck is long: its parts are damaged where they matter more often.
    let parts: Vec<Vec<u8>> = examples
        .iter()
        .flat_map(|deck| String::from_utf8_lossy(deck).split("\n---\n").map(str::to_owned).collect::<Vec<_>>())
        .map(|slide| format!("+++\ntitle = \"Proef\"\n+++\n\n{slide}").into_bytes())
        .collect();
    let read = |bytes: &[u8]| deck_file::read(&id, Source { name: "polls/proef.md", bytes });
    for example in &examples {
        assert!(read(example).is_ok(), "an undamaged example is refused");
    }
    let strategy = prop_oneof![1 => damaged_one_of(examples), 6 => damaged_one_of(parts)];
    run(DECKS, &strategy, |bytes| {
        match read(&bytes) {
            Ok(reading) => {
                let original = reading.deck;
                for (_, question) in original.questions() {
                    prop_assert!(!question.options.is_empty(), "a question without answers");
                }
                let session = Session::new(Arc::new(Editions { original, translations: Vec::new() }), Moment(0));
                prop_assert!(session.results(&Default::default()).rows.is_empty());
            }
            Err(faults) => prop_assert!(!faults.render(Tongue::Dutch, false).is_empty(), "refused without a word"),
        }
        Ok(())
    });
}

/// A frame as a browser sends it.
fn frame(head: u8, payload: &[u8]) -> Vec<u8> {
    masked_frame(head, payload, [7, 0, 200, 31])
}

/// What a connection made of bytes that came in pieces like these.
fn heard(bytes: &[u8], piece: usize) -> (Vec<String>, &'static str) {
    let (mut protocol, mut out, mut texts) = (Protocol::new(), Vec::new(), Vec::new());
    for piece in bytes.chunks(piece.max(1)) {
        let mut input = piece;
        loop {
            match protocol.next(&mut input, &mut out) {
                Next::Text(text) => texts.push(text.to_string()),
                Next::Sign => {}
                Next::Drained => break,
                Next::Closed => return (texts, "closed"),
                Next::Broken(_) => return (texts, "broken"),
            }
        }
    }
    (texts, "open")
}

#[test]
fn a_damaged_stream_of_frames_says_the_same_in_any_pieces_and_nothing_too_long() {
    let messages = [
        r#"{"type":"hello","token":"AbC_-9","language":"nl"}"#,
        r#"{"type":"answer","question":"p1","round":1,"n":3,"choices":["anders"],"text":"via mijn vakbond é 👩‍👧"}"#,
        r#"{"type":"command","id":3,"command":"show","from":"p2.open","slide":"s04"}"#,
        r#"{"type":"ping","id":1}"#,
    ];
    let whole: Vec<Vec<u8>> = messages.iter().map(|message| frame(0x81, message.as_bytes())).collect();
    let halves = [frame(0x01, &messages[1].as_bytes()[..50]), frame(0x80, &messages[1].as_bytes()[50..])].concat();
    let mut examples = whole.clone();
    examples.extend([
        whole.concat(),
        halves,
        [frame(0x89, b"x"), whole[3].clone(), frame(0x88, &[3, 232])].concat(),
        frame(0x81, &[b' '; 3_000]),
    ]);
    let all = heard(&whole.concat(), usize::MAX);
    assert_eq!((all.0.len(), all.1), (4, "open"), "the undamaged stream is heard");
    run(STREAMS, &(damaged_one_of(examples), 1..200_usize), |(bytes, piece)| {
        let at_once = heard(&bytes, usize::MAX);
        prop_assert_eq!(&at_once, &heard(&bytes, piece));
        for text in &at_once.0 {
            prop_assert!(text.len() <= MESSAGE_MAX);
            if let Ok(Incoming::Command { command, .. }) = serde_json::from_str(text) {
                let _ = command.read();
            }
        }
        Ok(())
    });
    let texts: Vec<Vec<u8>> = messages.iter().map(|message| message.as_bytes().to_vec()).collect();
    run(STREAMS, &damaged_one_of(texts), |bytes| {
        if let Ok(Incoming::Command { command, .. }) = serde_json::from_slice(&bytes)
            && let Ok((from, _)) = command.read()
        {
            let same = from.as_ref().map(ToString::to_string);
            prop_assert!(same.is_none_or(|from| command.from.as_deref() == Some(&from)), "a step reads back otherwise");
        }
        Ok(())
    });
}

/// One of each kind.
fn facts() -> Vec<Recorded> {
    let question = slide_key("p1");
    let about = |fact: fn(peil::domain::ids::SlideKey) -> Fact| fact(question.clone());
    let answer = peil::domain::answer::Answer {
        choices: vec![option_key("anders")],
        text: Some("via via".to_owned()),
        ..Default::default()
    };
    let facts = [
        Fact::Moved { to: Place::Join },
        Fact::Moved { to: Place::Slide(question.clone()) },
        about(|question| Fact::Opened { question }),
        Fact::Answered(Answered { question: question.clone(), round: 1, voter: voter(1), n: 1, answer }),
        Fact::ClockSet { question: question.clone(), ends: Moment(60_000) },
        about(|question| Fact::ClockStopped { question }),
        about(|question| Fact::Closing { question }),
        Fact::Closed { question: question.clone(), present: vec![voter(1), voter(2)] },
        about(|question| Fact::Revealed { question }),
        about(|question| Fact::Solved { question }),
        about(|question| Fact::Unsolved { question }),
        about(|question| Fact::MovementShown { question }),
        about(|question| Fact::MovementHidden { question }),
        about(|question| Fact::Hidden { question }),
        about(|question| Fact::Reopened { question }),
        about(|question| Fact::Cleared { question }),
        Fact::Blackened { on: true },
        Fact::LinkRenewed { link: Link::Screen },
        Fact::Ended,
        Fact::Resumed,
    ];
    facts.into_iter().zip(1..).map(|(fact, at)| Recorded { at: Moment(at), fact }).collect()
}

fn word() -> impl Strategy<Value = Option<String>> {
    let known = ["p1", "on", "off", "screen", "control", r#"["ja"]"#, "[]", r#"["ja","ja"]"#, "", "P1", "é"];
    prop_oneof![
        1 => Just(None),
        3 => prop::sample::select(known.to_vec()).prop_map(|word| Some(word.to_owned())),
        1 => any::<String>().prop_map(Some),
    ]
}

#[test]
fn a_damaged_row_is_refused_or_reads_back_as_it_was_and_can_be_replayed() {
    let rows: Vec<FactRow> = facts().iter().map(FactRow::new).collect();
    let moments = prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(0)];
    let numbers = || prop_oneof![Just(None), Just(Some(0)), Just(Some(u32::MAX)), any::<u32>().prop_map(Some)];
    let strategy = (prop::sample::select(rows), moments, word(), numbers(), numbers(), word(), word(), 0..64_u8);
    run(ROWS, &strategy, |(mut row, at, question, round, n, choices, detail, which)| {
        // Each part is damaged in some of the cases, and left as it was in the others.
        let hits = |bit: u8| which & (1 << bit) != 0;
        if hits(0) {
            row.at = at
        }
        if hits(1) {
            row.question = question
        }
        if hits(2) {
            row.round = round
        }
        if hits(3) {
            row.n = n
        }
        if hits(4) {
            row.choices = choices
        }
        if hits(5) {
            row.detail = detail
        }
        if let Ok(recorded) = row.recorded() {
            let again = FactRow::new(&recorded).recorded();
            prop_assert_eq!(again.as_ref(), Ok(&recorded));
            let mut all = facts();
            all.insert(4, recorded);
            let session = Session::replay(editions(), Moment(0), &all);
            let _ = (session.results(&Default::default()), session.undoable(Moment(i64::MAX)), session.step());
        }
        Ok(())
    });
}

#[test]
fn a_damaged_session_file_is_read_or_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s1.sqlite");
    let session = session_id("s1");
    let file = runtime.block_on(async {
        let journal = SqliteJournal::open(folder.path()).unwrap();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session, facts()).await.unwrap();
        journal.close().await.unwrap();
        std::fs::read(&path).unwrap()
    });
    run(FILES, &damaged_one_of(vec![file]), |bytes| {
        for beside in ["s1.sqlite-wal", "s1.sqlite-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
        std::fs::write(&path, &bytes).unwrap();
        let read = runtime.block_on(async {
            let journal = SqliteJournal::open(folder.path()).unwrap();
            let read = journal.read(&session).await;
            journal.close().await.unwrap();
            read
        });
        match read {
            Ok((charter, facts)) => drop(Session::replay(editions(), charter.started_at, &facts)),
            Err(JournalFailure::Unreadable { .. } | JournalFailure::Storage(_) | JournalFailure::IsSealed(_)) => {}
            Err(other) => prop_assert!(false, "{other:?}"),
        }
        Ok(())
    });
}
