//! One analyzer over every transport.

use crate::built::{host, library};
use crate::opened::{failure, faulty, opened, started, text};
use postil::plugins::{Isolation, PluginConfig};
use postil_core::Document;
use postil_plugin::Plugin;
use postil_readability::Readability;
use postil_testkit::{document, run, same_over_every_transport};
use serde_json::json;
use std::time::{Duration, Instant};

fn read() -> Vec<Document> {
    let first = "“É”, said the minister, was shown at last.";
    let second = "He left.";
    let mut builder = document("“É”, said the minister, was shown at last. He left.")
        .id("a")
        .zone("“É”, said the minister, was shown at last. He left.", "content")
        .sentence(first)
        .sentence(second);
    let tagged = "“/PUNCT É/NOUN ”/PUNCT ,/PUNCT said/VERB the/DET minister/NOUN ,/PUNCT \
                  was/AUX shown/VERB at/ADP last/ADJ ./PUNCT He/PRON left/VERB ./PUNCT";
    for (word, tag) in tagged.split(' ').filter_map(|pair| pair.split_once('/')) {
        builder = builder.token(word, tag);
    }
    vec![builder.build(), document("").id("empty").build(), document("a\0b\r\n").id("odd").build()]
}

#[test]
fn readability_says_the_same_over_every_transport() {
    let analyzer = Readability::new(Default::default()).unwrap();
    let library = library("postil-readability", None);
    same_over_every_transport(&analyzer, &read(), &library, host());
}

#[test]
fn a_program_speaks_the_same_protocol() {
    let document = text().build();
    assert_eq!(run(&opened(&started(&[], "print")), &document).layers().others().len(), 1);
    assert_eq!(failure(&opened(&started(&[], "panic")), &document).0, "E0031");
    assert_eq!(failure(&opened(&started(&[], "exit")), &document).0, "E0034");
}

#[test]
fn threads_do_not_wait_for_one_another() {
    let plugin = opened(&faulty(json!({"mode": "sleep", "wait": 1000})));
    let document = text().build();
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| run(&plugin, &document));
        }
    });
    assert!(start.elapsed() < Duration::from_millis(3500), "{:?}", start.elapsed());
    // The children outlive the threads that asked for them.
    run(&plugin, &document);
}

#[test]
fn one_plugin_opened_twice_is_two_plugins() {
    for isolation in [Isolation::Process, Isolation::InProcess] {
        // Each counts its own calls.
        let config = PluginConfig { isolation, ..faulty(json!({"mode": "remember"})) };
        let (one, other) = (opened(&config), opened(&config));
        let document = text().build();
        for count in 0..3 {
            assert_eq!(run(&one, &document).result(), Some(&json!(count)), "{isolation:?}");
        }
        assert_eq!(run(&other, &document).result(), Some(&json!(0)), "{isolation:?}");
    }
}
