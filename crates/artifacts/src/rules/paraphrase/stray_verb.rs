//! # PST403 stray-verb
//!
//! ## What it does
//! Finds a bare verb at the end of a clause that has its verb and its object already.
//!
//! ## Why
//! Translation there and back leaves a verb of the other language's clause end behind: “should it
//! start an invasion of Ukraine” comes back as “should it invade Ukraine start”.
//!
//! ## Example
//! > Sanctions will follow should it invade Ukraine start.
//!
//! ## How to silence
//! `ignore = ["PST403"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Haider: The Syntax of German (2010), chapter 1 (verbs at the clause end).

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use crate::tables::CLAUSE;
use postil_core::{Category, Level, Tag, TokenKind};

/// A bare verb left over at the end of a clause.
pub struct StrayVerb;

static INFO: RuleInfo = RuleInfo {
    code: "PST403",
    name: "stray-verb",
    category: Category::WordOrder,
    level: Level::Warning,
    summary: "a bare verb left over at the end of a clause",
};

/// Classes of `data/clause.tsv`.
const STRAY: u32 = 5;
const CAUSATIVE: u32 = 6;

impl Rule for StrayVerb {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for &position in &context.landmarks.marks {
            let clause = position.checked_sub(4).and_then(|from| context.tokens.get(from..));
            let Some([before, verb, object, stray, mark, ..]) = clause else { continue };
            // Few clauses end with a name and a word behind it.
            if stray.kind != TokenKind::Word || object.tag != Tag::Propn {
                continue;
            }
            let class = |word: &str, fold| CLAUSE.get(fold, word).map_or(0, |entry| entry.value);
            let last = context.word(stray);
            if class(last, stray.fold) != STRAY
                || !last.starts_with(char::is_lowercase)
                || !matches!(context.word(mark), "." | "," | ";")
            {
                continue;
            }
            // One verb, one name that is its object, and the verb that is too many.
            // A rare verb may be tagged as a noun; behind a pronoun it is a verb all the same.
            let governed = (verb.tag == Tag::Verb || before.tag == Tag::Pron)
                && class(context.word(verb), verb.fold) != CAUSATIVE
                && context.word(verb).starts_with(char::is_lowercase);
            let name = context.word(object).starts_with(char::is_uppercase)
                && !context.word(object).ends_with('s');
            if !governed || !name || !context.is_prose(stray.span.start()) {
                continue;
            }
            let message = format!("“{last}” is left over at the end of the clause");
            let mut finding = INFO.finding(stray.span, 0.75, message);
            finding.points_to = vec!["de".into(), "nl".into()];
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StrayVerb;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_verb_too_many() {
        finds(&StrayVerb, "Sanctions will follow should it invade Ukraine start.", &["start"]);
        silent(&StrayVerb, "Sanctions will follow should it invade Ukraine.");
        silent(&StrayVerb, "They will help Ukraine start.");
        silent(&StrayVerb, "The war will begin before the talks in Geneva start.");
    }
}
