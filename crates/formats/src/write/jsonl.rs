//! JSON Lines: one record a line.

use super::{DocumentRecord, RunRecord, StoryRecord, WriteOptions, Writer, document};

/// Writes one record a line; a missing last `run` record shows that a run was cut off.
pub struct JsonLinesWriter {
    options: WriteOptions,
}

impl JsonLinesWriter {
    /// A writer with these options.
    pub fn new(options: WriteOptions) -> Self {
        Self { options }
    }
}

fn line(mut record: Vec<u8>) -> Vec<u8> {
    record.push(b'\n');
    record
}

impl Writer for JsonLinesWriter {
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8> {
        line(document::document(record, &self.options))
    }

    fn story(&self, record: &StoryRecord<'_>) -> Vec<u8> {
        line(document::story(record, &self.options))
    }

    fn run(&self, record: &RunRecord) -> Vec<u8> {
        line(document::run(record))
    }
}
