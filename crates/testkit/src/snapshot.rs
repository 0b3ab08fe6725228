//! Snapshots: what an analyzer says, as text that an editor can read, kept by `insta`.

use crate::{collate, render, render_story, run};
use postil_core::{Analyzer, Document, Story};

/// What an analyzer can be shown on: a document or a story.
pub trait Subject {
    /// What the analyzer says of it, as text.
    fn shown(&self, analyzer: &dyn Analyzer) -> String;
}

impl Subject for Document {
    #[track_caller]
    fn shown(&self, analyzer: &dyn Analyzer) -> String {
        render(self, &run(analyzer, self))
    }
}

impl Subject for Story {
    #[track_caller]
    fn shown(&self, analyzer: &dyn Analyzer) -> String {
        render_story(self, &collate(analyzer, self))
    }
}

/// What an analyzer says of a document ([`render()`]) or of a story ([`render_story`]). Panics if it
/// fails.
#[track_caller]
pub fn show(analyzer: &dyn Analyzer, subject: &impl Subject) -> String {
    subject.shown(analyzer)
}

/// Compares what an analyzer says with the snapshot of the last time.
///
/// ```ignore
/// assert_snapshot!(&analyzer, &document);              // a file named after the test
/// assert_snapshot!("passives", &analyzer, &document);  // a file of that name
/// assert_snapshot!(&analyzer, &story, @"…");           // in the test itself
/// ```
///
/// The form is that of [`show`]. A new or changed snapshot fails the test; `cargo insta review`
/// shows the difference and takes it over, or `INSTA_UPDATE=always cargo test` without asking.
#[macro_export]
macro_rules! assert_snapshot {
    ($analyzer:expr, $subject:expr, @$snapshot:literal $(,)?) => {
        $crate::insta::assert_snapshot!($crate::show($analyzer, $subject), @$snapshot)
    };
    ($name:literal, $analyzer:expr, $subject:expr $(,)?) => {
        $crate::insta::assert_snapshot!($name, $crate::show($analyzer, $subject))
    };
    ($analyzer:expr, $subject:expr $(,)?) => {
        $crate::insta::assert_snapshot!($crate::show($analyzer, $subject))
    };
}
