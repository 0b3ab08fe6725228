//! The rows of a table as text, for what is made of whole tables.

use std::error::Error;

/// The key and the value of each row of `data/NAME.tsv`, in the order of the file.
pub fn rows(name: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let path = format!("data/{name}.tsv");
    let tsv = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let rows = tsv.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(rows
        .map(|line| {
            let mut columns = line.splitn(3, '\t').map(|column| column.trim().to_owned());
            (columns.next().unwrap_or_default(), columns.next().unwrap_or_default())
        })
        .collect())
}
