//! The result of a screening as the screen shows it: rows of concern first, and what is offered for each.

use wayside_domain::alert::Alert;
use wayside_domain::assist::{Band, InjectingTier, Report, Status, Substance, SubstanceResult};
use wayside_domain::intervention;

use crate::components::Tone;

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

/// The rows, the highest band first, then the highest score. Incomplete rows come before low ones, since they still
/// need an answer.
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

/// What the screen says about the whole result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// No substance was ever used: all rows say no, and the question after them too.
    NothingUsed,
    /// Something was refused or not asked.
    Incomplete,
    /// The rows say everything.
    Complete,
}

/// What is said about the whole. An empty list of rows alone does not mean that nothing was used.
pub fn whole(report: &Report) -> Whole {
    if report.injecting == Some(InjectingTier::NotApplicable) {
        Whole::NothingUsed
    } else if report.substances.is_empty() || report.status == Status::Incomplete {
        Whole::Incomplete
    } else {
        Whole::Complete
    }
}

/// What the injecting part offers by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InjectingOffers {
    /// A brief intervention about this row, where no row offers one.
    pub intervene: Option<Substance>,
    /// A referral to specialist help.
    pub refer: bool,
    /// The row that it is about: opioids where they were used, else the first row.
    pub about: Option<Substance>,
}

/// What injecting asks for, whatever the points say.
pub fn injecting_offers(report: &Report) -> InjectingOffers {
    let about = report
        .of(Substance::Opioids)
        .or_else(|| report.substances.first())
        .map(|row| row.substance);
    let asks = matches!(
        report.injecting,
        Some(InjectingTier::BriefIntervention | InjectingTier::Specialist)
    );
    InjectingOffers {
        intervene: about.filter(|_| asks && intervention::suggestions(report).is_empty()),
        refer: report.injecting == Some(InjectingTier::Specialist),
        about,
    }
}

/// How loud the injecting part is.
pub fn injecting_tone(tier: Option<InjectingTier>) -> Tone {
    match tier {
        Some(InjectingTier::Specialist) => Tone::Urgent,
        Some(InjectingTier::BriefIntervention | InjectingTier::Past) => Tone::Care,
        Some(InjectingTier::Never | InjectingTier::NotApplicable) | None => Tone::Info,
    }
}

/// How loud an alert is: urgent where stopping or going on can kill.
pub fn alert_tone(alert: Alert) -> Tone {
    match alert {
        Alert::OverdoseRisk | Alert::AlcoholWithdrawal | Alert::SedativeWithdrawal => Tone::Urgent,
        Alert::Pregnancy | Alert::Injecting | Alert::Under18 => Tone::Care,
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

    /// Nobody used anything but these; each of their rows is refused at question 2, so that no row has a score.
    fn injects(often: Option<Answer>, used: &[Substance]) -> Report {
        let mut answers = Answers::new();
        for substance in Substance::ALL {
            let answer = if used.contains(&substance) {
                answers.set(Item::Q2(substance), Answer::Refused).unwrap();
                Answer::Yes
            } else {
                Answer::No
            };
            answers.set(Item::Q1(substance), answer).unwrap();
        }
        if let Some(often) = often {
            answers.set(Item::Q8, Answer::Past3Months).unwrap();
            answers.set(Item::Q8Weekly, often).unwrap();
            answers.set(Item::Q8DaysInRow, Answer::FewerThan3).unwrap();
        }
        assist::report(&answers, Some(30))
    }

    #[test]
    fn injecting_offers_what_no_row_does() {
        use Substance::{Amphetamines, Opioids};
        let offers = |often, used: &[Substance]| injecting_offers(&injects(often, used));
        assert_eq!(
            offers(Some(Answer::MoreThanOnceWeekly), &[Amphetamines, Opioids]),
            InjectingOffers {
                intervene: Some(Opioids),
                refer: true,
                about: Some(Opioids)
            }
        );
        assert_eq!(
            offers(Some(Answer::OnceWeeklyOrLess), &[Amphetamines]),
            InjectingOffers {
                intervene: Some(Amphetamines),
                refer: false,
                about: Some(Amphetamines)
            }
        );
        let none = offers(None, &[Amphetamines]);
        assert_eq!((none.intervene, none.refer), (None, false));
    }

    #[test]
    fn only_a_confirmed_no_to_everything_says_that_nothing_was_used() {
        assert_eq!(whole(&injects(None, &[])), Whole::Incomplete);
        let mut answers = Answers::new();
        for substance in Substance::ALL {
            answers.set(Item::Q1(substance), Answer::No).unwrap();
        }
        answers.set(Item::Q1Confirmed, Answer::Yes).unwrap();
        assert_eq!(whole(&assist::report(&answers, None)), Whole::NothingUsed);
        answers
            .set(Item::Q1(Substance::Opioids), Answer::Refused)
            .unwrap();
        assert_eq!(whole(&assist::report(&answers, None)), Whole::Incomplete);
    }
}
