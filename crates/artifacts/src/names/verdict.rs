//! Whether a spelling is foreign enough to say so.

use crate::names::attribution::Evidence;
use crate::names::tables::{ENDINGS, SIGNS};
use std::sync::LazyLock;

/// Bits of the classes of `names_signs.tsv`: hardly anything but a transliteration before `-ski`.
const CLEAR: u32 = 2;
/// What a French `-ine` wants beside it.
const WITH_OU: u32 = 4;
/// Rarely English.
pub(crate) const MARK: u32 = 8;

/// How much likelier than its English reading a name has to be, in logarithms.
pub(crate) const LEAST_MARGIN: f32 = 2.4;
/// A greater difference says no more than this one.
pub(crate) const GREATEST_MARGIN: f32 = 20.0;

/// Endings of surnames, in the classes of `names_endings.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Hardly borne but by people whose name was not Latin first.
    Strong,
    /// Poles, Czechs and others bear it too.
    Adjective,
    /// Other names end so too.
    Weak,
    /// Likewise, but frequent.
    WeakIn,
    /// Strong in most spellings.
    Shared,
}

/// All that the verdict on one spelling rests on.
pub(crate) struct Case<'a> {
    /// The spelling in lower case.
    pub form: &'a [char],
    /// The joined classes of its letter groups.
    pub signs: u32,
    /// How much likelier the best name is than that of an English reading.
    pub margin: f32,
    /// How much likelier it is than the spelling as a name of another country.
    pub likelihood: f32,
    /// Whether the best name is a listed one.
    pub known: bool,
    /// The class of its ending.
    pub ending: Option<Ending>,
    /// The best name.
    pub word: &'a [char],
    /// The traditions that write it so.
    pub points_to: &'a [&'static str],
}

impl Case<'_> {
    /// `Some(true)`: hardly anything else; `Some(false)`: worth a note; `None`: nothing shown.
    pub fn judge(&self, evidence: Evidence) -> Option<bool> {
        if self.margin < LEAST_MARGIN || self.points_to.is_empty() || self.is_out() {
            return None;
        }
        let ending = self.ending?;
        if evidence.cyrillic && self.likelihood >= -14.0 {
            return Some(true);
        }
        let (margin, likelihood) = (self.margin, self.likelihood);
        let mark = self.signs & MARK != 0;
        match ending {
            Ending::Strong | Ending::Shared => {
                let least =
                    if ending == Ending::Shared && self.borne_at_home() { 3.0 } else { -4.0 };
                let sure = margin >= 3.4 && likelihood >= least;
                (sure || likelihood >= -8.0).then_some(sure)
            }
            Ending::Adjective => {
                let slavic_west = contains(self.form, "owsk") || contains(self.form, "ewsk");
                let sure = margin >= 5.0
                    && (self.signs & CLEAR != 0 && likelihood >= -4.0
                        || likelihood >= 0.0
                            && !slavic_west
                            && (contains(self.form, "j") || contains(self.form, "sz")));
                (sure || likelihood >= -4.0).then_some(sure)
            }
            Ending::Weak | Ending::WeakIn => {
                let frequent = ending == Ending::WeakIn;
                let sure = margin >= 5.0
                    && (mark && likelihood >= 0.0
                        || mark && frequent && likelihood >= -4.0
                        || self.known
                        || frequent && likelihood >= 2.0);
                (sure || margin >= 3.0 && likelihood >= 0.0).then_some(sure)
            }
        }
    }

    /// Spellings that look foreign for another reason.
    fn is_out(&self) -> bool {
        let doubled = self.word.windows(2).any(|pair| {
            pair[0] == pair[1]
                && matches!(
                    pair[0],
                    'б' | 'в' | 'г' | 'д' | 'з' | 'к' | 'л' | 'м' | 'п' | 'р' | 'ц' | 'ф'
                )
        });
        // A bare `c` for ц wants another letter of those that write it so.
        let bare_c = self.form.iter().all(char::is_ascii)
            && self.form.iter().enumerate().any(|(at, c)| {
                *c == 'c' && !matches!(self.form.get(at + 1), Some('h' | 's' | 'z'))
            })
            && !["j", "sz", "cz", "w"].iter().any(|group| contains(self.form, group));
        let spanish_alone = self.points_to == ["es"]
            && !matches!(self.ending, Some(Ending::Strong | Ending::Shared | Ending::Adjective))
            && !self.word.ends_with(&['а', 'я']);
        let french_ine = self.points_to == ["fr"]
            && (self.word.ends_with(&['и', 'н']) || self.word.ends_with(&['ы', 'н']))
            && self.signs & WITH_OU == 0;
        !self.known && (doubled || french_ine) || bare_c || spanish_alone
    }

    /// Whether people of a country with Latin script bear such names.
    fn borne_at_home(&self) -> bool {
        let within = |homes: &[&str]| self.points_to.iter().all(|code| homes.contains(code));
        within(&["pl"]) || self.word.ends_with(&['и', 'ч']) && within(&["cs", "hu", "it"])
    }

    /// Confidence of a sure verdict: the logistic function of the margin, within bounds.
    pub fn score(&self) -> f32 {
        let odds = (self.margin.min(GREATEST_MARGIN) + self.likelihood.clamp(-10.0, 10.0)) / 8.0;
        (1.0 / (1.0 + (-odds).exp())).clamp(0.65, 0.97)
    }
}

