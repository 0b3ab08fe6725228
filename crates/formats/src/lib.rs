//! How documents come in and how notes go out.
//!
//! [`read`] turns files, folders and standard input into documents one at a time, so that a
//! corpus of any size streams through constant memory; what cannot be read is a coded
//! [`ReadError`] in the same stream, and the rest goes on. [`write`](mod@write) holds one writer
//! a format, each behind the same [`Writer`] trait.
#![forbid(unsafe_code)]

pub mod read;
pub mod write;

pub use read::{Incoming, Input, ReadError, ReadErrorKind, Reader};
pub use write::{DocumentError, DocumentRecord, PluginRecord, RunRecord, StoryRecord, Writer};
