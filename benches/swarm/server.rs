//! The server as a process of its own: the real binary, or the same floors over a journal in memory. Ends with its
//! handle, and can be killed and started again on the same port and data.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use peil::config::{LogFormat, Serve};
use peil::hub::Timing;
use peil::journal::memory::MemoryJournal;
use peil::server;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::process::{Cpu, forget_peak, memory, memory_peak};

const KEY: &str = "sleutel-van-de-meting";
const DECK: &str = "sociale-innovatie";
/// The argument with which this program runs itself as a server without a disk.
pub const IN_MEMORY: &str = "serve-in-memory";
/// Longer than a start takes; a start that reaches it has failed.
const START_DEADLINE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The binary as it is installed, with its journal on disk.
    Binary,
    /// The same floors over a journal in memory.
    InMemory,
}

pub struct Server {
    kind: Kind,
    child: Child,
    pub address: SocketAddr,
    http: reqwest::Client,
    folder: TempDir,
}

pub struct Session {
    pub id: String,
    pub code: String,
    /// Path of the screen, with its secret.
    pub screen: String,
    pub questions: Vec<Question>,
}

#[derive(Clone)]
pub struct Question {
    pub key: String,
    /// The answers that ask for no words.
    pub options: Vec<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A folder on the disk of the project: a temporary folder of the system may be memory, where an fsync costs nothing.
pub fn folder() -> anyhow::Result<TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

impl Server {
    pub async fn start(kind: Kind) -> anyhow::Result<Self> {
        Self::start_in(kind, folder()?).await
    }

    /// Over what is in this folder already.
    pub async fn start_in(kind: Kind, folder: TempDir) -> anyhow::Result<Self> {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let child = spawn(kind, folder.path(), free)?;
        // Made at once, so that the process ends also when it never serves.
        let mut server = Self { kind, child, address: free, http: reqwest::Client::new(), folder };
        server.await_start().await?;
        Ok(server)
    }

    /// Starts it again after [`Self::kill`]; returns at once, long before it answers.
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        self.child = spawn(self.kind, self.folder.path(), self.address)?;
        Ok(())
    }

    /// Waits until it answers a request.
    pub async fn await_answer(&self) -> anyhow::Result<Instant> {
        let since = Instant::now();
        while since.elapsed() < START_DEADLINE {
            let answer = self.http.get(self.url("/readyz")).timeout(Duration::from_secs(1)).send().await;
            if answer.is_ok_and(|answer| answer.status() == 200) {
                return Ok(Instant::now());
            }
            sleep(LOOK_EVERY).await;
        }
        bail!("the server does not come back")
    }

    /// Ends it as a power cut would: nothing in it hears of it.
    pub fn kill(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    async fn await_start(&mut self) -> anyhow::Result<()> {
        let since = Instant::now();
        loop {
            let said = std::fs::read_to_string(self.folder.path().join("out"))?;
            if said.contains("Stop with Ctrl-C") {
                let port = said.split_once("http://localhost:").and_then(|(_, rest)| rest.split_once('/'));
                let (port, _) = port.context("the server does not say where it is")?;
                self.address.set_port(port.parse()?);
                return Ok(());
            }
            let ended = self.child.try_wait()?;
            ensure!(ended.is_none() && since.elapsed() < START_DEADLINE, "the server does not start: {ended:?}");
            sleep(LOOK_EVERY).await;
        }
    }

    pub fn cpu(&self) -> anyhow::Result<Cpu> {
        Cpu::of(self.child.id())
    }

    /// Memory in use, in KiB.
    pub fn memory(&self) -> anyhow::Result<u64> {
        memory(self.child.id())
    }

    /// The most memory that was in use since [`Self::forget_peak`], in KiB.
    pub fn memory_peak(&self) -> anyhow::Result<u64> {
        memory_peak(self.child.id())
    }

    pub fn forget_peak(&self) -> anyhow::Result<()> {
        forget_peak(self.child.id())
    }

    /// Takes a file of a session, by its address; its bytes.
    pub async fn file(&self, session: &str, file: &str) -> anyhow::Result<usize> {
        let url = self.url(&format!("/api/v1/sessions/{session}/{file}"));
        let answer = self.http.get(url).bearer_auth(KEY).send().await?;
        let (status, bytes) = (answer.status(), answer.bytes().await?);
        ensure!(status.is_success(), "{file}: {status} {}", String::from_utf8_lossy(&bytes));
        Ok(bytes.len())
    }

    /// A session's file; there is none without a disk.
    pub fn file_of(&self, session: &Session) -> Option<std::path::PathBuf> {
        let sessions = self.folder.path().join("data/sessions");
        let mut files = std::fs::read_dir(sessions).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        files.find(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&session.id) && !name.ends_with("-wal") && !name.ends_with("-shm")
        })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    async fn post(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        Ok(self.http.post(self.url(path)).bearer_auth(KEY).json(&body).send().await?.json().await?)
    }

    async fn get(&self, path: &str) -> anyhow::Result<Value> {
        Ok(self.http.get(self.url(path)).bearer_auth(KEY).send().await?.json().await?)
    }

