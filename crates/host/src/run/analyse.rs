//! One document through all analyzers.

use super::Plan;
use super::baseline::Found;
use super::collate::Needs;
use super::shelf::Kept;
use postil_core::{Analyzer, Document, Level, Manifest, Notes};
use postil_formats::{DocumentError, DocumentRecord, Incoming, ReadError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A document that is done: its bytes, and what the run must know of it.
pub(super) struct Analysed {
    pub(super) id: String,
    pub(super) rendered: Vec<u8>,
    pub(super) errors: Vec<DocumentError>,
    /// Whether a finding is of the level of `--fail-on` or above.
    pub(super) reaches: bool,
    pub(super) found: Found,
    pub(super) kept: Option<Kept>,
}

pub(super) type Analysis = Result<Analysed, Box<ReadError>>;

/// Analyses and renders one document. What stories need of it is kept, packed when the shelf is
/// full.
pub(super) fn document(
    plan: &Plan<'_>,
    incoming: Incoming,
    needs: Option<&Needs<'_>>,
    shelf_full: bool,
) -> Analysis {
    let source = incoming.source.clone();
    let (mut document, errors) = through(plan.analyzers, incoming)?;
    let found = plan.baseline.map(|baseline| baseline.apply(&mut document, plan.analyzers));
    let rendered = plan.writer.document(&DocumentRecord {
        document: &document,
        source: &source,
        errors: &errors,
    });
    let reaches = plan.fail_on.is_some_and(|level| reaches(&document, plan.analyzers, level));
    let id = document.id().to_owned();
    let kept = needs.map(|needs| {
        let sketch = postil_stories::sketch(&document);
        let story = document.meta.text("story").map(str::to_owned);
        needs.reduce(&mut document);
        Kept::new(sketch, story, document, shelf_full)
    });
    Ok(Analysed { id, rendered, errors, reaches, found: found.unwrap_or_default(), kept })
}

/// Runs analyzers over a document that came in.
fn through(
    analyzers: &[Arc<dyn Analyzer>],
    incoming: Incoming,
) -> Result<(Document, Vec<DocumentError>), Box<ReadError>> {
    let (mut document, faults) = incoming.into_document().map_err(Box::new)?;
    let mut errors: Vec<DocumentError> = faults
        .iter()
        .map(|fault| DocumentError {
            plugin: "postil".into(),
            code: fault.code().into(),
            message: fault.kind.to_string(),
        })
        .collect();
    for analyzer in analyzers {
        if let Err(error) = apply(analyzer.as_ref(), &mut document) {
            errors.push(error);
        }
        if analyzer.manifest().id == "postil.language" {
            postil_formats::read::suggest_meta(&mut document);
        }
    }
    Ok((document, errors))
}

/// One analyzer on one document; what it wrote is merged whole or not at all.
fn apply(analyzer: &dyn Analyzer, document: &mut Document) -> Result<(), DocumentError> {
    let manifest = analyzer.manifest();
    let missing =
        manifest.requires.iter().find(|need| !need.optional && !document.layers().has(&need.layer));
    let fail = |code: &str, message: String| DocumentError {
        plugin: manifest.id.clone(),
        code: code.into(),
        message,
    };
    if let Some(need) = missing {
        let message = format!("not run: the layer `{}` is missing", need.layer);
        return Err(fail("E0038", message));
    }
    let work = || {
        let mut notes = Notes::new(document, manifest);
        analyzer.analyze(document, &mut notes)?;
        Ok(notes.finish()?)
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(batch)) => {
            document.absorb(batch);
            Ok(())
        }
        Ok(Err(error)) => {
            let error: postil_core::AnalyzerError = error;
            Err(fail(error.code(), error.to_string()))
        }
        Err(payload) => Err(fail("E0031", panic_text(payload.as_ref()))),
    }
}

/// What a panic said.
pub(super) fn panic_text(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    format!("panicked: {}", text.unwrap_or_else(|| "without a message".into()))
}

/// Whether a finding of the document is of that level or above.
fn reaches(document: &Document, analyzers: &[Arc<dyn Analyzer>], level: Level) -> bool {
    document.artifacts().iter().any(|finding| finding.level >= level)
        || analyzers.iter().any(|analyzer| plugin_reaches(document, analyzer.manifest(), level))
}

/// The same for an analyzer with rules and layers of its own: a finding is a note whose label is
/// the code of a rule, and whose attribute `level` may differ from that of the rule.
fn plugin_reaches(document: &Document, manifest: &Manifest, level: Level) -> bool {
    if manifest.rules.is_empty() {
        return false;
    }
    let mut notes = manifest.provides.iter().flat_map(|layer| document.annotations(layer));
    notes.any(|note| {
        let code = note.label.as_deref().unwrap_or_default();
        let rule = manifest.rules.iter().find(|rule| rule.code == code);
        rule.is_some_and(|rule| match note.attrs.get("level").and_then(|it| it.as_str()) {
            Some("warning") => Level::Warning >= level,
            Some("note") => Level::Note >= level,
            _ => rule.level >= level,
        })
    })
}
