//! Leaving parts of a sentence out, so that what is left is still the source's words.

use crate::candidate::Opener;
use crate::record::{Cut, Insert, Line};
use crate::white_space::fold_onto;
use postil_core::{Quote, Span};
use postil_stories::reading::{Reading, Told};

/// Longest bracket that is left out, in bytes.
const BRACKET: usize = 80;

/// The sentence as the summary has it. `alone`: the sentence before it is not taken, so a
/// connective at its head would point nowhere.
pub(crate) fn line(reading: &Reading<'_>, told: &Told, opener: Opener, alone: bool) -> Line {
    let mut cuts = Vec::new();
    let mut inserts = Vec::new();
    if let Opener::Connective { rest } = opener
        && alone
        && let Some((cut, capital)) = without_opening(reading, told.span, rest)
    {
        cuts.push(Cut { span: cut, why: "connective" });
        if let Some(capital) = capital {
            inserts.push(Insert { at: 0, text: capital, why: "capital" });
        }
    }
    brackets(reading, told.span, &mut cuts);
    let head: String = inserts.iter().map(|insert| insert.text.as_str()).collect();
    let text = kept(reading.document.text(), told.span, &cuts, head);
    Line { text, cites: vec![reading.place(told.span)], cuts, inserts }
}

/// `head` and the bytes of `span` without the cuts, white space folded to single spaces.
pub(crate) fn kept(text: &str, span: Span, cuts: &[Cut], head: String) -> String {
    let mut out = head;
    out.reserve(span.len());
    let mut at = span.start();
    for cut in cuts {
        fold_onto(&mut out, text.get(at..cut.span.start()).unwrap_or_default());
        at = at.max(cut.span.end());
    }
    fold_onto(&mut out, text.get(at..span.end()).unwrap_or_default());
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// The cut that takes the opening away, and the capital that the rest then needs.
fn without_opening(
    reading: &Reading<'_>,
    sentence: Span,
    rest: usize,
) -> Option<(Span, Option<String>)> {
    let text = reading.document.text();
    let first = text.get(rest..sentence.end())?.chars().next()?;
    if first.is_ascii_lowercase() {
        let cut = reading.document.span(sentence.start(), rest + first.len_utf8()).ok()?;
        return Some((cut, Some(first.to_ascii_uppercase().to_string())));
    }
    let cut = reading.document.span(sentence.start(), rest).ok()?;
    first.is_uppercase().then_some((cut, None))
}

/// Short brackets with nothing in them that a reader would miss: no figures, no negation, not
/// inside a quotation.
fn brackets(reading: &Reading<'_>, sentence: Span, cuts: &mut Vec<Cut>) {
    let text = reading.document.text();
    let inside = sentence.of(text);
    if !inside.as_bytes().contains(&b'(') {
        return;
    }
    let mut from = 0;
    while let Some(open) = inside.get(from..).and_then(|rest| rest.find(" (")) {
        let open = from + open;
        from = open + 2;
        let Some(length) = inside.get(from..).and_then(|rest| rest.find(')')) else { break };
        let end = from + length + 1;
        let words = inside.get(from..end - 1).unwrap_or_default();
        let plain = length <= BRACKET
            && !words.contains(['(', '“', '"', '.'])
            && !words.chars().any(|c| c.is_ascii_digit())
            && !words.split_whitespace().any(|word| matches!(word, "not" | "no" | "never"));
        // What follows must read on: a space or a mark, not a letter.
        let after = inside.get(end..).unwrap_or_default().chars().next();
        let reads_on = after.is_some_and(|c| c == ' ' || c.is_ascii_punctuation());
        let Ok(span) = reading.document.span(sentence.start() + open, sentence.start() + end)
        else {
            continue;
        };
        let before_all = cuts.last().is_some_and(|cut| cut.span.end() > span.start());
        if plain && reads_on && !before_all && !quoted(reading.document.quotes(), span) {
            cuts.push(Cut { span, why: "bracket" });
        }
        from = end;
    }
}

/// Whether a quotation holds part of the span.
fn quoted(quotes: &[Quote], span: Span) -> bool {
    let next = quotes.partition_point(|quote| quote.span.start() < span.end());
    quotes
        .get(next.saturating_sub(3)..next)
        .unwrap_or_default()
        .iter()
        .any(|quote| quote.kind != postil_core::QuoteKind::Indirect && quote.span.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::candidates;
    use postil_testkit::article;

    fn edited(text: &str, alone: bool) -> Line {
        let document = article("a", text, &[]);
        let reading = Reading::new(&document);
        let candidate = &candidates(&reading, usize::MAX)[0];
        line(&reading, &reading.sentences[0], candidate.opener, alone)
    }

    #[test]
    fn a_connective_goes_when_it_points_nowhere() {
        let line = edited("However, the bridge stays closed.", true);
        assert_eq!(line.text, "The bridge stays closed.");
        assert_eq!((line.cuts.len(), line.inserts[0].text.as_str()), (1, "T"));
        assert_eq!(edited("But Orsini stays.", true).text, "Orsini stays.");
        assert_eq!(edited("But a bridge stays.", true).text, "A bridge stays.");
        assert_eq!(edited("However, it rains.", false).text, "However, it rains.");
        assert!(edited("However hard it rains, they go.", true).cuts.is_empty());
    }

    #[test]
    fn short_brackets_go_and_figures_stay() {
        assert_eq!(
            edited("The bridge (built of iron) is closed.", true).text,
            "The bridge is closed."
        );
        let figures = "The bridge (built in 1901) is closed.";
        assert_eq!(edited(figures, true).text, figures);
    }

    proptest::proptest! {
        #[test]
        fn the_text_is_the_cited_bytes_minus_cuts_plus_inserts(
            text in "(However, |But |And )?[a-zA-Z(é“ ,)]{0,40}(\\([a-z ]{1,9}\\))?[ \u{a0}\tb]{0,3}x."
        ) {
            let document = article("a", &text, &[]);
            let reading = Reading::new(&document);
            for (told, candidate) in
                reading.sentences.iter().zip(candidates(&reading, usize::MAX))
            {
                let line = line(&reading, told, candidate.opener, true);
                let mut bare = line.text.clone();
                for insert in line.inserts.iter().rev() {
                    bare.replace_range(insert.at..insert.at + insert.text.len(), "");
                }
                let fold = |text: &str| {
                    text.split([' ', '\t', '\n', '\r', '\u{b}', '\u{c}'])
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let mut source = String::new();
                let mut at = told.span.start();
                for cut in &line.cuts {
                    source.push_str(&text[at..cut.span.start()]);
                    at = cut.span.end();
                }
                source.push_str(&text[at..told.span.end()]);
                proptest::prop_assert_eq!(fold(&bare), fold(&source));
            }
        }
    }
}
