//! The data folder: closed to other people, locked against a second server, with the keys that a server needs.
//!
//! Never changes a key that is there: links, seats and bookmarks depend on it. Blocks; for use at start.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Only its owner may look into the folder or read a key.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

const LOCK: &str = "lock";
const SESSIONS: &str = "sessions";
const SERVER_KEY: &str = "server.key";
const ORGANISER_KEY: &str = "organiser.key";

/// 128 bits: an organiser's key is never guessed, and short enough for a link.
const ORGANISER_KEY_BYTES: usize = 16;

/// A data folder that is ours for as long as this lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Its lock goes when it closes, also when the process is killed.
    _lock: File,
}

/// Why a folder cannot hold the data, in a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderFailure {
    #[error("the data folder ‘{0}’ is no folder; name another with --data")]
    NotAFolder(PathBuf),
    #[error("another Peil is using the data folder ‘{0}’; stop that one, or name another folder with --data")]
    Locked(PathBuf),
    #[error("the data folder ‘{path}’ cannot be written; make it writable for this user, or name another with --data")]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("‘{path}’ cannot be read; make it readable for this user")]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("‘{path}’ is no key of Peil; put it back from a backup, or move it away and a new one is made")]
    BadKey { path: PathBuf },
}

impl DataFolder {
    /// Opens the folder, which is made if need be, and locks it.
    ///
    /// # Errors
    /// When it is not a folder, cannot be written to, or another server holds it.
    pub fn open(path: &Path) -> Result<Self, DataFolderFailure> {
        let unwritable = |source| DataFolderFailure::Unwritable { path: path.to_owned(), source };
        make(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                DataFolderFailure::NotAFolder(path.to_owned())
            }
            _ => unwritable(error),
        })?;
        tighten(path).map_err(unwritable)?;
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(FILE_MODE)
            .open(path.join(LOCK))
            .map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DataFolderFailure::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(unwritable(source)),
        }
        let sessions = path.join(SESSIONS);
        make(&sessions)
            .and_then(|()| std::fs::set_permissions(&sessions, Permissions::from_mode(FOLDER_MODE)))
            .map_err(|source| DataFolderFailure::Unwritable { path: sessions, source })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Where the sessions' files are.
    pub fn sessions(&self) -> PathBuf {
        self.path.join(SESSIONS)
    }

    /// What the server signs seats with: 256 random bits, made when first asked for.
    ///
    /// # Errors
    /// When its file cannot be read, written or understood.
    pub fn server_key(&self) -> Result<[u8; 32], DataFolderFailure> {
        let text = self.key(SERVER_KEY, || URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| DataFolderFailure::BadKey { path: self.path.join(SERVER_KEY) })
    }

    /// What opens the desk: 128 random bits as text that fits in a link, made when first asked for. Someone may have
    /// put another one there.
    ///
    /// # Errors
    /// When its file cannot be read, written or understood.
    pub fn organiser_key(&self) -> Result<String, DataFolderFailure> {
        let text = self.key(ORGANISER_KEY, || URL_SAFE_NO_PAD.encode(rand::random::<[u8; ORGANISER_KEY_BYTES]>()))?;
        let usable = text.len() >= ORGANISER_KEY_BYTES && text.chars().all(|c| c.is_ascii_graphic());
        if usable { Ok(text) } else { Err(DataFolderFailure::BadKey { path: self.path.join(ORGANISER_KEY) }) }
    }

    fn key(&self, name: &str, make: impl FnOnce() -> String) -> Result<String, DataFolderFailure> {
        let path = self.path.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                close_to_others(&path);
                Ok(text.trim().to_owned())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let text = make();
                self.write_key(name, &text).map_err(|source| DataFolderFailure::Unwritable { path, source })?;
                Ok(text)
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(DataFolderFailure::BadKey { path }),
            Err(source) => Err(DataFolderFailure::Unreadable { path, source }),
        }
    }

    /// Under another name first: half a key must never stand where a key is read.
    fn write_key(&self, name: &str, text: &str) -> io::Result<()> {
        let unfinished = self.path.join(format!("{name}.new"));
        match std::fs::remove_file(&unfinished) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(&unfinished)?;
        writeln!(file, "{text}")?;
        file.sync_all()?;
        std::fs::rename(&unfinished, self.path.join(name))?;
        File::open(&self.path)?.sync_all()
    }
}

fn make(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(path)
}

