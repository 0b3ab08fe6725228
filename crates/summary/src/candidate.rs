//! What a summary may choose from: the sentences of the content, with what speaks against them.

use crate::white_space::count_words;
use postil_core::{Fold, Span, Token};
use postil_lexicon::Lexicon;
use postil_stories::reading::{Reading, Told};
use postil_stories::words::{content_stems, words_of};
use std::sync::LazyLock;

static OPENERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/openers.table"))));

/// Classes of the table.
const CUT: u32 = 1;
const BARE: u32 = 2;

/// How a sentence begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opener {
    /// By itself.
    Free,
    /// With a connective that may be left out; the sentence goes on at the byte `rest`.
    Connective {
        /// First byte after the connective, its comma and the white space.
        rest: usize,
    },
    /// With a word that means something in the sentence before.
    Leaning,
}

/// A sentence that may be chosen.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its place among the sentences of the reading.
    pub number: usize,
    /// White-space separated words.
    pub words: usize,
    /// Its content stems, sorted.
    pub stems: Vec<Fold>,
    /// How it begins.
    pub opener: Opener,
    /// Whether it is long enough, asks nothing, and holds its quotations whole.
    pub sound: bool,
}

/// Fewest words of a sentence that says something.
const LEAST: usize = 6;

/// The first `most` sentences of a document's content.
pub(crate) fn candidates(reading: &Reading<'_>, most: usize) -> Vec<Candidate> {
    let sentences = reading.sentences.iter().take(most).enumerate();
    sentences.map(|(number, told)| candidate(reading, number, told)).collect()
}

/// One sentence as a candidate.
fn candidate(reading: &Reading<'_>, number: usize, told: &Told) -> Candidate {
    let text = reading.text(told.span);
    let words = count_words(text);
    let (sound, opener) = (is_sound(text, words), opener(reading, told.span));
    Candidate { number, words, stems: stems(reading, told), opener, sound }
}

/// Whether a sentence of so many words is long enough, asks nothing, and holds its quotations
/// whole.
pub(crate) fn is_sound(text: &str, words: usize) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')']);
    // A line without a final mark is furniture unless it is as long as a sentence.
    let ends = || words >= 15 || end.ends_with(['.', '!', '…']);
    words >= LEAST && !end.ends_with('?') && ends() && is_whole(text)
}

/// Whether every quotation that begins in the sentence ends in it.
fn is_whole(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    }
    let (mut open, mut straight) = (0_isize, 0_usize);
    for c in text.chars() {
        match c {
            '“' => open += 1,
            '”' => open -= 1,
            '"' => straight += 1,
            _ => {}
        }
    }
    open == 0 && straight.is_multiple_of(2)
}

/// The content stems of a sentence.
pub(crate) fn stems(reading: &Reading<'_>, told: &Told) -> Vec<Fold> {
    if !reading.words.is_empty() {
        return content_stems(reading.words_of(told));
    }
    // An outline comes without its words.
    let tokens = reading.document.within::<Token>(told.span);
    content_stems(&words_of(reading.document.text(), tokens))
}

/// How a sentence begins.
pub(crate) fn opener(reading: &Reading<'_>, sentence: Span) -> Opener {
    let text = reading.document.text();
    let tokens = reading.document.within::<Token>(sentence);
    let Some(found) = OPENERS.longest(text, tokens) else { return Opener::Free };
    if found.entry.value != CUT && found.entry.value != BARE {
        return Opener::Leaning;
    }
    let Some(next) = tokens.get(found.tokens) else { return Opener::Leaning };
    let comma = next.span.of(text) == ",";
    if !comma && found.entry.value == CUT {
        // `However hard it rains`: not a connective here.
        return Opener::Free;
    }
    let first = tokens.get(found.tokens + usize::from(comma));
    let Some(first) = first.filter(|first| first.span.end() <= sentence.end()) else {
        return Opener::Leaning;
    };
    let word = first.span.of(text);
    let leans = OPENERS.get(first.fold, word).is_some();
    let plain = word.chars().next().is_some_and(char::is_alphabetic);
    if leans || !plain {
        return Opener::Leaning;
    }
    Opener::Connective { rest: first.span.start() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    fn first(text: &str) -> Candidate {
        let document = article("a", text, &[]);
        candidates(&Reading::new(&document), 1).remove(0)
    }

    #[test]
    fn openings_are_told_apart() {
        assert_eq!(first("The bridge is closed.").opener, Opener::Free);
        assert_eq!(first("He closed the bridge.").opener, Opener::Leaning);
        assert_eq!(first("But he closed the bridge.").opener, Opener::Leaning);
        assert_eq!(first("Still, the bridge is open.").opener, Opener::Connective { rest: 7 });
        assert_eq!(first("Still waters run deep there.").opener, Opener::Free);
    }

    #[test]
    fn furniture_questions_and_torn_quotations_are_not_sound() {
        assert!(first("The council closed the old bridge today.").sound);
        assert!(!first("Read more here.").sound);
        assert!(!first("Will the council close the old bridge?").sound);
        assert!(!first("“The council closed the old bridge today.").sound);
        assert!(!first("More stories from our harbour desk today").sound);
    }
}
