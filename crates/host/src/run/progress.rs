//! A counter on standard error, for a person who waits.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Shows how many documents are done; silent where standard error is no terminal.
pub(super) struct Progress {
    shown: bool,
    terminal: bool,
    last: Instant,
}

impl Progress {
    pub(super) fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { shown: false, terminal, last: Instant::now() }
    }

    pub(super) fn step(&mut self, documents: usize) {
        if self.terminal && self.last.elapsed() > Duration::from_millis(200) {
            self.last = Instant::now();
            self.shown = true;
            let _ = write!(std::io::stderr(), "\r{documents} documents");
        }
    }

    pub(super) fn clear(&mut self) {
        if self.shown {
            self.shown = false;
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
