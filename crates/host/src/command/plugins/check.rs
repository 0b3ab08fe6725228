//! `postil plugins check`.

use crate::command::terminal::{print, usage};
use crate::command::{Exit, NameFormat};
use crate::config::{self, Config};
use crate::conformance::{self, Case, CheckError, Subject, Verdict};
use clap::Args;
use postil_formats::write::terminal::clean;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::time::Duration;

/// What `plugins check` takes.
#[derive(Args)]
pub(super) struct CheckArguments {
    /// A library (.so, .dylib, .dll) or a program.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Arguments of the program.
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<String>,
    /// A setting of the plugin, such as long-sentence=25.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Longest time for one document, in seconds.
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    timeout: u64,
    /// Also the cases that take long.
    #[arg(long)]
    deep: bool,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: NameFormat,
}

/// Runs every case of the conformance suite. Exit codes: 1 if one fails, 2 if there is nothing
/// that can be checked.
pub(super) fn run(arguments: &CheckArguments) -> Exit {
    let settings = match settings(&arguments.set) {
        Ok(settings) => settings,
        Err(message) => return usage("E0018", &message),
    };
    let timeout = Duration::from_secs(arguments.timeout);
    let subject = Subject::find(&arguments.path, &arguments.arguments, settings, timeout);
    let subject = match subject {
        Ok(subject) => subject,
        Err(error) => return unopened(error.code(), &error.to_string(), error.help()),
    };
    let host = match std::env::current_exe() {
        Ok(host) => host,
        Err(error) => return usage("E0065", &CheckError::from(error).to_string()),
    };
    let as_json = arguments.format == NameFormat::Json;
    let mut written = Exit::Done;
    let outcome = conformance::check(&subject, &host, arguments.deep, &mut |case, verdict| {
        let line = if as_json { as_object(case, verdict) } else { as_line(case, verdict) };
        if written == Exit::Done {
            written = print(&line);
        }
    });
    match outcome {
        Err(CheckError::Unopened(fault)) => unopened(&fault.code, &fault.message, &fault.help),
        Err(error) => usage("E0065", &error.to_string()),
        Ok(_) if written != Exit::Done => written,
        Ok(tally) => {
            if !as_json {
                let (ok, failed, skipped) = (tally.ok, tally.failed, tally.skipped);
                let all = ok + failed + skipped;
                let sum = format!("\n{all} cases: {ok} ok, {failed} failed, {skipped} skipped\n");
                written = print(&sum);
            }
            if tally.failed > 0 { Exit::Found } else { written }
        }
    }
}

fn unopened(code: &str, message: &str, help: &str) -> Exit {
    let exit = usage(code, &clean(message));
    if !help.is_empty() {
        eprintln!("  help: {help}");
    }
    exit
}

/// The settings as `config.toml` would have them. The plugin's id may stand before a key.
fn settings(given: &[String]) -> Result<Map<String, Value>, String> {
    const TABLE: &str = "plugin";
    let mut config = Config::default();
    for argument in given {
        let Some((path, value)) = argument.split_once('=') else {
            let shape = "KEY=VALUE, such as long-sentence=25";
            return Err(format!("--set wants {shape}, not `{argument}`"));
        };
        let key = path.rsplit_once('.').map_or(path, |(_, key)| key);
        config::set(&mut config, &format!("{TABLE}.{key}={value}"), &[TABLE])
            .map_err(|fault| fault.message)?;
    }
    Ok(config.analyzers.remove(TABLE).map(|analyzer| analyzer.settings).unwrap_or_default())
}

fn as_line(case: &Case, verdict: &Verdict) -> String {
    let outcome = match verdict {
        Verdict::Ok => "ok".to_owned(),
        Verdict::Failed(why) => format!("FAILED: {}", clean(why)),
        Verdict::Skipped(why) => format!("skipped: {}", clean(why)),
        Verdict::Unopened(fault) => format!("FAILED: {}", clean(&fault.message)),
    };
    format!("{} {} … {outcome}\n", case.code, case.title)
}

fn as_object(case: &Case, verdict: &Verdict) -> String {
    let (outcome, why) = match verdict {
        Verdict::Ok => ("ok", None),
        Verdict::Failed(why) => ("failed", Some(why.as_str())),
        Verdict::Skipped(why) => ("skipped", Some(why.as_str())),
        Verdict::Unopened(fault) => ("failed", Some(fault.message.as_str())),
    };
    let mut object = json!({
        "case": case.code,
        "title": case.title,
        "group": case.group,
        "outcome": outcome,
    });
    if let Some(why) = why {
        object["why"] = json!(why);
    }
    format!("{object}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_typed_and_may_name_the_plugin() {
        let given = ["long-sentence=25", "acme.count.words=[\"a\"]", "mode=panic"];
        let given: Vec<String> = given.iter().map(|text| (*text).to_owned()).collect();
        let expected = json!({"long-sentence": 25, "words": ["a"], "mode": "panic"});
        assert_eq!(settings(&given).map(Value::Object), Ok(expected));
        assert_eq!(settings(&[]), Ok(Map::new()));
        assert!(settings(&["mode".to_owned()]).unwrap_err().contains("`mode`"));
    }
}
