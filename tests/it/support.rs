//! A real server on port 0 with folders of its own, and clients that speak as browsers do.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use peil::config::{LogFormat, Serve};
use peil::hub::Timing;
use peil::journal::Journal;
use peil::server::{self, Running};
use peil::web::App;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_util::sync::CancellationToken;

/// Longer than any step takes on a busy machine; a wait that reaches it is a failure.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Whatever port is free.
pub const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
pub const KEY: &str = "sleutel-van-de-organisator";

/// Three slides: plain, a choice with a write-in, a scale.
pub const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Welkom\n\n---\n\n# Wat vindt u? {#p1}\n\n- (ja) Ja\n- (nee) Nee\n- (anders) Anders… ____\n\n---\n\n# Hoe bekend? {#p2}\n\n1. ( ) Niet\n2. ( ) Wel\n";

/// What clients know of a server: where it is. The same for a server in this process and for the real binary.
pub struct Site {
    pub address: SocketAddr,
    pub http: reqwest::Client,
}

pub struct Server {
    site: Site,
    /// `None` only while it is handed to the next server.
    folder: Option<tempfile::TempDir>,
    pub app: Arc<App>,
    stop: CancellationToken,
    task: Option<tokio::task::JoinHandle<()>>,
}

impl Deref for Server {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// A session as the API tells it.
#[derive(Clone, Debug)]
pub struct Started {
    pub id: String,
    pub code: String,
    pub screen_key: String,
    pub control_key: String,
}

impl Server {
    pub async fn start() -> Self {
        Self::with_timing(Timing::default()).await
    }

    pub async fn with_timing(timing: Timing) -> Self {
        Self::over(folders(DECK), timing).await
    }

    /// A server over folders that are already there.
    pub async fn over(folder: tempfile::TempDir, timing: Timing) -> Self {
        Self::with(folder, timing, None, |_| {}).await
    }

    /// A server that people reach through a TLS proxy at this address.
    pub async fn behind(public_url: &str) -> Self {
        Self::with(folders(DECK), Timing::default(), Some(public_url.to_owned()), |_| {}).await
    }

    /// A server that was put together a little differently.
    pub async fn adjusted(adjust: impl FnOnce(&mut Running)) -> Self {
        Self::with(folders(DECK), Timing::default(), None, adjust).await
    }

    /// A server over a journal of the test's own.
    pub async fn over_journal(journal: Arc<dyn Journal>) -> Self {
        let folder = folders(DECK);
        let listener = server::bind(ANY_PORT).unwrap();
        let address = listener.local_addr().unwrap();
        let options = options(folder.path(), address);
        let running = server::start_over(options, address, Timing::default(), |_| Ok(journal)).await.unwrap();
        Self::serving(folder, listener, running)
    }

    async fn with(
        folder: tempfile::TempDir,
        timing: Timing,
        public_url: Option<String>,
        adjust: impl FnOnce(&mut Running),
    ) -> Self {
        let listener = server::bind(ANY_PORT).unwrap();
        let address = listener.local_addr().unwrap();
        let options = Serve { public_url, ..options(folder.path(), address) };
        let mut running = server::start(options, address, timing).await.unwrap();
        adjust(&mut running);
        Self::serving(folder, listener, running)
    }

    fn serving(folder: tempfile::TempDir, listener: TcpListener, running: Running) -> Self {
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let app = Arc::clone(&running.app);
        let task = tokio::spawn(server::serve(listener, running, stop.clone()));
        Self { site: Site::new(address), folder: Some(folder), app, stop, task: Some(task) }
    }

    /// Stops in good order and starts again over the same folders.
    pub async fn restart(mut self, timing: Timing) -> Self {
        self.stop.cancel();
        self.task.take().unwrap().await.unwrap();
        let folder = self.folder.take().unwrap();
        Self::over(folder, timing).await
    }

    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }
}

