//! What is kept of a child's standard error, to be told if the child dies.
//!
//! A traceback may say the place of a crash first (Python's `faulthandler`: "most recent call
//! first") or last, so both ends are kept and what lies between is left out.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::sync::{Mutex, PoisonError};

/// Lines that are kept of the beginning and of the end, and the longest of them in bytes.
const FIRST: usize = 4;
const LAST: usize = 8;
const LONGEST: u64 = 400;

/// What stands for lines that were left out.
const GAP: &str = "…";

/// Lines of standard error: of what the child wrote since it was last asked the first and the
/// last ones, and the last ones from before.
#[derive(Debug, Default)]
pub(super) struct LastWords(Mutex<Lines>);

#[derive(Debug, Default)]
struct Lines {
    lines: VecDeque<String>,
    /// How many of them come from before the child was last asked.
    before: usize,
    /// Whether some were left out since then.
    gap: bool,
}

impl LastWords {
    /// Says that the child is asked now: what it writes from here on is about that.
    pub(super) fn asked(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.lines.len() == kept.before {
            // The usual case: it writes nothing.
            return;
        }
        let spare = kept.lines.len().saturating_sub(LAST);
        kept.lines.drain(..spare);
        kept.before = kept.lines.len();
        kept.gap = false;
    }

    /// Reads the stream to its end.
    pub(super) fn listen(&self, stream: impl Read) {
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        loop {
            line.clear();
            // A line without an end must not fill the memory.
            let piece = (&mut stream).take(LONGEST).read_until(b'\n', &mut line);
            if !matches!(piece, Ok(1..)) {
                return;
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if !text.is_empty() {
                self.keep(text);
            }
        }
    }

    fn keep(&self, line: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.lines.len() == kept.before + FIRST + LAST {
            let oldest_of_the_last = kept.before + FIRST;
            kept.lines.remove(oldest_of_the_last);
            kept.gap = true;
        }
        kept.lines.push_back(line.to_owned());
    }

    /// The lines as one: those that were written since the child was asked, or if there are none
    /// the ones before. Empty if it never wrote any.
    pub(super) fn told(&self) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = kept.lines.len() - kept.before;
        if since == 0 {
            return kept.lines.iter().map(String::as_str).collect::<Vec<_>>().join(" | ");
        }
        let mut told = Vec::with_capacity(since + 1);
        for (number, line) in kept.lines.iter().skip(kept.before).enumerate() {
            if number == FIRST && kept.gap {
                told.push(GAP);
            }
            told.push(line);
        }
        told.join(" | ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrote(words: &LastWords, lines: std::ops::Range<usize>) {
        let text: String = lines.map(|line| format!("{line}\n\n")).collect();
        words.listen(text.as_bytes());
    }

    #[test]
    fn both_ends_of_many_lines_are_kept() {
        let words = LastWords::default();
        assert_eq!(words.told(), "");
        wrote(&words, 0..3);
        assert_eq!(words.told(), "0 | 1 | 2");
        wrote(&words, 3..12);
        assert_eq!(words.told(), "0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11");
        wrote(&words, 12..1000);
        let last = "992 | 993 | 994 | 995 | 996 | 997 | 998 | 999";
        assert_eq!(words.told(), format!("0 | 1 | 2 | 3 | … | {last}"));
    }

    #[test]
    fn what_came_before_is_told_if_nothing_came_since() {
        let words = LastWords::default();
        wrote(&words, 0..100);
        words.asked();
        words.asked();
        assert_eq!(words.told(), "92 | 93 | 94 | 95 | 96 | 97 | 98 | 99");
        wrote(&words, 100..102);
        assert_eq!(words.told(), "100 | 101");
        wrote(&words, 102..200);
        let told = words.told();
        assert!(told.starts_with("100 | 101 | 102 | 103 | … | 192"), "{told}");
        assert!(words.0.lock().unwrap().lines.len() <= FIRST + 2 * LAST);
    }

    #[test]
    fn a_line_without_an_end_comes_in_pieces() {
        let words = LastWords::default();
        words.listen(&[b'x'; 100_000][..]);
        assert!(words.told().len() < 13 * (LONGEST as usize + 3));
    }
}