/// Closes a folder that others could look into. One that holds other things than ours, or is someone else's, stays as
/// it is: closing a home or a shared folder would break more than it saves, and what we put in is closed by itself.
fn tighten(path: &Path) -> io::Result<()> {
    let folder = std::fs::metadata(path)?;
    if folder.mode() & 0o077 == 0 {
        return Ok(());
    }
    let mine = folder.uid() == rustix::process::geteuid().as_raw();
    let is_data_folder = path.join(LOCK).exists() || path.read_dir()?.next().is_none();
    if mine && is_data_folder {
        std::fs::set_permissions(path, Permissions::from_mode(FOLDER_MODE))
    } else {
        tracing::warn!(folder = %path.display(), "other users can look into the data folder");
        Ok(())
    }
}

/// A key that came from a backup may be open to all. Failing to close it is no reason not to start.
fn close_to_others(path: &Path) {
    let is_open = std::fs::metadata(path).is_ok_and(|key| key.mode() & 0o077 != 0);
    if is_open && let Err(error) = std::fs::set_permissions(path, Permissions::from_mode(FILE_MODE)) {
        tracing::warn!(key = %path.display(), %error, "other users can read a key");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn a_new_folder_and_its_keys_are_closed_to_others() {
        let above = tempfile::tempdir().unwrap();
        let path = above.path().join("deep/data");
        let folder = DataFolder::open(&path).unwrap();
        folder.server_key().unwrap();
        folder.organiser_key().unwrap();
        assert_eq!((mode(&path), mode(&folder.sessions())), (0o700, 0o700));
        for file in [LOCK, SERVER_KEY, ORGANISER_KEY] {
            assert_eq!(mode(&path.join(file)), 0o600, "{file}");
        }
        assert!(!path.join("server.key.new").exists());
    }

    #[test]
    fn a_folder_of_ours_is_tightened_and_a_shared_one_is_not() {
        let above = tempfile::tempdir().unwrap();
        let open = |name: &str| {
            let path = above.path().join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
            path
        };
        let (empty, shared) = (open("empty"), open("shared"));
        std::fs::write(shared.join("letter.txt"), "x").unwrap();
        DataFolder::open(&empty).unwrap();
        let folder = DataFolder::open(&shared).unwrap();
        assert_eq!((mode(&empty), mode(&shared), mode(&folder.sessions())), (0o700, 0o755, 0o700));
    }

    #[test]
    fn keys_stay_the_same_and_differ_from_folder_to_folder() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keys = |path: &Path| {
            let folder = DataFolder::open(path).unwrap();
            (folder.server_key().unwrap(), folder.organiser_key().unwrap())
        };
        let first = keys(one.path());
        assert_eq!(first, keys(one.path()));
        let second = keys(two.path());
        assert!(first.0 != second.0 && first.1 != second.1);
        assert_eq!(first.1.len(), 22);
    }

    #[test]
    fn a_key_from_elsewhere_is_taken_over_and_closed() {
        let above = tempfile::tempdir().unwrap();
        let path = above.path().join(ORGANISER_KEY);
        std::fs::write(&path, "een-sleutel-van-de-organisator\n").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        let folder = DataFolder::open(above.path()).unwrap();
        assert_eq!(folder.organiser_key().unwrap(), "een-sleutel-van-de-organisator");
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_second_server_is_told_and_may_come_later() {
        let above = tempfile::tempdir().unwrap();
        let first = DataFolder::open(above.path()).unwrap();
        let second = DataFolder::open(above.path()).unwrap_err();
        assert!(matches!(second, DataFolderFailure::Locked(_)));
        assert!(second.to_string().starts_with("another Peil is using the data folder ‘"), "{second}");
        drop(first);
        DataFolder::open(above.path()).unwrap();
    }

    #[test]
    fn what_cannot_hold_data_is_refused_in_a_sentence() {
        let above = tempfile::tempdir().unwrap();
        let file = above.path().join("file");
        std::fs::write(&file, "x").unwrap();
        for path in [&file, &file.join("below")] {
            let refused = DataFolder::open(path).unwrap_err();
            assert!(matches!(refused, DataFolderFailure::NotAFolder(_)), "{refused:?}");
        }
        let nowhere = DataFolder::open(Path::new("/proc/no-such-place/data")).unwrap_err();
        assert!(matches!(nowhere, DataFolderFailure::Unwritable { .. }), "{nowhere:?}");
    }

    #[test]
    fn a_broken_key_stops_the_start_and_is_not_replaced() {
        let above = tempfile::tempdir().unwrap();
        for key in [SERVER_KEY, ORGANISER_KEY] {
            std::fs::write(above.path().join(key), "kort").unwrap();
        }
        let folder = DataFolder::open(above.path()).unwrap();
        assert!(matches!(folder.server_key(), Err(DataFolderFailure::BadKey { .. })));
        assert!(matches!(folder.organiser_key(), Err(DataFolderFailure::BadKey { .. })));
        assert_eq!(std::fs::read_to_string(above.path().join(SERVER_KEY)).unwrap(), "kort");
    }
}
