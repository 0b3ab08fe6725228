//! What can be wrong with a declaration, found while the plugin is compiled.
//!
//! A failed assertion in a constant is a compile error with its text.

use super::{Declaration, DeclaredRule};

impl Declaration {
    /// The declaration itself, if ids, layers and codes are as they should be.
    #[doc(hidden)]
    pub const fn checked(self) -> Self {
        assert!(
            is_name(self.id),
            "`id` should be lowercase letters and digits in parts, with `.`, `-` or `_` between \
             them, such as \"acme.readability\""
        );
        assert!(!self.summary.is_empty(), "`summary` should say in one line what it does");
        all_names(self.requires);
        all_names(self.uses);
        all_names(self.provides);
        all_differ(self.requires, self.uses);
        all_differ(self.uses, &[]);
        all_differ(self.provides, &[]);
        let mut rules = self.rules;
        while let [rule, rest @ ..] = rules {
            assert!(
                is_code(rule.code),
                "the code of a rule should be two or more capital letters and then digits, such \
                 as \"ACM101\""
            );
            assert!(
                !starts_with(rule.code, "PST"),
                "codes with `PST` are Postil's own; choose other letters"
            );
            assert!(!has_code(rest, rule.code), "two rules have one code");
            rules = rest;
        }
        let mut examples = self.examples;
        while let [(text, notes), rest @ ..] = examples {
            assert!(!text.is_empty(), "an example has no text");
            let mut notes = *notes;
            while let [(layer, words, _), rest @ ..] = notes {
                assert!(
                    has(self.provides, layer),
                    "an example names a layer that `provides` does not have"
                );
                assert!(contains(text, words), "the words of an example do not stand in its text");
                notes = rest;
            }
            examples = rest;
        }
        self
    }
}

const fn all_names(layers: &[&str]) {
    let mut layers = layers;
    while let [layer, rest @ ..] = layers {
        assert!(
            is_name(layer),
            "the name of a layer should be lowercase letters and digits in parts, with `.`, `-` \
             or `_` between them"
        );
        layers = rest;
    }
}

/// No layer stands twice in the first list, or in both.
const fn all_differ(layers: &[&str], others: &[&str]) {
    let mut layers = layers;
    while let [layer, rest @ ..] = layers {
        assert!(!has(rest, layer) && !has(others, layer), "a layer is named twice");
        layers = rest;
    }
}

const fn has(layers: &[&str], wanted: &str) -> bool {
    let mut layers = layers;
    while let [layer, rest @ ..] = layers {
        if layer.len() == wanted.len() && starts_with(layer, wanted) {
            return true;
        }
        layers = rest;
    }
    false
}

const fn has_code(rules: &[DeclaredRule], code: &str) -> bool {
    let mut rules = rules;
    while let [rule, rest @ ..] = rules {
        if rule.code.len() == code.len() && starts_with(rule.code, code) {
            return true;
        }
        rules = rest;
    }
    false
}

const fn starts_with(text: &str, start: &str) -> bool {
    bytes_start_with(text.as_bytes(), start.as_bytes())
}

const fn bytes_start_with(text: &[u8], start: &[u8]) -> bool {
    let (mut text, mut start) = (text, start);
    while let [wanted, start_rest @ ..] = start {
        match text {
            [found, text_rest @ ..] if *found == *wanted => text = text_rest,
            _ => return false,
        }
        start = start_rest;
    }
    true
}

/// Whether these words, at least one character, stand somewhere in a text.
const fn contains(text: &str, words: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [_, after @ ..] = rest {
        if !words.is_empty() && bytes_start_with(rest, words.as_bytes()) {
            return true;
        }
        rest = after;
    }
    false
}

/// Whether a text is parts of lowercase letters and digits with single marks between them.
const fn is_name(text: &str) -> bool {
    let mut bytes = text.as_bytes();
    let mut in_part = false;
    while let [byte, rest @ ..] = bytes {
        in_part = match *byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            b'.' | b'-' | b'_' if in_part => false,
            _ => return false,
        };
        bytes = rest;
    }
    in_part
}

/// Whether a text is two or more capitals and then one digit or more.
const fn is_code(text: &str) -> bool {
    let mut bytes = text.as_bytes();
    let (mut letters, mut digits) = (0, 0);
    while let [byte, rest @ ..] = bytes {
        match *byte {
            b'A'..=b'Z' if digits == 0 => letters += 1,
            b'0'..=b'9' => digits += 1,
            _ => return false,
        }
        bytes = rest;
    }
    letters >= 2 && digits >= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DeclaredExample, rule};
    use postil_core::Level;

    #[test]
    fn names_and_codes_are_told_from_others() {
        for name in ["a", "acme.readability", "a-b_c.9"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".a", "a.", "a..b", "A", "a b", "é", "a/b"] {
            assert!(!is_name(name), "{name}");
        }
        assert!(is_code("ACM101") && is_code("AB1"));
        for code in ["", "A1", "ACM", "101", "ACM1A", "acm101", "ACM 1"] {
            assert!(!is_code(code), "{code}");
        }
    }

    const FINE: Declaration =
        Declaration { id: "a", summary: "b", provides: &["x"], ..Declaration::EMPTY };

    #[test]
    fn a_layer_may_be_read_and_written() {
        Declaration { requires: &["x"], ..FINE }.checked();
    }

    #[test]
    #[should_panic(expected = "named twice")]
    fn a_layer_is_required_or_used() {
        Declaration { requires: &["x"], uses: &["x"], ..FINE }.checked();
    }

    #[test]
    #[should_panic(expected = "Postil's own")]
    fn our_codes_are_ours() {
        const OURS: &[DeclaredRule] = &[rule("PST999", Level::Note, "", "")];
        Declaration { rules: OURS, ..FINE }.checked();
    }

    #[test]
    #[should_panic(expected = "one code")]
    fn each_rule_has_its_code() {
        const TWICE: &[DeclaredRule] =
            &[rule("AC1", Level::Note, "", ""), rule("AC1", Level::Note, "", "")];
        Declaration { rules: TWICE, ..FINE }.checked();
    }

    #[test]
    fn an_example_may_find_something_or_nothing() {
        let examples: &[DeclaredExample] =
            &[("It rains.", &[("x", "rains", "wet"), ("x", ".", "")]), ("It is dry.", &[])];
        Declaration { examples, ..FINE }.checked();
        assert!(contains("aab", "ab") && contains("ab", "ab"));
        assert!(!contains("ab", "") && !contains("", "a") && !contains("ab", "abc"));
    }

    #[test]
    #[should_panic(expected = "do not stand in its text")]
    fn the_words_of_an_example_stand_in_its_text() {
        Declaration { examples: &[("It rains.", &[("x", "snows", "")])], ..FINE }.checked();
    }

    #[test]
    #[should_panic(expected = "`provides` does not have")]
    fn an_example_is_about_a_layer_of_its_own() {
        Declaration { examples: &[("It rains.", &[("y", "rains", "")])], ..FINE }.checked();
    }

    #[test]
    #[should_panic(expected = "`summary`")]
    fn a_summary_is_needed() {
        Declaration { summary: "", ..FINE }.checked();
    }
}
