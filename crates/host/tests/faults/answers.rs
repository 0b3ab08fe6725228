//! What a plugin may say of a document that does not hold.

use crate::opened::{PLACES, built_with, failure, faulty, opened, started, text};
use postil::plugins::PluginConfig;
use postil_core::{Analyzer, Story, StoryNotes};
use postil_testkit::run;
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn wrong_notes_and_panics_are_contained_in_every_isolation() {
    for isolation in PLACES {
        for (mode, code) in [
            ("panic", "E0031"),
            ("panic-twice", "E0031"),
            ("fail", "E0030"),
            ("span-outside", "E0032"),
            ("span-inside", "E0032"),
            ("undeclared", "E0032"),
            ("nan-score", "E0032"),
            ("infinite-score", "E0032"),
            ("huge", "E0035"),
        ] {
            let config = PluginConfig { isolation, ..faulty(json!({"mode": mode})) };
            let (found, message) = failure(&opened(&config), &text().build());
            assert_eq!(found, code, "{mode}, {isolation:?}: {message}");
            assert!(message.contains("`test`"), "the document is not named: {message}");
            assert!(message.contains("test.faulty"), "the plugin is not named: {message}");
        }
        let config = PluginConfig { isolation, ..faulty(json!({"mode": "panic"})) };
        let message = failure(&opened(&config), &text().build()).1;
        assert!(message.contains("no way to read test") && message.contains("faulty.rs:"));
    }
}

#[test]
fn a_panic_over_a_story_or_at_the_end_is_contained() {
    for isolation in PLACES {
        let config = |mode: &str| PluginConfig { isolation, ..faulty(json!({"mode": mode})) };
        let plugin = opened(&config("panic-in-collate"));
        let story = Story::new("s1", vec![text().build()]);
        let error = plugin.collate(&story, &mut StoryNotes::new(&story)).unwrap_err();
        assert_eq!(error.code(), "E0031", "{error}");
        let message = error.to_string();
        assert!(message.contains("`s1`") && message.contains("no way to link s1"), "{message}");
        // The document's own notes are none the worse for it.
        run(&plugin, &text().build());

        let plugin = opened(&config("panic-in-destroy"));
        run(&plugin, &text().build());
        drop(plugin);
    }
}

#[test]
fn messages_that_do_not_hold_are_refused_whole() {
    for (fault, code, part) in [
        ("garbage", "E0037", "not readable"),
        ("truncated", "E0037", "not readable"),
        ("not-utf-8", "E0037", "not readable"),
        ("circle", "E0037", "not readable"),
        ("other-kind", "E0037", "a message of kind"),
        ("cut-off", "E0034", "ended"),
        ("outside", "E0032", "note 1 of layer `faulty`"),
        ("reversed", "E0032", "note 0 of layer `faulty`"),
        ("infinite", "E0032", "finite"),
        ("no-label", "E0032", "label 7"),
        ("undeclared", "E0032", "does not provide"),
        ("twice", "E0032", "stands twice"),
        ("dangling", "E0032", "`e9`"),
    ] {
        let plugin = opened(&started(&[fault], "ok"));
        let (found, message) = failure(&plugin, &text().build());
        assert_eq!(found, code, "{fault}: {message}");
        assert!(message.contains(part), "{fault}: {message}");
    }
}

/// Ids are the host's to give; what a plugin says of them is passed over.
#[test]
fn ids_that_stand_twice_do_no_harm() {
    let batch = run(&opened(&started(&["twice-ids"], "ok")), &text().build());
    let layer = &batch.layers().others()["faulty"];
    assert_eq!(layer.items.len(), 2);
    assert_ne!(layer.id(0), layer.id(1));
}

#[test]
fn buffers_that_break_the_rules_are_not_read() {
    for isolation in PLACES {
        for (mode, code, part) in [
            ("null-with-length", "E0037", "null pointer"),
            ("beyond-capacity", "E0037", "in a buffer that holds 5"),
            ("endless", "E0035", ""),
            ("garbage", "E0037", ""),
            ("status", "E0031", "status 77"),
            ("silent", "E0037", "without a reason"),
        ] {
            let plugin = opened(&built_with("raw", isolation, json!({"mode": mode})));
            let (found, message) = failure(&plugin, &text().build());
            assert_eq!(found, code, "{mode}, {isolation:?}: {message}");
            assert!(message.contains(part), "{mode}, {isolation:?}: {message}");
        }
    }
}

#[test]
fn the_deadline_covers_the_whole_answer() {
    let config = PluginConfig { timeout: Duration::from_millis(400), ..started(&["drip"], "ok") };
    let plugin = opened(&config);
    let start = Instant::now();
    assert_eq!(failure(&plugin, &text().build()).0, "E0033");
    // The answer would take an hour.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// A run sees each document once, so it cannot see this; `postil plugins check` can. What the host
/// owes is that such a plugin does no other harm.
#[test]
fn answers_that_change_from_call_to_call_are_taken_as_they_come() {
    let plugin = opened(&faulty(json!({"mode": "remember"})));
    let document = text().build();
    let results: Vec<_> = (0..3).map(|_| run(&plugin, &document).result().cloned()).collect();
    assert_eq!(results, [Some(json!(0)), Some(json!(1)), Some(json!(2))]);
}

#[test]
fn a_poisoned_instance_is_replaced_and_the_document_tried_again() {
    // In-process the second instance finds the library's state as the first one left it.
    let isolation = postil::plugins::Isolation::InProcess;
    let config = PluginConfig { isolation, ..faulty(json!({"mode": "panic-once"})) };
    run(&opened(&config), &text().build());
}
