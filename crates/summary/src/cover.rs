//! Choosing the sentences that together cover the most weight.

use crate::brief::Choice;
use crate::candidate::Opener;
use postil_stories::sets::containment;

/// Exponent of the length by which a gain is divided.
const LENGTH: f32 = 0.6;
/// Share of common content stems from which a sentence repeats another.
const REPEATS: f32 = 0.6;
/// Most swaps.
const SWAPS: usize = 20;

/// The positions of the chosen ones: greedy filling, then swaps while they gain. `weights` are
/// those of the word pairs, by number.
pub(crate) fn select(choices: &[Choice], weights: &[f32], budget: usize) -> Vec<usize> {
    let mut state = State::new(choices, weights, budget);
    state.fill();
    for _ in 0..SWAPS {
        let Some((out, into)) = state.best_swap() else { break };
        state.remove(out);
        state.add(into);
        state.fill();
    }
    state.chosen
}

/// A sentence that may be taken.
struct Open<'c> {
    at: usize,
    choice: &'c Choice,
    /// What its gain is divided by.
    length: f32,
    /// Its gain where nothing is covered yet: more than that it never is.
    full: f32,
    /// Its gain when it was last looked at: more than that it is not before one is removed.
    most: f32,
}

/// A selection and how often it covers each pair.
struct State<'c> {
    choices: &'c [Choice],
    weights: &'c [f32],
    budget: usize,
    open: Vec<Open<'c>>,
    chosen: Vec<usize>,
    words: usize,
    count: Vec<u32>,
}

impl<'c> State<'c> {
    fn new(choices: &'c [Choice], weights: &'c [f32], budget: usize) -> Self {
        let count = vec![0; weights.len()];
        let (open, chosen) = (Vec::new(), Vec::new());
        let mut state = Self { choices, weights, budget, open, chosen, words: 0, count };
        let may_open = |choice: &Choice| {
            let candidate = &choice.candidate;
            candidate.sound
                && candidate.words <= budget
                && (candidate.opener != Opener::Leaning || candidate.number == 0)
        };
        let open = choices.iter().enumerate().filter(|(_, choice)| may_open(choice));
        let open = open.map(|(at, choice)| {
            let full = state.gain(choice);
            let length = (choice.candidate.words.max(1) as f32).powf(LENGTH);
            Open { at, choice, length, full, most: full }
        });
        state.open = open.collect();
        state
    }

    fn weight(&self, pair: u32) -> f32 {
        self.weights.get(pair as usize).copied().unwrap_or(0.0)
    }

    fn covered(&self, pair: u32) -> u32 {
        self.count.get(pair as usize).copied().unwrap_or(0)
    }

    /// The weight of the pairs that the sentence would add.
    fn gain(&self, choice: &Choice) -> f32 {
        let new = choice.pairs.iter().filter(|pair| self.covered(**pair) == 0);
        new.map(|pair| self.weight(*pair)).sum()
    }

    fn cover(&mut self, choice: &Choice) {
        for pair in &choice.pairs {
            if let Some(count) = self.count.get_mut(*pair as usize) {
                *count += 1;
            }
        }
    }

    fn uncover(&mut self, choice: &Choice) {
        for pair in &choice.pairs {
            if let Some(count) = self.count.get_mut(*pair as usize) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn add(&mut self, at: usize) {
        let Some(choice) = self.choices.get(at) else { return };
        self.chosen.push(at);
        self.words += choice.candidate.words;
        self.cover(choice);
    }

    fn remove(&mut self, at: usize) {
        let Some(choice) = self.choices.get(at) else { return };
        self.chosen.retain(|other| *other != at);
        self.words -= choice.candidate.words.min(self.words);
        self.uncover(choice);
        self.open.iter_mut().for_each(|open| open.most = open.full);
    }

    /// Whether the sentence has room beside `words` others and is not chosen yet.
    fn has_room(&self, open: &Open<'_>, words: usize) -> bool {
        words + open.choice.candidate.words <= self.budget && !self.chosen.contains(&open.at)
    }

    /// Whether the sentence repeats none of the chosen ones, `but` that one aside.
    fn fits(&self, choice: &Choice, but: Option<usize>) -> bool {
        self.chosen.iter().filter(|other| Some(**other) != but).all(|other| {
            self.choices.get(*other).is_some_and(|other| {
                let copy = choice.passage.is_some() && choice.passage == other.passage;
                !copy && containment(&choice.candidate.stems, &other.candidate.stems) <= REPEATS
            })
        })
    }

    fn fill(&mut self) {
        while let Some(at) = self.best() {
            self.add(at);
        }
    }

    /// The sentence that gains most for its length; of equals the first.
    fn best(&mut self) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for n in 0..self.open.len() {
            let Some(open) = self.open.get(n) else { break };
            let least = best.map_or(0.0, |(value, _)| value);
            if open.most / open.length <= least || !self.has_room(open, self.words) {
                continue;
            }
            let gain = self.gain(open.choice);
            let value = gain / open.length;
            if value > least && self.fits(open.choice, None) {
                best = Some((value, open.at));
            }
            if let Some(open) = self.open.get_mut(n) {
                open.most = gain;
            }
        }
        best.map(|(_, at)| at)
    }

    /// The swap that gains most: which one goes, which one comes.
    fn best_swap(&mut self) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for n in 0..self.chosen.len() {
            let out = *self.chosen.get(n)?;
            let leaving = self.choices.get(out)?;
            let alone = leaving.pairs.iter().filter(|pair| self.covered(**pair) == 1);
            let loss: f32 = alone.map(|pair| self.weight(*pair)).sum();
            let words = self.words - leaving.candidate.words.min(self.words);
            self.uncover(leaving);
            for open in &self.open {
                // A swap must gain more than rounding does, or two could change places for ever.
                let least = best.map_or(1e-3 * (1.0 + loss), |(gain, _, _)| gain);
                if open.full - loss <= least || !self.has_room(open, words) {
                    continue;
                }
                let gain = self.gain(open.choice) - loss;
                if gain > least && self.fits(open.choice, Some(out)) {
                    best = Some((gain, out, open.at));
                }
            }
            self.cover(leaving);
        }
        best.map(|(_, out, into)| (out, into))
    }
}
