//! The page as a whole, and what no text may do to it.

mod elements;

use super::HtmlWriter;
use crate::write::{DocumentRecord, RunRecord, StoryRecord, WriteOptions, Writer};
use elements::{Element, elements};
use postil_core::{
    Annotation, Artifact, Category, Document, Entity, EntityKind, Layer, Level, Manifest, Notes,
    OffsetUnit, Place, Polarity, Quote, QuoteGroup, QuoteKind, QuoteRelation, Record, Reuse,
    ReuseRelation, Rule, Sentence, Span, Speaker, Stance, Story, StoryEntity, StoryEvent,
    StoryLayers, Via,
};
use serde_json::{Value, json};

fn options(unit: OffsetUnit) -> WriteOptions {
    WriteOptions { layers: None, unit }
}

fn writer() -> HtmlWriter {
    let rule = Rule {
        code: "PST501".into(),
        category: Some(Category::ScrapeResidue),
        level: Level::Warning,
        summary: "Finds furniture.".into(),
        explanation: "# PST501 furniture\n\n## What it does\nFinds `a<b`.\n\n## Example\n> **x**"
            .into(),
    };
    HtmlWriter::new(options(OffsetUnit::Utf8), vec![rule])
}

fn section(document: &Document) -> String {
    let record = DocumentRecord { document, source: "-", errors: &[] };
    String::from_utf8(writer().document(&record)).expect("UTF-8")
}

fn span(document: &Document, words: &str) -> Span {
    let start = document.text().find(words).expect("the words are there");
    document.span(start, start + words.len()).expect("a span")
}

fn with_result(document: &mut Document, id: &str, result: Value) {
    let manifest = Manifest::new(id, "1.0.0", "");
    let mut notes = Notes::new(document, &manifest);
    notes.result(result);
    let batch = notes.finish().expect("nothing is wrong");
    document.absorb(batch);
}

fn place(document: &Document, words: &str) -> Place {
    Place { document: document.id().into(), span: span(document, words) }
}

fn cite(document: &Document, words: &str) -> Value {
    let span = span(document, words);
    json!({"document": document.id(), "start": span.start(), "end": span.end()})
}

/// Two reports of one remark.
fn reports() -> (Document, Document) {
    let by = || "test".into();
    let mut a =
        Document::new("a", "Subscribe\n\nKallas praised Riga: “We need a result.”").unwrap();
    let mut b = Document::new("B", "“A result is what we need”, said Kallas.").unwrap();
    for (document, sentence, quote) in [
        (&mut a, "Kallas praised Riga: “We need a result.”", "We need a result."),
        (&mut b, "“A result is what we need”, said Kallas.", "A result is what we need"),
    ] {
        let kallas = span(document, "Kallas");
        let sentence = Sentence { span: span(document, sentence) };
        let speaker =
            Speaker { span: kallas, entity: Some("e1".into()), name: "Kaja Kallas".into() };
        let quote = Quote {
            span: span(document, quote),
            kind: QuoteKind::Direct,
            closed: true,
            speaker: Some(speaker),
            cue: None,
            score: None,
        };
        let entity = Entity {
            span: kallas,
            kind: EntityKind::Per,
            entity: "e1".into(),
            name: "Kaja Kallas".into(),
            score: Some(0.9),
        };
        document.give(Layer::new(vec![sentence], by()));
        document.give(Layer::new(vec![quote], by()));
        document.give(Layer::new(vec![entity], by()));
    }
    let riga = span(&a, "Riga");
    let stance = Stance {
        span: riga,
        polarity: Polarity::Positive,
        target: "Riga".into(),
        holder: "e1".into(),
        chain: Vec::new(),
        via: Via::Narration,
        p: [0.1, 0.2, 0.7],
        evidence: Vec::new(),
    };
    let finding = Artifact {
        span: span(&a, "Subscribe"),
        code: "PST501".into(),
        category: Category::ScrapeResidue,
        level: Level::Warning,
        message: "this line is a button".into(),
        points_to: Vec::new(),
        suggestion: None,
        related: Vec::new(),
        score: 0.9,
    };
    a.give(Layer::new(vec![stance], by()));
    a.give(Layer::new(vec![finding], by()));
    let sentence = "Kallas praised Riga: “We need a result.”";
    let summary = json!({"text": sentence, "words": 7, "sentences": [
        {"text": sentence, "cites": [cite(&a, sentence)], "cuts": [], "inserts": []}]});
    with_result(&mut a, "postil.summary", summary);
    (a, b)
}

