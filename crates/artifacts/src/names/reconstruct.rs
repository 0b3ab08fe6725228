//! From a Latin spelling to the Cyrillic names that a tradition may have written so.

use crate::names::convention::{Convention, Lang, TraditionIndex, is_vowel};
use crate::names::letters::{self, END, LetterModel, START};

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

/// Longest spelling that is looked at, in letters.
pub(crate) const LONGEST: usize = 24;
/// Partial names kept at each letter of the spelling.
const BEAM: usize = 24;
/// What a spelling costs that is not the usual one of its row, a step down the row.
const RARE: f32 = 0.7;

#[derive(Clone, Copy)]
struct Partial {
    score: f32,
    word: [char; LONGEST],
    length: usize,
}

impl Partial {
    const EMPTY: Self = Self { score: 0.0, word: ['\0'; LONGEST], length: 0 };

    fn letters(&self) -> &[char] {
        &self.word[..self.length]
    }

    fn last(&self) -> Option<char> {
        self.letters().last().copied()
    }

    /// The name with more letters; `None` when it gets too long.
    fn with(&self, letters: &str, model: &LetterModel) -> Option<Self> {
        let mut longer = *self;
        for letter in letters.chars() {
            let (before, last) = longer.context(model);
            longer.score += model.log_p(before, last, model.letter(letter));
            *longer.word.get_mut(longer.length)? = letter;
            longer.length += 1;
        }
        Some(longer)
    }

    fn context(&self, model: &LetterModel) -> (Option<u8>, u8) {
        match self.letters() {
            [] => (None, START),
            [only] => (Some(START), model.letter(*only)),
            [.., before, last] => (Some(model.letter(*before)), model.letter(*last)),
        }
    }
}

/// The likeliest names of `language` that the tradition may write as `form` (in lower case), at
/// most `most`, likeliest first.
pub(crate) fn originals(
    tradition: TraditionIndex,
    language: Lang,
    form: &[char],
    most: usize,
) -> Vec<Original> {
    let Some(convention) = Convention::of(tradition, language) else { return Vec::new() };
    if form.is_empty() || form.len() > LONGEST {
        return Vec::new();
    }
    let model = letters::of_surnames(language);
    let mut agenda: Vec<Vec<Partial>> = vec![Vec::new(); form.len() + 1];
    agenda[0].push(Partial::EMPTY);
    for at in 0..form.len() {
        let mut partials = std::mem::take(&mut agenda[at]);
        prune(&mut partials);
        add_silent(&mut partials, convention, model);
        for partial in &partials {
            for entry in convention.reversed(form.get(at).copied()) {
                let row = &entry.row;
                let fits = (!row.at_start || partial.length == 0)
                    && (!row.after_vowel || partial.last().is_some_and(is_vowel));
                let Some(end) = convention.after(form, at, entry.output).filter(|_| fits) else {
                    continue;
                };
                if end <= at || row.at_end && end != form.len() {
                    continue;
                }
                if let Some(mut longer) = partial.with(row.letters, model) {
                    longer.score -= RARE * entry.rank as f32;
                    if let Some(later) = agenda.get_mut(end) {
                        later.push(longer);
                    }
                }
            }
        }
    }
    let mut whole = agenda.pop().unwrap_or_default();
    prune(&mut whole);
    add_silent(&mut whole, convention, model);
    for partial in &mut whole {
        let (before, last) = partial.context(model);
        partial.score += model.log_p(before, last, END);
    }
    sort(&mut whole);
    let mut found: Vec<Original> = Vec::new();
    for partial in whole {
        // Rows look to the right too, which the search above does not: ask the tradition itself.
        if !convention.writes(partial.letters(), form)
            || found.iter().any(|original| original.word == partial.letters())
        {
            continue;
        }
        found.push(Original { score: partial.score, language, word: partial.letters().to_vec() });
        if found.len() == most {
            break;
        }
    }
    found
}

fn sort(partials: &mut [Partial]) {
    partials.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.letters().cmp(b.letters())));
}

fn prune(partials: &mut Vec<Partial>) {
    sort(partials);
    partials.truncate(BEAM);
}

/// Adds each name with a letter behind it that this tradition does not write, such as a soft
/// sign.
fn add_silent(partials: &mut Vec<Partial>, convention: &Convention, model: &LetterModel) {
    for at in 0..partials.len() {
        let partial = partials[at];
        let after_consonant =
            partial.last().is_some_and(|c| !is_vowel(c) && !matches!(c, 'ь' | 'ъ' | '\''));
        if !after_consonant {
            continue;
        }
        for entry in convention.reversed(None).iter().filter(|entry| entry.row.count == 1) {
            partials.extend(partial.with(entry.row.letters, model));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::convention::tradition_index;

    fn best(tradition: &str, language: Lang, form: &str) -> Option<String> {
        let form: Vec<char> = form.chars().collect();
        let tradition = tradition_index(tradition).unwrap();
        let original = originals(tradition, language, &form, 1).into_iter().next()?;
        Some(original.word.iter().collect())
    }

    #[test]
    fn spellings_lead_back_to_names() {
        assert_eq!(best("de", Lang::Ru, "tschernow").as_deref(), Some("чернов"));
        assert_eq!(best("nl", Lang::Ru, "sjisjkin").as_deref(), Some("шишкин"));
        assert_eq!(best("fr", Lang::Uk, "bondartchouk").as_deref(), Some("бондарчук"));
        assert_eq!(best("en", Lang::Ru, "tschernow"), None);
        assert_eq!(best("de", Lang::Ru, ""), None);
    }

    proptest::proptest! {
        #[test]
        fn any_spelling_is_read_without_a_panic(form in "\\PC{0,30}") {
            let form: Vec<char> = form.chars().collect();
            for tradition in 0..crate::names::convention::traditions().len() {
                let _ = originals(tradition, Lang::Uk, &form, 2);
            }
        }
    }
}
