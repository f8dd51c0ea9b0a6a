//! One client's page: what can be done now, and what happened.

use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, FollowUp, Odd};
use wayside_domain::time::Date;

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The entry's id.
    pub id: Id,
    /// Its day.
    pub day: Date,
    /// What is odd about its day.
    pub odd: Option<Odd>,
    /// How often it was corrected.
    pub corrections: usize,
    /// People apart corrected it differently.
    pub disputed: bool,
    /// The record as it stands now.
    pub body: Body,
}

/// The timeline, newest first, without what is still due (that stands above it).
pub fn timeline(file: &CaseFile, today: Date) -> Vec<Line> {
    let moments = file.timeline().into_iter();
    moments
        .filter_map(|moment| {
            let filed = file.entries.get(&moment.id)?;
            let body = filed.body();
            body.due().is_none().then(|| Line {
                id: moment.id.clone(),
                day: moment.day,
                odd: body.odd(today),
                corrections: filed.corrections(),
                disputed: filed.is_disputed(),
                body: body.clone(),
            })
        })
        .collect()
}

/// What is due, the earliest first.
pub fn due(file: &CaseFile) -> Vec<(Id, FollowUp)> {
    let all = file.all::<FollowUp>().into_iter();
    all.filter(|(_, follow_up)| follow_up.done.is_none())
        .map(|(id, follow_up)| (id.clone(), follow_up.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::record::Client;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn follow_up(due: &str, done: Option<&str>) -> FollowUp {
        FollowUp {
            due: Date::parse(due).unwrap(),
            what: "check-in".into(),
            done: done.map(|day| Date::parse(day).unwrap()),
            outcome: None,
        }
    }

    #[test]
    fn what_is_due_stands_above_the_timeline_and_what_is_done_in_it() {
        let mut file = CaseFile::new(id("c"), Client::default());
        file.put(id("late"), follow_up("2026-11-30", None));
        file.put(id("early"), follow_up("2026-11-20", None));
        file.put(id("done"), follow_up("2026-11-10", Some("2026-11-11")));
        let due_ids: Vec<_> = due(&file)
            .into_iter()
            .map(|(id, _)| id.to_string())
            .collect();
        assert_eq!(due_ids, ["early", "late"]);
        let lines: Vec<_> = timeline(&file, Date::parse("2026-11-30").unwrap())
            .into_iter()
            .map(|line| line.id.to_string())
            .collect();
        assert_eq!(lines, ["done"]);
    }
}
