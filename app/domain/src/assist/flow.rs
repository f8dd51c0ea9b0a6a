//! The skip rules, as one table: which items are required now, given what was answered so far.
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
//! Everything else follows from that table. There is no position to remember, so going back and changing an answer can
//! leave nothing behind: an answer that the table does not reach is kept, and not counted. A refused or unreadable
//! answer settles its item but opens nothing below it.

use serde::{Deserialize, Serialize};

use super::{Answer, Answers, Frequency, Item, Recency, Substance};

/// How far an interview is: of the items required now, how many are settled. `done` never passes `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Items that are required now and settled.
    pub done: usize,
    /// Items that are required now.
    pub total: usize,
}

/// A set of rows.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Rows(u16);

impl Rows {
    fn collect(rule: impl Fn(Substance) -> bool) -> Self {
        let bits = Substance::ALL
            .into_iter()
            .filter(|s| rule(*s))
            .map(|s| 1 << s as u16);
        Self(bits.fold(0, |rows, row| rows | row))
    }

    const fn has(self, substance: Substance) -> bool {
        self.0 & (1 << substance as u16) != 0
    }
}

/// What the few answers that other items hang on say.
pub(super) struct Reach {
    /// Rows with Q1 = Yes.
    used: Rows,
    /// Rows of `used` with any use in Q2.
    current: Rows,
    /// All ten Q1 are No.
    none_used: bool,
    /// Q8 says past three months.
    injects: bool,
}

impl Reach {
    pub(super) fn of(answers: &Answers) -> Self {
        let used = Rows::collect(|s| answers.get(Item::Q1(s)) == Some(Answer::Yes));
        let any_use = |s| {
            let often = answers.get(Item::Q2(s)).and_then(Answer::frequency);
            often.is_some_and(Frequency::happened)
        };
        let no = Rows::collect(|s| answers.get(Item::Q1(s)) == Some(Answer::No));
        Self {
            used,
            current: Rows::collect(|s| used.has(s) && any_use(s)),
            none_used: no == Rows::collect(|_| true),
            injects: answers.get(Item::Q8).and_then(Answer::recency) == Some(Recency::Past3Months),
        }
    }

    pub(super) const fn is_used(&self, substance: Substance) -> bool {
        self.used.has(substance)
    }

    const fn any_used(&self) -> bool {
        self.used.0 != 0
    }

    /// The table at the top.
    pub(super) const fn requires(&self, item: Item) -> bool {
        match item {
            Item::Q1(_) => true,
            Item::Q1Confirmed => self.none_used,
            Item::Q2(s) | Item::Q6(s) | Item::Q7(s) => self.used.has(s),
            Item::Q3(s) | Item::Q4(s) => self.current.has(s),
            Item::Q5(s) => s.has_q5() && self.current.has(s),
            Item::Q8 => self.any_used(),
            Item::Q8Weekly | Item::Q8DaysInRow => self.any_used() && self.injects,
        }
    }

    /// Whether the item is required and not settled, refused, or unreadable.
    pub(super) fn lacks(&self, answers: &Answers, item: Item) -> bool {
        self.requires(item) && matches!(answers.get(item), None | Some(Answer::Refused))
    }

    /// The answer of an item, if the skip rules reach it.
    pub(super) fn counted(&self, answers: &Answers, item: Item) -> Option<Answer> {
        if self.requires(item) {
            answers.get(item)
        } else {
            None
        }
    }
}

/// All items that are required now, in the order of the interview.
#[must_use]
pub fn required(answers: &Answers) -> Vec<Item> {
    let reach = Reach::of(answers);
    Item::all().filter(|item| reach.requires(*item)).collect()
}

/// The item that the interview asks now: the first required one that is not settled. `None` when nothing is left.
#[must_use]
pub fn next(answers: &Answers) -> Option<Item> {
    let reach = Reach::of(answers);
    Item::all().find(|item| reach.requires(*item) && !answers.is_settled(*item))
}

/// The required item before this one, for going back; `None` at the first.
#[must_use]
pub fn previous(answers: &Answers, item: Item) -> Option<Item> {
    let reach = Reach::of(answers);
    Item::all()
        .take_while(|before| *before < item)
        .filter(|before| reach.requires(*before))
        .last()
}

/// The last required item, for going back from the end.
#[must_use]
pub fn last(answers: &Answers) -> Option<Item> {
    let reach = Reach::of(answers);
    Item::all().filter(|item| reach.requires(*item)).last()
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

/// The answer of an item if the skip rules reach it: the only way in which scores and alerts read answers.
#[must_use]
pub fn counted(answers: &Answers, item: Item) -> Option<Answer> {
    Reach::of(answers).counted(answers, item)
}

/// Items that hold an answer which the skip rules do not reach; kept and counted for nothing.
#[must_use]
pub fn ignored(answers: &Answers) -> Vec<Item> {
    let reach = Reach::of(answers);
    Item::all()
        .filter(|item| answers.is_settled(*item) && !reach.requires(*item))
        .collect()
}
