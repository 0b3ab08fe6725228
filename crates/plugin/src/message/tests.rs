use super::*;
use planus::Builder;
use postil_core::{
    Annotation, Batch, Document, Layer, Manifest, Notes, Place, Quote, QuoteKind, Reuse,
    ReuseRelation, Sentence, Speaker, Story, StoryLayers, Tag, Token, TokenKind, fold,
};
use proptest::prelude::*;
use serde_json::json;

const TEXT: &str = "“É 💩,” he said. He left.";

fn manifest() -> Manifest {
    Manifest::new("test.plugin", "0.1.0", "Tests.")
        .requires(&["sentence", "token", "quote", "acme.note"])
        .provides(&["sentence", "quote", "acme.note", "acme.mark"])
}

fn document() -> Document {
    let mut document = Document::new("a", TEXT).unwrap();
    document.meta.suggest("source", "wire");
    let by = |name: &str| std::sync::Arc::<str>::from(name);
    let span = |start, end| document.span(start, end).unwrap();
    let first = TEXT.find("He").unwrap();
    let sentences =
        vec![Sentence { span: span(0, first - 1) }, Sentence { span: span(first, TEXT.len()) }];
    let word = span(first, first + 2);
    let token = Token { span: word, fold: fold("He"), kind: TokenKind::Word, tag: Tag::Pron };
    let quote = Quote {
        span: span(3, 11),
        kind: QuoteKind::Direct,
        closed: true,
        speaker: Some(Speaker { span: word, entity: Some(by("e1")), name: by("Él") }),
        cue: None,
        score: Some(0.5),
    };
    let note = Annotation::new(word).label("x").attr("value", 0.1);
    let mut sentences = Layer::new(sentences, by("postil.language"));
    sentences.ids = Some(vec![7, 9]);
    document.give(sentences);
    document.give(Layer::new(vec![token], by("postil.language")));
    document.give(Layer::new(vec![quote], by("postil.language")));
    document.give_other("acme.note", Layer::new(vec![note], by("acme")));
    document
}

fn request() -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_request(&document(), &manifest(), &mut bytes).unwrap();
    bytes
}

fn batch(document: &Document) -> Batch {
    let manifest = manifest();
    let mut notes = Notes::new(document, &manifest);
    for sentence in document.sentences() {
        notes.push(*sentence);
    }
    notes.push(document.layer::<Quote>()[0].clone());
    notes.annotate(
        "acme.mark",
        Annotation::new(document.sentences()[1].span).label("é").score(1.0).attr("of", "he"),
    );
    notes.result(json!({"n": 2, "share": 0.25}));
    notes.finish().unwrap()
}

fn answer(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_answer(&batch(document), &mut bytes).unwrap();
    bytes
}

/// An answer with one note of one layer, built by hand.
fn raw(layer: &str, note: tables::Note, labels: &[&str], arena: &str) -> Vec<u8> {
    let mut builder = Builder::new();
    let layer = tables::Layer::create(&mut builder, layer, (), labels, &[note][..], ());
    let answer = tables::Answer::create(&mut builder, arena, &[layer][..], (), (), ());
    builder.finish(answer, None).to_vec()
}

fn note(start: u32, end: u32) -> tables::Note {
    tables::Note {
        start,
        end,
        label: NO_LABEL,
        score: f32::NAN,
        attributes_start: 0,
        attributes_length: 0,
    }
}

fn refusal(bytes: &[u8]) -> (String, String) {
    let error = check_answer(bytes, &document(), &manifest()).unwrap_err();
    (error.code().to_owned(), error.to_string())
}

#[test]
fn a_document_comes_back_with_its_layers() {
    let before = document();
    let after = decode_request(&request()).unwrap();
    assert_eq!(after.id(), before.id());
    assert_eq!(after.text(), before.text());
    assert_eq!(after.meta, before.meta);
    assert_eq!(after.layers(), before.layers());
}

#[test]
fn only_required_layers_travel() {
    let mut bytes = Vec::new();
    let manifest = Manifest::new("t", "0", "").requires(&["sentence"]).uses(&["sentence", "tone"]);
    encode_request(&document(), &manifest, &mut bytes).unwrap();
    let document = decode_request(&bytes).unwrap();
    assert!(document.has::<Sentence>() && !document.has::<Token>());
}

#[test]
fn an_answer_comes_back_as_it_was() {
    let document = document();
    let checked = check_answer(&answer(&document), &document, &manifest()).unwrap();
    assert_eq!(checked, batch(&document));
}

#[test]
fn an_empty_text_travels() {
    let document = Document::new("", "").unwrap();
    let mut bytes = Vec::new();
    encode_request(&document, &manifest(), &mut bytes).unwrap();
    assert_eq!(decode_request(&bytes).unwrap().text(), "");
}

#[test]
fn bad_spans_are_refused_with_layer_and_number() {
    let (code, text) = refusal(&raw("acme.note", note(0, 99), &[], ""));
    assert_eq!(code, "E0032");
    assert!(text.contains("note 0 of layer `acme.note`"), "{text}");
    assert!(text.contains("outside the text"), "{text}");
    assert!(refusal(&raw("acme.note", note(0, 1), &[], "")).1.contains("inside a character"));
    assert!(refusal(&raw("acme.note", note(9, 3), &[], "")).1.contains("behind its end"));
}

