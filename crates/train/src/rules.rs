//! How often each artifact rule reports on native and on translated news:
//! `crates/artifacts/data/rates_by_rule.tsv`.
//!
//! A sentence counts once for each kind of text and each translation system: test sets share
//! source texts, and a hit in a sentence that stands twice would be counted twice. A finding
//! outside of sentences counts once for its words. Rules that compare documents of a story find
//! nothing here.

use flate2::read::MultiGzDecoder;
use postil_artifacts::rates::{self, Standing, TEXTS};
use postil_artifacts::{Artifacts, Settings};
use postil_core::{Analyzer, Artifact, Document, Notes, Sentence};
use postil_language::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

type Counts = [u32; TEXTS.len()];

/// The head of the table.
const HEAD: &str = "\
# Findings of each rule on news written in English, translated by people, translated by machines,
# and translated by machines there and back (an English original, put into another language by a
# person and back by a machine). Columns: code; why the rule is on by default, or off; findings in
# the four kinds of text. The row `sentences` has the sentences that were read of each.
#
# Data: the English sides of the WMT news test sets of 2015 to 2020 (native and human translations;
# machine translations of https://github.com/mozilla/firefox-translations-models, MPL-2.0; natives
# of 2019 from https://github.com/Helsinki-NLP/OPUS-MT-testsets) and the system outputs of WMT21
# (https://github.com/wmt-conference/wmt21-news-systems, no licence file). WMT releases the texts
# for research; none of them is here. Natives of 2020 are left out: paragraphs of theirs are wrapped
# in quote marks of an export. Tables of phrases were pruned on news of this kind, so the native
# figures are at the low end.
# Made by `postil-train rules --skip native/2020 DATA...`.
#
# trace: on, fires more often on translated text; fault: on, what it finds is wrong in a text of
# any origin; off: as often on native text, where it may be right.
#! class trace = 1
#! class fault = 2
#! class off = 3
";

/// One line of the data; other keys are passed over.
#[derive(Deserialize)]
struct Row {
    text: String,
    /// `native`, `ht` or `mt`.
    label: String,
    system: String,
    /// Holds `round trip` where that is what it is.
    origin: String,
    year: u32,
}

impl Row {
    /// Which of the kinds of text it is.
    fn kind(&self) -> Option<usize> {
        match self.label.as_str() {
            "native" => Some(0),
            "ht" => Some(1),
            "mt" if self.origin.contains("round trip") => Some(3),
            "mt" => Some(2),
            _ => None,
        }
    }
}

/// What was counted so far.
#[derive(Default)]
struct Tally {
    sentences: Counts,
    hits: BTreeMap<String, Counts>,
    seen: BTreeSet<(usize, String, String)>,
}

/// Reads documents, counts the findings of every rule, and writes the table. `skip` names rows
/// that are left out, as `label/year`.
pub fn count(data: &[PathBuf], skip: &[String], output: &Path) -> io::Result<()> {
    let codes = || postil_artifacts::rules().into_iter().map(|rule| rule.info().code);
    let settings = Settings { also: codes().map(str::to_owned).collect(), ..Settings::default() };
    let (language, artifacts) = (Language::default(), Artifacts::new(settings));
    let mut tally = Tally::default();
    for path in data {
        let place = |number: usize, error: &dyn Error| {
            io::Error::other(format!("{}:{}: {error}", path.display(), number + 1))
        };
        for (number, line) in open(path)?.lines().enumerate() {
            let row: Row = serde_json::from_str(&line?).map_err(|error| place(number, &error))?;
            let Some(kind) = row.kind() else { continue };
            if skip.contains(&format!("{}/{}", row.label, row.year)) {
                continue;
            }
            let document = read(&row.text, &[&language, &artifacts])
                .map_err(|error| place(number, error.as_ref()))?;
            tally.add(kind, &row.system, &document);
        }
    }
    std::fs::write(output, table(codes(), &tally))
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok(if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

fn read(text: &str, analyzers: &[&dyn Analyzer]) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new("row", text)?;
    for analyzer in analyzers {
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(&document, &mut notes)?;
        let batch = notes.finish()?;
        document.absorb(batch);
    }
    Ok(document)
}

impl Tally {
    fn add(&mut self, kind: usize, system: &str, document: &Document) {
        let mut first_time =
            |text: &str| self.seen.insert((kind, system.to_owned(), text.to_owned()));
        let fresh: Vec<bool> = document
            .sentences()
            .iter()
            .map(|sentence| first_time(document.slice(sentence.span)))
            .collect();
        self.sentences[kind] += fresh.iter().map(|fresh| u32::from(*fresh)).sum::<u32>();
        let counted = |finding: &&Artifact| match holder(document.sentences(), finding) {
            Some(position) => fresh[position],
            None => first_time(&format!("{} {}", finding.code, document.slice(finding.span))),
        };
        for finding in document.artifacts().iter().filter(counted) {
            self.hits.entry(finding.code.to_string()).or_default()[kind] += 1;
        }
    }
}

/// Position of the sentence in which a finding begins.
fn holder(sentences: &[Sentence], finding: &Artifact) -> Option<usize> {
    let start = finding.span.start();
    let after = sentences.partition_point(|sentence| sentence.span.start() <= start);
    after.checked_sub(1).filter(|position| start < sentences[*position].span.end())
}

fn table(codes: impl Iterator<Item = &'static str>, tally: &Tally) -> String {
    let mut out = HEAD.to_owned();
    let mut row = |key: &str, class: &str, counts: &Counts| {
        let [native, human, machine, back] = counts;
        let _ = writeln!(out, "{key}\t{class}\t{native} {human} {machine} {back}");
    };
    row("sentences", "0", &tally.sentences);
    for code in codes {
        let standing = rates::of(code).map_or(Standing::Trace, |rates| rates.standing);
        let none = Counts::default();
        row(code, standing.name(), tally.hits.get(code).unwrap_or(&none));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_counts_once_for_each_system() {
        let text = "Rain fell on the the village.\nIt was late in the evening.";
        let document =
            read(text, &[&Language::default(), &Artifacts::default()]).expect("a document");
        let mut tally = Tally::default();
        tally.add(2, "one", &document);
        tally.add(2, "one", &document);
        tally.add(2, "two", &document);
        assert_eq!(tally.sentences, [0, 0, 4, 0]);
        assert_eq!(tally.hits["PST402"], [0, 0, 2, 0]);
        let table = table(["PST402"].into_iter(), &tally);
        assert!(table.ends_with("sentences\t0\t0 0 4 0\nPST402\tfault\t0 0 2 0\n"), "{table}");
    }
}
