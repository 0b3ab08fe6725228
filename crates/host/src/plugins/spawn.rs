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
