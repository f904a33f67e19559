//! One connection: read → submit, watch → send. The only file that knows tungstenite.
//!
//! A task per socket with small buffers; nothing is queued for a slow phone, which takes the newest frame when it can.
//! Decides nothing: who may steer was settled before the upgrade.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Message, Utf8Bytes};

use super::App;
use super::identity::Token;
use crate::codec::text;
use crate::codec::wire::{self, CommandText, Incoming, Outgoing, SUBPROTOCOL};
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::{OptionKey, SlideKey, VoterId};
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::session::{AnswerRequest, Outcome, Refusal, Reply, Request as Ask};
use crate::hub::frames::{Frame, Frames};
use crate::hub::presence::PhoneGuard;
use crate::hub::{Audience, Pass, Room, Standing, now};

/// Allocated and zeroed per socket: a vote is 70 to 120 bytes and fits, and 10,000 phones × the default 128 KiB would be
/// 1.3 GB. It grows for the few who send words of their own.
const READ_BUFFER_BYTES: usize = 256;
/// What may wait for one slow socket before it is dropped: a few whole states.
const WRITE_BUFFER_BYTES_MAX: usize = 64 * 1024;
/// The longest thing a browser has to say is a write-in of 140 graphemes.
const MESSAGE_BYTES_MAX: usize = 4 * 1024;
/// A browser says hello at once; whoever does not is not a page of ours.
const HELLO_DEADLINE: Duration = Duration::from_secs(10);
/// Silence after which the server asks whether anybody is there. Phones ping every 25 s while they are looked at.
const PING_AFTER: Duration = Duration::from_secs(40);
/// Silence after which nobody is.
const GONE_AFTER: Duration = Duration::from_secs(75);
/// A send that takes longer goes to nobody.
const SEND_DEADLINE: Duration = Duration::from_secs(20);
/// How long to read on after a close, so that the other side sees it clean.
const CLOSE_DEADLINE: Duration = Duration::from_secs(2);

/// The page holds no token that we know: it should load itself anew.
const RELOAD: CloseCode = CloseCode::Library(4401);
/// What was said is not the protocol: another try would say the same.
const NOT_PROTOCOL: CloseCode = CloseCode::Library(4500);
/// The session is over and its room is gone.
const OVER: CloseCode = CloseCode::Library(4501);
/// A presenter's link was renewed: whoever came in by the old one is out.
const WITHDRAWN: CloseCode = CloseCode::Library(4502);

/// Who is at the other end.
pub enum Peer {
    /// Known by the cookie, or else by the token in its hello.
    Phone {
        token: Option<Token>,
    },
    /// Obeys keys only while its browser also holds the control's cookie.
    Screen {
        shows: Pass,
        steers: Option<Pass>,
    },
    Control {
        steers: Pass,
    },
}

/// Answers the handshake and serves the connection in a task of its own.
pub fn accept(
    app: Arc<App>,
    room: Arc<Room>,
    peer: Peer,
    tongue: Tongue,
    mut request: Request<Body>,
) -> Response<Body> {
    let speaks = request
        .headers()
        .get(header::SEC_WEBSOCKET_PROTOCOL)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|protocols| protocols.split(',').any(|protocol| protocol.trim() == SUBPROTOCOL));
    let Some(upgrade) = request.extensions_mut().remove::<OnUpgrade>().filter(|_| speaks) else {
        return refused();
    };
    let Ok(mut response) = create_response_with_body(&request, Body::empty) else { return refused() };
    response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    let tracker = app.sockets.clone();
    tracker.spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        // Only our own accept loop hands out connections, and it hands out plain TCP.
        let Ok(parts) = upgraded.downcast::<TokioIo<TcpStream>>() else { return };
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .write_buffer_size(0)
            .max_write_buffer_size(WRITE_BUFFER_BYTES_MAX)
            .max_message_size(Some(MESSAGE_BYTES_MAX))
            .max_frame_size(Some(MESSAGE_BYTES_MAX));
        let early = parts.read_buf.to_vec();
        // Also when nothing is left in it, it holds on to the whole buffer of the handshake: 8 KiB a phone.
        drop(parts.read_buf);
        let io = parts.io.into_inner();
        let stream = WebSocketStream::from_partially_read(io, early, Role::Server, Some(config)).await;
        let mut connection = Connection { stream, heard_at: Instant::now(), asked: false };
        let goodbye = connection.serve(&app, &room, peer, tongue).await;
        connection.close(goodbye).await;
    });
    response
}

