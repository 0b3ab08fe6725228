//! Passages that stand in several documents, word for word or nearly so.
//!
//! Runs of equal words that cover most of two sentences make them one passage, and neighbouring
//! sentences that go together are one entry.

use crate::reading::Reading;
use crate::runs::{Run, SHINGLE, runs};
use crate::sets::Sets;
use crate::words::Word;
use postil_core::{Reuse, ReuseRelation, Span};
use rustc_hash::FxHashMap;

/// Share of the shorter and of the longer sentence that runs must cover.
const COVER: (f32, f32) = (0.7, 0.5);
/// A run counts by itself from this many words, or with this many of them content words.
const RUN: usize = 8;
const SHORT_RUN: (usize, usize) = (6, 4);

/// A sentence of a story: (document, sentence).
pub(crate) type At = (usize, usize);

/// What was found, and which sentences are one passage.
pub(crate) struct Found {
    pub entries: Vec<Reuse>,
    /// Groups of sentences with (nearly) the same words, each in order.
    pub copies: Vec<Vec<At>>,
}

/// A passage before it becomes a record: (document, where in it), in document order.
struct Passage {
    relation: ReuseRelation,
    spans: Vec<(usize, Span)>,
}

/// Finds reused passages in the content of a story's documents.
pub(crate) fn find(readings: &[Reading<'_>]) -> Found {
    let runs = runs(readings);
    let copies = copies(readings, &runs);
    let mut group_of: FxHashMap<At, usize> = FxHashMap::default();
    for (number, group) in copies.iter().enumerate() {
        group_of.extend(group.iter().map(|at| (*at, number)));
    }
    let mut passages = passages(readings, &copies);
    passages.extend(loose_runs(readings, &runs, &group_of));
    passages.sort_by(|x, y| x.spans.cmp(&y.spans));
    let entries = passages
        .into_iter()
        .map(|passage| Reuse {
            relation: passage.relation,
            spans: passage
                .spans
                .iter()
                .filter_map(|(document, span)| Some(readings.get(*document)?.place(*span)))
                .collect(),
        })
        .collect();
    Found { entries, copies }
}

/// The sentences that a range of words touches, with how many of the words each has.
fn touched(reading: &Reading<'_>, from: usize, length: usize) -> Vec<(usize, usize, usize)> {
    let end = from + length;
    let first = reading.sentences.partition_point(|told| told.words.end <= from);
    let rest = reading.sentences.get(first..).unwrap_or_default();
    rest.iter()
        .take_while(|told| told.words.start < end)
        .enumerate()
        .map(|(n, told)| (first + n, told.words.start.max(from), told.words.end.min(end)))
        .collect()
}

/// Groups of sentences whose words are mostly covered by common runs.
fn copies(readings: &[Reading<'_>], runs: &[Run]) -> Vec<Vec<At>> {
    let mut common: Vec<(At, At, usize)> = Vec::new();
    for run in runs {
        let (Some(x), Some(y)) = (readings.get(run.a.0), readings.get(run.b.0)) else { continue };
        let theirs = touched(y, run.b.1, run.length);
        for (a, from, end) in touched(x, run.a.1, run.length) {
            let (from, end) = (from - run.a.1, end - run.a.1);
            for &(b, start, stop) in &theirs {
                let both = (stop - run.b.1).min(end).saturating_sub((start - run.b.1).max(from));
                if both > 0 {
                    common.push(((run.a.0, a), (run.b.0, b), both));
                }
            }
        }
    }
    common.sort_unstable();
    let mut members: Vec<At> = Vec::new();
    let mut pairs: Vec<(At, At)> = Vec::new();
    for same in common.chunk_by(|p, q| (p.0, p.1) == (q.0, q.1)) {
        let Some(&(a, b, _)) = same.first() else { continue };
        let covered = same.iter().map(|(_, _, both)| both).sum::<usize>() as f32;
        let length = |at: At| -> usize {
            let told = readings.get(at.0).and_then(|reading| reading.sentences.get(at.1));
            told.map_or(0, |told| told.words.len())
        };
        let (short, long) = (length(a).min(length(b)), length(a).max(length(b)));
        if short >= SHINGLE && covered >= COVER.0 * short as f32 && covered >= COVER.1 * long as f32
        {
            pairs.push((a, b));
            members.extend([a, b]);
        }
    }
    members.sort_unstable();
    members.dedup();
    let mut sets = Sets::new(members.len());
    for (a, b) in pairs {
        if let (Ok(a), Ok(b)) = (members.binary_search(&a), members.binary_search(&b)) {
            sets.join(a, b);
        }
    }
    let named = |group: Vec<usize>| -> Vec<At> {
        group.iter().filter_map(|n| members.get(*n).copied()).collect()
    };
    sets.groups(2).into_iter().map(named).collect()
}

/// Copied sentences as passages; groups that follow each other in all their documents are one.
fn passages(readings: &[Reading<'_>], copies: &[Vec<At>]) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut last: Option<&Vec<At>> = None;
    for group in copies {
        let told = |at: &At| Some((readings.get(at.0)?, readings.get(at.0)?.sentences.get(at.1)?));
        let spans: Vec<(usize, Span)> =
            group.iter().filter_map(|at| Some((at.0, told(at)?.1.span))).collect();
        let same_words = group.windows(2).all(|pair| {
            let words = |at: &At| told(at).map(|(reading, told)| reading.words_of(told));
            let [a, b] = pair else { return true };
            words(a).zip(words(b)).is_some_and(|(a, b)| equal_stems(a, b))
        });
        let relation = if same_words { ReuseRelation::Verbatim } else { ReuseRelation::Near };
        let follows = last.is_some_and(|last| {
            last.len() == group.len()
                && last.iter().zip(group).all(|(x, y)| {
                    let paragraph = |at: &At| told(at).map(|(_, told)| told.paragraph);
                    x.0 == y.0 && x.1 + 1 == y.1 && paragraph(x) == paragraph(y)
                })
        });
        last = Some(group);
        if follows && let Some(open) = out.last_mut() {
            for (before, after) in open.spans.iter_mut().zip(&spans) {
                before.1 = before.1.join(after.1);
            }
            open.relation = open.relation.max(relation);
            continue;
        }
        out.push(Passage { relation, spans });
    }
    out
}

/// Whether two stretches have the same words, case and spelling tradition aside.
pub(crate) fn equal_stems(a: &[Word], b: &[Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.stem == b.stem)
}

/// Runs outside copied sentences that are long enough to be no formula.
fn loose_runs(
    readings: &[Reading<'_>],
    runs: &[Run],
    group_of: &FxHashMap<At, usize>,
) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    for run in runs {
        let (Some(x), Some(y)) = (readings.get(run.a.0), readings.get(run.b.0)) else { continue };
        let Some(words) = x.words.get(run.a.1..run.a.1 + run.length) else { continue };
        let content = words.iter().filter(|word| word.content).count();
        let long = words.len() >= RUN && content >= 3;
        if !long && !(words.len() >= SHORT_RUN.0 && content >= SHORT_RUN.1) {
            continue;
        }
        let mine = touched(x, run.a.1, run.length);
        let copied = mine.iter().any(|(sentence, _, _)| {
            let group = group_of.get(&(run.a.0, *sentence));
            group.is_some()
                && touched(y, run.b.1, run.length)
                    .iter()
                    .any(|(other, _, _)| group_of.get(&(run.b.0, *other)) == group)
        });
        let stretch = |reading: &Reading<'_>, from: usize| -> Option<Span> {
            let words = reading.words.get(from..from + run.length)?;
            Some(words.first()?.span.join(words.last()?.span))
        };
        let (Some(a), Some(b)) = (stretch(x, run.a.1), stretch(y, run.b.1)) else { continue };
        if copied {
            continue;
        }
        match out.iter_mut().rev().take(8).find(|open| open.spans.first() == Some(&(run.a.0, a))) {
            Some(open) => open.spans.push((run.b.0, b)),
            None => out.push(Passage {
                relation: ReuseRelation::Verbatim,
                spans: vec![(run.a.0, a), (run.b.0, b)],
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    const LONG: &str = "The council voted on Tuesday to close the old harbour bridge for repairs.";

    fn found(texts: &[&str]) -> Vec<(ReuseRelation, Vec<String>)> {
        let documents: Vec<_> =
            texts.iter().enumerate().map(|(n, text)| article(&n.to_string(), text, &[])).collect();
        let readings: Vec<_> = documents.iter().map(Reading::new).collect();
        find(&readings)
            .entries
            .iter()
            .map(|entry| {
                let words = entry.spans.iter().map(|place| {
                    let number: usize = place.document.parse().unwrap();
                    place.span.of(texts[number]).to_owned()
                });
                (entry.relation, words.collect())
            })
            .collect()
    }

    #[test]
    fn one_entry_lists_all_documents_that_share_a_sentence() {
        let second = format!("Nothing else happened there. {LONG}");
        let all = found(&[LONG, &second, LONG]);
        assert_eq!(all, [(ReuseRelation::Verbatim, vec![LONG.to_owned(); 3])]);
    }

    #[test]
    fn a_few_changed_words_are_near_and_other_words_are_silent() {
        let near = LONG.replace("old harbour", "old");
        assert_eq!(found(&[LONG, &near])[0].0, ReuseRelation::Near);
        assert!(
            found(&[LONG, "The council met to vote on the bridge near the old town."]).is_empty()
        );
        assert!(found(&[LONG, LONG.get(..0).unwrap()]).is_empty());
    }

    #[test]
    fn a_shared_run_inside_other_sentences_is_found_by_itself() {
        let all = found(&[
            "Critics fear that rivals want to divide northern harbours into spheres of influence \
             before any of the many treaties can be signed by anyone at all.",
            "They plan to divide northern harbours into spheres of influence.",
        ]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].1[0], "to divide northern harbours into spheres of influence");
    }

    #[test]
    fn neighbouring_sentences_are_one_passage() {
        let two = format!("{LONG} Repairs of the arches will last until the autumn of next year.");
        let all = found(&[&two, &two]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].1[1], two);
    }
}
