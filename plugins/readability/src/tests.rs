use super::*;

/// A document of one sentence, split at spaces and before its last mark.
fn document(text: &str, tags: &[Tag]) -> Document {
    let mut document = Document::new("a", text).unwrap();
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let body = word.trim_end_matches('.');
        for (part, kind) in [(body, TokenKind::Word), (&word[body.len()..], TokenKind::Mark)] {
            if !part.is_empty() {
                let span = document.span(at, at + part.len()).unwrap();
                let tag = match kind {
                    TokenKind::Mark => Tag::Punct,
                    _ => tags.get(tokens.len()).copied().unwrap_or(Tag::X),
                };
                tokens.push(Token { span, fold: fold(part), kind, tag });
                at += part.len();
            }
        }
        at += 1;
    }
    let sentence = Sentence { span: document.span(0, text.len()).unwrap() };
    document.give(Layer::new(tokens, "test".into()));
    document.give(Layer::new(vec![sentence], "test".into()));
    document
}

fn run(settings: Settings, document: &Document) -> (Annotation, Value) {
    let analyzer = Readability::new(settings).unwrap();
    let mut notes = Notes::new(document, analyzer.manifest());
    analyzer.analyze(document, &mut notes).unwrap();
    let batch = notes.finish().unwrap();
    let note = batch.layers().others()["readability"].items[0].clone();
    (note, batch.result().unwrap().clone())
}

fn label(text: &str, tags: &[Tag]) -> String {
    run(Settings::default(), &document(text, tags)).0.label.unwrap()
}

#[test]
fn syllables_follow_the_ear_in_common_words() {
    for (word, count) in [
        ("the", 1),
        ("table", 2),
        ("minister", 3),
        ("said", 1),
        ("wanted", 2),
        ("walked", 1),
        ("government", 3),
        ("be", 1),
        ("rhythm", 1),
        ("made", 1),
        ("whole", 1),
        ("42", 1),
        ("née", 1),
        ("", 1),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn a_passive_is_found() {
    let tags = [Tag::Det, Tag::Noun, Tag::Aux, Tag::Adv];
    assert_eq!(label("The bridge was quickly built.", &tags), "passive");
    assert_eq!(label("He got arrested.", &[]), "passive");
}

#[test]
fn an_active_sentence_stays_plain() {
    assert_eq!(label("They built the bridge.", &[]), "plain");
    assert_eq!(label("It was red.", &[]), "plain");
    assert_eq!(label("He is in the garden.", &[]), "plain");
}

#[test]
fn a_long_sentence_is_found() {
    let document = document("One two three four.", &[]);
    let (note, result) = run(Settings { long_sentence: 3 }, &document);
    assert_eq!(note.label.as_deref(), Some("long"));
    assert_eq!(note.attrs["words"], 4);
    assert_eq!(result["all"]["long"], 1.0);
    assert_eq!(run(Settings { long_sentence: 4 }, &document).0.label.as_deref(), Some("plain"));
}

#[test]
fn the_reading_ease_is_that_of_flesch() {
    let (_, result) = run(Settings::default(), &document("The cat sat.", &[]));
    // 206.835 - 1.015 * 3 - 84.6 * 1
    let flesch = result["content"]["flesch"].as_f64().unwrap();
    assert!((flesch - 119.19).abs() < 1e-9, "{flesch}");
}

#[test]
fn a_document_without_sentences_is_read() {
    let document = Document::new("a", "").unwrap();
    let analyzer = Readability::new(Settings::default()).unwrap();
    let mut notes = Notes::new(&document, analyzer.manifest());
    analyzer.analyze(&document, &mut notes).unwrap();
    assert_eq!(notes.finish().unwrap().result(), Some(&json!({})));
}

#[test]
fn settings_are_checked() {
    assert!(Readability::new(Settings { long_sentence: 0 }).is_err());
    let manifest = postil_plugin::manifest::<Readability>().unwrap();
    assert!(manifest.settings["properties"]["long-sentence"].is_object());
}
