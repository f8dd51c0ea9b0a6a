//! Whole interviews as random walks: answering what is asked, and going back to change or take back any answer at all.

use proptest::prelude::*;
use wayside_domain::assist::{
    Answer, Answers, Item, Substance, counted, effect_of, ignored, next, previous, progress,
    report, required,
};

/// One tap: answer the next item, answer any item, or take any answer back.
#[derive(Clone, Debug)]
enum Tap {
    Next(usize),
    Any(usize, usize),
    Clear(usize),
}

fn tap() -> impl Strategy<Value = Tap> {
    prop_oneof![
        6 => any::<usize>().prop_map(Tap::Next),
        3 => (any::<usize>(), any::<usize>()).prop_map(|(item, answer)| Tap::Any(item, answer)),
        1 => any::<usize>().prop_map(Tap::Clear),
    ]
}

fn walk(taps: &[Tap]) -> Answers {
    let items: Vec<Item> = Item::all().collect();
    let mut answers = Answers::new();
    let choose = |item: Item, number: usize| item.allowed()[number % item.allowed().len()];
    for tap in taps {
        match *tap {
            Tap::Next(number) => {
                if let Some(item) = next(&answers) {
                    answers.set(item, choose(item, number)).unwrap();
                }
            }
            Tap::Any(item, number) => {
                let item = items[item % items.len()];
                answers.set(item, choose(item, number)).unwrap();
            }
            Tap::Clear(item) => answers.clear(items[item % items.len()]),
        }
    }
    answers
}

fn walks() -> impl Strategy<Value = Answers> {
    proptest::collection::vec(tap(), 0..160).prop_map(|taps| walk(&taps))
}

/// The same answers without those that the skip rules do not reach.
fn reachable(answers: &Answers) -> Answers {
    let mut kept = answers.clone();
    for item in ignored(answers) {
        kept.clear(item);
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 2, ..ProptestConfig::default() })]

    #[test]
    fn a_stale_answer_never_counts(answers in walks(), age in proptest::option::of(0u8..100)) {
        let clean = reachable(&answers);
        prop_assert!(ignored(&clean).is_empty(), "dropping what is ignored makes nothing else unreachable");
        let (dirty, clean) = (report(&answers, age), report(&clean, age));
        prop_assert_eq!(dirty.status, clean.status);
        prop_assert_eq!(dirty.next, clean.next);
        prop_assert_eq!(dirty.injecting, clean.injecting);
        prop_assert_eq!(dirty.substances.len(), clean.substances.len());
        for (dirty, clean) in dirty.substances.iter().zip(&clean.substances) {
            prop_assert_eq!((dirty.score, dirty.band, dirty.action), (clean.score, clean.band, clean.action));
            prop_assert_eq!(&dirty.missing, &clean.missing);
            prop_assert!(clean.ignored.is_empty());
        }
    }

    #[test]
    fn the_order_of_answering_does_not_matter(answers in walks(), seed in any::<u64>()) {
        let mut pairs: Vec<(Item, Answer)> = answers.iter().collect();
        let mut state = seed;
        for at in (1..pairs.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pairs.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut again = Answers::new();
        for (item, answer) in pairs {
            again.set(item, answer).unwrap();
        }
        prop_assert_eq!(report(&answers, None), report(&again, None));
    }

    #[test]
    fn an_incomplete_row_has_no_band(answers in walks()) {
        for row in report(&answers, None).substances {
            let open = required(&answers).into_iter().any(|item| {
                item.substance() == Some(row.substance)
                    && answers.get(item).is_none_or(|answer| answer == Answer::Refused)
            });
            prop_assert_eq!(row.score.is_none(), open);
            prop_assert_eq!(row.band.is_none(), open);
            prop_assert_eq!(row.action.is_none(), open);
            prop_assert_eq!(row.missing.is_empty(), !open);
        }
    }

    #[test]
    fn the_interview_always_ends(answers in walks(), pick in any::<usize>()) {
        let mut answers = answers;
        let mut asked = 0;
        while let Some(item) = next(&answers) {
            prop_assert!(required(&answers).contains(&item));
            prop_assert!(!answers.is_settled(item));
            answers.set(item, item.allowed()[pick.wrapping_add(asked) % item.allowed().len()]).unwrap();
            asked += 1;
            prop_assert!(asked <= 73);
        }
        let progress = progress(&answers);
        prop_assert_eq!(progress.done, progress.total);
    }

    #[test]
    fn progress_never_passes_its_total_and_back_never_leaves_the_list(answers in walks(), at in any::<usize>()) {
        let progress = progress(&answers);
        prop_assert!(progress.done <= progress.total);
        prop_assert_eq!(progress.done == progress.total, next(&answers).is_none());
        let items: Vec<Item> = Item::all().collect();
        let here = items[at % items.len()];
        if let Some(before) = previous(&answers, here) {
            prop_assert!(before < here && required(&answers).contains(&before));
        }
    }

    #[test]
    fn the_effect_that_is_told_is_the_effect_that_happens(answers in walks(), at in any::<usize>(), number in any::<usize>()) {
        let items: Vec<Item> = Item::all().collect();
        let item = items[at % items.len()];
        let answer = item.allowed()[number % item.allowed().len()];
        let effect = effect_of(&answers, item, answer);
        let mut after = answers.clone();
        after.set(item, answer).unwrap();
        prop_assert_eq!(effect.next, next(&after));
        for change in effect.bands_changed {
            let band = |answers| report(answers, None).of(change.substance).and_then(|row| row.band);
            prop_assert_eq!((band(&answers), band(&after)), (change.before, change.after));
        }
        for item in effect.no_longer_counted {
            prop_assert!(counted(&answers, item).is_some() && ignored(&after).contains(&item));
        }
        for item in effect.newly_asked {
            prop_assert!(required(&after).contains(&item) && !required(&answers).contains(&item));
        }
    }

    #[test]
    fn going_back_and_answering_as_before_restores_the_report(answers in walks(), at in any::<usize>(), number in any::<usize>()) {
        let items: Vec<Item> = Item::all().collect();
        let item = items[at % items.len()];
        let before = answers.get(item);
        let mut changed = answers.clone();
        changed.set(item, item.allowed()[number % item.allowed().len()]).unwrap();
        match before {
            Some(answer) => changed.set(item, answer).unwrap(),
            None => changed.clear(item),
        }
        prop_assert_eq!(report(&changed, None), report(&answers, None));
    }

    #[test]
    fn answers_and_reports_survive_the_message_seam(answers in walks(), age in proptest::option::of(0u8..100)) {
        let text = serde_json::to_string(&answers).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Answers>(&text).unwrap(), &answers);
        let report = report(&answers, age);
        let text = serde_json::to_string(&report).unwrap();
        prop_assert_eq!(serde_json::from_str::<wayside_domain::assist::Report>(&text).unwrap(), report);
    }

    #[test]
    fn rows_do_not_touch_each_other(answers in walks(), number in any::<usize>(), at in any::<usize>()) {
        let substance = Substance::ALL[number % 10];
        let questions = [Item::Q2, Item::Q3, Item::Q4, Item::Q6, Item::Q7];
        let item = questions[at % questions.len()](substance);
        let mut changed = answers.clone();
        changed.set(item, item.allowed()[number % item.allowed().len()]).unwrap();
        let (before, after) = (report(&answers, None), report(&changed, None));
        for other in Substance::ALL.into_iter().filter(|other| *other != substance) {
            prop_assert_eq!(before.of(other), after.of(other));
        }
    }
}
