//! A fence around Automerge: what panics inside is an error outside, and says nothing on the way.
//!
//! A panic's message may quote what was being parsed, so it must reach neither standard error nor a crash report.
//!
//! | target | a panic inside |
//! |---|---|
//! | native | unwinds to the fence; the hook is silent on threads that are inside one and hands every other panic on |
//! | browser | ends the worker, since WebAssembly can't unwind on stable Rust. Its panic hook asks [`suspect`] what was being worked on and the page remembers that hash; the next worker is told ([`distrust`]), and the fence then refuses that work without starting it |

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{fenced, fenced_over, refused};
#[cfg(target_family = "wasm")]
pub use web::{Suspect, distrust, suspect};
#[cfg(target_family = "wasm")]
pub(crate) use web::{fenced, fenced_over, refused};

/// The work panicked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panicked;

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_and_the_fence_closes_again() {
        assert_eq!(fenced(|| 1), Ok(1));
        assert_eq!(
            fenced(|| -> u8 { panic!("quoting a record") }),
            Err(Panicked)
        );
        assert_eq!(fenced(|| fenced(|| -> u8 { panic!() })), Ok(Err(Panicked)));
        assert!(native::outside());
    }
}
