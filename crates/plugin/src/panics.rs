//! Catching panics with what they said and where.
//!
//! Each shared library has a standard library of its own, so the host's panic hook never hears
//! of a panic in a plugin. The hook set here keeps message and place for the host.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it becomes its message and place. Panics of other threads, and
/// outside of `work`, go to the hook that was set before.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    listen();
    HEARD.with_borrow_mut(|heard| *heard = None);
    GUARDED.set(true);
    // The outer catch is for payloads that panic while they are dropped.
    let outcome =
        catch_unwind(AssertUnwindSafe(|| catch_unwind(AssertUnwindSafe(work)).map_err(drop)));
    GUARDED.set(false);
    match outcome {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(())) => {}
        // This payload may panic as well when it is dropped; it stays.
        Err(payload) => std::mem::forget(payload),
    }
    let heard = HEARD.with_borrow_mut(Option::take);
    Err(heard.unwrap_or_else(|| "a panic without a message".to_owned()))
}

fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if GUARDED.get() {
                HEARD.with_borrow_mut(|heard| {
                    heard.get_or_insert_with(|| describe(info));
                });
            } else {
                before(info);
            }
        }));
    });
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic with a payload that is no text");
    match info.location() {
        Some(place) => format!("{message}, at {place}"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_and_place_are_kept() {
        let text = guarded::<()>(|| panic!("no {}", "more")).unwrap_err();
        assert!(text.starts_with("no more, at ") && text.contains("panics.rs:"), "{text}");
        assert_eq!(guarded(|| 3), Ok(3));
    }

    #[test]
    fn a_payload_that_panics_is_contained() {
        struct Sore;
        impl Drop for Sore {
            fn drop(&mut self) {
                panic!("again");
            }
        }
        let text = guarded::<()>(|| std::panic::panic_any(Sore)).unwrap_err();
        assert!(text.contains("no text"), "{text}");
    }
}
