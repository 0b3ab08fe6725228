//! The weights of the stance model (`postil_stance`), from NewsMTSC.
//!
//! Each row is one sentence with one marked mention. It becomes a document with given zones (a
//! line each), one given sentence and one given mention; `postil_language` makes its tokens, and
//! `postil_stance::training` takes the very measures that the analyzer takes at run time.

use crate::figures::{Figures, mean};
use crate::logistic::Logistic;
use crate::standard::Standard;
use postil_core::{
    Analyzer, Document, Entity, EntityKind, Layer, Notes, Polarity, Sentence, Span, Zone, ZoneKind,
};
use postil_language::Language;
use postil_stance::training::{self, NAMES};
use serde::Deserialize;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Inverse strength of the penalty, chosen among 0.01, 0.03, 0.1, 0.3 and 1.
const C: f64 = 0.03;
const CLASSES: usize = Polarity::ALL.len();
/// Who made given layers.
const GIVEN: &str = "given";

/// Of what the weights are made; the licence is that of the repository named.
const SOURCE: &str = "\
# Data: NewsMTSC (https://github.com/fhamborg/NewsMTSC, MIT licence; F. Hamborg and K. Donnay,
# \"NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment Classification in Political News
# Articles\", EACL 2021); see MODEL_CARD.md.
";

/// One line of the data; other keys are passed over.
#[derive(Deserialize)]
struct Row {
    text: String,
    /// First character of the mention, counted in Unicode characters.
    start: usize,
    /// The character after its last.
    end: usize,
    label: Polarity,
}

/// The rows of one file, measured.
#[derive(Default)]
struct Samples {
    rows: Vec<Vec<f64>>,
    labels: Vec<usize>,
}

/// Fits the model on `data`, scores it on each file of `dev`, and writes the table of weights.
pub fn train(data: &Path, dev: &[PathBuf], output: &Path) -> io::Result<()> {
    let samples = read(data)?;
    if samples.rows.is_empty() {
        return Err(invalid(format!("{}: no rows", data.display())));
    }
    let standard = Standard::of(&samples.rows);
    let rows = standard.apply(&samples.rows);
    let fitted = Logistic::fit(&rows, &samples.labels, CLASSES, C);
    // Scored as it is written.
    let model = rounded(standard.undo(fitted));
    let mut head = head(data, dev, samples.rows.len());
    for path in dev {
        head.push_str(&scores(path, &model, &read(path)?));
    }
    std::fs::write(output, head + &table(&model))
}

fn read(path: &Path) -> io::Result<Samples> {
    let name =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let language = Language::default();
    let mut samples = Samples::default();
    for (number, line) in BufReader::new(File::open(path).map_err(name)?).lines().enumerate() {
        let line = line.map_err(name)?;
        if line.trim().is_empty() {
            continue;
        }
        let (row, label) = sample(&line, &language)
            .map_err(|error| invalid(format!("{}:{}: {error}", path.display(), number + 1)))?;
        samples.rows.push(row);
        samples.labels.push(label);
    }
    Ok(samples)
}

/// The measures and the class of one line.
fn sample(line: &str, language: &Language) -> Result<(Vec<f64>, usize), Box<dyn Error>> {
    let row: Row = serde_json::from_str(line)?;
    let document = document(&row, language)?;
    let mention = document.entities().first().ok_or("no mention")?;
    let values = training::features(&document, mention).ok_or("no sentence holds the mention")?;
    Ok((values.iter().map(|value| f64::from(*value)).collect(), row.label as usize))
}

fn document(row: &Row, language: &Language) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new("row", row.text.as_str())?;
    let text = row.text.as_str();
    let zones = text
        .lines()
        .filter_map(|line| Some(Span::of_slice(text, line)?.trim(text)))
        .filter(|span| !span.is_empty())
        .map(|span| Zone { span, kind: ZoneKind::Content, repeats: None, score: None })
        .collect();
    let sentence = Sentence { span: Span::new(text, 0, text.len())? };
    let mention = Entity {
        span: Span::new(text, byte(text, row.start)?, byte(text, row.end)?)?,
        kind: EntityKind::Per,
        entity: "e1".into(),
        name: "e1".into(),
        score: None,
    };
    document.give::<Zone>(Layer::new(zones, GIVEN.into()));
    document.give(Layer::new(vec![sentence], GIVEN.into()));
    document.give(Layer::new(vec![mention], GIVEN.into()));
    let mut notes = Notes::new(&document, language.manifest());
    language.analyze(&document, &mut notes)?;
    let batch = notes.finish()?;
    document.absorb(batch);
    Ok(document)
}

/// The byte at which the character of that number begins.
fn byte(text: &str, character: usize) -> Result<usize, String> {
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    starts.nth(character).ok_or_else(|| format!("the text has no character {character}"))
}

/// The model with the decimals that are written.
fn rounded(mut model: Logistic) -> Logistic {
    // Adding 0 turns −0 into 0.
    let round = |number: &mut f64| *number = (*number * 1e4).round() / 1e4 + 0.0;
    model.bias.iter_mut().for_each(round);
    model.weights.iter_mut().flatten().for_each(round);
    model
}

