//! Reading the results of analyzers, which are JSON. What is missing is empty.

use serde_json::Value;

pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A span of a document that a result names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cite<'v> {
    pub(super) document: &'v str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'v> Cite<'v> {
    /// The span that an object with `document`, `start` and `end` names.
    pub(super) fn read(value: &'v Value) -> Option<Self> {
        let offset = |key| Some(value.get(key)?.as_u64()? as usize);
        Some(Self {
            document: value.get("document")?.as_str()?,
            start: offset("start")?,
            end: offset("end")?,
        })
    }

    /// The spans of the list under `cites`.
    pub(super) fn list(value: &'v Value) -> impl Iterator<Item = Self> {
        list(value, "cites").iter().filter_map(Self::read)
    }
}

impl<'v> From<&'v postil_core::Place> for Cite<'v> {
    fn from(place: &'v postil_core::Place) -> Self {
        Self { document: &place.document, start: place.span.start(), end: place.span.end() }
    }
}
