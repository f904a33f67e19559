//! `peil check`, as whoever writes a deck meets it: what it says, in which language, and that the manual's examples pass.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::process::BINARY;

const ORIGINAL: &str = "+++\ntitle = \"Titel\"\n+++\n\n# Dag {#dag}\n";
const ENGLISH: &str = "+++\ntitle = \"Title\"\n+++\n\n# Hello {#dag}\n";
const BROKEN: &str = "+++\ntitle = \"Titel\"\n+++\n\n# Dag {#dag}\n\n![foto](a.png)\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str], language: &str) -> Output {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).arg("check").args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env("LANG", language).output().unwrap()
}

/// What a check of everything in the folder says, in English, of what is wrong.
fn complaints(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let output = check(folder.path(), &["."], "C.UTF-8");
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

/// The decks in the README, in their order.
fn examples() -> Vec<String> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks = readme.split("```markdown\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_deck_in_the_readme_and_its_translation_pass_without_a_remark() {
    let examples = examples();
    let [deck, translation] = &examples[..] else { panic!("{} examples", examples.len()) };
    let folder = folder(&[("webinar.md", deck), ("webinar.en.md", translation)]);
    let output = check(folder.path(), &["."], "en_GB.UTF-8");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let of_both =
        "./webinar.md: 2 slides: 1 choice question, 1 plain\n./webinar.en.md: 2 slides: 1 choice question, 1 plain\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), of_both);
}

#[test]
fn an_error_in_an_original_is_said_once_and_its_translation_waits() {
    let said = complaints(&[("webinar.md", BROKEN), ("webinar.en.md", ENGLISH)]);
    assert_eq!(said.matches("error[image]").count(), 1, "{said}");
    assert!(said.contains("webinar.en.md: not checked yet, for the original has errors"), "{said}");
}

#[test]
fn a_translation_alone_is_told_that_it_has_no_original() {
    let said = complaints(&[("los.de.md", ENGLISH)]);
    assert!(said.contains("‘./los.de.md’ is a translation, but ‘./los.md’ cannot be read"), "{said}");
    assert!(said.contains("leave ‘.de’ out of its name"), "{said}");
    let said = complaints(&[("los.duits.md", ENGLISH)]);
    assert!(said.contains("cannot be a deck") && said.contains("like webinar.en.md"), "{said}");
}

#[test]
fn a_check_speaks_the_language_of_the_system_or_the_one_that_is_asked_for() {
    let folder = folder(&[("webinar.md", BROKEN), ("goed.md", ORIGINAL)]);
    for (language, arguments, expected) in [
        ("nl_NL.UTF-8", ["webinar.md"].as_slice(), "fout[image]"),
        ("nl_NL.UTF-8", &["webinar.md", "--lang", "en"], "error[image]"),
        ("C", &["webinar.md"], "error[image]"),
        ("", &["webinar.md"], "error[image]"),
        ("de_DE.UTF-8", &["webinar.md", "--lang", "nl"], "fout[image]"),
    ] {
        let output = check(folder.path(), arguments, language);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.starts_with(expected), "{language} {arguments:?}:\n{said}");
    }
    let output = check(folder.path(), &["goed.md"], "nl_BE");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "goed.md: 1 dia: 1 gewoon\n");
}
