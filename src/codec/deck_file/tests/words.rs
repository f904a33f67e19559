//! What is said of each problem, in every tongue.

use super::super::editor::{Advice, Lopsided};
use super::super::problems::{Difference, Holding, Limit, Problem, QuestionPart, Unfit};
use super::super::words::Words;
use super::Tongue;

/// One of every problem, and of everything that a problem can be about.
fn every_problem() -> Vec<Problem> {
    use Problem as P;
    let word = || "w".to_owned();
    let mut problems = vec![
        P::NotUtf8(0xe8),
        P::Utf16,
        P::Nul,
        P::LoneReturn,
        P::NoFront,
        P::FrontNotClosed,
        P::NoTitle,
        P::BadFront,
        P::SecondFront,
        P::UnknownKey { key: word(), meant: None },
        P::UnknownKey { key: word(), meant: Some("title") },
        P::UnknownWord { word: word(), meant: None },
        P::UnknownWord { word: word(), meant: Some("ranking") },
        P::WordOfNothing { word: word(), name: None },
        P::WordOfNothing { word: word(), name: Some(word()) },
        P::EmptySlide,
        P::BadRule { rule: "***".to_owned() },
        P::BadRule { rule: "___".to_owned() },
        P::Setext,
        P::NoHeading { glued: true },
        P::NoHeading { glued: false },
        P::EmptyHeading,
        P::NestedTitle,
        P::TwoTitles,
        P::BadAttrs,
        P::AttrsOutsideHeading,
        P::BadName { name: word(), meant: None },
        P::BadName { name: word(), meant: Some(word()) },
        P::NoName,
        P::PartWithoutName,
        P::TranslationWithoutName,
        P::TwoNames,
        P::TwoKinds,
        P::SaidTwice { word: word() },
        P::SameName { name: word() },
        P::SameAnswer { name: word() },
        P::NoMax,
        P::Misplaced { word: word() },
        P::MisplacedOnPlain { word: word() },
        P::MisplacedOnSubheading { word: word() },
        P::BadBox,
        P::RightAnswer,
        P::AllRight,
        P::ShuffledGroups,
        P::StepLeavesRest { points: word() },
        P::ScaleBoxNamed,
        P::SquareOnScale,
        P::RoundInRanking,
        P::StraySquare,
        P::NoBox,
        P::NotAList,
        P::AnswersInside,
        P::EmptyAnswer,
        P::OneAnswer,
        P::NoAnswers,
        P::NoParts,
        P::TwoLists,
        P::LateText,
        P::BadNumber { due: 2 },
        P::NumbersInGroup,
        P::BadWriteIn,
        P::NoWriteIn,
        P::SecondWriteIn,
        P::BadRepeat { name: word(), meant: None },
        P::BadRepeat { name: word(), meant: Some(word()) },
        P::RepeatWithAnswers,
        P::CommentNotClosed,
        P::CodeNotClosed,
        P::Html { tag: word() },
        P::TextBesideComment,
        P::Image,
        P::Reference,
        P::BadLink { address: word() },
        P::LinkTitle,
        P::NoOriginal { name: word(), meant: None },
        P::NoOriginal { name: word(), meant: Some(word()) },
        P::NoOriginalAnswer { name: word(), meant: None },
        P::AnswerNotTranslated { name: word() },
        P::NoOriginalPart { name: word(), meant: None },
        P::PartLeftOut { name: word() },
        P::Unnamed,
        P::BadLanguage { said: word(), file: word() },
        P::LanguageOfOriginal { language: word() },
        P::ManyAnswers,
        P::LongAnswerRemark,
        P::QuestionWithoutBoxes,
        P::BareAddress,
        P::Untranslated { names: vec![word()], more: 1 },
        P::DescriptionUntranslated,
    ];
    use Limit::{AnswerChars, Answers, Bytes, Cells, NameChars, Nesting, QuestionChars, Rows, Slides};
    let limits = [Bytes, Slides, Answers, Rows, QuestionChars, AnswerChars, NameChars, Nesting, Cells];
    problems.extend(limits.map(P::TooMuch));
    use Holding::{Code, Emphasis, Heading, Link, List, Quote, SecondParagraph, Table};
    problems.extend([SecondParagraph, List, Quote, Table, Code, Heading, Link, Emphasis].map(P::LongAnswer));
    use QuestionPart::{Answers as AllAnswers, Explanation, Quote as After};
    problems.extend([AllAnswers, Explanation, After].map(|part| P::PartNotTranslated { part }));
    use Difference::{Apart, Box, Group, Kind, NotAQuestion, Setting, WriteIn};
    problems.extend([Box, WriteIn, Group, Apart, Kind, Setting { word: word() }, NotAQuestion].map(P::Differs));
    let unfit = [
        Unfit::NotANumber,
        Unfit::NotWhole,
        Unfit::Outside(word(), word()),
        Unfit::OffStep(word()),
        Unfit::NotYesOrNo,
        Unfit::Quoted,
        Unfit::Missing,
        Unfit::NotText,
        Unfit::NotALanguage,
        Unfit::NotAboveMin,
        Unfit::NotAboveZero,
    ];
    problems.extend(unfit.map(|unfit| P::BadValue { value: "5,2".to_owned(), unfit }));
    use Lopsided::{BestAside, MoreNegative, MorePositive, NoMiddle};
    let lopsided = [NoMiddle, BestAside, MorePositive, MoreNegative].map(Advice::Unbalanced);
    let advice = [
        Advice::TwoInOne { joint: word() },
        Advice::Statement,
        Advice::Presumes,
        Advice::NoWayOut,
        Advice::NearlyEqual,
        Advice::InARow { count: 3 },
        Advice::SmallText { px_min: 44 },
    ];
    problems.extend(advice.into_iter().chain(lopsided).map(P::Advice));
    problems.push(P::BadValue { value: word(), unfit: Unfit::NotANumber });
    problems
}

#[test]
fn every_problem_has_a_sentence_of_its_own_and_a_tip_in_both_languages() {
    for problem in every_problem() {
        let [dutch, english] = [Tongue::Dutch, Tongue::English].map(|tongue| Words::about(&problem, tongue));
        assert_ne!(dutch.message, english.message, "{problem:?}");
        let (Some(dutch_tip), Some(english_tip)) = (&dutch.tip, &english.tip) else { panic!("no tip: {problem:?}") };

        assert_ne!(dutch_tip, english_tip, "{problem:?}");
        let marks = |words: &Words| (words.label.is_some(), words.also.is_some());
        assert_eq!(marks(&dutch), marks(&english), "{problem:?}");
    }
}

#[test]
fn a_slide_without_a_name_to_translate_by_is_told_to_get_one_in_both_files() {
    let tip = |tongue| Words::about(&Problem::TranslationWithoutName, tongue).tip.unwrap();
    assert!(tip(Tongue::Dutch).ends_with("geef haar er in beide bestanden een"), "{}", tip(Tongue::Dutch));
    assert!(tip(Tongue::English).ends_with("give it one in both files"), "{}", tip(Tongue::English));
}
