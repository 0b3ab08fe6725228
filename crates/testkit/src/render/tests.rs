use super::*;
use crate::{StoryBatch, document, story};
use postil_core::{Annotation, Manifest, Notes, StoryLayers};
use serde_json::json;

#[test]
fn carets_stand_under_characters() {
    let document = document("“É” 💩 x\r\nnext").build();
    let manifest = Manifest::new("t", "0", "").provides(&["b", "a", "sentence"]);
    let mut notes = Notes::new(&document, &manifest);
    let find = |words: &str| crate::span(document.text(), words);
    notes.annotate("b", Annotation::new(find("x\r\nne")).score(0.123_456));
    notes.annotate("a", Annotation::new(find("💩")).attr("k", 1));
    notes.annotate("a", Annotation::new(find("next")).label("L"));
    notes.annotate("a", Annotation::new(document.span(0, 0).unwrap()));
    notes.push(Sentence { span: find("next") });
    let batch = notes.finish().unwrap();
    assert_eq!(
        render(&document, &batch),
        "“É” 💩 x\n| a 0\n    ^^ a 1: k=1\n       ^… “ne” b 0: 0.1235\n\
         next\n^^^^ a 2: L\n^^^^ sentence 0\n"
    );
}

#[test]
fn wide_and_combining_characters_keep_their_columns() {
    // A wide character, a letter of two code points, an emoji of five.
    let document = document("基e\u{301}👩‍👩‍👧! x").note("a", "e\u{301}", "one").note("a", "!", "two");
    let document = document.note("a", "x", "three").build();
    let shown = render_document(&document);
    let columns: Vec<usize> =
        shown.lines().skip(1).map(|line| line.find('^').unwrap_or(99)).collect();
    assert_eq!(columns, [2, 5, 7], "{shown}");
}

#[test]
fn built_in_layers_show_words_for_offsets() {
    let document = document("“No,” Kallas said.")
        .entity("Kallas", "PER")
        .quote("No,", "direct")
        .speaker("Kallas")
        .cue("said")
        .build();
    assert_eq!(
        render_document(&document),
        "“No,” Kallas said.\n \
         ^^^ quote 0: direct closed=true cue=“said” speaker=“Kallas” (entity=\"e1\" name=\"Kallas\")\n      \
         ^^^^^^ entity 0: PER entity=\"e1\" name=\"Kallas\"\n"
    );
}

#[test]
fn rows_far_from_a_note_are_counted() {
    let document = document("1\n2\n3\n4\n5\n6\n7").note("a", "5", "x").build();
    assert_eq!(
        render_document(&document),
        "1\n[… 2 rows without a note]\n4\n5\n^ a 0: x\n6\n[… 1 row without a note]\n"
    );
}

#[test]
fn a_note_over_several_rows_shows_its_end() {
    let text = format!("{}and here it ends. More.", "many words ".repeat(12));
    let whole = text.find(" More").unwrap();
    let document = document(&text).note("a", &text[..whole], "x").build();
    let shown = render_document(&document);
    let mark = shown.lines().nth(1).unwrap();
    assert!(
        mark.starts_with("^^^^") && mark.contains("… “words and here it ends.” a 0: x"),
        "{shown}"
    );
}

#[test]
fn a_story_shows_its_places_as_words() {
    let story = story("s1")
        .document(document("Kallas left.").id("a").build())
        .document(document("Kaja Kallas left.").id("b").build())
        .reuse("near", &[("a", "Kallas left."), ("b", "Kaja Kallas left.")])
        .build();
    let links = StoryLayers { reuse: story.layers().reuse.clone(), ..StoryLayers::default() };
    let batch = StoryBatch { result: Some(json!({"share": 0.5})), links: Some(links) };
    assert_eq!(
        render_story(&story, &batch),
        "story s1: a, b\n\nresult:\n  share: 0.5000\n\nlinks:\n  entities: []\n  events: []\n  \
         quotes: []\n  reuse: [{relation=\"near\" spans=[a “Kallas left.”, b “Kaja Kallas left.”]}]\n"
    );
}
