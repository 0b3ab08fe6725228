//! A run whose plugins share its process, seen from a second process.
//!
//! What a crash of an in-process plugin costs is the run. That it does not also cost the news of
//! it is the watcher's work: this program starts itself once more with the same arguments, waits,
//! and says which plugin ended the run on which document. So `exit(0)` in a plugin is no success,
//! and a call that is far over its time is ended with the run.

use super::child::describe;
use super::journal::{self, Call};
use super::run_error::RunError;
use crate::config::Config;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::process::Command;
use std::time::{Duration, Instant};

/// How often the watcher looks whether the run ended, and how often it reads the journal.
const LOOK: Duration = Duration::from_millis(4);
const READ: Duration = Duration::from_millis(200);

/// Exit code of a run that failed.
const FAILED: i32 = 3;

/// Goes on in a process that is watched, if the configuration has plugins in-process. In the
/// watcher this does not return: it ends with the run, and with its exit code.
pub fn supervise(config: &Config) {
    if !config.runs_in_process() {
        return;
    }
    if std::env::var_os(journal::VARIABLE).is_some() {
        // Opened before a plugin can change the environment.
        if journal::open() {
            end_with_watcher();
        }
        return;
    }
    match watch() {
        Ok(code) => std::process::exit(code),
        Err(error) => eprintln!("warning: nobody watches the plugins in-process: {error}"),
    }
}

/// Standard output for the result alone. What plugins in-process print there from now on goes to
/// standard error.
pub fn standard_output(config: &Config) -> Box<dyn Write> {
    if config.runs_in_process()
        && let Ok(kept) = moved()
    {
        return Box::new(kept);
    }
    Box::new(io::stdout())
}

#[cfg(unix)]
fn moved() -> io::Result<File> {
    use std::os::fd::AsFd;
    let kept = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(File::from(kept))
}

#[cfg(not(unix))]
fn moved() -> io::Result<File> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(target_os = "linux")]
fn end_with_watcher() {
    let signal = rustix::process::Signal::KILL;
    let _ = rustix::process::set_parent_process_death_signal(Some(signal));
}

/// Elsewhere a run outlives a watcher that is killed.
#[cfg(not(target_os = "linux"))]
fn end_with_watcher() {}

/// Runs this program again and waits for it.
fn watch() -> io::Result<i32> {
    let file = tempfile::Builder::new().prefix("postil-journal-").tempfile()?;
    let mut run = Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env(journal::VARIABLE, file.path())
        .spawn()?;
    let mut clock = Clock::default();
    let mut last = Instant::now();
    let status = loop {
        if let Some(status) = run.try_wait()? {
            break status;
        }
        std::thread::sleep(LOOK);
        if last.elapsed() < READ {
            continue;
        }
        last = Instant::now();
        let (_, calls) = journal::read(file.as_file())?;
        let late = clock.late(&calls, last);
        if let Some(call) = late {
            let _ = run.kill();
            let _ = run.wait();
            report(&RunError::TimedOut(call.time), std::slice::from_ref(call));
            return Ok(FAILED);
        }
    };
    let (reads, calls) = journal::read(file.as_file())?;
    match status.code() {
        Some(code) if !reads && calls.is_empty() => Ok(code),
        _ => {
            report(&RunError::Died(describe(status)), &calls);
            Ok(FAILED)
        }
    }
}

/// Says what ended the run.
fn report(error: &RunError, calls: &[Call]) {
    let named = |call: &Call| match call.document.as_str() {
        "" => format!("`{}` while it started", call.plugin),
        document => format!("`{}` on `{document}`", call.plugin),
    };
    let who = match calls {
        [] => "a plugin in-process between two documents".to_owned(),
        [call] => format!("plugin {}", named(call)),
        calls => {
            format!("one of the plugins {}", calls.iter().map(named).collect::<Vec<_>>().join(", "))
        }
    };
    eprintln!("error[E0056]: the run was cut off by {who}: {error}");
    eprintln!("  help: set isolation = \"process\" for it; its faults then cost one document");
}

/// Since when each call is seen.
#[derive(Default)]
struct Clock {
    since: BTreeMap<u64, Instant>,
}

impl Clock {
    /// A call that is over its time.
    fn late<'c>(&mut self, calls: &'c [Call], now: Instant) -> Option<&'c Call> {
        self.since.retain(|number, _| calls.iter().any(|call| call.number == *number));
        calls.iter().find(|call| {
            let since = *self.since.entry(call.number).or_insert(now);
            now.saturating_duration_since(since) > call.time
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_late_after_its_own_time_only() {
        let call = |number| Call {
            number,
            time: Duration::from_secs(2),
            plugin: "acme.a".into(),
            document: "d".into(),
        };
        let (start, mut clock) = (Instant::now(), Clock::default());
        let after = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(clock.late(&[call(1)], after(0)), None);
        assert_eq!(clock.late(&[call(1)], after(2)), None);
        assert_eq!(clock.late(&[call(2)], after(3)), None);
        assert_eq!(clock.late(&[call(2)], after(6)), Some(&call(2)));
    }
}
