//! Tests for analyzers and plugins.
//!
//! A test builds a document in a few lines, runs the analyzer on it and looks at the notes under
//! the words that they stand on:
//!
//! ```
//! use postil_testkit::{document, show};
//! # use postil_core::{Analyzer, AnalyzerError, Annotation, Document, Manifest, Notes};
//! # struct Names(Manifest);
//! # impl Analyzer for Names {
//! #     fn manifest(&self) -> &Manifest { &self.0 }
//! #     fn analyze(&self, d: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
//! #         for e in d.entities() { notes.annotate("name", Annotation::new(e.span).label("x")); }
//! #         Ok(())
//! #     }
//! # }
//! # let analyzer = Names(Manifest::new("test", "0.1.0", "").provides(&["name"]));
//! let document = document("Kallas spoke in Tallinn.")
//!     .entity("Kallas", "PER")
//!     .entity("Tallinn", "LOC")
//!     .build();
//! assert_eq!(show(&analyzer, &document), "\
//! Kallas spoke in Tallinn.
//! ^^^^^^ name 0: x
//!                 ^^^^^^^ name 1: x
//! ");
//! ```
//!
//! [`assert_snapshot!`] keeps that text and shows what changed. [`Transports`] checks that an
//! analyzer says the same when it is called, loaded from a library or talked to as a program.
//! [`score`] compares an analyzer with a gold file.
//!
//! Key decision: the transports are reached through the host *program*, not through its code, so
//! that a plugin's tests need neither the host's dependencies nor its version.
//!
//! Everything here panics where a test should fail, with a message that says why.
#![forbid(unsafe_code)]

mod builder;
mod child;
mod gold;
mod render;
mod running;
mod snapshot;
mod story;
mod text;
mod transport;

pub use builder::{DocumentBuilder, article, document};
pub use gold::{assert_f1, given, read_gold, score};
#[doc(hidden)]
pub use insta;
pub use postil_gold::{Gold, GoldDocument, Report};
pub use render::{render, render_document, render_story};
pub use running::{StoryBatch, collate, collate_over_message, over_message, read, run};
pub use snapshot::{Subject, show};
pub use story::{StoryBuilder, story};
pub use text::{span, tokens};
pub use transport::{Transports, same_over_every_transport};
