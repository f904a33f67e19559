//! The real binary as a child process with folders of its own, so that it can be killed as a failing machine would.
//!
//! Whatever happens to a test, the process ends with it.

use std::fs::File;
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::support::{KEY, PATIENCE, Site};

pub const BINARY: &str = env!("CARGO_BIN_EXE_peil");
/// The last line of what a server says at its start.
const STARTED: &str = "Stop with Ctrl-C";
const LOOK_EVERY: Duration = Duration::from_millis(5);

pub struct Binary {
    site: Site,
    child: Child,
    folder: Option<TempDir>,
}

impl Deref for Binary {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// A command that serves over the folders in `folder` on a free port, and writes to the files `out` and `err` there.
/// Its settings are in its environment, where a test can put others. Its program is the binary, or one that runs the
/// binary when given.
pub fn command(folder: &Path, through: &[&str]) -> Command {
    let mut words = through.iter().copied().chain([BINARY]);
    let mut command = Command::new(words.next().unwrap());
    command
        .args(words)
        .current_dir(folder)
        .env("PEIL_LISTEN", "127.0.0.1:0")
        .env("PEIL_DATA", folder.join("data"))
        .env("PEIL_POLLS", folder.join("polls"))
        .env("PEIL_ORGANISER_KEY", KEY)
        .stdin(Stdio::null())
        .stdout(File::create(folder.join("out")).unwrap())
        .stderr(File::create(folder.join("err")).unwrap());
    for unset in ["PEIL_PUBLIC_URL", "PEIL_TRUSTED_PROXY", "PEIL_METRICS", "PEIL_LOG", "PEIL_LOG_FORMAT"] {
        command.env_remove(unset);
    }
    command
}

impl Binary {
    pub async fn start(folder: TempDir) -> Self {
        let command = command(folder.path(), &[]);
        Self::run(folder, command).await
    }

    /// Runs a [`command`] and waits until it serves.
    pub async fn run(folder: TempDir, mut command: Command) -> Self {
        let child = command.spawn().unwrap();
        // Made at once, so that the process ends also when it never serves.
        let mut binary = Self { site: Site::new(SocketAddr::from(([127, 0, 0, 1], 0))), child, folder: Some(folder) };
        let since = Instant::now();
        while !binary.said().contains(STARTED) {
            let gone = binary.child.try_wait().unwrap();
            assert!(gone.is_none() && since.elapsed() < PATIENCE, "it does not start: {gone:?}\n{}", binary.log());
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let said = binary.said();
        let port = said.split_once("http://localhost:").unwrap().1.split_once('/').unwrap().0;
        binary.site = Site::new(SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap())));
        binary
    }

    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote for people.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.folder().join("out")).unwrap()
    }

    /// What it wrote to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder().join("err")).unwrap()
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Kills it as a power cut would: nothing in it hears of it. Gives back its folders.
    pub fn kill(mut self) -> TempDir {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.folder.take().unwrap()
    }

    /// Waits until it has ended by itself.
    pub async fn ended(&mut self, within: Duration) -> Option<ExitStatus> {
        until_ended(&mut self.child, within).await
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub async fn until_ended(child: &mut Child, within: Duration) -> Option<ExitStatus> {
    let since = Instant::now();
    while since.elapsed() < within {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    None
}
