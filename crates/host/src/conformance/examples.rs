//! Examples in the pages of rules: what a page says that a rule finds, it finds.
//!
//! An example is the quoted text below the first heading that holds the word "example", as in the
//! pages of the built-in rules:
//!
//! ```text
//! ## Example
//! > Biden called the Ukrainian President Volodymyr **Selenskyj**.
//! ```

use super::bench::{Bench, batch};
use super::documents;
use super::verdict::{Checked, Verdict};
use crate::plugins::Isolation;
use postil_core::{Artifact, Batch, Record, Span};
use std::ops::Range;

/// The mark around the words that the rule finds.
const MARK: &str = "**";

/// A text and the words in it that a rule finds.
#[derive(Debug, PartialEq)]
pub(super) struct Example {
    text: String,
    marked: Vec<Range<usize>>,
}

/// The first example of a page.
pub(super) fn example(page: &str) -> Option<Example> {
    let heading = |line: &&str| line.starts_with('#') && line.to_lowercase().contains("example");
    let mut lines = page.lines().skip_while(|line| !heading(line)).skip(1);
    let first = lines.by_ref().take_while(|line| !line.starts_with('#')).find_map(quoted)?;
    let rest = lines.map_while(quoted);
    let quote: Vec<&str> = std::iter::once(first).chain(rest).collect();
    let quote = quote.join("\n");
    let (mut text, mut marked, mut open) = (String::new(), Vec::new(), None);
    for (place, piece) in quote.split(MARK).enumerate() {
        if place > 0 {
            match open.take() {
                None => open = Some(text.len()),
                Some(start) => marked.push(start..text.len()),
            }
        }
        text.push_str(piece);
    }
    Some(Example { text, marked })
}

/// The text of a quoted line.
fn quoted(line: &str) -> Option<&str> {
    let text = line.strip_prefix('>')?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Each example of a rule's page brings a note whose label is the rule's code, at the words that
/// are marked if some are.
pub(super) fn examples(bench: &Bench) -> Checked {
    let rules = bench.manifest.rules.iter();
    let told: Vec<_> =
        rules.filter_map(|rule| Some((&*rule.code, example(&rule.explanation)?))).collect();
    if told.is_empty() {
        return Err(Verdict::skipped("no page of a rule has an example"));
    }
    let plugin = bench.open(Isolation::Process)?;
    for (code, example) in told {
        let document = documents::of(code, &example.text, &bench.manifest)?;
        let found = found(&batch(&plugin, &document)?, code);
        if found.is_empty() {
            let why = format!("`{code}` finds nothing in its example {:?}", example.text);
            return Err(Verdict::failed(why));
        }
        for words in &example.marked {
            let meets = |span: &Span| span.start() < words.end && words.start < span.end();
            if !found.iter().any(meets) {
                let words = example.text.get(words.clone()).unwrap_or_default();
                let why = format!("`{code}` does not find “{words}” in its example");
                return Err(Verdict::failed(why));
            }
        }
    }
    Ok(())
}

/// Where the notes with that label stand, in whatever layer.
fn found(batch: &Batch, code: &str) -> Vec<Span> {
    let artifacts = batch.layers().get::<Artifact>().iter();
    let artifacts = artifacts.filter(|note| note.label() == Some(code)).map(Record::span);
    let others = batch.layers().others().values().flat_map(|layer| &layer.items);
    let others = others.filter(|note| note.label.as_deref() == Some(code));
    let others = others.map(|note| note.span);
    artifacts.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marked_words_of_a_quote_are_an_example() {
        let page = "# ACM101\n> not this\n\n## Example\nSo:\n\n\
                    > It **was** said\n> **twice**.\n\n> x";
        let text = "It was said\ntwice.".to_owned();
        assert_eq!(example(page), Some(Example { text, marked: vec![3..6, 12..17] }));
    }

    #[test]
    fn a_page_may_have_none() {
        for page in ["", "## Example\nNone.", "> quoted", "## Example\n## References\n> quoted"] {
            assert_eq!(example(page), None, "{page:?}");
        }
        let bare = example("### Examples\n>bare").map(|example| (example.text, example.marked));
        assert_eq!(bare, Some(("bare".to_owned(), Vec::new())));
    }
}
