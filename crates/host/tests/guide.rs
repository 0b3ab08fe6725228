//! The plugin guide is true: this test does what `docs/plugins.md` says, from top to bottom.
//!
//! The words of a fence say what becomes of its block:
//!
//! ```text
//! sh                  is run, and has to succeed
//! console             each line after `$ ` is run, and what it prints is compared
//! LANGUAGE FILE       stands so in that file of the project
//! LANGUAGE FILE new   is written to that file
//! diff FILE           is changed so in that file
//! bash, or another    is shown only: what needs the network, or is no part of the project
//! ```
//! `…` stands for any text, and on a line of its own for any lines. The folder of one command is
//! that of the next. A block whose last word is `python` is left out where there is no Python with
//! the package that the SDK needs.
//!
//! The guide shows names of files as they are on Linux.
#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Cargo with the versions, the profile and the built dependencies of this workspace; a library
/// then lies where a build with `--release` puts it.
const CARGO: &str = r#"#!/bin/sh
set -e
for word; do
    shift
    [ "$word" = --release ] || set -- "$@" "$word"
done
[ -e Cargo.lock ] || cp "$CHECKOUT/Cargo.lock" .
"$GUIDE_CARGO" "$@" $GUIDE_PROFILE
if [ "$1" = build ]; then
    mkdir -p target/release
    cp "$GUIDE_BUILT"/libpostil_acme_figures.so target/release/
fi
"#;

/// A fenced part of the guide.
struct Block<'g> {
    /// The line of its fence.
    line: usize,
    /// What the fence says.
    words: Vec<&'g str>,
    lines: Vec<&'g str>,
}

fn blocks(guide: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for (number, line) in guide.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                let words = info.split_whitespace().collect();
                open = Some(Block { line: number + 1, words, lines: Vec::new() });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line);
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block of the guide has no end");
    blocks
}

/// Somebody who follows the guide.
struct Reader {
    folder: TempDir,
    /// Where the next command runs.
    at: PathBuf,
    has_python: bool,
}

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = folder.path().join("home");
        std::fs::create_dir(&at).expect("a folder to work in");
        let cargo = folder.path().join("cargo");
        std::fs::write(&cargo, CARGO).expect("a script");
        let all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&cargo, all).expect("a script that can be run");
        let python = Command::new("python3").args(["-c", "import flatbuffers"]).output();
        let has_python = python.is_ok_and(|output| output.status.success());
        if !has_python {
            eprintln!("left out: there is no python3 with the package flatbuffers");
        }
        Self { folder, at, has_python }
    }

    /// Runs commands in a shell. Returns whether the last one succeeded, and what all printed.
    fn shell(&mut self, commands: &str) -> (bool, String) {
        let host = Path::new(env!("CARGO_BIN_EXE_postil"));
        let built = host.parent().expect("a profile's folder");
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
        let checkout = checkout.expect("crates/host in a checkout");
        let profile = if built.ends_with("release") { "--release" } else { "" };
        let known = std::env::var_os("PATH").unwrap_or_default();
        let first = [self.folder.path().to_owned(), built.to_owned()];
        let path = std::env::join_paths(first.into_iter().chain(std::env::split_paths(&known)));
        let place = self.folder.path().join("place");
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("exec 2>&1\ntrap 'pwd >\"$GUIDE_PLACE\"' EXIT\n{commands}"))
            .current_dir(&self.at)
            .stdin(Stdio::null())
            .env("PATH", path.expect("a list of folders"))
            .env("NO_COLOR", "1")
            .env("CHECKOUT", checkout)
            .env("GUIDE_PLACE", &place)
            .env("GUIDE_CARGO", env!("CARGO"))
            .env("GUIDE_PROFILE", profile)
            .env("GUIDE_BUILT", built)
            .env("CARGO_TARGET_DIR", built.parent().expect("the target folder"))
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_QUIET", "true")
            // The profile of this workspace, so that what it has built fits.
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
            // A snapshot that differs fails, unless the guide says otherwise.
            .env("INSTA_UPDATE", "no")
            .env_remove("INSTA_WORKSPACE_ROOT")
            // As if the SDK was installed. Nothing is to be written into the checkout.
            .env("PYTHONPATH", checkout.join("python"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .output()
            .expect("there is a shell");
        let place = std::fs::read_to_string(&place).expect("the shell says where it ended");
        self.at = PathBuf::from(place.trim_end());
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Does what a block says. Returns whether there was something to do.
    fn follow(&mut self, block: &Block<'_>) -> bool {
        let (words, for_python) = match block.words.as_slice() {
            [words @ .., "python"] if !words.is_empty() => (words, true),
            words => (words, false),
        };
        if for_python && !self.has_python {
            return false;
        }
        match words {
            ["sh"] => self.run(block),
            ["console"] => self.converse(block),
            ["diff", file] => self.change(block, file),
            [_, file, "new"] => self.write(file, &text(&block.lines)),
            [_, file] => self.compare(block, file),
            _ => return false,
        }
        true
    }

    fn run(&mut self, block: &Block<'_>) {
        let (success, printed) = self.shell(&format!("set -e\n{}", text(&block.lines)));
        assert!(success, "docs/plugins.md:{}: a command fails\n{printed}", block.line);
    }

    fn converse(&mut self, block: &Block<'_>) {
        let mut lines = block.lines.as_slice();
        while let [first, rest @ ..] = lines {
            let command = first.strip_prefix("$ ").expect("a command and what it prints");
            let end = rest.iter().position(|line| line.starts_with("$ ")).unwrap_or(rest.len());
            let (wanted, next) = rest.split_at(end);
            let (_, printed) = self.shell(command);
            let found: Vec<&str> = printed.trim_end().lines().collect();
            assert!(
                agree(wanted, &found),
                "docs/plugins.md:{}: `{command}` prints\n{printed}\nand not\n{}",
                block.line,
                text(wanted)
            );
            lines = next;
        }
    }

    fn compare(&self, block: &Block<'_>, file: &str) {
        let found = self.read(file);
        let found: Vec<&str> = found.lines().collect();
        let wanted = [&["…"][..], &block.lines, &["…"]].concat();
        let all = found.join("\n");
        assert!(agree(&wanted, &found), "docs/plugins.md:{}: {file} holds\n{all}", block.line);
    }

    fn change(&self, block: &Block<'_>, file: &str) {
        let mut changed = self.read(file);
        for hunk in block.lines.split(|line| *line == "@@") {
            let (mut old, mut new) = (String::new(), String::new());
            for &line in hunk {
                let kept = line.strip_prefix(['+', '-', ' ']).unwrap_or(line);
                if !line.starts_with('+') {
                    old.extend([kept, "\n"]);
                }
                if !line.starts_with('-') {
                    new.extend([kept, "\n"]);
                }
            }
            let count = changed.matches(&old).count();
            assert_eq!(count, 1, "docs/plugins.md:{}: {file} has\n{old}", block.line);
            changed = changed.replacen(&old, &new, 1);
        }
        self.write(file, &changed);
    }

    fn read(&self, file: &str) -> String {
        let path = self.at.join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.at.join(file);
        let folder = path.parent().expect("a folder");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&path, text))
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}

