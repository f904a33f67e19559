//! Tables of few people, worked out by hand.

use super::*;
use crate::domain::decimal::Decimal;
use crate::domain::deck::{ChoiceOption, Kind, Layout, Range, Slide};
use crate::domain::ids::{DeckId, Language, Moment, OptionKey};
use crate::domain::privacy::{Mode, Privacy};
use crate::domain::published::{Intake, publish};
use crate::domain::results::TextResult;
use crate::domain::session::{TextState, entry_name};
use crate::domain::tally::Tally;

fn key(text: &str) -> SlideKey {
    SlideKey::parse(text).unwrap()
}

fn option(text: &str) -> OptionKey {
    OptionKey::parse(text).unwrap()
}

/// Letters for answers: a capital stands outside the scale, `w` takes words.
fn question(kind: Kind, letters: &str) -> Question {
    let one = |letter: char| ChoiceOption {
        key: option(&letter.to_lowercase().to_string()),
        text: letter.to_string(),
        write_in: letter == 'w',
        apart: letter.is_uppercase(),
        alone: false,
        right: false,
        group: None,
    };
    Question { options: letters.chars().map(one).collect(), ..Question::new(kind) }
}

fn deck(questions: Vec<(&str, Question)>) -> Deck {
    let slide = |(name, question): (&str, Question)| Slide {
        key: key(name),
        language: Language::dutch(),
        title: Vec::new(),
        body: Vec::new(),
        question: Some(question),
        after: Vec::new(),
        notes: Vec::new(),
        layout: Layout::Flow,
    };
    Deck {
        id: DeckId::parse("d").unwrap(),
        title: String::new(),
        description: None,
        language: Language::dutch(),
        show_from: 1,
        pulse: false,
        slides: questions.into_iter().map(slide).collect(),
    }
}

/// `ab` chose a and b, `7` gave that number, `-` was there and said nothing, `!a` was set aside, `w:words` wrote.
fn cell(said: &str) -> Cell {
    let at = Moment(0);
    let letters = |said: &str| Answer::of_choices(said.chars().map(|letter| option(&letter.to_string())).collect());
    match said.strip_prefix('!') {
        Some(said) => Cell::SetAside { answer: letters(said).into(), at },
        None if said == "-" => Cell::NotAnswered,
        None if said == "." => Cell::NotPresent,
        None => {
            let answer = match (said.split_once(':'), Decimal::parse(said)) {
                (Some((chosen, text)), _) => Answer { text: Some(text.to_owned()), ..letters(chosen) },
                (None, Some(number)) => Answer::of_number(number),
                (None, None) => letters(said),
            };
            Cell::Answered { answer: answer.into(), at }
        }
    }
}

/// Each row as one word a question, with how many people it is.
fn results(deck: &Deck, rows: &[(u32, &str)]) -> Results {
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    for (people, row) in rows {
        (0..*people).for_each(|_| cells.push(row.split(' ').map(cell).collect()));
    }
    let totals = |place: usize, question: &Question| {
        let mut tally = Tally::new(question);
        for row in &cells {
            if let Cell::Answered { answer, .. } = &row[place] {
                tally.add(question, answer);
            }
        }
        tally.totals(question)
    };
    let questions = deck.questions().enumerate().map(|(place, (slide, question))| QuestionResult {
        question: slide.key.clone(),
        round: 1,
        opened_at: Some(Moment(0)),
        closed_at: None,
        revealed: true,
        solved: false,
        answered: cells.iter().filter(|row| matches!(row[place], Cell::Answered { .. })).count() as u32,
        present: cells.len() as u32,
        changes: 0,
        totals: totals(place, question),
        asks: Vec::new(),
        texts: Vec::new(),
        kept: None,
        course: Vec::new(),
    });
    let questions = questions.collect();
    Results { questions, rows: cells, ..Results::default() }
}

fn over(results: Results, deck: &Deck) -> Published {
    publish(results, deck, Privacy::DEFAULT, Intake::Closed)
}

