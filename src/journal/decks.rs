//! The folder of decks: which `*.md` files are decks, which are translations, and their bytes.
//!
//! Never reads a deck's meaning, and never drops a file silently: what cannot be a deck is listed with the reason. It
//! is read anew each time, so that a saved file counts at once. Blocks; for use where blocking is fine.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::ids::{DeckId, Language};
use crate::domain::limits::DECK_BYTES_MAX;

/// One byte more than a deck may have: enough for its reader to see that it is too long.
const BYTES_READ_MAX: u64 = DECK_BYTES_MAX as u64 + 1;

#[derive(Clone, Debug)]
pub struct DeckFolder {
    path: PathBuf,
}

/// What stands in the folder, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeckList {
    pub decks: Vec<ListedDeck>,
    pub odd: Vec<OddFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDeck {
    pub id: DeckId,
    /// Languages it has a translation in.
    pub languages: Vec<Language>,
}

/// A Markdown file that is no deck and no translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddFile {
    /// The file's name, without its folder.
    pub name: String,
    pub reason: OddReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddReason {
    /// A deck's name is small letters, digits and hyphens: `webinar.md`.
    Name,
    /// `webinar.xyz9.md`: what stands before `.md` is no language.
    Language,
    /// A translation of a deck that is not there.
    NoOriginal,
    /// A folder, a pipe, a link to nowhere.
    NotAFile,
    /// A link that leads out of the folder: its target was not put here to be shown.
    Outside,
    /// The system does not let us read it.
    Unreadable,
}

/// A deck's files as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckBytes {
    pub original: DeckFile,
    pub translations: Vec<(Language, DeckFile)>,
    /// Translations that could not be read.
    pub odd: Vec<OddFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckFile {
    /// As messages show it: `polls/webinar.md`.
    pub name: String,
    /// At most one byte more than a deck may have.
    pub bytes: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
pub enum DeckFolderFailure {
    #[error("there is no folder of decks at '{0}'; make it, or choose another one")]
    Missing(PathBuf),
    #[error("'{0}' is not a folder; choose another one for the decks")]
    NotAFolder(PathBuf),
    #[error("cannot read '{path}'; it must be readable for this user")]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("there is no deck '{0}'")]
    NoSuchDeck(DeckId),
    #[error("'{path}' cannot be read as a deck: {}", reason.phrase())]
    Odd { path: PathBuf, reason: OddReason },
}

impl OddReason {
    /// For logs; people get a sentence in their language.
    fn phrase(self) -> &'static str {
        match self {
            OddReason::Name => "its name is not small letters, digits and hyphens",
            OddReason::Language => "its name does not end in a language",
            OddReason::NoOriginal => "the deck it translates is not there",
            OddReason::NotAFile => "it is not a file",
            OddReason::Outside => "it leads out of the folder",
            OddReason::Unreadable => "this user may not read it",
        }
    }
}

/// What a file's name says it is.
enum Named {
    Original(DeckId),
    Translation(DeckId, Language),
    Odd(OddReason),
}

