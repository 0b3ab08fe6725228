//! One document: what it is, its extract, its stances, and its text with the notes beside it.

use super::markup::Markup;
use super::matrix::Matrix;
use super::note::{Note, notes};
use super::results::{Cite, list, text};
use super::rules::Rules;
use super::sentences::Sentences;
use super::text::Point;
use super::{anchor, pages};
use crate::write::{DocumentError, DocumentRecord, WriteOptions};
use postil_core::{Document, Offsets, Record, Sentence, Span, Token};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A document while its section is written.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    /// Its name in addresses.
    pub(super) name: String,
    pub(super) offsets: Offsets<'d>,
    pub(super) sentences: Sentences,
    /// Whether sentences are among the layers that are written.
    pub(super) sentences_shown: bool,
    pub(super) rules: &'d Rules,
    /// Names of the document's entities, by id.
    names: BTreeMap<&'d str, &'d str>,
}

impl<'d> Page<'d> {
    /// The attributes that say where a span of this document stands.
    pub(super) fn place(&self, out: &mut Markup, span: Span) {
        anchor::place(out, self.document.id(), &self.offsets, span.start(), span.end());
    }

    /// The name of an entity; the id itself where it is none.
    pub(super) fn called<'a>(&self, id: &'a str) -> &'a str
    where
        'd: 'a,
    {
        self.names.get(id).copied().filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// Who holds a view, in words.
    pub(super) fn holder<'a>(&self, id: &'a str) -> &'a str
    where
        'd: 'a,
    {
        if id == "author" { "the article" } else { self.called(id) }
    }
}

/// Writes the section of a document.
pub(super) fn write(record: &DocumentRecord<'_>, options: &WriteOptions, rules: &Rules) -> Markup {
    let document = record.document;
    let sentences = Sentences::of(document);
    let page = Page {
        document,
        name: anchor::name(document.id()),
        offsets: anchor::offsets(document, options.unit),
        sentences_shown: options.shows(Sentence::LAYER),
        sentences,
        rules,
        names: document.entities().iter().map(|e| (&*e.entity, &*e.name)).collect(),
    };
    let notes = notes(document, options);
    let mut out = Markup::with_capacity(document.text().len() * 4 + notes.len() * 400 + 2048);
    out.tag(pages::DOCUMENT).text(&page.name).tag("-->\n<section class=\"document\"");
    anchor::id(&mut out, &page.name, None);
    out.attribute("data-document", document.id());
    out.attribute("data-offsets", options.unit.name());
    out.number("data-length", page.offsets.of(document.text().len())).tag(">\n");
    heading(&mut out, record);
    failures(&mut out, record.errors);
    extract(&mut out, &page);
    origin(&mut out, document);
    matrix(&page).write(&mut out);
    out.tag("<div class=\"rows\"");
    if let Some(language) = document.meta.text("language") {
        out.attribute("lang", language);
    }
    out.tag(">\n");
    super::text::write(&mut out, &page, &notes, &points(&page, options));
    out.tag("</div>\n");
    rules.write(&mut out, &page.name, &rules_of(rules, &notes));
    out.tag("</section>\n");
    out
}

/// The words that stand for a document: its title, else its id.
pub(super) fn title(document: &Document) -> &str {
    let title = document.meta.text("title").map(str::trim).filter(|title| !title.is_empty());
    super::margin::shorten(title.unwrap_or(document.id()))
}

fn heading(out: &mut Markup, record: &DocumentRecord<'_>) {
    let document = record.document;
    out.tag("<h2>").isolated(title(document)).tag("</h2>\n<p class=\"facts\">");
    out.isolated(document.id());
    let meta = |key| document.meta.text(key).unwrap_or_default();
    for fact in [meta("source"), meta("byline"), meta("date"), record.source] {
        if !fact.is_empty() && fact != document.id() {
            out.tag(" · ").isolated(super::margin::shorten(fact));
        }
    }
    out.tag(" · ").count(document.text().split_whitespace().count()).tag(" words</p>\n");
}

/// What failed.
pub(super) fn failures(out: &mut Markup, errors: &[DocumentError]) {
    for error in errors {
        out.tag("<p class=\"failed\"><b>").text(&error.code).tag("</b> ").isolated(&error.plugin);
        out.tag(": ").isolated(&error.message).tag("</p>\n");
    }
}

fn extract(out: &mut Markup, page: &Page<'_>) {
    let Some(summary) = page.document.results().get("postil.summary") else { return };
    let sentences = list(summary, "sentences");
    if sentences.is_empty() {
        return;
    }
    out.tag("<section class=\"extract\">\n<h3>Extract</h3>\n<p dir=\"auto\">");
    for sentence in sentences {
        let cite = Cite::list(sentence).next();
        out.tag("<a class=\"quoted\"");
        if let Some(cite) = cite {
            super::anchor::href(out, &page.name, page.sentences.start_around(cite.start));
            anchor::place(out, cite.document, &page.offsets, cite.start, cite.end);
        }
        out.tag(">").isolated(text(sentence, "text")).tag("</a>\n");
    }
    out.tag("</p>\n</section>\n");
}

/// What the findings say together of where the text comes from.
fn origin(out: &mut Markup, document: &Document) {
    let artifacts = document.results().get("postil.artifacts");
    let Some(translated) = artifacts.and_then(|result| result.get("translated")) else { return };
    out.tag("<p class=\"origin\">");
    out.tag(match text(translated, "verdict") {
        "translated" => "Reads as translated or of foreign origin",
        "native" => "Reads as written in English",
        _ => "Origin uncertain",
    });
    if let Some(probability) = translated.get("probability").and_then(Value::as_f64) {
        out.tag(" <small>probability of translation ").fraction(probability).tag("</small>");
    }
    let languages = artifacts.map_or(&[][..], |result| list(result, "source_language"));
    for (number, language) in languages.iter().take(3).enumerate() {
        out.tag(if number == 0 { "; findings point to " } else { ", " });
        out.text(text(language, "language"));
        if let Some(probability) = language.get("probability").and_then(Value::as_f64) {
            out.tag(" <small>").fraction(probability).tag("</small>");
        }
    }
    out.tag("</p>\n");
}

/// The stances of the document's mentions.
fn matrix<'a>(page: &'a Page<'_>) -> Matrix<'a> {
    let mut matrix = Matrix::default();
    for stance in page.document.stances() {
        let holder = (stance.holder.as_ref() != "author").then(|| page.called(&stance.holder));
        matrix.add(page.called(&stance.target), holder, f64::from(stance.p[2] - stance.p[0]));
    }
    matrix
}

/// What has a place in the text and no entry beside it: tokens, and sentences that overlap.
fn points(page: &Page<'_>, options: &WriteOptions) -> Vec<Point> {
    let mut points = Vec::new();
    if page.sentences_shown {
        let point = |&(span, id): &(Span, u32)| Point { layer: Sentence::LAYER, id, span };
        points.extend(page.sentences.others.iter().map(point));
    }
    if options.shows(Token::LAYER)
        && let Some(layer) = Token::column(page.document.layers())
    {
        points.extend(layer.items.iter().enumerate().map(|(position, token)| Point {
            layer: Token::LAYER,
            id: layer.id(position),
            span: token.span,
        }));
    }
    points.sort_by_key(|point| point.span.start());
    points
}

/// The rules that have notes here.
fn rules_of(rules: &Rules, notes: &[Note<'_>]) -> BTreeSet<usize> {
    notes.iter().filter_map(|note| rules.number(note.code()?)).collect()
}
