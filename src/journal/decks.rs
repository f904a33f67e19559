//! The folder of decks: `webinar.md` and its translations `webinar.en.md`. Reads bytes and never what is in them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::ids::{DeckId, Language};
use crate::domain::limits::DECK_BYTES_MAX;

#[derive(Clone, Debug)]
pub struct DeckFolder {
    path: PathBuf,
}

/// A deck's files, as they are now.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckFiles {
    /// The file name without `.md`, which may not be a name that a deck can have.
    pub name: String,
    pub original: DeckFile,
    pub translations: Vec<(Language, DeckFile)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeckFile {
    /// As people know it: `polls/webinar.md`.
    pub name: String,
    /// At most one byte more than a deck may have: enough for its reader to say that it is too long.
    pub bytes: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
pub enum DeckFolderFailure {
    #[error("there is no folder of decks at ‘{0}’; make it, or name another with --polls")]
    Missing(PathBuf),
    #[error("‘{0}’ is no folder; name the folder of decks with --polls")]
    NotAFolder(PathBuf),
    #[error("the folder of decks ‘{path}’ cannot be read: {source}; name another with --polls")]
    Unreadable { path: PathBuf, source: io::Error },
}

impl DeckFolder {
    /// # Errors
    /// When there is no folder at that path, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, DeckFolderFailure> {
        if !path.exists() {
            return Err(DeckFolderFailure::Missing(path.to_owned()));
        }
        if !path.is_dir() {
            return Err(DeckFolderFailure::NotAFolder(path.to_owned()));
        }
        let folder = Self { path: path.to_owned() };
        folder.names().map_err(|source| DeckFolderFailure::Unreadable { path: path.to_owned(), source })?;
        Ok(folder)
    }

    /// Every deck, by name. A file that cannot be read is there with no bytes, so that its reader says what is wrong.
    ///
    /// # Errors
    /// When the folder cannot be read any more.
    pub fn list(&self) -> io::Result<Vec<DeckFiles>> {
        let mut translations: BTreeMap<String, Vec<Language>> = BTreeMap::new();
        let mut originals = Vec::new();
        for name in self.names()? {
            match name.split_once('.') {
                // `webinar.en`: a translation, when what follows is a language.
                Some((deck, language)) => match Language::parse(language) {
                    Some(language) => translations.entry(deck.to_owned()).or_default().push(language),
                    None => originals.push(name),
                },
                None => originals.push(name),
            }
        }
        originals.sort();
        let files = originals.into_iter().map(|name| {
            let languages = translations.remove(&name).unwrap_or_default();
            self.files(name, languages)
        });
        Ok(files.collect())
    }

    /// One deck; `None` when the folder has none of this name.
    pub fn read(&self, deck: &DeckId) -> Option<DeckFiles> {
        self.list().ok()?.into_iter().find(|files| files.name == deck.as_str())
    }

    fn files(&self, name: String, mut languages: Vec<Language>) -> DeckFiles {
        languages.sort();
        let translations = languages
            .into_iter()
            .map(|language| {
                let file = self.file(&format!("{name}.{language}.md"));
                (language, file)
            })
            .collect();
        DeckFiles { original: self.file(&format!("{name}.md")), name, translations }
    }

    fn file(&self, file: &str) -> DeckFile {
        let path = self.path.join(file);
        let mut bytes = Vec::new();
        // A file may be as large as a disk; what is beyond the limit is not needed to know that it is too much.
        let read = File::open(&path).and_then(|file| file.take(DECK_BYTES_MAX as u64 + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            tracing::warn!(deck = %path.display(), %error, "a deck cannot be read");
            bytes.clear();
        }
        DeckFile { name: path.display().to_string(), bytes }
    }

    /// The names of the files, without `.md`.
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let is_file = fs::metadata(entry.path()).is_ok_and(|about| about.is_file());
            if let (true, Some(name)) = (is_file, entry.file_name().to_string_lossy().strip_suffix(".md")) {
                // What an editor hides is no deck.
                if !name.starts_with('.') {
                    names.push(name.to_owned());
                }
            }
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_comes_with_its_translations_and_odd_names_are_not_dropped() {
        let home = tempfile::tempdir().unwrap();
        for name in ["webinar.md", "webinar.en.md", "webinar.nl-be.md", "Mijn Deck.md", ".verborgen.md", "lees.txt"] {
            fs::write(home.path().join(name), name).unwrap();
        }
        let decks = DeckFolder::open(home.path()).unwrap().list().unwrap();
        let names: Vec<(&str, usize)> =
            decks.iter().map(|deck| (deck.name.as_str(), deck.translations.len())).collect();
        assert_eq!(names, [("Mijn Deck", 0), ("webinar", 2)]);
        assert_eq!(decks[1].original.bytes, b"webinar.md");
    }

    #[test]
    fn a_huge_file_is_not_read_whole() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("groot.md"), vec![b'a'; 2 * DECK_BYTES_MAX]).unwrap();
        let decks = DeckFolder::open(home.path()).unwrap().list().unwrap();
        assert_eq!(decks[0].original.bytes.len(), DECK_BYTES_MAX + 1);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let missing = DeckFolder::open(Path::new("/nergens/polls")).unwrap_err();
        assert_eq!(
            missing.to_string(),
            "there is no folder of decks at ‘/nergens/polls’; make it, or name another with --polls"
        );
    }
}
