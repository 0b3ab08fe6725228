//! From a Latin spelling in an English text to the traditions that write a name so.
//!
//! The native form is not known. For each tradition the likeliest Cyrillic name behind the
//! spelling is sought; the spelling is foreign when that name is much likelier than the one
//! that an English reading gives, and likelier than the spelling is as a name of another
//! country. The traditions that spell the best name so are the answer.

use crate::names::convention::{Convention, Lang, Role, Tradition, tradition_index, traditions};
use crate::names::letters;
use crate::names::reconstruct::{LONGEST, Original, originals};
use crate::names::tables::{
    ESTABLISHED, GIVEN, GIVEN_LATIN, LATIN_ENDINGS, OTHER, SURNAMES,
};
use crate::names::transliterate::{capitalised, lower, spell};
use crate::names::verdict::{Case, Ending, MARK, ending, signs};
use std::sync::LazyLock;

/// The languages in which names are sought. Bulgarian and Belarusian ones are read like these.
const SOUGHT: [Lang; 2] = [Lang::Ru, Lang::Uk];
/// Shortest surname that is judged by itself.
const SHORTEST: usize = 5;
/// What a spelling without an English reading counts as, in logarithms.
const NO_READING: f32 = -60.0;
/// Names so much less likely than the best are not asked for their traditions.
const CLOSE: f32 = 1.5;
/// Class of `names_latin_endings.tsv`.
const TELLING: u32 = 1;
/// Class of `names_given_latin.tsv`.
const ENGLISH: u32 = 1;
/// Longest key of `names_latin_endings.tsv`, in letters.
const LONGEST_ENDING: usize = 8;

/// What the text says about a person besides the surname.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The given name is a Slavic one, or the person stands beside a country that writes
    /// Cyrillic.
    pub cyrillic: bool,
}

/// Where a spelling comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The traditions that write the name so, as ISO 639-1 codes.
    pub points_to: Vec<&'static str>,
    /// The name in Cyrillic, as far as the spelling shows it.
    pub native: String,
    /// The language that the name was read in.
    pub from: Lang,
    /// What English texts write, the usual spelling first.
    pub english: Vec<String>,
    /// Whether there is little doubt.
    pub sure: bool,
    /// Confidence, 0 to 1.
    pub score: f32,
}

/// The traditions that a surname in a text without Cyrillic points to; `None` where it is
/// English, of another country, or where nothing shows what it is.
pub fn attribute(surname: &str, evidence: Evidence) -> Option<Attribution> {
    let form = lower(surname);
    let shortest = if evidence.cyrillic { SHORTEST - 1 } else { SHORTEST };
    if !(shortest..=LONGEST).contains(&form.len())
        || !form.iter().all(|c| c.is_alphabetic() && !matches!(c, '\u{400}'..='\u{4ff}'))
        || surname.chars().skip(1).any(char::is_uppercase)
    {
        return None;
    }
    if let Some(found) = established(&form) {
        return found;
    }
    let signs = signs(&form);
    if signs == 0 || OTHER.lookup(surname).is_some() {
        return None;
    }
    let best_english = tradition_index("en-wide")
        .into_iter()
        .flat_map(|english| SOUGHT.map(|language| originals(english, language, &form, 1)))
        .flatten()
        .map(|original| original.score)
        .fold(NO_READING, f32::max);
    let names = names_behind(&form);
    let best = names.first()?;
    let points_to = lead_traditions(&names, &form);
    let case = Case {
        form: &form,
        signs,
        margin: best.score - best_english,
        likelihood: best.score - letters::of_others().log_word(&form),
        known: SURNAMES.lookup(&best.word.iter().collect::<String>()).is_some(),
        ending: ending(&best.word),
        word: &best.word,
        points_to: &points_to,
    };
    let sure = case.judge(evidence)?;
    Some(Attribution {
        native: capitalised(&best.word.iter().collect::<String>()),
        from: best.language,
        english: english(&best.word, best.language),
        score: if sure { case.score() } else { 0.45 },
        sure,
        points_to,
    })
}

