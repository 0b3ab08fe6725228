//! From bytes to text.

use super::{ReadError, ReadErrorKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Bytes that are looked at to tell text from other files.
const LOOK: usize = 8192;
/// Bytes in which a page declares its encoding (HTML Standard, 4.2.5.4: the first 1024).
const HEAD: usize = 1024;

/// Decodes a file: byte order mark, then valid UTF-8, then a guess from the bytes. Returns the
/// text and the name of the encoding.
pub(super) fn text(bytes: Vec<u8>, place: &str) -> Result<(String, &'static str), ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Ok((text.into_owned(), encoding.name()));
    }
    if let Some(found) = binary(&bytes[..bytes.len().min(LOOK)]) {
        return Err(ReadError::new(place, ReadErrorKind::Binary(found)));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, UTF_8.name())),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = declared(&bytes[..bytes.len().min(HEAD)]) {
        let (text, encoding, _) = encoding.decode(&bytes);
        return Ok((text.into_owned(), encoding.name()));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _, _) = encoding.decode(&bytes);
    Ok((text.into_owned(), encoding.name()))
}

/// The encoding that a page declares in its head (`<meta charset=…>`, or in a `content`).
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let meta = head.windows(5).position(|window| window == b"<meta")?;
    let rest = head.get(meta..)?;
    let at = rest.windows(8).position(|window| window == b"charset=")?;
    let label = rest.get(at + 8..)?;
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| b"\"' ;/>".contains(byte)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?)
}

/// What shows that the bytes are no text: the head of a known kind of file, or many NULs. A
/// single NUL in a text is none.
fn binary(head: &[u8]) -> Option<&'static str> {
    const HEADS: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF's head"),
        (b"PK\x03\x04", "a zip archive's head"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x7fELF", "a program's head"),
        (b"\x89PNG", "a picture's head"),
        (b"\xff\xd8\xff", "a picture's head"),
        (b"GIF8", "a picture's head"),
        (b"\xd0\xcf\x11\xe0", "an Office file's head"),
    ];
    if let Some((_, name)) = HEADS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(name);
    }
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    (nuls > 1 && nuls * 100 > head.len()).then_some("NUL bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let read = |bytes: &[u8]| text(bytes.to_vec(), "x").unwrap();
        let page = b"<meta charset=\"iso-8859-2\"><p>\xb1";
        assert_eq!(read(page).1, "ISO-8859-2");
        assert!(read(page).0.ends_with('ą'));
        assert_eq!(read("naïve".as_bytes()), ("naïve".into(), "UTF-8"));
        assert_eq!(read(b"\xef\xbb\xbfa"), ("a".into(), "UTF-8"));
        assert_eq!(read(b"\xff\xfea\0").0, "a");
        let latin = "Der französische Präsident äußerte sich über die Lage in Köln.";
        let bytes: Vec<u8> = latin.chars().map(|c| c as u32 as u8).collect();
        assert_eq!(read(&bytes), (latin.into(), "windows-1252"));
        assert_eq!(read(b"a\0b"), ("a\0b".into(), "UTF-8"));
    }

    #[test]
    fn other_files_are_refused() {
        for bytes in [&b"\x7fELF\x02\x01"[..], b"%PDF-1.7", b"\0\0\0\x01\0\0a"] {
            assert_eq!(text(bytes.to_vec(), "x").unwrap_err().code(), "E0023");
        }
    }
}
