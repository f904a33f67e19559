//! That something was deleted, and when: said wherever it would stand, for whoever reads an empty place there thinks that
//! nobody wrote anything.

use super::Asked;
use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::deck::{Kind, Question};
use crate::domain::results::{AskResult, Forgotten};
use crate::domain::tally::Tally;

/// Of the session, in a sentence each; none while all is kept.
pub fn gone(forgotten: Forgotten, tongue: Tongue) -> Vec<String> {
    let said = |(key, at): (&str, Option<_>)| {
        Some(tongue.say_with(key, &[("date", dates::date(at?, tongue).as_str().into())]))
    };
    [("keeping-texts-gone", forgotten.texts), ("keeping-rows-gone", forgotten.rows)]
        .into_iter()
        .filter_map(said)
        .collect()
}

/// Of one question or field, where people wrote something.
pub(super) fn of(asked: &Asked<'_>, question: &Question, tally: &Tally) -> Option<String> {
    let at = asked.results.forgotten.texts?;
    let wrote = match question.kind {
        Kind::Open { .. } | Kind::Words { .. } => tally.answers() > 0,
        _ => question.options.iter().zip(tally.counts()).any(|(option, count)| option.write_in && *count > 0),
    };
    let date = dates::date(at, asked.tongue);
    wrote.then(|| asked.tongue.say_with("findings-texts-gone", &[("date", date.as_str().into())]))
}

/// A question from the audience of which the words are gone has that in their place.
pub(super) fn ask(ask: &AskResult, forgotten: Forgotten, tongue: Tongue) -> AskResult {
    let mut ask = ask.clone();
    if forgotten.texts.is_some() && ask.text.is_empty() {
        ask.text = tongue.say("keeping-texts-deleted");
    }
    ask
}
