//! Libraries and programs of the workspace, built while the tests run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// This program, as children run it.
pub fn host() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_postil"))
}

/// The folder into which cargo builds.
fn target() -> PathBuf {
    // target/debug/postil
    host().parent().expect("a profile's folder").to_owned()
}

/// A shared library of the workspace.
pub fn library(package: &str, feature: Option<&str>) -> PathBuf {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
    let name = format!("{DLL_PREFIX}{}{DLL_SUFFIX}", package.replace('-', "_"));
    let mut arguments = vec!["--package", package, "--lib"];
    arguments.extend(feature.into_iter().flat_map(|feature| ["--features", feature]));
    built(&arguments, &name)
}

/// The faulty plugin as a program.
pub fn program() -> PathBuf {
    let name = "postil-faulty-process";
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    built(&["--package", "postil-faulty", "--bin", name], &file);
    // The copy may still be open for writing in a child that was forked while it was made.
    target().join(file)
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
