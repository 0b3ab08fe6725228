//! The parent's side: one child a case.

use super::cases::{Barred, Case, cases};
use super::served::{CASE, Order, Told};
use super::subject::Subject;
use super::verdict::Verdict;
use super::watched::Watched;
use postil_core::Manifest;
use postil_plugin::protocol::Fault;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Longest time for a case besides that for documents.
const LONGEST: Duration = Duration::from_secs(120);
/// The same for a case that takes long by itself.
const LONGEST_DEEP: Duration = Duration::from_secs(1800);
/// Documents for which the child may have to wait to the end, in a case that then fails.
const SLOW_DOCUMENTS: u32 = 10;
/// Bytes of a stray line that are shown.
const SHOWN: usize = 60;

/// How many cases ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases that passed.
    pub ok: usize,
    /// Cases that failed.
    pub failed: usize,
    /// Cases that did not apply or needed one that failed.
    pub skipped: usize,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is nothing that can be opened as a plugin.
    #[error("{}", .0.message)]
    Unopened(Fault),
    /// The suite itself cannot run.
    #[error("no case can be run: {0}")]
    Broken(String),
}

impl From<io::Error> for CheckError {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Runs every case on the plugin and tells each as soon as it is decided. `host` is a `postil`.
pub fn check(
    subject: &Subject,
    host: &Path,
    deep: bool,
    tell: &mut dyn FnMut(&Case, &Verdict),
) -> Result<Tally, CheckError> {
    let cases = cases().map_err(|error| CheckError::Broken(error.to_string()))?;
    let mut manifest = None;
    let mut open: BTreeSet<String> = BTreeSet::new();
    let mut tally = Tally::default();
    for case in &cases {
        let verdict = match case.barred(subject, deep, &open) {
            Some(Barred::Foreign(why)) => Verdict::Skipped(why),
            Some(Barred::Blocked(why)) => {
                open.insert(case.code.clone());
                Verdict::Skipped(why)
            }
            None => {
                let told = decide(host, case, subject, manifest.as_ref())?;
                manifest = told.manifest.or(manifest);
                told.verdict
            }
        };
        match &verdict {
            Verdict::Ok => tally.ok += 1,
            Verdict::Skipped(_) => tally.skipped += 1,
            Verdict::Failed(_) => {
                open.insert(case.code.clone());
                tally.failed += 1;
            }
            Verdict::Unopened(fault) => return Err(CheckError::Unopened(fault.clone())),
        }
        tell(case, &verdict);
    }
    Ok(tally)
}

/// Runs one case in a child.
fn decide(
    host: &Path,
    case: &Case,
    subject: &Subject,
    manifest: Option<&Manifest>,
) -> Result<Told, CheckError> {
    // The child's standard output belongs to the plugin, so the answer comes in a file.
    let answer = tempfile::NamedTempFile::new()?;
    let order = serde_json::to_vec(&Order {
        code: case.code.clone(),
        subject: subject.clone(),
        manifest: manifest.cloned(),
        answer: std::path::absolute(answer.path())?,
    })
    .map_err(|error| CheckError::Broken(error.to_string()))?;
    let mut command = Command::new(host);
    command.arg(CASE).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Watched::start(command)?;
    if let Some(mut input) = child.input() {
        // A child that is gone is told below.
        let _ = input.write_all(&order);
    }
    let time = if case.deep { LONGEST_DEEP } else { LONGEST };
    let time = time + Duration::from_secs(subject.timeout) * SLOW_DOCUMENTS;
    let status = child.wait(time)?;
    let failed = |why: String| Told { verdict: Verdict::Failed(why), manifest: None };
    let Some(status) = status else {
        return Ok(failed(format!("no end after {} seconds", time.as_secs())));
    };
    let told = std::fs::read(answer.path())
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Told>(&bytes).ok())
        .filter(|_| status.success());
    let Some(told) = told else {
        let words = child.last_words();
        let words = if words.is_empty() { words } else { format!("; its last words: {words}") };
        return Ok(failed(format!("it took the process that loaded it down ({status}){words}")));
    };
    let printed = child.printed();
    if case.silent && told.verdict == Verdict::Ok && !printed.is_empty() {
        return Ok(failed(stray(&printed)));
    }
    Ok(told)
}

fn stray(printed: &[u8]) -> String {
    let shown: String = String::from_utf8_lossy(printed).chars().take(SHOWN).collect();
    format!("it wrote {} bytes that begin with {shown:?}", printed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_line_is_shown_in_part() {
        let told = stray(&[b'x'; 1000]);
        assert!(told.contains("1000 bytes") && told.len() < 120, "{told}");
        assert!(stray(b"a\xff\n").contains("3 bytes"));
    }
}
