//! What independent documents tell alike.

use crate::brief::Copies;
use crate::record::Agreement;
use postil_core::{Fold, Span, fold_phrase};
use postil_stories::dates::DateMention;
use postil_stories::reading::Reading;
use postil_stories::sets::{Sets, containment, shared};
use postil_stories::words::content_stems;
use rustc_hash::FxHashMap;

/// Sentences of a document, and of a story, that are compared.
const FIRST: usize = 60;
const ALL: usize = 1500;
/// Sentences that one word may lead to.
const POSTINGS: usize = 40;
/// Fewest common content stems, and their share of the shorter sentence.
const STEMS: usize = 4;
const SHARE: f32 = 0.5;
/// Common names, numbers and dates: a statement without them is a commonplace.
const ANCHORS: usize = 2;

/// A sentence as a statement.
pub(crate) struct Statement {
    /// Position of its document.
    pub document: usize,
    /// Position of the sentence in its reading.
    pub sentence: usize,
    /// Where it stands.
    pub span: Span,
    /// Its content stems, sorted.
    pub stems: Vec<Fold>,
    /// Stems of its names and numbers, and its dates, sorted.
    pub anchors: Vec<Fold>,
}

/// The first sentences of all documents as statements.
pub(crate) fn statements(readings: &[Reading<'_>], dates: &[Vec<DateMention>]) -> Vec<Statement> {
    let most = FIRST.min((ALL / readings.len().max(1)).max(6));
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        let mentions = dates.get(document).map_or(&[][..], Vec::as_slice);
        for (sentence, told) in reading.sentences.iter().take(most).enumerate() {
            let words = reading.words_of(told);
            let mut anchors: Vec<Fold> = words
                .iter()
                .enumerate()
                .filter(|(at, word)| {
                    let first = || reading.text(word.span).chars().next();
                    // Every sentence opens with a capital.
                    word.content
                        && first().is_some_and(|c| c.is_numeric() || c.is_uppercase() && *at > 0)
                })
                .map(|(_, word)| word.stem)
                .collect();
            let from = mentions.partition_point(|date| date.span.start() < told.span.start());
            let rest = mentions.get(from..).unwrap_or_default();
            for date in rest.iter().take_while(|date| date.span.end() <= told.span.end()) {
                // A day counts as much as a name and the number in it together.
                let day = Fold(date.date.days() as u32);
                anchors.extend([fold_phrase([day, Fold(1)]), fold_phrase([day, Fold(2)])]);
            }
            anchors.sort_unstable();
            anchors.dedup();
            let stems = content_stems(words);
            out.push(Statement { document, sentence, span: told.span, stems, anchors });
        }
    }
    out
}

/// Pairs of statements of two documents that share content words and anchors; copies are none.
pub(crate) fn pairs(statements: &[Statement], copies: &Copies) -> Vec<(usize, usize)> {
    let mut lists: FxHashMap<Fold, List> = FxHashMap::default();
    for key in statements.iter().flat_map(keys) {
        lists.entry(*key).or_insert(List { uses: 0, last: NONE }).uses += 1;
    }
    // (statement, the link before it with the same key).
    let mut links: Vec<(u32, u32)> = Vec::new();
    // The last statement that met each one, so that it is looked at once.
    let mut met: Vec<u32> = vec![NONE; statements.len()];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        let here = number as u32;
        for key in keys(statement) {
            let Some(list) = lists.get_mut(key) else { continue };
            // An anchor is a stem as well, and is followed once.
            let done = links.get(list.last as usize).is_some_and(|link| link.0 == here);
            if done || !(2..=POSTINGS).contains(&list.uses) {
                continue;
            }
            let mut at = list.last;
            while let Some(&(other, before)) = links.get(at as usize) {
                at = before;
                let Some(met) = met.get_mut(other as usize) else { continue };
                if std::mem::replace(met, here) != here
                    && let Some(earlier) = statements.get(other as usize)
                    && agree(earlier, statement, copies)
                {
                    pairs.push((other as usize, number));
                }
            }
            links.push((here, list.last));
            list.last = links.len() as u32 - 1;
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The statements that have one stem or anchor: how many, and the last of them so far.
struct List {
    uses: usize,
    last: u32,
}

/// The end of a list.
const NONE: u32 = u32::MAX;

fn keys(statement: &Statement) -> impl Iterator<Item = &Fold> {
    statement.anchors.iter().chain(&statement.stems)
}

/// Whether two statements tell one fact, and not in the same words.
fn agree(x: &Statement, y: &Statement, copies: &Copies) -> bool {
    let copied = || {
        let passage = copies.of(x.document, x.sentence);
        passage.is_some() && passage == copies.of(y.document, y.sentence)
    };
    x.document != y.document
        && shared(&x.anchors, &y.anchors) >= ANCHORS
        && shared(&x.stems, &y.stems) >= STEMS
        && containment(&x.stems, &y.stems) >= SHARE
        && !copied()
}

/// The agreements of a story, in the order of their first statements.
pub(crate) fn agreements(
    readings: &[Reading<'_>],
    statements: &[Statement],
    pairs: &[(usize, usize)],
) -> Vec<Agreement> {
    let mut sets = Sets::new(statements.len());
    for (a, b) in pairs {
        sets.join(*a, *b);
    }
    let mut out = Vec::new();
    for members in sets.groups(2) {
        let told: Vec<&Statement> = members.iter().filter_map(|at| statements.get(*at)).collect();
        // The shortest telling says least beyond what all say.
        let Some(short) = told.iter().min_by_key(|statement| statement.span.len()) else {
            continue;
        };
        let Some(reading) = readings.get(short.document) else { continue };
        let words: Vec<&str> = reading.text(short.span).split_whitespace().collect();
        let cites = told
            .iter()
            .filter_map(|statement| Some(readings.get(statement.document)?.place(statement.span)));
        out.push(Agreement { fact: words.join(" "), cites: cites.collect() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::StoryLayers;
    use postil_stories::story_dates;
    use postil_testkit::article;

    fn agreed(a: &str, b: &str) -> usize {
        let (a, b) = (article("a", a, &[]), article("b", b, &[]));
        let readings = [Reading::new(&a), Reading::new(&b)];
        let statements = statements(&readings, &story_dates(&readings));
        let copies = Copies::new(&readings, &StoryLayers::default());
        let pairs = pairs(&statements, &copies);
        agreements(&readings, &statements, &pairs).len()
    }

    #[test]
    fn two_tellings_of_one_fact_agree_and_two_facts_on_one_man_do_not() {
        let one = "On Monday Orsini closed the iron bridge in Zenda for repairs.";
        let two = "The bridge in Zenda, built of iron, was closed by mayor Orsini.";
        assert_eq!(agreed(one, two), 1);
        assert_eq!(agreed(one, "The mayor of Zenda, Orsini, was born in a fishing village."), 0);
    }
}
