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
use crate::names::{self, Person, Reason};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Related};
use std::collections::BTreeMap;

/// One person under two accepted spellings.
pub struct NameVariant;

static INFO: RuleInfo = RuleInfo {
    code: "PST102",
    name: "name-variant",
    category: Category::NameVariant,
    level: Level::Note,
    summary: "one person under two accepted spellings",
};

/// Most different surnames that are compared with each other.
const MOST: usize = 400;

impl Rule for NameVariant {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let persons = names::persons(context);
        let mut keys: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        let mut seen: BTreeMap<&str, String> = BTreeMap::new();
        for person in &persons {
            let surname = person.surname.of(context.text);
            if seen.len() == MOST && !seen.contains_key(surname) {
                continue;
            }
            let key = seen.entry(surname).or_insert_with(|| names::key(surname)).clone();
            keys.entry(key).or_default().push(person);
        }
        for mentions in keys.values() {
            let Some(first) = mentions.first() else { continue };
            let usual = first.surname.of(context.text);
            for later in mentions {
                let surname = later.surname.of(context.text);
                if surname == usual
                    || names::same_word(usual, surname) != Some(Reason::Convention)
                    || !same_given(context, first, later)
                    || names::judge(context, later).is_some()
                    || names::judge(context, first).is_some()
                {
                    continue;
                }
                let message =
                    format!("“{surname}” and “{usual}” are two English spellings of one name");
                let mut finding = INFO.finding(later.surname, 0.6, message);
                finding.suggestion = Some(usual.to_owned());
                finding.related = vec![Related {
                    document: context.document.id().to_owned(),
                    span: first.surname,
                }];
                findings.add(finding);
                break;
            }
        }
    }
}

/// Whether nothing speaks against one person: the given names fit, or the surname alone is
/// Slavic enough for spelling styles to differ.
fn same_given(context: &Context<'_>, a: &Person, b: &Person) -> bool {
    match (a.given, b.given) {
        (Some(x), Some(y)) => {
            let (x, y) = (x.of(context.text), y.of(context.text));
            x == y || names::key(x) == names::key(y)
        }
        _ => names::reads_slavic(a.surname.of(context.text)) || a.entity.is_some() && a.entity == b.entity,
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
        silent(&NameVariant, "Boris Ivanov met Anna Ivanova. President John Smith met Jane Smythe.");
        silent(&NameVariant, "");
    }
}