impl DeckFolder {
    /// # Errors
    /// When there is no folder there, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, DeckFolderFailure> {
        let folder = Self { path: path.to_owned() };
        folder.names()?;
        Ok(folder)
    }

    /// # Errors
    /// When the folder can no longer be read.
    pub fn list(&self) -> Result<DeckList, DeckFolderFailure> {
        let mut decks = BTreeMap::<DeckId, Vec<Language>>::new();
        let mut translations = Vec::new();
        let mut odd = Vec::new();
        for (name, named) in self.names()? {
            let reason = match named {
                Named::Odd(reason) => Err(reason),
                Named::Original(_) | Named::Translation(..) => self.file(&name).map(drop),
            };
            match (reason, named) {
                (Err(reason), _) | (Ok(()), Named::Odd(reason)) => odd.push(OddFile { name, reason }),
                (Ok(()), Named::Original(id)) => drop(decks.insert(id, Vec::new())),
                (Ok(()), Named::Translation(id, language)) => translations.push((name, id, language)),
            }
        }
        for (name, id, language) in translations {
            match decks.get_mut(&id) {
                Some(languages) => languages.push(language),
                None => odd.push(OddFile { name, reason: OddReason::NoOriginal }),
            }
        }
        odd.sort_by(|a, b| a.name.cmp(&b.name));
        let decks = decks.into_iter().map(|(id, languages)| ListedDeck { id, languages }).collect();
        Ok(DeckList { decks, odd })
    }

    /// # Errors
    /// When the deck is not there or cannot be read.
    pub fn read(&self, id: &DeckId) -> Result<DeckBytes, DeckFolderFailure> {
        let names = self.names()?;
        let original = names
            .iter()
            .find(|(_, named)| matches!(named, Named::Original(found) if found == id))
            .ok_or_else(|| DeckFolderFailure::NoSuchDeck(id.clone()))?;
        let original = self
            .bytes(&original.0)
            .map_err(|reason| DeckFolderFailure::Odd { path: self.path.join(&original.0), reason })?;
        let mut deck = DeckBytes { original, translations: Vec::new(), odd: Vec::new() };
        for (name, named) in names {
            let Named::Translation(found, language) = named else { continue };
            if found == *id {
                match self.bytes(&name) {
                    Ok(file) => deck.translations.push((language, file)),
                    Err(reason) => deck.odd.push(OddFile { name, reason }),
                }
            }
        }
        Ok(deck)
    }

    /// The Markdown files by name. Hidden ones are an editor's or the system's, and nobody means them as a deck.
    fn names(&self) -> Result<Vec<(String, Named)>, DeckFolderFailure> {
        let explain = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => DeckFolderFailure::Missing(self.path.clone()),
            io::ErrorKind::NotADirectory => DeckFolderFailure::NotAFolder(self.path.clone()),
            _ => DeckFolderFailure::Unreadable { path: self.path.clone(), source: error },
        };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.path).map_err(explain)? {
            let name = entry.map_err(explain)?.file_name();
            let shown = name.to_string_lossy().into_owned();
            let is_markdown = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
            if is_markdown && !shown.starts_with('.') {
                let named = name.to_str().map_or(Named::Odd(OddReason::Name), named);
                names.push((shown, named));
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(names)
    }

    fn bytes(&self, name: &str) -> Result<DeckFile, OddReason> {
        let mut bytes = Vec::new();
        self.file(name)?.take(BYTES_READ_MAX).read_to_end(&mut bytes).map_err(|_| OddReason::Unreadable)?;
        Ok(DeckFile { name: self.path.join(name).display().to_string(), bytes })
    }

    /// Opens a file that may be a link, as long as it stays in the folder. Opening something else than a file, a pipe
    /// for one, could take for ever.
    fn file(&self, name: &str) -> Result<File, OddReason> {
        let target = self.path.join(name).canonicalize().map_err(|_| OddReason::NotAFile)?;
        let folder = self.path.canonicalize().map_err(|_| OddReason::Unreadable)?;
        if !target.starts_with(folder) {
            return Err(OddReason::Outside);
        }
        if !target.metadata().is_ok_and(|found| found.is_file()) {
            return Err(OddReason::NotAFile);
        }
        File::open(target).map_err(|_| OddReason::Unreadable)
    }
}

