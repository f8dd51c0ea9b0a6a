//! Texts that other apps hand over: a message that was shared, or a link `wayside:join?TEXT`. Only join texts are
//! wanted.
//!
//! Anybody can send anything. The text is only shown on a screen and checked there by its words; nothing is done with
//! it unasked.

/// Longer than any join text; what is longer was not meant for here.
const LONGEST: usize = 20_000;
/// How a join text begins; a digit follows.
const OPENING: &str = "WAYSIDE";

/// The join text in a text that was handed over: from its opening as far as its alphabet and blanks go.
pub fn join_text(given: &str) -> Option<String> {
    if given.len() > LONGEST {
        return None;
    }
    let plain = given.to_ascii_uppercase();
    let start = plain.match_indices(OPENING).find_map(|(at, opening)| {
        let after = plain.get(at + opening.len()..)?.chars().next()?;
        after.is_ascii_digit().then_some(at)
    })?;
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || letter.is_whitespace();
    let text: String = given
        .get(start..)?
        .chars()
        .take_while(|letter| belongs(*letter))
        .collect();
    Some(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, expected: Option<&str>) {
        assert_eq!(join_text(given).as_deref(), expected, "{given:?}");
    }

    #[test]
    fn join_text_is_found_bare_in_a_link_and_in_a_message() {
        let text = "WAYSIDE1RABC234";
        check(text, Some(text));
        check("wayside:join?WAYSIDE1RABC234", Some(text));
        check("wayside:join?WAYSIDE1RABC234&x=1", Some(text));
        check("Em gửi mã Wayside: WAYSIDE1RABC234", Some(text));
        check("wayside1rabc 234\n", Some("wayside1rabc 234"));
    }

    #[test]
    fn anything_else_is_not_wanted() {
        check("", None);
        check("Wayside is an app", None);
        check("https://example.org", None);
        check(&format!("WAYSIDE1R{}", "A".repeat(LONGEST)), None);
    }
}
