//! Writing JSON straight into a byte buffer, for the records that are written by the million.
//!
//! `serde_json` is used wherever a value is built by hand or read; the attributes of built-in
//! layers have a fixed shape and are written without a tree in between.

use crate::{Offsets, Span};
use serde_json::Value;

/// An object of these members. Unlike the macro of `serde_json`, which copies what it is given, it
/// takes them in.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Bytes that cannot stand in a JSON string as they are.
const NEEDS_ESCAPE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// Appends `text` as a JSON string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut written = 0;
    let mut at = 0;
    // Most strings have nothing to escape: run to the next byte that has.
    while let Some(plain) = plain_bytes(&bytes[at..]) {
        at += plain;
        let escape: &[u8] = match bytes[at] {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            control => {
                out.extend_from_slice(&bytes[written..at]);
                out.extend_from_slice(format!("\\u{control:04x}").as_bytes());
                at += 1;
                written = at;
                continue;
            }
        };
        out.extend_from_slice(&bytes[written..at]);
        out.extend_from_slice(escape);
        at += 1;
        written = at;
    }
    out.extend_from_slice(&bytes[written..]);
    out.push(b'"');
}

/// How many bytes come before the first that needs an escape; `None` if all can stay.
#[inline]
fn plain_bytes(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let (words, _) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        // A byte of `x` is zero, or below `n`, where its top bit is set in (x − n) & !x, if no
        // byte before it is; so the first such bit is right, and any tells that there is one.
        let x = u64::from_le_bytes(*word);
        let below = |x: u64, n: u64| x.wrapping_sub(ONES * n) & !x;
        let (quote, backslash) = (x ^ (ONES * b'"' as u64), x ^ (ONES * b'\\' as u64));
        if (below(x, 0x20) | below(quote, 1) | below(backslash, 1)) & (ONES << 7) != 0 {
            break;
        }
        at += 8;
    }
    let rest = bytes[at..].iter().position(|byte| NEEDS_ESCAPE[*byte as usize])?;
    Some(at + rest)
}

/// Appends a whole number.
pub fn integer(out: &mut Vec<u8>, value: u64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends a number rounded to four decimals; `0.0` for what is not finite.
pub fn number(out: &mut Vec<u8>, value: f64) {
    let scaled = (value * 10_000.0).round();
    if !scaled.is_finite() || scaled == 0.0 {
        out.extend_from_slice(b"0.0");
        return;
    }
    if scaled.abs() >= 1e18 {
        out.extend_from_slice(format!("{value:.1}").as_bytes());
        return;
    }
    let scaled = scaled as i64;
    if scaled < 0 {
        out.push(b'-');
    }
    let magnitude = scaled.unsigned_abs();
    integer(out, magnitude / 10_000);
    out.push(b'.');
    let fraction = magnitude % 10_000;
    let digits = [fraction / 1000, fraction / 100 % 10, fraction / 10 % 10, fraction % 10];
    let kept = digits.iter().rposition(|&d| d != 0).map_or(1, |last| last + 1);
    out.extend(digits[..kept].iter().map(|&d| b'0' + d as u8));
}

/// Appends any value, floats rounded to four decimals.
pub fn value(out: &mut Vec<u8>, json: &Value) {
    match json {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        Value::Number(n) => match (n.as_u64(), n.as_i64()) {
            (Some(whole), _) => integer(out, whole),
            (_, Some(whole)) => {
                out.push(b'-');
                integer(out, whole.unsigned_abs());
            }
            _ => number(out, n.as_f64().unwrap_or(0.0)),
        },
        Value::String(text) => string(out, text),
        Value::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                value(out, item);
            }
            out.push(b']');
        }
        Value::Object(map) => {
            out.push(b'{');
            for (at, (key, item)) in map.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                string(out, key);
                out.push(b':');
                value(out, item);
            }
            out.push(b'}');
        }
    }
}

/// Writes the members of one JSON object, offsets turned into the unit that is asked for.
pub struct Attributes<'a> {
    out: &'a mut Vec<u8>,
    offsets: Offsets<'a>,
    empty: bool,
}

impl<'a> Attributes<'a> {
    /// Starts writing members; the caller writes the braces.
    pub fn new(out: &'a mut Vec<u8>, offsets: Offsets<'a>) -> Self {
        Self { out, offsets, empty: true }
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    fn key(&mut self, key: &str) {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// A string member.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        string(self.out, text);
    }

    /// A list of strings.
    pub fn texts<T: AsRef<str>>(&mut self, key: &str, texts: &[T]) {
        self.key(key);
        self.out.push(b'[');
        for (at, text) in texts.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            string(self.out, text.as_ref());
        }
        self.out.push(b']');
    }

    /// A number, rounded to four decimals.
    pub fn number(&mut self, key: &str, value: f32) {
        self.key(key);
        number(self.out, f64::from(value));
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, value: u64) {
        self.key(key);
        integer(self.out, value);
    }

    /// A boolean.
    pub fn flag(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// A member without a value.
    pub fn null(&mut self, key: &str) {
        self.key(key);
        self.out.extend_from_slice(b"null");
    }

    /// Any JSON value, written as it is.
    pub fn json(&mut self, key: &str, json: &Value) {
        self.key(key);
        value(self.out, json);
    }

    /// The members `start` and `end`.
    pub fn span(&mut self, span: Span) {
        let (start, end) = (self.offsets.of(span.start()), self.offsets.of(span.end()));
        self.integer("start", start as u64);
        self.integer("end", end as u64);
    }

    /// A nested object.
    pub fn object(&mut self, key: &str, write: impl FnOnce(&mut Attributes<'_>)) {
        self.key(key);
        self.braced(write);
    }

    /// A list of objects, one call of `write` an item.
    pub fn objects<T>(
        &mut self,
        key: &str,
        items: &[T],
        mut write: impl FnMut(&mut Attributes<'_>, &T),
    ) {
        self.key(key);
        self.out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            self.braced(|object| write(object, item));
        }
        self.out.push(b']');
    }

    fn braced(&mut self, write: impl FnOnce(&mut Attributes<'_>)) {
        self.out.push(b'{');
        write(&mut Attributes { out: &mut *self.out, offsets: self.offsets, empty: true });
        self.out.push(b'}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_keep_four_decimals_and_no_more() {
        assert_eq!(written(|o| number(o, 0.12345)), "0.1235");
        assert_eq!(written(|o| number(o, -0.5)), "-0.5");
        assert_eq!(written(|o| number(o, 3.0)), "3.0");
        assert_eq!(written(|o| number(o, -0.00001)), "0.0");
        assert_eq!(written(|o| number(o, f64::NAN)), "0.0");
    }

    #[test]
    fn strings_come_back_as_they_were() {
        for text in ["", "a\"b\\c", "\0\u{1f}\n\r\t", "é💩\u{202e}"] {
            let json = written(|o| string(o, text));
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
