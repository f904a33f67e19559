//! What goes with a problem where that helps: which part of the address was not understood and what can stand there, or when
//! there will be an answer. Repeats nothing that was sent.

use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::ids::Moment;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Under this name one of these words can stand in the address.
    Word { name: &'static str, words: Vec<&'static str> },
    /// What stands behind the question mark.
    Query,
    /// When results become final; `None` while the session runs.
    Final(Option<Moment>),
}

impl Detail {
    /// Whether it says what can stand in the address.
    pub fn is_of_address(&self) -> bool {
        matches!(self, Detail::Word { .. } | Detail::Query)
    }

    /// For whoever opened a page.
    pub fn for_person(&self, tongue: Tongue) -> String {
        match self {
            Detail::Word { name, words } => {
                let words = words.join(", ");
                tongue.say_with("problem-word", &[("name", (*name).into()), ("words", words.as_str().into())])
            }
            Detail::Query => tongue.say("problem-query"),
            Detail::Final(None) => tongue.say("problem-final-after"),
            Detail::Final(Some(at)) => final_at(&dates::date_and_time(*at, tongue), tongue),
        }
    }

    /// For the maker of a program.
    pub fn for_machine(&self, tongue: Tongue) -> String {
        let said = match self {
            Detail::Final(Some(Moment(at))) => {
                let at = jiff::Timestamp::from_second(at.div_euclid(1000)).map(|at| at.to_string());
                final_at(&at.unwrap_or_default(), tongue)
            }
            other => other.for_person(tongue),
        };
        match self {
            Detail::Final(_) => format!("{said} {}", tongue.say("api-final-now")),
            _ => said,
        }
    }
}

fn final_at(date: &str, tongue: Tongue) -> String {
    tongue.say_with("problem-final-at", &[("date", date.into())])
}
