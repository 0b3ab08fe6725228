//! Writing HTML so that no text can become markup.

use std::fmt::Write;

/// A piece of a page that is being written.
///
/// Markup comes in as literals; whatever else comes in is escaped. `<`, `"` and the like never
/// stand for themselves in what was escaped, so a search for markup in a finished page finds
/// markup only.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
}

/// Bytes that may not stand as they are: control characters, and what HTML gives a meaning.
/// 0xC2 begins the control characters from U+0080.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[0x7f] = true;
    table[0xc2] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table
};

impl Markup {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// Markup as it is.
    pub(super) fn tag(&mut self, literal: &'static str) -> &mut Self {
        self.out.push_str(literal);
        self
    }

    /// Text between tags. Control characters are shown as their pictures (`␀` for NUL): a parser
    /// would drop or change them. Marks of direction stay; elements around the text contain them.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.out, text, |out, control| match control {
            '\t' | '\n' => out.push(control),
            '\r' => out.push_str("&#13;"),
            '\u{7f}' => out.push('\u{2421}'),
            '\0'..='\u{1f}' => {
                out.push(char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}'));
            }
            _ => out.push('\u{fffd}'),
        });
        self
    }

    /// Text that keeps its direction to itself.
    pub(super) fn isolated(&mut self, text: &str) -> &mut Self {
        self.tag("<bdi>").text(text).tag("</bdi>")
    }

    /// A number between tags.
    pub(super) fn count(&mut self, number: usize) -> &mut Self {
        // Writing to a string does not fail.
        let _ = write!(self.out, "{number}");
        self
    }

    /// A signed number of two decimals, with a minus sign as typeset.
    pub(super) fn signed(&mut self, value: f64) -> &mut Self {
        let rounded = (value * 100.0).round() / 100.0;
        let sign = if rounded < 0.0 {
            "−"
        } else if rounded > 0.0 {
            "+"
        } else {
            ""
        };
        let _ = write!(self.out, "{sign}{:.2}", rounded.abs());
        self
    }

    /// A number from 0 to 1.
    pub(super) fn fraction(&mut self, value: f64) -> &mut Self {
        let _ = write!(self.out, "{value:.2}");
        self
    }

    /// An attribute, with the space before it. What reads it gets the value back as it was; only
    /// NUL cannot be written.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"").value(value).tag("\"")
    }

    /// A part of an attribute's value.
    pub(super) fn value(&mut self, value: &str) -> &mut Self {
        escape(&mut self.out, value, |out, control| match control {
            '\0' => out.push('\u{fffd}'),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(control));
            }
            _ => out.push(control),
        });
        self
    }

    /// An attribute that is a number.
    pub(super) fn number(&mut self, name: &'static str, value: usize) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"").count(value).tag("\"")
    }
}

/// Appends `text`, with entities for what HTML gives a meaning, and control characters as
/// `control` writes them.
fn escape(out: &mut String, text: &str, control: impl Fn(&mut String, char)) {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !SPECIAL[byte as usize] {
            continue;
        }
        let mut width = 1;
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "",
        };
        let mut found = char::from(byte);
        if byte == 0xc2 {
            match bytes.get(at + 1) {
                Some(&second) if second < 0xa0 => {
                    found = char::from(second);
                    width = 2;
                }
                _ => continue,
            }
        }
        out.push_str(text.get(written..at).unwrap_or_default());
        if entity.is_empty() {
            control(out, found);
        } else {
            out.push_str(entity);
        }
        written = at + width;
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut markup = Markup::default();
        markup.text(text);
        markup.out
    }

    fn attribute(value: &str) -> String {
        let mut markup = Markup::default();
        markup.attribute("title", value);
        markup.out
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(text("<script>alert('1')</script>"), {
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"
        });
        assert_eq!(text("&lt; --> ]]>"), "&amp;lt; --&gt; ]]&gt;");
        assert_eq!(attribute("\" onload=\"x"), " title=\"&quot; onload=&quot;x\"");
    }

    #[test]
    fn control_characters_are_shown_and_others_left_alone() {
        assert_eq!(text("a\0b\u{1b}[2J\u{7f}\u{85}"), "a␀b␛[2J␡\u{fffd}");
        assert_eq!(text("a\tb\nc\r\n"), "a\tb\nc&#13;\n");
        assert_eq!(text("\u{202e}né\u{a0}“x”\u{2066}"), "\u{202e}né\u{a0}“x”\u{2066}");
        assert_eq!(attribute("a\0\r\n\u{85}"), " title=\"a\u{fffd}&#13;&#10;\u{85}\"");
    }

    #[test]
    fn a_long_line_is_read_once() {
        let line = "a<b ".repeat(1 << 18);
        assert_eq!(text(&line).len(), line.len() / 4 * 7);
    }

    #[test]
    fn numbers_are_set_with_a_sign() {
        let mut markup = Markup::default();
        markup.signed(-0.341).tag(" ").signed(0.5).tag(" ").signed(-0.001);
        assert_eq!(markup.out, "−0.34 +0.50 0.00");
    }
}
