//! # PST102 name-variant
//!
//! ## What it does
//! Finds one person under two accepted English spellings within a document: “Zelensky” here,
//! “Zelenskiy” there.
//!
//! ## Why
//! A newsroom keeps to one style. Two styles in one text show that it was put together from
//! several sources, or edited without a style check. Neither spelling is wrong: it is a note.
//!
//! ## Example
//! > Zelensky thanked the allies. Later **Zelenskiy** flew home.
//!
//! ## How to silence
//! `ignore = ["PST102"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Reuters Handbook of Journalism and AP Stylebook, entries on Russian and Ukrainian names.

use crate::context::Context;
use crate::names::{self, Person, Reason, Surname};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Related};
use std::cell::LazyCell;

/// One person under two accepted spellings.
pub struct NameVariant;

static INFO: RuleInfo = RuleInfo {
    code: "PST102",
    name: "name-variant",
    category: Category::NameVariant,
    level: Level::Note,
    summary: "one person under two accepted spellings",
};

impl Rule for NameVariant {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let surnames = context.people().surnames.iter();
        let mut keyed: Vec<(String, &Surname<'_>)> =
            surnames.map(|surname| (names::key(surname.text), surname)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        for alike in keyed.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let mut mentions: Vec<(&Person, &Surname<'_>)> = alike
                .iter()
                .flat_map(|&(_, surname)| {
                    surname.mentions.iter().map(move |person| (person, surname))
                })
                .collect();
            mentions.sort_by_key(|(person, _)| person.surname);
            let Some(&(first, usual)) = mentions.first() else { continue };
            // A foreign spelling is another rule's finding.
            if usual.foreign.is_some() {
                continue;
            }
            let slavic = LazyCell::new(|| names::reads_slavic(usual.text));
            let later = mentions.iter().find(|(person, surname)| {
                surname.text != usual.text
                    && surname.foreign.is_none()
                    && names::same_word(usual.text, surname.text) == Some(Reason::Convention)
                    // Styles differ in Slavic names, so such a surname is enough.
                    && (same_person(context, first, person)
                        || !both_given(first, person) && *slavic)
            });
            let Some((later, surname)) = later else { continue };
            let message = format!(
                "“{}” and “{}” are two English spellings of one name",
                surname.text, usual.text
            );
            let mut finding = INFO.finding(later.surname, 0.6, message);
            finding.suggestion = Some(usual.text.to_owned());
            finding.related =
                vec![Related { document: context.document.id().to_owned(), span: first.surname }];
            findings.add(finding);
        }
    }
}

/// Whether both mentions have a given name.
fn both_given(a: &Person, b: &Person) -> bool {
    a.given.is_some() && b.given.is_some()
}

/// Whether the given names are one name, or, where one is missing, the entities are one.
fn same_person(context: &Context<'_>, a: &Person, b: &Person) -> bool {
    match (a.given, b.given) {
        (Some(x), Some(y)) => {
            let (x, y) = (x.of(context.text), y.of(context.text));
            x == y || names::key(x) == names::key(y)
        }
        _ => a.entity.is_some() && a.entity == b.entity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{findings, silent};

    #[test]
    fn two_styles_in_one_text_are_a_note() {
        let text = "President Boris Ostrovsky spoke to reporters. Mr. Boris Ostrovskiy then left.";
        let found = findings(&NameVariant, text);
        assert!(found.len() <= 1);
        assert!(found.iter().all(|f| f.level == Level::Note && f.suggestion.is_some()));
    }

    #[test]
    fn two_people_are_no_variant() {
        silent(
            &NameVariant,
            "Boris Ivanov met Anna Ivanova. President John Smith met Jane Smythe.",
        );
        silent(&NameVariant, "");
    }
}
