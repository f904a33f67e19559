//! What a presenter may do with texts, and what it does to the counts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use peil::domain::fact::{Fact, Recorded, Sorting};
use peil::domain::ids::{EntryName, Moment};
use peil::domain::session::{Code, Command, Decision, Refusal, Reply, Session, TextState};
use proptest::prelude::*;

use super::{Told, name};
use crate::fixtures::{option_key, voter};

fn refused(decision: Decision) -> bool {
    decision == Decision::Reply(Reply::Refused(Refusal::NoSuchText))
}

#[test]
fn a_text_waits_until_it_is_let_through_and_stays_so_however_often_it_is_written() {
    let mut told = Told::at("beter");
    told.say(1, &[], Some("Meer tijd"));
    assert_eq!(told.shown(), []);
    told.sort(&["meer tijd"], Sorting::Show);
    told.say(2, &[], Some("meer TIJD"));
    assert_eq!(told.shown(), [("Meer tijd".to_owned(), 2)]);
    // Other words are another text, however much they share.
    told.say(3, &[], Some("meer tijd!"));
    assert_eq!(told.shown().len(), 1);
    told.say(1, &[], Some("iets anders"));
    told.say(2, &[], None);
    assert_eq!(told.shown(), [], "nobody stands by it");
    told.say(4, &[], Some("Meer tijd"));
    assert_eq!(told.shown(), [("Meer tijd".to_owned(), 1)]);
}

#[test]
fn nothing_is_written_around_a_word_that_was_let_through() {
    let mut told = Told::at("waarom");
    told.say(1, &[], Some("Geld\n(tijd)"));
    told.sort(&["geld"], Sorting::Show);
    told.say(2, &[], Some("💩 geld 💩"));
    told.say(3, &[], Some("💩 geld 💩"));
    assert_eq!(told.shown(), [("geld".to_owned(), 3)]);
}

#[test]
fn everything_is_let_through_but_for_what_came_after_the_presenter_looked() {
    let mut told = Told::at("beter");
    told.say(1, &[], Some("een"));
    told.say(2, &[], Some("twee"));
    told.sort(&["twee"], Sorting::Hide);
    let newest = told.tray().gathered()[0].newest();
    told.say(3, &[], Some("drie"));
    let question = told.question.clone();
    let all = |round| Command::ShowAll { question: question.clone(), round, newest };
    assert!(refused(told.steer(all(2))), "a round that is over");
    told.steer(all(1));
    assert_eq!(told.shown(), [("een".to_owned(), 1)]);
    told.steer(Command::Veil { question: question.clone(), on: true });
    assert_eq!(told.shown(), []);
    told.steer(Command::Veil { question, on: false });
    assert_eq!(told.shown().len(), 1);
}

#[test]
fn a_write_in_counts_where_it_is_put_and_changes_go_on_counting() {
    let mut told = Told::at("helpt");
    told.say(1, &["anders"], Some("poen"));
    told.say(2, &["anders"], Some("Collega's"));
    told.say(3, &["anders"], Some("collega"));
    told.say(4, &["geld"], None);
    told.sort(&["poen"], Sorting::CountAs { option: option_key("geld") });
    assert_eq!(told.counts(), [2, 0, 2]);
    told.sort(&["collega's"], Sorting::Promote);
    assert_eq!(told.counts(), [2, 0, 1, 1]);
    told.sort(&["collega"], Sorting::Merge { into: name("collega's") });
    assert_eq!(told.counts(), [2, 0, 0, 2]);
    // The original stays as it was given.
    assert_eq!(told.session.poll(&told.question).unwrap().tally().counts(), [1, 0, 3]);
    told.say(1, &["tijd"], None);
    told.say(5, &["anders"], Some("Collega"));
    assert_eq!(told.counts(), [1, 1, 0, 3]);
    // The words of the bar are gone with who wrote them: then it is no bar.
    told.say(2, &["tijd"], None);
    assert_eq!(told.counts(), [1, 2, 2]);
    told.sort(&["collega"], Sorting::Restore);
    assert_eq!(told.tray().code(name("collega")), None);
    let question = told.question.clone();
    told.say(2, &["anders"], Some("collega's"));
    assert_eq!(told.counts(), [1, 1, 2, 1]);
    told.steer(Command::Veil { question, on: true });
    assert_eq!(told.counts(), [1, 1, 3], "what is veiled has no bar");
}

