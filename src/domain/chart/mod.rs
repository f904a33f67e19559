//! A tally, drawn as bars: which stand where, with which figures. Holds no words and no sizes in pixels.
//!
//! The same chart is drawn on screen, phone, control and in the sentence that a screen reader says.

pub mod ranks;
pub mod recommend;
pub mod spread;
pub mod stack;

use super::deck::{Kind, Question};
use super::limits::PERCENT_FROM;
use super::tally::Tally;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// In the order to draw them.
    pub bars: Vec<Bar>,
    /// One per group of the question, in order.
    pub groups: Vec<Subtotal>,
    /// How many answered: the base of every per cent.
    pub answered: u32,
    /// How many were present; never below `answered`.
    pub present: u32,
    /// What the per cents add up to.
    pub sum: Sum,
}

/// What is to be said of a sum of per cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Nothing: 100, or there are none.
    Plain,
    /// Each is rounded by itself, so together they are this.
    Rounded(u32),
    /// Above 100, as people chose several answers; so many in a thousandth, each of who answered.
    Several { permille: u32 },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Index into the question's options.
    pub option: usize,
    /// Place in the deck, from 1: the speaker says "antwoord 2", whatever the order drawn.
    pub number: usize,
    pub count: u32,
    /// Whole per cent of those who answered, rounded half up; `None` below [`PERCENT_FROM`] answers, where counts speak.
    pub percent: Option<u32>,
    /// Length in thousandths of the full width, which stands for everybody who answered.
    pub permille: u32,
    pub apart: bool,
    pub group: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    pub count: u32,
    pub percent: Option<u32>,
}

/// An answer, or all answers of a group together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Index into the question's options.
    Option(usize),
    /// Index into its groups.
    Group(usize),
}

/// In which order bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As in the deck: before the reveal, so that bars do not jump.
    Deck,
    /// By size, unless the question keeps its order; what is apart and write-ins stay last.
    Revealed,
}

/// The list of answers may have lacked one, when more than so many in a hundred wrote words of their own.
const OWN_PERCENT_MAX: u32 = 15;

/// How many in a hundred wrote words of their own, where so many say that the list of answers was incomplete.
pub fn incomplete(question: &Question, answered: u32, count_of: impl Fn(usize) -> u32) -> Option<u32> {
    let own = question.options.iter().enumerate().filter(|(_, option)| option.write_in && question.is_chosen());
    let own = percent(own.map(|(place, _)| count_of(place)).sum(), answered)?;
    (own > OWN_PERCENT_MAX).then_some(own)
}

impl Chart {
    pub fn new(question: &Question, tally: &Tally, present: u32, order: Order) -> Self {
        let answered = tally.answers();
        let mut bars: Vec<Bar> = question
            .options
            .iter()
            .zip(tally.counts())
            .enumerate()
            .map(|(index, (option, &count))| Bar {
                option: index,
                number: index + 1,
                count,
                percent: percent(count, answered),
                permille: permille(count, answered),
                apart: option.apart || option.alone || (option.write_in && question.options.len() > 2),
                group: option.group,
            })
            .collect();
        // An answer that was made of texts comes last, and stands with its group.
        let first_of = |group: usize| question.options.iter().position(|option| option.group == Some(group));
        bars.sort_by_key(|bar| bar.group.and_then(first_of).unwrap_or(bar.option));
        if order == Order::Revealed && question.sorted_at_reveal() {
            // A stable sort: equal counts keep the order of the deck.
            bars.sort_by_key(|bar| (bar.apart, std::cmp::Reverse(if bar.apart { 0 } else { bar.count })));
        }
        let subtotal = |count: &u32| Subtotal { count: *count, percent: percent(*count, answered) };
        let groups = tally.groups().iter().map(subtotal).collect();
        let percents: u32 = bars.iter().filter_map(|bar| bar.percent).sum();
        let sum = match question.kind {
            Kind::ChooseSeveral { .. } if answered > 0 => {
                Sum::Several { permille: permille(bars.iter().map(|bar| bar.count).sum(), answered) }
            }
            _ if answered >= PERCENT_FROM && percents != 100 => Sum::Rounded(percents),
            _ => Sum::Plain,
        };
        Self { bars, groups, answered, present: present.max(answered), sum }
    }

