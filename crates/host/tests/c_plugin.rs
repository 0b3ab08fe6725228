//! The plugin in C (`plugins/shouting-c`), built with the C headers, over each transport.

use libloading::Library;
use postil::plugins::{Isolation, PluginAnalyzer, PluginConfig, open_with_host};
use postil_core::{Analyzer, Document, Layer, Sentence};
use postil_plugin::abi::{ABI, Buffer, ENTRY, Slice, Status, Table};
use postil_plugin::message::{check_answer, encode_request};
use postil_testkit::{document, render, run};
use serde_json::{Value, json};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const ID: &str = "postil.shouting-c";

/// The plugin, built once; `None`, and said so, where there is no C compiler.
fn library() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        Command::new(&compiler).arg("--version").output().ok()?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let name = format!("libshouting{}", std::env::consts::DLL_SUFFIX);
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let output = Command::new(&compiler)
            .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-O2"])
            .args(["-fPIC", "-fvisibility=hidden", "-shared", "-I"])
            .arg(root.join("crates/plugin/include"))
            .arg("-o")
            .arg(&library)
            .arg(root.join("plugins/shouting-c/shouting.c"))
            .output()
            .expect("the compiler ran before");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the plugin does not build:\n{told}");
        Some(library)
    });
    if built.is_none() {
        eprintln!("skipped: there is no C compiler");
    }
    built.as_deref()
}

fn config(library: &Path, isolation: Isolation, settings: Value) -> PluginConfig {
    PluginConfig { source: Some(library.to_owned()), isolation, settings, ..PluginConfig::new(ID) }
}

fn opened(library: &Path, isolation: Isolation) -> PluginAnalyzer {
    let config = config(library, isolation, json!({}));
    open_with_host(&config, Path::new(env!("CARGO_BIN_EXE_postil")))
        .unwrap_or_else(|error| panic!("{isolation:?}: {} {error}", error.code()))
}

const BOTH: [Isolation; 2] = [Isolation::InProcess, Isolation::Process];

fn shouting() -> Document {
    document("THE SKY IS FALLING! He left. ПРИВЕТ ВСЕМ ДРУЗЬЯМ. ÉTÉ 💩 ÀLORS? NATO.")
        .sentence("THE SKY IS FALLING!")
        .sentence("He left.")
        .sentence("ПРИВЕТ ВСЕМ ДРУЗЬЯМ.")
        .sentence("ÉTÉ 💩 ÀLORS?")
        .sentence("NATO.")
        .build()
}

#[test]
fn capitals_are_marked_over_each_transport() {
    let Some(library) = library() else { return };
    for isolation in BOTH {
        let plugin = opened(library, isolation);
        let document = shouting();
        let batch = run(&plugin, &document);
        assert_eq!(
            batch.result(),
            Some(&json!({"sentences": 5, "shouting": 3})),
            "{}",
            render(&document, &batch)
        );
        let notes = &batch.layers().others()["shouting"].items;
        let found: Vec<(&str, Option<&str>, &Value)> = notes
            .iter()
            .map(|note| (document.slice(note.span), note.label.as_deref(), &note.attrs["letters"]))
            .collect();
        assert_eq!(
            found,
            [
                ("THE SKY IS FALLING!", Some("capitals"), &json!(15)),
                ("ПРИВЕТ ВСЕМ ДРУЗЬЯМ.", Some("capitals"), &json!(17)),
                ("ÉTÉ 💩 ÀLORS?", Some("capitals"), &json!(8)),
            ]
        );
    }
}

#[test]
fn texts_with_nothing_to_mark_are_answered() {
    let Some(library) = library() else { return };
    let mut empty_layer = document("LOUD WORDS HERE").build();
    empty_layer.give(Layer::<Sentence>::new(Vec::new(), "test".into()));
    let documents = [
        document("").build(),
        empty_layer,
        document("LOUD WORDS HERE").build(),
        document("a\0b\r\n💩").sentence("a\0b").sentence("💩").build(),
    ];
    for isolation in BOTH {
        let plugin = opened(library, isolation);
        for document in &documents {
            let batch = run(&plugin, document);
            let notes = &batch.layers().others()["shouting"].items;
            assert!(notes.is_empty(), "{:?}: {notes:?}", document.text());
        }
    }
}

#[test]
fn settings_are_refused_and_the_manifest_is_whole() {
    let Some(library) = library() else { return };
    let host = Path::new(env!("CARGO_BIN_EXE_postil"));
    for isolation in BOTH {
        let refused = open_with_host(&config(library, isolation, json!({"x": 1})), host);
        assert_eq!(refused.map(|_| ()).unwrap_err().code(), "E0051", "{isolation:?}");
        let manifest = opened(library, isolation).manifest().clone();
        assert_eq!(manifest.provides, ["shouting"]);
        assert_eq!(manifest.settings["additionalProperties"], json!(false));
    }
}

/// What the plugin makes of one request: its status and its answer.
fn asked(table: &Table, request: &[u8]) -> (i32, Vec<u8>) {
    let mut instance = std::ptr::null_mut();
    let (mut answer, mut error) = (Buffer::empty(), Buffer::empty());
    // SAFETY: the table is that of a library that is never closed; slices and buffers live for
    // the calls, and the buffers are freed by the side that filled them.
    unsafe {
        assert_eq!((table.create)(Slice::of(b"null"), &mut instance, &mut error), Status::OK);
        let status = (table.analyze)(instance, Slice::of(request), &mut answer, &mut error);
        let said = answer.bytes().expect("a sound buffer").to_vec();
        answer.free();
        error.free();
        assert_eq!((table.destroy)(instance, &mut error), Status::OK);
        (status, said)
    }
}

#[test]
fn damaged_requests_are_answered_or_refused() {
    let Some(library) = library() else { return };
    let document = shouting();
    let manifest = opened(library, Isolation::InProcess).manifest().clone();
    let mut request = Vec::new();
    encode_request(&document, &manifest, &mut request).unwrap();
    // SAFETY: the library was built above; it runs no code when it is loaded, has this symbol
    // and is never closed.
    let table = unsafe {
        let library = ManuallyDrop::new(Library::new(library).unwrap());
        let entry = library.get::<extern "C" fn(u32) -> *const Table>(ENTRY).unwrap();
        assert!(entry(u32::from(ABI) + 1).is_null(), "an unknown version is not refused");
        entry(u32::from(ABI)).as_ref().expect("a table")
    };
    let (status, answer) = asked(table, &request);
    assert_eq!(status, Status::OK);
    check_answer(&answer, &document, &manifest).unwrap();

    let mut refused = 0;
    for cut in 0..request.len() {
        // In an allocation of its own, so that a read behind its end leaves the allocation.
        let part = Vec::from(&request[..cut]);
        let (status, _) = asked(table, &part);
        refused += usize::from(status == Status::REFUSED);
    }
    // What stands behind all that the plugin reads may be missing.
    assert!(refused > request.len() / 4, "{refused} of {}", request.len());
    for at in 0..request.len() {
        for value in [0x00, 0x01, 0x7f, 0x80, 0xff] {
            let mut damaged = request.clone();
            damaged[at] = value;
            let (status, answer) = asked(table, &damaged);
            assert!(status == Status::OK || status == Status::REFUSED, "status {status}");
            // The host refuses what does not hold; it must never be led to a panic.
            let _ = check_answer(&answer, &document, &manifest);
        }
    }
}
