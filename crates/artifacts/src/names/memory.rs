//! The surnames that were read lately.
//!
//! A story's documents name the same people, and a reading costs far more than a look-up. What is
//! remembered is what would be found again, so that no result depends on what came before.

use crate::names::attribution::Reading;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Surnames that are remembered at most: a few hundred kilobytes. All are forgotten at once, since
/// those that come again are soon read again.
const MOST: usize = 1024;

/// Surnames with their readings; the many that show nothing are remembered as well.
type Readings = FxHashMap<Box<str>, Option<Reading>>;

fn readings() -> MutexGuard<'static, Readings> {
    static ALL: Mutex<Readings> = Mutex::new(FxHashMap::with_hasher(FxBuildHasher));
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The reading of a surname; `read` is asked for it if it is not remembered, and has to give the
/// same reading every time.
pub(crate) fn recall(surname: &str, read: impl FnOnce() -> Option<Reading>) -> Option<Reading> {
    if let Some(reading) = readings().get(surname) {
        return reading.clone();
    }
    // Others go on while this one is sought.
    let reading = read();
    let mut readings = readings();
    if readings.len() >= MOST {
        readings.clear();
    }
    readings.insert(surname.into(), reading.clone());
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::attribution::{Evidence, read};

    #[test]
    fn a_reading_stays_the_same_whatever_was_read_in_between() {
        let judge = || read("Schtscherbakow").and_then(|found| found.judge(Evidence::default()));
        let first = judge();
        assert!(first.is_some());
        assert_eq!(judge(), first);
        for number in 0..=MOST {
            assert!(recall(&format!("no name {number}"), || None).is_none());
        }
        assert!(readings().len() <= MOST);
        assert_eq!(judge(), first);
    }
}
