//! What the documents of a story say together.

use super::markup::Markup;
use super::matrix::Matrix;
use super::results::{Cite, list, text};
use super::sources::Sources;
use super::{document, names, pages, quotes, reuse};
use crate::write::StoryRecord;
use postil_core::{OffsetUnit, Story, StoryEvent};
use serde_json::Value;
use std::collections::BTreeMap;

/// Entries of one list that are shown at most.
const SHOWN: usize = 60;

/// Writes the section of a story.
pub(super) fn write(record: &StoryRecord<'_>, unit: OffsetUnit) -> Markup {
    let story = record.story;
    let sources = Sources::of(story, unit);
    let mut out = Markup::with_capacity(1 << 14);
    out.tag(pages::STORY).tag("-->\n<section class=\"story\"");
    out.attribute("data-story", story.id()).tag(">\n");
    out.tag("<h2>Story <bdi>").text(story.id()).tag("</bdi></h2>\n");
    document::failures(&mut out, record.errors);
    let nothing = Value::Null;
    let summary = story.results().get("postil.summary").unwrap_or(&nothing);
    brief(&mut out, &sources, summary);
    sources.write(&mut out);
    matrix(story).write(&mut out);
    differences(&mut out, &sources, summary);
    agreements(&mut out, &sources, summary);
    quotes::write(&mut out, &sources, &story.layers().quotes);
    timeline(&mut out, &sources, &story.layers().events);
    let artifacts = story.results().get("postil.artifacts").unwrap_or(&nothing);
    names::write(&mut out, &sources, &story.layers().entities, artifacts);
    across(&mut out, &sources, artifacts);
    reuse::write(&mut out, &sources, &story.layers().reuse);
    out.tag("</section>\n");
    out
}

/// The brief, each sentence with links to what it says it from.
fn brief(out: &mut Markup, sources: &Sources<'_>, summary: &Value) {
    let sentences = list(summary, "sentences");
    if sentences.is_empty() {
        return;
    }
    out.tag("<div class=\"brief\">\n");
    for sentence in sentences {
        out.tag("<p dir=\"auto\">").isolated(text(sentence, "text")).tag("<sup>");
        sources.links(out, Cite::list(sentence));
        out.tag("</sup></p>\n");
    }
    out.tag("</div>\n");
}

/// Stances of all documents, persons and bodies under their names in the story.
fn matrix<'s>(story: &'s Story) -> Matrix<'s> {
    let mut names: BTreeMap<(&str, usize, usize), &'s str> = BTreeMap::new();
    for entity in &story.layers().entities {
        for place in &entity.mentions {
            let key = (place.document.as_str(), place.span.start(), place.span.end());
            names.insert(key, &entity.name);
        }
    }
    let mut matrix = Matrix::default();
    for document in story.documents() {
        let mut called: BTreeMap<&str, &'s str> = BTreeMap::new();
        for mention in document.entities() {
            let key = (document.id(), mention.span.start(), mention.span.end());
            let name = names.get(&key).copied().unwrap_or(&mention.name);
            called.entry(&mention.entity).or_insert(name);
        }
        let called = |id: &'s str| -> &'s str {
            called.get(id).copied().filter(|name| !name.is_empty()).unwrap_or(id)
        };
        for stance in document.stances() {
            let holder = (stance.holder.as_ref() != "author").then(|| called(&stance.holder));
            matrix.add(called(&stance.target), holder, f64::from(stance.p[2] - stance.p[0]));
        }
    }
    matrix
}

/// Begins a part of the story's section; says whether it has anything.
fn part(out: &mut Markup, title: &'static str, entries: usize) -> bool {
    if entries == 0 {
        return false;
    }
    out.tag("<h3>").tag(title).tag("</h3>\n");
    true
}

/// Says how many entries are not shown.
fn rest(out: &mut Markup, entries: usize) {
    if entries > SHOWN {
        out.tag("<p><small>and ").count(entries - SHOWN).tag(" more</small></p>\n");
    }
}

fn differences(out: &mut Markup, sources: &Sources<'_>, summary: &Value) {
    let differences = list(summary, "differences");
    if !part(out, "Where the sources differ", differences.len()) {
        return;
    }
    out.tag("<dl class=\"differences\">\n");
    for difference in differences.iter().take(SHOWN) {
        out.tag("<dt><b class=\"difference\"");
        out.attribute("data-class", text(difference, "class")).tag(">");
        out.text(text(difference, "class")).tag("</b> ");
        out.isolated(text(difference, "attribute")).tag("</dt>\n");
        for value in list(difference, "values") {
            out.tag("<dd>").isolated(text(value, "value"));
            sources.links(out, Cite::list(value));
            out.tag("</dd>\n");
        }
    }
    out.tag("</dl>\n");
    rest(out, differences.len());
}

fn agreements(out: &mut Markup, sources: &Sources<'_>, summary: &Value) {
    let agreements = list(summary, "agreements");
    if !part(out, "What the sources agree on", agreements.len()) {
        return;
    }
    out.tag("<ul class=\"agreements\">\n");
    for agreement in agreements.iter().take(SHOWN) {
        out.tag("<li>").isolated(text(agreement, "fact"));
        sources.links(out, Cite::list(agreement));
        out.tag("</li>\n");
    }
    out.tag("</ul>\n");
    rest(out, agreements.len());
}

fn timeline(out: &mut Markup, sources: &Sources<'_>, events: &[StoryEvent]) {
    if !part(out, "What happened when", events.len()) {
        return;
    }
    out.tag("<ol class=\"timeline\">\n");
    for event in events.iter().take(SHOWN) {
        out.tag("<li><time").attribute("datetime", &event.date).tag(">").text(&event.date);
        out.tag("</time> ").isolated(&event.label);
        sources.documents(out, event.documents.iter().map(String::as_str));
        out.tag("</li>\n");
    }
    out.tag("</ol>\n");
    rest(out, events.len());
}

/// Findings that only the comparison of documents gives.
fn across(out: &mut Markup, sources: &Sources<'_>, artifacts: &Value) {
    let findings = list(artifacts, "findings");
    if !part(out, "Findings across documents", findings.len()) {
        return;
    }
    out.tag("<ul class=\"across\">\n");
    for finding in findings.iter().take(SHOWN) {
        out.tag("<li><b class=\"code\">").text(text(finding, "label")).tag("</b> ");
        out.isolated(text(finding, "message"));
        let suggestion = text(finding, "suggestion");
        if !suggestion.is_empty() {
            out.tag(" <span class=\"better\">better: ").isolated(suggestion).tag("</span>");
        }
        let related = list(finding, "related").iter().filter_map(Cite::read);
        sources.links(out, Cite::read(finding).into_iter().chain(related));
        out.tag("</li>\n");
    }
    out.tag("</ul>\n");
    rest(out, findings.len());
}
