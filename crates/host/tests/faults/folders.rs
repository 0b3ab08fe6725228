//! The user's side: plugin folders, and what the configuration says of a plugin.

use crate::shell::{Folder, analyzers, faulty_table, folder, manifest_table};
use serde_json::json;

const FOLDERS: &str = "[plugins]\nfolders = ['plugins']\n";

/// A folder with the faulty library among its plugins, and one more table.
fn discovered(more: &str) -> Folder {
    let folder = folder(&format!("{FOLDERS}{more}")).with_documents(1);
    folder.with_library("plugins/one");
    folder
}

#[test]
fn what_lies_in_a_folder_is_listed_and_does_not_run() {
    let folder = discovered("");
    std::fs::write(folder.path().join("plugins/README.md"), "no plugin").unwrap();
    let list = folder.postil(&["plugins", "list"]).ends_with(0).out;
    let line = list.lines().find(|line| line.contains("test.faulty")).expect(&list);
    assert!(line.contains("disabled"), "{list}");
    let ran = folder.analyze(&[]).ends_with(0);
    assert!(analyzers(&ran.whole().1).is_empty());
}

#[test]
fn a_table_of_its_id_is_enough_to_run_it() {
    let folder = discovered("[analyzers.\"test.faulty\"]\nmode = 'ok'\n");
    let ran = folder.analyze(&[]).ends_with(0);
    let (documents, run) = ran.whole();
    assert_eq!(analyzers(&run), ["test.faulty"]);
    assert_eq!(documents[0]["annotations"][0]["label"], "whole");
    let list = folder.postil(&["plugins", "list"]).ends_with(0).out;
    assert_eq!(list.matches("test.faulty").count(), 1, "{list}");
    // A table that disables it is one, too.
    let folder = discovered("[analyzers.\"test.faulty\"]\nenabled = false\n");
    assert!(analyzers(&folder.analyze(&[]).ends_with(0).whole().1).is_empty());
}

#[test]
fn an_id_that_no_folder_has_is_a_fault_with_its_place() {
    let folder = discovered("[analyzers.\"test.fawlty\"]\n");
    folder.analyze(&[]).ends_with(2).says(&["E0012", "config.toml:3:12", "`test.faulty`?"]);
}

#[test]
fn one_id_in_two_files_needs_a_source() {
    let folder = discovered("[analyzers.\"test.faulty\"]\n");
    let second = folder.with_library("plugins/two");
    folder.analyze(&[]).ends_with(2).says(&["E0057", "one.", "two."]);
    let table = format!("{FOLDERS}[analyzers.\"test.faulty\"]\nsource = '{}'\n", second.display());
    let again = crate::shell::folder(&table).with_documents(1);
    again.with_library("plugins/one");
    again.analyze(&[]).ends_with(0);
}

#[test]
fn a_folder_that_is_not_there_is_a_fault() {
    let folder = folder(&format!("{FOLDERS}[analyzers.\"test.faulty\"]\n")).with_documents(1);
    folder.analyze(&[]).ends_with(2).says(&["E0059", "config.toml:2:12"]);
}

#[test]
fn keys_of_plugins_are_checked() {
    let wrong = "[plugins]\nfolder = 'plugins'\nfolders = 'plugins'\n";
    let ran = folder(wrong).with_documents(1).analyze(&[]).ends_with(2);
    ran.says(&["E0011", "did you mean `folders`?", "E0013", "a list of folders"]);
}

#[test]
fn settings_are_checked_against_the_plugins_own_schema() {
    for isolation in ["process", "in-process"] {
        let keys = format!("isolation = '{isolation}'\nmode = 'panik'\nmoed = 'ok'\nwait = 'long'");
        let folder = folder(&faulty_table("test.faulty", None, &keys)).with_documents(1);
        let ran = folder.analyze(&[]).ends_with(2).says(&[
            "E0013",
            "`test.faulty.mode` should be",
            "config.toml:4:1",
            "E0011",
            "did you mean `mode`?",
            "config.toml:5:1",
            "`test.faulty.wait` should be a whole number",
            "config.toml:6:1",
        ]);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn a_key_that_does_nothing_is_a_fault() {
    let sum = "00".repeat(32);
    let command = manifest_table(&json!({"id": "test.a", "version": "0"}), None);
    let command = format!("{command}sha256 = '{sum}'\nisolation = 'in-process'\n");
    let library = faulty_table("test.faulty", None, "isolation = 'in-process'\nmemory = '512MiB'");
    let ran = folder(&(command + &library)).with_documents(1).analyze(&[]).ends_with(2);
    ran.says(&["E0058", "`test.a.sha256`", "`test.a.isolation`", "`test.faulty.memory`"]);
}
