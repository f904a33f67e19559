//! Takes connections for as long as there are open files for them, and keeps files aside for the journals.
//!
//! Out of files is no failure: whoever has a socket goes on voting, who comes in anew is told to come back, and when
//! phones leave others come in by themselves. Never spins on a listener that cannot be served.

use std::io;
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::App;
use super::connection::{self, Deadlines, Entry};

/// Open files that no connection ever takes: three for each of fifty running sessions, and some forty for listeners, the
/// terminal, and files that are read in passing.
const FILES_FOR_JOURNALS: u64 = 192;
/// Open files for telling people that there are none: each is held for some milliseconds, and two seconds at most.
const FILES_FOR_GOODBYES: u64 = 64;
/// How much unsent data the kernel keeps for a phone that does not read: without this it keeps hundreds of stale frames.
const UNSENT_BYTES_MAX: u32 = 4096;
/// The kernel lets go of a connection whose other side acknowledges nothing, or takes nothing, for so long: also of what
/// we closed with something still to be sent. As long as a live socket may be silent.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(75);
/// Wait before trying again to take a connection: files become free by themselves, and asking twenty times a second costs
/// nothing.
const PAUSE: Duration = Duration::from_millis(50);

/// How many files may be open now; whoever runs this server may change it meanwhile.
pub fn open_files_max() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// How many phones that leaves room for.
pub fn phones_max(files: u64) -> u64 {
    Marks::of(files).usual
}

/// Where a connection's file must stay under. The system always gives the lowest number that is free, so the number of a
/// new one says how many are in use, without anybody counting.
struct Marks {
    usual: u64,
    goodbye: u64,
}

impl Marks {
    fn of(files: u64) -> Self {
        // Where so few may be open that this would be most of them, a smaller server has fewer sessions too.
        let journals = FILES_FOR_JOURNALS.min(files / 3);
        let goodbyes = FILES_FOR_GOODBYES.min(files / 6);
        Self { usual: files - journals - goodbyes, goodbye: files - journals }
    }

    /// How a connection of this number comes in; `None` when it does not.
    fn entry(&self, file: u64) -> Option<Entry> {
        if file < self.usual {
            Some(Entry::Usual)
        } else if file < self.goodbye {
            Some(Entry::OutOfFiles)
        } else {
            None
        }
    }
}

/// What stands behind a listener.
pub struct Door {
    pub app: Arc<App>,
    pub router: Router,
    pub deadlines: Deadlines,
    /// Owns the tasks of the connections.
    pub connections: TaskTracker,
}

impl Door {
    /// Takes connections until `stop`. While there is no file for the next one it waits here, and the others wait in the
    /// kernel's line: nobody is hung up on.
    pub async fn keep(self, listener: TcpListener, stop: CancellationToken) {
        let mut trouble = Trouble::default();
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    trouble.note(&error.to_string());
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let mut file = number(&stream);
            let entry = loop {
                if let Some(entry) = Marks::of(open_files_max()).entry(file) {
                    break entry;
                }
                trouble.note("the open files are used up");
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
                // A copy gets the lowest number that is free now; none is given while there is none.
                file = stream.as_fd().try_clone_to_owned().map_or(u64::MAX, |copy| number(&copy));
            };
            trouble.is_over();
            self.app.hub.metrics().connected();
            tune(&stream);
            let (router, stop) = (self.router.clone(), stop.clone());
            self.connections.spawn(connection::serve(stream, peer, entry, router, self.deadlines, stop));
        }
    }
}

fn number(file: &impl AsRawFd) -> u64 {
    u64::try_from(file.as_raw_fd()).unwrap_or_default()
}

/// Says once when connections cannot be taken, and once when they can again.
#[derive(Default)]
struct Trouble(Option<Instant>);

impl Trouble {
    fn note(&mut self, why: &str) {
        if self.0.is_none() {
            self.0 = Some(Instant::now());
            tracing::error!(why, "no connection can be taken");
        }
    }

    fn is_over(&mut self) {
        if let Some(since) = self.0.take() {
            tracing::info!(after_ms = since.elapsed().as_millis() as u64, "connections are taken again");
        }
    }
}

fn tune(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    // None of these is needed to be right, only to be fast; a system that lacks one serves all the same.
    let _ = socket.set_tcp_nodelay(true);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = tune_further(&socket);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn tune_further(socket: &SockRef<'_>) -> io::Result<()> {
    socket.set_tcp_notsent_lowat(UNSENT_BYTES_MAX)?;
    socket.set_tcp_user_timeout(Some(UNACKNOWLEDGED_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_kept_aside_for_journals_and_for_saying_goodbye() {
        let marks = Marks::of(20_000);
        assert_eq!((marks.usual, marks.goodbye), (19_744, 19_808));
        for (file, entry) in [
            (19_743, Some(Entry::Usual)),
            (19_744, Some(Entry::OutOfFiles)),
            (19_807, Some(Entry::OutOfFiles)),
            (19_808, None),
        ] {
            assert_eq!(marks.entry(file), entry, "{file}");
        }
        // Also where few files may be open there is room for phones.
        assert_eq!(phones_max(256), 256 - 85 - 42);
        assert!(phones_max(1) <= 1);
    }
}
