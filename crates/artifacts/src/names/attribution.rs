//! From a Latin spelling in an English text to the traditions that write a name so.
//!
//! The native form is not known. For each tradition the likeliest Cyrillic name behind the
//! spelling is sought; the spelling is foreign when that name is much likelier than the one
//! that an English reading gives, and likelier than the spelling is as a name of another
//! country. The traditions that spell the best name so are the answer. `reading.rs` seeks, and
//! costs; what stands around the name in the text is weighed here, and costs nothing.

use crate::names::convention::{Convention, Lang, Role, traditions};
use crate::names::established;
use crate::names::memory;
use crate::names::reading;
use crate::names::tables::{GIVEN, GIVEN_LATIN, OTHER};
use crate::names::transliterate::{capitalised, lower, spell};
use crate::names::verdict::signs;
use postil_core::fold;
use std::sync::Arc;

pub use crate::names::unusual::is_unusual;

/// Shortest surname that is judged by itself; with other evidence, one letter less is enough.
pub(crate) const SHORTEST: usize = 5;
/// Class of `names_given_latin.tsv`.
const ENGLISH: u32 = 1;

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

/// What the letters of a surname show, whatever stands around it.
#[derive(Clone, Debug)]
pub struct Reading {
    length: usize,
    found: Arc<Found>,
}

#[derive(Clone, Debug)]
enum Found {
    /// A spelling that is established in some language and not in English.
    Established(Attribution),
    /// A name that the spelling leads to.
    Letters(reading::Letters),
}

/// Reads a surname of a text without Cyrillic; `None` where it is English, of another country,
/// or where no tradition writes a name so.
pub fn read(surname: &str) -> Option<Reading> {
    let form = lower(surname);
    let length = form.len();
    if !(SHORTEST - 1..=reading::LONGEST).contains(&length)
        || !form.iter().all(|c| c.is_alphabetic() && !matches!(c, '\u{400}'..='\u{4ff}'))
        || surname.chars().skip(1).any(char::is_uppercase)
    {
        return None;
    }
    memory::recall(surname, || {
        let found = Arc::new(find(surname, form)?);
        Some(Reading { length, found })
    })
}

/// What the letters of a spelling show, sought anew.
fn find(surname: &str, form: Vec<char>) -> Option<Found> {
    if let Some(found) = established::find(&form) {
        return found.map(Found::Established);
    }
    let signs = signs(&form);
    if signs == 0 || OTHER.lookup(surname).is_some() {
        return None;
    }
    reading::Letters::of(form, signs).map(Found::Letters)
}

impl Reading {
    /// The traditions that the name points to, given what else the text says of the person;
    /// `None` where nothing shows what it is.
    pub fn judge(&self, evidence: Evidence) -> Option<Attribution> {
        let shortest = if evidence.cyrillic { SHORTEST - 1 } else { SHORTEST };
        if self.length < shortest {
            return None;
        }
        match &*self.found {
            Found::Established(attribution) => Some(attribution.clone()),
            Found::Letters(letters) => letters.judge(evidence),
        }
    }
}

/// The traditions that a surname in a text without Cyrillic points to: [`read`] and
/// [`Reading::judge`] in one.
pub fn attribute(surname: &str, evidence: Evidence) -> Option<Attribution> {
    read(surname)?.judge(evidence)
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
            let form: String = form
                .chars()
                .filter(|c| c.is_alphabetic())
                .map(|c| if c == 'ë' { 'e' } else { c })
                .collect();
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
    let entry = GIVEN_LATIN.get(fold(name), name)?;
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
        for name in
            ["Shcherbakov", "Goncharenko", "Kuznetsov", "Ostrovsky", "Ostrovskiy", "Trotsky"]
        {
            assert_eq!(attribute(name, Evidence::default()), None, "{name}");
        }
    }

    #[test]
    fn people_of_other_countries_are_none() {
        for name in [
            "Schröder",
            "Lewandowski",
            "Schmidt",
            "Schäuble",
            "Juncker",
            "Kowalski",
            "Macron",
            "Duda",
            "Morawiecki",
            "Tusk",
            "Bashar",
            "Timmermans",
            "Baldwin",
            "Winslow",
            "O'Brien",
            "",
            "💩",
            "McDonald",
            "Hoekstra",
            "Babiš",
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
