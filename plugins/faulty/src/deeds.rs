//! What a plugin can do to its process.

use std::fs::File;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A payload that panics when it is dropped.
pub struct Sore;

impl Drop for Sore {
    fn drop(&mut self) {
        panic!("and again");
    }
}

/// Recursion without an end.
#[allow(unconditional_recursion)]
pub fn deep(level: u64) -> u64 {
    let frame = std::hint::black_box([level; 64]);
    deep(level + 1) + frame.iter().sum::<u64>()
}

/// Takes all memory that there is.
pub fn hoard() -> ! {
    let mut kept = Vec::new();
    loop {
        kept.push(std::hint::black_box(vec![1u8; 16 << 20]));
    }
}

/// Writes to an address that is nobody's.
pub fn segfault() {
    // SAFETY: there is none; this is the fault.
    unsafe { std::ptr::without_provenance_mut::<u8>(8).write_volatile(1) };
}

/// Keeps eight mebibytes for ever.
pub fn leak_memory() {
    static KEPT: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(vec![1; 8 << 20]);
}

/// Starts a thread that never ends.
pub fn leak_thread() {
    let _ = thread::spawn(|| thread::sleep(Duration::from_secs(36_000)));
}

/// Opens a file and never closes it.
pub fn leak_file() {
    let file = std::env::current_exe().and_then(File::open);
    std::mem::forget(file.expect("one more open file"));
}

/// Changes what all code of a process shares.
pub fn wander() {
    std::env::set_current_dir(std::env::temp_dir()).expect("a folder to go to");
    // SAFETY: there is none while other threads run; this is the fault.
    unsafe { std::env::set_var("POSTIL_FAULTY", "was here") };
}

/// Starts a program, says its number, and leaves it behind.
#[allow(clippy::zombie_processes)]
pub fn orphan() -> ! {
    let child = std::process::Command::new("sleep").arg("3600").spawn();
    eprintln!("orphan {}", child.map_or(0, |child| child.id()));
    std::process::exit(0)
}

/// Calls a function that no library has.
#[cfg(feature = "undefined-import")]
pub fn call_nowhere() {
    unsafe extern "C" {
        fn postil_no_such_function();
    }
    // SAFETY: nothing can load this.
    unsafe { postil_no_such_function() };
}

/// Nothing: only a library that cannot be loaded does it.
#[cfg(not(feature = "undefined-import"))]
pub fn call_nowhere() {}