fn head(data: &Path, dev: &[PathBuf], rows: usize) -> String {
    let mut out = format!(
        "# Weights of the stance model: multinomial logistic regression, natural units.\n\
         # feature, 0, then the weights for negative, neutral, positive. What each feature\n\
         # measures is written where it is computed, in src/features.rs. Made by\n\
         #   postil-train stance --data {}",
        file_name(data)
    );
    for path in dev {
        let _ = write!(out, " \\\n#     --dev {}", file_name(path));
    }
    let _ =
        write!(out, "\n# from {rows} rows, L2 penalty C = {C} on standardised features.\n{SOURCE}");
    if !dev.is_empty() {
        out.push_str("# Development sets:\n");
    }
    out
}

/// Two lines on how the model does on the rows of one file.
fn scores(path: &Path, model: &Logistic, samples: &Samples) -> String {
    let judged: Vec<(Vec<f64>, usize)> = samples
        .rows
        .iter()
        .zip(&samples.labels)
        .map(|(row, label)| (model.probabilities(row), *label))
        .collect();
    let figures = Figures::of(&judged, CLASSES);
    let poles = [Polarity::Negative, Polarity::Positive].map(|pole| figures.f1[pole as usize]);
    format!(
        "#   {}: {} rows, macro-F1 {:.3}, accuracy {:.3}, macro recall {:.3},\n\
         #     F1 of negative and positive {:.3}, ECE {:.3}\n",
        file_name(path),
        figures.rows,
        mean(&figures.f1),
        figures.accuracy,
        mean(&figures.recall),
        mean(&poles),
        figures.calibration,
    )
}

/// A row for the bias and one for each feature.
fn table(model: &Logistic) -> String {
    let mut out = String::new();
    let mut line = |name: &str, numbers: Vec<f64>| {
        let numbers: Vec<String> = numbers.iter().map(|number| format!("{number:.4}")).collect();
        let _ = writeln!(out, "{name}\t0\t{}", numbers.join(" "));
    };
    line("bias", model.bias.clone());
    for (feature, name) in NAMES.iter().enumerate() {
        line(name, model.weights.iter().map(|class| class[feature]).collect());
    }
    out
}

/// The last part of a path: where the file lay is nothing to the reader of the table.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(row: &[f64], name: &str) -> f64 {
        row[NAMES.iter().position(|other| *other == name).unwrap()]
    }

    #[test]
    fn offsets_count_characters_and_lines_are_zones() {
        let line = r#"{"id":"a","text":"É… “Smith”\nis terrible.","start":4,"end":9,
            "label":"negative"}"#;
        let language = Language::default();
        let row: Row = serde_json::from_str(line).unwrap();
        let document = document(&row, &language).unwrap();
        assert_eq!(document.slice(document.entities()[0].span), "Smith");
        assert_eq!((document.zones().len(), document.sentences().len()), (2, 1));
        let (measures, label) = sample(line, &language).unwrap();
        assert_eq!((measures.len(), label), (NAMES.len(), 0));
        assert!(value(&measures, "right_negative") > 0.0);
        assert_eq!(value(&measures, "left_negative"), 0.0);
    }

    #[test]
    fn a_line_that_is_no_row_is_an_error() {
        let language = Language::default();
        let fails = |line: &str| sample(line, &language).is_err();
        assert!(fails(r#"{"text":"Smith","start":0,"end":6,"label":"neutral"}"#));
        assert!(fails(r#"{"text":"Smith","start":3,"end":2,"label":"neutral"}"#));
        assert!(fails(r#"{"text":"Smith","start":0,"end":5,"label":"good"}"#));
        assert!(fails("Smith"));
        assert!(!fails(r#"{"text":"Smith","start":0,"end":5,"label":"neutral"}"#));
    }

    #[test]
    fn the_table_holds_every_feature_in_fixed_decimals() {
        let weights = vec![vec![-0.00001, 2.0 / 3.0]; CLASSES];
        let mut model = Logistic { bias: vec![-1.0, 0.5, 0.5], weights };
        model.weights.iter_mut().for_each(|class| class.resize(NAMES.len(), 0.0));
        let table = table(&rounded(model));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), NAMES.len() + 1);
        assert_eq!(lines[0], "bias\t0\t-1.0000 0.5000 0.5000");
        assert_eq!(lines[1], format!("{}\t0\t0.0000 0.0000 0.0000", NAMES[0]));
        assert_eq!(lines[2], format!("{}\t0\t0.6667 0.6667 0.6667", NAMES[1]));
    }

    #[test]
    fn the_head_is_all_comment_and_names_no_folder() {
        let dev = [PathBuf::from("/somewhere/dev_a.jsonl"), PathBuf::from("dev_b.jsonl")];
        let head = head(Path::new("/somewhere/train.jsonl"), &dev, 7);
        assert!(head.ends_with('\n') && !head.contains("somewhere"));
        assert!(head.lines().all(|line| line.starts_with("# ")));
        assert!(head.contains("--data train.jsonl \\") && head.contains("from 7 rows"));
    }
}
