//! How a plugin fares in a run: when to wait before it is started again, and when to give it up.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Failures in a row, each a document tried twice, after which a plugin is left out.
const PATIENCE: u32 = 3;

/// The wait before the first start after a failure; twice as long after each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// Counts the documents in a row on which a plugin was lost twice. A document that the plugin
/// came through, even with an error of its own, ends the row; a plugin that was given up stays
/// so.
#[derive(Debug, Default)]
pub(super) struct Health {
    failures: AtomicU32,
}

impl Health {
    /// How many documents it failed on, if it is given up.
    pub(super) fn given_up(&self) -> Option<u32> {
        let failures = self.failures.load(Ordering::Relaxed);
        (failures >= PATIENCE).then_some(failures)
    }

    /// How long to wait before the next start. Nothing in good health: the first loss may be the
    /// document's fault, and the next one is waiting.
    pub(super) fn pause(&self) -> Duration {
        match self.failures.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            failures => FIRST_PAUSE * (1_u32 << (failures - 1).min(4)),
        }
    }

    /// Takes down how a document went.
    pub(super) fn note(&self, lost: bool) {
        if lost {
            self.failures.fetch_add(1, Ordering::Relaxed);
        } else if self.given_up().is_none() {
            self.failures.store(0, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_a_good_document_ends_the_row() {
        let health = Health::default();
        assert_eq!(health.pause(), Duration::ZERO);
        health.note(true);
        assert_eq!(health.pause(), FIRST_PAUSE);
        health.note(true);
        assert_eq!(health.pause(), FIRST_PAUSE * 2);
        health.note(false);
        assert_eq!(health.pause(), Duration::ZERO);
        assert_eq!(health.given_up(), None);
    }

    #[test]
    fn what_is_given_up_stays_so() {
        let health = Health::default();
        (0..PATIENCE).for_each(|_| health.note(true));
        assert_eq!(health.given_up(), Some(PATIENCE));
        health.note(false);
        assert_eq!(health.given_up(), Some(PATIENCE));
    }
}
