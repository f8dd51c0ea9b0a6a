//! Every valid answer set of one row, walked by the interview itself: 4,509 for a row with Q5, 909 for tobacco.
//! The scores are checked against a second reading of the weights, written as plain tables.

use std::collections::BTreeSet;

use wayside_domain::assist::{Answer, Answers, Item, Status, Substance, band, next, report, score};

use crate::support::only;

/// The weights as the form prints them, apart from the code under test.
fn expected(answers: &Answers, substance: Substance) -> u8 {
    let frequency = ["never", "once-or-twice", "monthly", "weekly", "daily"];
    let concern = ["no", "past-3-months", "earlier"];
    let tables: [(Item, &[&str], &[u8]); 6] = [
        (Item::Q2(substance), &frequency, &[0, 2, 3, 4, 6]),
        (Item::Q3(substance), &frequency, &[0, 3, 4, 5, 6]),
        (Item::Q4(substance), &frequency, &[0, 4, 5, 6, 7]),
        (Item::Q5(substance), &frequency, &[0, 5, 6, 7, 8]),
        (Item::Q6(substance), &concern, &[0, 6, 3]),
        (Item::Q7(substance), &concern, &[0, 6, 3]),
    ];
    let weight = |(item, ids, weights): (Item, &[&str], &[u8])| {
        let answer = answers.get(item)?;
        weights
            .get(ids.iter().position(|id| *id == answer.id())?)
            .copied()
    };
    tables.into_iter().filter_map(weight).sum()
}

/// All complete answer sets of one row, with the nine others never used and nothing injected.
fn every_set(substance: Substance) -> Vec<Answers> {
    let mut open = vec![only(&[substance])];
    let mut complete = Vec::new();
    while let Some(answers) = open.pop() {
        match next(&answers) {
            None => complete.push(answers),
            Some(Item::Q8) => {
                let mut answers = answers;
                answers.set(Item::Q8, Answer::No).unwrap();
                open.push(answers);
            }
            Some(item) => {
                assert_eq!(
                    item.substance(),
                    Some(substance),
                    "only this row is asked: {item}"
                );
                for answer in item
                    .allowed()
                    .iter()
                    .filter(|answer| **answer != Answer::Refused)
                {
                    let mut answers = answers.clone();
                    answers.set(item, *answer).unwrap();
                    open.push(answers);
                }
            }
        }
    }
    complete
}

fn check(substance: Substance, sets: usize, highest: u8) {
    let all = every_set(substance);
    assert_eq!(all.len(), sets, "{substance}");
    let mut scores = BTreeSet::new();
    let mut former = BTreeSet::new();
    for answers in &all {
        let report = report(answers, None);
        assert_eq!(report.status, Status::Complete);
        let row = report.of(substance).unwrap();
        let score = row.score.unwrap();
        assert_eq!(score, expected(answers, substance), "{answers:?}");
        assert_eq!(row.band, Some(band(substance, score)));
        assert!(row.missing.is_empty() && row.ignored.is_empty());
        scores.insert(score);
        if answers.get(Item::Q2(substance)) == Some(Answer::Never) {
            former.insert(score);
        } else {
            assert!(score >= 2);
        }
    }
    assert_eq!(scores.last(), Some(&highest));
    assert_eq!(highest, substance.max_score());
    assert!(!scores.contains(&1), "one point cannot be reached");
    assert_eq!(former, BTreeSet::from([0, 3, 6, 9, 12]), "former users");
}

#[test]
fn tobacco_has_909_answer_sets_up_to_31_points() {
    check(Substance::Tobacco, 909, 31);
}

#[test]
fn every_other_row_has_4509_answer_sets_up_to_39_points() {
    for substance in Substance::ALL
        .into_iter()
        .filter(|substance| *substance != Substance::Tobacco)
    {
        check(substance, 4_509, 39);
    }
}

#[test]
fn bands_are_reached_by_real_answer_sets_on_both_sides_of_every_edge() {
    for (substance, edges) in [
        (Substance::Alcohol, [10, 11, 26, 27]),
        (Substance::Opioids, [3, 4, 26, 27]),
    ] {
        let reached: BTreeSet<_> = every_set(substance)
            .iter()
            .filter_map(|set| score(set, substance))
            .collect();
        for edge in edges {
            assert!(reached.contains(&edge), "{substance} {edge}");
        }
    }
}
