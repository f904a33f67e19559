//! How faults are told: all in one run, in the order of the file, each under its line; and remarks, which never block.

use super::{FRONT, Tongue, check_remarks, read_bytes};

#[test]
fn remarks_never_block() {
    let eight = (1..=8).map(|index| format!("- (a{index}) A{index}\n")).collect::<String>();
    check_remarks(
        &format!("# A {{#q}}\n\n{eight}"),
        &["14:1 many-answers meer dan 7 antwoorden zijn op een telefoon niet in één keer te zien"],
    );
    check_remarks(
        &format!("# A {{#q}}\n\n- (a) {}\n- (b) B\n", "a".repeat(71)),
        &["7:1 long-text dit antwoord is langer dan 70 tekens"],
    );
    check_remarks(
        "# Wat? {#a}\n\n- A\n- B\n",
        &["5:3 no-boxes deze kop eindigt op een vraagteken, maar de lijst heeft geen vakjes"],
    );
    check_remarks(
        "# A\n\nZie https://a.nl of **www.b.nl**.\n",
        &["7:5 bare-address dit webadres is geen link", "7:23 bare-address dit webadres is geen link"],
    );
}

#[test]
fn all_faults_are_found_in_one_run_in_file_order_and_twenty_are_shown() {
    let slides =
        (1..=30).map(|index| format!("# A {{#n{index} .raking}}\n\n![a](b)\n\n")).collect::<Vec<_>>().join("---\n\n");
    let faults = read_bytes(format!("{FRONT}{slides}").as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 60);
    assert_eq!(faults.codes()[..3], ["unknown-word", "image", "unknown-word"]);
    assert_eq!(faults.render(Tongue::Dutch, false).matches("fout[").count(), 20);
    assert!(
        faults.render(Tongue::Dutch, false).ends_with("… en nog 40 fouten\n"),
        "{}",
        faults.render(Tongue::Dutch, false)
    );
}

#[test]
fn a_fault_is_shown_with_its_line_underlined_and_a_tip() {
    let source = format!("{FRONT}# Wat is dit? {{#a .raking}}\n");
    let faults = read_bytes(source.as_bytes()).unwrap_err();
    let shown = "fout[unknown-word]: ‘.raking’ bestaat niet
 --> polls/test.md:5:19
  |
5 | # Wat is dit? {#a .raking}
  |                   ^^^^^^^ onbekend woord
  |
  = tip: bedoelt u ‘.ranking’?

";
    assert_eq!(faults.render(Tongue::Dutch, false), shown);
    assert_eq!(faults.first_line(Tongue::Dutch), (5, "‘.raking’ bestaat niet".to_owned()));
    assert!(faults.render(Tongue::Dutch, true).contains("\u{1b}["));
}

#[test]
fn columns_count_characters_also_behind_tabs_and_accents() {
    let source = format!("{FRONT}# Één\t👩\u{200d}👧 {{#a .raking}}\n");
    let faults = read_bytes(source.as_bytes()).unwrap_err();
    assert_eq!(faults.lines(Tongue::Dutch), ["5:15 unknown-word ‘.raking’ bestaat niet"]);
    assert!(
        faults.render(Tongue::Dutch, false).contains("polls/test.md:5:15\n"),
        "{}",
        faults.render(Tongue::Dutch, false)
    );
}
