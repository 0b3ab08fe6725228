//! Sentences on either side of each decision, with layers by hand: no model and no other analyzer
//! has a say in them.

use super::*;
use postil_testkit::{document, run};

/// The label of the only note; `None` if there is no note.
fn label(settings: Settings, document: &Document) -> Option<String> {
    let analyzer = Figures::new(settings).unwrap();
    let batch = run(&analyzer, document);
    let notes = &batch.layers().others()[LAYER].items;
    assert!(notes.len() <= 1, "{notes:?}");
    notes.first().and_then(|note| note.label.clone())
}

fn labelled(sentence: &str) -> Option<String> {
    label(
        Settings::default(),
        &document(sentence).sentences().words().build(),
    )
}

#[test]
fn a_figure_wants_a_source() {
    assert_eq!(
        labelled("The wind reached 140 km.").as_deref(),
        Some("unsourced")
    );
    let text = "It reached 140 km, according to the met office.";
    assert_eq!(labelled(text).as_deref(), Some("sourced"));
    assert_eq!(
        labelled("Reportedly 40 were hurt.").as_deref(),
        Some("vague")
    );
    assert_eq!(labelled("The wind was strong."), None);
}

#[test]
fn a_date_or_a_time_is_no_figure() {
    assert_eq!(labelled("It began on 9 January."), None);
    assert_eq!(labelled("It began on Dec 7, at 23:35."), None);
    assert_eq!(labelled("He called at 3.30 pm."), None);
    assert_eq!(labelled("It was worse in 1999 than in the 2020s."), None);
    assert_eq!(labelled("It may take 9 men.").as_deref(), Some("unsourced"));
}

#[test]
fn a_speaker_is_a_source() {
    let quoted = document("“We lost 12 boats,” the master told us.")
        .sentences()
        .words()
        .quote("We lost 12 boats,", "direct")
        .speaker("the master")
        .build();
    assert_eq!(
        label(Settings::default(), &quoted).as_deref(),
        Some("sourced")
    );
}

#[test]
fn only_a_name_outweighs_vague_words() {
    let text = "“They reportedly lost 12 boats,” Kallas told us.";
    let quote = "They reportedly lost 12 boats,";
    let ground = || document(text).sentences().words();
    let named = ground()
        .entity("Kallas", "PER")
        .quote(quote, "direct")
        .speaker("Kallas")
        .build();
    assert_eq!(
        label(Settings::default(), &named).as_deref(),
        Some("sourced")
    );
    let unknown = ground().quote(quote, "direct").speaker("Kallas").build();
    assert_eq!(
        label(Settings::default(), &unknown).as_deref(),
        Some("vague")
    );
}

#[test]
fn a_headline_needs_no_source() {
    let text = "Storm takes 12 boats";
    let headline = document(text).lines("headline").sentences().words().build();
    assert_eq!(label(Settings::default(), &headline), None);
    assert_eq!(labelled(text).as_deref(), Some("unsourced"));
}

#[test]
fn settings_change_what_counts() {
    let years = Settings {
        years: true,
        ..Settings::default()
    };
    let text = document("It was worse in 1999.")
        .sentences()
        .words()
        .build();
    assert_eq!(label(years, &text).as_deref(), Some("unsourced"));

    let sources = Settings {
        also_sources: vec!["Counted by".into()],
        ..Settings::default()
    };
    let text = document("There were 12, as counted by us.")
        .sentences()
        .words()
        .build();
    assert_eq!(
        label(Settings::default(), &text).as_deref(),
        Some("unsourced")
    );
    assert_eq!(label(sources, &text).as_deref(), Some("sourced"));
}

#[test]
fn settings_are_checked() {
    let empty = Settings {
        also_sources: vec![" ".into()],
        ..Settings::default()
    };
    let error = Figures::new(empty).unwrap_err();
    assert!(error.contains("also-sources"), "{error}");
}

#[test]
fn the_manifest_says_what_is_written() {
    let manifest = Figures::declared();
    assert_eq!(manifest.provides, [LAYER]);
    assert!(manifest.settings["properties"]["also-sources"].is_object());
}

#[test]
fn an_empty_document_is_read() {
    let analyzer = Figures::new(Settings::default()).unwrap();
    let batch = run(&analyzer, &document("").build());
    assert_eq!(
        batch.result(),
        Some(&json!({"sourced": 0, "unsourced": 0, "vague": 0}))
    );
}
