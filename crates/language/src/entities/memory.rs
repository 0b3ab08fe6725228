//! What a document has taught about its names.
//!
//! The document is read twice. The first reading learns: full names that the words around them
//! make clear, the surnames in them, and what speaks for or against each bare capitalized word.
//! The second marks, so that a name that is clear once is found everywhere, also at the start of
//! a sentence, in a headline, and before the place that makes it clear.

use super::reading::Reading;
use super::tables::given;
use super::word::without_particle;
use postil_core::{EntityKind, Fold, fold, fold_phrase};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names longer than this are not learnt.
const LONGEST: usize = 8;
/// A single word is learnt as a name from this score on.
const SURE: f32 = 3.0;

/// Evidence for the three kinds that names without a table entry can have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub person: f32,
    pub place: f32,
    pub body: f32,
}

impl Evidence {
    /// The best kind with its sum; a person wins a tie, then a place.
    pub fn best(self) -> (EntityKind, f32) {
        if self.person >= self.place && self.person >= self.body {
            (EntityKind::Per, self.person)
        } else if self.place >= self.body {
            (EntityKind::Loc, self.place)
        } else {
            (EntityKind::Org, self.body)
        }
    }
}

/// A bare word that no single place decided: its evidence over all places, and how many of
/// them had a strong capital.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pooled {
    pub evidence: Evidence,
    pub strong: u32,
}

/// A name that the document has shown before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recalled {
    pub tokens: usize,
    pub kind: EntityKind,
    pub score: f32,
}

/// Names, surnames and doubtful words of one document.
#[derive(Default)]
pub(super) struct Memory {
    names: FxHashMap<(Fold, u8), (EntityKind, f32)>,
    longest: FxHashMap<Fold, u8>,
    surnames: FxHashSet<Fold>,
    first_names: FxHashSet<Fold>,
    /// Names of storms and operations.
    events: FxHashSet<Fold>,
    pool: FxHashMap<Fold, Pooled>,
}

impl Memory {
    /// Learns the name `from..to`.
    pub fn learn(
        &mut self,
        reading: &Reading<'_>,
        from: usize,
        to: usize,
        kind: EntityKind,
        score: f32,
    ) {
        let tokens = to - from;
        if tokens > LONGEST {
            return;
        }
        if tokens > 1 || score >= SURE {
            let known = self.names.entry((phrase(reading, from, to), tokens as u8));
            let known = known.or_insert((kind, score));
            if known.1 < score {
                *known = (kind, score);
            }
            let longest = self.longest.entry(reading.fold(from)).or_default();
            *longest = (*longest).max(tokens as u8);
        }
        if kind == EntityKind::Per {
            self.learn_person(reading, from, to, score);
        }
    }

    fn learn_person(&mut self, reading: &Reading<'_>, from: usize, to: usize, score: f32) {
        let mut parts = (from..to).filter(|at| {
            let word = reading.shape(*at);
            word.capital && !word.initial && !word.suffix
        });
        let Some(first) = parts.next() else { return };
        let Some(last) = parts.next_back() else {
            if score >= SURE {
                self.learn_surname(reading, first);
            }
            return;
        };
        // A sure name is worth two signs; less would turn ordinary words into surnames.
        if score < 2.0 {
            return;
        }
        if !reading.shape(last).is_function() {
            self.learn_surname(reading, last);
        }
        self.first_names.insert(reading.fold(first));
        // Family names that stand first are in the table of given names as shared ones.
        if reading.shape(first).given == given::SHARED
            && reading.shape(last).given != given::CLEAR
            && reading.word(first).len() <= 5
            && reading.shape(first).common == 0
            && reading.known(first, first + 1, false).is_none()
        {
            self.surnames.insert(reading.fold(first));
        }
    }

    /// Learns a surname, and `Assad` with `al-Assad`.
    fn learn_surname(&mut self, reading: &Reading<'_>, at: usize) {
        self.surnames.insert(reading.fold(at));
        self.surnames.insert(fold(without_particle(reading.word(at))));
    }

    /// Learns that a word names a storm or an operation.
    pub fn learn_event(&mut self, word: Fold) {
        self.events.insert(word);
    }

    /// Adds to what is known of a doubtful word.
    pub fn pool(&mut self, word: Fold, evidence: Evidence, strong: bool) {
        let pooled = self.pool.entry(word).or_default();
        pooled.evidence.person += evidence.person;
        pooled.evidence.place += evidence.place;
        pooled.evidence.body += evidence.body;
        pooled.strong += u32::from(strong);
    }

    /// What is known of a doubtful word.
    pub fn pooled(&self, word: Fold) -> Pooled {
        self.pool.get(&word).copied().unwrap_or_default()
    }

    /// Whether the word is the surname of a full name of the document.
    pub fn is_surname(&self, word: Fold) -> bool {
        self.surnames.contains(&word)
    }

    /// Whether the word is the first name of a full name of the document.
    pub fn is_first_name(&self, word: Fold) -> bool {
        self.first_names.contains(&word)
    }

    /// Whether the word names a storm or an operation.
    pub fn is_event(&self, word: Fold) -> bool {
        self.events.contains(&word)
    }

    /// Whether the single word has been learnt as a name.
    pub fn is_name(&self, word: Fold) -> bool {
        self.is_surname(word) || self.names.contains_key(&(word, 1))
    }

    /// The longest learnt name that begins at `at` and ends by `end`.
    pub fn recall(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<Recalled> {
        let longest = self.longest.get(&reading.fold(at)).copied().unwrap_or(0) as usize;
        for tokens in (1..=longest.min(end.saturating_sub(at))).rev() {
            let key = (phrase(reading, at, at + tokens), tokens as u8);
            if let Some((kind, score)) = self.names.get(&key) {
                return Some(Recalled { tokens, kind: *kind, score: *score });
            }
        }
        self.is_surname(reading.fold(at)).then_some(Recalled {
            tokens: 1,
            kind: EntityKind::Per,
            score: SURE,
        })
    }
}

fn phrase(reading: &Reading<'_>, from: usize, to: usize) -> Fold {
    fold_phrase((from..to).map(|at| reading.fold(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    #[test]
    fn a_full_name_teaches_its_surname() {
        let page = Page::new("Dmitry S. Peskov III spoke. Peskov left. Dmitry stayed.");
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let mut memory = Memory::default();
        memory.learn(&reading, 0, 4, EntityKind::Per, 4.0);
        let at = |word: &str| (0..).find(|at| reading.word(*at) == word).unwrap();
        assert!(memory.is_surname(reading.fold(at("Peskov"))));
        assert!(memory.is_first_name(reading.fold(at("Dmitry"))));
        assert!(!memory.is_surname(reading.fold(at("Dmitry"))));
        assert_eq!(memory.recall(&reading, 0, 6).unwrap().tokens, 4);
        assert!(memory.recall(&reading, at("spoke"), reading.tokens.len()).is_none());
    }

    #[test]
    fn a_doubtful_single_word_is_not_learnt() {
        let page = Page::new("Kinda works.");
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let mut memory = Memory::default();
        memory.learn(&reading, 0, 1, EntityKind::Loc, 2.0);
        assert!(memory.recall(&reading, 0, 2).is_none());
    }
}
