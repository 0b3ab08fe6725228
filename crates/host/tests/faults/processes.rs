//! What a plugin may do to its process, and what that costs.

use crate::opened::{code, failure, faulty, number, opened, started, text};
use postil::plugins::PluginConfig;
use postil_testkit::run;
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn a_child_contains_what_a_process_cannot() {
    assert_eq!(code(json!({"mode": "abort"})), "E0034");
    assert_eq!(code(json!({"mode": "overflow"})), "E0034");
    for (mode, how) in [("exit", "exit code 0"), ("exit-one", "exit code 1")] {
        let (code, message) = failure(&opened(&faulty(json!({"mode": mode}))), &text().build());
        assert_eq!(code, "E0034");
        assert!(message.contains(how), "{message}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_is_named() {
    for (mode, how) in [("segfault", "signal 11"), ("abort", "signal 6")] {
        let (code, message) = failure(&opened(&faulty(json!({"mode": mode}))), &text().build());
        assert_eq!(code, "E0034");
        assert!(message.contains(how), "{mode}: {message}");
    }
}

#[test]
fn a_plugin_that_hangs_is_killed_in_time() {
    for mode in ["endless", "sleep"] {
        let config = PluginConfig {
            timeout: Duration::from_millis(300),
            ..faulty(json!({"mode": mode, "wait": 3_600_000}))
        };
        let plugin = opened(&config);
        let start = Instant::now();
        assert_eq!(failure(&plugin, &text().build()).0, "E0033", "{mode}");
        assert!(start.elapsed() < Duration::from_secs(15), "{mode}: {:?}", start.elapsed());
    }
}

/// There is no asking a plugin to stop: what reads nothing and does not mind the end of its input
/// is killed, at its deadline and at the end of the run.
#[test]
fn a_plugin_that_ignores_everything_is_killed() {
    let config = PluginConfig { timeout: Duration::from_millis(300), ..started(&["deaf"], "ok") };
    let plugin = opened(&config);
    assert_eq!(failure(&plugin, &text().build()).0, "E0033");
    // This would wait for an hour if the end of a plugin waited for its child.
    drop(opened(&config));
}

#[cfg(unix)]
#[test]
fn a_child_that_is_killed_from_outside_is_replaced() {
    let plugin = opened(&faulty(json!({"mode": "number"})));
    let first = number(&run(&plugin, &text().build()));
    let process = i32::try_from(first).ok().and_then(rustix::process::Pid::from_raw);
    rustix::process::kill_process(process.unwrap(), rustix::process::Signal::KILL).unwrap();
    // The document that comes next is tried once more, and nobody notices.
    let second = number(&run(&plugin, &text().build()));
    assert_ne!(first, second);
}

/// Where a crash happened may stand in the first lines or in the last ones.
#[test]
fn both_ends_of_what_a_child_wrote_are_told() {
    let plugin = opened(&faulty(json!({"mode": "lament"})));
    let (code, message) = failure(&plugin, &text().build());
    assert_eq!(code, "E0034");
    for part in ["line 0 | line 1 | line 2 | line 3 | … | line ", "line 98 | line 99"] {
        assert!(message.contains(part), "{message}");
    }
    assert!(!message.contains("line 50"), "{message}");
}

/// What a plugin starts ends with it, even if the plugin ends by itself.
#[cfg(target_os = "linux")]
#[test]
fn what_a_plugin_leaves_behind_is_killed() {
    let plugin = opened(&faulty(json!({"mode": "orphan"})));
    let message = failure(&plugin, &text().build()).1;
    let orphan = message.split_once("orphan ").map(|(_, rest)| rest);
    let orphan: u32 = orphan
        .and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .unwrap_or_else(|| panic!("no number: {message}"));
    if orphan == 0 {
        eprintln!("skipped: there is no program `sleep`");
        return;
    }
    // Dead and not yet waited for is dead enough.
    let lives = || {
        let status = std::fs::read_to_string(format!("/proc/{orphan}/stat")).unwrap_or_default();
        !status.is_empty() && !status.contains(") Z ")
    };
    let until = Instant::now() + Duration::from_secs(10);
    while lives() {
        assert!(Instant::now() < until, "process {orphan} lives on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn one_bad_document_does_not_spoil_the_others() {
    let plugin = opened(&faulty(json!({"mode": "abort", "only": "bad"})));
    for id in ["a", "bad", "b", "bad", "c"] {
        let document = text().id(id).build();
        if id == "bad" {
            assert_eq!(failure(&plugin, &document).0, "E0034");
        } else {
            run(&plugin, &document);
        }
    }
}

#[test]
fn a_plugin_that_fails_on_everything_is_left_out() {
    let plugin = opened(&faulty(json!({"mode": "abort"})));
    let codes: Vec<String> =
        (0..5).map(|number| failure(&plugin, &text().id(&number.to_string()).build()).0).collect();
    assert_eq!(codes, ["E0034", "E0034", "E0034", "E0036", "E0036"]);
    let message = failure(&plugin, &text().build()).1;
    assert!(message.contains("left out") && message.contains("3 documents"), "{message}");
}
