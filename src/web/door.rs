//! Takes connections for as long as there are open files for them, and keeps files aside for the journals.
//!
//! Out of files is no failure: whoever has a socket goes on voting, who comes in anew is told to come back, and when
//! phones leave others come in by themselves. Never spins on a listener that cannot be served.

use std::io;
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::App;
use super::connection::{self, Deadlines, Entry};
use crate::hub::metrics::Guard;

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
/// Wait after a failed accept, doubled up to the longest: a machine out of files gets some by itself, and asking it
/// twenty times a second costs nothing.
const PAUSE_MIN: Duration = Duration::from_millis(50);
const PAUSE_MAX: Duration = Duration::from_secs(1);

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
    /// Takes connections until `stop`.
    pub async fn keep(self, listener: TcpListener, stop: CancellationToken) {
        let metrics = self.app.hub.metrics();
        let mut pause = PAUSE_MIN;
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            let why = match accepted {
                Ok((stream, peer)) => {
                    let file = u64::try_from(stream.as_raw_fd()).unwrap_or_default();
                    if let Some(entry) = Marks::of(open_files_max()).entry(file) {
                        if pause > PAUSE_MIN {
                            tracing::info!("connections are taken again");
                            pause = PAUSE_MIN;
                        }
                        metrics.connected();
                        tune(&stream);
                        let (router, stop) = (self.router.clone(), stop.clone());
                        self.connections.spawn(connection::serve(stream, peer, entry, router, self.deadlines, stop));
                        continue;
                    }
                    metrics.refused(Guard::Files);
                    "the open files are used up".to_owned()
                }
                Err(error) => error.to_string(),
            };
            if pause == PAUSE_MIN {
                tracing::error!(why, "no connection can be taken for a while");
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSE_MAX);
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
