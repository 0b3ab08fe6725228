//! A plugin in a process of its own, seen from the host.
//!
//! Three threads a child: one writes requests, one reads answers, one drains standard error. So
//! a child that does not read, does not write, or floods standard error can be waited for with a
//! deadline, and then killed.

use super::error::PluginError;
use super::image::{Image, PrivateCopy};
use super::journal;
use super::last_words::LastWords;
use super::library::agree;
use super::run_error::RunError;
use super::spawn::{ended, introduce, kill, spawn};
use postil_core::Manifest;
use postil_plugin::abi::ABI;
use postil_plugin::message::AnswerError;
use postil_plugin::protocol::{
    ANSWER, FrameError, HELLO, HostHello, PluginHello, read_frame, write_frame,
};
use serde_json::Value;
use std::ffi::OsString;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Least time for the hello: a child may have to read a model.
const HELLO_TIME: Duration = Duration::from_secs(10);

/// How long a child that closed its output may take to end by itself.
const FAREWELL: Duration = Duration::from_millis(500);

/// How to start a child.
#[derive(Debug, Clone)]
pub(super) struct Launch {
    pub(super) program: PathBuf,
    /// The arguments, as far as the library.
    pub(super) arguments: Vec<OsString>,
    /// The library, if it is one that the child loads.
    pub(super) library: Option<Image>,
    /// The command as the user wrote it.
    pub(super) shown: String,
    pub(super) settings: Value,
    pub(super) timeout: Duration,
    pub(super) max_output: u64,
}

type Frame = Result<Option<(u8, Vec<u8>)>, FrameError>;

/// A running child that said hello.
#[derive(Debug)]
pub(super) struct Child {
    process: std::process::Child,
    requests: Sender<(u8, Vec<u8>)>,
    answers: Receiver<Frame>,
    last_words: Arc<LastWords>,
    /// Goes after the process: some systems do not remove a loaded file.
    copy: Option<PrivateCopy>,
}

impl Launch {
    /// Starts a child and exchanges hellos.
    pub(super) fn start(&self) -> Result<(Child, Manifest), PluginError> {
        let fault = |fault: String| PluginError::Start { command: self.shown.clone(), fault };
        let copy = self.library.as_ref().map(Image::copy).transpose()?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        if let (Some(image), Some(copy)) = (&self.library, &copy) {
            command.arg("--shown").arg(image.path()).arg(copy.file());
        }
        introduce(&mut command, self.library.is_none());
        command
            .env_remove(journal::VARIABLE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let mut process = spawn(command).map_err(|error| fault(error.to_string()))?;
        let pipes = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let (Some(input), Some(output), Some(errors)) = pipes else {
            kill(&mut process);
            return Err(fault("its standard streams are not there".to_owned()));
        };
        let (requests, queue) = channel();
        let (sender, answers) = channel();
        let last_words = Arc::new(LastWords::default());
        let kept = Arc::clone(&last_words);
        let limit = self.max_output;
        let threads = named("plugin-write", move || write(input, queue))
            .and_then(|()| named("plugin-read", move || read(output, limit, sender)))
            .and_then(|()| named("plugin-stderr", move || kept.listen(errors)));
        let mut child = Child { process, requests, answers, last_words, copy };
        threads.map_err(|error| fault(error.to_string()))?;
        let manifest = child.hello(self)?;
        if cfg!(unix) {
            // It is loaded by now; see `PrivateCopy`.
            drop(child.copy.take());
        }
        Ok((child, manifest))
    }
}

impl Child {
    fn hello(&mut self, launch: &Launch) -> Result<Manifest, PluginError> {
        let hello = HostHello { abi_min: ABI, abi_max: ABI, settings: launch.settings.clone() };
        let hello = serde_json::to_vec(&hello)
            .map_err(|error| PluginError::Settings { fault: error.to_string() })?;
        let bytes = self.exchange(HELLO, hello, HELLO, launch.timeout.max(HELLO_TIME)).map_err(
            |error| PluginError::NoHello {
                how: match error {
                    RunError::TimedOut(time) => format!("in {:.1} seconds", time.as_secs_f64()),
                    RunError::Died(how) => format!("and its process ended {how}"),
                    other => format!("but {other}"),
                },
            },
        )?;
        let reply: PluginHello = serde_json::from_slice(&bytes)
            .map_err(|error| PluginError::NoHello { how: format!("that can be read: {error}") })?;
        if let Some(fault) = reply.error {
            return Err(PluginError::refused(fault));
        }
        agree(reply.abi_min, reply.abi_max)?;
        reply
            .manifest
            .ok_or_else(|| PluginError::Manifest { fault: "the hello holds none".to_owned() })
    }

