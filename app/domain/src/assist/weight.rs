//! The table of weights.
//!
//! The weights of Q2 to Q5 differ from each other; the forms list the answers of Q6 and Q7 in the order 0, 6, 3. The
//! numbers that paper forms print beside Q1 and Q8 are codes: they are never added, so those questions have no row
//! here.

use super::{Answer, Frequency, Item, Question, Recency};

/// What one answer adds to its row; `None` for items that never add anything and for answers that leave a row open.
#[must_use]
pub const fn weight(item: Item, answer: Answer) -> Option<u8> {
    if item.allowed().is_empty() {
        return None;
    }
    match item.question() {
        //                                    never, once or twice, monthly, weekly, daily
        Question::Q2 => by_frequency(answer, [0, 2, 3, 4, 6]),
        Question::Q3 => by_frequency(answer, [0, 3, 4, 5, 6]),
        Question::Q4 => by_frequency(answer, [0, 4, 5, 6, 7]),
        Question::Q5 => by_frequency(answer, [0, 5, 6, 7, 8]),
        //                                             never, earlier, past three months
        Question::Q6 | Question::Q7 => by_recency(answer, [0, 3, 6]),
        Question::Q1
        | Question::Q1Confirmed
        | Question::Q8
        | Question::Q8Weekly
        | Question::Q8DaysInRow => None,
    }
}

const fn by_frequency(answer: Answer, weights: [u8; 5]) -> Option<u8> {
    let [never, once_or_twice, monthly, weekly, daily] = weights;
    match answer.frequency() {
        Some(Frequency::Never) => Some(never),
        Some(Frequency::OnceOrTwice) => Some(once_or_twice),
        Some(Frequency::Monthly) => Some(monthly),
        Some(Frequency::Weekly) => Some(weekly),
        Some(Frequency::Daily) => Some(daily),
        None => None,
    }
}

const fn by_recency(answer: Answer, weights: [u8; 3]) -> Option<u8> {
    let [never, earlier, past_3_months] = weights;
    match answer.recency() {
        Some(Recency::Never) => Some(never),
        Some(Recency::Earlier) => Some(earlier),
        Some(Recency::Past3Months) => Some(past_3_months),
        None => None,
    }
}
