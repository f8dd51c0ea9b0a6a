//! The weights against the tables of the project's clinical notes (section 1.3), item by item and answer by answer.

use std::collections::BTreeMap;

use wayside_domain::assist::{Answer, Frequency, Item, Question, weight};

/// As the notes print them; an answer that a line does not name weighs nothing.
const NOTES: &str = "
    q2: never 0, once-or-twice 2, monthly 3, weekly 4, daily 6
    q3: never 0, once-or-twice 3, monthly 4, weekly 5, daily 6
    q4: never 0, once-or-twice 4, monthly 5, weekly 6, daily 7
    q5: never 0, once-or-twice 5, monthly 6, weekly 7, daily 8
    q6: no 0, past-3-months 6, earlier 3
    q7: no 0, past-3-months 6, earlier 3
";

fn notes() -> BTreeMap<(String, Answer), u8> {
    let mut table = BTreeMap::new();
    for line in NOTES.trim().lines() {
        let (question, cells) = line.trim().split_once(": ").unwrap();
        for cell in cells.split(", ") {
            let (answer, weight) = cell.split_once(' ').unwrap();
            let key = (question.to_owned(), answer.parse().unwrap());
            table.insert(key, weight.parse().unwrap());
        }
    }
    assert_eq!(table.len(), 4 * 5 + 2 * 3);
    table
}

#[test]
fn every_item_weighs_what_the_notes_say_and_nothing_else_weighs_anything() {
    let notes = notes();
    for item in Item::all() {
        for answer in Answer::ALL {
            let expected = notes.get(&(item.question().id().to_owned(), answer));
            assert_eq!(weight(item, answer), expected.copied(), "{item} {answer}");
        }
    }
}

#[test]
fn an_item_that_asks_how_often_offers_every_frequency_and_no_other_item_offers_one() {
    for item in Item::all() {
        let offered: Vec<Frequency> = item
            .allowed()
            .iter()
            .filter_map(|answer| answer.frequency())
            .collect();
        let asks = matches!(
            item.question(),
            Question::Q2 | Question::Q3 | Question::Q4 | Question::Q5
        );
        let expected: &[Frequency] = if asks { &Frequency::ALL } else { &[] };
        assert_eq!(offered, expected, "{item}");
    }
}

#[test]
fn a_frequency_is_its_answer_and_only_never_did_not_happen() {
    for often in Frequency::ALL {
        assert_eq!(often.answer().frequency(), Some(often));
        assert_eq!(often.happened(), often != Frequency::Never, "{often:?}");
    }
    let answers = Answer::ALL
        .into_iter()
        .filter(|answer| answer.frequency().is_some());
    assert_eq!(answers.count(), Frequency::ALL.len());
}

#[test]
fn an_item_that_asks_how_long_ago_offers_nothing_that_says_no_time() {
    for item in Item::all() {
        let asks = matches!(item.question(), Question::Q6 | Question::Q7 | Question::Q8);
        for answer in item.allowed() {
            if asks {
                let told = *answer != Answer::Refused;
                assert_eq!(answer.recency().is_some(), told, "{item} {answer}");
            }
        }
    }
}
