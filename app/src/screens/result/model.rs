//! The result of a screening as the screen shows it: rows of concern first, and what is offered for each.

use wayside_domain::assist::{Band, InjectingTier, Report, SubstanceResult};
use wayside_domain::intervention;

/// What the screen offers for one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// A brief intervention.
    pub intervene: bool,
    /// It is the one that is suggested.
    pub suggested: bool,
    /// A referral to specialist help.
    pub refer: bool,
    /// Going back to ask what is missing.
    pub ask: bool,
}

/// The rows, the highest band first, then the highest score; incomplete rows come before low ones, since they still need an answer.
pub fn rows(report: &Report) -> Vec<SubstanceResult> {
    let mut rows = report.substances.clone();
    let rank = |row: &SubstanceResult| match row.band {
        Some(Band::High) => 3,
        Some(Band::Moderate) => 2,
        None => 1,
        Some(Band::Low) => 0,
    };
    rows.sort_by_key(|row| std::cmp::Reverse((rank(row), row.score)));
    rows
}

/// What is offered for a row.
pub fn offers(report: &Report, row: &SubstanceResult) -> Offers {
    let suggestions = intervention::suggestions(report);
    Offers {
        intervene: suggestions.contains(&row.substance),
        suggested: suggestions.first() == Some(&row.substance),
        refer: row.band == Some(Band::High),
        ask: row.band.is_none(),
    }
}

/// How loud the injecting part is.
pub fn injecting_tone(tier: Option<InjectingTier>) -> &'static str {
    match tier {
        Some(InjectingTier::Specialist) => "urgent",
        Some(InjectingTier::BriefIntervention | InjectingTier::Past) => "care",
        Some(InjectingTier::Never | InjectingTier::NotApplicable) | None => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::assist::{self, Answer, Answers, Item, Substance};

    /// Every row answered so that it lands in the wished band, or stays incomplete.
    fn report(wishes: &[(Substance, Option<Band>)]) -> Report {
        let mut answers = Answers::new();
        for substance in Substance::ALL {
            let used = wishes.iter().any(|(wished, _)| *wished == substance);
            answers
                .set(
                    Item::Q1(substance),
                    if used { Answer::Yes } else { Answer::No },
                )
                .unwrap();
        }
        for (substance, band) in wishes {
            let often = match band {
                Some(Band::High) => Answer::Daily,
                Some(Band::Moderate) => Answer::Weekly,
                Some(Band::Low) => Answer::Never,
                None => Answer::Refused,
            };
            answers.set(Item::Q2(*substance), often).unwrap();
            for item in [
                Item::Q3(*substance),
                Item::Q4(*substance),
                Item::Q5(*substance),
            ] {
                if !item.allowed().is_empty() && often != Answer::Never && often != Answer::Refused
                {
                    answers
                        .set(
                            item,
                            if *band == Some(Band::High) {
                                Answer::Daily
                            } else {
                                Answer::Never
                            },
                        )
                        .unwrap();
                }
            }
            let past = if *band == Some(Band::High) {
                Answer::Past3Months
            } else {
                Answer::No
            };
            answers.set(Item::Q6(*substance), past).unwrap();
            answers.set(Item::Q7(*substance), past).unwrap();
        }
        answers.set(Item::Q8, Answer::No).unwrap();
        assist::report(&answers, Some(30))
    }

    #[test]
    fn rows_of_concern_come_first_and_incomplete_ones_before_low_ones() {
        use Substance::{Cannabis, Opioids, Sedatives, Tobacco};
        let report = report(&[
            (Tobacco, Some(Band::Low)),
            (Cannabis, Some(Band::Moderate)),
            (Sedatives, None),
            (Opioids, Some(Band::High)),
        ]);
        let order: Vec<_> = rows(&report).into_iter().map(|row| row.substance).collect();
        assert_eq!(order, [Opioids, Cannabis, Sedatives, Tobacco]);
    }

    #[test]
    fn only_a_high_row_is_offered_a_referral_and_only_concern_an_intervention() {
        use Substance::{Cannabis, Opioids, Sedatives, Tobacco};
        let report = report(&[
            (Tobacco, Some(Band::Low)),
            (Cannabis, Some(Band::Moderate)),
            (Sedatives, None),
            (Opioids, Some(Band::High)),
        ]);
        let of = |substance| offers(&report, report.of(substance).unwrap());
        assert_eq!(
            of(Opioids),
            Offers {
                intervene: true,
                suggested: true,
                refer: true,
                ask: false
            }
        );
        assert_eq!(
            of(Cannabis),
            Offers {
                intervene: true,
                suggested: false,
                refer: false,
                ask: false
            }
        );
        assert_eq!(
            of(Sedatives),
            Offers {
                intervene: false,
                suggested: false,
                refer: false,
                ask: true
            }
        );
        assert_eq!(
            of(Tobacco),
            Offers {
                intervene: false,
                suggested: false,
                refer: false,
                ask: false
            }
        );
    }
}
