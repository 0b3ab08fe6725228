//! # PST301 calque
//!
//! ## What it does
//! Finds phrases that were carried over from another language word by word, and, as a note,
//! turns of phrase that are English but that news written in English hardly uses.
//!
//! ## Why
//! A translator who works fast, or a program, keeps the source's phrase and changes its words:
//! “it became known that” is Russian, “spoke to the topic” German. Each phrase of the table was
//! counted in a large body of news written in English and kept only if it hardly occurs there.
//!
//! ## Example
//! > The presidents telephoned with each other on Thursday.
//!
//! ## How to silence
//! `ignore = ["PST301"]` under `[analyzers."postil.artifacts"]`; `warnings-only = true` keeps
//! the surer half.
//!
//! ## References
//! Volansky, Ordan, Wintner: On the features of translationese, DSH 30 (2015).

use crate::context::Context;
use crate::phrases::{Notice, Table, holds, is_title};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Phrases copied word by word.
pub struct CalquedPhrase;

static INFO: RuleInfo = RuleInfo {
    code: "PST301",
    name: "calque",
    category: Category::Calque,
    level: Level::Warning,
    summary: "a phrase copied word by word from another language",
};

/// Class of `data/calques.tsv` for turns that are English but mark a translation.
const TRANSLATIONESE: u32 = 2;

impl Rule for CalquedPhrase {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for hit in context.hits(Table::Calque) {
            let notice = Notice::new(hit.entry.text);
            let Some(span) = context.hit_span(hit) else { continue };
            if !context.is_prose(span.start())
                || is_title(context, hit)
                || !holds(context, hit, notice)
            {
                continue;
            }
            let faint = hit.entry.value == TRANSLATIONESE;
            let words = span.of(context.text);
            let message = if faint {
                format!("“{words}” is much commoner in translations than in English news")
            } else {
                format!("“{words}” looks carried over word by word")
            };
            let mut finding = INFO.finding(span, if faint { 0.5 } else { 0.8 }, message);
            if faint {
                finding.level = Level::Note;
            }
            finding.points_to = notice.languages().map(Into::into).collect();
            finding.suggestion = notice.better_for(words);
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CalquedPhrase;
    use crate::rule::testing::{findings, finds, silent};
    use postil_core::Level;

    #[test]
    fn a_calque_points_to_its_language() {
        let text = "The two presidents telephoned with each other on Thursday.";
        finds(&CalquedPhrase, text, &["telephoned with each other"]);
        assert_eq!(findings(&CalquedPhrase, text)[0].points_to, ["de"]);
        silent(&CalquedPhrase, "The two presidents spoke by telephone on Thursday.");
    }

    #[test]
    fn a_suggestion_takes_the_capitals_of_the_text() {
        let found = findings(&CalquedPhrase, "Telephoned with each other they have, he said.");
        assert_eq!(found[0].suggestion.as_deref(), Some("Talk by phone"));
    }

    #[test]
    fn translationese_is_a_note() {
        let text = "It became known late on Monday, and the talks went on.";
        let found = findings(&CalquedPhrase, text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].level, Level::Note);
        silent(&CalquedPhrase, "It emerged late on Monday, and the talks went on.");
    }

    #[test]
    fn an_attribution_must_close_its_clause() {
        finds(
            &CalquedPhrase,
            "The wish came from Moscow, so the White House.",
            &["so the White House"],
        );
        silent(&CalquedPhrase, "It was late, so the White House called the talks off.");
    }
}
