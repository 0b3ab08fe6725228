//! The same plugin as a program, and the faults of the protocol itself. The first argument says
//! which; without one it keeps to the protocol, and the setting `mode` is what counts.
//!
//! ```text
//! exit | silent | chatter          no hello
//! drip | cut-off | other-kind | deaf
//!                                  a hello, and then no whole answer
//! NAME                             the same wrong answer to everything (see `wire`)
//! manifest JSON [LABEL]            a hello with this manifest; the answers are empty, or one
//!                                  note with that label in the first layer
//! ```

mod deeds;
mod faulty;
mod wire;

use postil_plugin::abi::ABI;
use postil_plugin::protocol::{ANSWER, HELLO, PluginHello, read_frame, write_frame};
use postil_plugin::{Plugin, process, serde_json};
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        [] => return process::main::<faulty::Faulty>(),
        ["exit"] => Ok(()),
        ["silent"] => {
            sleep(HOUR);
            Ok(())
        }
        ["chatter"] => {
            println!("Loading the model, please wait");
            Ok(())
        }
        ["manifest", manifest] => talk(manifest, &|_| wire::answer("empty")),
        ["manifest", manifest, label] => {
            talk(manifest, &|layer| Some(wire::labelled(layer, label)))
        }
        ["dangling"] => talk(STANCE, &|_| wire::answer("dangling")),
        ["drip"] => hello(faulty::Faulty::MANIFEST).and_then(|()| drip()),
        ["cut-off"] => hello(faulty::Faulty::MANIFEST).and_then(|()| cut_off()),
        ["other-kind"] => hello(faulty::Faulty::MANIFEST).and_then(|()| other_kind()),
        ["deaf"] => hello(faulty::Faulty::MANIFEST).map(|()| sleep(HOUR)),
        [fault, ..] => talk(faulty::Faulty::MANIFEST, &|_| wire::answer(fault)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A manifest that provides a built-in layer.
const STANCE: &str = r#"{"id":"test.faulty","version":"0","provides":["stance"]}"#;

/// Hears the host's hello and answers it.
fn hello(manifest: &str) -> Result<(), Box<dyn Error>> {
    read_frame(&mut io::stdin().lock(), 1 << 20, &mut Vec::new())?;
    let manifest = Some(serde_json::from_str(manifest)?);
    let hello = PluginHello { abi_min: ABI, abi_max: ABI, manifest, ..PluginHello::default() };
    write_frame(&mut io::stdout().lock(), HELLO, &serde_json::to_vec(&hello)?)?;
    Ok(())
}

/// Says a proper hello and then gives the same answer to everything. `answer` gets the first
/// layer of the manifest.
fn talk(manifest: &str, answer: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    hello(manifest)?;
    let manifest: serde_json::Value = serde_json::from_str(manifest)?;
    let layer = manifest["provides"][0].as_str().unwrap_or_default();
    let answer = answer(layer).ok_or("there is no such fault")?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while read_frame(&mut input, u64::from(u32::MAX), &mut Vec::new())?.is_some() {
        write_frame(&mut output, ANSWER, &answer)?;
    }
    Ok(())
}

/// Waits for a request.
fn asked() -> Result<(), Box<dyn Error>> {
    read_frame(&mut io::stdin().lock(), u64::from(u32::MAX), &mut Vec::new())?;
    Ok(())
}

/// An answer that comes byte by byte and would take an hour.
fn drip() -> Result<(), Box<dyn Error>> {
    asked()?;
    let mut output = io::stdout().lock();
    output.write_all(&72_001u32.to_le_bytes())?;
    output.write_all(&[ANSWER])?;
    loop {
        output.write_all(&[0])?;
        output.flush()?;
        sleep(Duration::from_millis(50));
    }
}

/// Half an answer, and then the end.
fn cut_off() -> Result<(), Box<dyn Error>> {
    asked()?;
    let mut output = io::stdout().lock();
    output.write_all(&1001u32.to_le_bytes())?;
    output.write_all(&[ANSWER, 0, 0])?;
    output.flush()?;
    Ok(())
}

/// One more hello in place of an answer.
fn other_kind() -> Result<(), Box<dyn Error>> {
    asked()?;
    write_frame(&mut io::stdout().lock(), HELLO, b"{}")?;
    sleep(HOUR);
    Ok(())
}