/// Whether a surname's letters and ending make a closer look worth its cost: most names of
/// English texts stop here.
pub fn is_unusual(surname: &str) -> bool {
    if surname.len() < SHORTEST - 1 || OTHER.lookup(surname).is_some() {
        return false;
    }
    let form = lower(surname);
    if spellings().iter().any(|spelling| spelling.form == form) {
        return true;
    }
    let telling = |count: usize| {
        let from = form.len().checked_sub(count)?;
        let ending: String = form.get(from..)?.iter().map(|c| plain_vowel(*c)).collect();
        LATIN_ENDINGS.lookup(&ending).map(|entry| entry.value == TELLING)
    };
    let endings = (2..=LONGEST_ENDING).filter_map(telling).max();
    endings.is_some_and(|telling| {
        let signs = signs(&form);
        signs & MARK != 0 || telling && signs != 0
    })
}

/// A vowel without the acute that some traditions put on it.
fn plain_vowel(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    }
}

/// Whether a surname reads as a Slavic one in an English spelling.
pub fn reads_slavic(surname: &str) -> bool {
    let form = lower(surname);
    let Some(english) = tradition_index("en-wide") else { return false };
    if OTHER.lookup(surname).is_some() {
        return false;
    }
    SOUGHT.into_iter().flat_map(|language| originals(english, language, &form, 1)).any(|original| {
        ending(&original.word) == Some(Ending::Strong)
            && original.score - letters::of_others().log_word(&form) >= 5.0
    })
}

/// The likeliest Cyrillic name behind any spelling, English ones too; `None` for what no
/// tradition writes.
pub fn likeliest_native(surname: &str) -> Option<(String, Lang)> {
    let form = lower(surname);
    if let Some(spelling) = spellings().iter().find(|spelling| spelling.form == form) {
        return Some((spelling.native.to_owned(), spelling.from));
    }
    let mut names = names_behind(&form);
    if let Some(english) = tradition_index("en-wide") {
        names.extend(SOUGHT.into_iter().flat_map(|to| originals(english, to, &form, 1)));
    }
    let best = names.into_iter().reduce(|a, b| if b.score > a.score { b } else { a })?;
    // A letter of a plausible name costs far less than this.
    (best.score >= -4.0 * form.len() as f32)
        .then(|| (capitalised(&best.word.iter().collect::<String>()), best.language))
}

