//! The edges of the bands, and what each asks for.

use wayside_domain::assist::{Action, Band, Substance, action, band};

#[test]
fn every_edge_of_every_row_falls_into_its_band() {
    let check = |substance, edges: [(u8, Band); 6]| {
        for (score, expected) in edges {
            assert_eq!(band(substance, score), expected, "{substance} {score}");
        }
    };
    use Band::{High, Low, Moderate};
    for substance in Substance::ALL {
        match substance {
            Substance::Alcohol => {
                check(
                    substance,
                    [
                        (0, Low),
                        (10, Low),
                        (11, Moderate),
                        (26, Moderate),
                        (27, High),
                        (39, High),
                    ],
                );
            }
            Substance::Tobacco => {
                check(
                    substance,
                    [
                        (0, Low),
                        (3, Low),
                        (4, Moderate),
                        (26, Moderate),
                        (27, High),
                        (31, High),
                    ],
                );
            }
            _ => check(
                substance,
                [
                    (0, Low),
                    (3, Low),
                    (4, Moderate),
                    (26, Moderate),
                    (27, High),
                    (39, High),
                ],
            ),
        }
    }
}

#[test]
fn each_band_asks_for_its_action() {
    let table = [
        (Band::Low, Action::Information, "information"),
        (
            Band::Moderate,
            Action::BriefIntervention,
            "brief-intervention",
        ),
        (
            Band::High,
            Action::BriefInterventionAndReferral,
            "brief-intervention-and-referral",
        ),
    ];
    for (band, expected, id) in table {
        assert_eq!(action(band), expected);
        assert_eq!(expected.id(), id);
        assert_eq!(
            serde_json::to_string(&expected).unwrap(),
            format!("\"{id}\"")
        );
    }
}

#[test]
fn there_is_no_band_for_a_total() {
    let used = [Substance::Cannabis, Substance::Opioids, Substance::Alcohol];
    let report =
        crate::support::filled(&used, &[("q2.cannabis", "daily"), ("q2.opioids", "weekly")]);
    assert_eq!(
        report.illicit_trend(),
        Some(10),
        "a trend of rows c to j, and nothing hangs on it"
    );
    let printed = serde_json::to_string(&report).unwrap();
    assert!(!printed.contains("total"));
}