#[test]
fn undeclared_and_doubled_layers_are_refused() {
    assert!(refusal(&raw("acme.other", note(0, 3), &[], "")).1.contains("does not provide"));
    assert!(refusal(&raw("token", note(0, 3), &[], "")).1.contains("does not provide"));
    let mut builder = Builder::new();
    let layer = tables::Layer::create(&mut builder, "acme.note", (), (), &[note(0, 3)][..], ());
    let answer = tables::Answer::create(&mut builder, (), &[layer, layer][..], (), (), ());
    assert!(refusal(builder.finish(answer, None)).1.contains("stands twice"));
}

#[test]
fn bad_scores_labels_and_attributes_are_refused() {
    let score = tables::Note { score: f32::INFINITY, ..note(0, 3) };
    assert!(refusal(&raw("acme.note", score, &[], "")).1.contains("finite"));
    let label = tables::Note { label: 1, ..note(0, 3) };
    assert!(refusal(&raw("acme.note", label, &["x"], "")).1.contains("label 1"));
    let outside = tables::Note { attributes_start: 1, attributes_length: 2, ..note(0, 3) };
    assert!(refusal(&raw("acme.note", outside, &[], "{}")).1.contains("outside the arena"));
    let list = tables::Note { attributes_length: 2, ..note(0, 3) };
    assert!(refusal(&raw("acme.note", list, &[], "[]")).1.contains("no JSON object"));
    let quote = tables::Note { label: 0, ..note(0, 3) };
    assert!(refusal(&raw("quote", quote, &["shouted"], "")).1.contains("shouted"));
}

#[test]
fn attributes_may_not_be_shared() {
    let mut builder = Builder::new();
    let one = tables::Note { attributes_length: 7, ..note(0, 3) };
    let layer = tables::Layer::create(&mut builder, "acme.note", (), (), &[one, one][..], ());
    let answer = tables::Answer::create(&mut builder, "{\"a\":1}", &[layer][..], (), (), ());
    assert!(refusal(builder.finish(answer, None)).1.contains("longer than the arena"));
}

#[test]
fn a_failure_is_told_with_its_code() {
    let mut bytes = Vec::new();
    encode_failure("E0030", "no model", &mut bytes);
    assert_eq!(refusal(&bytes), ("E0030".into(), "no model".into()));
}

#[test]
fn what_is_no_message_is_unreadable() {
    for bytes in [&b""[..], b"hello\n", &[0xff; 64]] {
        assert_eq!(refusal(bytes).0, "E0037", "{bytes:?}");
        assert!(decode_request(bytes).is_err());
    }
}

#[test]
fn stories_travel_both_ways() {
    let mut story = Story::new("s1", vec![document()]);
    let place = Place { document: "a".into(), span: document().span(0, 3).unwrap() };
    let links = StoryLayers {
        reuse: vec![Reuse { relation: ReuseRelation::Near, spans: vec![place] }],
        ..StoryLayers::default()
    };
    story.absorb("acme", Some(json!([1])), Some(links.clone()));
    let mut bytes = Vec::new();
    encode_story_request(&story, &manifest(), &mut bytes).unwrap();
    let after = decode_story_request(&bytes).unwrap();
    assert_eq!((after.id(), after.layers()), ("s1", &links));
    assert_eq!(after.results(), story.results());
    assert_eq!(after.documents()[0].layers(), story.documents()[0].layers());

    encode_story_answer(Some(&json!(3)), Some(&links), &mut bytes).unwrap();
    let answer = check_story_answer(&bytes, &story).unwrap();
    assert_eq!(answer, StoryAnswer { result: Some(json!(3)), links: Some(links) });
    let other = Story::new("s2", Vec::new());
    let error = check_story_answer(&bytes, &other).unwrap_err();
    assert!(error.to_string().contains("no document `a`"), "{error}");
}

proptest! {
    #[test]
    fn damaged_messages_never_panic(
        at in 0usize..4096,
        value in any::<u8>(),
        cut in 0usize..4096,
    ) {
        let document = document();
        for mut bytes in [request(), answer(&document)] {
            let length = bytes.len();
            bytes[at % length] = value;
            let _ = decode_request(&bytes);
            let _ = check_answer(&bytes, &document, &manifest());
            bytes.truncate(cut % length);
            let _ = decode_request(&bytes);
            let _ = check_answer(&bytes, &document, &manifest());
        }
    }

    #[test]
    fn generic_notes_come_back(texts in proptest::collection::vec(".{0,12}", 0..20)) {
        let text = texts.concat();
        let document = Document::new("p", text.as_str()).unwrap();
        let manifest = Manifest::new("t", "0", "").provides(&["acme.note"]);
        let mut notes = Notes::new(&document, &manifest);
        let mut from = 0;
        for part in &texts {
            let span = document.span(from, from + part.len()).unwrap();
            from += part.len();
            notes.annotate("acme.note", Annotation::new(span).label(part).attr("is", part.as_str()));
        }
        let batch = notes.finish().unwrap();
        let mut bytes = Vec::new();
        encode_answer(&batch, &mut bytes).unwrap();
        prop_assert_eq!(check_answer(&bytes, &document, &manifest).unwrap(), batch);
    }
}

#[test]
fn the_record_has_the_size_that_the_schema_says() {
    assert_eq!(<tables::Note as planus::Primitive>::SIZE, 24);
}
