//! The attendee's page: one request, usable without script, with everything a script needs to take over.
//!
//! Draws no answers itself: the part is the view's, the same that travels in frames. Holds the visitor's own token and
//! marks, so nobody keeps it: `no-store`.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::inlined::{Extras, ICON, Inlined, Kept, embeddable, inlined};
use super::join;
use crate::codec::view::phone::{self, Notice, Personal, Visitor};
use crate::codec::view::{Scene, Storage};
use crate::codec::wire::{self, Drawn, Outgoing};
use crate::codec::words::Tongue;
use crate::domain::ids::{RoomCode, VoterId};
use crate::domain::sign::Pulse;
use crate::hub::{Audience, Room, Standing, clock, now};
use crate::web::App;
use crate::web::given::{InPath, InQuery};
use crate::web::packed::Same;
use crate::web::problem::Problem;
use crate::web::visitor::Speaks;

/// A page and its frame are of one moment; a frame comes at most this much later than the step it shows.
const FRAME_WITHIN: Duration = Duration::from_millis(700);

/// A page holds its visitor's token, and looks as the request wants it.
const NO_STORE: [(HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "no-store"), (header::VARY, "accept, accept-language, accept-encoding")];

#[derive(Deserialize)]
pub struct Asked {
    /// `30`: a page without script reloads by itself, because the visitor switched that on.
    #[serde(default)]
    refresh: Option<String>,
    /// What became of a vote by form, when it was not stored: `closed.p2`.
    #[serde(default)]
    said: Option<String>,
}

pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(code): InPath<String>,
    InQuery(asked): InQuery<Asked>,
    uri: Uri,
    jar: CookieJar,
    headers: HeaderMap,
) -> Response {
    let standing = RoomCode::parse(&code).map(|code| (code, app.hub.standing(code)));
    match standing {
        // `/482 913` is this room too, but the cookie would not come back there, and each visit would be a new voter.
        Some((known, Standing::Running(_) | Standing::Over(_) | Standing::Halted(_))) if known.to_string() != code => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            Redirect::to(&format!("/{known}{query}")).into_response()
        }
        Some((_, Standing::Running(room))) => running(&app, &room, tongue, &asked, jar, &headers).await,
        Some((code, Standing::Over(_))) => over(code, tongue, &headers),
        Some((_, Standing::Halted(halt))) if wants_json(&headers) => Problem::of_halt(&halt).json(tongue),
        Some((_, Standing::Halted(halt))) => Problem::of_halt(&halt).page(tongue),
        Some((_, Standing::Unknown)) | None => join::unknown(tongue, &code, &headers),
    }
}

async fn running(
    app: &App,
    room: &Arc<Room>,
    tongue: Tongue,
    asked: &Asked,
    jar: CookieJar,
    headers: &HeaderMap,
) -> Response {
    if let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) {
        app.addresses.note_opened(host);
    }
    let known = app.identity.cookie_token(room.code, &jar);
    // Whoever comes back with the cookie was here, also without a script. A first visit proves nothing: chats fetch
    // every link that is pasted into them.
    if let Some(token) = &known {
        room.presence().pass_by(room.voter(token.bytes()));
    }
    if wants_json(headers) {
        return match frame_and_mine(room, tongue, known.map(|token| room.voter(token.bytes()))).await {
            Some((state, mine)) => json_of(&state, &mine),
            None => Problem::ROOM_STOPPED.json(tongue),
        };
    }
    // The same token again where there is one: two tabs are one participant.
    let (token, text) = match known {
        Some(token) => (token, app.identity.write_token(room.code, &token)),
        None => app.identity.issue_token(room.code),
    };
    let refreshing = asked.refresh.is_some();
    let Some(whole) = whole(app, room, tongue, room.voter(token.bytes()), &text, refreshing).await else {
        return Problem::ROOM_STOPPED.page(tongue);
    };
    let page = PhonePage {
        tongue,
        code: room.code,
        title: &whole.title,
        title_lang: (whole.title_language != tongue.code()).then_some(whole.title_language.as_str()),
        drawn: &whole.personal.drawn,
        notice: said(asked, &whole, tongue).or(whole.personal.notice.clone()),
        extras: whole.extras,
        pulse: whole.pulse,
        token: &text,
        refreshing,
        settings: settings(room.code, &text, tongue, false),
        state: embeddable(&whole.state),
        mine: embeddable(&whole.mine),
    };
    let cookie = app.identity.attendee_cookie(room.code, text.clone(), whole.late_days);
    page.answer(headers, jar.add(cookie))
}

