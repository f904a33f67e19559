//! The command `check`: reads deck files and prints what is wrong with them, in the tongue of who asked. Decides nothing
//! about decks; says of every file that was named what became of it, and of every error once.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::terminal::Terminal;
use crate::codec::deck_file::{self, Faults, Source};
use crate::codec::words::Tongue;
use crate::domain::ids::{DeckId, Language};

/// Checks these files, and every deck in these folders. Whether all are sound.
pub fn check(paths: &[PathBuf], tongue: Option<Tongue>) -> bool {
    let check = Check { terminal: Terminal::new(tongue), colour: std::io::stderr().is_terminal() };
    let mut sound = true;
    let mut decks: BTreeMap<PathBuf, Asked> = BTreeMap::new();
    for path in paths {
        let found = if path.is_dir() { check.folder(path) } else { Some(vec![path.clone()]) };
        sound &= found.is_some();
        for file in found.unwrap_or_default() {
            sound &= check.sort(&file, &mut decks);
        }
    }
    // All decks are checked, also after a broken one.
    decks.iter().filter(|(original, asked)| !check.deck(original, asked)).count() == 0 && sound
}

/// Which files of one deck were asked about.
struct Asked {
    deck: DeckId,
    original: bool,
    translations: BTreeMap<Language, PathBuf>,
}

struct Check {
    terminal: Terminal,
    colour: bool,
}

impl Check {
    /// The deck files of a folder. `None`, which is said, when there are none.
    fn folder(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        let name = folder.display().to_string();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.terminal.fault("check-folder-unreadable", &[("name", &name), ("why", &error.to_string())]);
                return None;
            }
        };
        let files: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "md") && path.is_file())
            .collect();
        if files.is_empty() {
            self.terminal.fault_with_tip("check-folder-empty", &[("name", &name)]);
            return None;
        }
        Some(files)
    }

    /// Puts a file with its deck, by its name. Whether it has the name of a deck or a translation.
    fn sort(&self, file: &Path, decks: &mut BTreeMap<PathBuf, Asked>) -> bool {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let (deck, language) = match stem.split_once('.') {
            Some((deck, language)) => (DeckId::parse(deck), Some(Language::parse(language))),
            None => (DeckId::parse(stem), None),
        };
        let (Some(deck), None | Some(Some(_))) = (deck, &language) else {
            self.terminal.fault_with_tip("check-bad-name", &[("name", &file.display().to_string())]);
            return false;
        };
        let original = file.with_file_name(format!("{deck}.md"));
        let asked =
            decks.entry(original).or_insert_with(|| Asked { deck, original: false, translations: BTreeMap::new() });
        match language.flatten() {
            Some(language) => drop(asked.translations.insert(language, file.to_owned())),
            None => asked.original = true,
        }
        true
    }

    /// One deck with the translations that were asked about, read together so that each error is said once.
    fn deck(&self, path: &Path, asked: &Asked) -> bool {
        let name = path.display().to_string();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.no_original(&name, &error.to_string(), asked);
                return false;
            }
        };
        let mut sound = true;
        let mut files = Vec::new();
        for (language, path) in &asked.translations {
            let name = path.display().to_string();
            match fs::read(path) {
                Ok(bytes) => files.push((language.clone(), name, bytes)),
                Err(error) => {
                    self.terminal.fault("check-unreadable", &[("name", &name), ("why", &error.to_string())]);
                    sound = false;
                }
            }
        }
        let translations: Vec<_> =
            files.iter().map(|(language, name, bytes)| (language.clone(), Source { name, bytes })).collect();
        let reading = match deck_file::read_editions(&asked.deck, Source { name: &name, bytes: &bytes }, &translations)
        {
            Ok(reading) => reading,
            Err(faults) => {
                self.print(&faults);
                for (_, name, _) in &files {
                    eprintln!("{}\n", self.terminal.say("check-waits", &[("name", name)]));
                }
                return false;
            }
        };
        for (_, faults) in &reading.left_out {
            self.print(faults);
        }
        self.print(&reading.remarks);
        if asked.original {
            println!("{name}: {}", deck_file::summary(&reading.editions.original, self.terminal.tongue));
        }
        for deck in &reading.editions.translations {
            let name = files.iter().find(|(language, ..)| *language == deck.language).map_or("", |(_, name, _)| name);
            println!("{name}: {}", deck_file::summary(deck, self.terminal.tongue));
        }
        sound && reading.left_out.is_empty()
    }

    /// The original cannot be read: said of itself, or of the translations that need it.
    fn no_original(&self, original: &str, why: &str, asked: &Asked) {
        if asked.original {
            return self.terminal.fault("check-unreadable", &[("name", original), ("why", why)]);
        }
        for (language, path) in &asked.translations {
            let name = path.display().to_string();
            self.terminal.fault_with_tip(
                "check-no-original",
                &[("name", &name), ("original", original), ("why", why), ("language", language.as_str())],
            );
        }
    }

    fn print(&self, faults: &Faults) {
        if !faults.is_empty() {
            eprintln!("{}", faults.render(self.terminal.tongue, self.colour));
        }
    }
}
