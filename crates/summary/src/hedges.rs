//! Words that say how a figure or a time is meant.

use postil_lexicon::Lexicon;
use std::sync::LazyLock;

pub(crate) static HEDGES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/hedges.table"))));

/// Classes of the table: planned, took place, rounded.
pub(crate) const PLANNED: u32 = 1;
pub(crate) const HAPPENED: u32 = 2;
pub(crate) const ROUNDED: u32 = 3;
