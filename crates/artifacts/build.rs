//! Compiles the word tables of `data/` and collects the rules' pages: the leading `//!` lines of
//! each rule's file, whose first line reads `# PST201 quote-spacing`.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    postil_lexicon::compile_folder("data")?;
    println!("cargo:rerun-if-changed=src/rules");
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
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("explanations.rs"), code)?;
    Ok(())
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
