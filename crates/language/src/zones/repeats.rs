//! Lines that say what another line says.

use super::lines::Line;
use super::words::words;
use postil_core::{Fold, fold, fold_phrase, same_folded};
use rustc_hash::FxHashMap;

/// Words of a line that are compared with another's at most.
const MOST: usize = 120;

/// For each line the first earlier line with the same words, case and marks set aside.
pub(super) fn earlier(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            if line.key == 0 {
                return None;
            }
            let before = *first.entry(line.key).or_insert(at);
            (before < at && lines.get(before).is_some_and(|other| same(other.text, line.text)))
                .then_some(before)
        })
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut left, mut right) = (words(a), words(b));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) => {
                let (x, y) = (a.get(x.start..x.end), b.get(y.start..y.end));
                if !same_folded(x.unwrap_or_default(), y.unwrap_or_default()) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The runs of three words in a text, as sorted hashes.
pub(super) fn shingles(text: &str) -> Vec<Fold> {
    let folds: Vec<Fold> = words(text)
        .take(MOST)
        .map(|word| fold(text.get(word.start..word.end).unwrap_or_default()))
        .collect();
    let mut out: Vec<Fold> =
        folds.windows(3).map(|three| fold_phrase(three.iter().copied())).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether at least six in ten of the runs of three words of `part` stand in `whole`.
pub(super) fn is_near(part: &[Fold], whole: &[Fold]) -> bool {
    let found = part.iter().filter(|run| whole.binary_search(run).is_ok()).count();
    !part.is_empty() && found * 10 >= part.len() * 6
}

#[cfg(test)]
mod tests {
    use super::super::lines::Reading;
    use super::*;

    fn repeats(texts: &[&str]) -> Vec<Option<usize>> {
        let mut reading = Reading::default();
        let lines: Vec<_> =
            texts.iter().map(|text| Line::read(text, 0, true, &mut reading)).collect();
        earlier(&lines)
    }

    #[test]
    fn case_and_marks_do_not_matter() {
        let found = repeats(&["Talks go on", "Else", "TALKS GO ON", "“Talks go on.”", "Talks go"]);
        assert_eq!(found, [None, None, Some(0), Some(0), None]);
        assert_eq!(repeats(&["* * *", "* * *"]), [None, None]);
    }

    #[test]
    fn long_lines_are_compared_as_they_stand() {
        let long = "word and ".repeat(200);
        assert_eq!(repeats(&[&long, "x", &long]), [None, None, Some(0)]);
    }

    #[test]
    fn a_deck_is_near_the_sentence_that_takes_it_up() {
        let deck =
            shingles("The premier sought a meeting with the bank before the end of the year");
        let body = shingles(
            "Premier Jane Ortner sought a meeting with the bank in Vienna before the end of the year.",
        );
        assert!(is_near(&deck, &body));
        assert!(!is_near(&shingles("The bank did not want to meet anyone this year"), &body));
        assert!(!is_near(&shingles("The bank"), &body));
    }
}
