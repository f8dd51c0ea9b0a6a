use serde_json::json;

use super::*;

/// What a reader of the code book does with a text.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// What a reader of the code book does with a list.
fn entries(cell: &str) -> Vec<String> {
    let (mut all, mut entry, mut plain) = (Vec::new(), String::new(), false);
    for c in unguarded(cell).chars() {
        match c {
            _ if plain => {
                entry.push(c);
                plain = false;
            }
            '\\' => plain = true,
            ';' => all.push(std::mem::take(&mut entry)),
            _ => entry.push(c),
        }
    }
    all.push(entry);
    let (first, rest) = all.split_first().unwrap();
    let rest = rest
        .iter()
        .map(|entry| entry.strip_prefix(' ').unwrap().to_owned());
    [first.clone()].into_iter().chain(rest).collect()
}

#[test]
fn what_a_spreadsheet_would_change_is_guarded_in_columns_of_text() {
    for text in [
        // formulas
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-",
        "-3",
        "@SUM(A1)",
        "\tx",
        "\r\nx",
        " =1",
        "＝1",
        "#N/A",
        "#REF!",
        // numbers
        "1",
        "00123",
        "1E5",
        "1e-3",
        "1,5",
        "1.5",
        ".5",
        "1 000",
        "50%",
        "5 €",
        "$5",
        "(5)",
        "1/2",
        "1 1/2",
        "12D3",
        "٧",
        "１２",
        "²",
        // dates and times
        "2026-11-02",
        "2026-11-02T19:40:00+07:00",
        "3/4",
        "3-4",
        "12:30",
        "3 PM",
        "3 p",
        "19:40Z",
        "Mar 5",
        "5-Mar-2026",
        "MARCH1",
        "SEPT2",
        "Dec-2",
        "may 5th",
        "5月3日",
        // truth
        "TRUE",
        "false",
        " True ",
        // what looks guarded already
        "'",
        "'=1",
        "'plain",
    ] {
        for kind in ["text", "keyword", "id", "list"] {
            let cell = guarded(kind, text.to_owned());
            assert!(cell.starts_with('\''), "{text:?} {kind}");
            assert_eq!(unguarded(&cell), text);
        }
    }
}

#[test]
fn what_a_spreadsheet_shows_as_it_is_stays_so() {
    for text in [
        "",
        "plain",
        "AB-7K2M",
        "MR-7K2M",
        "-".repeat(0).as_str(),
        "20 needles",
        "met at 19:40",
        "O'Li",
        "Мар’яна",
        "김민수",
        "أحمد",
        "May",
        "needle-exchange",
        "true story",
        "a=b",
        "x; y",
        "vi",
        "7K2M9-QXR4T",
        "c1",
        "k-1",
        "A1",
        "1990s",
        "x 1/2",
    ] {
        let cell = guarded("text", text.to_owned());
        assert_eq!(cell, text);
        assert_eq!(unguarded(&cell), text);
    }
}

#[test]
fn numbers_dates_and_times_stay_what_they_are() {
    for (kind, cell) in [
        ("number", "20"),
        ("number", "-3"),
        ("number", "0.5"),
        ("number", ""),
        ("date", "2026-11-02"),
        ("date", ""),
        ("time", "2026-11-02T19:40:00+07:00"),
    ] {
        assert_eq!(guarded(kind, cell.to_owned()), cell);
    }
    for (kind, cell) in [
        ("number", "=1"),
        ("number", "inf1"),
        ("date", "=1"),
        ("time", "@x"),
    ] {
        assert_eq!(
            guarded(kind, cell.to_owned()).starts_with('\''),
            cell != "inf1",
            "{cell}"
        );
    }
}

#[test]
fn lists_read_back_whatever_their_entries_hold() {
    for given in [
        vec!["a", "b"],
        vec!["a"],
        vec!["a; b", "c"],
        vec!["a;", ";b"],
        vec![r"a\", "b"],
        vec![r"a\; b", r"\\"],
        vec!["=1", "2"],
        vec!["'x", "y"],
        vec!["1", "2"],
        vec!["a\nb", "c"],
        vec!["a, b=c", "d"],
    ] {
        let cell = guarded("list", plain(&json!(given)));
        assert_eq!(entries(&cell), given, "{cell}");
        assert_eq!(
            guarded("list", list(given.iter().map(|text| (*text).to_owned()))),
            cell
        );
    }
}

#[test]
fn objects_fold_into_fields_that_stay_apart() {
    for (value, cell) in [
        (json!(null), ""),
        (
            json!({ "feedback": "done", "advice": "skipped: tired; later" }),
            r"feedback=done; advice=skipped: tired\; later",
        ),
        (
            json!([{ "made": "2026-11-02" }, { "accepted": "2026-11-03" }]),
            "made=2026-11-02; accepted=2026-11-03",
        ),
        (
            json!([{ "closed": "2026-11-03", "outcome": "moved; far, far" }]),
            r"closed=2026-11-03, outcome=moved\; far\, far",
        ),
    ] {
        assert_eq!(plain(&value), cell);
    }
}
