//! What a check has at hand.

use super::cases::Case;
use super::documents;
use super::subject::Subject;
use super::talk::Talk;
use super::verdict::{Checked, Verdict};
use crate::plugins::{self, Isolation, PluginAnalyzer, PluginError};
use postil_core::{Analyzer, AnalyzerError, Batch, Document, Manifest, Notes};
use postil_plugin::message::encode_answer;
use postil_plugin::protocol::Fault;

/// The case, the plugin, and what the plugin says of itself.
pub(super) struct Bench {
    pub(super) case: Case,
    pub(super) subject: Subject,
    /// Empty in the cases that come before the manifest is known.
    pub(super) manifest: Manifest,
}

impl Bench {
    /// The plugin as an analyzer.
    pub(super) fn open(&self, isolation: Isolation) -> Result<PluginAnalyzer, PluginError> {
        plugins::open(&self.subject.config(&self.manifest.id, isolation))
    }

    /// The plugin's process, spoken to message by message.
    pub(super) fn talk(&self) -> Result<Talk, Fault> {
        Talk::start(&self.subject)
    }

    /// News text with the layers that the plugin asks for.
    pub(super) fn ordinary(&self) -> Checked<Vec<Document>> {
        documents::ordinary(&self.manifest)
    }
}

/// What the plugin says of a document.
pub(super) fn batch(plugin: &PluginAnalyzer, document: &Document) -> Result<Batch, AnalyzerError> {
    let mut notes = Notes::new(document, plugin.manifest());
    plugin.analyze(document, &mut notes)?;
    Ok(notes.finish()?)
}

/// The same in the message form, which is what cases compare.
pub(super) fn answer(
    plugin: &PluginAnalyzer,
    document: &Document,
) -> Result<Vec<u8>, AnalyzerError> {
    let mut bytes = Vec::new();
    encode_answer(&batch(plugin, document)?, &mut bytes)
        .map_err(|error| AnalyzerError::failed(error.to_string()))?;
    Ok(bytes)
}

/// The answers about all documents, in their order.
pub(super) fn answers(
    plugin: &PluginAnalyzer,
    documents: &[Document],
) -> Result<Vec<Vec<u8>>, AnalyzerError> {
    documents.iter().map(|document| answer(plugin, document)).collect()
}

/// Fails where two answers about one document differ; `when` completes "the answers about `a`
/// differ …".
pub(super) fn same(
    documents: &[Document],
    first: &[Vec<u8>],
    second: &[Vec<u8>],
    when: &str,
) -> Checked {
    let different = documents.iter().zip(first.iter().zip(second)).find(|(_, (a, b))| a != b);
    match different {
        None => Ok(()),
        Some((document, (a, b))) => {
            let at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
            Err(Verdict::failed(format!(
                "the answers about `{}` differ {when}: {} and {} bytes, the same up to byte {at}",
                document.id(),
                a.len(),
                b.len(),
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_document_and_place() {
        let documents = [Document::new("a", "").unwrap(), Document::new("b", "").unwrap()];
        let (one, other) = (vec![vec![1], vec![1, 2]], vec![vec![1], vec![1, 3]]);
        assert_eq!(same(&documents, &one, &one, ""), Ok(()));
        let Err(Verdict::Failed(why)) = same(&documents, &one, &other, "twice") else {
            panic!("no difference was seen");
        };
        assert!(why.contains("`b` differ twice") && why.contains("up to byte 1"), "{why}");
    }
}
