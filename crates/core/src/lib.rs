//! The document model that every Postil analyzer works on.
//!
//! A [`Document`] is immutable UTF-8 text with [`Layer`]s of stand-off notes: [`Sentence`]s,
//! [`Entity`] mentions, [`Quote`]s and so on. An [`Analyzer`] reads a document and writes new
//! notes through [`Notes`]; the host merges them. Several documents on one run of events form
//! a [`Story`], which analyzers *collate*.
//!
//! Key decisions:
//! * Offsets are UTF-8 bytes on character boundaries. A [`Span`] can only be made against the
//!   text it points into, so a half-character offset is an error at its source and not a panic
//!   three crates later. Other units exist at the edges only ([`OffsetIndex`]). The rejected
//!   alternative, code points everywhere, would cost a conversion at each slice.
//! * Built-in layers are plain Rust structs, so that the common path pays no encoding; layers
//!   that nobody here knows travel as generic [`Annotation`]s.
//! * Analyzers never edit another's layer. They return new notes, and [`Notes`] checks each one
//!   where it is written, so that a mistake names the analyzer's own line.
//!
//! This crate does no I/O and contains no unsafe code.
#![forbid(unsafe_code)]

mod analyzer;
mod document;
mod fold;
pub mod json;
mod layer;
mod manifest;
mod notes;
mod offsets;
mod packed;
mod records;
mod span;
mod story;

pub use analyzer::{Analyzer, AnalyzerError};
pub use document::{Document, DocumentError, Meta};
pub use fold::{Fold, fold, fold_phrase, same_folded};
pub use layer::{Layer, Layers, Record, RecordError};
pub use manifest::{Example, ExampleNote, Level, Manifest, Requirement, Rule};
pub use notes::{Batch, NoteError, Notes, StoryNotes};
pub use offsets::{OffsetIndex, OffsetUnit, Offsets};
pub use packed::UnpackError;
pub use records::{
    Annotation, Artifact, Category, Cue, Entity, EntityKind, Evidence, Polarity, Quote, QuoteKind,
    Related, Sentence, Speaker, Stance, Tag, Token, TokenKind, Tone, Via, Zone, ZoneKind,
};
pub use span::{Span, SpanError};
pub use story::{
    Place, QuoteGroup, QuoteRelation, Reuse, ReuseRelation, Story, StoryEntity, StoryEvent,
    StoryLayers,
};