    /// The answer to a request.
    pub(super) fn call(
        &mut self,
        kind: u8,
        request: &[u8],
        time: Duration,
    ) -> Result<Vec<u8>, RunError> {
        self.exchange(kind, request.to_vec(), ANSWER, time)
    }

    /// Sends one frame and waits for one of the wanted kind. The child is of no use after an
    /// error.
    fn exchange(
        &mut self,
        kind: u8,
        body: Vec<u8>,
        wanted: u8,
        time: Duration,
    ) -> Result<Vec<u8>, RunError> {
        self.last_words.asked();
        // A writer that is gone means that the child is gone, which the reader tells better.
        let _ = self.requests.send((kind, body));
        match self.answers.recv_timeout(time) {
            Ok(Ok(Some((found, body)))) if found == wanted => Ok(body),
            Ok(Ok(Some((found, _)))) => {
                Err(unreadable(format!("a message of kind {found} came where {wanted} was due")))
            }
            Err(RecvTimeoutError::Timeout) => {
                kill(&mut self.process);
                Err(RunError::TimedOut(time))
            }
            Ok(Err(FrameError::TooLarge { length, limit })) => {
                kill(&mut self.process);
                Err(RunError::TooLarge { length, limit })
            }
            Ok(Err(FrameError::Empty)) => Err(unreadable("a message without a kind".to_owned())),
            Ok(Ok(None) | Err(FrameError::CutOff | FrameError::Io(_)))
            | Err(RecvTimeoutError::Disconnected) => Err(RunError::Died(self.farewell())),
        }
    }

    /// How the child ended, with the last lines that it wrote.
    fn farewell(&mut self) -> String {
        let status = ended(&mut self.process, Instant::now() + FAREWELL);
        kill(&mut self.process);
        let how = match status {
            Some(status) => describe(status),
            None => "its output and had to be killed".to_owned(),
        };
        // The thread that drains standard error may be a moment behind.
        thread::sleep(Duration::from_millis(10));
        match self.last_words.told() {
            words if words.is_empty() => how,
            words => format!("{how}; its last words: {words}"),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        kill(&mut self.process);
    }
}

fn unreadable(fault: String) -> RunError {
    AnswerError::Unreadable(fault).into()
}

/// How a process ended, to be said after "its process ended".
pub(super) fn describe(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            let name = match signal {
                4 => " (illegal instruction)",
                6 => " (abort)",
                7 => " (bus error)",
                8 => " (arithmetic error)",
                9 => " (kill)",
                11 => " (segmentation fault)",
                _ => "",
            };
            return format!("by signal {signal}{name}");
        }
    }
    match status.code() {
        Some(0) => "with exit code 0 and without an answer".to_owned(),
        Some(code) => format!("with exit code {code}"),
        None => "for an unknown reason".to_owned(),
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

fn write(mut input: ChildStdin, queue: Receiver<(u8, Vec<u8>)>) {
    for (kind, body) in queue {
        if write_frame(&mut input, kind, &body).is_err() {
            return;
        }
    }
}

fn read(output: ChildStdout, limit: u64, answers: Sender<Frame>) {
    let mut output = BufReader::new(output);
    loop {
        let mut body = Vec::new();
        let frame =
            read_frame(&mut output, limit, &mut body).map(|kind| kind.map(|kind| (kind, body)));
        let last = !matches!(frame, Ok(Some(_)));
        if answers.send(frame).is_err() || last {
            return;
        }
    }
}
