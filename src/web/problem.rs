//! Refusals and failures → status and page, or `application/problem+json` for machines.
//!
//! The person reads a calm line and a way on; the cause goes to the log, once, where it is handled.

mod detail;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::assets;
use crate::codec::words::{Argument, Tongue};
use crate::hub::HubFailure;
use crate::hub::halt::{FactName, Halt};

pub use detail::Detail;

/// As RFC 9457 has it.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong, by a stable code that also names its sentences: `problem-<code>` in the language files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    pub code: &'static str,
    /// At which fact a bug stopped the session.
    fact: Option<FactName>,
    detail: Option<Detail>,
}

impl Problem {
    pub const NOT_FOUND: Self = Self::new(StatusCode::NOT_FOUND, "not-found");
    pub const NO_SUCH_SESSION: Self = Self::new(StatusCode::NOT_FOUND, "no-such-session");
    pub const NO_SUCH_DECK: Self = Self::new(StatusCode::NOT_FOUND, "no-such-deck");
    pub const BROKEN_DECK: Self = Self::new(StatusCode::CONFLICT, "broken-deck");
    /// The link was withdrawn, or never was one.
    pub const LINK_GONE: Self = Self::new(StatusCode::FORBIDDEN, "link-gone");
    pub const SESSION_OVER: Self = Self::new(StatusCode::GONE, "session-over");
    pub const NOT_ORGANISER: Self = Self::new(StatusCode::UNAUTHORIZED, "not-organiser");
    pub const FOREIGN_HOST: Self = Self::new(StatusCode::MISDIRECTED_REQUEST, "foreign-host");
    pub const FOREIGN_ORIGIN: Self = Self::new(StatusCode::FORBIDDEN, "foreign-origin");
    pub const UNREADABLE: Self = Self::new(StatusCode::BAD_REQUEST, "unreadable");
    /// More was sent than is read.
    pub const TOO_LONG: Self = Self::new(StatusCode::PAYLOAD_TOO_LARGE, "unreadable");
    pub const FAILED: Self = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed");
    pub const ROOM_STOPPED: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "room-stopped");
    /// What somebody would promise attendees is not among what can be promised.
    pub const BAD_PROMISE: Self = Self::new(StatusCode::BAD_REQUEST, "bad-promise");
    /// Attendees were promised that no file holds a row for each of them.
    pub const NO_ROWS: Self = Self::new(StatusCode::NOT_FOUND, "no-rows");
    /// Rows come when the results are final.
    pub const ROWS_LATER: Self = Self::new(StatusCode::CONFLICT, "rows-later");
    /// Only what is over for good can be deleted in part.
    pub const NOT_SEALED: Self = Self::new(StatusCode::CONFLICT, "not-sealed");
    pub const NO_SUCH_RECEIPT: Self = Self::new(StatusCode::NOT_FOUND, "no-such-receipt");
    /// A question without anything to draw.
    pub const NO_FIGURES: Self = Self::new(StatusCode::NOT_FOUND, "no-figures");
    pub const TOO_MUCH_FOR_A_SLIDE: Self = Self::new(StatusCode::CONFLICT, "too-much-for-a-slide");
    pub const NO_SUCH_QUESTION: Self = Self::new(StatusCode::NOT_FOUND, "no-such-question");
    /// The report would not be one that everybody can read.
    pub const UNPRINTABLE: Self = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "unprintable");
    /// So many files are being made that another would not come in time.
    pub const TOO_MANY_FILES: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "too-many-files");
    /// A bug stopped the session.
    pub const HALTED: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "halted");
    /// What is stored of the session cannot be read now.
    pub const UNREADABLE_SESSION: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unreadable-session");
    /// Too many come at once.
    pub const CROWDED: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "crowded");

    const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, fact: None, detail: None }
    }

    /// The same, with what helps whoever reads it.
    pub fn with(self, detail: Detail) -> Self {
        Self { detail: Some(detail), ..self }
    }

    /// Whether the results must be final first.
    pub fn is_too_early(&self) -> bool {
        [Self::NOT_SEALED.code, Self::ROWS_LATER.code].contains(&self.code)
    }

    /// What was sent could not be read: it was too long, or not what was asked for.
    pub fn of_body(refused: StatusCode) -> Self {
        match refused {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TOO_LONG,
            _ => Self::UNREADABLE,
        }
    }

    /// Why a session stands still.
    pub fn of_halt(halt: &Halt) -> Self {
        match halt {
            Halt::Bug(fact) => Self { fact: Some(fact.clone()), ..Self::HALTED },
            Halt::Unreadable => Self::UNREADABLE_SESSION,
        }
    }

    /// What is wrong, in one sentence.
    pub fn heading(&self, tongue: Tongue) -> String {
        tongue.say(&format!("problem-{}", self.code))
    }

    /// What whoever reads it can do.
    pub fn way_on(&self, tongue: Tongue) -> String {
        let key = format!("problem-{}-way-on", self.code);
        match &self.fact {
            Some(fact) => tongue.say_with(&key, &[("fact", Argument::Text(&fact.to_string()))]),
            None => tongue.say(&key),
        }
    }

    /// As a page for people.
    pub fn page(self, tongue: Tongue) -> Response {
        let page = ProblemPage {
            tongue,
            lang: tongue.code(),
            assets: assets::prefix(),
            title: tongue.say("peil"),
            heading: self.heading(tongue),
            detail: self.detail.as_ref().map(|detail| detail.for_person(tongue)),
            // Where it is told what can stand in the address, to try the same again helps nobody.
            way_on: (!self.detail.as_ref().is_some_and(Detail::is_of_address)).then(|| self.way_on(tongue)),
        };
        match page.render() {
            Ok(html) => (self.status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
            Err(_) => self.status.into_response(),
        }
    }

    /// As `application/problem+json` (RFC 9457) for machines.
    pub fn json(self, tongue: Tongue) -> Response {
        self.details(tongue).response()
    }

    /// What a machine is told of it.
    pub fn details(&self, tongue: Tongue) -> Details {
        let detail = self.detail.as_ref().map(|detail| detail.for_machine(tongue));
        Details { detail, ..Details::new(self.status, self.code, self.heading(tongue)) }
    }

    /// As [`Problem::json`], with what a program's maker can do about it.
    pub fn json_with(self, detail: String, tongue: Tongue) -> Response {
        Details { detail: Some(detail), ..self.details(tongue) }.response()
    }
}