fn refused() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::UPGRADE_REQUIRED;
    response.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    response
}

/// Why the server ends a connection; `None` when the other side did.
type Goodbye = Option<(CloseCode, &'static str)>;

/// The connection is gone or not worth keeping.
struct Gone;

struct Connection {
    stream: WebSocketStream<TcpStream>,
    heard_at: Instant,
    /// Whether the server has asked if anybody is there since it last heard something.
    asked: bool,
}

impl Connection {
    async fn serve(&mut self, app: &App, room: &Arc<Room>, peer: Peer, tongue: Tongue) -> Goodbye {
        let hello = tokio::select! {
            hello = timeout(HELLO_DEADLINE, self.hear()) => hello,
            () = app.stopping.cancelled() => return Some((CloseCode::Restart, "restart")),
        };
        let Ok(Some(Incoming::Hello { token, language })) = hello else {
            return Some((NOT_PROTOCOL, "say hello first"));
        };
        let tongue = Tongue::from_code(&language).unwrap_or(tongue);
        match peer {
            Peer::Phone { token: known } => {
                let Some(token) = known.or_else(|| app.identity.read_token(room.code, &token)) else {
                    return Some((RELOAD, "reload"));
                };
                let _open = room.metrics().open_socket(Audience::Phone);
                let voter = room.voter(token.bytes());
                let seat = room.presence().sit(voter);
                self.run(app, room, room.frames(Audience::Phone, tongue), End::Phone { voter, seat }, tongue).await
            }
            Peer::Screen { shows, steers } => {
                let _open = room.metrics().open_socket(Audience::Screen);
                let _seat = room.presence().watch_screen();
                let end = End::Presenter { pass: shows, steers };
                self.run(app, room, room.frames(Audience::Screen, tongue), end, tongue).await
            }
            Peer::Control { steers } => {
                let _open = room.metrics().open_socket(Audience::Control);
                let _seat = room.presence().watch_control();
                let end = End::Presenter { pass: steers.clone(), steers: Some(steers) };
                self.run(app, room, room.frames(Audience::Control, tongue), end, tongue).await
            }
        }
    }

    async fn run(&mut self, app: &App, room: &Arc<Room>, mut frames: Frames, mut end: End, tongue: Tongue) -> Goodbye {
        let mut sent_base = 0;
        frames.mark_changed();
        if let End::Phone { voter, .. } = &end
            && self.send_mine(room, *voter).await.is_err()
        {
            return None;
        }
        loop {
            let quiet_until = self.heard_at + if self.asked { GONE_AFTER } else { PING_AFTER };
            let result = tokio::select! {
                incoming = self.hear() => match incoming {
                    Some(incoming) => self.obey(room, &mut end, incoming, tongue).await,
                    None => return None,
                },
                changed = frames.changed() => {
                    if changed.is_err() {
                        return Some(room_gone(app, room));
                    }
                    let frame = frames.borrow_and_update().clone();
                    room.metrics().frames_sent(end.audience(), 1);
                    self.send_frame(&frame, &mut sent_base).await
                }
                news = end.news(room) => match news {
                    News::Mine(voter) => self.send_mine(room, voter).await,
                    News::Withdrawn => return Some((WITHDRAWN, "link withdrawn")),
                },
                () = app.stopping.cancelled() => return Some((CloseCode::Restart, "restart")),
                () = tokio::time::sleep_until(quiet_until) => self.check_alive().await,
            };
            if result.is_err() {
                return None;
            }
        }
    }

    /// The next thing said. `None` when the connection ends or breaks the protocol.
    async fn hear(&mut self) -> Option<Incoming> {
        loop {
            let message = self.stream.next().await?;
            self.heard_at = Instant::now();
            self.asked = false;
            match message {
                Ok(Message::Text(text)) => match serde_json::from_str(&text) {
                    Ok(incoming) => return Some(incoming),
                    Err(_) => {
                        self.close(Some((NOT_PROTOCOL, "not the protocol"))).await;
                        return None;
                    }
                },
                // tungstenite answers pings by itself.
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(Message::Binary(_)) => {
                    self.close(Some((CloseCode::Unsupported, "text only"))).await;
                    return None;
                }
                Ok(Message::Close(_) | Message::Frame(_)) => {}
                Err(tungstenite::Error::Capacity(_)) => {
                    self.close(Some((CloseCode::Size, "too long"))).await;
                    return None;
                }
                Err(_) => return None,
            }
        }
    }

    async fn obey(&mut self, room: &Arc<Room>, end: &mut End, incoming: Incoming, tongue: Tongue) -> Result<(), Gone> {
        match (incoming, &mut *end) {
            (Incoming::Ping { id }, _) => self.say(Outgoing::Pong { id }.encode()).await,
            (Incoming::Answer { question, round, n, choices, text }, End::Phone { voter, .. }) => {
                let outcome = submit_answer(room, *voter, &question, round, n, &choices, text).await;
                self.say(wire::outcome(&question, round, n, outcome)).await?;
                // A stored answer rings all tabs of this voter, this one too; any other outcome only concerns this one.
                if outcome.is_stored() { Ok(()) } else { self.send_mine(room, *voter).await }
            }
            (Incoming::Command { id, command }, End::Presenter { steers: Some(pass), .. }) if room.honours(pass) => {
                let (step, refused) = submit_command(room, &command).await;
                let sentence = refused.map(|refusal| tongue.say(&format!("refusal-{}", refusal.replace('_', "-"))));
                self.say(Outgoing::Reply { id, step, refused, sentence }.encode()).await
            }
            // Said by the wrong kind of page: not an error worth ending the connection for.
            (Incoming::Hello { .. } | Incoming::Answer { .. } | Incoming::Command { .. }, _) => Ok(()),
        }
    }

    /// Sends the newest frame: its figures alone when the page already has the rest.
    async fn send_frame(&mut self, frame: &Frame, sent_base: &mut u64) -> Result<(), Gone> {
        if frame.number == 0 {
            return Ok(());
        }
        let text = match &frame.tick {
            Some(tick) if *sent_base == frame.base => Arc::clone(tick),
            _ => Arc::clone(&frame.state),
        };
        *sent_base = frame.base;
        self.say(text.as_ref().to_owned()).await
    }

    async fn send_mine(&mut self, room: &Arc<Room>, voter: VoterId) -> Result<(), Gone> {
        let mine = room.look(move |session, _| wire::mine(session.answers_of(&voter), now())).await.ok_or(Gone)?;
        self.say(mine).await
    }

    async fn say(&mut self, text: String) -> Result<(), Gone> {
        let message = Message::Text(Utf8Bytes::from(text));
        match timeout(SEND_DEADLINE, self.stream.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Gone),
        }
    }

    /// Asks whether anybody is there, and gives up when nobody has been for too long.
    async fn check_alive(&mut self) -> Result<(), Gone> {
        let silent = self.heard_at.elapsed();
        if silent >= GONE_AFTER {
            return Err(Gone);
        }
        if silent < PING_AFTER || self.asked {
            return Ok(());
        }
        self.asked = true;
        match timeout(SEND_DEADLINE, self.stream.send(Message::Ping(Vec::new().into()))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Gone),
        }
    }

    /// Says why, then reads until the other side has closed too: else browsers see 1006 instead of our code.
    async fn close(&mut self, goodbye: Goodbye) {
        let frame = goodbye.map(|(code, reason)| CloseFrame { code, reason: Utf8Bytes::from_static(reason) });
        let farewell = async {
            if self.stream.close(frame).await.is_ok() {
                while let Some(Ok(_)) = self.stream.next().await {}
            }
        };
        // Whoever does not close in time is dropped; there is nothing left to lose.
        let _ = timeout(CLOSE_DEADLINE, farewell).await;
    }
}

