//! The faults that an analyzer can have.

use crate::deeds;
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
    /// A panic when the plugin is thrown away.
    PanicInDestroy,
    /// A panic at every story.
    PanicInCollate,
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
    /// A score without an end.
    InfiniteScore,
    /// A loop without an end.
    Endless,
    /// A wait of `wait` milliseconds.
    Sleep,
    /// Ends the process as if all were well.
    Exit,
    /// Ends the process as failed.
    ExitOne,
    /// Aborts the process.
    Abort,
    /// Writes where it may not.
    Segfault,
    /// Starts a program and leaves it behind.
    Orphan,
    /// Writes a hundred lines to standard error and aborts the process.
    Lament,
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
    /// Keeps memory at each document.
    LeakMemory,
    /// Starts a thread at each document.
    LeakThread,
    /// Opens a file at each document.
    LeakFile,
    /// Changes folder and environment.
    Wander,
    /// Says the number of its process.
    Number,
    /// Calls a function that no library has.
    Nowhere,
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
        collates: true,
    };

    fn new(settings: Settings) -> Result<Self, String> {
        if cfg!(feature = "abort") {
            // What panic = "abort" does, without building all dependencies for it.
            std::panic::set_hook(Box::new(|_| std::process::abort()));
        }
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
            Mode::Ok | Mode::PanicInCreate | Mode::PanicInDestroy | Mode::PanicInCollate => {}
            Mode::Panic => panic!("no way to read {}", document.id()),
            Mode::PanicTwice => std::panic::panic_any(deeds::Sore),
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
            Mode::InfiniteScore => {
                notes.annotate("faulty", Annotation::new(all).score(f32::INFINITY));
            }
            Mode::Endless => loop {
                std::hint::spin_loop();
            },
            Mode::Sleep => std::thread::sleep(Duration::from_millis(self.settings.wait)),
            Mode::Exit => std::process::exit(0),
            Mode::ExitOne => std::process::exit(1),
            Mode::Abort => std::process::abort(),
            Mode::Segfault => deeds::segfault(),
            Mode::Orphan => deeds::orphan(),
            Mode::Lament => {
                (0..100).for_each(|line| eprintln!("line {line}"));
                std::process::abort();
            }
            Mode::Overflow => {
                std::hint::black_box(deeds::deep(0));
            }
            Mode::Hoard => deeds::hoard(),
            Mode::LeakMemory => deeds::leak_memory(),
            Mode::LeakThread => deeds::leak_thread(),
            Mode::LeakFile => deeds::leak_file(),
            Mode::Wander => deeds::wander(),
            Mode::Number => {}
            Mode::Nowhere => deeds::call_nowhere(),
            Mode::Huge => notes.result(Value::String("x".repeat(4 << 20))),
            Mode::Print => println!("a stray line"),
            Mode::Remember => notes.result(json!(calls)),
        }
        let numbered = [Mode::LeakMemory, Mode::LeakThread, Mode::LeakFile, Mode::Number];
        if numbered.contains(&self.settings.mode) {
            notes.result(json!(std::process::id()));
        }
        notes.annotate("faulty", Annotation::new(all).label("whole"));
        Ok(())
    }

    fn collate(&self, story: &Story, notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        if self.settings.mode == Mode::PanicInCollate {
            panic!("no way to link {}", story.id());
        }
        notes.result(json!(story.documents().len()));
        Ok(())
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        if self.settings.mode == Mode::PanicInDestroy {
            panic!("no way to end");
        }
    }
}
