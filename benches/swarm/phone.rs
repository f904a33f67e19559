//! One phone: opens the page, connects, does as it is ordered, writes down what it was told, and comes back by the rule
//! of the wire when the connection ends.
//!
//! Cheap, so that it does not starve the server beside it: messages are searched for what is needed, never parsed.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use futures_util::{SinkExt, StreamExt};
use rand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::server::{Question, Session};

/// Each address has 28,000 ports of its own, and several look more like a hall.
const ADDRESSES: usize = 40;
/// Longest wait before another try: the rule of the wire.
const WAIT_MAX_MS: u64 = 8_000;
/// Until a state has told another.
const WAIT_MS: u64 = 800;
/// Longer than any answer to a handshake takes; what takes longer has failed.
const HANDSHAKE_DEADLINE: Duration = Duration::from_secs(30);
/// Receive buffer of a phone that will stop reading: a queue in its own kernel is not the server's, and must be small
/// for the server's to show.
const NARROW_BYTES: u32 = 4 * 1024;
/// What a browser on https says it can unpack.
const PACKED: &str = "gzip, deflate, br";

/// What all phones of one session share.
pub struct Hall {
    address: SocketAddr,
    code: String,
    pub questions: Vec<Question>,
    /// Phones that have their first state since they connected.
    pub here: AtomicU32,
    /// Votes that were told what became of them.
    pub told: AtomicU64,
    /// States and ticks, and their bytes on the line.
    pub frames: AtomicU64,
    pub bytes: AtomicU64,
    /// Bytes of all messages, on the line.
    pub heard: AtomicU64,
    /// The newest frame anybody has.
    newest: AtomicU64,
    /// Tries to come in that did not lead to a socket.
    pub failed: AtomicU32,
    /// Whether the page is asked for packed, as browsers do. Phones that only have to be there do without.
    pub packed: AtomicBool,
    /// Until when whoever votes without pause goes on.
    pub pump_until: Mutex<Instant>,
}

impl Hall {
    pub fn new(address: SocketAddr, session: &Session) -> Arc<Self> {
        Arc::new(Self {
            address,
            code: session.code.clone(),
            questions: session.questions.clone(),
            here: AtomicU32::new(0),
            told: AtomicU64::new(0),
            frames: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            heard: AtomicU64::new(0),
            newest: AtomicU64::new(0),
            failed: AtomicU32::new(0),
            packed: AtomicBool::new(false),
            pump_until: Mutex::new(Instant::now()),
        })
    }
}

pub enum Order {
    /// An answer to this question, or another one than before.
    Vote { question: usize },
    /// As `Vote`, and again at every reply that it is stored, until the hall says stop.
    Pump { question: usize },
    /// Reads no more.
    Stall,
    /// Reads again.
    Wake,
}

/// What a phone knows of a vote it sent.
#[derive(Clone)]
pub struct Receipt {
    pub question: usize,
    pub n: u32,
    /// Place among the question's options.
    pub choice: usize,
    pub sent: Instant,
    pub told: Option<(Instant, Told)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Stored,
    /// Refused, or asked to try again.
    Otherwise,
}

/// What one phone has seen.
#[derive(Default)]
pub struct Record {
    pub token: String,
    pub step: String,
    /// One's own answers, as last told.
    pub mine: String,
    pub receipts: Vec<Receipt>,
    /// When it began to join, and how long until its first state.
    pub joined: Option<Duration>,
    /// When it had a state again after its connection ended.
    pub back: Option<Instant>,
    /// Frames read after waking that were older than what others had by then.
    pub stale: u32,
    wait_ms: u64,
    waking_below: u64,
}

