//! From a Latin spelling to the Cyrillic names that a tradition may have written so.
//!
//! A beam search over the tradition's rows, from the first letter of the spelling to the last.
//! What does not depend on the name so far is worked out before: which rows fit at each letter,
//! and from where the spelling's end can be reached. Probabilities only fall as a name grows, so
//! a caller who wants no name below some score has the search give up early.

use crate::names::convention::{Convention, Lang, TraditionIndex, is_vowel};
use crate::names::letters::{self, END, Letter, LetterModel, START};
use std::cmp::Ordering;

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
/// What a spelling costs that is not the usual one of its row, a step down the row.
const RARE: f32 = 0.7;

/// A row that fits at some letter of the spelling.
#[derive(Clone, Copy)]
struct Step {
    /// Where in the spelling it leads.
    end: usize,
    /// Where its Cyrillic letters stand in `Search::spelt`.
    from: usize,
    to: usize,
    cost: f32,
    after_vowel: bool,
}

/// A name as far as the spelling was read.
#[derive(Clone, Copy)]
struct Partial {
    score: f32,
    /// Its last letter in `Search::nodes`; meaningless for the empty name.
    node: u32,
    length: u8,
    before: Option<Letter>,
    last: Letter,
    letter: char,
}

impl Partial {
    const EMPTY: Self =
        Self { score: 0.0, node: 0, length: 0, before: None, last: START, letter: '\0' };

    /// The likelier of two first; of equals, the one that was found first.
    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.node.cmp(&other.node))
    }
}

/// A letter of partial names, and the one before it.
#[derive(Clone, Copy)]
struct Node {
    letter: char,
    parent: u32,
}

/// A Cyrillic letter with its number in the letter model.
type Spelt = (char, Letter);

