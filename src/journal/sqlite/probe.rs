//! Tries whether the folder of sessions takes a write, as an append would need it: a new file, a page, an fsync.
//!
//! Touches no session's file, and leaves nothing behind.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// No session's file ends like this, and a left-over is written over by the next try.
const NAME: &str = "probe";
/// As much as the least that SQLite appends. Random, so that a file system that packs or shares cannot do without room.
const PAGE_BYTES: usize = 4096;

/// One try at a time: a disk that hangs must cost one thread and not one for every time it is asked.
#[derive(Default)]
pub struct Probe {
    under_way: AtomicBool,
}

impl Probe {
    /// Blocks for as long as the disk does.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        if self.under_way.swap(true, Ordering::AcqRel) {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "an earlier write has not come back yet"));
        }
        let written = write_page(&folder.join(NAME));
        self.under_way.store(false, Ordering::Release);
        written
    }
}

fn write_page(path: &Path) -> io::Result<()> {
    let mut page = [0; PAGE_BYTES];
    rand::fill(&mut page[..]);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    let written = write_whole(&mut file, &page);
    // Also when the page did not fit: what is left of it would take the room that is missing.
    let removed = std::fs::remove_file(path);
    written.and(removed)
}

fn write_whole(file: &mut File, page: &[u8]) -> io::Result<()> {
    file.write_all(page)?;
    file.sync_all()
}
