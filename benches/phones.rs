//! How much memory a phone costs the server: 5,000 connected phones, idle and after six votes each on the deck that
//! comes with Peil.
//!
//! Measures the real binary from outside, as the system counts it, against what it used before anybody came; pages,
//! tokens and all, but not what the kernel keeps for the connections. Prints the figures and fails above the limit.
//! Load stays on this machine: the phones come from several addresses of the loopback network.
//!
//! `cargo bench --bench phones`

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt, stream};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

const PHONES: usize = 5_000;
/// A port of one address leads to one connection; more addresses also look more like a hall.
const ADDRESSES: usize = 10;
const LIMIT_KIB: f64 = 8.0;
const KEY: &str = "sleutel-van-de-meting";
const DECK: &str = "sociale-innovatie";
/// Phones that connect or vote at the same time.
const AT_ONCE: usize = 50;
/// Longer than anything takes; a wait that reaches it is a failure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Until the server has nothing left to do and has given back what it can.
const SETTLE: Duration = Duration::from_secs(5);

type Phone = WebSocketStream<TcpStream>;

/// The server, ended with this.
struct Server {
    child: Child,
    address: SocketAddr,
    http: reqwest::Client,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Session {
    id: String,
    code: String,
}

impl Server {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let child = Command::new(env!("CARGO_BIN_EXE_peil"))
            .env("PEIL_LISTEN", "127.0.0.1:0")
            .env("PEIL_DATA", folder.path().join("data"))
            .env("PEIL_POLLS", Path::new(env!("CARGO_MANIFEST_DIR")).join("polls"))
            .env("PEIL_ORGANISER_KEY", KEY)
            .env("PEIL_LOG", "warn")
            .env_remove("PEIL_PUBLIC_URL")
            .stdin(Stdio::null())
            .stdout(File::create(&out).unwrap())
            .spawn()
            .unwrap();
        let since = Instant::now();
        let said = loop {
            let said = std::fs::read_to_string(&out).unwrap();
            if said.contains("Stop with Ctrl-C") {
                break said;
            }
            assert!(since.elapsed() < PATIENCE, "the server does not start");
            sleep(Duration::from_millis(20)).await;
        };
        let port = said.split_once("http://localhost:").unwrap().1.split_once('/').unwrap().0;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap()));
        Self { child, address, http: reqwest::Client::new(), _folder: folder }
    }

    /// Memory in use, in KiB.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.http.post(self.url(path)).bearer_auth(KEY).json(&body).send().await.unwrap().json().await.unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        self.http.get(self.url(path)).bearer_auth(KEY).send().await.unwrap().json().await.unwrap()
    }

    async fn begin(&self) -> Session {
        let body = self.post("/api/v1/sessions", json!({ "deck": DECK })).await;
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        Session { id: text("id"), code: text("code") }
    }

    async fn results(&self, session: &Session) -> Value {
        self.get(&format!("/api/v1/sessions/{}/results.json", session.id)).await
    }

    async fn walk_to(&self, session: &Session, wanted: &str) {
        let path = format!("/api/v1/sessions/{}", session.id);
        let mut step = self.get(&path).await["step"].as_str().unwrap().to_owned();
        while step != wanted {
            let next = self.post(&format!("{path}/commands"), json!({ "command": "next", "from": step })).await;
            assert!(next["status"].is_null(), "there is no step {wanted}: {next}");
            step = next["step"].as_str().unwrap().to_owned();
        }
    }

    /// Opens the page as an attendee does, and connects.
    async fn phone(&self, session: &Session, number: usize) -> Phone {
        let page = self.http.get(self.url(&format!("/{}", session.code))).send().await.unwrap();
        let cookie = page.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        page.bytes().await.unwrap();
        let socket = TcpSocket::new_v4().unwrap();
        let source = Ipv4Addr::new(127, 0, 0, 2 + (number % ADDRESSES) as u8);
        socket.bind(SocketAddr::from((source, 0))).unwrap();
        let stream = socket.connect(self.address).await.unwrap();
        let mut request = format!("ws://{}/{}/live", self.address, session.code).into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("origin", self.url("").parse().unwrap());
        headers.insert("sec-websocket-protocol", "peil.v1".parse().unwrap());
        headers.insert("cookie", cookie.parse().unwrap());
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
        let (mut phone, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await.unwrap();
        say(&mut phone, &json!({ "type": "hello", "language": "nl" })).await;
        phone
    }
}

