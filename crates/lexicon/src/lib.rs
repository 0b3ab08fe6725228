//! Word tables that cost nothing at start.
//!
//! A table is written by hand as a commented TSV file under a crate's `data/`, compiled by that
//! crate's build script into one flat block ([`compile_folder`]), included in the program with
//! `include_bytes!` and read where it lies ([`Lexicon`]): an open-addressing hash table keyed by
//! the [`Fold`](postil_core::Fold) that each token carries already. Building a hash map at start
//! was rejected: with some ten tables it would cost more than a short document's analysis.
//!
//! A TSV line is `key <TAB> value <TAB> text`. The key is one word or several, separated by
//! spaces **as the tokenizer splits them** (`NATO - Russia Council`, `do n't`). The value is a
//! whole number from 0 to 4294967295, or the name of a class that an earlier line
//! `#! class NAME = NUMBER` declares. The text is free and may be left out. Any other line that
//! starts with `#` is a comment.
#![forbid(unsafe_code)]

mod build;
mod table;

pub use build::{CompileError, compile, compile_folder};
pub use table::{Entry, Lexicon, Match};
