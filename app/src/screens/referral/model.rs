//! A referral to a service.

use serde::{Deserialize, Serialize};
use wayside_domain::record::{Referral, ReferralEvent, ReferralStage, Urgency, When};
use wayside_domain::time::Timestamp;

/// The services that are offered; `other` asks for a name.
pub const SERVICES: &[&str] = &[
    "methadone",
    "detox",
    "counselling",
    "doctor",
    "hiv-test",
    "hiv-care",
    "hepatitis",
    "tb",
    "mental-health",
    "antenatal",
    "legal",
    "housing",
    "social",
    "job",
    "specialist",
    "other",
];

/// What was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewReferral {
    /// One of [`SERVICES`].
    pub service: Option<String>,
    /// The name of another service.
    pub other: String,
    /// What for.
    pub reason: String,
    /// How soon.
    pub urgency: Option<String>,
    /// "Save" was pressed.
    pub pressed: bool,
}

impl NewReferral {
    /// The service's keyword, or its typed name.
    pub fn service(&self) -> Option<String> {
        let chosen = self.service.clone()?;
        let named = self.other.trim();
        match (chosen.as_str(), named.is_empty()) {
            ("other", false) => Some(named.to_owned()),
            _ => Some(chosen),
        }
    }

    /// The record; none until a service is chosen. It begins as made, now.
    pub fn record(&self, now: Timestamp) -> Option<Referral> {
        Some(Referral {
            service: self.service()?,
            reason: Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            urgency: self
                .urgency
                .as_deref()
                .map_or(Urgency::Routine, Urgency::read),
            events: vec![ReferralEvent {
                stage: ReferralStage::Made,
                when: When::Time(now),
                outcome: None,
            }],
        })
    }
}

/// What can happen next: every stage after the furthest one, closing always.
pub fn next_stages(referral: &Referral) -> Vec<ReferralStage> {
    if referral.is_closed() {
        return Vec::new();
    }
    let reached = referral.stage().cloned();
    ReferralStage::KNOWN
        .iter()
        .filter(|stage| reached.as_ref().is_none_or(|reached| *stage > reached))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap()
    }

    #[test]
    fn referral_needs_a_service_and_begins_as_made() {
        let mut new = NewReferral::default();
        assert!(new.record(now()).is_none());
        new.service = Some("hiv-test".into());
        let referral = new.record(now()).unwrap();
        assert_eq!(referral.service, "hiv-test");
        assert_eq!(referral.stage(), Some(&ReferralStage::Made));
        assert_eq!(referral.urgency, Urgency::Routine);
    }

    #[test]
    fn another_service_goes_by_its_typed_name() {
        let mut new = NewReferral {
            service: Some("other".into()),
            ..NewReferral::default()
        };
        assert_eq!(new.service().as_deref(), Some("other"));
        new.other = " Night shelter ".into();
        assert_eq!(new.service().as_deref(), Some("Night shelter"));
    }

    #[test]
    fn next_stages_go_forward_and_stop_when_closed() {
        let mut referral = NewReferral {
            service: Some("doctor".into()),
            ..NewReferral::default()
        }
        .record(now())
        .unwrap();
        assert_eq!(next_stages(&referral).len(), 4);
        referral.events.push(ReferralEvent {
            stage: ReferralStage::Attended,
            when: When::Time(now()),
            outcome: None,
        });
        assert_eq!(
            next_stages(&referral),
            [ReferralStage::ReportBack, ReferralStage::Closed]
        );
        referral.events.push(ReferralEvent {
            stage: ReferralStage::Closed,
            when: When::Time(now()),
            outcome: None,
        });
        assert!(next_stages(&referral).is_empty());
    }
}
