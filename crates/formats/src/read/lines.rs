//! JSON Lines, one document a line.

use super::{Incoming, ReadError, ReadErrorKind};
use std::io::BufRead;

/// Reads documents line by line; a malformed line is an error with its number, and the next line
/// is read all the same.
pub(super) struct JsonLines {
    reader: Box<dyn BufRead + Send>,
    place: String,
    stem: String,
    line: usize,
    buffer: Vec<u8>,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(reader: Box<dyn BufRead + Send>, place: String) -> Self {
        let name = place.rsplit(['/', '\\']).next().unwrap_or(&place);
        let stem = name.trim_end_matches(".gz").trim_end_matches(".jsonl").to_owned();
        let stem = if stem == "-" { "stdin".to_owned() } else { stem };
        Self { reader, place, stem, line: 0, buffer: Vec::new(), ended: false }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Incoming, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.buffer.clear();
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    // A damaged archive cannot be read further; what came before stands.
                    self.ended = true;
                    return Some(Err(ReadError {
                        line: Some(self.line + 1),
                        ..ReadError::unreadable(&self.place, &error)
                    }));
                }
            }
            self.line += 1;
            if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
                self.buffer.drain(..3);
            }
            if self.buffer.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let parsed = Incoming::from_json(&self.buffer, &self.stem, self.line);
            return Some(match parsed {
                Ok(mut incoming) => {
                    incoming.source = self.place.clone();
                    incoming.line = Some(self.line);
                    Ok(incoming)
                }
                Err(fault) => Err(ReadError {
                    place: self.place.clone(),
                    line: Some(self.line),
                    kind: ReadErrorKind::MalformedLine(fault),
                }),
            });
        }
        None
    }
}
