//! What the author of a Postil plugin depends on.
//!
//! A plugin is an [`Analyzer`](postil_core::Analyzer) that can be built from its settings: a
//! [`Plugin`]. The same type then runs in three ways, and only who carries the message differs:
//! linked into a program it is called directly; [`export!`] makes a shared library of it that
//! the host loads through a small C ABI ([`abi`]); `process::main` (feature `process`) makes a
//! program of it that talks over its standard streams ([`protocol`]).
//!
//! ```
//! use postil_plugin::prelude::*;
//!
//! /// What the user may set, with defaults.
//! #[derive(Deserialize, JsonSchema)]
//! #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
//! struct Settings {
//!     /// A sentence of more bytes than this is long.
//!     long_sentence: usize,
//! }
//!
//! impl Default for Settings {
//!     fn default() -> Self {
//!         Self { long_sentence: 200 }
//!     }
//! }
//!
//! struct Long(Settings);
//!
//! impl Plugin for Long {
//!     type Settings = Settings;
//!     const MANIFEST: &'static str = manifest! {
//!         id: "acme.long",
//!         summary: "Marks long sentences.",
//!         requires: ["sentence"],
//!         provides: ["acme.long"],
//!     };
//!
//!     fn new(settings: Settings) -> Result<Self, String> {
//!         Ok(Self(settings))
//!     }
//! }
//!
//! impl Analyzer for Long {
//!     fn manifest(&self) -> &Manifest {
//!         Self::declared()
//!     }
//!
//!     fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
//!         for sentence in document.sentences() {
//!             if sentence.span.len() > self.0.long_sentence {
//!                 notes.annotate("acme.long", Annotation::new(sentence.span));
//!             }
//!         }
//!         Ok(())
//!     }
//! }
//!
//! // In a crate with `crate-type = ["cdylib", "rlib"]`: export!(Long);
//! # let long = Long::new(Settings::default()).unwrap();
//! # assert_eq!(long.manifest().provides, ["acme.long"]);
//! # assert!(long.manifest().settings["properties"]["long-sentence"].is_object());
//! ```
//!
//! The derives write code that names the crates `serde` and `schemars`, so a plugin depends on
//! both. One that does not want to adds `#[serde(crate = "postil_plugin::serde")]` and
//! `#[schemars(crate = "postil_plugin::schemars")]` to its settings.
//!
//! Key decisions:
//! * The message is FlatBuffers ([`message`], `schema/postil.fbs`): a reader uses fixed-size
//!   records where they lie, and any language can compile the schema. Passing Rust types over
//!   the boundary was rejected: their layout changes with the compiler.
//! * The manifest is a constant JSON text ([`manifest!`]), written and checked while the plugin is
//!   compiled, so that the host can read it in the library's descriptor before it runs any code of
//!   the plugin. The JSON Schema of the settings, which only code can make, is added by
//!   [`manifest()`] and [`Plugin::declared`].
//! * No panic crosses the boundary: each entry point catches it and hands message and place to
//!   the host.
//!
//! Unsafe code is found in [`abi`] alone (and in what planus generates for [`message`]).
#![deny(unsafe_code)]

pub mod abi;
mod declaration;
pub mod message;
mod panics;
#[cfg(feature = "process")]
pub mod process;
pub mod protocol;
mod serving;

pub use declaration::{Declaration, DeclaredExample, DeclaredNote, DeclaredRule, manifest, rule};
pub use schemars;
pub use serde;
pub use serde_json;

/// An analyzer that is built from its settings.
pub trait Plugin: postil_core::Analyzer + Sized + 'static {
    /// What a user may set. The default is used where the configuration says nothing.
    type Settings: serde::de::DeserializeOwned + schemars::JsonSchema + Default;

    /// The manifest as JSON, without the schema of the settings. See [`manifest!`].
    const MANIFEST: &'static str;

    /// Builds the analyzer. The error is shown to the user: it says which setting is wrong and
    /// what it should be.
    fn new(settings: Self::Settings) -> Result<Self, String>;

    /// The manifest with the JSON Schema of the settings, made at the first call and then kept:
    /// what [`manifest`](postil_core::Analyzer::manifest) returns.
    fn declared() -> &'static postil_core::Manifest {
        declaration::declared::<Self>()
    }
}

/// What most plugins use.
pub mod prelude {
    pub use crate::{Plugin, export, manifest, rule};
    pub use postil_core::{
        Analyzer, AnalyzerError, Annotation, Artifact, Batch, Category, Document, Entity,
        EntityKind, Fold, Layer, Level, Manifest, Meta, NoteError, Notes, Place, Polarity, Quote,
        QuoteKind, Record, Sentence, Span, SpanError, Stance, Story, StoryLayers, StoryNotes, Tag,
        Token, TokenKind, Tone, Via, Zone, ZoneKind, fold,
    };
    pub use schemars::JsonSchema;
    pub use serde::Deserialize;
    pub use serde_json::{Value, json};
}
