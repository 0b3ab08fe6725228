//! Documents into stories, and what links the documents of one story.
//!
//! Grouping works on [`Sketch`]es: a kilobyte or so of hashes a document, made while the document
//! is at hand, so that the texts themselves need not be kept ([`sketch()`], [`group()`]). Inside a
//! story [`StoriesAnalyzer`] links entities, finds reused passages, matches the versions of one
//! quotation and dates events.
//!
//! Key decision: precision first. Two documents that share a theme stay apart unless they also
//! share rare word pairs; two names join only for a reason that is written down; a quotation in
//! two wordings needs one speaker and half of its content words. Embeddings were rejected: they
//! group by theme, cost a model, and give no reason.
//!
//! The modules [`words`], [`reading`] and [`dates`] are public: a brief stands on the same ground.
#![forbid(unsafe_code)]

mod analyzer;
pub mod dates;
mod entities;
mod events;
mod group;
mod paraphrase;
mod persons;
mod quotes;
pub mod reading;
mod reuse;
#[cfg(test)]
mod sample;
pub mod sets;
mod settings;
mod sketch;
mod slips;
mod variants;
pub mod words;

pub use analyzer::StoriesAnalyzer;
pub use events::story_dates;
pub use group::group;
pub use settings::{Group, Settings};
pub use sketch::{Sketch, sketch};