    pub async fn begin(&self) -> anyhow::Result<Session> {
        let body = self.post("/api/v1/sessions", json!({ "deck": DECK })).await?;
        let text = |name: &str| Some(body[name].as_str()?.to_owned());
        let (Some(id), Some(code), Some(screen)) = (text("id"), text("code"), text("screen_url")) else {
            bail!("no session began: {body}");
        };
        let screen = screen[screen.find("/screen/").context("the screen's link is no link to a screen")?..].to_owned();
        let session = Session { id, code, screen, questions: Vec::new() };
        Ok(Session { questions: self.questions(&session).await?, ..session })
    }

    /// A session that was there before the server; it has no screen.
    pub async fn find(&self, id: &str, code: u32) -> anyhow::Result<Session> {
        let session =
            Session { id: id.to_owned(), code: code.to_string(), screen: String::new(), questions: Vec::new() };
        Ok(Session { questions: self.questions(&session).await?, ..session })
    }

    async fn questions(&self, session: &Session) -> anyhow::Result<Vec<Question>> {
        let questions = self.results(session).await?["questions"]
            .as_array()
            .context("a deck has questions")?
            .iter()
            .map(|question| Question {
                key: question["id"].as_str().unwrap_or_default().to_owned(),
                options: question["options"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|option| option["write_in"] == false)
                    .filter_map(|option| Some(option["key"].as_str()?.to_owned()))
                    .collect(),
            })
            .collect();
        Ok(questions)
    }

    pub async fn results(&self, session: &Session) -> anyhow::Result<Value> {
        self.get(&format!("/api/v1/sessions/{}/results.json", session.id)).await
    }

    /// How many voters a question has, as the results say.
    pub async fn answered(&self, session: &Session, question: usize) -> anyhow::Result<u64> {
        let results = self.results(session).await?;
        results["questions"][question]["answered"].as_u64().context("the results count no answers")
    }

    /// The screen goes black and comes back at this beat, so that every phone gets a frame each time.
    pub async fn blink(&self, session: &str, step: &str, times: usize, every: Duration) -> anyhow::Result<()> {
        let mut beat = tokio::time::interval(every);
        for _ in 0..times {
            beat.tick().await;
            self.press(session, json!({ "command": "black", "from": step })).await?;
        }
        beat.tick().await;
        Ok(())
    }

    pub async fn step(&self, session: &Session) -> anyhow::Result<String> {
        let body = self.get(&format!("/api/v1/sessions/{}", session.id)).await?;
        Ok(body["step"].as_str().context("the session stands nowhere")?.to_owned())
    }

    /// The presenter's press; where the session then stands.
    pub async fn press(&self, session: &str, command: Value) -> anyhow::Result<String> {
        let body = self.post(&format!("/api/v1/sessions/{session}/commands"), command).await?;
        ensure!(body["status"].is_null(), "refused: {body}");
        Ok(body["step"].as_str().context("the session stands nowhere")?.to_owned())
    }

    /// Goes to a question and opens it.
    pub async fn open(&self, session: &Session, question: usize) -> anyhow::Result<()> {
        let from = self.step(session).await?;
        let slide = &session.questions[question].key;
        let shown = self.press(&session.id, json!({ "command": "show", "from": from, "slide": slide })).await?;
        self.press(&session.id, json!({ "command": "open", "from": shown })).await?;
        Ok(())
    }
}

fn spawn(kind: Kind, folder: &Path, listen: SocketAddr) -> anyhow::Result<Child> {
    let mut command = match kind {
        Kind::Binary => Command::new(env!("CARGO_BIN_EXE_peil")),
        Kind::InMemory => {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(IN_MEMORY);
            command
        }
    };
    for unset in ["PEIL_PUBLIC_URL", "PEIL_TRUSTED_PROXY", "PEIL_METRICS", "PEIL_LOG_FORMAT"] {
        command.env_remove(unset);
    }
    let child = command
        .env("PEIL_LISTEN", listen.to_string())
        .env("PEIL_DATA", folder.join("data"))
        .env("PEIL_POLLS", Path::new(env!("CARGO_MANIFEST_DIR")).join("polls"))
        .env("PEIL_ORGANISER_KEY", KEY)
        .env("PEIL_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(File::create(folder.join("out"))?)
        .spawn()?;
    Ok(child)
}

/// What the child does that serves without a disk.
pub async fn serve_in_memory() -> anyhow::Result<()> {
    let setting = |name: &str| std::env::var(name).with_context(|| format!("{name} is missing"));
    let listener = server::bind(setting("PEIL_LISTEN")?.parse()?)?;
    let address = listener.local_addr()?;
    let options = Serve {
        listen: address,
        data: setting("PEIL_DATA")?.into(),
        polls: setting("PEIL_POLLS")?.into(),
        public_url: None,
        trusted_proxy: Vec::new(),
        organiser_key: Some(setting("PEIL_ORGANISER_KEY")?),
        metrics: None,
        log_format: LogFormat::Text,
    };
    let in_memory = |_| Ok(Arc::new(MemoryJournal::default()) as Arc<_>);
    let running = server::start_over(options, address, Timing::default(), in_memory).await?;
    println!("http://localhost:{}/\nStop with Ctrl-C", address.port());
    server::serve(listener, running, CancellationToken::new()).await;
    Ok(())
}
