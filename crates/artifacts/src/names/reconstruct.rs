//! From a Latin spelling to the Cyrillic names that a tradition may have written so.
//!
//! A beam search over the tradition's rows, from the first letter of the spelling to the last.
//! What does not depend on the name so far is worked out before: which rows fit at each letter,
//! and from where the spelling's end can be reached. Probabilities only fall as a name grows, so
//! a caller who wants no name below some score has the search give up early. The names above that
//! score stay the same: what is left out stands below them at every letter. Only of names of
//! exactly one score may another one come first.

use crate::names::convention::{Lang, TraditionIndex};
use crate::names::letters::State;
use crate::names::reversal::{Kind, Letters, Reversal};

/// A Cyrillic name that a Latin spelling may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Original {
    /// Natural logarithm of its probability as a surname, less what rare spellings cost.
    pub score: f32,
    /// The language that it was sought in.
    pub language: Lang,
    /// The name in lower case.
    pub word: Vec<char>,
}

/// Longest spelling that is looked at, in letters, and longest name.
pub(crate) const LONGEST: usize = 24;
/// Partial names kept at each letter of the spelling.
const BEAM: usize = 24;

/// A row that fits at some letter of the spelling.
#[derive(Clone, Copy)]
struct Step {
    /// Where in the spelling it leads.
    end: usize,
    letters: Letters,
    cost: f32,
    after_vowel: bool,
}

/// A name as far as the spelling was read.
#[derive(Clone, Copy)]
struct Partial {
    /// Never above zero.
    score: f32,
    /// Its last letters in `Search::nodes`; meaningless for the empty name.
    node: u32,
    state: State,
    length: u8,
    kind: Kind,
}

impl Partial {
    const EMPTY: Self =
        Self { score: 0.0, node: 0, state: State::START, length: 0, kind: Kind::Sign };

    /// The likelier of two first; of equals, the one that was found first. The bits of numbers
    /// that are not above zero stand in the order of their sizes.
    fn rank(&self) -> u64 {
        (u64::from(self.score.to_bits()) << 32) | u64::from(self.node)
    }
}

/// The letters that a partial name was made longer by, and where those before them are.
#[derive(Clone, Copy)]
struct Node {
    letters: Letters,
    parent: u32,
}

/// The search's memory, kept from one search to the next.
#[derive(Default)]
pub(crate) struct Search {
    steps: Vec<Step>,
    /// For each letter of the spelling, its first step and the one behind its last.
    ranges: Vec<(usize, usize)>,
    /// For each letter of the spelling, the names that end before it.
    agenda: Vec<Vec<Partial>>,
    nodes: Vec<Node>,
}

impl Search {
    /// The likeliest names of `language` that the tradition may write as `form` (in lower case),
    /// at most `most` and none of a score below `least`, likeliest first.
    pub fn originals(
        &mut self,
        tradition: TraditionIndex,
        language: Lang,
        form: &[char],
        most: usize,
        least: f32,
    ) -> Vec<Original> {
        let mut found: Vec<Original> = Vec::new();
        if form.is_empty() || form.len() > LONGEST {
            return found;
        }
        let Some(reversal) = Reversal::of(tradition, language) else { return found };
        if !self.lay_out(reversal, form) {
            return found;
        }
        self.walk(reversal, form.len(), least);
        for partial in self.close(reversal, form.len(), least) {
            let word = self.word(reversal, &partial);
            // Rows look to the right too, which the search does not: ask the tradition itself.
            if found.iter().any(|original| original.word == word)
                || !reversal.convention.writes(&word, form)
            {
                continue;
            }
            found.push(Original { score: partial.score, language, word });
            if found.len() == most {
                break;
            }
        }
        found
    }

    /// Works out the steps from each letter of the spelling, from the last to the first. Keeps
    /// those that lead to its end; false if none does so from its start.
    fn lay_out(&mut self, reversal: &Reversal, form: &[char]) -> bool {
        self.steps.clear();
        self.ranges.clear();
        self.ranges.resize(form.len(), (0, 0));
        // A bit for each place from which the end is reached; `LONGEST` places fit.
        let mut reached = 1_u32 << form.len();
        for (at, letter) in form.iter().enumerate().rev() {
            let first = self.steps.len();
            for entry in reversal.entries(*letter) {
                let row = entry.row;
                let end = at + entry.output.len();
                if reached.checked_shr(end as u32).unwrap_or(0) & 1 == 0
                    || row.at_end && end != form.len()
                    || row.at_start && at > 0
                    || row.after_vowel && at == 0
                    || reversal.convention.after(form, at, entry.output).is_none()
                {
                    continue;
                }
                let (letters, cost) = (entry.letters, entry.cost);
                self.steps.push(Step { end, letters, cost, after_vowel: row.after_vowel });
            }
            if self.steps.len() > first {
                reached |= 1 << at;
            }
            self.ranges[at] = (first, self.steps.len());
        }
        reached & 1 != 0
    }

