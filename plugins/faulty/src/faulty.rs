//! The faults.

use postil_plugin::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How to fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", crate = "postil_plugin::serde")]
#[schemars(crate = "postil_plugin::schemars")]
pub enum Mode {
    /// Not at all.
    #[default]
    Ok,
    /// A panic.
    Panic,
    /// A panic whose payload panics when it is dropped.
    PanicTwice,
    /// A panic while the plugin is built.
    PanicInCreate,
    /// An error of its own.
    Fail,
    /// A note that ends behind the text.
    SpanOutside,
    /// A note that ends inside a character.
    SpanInside,
    /// A note of a layer that the manifest does not have.
    Undeclared,
    /// A score that is not a number.
    NanScore,
    /// A loop without an end.
    Endless,
    /// A wait of `wait` milliseconds.
    Sleep,
    /// Ends the process as if all were well.
    Exit,
    /// Aborts the process.
    Abort,
    /// Recursion without an end.
    Overflow,
    /// Takes more and more memory.
    Hoard,
    /// An answer of 4 MiB.
    Huge,
    /// Prints to standard output.
    Print,
    /// Counts its calls, against the rules.
    Remember,
    /// Panics at the first call of each process only.
    PanicOnce,
}

/// What the test may set.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[serde(crate = "postil_plugin::serde")]
#[schemars(crate = "postil_plugin::schemars")]
pub struct Settings {
    /// How to fail.
    pub mode: Mode,
    /// Milliseconds of `sleep`.
    pub wait: u64,
    /// Fail only on the document of this id; empty: on all.
    pub only: String,
}

/// The plugin.
pub struct Faulty {
    manifest: Manifest,
    settings: Settings,
    calls: AtomicU32,
}

impl Plugin for Faulty {
    type Settings = Settings;
    const MANIFEST: &'static str = manifest! {
        id: "test.faulty",
        summary: "Fails on demand.",
        requires: [],
        provides: ["faulty"],
    };

    fn new(settings: Settings) -> Result<Self, String> {
        if settings.mode == Mode::PanicInCreate {
            panic!("no way to start");
        }
        let calls = AtomicU32::new(0);
        Ok(Self { manifest: postil_plugin::manifest::<Self>()?, settings, calls })
    }
}

impl Analyzer for Faulty {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        static PANICKED: AtomicU32 = AtomicU32::new(0);
        let all = document
            .span(0, document.text().len())
            .map_err(|error| AnalyzerError::failed(error.to_string()))?;
        let elsewhere = |text: &str| {
            Span::new(text, 0, text.len()).map_err(|error| AnalyzerError::failed(error.to_string()))
        };
        let calls = self.calls.fetch_add(1, Ordering::Relaxed);
        let mode = match self.settings.only.as_str() {
            "" => self.settings.mode,
            id if id == document.id() => self.settings.mode,
            _ => Mode::Ok,
        };
        match mode {
            Mode::Ok | Mode::PanicInCreate => {}
            Mode::Panic => panic!("no way to read {}", document.id()),
            Mode::PanicTwice => std::panic::panic_any(Sore),
            Mode::PanicOnce => {
                if PANICKED.fetch_add(1, Ordering::Relaxed) == 0 {
                    panic!("only once");
                }
            }
            Mode::Fail => return Err(AnalyzerError::failed("there is no model")),
            Mode::SpanOutside => {
                let longer = format!("{}.", document.text());
                notes.annotate("faulty", Annotation::new(elsewhere(&longer)?));
            }
            Mode::SpanInside => {
                notes.annotate("faulty", Annotation::new(elsewhere("a")?));
            }
            Mode::Undeclared => notes.annotate("undeclared", Annotation::new(all)),
            Mode::NanScore => notes.annotate("faulty", Annotation::new(all).score(f32::NAN)),
            Mode::Endless => loop {
                std::hint::spin_loop();
            },
            Mode::Sleep => std::thread::sleep(Duration::from_millis(self.settings.wait)),
            Mode::Exit => std::process::exit(0),
            Mode::Abort => std::process::abort(),
            Mode::Overflow => {
                std::hint::black_box(deep(0));
            }
            Mode::Hoard => hoard(),
            Mode::Huge => notes.result(Value::String("x".repeat(4 << 20))),
            Mode::Print => println!("a stray line"),
            Mode::Remember => notes.result(json!(calls)),
        }
        notes.annotate("faulty", Annotation::new(all).label("whole"));
        Ok(())
    }
}

/// A payload that panics when it is dropped.
struct Sore;

impl Drop for Sore {
    fn drop(&mut self) {
        panic!("and again");
    }
}

#[allow(unconditional_recursion)]
fn deep(level: u64) -> u64 {
    let frame = std::hint::black_box([level; 64]);
    deep(level + 1) + frame.iter().sum::<u64>()
}

fn hoard() -> ! {
    let mut kept = Vec::new();
    loop {
        kept.push(std::hint::black_box(vec![1u8; 16 << 20]));
    }
}