#[test]
fn one_who_chose_the_answer_already_is_not_counted_there_twice() {
    let mut told = Told::at("welke");
    told.say(1, &["geld", "anders"], Some("poen"));
    told.say(2, &["anders"], Some("poen"));
    told.sort(&["poen"], Sorting::CountAs { option: option_key("geld") });
    assert_eq!(told.counts(), [2, 0, 0]);
    let mut words = Told::at("waarom");
    words.say(1, &[], Some("baan\nbanen"));
    words.say(2, &[], Some("baan"));
    words.sort(&["baan"], Sorting::Show);
    words.sort(&["banen"], Sorting::Merge { into: name("baan") });
    assert_eq!(words.shown(), [("baan".to_owned(), 2)]);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut told = Told::at("helpt");
    told.say(1, &["anders"], Some("a"));
    told.say(2, &["anders"], Some("b"));
    assert!(refused(told.sort(&["onbekend"], Sorting::Show)));
    assert!(refused(told.sort(&["a"], Sorting::Merge { into: name("a") })));
    assert!(refused(told.sort(&["a"], Sorting::Merge { into: name("onbekend") })));
    assert!(refused(told.sort(&["a"], Sorting::CountAs { option: option_key("anders") })));
    told.sort(&["a"], Sorting::Merge { into: name("b") });
    assert!(refused(told.sort(&["b"], Sorting::Merge { into: name("a") })), "round in a ring");
    let question = told.question.clone();
    let mut join = |names: &[&str]| {
        let entries = names.iter().map(|text| name(text)).collect();
        told.steer(Command::Join { question: question.clone(), round: 1, entries })
    };
    assert_eq!(join(&[]), Decision::Reply(Reply::Refused(Refusal::OneTicked)));
    assert_eq!(join(&["a", "a"]), Decision::Reply(Reply::Refused(Refusal::OneTicked)));
    assert_eq!(join(&["a"]), Decision::Reply(Reply::Refused(Refusal::OneTicked)));
    assert_eq!(told.sort(&[], Sorting::Show), Decision::Reply(Reply::Refused(Refusal::NothingTicked)));
    let mut open = Told::at("beter");
    open.say(1, &[], Some("a"));
    assert!(refused(open.sort(&["a"], Sorting::Promote)));
}

#[test]
fn what_was_merged_by_way_of_another_can_be_merged_back_and_closes_no_ring() {
    let mut told = Told::at("beter");
    for (voter, text) in ["a", "b", "c"].into_iter().enumerate() {
        told.say(voter as u16, &[], Some(text));
    }
    told.sort(&["a"], Sorting::Merge { into: name("b") });
    told.sort(&["b"], Sorting::Merge { into: name("c") });
    told.sort(&["b"], Sorting::Merge { into: name("a") });
    for text in ["a", "b"] {
        assert_eq!(told.tray().code(name(text)), Some(Code::Entry(name("c"))));
    }
    told.sort(&["b"], Sorting::Restore);
    assert_eq!(told.tray().code(name("a")), Some(Code::Entry(name("b"))));
    assert_eq!(told.tray().gathered().len(), 2);
}

/// Of one of these a presenter or a voter does something.
const TEXTS: [&str; 5] = ["poen", "Geld!", "geld!", "collega", "thuis"];

#[derive(Clone, Debug)]
enum Doing {
    Say(u16, usize, Option<usize>),
    Sort(Vec<usize>, u8, usize),
    ShowAll,
    Veil(bool),
    SetAside(bool),
    Clear,
}

fn doing() -> impl Strategy<Value = Doing> {
    let texts = prop::collection::vec(0..TEXTS.len(), 1..3);
    prop_oneof![
        12 => (0..8_u16, 0..4_usize, prop::option::weighted(0.8, 0..TEXTS.len())).prop_map(|(v, c, t)| Doing::Say(v, c, t)),
        8 => (texts, 0..6_u8, 0..TEXTS.len()).prop_map(|(texts, what, into)| Doing::Sort(texts, what, into)),
        1 => Just(Doing::ShowAll),
        1 => any::<bool>().prop_map(Doing::Veil),
        1 => any::<bool>().prop_map(Doing::SetAside),
        1 => prop::bool::weighted(0.2).prop_filter_map("seldom", |clear| clear.then_some(Doing::Clear)),
    ]
}

fn does(told: &mut Told, doing: &Doing) -> Decision {
    let question = told.question.clone();
    match doing {
        Doing::Say(voter, choice, text) => {
            let choice = ["geld", "tijd", "anders", "anders"][*choice];
            let text = text.filter(|_| choice == "anders").map(|text| TEXTS[text]);
            told.say(*voter, &[choice], text)
        }
        Doing::Sort(texts, what, into) => {
            let sorting = match what {
                0 => Sorting::Show,
                1 => Sorting::Hide,
                2 => Sorting::Merge { into: name(TEXTS[*into]) },
                3 => Sorting::CountAs { option: option_key(["geld", "tijd"][into % 2]) },
                4 => Sorting::Promote,
                _ => Sorting::Restore,
            };
            let texts: Vec<&str> = texts.iter().map(|text| TEXTS[*text]).collect();
            told.sort(&texts, sorting)
        }
        Doing::ShowAll => {
            let round = told.session.poll(&question).unwrap().round;
            told.steer(Command::ShowAll { question, round, newest: u32::MAX })
        }
        Doing::Veil(on) => told.steer(Command::Veil { question, on: *on }),
        Doing::SetAside(true) => {
            told.steer(Command::SetAside { since: Moment(1), here_before: vec![voter(1), voter(2)] })
        }
        Doing::SetAside(false) => told.steer(Command::BringBack),
        Doing::Clear => {
            told.steer(Command::Clear);
            told.steer(Command::Open)
        }
    }
}

