//! One page to read, mail or print: the stories first, then each document with its notes beside it.
//!
//! The page stands alone: its style and its script are in it, and a content security policy lets
//! it load nothing and run nothing else. It is written record by record as the other formats are:
//! documents come before their stories, and style sheet and script put the stories on top.
//!
//! Key decision: markup is written by hand through [`markup::Markup`], which takes markup as
//! literals only and escapes everything else. A template engine would escape as well, but here
//! nearly every line is in a loop over spans, and control and bidirectional characters want more
//! care than templates give them.

mod anchor;
mod classes;
mod document;
mod margin;
mod markup;
mod matrix;
mod names;
mod note;
mod pages;
mod quotes;
mod results;
mod reuse;
mod rows;
mod rules;
mod sentences;
mod shell;
mod sources;
mod story;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use pages::HtmlPages;

use super::{DocumentRecord, RunRecord, StoryRecord, WriteOptions, Writer};
use postil_core::{Rule, Stance};
use rules::Rules;

/// Writes one page of everything. To a file it goes through [`HtmlPages`], which makes several
/// pages of one that is too large.
pub struct HtmlWriter {
    options: WriteOptions,
    rules: Rules,
}

impl HtmlWriter {
    /// A writer with these options, and the rules that it explains beside their findings.
    pub fn new(options: WriteOptions, rules: Vec<Rule>) -> Self {
        Self { options, rules: Rules::new(rules) }
    }
}

impl Writer for HtmlWriter {
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8> {
        document::write(record, &self.options, &self.rules).into_bytes()
    }

    fn story(&self, record: &StoryRecord<'_>) -> Vec<u8> {
        story::write(record, self.options.unit).into_bytes()
    }

    fn run(&self, record: &RunRecord) -> Vec<u8> {
        shell::end(record).into_bytes()
    }

    fn head(&self) -> Vec<u8> {
        shell::head().into_bytes()
    }

    /// Who says what about whom is counted across the documents of a story.
    fn story_layers(&self) -> &'static [&'static str] {
        const LAYERS: &[&str] = &[<Stance as postil_core::Record>::LAYER];
        LAYERS
    }
}
