//! A plugin in a process of its own, as a host talks to it.

use postil_core::Manifest;
use postil_plugin::abi::ABI;
use postil_plugin::protocol::{ANSWER, HELLO, PluginHello, read_frame, write_frame};
use serde_json::{Value, json};
use std::io::BufReader;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

/// Largest answer that is read, in bytes.
const LIMIT: u64 = 1 << 30;

/// A child that said hello. It is ended when this is dropped; what it writes to standard error
/// goes to that of the test.
pub(crate) struct Child {
    process: std::process::Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    name: String,
}

impl Child {
    /// Starts the program with these settings; `null`: its defaults.
    #[track_caller]
    pub(crate) fn start(name: &str, mut command: Command, settings: &Value) -> (Self, Manifest) {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {command:?} does not start: {error}"));
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            panic!("{name}: its standard streams are not there");
        };
        let mut child =
            Self { process, input, output: BufReader::new(output), name: name.to_owned() };
        let hello = json!({"abi_min": ABI, "abi_max": ABI, "settings": settings});
        let reply = child.exchange(HELLO, hello.to_string().as_bytes(), HELLO);
        let reply: PluginHello = serde_json::from_slice(&reply)
            .unwrap_or_else(|error| panic!("{name}: its hello cannot be read: {error}"));
        if let Some(fault) = reply.error {
            panic!("{name} does not start: {} {}", fault.code, fault.message);
        }
        match reply.manifest {
            Some(manifest) => (child, manifest),
            None => panic!("{name}: its hello holds no manifest"),
        }
    }

    /// The answer to a request of that kind.
    #[track_caller]
    pub(crate) fn answer(&mut self, kind: u8, request: &[u8]) -> Vec<u8> {
        self.exchange(kind, request, ANSWER)
    }

    #[track_caller]
    fn exchange(&mut self, kind: u8, body: &[u8], wanted: u8) -> Vec<u8> {
        let name = &self.name;
        write_frame(&mut self.input, kind, body)
            .unwrap_or_else(|error| panic!("{name} takes no message: {error}"));
        let mut answer = Vec::new();
        match read_frame(&mut self.output, LIMIT, &mut answer) {
            Ok(Some(found)) if found == wanted => answer,
            Ok(Some(found)) => panic!("{name} gave a message of kind {found}, not {wanted}"),
            Ok(None) => panic!("{name} ended without an answer"),
            Err(error) => panic!("{name} gave no answer: {error}"),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended by itself, and it keeps nothing that could be lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
