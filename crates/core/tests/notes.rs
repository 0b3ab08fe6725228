//! A mistake is refused where it is written, and names its author and line.

use postil_core::{
    Annotation, Document, Entity, EntityKind, Layer, Manifest, Notes, Record, Sentence, Span, Tone,
    Zone,
};

fn manifest() -> Manifest {
    Manifest::new("test.notes", "1", "").provides(&["sentence", "tone", "mine"])
}

fn span(text: &str) -> Span {
    Span::new(text, 0, text.len()).unwrap()
}

#[test]
fn good_notes_are_sorted_and_merged() {
    let mut document = Document::new("d", "One. Two.").unwrap();
    let manifest = manifest();
    let mut notes = Notes::new(&document, &manifest);
    notes.push(Sentence { span: document.span(5, 9).unwrap() });
    notes.push(Sentence { span: document.span(0, 4).unwrap() });
    notes.annotate("mine", Annotation::new(document.span(0, 3).unwrap()).label("x"));
    notes.result(serde_json::json!({"n": 2}));
    let batch = notes.finish().unwrap();
    document.absorb(batch);
    let texts: Vec<&str> = document.sentences().iter().map(|s| document.slice(s.span)).collect();
    assert_eq!(texts, ["One.", "Two."]);
    assert_eq!(document.annotations("mine").len(), 1);
    assert_eq!(document.results()["test.notes"]["n"], 2);
}

#[test]
fn a_span_of_another_text_is_refused_with_the_line_that_wrote_it() {
    let document = Document::new("d", "é").unwrap();
    let manifest = manifest();
    for (other, what) in [("abc", "outside the text"), ("a", "inside a character")] {
        let mut notes = Notes::new(&document, &manifest);
        notes.push(Sentence { span: span(other) });
        let error = notes.finish().unwrap_err();
        assert!(error.fault.contains(what), "{error}");
        assert!(error.at.contains("notes.rs"), "{error}");
        assert_eq!((error.layer.as_str(), error.number), ("sentence", 0));
    }
}

#[test]
fn an_undeclared_layer_and_a_number_that_is_none_are_refused() {
    let document = Document::new("d", "One.").unwrap();
    let manifest = manifest();
    let whole = span("One.");
    let kind = postil_core::ZoneKind::Content;
    let mut notes = Notes::new(&document, &manifest);
    notes.fill(vec![Zone { span: whole, kind, repeats: None, score: None }]);
    assert!(notes.finish().unwrap_err().fault.contains("does not provide"));

    let mut notes = Notes::new(&document, &manifest);
    notes.annotate("mine", Annotation::new(whole).score(f32::NAN));
    assert!(notes.finish().unwrap_err().fault.contains("not a finite number"));

    let mut notes = Notes::new(&document, &manifest);
    notes.annotate("tone", Annotation::new(whole));
    assert!(notes.finish().unwrap_err().fault.contains("built-in"));
}

#[test]
fn a_given_layer_is_neither_wanted_nor_replaced() {
    let mut document = Document::new("d", "One.").unwrap();
    let whole = span("One.");
    document.give(Layer::new(vec![Sentence { span: whole }], "given".into()));
    let manifest = manifest();
    let mut notes = Notes::new(&document, &manifest);
    assert!(!notes.wants::<Sentence>());
    assert!(notes.wants::<Tone>());
    notes.fill::<Sentence>(Vec::new());
    let batch = notes.finish().unwrap();
    document.absorb(batch);
    assert_eq!(document.sentences().len(), 1);
}

#[test]
fn a_given_layer_may_be_completed_but_not_changed() {
    let text = "Biden left.";
    let mut document = Document::new("d", text).unwrap();
    let entity = |name: &str, end| Entity {
        span: Span::new(text, 0, end).unwrap(),
        kind: EntityKind::Per,
        entity: name.into(),
        name: name.into(),
        score: None,
    };
    let ids = Some(vec![7]);
    document.give(Layer { items: vec![entity("", 5)], by: "given".into(), ids });
    let manifest = Manifest::new("test", "1", "").provides(&["entity"]);
    let mut notes = Notes::new(&document, &manifest);
    notes.complete(vec![entity("e1", 4)]);
    assert!(notes.finish().unwrap_err().fault.contains("other notes"));

    let mut notes = Notes::new(&document, &manifest);
    notes.complete(vec![entity("e1", 5)]);
    let batch = notes.finish().unwrap();
    document.absorb(batch);
    let layer = Entity::column(document.layers()).as_ref().unwrap();
    assert_eq!((&*layer.items[0].name, layer.id(0), &*layer.by), ("e1", 7, "given"));
}

#[test]
fn a_declared_layer_is_there_even_without_a_note() {
    let mut document = Document::new("d", "One.").unwrap();
    let manifest = manifest();
    let batch = Notes::new(&document, &manifest).finish().unwrap();
    document.absorb(batch);
    assert!(document.has::<Tone>() && document.layers().has("mine"));
    assert!(!document.has::<Zone>());
}

#[test]
fn stored_spans_are_checked_when_they_come_back() {
    let mut document = Document::new("d", "abcdef").unwrap();
    document.give(Layer::new(vec![Sentence { span: span("abcdef") }], "given".into()));
    let stored = serde_json::to_string(&document).unwrap().replace("abcdef", "é");
    let error = serde_json::from_str::<Document>(&stored).unwrap_err();
    assert!(error.to_string().contains("sentence"), "{error}");
}