/// What the loop must know about the other end.
enum End {
    Phone { voter: VoterId, seat: PhoneGuard },
    Presenter { pass: Pass, steers: Option<Pass> },
}

/// What concerns one end alone.
enum News {
    /// This voter's own answers may have changed.
    Mine(VoterId),
    /// The link by which this page came in was renewed.
    Withdrawn,
}

impl End {
    fn audience(&self) -> Audience {
        match self {
            End::Phone { .. } => Audience::Phone,
            End::Presenter { pass: Pass { link: Link::Screen, .. }, .. } => Audience::Screen,
            End::Presenter { pass: Pass { link: Link::Control, .. }, .. } => Audience::Control,
        }
    }

    async fn news(&mut self, room: &Room) -> News {
        match self {
            End::Phone { voter, seat } => {
                seat.mine_changed().await;
                News::Mine(*voter)
            }
            End::Presenter { pass, .. } => {
                room.withdrawn(pass).await;
                News::Withdrawn
            }
        }
    }
}

/// An answer by whatever road: read, normalised, submitted. Returns when it is decided and, if it counts, on disk.
pub async fn submit_answer(
    room: &Room,
    voter: VoterId,
    question: &str,
    round: u32,
    n: u32,
    choices: &[String],
    text: Option<String>,
) -> Outcome {
    let Some(question) = SlideKey::parse(question) else { return Outcome::Invalid };
    let Some(choices) = choices.iter().map(|choice| OptionKey::parse(choice)).collect() else {
        return Outcome::Invalid;
    };
    let text = match text.as_deref().map(|words| text::write_in(words, WRITE_IN_CHARS_MAX)).transpose() {
        Ok(text) => text,
        Err(_) => return Outcome::Invalid,
    };
    let request = AnswerRequest { voter, question, round, n, choices, text };
    let outcome = match room.submit(Ask::Answer(request)).await {
        Reply::Outcome(outcome) => outcome,
        Reply::Done | Reply::Refused(_) => Outcome::Busy,
    };
    room.metrics().answered(outcome);
    outcome
}

/// A command by whatever road: the step where the session then stands, and the code of the refusal if there was one.
pub async fn submit_command(room: &Room, command: &CommandText) -> (String, Option<&'static str>) {
    let refused = match command.read() {
        Err(_) => Some("unreadable"),
        Ok((from, command)) => match room.submit(Ask::Steer { from, command }).await {
            Reply::Done => None,
            Reply::Refused(refusal) => Some(refusal.code()),
            Reply::Outcome(_) => Some(Refusal::Busy.code()),
        },
    };
    let step = room.look(|session, _| session.step().to_string()).await.unwrap_or_default();
    (step, refused)
}

/// Why a room's frames end: it is sealed or deleted, or it comes back in a moment, with the server or by itself.
fn room_gone(app: &App, room: &Room) -> (CloseCode, &'static str) {
    match app.hub.standing(room.code) {
        Standing::Running(_) => (CloseCode::Restart, "restart"),
        _ if app.stopping.is_cancelled() => (CloseCode::Restart, "restart"),
        Standing::Over(_) | Standing::Unknown => (OVER, "over"),
    }
}
