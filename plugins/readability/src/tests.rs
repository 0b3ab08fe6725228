use super::*;
use postil_testkit::{DocumentBuilder, Transports, assert_snapshot, document, run};

/// One sentence, with the tags of its words.
fn sentence(text: &str, tagged: &str) -> Document {
    document(text).sentence(text).tagged(tagged).build()
}

/// The label of one sentence.
fn label(document: &Document) -> String {
    let analyzer = Readability::new(Settings::default()).unwrap();
    let batch = run(&analyzer, document);
    batch.layers().others()["readability"].items[0].label.clone().unwrap()
}

/// A short article with a headline.
fn article() -> DocumentBuilder {
    document("Bridge shut\nThe old bridge was closed on Monday. Nobody was hurt, he said. 💩")
        .zone("Bridge shut", "headline")
        .zone("The old bridge was closed on Monday. Nobody was hurt, he said. 💩", "content")
        .sentence("Bridge shut")
        .sentence("The old bridge was closed on Monday.")
        .sentence("Nobody was hurt, he said.")
        .tagged("Bridge/NOUN shut/VERB The/DET old/ADJ bridge/NOUN was/AUX closed/VERB on/ADP")
        .tagged("Monday/PROPN ./PUNCT Nobody/PRON was/AUX hurt/VERB ,/PUNCT he/PRON said/VERB")
        .tagged("./PUNCT 💩/SYM")
}

#[test]
fn an_article_has_its_notes() {
    let analyzer = Readability::new(Settings { long_sentence: 5 }).unwrap();
    assert_snapshot!(&analyzer, &article().build(), @r"
    Bridge shut
    ^^^^^^^^^^^ readability 0: plain passive=false syllables=2 words=2
    The old bridge was closed on Monday. Nobody was hurt, he said. 💩
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readability 1: long passive=true syllables=8 words=7
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^ readability 2: passive passive=true syllables=7 words=5

    result:
      all:
        flesch: 99.3698
        long: 0.3333
        passive: 0.6667
        sentences: 3
        syllables: 17
        words: 14
        words_per_sentence: 4.6667
      content:
        flesch: 94.9950
        long: 0.5000
        passive: 1.0000
        sentences: 2
        syllables: 15
        words: 12
        words_per_sentence: 6.0000
      headline:
        flesch: 120.2050
        long: 0.0000
        passive: 0.0000
        sentences: 1
        syllables: 2
        words: 2
        words_per_sentence: 2.0000
    ");
}

#[test]
fn nothing_is_lost_in_a_message() {
    let analyzer = Readability::new(Settings::default()).unwrap();
    let odd = document("a\0b\r\n").id("odd").build();
    Transports::of(&analyzer).agree_on(&[article().build(), document("").build(), odd]);
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
    let built = sentence(
        "The bridge was quickly built.",
        "The/DET bridge/NOUN was/AUX quickly/ADV built/VERB ./PUNCT",
    );
    assert_eq!(label(&built), "passive");
    let got = sentence("He got arrested.", "He/PRON got/AUX arrested/VERB ./PUNCT");
    assert_eq!(label(&got), "passive");
}

#[test]
fn an_active_sentence_stays_plain() {
    let built = "They/PRON built/VERB the/DET bridge/NOUN ./PUNCT";
    assert_eq!(label(&sentence("They built the bridge.", built)), "plain");
    let red = "It/PRON was/AUX red/ADJ ./PUNCT";
    assert_eq!(label(&sentence("It was red.", red)), "plain");
    let garden = "He/PRON is/AUX in/ADP the/DET garden/NOUN ./PUNCT";
    assert_eq!(label(&sentence("He is in the garden.", garden)), "plain");
}

#[test]
fn a_sentence_is_long_from_one_word_more() {
    let four = document("One two three four.").sentences().words().build();
    let label = |long_sentence| {
        let analyzer = Readability::new(Settings { long_sentence }).unwrap();
        run(&analyzer, &four).layers().others()["readability"].items[0].label.clone()
    };
    assert_eq!(label(3).as_deref(), Some("long"));
    assert_eq!(label(4).as_deref(), Some("plain"));
}

#[test]
fn the_reading_ease_is_that_of_flesch() {
    let cat = document("The cat sat.").sentences().words().build();
    let batch = run(&Readability::new(Settings::default()).unwrap(), &cat);
    // 206.835 - 1.015 * 3 - 84.6 * 1
    let flesch = batch.result().unwrap()["content"]["flesch"].as_f64().unwrap();
    assert!((flesch - 119.19).abs() < 1e-9, "{flesch}");
}

#[test]
fn a_document_without_sentences_is_read() {
    let batch = run(&Readability::new(Settings::default()).unwrap(), &document("").build());
    assert_eq!(batch.result(), Some(&json!({})));
}

#[test]
fn settings_are_checked() {
    assert!(Readability::new(Settings { long_sentence: 0 }).is_err());
    let manifest = postil_plugin::manifest::<Readability>().unwrap();
    assert!(manifest.settings["properties"]["long-sentence"].is_object());
    assert_eq!(Readability::declared(), &manifest);
}