fn twice(kind: Kind, letters: &str) -> Deck {
    let repeat = Question { repeats: Some(key("p")), ..question(kind, letters) };
    deck(vec![("p", question(kind, letters)), ("q", repeat)])
}

fn together(deck: &Deck, rows: &[(u32, &str)]) -> Result<Together, Unfit> {
    Together::of(&over(results(deck, rows), deck), deck, &key("p"), &key("q"))
}

#[test]
fn people_are_paired_by_row_and_who_answered_once_stands_beside_the_table() {
    let deck = twice(Kind::ChooseOne, "abc");
    let one = together(&deck, &[(4, "a b"), (1, "b a"), (2, "c c"), (3, "a -"), (2, ". b"), (9, "- ."), (5, "!a b")]);
    let one = one.unwrap();
    assert_eq!(one.cells, [[0, 4, 0], [1, 0, 0], [0, 0, 2]]);
    assert_eq!((one.both, one.only_first, one.only_second), (7, 3, 2));
    assert_eq!((one.before, one.after), (vec![4, 1, 2], vec![1, 4, 2]));
    assert_eq!((one.left, one.came), (vec![3, 0, 0], vec![0, 2, 0]));
    let again = one.again.unwrap();
    assert_eq!((again.stayed, again.moved, again.drift), (2, 5, None), "there is no order among these answers");
}

#[test]
fn the_busiest_way_comes_first_with_those_who_went_back() {
    let one = together(&twice(Kind::ChooseOne, "abc"), &[(6, "a b"), (23, "b a"), (7, "a c"), (3, "b b")]).unwrap();
    let ways: Vec<_> = one.moves().iter().map(|way| (way.from, way.to, way.count, way.back)).collect();
    assert_eq!(ways, [(1, 0, 23, 6), (0, 2, 7, 0)]);
}

#[test]
fn on_a_scale_people_go_up_or_down_but_for_who_stands_outside_it() {
    let rows = [(3, "a c"), (2, "b a"), (4, "b b"), (5, "x a"), (1, "c x"), (2, "x x")];
    let again = together(&twice(Kind::Scale, "abcX"), &rows).unwrap().again.unwrap();
    assert_eq!(again.drift, Some(Drift { up: 3, same: 4, down: 2 }));
    assert_eq!((again.stayed, again.moved), (6, 11));
}

#[test]
fn of_several_answers_each_is_switched_on_or_off() {
    let deck = twice(Kind::ChooseSeveral { max: 3 }, "abc");
    let one = together(&deck, &[(3, "ab a"), (2, "a bc"), (4, "b b")]).unwrap();
    let switch = |kept, gained, lost, never| Switch { kept, gained, lost, never };
    let expected = vec![switch(3, 0, 2, 4), switch(4, 2, 3, 0), switch(0, 2, 0, 7)];
    assert_eq!(one.again.as_ref().unwrap().switches, expected);
    assert_eq!((one.both, one.before.clone()), (9, vec![5, 7, 0]), "one person may stand in several rows");
    assert!(one.moves().is_empty());
}

#[test]
fn a_number_goes_up_or_down_and_needs_no_table() {
    let range = |max: i64| Kind::Number(Range { min: 0.into(), max: max.into(), step: Decimal::from(1), nps: false });
    let one = together(&twice(range(100), ""), &[(3, "40 55"), (2, "40 40"), (1, "90 3")]).unwrap();
    assert_eq!(one.again.unwrap().drift, Some(Drift { up: 3, same: 2, down: 1 }));
    assert!(one.cells.is_empty());
    let one = together(&twice(range(10), ""), &[(3, "4 5"), (2, "4 4")]).unwrap();
    assert_eq!((one.cells[4][5], one.cells[4][4], one.cells.len()), (3, 2, 11));
    let beside = deck(vec![("p", question(range(100), "")), ("q", question(Kind::ChooseOne, "ab"))]);
    assert_eq!(together(&beside, &[(1, "40 a")]), Err(Unfit::Uncountable(key("p"))));
}

