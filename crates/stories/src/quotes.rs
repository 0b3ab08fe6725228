//! Versions of one utterance across documents: equal, edited, or gone through another language.

use crate::entities::Linked;
use crate::reading::Reading;
use crate::reuse::equal_stems;
use crate::sets::{Sets, containment, shared};
use crate::words::{Word, content_stems, within};
use postil_core::{Fold, QuoteGroup, QuoteKind, QuoteRelation, Span};
use rustc_hash::FxHashMap;

/// Units that one content word may lead to.
const POSTINGS: usize = 48;
/// Words of a unit that are compared in order.
const COMPARED: usize = 120;

/// A sentence of a quotation, or the whole of a shorter one.
struct Unit<'r> {
    document: usize,
    span: Span,
    words: &'r [Word],
    stems: Vec<Fold>,
    /// Content stems of the whole sentence that the words stand in.
    around: Vec<Fold>,
    speaker: Option<usize>,
    name: String,
}

/// Matches the quotations of a story. Only words in quote marks are versions of an utterance;
/// a reported clause is the reporter's own wording.
pub(crate) fn find(readings: &[Reading<'_>], linked: &Linked) -> Vec<QuoteGroup> {
    let units = units(readings, linked);
    let mut places: Vec<(Fold, usize)> = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        places.extend(unit.stems.iter().map(|stem| (*stem, number)));
    }
    places.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for same in places.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() <= POSTINGS) {
        for (n, (_, a)) in same.iter().enumerate() {
            pairs.extend(same.iter().skip(n + 1).map(|(_, b)| (*a.min(b), *a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut sets = Sets::new(units.len());
    let mut relations: Vec<(usize, QuoteRelation)> = Vec::new();
    for (a, b) in pairs {
        let (Some(x), Some(y)) = (units.get(a), units.get(b)) else { continue };
        if x.document != y.document
            && let Some(relation) = relation(x, y)
        {
            sets.join(a, b);
            relations.push((a, relation));
        }
    }
    // The furthest relation in each set, by the member that stands for it.
    let mut furthest: FxHashMap<usize, QuoteRelation> = FxHashMap::default();
    for (at, relation) in relations {
        let known = furthest.entry(sets.find(at)).or_insert(relation);
        *known = relation.max(*known);
    }
    let mut out = Vec::new();
    for members in sets.groups(2) {
        let relation = members.first().and_then(|root| furthest.get(root)).copied();
        let named = |with: bool| {
            let unit = |at: &usize| units.get(*at).filter(|unit| unit.speaker.is_some() == with);
            members.iter().find_map(unit).filter(|unit| !unit.name.is_empty())
        };
        let speaker = named(true).or_else(|| named(false));
        out.push(QuoteGroup {
            speaker: speaker.map_or_else(String::new, |unit| unit.name.clone()),
            relation: relation.unwrap_or(QuoteRelation::Same),
            versions: members
                .iter()
                .filter_map(|at| units.get(*at))
                .filter_map(|unit| Some(readings.get(unit.document)?.place(unit.span)))
                .collect(),
        });
    }
    out
}

fn units<'r>(readings: &'r [Reading<'_>], linked: &Linked) -> Vec<Unit<'r>> {
    let mut units = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for quote in reading.document.quotes() {
            if quote.kind == QuoteKind::Indirect {
                continue;
            }
            let speaker = quote.speaker.as_ref();
            let entity = speaker
                .and_then(|speaker| speaker.entity.as_ref())
                .and_then(|entity| linked.of(document, entity));
            let name = entity
                .and_then(|at| linked.entities.get(at))
                .map(|entity| entity.name.clone())
                .or_else(|| speaker.map(|speaker| speaker.name.to_string()))
                .unwrap_or_default();
            let first =
                reading.sentences.partition_point(|told| told.span.end() <= quote.span.start());
            let rest = reading.sentences.get(first..).unwrap_or_default();
            for told in rest.iter().take_while(|told| told.span.start() < quote.span.end()) {
                let from = told.span.start().max(quote.span.start());
                let end = told.span.end().min(quote.span.end());
                let Ok(span) = reading.document.span(from, end) else { continue };
                let span = span.trim(reading.document.text());
                let words = within(&reading.words, span);
                if words.len() < 2 {
                    continue;
                }
                units.push(Unit {
                    document,
                    span,
                    words,
                    stems: content_stems(words),
                    around: content_stems(reading.words_of(told)),
                    speaker: entity,
                    name: name.clone(),
                });
            }
        }
    }
    units
}

/// How two units are versions of one utterance, if they are.
fn relation(a: &Unit<'_>, b: &Unit<'_>) -> Option<QuoteRelation> {
    if a.speaker.is_some() && b.speaker.is_some() && a.speaker != b.speaker {
        return None;
    }
    let known = a.speaker.is_some() && a.speaker == b.speaker;
    let both = shared(&a.stems, &b.stems);
    let least = a.stems.len().min(b.stems.len());
    if equal_stems(a.words, b.words) && (known && both >= 1 || both >= 3) {
        return Some(QuoteRelation::Same);
    }
    let share = containment(&a.stems, &b.stems);
    let in_order = in_order(a.words, b.words);
    let shorter = a.words.len().min(b.words.len());
    // A short piece of a long utterance proves little unless its words stand in the same order.
    let whole = known && least >= 3 && both >= 3 && share >= 0.5
        || least >= 4 && both >= 4 && share >= 0.6
        || shorter >= 5 && both >= 2 && in_order as f32 >= 0.8 * shorter as f32;
    // A few quoted words: the sentence around them must say the same too.
    let part = known
        && least < 4
        && both >= 1
        && shared(&a.around, &b.around) >= 5
        && containment(&a.around, &b.around) >= 0.6;
    if !whole && !part {
        return None;
    }
    let changed = both < a.stems.len() && both < b.stems.len();
    Some(if changed { QuoteRelation::Retranslated } else { QuoteRelation::Reworded })
}

/// Length of the longest common subsequence of two stretches of words.
fn in_order(a: &[Word], b: &[Word]) -> usize {
    let (a, b) = (a.get(..COMPARED).unwrap_or(a), b.get(..COMPARED).unwrap_or(b));
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        let mut left = 0;
        for (y, slot) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *slot;
            left = if x.stem == y.stem { corner + 1 } else { left.max(above) };
            *slot = left;
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::link;
    use postil_core::EntityKind::Per;
    use postil_testkit::article;

    fn found(a: (&str, &str), b: (&str, &str)) -> Vec<QuoteGroup> {
        let text = |(name, quote): (&str, &str)| format!("{name} said: “{quote}”");
        let (x, y) = (text(a), text(b));
        let x = article("x", &x, &[(a.0, Per, a.0)]);
        let y = article("y", &y, &[(b.0, Per, b.0)]);
        let readings = [Reading::new(&x), Reading::new(&y)];
        find(&readings, &link(&readings))
    }

    const PLAIN: &str = "We will never sell the northern harbour to foreign owners.";

    #[test]
    fn versions_are_told_apart_by_what_changed() {
        let one = |other: &str| {
            let all = found(("Ada Orsini", PLAIN), ("Ada Orsini", other));
            all.first().map(|group| (group.relation, group.speaker.clone()))
        };
        let speaker = || "Ada Orsini".to_owned();
        assert_eq!(one(PLAIN), Some((QuoteRelation::Same, speaker())));
        let cut = "We will never sell the harbour to foreign owners.";
        assert_eq!(one(cut), Some((QuoteRelation::Reworded, speaker())));
        let back = "At no time is the northern harbour going to be sold to overseas owners.";
        assert_eq!(one(back), Some((QuoteRelation::Retranslated, speaker())));
    }

    #[test]
    fn another_speaker_or_another_statement_is_no_version() {
        assert!(found(("Ada Orsini", PLAIN), ("Leo Brandt", PLAIN)).is_empty());
        assert!(found(("Ada Orsini", PLAIN), ("Ada Orsini", "The harbour is ours.")).is_empty());
    }
}
