//! Sentences and drawings of tables that are worked out by hand.

use super::*;

fn signed_change(before: Share, after: Share) -> String {
    signed(change(before, after))
}

#[test]
fn a_difference_is_in_points_and_of_few_people_in_people() {
    let share = Share::of;
    assert_eq!(signed_change(share(10, 100), share(24, 100)), "+14");
    assert_eq!(signed_change(share(24, 100), share(10, 100)), "−14");
    assert_eq!(signed_change(share(3, 9), share(3, 9)), "0");
    assert_eq!(signed_change(share(3, 9), share(4, 9)), "+1", "of nine people there are no per cents");
}

#[test]
fn a_chance_is_written_as_the_language_does_and_never_as_nothing() {
    assert_eq!(chance(0.0426, Tongue::Dutch), "=\u{a0}0,043");
    assert_eq!(chance(1e-9, Tongue::English), "<\u{a0}0.001");
}

#[test]
fn bands_start_where_the_last_one_ended_and_the_right_side_is_as_high_as_the_left() {
    let flow = Flow::of(&[vec![10, 30], vec![20, 0]], true, 1);
    let counts: Vec<_> = flow.bands.iter().map(|band| (band.from, band.to, band.count, band.stayed)).collect();
    assert_eq!(counts, [(0, 0, 10, true), (0, 1, 30, false), (1, 0, 20, false)]);
    let high = |blocks: &[Block]| blocks.iter().map(|block| block.height).sum::<u32>();
    assert!(high(&flow.left).abs_diff(high(&flow.right)) <= 2);
    let svg = flow.svg();
    assert_eq!((svg.matches("<path").count(), svg.matches("<text").count()), (3, 4));
    assert!(!svg.contains("style"));
}

#[test]
fn answers_that_nobody_gave_at_a_side_have_no_block_there() {
    let flow = Flow::of(&[vec![0, 30, 0], vec![0, 0, 0], vec![0, 5, 0]], false, 0);
    let numbers = |blocks: &[Block]| blocks.iter().map(|block| block.number).collect::<Vec<_>>();
    assert_eq!((numbers(&flow.left), numbers(&flow.right)), (vec![0, 2], vec![1]));
    assert!(Flow::of(&[], false, 1).bands.is_empty());
}
