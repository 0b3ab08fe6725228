//! Artifact findings under the words that they are about.

use super::layout::{Page, clean, shorten};
use crate::write::DocumentRecord;
use annotate_snippets::{AnnotationKind, Level as Severity, Renderer, Snippet};
use postil_core::{Artifact, Document, Level, Span};

/// Warnings that are shown in full; notes are counted by rule.
const SHOWN: usize = 12;
/// Bytes above which a line is not shown from its start.
const LONG: usize = 4000;

pub(super) fn write(page: &mut Page, record: &DocumentRecord<'_>) {
    let document = record.document;
    let (warnings, notes): (Vec<&Artifact>, Vec<&Artifact>) =
        document.artifacts().iter().partition(|finding| finding.level == Level::Warning);
    if warnings.is_empty() && notes.is_empty() {
        page.line("");
        return;
    }
    let renderer = if page.color() { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(page.width());
    for finding in warnings.iter().take(SHOWN) {
        page.line("");
        let rendered = render(&renderer, document, record.source, finding);
        page.line(&rendered);
    }
    page.line("");
    if warnings.len() > SHOWN {
        page.row("", &format!("… and {} more warnings", warnings.len() - SHOWN));
    }
    let mut counts = std::collections::BTreeMap::<(&str, &str), usize>::new();
    for note in &notes {
        *counts.entry((&note.code, note.category.name())).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|((code, category), count)| format!("{code} {category} {count}"))
        .collect();
    page.row("notes", &counts.join(" · "));
    if !notes.is_empty() {
        page.line("");
    }
}

fn render(renderer: &Renderer, document: &Document, source: &str, finding: &Artifact) -> String {
    let line = surrounding(document, finding.span);
    let text = document.slice(line);
    // A caret needs a visible width and no control characters: show a cleaned line, and only
    // where cleaning keeps every offset.
    let cleaned = clean(text);
    let shown = if cleaned.len() == text.len() { cleaned } else { text.replace('\r', " ") };
    let start = finding.span.start() - line.start();
    let end = (finding.span.end().min(line.end()) - line.start()).max(start);
    let number = document.text()[..line.start()].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let label = match &finding.suggestion {
        Some(suggestion) => format!("better: {}", shorten(suggestion, 60)),
        None => String::new(),
    };
    let message = clean(&finding.message);
    let group =
        Severity::WARNING.primary_title(message.as_str()).id(finding.code.as_ref()).element(
            Snippet::source(shown.as_str())
                .line_start(number)
                .path(source)
                .annotation(AnnotationKind::Primary.span(start..end).label(label.as_str())),
        );
    renderer.render(&[group]).to_string()
}

/// The line around a finding, so that columns count from its start; of a very long line, the
/// sentence.
fn surrounding(document: &Document, span: Span) -> Span {
    let text = document.text();
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
    let sentences = document.sentences();
    let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    match sentences.get(at).filter(|sentence| sentence.span.contains(span)) {
        Some(sentence) if end - start > LONG => sentence.span,
        _ => document.span(start, end).map_or(span, |line| line.trim(text).join(span)),
    }
}
