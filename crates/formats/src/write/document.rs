//! The JSON form of documents, stories and runs, as the record contract has it.

use super::convert;
use super::{DocumentError, DocumentRecord, RunRecord, StoryRecord, WriteOptions};
use postil_core::json::{self, Attributes};
use postil_core::{
    Annotation, Artifact, Document, Entity, Layer, OffsetUnit, Offsets, Quote, Record, Sentence,
    Span, Stance, Token, Tone, Zone,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Version of the record form.
const SCHEMA: u64 = 1;

pub(super) fn document(record: &DocumentRecord<'_>, options: &WriteOptions) -> Vec<u8> {
    let document = record.document;
    let text = document.text();
    let offsets = match options.unit {
        OffsetUnit::Utf8 => Offsets::BYTES,
        unit => Offsets::new(unit, text, document.offset_index()),
    };
    let mut out = Vec::with_capacity(text.len() * 3 + 512);
    out.extend_from_slice(b"{\"type\":\"document\",\"schema\":");
    json::integer(&mut out, SCHEMA);
    member(&mut out, "id", document.id());
    member(&mut out, "source", record.source);
    member(&mut out, "offsets", options.unit.name());
    out.extend_from_slice(b",\"length\":");
    json::integer(&mut out, offsets.of(text.len()) as u64);
    member(&mut out, "sha256", &sha256(text.as_bytes()));
    out.extend_from_slice(b",\"meta\":");
    meta(&mut out, document);
    out.extend_from_slice(b",\"annotations\":[");
    let mut list = Annotations { out: &mut out, offsets, text, empty: true };
    // In the order of the layers' names, generic layers in between.
    let others = document.layers().others();
    let mut names: Vec<&str> = others.keys().map(String::as_str).collect();
    names.extend(postil_core::Layers::BUILT_IN);
    names.sort_unstable();
    for name in names {
        if !options.shows(name) {
            continue;
        }
        match name {
            Artifact::LAYER => list.layer::<Artifact>(document),
            Entity::LAYER => list.layer::<Entity>(document),
            Quote::LAYER => list.layer::<Quote>(document),
            Sentence::LAYER => list.layer::<Sentence>(document),
            Stance::LAYER => list.layer::<Stance>(document),
            Token::LAYER => list.layer::<Token>(document),
            Tone::LAYER => list.layer::<Tone>(document),
            Zone::LAYER => list.layer::<Zone>(document),
            _ => {
                if let Some(layer) = others.get(name) {
                    list.other(name, layer, document, options.unit);
                }
            }
        }
    }
    out.extend_from_slice(b"],\"results\":");
    let find = |id: &str| (id == document.id()).then_some(document);
    results(&mut out, document.results(), Some(document), options.unit, &find);
    out.extend_from_slice(b",\"errors\":");
    errors(&mut out, record.errors);
    out.push(b'}');
    out
}

pub(super) fn story(record: &StoryRecord<'_>, options: &WriteOptions) -> Vec<u8> {
    let story = record.story;
    let mut out = Vec::with_capacity(4096);
    out.extend_from_slice(b"{\"type\":\"story\",\"schema\":");
    json::integer(&mut out, SCHEMA);
    member(&mut out, "id", story.id());
    let ids: Vec<&str> = story.documents().iter().map(Document::id).collect();
    out.push(b',');
    Attributes::new(&mut out, Offsets::BYTES).texts("documents", &ids);
    out.extend_from_slice(b",\"results\":");
    results(&mut out, story.results(), None, options.unit, &|id| story.document(id));
    if !record.errors.is_empty() {
        out.extend_from_slice(b",\"errors\":");
        errors(&mut out, record.errors);
    }
    out.push(b'}');
    out
}

pub(super) fn run(record: &RunRecord) -> Vec<u8> {
    let mut out = b"{\"type\":\"run\",".to_vec();
    let mut object = Attributes::new(&mut out, Offsets::BYTES);
    object.integer("schema", SCHEMA);
    object.text("postil", env!("CARGO_PKG_VERSION"));
    object.integer("documents", record.documents as u64);
    object.integer("stories", record.stories as u64);
    object.integer("failed", record.failed as u64);
    if record.unread > 0 {
        object.integer("unread", record.unread as u64);
    }
    if let Some(silenced) = record.silenced {
        object.integer("silenced", silenced as u64);
    }
    object.objects("plugins", &record.plugins, |object, plugin| {
        object.text("id", &plugin.id);
        object.text("version", &plugin.version);
    });
    object.text("config_sha256", &record.config_sha256);
    out.push(b'}');
    out
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let mut out = String::with_capacity(64);
    for byte in digest.iter() {
        out.push(HEX[(byte >> 4) as usize] as char);
        out.push(HEX[(byte & 15) as usize] as char);
    }
    out
}

fn member(out: &mut Vec<u8>, key: &str, text: &str) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(b"\":");
    json::string(out, text);
}