    /// Reads the spelling up to its end.
    fn walk(&mut self, reversal: &Reversal, length: usize, least: f32) {
        self.nodes.clear();
        self.agenda.iter_mut().for_each(Vec::clear);
        if self.agenda.len() <= length {
            self.agenda.resize_with(length + 1, Vec::new);
        }
        self.agenda[0].push(Partial::EMPTY);
        for at in 0..length {
            let partials = self.take(reversal, at, least);
            let (first, end) = self.ranges[at];
            for partial in &partials {
                for step in &self.steps[first..end] {
                    if step.after_vowel && partial.kind != Kind::Vowel {
                        continue;
                    }
                    let (letters, cost) = (step.letters, step.cost);
                    let longer = longer(&mut self.nodes, reversal, partial, letters, cost, least);
                    if let Some(longer) = longer {
                        self.agenda[step.end].push(longer);
                    }
                }
            }
            self.agenda[at] = partials;
        }
    }

    /// The likeliest names that end before a letter, and each of them with a letter behind it
    /// that the tradition does not write.
    fn take(&mut self, reversal: &Reversal, at: usize, least: f32) -> Vec<Partial> {
        let mut partials = std::mem::take(&mut self.agenda[at]);
        if partials.len() > BEAM {
            partials.select_nth_unstable_by_key(BEAM, Partial::rank);
            partials.truncate(BEAM);
        }
        for kept in 0..partials.len() {
            let partial = partials[kept];
            if partial.kind != Kind::Consonant {
                continue;
            }
            for letter in &reversal.silent {
                let longer = longer(&mut self.nodes, reversal, &partial, *letter, 0.0, least);
                if let Some(longer) = longer {
                    partials.push(longer);
                }
            }
        }
        partials
    }

    /// The names that end with the spelling, likeliest first.
    fn close(&mut self, reversal: &Reversal, length: usize, least: f32) -> Vec<Partial> {
        let mut whole = self.take(reversal, length, least);
        for partial in &mut whole {
            partial.score += reversal.model.log_end(partial.state);
        }
        whole.retain(|partial| partial.score >= least);
        whole.sort_unstable_by_key(Partial::rank);
        whole
    }

    /// The letters of a name.
    fn word(&self, reversal: &Reversal, partial: &Partial) -> Vec<char> {
        let length = usize::from(partial.length);
        let mut word = Vec::with_capacity(length);
        let mut node = partial.node as usize;
        while word.len() < length {
            let Some(found) = self.nodes.get(node) else { break };
            word.extend(reversal.spelt(found.letters).iter().rev().map(|(letter, _)| *letter));
            node = found.parent as usize;
        }
        word.reverse();
        word
    }
}

/// A name with more letters; `None` when it gets too long or too unlikely.
#[inline]
fn longer(
    nodes: &mut Vec<Node>,
    reversal: &Reversal,
    partial: &Partial,
    letters: Letters,
    cost: f32,
    least: f32,
) -> Option<Partial> {
    let spelt = reversal.spelt(letters);
    let length = usize::from(partial.length) + spelt.len();
    let (mut score, mut state) = (partial.score, partial.state);
    for (_, letter) in spelt {
        let (log_p, longer) = reversal.model.next(state, *letter);
        score += log_p;
        state = longer;
    }
    score -= cost;
    if score < least || length > LONGEST {
        return None;
    }
    let node = nodes.len() as u32;
    nodes.push(Node { letters, parent: partial.node });
    Some(Partial { score, node, state, length: length as u8, kind: letters.kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::convention::tradition_index;

    const ANY: f32 = f32::NEG_INFINITY;

    fn best(tradition: &str, language: Lang, form: &str) -> Option<String> {
        let form: Vec<char> = form.chars().collect();
        let tradition = tradition_index(tradition).unwrap();
        let found = Search::default().originals(tradition, language, &form, 1, ANY);
        Some(found.first()?.word.iter().collect())
    }

    #[test]
    fn spellings_lead_back_to_names() {
        assert_eq!(best("de", Lang::Ru, "tschernow").as_deref(), Some("чернов"));
        assert_eq!(best("nl", Lang::Ru, "sjisjkin").as_deref(), Some("шишкин"));
        assert_eq!(best("fr", Lang::Uk, "bondartchouk").as_deref(), Some("бондарчук"));
        assert_eq!(best("en", Lang::Ru, "tschernow"), None);
        assert_eq!(best("de", Lang::Ru, ""), None);
    }

    #[test]
    fn a_least_score_drops_the_unlikely_and_nothing_else() {
        let form: Vec<char> = "tschernow".chars().collect();
        let german = tradition_index("de").unwrap();
        let mut search = Search::default();
        let all = search.originals(german, Lang::Ru, &form, 2, ANY);
        let best = all[0].score;
        let kept = search.originals(german, Lang::Ru, &form, 1, best - 0.01);
        assert_eq!(kept.as_slice(), &all[..1]);
        assert!(search.originals(german, Lang::Ru, &form, 1, best + 0.01).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_spelling_is_read_without_a_panic(form in "\\PC{0,30}") {
            let form: Vec<char> = form.chars().collect();
            let mut search = Search::default();
            for tradition in 0..crate::names::convention::traditions().len() {
                let _ = search.originals(tradition, Lang::Uk, &form, 2, ANY);
            }
        }
    }
}