/// Which of these somebody wished in the address under this name; `None` where they wished nothing.
///
/// # Errors
/// A word for none of them.
pub fn one_of<T: Copy, const N: usize>(
    name: &'static str,
    said: &Option<String>,
    all: [T; N],
    word: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Problem> {
    let Some(said) = said else { return Ok(None) };
    match all.into_iter().find(|one| word(*one) == said) {
        Some(found) => Ok(Some(found)),
        None => Err(Problem::UNREADABLE.with(Detail::Word { name, words: all.map(word).to_vec() })),
    }
}

impl From<HubFailure> for Problem {
    fn from(failure: HubFailure) -> Self {
        if let HubFailure::NoSuchSession(_) = failure {
            return Self::NO_SUCH_SESSION;
        }
        if failure.is_too_early() {
            return Self::NOT_SEALED;
        }
        tracing::error!(%failure, "a request failed");
        Self::FAILED
    }
}

/// Why there is no other answer, as in RFC 9457. More members may come.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Details {
    /// The status of the answer, once more.
    #[serde(serialize_with = "as_number")]
    #[schema(value_type = u16)]
    pub status: StatusCode,
    /// What is wrong, in a word that stays the same from version to version. More may come.
    pub code: &'static str,
    /// What is wrong, in a sentence in the language that was asked for; English unless one was.
    pub title: String,
    /// What was missing or wrong in the request and what can stand there, or when to ask again; for the maker of a program.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    /// Where the session stands, when a command was refused: as `from`, it goes with the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub step: Option<String>,
}

impl Details {
    pub fn new(status: StatusCode, code: &'static str, title: String) -> Self {
        Self { status, code, title, detail: None, step: None }
    }

    pub fn response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let headers = [(header::CONTENT_TYPE, PROBLEM_JSON), (header::CACHE_CONTROL, "no-store")];
        // Says what would have been let in: RFC 9110, 15.5.2.
        let key = (self.status == StatusCode::UNAUTHORIZED).then_some([(header::WWW_AUTHENTICATE, "Bearer")]);
        (self.status, headers, key, body).into_response()
    }
}

fn as_number<S: Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    tongue: Tongue,
    lang: &'static str,
    assets: &'static str,
    title: String,
    heading: String,
    /// What was not understood, or when it can be.
    detail: Option<String>,
    way_on: Option<String>,
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;
    use crate::domain::fact::{Fact, Recorded};
    use crate::domain::ids::{Moment, SlideKey};

    #[tokio::test]
    async fn whoever_comes_to_a_session_that_a_bug_stopped_reads_at_which_fact() {
        let revealed = Fact::Revealed { question: SlideKey::parse("p2").unwrap() };
        let halt = Halt::Bug(FactName::last(&[Recorded { at: Moment(1), fact: revealed }]));
        for tongue in Tongue::ALL {
            let answer = Problem::of_halt(&halt).page(tongue);
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            let page = String::from_utf8(body.to_vec()).unwrap();
            assert!(page.contains("1 (revealed p2)"), "{page}");
        }
    }
}
