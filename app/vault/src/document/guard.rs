//! A fence around Automerge: what panics inside is an error outside, and says nothing on the way.
//!
//! A panic's message may quote what was being parsed, so it must reach neither standard error nor a crash report. The
//! hook that is installed here is silent on threads that are inside the fence and hands every other panic on.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static INSIDE: Cell<u32> = const { Cell::new(0) };
}

static HOOK: Once = Once::new();

/// The work panicked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panicked;

/// Runs `work`; a panic in it is an error. Whatever it worked on must be thrown away then.
pub(crate) fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.with(Cell::get) == 0 {
                usual(info);
            }
        }));
    });
    INSIDE.with(|inside| inside.set(inside.get() + 1));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    INSIDE.with(|inside| inside.set(inside.get() - 1));
    result.map_err(|_| Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_and_the_fence_closes_again() {
        assert_eq!(fenced(|| 1), Ok(1));
        assert_eq!(
            fenced(|| -> u8 { panic!("quoting a record") }),
            Err(Panicked)
        );
        assert_eq!(INSIDE.with(Cell::get), 0);
        assert_eq!(fenced(|| fenced(|| -> u8 { panic!() })), Ok(Err(Panicked)));
        assert_eq!(INSIDE.with(Cell::get), 0);
    }
}
