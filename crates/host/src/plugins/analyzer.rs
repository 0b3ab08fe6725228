//! A plugin behind the trait of all analyzers.

use super::child::{Child, Launch};
use super::error::PluginError;
use super::health::Health;
use super::image::Image;
use super::library::{Library, LibraryInstance};
use super::run_error::RunError;
use super::{Isolation, PluginConfig, journal, references, rules};
use postil_core::{
    Analyzer, AnalyzerError, Annotation, Artifact, Batch, Document, Entity, Manifest, Notes, Quote,
    Record, Sentence, Stance, Story, StoryNotes, Token, Tone, Zone,
};
use postil_plugin::message::{
    AnswerError, check_answer, check_story_answer, encode_request, encode_story_request,
};
use postil_plugin::protocol::{ANALYZE, COLLATE};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// An analyzer that lives in a plugin.
///
/// Each thread that calls it gets an instance of its own, taken from those that are idle or made
/// anew, so that threads do not wait for one another.
#[derive(Debug)]
pub struct PluginAnalyzer {
    id: String,
    manifest: Manifest,
    transport: Transport,
    idle: Mutex<Vec<Instance>>,
    health: Health,
    timeout: Duration,
    max_output: u64,
    /// Codes of its rules, or beginnings of such, that are not to report.
    ignore: Vec<String>,
}

#[derive(Debug)]
enum Transport {
    Library { library: Library, settings: Vec<u8> },
    Child(Launch),
}

#[derive(Debug)]
enum Instance {
    Library(LibraryInstance),
    Child(Child),
}

/// Opens a plugin: loads it, starts one instance and reads its manifest. Children are this
/// program, started again as `postil plugin-host`.
pub fn open(config: &PluginConfig) -> Result<PluginAnalyzer, PluginError> {
    let host = std::env::current_exe().map_err(|error| PluginError::Start {
        command: "postil plugin-host".to_owned(),
        fault: error.to_string(),
    })?;
    open_with_host(config, &host)
}

/// Opens a plugin as [`open`] does; children are `host`, which is a `postil` that understands
/// `plugin-host`.
pub fn open_with_host(config: &PluginConfig, host: &Path) -> Result<PluginAnalyzer, PluginError> {
    let transport = transport(config, host)?;
    let (first, manifest) = transport.start(&config.id, start_time(config.timeout))?;
    known(&manifest, config)?;
    rules::check(&manifest)?;
    Ok(PluginAnalyzer {
        id: config.id.clone(),
        manifest,
        transport,
        idle: Mutex::new(vec![first]),
        health: Health::default(),
        timeout: config.timeout,
        max_output: config.max_output,
        ignore: config.ignore.clone(),
    })
}

/// The manifest of a library's descriptor, read by a child. No instance is made, so the schema of
/// the settings is not in it.
pub fn describe(library: &Path, host: &Path) -> Result<Manifest, PluginError> {
    let config = PluginConfig { source: Some(library.to_owned()), ..PluginConfig::new("") };
    match transport(&config, host)? {
        Transport::Child(mut launch) => {
            launch.arguments.push("--describe".into());
            launch.start().map(|(_, manifest)| manifest)
        }
        Transport::Library { library, .. } => Ok(library.manifest().clone()),
    }
}

/// Time for a start: a plugin may have to read a model.
fn start_time(timeout: Duration) -> Duration {
    timeout.max(PluginConfig::TIMEOUT)
}

fn known(manifest: &Manifest, config: &PluginConfig) -> Result<(), PluginError> {
    if manifest.id == config.id {
        return Ok(());
    }
    Err(PluginError::OtherId { found: manifest.id.clone(), wanted: config.id.clone() })
}

fn transport(config: &PluginConfig, host: &Path) -> Result<Transport, PluginError> {
    let mut arguments: Vec<OsString> = vec!["plugin-host".into()];
    if let Some(memory) = config.memory {
        arguments.extend(["--memory".into(), memory.to_string().into()]);
    }
    let (shown, library) = match (&config.source, &config.command) {
        (Some(path), _) => {
            let image = Image::read(path, config.sha256.as_deref())?;
            if config.isolation == Isolation::InProcess {
                let load = || -> Result<Library, PluginError> {
                    let copy = image.copy()?;
                    let library = Library::load(copy.file(), image.path(), true)?;
                    if cfg!(not(unix)) {
                        // It is never closed, so the copy is never to go.
                        std::mem::forget(copy);
                    }
                    Ok(library)
                };
                let library = journal::during(&config.id, "", start_time(config.timeout), load)?;
                known(library.manifest(), config)?;
                let settings = config.settings.to_string().into_bytes();
                return Ok(Transport::Library { library, settings });
            }
            (path.display().to_string(), Some(image))
        }
        (None, Some(command)) if !command.is_empty() => {
            arguments.push("--".into());
            arguments.extend(command.iter().map(OsString::from));
            (command.join(" "), None)
        }
        _ => return Err(PluginError::NotFound { path: PathBuf::new() }),
    };
    Ok(Transport::Child(Launch {
        program: host.to_owned(),
        arguments,
        library,
        shown,
        settings: config.settings.clone(),
        timeout: config.timeout,
        max_output: config.max_output,
    }))
}

impl Transport {
    /// Starts an instance of the plugin `id`.
    fn start(&self, id: &str, time: Duration) -> Result<(Instance, Manifest), PluginError> {
        match self {
            Self::Library { library, settings } => {
                let make = || -> Result<(Instance, Manifest), PluginError> {
                    let mut instance = library.create(settings)?;
                    let manifest = instance.describe()?;
                    Ok((Instance::Library(instance), manifest))
                };
                journal::during(id, "", time, make)
            }
            Self::Child(launch) => {
                let (child, manifest) = launch.start()?;
                Ok((Instance::Child(child), manifest))
            }
        }
    }
}

