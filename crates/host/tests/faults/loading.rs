//! What a host refuses before it runs any code of a plugin, and what it must not refuse.

use crate::built::library;
use crate::opened::{PLACES, built_with, failure, faulty, opened, refused, started, text};
use postil::plugins::{Isolation, PluginConfig};
use postil_core::Analyzer;
use postil_testkit::run;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The faulty plugin, said to be in that file.
fn at(source: impl Into<PathBuf>, isolation: Isolation) -> PluginConfig {
    PluginConfig { source: Some(source.into()), isolation, ..faulty(Value::Null) }
}

#[test]
fn what_is_no_plugin_is_refused() {
    for isolation in PLACES {
        assert_eq!(refused(&at("nowhere.so", isolation)).code(), "E0040");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(refused(&at(folder, isolation)).code(), "E0040");
        let file = folder.join("Cargo.toml");
        let error = refused(&at(&file, isolation));
        assert_eq!(error.code(), "E0041");
        let message = error.to_string();
        assert!(message.contains(&file.display().to_string()), "{message}");
        assert!(!message.contains("postil-plugin-"), "the private copy is named: {message}");
        for (feature, code) in [
            ("no-descriptor", "E0042"),
            ("no-entry", "E0042"),
            ("cut-descriptor", "E0042"),
            ("abi-0", "E0043"),
            ("abi-99", "E0044"),
            ("needs-more", "E0054"),
        ] {
            let error = refused(&built_with(feature, isolation, Value::Null));
            assert_eq!(error.code(), code, "{feature}: {error}");
            assert!(!error.help().is_empty());
        }
    }
}

#[test]
fn too_old_and_too_new_are_two_texts() {
    for isolation in PLACES {
        let old = refused(&built_with("abi-0", isolation, Value::Null));
        let new = refused(&built_with("abi-99", isolation, Value::Null));
        assert!(old.to_string().contains("too old"), "{old}");
        assert!(new.to_string().contains("too new"), "{new}");
        assert_ne!(old.help(), new.help());
    }
}

#[test]
fn a_library_for_another_machine_is_told_by_its_head() {
    let folder = tempfile::tempdir().unwrap();
    for (name, number, order) in [("mips64.so", 8u16, 2u8), ("unknown.so", 0x7fff, 1)] {
        let mut head = b"\x7fELF".to_vec();
        head.extend([2, order, 1]);
        head.resize(16, 0);
        let number = if order == 1 { number.to_le_bytes() } else { number.to_be_bytes() };
        head.extend([if order == 1 { 3 } else { 0 }, if order == 1 { 0 } else { 3 }]);
        head.extend(number);
        head.resize(64, 0);
        let path = folder.path().join(name);
        std::fs::write(&path, head).unwrap();
        for isolation in PLACES {
            let error = refused(&at(&path, isolation));
            assert_eq!(error.code(), "E0052", "{name}: {error}");
            assert!(error.to_string().contains(std::env::consts::ARCH), "{error}");
        }
    }
}

/// Elsewhere the linker finds the fault before the loader can.
#[cfg(target_os = "linux")]
#[test]
fn an_import_that_nothing_has_is_found_when_the_library_is_loaded() {
    for isolation in PLACES {
        // The library calls it in one mode only; it is refused in any.
        let error = refused(&built_with("undefined-import", isolation, json!({"mode": "ok"})));
        assert_eq!(error.code(), "E0053", "{error}");
        assert!(error.to_string().contains("`postil_no_such_function`"), "{error}");
    }
}

#[test]
fn a_descriptor_and_a_table_may_be_longer_than_is_known() {
    for isolation in PLACES {
        let plugin = opened(&built_with("grown", isolation, json!({"mode": "ok"})));
        assert_eq!(run(&plugin, &text().build()).layers().others().len(), 1);
    }
}

