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
use crate::names::{self, Attribution, Evidence, GivenName, People, Reading, Surname};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Artifact, Category, Level};

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
        let people = context.people();
        for surname in &people.surnames {
            if let Some(foreign) = &surname.foreign {
                report(people, surname, foreign.clone(), findings);
            }
            check_given(context, surname, findings);
        }
    }
}

/// Reports every mention of a surname under a foreign spelling.
fn report(
    people: &People<'_>,
    surname: &Surname<'_>,
    mut foreign: Attribution,
    findings: &mut Findings<'_>,
) {
    // The same name in an English spelling elsewhere shows whose name it is.
    let twin = foreign.english.iter().position(|english| people.surname(english).is_some());
    if let Some(twin) = twin {
        foreign.english[..=twin].rotate_right(1);
        let judge = |reading: &Reading| reading.judge(Evidence { cyrillic: true });
        if !foreign.sure
            && let Some(again) = surname.reading.as_ref().and_then(judge)
        {
            (foreign.sure, foreign.score) = (again.sure, again.score);
        }
    }
    for person in &surname.mentions {
        let message = message(surname.text, &foreign);
        let mut finding = INFO.finding(person.surname, foreign.score, message);
        finding.points_to = foreign.points_to.iter().map(|code| (*code).into()).collect();
        finding.suggestion = foreign.english.first().cloned();
        if !foreign.sure {
            finding.level = Level::Note;
        }
        findings.add(finding);
    }
}

/// Reports Slavic given names under a foreign spelling, beside a surname that is Slavic too.
fn check_given(context: &Context<'_>, surname: &Surname<'_>, findings: &mut Findings<'_>) {
    let mut slavic = None;
    for span in surname.mentions.iter().filter_map(|person| person.given) {
        let text = span.of(context.text);
        let given = names::given_name(text);
        let Some(given) = given.filter(|given| !given.english && !given.traditions.is_empty())
        else {
            continue;
        };
        if *slavic.get_or_insert_with(|| is_slavic(surname)) {
            findings.add(given_finding(span, text, &given));
        }
    }
}

/// Whether a surname is a Slavic one under some spelling, of a person whose given name is.
fn is_slavic(surname: &Surname<'_>) -> bool {
    let evidence = Evidence { cyrillic: true };
    let foreign = match &surname.reading {
        Some(reading) => reading.judge(evidence),
        None => names::attribute(surname.text, evidence),
    };
    foreign.is_some_and(|found| found.sure) || names::reads_slavic(surname.text)
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
        [] => {
            return format!(
                "“{surname}” is consistent with {languages} transliteration of {native}"
            );
        }
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
        finds(
            rule,
            "President Viktor Schtscherbakow spoke to reporters on Tuesday.",
            &["Schtscherbakow"],
        );
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
