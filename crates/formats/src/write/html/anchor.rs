//! Where in the page a document, a sentence or a rule stands.
//!
//! Every address begins with `d.`, the document's name and, where there is more, a dot. Names
//! have no dots, so [`super::pages`] can tell from an address which document it leads to.

use super::markup::Markup;
use crate::write::document::sha256;
use postil_core::{Document, OffsetUnit, Offsets};

/// What every link to a document begins with.
pub(super) const HREF: &str = " href=\"#d.";

/// Characters of an id that its name keeps.
const KEPT: usize = 40;

/// The name of a document in addresses and file names: its id where that is made of small
/// letters, digits, `-` and `_`; else what is left of it and a part of its hash.
pub(super) fn name(id: &str) -> String {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let mut name: String = id
        .chars()
        .take(KEPT)
        .map(|c| c.to_ascii_lowercase())
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    if name.is_empty() || name != id {
        name.push('-');
        name.push_str(sha256(id.as_bytes()).get(..12).unwrap_or_default());
    }
    name
}

/// The attribute `id` of a document, or of its sentence that starts at byte `at`.
pub(super) fn id(out: &mut Markup, name: &str, at: Option<usize>) {
    out.tag(" id=\"d.");
    address(out, name, at);
    out.tag("\"");
}

/// The attribute `href` that leads there.
pub(super) fn href(out: &mut Markup, name: &str, at: Option<usize>) {
    out.tag(HREF);
    address(out, name, at);
    out.tag("\"");
}

fn address(out: &mut Markup, name: &str, at: Option<usize>) {
    out.value(name);
    if let Some(at) = at {
        out.tag(".").count(at);
    }
}

/// The attribute `id` of the rule of that number, as explained with the document.
pub(super) fn rule_id(out: &mut Markup, name: &str, number: usize) {
    out.tag(" id=\"d.").value(name).tag(".rule.").count(number).tag("\"");
}

/// The attribute `href` that leads there.
pub(super) fn rule_href(out: &mut Markup, name: &str, number: usize) {
    out.tag(HREF).value(name).tag(".rule.").count(number).tag("\"");
}

/// The attributes that say what a piece of the page stands for: document, start and end, in the
/// unit of the other formats.
pub(super) fn place(
    out: &mut Markup,
    document: &str,
    offsets: &Offsets<'_>,
    start: usize,
    end: usize,
) {
    out.attribute("data-document", document);
    out.number("data-start", offsets.of(start)).number("data-end", offsets.of(end));
}

/// How offsets of this document are written.
pub(super) fn offsets(document: &Document, unit: OffsetUnit) -> Offsets<'_> {
    match unit {
        OffsetUnit::Utf8 => Offsets::BYTES,
        unit => Offsets::new(unit, document.text(), document.offset_index()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ids_are_their_own_names() {
        assert_eq!(name("wire-2_b"), "wire-2_b");
    }

    #[test]
    fn other_ids_get_names_that_differ_and_fit_a_file_system() {
        let ids = ["Wire", "wire.", "../wire", "", "日本", "本日", "a\"><b>", &"x".repeat(300)];
        let names: Vec<String> = ids.iter().map(|id| name(id)).collect();
        for name in &names {
            assert!(name.len() <= KEPT + 13, "{name}");
            assert!(
                name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)),
                "{name}"
            );
        }
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), ids.len());
    }
}
