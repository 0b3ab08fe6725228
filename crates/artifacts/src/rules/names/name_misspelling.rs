//! # PST104 name-misspelling
//!
//! ## What it does
//! Finds a surname that is one slip away from another name of the same text, or of another text
//! of the story: two letters that changed places (“Pskai” for “Psaki”), or one letter missing,
//! added or replaced.
//!
//! ## Why
//! Rewriting tools and hasty retyping garble names first, since no dictionary corrects them. The
//! spelling that is rarer and less likely by its letters is reported. People whose names are merely
//! alike are left alone: both names known, different given names, masculine and feminine forms,
//! plurals.
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
use crate::names::{self, Reason, Surname};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Related};

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

impl Rule for NameMisspelling {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let surnames = surnames(context);
        for (at, a) in surnames.iter().enumerate() {
            let initial = a.text.chars().next();
            for b in &surnames[at + 1..] {
                // The surnames are in alphabetical order.
                if b.text.chars().next() != initial {
                    break;
                }
                let Some(reason) = names::misspelling(a.text, b.text) else { continue };
                let (given_a, given_b) = (given(context, a), given(context, b));
                if !given_fit(&given_a, &given_b) {
                    continue;
                }
                let (wrong, right) = if is_righter(a, b) { (b, a) } else { (a, b) };
                // Two introduced people with names alike are two people.
                let introduced = wrong.mentions.iter().any(|person| person.given.is_some());
                if reason == Reason::Slip && introduced {
                    continue;
                }
                let Some(shown) = right.mentions.first() else { continue };
                for person in &wrong.mentions {
                    let message = format!(
                        "“{}” looks like a slip for “{}”: {}",
                        wrong.text,
                        right.text,
                        reason.words()
                    );
                    let score = if reason == Reason::Swap { 0.85 } else { 0.65 };
                    let mut finding = INFO.finding(person.surname, score, message);
                    finding.suggestion = Some(right.text.to_owned());
                    if !right.text.is_ascii() || reason == Reason::Slip && right.mentions.len() < 2
                    {
                        finding.level = Level::Note;
                    }
                    finding.related = vec![Related {
                        document: context.document.id().to_owned(),
                        span: shown.surname,
                    }];
                    findings.add(finding);
                }
            }
        }
    }
}

/// The surnames of a document in the order of their letters; of too many, those that stand first.
fn surnames<'a, 'd>(context: &'a Context<'d>) -> Vec<&'a Surname<'d>> {
    let mut all: Vec<&Surname<'d>> = context.people().surnames.iter().collect();
    if all.len() > MOST {
        all.sort_by_key(|surname| surname.mentions.first().map(|person| person.surname));
        all.truncate(MOST);
        all.sort_by_key(|surname| surname.text);
    }
    all
}

/// The given names that stand before a surname.
fn given<'d>(context: &Context<'d>, surname: &Surname<'_>) -> Vec<&'d str> {
    let spans = surname.mentions.iter().filter_map(|person| person.given);
    spans.map(|span| span.of(context.text)).collect()
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
    let weight = |name: &Surname<'_>| {
        MENTION * (name.mentions.len() as f32).ln() + names::likelihood(name.text)
    };
    let first = |name: &Surname<'_>| {
        name.mentions.first().map_or(usize::MAX, |person| person.surname.start())
    };
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