#[test]
fn two_different_questions_make_a_table_and_nobody_moves() {
    let deck = deck(vec![("p", question(Kind::ChooseOne, "ab")), ("q", question(Kind::ChooseOne, "cde"))]);
    let one = together(&deck, &[(3, "a c"), (2, "a e"), (4, "b d"), (1, "b -")]).unwrap();
    assert_eq!(one.cells, [[3, 0, 2], [0, 4, 0]]);
    assert!(one.again.is_none() && one.moves().is_empty());
}

#[test]
fn scales_with_equal_names_are_one_question_only_when_their_answers_read_the_same() {
    let mut other = question(Kind::Scale, "abc");
    let deck_with = |other: &Question| deck(vec![("p", question(Kind::Scale, "abc")), ("q", other.clone())]);
    assert!(together(&deck_with(&other), &[(1, "a b")]).unwrap().again.is_some());
    other.options[0].text = "altijd".to_owned();
    assert!(together(&deck_with(&other), &[(1, "a b")]).unwrap().again.is_none());
    other.repeats = Some(key("p"));
    assert!(together(&deck_with(&other), &[(1, "a b")]).unwrap().again.is_some(), "the deck says so");
}

#[test]
fn a_text_counts_as_what_it_was_recoded_to_both_times() {
    let deck = twice(Kind::ChooseOne, "abw");
    let mut results = results(&deck, &[(2, "w:thuis b"), (3, "a w:Thuis"), (1, "w:aa a"), (1, "w w:iets")]);
    for place in [0, 1] {
        let asked = deck.question(&key("p")).unwrap().clone();
        let text = |text: &str, option: Option<&str>, recoded: &str| TextResult {
            name: entry_name(&asked, "", text),
            part: Vec::new(),
            text: text.to_owned(),
            count: 1,
            state: TextState::Shown,
            option: option.and_then(OptionKey::parse),
            recoded: Some(recoded.to_owned()),
        };
        results.questions[place].texts = vec![text("thuis", None, "thuis"), text("aa", Some("a"), "a")];
    }
    let one = Together::of(&over(results, &deck), &deck, &key("p"), &key("q")).unwrap();
    let names: Vec<_> = one.first.categories.iter().map(|category| category.name.clone()).collect();
    let of = |letter: &str| Name::Option(option(letter));
    assert_eq!(names, [of("a"), of("b"), of("w"), Name::Made("thuis".to_owned())]);
    assert_eq!(one.cells, [[1, 0, 0, 3], [0, 0, 0, 0], [0, 0, 1, 0], [0, 2, 0, 0]]);
}

#[test]
fn what_was_promised_or_cannot_be_is_refused() {
    let mut pair = twice(Kind::ChooseOne, "ab");
    let rows = [(3, "a b")];
    let as_if = |deck: &Deck, privacy, first: &str, second: &str| {
        let published = publish(results(deck, &rows), deck, privacy, Intake::Closed);
        Together::of(&published, deck, &key(first), &key(second)).unwrap_err()
    };
    let confidential = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    assert_eq!(as_if(&pair, confidential, "p", "q"), Unfit::Confidential);
    assert_eq!(as_if(&pair, Privacy::DEFAULT, "p", "p"), Unfit::Same);
    assert_eq!(as_if(&pair, Privacy::DEFAULT, "p", "z"), Unfit::NoSuchQuestion);
    pair.show_from = 5;
    assert_eq!(as_if(&pair, Privacy::DEFAULT, "p", "q"), Unfit::TooFew(5));
    pair.show_from = 1;
    for slide in &mut pair.slides {
        slide.question.as_mut().unwrap().segment = true;
    }
    assert_eq!(as_if(&pair, Privacy::DEFAULT, "p", "q"), Unfit::TwoSegments);
    let open = deck(vec![("p", question(Kind::Open { max: 9 }, "")), ("q", question(Kind::ChooseOne, "ab"))]);
    assert_eq!(as_if(&open, Privacy::DEFAULT, "p", "q"), Unfit::Uncountable(key("p")));
    let pair = twice(Kind::ChooseOne, "ab");
    let mut gone = results(&pair, &rows);
    gone.rows.clear();
    let refused = Together::of(&over(gone.clone(), &pair), &pair, &key("p"), &key("q"));
    assert_eq!(refused, Err(Unfit::RowsGone));
    gone.questions[1].opened_at = None;
    let refused = Together::of(&over(gone.clone(), &pair), &pair, &key("p"), &key("q"));
    assert_eq!(refused, Err(Unfit::NotAsked(key("q"))));
}