/// Counts from scratch, from the answers that stand and how each text is coded.
fn counted(told: &Told) -> (Vec<u32>, BTreeMap<EntryName, u32>) {
    let poll = told.session.poll(&told.question).unwrap();
    let tray = poll.tray();
    let bars: Vec<EntryName> = tray.promoted().map(|entry| entry.name).collect();
    let mut counts = vec![0; 3 + bars.len()];
    let mut people = BTreeMap::new();
    for (_, given) in poll.answers().filter(|(_, given)| !given.set_aside) {
        let Some(choice) = given.answer.choices.first() else { continue };
        let chosen = ["geld", "tijd", "anders"].iter().position(|key| *key == choice.as_str()).unwrap();
        let text = given.answer.text.as_deref().map(name);
        let code = text.and_then(|text| tray.code(text));
        let root = text.map(|mut text| {
            while let Some(Code::Entry(into)) = tray.code(text) {
                text = into;
            }
            text
        });
        let place = match code {
            Some(Code::Option(option)) => ["geld", "tijd"].iter().position(|key| *key == option.as_str()).unwrap(),
            Some(Code::Own) => {
                // Merged into a bar: whichever bar says so.
                let bar = bars.iter().position(|bar| {
                    text == Some(*bar)
                        || root == Some(*bar)
                        || tray.gathered().iter().any(|one| {
                            one.entry.name == *bar && one.merged.iter().any(|merged| Some(merged.name) == text)
                        })
                });
                bar.map_or(chosen, |bar| 3 + bar)
            }
            _ => chosen,
        };
        counts[place] += 1;
        if let Some(text) = text {
            *people.entry(text).or_insert(0) += 1;
        }
    }
    (counts, people)
}

/// As the journal gives it back: words only with the answer that stands.
fn from_the_journal(facts: &[Recorded]) -> Vec<Recorded> {
    let mut kept = facts.to_vec();
    for place in 0..kept.len() {
        let is_gone = match &kept[place].fact {
            Fact::Answered(answered) => kept[place + 1..].iter().any(|later| match &later.fact {
                Fact::Answered(later) => later.voter == answered.voter && later.question == answered.question,
                Fact::Cleared { question } => *question == answered.question,
                _ => false,
            }),
            _ => false,
        };
        if let Fact::Answered(answered) = &mut kept[place].fact
            && is_gone
        {
            answered.answer.text = None;
        }
    }
    kept
}

#[test]
fn any_answers_and_recodings_count_as_from_scratch_and_replay_finds_the_same_without_the_words_that_went() {
    let (accepted, all) = (RefCell::new(0), RefCell::new(0));
    let outcomes = RefCell::new(BTreeSet::new());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&prop::collection::vec(doing(), 20..70), |doings| {
            let mut told = Told::at("helpt");
            for doing in &doings {
                let decision = does(&mut told, doing);
                *all.borrow_mut() += 1;
                *accepted.borrow_mut() += u32::from(matches!(decision, Decision::Record(..)));
                let (counts, people) = counted(&told);
                prop_assert_eq!(told.counts(), counts, "{:?}", doing);
                let tray: BTreeMap<_, _> = told.tray().entries().map(|entry| (entry.name, entry.count())).collect();
                prop_assert_eq!(&tray, &people);
                for one in told.tray().shown() {
                    prop_assert_eq!(told.tray().state(one.entry.name), TextState::Shown);
                }
                for (_, state, code) in told.tray().sorted() {
                    outcomes.borrow_mut().insert(format!(
                        "{} {:?}",
                        state.word(),
                        code.map(|code| match code {
                            Code::Entry(_) => "entry",
                            Code::Option(_) => "option",
                            Code::Own => "own",
                        })
                    ));
                }
            }
            for facts in [told.facts.clone(), from_the_journal(&told.facts)] {
                let again = Session::replay(told.session.editions().clone(), Moment(0), &facts);
                prop_assert_eq!(&again, &told.session);
            }
            Ok(())
        })
        .unwrap();
    let (accepted, all) = (accepted.into_inner(), all.into_inner());
    assert!(accepted * 10 >= all * 3, "{accepted} of {all}");
    assert!(outcomes.borrow().len() >= 8, "{:?}", outcomes.borrow());
}
