//! From a TSV file to a flat block; runs in build scripts.

use postil_core::{fold, fold_phrase};

/// A line of a table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for CompileError {}

/// Compiles every `*.tsv` of a crate's `data` folder to `NAME.table` in the build script's output
/// folder. Meant to be the whole of a build script; the error names file and line.
pub fn compile_folder(data: &str) -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={data}");
    let out = std::path::PathBuf::from(std::env::var("OUT_DIR")?);
    for file in std::fs::read_dir(data)? {
        let path = file?.path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let tsv = std::fs::read_to_string(&path)?;
        let block = compile(&tsv).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.with_extension("table");
        std::fs::write(out.join(name.file_name().unwrap_or_default()), block)?;
    }
    Ok(())
}

/// Compiles a table. A key that stands twice is an error: one of the two would be dead.
pub fn compile(tsv: &str) -> Result<Vec<u8>, CompileError> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut classes: Vec<(&str, u32)> = Vec::new();
    for (number, line) in tsv.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        let fail = |message: String| CompileError { line: number + 1, message };
        if let Some(class) = line.strip_prefix("#! class ") {
            let (name, value) = class.split_once('=').ok_or_else(|| fail("no `=`".into()))?;
            let value = value.trim().parse().map_err(|_| fail("no whole number".into()))?;
            classes.push((name.trim(), value));
            continue;
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut columns = line.splitn(3, '\t');
        let key = columns.next().unwrap_or_default().trim();
        let value = columns.next().unwrap_or("0").trim();
        let text = columns.next().unwrap_or_default().trim();
        let value = classes
            .iter()
            .find(|(name, _)| *name == value)
            .map(|(_, number)| *number)
            .or_else(|| value.parse().ok())
            .ok_or_else(|| fail(format!("`{value}` is neither a class nor a whole number")))?;
        if key.is_empty() || key.contains("  ") {
            return Err(fail(format!("`{key}` is not a key")));
        }
        let words = key.split(' ').count();
        if words > u8::MAX as usize
            || key.len() > u16::MAX as usize
            || text.len() > u16::MAX as usize
        {
            return Err(fail("the line is too long".into()));
        }
        rows.push(Row { line: number + 1, key, value, text, words });
    }
    let mut seen: Vec<(String, usize)> =
        rows.iter().map(|row| (row.key.to_lowercase(), row.line)).collect();
    seen.sort();
    if rows.len() * 2 >= NUMBER as usize {
        return Err(CompileError { line: 0, message: "the table has too many keys".into() });
    }
    if let Some(pair) = seen.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let message = format!("`{}` stands in line {} already", pair[1].0, pair[0].1);
        return Err(CompileError { line: pair[1].1, message });
    }
    Ok(lay_out(&rows))
}

struct Row<'a> {
    line: usize,
    key: &'a str,
    value: u32,
    text: &'a str,
    words: usize,
}

/// The upper byte of a slot: eight bits of the fold that its place does not tell, so that other
/// keys are passed over without a look at their entries. The rest is the entry's number.
pub(crate) const fn tag(hash: u32) -> u32 {
    hash & 0xff00_0000
}
pub(crate) const NUMBER: u32 = 0x00ff_ffff;

/// What an entry's first field says when it only announces longer keys: see `table.rs`.
pub(crate) const PREFIX: u8 = 0;
pub(crate) const ENTRY_BYTES: usize = 20;
pub(crate) const HEADER_BYTES: usize = 12;

fn lay_out(rows: &[Row<'_>]) -> Vec<u8> {
    // (fold, words, longest, row): an entry for each key, and one for the first word of each
    // phrase, which says how long the phrases are that begin so.
    let mut entries: Vec<(u32, u8, u8, Option<&Row<'_>>, &str)> = Vec::new();
    for row in rows {
        let hash = fold_phrase(row.key.split(' ').map(fold));
        entries.push((hash.0, row.words as u8, row.words as u8, Some(row), row.key));
    }
    let mut starts: Vec<(&str, u8)> = rows
        .iter()
        .filter(|row| row.words > 1)
        .map(|row| (row.key.split(' ').next().unwrap_or_default(), row.words as u8))
        .collect();
    starts.sort_by_key(|(word, words)| (word.to_lowercase(), std::cmp::Reverse(*words)));
    starts.dedup_by_key(|(word, _)| word.to_lowercase());
    for (word, longest) in starts {
        entries.push((fold(word).0, PREFIX, longest, None, word));
    }

    // Sparse on purpose: most look-ups are misses, and most of those end at the first slot.
    let slots = (entries.len() * 4).next_power_of_two().max(2);
    let mut table = vec![0_u32; slots];
    let mut blob: Vec<u8> = Vec::new();
    let mut records: Vec<u8> = Vec::with_capacity(entries.len() * ENTRY_BYTES);
    for (number, (hash, words, longest, row, key)) in entries.iter().enumerate() {
        let mut slot = *hash as usize & (slots - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        table[slot] = tag(*hash) | (number as u32 + 1);
        let at = blob.len() as u32;
        let text = row.map_or("", |row| row.text);
        blob.extend_from_slice(key.as_bytes());
        blob.extend_from_slice(text.as_bytes());
        records.extend_from_slice(&hash.to_le_bytes());
        records.extend_from_slice(&row.map_or(0, |row| row.value).to_le_bytes());
        records.extend_from_slice(&at.to_le_bytes());
        records.extend_from_slice(&(key.len() as u16).to_le_bytes());
        records.extend_from_slice(&(text.len() as u16).to_le_bytes());
        records.extend_from_slice(&[*words, *longest, 0, 0]);
    }
    let mut out = b"PLX2".to_vec();
    out.extend_from_slice(&(slots as u32).to_le_bytes());
    out.extend_from_slice(&(entries.len() as u32).to_le_bytes());
    table.iter().for_each(|slot| out.extend_from_slice(&slot.to_le_bytes()));
    out.extend_from_slice(&records);
    out.extend_from_slice(&blob);
    out
}
