//! # PST104 name-misspelling
//!
//! ## What it does
//! Finds a surname that is one slip away from another name of the same text, or of another text
//! of the story: two letters that changed places (“Pskai” for “Psaki”), or one letter missing,
//! added or replaced.
//!
//! ## Why
//! Rewriting tools and hasty retyping garble names first, since no dictionary corrects them. The
//! spelling that is rarer and less likely by its letters is reported. People whose names are merely alike are left alone: both names known, different
//! given names, masculine and feminine forms, plurals.
//!
//! ## Example
//! > press secretary Jen Psaki said … **Pskai** added
//!
//! ## How to silence
//! `ignore = ["PST104"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Damerau: A technique for computer detection and correction of spelling errors, CACM 7(3), 1964.

use crate::context::Context;
use crate::names::{self, Person, Reason};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Related, Span};
use std::collections::BTreeMap;

/// A slip in a name.
pub struct NameMisspelling;

pub(crate) static INFO: RuleInfo = RuleInfo {
    code: "PST104",
    name: "name-misspelling",
    category: Category::NameMisspelling,
    level: Level::Warning,
    summary: "a slip in a name that stands rightly elsewhere",
};

/// Most different surnames that are compared with each other.
const MOST: usize = 200;

/// A surname with its mentions.
struct Surname<'a> {
    text: &'a str,
    spans: Vec<Span>,
    given: Vec<&'a str>,
}

impl Rule for NameMisspelling {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let persons = names::persons(context);
        let surnames = surnames(context, &persons);
        for (at, a) in surnames.iter().enumerate() {
            let initial = a.text.chars().next();
            for b in &surnames[at + 1..] {
                // The surnames are in alphabetical order.
                if b.text.chars().next() != initial {
                    break;
                }
                let Some(reason) = names::misspelling_pair(a.text, b.text) else { continue };
                if !given_fit(&a.given, &b.given) {
                    continue;
                }
                let (wrong, right) = if is_righter(a, b) { (b, a) } else { (a, b) };
                // Two introduced people with names alike are two people.
                if reason == Reason::Slip && !wrong.given.is_empty() {
                    continue;
                }
                let Some(&shown) = right.spans.first() else { continue };
                for &span in &wrong.spans {
                    let message = format!(
                        "“{}” looks like a slip for “{}”: {}",
                        wrong.text,
                        right.text,
                        reason.words()
                    );
                    let score = if reason == Reason::Swap { 0.85 } else { 0.65 };
                    let mut finding = INFO.finding(span, score, message);
                    finding.suggestion = Some(right.text.to_owned());
                    if !right.text.is_ascii() || reason == Reason::Slip && right.spans.len() < 2 {
                        finding.level = Level::Note;
                    }
                    finding.related =
                        vec![Related { document: context.document.id().to_owned(), span: shown }];
                    findings.add(finding);
                }
            }
        }
    }
}

fn surnames<'a>(context: &Context<'a>, persons: &[Person]) -> Vec<Surname<'a>> {
    let mut all: BTreeMap<&'a str, Surname<'a>> = BTreeMap::new();
    for person in persons {
        let text = person.surname.of(context.text);
        if all.len() == MOST && !all.contains_key(text) {
            continue;
        }
        let surname =
            all.entry(text).or_insert_with(|| Surname { text, spans: Vec::new(), given: Vec::new() });
        surname.spans.push(person.surname);
        surname.given.extend(person.given.map(|span| span.of(context.text)));
    }
    all.into_values().collect()
}

/// Whether the given names of two surnames may be one person's.
fn given_fit(a: &[&str], b: &[&str]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|given| b.contains(given))
}

/// What a mention more counts, in logarithms.
const MENTION: f32 = 1.5;

/// Whether `a` is the right spelling of the two: the listed one, else the one that its letters
/// and the number of its mentions make likelier, else the earlier one.
fn is_righter(a: &Surname<'_>, b: &Surname<'_>) -> bool {
    let (listed_a, listed_b) = (names::is_listed(a.text), names::is_listed(b.text));
    if listed_a != listed_b {
        return listed_a;
    }
    let weight =
        |name: &Surname<'_>| MENTION * (name.spans.len() as f32).ln() + names::likelihood(name.text);
    let first = |name: &Surname<'_>| name.spans.first().map_or(usize::MAX, |span| span.start());
    weight(a).total_cmp(&weight(b)).then_with(|| first(b).cmp(&first(a))).is_ge()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{findings, silent};

    #[test]
    fn swapped_letters_are_found() {
        let text = "Spokeswoman Anna Tolbert spoke. Mr. Tolbert agreed. “No,” Mr. Tolbret said.";
        let found = findings(&NameMisspelling, text);
        assert!(found.iter().all(|f| f.suggestion.as_deref() == Some("Tolbert")));
        assert!(found.iter().all(|f| f.span.of(text) == "Tolbret"));
    }

    #[test]
    fn people_with_names_alike_are_two_people() {
        silent(&NameMisspelling, "Anna Hansen met Peter Hanson. Hansen and Hanson agreed.");
        silent(&NameMisspelling, "Mr. Ivanov met Mrs. Ivanova.");
        silent(&NameMisspelling, "");
    }
}
