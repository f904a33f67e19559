//! What is said on a socket, and what the room is asked for it.
//!
//! The first thing said is a hello; after it the page has its seat. Waits for nothing: what the room answers comes by
//! the line, later. Decides nothing about votes.

use std::sync::Arc;

use super::Peer;
use super::circle::{CircleKey, RoomKey};
use super::mailbox::Line;
use super::protocol::Goodbye;
use super::submit::{AskText, UpvoteText, answer_request, ask_request, outcome_of, steer_request, upvote_request};
use crate::codec::answer::SaidText;
use crate::codec::wire::{self, Incoming, Outgoing};
use crate::codec::words::Tongue;
use crate::domain::ids::VoterId;
use crate::domain::session::{Outcome, Reply, Request};
use crate::domain::sign::Sign;
use crate::hub::metrics::OpenSocket;
use crate::hub::presence::{PresenterGuard, Seat};
use crate::hub::{Audience, Pass, Room, now};
use crate::web::App;

/// Where the conversation stands.
pub enum Talk {
    Greeting(Box<Greeting>),
    Phone {
        room: Arc<Room>,
        voter: VoterId,
        _seat: Seat,
        _open: OpenSocket,
    },
    Presenter(Box<Presenter>),
    /// All was said.
    Over,
}

pub struct Greeting {
    pub app: Arc<App>,
    pub room: Arc<Room>,
    pub peer: Peer,
    pub tongue: Tongue,
}

pub struct Presenter {
    room: Arc<Room>,
    shows: Pass,
    /// Commands are obeyed as long as the room honours this.
    steers: Option<Pass>,
    tongue: Tongue,
    _seat: PresenterGuard,
    _open: OpenSocket,
}

/// What is to be done at once.
pub enum Next {
    Listen,
    Say(String),
    /// Sees from now on what this circle sees.
    Join(CircleKey),
    Leave(Goodbye),
}

impl Talk {
    pub fn hear(&mut self, text: &str, line: &Line) -> Next {
        let Ok(said) = serde_json::from_str::<Incoming>(text) else { return Next::Leave(Goodbye::NOT_PROTOCOL) };
        match (self, said) {
            (talk @ Talk::Greeting(_), Incoming::Hello { token, language }) => talk.greet(&token, &language, line),
            (Talk::Greeting(_), _) => Next::Leave(Goodbye::NOT_PROTOCOL),
            (_, Incoming::Ping { id }) => Next::Say(Outgoing::Pong { id }.encode()),
            (Talk::Phone { room, voter, .. }, Incoming::Answer { question, round, n, said }) => {
                answer(room, *voter, question, round, n, &said, line);
                Next::Listen
            }
            (Talk::Phone { room, voter, .. }, Incoming::Sign { word }) => {
                if let Some(sign) = Sign::parse(&word) {
                    room.sign(*voter, sign);
                }
                Next::Listen
            }
            (Talk::Phone { room, voter, .. }, Incoming::Ask { question, round, n, text, name }) => {
                let name = name.as_deref();
                let request = ask_request(*voter, &AskText { question: &question, round, n, text: &text, name });
                hand_in(room, *voter, request, line, move |outcome| wire::asked(&question, round, None, n, outcome));
                Next::Listen
            }
            (Talk::Phone { room, voter, .. }, Incoming::Upvote { question, round, ask, n, on }) => {
                let request = upvote_request(*voter, &UpvoteText { question: &question, round, ask, n, on });
                hand_in(room, *voter, request, line, move |outcome| {
                    wire::asked(&question, round, Some(ask), n, outcome)
                });
                Next::Listen
            }
            (Talk::Presenter(presenter), Incoming::Command { id, command }) => {
                presenter.obey(id, &command, line);
                Next::Listen
            }
            // Said by the wrong kind of page: not an error worth ending the connection for.
            (
                _,
                Incoming::Hello { .. }
                | Incoming::Answer { .. }
                | Incoming::Ask { .. }
                | Incoming::Upvote { .. }
                | Incoming::Command { .. }
                | Incoming::Sign { .. },
            ) => Next::Listen,
        }
    }

