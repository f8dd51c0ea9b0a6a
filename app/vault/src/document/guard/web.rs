//! Remembering what was being worked on.

use std::cell::RefCell;
use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Panicked;

/// The SHA-256 of the bytes that a piece of work is about.
pub type Suspect = [u8; 32];

thread_local! {
    static NOW: RefCell<Option<Suspect>> = const { RefCell::new(None) };
    static REFUSED: RefCell<BTreeSet<Suspect>> = const { RefCell::new(BTreeSet::new()) };
}

/// What was being worked on when the worker panicked; `None` when it was nothing that came from elsewhere.
pub fn suspect() -> Option<Suspect> {
    NOW.with_borrow(|now| *now)
}

/// Work that ended earlier workers: it is refused from now on.
pub fn distrust(suspects: impl IntoIterator<Item = Suspect>) {
    REFUSED.with_borrow_mut(|refused| refused.extend(suspects));
}

/// Runs `work` on our own bytes.
pub(crate) fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    Ok(work())
}

/// Runs `work` over bytes that came from elsewhere, unless it has ended a worker before.
pub(crate) fn fenced_over<'a, T>(
    bytes: impl Iterator<Item = &'a [u8]>,
    work: impl FnOnce() -> T,
) -> Result<T, Panicked> {
    let suspect = hash(bytes);
    if REFUSED.with_borrow(|refused| refused.contains(&suspect)) {
        return Err(Panicked);
    }
    let before = NOW.replace(Some(suspect));
    let done = work();
    NOW.set(before);
    Ok(done)
}

/// Whether work over these bytes has ended a worker before.
pub(crate) fn refused<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> bool {
    let suspect = hash(bytes);
    REFUSED.with_borrow(|refused| refused.contains(&suspect))
}

fn hash<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> Suspect {
    let mut hash = Sha256::new();
    for part in bytes {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use browser_test::wasm_bindgen_test as test;
    use js_sys::Function;
    use std::panic;

    use crate::__rt::wasm_bindgen::JsValue;
    use crate::__rt::wasm_bindgen::closure::ScopedClosure;

    fn over<T>(parts: &[&[u8]], work: impl FnOnce() -> T) -> Result<T, Panicked> {
        fenced_over(parts.iter().copied(), work)
    }

    fn named(parts: &[&[u8]]) -> Suspect {
        hash(parts.iter().copied())
    }

    #[test]
    fn work_over_distrusted_bytes_is_refused_and_never_started() {
        let bytes: [&[u8]; 2] = [b"ended", b"a worker"];
        assert_eq!(over(&bytes, || 1), Ok(1));
        distrust([named(&bytes)]);
        let mut started = false;
        assert_eq!(over(&bytes, || started = true), Err(Panicked));
        assert!(!started && refused(bytes.into_iter()));
        // The same bytes in other parts are other work, and so are none.
        assert_eq!(over(&[b"endeda worker"], || 1), Ok(1));
        assert_eq!(over(&[], || 1), Ok(1));
    }

    #[test]
    fn what_is_worked_on_is_named_while_it_lasts_and_nothing_after() {
        let (outer, inner): (&[u8], &[u8]) = (b"outer", b"inner");
        assert_eq!(suspect(), None);
        let done = over(&[outer], || {
            let before = suspect();
            let within = over(&[inner], suspect);
            (before, within, fenced(suspect), suspect())
        });
        let name = Some(named(&[outer]));
        assert_eq!(done, Ok((name, Ok(Some(named(&[inner]))), Ok(name), name)));
        assert_eq!(suspect(), None);
    }

    /// As in the worker: its panic hook asks, and nothing runs afterwards.
    #[test]
    fn a_panic_hook_is_told_what_was_worked_on() {
        thread_local! {
            static ASKED: RefCell<Option<Suspect>> = const { RefCell::new(None) };
        }
        if std::thread::panicking() {
            return; // A test that failed before this one: hooks can't be changed after it.
        }
        // For the same reason it stays.
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            ASKED.set(suspect());
            usual(info);
        }));
        let mut work = || {
            let _ = over(&[b"poison"], || -> u8 { panic!() });
        };
        let catching =
            Function::new_with_args("f", "try { f(); return false } catch { return true }");
        let work: ScopedClosure<'_, dyn FnMut()> =
            ScopedClosure::borrow_mut_assert_unwind_safe(&mut work);
        let ended = catching.call1(&JsValue::NULL, work.as_ref());
        NOW.set(None);
        assert_eq!(ended.unwrap(), true);
        assert_eq!(ASKED.take(), Some(named(&[b"poison"])));
    }
}
