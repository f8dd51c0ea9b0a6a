//! Numbers as a language writes them. Fluent's number formatting neither groups digits nor knows the language's decimal
//! point, and a bundle takes a plain function, not a closure: so there is one function for each pair of marks that
//! languages use. A pair that is not in the table leaves digits ungrouped. `NUMBER($year, useGrouping: "false")`
//! switches grouping off.

use fluent::FluentValue;

/// What a bundle takes as its formatter; the memoizer stays unused.
type Format<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// The formatter for these two marks.
pub(super) fn formatter<M>(group: &str, point: &str) -> Format<M> {
    match (group, point) {
        (",", ".") => write::<',', '.', M>,
        (".", ",") => write::<'.', ',', M>,
        ("\u{202f}", ",") => write::<'\u{202f}', ',', M>,
        ("\u{a0}", ",") => write::<'\u{a0}', ',', M>,
        ("’", ".") => write::<'’', '.', M>,
        _ => write::<'\0', '.', M>,
    }
}

fn write<const GROUP: char, const POINT: char, M>(
    value: &FluentValue<'_>,
    _: &M,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_ref(), None), |(whole, fraction)| {
            (whole, Some(fraction))
        });
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        let group_starts = at > 0 && (digits.len() - at).is_multiple_of(3);
        if GROUP != '\0' && number.options.use_grouping && group_starts {
            text.push(GROUP);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(POINT);
        text.push_str(fraction);
    }
    Some(text)
}
