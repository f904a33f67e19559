//! Room on the disk that is kept free for presenters: a file that takes up space and holds nothing.
//!
//! Votes never take from it, so a disk that fills up refuses votes while a presenter can still close, reveal and end.
//! One for all sessions of a folder. Never read; whoever deletes it loses nothing but the room it kept.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use rustix::fs::{FallocateFlags, fallocate};

/// Its name among the sessions' files.
pub const NAME: &str = "reserve";

/// A thousand steps with 30 people present took 4 MiB, which is what the log grows to before SQLite copies it into the
/// file; a closing writes some 26 bytes more for everybody who is present, twice: 40 closings before 10,000 people take
/// 20 MiB. The rest is for other programs that write a little.
const BYTES: u64 = 32 << 20;

/// Given back at a time, so that another program that eats the disk does not eat all of it.
const SLICE_BYTES: u64 = 1 << 20;

/// How often it is tried to make it whole again, at most: on a full disk every vote asks for it.
const REFILL_EVERY: Duration = Duration::from_secs(1);

pub struct Reserve {
    path: PathBuf,
    /// A plain lock: held while the file is made longer or shorter, which the threads of all sessions may want.
    state: Mutex<State>,
}

struct State {
    file: Option<File>,
    bytes: u64,
    tried: Option<Instant>,
}

impl Reserve {
    /// The reserve of this folder, made whole if there is room for it.
    pub fn open(folder: &Path) -> Self {
        let reserve = Self { path: folder.join(NAME), state: Mutex::new(State { file: None, bytes: 0, tried: None }) };
        if !reserve.is_whole() {
            tracing::error!(folder = %folder.display(), mib = BYTES >> 20, "too little room on the disk: no vote is taken until so much is free");
        }
        reserve
    }

    /// Whether all of it is there, after an attempt to make it so.
    pub fn is_whole(&self) -> bool {
        let mut state = self.lock();
        if state.bytes == BYTES {
            return true;
        }
        if state.tried.is_some_and(|tried| tried.elapsed() < REFILL_EVERY) {
            return false;
        }
        let is_first = state.tried.is_none();
        state.tried = Some(Instant::now());
        match state.fill(&self.path) {
            Ok(()) if is_first => {}
            Ok(()) => tracing::info!("there is room on the disk again: votes are taken"),
            Err(error) => tracing::debug!(%error, "the disk is still full"),
        }
        state.bytes == BYTES
    }

    /// Gives a part of it back to the disk. False when nothing is left to give.
    pub fn give(&self) -> bool {
        let mut state = self.lock();
        if state.bytes == 0 {
            return false;
        }
        let left = state.bytes.saturating_sub(SLICE_BYTES);
        tracing::warn!(left_mib = left >> 20, "the disk is full: a step takes from the room that was kept for it");
        match state.shrink(left) {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, "the room that was kept on the disk cannot be given back");
                false
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it holds the reserve")
    }
}

impl State {
    fn fill(&mut self, path: &Path) -> io::Result<()> {
        let file = match &self.file {
            Some(file) => file,
            None => {
                let mut options = OpenOptions::new();
                let file = options.write(true).create(true).truncate(false).mode(0o600).open(path)?;
                self.bytes = file.metadata()?.len().min(BYTES);
                self.file.insert(file)
            }
        };
        // Blocks are taken also where an earlier server left a file of this length with holes in it.
        match fallocate(file, FallocateFlags::empty(), 0, BYTES) {
            Ok(()) => {
                self.bytes = BYTES;
                Ok(())
            }
            Err(error) => {
                // A part of it may have been taken, which nobody else could then use.
                file.set_len(self.bytes)?;
                Err(error.into())
            }
        }
    }

    fn shrink(&mut self, bytes: u64) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        file.set_len(bytes)?;
        self.bytes = bytes;
        // Some file systems hand freed blocks out again only when the shrinking itself is on disk.
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(folder: &Path) -> u64 {
        std::fs::metadata(folder.join(NAME)).unwrap().len()
    }

    #[test]
    fn a_reserve_gives_back_slice_by_slice_and_is_whole_again_when_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let reserve = Reserve::open(folder.path());
        assert!(reserve.is_whole());
        assert_eq!(length(folder.path()), BYTES);
        assert!(reserve.give());
        assert_eq!(length(folder.path()), BYTES - SLICE_BYTES);
        reserve.lock().tried = None;
        assert!(reserve.is_whole());
        assert_eq!(length(folder.path()), BYTES);
        let slices = std::iter::repeat_with(|| reserve.give()).take_while(|given| *given).count();
        assert_eq!((slices as u64, length(folder.path())), (BYTES / SLICE_BYTES, 0));
    }

    #[test]
    fn a_reserve_that_cannot_be_made_is_never_whole_and_gives_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(NAME)).unwrap();
        let reserve = Reserve::open(folder.path());
        assert!(!reserve.is_whole() && !reserve.give());
    }
}
