//! The entries beside the text: one a note.

use super::anchor;
use super::document::Page;
use super::markup::Markup;
use super::note::{Body, Note};
use postil_core::{Annotation, Artifact, Quote, Stance, Via};
use serde_json::Value;

/// Characters of another's text that an entry shows at most.
const SHOWN: usize = 240;
/// Words of evidence that an entry shows at most.
const EVIDENCE: usize = 6;

/// Writes the entries of a row; nothing where it has no notes.
pub(super) fn write(out: &mut Markup, page: &Page<'_>, notes: &[Note<'_>]) {
    if notes.is_empty() {
        return;
    }
    out.tag("<ul class=\"margin\">\n");
    for note in notes {
        entry(out, page, note);
    }
    out.tag("</ul>");
}

fn entry(out: &mut Markup, page: &Page<'_>, note: &Note<'_>) {
    out.tag("<li class=\"note");
    for class in note.classes().names() {
        out.tag(class);
    }
    out.tag("\" tabindex=\"0\" data-note=\"");
    out.value(&note.layer_word()).tag(":").count(note.id as usize).tag("\"");
    out.attribute("data-layer", note.layer).number("data-id", note.id as usize);
    page.place(out, note.span);
    out.attribute("title", note.by).tag(">");
    match &note.body {
        Body::Finding(finding) => self::finding(out, page, finding),
        Body::Quote(quote) => self::quote(out, quote),
        Body::Stance(stance) => self::stance(out, page, stance),
        Body::Name(entity) => {
            out.isolated(&entity.name).tag(" <small>").tag(entity.kind.name()).tag("</small>");
        }
        Body::Tone(tone) => {
            out.tag("tone ").tag(tone.polarity().name()).tag(" <small>");
            out.signed(f64::from(tone.value)).tag("</small>");
        }
        Body::Zone(zone) => {
            out.tag(zone.kind.name());
            if zone.repeats.is_some() {
                out.tag(" <small>a repeat</small>");
            }
        }
        Body::Other(annotation) => other(out, page, note, annotation),
    }
    out.tag("</li>\n");
}

/// The code of a rule, which leads to its explanation.
fn code(out: &mut Markup, page: &Page<'_>, code: &str) {
    match page.rules.number(code) {
        Some(number) => {
            out.tag("<a class=\"code\"");
            anchor::rule_href(out, &page.name, number);
            out.tag(">").text(code).tag("</a>");
        }
        None => {
            out.tag("<b class=\"code\">").text(code).tag("</b>");
        }
    }
}

fn finding(out: &mut Markup, page: &Page<'_>, finding: &Artifact) {
    code(out, page, &finding.code);
    out.tag(" ").isolated(&finding.message);
    if let Some(suggestion) = &finding.suggestion {
        out.tag(" <span class=\"better\">better: ").isolated(suggestion).tag("</span>");
    }
    if !finding.points_to.is_empty() {
        out.tag(" <small>points to ").text(&finding.points_to.join(", ")).tag("</small>");
    }
}

fn quote(out: &mut Markup, quote: &Quote) {
    match &quote.speaker {
        Some(speaker) => out.tag("<b>").isolated(&speaker.name).tag("</b>"),
        None => out.tag("<b>no speaker found</b>"),
    };
    out.tag(" <small>").tag(quote.kind.name());
    if !quote.closed {
        out.tag(", not closed");
    }
    out.tag("</small>");
}

fn stance(out: &mut Markup, page: &Page<'_>, stance: &Stance) {
    out.isolated(page.holder(&stance.holder)).tag(" → <b>");
    out.isolated(page.called(&stance.target)).tag("</b>: ").tag(stance.polarity.name());
    out.tag(" <small>");
    out.signed(f64::from(stance.p[2] - stance.p[0]));
    if !stance.chain.is_empty() {
        out.tag(", told by ");
        for (number, reporter) in stance.chain.iter().enumerate() {
            out.tag(if number > 0 { ", " } else { "" }).isolated(page.holder(reporter));
        }
    }
    out.tag(match stance.via {
        Via::Narration => "",
        Via::Quote => ", in quotation marks",
        Via::Indirect => ", in reported speech",
    });
    for (number, evidence) in stance.evidence.iter().take(EVIDENCE).enumerate() {
        out.tag(if number > 0 { ", " } else { "; " });
        let words = shorten(page.document.slice(evidence.span));
        out.tag("“").isolated(words).tag("” ").signed(f64::from(evidence.weight));
    }
    out.tag("</small>");
}

/// A note of a layer that is not known here: its label and its message, or what else it carries.
fn other(out: &mut Markup, page: &Page<'_>, note: &Note<'_>, annotation: &Annotation) {
    match annotation.label.as_deref() {
        Some(label) if page.rules.number(label).is_some() => code(out, page, label),
        Some(label) => {
            out.tag("<b>").isolated(shorten(label)).tag("</b>");
        }
        None => {
            out.tag("<b>").isolated(shorten(note.layer)).tag("</b>");
        }
    }
    if let Some(message) = annotation.text("message") {
        out.tag(" ").isolated(shorten(message));
        return;
    }
    if let Some(score) = annotation.score {
        out.tag(" <small>").fraction(f64::from(score)).tag("</small>");
    }
    if !annotation.attrs.is_empty() {
        let attributes = Value::Object(annotation.attrs.clone()).to_string();
        out.tag(" <small>").isolated(shorten(&attributes)).tag("</small>");
    }
}

/// The beginning of a text.
pub(super) fn shorten(text: &str) -> &str {
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
