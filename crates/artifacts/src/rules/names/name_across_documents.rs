//! # PST103 name-across-documents
//!
//! ## What it does
//! Finds a person whom one document of a story spells otherwise than most others do, by another
//! spelling convention.
//!
//! ## Why
//! Whoever merges the documents has to choose one spelling, and searches for one spelling miss
//! the others. The spelling of most documents is suggested; neither is wrong: it is a note.
//!
//! ## Example
//! > “Zelensky” in three documents, “**Zelenskiy**” in the fourth.
//!
//! ## How to silence
//! `ignore = ["PST103"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Steinberger et al.: JRC-Names, a freely available, highly multilingual named entity resource,
//! RANLP 2011.

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// One person under two spellings in two documents. It shows only across a story: see
/// [`crate::names::across`].
pub struct NameAcrossDocuments;

pub(crate) static INFO: RuleInfo = RuleInfo {
    code: "PST103",
    name: "name-across-documents",
    category: Category::NameVariant,
    level: Level::Note,
    summary: "one person under two spellings in the documents of a story",
};

impl Rule for NameAcrossDocuments {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, _context: &Context<'_>, _findings: &mut Findings<'_>) {}
}
