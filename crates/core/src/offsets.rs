//! Offsets in other units than bytes, for the edges of the program.

/// A unit in which offsets can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes, as inside.
    #[default]
    Utf8,
    /// UTF-16 code units, as JavaScript, Java and UIMA count.
    Utf16,
    /// Unicode code points, as Python counts.
    Char,
}

impl OffsetUnit {
    /// The unit's name in records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16 => "utf16",
            Self::Char => "char",
        }
    }
}

/// Bytes between two checkpoints.
const STEP: usize = 64;

/// Converts byte offsets of one text into other units.
///
/// Holds a checkpoint for each 64 bytes, so a conversion scans at most 64 bytes; a text that is
/// all ASCII needs none.
#[derive(Clone, Debug)]
pub struct OffsetIndex {
    /// (UTF-16 units, code points) before byte `STEP * i`, empty for ASCII text.
    checkpoints: Vec<(u32, u32)>,
}

impl OffsetIndex {
    /// Reads the text once. Time and memory are linear in its length.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new() };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let (mut utf16, mut chars) = (0, 0);
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if at % STEP == 0 {
                checkpoints.push((utf16, chars));
            }
            let (wide, point) = weight(byte);
            utf16 += wide;
            chars += point;
        }
        Self { checkpoints }
    }

    /// UTF-16 units and code points before byte `offset` of `text`, the text of [`Self::new`].
    fn counts(&self, text: &str, offset: usize) -> (u32, u32) {
        if self.checkpoints.is_empty() {
            return (offset as u32, offset as u32);
        }
        let block = (offset / STEP).min(self.checkpoints.len() - 1);
        let (mut utf16, mut chars) = self.checkpoints[block];
        for &byte in &text.as_bytes()[block * STEP..offset.min(text.len())] {
            let (wide, point) = weight(byte);
            utf16 += wide;
            chars += point;
        }
        (utf16, chars)
    }

    /// The offset in UTF-16 code units of the byte offset `offset`.
    pub fn utf16(&self, text: &str, offset: usize) -> usize {
        self.counts(text, offset).0 as usize
    }

    /// The offset in code points of the byte offset `offset`.
    pub fn chars(&self, text: &str, offset: usize) -> usize {
        self.counts(text, offset).1 as usize
    }
}

/// What a byte adds to (UTF-16 units, code points): a character counts with its first byte.
#[inline]
fn weight(byte: u8) -> (u32, u32) {
    match byte {
        0x80..=0xbf => (0, 0),
        0xf0.. => (2, 1),
        _ => (1, 1),
    }
}

/// A text's offsets in one unit: what a writer holds while it writes a document.
#[derive(Clone, Copy)]
pub struct Offsets<'a> {
    unit: OffsetUnit,
    text: &'a str,
    index: Option<&'a OffsetIndex>,
}

impl<'a> Offsets<'a> {
    /// Bytes, unchanged.
    pub const BYTES: Offsets<'static> = Offsets { unit: OffsetUnit::Utf8, text: "", index: None };

    /// Offsets of `text` in `unit`, through the index of that text.
    pub fn new(unit: OffsetUnit, text: &'a str, index: &'a OffsetIndex) -> Self {
        Self { unit, text, index: Some(index) }
    }

    /// The byte offset `offset` in this unit.
    #[inline]
    pub fn of(&self, offset: usize) -> usize {
        match (self.unit, self.index) {
            (OffsetUnit::Utf16, Some(index)) => index.utf16(self.text, offset),
            (OffsetUnit::Char, Some(index)) => index.chars(self.text, offset),
            _ => offset,
        }
    }
}
