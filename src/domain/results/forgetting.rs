//! What goes from results when texts or single answers are deleted, and what stays.
//!
//! Totals stay, and so do figures that only single answers could tell; see [`super::Kept`]. Never keeps a word that
//! somebody typed, nor anything by which such a word could be guessed again: a text's name is made of its letters, so it
//! goes with the text. That holds for words that many gave too: who typed a name typed a word, and nobody can tell them
//! apart by counting. Of a question that asks words only the number of people who answered stays.

use std::sync::Arc;

use super::{Cell, Kept, Results};
use crate::domain::answer::Answer;
use crate::domain::deck::Deck;
use crate::domain::ids::Moment;

/// A text of fewer letters stands in any sentence by chance.
const QUOTE_CHARS_MIN: usize = 3;

/// When what was deleted; nothing while it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Words that people wrote: in answers, in questions to the speaker, and the names under those.
    pub texts: Option<Moment>,
    /// Single answers.
    pub rows: Option<Moment>,
}

/// What can be deleted of a session that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgettable {
    Texts,
    Rows,
}

impl Forgettable {
    pub const ALL: [Forgettable; 2] = [Forgettable::Texts, Forgettable::Rows];

    /// The word for it in the journal, in forms and in the API.
    pub fn word(self) -> &'static str {
        match self {
            Forgettable::Texts => "texts",
            Forgettable::Rows => "rows",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }
}

impl Forgotten {
    pub fn of(self, what: Forgettable) -> Option<Moment> {
        match what {
            Forgettable::Texts => self.texts,
            Forgettable::Rows => self.rows,
        }
    }
}

/// How much there is of what can be deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Texts in answers, and questions to the speaker.
    pub texts: u32,
    /// Rows, one a participant, also of those set aside.
    pub rows: u32,
    /// Answers in those rows, also those set aside.
    pub answers: u32,
    /// How many of those were set aside, and so are in no total.
    pub set_aside: u32,
}

impl Results {
    /// The same without what is deleted now. What was deleted before stays so, with its date.
    ///
    /// `deck` says how texts were counted; without it, counts after recoding cannot be kept.
    pub fn forgetting(mut self, what: Forgettable, at: Moment, deck: Option<&Deck>) -> Self {
        if self.forgotten.of(what).is_some() {
            return self;
        }
        // Reckoned from everything there is, before anything goes.
        let kept: Vec<Kept> = (0..self.questions.len()).map(|index| self.kept_by(index, deck)).collect();
        for (question, kept) in self.questions.iter_mut().zip(kept) {
            question.kept = Some(kept);
        }
        match what {
            Forgettable::Texts => {
                self.forget_texts(deck);
                self.forgotten.texts = Some(at);
            }
            Forgettable::Rows => {
                self.people = Some(self.participants());
                self.rows.clear();
                self.forgotten.rows = Some(at);
            }
        }
        self
    }

    fn kept_by(&self, index: usize, deck: Option<&Deck>) -> Kept {
        let result = &self.questions[index];
        match deck.and_then(|deck| deck.question(&result.question)) {
            Some(question) => self.kept(index, question).into_owned(),
            None => result.kept.clone().unwrap_or_default(),
        }
    }

    fn forget_texts(&mut self, deck: Option<&Deck>) {
        for question in &mut self.questions {
            question.texts.clear();
            for ask in &mut question.asks {
                (ask.text, ask.name) = (String::new(), None);
            }
            let Some(kept) = &mut question.kept else { continue };
            kept.said.clear();
            kept.gathered.clear();
            let write_in = deck
                .and_then(|deck| deck.question(&question.question))
                .and_then(|asked| asked.options.iter().position(|option| option.write_in));
            if let Some(recount) = &mut kept.recount {
                // An answer that was made of somebody's words has no name left: it counts where it was written in.
                let made: u32 = recount.made.drain(..).map(|(_, count)| count).sum();
                if let Some(count) = write_in.and_then(|place| recount.counts.get_mut(place)) {
                    *count += made;
                }
            }
        }
        for cell in self.rows.iter_mut().flatten() {
            if let Cell::Answered { answer, .. } | Cell::SetAside { answer, .. } = cell {
                Arc::make_mut(answer).forget_texts();
            }
        }
    }