fn story() -> Story {
    let (a, b) = reports();
    let sentence = "Kallas praised Riga: “We need a result.”";
    let summary = json!({
        "text": sentence, "words": 7,
        "sentences": [{"text": sentence, "cites": [cite(&a, sentence), cite(&b, "Kallas")]}],
        "agreements": [{"fact": "Kallas spoke.", "cites": [cite(&a, "Kallas"), cite(&b, "Kallas")]}],
        "differences": [{"class": "variant", "attribute": "word order", "values": [
            {"value": "need", "cites": [cite(&a, "need")]},
            {"value": "is what we need", "cites": [cite(&b, "is what we need")]}]}],
    });
    let artifacts = json!({
        "names": [{"entity": "e1", "variants": [
            {"surface": "Kallas", "documents": ["a", "B"], "points_to": []},
            {"surface": "Kallasa", "documents": ["B"], "points_to": ["pl"]}]}],
        "findings": [{"label": "PST601", "message": "worded otherwise", "document": "B",
            "start": 3, "end": 5, "related": [cite(&a, "need")]}],
    });
    let layers = StoryLayers {
        entities: vec![StoryEntity {
            id: "e1".into(),
            name: "Kaja Kallas".into(),
            kind: EntityKind::Per,
            mentions: vec![place(&a, "Kallas"), place(&b, "Kallas")],
            joins: Vec::new(),
        }],
        reuse: vec![Reuse {
            relation: ReuseRelation::Near,
            spans: vec![place(&a, "result"), place(&b, "result")],
        }],
        quotes: vec![QuoteGroup {
            speaker: "Kaja Kallas".into(),
            relation: QuoteRelation::Reworded,
            versions: vec![place(&a, "We need a result."), place(&b, "A result is what we need")],
        }],
        events: vec![StoryEvent {
            date: "2021-12-30".into(),
            label: "Kallas spoke".into(),
            documents: vec!["a".into(), "B".into()],
        }],
    };
    let mut story = Story::new("s1", vec![a, b]);
    story.absorb("postil.stories", None, Some(layers));
    story.absorb("postil.artifacts", Some(artifacts), None);
    story.absorb("postil.summary", Some(summary), None);
    story
}

fn story_section(story: &Story) -> String {
    let record = StoryRecord { story, errors: &[] };
    String::from_utf8(writer().story(&record)).expect("UTF-8")
}

#[test]
fn the_page_of_a_small_story() {
    let story = story();
    let mut page = String::new();
    story.documents().iter().for_each(|document| page.push_str(&section(document)));
    page.push_str(&story_section(&story));
    elements(&page);
    insta::assert_snapshot!(page);
}

#[test]
fn a_page_begins_and_ends() {
    let head = String::from_utf8(writer().head()).unwrap();
    assert!(head.starts_with("<!doctype html>"));
    assert!(head.contains("default-src 'none'"));
    let end = String::from_utf8(writer().run(&RunRecord::default())).unwrap();
    assert!(end.ends_with("</html>\n"));
}

