//! The data folder: made if need be, readable by its owner alone, and held by one Peil at a time.
//!
//! Keeps two keys beside the sessions: the organiser's, which people type, and the server's, which signs. Never shows
//! either in an error.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;

/// Owner only: the folder holds what people answered.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// A data folder that is ours, until this is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Locked while it is open. The system lets it go also when the process is killed.
    _lock: File,
}

#[derive(Debug, thiserror::Error)]
pub enum DataFolderFailure {
    #[error("the data folder ‘{0}’ is a file; name a folder with --data")]
    NotAFolder(PathBuf),
    #[error("another Peil is using the data folder ‘{0}’; stop that one, or name another folder with --data")]
    Locked(PathBuf),
    #[error("the data folder ‘{path}’ cannot be written: {source}; name another folder with --data")]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("‘{path}’ is no key of Peil; move it away and a new one is made")]
    BadKey { path: PathBuf },
}

impl DataFolder {
    /// Makes or takes the folder, tightens its permissions and locks it.
    ///
    /// # Errors
    /// When it is no folder, cannot be written, or is in use by another Peil.
    pub fn open(path: &Path) -> Result<Self, DataFolderFailure> {
        if path.exists() && !path.is_dir() {
            return Err(DataFolderFailure::NotAFolder(path.to_owned()));
        }
        let unwritable = |source| DataFolderFailure::Unwritable { path: path.to_owned(), source };
        let sessions = path.join("sessions");
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(&sessions).map_err(unwritable)?;
        for folder in [path, &sessions] {
            fs::set_permissions(folder, Permissions::from_mode(FOLDER_MODE)).map_err(unwritable)?;
        }
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(FILE_MODE)
            .open(path.join("lock"))
            .map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DataFolderFailure::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => Err(unwritable(source)),
        }
    }

    /// Where the sessions' files are.
    pub fn sessions(&self) -> PathBuf {
        self.path.join("sessions")
    }

    /// The key that signs tokens and cookies; the same as long as the folder lives.
    ///
    /// # Errors
    /// When it cannot be read or made.
    pub fn server_key(&self) -> Result<[u8; 32], DataFolderFailure> {
        let text = self.key("server.key", 32)?;
        let bytes = URL_SAFE_NO_PAD.decode(&text).ok();
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| DataFolderFailure::BadKey { path: self.path.join("server.key") })
    }

    /// The organiser's key, for when none is given: 128 random bits.
    ///
    /// # Errors
    /// When it cannot be read or made.
    pub fn organiser_key(&self) -> Result<String, DataFolderFailure> {
        self.key("organiser.key", 16)
    }

    /// The key in this file, made of so many random bytes when it is not there.
    fn key(&self, name: &str, bytes: usize) -> Result<String, DataFolderFailure> {
        let path = self.path.join(name);
        let unwritable = |source| DataFolderFailure::Unwritable { path: path.clone(), source };
        match File::open(&path) {
            Ok(mut file) => {
                let mut text = String::new();
                file.read_to_string(&mut text).map_err(unwritable)?;
                let text = text.trim().to_owned();
                // A key cut short by a full disk must not be taken for a key.
                let long_enough = text.len() >= bytes && text.chars().all(|c| c.is_ascii_graphic());
                if long_enough { Ok(text) } else { Err(DataFolderFailure::BadKey { path: path.clone() }) }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut random = vec![0; bytes];
                rand::rng().fill_bytes(&mut random);
                let text = URL_SAFE_NO_PAD.encode(random);
                self.write_key(&path, &text).map_err(unwritable)?;
                Ok(text)
            }
            Err(error) => Err(unwritable(error)),
        }
    }

    /// Under another name first, so that a key is there whole or not at all.
    fn write_key(&self, path: &Path, text: &str) -> io::Result<()> {
        let unfinished = path.with_extension("new");
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(FILE_MODE).open(&unfinished)?;
        writeln!(file, "{text}")?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        File::open(&self.path)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_for_its_owner_and_for_one_peil_only() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data");
        let folder = DataFolder::open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(matches!(DataFolder::open(&path), Err(DataFolderFailure::Locked(_))));
        drop(folder);
        assert!(DataFolder::open(&path).is_ok());
    }

    #[test]
    fn keys_stay_the_same_and_are_for_their_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path()).unwrap();
        assert_eq!(folder.server_key().unwrap(), folder.server_key().unwrap());
        assert_eq!(folder.organiser_key().unwrap(), folder.organiser_key().unwrap());
        let mode = fs::metadata(home.path().join("organiser.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_key_cut_short_is_refused_and_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path()).unwrap();
        fs::write(home.path().join("server.key"), "abc").unwrap();
        assert!(matches!(folder.server_key(), Err(DataFolderFailure::BadKey { .. })));
    }

    #[test]
    fn a_file_is_no_data_folder() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("data");
        fs::write(&file, "").unwrap();
        assert!(matches!(DataFolder::open(&file), Err(DataFolderFailure::NotAFolder(_))));
    }
}
