//! Extracts of a document and briefs of a story.
//!
//! Every sentence of a summary is a sentence of a source, at most with parts left out; it carries
//! the span that it comes from, what was cut and what was put in, so that its text can be checked
//! byte for byte. Writing new sentences was rejected: they cannot be checked.
//!
//! One document is summarised by its first sentences that stand on their own, which no ranking
//! without a large model beats on news. A story is summarised by covering the word pairs that
//! many *independent* sources have: copies of one report count once. What sources agree on, and
//! where they differ, is listed beside the brief, precision first.
#![forbid(unsafe_code)]

mod agreements;
mod analyzer;
mod brief;
mod candidate;
mod cover;
mod differences;
mod edit;
mod extract;
mod hedges;
mod occasion;
mod record;
mod settings;
mod times;
mod white_space;

pub use analyzer::SummaryAnalyzer;
pub use settings::Settings;
