//! Figures as they stand in the text, with the words around them.
//!
//! Tokenizers differ on where `3.35pm` and `31.12.2021` come apart, so figures are read from the
//! text itself, at the tokens that begin with a digit.

use crate::context::Context;
use crate::tables::MEASURES;
use postil_core::fold;

/// Classes of `data/measures.tsv`.
pub const MONTH: u32 = 1;
/// `am`, `p.m.`
pub const MERIDIEM: u32 = 2;
/// `o’clock` and its foreign sisters.
pub const OCLOCK: u32 = 3;
/// What follows a number with decimals.
pub const UNIT: u32 = 4;
/// Words that lead to a time of day.
pub const TIME_CUE: u32 = 5;
/// Units that follow a number with three decimals.
pub const FINE_UNIT: u32 = 6;

/// A run of digits with inner points, commas and colons.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'d> {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The figure itself.
    pub digits: &'d str,
    /// The word before it on its line; empty if there is none.
    pub before: &'d str,
    /// The word after it on its line; empty if there is none.
    pub after: &'d str,
}

impl Figure<'_> {
    /// The class of the word before, 0 for none.
    pub fn class_before(&self) -> u32 {
        class(self.before)
    }

    /// The class of the word after, 0 for none.
    pub fn class_after(&self) -> u32 {
        class(self.after)
    }
}

fn class(word: &str) -> u32 {
    let class = |word: &str| MEASURES.get(fold(word), word).map(|entry| entry.value);
    if word.is_empty() {
        return 0;
    }
    let bare = word.trim_end_matches('.');
    class(word).or_else(|| (bare != word).then(|| class(bare)).flatten()).unwrap_or(0)
}

/// The figures of prose zones, in text order; rules take them from [`Context::figures`].
pub(crate) fn read<'d>(context: &Context<'d>) -> Vec<Figure<'d>> {
    let text = context.text;
    let mut done = 0;
    let figure = |position: &usize| {
        let start = context.tokens.get(*position)?.span.start();
        if start < done || !context.is_prose(start) {
            return None;
        }
        let before = text.get(..start)?;
        if before.ends_with(|c: char| c.is_alphanumeric() || "_/#@".contains(c)) {
            return None;
        }
        let digits = run(text.get(start..)?);
        done = start + digits.len();
        Some(Figure {
            start,
            end: done,
            digits,
            before: word_before(before),
            after: word_after(text.get(done..)?),
        })
    };
    context.landmarks.digits.iter().filter_map(figure).collect()
}

/// The longest run of digits at the head of `text`, single points, commas and colons between
/// them included.
fn run(text: &str) -> &str {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (bytes.get(end).is_some_and(|b| b".,:".contains(b)) && digit(end + 1)) {
        end += 1;
    }
    text.get(..end).unwrap_or_default()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

fn word_before(text: &str) -> &str {
    let text = text.trim_end_matches(is_blank);
    let word = text.trim_end_matches(|c: char| c.is_alphabetic() || "$€£¥.".contains(c));
    text.get(word.len()..).unwrap_or_default()
}

fn word_after(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    let rest = text.trim_start_matches(|c: char| c.is_alphabetic() || "%°€$£.’'".contains(c));
    text.get(..text.len() - rest.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_at_the_full_stop() {
        assert_eq!(run("3.35pm"), "3.35");
        assert_eq!(run("2021. Then"), "2021");
        assert_eq!(run("1.200.000, they"), "1.200.000");
        assert_eq!(run(""), "");
    }

    #[test]
    fn words_around_stay_on_the_line() {
        assert_eq!(word_before("began at "), "at");
        assert_eq!(word_before("began\n"), "");
        assert_eq!(word_after(" p.m. in"), "p.m.");
        assert_eq!(word_after("\u{a0}o’clock"), "o’clock");
        assert_eq!(word_after("\npm"), "");
    }
}
