//! The order in which one phone shows the answers of a question that is `.shuffle`: its own, and the same each time.
//!
//! Kept nowhere: it follows from the visitor's token, the question and the round. The phone's script puts the rows in the
//! same order from the same four texts (`static/phone/shuffle.js`); both are held to `tests/shuffled.json`.

use std::borrow::Cow;

use crate::domain::deck::{ChoiceOption, Kind, Part, Question};

/// The question as this visitor sees it. What stands apart, stands alone or takes words stays last, as in the deck; so
/// does everything where the question does not ask for it, or the visitor is nobody in particular.
pub fn seen<'a>(question: &'a Question, token: &str, slide: &str, round: u32) -> Cow<'a, Question> {
    let is_ranked = |part: &Part| part.question.shuffled && matches!(part.question.kind, Kind::Ranking { .. });
    if token.is_empty() || !(question.shuffled || question.parts.iter().any(is_ranked)) {
        return Cow::Borrowed(question);
    }
    let mut question = question.clone();
    let by_lot = |options: &mut Vec<ChoiceOption>| {
        options.sort_by_cached_key(|option| {
            let lot = if stays_last(option) { 0 } else { lot(token, slide, round, option.key.as_str()) };
            (stays_last(option), lot)
        });
    };
    if question.shuffled {
        by_lot(&mut question.options);
    }
    for part in question.parts.iter_mut().filter(|part| is_ranked(part)) {
        by_lot(&mut part.question.options);
    }
    Cow::Owned(question)
}

pub fn stays_last(option: &ChoiceOption) -> bool {
    option.apart || option.alone || option.write_in
}

/// FNV-1a over the texts, stirred once more: its last letters alone, which is where names differ, barely move the upper
/// bits, and those decide.
fn lot(token: &str, slide: &str, round: u32, option: &str) -> u32 {
    let mut lot: u32 = 0x811c_9dc5;
    for byte in format!("{token} {slide} {round} {option}").bytes() {
        lot = (lot ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    lot = (lot ^ (lot >> 16)).wrapping_mul(0x85eb_ca6b);
    lot = (lot ^ (lot >> 13)).wrapping_mul(0xc2b2_ae35);
    lot ^ (lot >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OptionKey;
    use std::collections::BTreeMap;

    fn question(keys: &[&str]) -> Question {
        let option = |key: &&str| ChoiceOption {
            key: OptionKey::parse(key).unwrap(),
            text: (*key).to_owned(),
            write_in: *key == "anders",
            apart: false,
            alone: *key == "geen",
            right: false,
            group: None,
        };
        Question { options: keys.iter().map(option).collect(), shuffled: true, ..Question::new(Kind::ChooseOne) }
    }

    fn order(question: &Question, token: &str, round: u32) -> Vec<String> {
        seen(question, token, "eerst", round).options.iter().map(|option| option.key.to_string()).collect()
    }

    #[test]
    fn the_order_is_the_one_that_the_script_finds() {
        let vectors: serde_json::Value = serde_json::from_str(include_str!("../../tests/shuffled.json")).unwrap();
        for vector in vectors.as_array().unwrap() {
            let text = |name: &str| vector[name].as_str().unwrap();
            let round = vector["round"].as_u64().unwrap() as u32;
            let lot = lot(text("token"), text("question"), round, text("option"));
            assert_eq!(u64::from(lot), vector["lot"].as_u64().unwrap(), "{vector}");
        }
    }

    #[test]
    fn one_phone_keeps_its_order_and_what_closes_the_list_stays_last() {
        let question = question(&["a", "b", "anders", "c", "geen", "d"]);
        let first = order(&question, "een-token", 1);
        assert_eq!(order(&question, "een-token", 1), first);
        assert_eq!(first[4..], ["anders", "geen"]);
        assert_eq!(
            order(&question, "", 1),
            ["a", "b", "anders", "c", "geen", "d"],
            "frames are the same for everybody"
        );
    }

    #[test]
    fn every_order_of_a_few_answers_comes_about_as_often() {
        let question = question(&["a", "b", "c"]);
        let mut seen = BTreeMap::<String, u32>::new();
        for phone in 0..6_000 {
            *seen.entry(order(&question, &format!("token-{phone}"), 1).concat()).or_default() += 1;
        }
        assert_eq!(seen.len(), 6);
        // A thousand each; four standard deviations to either side are 115.
        assert!(seen.values().all(|count| (885..=1115).contains(count)), "{seen:?}");
    }
}