fn split(rows: &[(u32, &str)]) -> Result<Vec<(Name, u32)>, Unfit> {
    let groups = Question { segment: true, ..question(Kind::ChooseOne, "abc") };
    let deck = deck(vec![("p", groups), ("q", question(Kind::ChooseOne, "de"))]);
    let one = together(&deck, rows)?;
    Ok(one.first.categories.iter().map(|category| category.name.clone()).zip(one.before).collect())
}

#[test]
fn a_group_of_fewer_than_five_in_the_room_or_in_the_table_goes_into_the_rest() {
    let of = |letter: &str| Name::Option(option(letter));
    assert_eq!(split(&[(9, "a d"), (6, "b d"), (5, "c e")]).unwrap(), [(of("a"), 9), (of("b"), 6), (of("c"), 5)]);
    assert_eq!(split(&[(9, "a d"), (6, "b d"), (3, "c e")]).unwrap(), [(of("a"), 9), (Name::Rest, 9)]);
    // Six in the room, and two of them answered both.
    assert_eq!(split(&[(9, "a d"), (6, "b d"), (2, "c e"), (4, "c -")]).unwrap(), [(of("a"), 9), (Name::Rest, 8)]);
    assert_eq!(split(&[(9, "a d"), (4, "b d"), (1, "c e")]).unwrap(), [(of("a"), 9), (Name::Rest, 5)]);
    assert_eq!(split(&[(2, "a d"), (1, "b d"), (1, "c e")]), Err(Unfit::SmallGroups(5)));
    assert_eq!(split(&[(12, "a d")]), Err(Unfit::OneGroup));
    // Two kept silent about their group: 20 who answered less 9 and 9 would tell what they said.
    assert_eq!(split(&[(9, "a d"), (9, "b d"), (2, "- e")]).unwrap(), [(of("a"), 9), (Name::Rest, 11)]);
    assert_eq!(split(&[(9, "a d"), (3, "b -"), (6, "c e")]).unwrap(), [(of("a"), 9), (Name::Rest, 6)]);
}

#[test]
fn groups_that_were_merged_before_stay_merged_and_what_is_in_them_has_no_row() {
    let of = |letter: &str| Name::Option(option(letter));
    // The gate merges b and c; the table knows them by one name and gives neither a row of its own.
    assert_eq!(split(&[(9, "a d"), (3, "b d"), (2, "c e")]).unwrap(), [(of("a"), 9), (Name::Rest, 5)]);
}

#[test]
fn groups_are_told_apart_only_when_no_answer_can_come_any_more() {
    let groups = Question { segment: true, ..question(Kind::ChooseOne, "abc") };
    let deck = deck(vec![("p", groups), ("q", question(Kind::ChooseOne, "de"))]);
    let running = publish(results(&deck, &[(9, "a d")]), &deck, Privacy::DEFAULT, Intake::Open);
    assert_eq!(Together::of(&running, &deck, &key("p"), &key("q")), Err(Unfit::StillRunning));
}

#[test]
fn a_group_asked_again_is_laid_together_on_both_sides() {
    let mut pair = twice(Kind::ChooseOne, "abc");
    pair.slides[0].question.as_mut().unwrap().segment = true;
    let one = together(&pair, &[(9, "a a"), (3, "b c"), (4, "c a"), (1, "c c")]).unwrap();
    assert_eq!(one.cells, [[9, 0], [4, 4]]);
    assert_eq!(one.again.unwrap().moved, 4, "who went from one small group to another is not told");
}

fn run_of(deck: &Deck, rows: &[(u32, &str)]) -> Published {
    over(results(deck, rows), deck)
}

