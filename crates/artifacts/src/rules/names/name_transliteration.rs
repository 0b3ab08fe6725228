//! # PST101 name-transliteration
//!
//! ## What it does
//! Finds persons whose names are spelt by another language's transliteration from Cyrillic:
//! “Selenskyj” (German), “Poutine” (French), “Loekasjenko” (Dutch). The spelling in any style of
//! English is no finding: Zelensky, Zelenskiy and Zelenskyy are all English.
//!
//! ## Why
//! Each language writes Cyrillic names by its own rules. A foreign spelling that stayed in an
//! English text shows which language the text came through. The Cyrillic form is reconstructed
//! from the spelling and the languages' transliteration tables; no list of people is used. Names
//! that people of countries with Latin script bear too are left alone unless the text shows
//! otherwise; what is less than sure is a note.
//!
//! ## Example
//! > Biden called the Ukrainian President Volodymyr **Selenskyj**.
//!
//! ## How to silence
//! `ignore = ["PST101"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! BGN/PCGN 1947 romanization of Russian; Duden, Transkription aus kyrillischer Schrift;
//! SFS 4900; PWN, Zasady transkrypcji; Pravidla českého pravopisu.

use crate::context::Context;
use crate::names::{self, Attribution, Evidence, GivenName, Person};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Artifact, Category, Level};
use std::collections::BTreeMap;

/// Names under another language's transliteration.
pub struct NameTransliteration;

static INFO: RuleInfo = RuleInfo {
    code: "PST101",
    name: "name-transliteration",
    category: Category::NameTransliteration,
    level: Level::Warning,
    summary: "a name under another language's transliteration",
};

impl Rule for NameTransliteration {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let persons = names::persons(context);
        let mut groups: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
        for person in &persons {
            groups.entry(person.surname.of(context.text)).or_default().push(person);
        }
        for (surname, mentions) in &groups {
            if names::is_unusual(surname) {
                check_surname(context, surname, mentions, &groups, findings);
            }
            check_given(context, surname, mentions, findings);
        }
    }
}

/// Judges a surname by the mention that shows most, and reports every mention.
fn check_surname(
    context: &Context<'_>,
    surname: &str,
    mentions: &[&Person],
    groups: &BTreeMap<&str, Vec<&Person>>,
    findings: &mut Findings<'_>,
) {
    let mut best: Option<Attribution> = None;
    for person in mentions {
        let found = names::judge(context, person);
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.sure && !best.sure)
        {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|best| best.sure) {
            break;
        }
    }
    let Some(mut found) = best else { return };
    // The same name in an English spelling elsewhere shows whose name it is.
    let twin = found.english.iter().find(|english| groups.contains_key(english.as_str()));
    if let Some(twin) = twin.cloned() {
        found.english.retain(|english| *english != twin);
        found.english.insert(0, twin);
        if !found.sure
            && let Some(again) = names::attribute(surname, Evidence { cyrillic: true })
        {
            (found.sure, found.score) = (again.sure, again.score);
        }
    }
    for person in mentions {
        let mut finding = INFO.finding(person.surname, found.score, message(surname, &found));
        finding.points_to = found.points_to.iter().map(|code| (*code).into()).collect();
        finding.suggestion = found.english.first().cloned();
        if !found.sure {
            finding.level = Level::Note;
        }
        findings.add(finding);
    }
}

/// Reports Slavic given names under a foreign spelling, beside a surname that is Slavic too.
fn check_given(
    context: &Context<'_>,
    surname: &str,
    mentions: &[&Person],
    findings: &mut Findings<'_>,
) {
    let mut slavic = None;
    for person in mentions {
        let Some(span) = person.given else { continue };
        let given = names::given_name(span.of(context.text));
        let Some(given) = given.filter(|given| !given.english && !given.traditions.is_empty()) else {
            continue;
        };
        let slavic = *slavic.get_or_insert_with(|| {
            names::attribute(surname, Evidence { cyrillic: true }).is_some_and(|found| found.sure)
                || names::reads_slavic(surname)
        });
        if slavic {
            findings.add(given_finding(span, span.of(context.text), &given));
        }
    }
}

fn given_finding(span: postil_core::Span, text: &str, given: &GivenName) -> Artifact {
    let languages = names::adjectives(&given.traditions);
    let message = format!(
        "“{text}” is consistent with {languages} transliteration of {}; English texts spell the name \
         otherwise",
        given.native
    );
    let mut finding = INFO.finding(span, 0.75, message);
    finding.points_to = given.traditions.iter().map(|code| (*code).into()).collect();
    finding.suggestion = names::english_of_given(given.native);
    finding
}

fn message(surname: &str, found: &Attribution) -> String {
    let languages = names::adjectives(&found.points_to);
    let native = &found.native;
    let english = match found.english.as_slice() {
        [] => return format!("“{surname}” is consistent with {languages} transliteration of {native}"),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    format!(
        "“{surname}” is consistent with {languages} transliteration of {native}; English texts \
         write {english}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn foreign_spellings_are_found() {
        let rule = &NameTransliteration;
        finds(rule, "President Viktor Schtscherbakow spoke to reporters on Tuesday.", &[
            "Schtscherbakow",
        ]);
        finds(rule, "On Monday, President Anna Bondartchouk arrived in Geneva.", &["Bondartchouk"]);
        let text = "President Viktor Schtscherbakow spoke to reporters on Tuesday.";
        let found = findings(rule, text);
        assert_eq!(found[0].points_to, ["de"]);
        assert_eq!(found[0].suggestion.as_deref(), Some("Shcherbakov"));
        assert!(found[0].message.contains("German") && found[0].message.contains("Щербаков"));
    }

    #[test]
    fn english_spellings_and_other_people_are_not() {
        let rule = &NameTransliteration;
        silent(rule, "President Viktor Shcherbakov spoke to reporters on Tuesday.");
        silent(rule, "President Boris Ostrovskiy and Anna Ostrovsky spoke to reporters.");
        silent(rule, "Friedrich Schmidt met Robert Lewandowski and Wolfgang Schäuble in Berlin.");
        silent(rule, "Moscow warned, said Jens Stoltenberg, who met Jean-Claude Juncker.");
        silent(rule, "");
    }
}