    fn greet(&mut self, token: &str, language: &str, line: &Line) -> Next {
        let Talk::Greeting(greeting) = std::mem::replace(self, Talk::Over) else { return Next::Listen };
        let Greeting { app, room, peer, tongue } = *greeting;
        let tongue = Tongue::from_code(language).unwrap_or(tongue);
        let circle = |audience| Next::Join(CircleKey { room: RoomKey::of(&room), audience, tongue });
        match peer {
            Peer::Phone { token: known } => {
                let Some(token) = known.or_else(|| app.identity.read_token(room.code, token)) else {
                    return Next::Leave(Goodbye::RELOAD);
                };
                let voter = room.voter(token.bytes());
                let bell = line.clone();
                let seat = room.presence().sit_with(voter, Box::new(move |mine| bell.say(Arc::clone(mine))));
                // Seated first: what another tab stores from here on rings, and what it stored before is in this.
                if !send_mine(&room, voter, line) {
                    return Next::Leave(Goodbye::RESTART);
                }
                let next = circle(Audience::Phone);
                let open = room.metrics().open_socket(Audience::Phone);
                *self = Talk::Phone { room, voter, _seat: seat, _open: open };
                next
            }
            Peer::Screen { shows, steers } => {
                let seat = room.presence().watch_screen();
                let open = room.metrics().open_socket(Audience::Screen);
                let next = circle(Audience::Screen);
                *self = Talk::Presenter(Box::new(Presenter { room, shows, steers, tongue, _seat: seat, _open: open }));
                next
            }
            Peer::Control { steers } => {
                let seat = room.presence().watch_control();
                let open = room.metrics().open_socket(Audience::Control);
                let next = circle(Audience::Control);
                let shows = steers.clone();
                *self = Talk::Presenter(Box::new(Presenter {
                    room,
                    shows,
                    steers: Some(steers),
                    tongue,
                    _seat: seat,
                    _open: open,
                }));
                next
            }
        }
    }

    pub fn is_greeting(&self) -> bool {
        matches!(self, Talk::Greeting(_))
    }

    /// Whether this page came in by a link that was renewed since.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self, Talk::Presenter(presenter) if !presenter.room.honours(&presenter.shows))
    }
}

/// Tells this voter's answers as they stand to one page. False when the room has stopped.
fn send_mine(room: &Room, voter: VoterId, line: &Line) -> bool {
    let line = line.clone();
    room.glance(move |session, _| line.say(wire::mine_whole(session, &voter, now())))
}

fn answer(room: &Arc<Room>, voter: VoterId, question: String, round: u32, n: u32, said: &SaidText, line: &Line) {
    let reply = {
        let (room, line, question) = (Arc::clone(room), line.clone(), question.clone());
        move |outcome: Outcome| {
            line.say(wire::outcome(&question, round, n, outcome));
            // A stored answer rings all tabs of this voter, this one too; any other outcome only concerns this one.
            if !outcome.is_stored() {
                send_mine(&room, voter, &line);
            }
        }
    };
    match answer_request(voter, &question, round, n, said) {
        Some(request) => room.hand_in(Request::Answer(request), move |said| reply(outcome_of(said))),
        None => reply(Outcome::Invalid),
    }
}

/// Hands in what the audience asks or votes for; what was stored rings all tabs of this voter, and what was not is told
/// to this one, with how things stand.
fn hand_in(
    room: &Arc<Room>,
    voter: VoterId,
    request: Option<Request>,
    line: &Line,
    words: impl Fn(Outcome) -> String + Send + 'static,
) {
    let reply = {
        let (room, line) = (Arc::clone(room), line.clone());
        move |outcome: Outcome| {
            line.say(words(outcome));
            if !outcome.is_stored() {
                send_mine(&room, voter, &line);
            }
        }
    };
    match request {
        Some(request) => room.hand_in(request, move |said| reply(outcome_of(said))),
        None => reply(Outcome::Invalid),
    }
}

impl Presenter {
    fn obey(&self, id: u32, command: &wire::CommandText, line: &Line) {
        if !self.steers.as_ref().is_some_and(|pass| self.room.honours(pass)) {
            return;
        }
        let (room, line, tongue) = (Arc::clone(&self.room), line.clone(), self.tongue);
        let reply = move |refused: Option<&'static str>| {
            let sentence = refused.map(|refusal| tongue.say(&format!("refusal-{}", refusal.replace('_', "-"))));
            let say = move |step| line.say(Outgoing::Reply { id, step, refused, sentence }.encode());
            let unseen = say.clone();
            if !room.glance(move |session, _| say(session.step().to_string())) {
                // Ten thousand pages look already: the reply is due all the same, and the step comes with the frame.
                unseen(String::new());
            }
        };
        match steer_request(command) {
            Some(request) => self.room.hand_in(request, move |said| {
                reply(match said {
                    Reply::Refused(refusal) => Some(refusal.code()),
                    Reply::Done | Reply::Outcome(_) => None,
                });
            }),
            None => reply(Some("unreadable")),
        }
    }
}
