//! `sha256` in the text of a configuration.
//!
//! The text is changed by the places that its parser gives, and nothing else in it: comments,
//! order, spacing and line ends stay as they are. (`toml_edit` would turn CR LF into LF.) The
//! result is read again and must mean what it should.

use crate::config::to_json;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const KEY: &str = "sha256";

/// A key and its value.
type Entry<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

/// The text with these hashes, by the ids of the plugins. `None` if it is written in a form that
/// cannot be changed in place.
pub(super) fn pinned(text: &str, hashes: &BTreeMap<String, String>) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (id, hash) in hashes {
        edits.push(edit(text, root.get_ref(), id, hash)?);
    }
    // From the end, so that the places before stay.
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut out = text.to_owned();
    for (range, new) in edits {
        out.replace_range(range, &new);
    }
    let wanted = with(meaning(text)?, hashes)?;
    (meaning(&out)? == wanted).then_some(out)
}

/// The place that changes for one plugin, and what stands there then.
fn edit(text: &str, root: &DeTable<'_>, id: &str, hash: &str) -> Option<(Range<usize>, String)> {
    let (_, analyzers) = entry(root, "analyzers")?;
    let (_, plugin) = entry(table(analyzers)?, id)?;
    let keys = table(plugin)?;
    if let Some((_, old)) = entry(keys, KEY) {
        return Some((old.span(), format!("\"{hash}\"")));
    }
    let inline = text.get(plugin.span().start..)?.starts_with('{');
    let scalars = keys.iter().filter(|(_, value)| table(value).is_none());
    let beside = entry(keys, "source").or_else(|| scalars.min_by_key(|(key, _)| key.span().start));
    match beside {
        Some((_, value)) if inline => {
            let after = value.span().end;
            Some((after..after, format!(", {KEY} = \"{hash}\"")))
        }
        // Begun in the same way: with its indent, or with the rest of a dotted key.
        Some((key, value)) => {
            let before = text.get(..key.span().start)?;
            let line = before.rfind('\n').map_or(0, |newline| newline + 1);
            below(text, value.span().end, before.get(line..)?, hash)
        }
        None if inline => None,
        // A table of the plugin folders, with nothing but its name.
        None => below(text, plugin.span().end, "", hash),
    }
}

/// A line of its own below the one that holds the byte before `after`.
fn below(text: &str, after: usize, begin: &str, hash: &str) -> Option<(Range<usize>, String)> {
    let rest = text.get(after..)?;
    let (end, newline) = match rest.find('\n') {
        Some(end) if rest.get(..end)?.ends_with('\r') => (after + end - 1, "\r\n"),
        Some(end) => (after + end, "\n"),
        None => (text.len(), if text.contains("\r\n") { "\r\n" } else { "\n" }),
    };
    Some((end..end, format!("{newline}{begin}{KEY} = \"{hash}\"")))
}

fn entry<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<Entry<'t, 'i>> {
    table.iter().find(|(key, _)| **key.get_ref() == *name)
}

fn table<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> Option<&'t DeTable<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// What a configuration says, without its form.
fn meaning(text: &str) -> Option<Map<String, Value>> {
    let root = DeTable::parse(text).ok()?;
    let mut meaning = Map::new();
    for (key, value) in root.get_ref().iter() {
        meaning.insert(key.get_ref().to_string(), to_json(value.get_ref()));
    }
    Some(meaning)
}

fn with(
    mut meaning: Map<String, Value>,
    hashes: &BTreeMap<String, String>,
) -> Option<Map<String, Value>> {
    let analyzers = meaning.get_mut("analyzers")?.as_object_mut()?;
    for (id, hash) in hashes {
        let plugin = analyzers.get_mut(id)?.as_object_mut()?;
        plugin.insert(KEY.to_owned(), Value::String(hash.clone()));
    }
    Some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str) -> Option<String> {
        pinned(text, &BTreeMap::from([("a.b".to_owned(), "00ff".to_owned())]))
    }

    #[test]
    fn a_line_comes_below_the_source() {
        let text = "# all\n[analyzers.\"a.b\"]\n  source = 'b.so' # ours\n  most = 3\n\n[run]\n";
        let expected = "# all\n[analyzers.\"a.b\"]\n  source = 'b.so' # ours\n  \
                        sha256 = \"00ff\"\n  most = 3\n\n[run]\n";
        assert_eq!(pin(text).as_deref(), Some(expected));
        // Again, nothing changes.
        assert_eq!(pin(expected).as_deref(), Some(expected));
    }

    #[test]
    fn an_old_hash_is_replaced_where_it_stands() {
        let text = "[analyzers.\"a.b\"]\nsha256='old'   # by hand\nsource = \"b.so\"\n";
        let expected = "[analyzers.\"a.b\"]\nsha256=\"00ff\"   # by hand\nsource = \"b.so\"\n";
        assert_eq!(pin(text).as_deref(), Some(expected));
    }

    #[test]
    fn other_forms_and_line_ends_are_kept() {
        for (text, expected) in [
            (
                "[analyzers]\n\"a.b\" = { source = \"b.so\", most = 3 }\n",
                "[analyzers]\n\"a.b\" = { source = \"b.so\", sha256 = \"00ff\", most = 3 }\n",
            ),
            (
                "analyzers.\"a.b\".source = \"b.so\"",
                "analyzers.\"a.b\".source = \"b.so\"\nanalyzers.\"a.b\".sha256 = \"00ff\"",
            ),
            (
                "[analyzers.\"a.b\"] # found\n\n[run]\n",
                "[analyzers.\"a.b\"] # found\nsha256 = \"00ff\"\n\n[run]\n",
            ),
            (
                "[analyzers.\"a.b\"]\nm = 3\n[analyzers.\"a.b\".w]\nn = 1\n",
                "[analyzers.\"a.b\"]\nm = 3\nsha256 = \"00ff\"\n[analyzers.\"a.b\".w]\nn = 1\n",
            ),
            (
                "[analyzers.\"a.b\"]\r\nsource = \"b.so\"\r\nmost = 3\r\n",
                "[analyzers.\"a.b\"]\r\nsource = \"b.so\"\r\nsha256 = \"00ff\"\r\nmost = 3\r\n",
            ),
        ] {
            assert_eq!(pin(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn several_plugins_are_pinned_at_once() {
        let text = "[analyzers.\"c.d\"]\nsource = \"d.so\"\n[analyzers.\"a.b\"]\nsource = \"b.so\"";
        let hashes = BTreeMap::from([
            ("a.b".to_owned(), "00".to_owned()),
            ("c.d".to_owned(), "ff".to_owned()),
        ]);
        let expected = "[analyzers.\"c.d\"]\nsource = \"d.so\"\nsha256 = \"ff\"\n\
                        [analyzers.\"a.b\"]\nsource = \"b.so\"\nsha256 = \"00\"";
        assert_eq!(pinned(text, &hashes).as_deref(), Some(expected));
    }

    #[test]
    fn what_cannot_be_changed_in_place_is_told() {
        assert_eq!(pin("analyzers = {\"a.b\" = {}}\n"), None);
        assert_eq!(pin("[analyzers]\n"), None);
        assert_eq!(pin("analyzers = {\"a.b\".source = \"b.so\"}\n"), None);
        assert_eq!(pin("no toml"), None);
    }
}
