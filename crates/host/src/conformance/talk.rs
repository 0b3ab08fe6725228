//! The plugin's process, message by message, for what the analyzer in front of it hides.

use super::subject::Subject;
use super::watched::wait;
use crate::plugins::PluginConfig;
use crate::plugins::image::PrivateCopy;
use postil_core::Manifest;
use postil_plugin::abi::ABI;
use postil_plugin::protocol::{ANALYZE, ANSWER, Fault, FrameError, HELLO, read_frame, write_frame};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Least time for the hello, as in a run.
const HELLO_TIME: Duration = Duration::from_secs(10);

type Frame = Result<Option<(u8, Vec<u8>)>, FrameError>;

/// A plugin that said hello. Its process is killed when this is dropped.
pub(super) struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    frames: Receiver<Frame>,
    time: Duration,
    /// What the plugin says of itself.
    pub(super) manifest: Manifest,
    /// Goes after the process: some systems do not remove a loaded file.
    _copy: Option<PrivateCopy>,
}

/// How a talk ended.
pub(super) struct Ended {
    /// How the process ended; nothing if it did not.
    pub(super) status: Option<ExitStatus>,
    /// Whether something came that nobody had asked for.
    pub(super) stray: bool,
}

/// The answer to a hello, whose manifest is yet to be read.
#[derive(Deserialize)]
struct Reply {
    abi_min: u16,
    abi_max: u16,
    #[serde(default)]
    manifest: Option<Value>,
    #[serde(default)]
    error: Option<Fault>,
}

impl Talk {
    /// Starts the process and exchanges hellos. The fault has the code that a run would show.
    pub(super) fn start(subject: &Subject) -> Result<Self, Fault> {
        let broken = |error: io::Error| fault("E0049", format!("it cannot be started: {error}"));
        let host = std::env::current_exe().map_err(broken)?;
        let (mut process, copy) = subject.process(&host).map_err(|error| Fault {
            help: error.help().to_owned(),
            ..fault(error.code(), error.to_string())
        })?;
        let mut child = process
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(broken)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (sender, frames) = channel();
        let time = Duration::from_secs(subject.timeout);
        let manifest = Manifest::default();
        let mut talk = Self { child, input, frames, time, manifest, _copy: copy };
        if let Some(output) = output {
            thread::Builder::new().spawn(move || listen(output, &sender)).map_err(broken)?;
        }
        talk.manifest = talk.hello(subject)?;
        Ok(talk)
    }

    fn hello(&mut self, subject: &Subject) -> Result<Manifest, Fault> {
        let none = |how: String| fault("E0050", format!("the plugin gave no hello: {how}"));
        let hello = json!({"abi_min": ABI, "abi_max": ABI, "settings": subject.settings});
        let bytes = self
            .exchange(HELLO, hello.to_string().as_bytes(), HELLO, self.time.max(HELLO_TIME))
            .map_err(|error| none(error.message))?;
        let reply: Reply =
            serde_json::from_slice(&bytes).map_err(|error| none(error.to_string()))?;
        if let Some(error) = reply.error {
            return Err(error);
        }
        if !(reply.abi_min..=reply.abi_max).contains(&ABI) {
            let code = if reply.abi_max < ABI { "E0043" } else { "E0044" };
            let window = format!("it speaks ABI {} to {}", reply.abi_min, reply.abi_max);
            return Err(fault(code, format!("{window}, this Postil {ABI}")));
        }
        let unreadable = |why: String| fault("E0047", format!("the manifest: {why}"));
        let manifest = reply.manifest.ok_or_else(|| unreadable("there is none".to_owned()))?;
        serde_json::from_value(manifest).map_err(|error| unreadable(error.to_string()))
    }

    /// The answer to a request to analyse.
    pub(super) fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>, Fault> {
        self.exchange(ANALYZE, request, ANSWER, self.time)
    }

    fn exchange(
        &mut self,
        kind: u8,
        body: &[u8],
        wanted: u8,
        time: Duration,
    ) -> Result<Vec<u8>, Fault> {
        if let Some(input) = &mut self.input {
            // A broken pipe means that the process is gone, which the reader tells better.
            let _ = write_frame(input, kind, body);
        }
        match self.frames.recv_timeout(time) {
            Ok(Ok(Some((found, body)))) if found == wanted => Ok(body),
            Ok(Ok(Some((found, _)))) => {
                let what = format!("a message of kind {found} came where {wanted} was due");
                Err(fault("E0037", what))
            }
            Ok(Err(error)) => Err(fault("E0037", error.to_string())),
            Err(RecvTimeoutError::Timeout) => {
                Err(fault("E0033", format!("no answer in {} seconds", time.as_secs())))
            }
            Ok(Ok(None)) | Err(RecvTimeoutError::Disconnected) => {
                Err(fault("E0034", "its process ended without an answer".to_owned()))
            }
        }
    }

    /// The number of the process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Closes the input and waits for the process to end.
    pub(super) fn end(mut self, time: Duration) -> io::Result<Ended> {
        self.input = None;
        let rest = self.frames.recv_timeout(time);
        let stray = matches!(rest, Ok(Ok(Some(_)) | Err(_)));
        let status = wait(&mut self.child, time)?;
        Ok(Ended { status, stray })
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads messages until they end.
fn listen(output: ChildStdout, frames: &Sender<Frame>) {
    let mut output = BufReader::new(output);
    loop {
        let mut body = Vec::new();
        let frame = read_frame(&mut output, PluginConfig::MAX_OUTPUT, &mut body)
            .map(|kind| kind.map(|kind| (kind, body)));
        let last = !matches!(frame, Ok(Some(_)));
        if frames.send(frame).is_err() || last {
            return;
        }
    }
}

/// A fault with a code that `postil explain` knows.
pub(super) fn fault(code: &str, message: String) -> Fault {
    Fault { code: code.to_owned(), message, help: String::new() }
}