/// A session whose room is gone: nothing of it is shown but that it is over.
fn over(code: RoomCode, tongue: Tongue, headers: &HeaderMap) -> Response {
    let title = tongue.say("peil");
    let drawn = phone::over(tongue, &title);
    let state = Outgoing::State { epoch: "over", frame: 1, wait: 0, drawn: &drawn }.encode();
    let mine = wire::mine(std::iter::empty(), now());
    if wants_json(headers) {
        return json_of(&state, &mine);
    }
    let page = PhonePage {
        tongue,
        code,
        title: &title,
        title_lang: None,
        drawn: &drawn,
        notice: None,
        extras: Extras::default(),
        pulse: false,
        token: "",
        refreshing: false,
        settings: settings(code, "", tongue, true),
        state: embeddable(&state),
        mine: embeddable(&mine),
    };
    page.answer(headers, CookieJar::new())
}

/// The room as one visitor sees it, with the frame for the script.
struct Whole {
    personal: Personal,
    title: String,
    title_language: String,
    extras: Extras,
    pulse: bool,
    late_days: u32,
    state: Arc<str>,
    mine: String,
}

async fn whole(
    app: &App,
    room: &Arc<Room>,
    tongue: Tongue,
    voter: VoterId,
    token: &str,
    refreshing: bool,
) -> Option<Whole> {
    let mut frames = room.frames(Audience::Phone, tongue);
    room.frame(Audience::Phone, tongue).await?;
    loop {
        let (token, code, join) = (token.to_owned(), room.code, app.hub.join_address());
        let (personal, title, title_language, (extras, pulse, late_days), mine) = room
            .look(move |session, seen| {
                let scene = Scene {
                    session,
                    code,
                    now: now(),
                    join: &join,
                    seen,
                    // A phone shows neither who is here nor how the server fares.
                    here: 0,
                    screens: 0,
                    recent_answers: 0,
                    storage: Storage::Well,
                    alarm: None,
                    signs: Default::default(),
                    clock,
                };
                let visitor = Visitor { voter, token: &token, clock: &clock, refreshing };
                let deck = session.editions().in_language(&tongue.language());
                let mine = wire::mine_whole(session, &voter, now());
                let personal = phone::phone_for(&scene, tongue, &visitor);
                let asked = (Extras::of(deck), deck.pulse && session.ended_at().is_none(), deck.late_days());
                (personal, deck.title.clone(), deck.language.to_string(), asked, mine)
            })
            .await?;
        let frame = frames.borrow_and_update().clone();
        let is_same = (&frame.drawn.step, frame.drawn.view) == (&personal.drawn.step, personal.drawn.view);
        // The session may be a step ahead of its last frame: then the next one is on its way.
        if is_same || tokio::time::timeout(FRAME_WITHIN, frames.changed()).await.is_err() {
            return Some(Whole { personal, title, title_language, extras, pulse, late_days, state: frame.state, mine });
        }
    }
}

/// What a script needs to catch up: the newest frame and, of a browser we know, its own answers.
async fn frame_and_mine(room: &Arc<Room>, tongue: Tongue, voter: Option<VoterId>) -> Option<(Arc<str>, String)> {
    let frame = room.frame(Audience::Phone, tongue).await?;
    let mine = match voter {
        Some(voter) => room.look(move |session, _| wire::mine_whole(session, &voter, now())).await?,
        None => wire::mine(std::iter::empty(), now()),
    };
    Some((frame.state, mine))
}

/// What a vote by form came to, as long as its question is still the one on the page.
fn said(asked: &Asked, whole: &Whole, tongue: Tongue) -> Option<Notice> {
    let (word, question) = asked.said.as_deref()?.split_once('.')?;
    let is_here = whole.personal.drawn.parts.get("main")?.contains(&format!("data-question={question} "));
    let is_open = whole.personal.drawn.view == "open";
    match word {
        _ if !is_here => None,
        word if word.starts_with("ask-") => Notice::of_ask(tongue, &word["ask-".len()..]),
        "closed" if !is_open => Some(Notice::late(tongue)),
        "busy" if is_open => Some(Notice::busy(tongue)),
        "storage_full" if is_open => Some(Notice::full(tongue)),
        "invalid" => Some(match &whole.personal.how {
            Some(how) => Notice::invalid_as(tongue, how),
            None => Notice::invalid(tongue),
        }),
        "empty" if is_open => Some(Notice::empty(tongue)),
        "none" if is_open => Some(Notice::none(tongue)),
        _ => None,
    }
}

pub fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"))
}

fn json_of(state: &str, mine: &str) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store"), (header::VARY, "accept")],
        format!(r#"{{"state":{state},"mine":{mine}}}"#),
    )
        .into_response()
}

