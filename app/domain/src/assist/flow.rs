//! The skip rules, as one list: which items are required now, given what was answered so far.
//!
//! | item | required when |
//! |---|---|
//! | Q1, each row | always |
//! | the probe | all ten Q1 are No |
//! | Q2, Q6, Q7 of a row | its Q1 is Yes (also where Q2 is Never: ex-users are asked Q6 and Q7) |
//! | Q3, Q4, Q5 of a row | its Q1 is Yes and its Q2 says any use; Q5 never of tobacco |
//! | Q8 | any Q1 is Yes |
//! | the two injecting items | Q8 is "past three months" |
//!
//! Everything else follows from that list. There is no position to remember, so going back and changing an answer can
//! leave nothing behind: an answer outside the list is kept, and not counted. A refused or unreadable answer settles its
//! item but opens nothing below it.

use serde::{Deserialize, Serialize};

use super::{Answer, Answers, Item, Substance};

/// How far an interview is: of the items required now, how many are settled. `done` never passes `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Items that are required now and settled.
    pub done: usize,
    /// Items that are required now.
    pub total: usize,
}

fn ever_used(answers: &Answers, substance: Substance) -> bool {
    answers.get(Item::Q1(substance)) == Some(Answer::Yes)
}

fn uses_now(answers: &Answers, substance: Substance) -> bool {
    use Answer::{Daily, Monthly, OnceOrTwice, Weekly};
    ever_used(answers, substance)
        && matches!(
            answers.get(Item::Q2(substance)),
            Some(OnceOrTwice | Monthly | Weekly | Daily)
        )
}

/// Whether the skip rules ask the item now, given the other answers.
fn is_required(answers: &Answers, item: Item) -> bool {
    let any_used = || Substance::ALL.into_iter().any(|s| ever_used(answers, s));
    match item {
        Item::Q1(_) => true,
        Item::Q1Confirmed => Substance::ALL
            .into_iter()
            .all(|s| answers.get(Item::Q1(s)) == Some(Answer::No)),
        Item::Q2(s) | Item::Q6(s) | Item::Q7(s) => ever_used(answers, s),
        Item::Q3(s) | Item::Q4(s) => uses_now(answers, s),
        Item::Q5(s) => s.has_q5() && uses_now(answers, s),
        Item::Q8 => any_used(),
        Item::Q8Weekly | Item::Q8DaysInRow => {
            any_used() && answers.get(Item::Q8) == Some(Answer::Past3Months)
        }
    }
}

/// All items that are required now, in the order of the interview.
#[must_use]
pub fn required(answers: &Answers) -> Vec<Item> {
    Item::all()
        .filter(|item| is_required(answers, *item))
        .collect()
}

/// The item that the interview asks now: the first required one that is not settled. `None` when nothing is left.
#[must_use]
pub fn next(answers: &Answers) -> Option<Item> {
    Item::all().find(|item| is_required(answers, *item) && !answers.is_settled(*item))
}

/// The required item before this one, for going back; `None` at the first.
#[must_use]
pub fn previous(answers: &Answers, item: Item) -> Option<Item> {
    Item::all()
        .take_while(|before| *before < item)
        .filter(|before| is_required(answers, *before))
        .last()
}

/// The last required item, for going back from the end.
#[must_use]
pub fn last(answers: &Answers) -> Option<Item> {
    Item::all()
        .filter(|item| is_required(answers, *item))
        .last()
}

/// How far along the interview is.
#[must_use]
pub fn progress(answers: &Answers) -> Progress {
    let items = required(answers);
    Progress {
        done: items
            .iter()
            .filter(|item| answers.is_settled(**item))
            .count(),
        total: items.len(),
    }
}

/// The answer of an item if the skip rules reach it; the only way in which scores read answers.
#[must_use]
pub fn counted(answers: &Answers, item: Item) -> Option<Answer> {
    answers.get(item).filter(|_| is_required(answers, item))
}

/// Items that hold an answer which the skip rules do not reach; kept and counted for nothing.
#[must_use]
pub fn ignored(answers: &Answers) -> Vec<Item> {
    Item::all()
        .filter(|item| answers.is_settled(*item) && !is_required(answers, *item))
        .collect()
}

/// Required items of one row that are not settled, refused, or unreadable: while there is one, the row has no score.
pub(super) fn missing(answers: &Answers, substance: Substance) -> Vec<Item> {
    Item::all()
        .filter(|item| item.substance() == Some(substance) && is_open(answers, *item))
        .collect()
}

/// Whether any required item at all is not settled, refused, or unreadable.
pub(super) fn anything_missing(answers: &Answers) -> bool {
    Item::all().any(|item| is_open(answers, item))
}

fn is_open(answers: &Answers, item: Item) -> bool {
    is_required(answers, item) && matches!(answers.get(item), None | Some(Answer::Refused))
}