/// The likeliest names that some lead tradition writes so, likeliest first.
fn names_behind(form: &[char]) -> Vec<Original> {
    let mut names: Vec<Original> = Vec::new();
    for (index, tradition) in traditions().iter().enumerate() {
        if tradition.role != Role::Lead {
            continue;
        }
        for language in SOUGHT {
            for original in originals(index, language, form, 2) {
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
    let best = names.first().map_or(0.0, |name| name.score);
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

/// An established spelling: one of a tradition, by tradition, name and language.
struct Spelling {
    form: Vec<char>,
    tradition: &'static Tradition,
    native: &'static str,
    from: Lang,
}

fn spellings() -> &'static [Spelling] {
    static ALL: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
        let mut all = Vec::new();
        for entry in ESTABLISHED.entries() {
            for part in entry.text.split(';') {
                let Some((name, form)) = part.trim().split_once(' ') else { continue };
                let Some(tradition) = tradition_index(name).and_then(|at| traditions().get(at))
                else {
                    continue;
                };
                let from = language_of(entry.value);
                all.push(Spelling { form: lower(form), tradition, native: entry.key, from });
            }
        }
        all.sort_by(|a, b| (&a.form, a.tradition.name).cmp(&(&b.form, b.tradition.name)));
        all
    });
    &ALL
}

/// The language of a class of the name tables.
pub(crate) fn language_of(class: u32) -> Lang {
    match class {
        2 => Lang::Uk,
        3 => Lang::Be,
        4 => Lang::Bg,
        _ => Lang::Ru,
    }
}

/// The verdict on an established spelling: `Some(None)` if English texts have it too.
fn established(form: &[char]) -> Option<Option<Attribution>> {
    let all: Vec<&Spelling> =
        spellings().iter().filter(|spelling| spelling.form == form).collect();
    let first = all.first()?;
    if all.iter().any(|spelling| spelling.tradition.language == "en") {
        return Some(None);
    }
    let native = lower(first.native);
    let mut points_to: Vec<&'static str> =
        all.iter().map(|spelling| spelling.tradition.language).collect();
    for (index, tradition) in traditions().iter().enumerate() {
        let writes = Convention::of(index, first.from)
            .is_some_and(|convention| convention.writes(&native, form));
        if writes && tradition.role == Role::English {
            return Some(None);
        }
        if writes && tradition.role == Role::Lead {
            points_to.push(tradition.language);
        }
    }
    points_to.sort_unstable();
    points_to.dedup();
    Some(Some(Attribution {
        points_to,
        native: first.native.to_owned(),
        from: first.from,
        english: english(&native, first.from),
        sure: true,
        score: 0.95,
    }))
}

/// The spellings of a Cyrillic name in English texts, the usual one first.
pub fn english(word: &[char], from: Lang) -> Vec<String> {
    let native = capitalised(&word.iter().collect::<String>());
    let mut all: Vec<String> = Vec::new();
    for (index, tradition) in traditions().iter().enumerate() {
        if tradition.role != Role::English || tradition.name == "en-kmu" && from != Lang::Uk {
            continue;
        }
        let Some(convention) = Convention::of(index, from) else { continue };
        let most = if tradition.name == "en" { 2 } else { 1 };
        for form in spell(convention, tradition.name, &native).into_iter().take(most) {
            let form: String =
                form.chars().filter(|c| c.is_alphabetic()).map(|c| if c == 'ë' { 'e' } else { c }).collect();
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all.truncate(3);
    all
}

/// How a given name is spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Whether English texts write it so.
    pub english: bool,
    /// The lead traditions that write it so.
    pub traditions: Vec<&'static str>,
    /// The name in Cyrillic.
    pub native: &'static str,
}

/// How English texts spell a given name that is listed in Cyrillic.
pub fn english_of_given(native: &str) -> Option<String> {
    let from = GIVEN.lookup(native).map(|entry| language_of(entry.value))?;
    english(&lower(native), from).into_iter().next()
}

/// The adjectives of some languages, joined with commas and `or`.
pub fn adjectives(languages: &[&str]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for language in languages {
        let tradition = traditions().iter().find(|tradition| tradition.language == *language);
        words.extend(tradition.map(|tradition| tradition.adjective));
    }
    match words.as_slice() {
        [] => "foreign".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What a Slavic given name's spelling shows; `None` for other names.
pub fn given_name(name: &str) -> Option<GivenName> {
    let entry = GIVEN_LATIN.lookup(name)?;
    let (native, languages) = entry.text.split_once(';').unwrap_or((entry.text, ""));
    Some(GivenName {
        english: entry.value == ENGLISH,
        traditions: languages.split_whitespace().collect(),
        native: native.trim(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(surname: &str) -> Vec<&'static str> {
        attribute(surname, Evidence::default()).map_or_else(Vec::new, |found| found.points_to)
    }

    #[test]
    fn letters_show_the_tradition() {
        assert_eq!(points("Schtscherbakow"), ["de"]);
        assert_eq!(points("Bondartchouk"), ["fr"]);
        assert!(points("Sjisjkin").contains(&"sv"));
        assert_eq!(points("Trotzki"), ["de"]);
        assert!(points("Gontšarov").contains(&"fi"));
        let found = attribute("Schtscherbakow", Evidence::default()).unwrap();
        assert!(found.sure);
        assert_eq!((found.native.as_str(), found.english[0].as_str()), ("Щербаков", "Shcherbakov"));
    }

    #[test]
    fn english_spellings_are_none() {
        for name in ["Shcherbakov", "Goncharenko", "Kuznetsov", "Ostrovsky", "Ostrovskiy", "Trotsky"] {
            assert_eq!(attribute(name, Evidence::default()), None, "{name}");
        }
    }

    #[test]
    fn people_of_other_countries_are_none() {
        for name in [
            "Schröder", "Lewandowski", "Schmidt", "Schäuble", "Juncker", "Kowalski", "Macron",
            "Duda", "Morawiecki", "Tusk", "Bashar", "Timmermans", "Baldwin", "Winslow", "O'Brien",
            "", "💩", "McDonald", "Hoekstra", "Babiš",
        ] {
            assert_eq!(attribute(name, Evidence::default()), None, "{name}");
        }
    }

    #[test]
    fn given_names_show_where_a_person_is_from() {
        assert!(given_name("Volodymyr").unwrap().english);
        let german = given_name("Wolodymyr").unwrap();
        assert!(!german.english && german.traditions.contains(&"de"));
        assert_eq!(given_name("Jonathan"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_word_is_judged_without_a_panic(word in "\\PC{0,26}") {
            let _ = attribute(&word, Evidence { cyrillic: true });
            let _ = given_name(&word);
        }
    }
}
