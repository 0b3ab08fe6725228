//! Plugins over each transport, and every fault that a host must bear.

use postil::plugins::{Isolation, PluginAnalyzer, PluginConfig, PluginError, open_with_host};
use postil_core::{Analyzer, Document, Notes};
use postil_plugin::Plugin;
use postil_readability::Readability;
use postil_testkit::{DocumentBuilder, document, run, same_over_every_transport};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// This program, as children run it.
fn host() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_postil"))
}

/// The folder into which cargo builds.
fn target() -> PathBuf {
    // target/debug/postil
    host().parent().expect("a profile's folder").to_owned()
}

/// A shared library of the workspace.
fn library(package: &str, feature: Option<&str>) -> PathBuf {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
    let name = format!("{DLL_PREFIX}{}{DLL_SUFFIX}", package.replace('-', "_"));
    let mut arguments = vec!["--package", package, "--lib"];
    arguments.extend(feature.into_iter().flat_map(|feature| ["--features", feature]));
    built(&arguments, &name)
}

/// Builds a file and copies it to where no other build can touch it. Builds with other features
/// give files of the same name, so they take turns.
fn built(arguments: &[&str], name: &str) -> PathBuf {
    static BUILT: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let key = arguments.join(" ");
    if let Some(path) = built.get(&key) {
        return path.clone();
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet"]).args(arguments);
    command.arg("--target-dir").arg(target().parent().expect("the target folder"));
    if target().ends_with("release") {
        command.arg("--release");
    }
    assert!(command.status().expect("cargo runs").success(), "{key} does not build");
    let folder = target().join("plugin-tests").join(built.len().to_string());
    std::fs::create_dir_all(&folder).expect("a folder for copies");
    let copy = folder.join(name);
    // A copy of an earlier run may still be mapped or running; it goes by name only.
    let _ = std::fs::remove_file(&copy);
    std::fs::copy(target().join(name), &copy).expect("the file was built");
    built.insert(key, copy.clone());
    copy
}

fn text() -> DocumentBuilder {
    document("“É” is a letter. 💩")
}

fn faulty(settings: Value) -> PluginConfig {
    PluginConfig {
        source: Some(library("postil-faulty", None)),
        settings,
        timeout: Duration::from_secs(20),
        max_output: 1 << 20,
        ..PluginConfig::new("test.faulty")
    }
}

fn opened(config: &PluginConfig) -> PluginAnalyzer {
    open_with_host(config, host()).unwrap_or_else(|error| panic!("{} {error}", error.code()))
}

fn refused(config: &PluginConfig) -> PluginError {
    match open_with_host(config, host()) {
        Ok(_) => panic!("{config:?} was opened"),
        Err(error) => error,
    }
}

/// Code and message of the failure on a document.
fn failure(plugin: &PluginAnalyzer, document: &Document) -> (String, String) {
    let mut notes = Notes::new(document, plugin.manifest());
    let error = plugin.analyze(document, &mut notes).expect_err("the plugin should fail");
    (error.code().to_owned(), error.to_string())
}

fn code(settings: Value) -> String {
    failure(&opened(&faulty(settings)), &text().build()).0
}

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
    let name = "postil-faulty-process";
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    built(&["--package", "postil-faulty", "--bin", name], &file);
    // The copy may still be open for writing in a child that was forked while it was made.
    let program = target().join(file);
    let config = |arguments: &[&str], mode: &str| {
        let mut command = vec![program.display().to_string()];
        command.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        PluginConfig {
            command: Some(command),
            settings: json!({"mode": mode}),
            ..PluginConfig::new("test.faulty")
        }
    };
    let document = text().build();
    assert_eq!(run(&opened(&config(&[], "print")), &document).layers().others().len(), 1);
    assert_eq!(failure(&opened(&config(&[], "panic")), &document).0, "E0031");
    assert_eq!(failure(&opened(&config(&[], "exit")), &document).0, "E0034");

    let (code, message) = failure(&opened(&config(&["bad-span"], "ok")), &document);
    assert_eq!(code, "E0032");
    assert!(message.contains("note 1 of layer `faulty`"), "{message}");
    assert_eq!(failure(&opened(&config(&["bad-answer"], "ok")), &document).0, "E0037");

    assert_eq!(refused(&config(&["chatter"], "ok")).code(), "E0050");
    assert_eq!(refused(&config(&["exit"], "ok")).code(), "E0050");
    let missing = PluginConfig {
        command: Some(vec!["/nowhere/plugin".to_owned()]),
        ..PluginConfig::new("test.faulty")
    };
    assert_eq!(refused(&missing).code(), "E0049");
}

