//! Client codes. Two kinds live side by side:
//!
//! - a **card code** (`AB-7K2M`) is random and says nothing; the client carries it;
//! - a **computed code** comes from facts that the client knows by heart (a UIC formula), so that the same person gets the
//!   same code again without a card. The facts are never stored: what is kept is a keyed hash under the programme's key,
//!   since an unkeyed one of about 40 bits could be tried out by anybody who holds a phone.
//!
//! | file | holds |
//! |---|---|
//! | `card` | random codes, and near matches of mistyped ones |
//! | `uic` | the formulas and the keyed hash |
//! | `fold` | what several ways of writing one word have in common, for formulas, codes and search |

mod card;
mod fold;
mod uic;

pub use card::{is_near, normalise, random_code, tidy};
pub use fold::fold;
pub use uic::{Formula, Uic, UicError};
