//! The folder of decks: `webinar.md` and its translations `webinar.en.md`. Reads bytes and never what is in them, and
//! never a file that a link leads to outside the folder.

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

    /// Every deck, by name. A file that cannot be read is there with no bytes, so that its reader says what is wrong. What
    /// is named unlike a deck, or translates a deck that is not there, is among them under a name no deck can have.
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
        let mut decks: Vec<DeckFiles> = originals
            .into_iter()
            .map(|name| {
                let languages = translations.remove(&name).unwrap_or_default();
                self.files(name, languages)
            })
            .collect();
        for (deck, languages) in translations {
            decks.extend(languages.iter().map(|language| self.files(format!("{deck}.{language}"), Vec::new())));
        }
        decks.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(decks)
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
        let read =
            self.open_inside(&path).and_then(|file| file.take(DECK_BYTES_MAX as u64 + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            tracing::warn!(deck = %path.display(), %error, "a deck cannot be read");
            bytes.clear();
        }
        DeckFile { name: path.display().to_string(), bytes }
    }

    /// A link may lead to another file of the folder, which is how files are mounted in a cluster. Whatever lies outside
    /// was not put here to be shown on the desk.
    fn open_inside(&self, path: &Path) -> io::Result<File> {
        let target = path.canonicalize()?;
        if !target.starts_with(self.path.canonicalize()?) {
            return Err(io::Error::other("it is a link that leads out of the folder"));
        }
        File::open(target)
    }

    /// The names of the files, without `.md`. Never a pipe or a folder: opening one could take for ever.
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
    use std::os::unix::fs::symlink;

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
    fn a_translation_without_its_deck_is_not_dropped() {
        let home = tempfile::tempdir().unwrap();
        for name in ["ander.en.md", "ander.fy.md", "webinar.md"] {
            fs::write(home.path().join(name), name).unwrap();
        }
        let decks = DeckFolder::open(home.path()).unwrap().list().unwrap();
        let names: Vec<&str> = decks.iter().map(|deck| deck.name.as_str()).collect();
        assert_eq!(names, ["ander.en", "ander.fy", "webinar"]);
        assert!(DeckId::parse("ander.en").is_none());
        assert_eq!(decks[0].original.bytes, b"ander.en.md");
    }

    #[test]
    fn a_link_is_followed_inside_the_folder_and_not_out_of_it() {
        let home = tempfile::tempdir().unwrap();
        let polls = home.path().join("polls");
        fs::create_dir(&polls).unwrap();
        fs::write(home.path().join("geheim"), "een geheim").unwrap();
        fs::write(polls.join("webinar.md"), "# Een vraag").unwrap();
        symlink("webinar.md", polls.join("binnen.md")).unwrap();
        symlink("../geheim", polls.join("buiten.md")).unwrap();
        symlink("nergens", polls.join("dood.md")).unwrap();
        fs::create_dir(polls.join("map.md")).unwrap();
        let decks = DeckFolder::open(&polls).unwrap().list().unwrap();
        let read: Vec<(&str, &[u8])> =
            decks.iter().map(|deck| (deck.name.as_str(), deck.original.bytes.as_slice())).collect();
        assert_eq!(read, [("binnen", b"# Een vraag".as_slice()), ("buiten", b""), ("webinar", b"# Een vraag")]);
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
