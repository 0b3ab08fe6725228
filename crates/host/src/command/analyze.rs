//! `postil analyze`.

use super::terminal::{color_output, read_config, refuse, usage, width};
use super::{Analyze, Exit, FailOn, Format, Offsets, baseline};
use crate::plugins::{self, PluginError};
use crate::{registry, run};
use postil_core::{Analyzer, Layers, Level, OffsetUnit};
use postil_formats::write::{
    CsvWriter, HtmlPages, HtmlWriter, JsonLinesWriter, JsonWriter, TerminalWriter, WriteOptions,
    Writer,
};
use postil_formats::{Input, Reader};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(arguments: Analyze) -> Exit {
    if arguments.inputs.is_empty() {
        return usage("E0003", "nothing to analyze: give files, folders, or - for standard input");
    }
    let mut config = match read_config(&arguments.configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    if let Some(jobs) = arguments.jobs {
        config.jobs = usize::from(jobs);
    }
    let accepted = match baseline::open(&arguments) {
        Ok(accepted) => accepted,
        Err(exit) => return exit,
    };
    let to_terminal = arguments.output.is_none() && io::stdout().is_terminal();
    let (color, width) = (color_output(), width());
    plugins::supervise(&config);
    let stdout = plugins::standard_output(&config);
    let (analyzers, plugin_failed) = match prepare(&config, arguments.only.as_deref()) {
        Ok(prepared) => prepared,
        Err(exit) => return exit,
    };
    if let Err(exit) = check_layers(arguments.layers.as_deref(), &analyzers) {
        return exit;
    }
    let options = WriteOptions {
        layers: arguments.layers.clone(),
        unit: match arguments.offsets {
            Offsets::Utf8 => OffsetUnit::Utf8,
            Offsets::Utf16 => OffsetUnit::Utf16,
            Offsets::Char => OffsetUnit::Char,
        },
    };
    let writer: Box<dyn Writer> = match arguments.format {
        Some(Format::Text) => Box::new(TerminalWriter::new(color, width)),
        None if to_terminal => Box::new(TerminalWriter::new(color, width)),
        Some(Format::Json) => Box::new(JsonWriter::new(options)),
        Some(Format::Csv) => Box::new(CsvWriter::new(options)),
        Some(Format::Html) => {
            let rules = analyzers.iter().flat_map(|analyzer| analyzer.manifest().rules.clone());
            Box::new(HtmlWriter::new(options, rules.collect()))
        }
        Some(Format::Jsonl) | None => Box::new(JsonLinesWriter::new(options)),
    };
    let out: Box<dyn io::Write> = match &arguments.output {
        Some(path) => {
            let given = |input: &String| same_file(Path::new(input), path);
            if arguments.inputs.iter().any(given) {
                let message = format!("{}: is an input, too; write elsewhere", path.display());
                return usage("E0004", &message);
            }
            let opened: io::Result<Box<dyn io::Write>> = match arguments.format {
                // Too large a page becomes several.
                Some(Format::Html) => {
                    HtmlPages::create(path).map(|pages| Box::new(pages) as Box<dyn io::Write>)
                }
                _ => File::create(path)
                    .map(|file| Box::new(BufWriter::new(file)) as Box<dyn io::Write>),
            };
            match opened {
                Ok(out) => out,
                Err(error) => {
                    let message = format!("{}: cannot be written: {error}", path.display());
                    return usage("E0004", &message);
                }
            }
        }
        None => Box::new(BufWriter::with_capacity(1 << 16, stdout)),
    };
    let plan = run::Plan {
        analyzers: &analyzers,
        group: group(&config),
        config: &config,
        writer: writer.as_ref(),
        config_sha256: hex(&Sha256::digest(config.fingerprint().as_bytes())),
        fail_on: arguments.fail_on.map(|level| match level {
            FailOn::Note => Level::Note,
            FailOn::Warning => Level::Warning,
        }),
        baseline: accepted.as_ref(),
    };
    let mut inputs = Input::find(&arguments.inputs);
    baseline::leave_out(&arguments, &mut inputs);
    if let Some(output) = &arguments.output {
        // A folder may hold what is being written.
        inputs.retain(|input| input.path().is_none_or(|path| !same_file(path, output)));
    }
    // A baseline is written at the end, which a run that breaks off does not reach.
    let keeps = arguments.write_baseline.is_some();
    match run::run(&plan, Reader::new(inputs), out) {
        Ok(outcome) if outcome.failed || plugin_failed => Exit::Failed,
        Ok(outcome) if outcome.found => Exit::Found,
        Ok(_) => Exit::Done,
        // The reader of a pipe may have had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !keeps => Exit::Done,
        Err(error) => {
            eprintln!("error[E0005]: the run broke off: {error}");
            Exit::Failed
        }
    }
}

/// Opens the configured analyzers and puts them in order; says whether a plugin is missing.
///
/// A plugin that `--only` names and that cannot be loaded leaves the others of the list to run; if
/// it was alone, nothing runs.
pub(super) fn prepare(
    config: &crate::config::Config,
    only: Option<&[String]>,
) -> Result<(Vec<Arc<dyn Analyzer>>, bool), Exit> {
    plugins::supervise(config);
    let entries = registry::open(config, false).map_err(|faults| refuse(&faults))?;
    let mut analyzers: Vec<Arc<dyn Analyzer>> = Vec::new();
    let mut failed = false;
    let mut passed_over: Vec<(String, PluginError)> = Vec::new();
    let mut only: Option<Vec<String>> = only.map(<[String]>::to_vec);
    for entry in entries {
        let means_it = |word: &String| means(word, &entry.id);
        match entry.state {
            Ok(analyzer) => analyzers.push(analyzer),
            // With `--only`, a plugin that is not asked for is nobody's concern.
            Err(error) if only.as_ref().is_some_and(|only| !only.iter().any(means_it)) => {
                passed_over.push((entry.id, error));
            }
            Err(error) => {
                not_loaded(&entry.id, &error);
                failed = true;
                if let Some(only) = &mut only {
                    // It is known, so it is not to be told as unknown.
                    only.retain(|word| !means(word, &entry.id));
                }
            }
        }
    }
    if failed && only.as_ref().is_some_and(Vec::is_empty) {
        return Err(Exit::Failed);
    }
    let analyzers = registry::arrange(analyzers, only.as_deref()).map_err(|faults| {
        // What is missing may be what one of them makes.
        for (id, error) in &passed_over {
            not_loaded(id, error);
        }
        for fault in faults {
            eprintln!("error[{}]: {fault}", fault.code());
        }
        Exit::Usage
    })?;
    Ok((analyzers, failed))
}

/// Whether `--only` with this word means the analyzer; `postil.` may be left out.
fn means(word: &str, id: &str) -> bool {
    word == id || id.strip_prefix("postil.") == Some(word)
}

fn not_loaded(id: &str, error: &PluginError) {
    eprintln!("error[{}]: plugin `{id}`: {error}", error.code());
    eprintln!("  help: {}", error.help());
}

/// Whether two paths lead to one file.
pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Refuses a layer that nobody makes and whose name is nearly that of one that somebody makes.
fn check_layers(layers: Option<&[String]>, analyzers: &[Arc<dyn Analyzer>]) -> Result<(), Exit> {
    let mut known: Vec<&str> = Layers::BUILT_IN.to_vec();
    known.extend(analyzers.iter().flat_map(|a| a.manifest().provides.iter().map(String::as_str)));
    for layer in layers.into_iter().flatten() {
        // A layer with another name may come in with the documents.
        if !known.contains(&layer.as_str())
            && let Some(near) = crate::config::nearest(layer, &known)
        {
            let message = format!("there is no layer `{layer}`; did you mean `{near}`?");
            return Err(usage("E0002", &message));
        }
    }
    Ok(())
}

fn group(config: &crate::config::Config) -> postil_stories::Group {
    let settings = config.analyzers.get("postil.stories").map(|a| a.settings.clone());
    let settings = serde_json::Value::Object(settings.unwrap_or_default());
    serde_json::from_value::<postil_stories::Settings>(settings).unwrap_or_default().group
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