/// The script's sentences: name in the script, key in the language files. `{time}`, `{answer}` and `{n}` stay for it
/// to fill in.
const SENTENCES: [(&str, &str); 34] = [
    ("your-choice", "phone-your-choice"),
    ("not-sent", "phone-not-sent"),
    ("tap", "phone-tap"),
    ("may-still", "phone-may-still"),
    ("characters-left", "phone-characters-left"),
    ("too-long", "phone-too-long"),
    ("sending", "phone-sending"),
    ("stored", "phone-stored"),
    ("aside", "phone-aside"),
    ("aside-more", "phone-aside-more"),
    ("stored-open", "phone-stored-open"),
    ("stored-closed", "phone-stored-closed"),
    ("changed", "phone-changed"),
    ("changed-more", "phone-changed-more"),
    ("offline", "phone-offline"),
    ("unsent", "phone-unsent"),
    ("unsent-more", "phone-unsent-more"),
    ("offline-more", "phone-offline-more"),
    ("unsent-busy", "phone-unsent-busy"),
    ("full", "phone-full"),
    ("back", "phone-back"),
    ("late", "phone-late"),
    ("late-more", "phone-late-more"),
    ("late-earlier", "phone-late-earlier"),
    ("invalid", "phone-invalid"),
    ("invalid-more", "phone-invalid-more"),
    ("black", "phone-black"),
    ("too-late", "phone-too-late"),
    ("new-question", "phone-new-question"),
    ("new-question-go", "phone-new-question-go"),
    ("moved-on", "phone-moved-on"),
    ("moved-on-go", "phone-moved-on-go"),
    ("reload", "phone-reload"),
    ("reload-more", "phone-reload-more"),
];

/// What every page in a language holds: drawn and packed once a language and not once a visitor.
fn same(tongue: Tongue, extras: Extras) -> &'static Same {
    static DUTCH: Kept<Same> = Kept::new();
    static ENGLISH: Kept<Same> = Kept::new();
    let of = match tongue {
        Tongue::Dutch => &DUTCH,
        Tongue::English => &ENGLISH,
    };
    of.get(extras, || {
        let blanks = [("time", "{time}".into()), ("answer", "{answer}".into()), ("n", "{n}".into())];
        let say = SENTENCES.map(|(name, key)| (name, tongue.say_with(key, &blanks)));
        let say = embeddable(&serde_json::Value::from_iter(say).to_string());
        Same::new(PhoneInlined { inlined: inlined(extras), say }.render().expect("texts always draw"))
    })
}

/// A token is signs that mean nothing in JSON, as is a code.
fn settings(code: RoomCode, token: &str, tongue: Tongue, over: bool) -> String {
    let language = tongue.code();
    format!(r#"{{"code":"{code}","token":"{token}","language":"{language}","over":{over}}}"#)
}

/// A page's first lines. A title stands early: who only previews a link does not read on behind the script.
#[derive(Template)]
#[template(path = "pages/phone/head.html")]
struct PhoneHead<'a> {
    tongue: Tongue,
    title: &'a str,
    refreshing: bool,
}

/// What is the same in all pages of one language.
#[derive(Template)]
#[template(path = "pages/phone/inlined.html")]
struct PhoneInlined {
    inlined: &'static Inlined,
    /// The script's sentences.
    say: String,
}

/// What is this room's and this visitor's.
#[derive(Template)]
#[template(path = "pages/phone/rest.html")]
struct PhonePage<'a> {
    tongue: Tongue,
    code: RoomCode,
    /// The session's, above everything.
    title: &'a str,
    title_lang: Option<&'a str>,
    drawn: &'a Drawn,
    notice: Option<Notice>,
    extras: Extras,
    /// Whether one may let the speaker know how it goes.
    pulse: bool,
    token: &'a str,
    refreshing: bool,
    /// JSON for the script, each fit to stand in a script element.
    settings: String,
    state: String,
    mine: String,
}

impl PhonePage<'_> {
    fn part(&self) -> &str {
        self.drawn.parts.get("main").map_or("", String::as_str)
    }

    fn pulse_said(&self) -> String {
        self.tongue.say_with("phone-pulse-said", &[("word", "{word}".into())])
    }

    fn address(&self, language: &str, refreshing: &bool) -> String {
        address(self.code, language, *refreshing)
    }

    fn answer(&self, headers: &HeaderMap, jar: CookieJar) -> Response {
        let head = PhoneHead { tongue: self.tongue, title: &self.drawn.title, refreshing: self.refreshing };
        let (Ok(head), Ok(rest)) = (head.render(), self.render()) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let page = same(self.tongue, self.extras).between(head, rest, headers);
        (jar, [inlined(self.extras).policy(headers)], NO_STORE, page).into_response()
    }
}

/// The page's own address, with the choices that travel in it.
pub fn address(code: RoomCode, language: &str, refreshing: bool) -> String {
    format!("/{code}?lang={language}{}", if refreshing { "&refresh=30" } else { "" })
}
