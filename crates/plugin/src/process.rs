//! A plugin as a program of its own: `fn main() -> ExitCode { process::main::<MyPlugin>() }`.

use crate::Plugin;
use crate::abi::ABI;
use crate::message::encode_failure;
use crate::panics::guarded;
use crate::protocol::{
    ANALYZE, ANSWER, COLLATE, Fault, HELLO, HostHello, PluginHello, read_frame, write_frame,
};
use crate::serving::{self, Refusal};
use postil_core::Manifest;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

/// Largest request that is read, in bytes.
const LIMIT: u64 = u32::MAX as u64;

/// What answers the host, behind the protocol.
pub trait Service {
    /// Starts with these settings.
    fn open(&mut self, settings: &[u8]) -> Result<Manifest, Fault>;
    /// Answers a request to analyse (`ANALYZE`) or collate (`COLLATE`): the bytes of an `Answer`.
    fn answer(&mut self, kind: u8, request: &[u8]) -> Vec<u8>;
}

/// Serves one plugin until the host closes standard input.
pub fn main<P: Plugin>() -> ExitCode {
    struct Direct<P>(Option<P>);

    impl<P: Plugin> Service for Direct<P> {
        fn open(&mut self, settings: &[u8]) -> Result<Manifest, Fault> {
            let fault = |refusal: Refusal| Fault {
                code: refusal.code,
                message: refusal.message,
                help: String::new(),
            };
            let plugin = guarded(|| serving::create::<P>(settings))
                .unwrap_or_else(|panic| Err(Refusal::new("E0031", panic)))
                .map_err(fault)?;
            let manifest = plugin.manifest().clone();
            self.0 = Some(plugin);
            Ok(manifest)
        }

        fn answer(&mut self, kind: u8, request: &[u8]) -> Vec<u8> {
            let mut out = Vec::new();
            let Some(plugin) = &self.0 else {
                encode_failure("E0037", "a request before the hello", &mut out);
                return out;
            };
            let outcome = guarded(|| {
                let mut answer = Vec::new();
                match kind {
                    ANALYZE => serving::analyze(plugin, request, &mut answer),
                    _ => serving::collate(plugin, request, &mut answer),
                }
                .map(|()| answer)
            });
            match outcome {
                Ok(Ok(answer)) => out = answer,
                Ok(Err(refusal)) => encode_failure(&refusal.code, &refusal.message, &mut out),
                Err(panic) => encode_failure("E0031", &panic, &mut out),
            }
            out
        }
    }

    serve(&mut Direct::<P>(None))
}

/// Speaks the protocol for `service` until the host closes standard input.
///
/// Exit code 0: the host ended the talk; 1: the pipe broke or the host did not keep to the
/// protocol.
pub fn serve(service: &mut dyn Service) -> ExitCode {
    match talk(service) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the talk with the host ended: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Tells the host that the plugin cannot start, after its hello.
pub fn refuse(fault: Fault) -> ExitCode {
    struct Refuses(Fault);
    impl Service for Refuses {
        fn open(&mut self, _settings: &[u8]) -> Result<Manifest, Fault> {
            Err(self.0.clone())
        }
        fn answer(&mut self, _kind: u8, _request: &[u8]) -> Vec<u8> {
            Vec::new()
        }
    }
    serve(&mut Refuses(fault))
}

fn talk(service: &mut dyn Service) -> Result<(), Box<dyn std::error::Error>> {
    let mut output = BufWriter::new(protocol_output()?);
    let mut input = BufReader::new(io::stdin().lock());
    let mut body = Vec::new();
    match read_frame(&mut input, LIMIT, &mut body)? {
        None => return Ok(()),
        Some(HELLO) => {}
        Some(kind) => return Err(format!("message `{}` before the hello", kind as char).into()),
    }
    let hello: HostHello = serde_json::from_slice(&body)?;
    let settings = serde_json::to_vec(&hello.settings)?;
    let mut reply = PluginHello { abi_min: ABI, abi_max: ABI, ..PluginHello::default() };
    let started = service.open(&settings);
    let stop = started.is_err();
    match started {
        Ok(manifest) => reply.manifest = Some(manifest),
        Err(fault) => reply.error = Some(fault),
    }
    write_frame(&mut output, HELLO, &serde_json::to_vec(&reply)?)?;
    if stop {
        return Ok(());
    }
    while let Some(kind) = read_frame(&mut input, LIMIT, &mut body)? {
        let answer = match kind {
            ANALYZE | COLLATE => service.answer(kind, &body),
            other => return Err(format!("message of unknown kind {other}").into()),
        };
        write_frame(&mut output, ANSWER, &answer)?;
    }
    Ok(())
}

/// Takes standard output for the protocol; what is printed from now on goes to standard error.
#[cfg(unix)]
fn protocol_output() -> io::Result<File> {
    use std::os::fd::AsFd;
    let kept = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(File::from(kept))
}

/// Standard output; here, a plugin must not print.
#[cfg(windows)]
fn protocol_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}
