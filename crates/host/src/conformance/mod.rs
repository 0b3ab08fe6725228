//! The conformance suite: what `postil plugins check` does to a plugin.
//!
//! The numbered [`Case`]s stand in `data/conformance/cases.toml`, the texts that the plugin reads
//! in `texts.toml` beside it. [`check`] runs one case after another, each in a child process of
//! its own (this program again, see [`case_main`]): a plugin that aborts, hangs or ends its
//! process fails the case and not the suite, and no case sees what another left behind.
//!
//! One mistake should fail one case. So cases build on one another: a plugin that panics on every
//! text fails "news text brings no panic", and what needs an answer is skipped.
//!
//! Reading order: `cases` the table, `run` the parent, `served` the child, `bench` what a case
//! has at hand, then the checks by group, from `load` to `stories`.

mod bench;
mod cases;
mod conduct;
mod determinism;
mod documents;
mod errors;
mod examples;
mod load;
mod manifest;
mod promised;
mod reading;
mod resources;
mod run;
mod schema;
mod served;
mod stories;
mod subject;
mod talk;
mod texts;
mod verdict;
mod watched;

pub use cases::Case;
pub use run::{CheckError, Tally, check};
pub use served::{CASE, case_main};
pub use subject::Subject;
pub use verdict::Verdict;