impl PluginAnalyzer {
    /// Carries one request to an instance and reads its answer. An instance that is lost on the
    /// way is replaced and the request made once more.
    fn exchange<T>(
        &self,
        (kind, request): (u8, &[u8]),
        about: &str,
        time: Duration,
        read: impl Fn(&[u8]) -> Result<T, AnswerError>,
    ) -> Result<T, RunError> {
        if let Some(failures) = self.health.given_up() {
            return Err(RunError::Disabled(failures));
        }
        let once = || -> Result<T, RunError> {
            let mut instance = self.take()?;
            let outcome = match &mut instance {
                Instance::Library(library) => journal::during(&self.id, about, time, || {
                    library.call(kind, request, self.max_output)
                }),
                Instance::Child(child) => child.call(kind, request, time),
            };
            let outcome = outcome.and_then(|bytes| read(&bytes).map_err(told));
            match &outcome {
                Err(error) if error.poisons() => self.end(instance),
                _ => self.put_back(instance),
            }
            outcome
        };
        let outcome = match once() {
            Err(error) if error.poisons() => once(),
            outcome => outcome,
        };
        let lost = |error: &RunError| error.poisons() || matches!(error, RunError::Restart(_));
        self.health.note(outcome.as_ref().err().is_some_and(lost));
        outcome
    }

    fn take(&self) -> Result<Instance, RunError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(instance) => Ok(instance),
            None => {
                std::thread::sleep(self.health.pause());
                let started = self.transport.start(&self.id, start_time(self.timeout));
                Ok(started.map_err(RunError::Restart)?.0)
            }
        }
    }

    /// Ends an instance that is of no use any more. Ending may run code of the plugin.
    fn end(&self, instance: Instance) {
        match instance {
            Instance::Library(library) => {
                journal::during(&self.id, "", self.timeout, || drop(library));
            }
            Instance::Child(child) => drop(child),
        }
    }

    /// Whether a note is reported. Notes that are no findings of a rule always are.
    fn reports(&self, note: &Annotation) -> bool {
        let Some(code) = note.label.as_deref().filter(|_| !self.ignore.is_empty()) else {
            return true;
        };
        !self.manifest.rules.iter().any(|rule| rule.code == code)
            || !self.ignore.iter().any(|ignored| silences(ignored, code))
    }

    fn put_back(&self, instance: Instance) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(instance);
    }
}

/// Whether an entry of `ignore` is the code or, from four letters on, a beginning of it: the same
/// as for the rules that are built in.
fn silences(ignored: &str, code: &str) -> bool {
    let ignored = ignored.trim();
    ignored == code || (ignored.len() >= 4 && code.starts_with(ignored))
}

impl Analyzer for PluginAnalyzer {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let mut request = Vec::new();
        let batch = encode_request(document, &self.manifest, &mut request)
            .map_err(|error| RunError::Request(error.to_string()))
            .and_then(|()| {
                self.exchange((ANALYZE, &request), document.id(), self.timeout, |bytes| {
                    let batch = check_answer(bytes, document, &self.manifest)?;
                    references::check(&batch, document).map(|()| batch)
                })
            })
            .map_err(|error| error.of(&self.id, document.id()))?;
        pour(&batch, notes, &|note| self.reports(note));
        Ok(())
    }

    fn collate(&self, story: &Story, notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        if !self.manifest.collates {
            return Ok(());
        }
        let count = u32::try_from(story.documents().len().max(1)).unwrap_or(u32::MAX);
        let mut request = Vec::new();
        let answer = encode_story_request(story, &self.manifest, &mut request)
            .map_err(|error| RunError::Request(error.to_string()))
            .and_then(|()| {
                let time = self.timeout.saturating_mul(count);
                self.exchange((COLLATE, &request), story.id(), time, |bytes| {
                    check_story_answer(bytes, story)
                })
            })
            .map_err(|error| error.of(&self.id, story.id()))?;
        if let Some(result) = answer.result {
            notes.result(result);
        }
        if let Some(links) = answer.links {
            notes.layers(links);
        }
        Ok(())
    }
}

/// What a child tells as the failure of its plugin, and what is none of it: a panic, or an answer
/// that cannot be read.
fn told(error: AnswerError) -> RunError {
    match error {
        AnswerError::Failed { code, message } if code == "E0031" => RunError::Panicked(message),
        AnswerError::Failed { code, message } if code == "E0037" => {
            RunError::Answer(AnswerError::Unreadable(message))
        }
        error => RunError::Answer(error),
    }
}

/// Writes a checked batch as the analyzer's own notes, those of generic layers if `reports` says
/// so.
fn pour(batch: &Batch, notes: &mut Notes<'_>, reports: &dyn Fn(&Annotation) -> bool) {
    fn typed<T: Record>(batch: &Batch, notes: &mut Notes<'_>) {
        if let Some(layer) = T::column(batch.layers()) {
            notes.fill(layer.items.clone());
        }
    }
    typed::<Zone>(batch, notes);
    typed::<Sentence>(batch, notes);
    typed::<Token>(batch, notes);
    typed::<Entity>(batch, notes);
    typed::<Quote>(batch, notes);
    typed::<Tone>(batch, notes);
    typed::<Stance>(batch, notes);
    typed::<Artifact>(batch, notes);
    for (name, layer) in batch.layers().others() {
        for note in layer.items.iter().filter(|note| reports(note)) {
            notes.annotate(name, note.clone());
        }
    }
    if let Some(result) = batch.result() {
        notes.result(result.clone());
    }
}
