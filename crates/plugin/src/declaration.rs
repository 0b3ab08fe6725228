//! Manifests as constants.

mod checks;
mod json;

use crate::Plugin;
use postil_core::{Level, Manifest};
use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The manifest of a plugin, with the JSON Schema of its settings.
///
/// The error says what is wrong with [`Plugin::MANIFEST`].
pub fn manifest<P: Plugin>() -> Result<Manifest, String> {
    let manifest: Manifest = serde_json::from_str(P::MANIFEST)
        .map_err(|error| format!("the constant MANIFEST is no manifest: {error}"))?;
    Ok(manifest.settings(schemars::schema_for!(P::Settings).to_value()))
}

/// The manifest of a plugin, made at the first call and then kept.
pub(crate) fn declared<P: Plugin>() -> &'static Manifest {
    static KNOWN: Mutex<BTreeMap<TypeId, &'static Manifest>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(TypeId::of::<P>()).or_insert_with(|| {
        // Only a constant that was not made by `manifest!` can be wrong. A host refuses an id
        // other than the configured one, and shows it.
        let manifest = manifest::<P>().unwrap_or_else(|fault| Manifest::new(&fault, "", ""));
        Box::leak(Box::new(manifest))
    })
}

/// What [`manifest!`](crate::manifest!) takes, with the types that its values have.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// Stable id: lowercase letters and digits in parts, with `.`, `-` or `_` between them, such
    /// as `acme.readability`.
    pub id: &'static str,
    /// Version; `manifest!` takes that of the crate.
    pub version: &'static str,
    /// One line: what the analyzer does.
    pub summary: &'static str,
    /// Layers that it cannot do without.
    pub requires: &'static [&'static str],
    /// Layers that it uses where they are there.
    pub uses: &'static [&'static str],
    /// Layers that it writes; nobody else may write them.
    pub provides: &'static [&'static str],
    /// Rules that it applies, each made by [`rule`].
    pub rules: &'static [DeclaredRule],
    /// Texts with what it finds in them, each a [`DeclaredExample`].
    pub examples: &'static [DeclaredExample],
    /// Whether it wants to see stories as well as documents.
    pub collates: bool,
}

/// An example: a text, and the notes that are found in it with the default settings, each as its
/// layer, the words that it stands on and its label (`""`: whatever label). Other notes may be
/// found as well; a list without notes says that nothing is found.
///
/// `postil plugins check` tries it, `postil plugins list` shows it.
pub type DeclaredExample = (&'static str, &'static [DeclaredNote]);