#[test]
fn every_link_leads_to_something() {
    let story = story();
    let mut page = String::new();
    story.documents().iter().for_each(|document| page.push_str(&section(document)));
    page.push_str(&story_section(&story));
    let elements = elements(&page);
    let ids: Vec<&str> = elements.iter().map(|e| e.get("id")).filter(|id| !id.is_empty()).collect();
    let links: Vec<&str> =
        elements.iter().filter_map(|element| element.get("href").strip_prefix('#')).collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        assert_eq!(ids.iter().filter(|id| **id == link).count(), 1, "{link}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "<script>alert(1)</script> \"' onload=x & \0\u{1b}\u{202e}txet\u{2066} ]]> <!-- \
                   </p></section> <a href=\"#d.b\"> é\r\n\r\n<img src=x>";
    let mut document = Document::new("\"><script>id", hostile).unwrap();
    document.meta.suggest("title", "<script>title</script>");
    document.meta.suggest("language", "en\" onclick=\"x");
    let whole = document.span(0, hostile.len()).unwrap();
    let note = Annotation::new(whole).label("<b>\"").attr("message", "</li><script>");
    document.give_other("<own layer>", Layer::new(vec![note], "\"<by>".into()));
    let entity = Entity {
        span: span(&document, "onload"),
        kind: EntityKind::Per,
        entity: "e\"1".into(),
        name: "<i>\u{202e}".into(),
        score: None,
    };
    document.give(Layer::new(vec![entity], "x".into()));
    let html = section(&document);
    for markup in ["<script", "<img", "<!-- ", " onload=\"", " onclick=\"", "\0", "<b>\""] {
        assert!(!html.contains(markup), "{markup} in {html}");
    }
    assert!(html.contains("<bdi>&lt;i&gt;\u{202e}</bdi>"));
    let elements = elements(&html);
    let text: String = elements
        .iter()
        .filter(|element| element.name == "p" && element.get("dir") == "auto")
        .map(|element| element.text.as_str())
        .collect();
    assert_eq!(text, hostile.replace('\0', "␀").replace('\u{1b}', "␛"));
    assert!(elements.iter().any(|e| e.get("data-document") == "\"><script>id"));
    assert!(elements.iter().any(|e| e.get("data-note") == "<own_layer>:0"));
}

/// The pieces over which a note lies: their extent, and whether they touch each other.
fn covered(elements: &[Element], note: &str) -> Vec<(usize, usize)> {
    let pieces = elements.iter().filter(|element| element.has_class("s"));
    pieces
        .filter(|piece| piece.get("data-notes").split(' ').any(|name| name == note))
        .map(|piece| (piece.offset("data-start"), piece.offset("data-end")))
        .collect()
}

#[test]
fn overlapping_notes_cut_the_text_and_keep_their_extent() {
    let text = "One two three.\nFour — five.\n\nSix.";
    let mut document = Document::new("d", text).unwrap();
    let spans = [(0, 7), (4, 20), (4, 4), (8, 13), (15, 31), (text.len(), text.len())];
    let notes = spans.map(|(start, end)| Annotation::new(document.span(start, end).unwrap()));
    document.give_other("own", Layer::new(notes.to_vec(), "x".into()));
    let html = section(&document);
    let elements = elements(&html);
    for (number, (start, end)) in spans.into_iter().enumerate() {
        let name = format!("own:{number}");
        let pieces = covered(&elements, &name);
        assert_eq!(pieces.first().map(|piece| piece.0), Some(start), "{name}");
        assert_eq!(pieces.last().map(|piece| piece.1), Some(end), "{name}");
        assert!(pieces.windows(2).all(|pair| pair[0].1 == pair[1].0), "{name}: {pieces:?}");
        let told = elements.iter().find(|element| element.get("data-note") == name).unwrap();
        assert_eq!((told.offset("data-start"), told.offset("data-end")), (start, end));
    }
    for piece in elements.iter().filter(|element| element.has_class("s")) {
        assert_eq!(piece.text, text[piece.offset("data-start")..piece.offset("data-end")]);
    }
}

#[test]
fn offsets_are_in_the_unit_that_is_asked_for() {
    let mut document = Document::new("d", "💩 é x").unwrap();
    let note = Annotation::new(span(&document, "é"));
    document.give_other("own", Layer::new(vec![note], "x".into()));
    for (unit, start, end) in
        [(OffsetUnit::Utf8, "5", "7"), (OffsetUnit::Utf16, "3", "4"), (OffsetUnit::Char, "2", "3")]
    {
        let record = DocumentRecord { document: &document, source: "-", errors: &[] };
        let html = HtmlWriter::new(options(unit), Vec::new()).document(&record);
        let html = String::from_utf8(html).unwrap();
        let elements = elements(&html);
        let note = elements.iter().find(|element| element.has_class("note")).unwrap();
        assert_eq!((note.get("data-start"), note.get("data-end")), (start, end));
    }
}

#[test]
fn layers_that_are_not_asked_for_are_left_out() {
    let (a, _) = reports();
    let layers = Some(vec!["quote".to_owned(), "token".to_owned()]);
    let writer = HtmlWriter::new(WriteOptions { layers, unit: OffsetUnit::Utf8 }, Vec::new());
    let record = DocumentRecord { document: &a, source: "-", errors: &[] };
    let html = String::from_utf8(writer.document(&record)).unwrap();
    let elements = elements(&html);
    let layers: Vec<&str> = elements.iter().map(|e| e.get("data-layer")).collect();
    assert!(layers.iter().all(|layer| ["", Quote::LAYER].contains(layer)));
    assert!(layers.contains(&Quote::LAYER));
}

#[test]
fn sentences_that_overlap_are_told_as_points() {
    let mut document = Document::new("d", "One. Two. Three.").unwrap();
    let sentence = |start, end| Sentence { span: document.span(start, end).unwrap() };
    let layer = Layer::new(vec![sentence(0, 4), sentence(2, 9), sentence(9, 16)], "x".into());
    document.give(layer);
    let html = section(&document);
    let elements = elements(&html);
    let kept = |class| elements.iter().filter(|e| e.has_class(class)).count();
    assert_eq!((kept("sentence"), kept("point")), (2, 1));
}

#[test]
fn a_line_of_a_megabyte_makes_a_page_of_its_size() {
    let text = "Kallas <spoke>. ".repeat(1 << 16);
    let mut document = Document::new("d", text).unwrap();
    let entity = |at: usize| Entity {
        span: document.span(at * 16, at * 16 + 6).unwrap(),
        kind: EntityKind::Per,
        entity: "e1".into(),
        name: "Kallas".into(),
        score: None,
    };
    let entities = (0..1 << 12).map(entity).collect();
    document.give(Layer::new(entities, "x".into()));
    let html = section(&document);
    assert!(html.len() < 4 << 20, "{}", html.len());
}

#[test]
fn notes_without_end_over_each_other_stay_readable() {
    let text = "x".repeat(4000);
    let mut document = Document::new("d", text).unwrap();
    let note = |depth: usize| Annotation::new(document.span(depth, 4000 - depth).unwrap());
    let notes = (0..2000).map(note).collect();
    document.give_other("own", Layer::new(notes, "x".into()));
    let html = section(&document);
    assert!(html.len() < 5 << 20, "{}", html.len());
    assert!(html.contains("data-more=\"1968\""));
}
