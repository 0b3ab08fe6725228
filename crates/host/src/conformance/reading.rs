//! News text: each case looks for one kind of fault in the answers.

use super::bench::{Bench, answer, answers, same};
use super::verdict::Checked;
use crate::plugins::Isolation;
use postil_core::AnalyzerError;

/// The process goes on.
pub(super) fn lives(bench: &Bench) -> Checked {
    reads_without(bench, &["E0034"])
}

/// Every answer comes within the time for a document.
pub(super) fn in_time(bench: &Bench) -> Checked {
    reads_without(bench, &["E0033"])
}

/// No panic, caught or not.
pub(super) fn no_panic(bench: &Bench) -> Checked {
    reads_without(bench, &["E0031"])
}

/// Answers are in the message form and not too large.
pub(super) fn readable(bench: &Bench) -> Checked {
    reads_without(bench, &["E0035", "E0037"])
}

/// Every note holds.
pub(super) fn notes_hold(bench: &Bench) -> Checked {
    reads_without(bench, &["E0032"])
}

/// No fault of any kind.
pub(super) fn reads(bench: &Bench) -> Checked {
    match first_fault(bench)? {
        Some(error) => Err(error.into()),
        None => Ok(()),
    }
}

/// Fails if the first fault is one of these.
fn reads_without(bench: &Bench, codes: &[&str]) -> Checked {
    match first_fault(bench)? {
        Some(error) if codes.contains(&error.code()) => Err(error.into()),
        _ => Ok(()),
    }
}

fn first_fault(bench: &Bench) -> Checked<Option<AnalyzerError>> {
    let plugin = bench.open(Isolation::Process)?;
    let documents = bench.ordinary()?;
    Ok(documents.iter().find_map(|document| answer(&plugin, document).err()))
}

/// A library says the same in this process and in a child.
pub(super) fn both_transports(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let inside = answers(&bench.open(Isolation::InProcess)?, &documents)?;
    let outside = answers(&bench.open(Isolation::Process)?, &documents)?;
    same(&documents, &inside, &outside, "between the transports")
}
