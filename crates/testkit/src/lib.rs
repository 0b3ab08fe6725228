//! Tests for analyzers and plugins.
//!
//! ```
//! use postil_testkit::{document, render, run};
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
//! let batch = run(&analyzer, &document);
//! assert_eq!(render(&document, &batch), "\
//! Kallas spoke in Tallinn.
//! ^^^^^^ name 0: x
//!                 ^^^^^^^ name 1: x
//! ");
//! ```
//!
//! Everything here panics where a test should fail, with a message that says why.
#![forbid(unsafe_code)]

mod builder;
mod render;
mod transport;

pub use builder::{DocumentBuilder, document};
pub use render::render;
#[cfg(feature = "host")]
pub use transport::same_over_every_transport;
pub use transport::{over_message, run};
