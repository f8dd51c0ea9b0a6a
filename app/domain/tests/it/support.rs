//! Short ways to write answers down.

use wayside_domain::assist::{Answer, Answers, Item, Report, Substance, next, report};

/// Answers from pairs of ids; every one has to be allowed.
pub fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::new();
    for (item, answer) in pairs {
        answers
            .set(item.parse().unwrap(), answer.parse().unwrap())
            .unwrap();
    }
    answers
}

/// Ten times Q1: yes for the rows named, no for the others.
pub fn only(used: &[Substance]) -> Answers {
    let mut answers = Answers::new();
    for substance in Substance::ALL {
        let answer = if used.contains(&substance) {
            Answer::Yes
        } else {
            Answer::No
        };
        answers.set(Item::Q1(substance), answer).unwrap();
    }
    answers
}

/// [`only`] with pairs laid over it.
pub fn only_with(used: &[Substance], pairs: &[(&str, &str)]) -> Answers {
    only(used).with(&answers(pairs))
}

/// Answers every item that the interview still asks with the first answer that is neither yes nor refused.
pub fn fill(mut answers: Answers) -> Answers {
    while let Some(item) = next(&answers) {
        answers.set(item, item.allowed()[0]).unwrap();
    }
    answers
}

/// The report of [`only_with`] with the rest filled in.
pub fn filled(used: &[Substance], pairs: &[(&str, &str)]) -> Report {
    report(&fill(only_with(used, pairs)), None)
}

/// The score of one row.
pub fn score_of(report: &Report, substance: Substance) -> Option<u8> {
    report.of(substance).unwrap().score
}

/// Items as text, for comparing.
pub fn names(items: &[Item]) -> Vec<String> {
    items.iter().map(Item::to_string).collect()
}