    /// The bars with most votes, in the order drawn: more than one is a tie. None when nobody answered.
    pub fn leaders(&self) -> Vec<&Bar> {
        let most = self.bars.iter().map(|bar| bar.count).max().filter(|most| *most > 0);
        self.bars.iter().filter(|bar| Some(bar.count) == most).collect()
    }
}

impl Chart {
    /// What most people chose, where the answers of a group count together: more than one is a tie. None when nobody
    /// answered.
    pub fn foremost(&self) -> Vec<(Chosen, Subtotal)> {
        let groups = self.groups.iter().enumerate().map(|(place, group)| (Chosen::Group(place), group.clone()));
        let alone = self.bars.iter().filter(|bar| bar.group.is_none());
        let alone = alone.map(|bar| (Chosen::Option(bar.option), Subtotal { count: bar.count, percent: bar.percent }));
        let all: Vec<(Chosen, Subtotal)> = groups.chain(alone).collect();
        let most = all.iter().map(|(_, one)| one.count).max().filter(|most| *most > 0);
        all.into_iter().filter(|(_, one)| Some(one.count) == most).collect()
    }
}

/// Thousandths of the whole, rounded down; 0 of nobody.
pub fn permille(count: u32, whole: u32) -> u32 {
    // Of several answers there are many more than people.
    (u64::from(count) * 1000).checked_div(u64::from(whole)).unwrap_or(0) as u32
}