#[test]
fn sessions_stand_beside_each_other_question_by_question_and_are_not_added_up() {
    let whole = Decimal::from;
    let nps = Kind::Number(Range { min: whole(0), max: whole(10), step: whole(1), nps: true });
    let mut other = question(Kind::ChooseOne, "ab");
    let deck_of = |choice: &Question, scale: &str| {
        deck(vec![
            ("p", choice.clone()),
            ("s", question(Kind::Scale, scale)),
            ("n", question(nps, "")),
            ("o", question(Kind::Open { max: 9 }, "")),
        ])
    };
    let first = deck_of(&other, "abc");
    other.options[0].text = "Aha".to_owned();
    let second = deck_of(&other, "abcd");
    let (one, two) =
        (run_of(&first, &[(3, "a a 9 -"), (1, "b b 1 -")]), run_of(&second, &[(30, "a a 10 -"), (2, "- a - -")]));
    let (shown, left_out) = compare(&[Run { deck: &first, published: &one }, Run { deck: &second, published: &two }]);
    let counts: Vec<_> = shown[0].rooms.iter().map(|room| (room.answered, room.counts.clone().unwrap())).collect();
    assert_eq!(counts, [(4, vec![3, 1]), (30, vec![30, 0])]);
    assert!(shown[0].reworded && !shown[1].reworded);
    assert!(
        shown[1].without_score && shown[1].rooms.iter().all(|room| room.score.is_none()),
        "4 are too few for a score"
    );
    assert_eq!(left_out, [(key("s"), LeftOut::Changed), (key("o"), LeftOut::Uncountable)]);
    let (shown, _) = compare(&[Run { deck: &second, published: &two }, Run { deck: &second, published: &two }]);
    assert_eq!(shown[2].rooms[1].score, Some(100));
}

#[test]
fn a_question_that_one_deck_lacks_or_one_room_was_not_asked_is_left_out_and_a_hidden_one_keeps_its_number() {
    let mut first = deck(vec![("p", question(Kind::ChooseOne, "ab")), ("q", question(Kind::ChooseOne, "ab"))]);
    let second = deck(vec![("p", question(Kind::ChooseOne, "ab")), ("z", question(Kind::ChooseOne, "ab"))]);
    first.show_from = 5;
    let (one, two) = (run_of(&first, &[(3, "a a")]), run_of(&second, &[(6, "b b")]));
    let runs = [Run { deck: &first, published: &one }, Run { deck: &second, published: &two }];
    let (shown, left_out) = compare(&runs);
    assert_eq!((shown[0].rooms[0].answered, &shown[0].rooms[0].counts), (3, &None));
    assert_eq!(left_out, [(key("q"), LeftOut::NotEverywhere), (key("z"), LeftOut::NotEverywhere)]);
    let mut unasked = results(&second, &[(6, "b b")]);
    unasked.questions[0].opened_at = None;
    let unasked = over(unasked, &second);
    let (_, left_out) = compare(&[Run { deck: &second, published: &two }, Run { deck: &second, published: &unasked }]);
    assert_eq!(left_out, [(key("p"), LeftOut::NotAsked)]);
}

#[test]
fn a_repeat_is_offered_first_and_two_groups_never() {
    let groups = |letters| Question { segment: true, ..question(Kind::ChooseOne, letters) };
    let repeat = Question { repeats: Some(key("p")), ..question(Kind::ChooseOne, "ab") };
    let deck = deck(vec![
        ("g", groups("cd")),
        ("h", groups("ef")),
        ("p", question(Kind::ChooseOne, "ab")),
        ("o", question(Kind::Open { max: 9 }, "")),
        ("q", repeat),
    ]);
    let offered = offers(&results(&deck, &[(1, "c e a . b")]), &deck);
    let pairs: Vec<_> =
        offered.iter().map(|offer| format!("{}{}{}", offer.first, offer.second, offer.again as u8)).collect();
    assert_eq!(pairs, ["pq1", "gp0", "gq0", "hp0", "hq0"]);
}
