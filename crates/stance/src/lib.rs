//! How positive a sentence is, what it says of each name in it, and whose view that is.
//!
//! [`StanceAnalyzer`] writes two layers. `tone` gives each sentence a value from −1 to 1, from a
//! valence lexicon with negation, intensifiers, hedges and contrast. `stance` gives each mention
//! of an entity the view that its sentence takes of it: probabilities of negative, neutral and
//! positive, the words that speak for it, and the holder: the speaker of the quotation that the
//! mention stands in, else the author.
//!
//! Key decisions:
//! * The view and its holder are found apart. The model reads one sentence and does not know who
//!   speaks; the holder comes from the `quote` layer alone. A model that learnt both at once would
//!   take "said" for an opinion.
//! * The model is a logistic regression over some forty measures that can be named
//!   (`features.rs`), not a bag of words: a word list learnt from one country's politics does not
//!   travel, "accused by" does. What it decides on can be shown as evidence.
//! * All word lists are data (`data/*.tsv`). Valences come from VADER, see `data/LICENSE-VADER`.
//!
//! One pass reads a sentence's tokens (`reading.rs`); a mention then costs a bounded window around
//! it, so that a book in one line takes no longer than the same book in many.
#![forbid(unsafe_code)]

mod analyzer;
mod features;
mod holder;
mod model;
mod reading;
mod roles;
#[cfg(test)]
mod sample;
mod settings;
mod summary;
mod tone;
pub mod training;
mod valence;

pub use analyzer::StanceAnalyzer;
pub use settings::{Engine, Settings};
