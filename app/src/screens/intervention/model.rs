//! The brief intervention on the screen: one step a page, in the programme's order, and a summary at the end.
//!
//! | place | shown |
//! |---|---|
//! | a step | its words, what it takes down, "done" or "skip" |
//! | skipping | the reasons; one is chosen before the step counts as skipped |
//! | the summary | what was done, the note, "finish" |
//!
//! The record in the vault is the state. This model keeps only the place: coming back begins at the first step that is
//! neither done nor skipped.

use wayside_domain::intervention::{Step, StepList};
use wayside_domain::record::{Intervention, StepState};

/// Why a step can be skipped: ends of message ids.
pub const REASONS: &[&str] = &[
    "no-time",
    "not-wanted",
    "not-fitting",
    "not-safe",
    "done-before",
    "unwell",
    "other",
];

/// Where the worker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The step's position; the number of steps stands for the summary.
    pub at: usize,
    /// The reasons for skipping are shown.
    pub skipping: bool,
}

impl Place {
    /// Goes on where it stopped.
    pub fn resume(steps: &StepList, intervention: &Intervention) -> Self {
        let next = steps.next(intervention).map(|step| step.id.clone());
        let all = steps.steps();
        let at = next
            .and_then(|id| all.iter().position(|step| step.id == id))
            .unwrap_or(all.len());
        Self {
            at,
            skipping: false,
        }
    }

    /// The step that is shown; none at the summary.
    pub fn step<'a>(&self, steps: &'a StepList) -> Option<&'a Step> {
        steps.steps().get(self.at)
    }

    /// One step on.
    pub fn forward(&mut self, steps: &StepList) {
        self.at = (self.at + 1).min(steps.steps().len());
        self.skipping = false;
    }

    /// One step back; also leaves the reasons.
    pub fn backward(&mut self) {
        if !std::mem::take(&mut self.skipping) {
            self.at = self.at.saturating_sub(1);
        }
    }
}

/// off, done or skipped: what the record says of a step.
pub fn state_of(intervention: &Intervention, step: &str) -> &'static str {
    match intervention.steps.get(step) {
        Some(StepState::Done) => "done",
        Some(StepState::Skipped(_)) => "skipped",
        Some(StepState::Unknown(_)) => "unknown",
        None => "open",
    }
}

/// A list with one more point, trimmed; the same list when the point is empty or there already.
pub fn with_point(points: &[String], point: &str) -> Option<Vec<String>> {
    let point = point.trim();
    if point.is_empty() || points.iter().any(|held| held == point) {
        return None;
    }
    let mut points = points.to_vec();
    points.push(point.to_owned());
    Some(points)
}

/// A list without one point.
pub fn without_point(points: &[String], point: &str) -> Vec<String> {
    points
        .iter()
        .filter(|held| *held != point)
        .cloned()
        .collect()
}

/// A list of the record as the screen shows it. Each act sends the whole list. The next act builds on the acts under
/// way, because the record does not have them yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    shown: Vec<String>,
    recorded: Vec<String>,
    open: u32,
}

impl Listed {
    /// As the record has it.
    pub fn new(recorded: Vec<String>) -> Self {
        Self {
            shown: recorded.clone(),
            recorded,
            open: 0,
        }
    }

    /// The list with the acts under way.
    pub fn shown(&self) -> &[String] {
        &self.shown
    }

    /// The record as it was last loaded.
    pub fn recorded(&self) -> &[String] {
        &self.recorded
    }

    /// The case file came again. While an act is under way it may be older than what is shown.
    pub fn reloaded(&mut self, recorded: Vec<String>) {
        self.recorded = recorded;
        if self.open == 0 {
            self.shown = self.recorded.clone();
        }
    }

    /// This list was sent.
    pub fn asked(&mut self, list: Vec<String>) {
        self.shown = list;
        self.open += 1;
    }

    /// An act was answered. A refused change disappears from the screen once no act is under way.
    pub fn answered(&mut self, good: bool) {
        self.open = self.open.saturating_sub(1);
        if self.open == 0 && !good {
            self.shown = self.recorded.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::assist::Substance;
    use wayside_domain::time::Timestamp;

    fn empty() -> Intervention {
        Intervention {
            screening: None,
            substance: Substance::Cannabis.into(),
            at: Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap(),
            finished: None,
            steps: Default::default(),
            rulers: Default::default(),
            good_things: Vec::new(),
            less_good_things: Vec::new(),
            plan: None,
            materials: Vec::new(),
            note: None,
        }
    }

    #[test]
    fn resumes_at_the_first_open_step_and_at_the_summary_when_none_is_open() {
        let steps = StepList::default();
        let mut intervention = empty();
        assert_eq!(Place::resume(&steps, &intervention).at, 0);
        let first = steps.steps()[0].id.clone();
        intervention.steps.insert(first, StepState::Done);
        assert_eq!(Place::resume(&steps, &intervention).at, 1);
        for step in steps.steps() {
            intervention
                .steps
                .insert(step.id.clone(), StepState::Skipped(None));
        }
        assert_eq!(Place::resume(&steps, &intervention).step(&steps), None);
    }

    #[test]
    fn back_leaves_the_reasons_first() {
        let mut place = Place {
            at: 3,
            skipping: true,
        };
        place.backward();
        assert_eq!(
            place,
            Place {
                at: 3,
                skipping: false
            }
        );
        place.backward();
        assert_eq!(place.at, 2);
    }

    #[test]
    fn forward_stops_at_the_summary() {
        let steps = StepList::default();
        let mut place = Place {
            at: steps.steps().len(),
            skipping: false,
        };
        place.forward(&steps);
        assert_eq!(place.at, steps.steps().len());
    }

    #[test]
    fn points_are_trimmed_and_not_doubled() {
        let points = vec!["sleep".to_owned()];
        assert_eq!(with_point(&points, "  "), None);
        assert_eq!(with_point(&points, "sleep"), None);
        assert_eq!(
            with_point(&points, " friends ").unwrap(),
            ["sleep", "friends"]
        );
        assert!(without_point(&points, "sleep").is_empty());
    }

    fn list(points: &[&str]) -> Vec<String> {
        points.iter().map(|point| (*point).to_owned()).collect()
    }

    #[test]
    fn second_act_builds_on_the_first_one_under_way() {
        let mut listed = Listed::new(Vec::new());
        listed.asked(with_point(listed.shown(), "sleep").unwrap());
        listed.asked(with_point(listed.shown(), "friends").unwrap());
        assert_eq!(listed.shown(), ["sleep", "friends"]);
        listed.answered(true);
        listed.reloaded(list(&["sleep"]));
        assert_eq!(listed.shown(), ["sleep", "friends"]);
        listed.answered(true);
        listed.reloaded(list(&["friends", "sleep"]));
        assert_eq!(listed.shown(), ["friends", "sleep"]);
    }

    #[test]
    fn refused_act_is_not_shown() {
        let mut listed = Listed::new(list(&["sleep"]));
        listed.asked(list(&["sleep", "friends"]));
        listed.answered(false);
        assert_eq!(listed.shown(), ["sleep"]);
    }
}
