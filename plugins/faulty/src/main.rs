//! The same plugin as a program, and a few faults of the protocol itself: the first argument
//! `silent`, `chatter`, `bad-answer`, `bad-span` or `exit`.

mod faulty;

use postil_plugin::abi::ABI;
use postil_plugin::message::{NO_LABEL, tables};
use postil_plugin::protocol::{ANSWER, HELLO, PluginHello, read_frame, write_frame};
use postil_plugin::{Plugin, process, serde_json};
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        None => process::main::<faulty::Faulty>(),
        Some("exit") => ExitCode::SUCCESS,
        Some("silent") => {
            std::thread::sleep(Duration::from_secs(3600));
            ExitCode::SUCCESS
        }
        Some("chatter") => {
            println!("Loading the model, please wait");
            ExitCode::SUCCESS
        }
        Some(fault) => match answers(fault) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
    }
}

/// Says a proper hello and then gives the same wrong answer to everything.
fn answers(fault: &str) -> Result<(), Box<dyn std::error::Error>> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut body = Vec::new();
    read_frame(&mut input, 1 << 20, &mut body)?;
    let manifest = serde_json::from_str(faulty::Faulty::MANIFEST)?;
    let hello = PluginHello { abi_min: ABI, abi_max: ABI, manifest: Some(manifest), error: None };
    write_frame(&mut output, HELLO, &serde_json::to_vec(&hello)?)?;
    let answer = if fault == "bad-span" { bad_span() } else { b"no answer at all".to_vec() };
    while read_frame(&mut input, u64::from(u32::MAX), &mut body)?.is_some() {
        write_frame(&mut output, ANSWER, &answer)?;
        output.flush()?;
    }
    Ok(())
}

/// An answer whose second note ends behind any text.
fn bad_span() -> Vec<u8> {
    let note = |end| tables::Note {
        start: 0,
        end,
        label: NO_LABEL,
        score: f32::NAN,
        attributes_start: 0,
        attributes_length: 0,
    };
    let mut builder = planus::Builder::new();
    let notes = [note(0), note(1 << 30)];
    let layer = tables::Layer::create(&mut builder, "faulty", (), (), &notes[..], ());
    let answer = tables::Answer::create(&mut builder, (), &[layer][..], (), (), ());
    builder.finish(answer, None).to_vec()
}
