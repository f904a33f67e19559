//! A form as the page draws it and as its script sends it, read into what was meant. Knows no question: whether it is
//! an answer is for the room to say.
//!
//! A control is called by what it holds and, behind a point, by the part it belongs to: `choice`, `number.cijfer`.

use std::collections::BTreeMap;

use crate::codec::answer::SaidText;
use crate::codec::text;
use crate::domain::limits::WRITE_IN_CHARS_MAX;

/// Parts within parts: a field of a form whose options are ranked.
const DEPTH_MAX: usize = 2;

#[derive(Default)]
pub struct Vote {
    pub question: String,
    pub round: u32,
    pub n: u32,
    /// The page's copy; the cookie wins.
    pub token: String,
    /// Sends everything on the page: nothing at all then means that the answer is taken back.
    whole: bool,
    /// The answer that takes words, when they are what is sent: without words nothing was meant.
    own: Option<String>,
    said: Controls,
}

/// What the controls of one question, or of one part, hold.
#[derive(Default)]
struct Controls {
    choices: Vec<String>,
    number: Option<String>,
    texts: Vec<String>,
    /// Beside boxes: the answer that the words belong to, and what stood in the field when the page was drawn.
    words_of: Option<String>,
    words_were: Option<String>,
    /// Only one of the boxes can be chosen.
    is_one: bool,
    parts: BTreeMap<String, Controls>,
}

impl Vote {
    /// `None` when it is not a form of ours.
    pub fn read(fields: Vec<(String, String)>) -> Option<Self> {
        let mut vote = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "question" => vote.question = value,
                "round" => vote.round = value.parse().ok()?,
                "n" => vote.n = value.parse().ok()?,
                "token" => vote.token = value,
                "several" => vote.whole = true,
                "own" => vote.own = Some(value),
                _ => vote.said.take(&name, value)?,
            }
        }
        (!vote.question.is_empty() && vote.round > 0).then_some(vote)
    }

    /// Words of one's own were to be sent, and there are none.
    pub fn is_empty_own(&self) -> bool {
        self.own.is_some() && !self.said.has_words()
    }

    /// `None` when the form says nothing, not even that.
    pub fn meant(&self) -> Option<SaidText> {
        let said = match &self.own {
            Some(own) => SaidText { choices: vec![own.clone()], text: self.said.text(), ..SaidText::default() },
            None => self.said.meant(),
        };
        (self.whole || !said.says_nothing()).then_some(said)
    }
}

impl Controls {
    fn take(&mut self, name: &str, value: String) -> Option<()> {
        let mut path = name.split('.');
        let holds = path.next()?;
        let mut controls = self;
        for (depth, part) in path.enumerate() {
            if depth == DEPTH_MAX {
                return None;
            }
            controls = controls.parts.entry(part.to_owned()).or_default();
        }
        match holds {
            "choice" => controls.choices.push(value),
            "number" => controls.number = Some(value),
            "text" => controls.texts.push(value),
            "words_of" => controls.words_of = Some(value),
            "words_were" => controls.words_were = Some(value),
            "one" => controls.is_one = true,
            _ => {}
        }
        Some(())
    }

    fn meant(&self) -> SaidText {
        let mut choices = self.choices.clone();
        // Whoever writes and forgets the tick beside it means it all the same; whoever unticks it need not also empty
        // the field. Where one box can be chosen, another that is chosen says more.
        let wrote = self.has_words() && self.text() != self.words_were && (choices.is_empty() || !self.is_one);
        if let Some(of) = self.words_of.as_ref().filter(|of| wrote && !choices.contains(of)) {
            choices.push(of.clone());
        }
        // Words left in the field of an answer that is not ticked.
        let are_meant = self.words_of.as_ref().is_none_or(|of| choices.contains(of));
        let number = self.number.clone().filter(|number| !number.trim().is_empty());
        let parts = self.parts.iter().map(|(key, part)| (key.clone(), part.meant()));
        // A field that was left empty is skipped.
        let parts = parts.filter(|(_, said)| !said.says_nothing()).collect();
        SaidText { choices, number, text: self.text().filter(|_| are_meant && self.has_words()), parts }
    }

    fn text(&self) -> Option<String> {
        (!self.texts.is_empty()).then(|| self.texts.join("\n"))
    }

    fn has_words(&self) -> bool {
        let is_empty = |text: &String| text::write_in(text, WRITE_IN_CHARS_MAX).is_ok_and(|words| words.is_empty());
        self.texts.iter().any(|text| !is_empty(text))
    }
}
