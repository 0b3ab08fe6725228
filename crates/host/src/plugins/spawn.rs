//! Starting child processes so that none outlives the run.
//!
//! The system ends a child "with its parent" when the *thread* ends that started it. Threads of a
//! run come and go while their children are handed on, so one thread that stays starts all of
//! them.
//!
//! A child is the first of a group of processes, and the group ends with it. The group keeps its
//! number for as long as the child was not waited for, so that comes last.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

type Job = (Command, Sender<io::Result<Child>>);

/// The environment that every child finds. `program`: it speaks the protocol itself.
///
/// Python's sets and dictionaries of strings have the same order in each run. A program learns
/// that it is a plugin, so that an SDK takes the standard streams as soon as it is imported; and
/// what a Python program prints before that waits in Python's buffer until it is harmless.
pub(crate) fn introduce(command: &mut Command, program: bool) {
    command.env("PYTHONHASHSEED", "0");
    if program {
        command.env("POSTIL_PLUGIN", "1").env_remove("PYTHONUNBUFFERED");
    } else {
        command.env_remove("POSTIL_PLUGIN");
    }
}

/// Starts the command from the thread that stays.
pub(super) fn spawn(mut command: Command) -> io::Result<Child> {
    static STAYS: OnceLock<Option<Sender<Job>>> = OnceLock::new();
    let Some(jobs) = STAYS.get_or_init(start) else { return command.spawn() };
    let (reply, answer) = channel();
    jobs.send((command, reply)).map_err(|_| gone())?;
    answer.recv().map_err(|_| gone())?
}

fn start() -> Option<Sender<Job>> {
    let (sender, jobs) = channel::<Job>();
    std::thread::Builder::new()
        .name("plugin-start".to_owned())
        .spawn(move || {
            for (mut command, reply) in jobs {
                // Whoever asked may be gone; the child then ends with its closed pipes.
                let _ = reply.send(command.spawn());
            }
        })
        .ok()?;
    Some(sender)
}

fn gone() -> io::Error {
    io::Error::other("the thread that starts plugins is gone")
}

/// Limits that a child puts on itself before any code of a plugin runs.
///
/// `memory`: most address space in bytes.
#[cfg(unix)]
pub(super) fn confine(memory: Option<u64>) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    if memory.is_some() {
        let limit = rustix::process::Rlimit { current: memory, maximum: memory };
        rustix::process::setrlimit(rustix::process::Resource::As, limit)?;
    }
    // A plugin that dies should leave no core file behind.
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    rustix::process::setrlimit(rustix::process::Resource::Core, none)?;
    Ok(())
}

/// Without a way to set limits there are none.
#[cfg(not(unix))]
pub(super) fn confine(_memory: Option<u64>) -> io::Result<()> {
    Ok(())
}

/// How the child ended, if it does so by itself until then. What it started ends with it.
pub(super) fn ended(child: &mut Child, until: Instant) -> Option<ExitStatus> {
    while state(child) == State::Runs {
        if Instant::now() >= until {
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    kill(child);
    child.try_wait().ok().flatten()
}

/// Ends the child and whatever it started. Does nothing for a child that was waited for: its
/// number may be that of another process by now.
pub(super) fn kill(child: &mut Child) {
    if state(child) == State::Gone {
        return;
    }
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    let _ = child.kill();
    let _ = child.wait();
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Runs,
    /// Ended, and not yet waited for.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    Ended,
    /// Waited for.
    Gone,
}

/// Looks at the child without waiting for it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn state(child: &mut Child) -> State {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    match waitid(WaitId::Pid(Pid::from_child(child)), look) {
        Ok(None) => State::Runs,
        Ok(Some(_)) => State::Ended,
        Err(_) => State::Gone,
    }
}

/// Where looking is waiting, a child that ended by itself may leave behind what it started.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn state(child: &mut Child) -> State {
    match child.try_wait() {
        Ok(Some(_)) => State::Gone,
        _ => State::Runs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    fn variable(program: bool, name: &str) -> Option<Option<String>> {
        let mut command = Command::new("a");
        introduce(&mut command, program);
        let (_, value) = command.get_envs().find(|(key, _)| *key == OsStr::new(name))?;
        Some(value.map(|value| value.to_string_lossy().into_owned()))
    }

    #[test]
    fn a_program_learns_that_it_is_a_plugin() {
        assert_eq!(variable(true, "POSTIL_PLUGIN"), Some(Some("1".to_owned())));
        // Removed, so that what a library starts is not taken for a plugin.
        assert_eq!(variable(false, "POSTIL_PLUGIN"), Some(None));
        assert_eq!(variable(true, "PYTHONUNBUFFERED"), Some(None));
        for program in [true, false] {
            let seed = variable(program, "PYTHONHASHSEED");
            assert_eq!(seed, Some(Some("0".to_owned())));
        }
    }
}
