//! What newsrooms seldom send.

use super::bench::{Bench, answer};
use super::documents;
use super::verdict::{Checked, Verdict};
use crate::plugins::Isolation;
use postil_core::Document;

/// The odd text that the case names is read without a fault.
pub(super) fn text(bench: &Bench) -> Checked {
    read(bench, &[documents::odd(&bench.case.text, &bench.manifest)?])
}

/// News text without the layers that the manifest calls optional.
pub(super) fn without_optional_layers(bench: &Bench) -> Checked {
    if !bench.manifest.requires.iter().any(|need| need.optional) {
        return Err(Verdict::skipped("it has no optional layers"));
    }
    let documents = bench.ordinary()?;
    let bare: Vec<Document> = documents
        .iter()
        .map(|document| documents::bare(document, &bench.manifest))
        .collect::<Checked<_>>()?;
    read(bench, &bare)
}

/// News text in which nobody found anything.
pub(super) fn empty_layers(bench: &Bench) -> Checked {
    if bench.manifest.requires.is_empty() {
        return Err(Verdict::skipped("it reads no layers"));
    }
    read(bench, &documents::hollow(&bench.manifest)?)
}

fn read(bench: &Bench, documents: &[Document]) -> Checked {
    let plugin = bench.open(Isolation::Process)?;
    for document in documents {
        answer(&plugin, document)?;
    }
    Ok(())
}
