//! One client's page: what can be done now, and what happened.

use wayside_domain::case_file::{CaseFile, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Contact, FollowUp, Intervention, Kind, Referral, Screening};
use wayside_domain::time::Date;

/// One entry of the timeline with its record.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A meeting.
    Contact(Contact),
    /// An interview.
    Screening(Screening),
    /// A brief intervention.
    Intervention(Intervention),
    /// A referral.
    Referral(Referral),
    /// Something due or done.
    FollowUp(FollowUp),
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The entry's id.
    pub id: Id,
    /// Its day.
    pub day: Date,
    /// How often it was corrected.
    pub corrections: usize,
    /// The record.
    pub entry: Entry,
}

/// The timeline, newest first, without what is still due (that stands above it).
pub fn timeline(file: &CaseFile) -> Vec<Line> {
    let moments = file.timeline().into_iter();
    moments
        .filter_map(|moment| {
            let (corrections, entry) = match moment.kind {
                Kind::Contact => take(&file.contacts, &moment.id, Entry::Contact),
                Kind::Screening => take(&file.screenings, &moment.id, Entry::Screening),
                Kind::Intervention => take(&file.interventions, &moment.id, Entry::Intervention),
                Kind::Referral => take(&file.referrals, &moment.id, Entry::Referral),
                Kind::FollowUp => take(&file.follow_ups, &moment.id, Entry::FollowUp),
                Kind::Client => None,
            }?;
            let still_due =
                matches!(&entry, Entry::FollowUp(follow_up) if follow_up.done.is_none());
            (!still_due).then_some(Line {
                id: moment.id,
                day: moment.day,
                corrections,
                entry,
            })
        })
        .collect()
}

fn take<T: Clone>(list: &[Filed<T>], id: &Id, entry: fn(T) -> Entry) -> Option<(usize, Entry)> {
    let filed = list.iter().find(|filed| filed.id == *id)?;
    Some((filed.corrections.len(), entry(filed.current().clone())))
}

/// What is due, the earliest first.
pub fn due(file: &CaseFile) -> Vec<(Id, FollowUp)> {
    let open = file
        .follow_ups
        .iter()
        .map(|filed| (filed.id.clone(), filed.current().clone()));
    let mut open: Vec<_> = open
        .filter(|(_, follow_up)| follow_up.done.is_none())
        .collect();
    open.sort_by(|(a_id, a), (b_id, b)| (a.due, a_id).cmp(&(b.due, b_id)));
    open
}

/// The last finished interview: the one that alerts are read from.
pub fn last_finished(file: &CaseFile) -> Option<&Screening> {
    let finished = file
        .screenings
        .iter()
        .map(Filed::current)
        .filter(|screening| screening.finished.is_some());
    finished.max_by_key(|screening| screening.started)
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
        }
    }

    #[test]
    fn what_is_due_stands_above_the_timeline_and_what_is_done_in_it() {
        let mut file = CaseFile::new(id("c"), Client::default());
        file.follow_ups = vec![
            Filed::new(id("late"), follow_up("2026-11-30", None)),
            Filed::new(id("early"), follow_up("2026-11-20", None)),
            Filed::new(id("done"), follow_up("2026-11-10", Some("2026-11-11"))),
        ];
        let due_ids: Vec<_> = due(&file)
            .into_iter()
            .map(|(id, _)| id.to_string())
            .collect();
        assert_eq!(due_ids, ["early", "late"]);
        let lines: Vec<_> = timeline(&file)
            .into_iter()
            .map(|line| line.id.to_string())
            .collect();
        assert_eq!(lines, ["done"]);
    }
}
