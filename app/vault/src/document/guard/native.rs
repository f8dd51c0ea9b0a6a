//! Unwinding.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::Panicked;

thread_local! {
    #[allow(
        clippy::missing_const_for_thread_local,
        reason = "it is const; clippy does not see it for Android where the standard library's source is at hand"
    )]
    static INSIDE: Cell<u32> = const { Cell::new(0) };
}

static HOOK: Once = Once::new();

/// Runs `work`; a panic in it is an error. Whatever it worked on must be thrown away then.
pub(crate) fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if outside() {
                usual(info);
            }
        }));
    });
    INSIDE.with(|inside| inside.set(inside.get() + 1));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    INSIDE.with(|inside| inside.set(inside.get() - 1));
    result.map_err(|_| Panicked)
}

/// The same, over bytes that came from elsewhere.
pub(crate) fn fenced_over<'a, T>(
    _bytes: impl Iterator<Item = &'a [u8]>,
    work: impl FnOnce() -> T,
) -> Result<T, Panicked> {
    fenced(work)
}

/// Natively nothing is refused unheard.
pub(crate) fn refused<'a>(_bytes: impl Iterator<Item = &'a [u8]>) -> bool {
    false
}

/// True outside of every fence of this thread.
pub(super) fn outside() -> bool {
    INSIDE.with(Cell::get) == 0
}