/// The search's memory, kept from one search to the next.
#[derive(Default)]
pub(crate) struct Search {
    spelt: Vec<Spelt>,
    /// Letters that the tradition does not write, such as a soft sign.
    silent: Vec<Spelt>,
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
        let Some(convention) = Convention::of(tradition, language) else { return Vec::new() };
        if form.is_empty() || form.len() > LONGEST {
            return Vec::new();
        }
        let model = letters::of_surnames(language);
        if !self.lay_out(convention, model, form) {
            return Vec::new();
        }
        self.walk(model, form.len(), least);
        let whole = self.close(model, form.len(), least);
        let mut found: Vec<Original> = Vec::new();
        for partial in &whole {
            let word = self.word(partial);
            // Rows look to the right too, which the search does not: ask the tradition itself.
            if found.iter().any(|original| original.word == word) || !convention.writes(&word, form)
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
    fn lay_out(&mut self, convention: &Convention, model: &LetterModel, form: &[char]) -> bool {
        self.spelt.clear();
        self.steps.clear();
        self.ranges.clear();
        self.ranges.resize(form.len(), (0, 0));
        // A bit for each place from which the end is reached; `LONGEST` places fit.
        let mut reached = 1_u32 << form.len();
        for (at, letter) in form.iter().enumerate().rev() {
            let first = self.steps.len();
            for entry in convention.reversed(Some(*letter)) {
                let row = &entry.row;
                let Some(end) = convention.after(form, at, entry.output) else { continue };
                if end <= at
                    || reached & (1 << end) == 0
                    || row.at_end && end != form.len()
                    || row.at_start && at > 0
                    || row.after_vowel && at == 0
                {
                    continue;
                }
                let from = self.spelt.len();
                self.spelt.extend(row.letters.chars().map(|c| (c, model.letter(c))));
                self.steps.push(Step {
                    end,
                    from,
                    to: self.spelt.len(),
                    cost: RARE * entry.rank as f32,
                    after_vowel: row.after_vowel,
                });
            }
            if self.steps.len() > first {
                reached |= 1 << at;
            }
            self.ranges[at] = (first, self.steps.len());
        }
        self.silent.clear();
        let silent = convention.reversed(None).iter().filter(|entry| entry.row.count == 1);
        self.silent.extend(
            silent.flat_map(|entry| entry.row.letters.chars()).map(|c| (c, model.letter(c))),
        );
        reached & 1 != 0
    }

    /// Reads the spelling up to its end.
    fn walk(&mut self, model: &LetterModel, length: usize, least: f32) {
        self.nodes.clear();
        self.agenda.iter_mut().for_each(Vec::clear);
        if self.agenda.len() <= length {
            self.agenda.resize_with(length + 1, Vec::new);
        }
        self.agenda[0].push(Partial::EMPTY);
        for at in 0..length {
            let mut partials = std::mem::take(&mut self.agenda[at]);
            prune(&mut partials);
            self.add_silent(&mut partials, model, least);
            let (first, end) = self.ranges[at];
            for partial in &partials {
                let behind_vowel = partial.length > 0 && is_vowel(partial.letter);
                for step in &self.steps[first..end] {
                    if step.after_vowel && !behind_vowel {
                        continue;
                    }
                    let letters = &self.spelt[step.from..step.to];
                    let longer = longer(&mut self.nodes, partial, letters, step.cost, model, least);
                    self.agenda[step.end].extend(longer);
                }
            }
            self.agenda[at] = partials;
        }
    }

    /// The names that end with the spelling, likeliest first.
    fn close(&mut self, model: &LetterModel, length: usize, least: f32) -> Vec<Partial> {
        let mut whole = std::mem::take(&mut self.agenda[length]);
        prune(&mut whole);
        self.add_silent(&mut whole, model, least);
        for partial in &mut whole {
            partial.score += model.log_p(partial.before, partial.last, END);
        }
        whole.retain(|partial| partial.score >= least);
        whole.sort_unstable_by(Partial::order);
        whole
    }

    /// Adds each name with a letter behind it that the tradition does not write.
    fn add_silent(&mut self, partials: &mut Vec<Partial>, model: &LetterModel, least: f32) {
        for at in 0..partials.len() {
            let partial = partials[at];
            let behind_consonant = partial.length > 0
                && !is_vowel(partial.letter)
                && !matches!(partial.letter, 'ь' | 'ъ' | '\'');
            if !behind_consonant {
                continue;
            }
            for letter in &self.silent {
                let letters = std::slice::from_ref(letter);
                partials.extend(longer(&mut self.nodes, &partial, letters, 0.0, model, least));
            }
        }
    }

    /// The letters of a name.
    fn word(&self, partial: &Partial) -> Vec<char> {
        let mut word = Vec::with_capacity(usize::from(partial.length));
        let mut node = partial.node as usize;
        while word.len() < usize::from(partial.length) {
            let Some(found) = self.nodes.get(node) else { break };
            word.push(found.letter);
            node = found.parent as usize;
        }
        word.reverse();
        word
    }
}

/// A name with more letters; `None` when it gets too long or too unlikely.
fn longer(
    nodes: &mut Vec<Node>,
    partial: &Partial,
    letters: &[Spelt],
    cost: f32,
    model: &LetterModel,
    least: f32,
) -> Option<Partial> {
    let length = usize::from(partial.length) + letters.len();
    if length > LONGEST {
        return None;
    }
    let mut longer = *partial;
    for (_, next) in letters {
        longer.score += model.log_p(longer.before, longer.last, *next);
        longer.before = Some(longer.last);
        longer.last = *next;
    }
    longer.score -= cost;
    if longer.score < least {
        return None;
    }
    longer.length = length as u8;
    for (letter, _) in letters {
        nodes.push(Node { letter: *letter, parent: longer.node });
        longer.node = (nodes.len() - 1) as u32;
        longer.letter = *letter;
    }
    Some(longer)
}

/// Keeps the likeliest names.
fn prune(partials: &mut Vec<Partial>) {
    if partials.len() > BEAM {
        partials.select_nth_unstable_by(BEAM, Partial::order);
        partials.truncate(BEAM);
    }
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