fn text(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

/// Whether lines are those that the guide shows.
fn agree(wanted: &[&str], found: &[&str]) -> bool {
    let starts = |wanted: &[&str], found: &[&str]| {
        let mut pairs = wanted.iter().zip(found);
        wanted.len() <= found.len() && pairs.all(|(wanted, found)| fits(wanted, found))
    };
    let mut parts = wanted.split(|line| *line == "…");
    let first = parts.next().unwrap_or_default();
    if !starts(first, found) {
        return false;
    }
    let mut rest = &found[first.len()..];
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = (0..=rest.len()).find(|&at| starts(part, &rest[at..])) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    let end = rest.len().checked_sub(last.len());
    end.is_some_and(|end| starts(last, &rest[end..]))
}

/// Whether one line is that which the guide shows.
fn fits(wanted: &str, found: &str) -> bool {
    let mut parts = wanted.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = found.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn what_the_guide_says_is_so() {
    let mut reader = Reader::new();
    let guide = include_str!("../../../docs/plugins.md");
    let done = blocks(guide).iter().filter(|block| reader.follow(block)).count();
    assert!(done > 20, "only {done} blocks were followed");
}

#[test]
fn dots_stand_for_any_text_and_any_lines() {
    assert!(fits("a … c…", "a b c") && fits("a … c", "a … c") && fits("", ""));
    assert!(!fits("a…a", "a") && !fits("a", "ab") && !fits("a…b…c", "acb"));
    assert!(agree(&["a", "…", "d"], &["a", "b", "c", "d"]) && agree(&["…"], &[]));
    assert!(agree(&["…", "b", "c", "…"], &["a", "b", "b", "c"]));
    assert!(!agree(&["a"], &["a", "b"]) && !agree(&["a", "…", "a"], &["a"]));
    assert!(!agree(&["…", "c", "…", "b", "…"], &["b", "c"]));
}
