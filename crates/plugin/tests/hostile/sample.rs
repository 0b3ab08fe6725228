//! Valid messages of every kind, to be damaged.

use planus::Builder;
use postil_core::{
    Annotation, Document, Entity, EntityKind, Layer, Manifest, Notes, Place, Reuse, ReuseRelation,
    Sentence, Story, StoryLayers, Tag, Token, TokenKind, fold,
};
use postil_plugin::message::{
    encode_answer, encode_request, encode_story_answer, encode_story_request, tables,
};
use serde_json::json;
use std::sync::Arc;

const TEXT: &str = "“É 💩,” he said. He left.";

/// A manifest that reads and writes layers of both sorts.
pub fn manifest() -> Manifest {
    Manifest::new("test.plugin", "0.1.0", "Tests.")
        .requires(&["sentence", "token", "entity", "acme.note"])
        .provides(&["sentence", "entity", "acme.note"])
}

/// A document with those layers.
pub fn document() -> Document {
    let mut document = Document::new("a", TEXT).expect("a short text");
    document.meta.suggest("source", "wire");
    let by: Arc<str> = "test".into();
    let first = TEXT.find("He").expect("it stands there");
    let span = |start, end| document.span(start, end).expect("a sound span");
    let (sentence, word) = (span(0, first - 1), span(first, first + 2));
    let token = Token { span: word, fold: fold("He"), kind: TokenKind::Word, tag: Tag::Pron };
    let mention = Entity {
        span: word,
        kind: EntityKind::Per,
        entity: "e1".into(),
        name: "Él".into(),
        score: Some(0.5),
    };
    let note = Annotation::new(word).label("x").attr("value", 0.5);
    let mut sentences = Layer::new(vec![Sentence { span: sentence }], by.clone());
    sentences.ids = Some(vec![7]);
    document.give(sentences);
    document.give(Layer::new(vec![token], by.clone()));
    document.give(Layer::new(vec![mention.clone(), mention], by.clone()));
    document.give_other("acme.note", Layer::new(vec![note], by));
    document
}

/// A story of that document.
pub fn story() -> Story {
    Story::new("s1", vec![document()])
}

/// A request, an answer, and both for a story.
pub fn messages() -> [Vec<u8>; 4] {
    let (document, manifest, story) = (document(), manifest(), story());
    let mut messages = [const { Vec::new() }; 4];
    let [request, answer, story_request, story_answer] = &mut messages;
    encode_request(&document, &manifest, request).expect("it fits");

    let mut notes = Notes::new(&document, &manifest);
    notes.fill(document.sentences().to_vec());
    notes.fill(document.entities().to_vec());
    for note in document.annotations("acme.note") {
        notes.annotate("acme.note", note.clone());
    }
    notes.result(json!({"n": 1}));
    encode_answer(&notes.finish().expect("sound notes"), answer).expect("it fits");

    encode_story_request(&story, &manifest, story_request).expect("it fits");
    let place = Place { document: "a".into(), span: document.sentences()[0].span };
    let links = StoryLayers {
        reuse: vec![Reuse { relation: ReuseRelation::Near, spans: vec![place] }],
        ..StoryLayers::default()
    };
    encode_story_answer(Some(&json!([1])), Some(&links), story_answer).expect("it fits");
    messages
}

/// An answer whose table of labels names one label of `length` bytes `count` times.
pub fn one_label_many_times(count: usize, length: usize) -> Vec<u8> {
    let mut builder = Builder::new();
    let label = builder.create_string("x".repeat(length).as_str());
    let labels = vec![label; count];
    let none: &[tables::Note] = &[];
    let layer = tables::Layer::create(&mut builder, "acme.note", (), labels.as_slice(), none, ());
    let answer = tables::Answer::create(&mut builder, (), &[layer][..], (), (), ());
    builder.finish(answer, None).to_vec()
}
