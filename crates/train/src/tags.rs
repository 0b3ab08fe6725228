//! The tables of the tagger (`postil_language::tags`).

use crate::treebank::{self, Sentence};
use postil_core::Tag;
use postil_language::tags::{Shape, pack};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

const TAGS: usize = Tag::ALL.len();
type Counts = [u32; TAGS];

/// A word enters the lexicon when it was seen this often.
const WORD_SEEN: u32 = 2;
/// Words seen at most this often tell what endings mean.
const RARE: u32 = 5;
/// An ending enters its table when this many rare words have it.
const ENDING_SEEN: u32 = 8;

/// Reads tagged sentences and writes the three tables.
pub fn train(data: &[PathBuf], output: &Path) -> io::Result<()> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for path in data {
        sentences.extend(treebank::read(path)?);
    }
    let mut words: BTreeMap<String, Counts> = BTreeMap::new();
    let mut total: Counts = [0; TAGS];
    let mut after = [[0_u32; TAGS]; TAGS + 1];
    let mut shapes = [[0_u32; TAGS]; Shape::ALL.len()];
    for sentence in &sentences {
        let mut before = TAGS;
        for (position, (word, tag)) in sentence.iter().enumerate() {
            let tag = *tag as usize;
            words.entry(key(word)).or_default()[tag] += 1;
            total[tag] += 1;
            after[before][tag] += 1;
            shapes[Shape::of(word, position == 0) as usize][tag] += 1;
            before = tag;
        }
    }
    let mut endings: BTreeMap<String, Counts> = BTreeMap::new();
    let mut rare_total: Counts = [0; TAGS];
    for (word, counts) in &words {
        let seen: u32 = counts.iter().sum();
        if seen > RARE || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        for (sum, count) in rare_total.iter_mut().zip(counts) {
            *sum += count;
        }
        for length in 1..=3.min(letters.len().saturating_sub(1)) {
            let ending: String = letters[letters.len() - length..].iter().collect();
            for (sum, count) in endings.entry(ending).or_default().iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
    words.retain(|word, counts| {
        // Addresses of persons and pages tell nothing of other texts.
        counts.iter().sum::<u32>() >= WORD_SEEN
            && word.chars().any(char::is_alphabetic)
            && !word.contains('@')
            && !word.contains("://")
    });
    endings.retain(|_, counts| counts.iter().sum::<u32>() >= ENDING_SEEN);

    let head = "Made by `postil-train tags`; see MODEL_CARD.md.";
    std::fs::write(output.join("tag_words.tsv"), table(head, &words, &total))?;
    std::fs::write(output.join("tag_endings.tsv"), table(head, &endings, &rare_total))?;
    std::fs::write(output.join("tag_costs.tsv"), costs(head, &after, &shapes))
}

fn key(word: &str) -> String {
    word.to_lowercase().replace(['’', '‘'], "'")
}

/// Rows of `key TAB packed tags`.
fn table(head: &str, rows: &BTreeMap<String, Counts>, total: &Counts) -> String {
    let all: u32 = total.iter().sum();
    let mut out = format!("# {head}\n# key, then up to three tags with their costs, packed\n");
    for (key, counts) in rows {
        let seen: u32 = counts.iter().sum();
        // P(word | tag) is proportional to P(tag | word) / P(tag).
        let mut choices: Vec<(Tag, f64)> = (0..TAGS)
            .filter(|&tag| counts[tag] > 0 && f64::from(counts[tag]) / f64::from(seen) > 0.004)
            .map(|tag| {
                let own = f64::from(counts[tag]) / f64::from(seen);
                let prior = f64::from(total[tag].max(1)) / f64::from(all);
                (Tag::ALL[tag], -2.0 * (own / prior).log2())
            })
            .collect();
        // Keep the most frequent three, in the order of their cost.
        choices.sort_by_key(|(tag, _)| std::cmp::Reverse(counts[*tag as usize]));
        choices.truncate(3);
        choices.sort_by(|a, b| a.1.total_cmp(&b.1));
        let least = choices.first().map_or(0.0, |choice| choice.1);
        let packed: Vec<(Tag, u8)> = choices
            .iter()
            .map(|(tag, cost)| (*tag, (cost - least).round().clamp(0.0, 30.0) as u8))
            .collect();
        let _ = writeln!(out, "{key}\t{}", pack(&packed));
    }
    out
}

fn costs(head: &str, after: &[Counts], shapes: &[Counts]) -> String {
    let mut out = format!("# {head}\n# half bits; tags in the order of postil_core::Tag\n");
    for (row, counts) in after.iter().enumerate() {
        let sum: u32 = counts.iter().sum();
        let cells = counts.iter().map(|&count| half_bits(count, sum));
        let _ = writeln!(out, "after {row}\t0\t{}", joined(cells));
    }
    for (row, counts) in shapes.iter().enumerate() {
        let cells = (0..TAGS).map(|tag| {
            let sum: u32 = shapes.iter().map(|shape| shape[tag]).sum();
            half_bits(counts[tag], sum)
        });
        let _ = writeln!(out, "shape {row}\t0\t{}", joined(cells));
    }
    out
}

/// −2·log₂ of a smoothed share, at most 40.
fn half_bits(count: u32, sum: u32) -> u8 {
    let share = (f64::from(count) + 0.3) / (f64::from(sum) + 0.3 * TAGS as f64);
    (-2.0 * share.log2()).round().clamp(0.0, 40.0) as u8
}

fn joined(cells: impl Iterator<Item = u8>) -> String {
    cells.map(|cell| cell.to_string()).collect::<Vec<_>>().join(" ")
}
