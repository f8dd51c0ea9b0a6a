use super::*;

use Substance::{Alcohol, Cannabis, Tobacco};

fn first(yes: &[Substance]) -> Answers {
    let mut answers = Answers::new();
    for substance in Substance::ALL {
        let answer = if yes.contains(&substance) {
            Answer::Yes
        } else {
            Answer::No
        };
        answers.set(Item::Q1(substance), answer).unwrap();
    }
    answers
}

fn questions(answers: &Answers) -> Vec<&'static str> {
    pages(answers)
        .into_iter()
        .map(|page| page.question.id())
        .collect()
}

/// Answers every open row of every page with `choose`, as a worker would.
fn walk(interview: &mut Interview, choose: impl Fn(Item) -> Answer) -> usize {
    let mut steps = 0;
    interview.begin();
    loop {
        let page = interview.page().unwrap();
        for item in page.items {
            if interview.tap(item, choose(item)) {
                interview.saved(item, choose(item));
            }
        }
        steps += 1;
        match interview.forward().unwrap() {
            Forward::To(question) => interview.go(question),
            Forward::Finish => return steps,
            Forward::Missing(open) => panic!("{open} rows stayed open"),
        }
    }
}

#[test]
fn three_substances_walk_through_eight_questions_to_the_end() {
    let mut interview = Interview::resume(Answers::new());
    assert_eq!(interview.place, Place::Intro);
    let steps = walk(&mut interview, |item| match item {
        Item::Q1(Tobacco | Alcohol | Cannabis) => Answer::Yes,
        Item::Q1(_) | Item::Q6(_) | Item::Q7(_) | Item::Q8 => Answer::No,
        _ => Answer::Weekly,
    });
    assert_eq!(steps, 8);
    assert_eq!(assist::next(&interview.answers), None);
}

#[test]
fn tobacco_alone_has_no_page_for_question_five() {
    let mut answers = first(&[Tobacco]);
    answers.set(Item::Q2(Tobacco), Answer::Daily).unwrap();
    for item in [Item::Q3(Tobacco), Item::Q4(Tobacco)] {
        answers.set(item, Answer::Never).unwrap();
    }
    assert!(!questions(&answers).contains(&"q5"));
    assert!(questions(&answers).contains(&"q6"));
}

#[test]
fn tap_is_shown_as_saved_only_after_the_reply() {
    let mut interview = Interview::resume(Answers::new());
    let item = Item::Q1(Cannabis);
    assert!(interview.tap(item, Answer::Yes));
    assert_eq!(interview.state_of(item, Answer::Yes), ChoiceState::Saving);
    assert_eq!(interview.answers.get(item), None);
    interview.saved(item, Answer::Yes);
    assert_eq!(interview.state_of(item, Answer::Yes), ChoiceState::On);
}

#[test]
fn second_tap_before_the_first_reply_wins() {
    let mut interview = Interview::resume(Answers::new());
    let item = Item::Q1(Cannabis);
    assert!(interview.tap(item, Answer::Yes));
    assert!(interview.tap(item, Answer::No));
    interview.saved(item, Answer::Yes);
    assert_eq!(interview.state_of(item, Answer::No), ChoiceState::Saving);
    interview.saved(item, Answer::No);
    assert_eq!(interview.answers.get(item), Some(Answer::No));
}

#[test]
fn change_that_uncounts_answers_is_held_until_confirmed() {
    let mut answers = first(&[Cannabis]);
    answers.set(Item::Q2(Cannabis), Answer::Weekly).unwrap();
    answers.set(Item::Q3(Cannabis), Answer::Weekly).unwrap();
    let mut interview = Interview::resume(answers);
    interview.go(Question::Q2);
    assert!(!interview.tap(Item::Q2(Cannabis), Answer::Never));
    let held = interview.held.clone().unwrap();
    assert_eq!(held.effect.no_longer_counted, vec![Item::Q3(Cannabis)]);
    interview.keep();
    assert_eq!(
        interview.state_of(Item::Q2(Cannabis), Answer::Weekly),
        ChoiceState::On
    );
    interview.tap(Item::Q2(Cannabis), Answer::Never);
    assert_eq!(
        interview.confirm(),
        Some((Item::Q2(Cannabis), Answer::Never))
    );
}

#[test]
fn resumed_interview_stands_at_the_first_open_question() {
    let interview = Interview::resume(first(&[Alcohol, Cannabis]));
    assert_eq!(interview.place, Place::At(Question::Q2));
}

#[test]
fn page_that_stopped_existing_gives_way() {
    let mut interview = Interview::resume(first(&[Cannabis]));
    interview.go(Question::Q2);
    interview.answers = first(&[]);
    assert_eq!(interview.page().unwrap().question, Question::Q1Confirmed);
}

#[test]
fn next_says_how_many_rows_are_open_and_counts_unsaved_taps_as_open() {
    let mut interview = Interview::resume(first(&[Alcohol, Cannabis]));
    assert_eq!(interview.forward(), Some(Forward::Missing(2)));
    interview.tap(Item::Q2(Alcohol), Answer::Never);
    assert_eq!(interview.forward(), Some(Forward::Missing(2)));
    interview.saved(Item::Q2(Alcohol), Answer::Never);
    interview.tap(Item::Q2(Cannabis), Answer::Refused);
    interview.saved(Item::Q2(Cannabis), Answer::Refused);
    assert_eq!(interview.forward(), Some(Forward::To(Question::Q6)));
    assert_eq!(interview.backward(), Some(Question::Q1));
}

#[test]
fn rest_of_first_leaves_what_was_answered() {
    let mut interview = Interview::resume(Answers::new());
    interview.begin();
    interview.saved(Item::Q1(Tobacco), Answer::Yes);
    interview.tap(Item::Q1(Alcohol), Answer::Yes);
    assert_eq!(interview.rest_of_first().len(), 8);
}

#[test]
fn finish_with_a_refused_answer_is_told_first_and_leads_back_to_it() {
    let mut refused = Interview::resume(Answers::new());
    walk(&mut refused, |item| match item {
        Item::Q1(Cannabis) => Answer::Yes,
        Item::Q1(_) | Item::Q8 => Answer::No,
        Item::Q2(_) => Answer::Refused,
        _ => item.allowed()[0],
    });
    assert!(!refused.finish());
    assert!(refused.warned);
    let question = refused.lacking().unwrap();
    assert_eq!(question, Question::Q2);
    refused.go(question);
    assert!(!refused.warned);
    let mut whole = Interview::resume(Answers::new());
    walk(&mut whole, |item| item.allowed()[0]);
    assert!(whole.finish());
}