/// A note of a [`DeclaredExample`]: layer, words, label.
pub type DeclaredNote = (&'static str, &'static str, &'static str);

/// A rule of a [`Declaration`].
#[derive(Debug, Clone, Copy)]
pub struct DeclaredRule {
    code: &'static str,
    level: Level,
    summary: &'static str,
    explanation: &'static str,
}

/// A rule: its code (two or more capital letters, then digits; not `PST`, which are Postil's own),
/// the level of its findings, what it finds in one line, and the page that `postil explain` prints,
/// in Markdown.
pub const fn rule(
    code: &'static str,
    level: Level,
    summary: &'static str,
    explanation: &'static str,
) -> DeclaredRule {
    DeclaredRule { code, level, summary, explanation }
}

impl Declaration {
    /// A declaration without anything.
    pub const EMPTY: Self = Self {
        id: "",
        version: "",
        summary: "",
        requires: &[],
        uses: &[],
        provides: &[],
        rules: &[],
        examples: &[],
        collates: false,
    };

    /// The bytes of a JSON text as a text.
    #[doc(hidden)]
    pub const fn text(bytes: &'static [u8]) -> &'static str {
        match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => panic!("the manifest is cut inside a character"),
        }
    }
}

/// A manifest as a constant JSON text. What it holds are the fields of [`Declaration`], in any
/// order; the version is that of the crate, and what is left out is empty.
///
/// Ids, names of layers, codes of rules and examples are checked while the plugin is compiled.
///
/// ```
/// use postil_plugin::prelude::*;
///
/// let text = manifest! {
///     id: "acme.long",
///     summary: "Marks \"long\" sentences.",
///     requires: ["sentence"],
///     uses: ["zone"],
///     provides: ["acme.long"],
///     rules: [rule("ACM101", Level::Note, "A sentence too long to read.", "# Long sentences\n…")],
///     examples: [
///         ("It was dark, and it rained.", &[("acme.long", "It was dark, and it rained.", "")]),
///         ("It was dark.", &[]),
///     ],
/// };
/// let manifest: Manifest = serde_json::from_str(text).unwrap();
/// assert_eq!(manifest.requires.len(), 2);
/// assert!(manifest.requires[1].optional);
/// assert_eq!(manifest.rules[0].code, "ACM101");
/// assert_eq!(manifest.examples[0].notes[0].layer, "acme.long");
/// ```
///
/// A key that is misspelt, an id with capitals, or an example whose words do not stand in its text
/// does not compile:
/// ```compile_fail
/// postil_plugin::manifest! { id: "acme.long", summary: "x", require: ["sentence"] };
/// ```
/// ```compile_fail
/// postil_plugin::manifest! { id: "Acme Long", summary: "x", provides: ["acme.long"] };
/// ```
/// ```compile_fail
/// postil_plugin::manifest! {
///     id: "acme.long",
///     summary: "x",
///     provides: ["acme.long"],
///     examples: [("It rains.", &[("acme.long", "It snows.", "")])],
/// };
/// ```
#[macro_export]
macro_rules! manifest {
    ($($key:ident: $value:tt),* $(,)?) => {{
        // Only the initializer of a constant makes lists of calls live for ever.
        #[allow(clippy::needless_update)]
        const GIVEN: $crate::Declaration = $crate::Declaration {
            version: env!("CARGO_PKG_VERSION"),
            $($key: $crate::__declared!($value),)*
            ..$crate::Declaration::EMPTY
        };
        const CHECKED: $crate::Declaration = GIVEN.checked();
        const BYTES: [u8; CHECKED.json_length()] = CHECKED.json();
        $crate::Declaration::text(&BYTES)
    }};
}

/// A value of `manifest!`: lists by reference, all else as it is.
#[doc(hidden)]
#[macro_export]
macro_rules! __declared {
    ([$($item:tt)*]) => {
        &[$($item)*]
    };
    ($value:tt) => {
        $value
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Example, ExampleNote};

    fn read(text: &str) -> Manifest {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_form_is_json() {
        const BARE: &str = manifest! { id: "a", summary: "b", requires: [], provides: [] };
        assert_eq!(read(BARE), Manifest::new("a", env!("CARGO_PKG_VERSION"), "b"));
        let used = manifest! { id: "a", summary: "b", uses: ["x", "y"] };
        assert_eq!(read(used).requires.len(), 2);
        let full = manifest! {
            id: "a",
            summary: "b",
            requires: ["p", "q"],
            uses: ["x"],
            provides: ["m", "n"],
            collates: true,
        };
        let full = read(full);
        assert!(full.examples.is_empty());
        assert!(full.collates && full.requires[2].optional && !full.requires[1].optional);
        assert_eq!(full.provides, ["m", "n"]);
    }

    #[test]
    fn any_text_may_stand_in_a_rule() {
        let page = "“Why”\t\u{1}\\\"x\"\r\nend 💩";
        let text = manifest! {
            rules: [
                rule("AC1", Level::Warning, "it's \"so\"", "“Why”\t\u{1}\\\"x\"\r\nend 💩"),
                rule("AC2", Level::Note, "", ""),
            ],
            summary: "b",
            id: "a-1.b_c",
        };
        let manifest = read(text);
        assert_eq!(manifest.id, "a-1.b_c");
        assert_eq!(manifest.rules[0].explanation, page);
        assert_eq!(
            (manifest.rules[0].level, manifest.rules[1].level),
            (Level::Warning, Level::Note)
        );
        assert_eq!(manifest.rules[0].summary, "it's \"so\"");
    }

    #[test]
    fn examples_are_written_with_their_notes() {
        const LAYER: &str = "m";
        let text = manifest! {
            id: "a",
            summary: "b",
            provides: [LAYER, "n"],
            examples: [
                ("It \"rains\" 💩.", &[(LAYER, "\"rains\"", "wet"), ("n", "💩", "")]),
                ("It is dry.", &[]),
            ],
            collates: true,
        };
        let manifest = read(text);
        let mut first = Example::new("It \"rains\" 💩.").finds("m", "\"rains\"", "wet");
        let words = "💩".to_owned();
        first.notes.push(ExampleNote { layer: "n".to_owned(), words, label: None });
        assert_eq!(manifest.examples, [first, Example::new("It is dry.")]);
        assert!(manifest.collates);
    }
}
