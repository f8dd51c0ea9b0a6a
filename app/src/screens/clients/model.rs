//! The list: what is searched, whether only due clients are shown, and how many rows.

use wayside_domain::time::Date;
use wayside_seam::{ClientQuery, SyncState};

use crate::components::PillTone;
use crate::platform::Storage;

/// Rows per page: three screens of a phone. Each further row costs time, because all rows are drawn again when a change
/// arrives. To find somebody, people search.
pub const PAGE: u64 = 25;

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
pub fn tone(due: Date, today: Date) -> PillTone {
    match due.cmp(&today) {
        std::cmp::Ordering::Less => PillTone::Late,
        std::cmp::Ordering::Equal => PillTone::Due,
        std::cmp::Ordering::Greater => PillTone::Later,
    }
}

/// Whether to warn that the machine may remove the only copy of something. Practice records don't count.
pub fn only_copy_at_risk(
    storage: Option<&Storage>,
    sync: Option<&SyncState>,
    practise: bool,
) -> bool {
    let removable = storage.is_some_and(|storage| !storage.kept);
    let unsent = sync.is_some_and(|sync| sync.waiting_records + sync.waiting_segments > 0);
    removable && unsent && !practise
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warning_needs_files_that_may_go_and_records_that_are_nowhere_else() {
        let check = |kept: Option<bool>, records, segments, practise, expected| {
            let storage = kept.map(|kept| Storage {
                kept,
                used: 1,
                quota: 2,
            });
            let sync = SyncState {
                waiting_records: records,
                waiting_segments: segments,
                ..SyncState::default()
            };
            let warned = only_copy_at_risk(storage.as_ref(), Some(&sync), practise);
            assert_eq!(warned, expected, "{kept:?} {records} {segments} {practise}");
        };
        check(Some(false), 1, 0, false, true);
        check(Some(false), 0, 1, false, true);
        check(Some(false), 0, 0, false, false);
        check(Some(false), 1, 0, true, false);
        check(Some(true), 1, 1, false, false);
        check(None, 1, 1, false, false);
        assert!(!only_copy_at_risk(None, None, false));
    }

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
        assert_eq!(tone(day("2026-11-20"), today), PillTone::Late);
        assert_eq!(tone(today, today), PillTone::Due);
        assert_eq!(tone(day("2026-11-22"), today), PillTone::Later);
    }
}
