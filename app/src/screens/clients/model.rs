//! The list: what is searched, whether only due clients are shown, and how many rows.

use wayside_domain::time::Date;
use wayside_sync::service::message::ClientQuery;

/// Rows per page.
pub const PAGE: u64 = 50;

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The typed search.
    pub search: String,
    /// Only clients with something due today or earlier.
    pub due: bool,
    /// How many rows at most.
    pub rows: u64,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            search: String::new(),
            due: false,
            rows: PAGE,
        }
    }
}

impl Listing {
    /// Another search begins at the first page.
    pub fn search(&mut self, text: String) {
        self.search = text;
        self.rows = PAGE;
    }

    /// Another filter begins at the first page.
    pub fn only_due(&mut self, due: bool) {
        self.due = due;
        self.rows = PAGE;
    }

    /// One page more.
    pub fn more(&mut self) {
        self.rows += PAGE;
    }

    /// What the service is asked.
    pub fn query(&self, today: Date) -> ClientQuery {
        ClientQuery {
            search: self.search.trim().to_owned(),
            due_before: self.due.then_some(today),
            offset: 0,
            limit: self.rows,
        }
    }
}

/// How urgent a due day is: late, due (today), or nothing yet.
pub fn tone(due: Date, today: Date) -> &'static str {
    match due.cmp(&today) {
        std::cmp::Ordering::Less => "late",
        std::cmp::Ordering::Equal => "due",
        std::cmp::Ordering::Greater => "later",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn new_search_begins_at_the_first_page() {
        let mut listing = Listing::default();
        listing.more();
        assert_eq!(listing.rows, 2 * PAGE);
        listing.search("AB".into());
        assert_eq!(listing.rows, PAGE);
        listing.more();
        listing.only_due(true);
        assert_eq!(listing.rows, PAGE);
    }

    #[test]
    fn due_today_counts_as_due() {
        let mut listing = Listing::default();
        listing.only_due(true);
        assert_eq!(
            listing.query(day("2026-11-21")).due_before,
            Some(day("2026-11-21"))
        );
    }

    #[test]
    fn tone_follows_the_day() {
        let today = day("2026-11-21");
        assert_eq!(tone(day("2026-11-20"), today), "late");
        assert_eq!(tone(today, today), "due");
        assert_eq!(tone(day("2026-11-22"), today), "later");
    }
}
