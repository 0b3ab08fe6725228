//! The command line.

mod analyze;
mod baseline;
mod config;
mod eval;
mod explain;
mod name;
mod plugins;
mod terminal;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Findings at or above `--fail-on`.
    Found = 1,
    /// Bad usage or configuration; nothing was analysed.
    Usage = 2,
    /// Done, but some document or plugin failed.
    Failed = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Notes in the margin of news: who says what about whom, what translation and rewriting bent,
/// and what the sources agree and differ on, every claim tied to a span of the source.
#[derive(Parser)]
#[command(name = "postil", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyze documents and write notes about them.
    Analyze(Analyze),
    /// List, start, check and pin plugins.
    Plugins(plugins::PluginsArguments),
    /// Explain a rule (PST101) or an error (E0012).
    Explain {
        /// The code.
        code: Option<String>,
    },
    /// A name: from its native form to each tradition's spelling, or from a Latin form to the
    /// traditions that write it so.
    Name {
        /// The name.
        text: String,
        /// Language of the native form (ru, uk, …), where its script does not tell.
        #[arg(long, value_name = "LANG")]
        from: Option<String>,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: NameFormat,
    },
    /// Score Postil against gold annotations: precision, recall, F1.
    Eval {
        /// JSON Lines of document records with gold annotations, each with its `text` or with a
        /// `source` file.
        gold: PathBuf,
        /// Score this layer only.
        #[arg(long, value_name = "NAME")]
        layer: Option<String>,
        #[command(flatten)]
        configured: Configured,
    },
    /// Show or check the configuration.
    Config {
        #[command(subcommand)]
        command: Config,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Subcommand)]
enum Config {
    /// Print the effective configuration.
    Show(Configured),
    /// Check the configuration and every analyzer's settings.
    Check(Configured),
    /// Print the JSON Schema of config.toml, for editors.
    Schema,
}

/// Where the configuration comes from.
#[derive(Args, Clone, Default)]
struct Configured {
    /// Configuration file; default: the nearest config.toml upwards, else the built-in one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Override one setting, such as summary.words=80.
    #[arg(long = "set", value_name = "ID.KEY=VALUE")]
    set: Vec<String>,
}

/// What `analyze` takes.
#[derive(Args)]
struct Analyze {
    /// Files, folders (walked, sorted by path), or - for JSON Lines on standard input.
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    #[command(flatten)]
    configured: Configured,
    /// Output format; default: text on a terminal, jsonl when piped.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file in place of standard output.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Run these analyzers and what they require, nothing else.
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    only: Option<Vec<String>>,
    /// Which layers to write; default: all but token.
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    layers: Option<Vec<String>>,
    /// Unit of every offset written.
    #[arg(long, value_enum, default_value = "utf8")]
    offsets: Offsets,
    /// Worker threads; default: one a core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1024))]
    jobs: Option<u16>,
    /// Exit with 1 when a finding of that level or above is reported.
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,
    /// Leave out the findings that this file accepts, and do not fail for them.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings of this run to a file for --baseline.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A report to read.
    Text,
    /// One record a line.
    Jsonl,
    /// One array of all records.
    Json,
    /// One row an annotation.
    Csv,
    /// A page to look at, mail or print.
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NameFormat {
    /// To read.
    Text,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode code points.
    Char,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    /// Any finding.
    Note,
    /// Warnings only.
    Warning,
}

/// Reads the arguments and runs the command.
pub fn main() -> ExitCode {
    // What Postil starts itself to hold or to check a plugin; no commands for persons.
    let mut words = std::env::args_os().skip(1);
    match words.next() {
        Some(word) if word == "plugin-host" => {
            return crate::plugins::plugin_host_main(words.collect());
        }
        Some(word) if word == crate::conformance::CASE => return crate::conformance::case_main(),
        _ => {}
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            let asked = !error.use_stderr();
            return if asked { Exit::Done.into() } else { Exit::Usage.into() };
        }
    };
    let exit = match arguments.command {
        Command::Analyze(analyze) => analyze::run(analyze),
        Command::Plugins(arguments) => plugins::run(&arguments),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Name { text, from, format } => {
            name::run(&text, from.as_deref(), format == NameFormat::Json)
        }
        Command::Eval { gold, layer, configured } => {
            eval::run(&gold, layer.as_deref(), &configured)
        }
        Command::Config { command } => match command {
            Config::Show(configured) => config::show(&configured),
            Config::Check(configured) => config::check(&configured),
            Config::Schema => config::schema(),
        },
        Command::Completions { shell } => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "postil", &mut bytes);
            terminal::print_bytes(&bytes)
        }
    };
    exit.into()
}
