//! Compiles the word tables of `data/`, the index of the phrase tables and the letter models of
//! names, and collects the rules' pages: the leading `//!` lines of each rule's file, whose first
//! line reads `# PST201 quote-spacing`.

#[path = "build/letter_model.rs"]
mod letter_model;
#[path = "src/phrase_slots.rs"]
mod phrase_slots;
#[path = "build/rows.rs"]
mod rows;

use postil_core::{Fold, fold, fold_phrase};
use rows::rows;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The tables of phrases, in the order of `Table::ALL` in `src/phrases.rs`.
const PHRASES: [&str; 7] = [
    "calques",
    "false_friends",
    "tortured",
    "renderings",
    "spelling",
    "names_titles",
    "names_places",
];

fn main() -> Result<(), Box<dyn Error>> {
    postil_lexicon::compile_folder("data")?;
    println!("cargo:rerun-if-changed=src/rules");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("phrases.index"), phrase_index()?)?;
    for (name, words) in [
        ("russian", surnames("ru")?),
        ("ukrainian", surnames("uk")?),
        ("other", rows("names_other")?.iter().map(|(key, _)| lower(key)).collect()),
    ] {
        let block = letter_model::compile(&words).map_err(|error| format!("{name}: {error}"))?;
        std::fs::write(out.join(name).with_extension("letters"), block)?;
    }
    let mut pages = Vec::new();
    collect(Path::new("src/rules"), &mut pages)?;
    pages.sort();
    if let Some(pair) = pages.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(format!("two files explain {}", pair[0].0).into());
    }
    let mut code = String::from("&[\n");
    for (name, page) in &pages {
        writeln!(code, "    ({name:?}, {page:?}),")?;
    }
    code.push_str("]\n");
    std::fs::write(out.join("explanations.rs"), code)?;
    Ok(())
}

/// Which tables have which phrases: see `src/phrase_slots.rs`.
fn phrase_index() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut index = vec![0_u8; phrase_slots::INDEX];
    for (number, name) in PHRASES.iter().enumerate() {
        for (key, _) in rows(name)? {
            let words: Vec<Fold> = key.split(' ').map(fold).collect();
            let place = match words.get(..3) {
                None => phrase_slots::key(fold_phrase(words.iter().copied())),
                Some(three) => phrase_slots::start(fold_phrase(three.iter().copied())),
            };
            index[phrase_slots::first(words.first().copied().unwrap_or_default())] |= 1 << number;
            index[place] |= 1 << number;
        }
    }
    Ok(index)
}

/// The surnames of a class of `names_surnames.tsv` in lower case, with their feminine forms.
fn surnames(class: &str) -> Result<Vec<Vec<char>>, Box<dyn Error>> {
    let mut words = Vec::new();
    for (key, _) in rows("names_surnames")?.iter().filter(|(_, value)| value == class) {
        let word = lower(key);
        words.extend(letter_model::feminine(&word));
        words.push(word);
    }
    Ok(words)
}

/// The letters of a word in lower case, with one shape of the apostrophe.
fn lower(word: &str) -> Vec<char> {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
        .collect()
}

/// Adds (code, page) of every rule's file below `folder`.
fn collect(folder: &Path, pages: &mut Vec<(String, String)>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, pages)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            pages.extend(page(&std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The page at the head of a rule's file; `None` for files that are no rule.
fn page(source: &str) -> Option<(String, String)> {
    let mut text = String::new();
    for line in source.lines() {
        let Some(line) = line.strip_prefix("//!") else { break };
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        text.push('\n');
    }
    let code = text.strip_prefix("# ")?.split_whitespace().next()?;
    (code.starts_with("PST") && code.len() == 6).then(|| (code.to_owned(), text.clone()))
}
