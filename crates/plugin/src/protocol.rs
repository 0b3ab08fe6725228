//! How host and child talk: frames over the child's standard input and output.
//!
//! A frame is a length (four bytes, little endian), a kind (one byte, counted in the length) and
//! a body. The host speaks first; each frame of the host gets one frame back.
//!
//! | kind | body | from |
//! |---|---|---|
//! | `H` hello | JSON: [`HostHello`], [`PluginHello`] | both, once |
//! | `A` analyze | FlatBuffers: `Request` with a document | host |
//! | `C` collate | FlatBuffers: `Request` with a story | host |
//! | `R` answer | FlatBuffers: `Answer` | plugin |
//!
//! End of standard input means: stop. Standard output belongs to the protocol alone; whatever a
//! plugin prints goes to standard error, which the host keeps for its error messages.

use postil_core::Manifest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, Read, Write};

/// Hello, in either direction.
pub const HELLO: u8 = b'H';
/// A document to analyse.
pub const ANALYZE: u8 = b'A';
/// A story to collate.
pub const COLLATE: u8 = b'C';
/// An answer.
pub const ANSWER: u8 = b'R';

/// What the host says first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HostHello {
    /// Oldest version that the host speaks.
    pub abi_min: u16,
    /// Newest version that the host speaks.
    pub abi_max: u16,
    /// The plugin's settings; `null`: the defaults.
    #[serde(default)]
    pub settings: Value,
}

/// What the plugin says back: its manifest, or why it cannot start.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PluginHello {
    /// Oldest version that the plugin speaks.
    pub abi_min: u16,
    /// Newest version that the plugin speaks.
    pub abi_max: u16,
    /// What the plugin is, needs and makes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Manifest>,
    /// Why it cannot start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Fault>,
}

/// An error with its code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Code, such as `E0042`.
    pub code: String,
    /// What went wrong.
    pub message: String,
    /// What to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
}

/// Why no frame could be read.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The pipe broke.
    #[error("the pipe broke: {0}")]
    Io(#[from] io::Error),
    /// The other side ended in the middle of a frame.
    #[error("the other side ended in the middle of a message")]
    CutOff,
    /// The frame is longer than is allowed.
    #[error("the message has {length} bytes; {limit} are allowed")]
    TooLarge {
        /// Bytes announced.
        length: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A frame without a kind.
    #[error("the message is empty")]
    Empty,
}

/// Writes one frame and flushes.
pub fn write_frame(out: &mut impl Write, kind: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len() + 1)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "a message of over 4 GiB"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&[kind])?;
    out.write_all(body)?;
    out.flush()
}

/// Reads one frame into `body`, which is emptied before, and returns its kind; `None` where the
/// input ends between two frames. Nothing of a frame over `limit` bytes is read.
pub fn read_frame(
    input: &mut impl Read,
    limit: u64,
    body: &mut Vec<u8>,
) -> Result<Option<u8>, FrameError> {
    body.clear();
    let mut head = [0; 4];
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..)
        && !rest.is_empty()
    {
        match input.read(rest) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(FrameError::CutOff),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let length = u64::from(u32::from_le_bytes(head));
    let Some(wanted) = length.checked_sub(1) else { return Err(FrameError::Empty) };
    if wanted > limit {
        return Err(FrameError::TooLarge { length: wanted, limit });
    }
    let mut kind = [0];
    input.read_exact(&mut kind).map_err(cut_off)?;
    // Grows with what arrives, not with what is announced.
    let count = input.by_ref().take(wanted).read_to_end(body)? as u64;
    if count < wanted {
        return Err(FrameError::CutOff);
    }
    let [kind] = kind;
    Ok(Some(kind))
}

fn cut_off(error: io::Error) -> FrameError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => FrameError::CutOff,
        _ => FrameError::Io(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], limit: u64) -> Result<Option<(u8, Vec<u8>)>, FrameError> {
        let mut body = Vec::new();
        Ok(read_frame(&mut &bytes[..], limit, &mut body)?.map(|kind| (kind, body)))
    }

    #[test]
    fn frames_come_back() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, HELLO, b"{}").unwrap();
        write_frame(&mut bytes, ANSWER, b"").unwrap();
        let mut input = &bytes[..];
        let mut body = Vec::new();
        assert_eq!(read_frame(&mut input, 2, &mut body).unwrap(), Some(HELLO));
        assert_eq!(body, b"{}");
        assert_eq!(read_frame(&mut input, 2, &mut body).unwrap(), Some(ANSWER));
        assert!(body.is_empty());
        assert_eq!(read_frame(&mut input, 2, &mut body).unwrap(), None);
    }

    #[test]
    fn broken_frames_are_told_apart() {
        assert!(matches!(read(&[3, 0, 0, 0, b'R', 1], 9), Err(FrameError::CutOff)));
        assert!(matches!(read(&[3, 0], 9), Err(FrameError::CutOff)));
        assert!(matches!(read(&[3, 0, 0, 0], 9), Err(FrameError::CutOff)));
        assert!(matches!(read(&[0, 0, 0, 0], 9), Err(FrameError::Empty)));
        assert!(matches!(
            read(b"hello", 9),
            Err(FrameError::TooLarge { length: 0x6c6c_6567, limit: 9 })
        ));
    }
}
