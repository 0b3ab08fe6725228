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
//! The modules [`words`], [`reading`], [`dates`], [`sets`] and [`sieve`] are public: a brief
//! stands on the same ground.
#![forbid(unsafe_code)]

mod analyzer;
mod date;
pub mod dates;
mod entities;
mod events;
mod group;
mod memo;
mod paraphrase;
mod persons;
mod quotes;
pub mod reading;
mod reuse;
mod runs;
pub mod sets;
mod settings;
pub mod sieve;
mod sketch;
mod slips;
mod stem;
mod tradition;
mod variants;
pub mod words;

pub use analyzer::StoriesAnalyzer;
pub use events::story_dates;
pub use group::group;
pub use settings::{Group, Settings};
pub use sketch::{Sketch, sketch};
