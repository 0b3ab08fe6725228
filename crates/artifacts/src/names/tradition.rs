//! What `postil name` says of a name.

use crate::names::attribution::{self, Evidence};
use crate::names::convention::{Convention, Lang, Role, traditions};
use crate::names::reading;
use crate::names::tables::{GIVEN, SURNAMES};
use crate::names::transliterate::{Form, forms, lower};
use serde::Serialize;

/// A tradition that spells a name so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Writer {
    /// ISO 639-1 code of the language.
    pub language: &'static str,
    /// The norm or practice behind it.
    pub style: &'static str,
    /// What shows it, in one sentence.
    pub why: String,
}

/// All that is known of a name; the record form of `postil name --format json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NameReport {
    /// The name as it was asked for.
    pub input: String,
    /// Its Cyrillic form, if it was given or can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native: Option<String>,
    /// The spelling of each tradition; empty if there is no native form.
    pub forms: Vec<Form>,
    /// The traditions that write the name as it was asked for.
    pub traditions: Vec<Writer>,
}

/// Describes a name in Cyrillic or in Latin letters. `from` is the ISO 639-1 code of the native
/// form's language; without it, the letters decide.
pub fn describe(text: &str, from: Option<&str>) -> NameReport {
    let text = text.trim();
    let mut report = NameReport { input: text.to_owned(), ..NameReport::default() };
    if text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
        let from = from.and_then(Lang::from_code).unwrap_or_else(|| language_of(text));
        report.native = Some(text.to_owned());
        report.forms = forms(text, from);
        return report;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(surname) = words.last() else { return report };
    let given = words.first().filter(|_| words.len() > 1).and_then(|w| attribution::given_name(w));
    let evidence = Evidence { cyrillic: from.is_some() || given.is_some() };
    let (native, language) = match attribution::attribute(surname, evidence) {
        Some(found) => (found.native, found.from),
        None => match reading::likeliest_native(surname) {
            Some(found) => found,
            None => return report,
        },
    };
    let letters = lower(&native);
    let form = lower(surname);
    for (index, tradition) in traditions().iter().enumerate() {
        let writes = Convention::of(index, language)
            .is_some_and(|convention| convention.writes(&letters, &form));
        let wide = tradition.role == Role::Wide
            && report.traditions.iter().any(|writer| writer.language == "en");
        if writes && !wide {
            let why = format!(
                "“{surname}” is what {} transliteration ({}) makes of {native}",
                tradition.adjective, tradition.style
            );
            let (language, style) = (tradition.language, tradition.style);
            report.traditions.push(Writer { language, style, why });
        }
    }
    let first = given.map(|given| given.native);
    let whole = match first.filter(|_| words.len() == 2) {
        Some(first) => format!("{first} {native}"),
        None => native,
    };
    report.forms = forms(&whole, language);
    report.native = Some(whole);
    report
}

/// The language whose letters a Cyrillic name has; Russian if nothing tells.
fn language_of(text: &str) -> Lang {
    let letters = lower(text);
    let has = |group: &str| letters.iter().any(|letter| group.contains(*letter));
    let listed = text
        .split_whitespace()
        .rev()
        .find_map(|word| SURNAMES.lookup(word).or_else(|| GIVEN.lookup(word)));
    if has("ђћљњџј") {
        if has("ѓќѕ") { Lang::Mk } else { Lang::Sr }
    } else if has("ѓќѕ") {
        Lang::Mk
    } else if has("әғқңөұүһ") {
        Lang::Kk
    } else if has("ў") || has("і") && has("ыэё") {
        Lang::Be
    } else if has("іїєґ'") {
        Lang::Uk
    } else if has("ыэё") {
        Lang::Ru
    } else {
        listed.map_or(Lang::Ru, |entry| attribution::language_of(entry.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_native_name_is_spelt_in_every_tradition() {
        let report = describe("Володимир Гончаренко", None);
        let texts: Vec<&str> = report.forms.iter().map(|form| form.text.as_str()).collect();
        assert!(texts.contains(&"Volodymyr Honcharenko"), "{texts:?}");
        assert!(texts.contains(&"Wolodymyr Hontscharenko"), "{texts:?}");
        assert!(report.traditions.is_empty());
    }

    #[test]
    fn a_latin_name_is_led_back() {
        let report = describe("Schtscherbakow", None);
        assert_eq!(report.native.as_deref(), Some("Щербаков"));
        assert_eq!(report.traditions[0].language, "de");
        assert!(report.forms.iter().any(|form| form.text == "Shcherbakov"));
        let report = describe("Shcherbakov", None);
        assert!(report.traditions.iter().any(|writer| writer.language == "en"));
    }

    #[test]
    fn what_is_no_name_gives_an_empty_report() {
        assert_eq!(describe("", None), NameReport::default());
        assert!(describe("12 💩", Some("xx")).forms.is_empty());
    }

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(language_of("Караткевіч Быкаў"), Lang::Be);
        assert_eq!(language_of("Ђорђевић"), Lang::Sr);
        assert_eq!(language_of("Фёдоров"), Lang::Ru);
        assert_eq!(language_of("Георгиев"), Lang::Bg);
    }
}
