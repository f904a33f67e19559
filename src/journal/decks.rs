//! stub
use super::JournalFailure;
use std::path::Path;
#[derive(Clone)]
pub struct DeckFolder;
pub struct DeckBytes;
impl DeckFolder {
    pub fn open(_: &Path) -> Result<Self, JournalFailure> {
        Ok(Self)
    }
}