pub struct Phone {
    orders: UnboundedSender<Order>,
    record: Arc<Mutex<Record>>,
    task: JoinHandle<()>,
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Phone {
    pub fn join(hall: &Arc<Hall>, number: usize) -> Self {
        Self::spawn(hall, number, false)
    }

    /// A phone that will be told to stall.
    pub fn join_narrow(hall: &Arc<Hall>, number: usize) -> Self {
        Self::spawn(hall, number, true)
    }

    fn spawn(hall: &Arc<Hall>, number: usize, narrow: bool) -> Self {
        let (orders, inbox) = unbounded_channel();
        let record = Arc::new(Mutex::new(Record { wait_ms: WAIT_MS, ..Record::default() }));
        let source = Ipv4Addr::new(127, 0, 0, 2 + (number % ADDRESSES) as u8);
        let life = Life {
            hall: Arc::clone(hall),
            record: Arc::clone(&record),
            inbox,
            door: Door { address: hall.address, source, narrow },
            number,
            stalled: false,
            pumping: None,
        };
        Self { orders, record, task: tokio::spawn(life.run()) }
    }

    pub fn order(&self, order: Order) {
        // A phone whose task has ended shows in what it was told: nothing.
        let _ = self.orders.send(order);
    }

    pub fn record(&self) -> MutexGuard<'_, Record> {
        lock(&self.record)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How one phone reaches the server.
struct Door {
    address: SocketAddr,
    source: Ipv4Addr,
    narrow: bool,
}

impl Door {
    async fn knock(&self) -> anyhow::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        if self.narrow {
            socket.set_recv_buffer_size(NARROW_BYTES)?;
        }
        socket.bind(SocketAddr::from((self.source, 0)))?;
        let stream = socket.connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

/// The cookie that a page hands out.
async fn cookie(stream: &mut TcpStream, address: SocketAddr, path: &str, packed: bool) -> anyhow::Result<String> {
    let packed = if packed { PACKED } else { "identity" };
    let ask = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\naccept-encoding: {packed}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(ask.as_bytes()).await?;
    let mut page = Vec::with_capacity(4 * 1024);
    stream.read_to_end(&mut page).await?;
    let head = page.windows(4).position(|four| four == b"\r\n\r\n").context("no page came")?;
    let head = std::str::from_utf8(&page[..head])?;
    ensure!(head.starts_with("HTTP/1.1 200") || head.starts_with("HTTP/1.1 303"), "the page says {head:.40}");
    let line = head.lines().find(|line| line.get(..11).is_some_and(|name| name.eq_ignore_ascii_case("set-cookie:")));
    let line = line.context("the page hands out no cookie")?;
    Ok(line[11..].trim().split(';').next().unwrap_or_default().to_owned())
}

type Socket = WebSocketStream<TcpStream>;

async fn connect(stream: TcpStream, address: SocketAddr, path: &str, cookie: &str) -> anyhow::Result<Socket> {
    let mut request = format!("ws://{address}{path}").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("origin", format!("http://{address}").parse()?);
    headers.insert("sec-websocket-protocol", "peil.v1".parse()?);
    headers.insert("cookie", cookie.parse()?);
    let config = WebSocketConfig::default().read_buffer_size(512).write_buffer_size(0);
    let (mut socket, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await?;
    socket.send(Message::Text(Utf8Bytes::from_static(r#"{"type":"hello","language":"nl"}"#))).await?;
    Ok(socket)
}

/// The life of one phone, owned by its task.
struct Life {
    hall: Arc<Hall>,
    record: Arc<Mutex<Record>>,
    inbox: UnboundedReceiver<Order>,
    door: Door,
    number: usize,
    stalled: bool,
    /// The question to vote on again and again.
    pumping: Option<usize>,
}

impl Life {
    async fn run(mut self) {
        let since = Instant::now();
        let mut failures = 0;
        loop {
            let token = lock(&self.record).token.clone();
            match timeout(HANDSHAKE_DEADLINE, self.come_in(&token)).await {
                Ok(Ok(socket)) => {
                    failures = 0;
                    let greeted = self.stay(socket, since).await;
                    if greeted {
                        self.hall.here.fetch_sub(1, Ordering::Relaxed);
                    }
                }
                Ok(Err(_)) | Err(_) => {
                    self.hall.failed.fetch_add(1, Ordering::Relaxed);
                    failures += 1;
                }
            }
            if !self.pause(failures).await {
                return;
            }
        }
    }

    async fn come_in(&self, token: &str) -> anyhow::Result<Socket> {
        let (address, code) = (self.door.address, &self.hall.code);
        let token = if token.is_empty() {
            let packed = self.hall.packed.load(Ordering::Relaxed);
            let token = cookie(&mut self.door.knock().await?, address, &format!("/{code}"), packed).await?;
            lock(&self.record).token = token.clone();
            token
        } else {
            token.to_owned()
        };
        connect(self.door.knock().await?, address, &format!("/{code}/live"), &token).await
    }

    /// Waits as the wire says before another try, and takes orders meanwhile. `false` when nobody orders any more.
    async fn pause(&mut self, failures: u32) -> bool {
        let longest = (lock(&self.record).wait_ms << failures.min(10)).min(WAIT_MAX_MS);
        let until = tokio::time::Instant::now() + Duration::from_millis(rand::rng().random_range(0..=longest));
        loop {
            tokio::select! {
                () = sleep_until(until) => return true,
                order = self.inbox.recv() => match order {
                    Some(Order::Vote { question }) => drop(self.vote(question)),
                    Some(_) => {}
                    None => return false,
                },
            }
        }
    }

    /// Until the connection ends. Whether a state came.
    async fn stay(&mut self, mut socket: Socket, since: Instant) -> bool {
        let mut greeted = false;
        // What was sent or asked before and never told: once more, under the same number.
        let untold: Vec<Receipt> = {
            let record = lock(&self.record);
            record.receipts.iter().filter(|receipt| receipt.told.is_none()).cloned().collect()
        };
        for receipt in untold {
            if socket.send(Message::Text(self.text_of(&receipt).into())).await.is_err() {
                return greeted;
            }
        }
        loop {
            tokio::select! {
                order = self.inbox.recv() => match order {
                    Some(Order::Vote { question }) => {
                        let text = self.vote(question);
                        if socket.send(Message::Text(text.into())).await.is_err() {
                            return greeted;
                        }
                    }
                    Some(Order::Pump { question }) => {
                        self.pumping = Some(question);
                        let text = self.vote(question);
                        if socket.send(Message::Text(text.into())).await.is_err() {
                            return greeted;
                        }
                    }
                    Some(Order::Stall) => self.stalled = true,
                    Some(Order::Wake) => {
                        self.stalled = false;
                        lock(&self.record).waking_below = self.hall.newest.load(Ordering::Relaxed);
                    }
                    None => return greeted,
                },
                message = socket.next(), if !self.stalled => match message {
                    Some(Ok(Message::Text(text))) => {
                        let heard = self.hear(&text, since, &mut greeted);
                        if heard == Heard::Stored
                            && let Some(question) = self.pumping
                        {
                            if Instant::now() >= *lock(&self.hall.pump_until) {
                                self.pumping = None;
                                continue;
                            }
                            let text = self.vote(question);
                            if socket.send(Message::Text(text.into())).await.is_err() {
                                return greeted;
                            }
                        }
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return greeted,
                },
            }
        }
    }

    /// Writes down a new vote; its message.
    fn vote(&self, question: usize) -> String {
        let mut record = lock(&self.record);
        let last = record.receipts.iter().rev().find(|receipt| receipt.question == question);
        let n = last.map_or(1, |receipt| receipt.n + 1);
        let choice = (self.number + n as usize) % self.hall.questions[question].options.len();
        let receipt = Receipt { question, n, choice, sent: Instant::now(), told: None };
        let text = self.text_of(&receipt);
        record.receipts.push(receipt);
        text
    }

    fn text_of(&self, receipt: &Receipt) -> String {
        let Question { key, options } = &self.hall.questions[receipt.question];
        let (n, option) = (receipt.n, &options[receipt.choice]);
        format!(r#"{{"type":"answer","question":"{key}","round":1,"n":{n},"choices":["{option}"]}}"#)
    }

    fn hear(&self, text: &str, since: Instant, greeted: &mut bool) -> Heard {
        let hall = &self.hall;
        hall.heard.fetch_add(on_the_line(text.len()), Ordering::Relaxed);
        let mut record = lock(&self.record);
        // After `{"type":"`.
        match text.as_bytes().get(9) {
            Some(b's' | b't') => {
                hall.frames.fetch_add(1, Ordering::Relaxed);
                hall.bytes.fetch_add(on_the_line(text.len()), Ordering::Relaxed);
                let frame = number_after(text, r#""frame":"#).unwrap_or(0);
                hall.newest.fetch_max(frame, Ordering::Relaxed);
                if frame < record.waking_below {
                    record.stale += 1;
                }
                if text.as_bytes()[9] == b's' {
                    record.wait_ms = number_after(text, r#""wait":"#).unwrap_or(WAIT_MS);
                    let step = text_after(text, r#""step":""#);
                    record.step.clear();
                    record.step.push_str(step);
                    if !*greeted {
                        *greeted = true;
                        hall.here.fetch_add(1, Ordering::Relaxed);
                        if record.joined.is_some() {
                            record.back = Some(Instant::now());
                        } else {
                            record.joined = Some(since.elapsed());
                        }
                    }
                }
                Heard::Other
            }
            Some(b'm') => {
                record.mine.clear();
                record.mine.push_str(text);
                Heard::Other
            }
            Some(b'o') => {
                let question = text_after(text, r#""question":""#);
                let n = number_after(text, r#""n":"#).unwrap_or(0);
                let word = text_after(text, r#""outcome":""#);
                let told = if matches!(word, "counted" | "changed") { Told::Stored } else { Told::Otherwise };
                let receipt = record
                    .receipts
                    .iter_mut()
                    .rev()
                    .find(|receipt| u64::from(receipt.n) == n && hall.questions[receipt.question].key == question);
                if let Some(receipt) = receipt.filter(|receipt| receipt.told.is_none()) {
                    receipt.told = Some((Instant::now(), told));
                    hall.told.fetch_add(1, Ordering::Relaxed);
                }
                if told == Told::Stored { Heard::Stored } else { Heard::Other }
            }
            _ => Heard::Other,
        }
    }
}

#[derive(PartialEq, Eq)]
enum Heard {
    Stored,
    Other,
}

/// A message with the head that a socket puts before it.
fn on_the_line(bytes: usize) -> u64 {
    bytes as u64 + if bytes < 126 { 2 } else { 4 }
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let (_, rest) = text.split_once(name)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

fn text_after<'a>(text: &'a str, name: &str) -> &'a str {
    text.split_once(name).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

/// The projector's page: follows how many have answered.
pub struct Screen {
    task: JoinHandle<()>,
    answered: tokio::sync::watch::Receiver<(u64, Instant)>,
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Screen {
    pub async fn open(address: SocketAddr, session: &Session) -> anyhow::Result<Self> {
        let door = Door { address, source: Ipv4Addr::LOCALHOST, narrow: false };
        let cookie = cookie(&mut door.knock().await?, address, &session.screen, false).await?;
        let path = format!("/screen/{}/live", session.code);
        let mut socket = connect(door.knock().await?, address, &path, &cookie).await?;
        let (sender, answered) = tokio::sync::watch::channel((0, Instant::now()));
        let task = tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                let Ok(text) = message.to_text() else { continue };
                if let Some(answered) = number_after(text, r#""answered":""#) {
                    sender.send_if_modified(|last| {
                        let moves = last.0 != answered;
                        if moves {
                            *last = (answered, Instant::now());
                        }
                        moves
                    });
                }
            }
        });
        Ok(Self { task, answered })
    }

    /// When the screen first says that so many have answered.
    pub async fn shows(&mut self, answered: u64, within: Duration) -> anyhow::Result<Instant> {
        if let Ok(Ok(seen)) = timeout(within, self.answered.wait_for(|(now, _)| *now >= answered)).await {
            return Ok(seen.1);
        }
        bail!("the screen stays at {} of {answered}", self.answered.borrow().0)
    }
}
