//! What a plugin may take and not give back, and what it may change for all.

use crate::opened::{failure, faulty, number, opened, text};
use postil::plugins::PluginConfig;
use postil_testkit::run;
use serde_json::json;
use std::collections::BTreeSet;

#[cfg(target_os = "linux")]
#[test]
fn a_plugin_that_takes_all_memory_dies_alone() {
    let config = PluginConfig { memory: Some(512 << 20), ..faulty(json!({"mode": "hoard"})) };
    assert_eq!(failure(&opened(&config), &text().build()).0, "E0034");
}

/// A leak costs a new child now and then, and no document.
#[cfg(target_os = "linux")]
#[test]
fn a_plugin_that_leaks_memory_is_started_anew_at_its_limit() {
    let config = PluginConfig { memory: Some(512 << 20), ..faulty(json!({"mode": "leak-memory"})) };
    let plugin = opened(&config);
    let document = text().build();
    let children: BTreeSet<u64> = (0..150).map(|_| number(&run(&plugin, &document))).collect();
    assert!(children.len() > 1, "1.2 GB in {} children", children.len());
}

#[test]
fn leaks_of_threads_and_files_stay_in_the_child() {
    for mode in ["leak-thread", "leak-file"] {
        let plugin = opened(&faulty(json!({"mode": mode})));
        let document = text().build();
        // More files than a process may usually have open.
        let documents = if mode == "leak-file" { 1500 } else { 100 };
        for _ in 0..documents {
            let child = number(&run(&plugin, &document));
            assert_ne!(child, u64::from(std::process::id()), "{mode}");
        }
    }
}

#[test]
fn stray_prints_do_not_reach_the_protocol() {
    run(&opened(&faulty(json!({"mode": "print"}))), &text().build());
}

#[test]
fn folder_and_environment_of_the_host_stay_as_they_are() {
    let before = std::env::current_dir().unwrap();
    let plugin = opened(&faulty(json!({"mode": "wander"})));
    run(&plugin, &text().build());
    assert_eq!(std::env::current_dir().unwrap(), before);
    assert_eq!(std::env::var_os("POSTIL_FAULTY"), None);
}
