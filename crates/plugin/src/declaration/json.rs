//! The JSON text of a declaration, written while the plugin is compiled.

use super::{Declaration, DeclaredExample, DeclaredNote};
use postil_core::Level;

/// Bytes with room for `N`, and how many there would be with room for all.
struct Text<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl Declaration {
    /// Bytes of the JSON text.
    #[doc(hidden)]
    pub const fn json_length(&self) -> usize {
        self.written::<0>().length
    }

    /// The first `N` bytes of the JSON text.
    #[doc(hidden)]
    pub const fn json<const N: usize>(&self) -> [u8; N] {
        self.written::<N>().bytes
    }

    const fn written<const N: usize>(&self) -> Text<N> {
        let mut out = Text { bytes: [0; N], length: 0 };
        out.raw("{\"id\":");
        out.string(self.id);
        out.raw(",\"version\":");
        out.string(self.version);
        out.raw(",\"summary\":");
        out.string(self.summary);
        out.raw(",\"requires\":[");
        out.layers(self.requires, "{\"layer\":", "}");
        if !self.requires.is_empty() && !self.uses.is_empty() {
            out.raw(",");
        }
        out.layers(self.uses, "{\"layer\":", ",\"optional\":true}");
        out.raw("],\"provides\":[");
        out.layers(self.provides, "", "");
        out.raw("],\"rules\":[");
        let mut rules = self.rules;
        while let [rule, rest @ ..] = rules {
            out.raw("{\"code\":");
            out.string(rule.code);
            out.raw(match rule.level {
                Level::Note => ",\"level\":\"note\",\"summary\":",
                Level::Warning => ",\"level\":\"warning\",\"summary\":",
            });
            out.string(rule.summary);
            out.raw(",\"explanation\":");
            out.string(rule.explanation);
            out.raw(if rest.is_empty() { "}" } else { "}," });
            rules = rest;
        }
        out.raw("]");
        if !self.examples.is_empty() {
            out.examples(self.examples);
        }
        out.raw(if self.collates { ",\"collates\":true}" } else { ",\"collates\":false}" });
        out
    }
}

impl<const N: usize> Text<N> {
    const fn byte(&mut self, byte: u8) {
        if self.length < N {
            self.bytes[self.length] = byte;
        }
        self.length += 1;
    }

    const fn raw(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            self.byte(*byte);
            bytes = rest;
        }
    }

    const fn string(&mut self, text: &str) {
        self.byte(b'"');
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            match *byte {
                b'"' | b'\\' => {
                    self.byte(b'\\');
                    self.byte(*byte);
                }
                0..0x20 => {
                    self.raw("\\u00");
                    self.byte(hex(*byte >> 4));
                    self.byte(hex(*byte & 0xf));
                }
                _ => self.byte(*byte),
            }
            bytes = rest;
        }
        self.byte(b'"');
    }

    const fn examples(&mut self, examples: &[DeclaredExample]) {
        self.raw(",\"examples\":[");
        let mut examples = examples;
        while let [(text, notes), rest @ ..] = examples {
            self.raw("{\"text\":");
            self.string(text);
            self.raw(",\"notes\":[");
            self.notes(notes);
            self.raw(if rest.is_empty() { "]}" } else { "]}," });
            examples = rest;
        }
        self.raw("]");
    }

    const fn notes(&mut self, notes: &[DeclaredNote]) {
        let mut notes = notes;
        while let [(layer, words, label), rest @ ..] = notes {
            self.raw("{\"layer\":");
            self.string(layer);
            self.raw(",\"words\":");
            self.string(words);
            if !label.is_empty() {
                self.raw(",\"label\":");
                self.string(label);
            }
            self.raw(if rest.is_empty() { "}" } else { "}," });
            notes = rest;
        }
    }

    /// Members of a list: each name as a string with `before` and `after` around it.
    const fn layers(&mut self, names: &[&str], before: &str, after: &str) {
        let mut names = names;
        while let [name, rest @ ..] = names {
            self.raw(before);
            self.string(name);
            self.raw(after);
            if !rest.is_empty() {
                self.raw(",");
            }
            names = rest;
        }
    }
}

const fn hex(digit: u8) -> u8 {
    if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }
}