async fn say(phone: &mut Phone, message: &Value) {
    phone.send(Message::Text(Utf8Bytes::from(message.to_string()))).await.unwrap();
}

/// Reads on until a message holds this.
async fn hear(phone: &mut Phone, words: &str) {
    loop {
        let message = timeout(PATIENCE, phone.next()).await.expect("a message in time").unwrap().unwrap();
        if message.to_text().is_ok_and(|text| text.contains(words)) {
            return;
        }
    }
}

/// Every phone votes once and waits until it counts.
async fn vote(phones: Vec<Phone>, question: &str, options: &[String]) -> Vec<Phone> {
    let counted = format!(r#""question":"{question}","n":1,"outcome":"counted""#);
    stream::iter(phones.into_iter().enumerate())
        .map(|(number, mut phone)| {
            let counted = &counted;
            async move {
                let choice = &options[number % options.len()];
                let answer = json!({ "type": "answer", "question": question, "round": 1, "n": 1, "choices": [choice] });
                say(&mut phone, &answer).await;
                hear(&mut phone, counted).await;
                phone
            }
        })
        .buffered(AT_ONCE)
        .collect()
        .await
}

/// Makes room for a connection a phone, on our side; the server does the same on its own.
fn raise_open_files() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    setrlimit(Resource::Nofile, raised).unwrap();
    let enough = limit.maximum.is_none_or(|files| files > PHONES as u64 + 200);
    assert!(enough, "the limit on open files is too low for {PHONES} phones; raise it with ulimit -Hn");
}

async fn measure() -> bool {
    raise_open_files();
    let server = Server::start().await;
    let session = server.begin().await;
    let first = server.results(&session).await;
    let before = server.memory();
    println!("before anybody came: {before} KiB");
    let (server, session) = (&server, &session);
    let mut phones: Vec<Phone> =
        stream::iter(0..PHONES).map(|number| server.phone(session, number)).buffered(AT_ONCE).collect().await;
    for phone in &mut phones {
        hear(phone, r#""type":"state""#).await;
    }
    let mut passed = true;
    let mut report = |name: &str| {
        let used = server.memory().saturating_sub(before) as f64 / PHONES as f64;
        let verdict = if used <= LIMIT_KIB { "pass" } else { "fail" };
        println!("{name}: {used:.2} KiB a phone, limit {LIMIT_KIB} KiB: {verdict}");
        passed &= used <= LIMIT_KIB;
    };
    sleep(SETTLE).await;
    report("connected and idle");
    let since = Instant::now();
    for question in first["questions"].as_array().unwrap() {
        let name = question["id"].as_str().unwrap();
        // Not the answer that asks for words.
        let options: Vec<String> = question["options"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|option| option["write_in"] == false)
            .map(|option| option["key"].as_str().unwrap().to_owned())
            .collect();
        server.walk_to(session, &format!("{name}.open")).await;
        phones = vote(phones, name, &options).await;
    }
    println!(
        "{} votes a phone in {:.1} s",
        first["questions"].as_array().unwrap().len(),
        since.elapsed().as_secs_f64()
    );
    sleep(SETTLE).await;
    report("after the votes");
    let answered = server.results(session).await;
    let all = answered["questions"].as_array().unwrap().iter().all(|question| question["answered"] == PHONES);
    assert!(all, "not every vote was counted");
    passed
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if runtime.block_on(measure()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
