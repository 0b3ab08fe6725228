//! The likeliest Cyrillic names behind a Latin spelling, over all traditions.

use crate::names::attribution::{Attribution, Evidence, english};
use crate::names::convention::{Convention, Lang, Role, tradition_index, traditions};
use crate::names::established;
use crate::names::letters;
use crate::names::reconstruct::{Original, Search};
use crate::names::tables::{OTHER, SURNAMES};
use crate::names::transliterate::{capitalised, lower};
use crate::names::verdict::{Case, Ending, GREATEST_MARGIN, LEAST_MARGIN, ending};

pub(crate) use crate::names::reconstruct::LONGEST;

/// The languages in which names are sought. Bulgarian and Belarusian ones are read like these.
const SOUGHT: [Lang; 2] = [Lang::Ru, Lang::Uk];
/// What a spelling without an English reading counts as, in logarithms.
const NO_READING: f32 = -60.0;
/// Names so much less likely than the best are not asked for their traditions.
const CLOSE: f32 = 1.5;
/// How much likelier a name is than the spelling as one of another country, to be a Slavic one.
const SLAVIC_MARGIN: f32 = 5.0;
/// More than the rounding errors of a sum of logarithms.
const ROUNDING: f32 = 0.01;

/// The name behind a spelling and how it compares with other readings.
#[derive(Clone, Debug)]
pub(crate) struct Letters {
    form: Vec<char>,
    signs: u32,
    best: Original,
    margin: f32,
    likelihood: f32,
    points_to: Vec<&'static str>,
}

impl Letters {
    /// Reads a spelling in lower case with the classes of its letter groups; `None` if an
    /// English reading explains it, or no lead tradition writes a name so.
    pub fn of(form: Vec<char>, signs: u32) -> Option<Self> {
        let mut search = Search::default();
        let names = names_behind(&mut search, &form, NO_READING + LEAST_MARGIN - CLOSE - ROUNDING);
        let best = names.first()?.clone();
        // How much less likely the English reading is matters up to some margin only.
        let least = (best.score - GREATEST_MARGIN - ROUNDING).max(NO_READING);
        let english = english_readings(&mut search, &form, least)
            .iter()
            .map(|original| original.score)
            .fold(NO_READING, f32::max);
        let margin = best.score - english;
        if margin < LEAST_MARGIN {
            return None;
        }
        let points_to = lead_traditions(&names, &form);
        let likelihood = best.score - letters::of_others().log_word(&form);
        Some(Self { form, signs, best, margin, likelihood, points_to })
    }

    /// The verdict, given what else the text says of the person.
    pub fn judge(&self, evidence: Evidence) -> Option<Attribution> {
        let word: String = self.best.word.iter().collect();
        let case = Case {
            form: &self.form,
            signs: self.signs,
            margin: self.margin,
            likelihood: self.likelihood,
            known: SURNAMES.lookup(&word).is_some(),
            ending: ending(&self.best.word),
            word: &self.best.word,
            points_to: &self.points_to,
        };
        let sure = case.judge(evidence)?;
        Some(Attribution {
            native: capitalised(&word),
            from: self.best.language,
            english: english(&self.best.word, self.best.language),
            score: if sure { case.score() } else { 0.45 },
            sure,
            points_to: self.points_to.clone(),
        })
    }
}

/// The likeliest name of each language that English texts may write so.
fn english_readings(search: &mut Search, form: &[char], least: f32) -> Vec<Original> {
    let Some(english) = tradition_index("en-wide") else { return Vec::new() };
    SOUGHT
        .into_iter()
        .flat_map(|language| search.originals(english, language, form, 1, least))
        .collect()
}

/// The likeliest names that some lead tradition writes so, likeliest first; none below `least`.
fn names_behind(search: &mut Search, form: &[char], least: f32) -> Vec<Original> {
    let mut names: Vec<Original> = Vec::new();
    let mut best = f32::NEG_INFINITY;
    for (index, tradition) in traditions().iter().enumerate() {
        if tradition.role != Role::Lead {
            continue;
        }
        for language in SOUGHT {
            let least = least.max(best - CLOSE - ROUNDING);
            for original in search.originals(index, language, form, 2, least) {
                best = best.max(original.score);
                let same = |other: &&mut Original| {
                    other.word == original.word && other.language == original.language
                };
                match names.iter_mut().find(same) {
                    Some(other) => other.score = other.score.max(original.score),
                    None => names.push(original),
                }
            }
        }
    }
    names.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| (a.language, &a.word).cmp(&(b.language, &b.word)))
    });
    names.retain(|name| name.score >= best - CLOSE);
    names.truncate(3);
    names
}

/// The lead traditions that write one of the names so.
fn lead_traditions(names: &[Original], form: &[char]) -> Vec<&'static str> {
    let mut leads: Vec<&'static str> = Vec::new();
    for (index, tradition) in traditions().iter().enumerate() {
        let writes = || {
            names.iter().any(|name| {
                Convention::of(index, name.language)
                    .is_some_and(|convention| convention.writes(&name.word, form))
            })
        };
        if tradition.role == Role::Lead && writes() {
            leads.push(tradition.language);
        }
    }
    // Norwegian spells like Swedish or like Dutch; Spanish and Hungarian share most spellings of
    // names that have none of their own letters.
    if leads.contains(&"sv") || leads.contains(&"nl") {
        leads.retain(|language| *language != "no");
    }
    if leads.len() > 2 && leads.iter().any(|language| !matches!(*language, "es" | "hu")) {
        leads.retain(|language| !matches!(*language, "es" | "hu"));
    }
    leads
}

/// Whether a surname reads as a Slavic one in an English spelling.
pub fn reads_slavic(surname: &str) -> bool {
    if OTHER.lookup(surname).is_some() {
        return false;
    }
    let form = lower(surname);
    let others = letters::of_others().log_word(&form);
    let least = others + SLAVIC_MARGIN - ROUNDING;
    english_readings(&mut Search::default(), &form, least).iter().any(|original| {
        ending(&original.word) == Some(Ending::Strong) && original.score - others >= SLAVIC_MARGIN
    })
}

/// The likeliest Cyrillic name behind any spelling, English ones too; `None` for what no
/// tradition writes.
pub fn likeliest_native(surname: &str) -> Option<(String, Lang)> {
    let form = lower(surname);
    if let Some(native) = established::native(&form) {
        return Some(native);
    }
    let mut search = Search::default();
    let mut names = names_behind(&mut search, &form, f32::NEG_INFINITY);
    names.extend(english_readings(&mut search, &form, f32::NEG_INFINITY));
    let best = names.into_iter().reduce(|a, b| if b.score > a.score { b } else { a })?;
    // A letter of a plausible name costs far less than this.
    (best.score >= -4.0 * form.len() as f32)
        .then(|| (capitalised(&best.word.iter().collect::<String>()), best.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_led_back_whatever_their_tradition() {
        let native = |surname| likeliest_native(surname).map(|(native, _)| native);
        assert_eq!(native("Schtscherbakow").as_deref(), Some("Щербаков"));
        assert_eq!(native("Shcherbakov").as_deref(), Some("Щербаков"));
        assert_eq!(native("💩"), None);
    }

    #[test]
    fn slavic_names_are_told_from_others() {
        assert!(reads_slavic("Goncharenko"));
        assert!(!reads_slavic("Henderson") && !reads_slavic(""));
    }
}
