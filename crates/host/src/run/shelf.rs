//! Documents that wait for their stories.

use postil_core::Document;
use postil_stories::Sketch;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Bytes of text that are kept in memory with their layers: about seventy articles of four
/// kilobytes. Their layers take some ten times as much.
const BUDGET: usize = 1 << 18;

/// What is kept of one document.
pub(super) struct Kept {
    pub(super) sketch: Sketch,
    pub(super) story: Option<String>,
    form: Form,
}

enum Form {
    /// The document with the layers that stories need.
    Whole(Box<Document>),
    /// The same, packed, on its way to the spool.
    Packed(Vec<u8>),
    /// Packed, in the spool: where, and how long.
    Spooled { at: u64, length: usize },
    /// Taken.
    Gone,
}

/// A document off the shelf.
pub(super) enum Taken {
    Whole(Box<Document>),
    /// To be unpacked. Apart from the taking, which one thread does at a time.
    Packed(Vec<u8>),
}

impl Kept {
    /// Keeps a document; packed if it is not to stay in memory.
    pub(super) fn new(
        sketch: Sketch,
        story: Option<String>,
        document: Document,
        packed: bool,
    ) -> Self {
        let bytes = if packed { document.pack().ok() } else { None };
        let form = bytes.map_or_else(|| Form::Whole(Box::new(document)), Form::Packed);
        Self { sketch, story, form }
    }
}

/// Documents in input order: the first ones in memory, the rest packed in a temporary file.
pub(super) struct Shelf {
    kept: Vec<Kept>,
    bytes: usize,
    spool: Option<File>,
    end: u64,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Self { kept: Vec::new(), bytes: 0, spool: None, end: 0 }
    }

    /// Whether documents should come packed from now on.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > BUDGET
    }

    pub(super) fn put(&mut self, mut kept: Kept) -> io::Result<()> {
        match &kept.form {
            Form::Whole(document) => self.bytes += document.text().len(),
            Form::Packed(bytes) => {
                let spool = match &mut self.spool {
                    Some(spool) => spool,
                    None => self.spool.insert(tempfile::tempfile()?),
                };
                spool.write_all(bytes)?;
                let length = bytes.len();
                kept.form = Form::Spooled { at: self.end, length };
                self.end += length as u64;
            }
            Form::Spooled { .. } | Form::Gone => {}
        }
        self.kept.push(kept);
        Ok(())
    }

    pub(super) fn sketches(&mut self) -> Vec<Sketch> {
        self.kept.iter_mut().map(|kept| std::mem::take(&mut kept.sketch)).collect()
    }

    pub(super) fn stories(&self) -> Vec<Option<&str>> {
        self.kept.iter().map(|kept| kept.story.as_deref()).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Takes the document at `position`, once.
    pub(super) fn take(&mut self, position: usize) -> io::Result<Option<Taken>> {
        let Some(kept) = self.kept.get_mut(position) else { return Ok(None) };
        match std::mem::replace(&mut kept.form, Form::Gone) {
            Form::Whole(document) => Ok(Some(Taken::Whole(document))),
            Form::Packed(bytes) => Ok(Some(Taken::Packed(bytes))),
            Form::Spooled { at, length } => {
                let Some(spool) = &mut self.spool else { return Ok(None) };
                let mut bytes = vec![0; length];
                spool.seek(SeekFrom::Start(at))?;
                spool.read_exact(&mut bytes)?;
                Ok(Some(Taken::Packed(bytes)))
            }
            Form::Gone => Ok(None),
        }
    }
}
