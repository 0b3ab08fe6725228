//! The documents of a story, and links that lead to where they say something.

use super::markup::Markup;
use super::results::Cite;
use super::sentences::Sentences;
use super::{anchor, document};
use postil_core::{Document, OffsetUnit, Offsets, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Links that stand after a statement at most.
const LINKS: usize = 8;

struct Source<'s> {
    /// Its number in the list of sources, from 1.
    number: usize,
    name: String,
    document: &'s Document,
    offsets: Offsets<'s>,
    sentences: Sentences,
}

/// The documents of a story by id.
pub(super) struct Sources<'s>(BTreeMap<&'s str, Source<'s>>);

impl<'s> Sources<'s> {
    pub(super) fn of(story: &'s Story, unit: OffsetUnit) -> Self {
        let sources = story.documents().iter().zip(1..).map(|(document, number)| {
            let source = Source {
                number,
                name: anchor::name(document.id()),
                document,
                offsets: anchor::offsets(document, unit),
                sentences: Sentences::of(document),
            };
            (document.id(), source)
        });
        Self(sources.collect())
    }

    /// Writes the numbered list of the documents.
    pub(super) fn write(&self, out: &mut Markup) {
        let mut sources: Vec<&Source<'_>> = self.0.values().collect();
        sources.sort_by_key(|source| source.number);
        out.tag("<ol class=\"sources\">\n");
        for source in sources {
            out.tag("<li><a");
            anchor::href(out, &source.name, None);
            out.tag(">").isolated(document::title(source.document)).tag("</a> <small>");
            out.isolated(source.document.id());
            if let Some(date) = source.document.meta.text("date") {
                out.tag(" · ").isolated(date);
            }
            out.tag("</small></li>\n");
        }
        out.tag("</ol>\n");
    }

    /// The words under a citation; empty where there are none.
    pub(super) fn words(&self, cite: Cite<'_>) -> &'s str {
        let source = self.0.get(cite.document);
        source.and_then(|s| s.document.text().get(cite.start..cite.end)).unwrap_or_default()
    }

    /// The number of a document.
    pub(super) fn number(&self, document: &str) -> Option<usize> {
        self.0.get(document).map(|source| source.number)
    }

    /// Links to the spans, one a document, by the documents' numbers.
    pub(super) fn links<'v>(&self, out: &mut Markup, cites: impl Iterator<Item = Cite<'v>>) {
        let mut linked = BTreeSet::new();
        let mut more = 0;
        for cite in cites {
            let Some(source) = self.0.get(cite.document) else { continue };
            if !linked.insert(source.number) {
                continue;
            }
            if linked.len() > LINKS {
                more += 1;
                continue;
            }
            out.tag(" <a class=\"cite\"");
            anchor::href(out, &source.name, source.sentences.start_around(cite.start));
            anchor::place(out, cite.document, &source.offsets, cite.start, cite.end);
            out.attribute("title", cite.document).tag(">").count(source.number).tag("</a>");
        }
        if more > 0 {
            out.tag(" <small>and ").count(more).tag(" more</small>");
        }
    }

    /// Links to whole documents, by their numbers.
    pub(super) fn documents<'v>(&self, out: &mut Markup, ids: impl Iterator<Item = &'v str>) {
        let mut more = 0;
        for (count, source) in ids.filter_map(|id| self.0.get(id)).enumerate() {
            if count >= LINKS {
                more += 1;
                continue;
            }
            out.tag(" <a class=\"cite\"");
            anchor::href(out, &source.name, None);
            out.attribute("title", source.document.id());
            out.tag(">").count(source.number).tag("</a>");
        }
        if more > 0 {
            out.tag(" <small>and ").count(more).tag(" more</small>");
        }
    }
}