impl Site {
    pub fn new(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { address, http }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn begin(&self, deck: &str) -> Started {
        let reply = self.post("/api/v1/sessions", json!({ "deck": deck })).await;
        assert_eq!(reply.status(), 201);
        let body: Value = reply.json().await.unwrap();
        let key = |name: &str| body[name].as_str().unwrap().split_once("?key=").unwrap().1.to_owned();
        Started {
            id: body["id"].as_str().unwrap().to_owned(),
            code: body["code"].as_str().unwrap().to_owned(),
            screen_key: key("screen_url"),
            control_key: key("control_url"),
        }
    }

    pub async fn get(&self, path: &str) -> reqwest::Response {
        self.http.get(self.url(path)).bearer_auth(KEY).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: Value) -> reqwest::Response {
        self.http.post(self.url(path)).bearer_auth(KEY).json(&body).send().await.unwrap()
    }

    /// One command by the API; the step where the session then stands.
    pub async fn command(&self, session: &Started, from: &str, command: &str) -> (u16, String) {
        let path = format!("/api/v1/sessions/{}/commands", session.id);
        let reply = self.post(&path, json!({ "command": command, "from": from })).await;
        let status = reply.status().as_u16();
        let body: Value = reply.json().await.unwrap();
        (status, body["step"].as_str().unwrap_or_default().to_owned())
    }

    /// Ends a session and makes its results final.
    pub async fn finish(&self, session: &Started) {
        let step = self.step(session).await;
        if step != "0.ended" {
            assert_eq!(self.command(session, &step, "end").await.0, 200);
        }
        assert_eq!(self.command(session, "0.ended", "finish").await.0, 200);
        let begun = std::time::Instant::now();
        loop {
            let body: Value = self.get(&format!("/api/v1/sessions/{}", session.id)).await.json().await.unwrap();
            if body["sealed"] == true {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "it is never sealed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses Next as often as it takes to reach this step.
    pub async fn walk_to(&self, session: &Started, wanted: &str) {
        let mut step = self.step(session).await;
        for _ in 0..200 {
            if step == wanted {
                return;
            }
            step = self.command(session, &step, "next").await.1;
        }
        panic!("step {wanted} was not reached");
    }

    pub async fn step(&self, session: &Started) -> String {
        let body: Value = self.get(&format!("/api/v1/sessions/{}", session.id)).await.json().await.unwrap();
        body["step"].as_str().unwrap_or_default().to_owned()
    }

    pub async fn results(&self, session: &Started) -> Value {
        self.get(&format!("/api/v1/sessions/{}/results.json", session.id)).await.json().await.unwrap()
    }

    /// A phone that opens the page, takes its token and its cookie, and connects.
    pub async fn phone(&self, session: &Started) -> Socket {
        let token = self.token(session).await;
        self.phone_with(session, &token).await
    }

    pub async fn phone_with(&self, session: &Started, token: &str) -> Socket {
        let mut socket = Socket::open(self.address, &format!("/{}/live", session.code), "").await.unwrap();
        socket.say(json!({ "type": "hello", "token": token, "language": "nl" })).await;
        socket
    }

    /// A new attendee's token, as the page's cookie holds it.
    pub async fn token(&self, session: &Started) -> String {
        let page = self.http.get(self.url(&format!("/{}", session.code))).send().await.unwrap();
        assert_eq!(page.status(), 200);
        let cookie = page.headers()["set-cookie"].to_str().unwrap().to_owned();
        cookie.split_once('=').unwrap().1.split(';').next().unwrap().to_owned()
    }

    pub async fn screen(&self, session: &Started) -> Socket {
        let cookie = format!("peil-screen-{}={}", session.code, session.screen_key);
        self.presenter(&format!("/screen/{}/live", session.code), &cookie).await
    }

    pub async fn control(&self, session: &Started) -> Socket {
        self.presenter(&format!("/control/{}/live", session.code), &self.control_cookie(session)).await
    }

    pub fn control_cookie(&self, session: &Started) -> String {
        format!("peil-control-{}={}", session.code, session.control_key)
    }

    pub async fn presenter(&self, path: &str, cookie: &str) -> Socket {
        let mut socket = Socket::open(self.address, path, cookie).await.unwrap();
        socket.say(json!({ "type": "hello", "language": "nl" })).await;
        socket
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A folder of decks that holds this one as `proef`, and room for a data folder beside it.
pub fn folders(deck: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("polls")).unwrap();
    std::fs::write(folder.path().join("polls/proef.md"), deck).unwrap();
    folder
}

pub fn options(folder: &Path, listen: SocketAddr) -> Serve {
    Serve {
        listen,
        data: folder.join("data"),
        polls: folder.join("polls"),
        public_url: None,
        trusted_proxy: Vec::new(),
        organiser_key: Some(KEY.to_owned()),
        metrics: None,
        log_format: LogFormat::Text,
    }
}

/// A live socket of any page.
pub struct Socket {
    stream: WebSocketStream<TcpStream>,
}

impl Socket {
    /// `Err` holds the status of a refused handshake.
    pub async fn open(address: SocketAddr, path: &str, cookie: &str) -> Result<Self, u16> {
        Self::open_from(address, path, cookie, &format!("http://{address}")).await
    }

    pub async fn open_from(address: SocketAddr, path: &str, cookie: &str, origin: &str) -> Result<Self, u16> {
        Self::open_with(address, path, &[("cookie", cookie), ("origin", origin)]).await
    }

    /// With these headers, of which the empty ones are left out.
    pub async fn open_with(address: SocketAddr, path: &str, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "peil.v1".parse().unwrap());
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(address).await.unwrap();
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((stream, _)) => Ok(Self { stream }),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    pub async fn say(&mut self, message: Value) {
        self.stream.send(Message::text(message.to_string())).await.unwrap();
    }

    /// As [`Self::say`], for a server that may be gone.
    pub async fn try_say(&mut self, message: Value) -> bool {
        self.stream.send(Message::text(message.to_string())).await.is_ok()
    }

    /// Sends what no page of ours sends.
    pub async fn send(&mut self, message: Message) {
        self.stream.send(message).await.unwrap();
    }

    /// The next JSON message; `None` when the connection ended.
    pub async fn hear(&mut self) -> Option<Value> {
        loop {
            match timeout(PATIENCE, self.stream.next()).await.expect("a message in time")? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }

    /// The next message of this type that is as wanted.
    pub async fn hear_until(&mut self, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.hear().await.expect("the connection holds");
            if message["type"] == kind && wanted(&message) {
                return message;
            }
        }
    }

    pub async fn state_at(&mut self, step: &str) -> Value {
        self.hear_until("state", |state| state["step"] == step).await
    }

    /// The close code, after reading whatever comes before it.
    pub async fn close_code(&mut self) -> Option<u16> {
        while let Ok(Some(Ok(message))) = timeout(PATIENCE, self.stream.next()).await {
            if let Message::Close(frame) = message {
                return frame.map(|frame| frame.code.into());
            }
        }
        None
    }

    /// Votes and waits for what became of it.
    pub async fn vote(&mut self, question: &str, n: u32, choice: &str) -> String {
        self.answer(json!({ "question": question, "round": 1, "n": n, "choices": [choice] })).await
    }

    pub async fn answer(&mut self, mut answer: Value) -> String {
        answer["type"] = json!("answer");
        let n = answer["n"].clone();
        self.say(answer).await;
        let outcome = self.hear_until("outcome", |outcome| outcome["n"] == n).await;
        outcome["outcome"].as_str().unwrap().to_owned()
    }
}
