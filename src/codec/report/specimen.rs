//! A session with a question of every kind, answered by as many as a test asks for: always the same answers.

use std::sync::Arc;

use crate::codec::deck_file::{Source, read};
use crate::codec::findings::{Findings, Headlines};
use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::{Editions, Kind, Question};
use crate::domain::ids::{AskNumber, DeckId, Moment, OptionKey};
use crate::domain::results::{AskResult, Cell, QuestionResult, Results};
use crate::domain::session::EntryState;
use crate::domain::tally::Tally;

/// Noon in Greenwich on 17 November 2026.
pub const AT: Moment = Moment(1_794_916_800_000);

pub const DECK: &str = include_str!("specimen.md");

/// What people write: plain, hostile, and in letters that the embedded ones lack.
pub const TEXTS: [&str; 12] = [
    "Meer tijd om met collega’s van andere afdelingen te oefenen, en minder overleg dat nergens toe leidt.",
    "Samen beginnen",
    "meer geld",
    "Meer geld",
    "=HYPERLINK(\"http://evil.example\",\"klik\")",
    "<script>alert(1)</script> & </svg>",
    "مرحبا بكم في الاجتماع",
    "👩🏽\u{200d}🦽 goed idee 😀",
    "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkers",
    "李 Søren Ελλάδα Київ",
    "שלום עולם",
    "Eerst het gesprek, dan het formulier",
];

/// In a crowd no two people write the same.
const CROWD: usize = 1_000;

pub struct Specimen {
    pub editions: Editions,
    pub results: Results,
}

impl Specimen {
    pub fn answered_by(people: usize) -> Self {
        Self::of(DECK, people)
    }

    pub fn of(deck: &str, people: usize) -> Self {
        let id = DeckId::parse("proef").unwrap();
        let reading = read(&id, Source { name: "proef.md", bytes: deck.as_bytes() });
        let deck = reading.unwrap_or_else(|faults| panic!("{faults:?}")).deck;
        let mut dice = Dice(7);
        let questions: Vec<&Question> = deck.questions().map(|(_, question)| question).collect();
        let mut rows: Vec<Vec<Cell>> = (0..people).map(|_| row(&questions, &mut dice)).collect();
        if people > CROWD {
            rows.iter_mut().enumerate().for_each(|(number, row)| in_own_words(row, number));
        }
        let result = |(index, (slide, question)): (usize, (&crate::domain::deck::Slide, &Question))| {
            let mut tally = Tally::new(question);
            let cells = || rows.iter().map(|row: &Vec<Cell>| &row[index]);
            for cell in cells() {
                if let Cell::Answered { answer, .. } = cell {
                    tally.add(question, answer);
                }
            }
            QuestionResult {
                question: slide.key.clone(),
                round: 1,
                opened_at: Some(AT),
                closed_at: Some(AT),
                revealed: true,
                solved: question.has_solution(),
                answered: tally.answers(),
                present: cells().filter(|cell| **cell != Cell::NotPresent).count() as u32,
                changes: 3,
                totals: tally.totals(question),
                asks: if question.is_for_asking() { asks() } else { Vec::new() },
                texts: Vec::new(),
                kept: None,
                course: Default::default(),
            }
        };
        let results = deck.questions().enumerate().map(result).collect();
        let results = Results { questions: results, rows, people: None, ..Results::default() };
        Self { editions: Editions { original: deck, translations: Vec::new() }, results }
    }

    pub fn findings(&self, tongue: Tongue) -> Findings {
        Findings::of(&self.editions, &self.results, &Headlines::new(), tongue)
    }
}

fn asks() -> Vec<AskResult> {
    let states = [EntryState::Answered, EntryState::Shown, EntryState::Waiting];
    let ask = |(index, text): (usize, &&str)| AskResult {
        number: AskNumber(index as u32 + 1),
        text: (*text).to_owned(),
        name: (index % 2 == 0).then(|| "Søren ليلى".to_owned()),
        votes: index as u32,
        state: states[index % 3],
        at: AT,
    };
    // Longer than any line, and than any line of codes.
    let endless = ["w".repeat(1000), "ﷺ".repeat(200)];
    let texts: Vec<&str> = TEXTS.into_iter().chain(endless.iter().map(String::as_str)).collect();
    texts.iter().enumerate().map(ask).collect()
}

/// Numbers that look thrown, and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    /// The lower ones come up more often.
    fn low(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end))
    }
}

fn row(questions: &[&Question], dice: &mut Dice) -> Vec<Cell> {
    let cell = |question: &&Question, dice: &mut Dice| match dice.below(12) {
        0 => Cell::NotPresent,
        1 => Cell::NotAnswered,
        _ if question.is_for_asking() => Cell::NotAnswered,
        _ => Cell::Answered { answer: answer(question, dice).into(), at: AT },
    };
    questions.iter().map(|question| cell(question, dice)).collect()
}

fn in_own_words(row: &mut [Cell], number: usize) {
    for cell in row {
        if let Cell::Answered { answer, .. } = cell
            && let Some(text) = &mut Arc::make_mut(answer).text
        {
            text.push_str(&format!(" {number}"));
        }
    }
}

fn answer(question: &Question, dice: &mut Dice) -> Answer {
    let keys: Vec<OptionKey> = question.options.iter().map(|option| option.key.clone()).collect();
    let text = |dice: &mut Dice| TEXTS[dice.below(TEXTS.len())].to_owned();
    match question.kind {
        Kind::ChooseOne | Kind::Scale => {
            let place = dice.low(keys.len());
            let answer = Answer::of_choices(vec![keys[place].clone()]);
            Answer { text: question.options[place].write_in.then(|| text(dice)), ..answer }
        }
        Kind::ChooseSeveral { max } => {
            let open = question.options.iter().filter(|option| !option.alone && !option.write_in);
            let open: Vec<OptionKey> = open.map(|option| option.key.clone()).collect();
            let first = dice.low(open.len());
            let many = 1 + dice.below(max.min(open.len()).min(3));
            Answer::of_choices((0..many).map(|place| open[(first + place) % open.len()].clone()).collect())
        }
        Kind::Ranking { max } => {
            let first = dice.low(keys.len());
            let many = 1 + dice.below(max.min(keys.len()));
            Answer::of_choices((0..many).map(|place| keys[(first + place) % keys.len()].clone()).collect())
        }
        Kind::Number(range) => {
            let (min, max) = (range.min.millionths(), range.max.millionths());
            let steps = ((max - min) / range.step.millionths().max(1)) as usize;
            let place = (dice.below(steps + 1) + dice.below(steps + 1)) / 2;
            Answer::of_number(Decimal::of_millionths(min + place as i64 * range.step.millionths()))
        }
        Kind::Open { .. } => Answer::of_text(text(dice)),
        Kind::Words { .. } => Answer::of_text(["samen", "Doen", "vertrouwen", "tijd", "😀", "مرحبا"][dice.low(6)]),
        Kind::Points { total, .. } => {
            let first = dice.low(keys.len());
            let part = |(place, key): (usize, &OptionKey)| {
                let points = if place == first { total } else { 0 };
                (key.clone(), Answer::of_number(Decimal::from(i64::from(points))))
            };
            Answer { parts: keys.iter().enumerate().map(part).collect(), ..Answer::default() }
        }
        Kind::Rating | Kind::Form { .. } => {
            let parts = question.parts.iter().map(|part| (part.key.clone(), answer(&part.question, dice)));
            Answer { parts: parts.collect(), ..Answer::default() }
        }
        Kind::Questions { .. } => Answer::default(),
    }
}