fn contains(form: &[char], group: &str) -> bool {
    let count = group.chars().count();
    form.windows(count).any(|window| window.iter().copied().eq(group.chars()))
}

/// The classes of the letter groups in a spelling, joined.
pub(crate) fn signs(form: &[char]) -> u32 {
    // Letters, whether they count at the end only, class; in the order of the letters.
    static GROUPS: LazyLock<Vec<(Vec<char>, bool, u32)>> = LazyLock::new(|| {
        let mut groups: Vec<(Vec<char>, bool, u32)> = SIGNS
            .entries()
            .map(|entry| {
                let letters = entry.key.trim_end_matches('$').chars().collect();
                (letters, entry.key.ends_with('$'), entry.value)
            })
            .collect();
        groups.sort();
        groups
    });
    let mut classes = 0;
    for rest in (0..form.len()).map(|at| &form[at..]) {
        let from = GROUPS.partition_point(|(letters, _, _)| letters.first() < rest.first());
        classes |= GROUPS[from..]
            .iter()
            .take_while(|(letters, _, _)| letters.first() == rest.first())
            .filter(|(letters, at_end, _)| {
                rest.starts_with(letters) && (!at_end || rest.len() == letters.len())
            })
            .fold(0, |sum, (_, _, class)| sum | class);
    }
    classes
}

/// The class of the longest ending that the table has.
pub(crate) fn ending(word: &[char]) -> Option<Ending> {
    let longest = word.len().min(5);
    let found = (1..=longest).rev().find_map(|count| {
        let ending: String = word[word.len() - count..].iter().collect();
        ENDINGS.lookup(&ending)
    })?;
    Some(match found.value {
        1 => Ending::Strong,
        2 => Ending::Adjective,
        3 => Ending::Weak,
        4 => Ending::WeakIn,
        _ => Ending::Shared,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn the_longest_ending_and_all_signs_count() {
        assert_eq!(ending(&chars("гончаренко")), Some(Ending::Strong));
        assert_eq!(ending(&chars("бутко")), Some(Ending::Weak));
        assert_eq!(ending(&chars("")), None);
        assert!(signs(&chars("schtscherbakow")) & (MARK | CLEAR) == MARK | CLEAR);
        assert!(signs(&chars("poutine")) & WITH_OU != 0);
        assert_eq!(signs(&chars("ab")), 0);
    }
}
