//! Gold annotations, and how near an analyzer comes to them.
//!
//! A gold file is JSON Lines in the record form: each line a document with `id`, `text` (or
//! `source`, the path of a file that holds it) and `annotations`. [`Gold`] reads it, [`Marks`]
//! collects annotations by layer, and [`compare`] counts: precision, recall and F1 of each label
//! (C. J. van Rijsbergen, *Information Retrieval*, 2nd ed., 1979, ch. 7), with the misses and
//! false alarms behind them.
//!
//! Key decision: a mark counts as found only with the same bounds and the same label. Credit for
//! an overlap was rejected, because it hides the bounds that an editor will see; a mark that
//! overlaps is named beside the miss instead. Findings of artifacts are the exception: they count
//! by category and overlap, since rule codes and exact bounds are the program's own choice.
#![forbid(unsafe_code)]

mod comparison;
mod file;
mod marks;
mod report;

pub use comparison::{Comparison, Fault, Score, compare};
pub use file::{Gold, GoldDocument, GoldError};
pub use marks::{Mark, Marks};
pub use report::Report;