fn meta(out: &mut Vec<u8>, document: &Document) {
    out.push(b'{');
    for (at, (key, item)) in document.meta.0.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        json::string(out, key);
        out.push(b':');
        json::value(out, item);
    }
    out.push(b'}');
}

fn results<'a>(
    out: &mut Vec<u8>,
    results: &BTreeMap<String, Value>,
    home: Option<&'a Document>,
    unit: OffsetUnit,
    find: &dyn Fn(&str) -> Option<&'a Document>,
) {
    out.push(b'{');
    for (at, (id, result)) in results.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        json::string(out, id);
        out.push(b':');
        if unit == OffsetUnit::Utf8 {
            json::value(out, result);
        } else {
            let mut converted = result.clone();
            convert::offsets(&mut converted, home, unit, find);
            json::value(out, &converted);
        }
    }
    out.push(b'}');
}

fn errors(out: &mut Vec<u8>, errors: &[DocumentError]) {
    out.push(b'[');
    for (at, error) in errors.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.push(b'{');
        let mut object = Attributes::new(out, Offsets::BYTES);
        object.text("plugin", &error.plugin);
        object.text("code", &error.code);
        object.text("message", &error.message);
        out.push(b'}');
    }
    out.push(b']');
}

/// What is the same for every note of a layer, rendered once.
struct Frame {
    /// The opening brace and the layer, up to the value of `id`.
    layer: Vec<u8>,
    /// The member `by`, with a comma before it.
    by: Vec<u8>,
}

impl Frame {
    fn new(layer: &str, by: &str) -> Self {
        let mut frame = Self { layer: b"{\"layer\":".to_vec(), by: Vec::new() };
        json::string(&mut frame.layer, layer);
        frame.layer.extend_from_slice(b",\"id\":");
        member(&mut frame.by, "by", by);
        frame
    }
}

struct Annotations<'a> {
    out: &'a mut Vec<u8>,
    offsets: Offsets<'a>,
    text: &'a str,
    empty: bool,
}

impl Annotations<'_> {
    fn layer<T: Record>(&mut self, document: &Document) {
        let Some(layer) = T::column(document.layers()) else { return };
        let frame = Frame::new(T::LAYER, &layer.by);
        for position in in_order(layer, |note| note.span()) {
            let note = &layer.items[position];
            self.open(&frame, layer.id(position), note.span());
            self.rest(note.label(), note.score(), &frame);
            self.attributes(|attributes| note.attributes(attributes));
        }
    }

    fn other(
        &mut self,
        name: &str,
        layer: &Layer<Annotation>,
        document: &Document,
        unit: OffsetUnit,
    ) {
        let frame = Frame::new(name, &layer.by);
        for position in in_order(layer, |note| note.span) {
            let note = &layer.items[position];
            self.open(&frame, layer.id(position), note.span);
            self.rest(note.label.as_deref(), note.score, &frame);
            let mut attrs = Value::Object(note.attrs.clone());
            if unit != OffsetUnit::Utf8 {
                let find = |id: &str| (id == document.id()).then_some(document);
                convert::offsets(&mut attrs, Some(document), unit, &find);
            }
            self.attributes(|attributes| {
                if let Value::Object(map) = &attrs {
                    map.iter().for_each(|(key, item)| attributes.json(key, item));
                }
            });
        }
    }

    fn open(&mut self, frame: &Frame, id: u32, span: Span) {
        debug_assert!(span.fits(self.text));
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out.extend_from_slice(&frame.layer);
        json::integer(self.out, u64::from(id));
        self.out.extend_from_slice(b",\"start\":");
        json::integer(self.out, self.offsets.of(span.start()) as u64);
        self.out.extend_from_slice(b",\"end\":");
        json::integer(self.out, self.offsets.of(span.end()) as u64);
    }

    fn rest(&mut self, label: Option<&str>, score: Option<f32>, frame: &Frame) {
        if let Some(label) = label {
            member(self.out, "label", label);
        }
        if let Some(score) = score {
            self.out.extend_from_slice(b",\"score\":");
            json::number(self.out, f64::from(score));
        }
        self.out.extend_from_slice(&frame.by);
    }

    fn attributes(&mut self, write: impl FnOnce(&mut Attributes<'_>)) {
        let before = self.out.len();
        self.out.extend_from_slice(b",\"attrs\":{");
        let mut attributes = Attributes::new(self.out, self.offsets);
        write(&mut attributes);
        if attributes.is_empty() {
            self.out.truncate(before);
        } else {
            self.out.push(b'}');
        }
        self.out.push(b'}');
    }
}

/// Positions in order of (start, end, id); a layer that analyzers made is in that order already.
fn in_order<T>(layer: &Layer<T>, span: impl Fn(&T) -> Span) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..layer.items.len()).collect();
    positions.sort_by_key(|&position| (span(&layer.items[position]), layer.id(position)));
    positions
}
