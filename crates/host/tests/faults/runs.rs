//! What the faults cost a run.

use crate::shell::{Ran, analyzers, codes, faulty_table, folder, manifest_table};
use serde_json::{Value, json};

/// A run over some documents, on one of which the plugin fails.
fn run(documents: usize, keys: &str, arguments: &[&str]) -> Ran {
    let table = faulty_table("test.faulty", None, keys);
    folder(&table).with_documents(documents).analyze(arguments)
}

#[test]
fn a_fault_costs_its_document_and_nothing_else() {
    for (mode, code, cause) in [
        ("panic", "E0031", "no way to read d7"),
        ("abort", "E0034", "its process ended"),
        ("exit", "E0034", "exit code 0"),
        ("huge", "E0035", "are allowed"),
        ("span-outside", "E0032", "note 0 of layer `faulty`"),
        ("endless", "E0033", "no answer in 1.0 seconds"),
    ] {
        let keys = format!("mode = '{mode}'\nonly = 'd7'\ntimeout = '1s'\nmax-output = '1MiB'");
        let mut outputs = Vec::new();
        for jobs in ["1", "4"] {
            let ran = run(40, &keys, &["--jobs", jobs]).ends_with(3).says(&[
                code,
                "test.faulty",
                "d7",
                cause,
            ]);
            let (documents, run) = ran.whole();
            assert_eq!(documents.len(), 40, "{mode}");
            assert_eq!(run["failed"], 1, "{mode}");
            for document in &documents {
                let failed = document["id"] == "d7";
                let notes = document["annotations"].as_array().unwrap().len();
                assert_eq!(notes, usize::from(!failed), "{mode}: {document}");
                let expected = if failed { vec![code] } else { Vec::new() };
                assert_eq!(codes(document), expected, "{mode}: {document}");
            }
            outputs.push(ran.out);
        }
        assert_eq!(outputs[0], outputs[1], "{mode}: --jobs makes a difference");
    }
}

#[test]
fn a_plugin_that_always_dies_is_given_up_and_the_run_ends_whole() {
    let ran = run(6, "mode = 'abort'", &["--jobs", "1"])
        .ends_with(3)
        .says(&["E0036", "left out of the rest of the run"]);
    let (documents, run) = ran.whole();
    let codes: Vec<_> = documents.iter().flat_map(codes).collect();
    assert_eq!(codes, ["E0034", "E0034", "E0034", "E0036", "E0036", "E0036"]);
    assert_eq!(run["failed"], 6);
}

#[test]
fn a_panic_in_process_is_contained() {
    let ran = run(3, "isolation = 'in-process'\nmode = 'panic'\nonly = 'd1'", &[])
        .ends_with(3)
        .says(&["E0031", "test.faulty", "d1"]);
    assert_eq!(ran.whole().0.len(), 3);
}

#[test]
fn what_ends_the_host_is_named_and_is_no_success() {
    for (mode, cause) in [
        ("exit", "exit code 0"),
        ("exit-one", "exit code 1"),
        ("abort", "its process ended"),
        ("overflow", "its process ended"),
        ("segfault", "its process ended"),
        ("endless", "no answer in 1.0 seconds"),
    ] {
        let keys =
            format!("isolation = 'in-process'\nmode = '{mode}'\nonly = 'd1'\ntimeout = '1s'");
        let ran = run(3, &keys, &["--jobs", "1"]).ends_with(3).says(&[
            "E0056",
            "`test.faulty` on `d1`",
            cause,
            "isolation = \"process\"",
        ]);
        let cut_off = ran.records().iter().all(|record| record["type"] != "run");
        assert!(cut_off, "{mode}: {}", ran.out);
    }
}

#[test]
fn a_good_plugin_in_process_changes_nothing_else() {
    let inside = run(3, "isolation = 'in-process'", &[]).ends_with(0);
    let outside = run(3, "isolation = 'process'", &[]).ends_with(0);
    assert_eq!(inside.errors, "");
    assert_eq!(inside.whole().0, outside.whole().0);
}

#[cfg(unix)]
#[test]
fn stray_prints_in_process_do_not_reach_the_output() {
    for isolation in ["process", "in-process"] {
        let keys = format!("isolation = '{isolation}'\nmode = 'print'");
        let ran = run(3, &keys, &[]).ends_with(0);
        assert_eq!(ran.whole().0.len(), 3, "{isolation}");
    }
}

#[test]
fn a_library_with_a_function_that_is_null_is_refused() {
    for isolation in ["process", "in-process"] {
        let keys = format!("isolation = '{isolation}'\nmode = 'garbage'");
        let table = faulty_table("test.faulty", Some("raw"), &keys);
        let folder = folder(&table).with_documents(1);
        let arguments = ["analyze", "documents.jsonl"];
        folder
            .postil_with(&arguments, &[("POSTIL_FAULTY_TABLE", "lacking")])
            .ends_with(3)
            .says(&["E0042", "null"]);
    }
}

