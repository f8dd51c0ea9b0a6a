//! What injecting asks for, over all combinations of Q8 and the two pattern questions.

use wayside_domain::assist::{
    Answers, InjectingTier, Item, Status, Substance, injecting_tier, report,
};

use crate::support::{answers, fill, only, only_with};

/// What an item can be: not asked yet, or one of its answers.
fn states(item: Item) -> Vec<Option<&'static str>> {
    let told = item.allowed().iter().map(|answer| Some(answer.id()));
    std::iter::once(None).chain(told).collect()
}

fn with(mut given: Answers, item: Item, answer: Option<&str>) -> Answers {
    if let Some(answer) = answer {
        given = given.with(&answers(&[(item.to_string().as_str(), answer)]));
    }
    given
}

/// All of an injecting person's answers about the pattern: one line an answer to "how often", one column an answer to
/// "days in a row". `S` specialist, `B` brief intervention, `-` not known.
const PATTERN: &str = "
                           not-asked  fewer-than-3  3-or-more  refused
    not-asked                  -           -            S         -
    once-weekly-or-less        -           B            S         -
    more-than-once-weekly      S           S            S         S
    refused                    -           -            S         -
";

fn pattern() -> Vec<(
    Option<&'static str>,
    Option<&'static str>,
    Option<InjectingTier>,
)> {
    let known = |id: &'static str| Some(id).filter(|id| *id != "not-asked");
    let mut lines = PATTERN.trim().lines();
    let columns: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let mut table = Vec::new();
    for line in lines {
        let mut cells = line.split_whitespace();
        let weekly = known(cells.next().unwrap());
        for (column, cell) in columns.iter().zip(cells) {
            let tier = match cell {
                "S" => Some(InjectingTier::Specialist),
                "B" => Some(InjectingTier::BriefIntervention),
                _ => None,
            };
            table.push((weekly, known(column), tier));
        }
    }
    let all = states(Item::Q8Weekly).len() * states(Item::Q8DaysInRow).len();
    assert_eq!(
        (table.len(), all),
        (16, 16),
        "every combination is in the table"
    );
    table
}

#[test]
fn a_refusal_or_an_open_question_does_not_hide_what_the_other_one_says() {
    for (weekly, in_row, expected) in pattern() {
        let mut given = only_with(&[Substance::Cannabis], &[("q8", "past-3-months")]);
        given = with(given, Item::Q8Weekly, weekly);
        given = with(given, Item::Q8DaysInRow, in_row);
        assert_eq!(injecting_tier(&given), expected, "{weekly:?} {in_row:?}");
        let report = report(&fill(given), None);
        let refused = weekly == Some("refused") || in_row == Some("refused");
        let status = if refused {
            Status::Incomplete
        } else {
            Status::Complete
        };
        assert_eq!(report.status, status, "a known tier makes nothing complete");
    }
}

#[test]
fn without_recent_injecting_the_pattern_is_not_read() {
    for q8 in states(Item::Q8) {
        let expected = match q8 {
            Some("no") => Some(InjectingTier::Never),
            Some("earlier") => Some(InjectingTier::Past),
            Some("past-3-months") => continue,
            _ => None,
        };
        for (weekly, in_row, _) in pattern() {
            let mut given = with(only(&[Substance::Cannabis]), Item::Q8, q8);
            given = with(given, Item::Q8Weekly, weekly);
            given = with(given, Item::Q8DaysInRow, in_row);
            assert_eq!(
                injecting_tier(&given),
                expected,
                "{q8:?} {weekly:?} {in_row:?}"
            );
        }
    }
}

#[test]
fn where_nothing_was_ever_used_no_answer_about_injecting_is_read() {
    for probe in states(Item::Q1Confirmed) {
        let expected = (probe == Some("yes")).then_some(InjectingTier::NotApplicable);
        for q8 in states(Item::Q8) {
            for (weekly, in_row, _) in pattern() {
                let mut given = with(only(&[]), Item::Q1Confirmed, probe);
                given = with(given, Item::Q8, q8);
                given = with(given, Item::Q8Weekly, weekly);
                given = with(given, Item::Q8DaysInRow, in_row);
                assert_eq!(injecting_tier(&given), expected, "{probe:?} {q8:?}");
            }
        }
    }
}
