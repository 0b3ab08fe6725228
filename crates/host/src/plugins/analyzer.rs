//! A plugin behind the trait of all analyzers.

use super::child::{Child, Launch};
use super::error::{PluginError, RunError};
use super::library::{Library, LibraryInstance};
use super::{Isolation, PluginConfig};
use postil_core::{
    Analyzer, AnalyzerError, Artifact, Batch, Document, Entity, Manifest, Notes, Quote, Record,
    Sentence, Stance, Story, StoryNotes, Token, Tone, Zone,
};
use postil_plugin::message::{
    AnswerError, check_answer, check_story_answer, encode_request, encode_story_request,
};
use postil_plugin::protocol::{ANALYZE, COLLATE};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Failures in a row, each a document tried twice, after which a plugin is left out.
const PATIENCE: u32 = 3;

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
    /// Documents in a row on which an instance was lost twice.
    failures: AtomicU32,
    timeout: Duration,
    max_output: u64,
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
    let (first, manifest) = transport.start()?;
    known(&manifest, config)?;
    Ok(PluginAnalyzer {
        id: config.id.clone(),
        manifest,
        transport,
        idle: Mutex::new(vec![first]),
        failures: AtomicU32::new(0),
        timeout: config.timeout,
        max_output: config.max_output,
    })
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
    let shown = match (&config.source, &config.command) {
        (Some(path), _) => {
            if !path.is_file() {
                return Err(PluginError::NotFound { path: path.clone() });
            }
            if config.isolation == Isolation::InProcess {
                let library = Library::load(path, config.sha256.as_deref(), true)?;
                known(library.manifest(), config)?;
                let settings = config.settings.to_string().into_bytes();
                return Ok(Transport::Library { library, settings });
            }
            if let Some(sha256) = &config.sha256 {
                arguments.extend(["--sha256".into(), sha256.into()]);
            }
            // A name without a folder, or one that looks like a switch, is a path all the same.
            arguments.push(std::path::absolute(path).unwrap_or_else(|_| path.clone()).into());
            path.display().to_string()
        }
        (None, Some(command)) if !command.is_empty() => {
            arguments.push("--".into());
            arguments.extend(command.iter().map(OsString::from));
            command.join(" ")
        }
        _ => return Err(PluginError::NotFound { path: PathBuf::new() }),
    };
    Ok(Transport::Child(Launch {
        program: host.to_owned(),
        arguments,
        shown,
        settings: config.settings.clone(),
        timeout: config.timeout,
        max_output: config.max_output,
    }))
}

impl Transport {
    fn start(&self) -> Result<(Instance, Manifest), PluginError> {
        match self {
            Self::Library { library, settings } => {
                let mut instance = library.create(settings)?;
                let manifest = instance.describe()?;
                Ok((Instance::Library(instance), manifest))
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
        kind: u8,
        request: &[u8],
        time: Duration,
        read: impl Fn(&[u8]) -> Result<T, AnswerError>,
    ) -> Result<T, RunError> {
        let failures = self.failures.load(Ordering::Relaxed);
        if failures >= PATIENCE {
            return Err(RunError::Disabled(failures));
        }
        let once = || -> Result<T, RunError> {
            let mut instance = self.take()?;
            let outcome = match &mut instance {
                Instance::Library(library) => library.call(kind, request, self.max_output),
                Instance::Child(child) => child.call(kind, request, time),
            };
            let outcome = outcome.and_then(|bytes| {
                read(&bytes).map_err(|error| match error {
                    // A child tells of a panic in this form.
                    AnswerError::Failed { code, message } if code == "E0031" => {
                        RunError::Panicked(message)
                    }
                    error => RunError::Answer(error),
                })
            });
            match &outcome {
                Err(error) if error.poisons() => drop(instance),
                _ => self.put_back(instance),
            }
            outcome
        };
        let outcome = match once() {
            Err(error) if error.poisons() => once(),
            outcome => outcome,
        };
        match &outcome {
            Err(error) if error.poisons() || matches!(error, RunError::Restart(_)) => {
                self.failures.fetch_add(1, Ordering::Relaxed);
            }
            _ => self.failures.store(0, Ordering::Relaxed),
        }
        outcome
    }

    fn take(&self) -> Result<Instance, RunError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(instance) => Ok(instance),
            None => Ok(self.transport.start().map_err(RunError::Restart)?.0),
        }
    }

    fn put_back(&self, instance: Instance) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(instance);
    }
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
                self.exchange(ANALYZE, &request, self.timeout, |bytes| {
                    check_answer(bytes, document, &self.manifest)
                })
            })
            .map_err(|error| error.of(&self.id, document.id()))?;
        pour(&batch, notes);
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
                self.exchange(COLLATE, &request, self.timeout.saturating_mul(count), |bytes| {
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

/// Writes a checked batch as the analyzer's own notes.
fn pour(batch: &Batch, notes: &mut Notes<'_>) {
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
        for note in &layer.items {
            notes.annotate(name, note.clone());
        }
    }
    if let Some(result) = batch.result() {
        notes.result(result.clone());
    }
}
