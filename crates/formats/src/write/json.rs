//! One JSON array of all records.

use super::{DocumentRecord, RunRecord, StoryRecord, WriteOptions, Writer, document};

/// Writes all records as one JSON array, for programs that read a file whole.
pub struct JsonWriter {
    options: WriteOptions,
}

impl JsonWriter {
    /// A writer with these options.
    pub fn new(options: WriteOptions) -> Self {
        Self { options }
    }
}

impl Writer for JsonWriter {
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8> {
        document::document(record, &self.options)
    }

    fn story(&self, record: &StoryRecord<'_>) -> Vec<u8> {
        document::story(record, &self.options)
    }

    fn run(&self, record: &RunRecord) -> Vec<u8> {
        let mut out = document::run(record);
        out.extend_from_slice(b"\n]\n");
        out
    }

    fn head(&self) -> Vec<u8> {
        b"[\n".to_vec()
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }
}
