//! How a finding is known again: by its rule, its words and its sentence.

use postil_core::{Document, Span};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Characters of the words that are kept; the sentence tells longer ones apart.
const WORDS: usize = 120;
/// Characters before and from the start of a finding that are shown of its sentence.
const BEFORE: usize = 40;
const FROM: usize = 60;
/// Bytes on each side of a finding outside of sentences in which the ends of its line are sought.
const REACH: usize = 400;

/// What identifies a finding. Neither its place nor its document is part of it: the same sentence
/// in another document has the same finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Code of the rule.
    pub(super) rule: String,
    /// The words under the finding, folded.
    pub(super) words: String,
    /// Hash of the words of the sentence around.
    pub(super) sentence: String,
    /// Which of the findings of one document that agree in all of this, from 1.
    pub(super) occurrence: u32,
}

/// What is written beside a key for whoever reads the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// The words with some of those around them.
    pub(super) text: String,
    /// Why the finding is accepted, if somebody wrote that down.
    pub(super) why: Option<String>,
}

/// The keys of one document's findings, asked for in the order of the findings.
pub(super) struct Keys<'d> {
    document: &'d Document,
    /// The sentence that was read last, and its hash.
    last: Option<(Span, String)>,
    /// Findings so far by rule, words and sentence.
    seen: BTreeMap<(String, String, String), u32>,
}

impl<'d> Keys<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, last: None, seen: BTreeMap::new() }
    }

    /// The key of the next finding.
    pub(super) fn next(&mut self, rule: &str, span: Span) -> (Key, Remark) {
        let around = around(self.document, span);
        let sentence = match &self.last {
            Some((last, hash)) if *last == around => hash.clone(),
            _ => {
                let hash = hash(self.document.slice(around));
                self.last = Some((around, hash.clone()));
                hash
            }
        };
        let words = folded(self.document.slice(span));
        let seen = self.seen.entry((rule.to_owned(), words.clone(), sentence.clone()));
        let occurrence = seen.and_modify(|count| *count += 1).or_insert(1);
        let key = Key { rule: rule.to_owned(), words, sentence, occurrence: *occurrence };
        (key, Remark { text: excerpt(self.document.text(), around, span), why: None })
    }
}

/// The sentence that a finding stands in; outside of sentences its line.
fn around(document: &Document, span: Span) -> Span {
    let sentences = document.sentences();
    let holder = |offset: usize| {
        let after = sentences.partition_point(|sentence| sentence.span.start() <= offset);
        let last = sentences.get(after.checked_sub(1)?)?.span;
        (offset < last.end()).then_some(last)
    };
    // A finding may begin with the white space before its sentence.
    holder(span.start())
        .or_else(|| holder(span.end().checked_sub(1)?))
        .unwrap_or_else(|| line(document, span))
}

/// The line of a finding, as far as it is near.
fn line(document: &Document, span: Span) -> Span {
    let text = document.text();
    let (start, end) = (span.start(), span.end());
    let from = boundary(text, start.saturating_sub(REACH));
    let to = boundary(text, text.len().min(end.saturating_add(REACH)));
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..to).unwrap_or_default();
    let from = before.rfind('\n').map_or(from, |at| from + at + 1);
    let to = after.find('\n').map_or(to, |at| end + at);
    document.span(from, to).unwrap_or(span)
}

/// The last character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Words in lower case, with straight quote marks and single spaces.
fn folded(words: &str) -> String {
    let straight = |c: char| match c {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let mut out = String::new();
    for c in words.trim().chars().take(WORDS).flat_map(char::to_lowercase).map(straight) {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// The first 64 bits of the SHA-256 of a sentence's words, in hexadecimal. Marks, case and white
/// space are no part of it: they change when an article is set anew.
fn hash(sentence: &str) -> String {
    let mut digest = Sha256::new();
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        digest.update(word.to_lowercase().as_bytes());
        digest.update(b" ");
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The words of a finding with those around them, on one line.
fn excerpt(text: &str, around: Span, span: Span) -> String {
    let before = text.get(around.start()..span.start()).unwrap_or_default();
    let from = text.get(span.start()..around.end().max(span.end())).unwrap_or_default();
    let start = before.char_indices().rev().take(BEFORE).last().map_or(before.len(), |(at, _)| at);
    let end = from.char_indices().nth(FROM).map_or(from.len(), |(at, _)| at);
    let parts = [before.get(start..), from.get(..end)].map(Option::unwrap_or_default).concat();
    parts.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::{article, span};

    /// The keys of words in a text, in their order.
    fn keys(text: &str, places: &[Span]) -> Vec<Key> {
        let document = article("a", text, &[]);
        let mut keys = Keys::of(&document);
        places.iter().map(|place| keys.next("PST402", *place).0).collect()
    }

    fn key(text: &str, words: &str) -> Key {
        keys(text, &[span(text, words)]).remove(0)
    }

    #[test]
    fn place_case_and_marks_do_not_count() {
        let one = key("Rain fell on the the village.", "the the");
        assert_eq!(one, key("It was late. Rain fell on  The the village.", "The the"));
        assert_eq!(one.words, "the the");
        assert_eq!(one.sentence.len(), 16);
        assert_ne!(one, key("Snow fell on the the village.", "the the"));
    }

    #[test]
    fn findings_that_agree_are_counted() {
        let text = "Go to to the sea, go to to the hills.";
        let first = span(text, "to to");
        let second = text.rfind("to to").unwrap();
        let second = Span::new(text, second, second + 5).unwrap();
        let occurrences: Vec<u32> =
            keys(text, &[first, second]).iter().map(|key| key.occurrence).collect();
        assert_eq!(occurrences, [1, 2]);
    }

    #[test]
    fn outside_of_sentences_the_line_counts() {
        let document = Document::new("a", "Read more\nShare this é\nMenu").unwrap();
        let place = span(document.text(), "Share");
        assert_eq!(document.slice(around(&document, place)), "Share this é");
        let (_, remark) = Keys::of(&document).next("PST501", place);
        assert_eq!(remark.text, "Share this é");
    }

    #[test]
    fn of_long_lines_a_part_is_shown() {
        let text = "é".repeat(1000);
        let document = Document::new("a", text.as_str()).unwrap();
        let place = document.span(1000, 1002).unwrap();
        assert_eq!(around(&document, place).len(), 2 * REACH + 2);
        let (_, remark) = Keys::of(&document).next("PST501", place);
        assert_eq!(remark.text.chars().count(), BEFORE + FROM);
    }
}
