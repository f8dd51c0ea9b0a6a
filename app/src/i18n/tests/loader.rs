//! The loader: choice of language, variables, numbers, direction, days and times.

use chrono::{DateTime, NaiveDate};

use super::super::{Direction, Value, Words, languages};
use super::parsed::parsed;

#[test]
fn every_language_names_itself_and_english_comes_first() {
    let names: Vec<_> = languages()
        .iter()
        .map(|language| {
            (
                language.tag.as_str(),
                language.name.as_str(),
                language.direction.id(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [("en", "English", "ltr"), ("vi", "Tiếng Việt", "ltr")]
    );
}

#[test]
fn nearest_language_speaks_and_english_when_there_is_none() {
    let check = |asked: &str, expected: &str| {
        assert_eq!(Words::new(asked).language().tag, expected, "{asked}")
    };
    check("vi", "vi");
    check("VI", "vi");
    check("vi-VN", "vi");
    check("vi_VN.UTF-8", "vi");
    check("en-AU", "en");
    check("xx", "en");
    check("", "en");
}

#[test]
fn words_of_one_language_are_equal_and_cheap_to_clone() {
    assert_eq!(Words::new("vi"), Words::new("vi-VN").clone());
    assert_ne!(Words::new("vi"), Words::new("en"));
    assert_eq!(Words::default(), Words::new("en"));
}

#[test]
#[should_panic(expected = "no message has the id nowhere-at-all")]
fn unknown_id_fails_in_tests() {
    Words::new("vi").text("nowhere-at-all");
}

#[test]
fn every_message_can_be_written_in_every_language() {
    for language in languages() {
        let words = Words::new(&language.tag);
        for (id, message) in parsed(&language.tag).messages {
            for number in [0u32, 1, 2, 5, 1_234] {
                let args: Vec<(&str, Value<'_>)> = message
                    .variables
                    .iter()
                    .map(|name| (name.as_str(), number.into()))
                    .collect();
                let text = words.text_with(&id, &args);
                assert!(
                    !text.trim().is_empty() && !text.contains('{'),
                    "{id} in {}: {text:?}",
                    language.tag
                );
            }
        }
    }
}

#[test]
fn numbers_are_grouped_as_the_language_groups_them() {
    let check = |tag: &str, number: u64, expected: &str| {
        assert_eq!(Words::new(tag).number(number), expected)
    };
    check("en", 0, "0");
    check("en", 999, "999");
    check("en", 1_000, "1,000");
    check("en", 1_234_567, "1,234,567");
    check("vi", 1_234_567, "1.234.567");
    let size = |tag: &str| {
        Words::new(tag).text_with("unit-megabytes", &[("count", Value::from(1234.5f64))])
    };
    assert_eq!(size("en"), "1,234.5 MB");
    assert_eq!(size("vi"), "1.234,5 MB");
}

#[test]
fn indexes_are_not_grouped() {
    let text = |tag: &str| Words::new(tag).text_with("devices-no-gap", &[("to", 1234u32.into())]);
    assert_eq!(text("en"), "packets 1 to 1234, none missing");
    assert_eq!(text("vi"), "gói 1 đến 1234, không thiếu gói nào");
}

#[test]
fn one_and_many_differ_where_the_language_makes_the_difference() {
    let text = |tag: &str, count: u32| {
        Words::new(tag).text_with("clients-count", &[("count", count.into())])
    };
    assert_eq!(
        [text("en", 0), text("en", 1), text("en", 2)],
        ["No clients", "1 client", "2 clients"]
    );
    assert_eq!(
        [text("vi", 0), text("vi", 1), text("vi", 2)],
        ["Chưa có khách hàng", "1 khách hàng", "2 khách hàng"]
    );
}

#[test]
fn values_are_isolated_only_where_directions_meet() {
    let text =
        |name: &str| Words::new("en").text_with("substance-other-named", &[("name", name.into())]);
    assert_eq!(text("kratom"), "Something else: kratom");
    assert_eq!(text("قات"), "Something else: \u{2068}قات\u{2069}");
    assert_eq!(Words::new("en").language().direction, Direction::Ltr);
}

#[test]
fn keyword_of_a_newer_app_is_shown_as_it_stands() {
    let words = Words::new("vi");
    assert_eq!(words.keyword("setting", "street"), "Trên đường phố");
    assert_eq!(words.keyword("setting", "river-boat"), "river-boat");
}

#[test]
fn list_ends_where_the_numbers_end() {
    assert!(Words::new("en").list("advice-opioids").len() >= 5);
    assert_eq!(
        Words::new("en").list("advice-nothing"),
        Vec::<String>::new()
    );
}

fn at(text: &str) -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

#[test]
fn past_is_told_in_words_and_a_wrong_clock_by_its_date() {
    let now = at("2026-11-21T20:00:00+07:00");
    let check = |then: &str, english: &str, vietnamese: &str| {
        assert_eq!(Words::new("en").ago(at(then), now), english);
        assert_eq!(Words::new("vi").ago(at(then), now), vietnamese);
    };
    check("2026-11-21T20:00:00+07:00", "just now", "vừa xong");
    check("2026-11-21T19:59:00+07:00", "1 minute ago", "1 phút trước");
    check("2026-11-21T17:30:00+07:00", "2 hours ago", "2 giờ trước");
    check("2026-11-20T19:00:00+07:00", "yesterday", "hôm qua");
    check("2026-11-17T19:00:00+07:00", "4 days ago", "4 ngày trước");
    check("2026-11-02T19:40:00+07:00", "2 November 2026", "2/11/2026");
    check(
        "2027-01-05T09:05:00+07:00",
        "5 January 2027, 09:05",
        "09:05 ngày 5/1/2027",
    );
}

#[test]
fn due_days_are_told_from_today() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2026-11-21");
    let check = |due: &str, english: &str, vietnamese: &str| {
        assert_eq!(Words::new("en").due(day(due), today), english);
        assert_eq!(Words::new("vi").due(day(due), today), vietnamese);
    };
    check("2026-11-20", "1 day late", "trễ 1 ngày");
    check("2026-11-21", "due today", "hẹn hôm nay");
    check("2026-11-22", "due tomorrow", "hẹn ngày mai");
    check("2026-11-30", "due in 9 days", "hẹn sau 9 ngày nữa");
    check(
        "2027-02-21",
        "due on 21 February 2027",
        "hẹn ngày 21/2/2027",
    );
}