    /// Whether this sentence, of the organiser's own, repeats something that somebody wrote or the name under it.
    pub fn is_quoted_in(&self, sentence: &str) -> bool {
        let cells = self.rows.iter().flatten().filter_map(|cell| match cell {
            Cell::Answered { answer, .. } | Cell::SetAside { answer, .. } => Some(answer),
            _ => None,
        });
        let answers = cells.flat_map(|answer| answer.texts().into_iter().map(|(_, text)| text).collect::<Vec<_>>());
        let sorted = self.questions.iter().flat_map(|question| &question.texts).map(|text| text.text.as_str());
        let asks = self.questions.iter().flat_map(|question| &question.asks);
        let asks = asks.flat_map(|ask| std::iter::once(ask.text.as_str()).chain(ask.name.as_deref()));
        let kept = self.questions.iter().filter_map(|question| question.kept.as_ref());
        let said = kept.flat_map(|kept| &kept.said).map(|said| said.text.as_str());
        let sentence = sentence.to_lowercase();
        let mut lines = answers.chain(sorted).chain(asks).chain(said).flat_map(str::lines);
        lines.any(|line| line.chars().count() >= QUOTE_CHARS_MIN && sentence.contains(&line.to_lowercase()))
    }

    /// How much there is to delete.
    pub fn holding(&self) -> Holding {
        let cells = self.rows.iter().flatten().filter_map(|cell| match cell {
            Cell::Answered { answer, .. } if !answer.is_taken_back() => Some((answer, false)),
            Cell::SetAside { answer, .. } if !answer.is_taken_back() => Some((answer, true)),
            _ => None,
        });
        let (mut texts, mut answers, mut set_aside) = (0, 0, 0);
        for (answer, is_aside) in cells {
            answers += 1;
            set_aside += u32::from(is_aside);
            texts += answer.texts().iter().filter(|(_, text)| !text.is_empty()).count() as u32;
        }
        if self.rows.is_empty() {
            // What was said when the rows went.
            let said = self.questions.iter().filter_map(|question| question.kept.as_ref()).flat_map(|kept| &kept.said);
            texts += said.map(|said| said.count).sum::<u32>();
        }
        let asks = self.questions.iter().flat_map(|question| &question.asks).filter(|ask| !ask.text.is_empty());
        Holding { texts: texts + asks.count() as u32, rows: self.rows.len() as u32, answers, set_aside }
    }
}

impl Answer {
    /// Takes the words away and leaves that there were some: who wrote nothing but words did answer.
    fn forget_texts(&mut self) {
        if let Some(text) = &mut self.text {
            text.clear();
        }
        self.parts.iter_mut().for_each(|(_, part)| part.forget_texts());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OptionKey;

    #[test]
    fn an_answer_that_was_set_aside_is_there_to_delete_and_is_told_from_those_that_count() {
        let chosen = || Arc::new(Answer::of_choices(vec![OptionKey::parse("ja").unwrap()]));
        let (at, taken_back) = (Moment(1), Arc::new(Answer::default()));
        let rows = vec![
            vec![Cell::Answered { answer: chosen(), at }, Cell::Answered { answer: taken_back.clone(), at }],
            vec![Cell::SetAside { answer: chosen(), at }, Cell::SetAside { answer: taken_back, at }],
            vec![Cell::NotPresent, Cell::Answered { answer: chosen(), at }],
        ];
        let results = Results { rows, ..Results::default() };
        assert_eq!(results.holding(), Holding { texts: 0, rows: 3, answers: 3, set_aside: 1 });
    }
}