fn named(name: &str) -> Named {
    let Some(stem) = name.strip_suffix(".md") else { return Named::Odd(OddReason::Name) };
    match stem.split_once('.') {
        None => DeckId::parse(stem).map_or(Named::Odd(OddReason::Name), Named::Original),
        Some((id, language)) => match (DeckId::parse(id), Language::parse(language)) {
            (Some(id), Some(language)) => Named::Translation(id, language),
            (Some(_), None) => Named::Odd(OddReason::Language),
            (None, _) => Named::Odd(OddReason::Name),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, DeckFolder) {
        let above = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(above.path().join(name), text).unwrap();
        }
        let folder = DeckFolder::open(above.path()).unwrap();
        (above, folder)
    }

    fn listed(folder: &DeckFolder) -> Vec<String> {
        let decks = folder.list().unwrap().decks;
        decks
            .iter()
            .map(|deck| {
                let languages: Vec<&str> = deck.languages.iter().map(Language::as_str).collect();
                format!("{}:{}", deck.id, languages.join(","))
            })
            .collect()
    }

    fn odd(folder: &DeckFolder) -> Vec<(String, OddReason)> {
        folder.list().unwrap().odd.into_iter().map(|odd| (odd.name, odd.reason)).collect()
    }

    fn id(text: &str) -> DeckId {
        DeckId::parse(text).unwrap()
    }

    #[test]
    fn decks_are_listed_with_their_translations() {
        let (_above, folder) = folder(&[
            ("webinar.md", ""),
            ("webinar.nl-be.md", ""),
            ("webinar.en.md", ""),
            ("7-vragen.md", ""),
            ("notes.txt", ""),
            (".webinar.md.swp", ""),
            (".#webinar.md", ""),
        ]);
        assert_eq!(listed(&folder), ["7-vragen:", "webinar:en,nl-be"]);
        assert_eq!(odd(&folder), []);
    }

    #[test]
    fn what_cannot_be_a_deck_is_listed_with_the_reason() {
        let (above, folder) = folder(&[
            ("README.md", ""),
            ("mijn deck.md", ""),
            ("kop.MD", ""),
            ("webinar.md", ""),
            ("webinar.english.md", ""),
            ("webinar.en.md.md", ""),
            ("ander.en.md", ""),
        ]);
        std::fs::create_dir(above.path().join("map.md")).unwrap();
        symlink("/nowhere/at/all.md", above.path().join("nergens.md")).unwrap();
        symlink("/etc/hostname", above.path().join("buiten.md")).unwrap();
        symlink("webinar.md", above.path().join("binnen.md")).unwrap();
        assert_eq!(listed(&folder), ["binnen:", "webinar:"]);
        let reasons = odd(&folder);
        let expected = [
            ("README.md", OddReason::Name),
            ("ander.en.md", OddReason::NoOriginal),
            ("buiten.md", OddReason::Outside),
            ("kop.MD", OddReason::Name),
            ("map.md", OddReason::NotAFile),
            ("mijn deck.md", OddReason::Name),
            ("nergens.md", OddReason::NotAFile),
            ("webinar.en.md.md", OddReason::Language),
            ("webinar.english.md", OddReason::Language),
        ];
        assert_eq!(reasons, expected.map(|(name, reason)| (name.to_owned(), reason)));
    }

    #[test]
    fn a_deck_is_read_with_its_translations() {
        let (above, folder) = folder(&[("a.md", "# een"), ("a.en.md", "# one"), ("ab.md", "x"), ("ab.en.md", "y")]);
        let deck = folder.read(&id("a")).unwrap();
        let name = |file: &str| above.path().join(file).display().to_string();
        assert_eq!(deck.original, DeckFile { name: name("a.md"), bytes: b"# een".to_vec() });
        let english = DeckFile { name: name("a.en.md"), bytes: b"# one".to_vec() };
        assert_eq!(deck.translations, [(Language::english(), english)]);
        assert!(matches!(folder.read(&id("b")), Err(DeckFolderFailure::NoSuchDeck(_))));
    }

    #[test]
    fn a_link_that_leads_out_is_not_read() {
        let (above, folder) = folder(&[("a.md", "# een")]);
        symlink("/etc/hostname", above.path().join("a.en.md")).unwrap();
        symlink("/etc/hostname", above.path().join("b.md")).unwrap();
        let deck = folder.read(&id("a")).unwrap();
        assert_eq!(deck.translations, []);
        assert_eq!(deck.odd, [OddFile { name: "a.en.md".to_owned(), reason: OddReason::Outside }]);
        let refused = folder.read(&id("b")).unwrap_err();
        assert!(matches!(refused, DeckFolderFailure::Odd { reason: OddReason::Outside, .. }), "{refused}");
    }

    #[test]
    fn a_huge_file_is_read_no_further_than_shows_that_it_is_too_long() {
        let (above, folder) = folder(&[]);
        let huge = File::create(above.path().join("groot.md")).unwrap();
        huge.set_len(1 << 40).unwrap();
        assert_eq!(folder.read(&id("groot")).unwrap().original.bytes.len(), DECK_BYTES_MAX + 1);
    }

    #[test]
    fn a_missing_folder_is_said_in_a_sentence() {
        let (above, _) = folder(&[("a.md", "")]);
        let missing = DeckFolder::open(&above.path().join("polls")).unwrap_err();
        assert!(missing.to_string().starts_with("there is no folder of decks at '"), "{missing}");
        let file = DeckFolder::open(&above.path().join("a.md")).unwrap_err();
        assert!(matches!(file, DeckFolderFailure::NotAFolder(_)), "{file:?}");
    }
}