#[test]
fn one_plugin_under_two_ids_runs_under_its_own() {
    let tables = faulty_table("test.faulty", None, "") + &faulty_table("test.other", None, "");
    let ran = folder(&tables).with_documents(2).analyze(&[]).ends_with(3).says(&[
        "E0048",
        "`test.other`",
        "`test.faulty`",
    ]);
    let (documents, run) = ran.whole();
    assert_eq!(analyzers(&run), ["test.faulty"]);
    assert!(
        documents.iter().all(|document| document["annotations"].as_array().unwrap().len() == 1)
    );
    // Under one id twice it is no TOML.
    let table = faulty_table("test.faulty", None, "");
    let ran = folder(&format!("{table}{table}")).with_documents(2).analyze(&[]);
    ran.ends_with(2).says(&["E0010"]);
}

fn manifest(id: &str, requires: &[&str], provides: &[&str]) -> Value {
    let requires: Vec<Value> = requires.iter().map(|layer| json!({"layer": layer})).collect();
    json!({"id": id, "version": "0", "requires": requires, "provides": provides})
}

/// What a run says of plugins with these manifests before it reads a document.
fn refused(manifests: &[Value], arguments: &[&str]) -> Ran {
    let tables: String = manifests.iter().map(|manifest| manifest_table(manifest, None)).collect();
    let ran = folder(&tables).with_documents(1).analyze(arguments).ends_with(2);
    assert_eq!(ran.out, "");
    ran
}

#[test]
fn manifests_that_do_not_fit_together_are_refused_at_once() {
    let (a, b) = (manifest("test.a", &[], &["x"]), manifest("test.b", &["q"], &["x"]));
    refused(&[a, b], &[]).says(&["E0016", "`test.a` and `test.b`", "E0015", "`q`"]);
    let (a, b) = (manifest("test.a", &["y"], &["x"]), manifest("test.b", &["x"], &["y"]));
    refused(&[a, b], &[]).says(&["E0017", "test.a → test.b → test.a"]);
}

#[test]
fn only_runs_what_it_requires_and_nothing_else() {
    let tables: String = [
        manifest("test.a", &[], &["x"]),
        manifest("test.b", &["x"], &["y"]),
        manifest("test.c", &["y"], &["z"]),
    ]
    .iter()
    .map(|manifest| manifest_table(manifest, None))
    .collect();
    let broken = faulty_table("test.faulty", None, "mode = 'panic-in-create'");
    let folder = folder(&(tables + &broken)).with_documents(1);
    let ran = folder.analyze(&["--only", "test.b"]).ends_with(0);
    assert_eq!(analyzers(&ran.whole().1), ["test.a", "test.b"]);
}

#[test]
fn only_says_why_what_it_requires_is_not_there() {
    let tables = manifest_table(&manifest("test.b", &["faulty"], &["y"]), None);
    let broken = faulty_table("test.faulty", None, "mode = 'panic-in-create'");
    let folder = folder(&(tables + &broken)).with_documents(1);
    folder.analyze(&["--only", "test.b"]).ends_with(2).says(&["E0031", "test.faulty", "E0015"]);
}

#[test]
fn only_says_why_what_it_names_is_not_loaded_and_nothing_else() {
    let tables = manifest_table(&manifest("test.a", &[], &["x"]), None);
    for (mode, code) in [("panic-in-create", "E0031"), ("no such mode", "E0013")] {
        let broken = faulty_table("test.faulty", None, &format!("mode = '{mode}'"));
        let folder = folder(&format!("{tables}{broken}")).with_documents(1);
        let exit = if code == "E0013" { 2 } else { 3 };
        let ran = folder.analyze(&["--only", "test.faulty"]).ends_with(exit);
        let ran = ran.says(&[code, "test.faulty"]);
        assert!(!ran.errors.contains("E0001"), "{}", ran.errors);
        assert_eq!(ran.out, "");
    }
    let program = crate::built::program();
    let broken = format!("[analyzers.\"test.b\"]\ncommand = ['{}', 'exit']\n", program.display());
    let folder = folder(&format!("{tables}{broken}")).with_documents(1);
    let ran = folder.analyze(&["--only", "test.b"]).ends_with(3).says(&["E0050", "test.b"]);
    assert!(!ran.errors.contains("E0001") && ran.out.is_empty(), "{}", ran.errors);
    // Another one that is named as well still runs.
    let ran = folder.analyze(&["--only", "test.b,test.a"]).ends_with(3).says(&["E0050"]);
    assert_eq!(analyzers(&ran.whole().1), ["test.a"]);
    // A name that nothing has is a mistake all the same.
    folder.analyze(&["--only", "test.b,test.c"]).ends_with(2).says(&["E0050", "E0001", "`test.c`"]);
}