#[test]
fn what_is_no_plugin_is_refused() {
    for isolation in [Isolation::Process, Isolation::InProcess] {
        let config = |source: PathBuf| PluginConfig {
            source: Some(source),
            isolation,
            ..faulty(Value::Null)
        };
        assert_eq!(refused(&config("nowhere.so".into())).code(), "E0040");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(refused(&config(folder.to_owned())).code(), "E0040");
        assert_eq!(refused(&config(folder.join("Cargo.toml"))).code(), "E0041");
        for (feature, code) in [
            ("no-descriptor", "E0042"),
            ("no-entry", "E0042"),
            ("abi-0", "E0043"),
            ("abi-99", "E0044"),
        ] {
            let error = refused(&config(library("postil-faulty", Some(feature))));
            assert_eq!(error.code(), code, "{feature}: {error}");
            assert!(!error.help().is_empty());
        }
    }
}

#[test]
fn a_plugin_that_aborts_on_panic_runs_in_a_child_only() {
    let config = |isolation| PluginConfig {
        source: Some(library("postil-faulty", Some("abort"))),
        isolation,
        ..faulty(Value::Null)
    };
    assert_eq!(refused(&config(Isolation::InProcess)).code(), "E0045");
    run(&opened(&config(Isolation::Process)), &text().build());
}

#[test]
fn hash_id_and_settings_are_checked() {
    for isolation in [Isolation::Process, Isolation::InProcess] {
        let config = PluginConfig { isolation, ..faulty(Value::Null) };
        let other = PluginConfig { sha256: Some("00".repeat(32)), ..config.clone() };
        assert_eq!(refused(&other).code(), "E0046");
        let other = PluginConfig { id: "test.other".to_owned(), ..config.clone() };
        assert_eq!(refused(&other).code(), "E0048");
        let other = PluginConfig { settings: json!({"moed": "ok"}), ..config.clone() };
        let error = refused(&other);
        assert_eq!(error.code(), "E0051");
        assert!(error.to_string().contains("moed"), "{error}");
        let other = PluginConfig { settings: json!({"mode": "panic-in-create"}), ..config.clone() };
        let error = refused(&other);
        assert_eq!(error.code(), "E0031");
        assert!(error.to_string().contains("no way to start"), "{error}");
    }
}

#[test]
fn wrong_notes_and_panics_are_contained_in_every_isolation() {
    for isolation in [Isolation::Process, Isolation::InProcess] {
        for (mode, code) in [
            ("panic", "E0031"),
            ("panic-twice", "E0031"),
            ("fail", "E0030"),
            ("span-outside", "E0032"),
            ("span-inside", "E0032"),
            ("undeclared", "E0032"),
            ("nan-score", "E0032"),
            ("huge", "E0035"),
        ] {
            let config = PluginConfig { isolation, ..faulty(json!({"mode": mode})) };
            let (found, message) = failure(&opened(&config), &text().build());
            assert_eq!(found, code, "{mode}, {isolation:?}: {message}");
            assert!(message.contains("`test`"), "the document is not named: {message}");
        }
        let config = PluginConfig { isolation, ..faulty(json!({"mode": "panic"})) };
        let message = failure(&opened(&config), &text().build()).1;
        assert!(message.contains("no way to read test") && message.contains("faulty.rs:"));
    }
}

#[test]
fn a_child_contains_what_a_process_cannot() {
    assert_eq!(code(json!({"mode": "abort"})), "E0034");
    assert_eq!(code(json!({"mode": "overflow"})), "E0034");
    let plugin = opened(&faulty(json!({"mode": "exit"})));
    let (code, message) = failure(&plugin, &text().build());
    assert_eq!(code, "E0034");
    assert!(message.contains("exit code 0"), "{message}");
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

#[cfg(target_os = "linux")]
#[test]
fn a_plugin_that_takes_all_memory_dies_alone() {
    let config = PluginConfig { memory: Some(512 << 20), ..faulty(json!({"mode": "hoard"})) };
    assert_eq!(failure(&opened(&config), &text().build()).0, "E0034");
}

#[test]
fn stray_prints_do_not_reach_the_protocol() {
    run(&opened(&faulty(json!({"mode": "print"}))), &text().build());
}

#[test]
fn a_poisoned_instance_is_replaced_and_the_document_tried_again() {
    // In-process the second instance finds the library's state as the first one left it.
    let config =
        PluginConfig { isolation: Isolation::InProcess, ..faulty(json!({"mode": "panic-once"})) };
    run(&opened(&config), &text().build());
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
