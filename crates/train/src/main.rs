//! Fits the weight files that the crates carry. The same data gives the same bytes.
//!
//! `cargo run --release -p postil-train -- tags DATA...` writes the tables of the tagger,
//! `… -- stance --data FILE --dev FILE` the weights of the stance model, `… -- rules DATA...` how
//! often each artifact rule reports.

mod figures;
mod logistic;
mod rules;
mod stance;
mod standard;
mod tags;
mod treebank;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Fits the weight files that Postil carries.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// The tagger: word, ending and transition tables from tagged sentences.
    Tags {
        /// Files of `token TAB UPOS TAB …` lines, a blank line between sentences; plain or gzip.
        #[arg(required = true)]
        data: Vec<PathBuf>,
        /// Folder to write `tag_*.tsv` to.
        #[arg(long, default_value = "crates/language/models")]
        output: PathBuf,
    },
    /// The stance model: weights of its features, from sentences with one judged mention each.
    Stance {
        /// JSON Lines of `{text, start, end, label}`, offsets in Unicode characters.
        #[arg(long)]
        data: PathBuf,
        /// Rows of the same form to score the model on; may be given more than once.
        #[arg(long)]
        dev: Vec<PathBuf>,
        /// File to write.
        #[arg(long, default_value = "crates/stance/data/stance_weights.tsv")]
        output: PathBuf,
    },
    /// How often each artifact rule reports on native and on translated news.
    Rules {
        /// JSON Lines of `{text, label, system, origin, year}` with the labels native, ht and mt;
        /// plain or gzip.
        #[arg(required = true)]
        data: Vec<PathBuf>,
        /// Rows to leave out; may be given more than once.
        #[arg(long, value_name = "LABEL/YEAR")]
        skip: Vec<String>,
        /// File to write.
        #[arg(long, default_value = "crates/artifacts/data/rates_by_rule.tsv")]
        output: PathBuf,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().model {
        Model::Tags { data, output } => tags::train(&data, &output),
        Model::Stance { data, dev, output } => stance::train(&data, &dev, &output),
        Model::Rules { data, skip, output } => rules::count(&data, &skip, &output),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("postil-train: {error}");
            ExitCode::FAILURE
        }
    }
}