/// Whole per cent of those who answered, rounded half up; `None` below [`PERCENT_FROM`].
pub fn percent(count: u32, answered: u32) -> Option<u32> {
    (answered >= PERCENT_FROM).then(|| (count * 200 + answered) / (answered * 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{ChoiceOption, Kind};
    use crate::domain::ids::OptionKey;

    fn question(kind: Kind, options: &[(&str, bool, bool)]) -> Question {
        let option = |&(key, write_in, apart): &(&str, bool, bool)| ChoiceOption {
            key: OptionKey::parse(key).unwrap(),
            text: key.to_owned(),
            write_in,
            apart,
            alone: false,
            right: false,
            group: None,
        };
        Question { options: options.iter().map(option).collect(), ..Question::new(kind) }
    }

    fn chart(kind: Kind, options: &[(&str, bool, bool)], counts: &[u32], order: Order) -> Chart {
        let question = question(kind, options);
        let mut tally = Tally::new(&question);
        for (option, &count) in question.options.iter().zip(counts) {
            for _ in 0..count {
                tally.add(&question, &Answer::of_choices(vec![option.key.clone()]));
            }
        }
        Chart::new(&question, &tally, 0, order)
    }

    const PLAIN: &[(&str, bool, bool)] = &[("a", false, false), ("b", false, false), ("anders", true, false)];

    fn drawn(chart: &Chart) -> Vec<(usize, u32, Option<u32>)> {
        chart.bars.iter().map(|bar| (bar.number, bar.count, bar.percent)).collect()
    }

    #[test]
    fn bars_are_sorted_at_the_reveal_and_write_ins_stay_last() {
        let chart = chart(Kind::ChooseOne, PLAIN, &[33, 41, 90], Order::Revealed);
        assert_eq!(drawn(&chart), [(2, 41, Some(25)), (1, 33, Some(20)), (3, 90, Some(55))]);
    }

    #[test]
    fn bars_keep_the_order_of_the_deck_before_the_reveal_and_on_a_scale() {
        for (kind, order) in [(Kind::ChooseOne, Order::Deck), (Kind::Scale, Order::Revealed)] {
            let numbers: Vec<usize> = chart(kind, PLAIN, &[1, 2, 3], order).bars.iter().map(|bar| bar.number).collect();
            assert_eq!(numbers, [1, 2, 3]);
        }
    }

    #[test]
    fn what_is_apart_is_never_sorted_among_the_others() {
        let options = &[("doen", false, true), ("a", false, false), ("b", false, false)];
        let chart = chart(Kind::ChooseOne, options, &[30, 1, 2], Order::Revealed);
        assert_eq!(chart.bars.iter().map(|bar| bar.number).collect::<Vec<_>>(), [3, 2, 1]);
    }

    #[test]
    fn equal_counts_show_equal_figures_and_the_sum_is_noted() {
        let options = &[("a", false, false), ("b", false, false), ("c", false, false)];
        let chart = chart(Kind::ChooseOne, options, &[10, 10, 10], Order::Revealed);
        assert_eq!(drawn(&chart), [(1, 10, Some(33)), (2, 10, Some(33)), (3, 10, Some(33))]);
        assert_eq!((chart.sum, chart.leaders().len()), (Sum::Rounded(99), 3));
    }

    #[test]
    fn of_several_answers_each_is_a_part_of_the_people_and_a_person_is_in_a_group_once() {
        let mut question = question(Kind::ChooseSeveral { max: 3 }, PLAIN);
        question.groups = vec!["samen".to_owned()];
        for option in &mut question.options[..2] {
            option.group = Some(0);
        }
        let mut tally = Tally::new(&question);
        let keys = |count: usize| question.options[..count].iter().map(|option| option.key.clone()).collect();
        for count in [1, 2, 2, 3] {
            for _ in 0..5 {
                tally.add(&question, &Answer::of_choices(keys(count)));
            }
        }
        let chart = Chart::new(&question, &tally, 0, Order::Revealed);
        assert_eq!(drawn(&chart), [(1, 20, Some(100)), (2, 15, Some(75)), (3, 5, Some(25))]);
        assert_eq!((chart.groups[0].count, chart.answered), (20, 20));
        assert_eq!(chart.sum, Sum::Several { permille: 2_000 });
        let taken_back = Answer::default();
        let before = tally.clone();
        tally.add(&question, &taken_back);
        assert_eq!(tally, before, "who took an answer back is in no count");
    }

    #[test]
    fn answers_of_a_group_count_together_where_the_most_is_told() {
        let options = &[("nu", false, false), ("ooit", false, false), ("nee", false, false)];
        let mut question = question(Kind::ChooseOne, options);
        question.groups = vec!["ja".to_owned()];
        for option in &mut question.options[..2] {
            option.group = Some(0);
        }
        let foremost = |counts: [u32; 3]| {
            let group = counts[0] + counts[1];
            let tally = Tally::new(&question).with_choices(counts.to_vec(), vec![group]);
            let chart = Chart::new(&question, &tally, 0, Order::Revealed);
            chart.foremost().into_iter().map(|(what, one)| (what, one.count)).collect::<Vec<_>>()
        };
        assert_eq!(foremost([3, 2, 4]), [(Chosen::Group(0), 5)], "no answer of it is the largest");
        assert_eq!(foremost([1, 1, 4]), [(Chosen::Option(2), 4)]);
        assert_eq!(foremost([2, 2, 4]), [(Chosen::Group(0), 4), (Chosen::Option(2), 4)]);
        assert!(foremost([0, 0, 0]).is_empty());
    }

    #[test]
    fn below_twenty_answers_only_counts_are_given() {
        let chart = chart(Kind::ChooseOne, PLAIN, &[1, 0, 0], Order::Revealed);
        assert_eq!(drawn(&chart), [(1, 1, None), (2, 0, None), (3, 0, None)]);
        assert_eq!((chart.bars[0].permille, chart.present, chart.sum), (1000, 1, Sum::Plain));
    }

    #[test]
    fn no_votes_have_no_leader() {
        assert!(chart(Kind::ChooseOne, PLAIN, &[], Order::Revealed).leaders().is_empty());
    }

    #[test]
    fn ten_thousand_votes_do_not_overflow() {
        let chart = chart(Kind::ChooseOne, PLAIN, &[10_000, 5, 0], Order::Revealed);
        assert_eq!((chart.bars[0].percent, chart.bars[0].permille), (Some(100), 999));
    }
}