#[test]
fn a_plugin_that_aborts_on_panic_runs_in_a_child_only() {
    let config = |isolation, mode: &str| built_with("abort", isolation, json!({"mode": mode}));
    assert_eq!(refused(&config(Isolation::InProcess, "ok")).code(), "E0045");
    let plugin = opened(&config(Isolation::Process, "ok"));
    run(&plugin, &text().build());
    let plugin = opened(&config(Isolation::Process, "panic"));
    assert_eq!(failure(&plugin, &text().build()).0, "E0034");
}

#[test]
fn a_library_that_is_not_the_pinned_one_is_not_loaded() {
    for isolation in PLACES {
        let config = PluginConfig { isolation, ..faulty(Value::Null) };
        let other = PluginConfig { sha256: Some("00".repeat(32)), ..config.clone() };
        let error = refused(&other);
        assert_eq!(error.code(), "E0046");
        // The message has the sum that is there; with that one it is loaded.
        let message = error.to_string();
        let found = message
            .split([' ', ','])
            .find(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .expect("the sum that was found");
        let right = PluginConfig { sha256: Some(found.to_uppercase()), ..config };
        run(&opened(&right), &text().build());
    }
    // What has another sum is not loaded even if it could not be.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.so");
    std::fs::write(&path, "no library").unwrap();
    let config = PluginConfig { sha256: Some("00".repeat(32)), ..at(&path, Isolation::Process) };
    assert_eq!(refused(&config).code(), "E0046");
}

#[test]
fn a_library_that_is_rewritten_or_replaced_during_a_run_is_still_the_first_one() {
    let folder = tempfile::tempdir().unwrap();
    for isolation in PLACES {
        for mode in ["panic", "abort"] {
            if isolation == Isolation::InProcess && mode == "abort" {
                continue;
            }
            let path = folder.path().join("plugin.so");
            let _ = std::fs::remove_file(&path);
            std::fs::copy(library("postil-faulty", None), &path).unwrap();
            let settings = json!({"mode": mode, "only": "bad"});
            let plugin =
                opened(&PluginConfig { source: Some(path.clone()), isolation, ..faulty(settings) });
            run(&plugin, &text().id("before").build());
            // In place: who has mapped the file itself reads this now.
            let length = std::fs::metadata(&path).unwrap().len() as usize;
            std::fs::write(&path, vec![0; length]).unwrap();
            run(&plugin, &text().id("rewritten").build());
            // Two new instances are made, from what the file was.
            failure(&plugin, &text().id("bad").build());
            run(&plugin, &text().id("replaced").build());
            std::fs::remove_file(&path).unwrap();
            failure(&plugin, &text().id("bad").build());
            run(&plugin, &text().id("gone").build());
        }
    }
}

#[test]
fn a_command_that_says_no_hello_is_refused() {
    assert_eq!(refused(&started(&["chatter"], "ok")).code(), "E0050");
    let error = refused(&started(&["exit"], "ok"));
    assert_eq!(error.code(), "E0050");
    assert!(error.to_string().contains("exit code 0"), "{error}");
    let missing = PluginConfig {
        command: Some(vec!["/nowhere/plugin".to_owned()]),
        ..PluginConfig::new("test.faulty")
    };
    assert_eq!(refused(&missing).code(), "E0049");
}

/// The wait for a hello is ten seconds long, whatever `timeout` says.
#[test]
fn a_command_that_stays_silent_is_ended() {
    assert_eq!(refused(&started(&["silent"], "ok")).code(), "E0050");
}

#[test]
fn a_table_that_breaks_the_rules_is_refused() {
    for isolation in PLACES {
        let config = |mode: &str| built_with("raw", isolation, json!({"mode": mode}));
        assert_eq!(refused(&config("no-instance")).code(), "E0037");
        assert_eq!(refused(&config("no such mode")).code(), "E0051");
        assert_eq!(opened(&config("silent")).manifest().provides, ["faulty"]);
    }
}
