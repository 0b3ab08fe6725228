//! Reading tagged sentences.

use flate2::read::MultiGzDecoder;
use postil_core::Tag;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A sentence: words and their tags.
pub type Sentence = Vec<(String, Tag)>;

/// The sentences of a file of `token TAB UPOS TAB …` lines. Lines without a known tag, and
/// `-DOCSTART-` lines, are passed over.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let file = File::open(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut sentences = Vec::new();
    let mut sentence = Sentence::new();
    for line in BufReader::new(reader).lines() {
        let line = line?;
        if line.trim().is_empty() {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let mut columns = line.split('\t');
        let (word, tag) = (columns.next().unwrap_or_default(), columns.next());
        if let Some(tag) = tag.and_then(Tag::from_name)
            && !word.starts_with("-DOCSTART-")
        {
            sentence.push((word.to_owned(), tag));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    Ok(sentences)
}
