//! Values of attributes and results in one line.

use super::rows::visible;
use postil_core::{Document, Story};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

/// Columns of the words that stand in place of offsets.
const WORDS: usize = 60;

/// Columns of their beginning and end where there are more.
const HEAD: usize = 36;
const TAIL: usize = 20;

/// Where the offsets in a value point.
#[derive(Clone, Copy)]
pub(super) enum Places<'a> {
    /// Into one document.
    Document(&'a Document),
    /// Into the documents that they name.
    Story(&'a Story),
}

impl<'a> Places<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self::Document(document)
    }

    pub(super) fn in_story(story: &'a Story) -> Self {
        Self::Story(story)
    }

    /// The place that `start`, `end` and `document` of an object mean, as words; `None` where the
    /// object has no offsets.
    fn words(self, object: &Map<String, Value>) -> Option<String> {
        let offset = |key: &str| object.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
        let (start, end) = (offset("start")?, offset("end")?);
        let id = object.get("document").and_then(Value::as_str);
        let document = match (self, id) {
            (Self::Document(document), None) => Some(document),
            (Self::Document(document), Some(id)) => Some(document).filter(|d| d.id() == id),
            (Self::Story(story), Some(id)) => story.document(id),
            (Self::Story(_), None) => None,
        };
        let words = document.and_then(|document| document.text().get(start..end));
        let words = match words {
            Some(words) => format!("“{}”", shortened(words)),
            None => format!("{start}..{end}"),
        };
        Some(match id {
            Some(id) => format!("{id} {words}"),
            None => words,
        })
    }
}

/// A number with four decimals.
pub(super) fn decimals(value: f64) -> String {
    let text = format!("{value:.4}");
    if text == "-0.0000" { "0.0000".to_owned() } else { text }
}

/// The members of an object: `key=value key=value`, by key.
pub(super) fn members(object: &Map<String, Value>, places: Places<'_>) -> String {
    let mut keys: Vec<&String> = object.keys().collect();
    keys.sort_unstable();
    let shown = keys.into_iter().filter_map(|key| Some((key, object.get(key)?)));
    let parts: Vec<String> =
        shown.map(|(key, value)| format!("{key}={}", inline(value, places))).collect();
    parts.join(" ")
}

/// A value in one line.
pub(super) fn inline(value: &Value, places: Places<'_>) -> String {
    match value {
        Value::Number(number) if number.is_f64() => decimals(number.as_f64().unwrap_or(0.0)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(_) => visible(&value.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, places)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(object) => match places.words(object) {
            None => format!("{{{}}}", members(object, places)),
            Some(words) => {
                let mut rest = object.clone();
                rest.retain(|key, _| !matches!(key.as_str(), "document" | "start" | "end"));
                if rest.is_empty() {
                    return words;
                }
                format!("{words} ({})", members(&rest, places))
            }
        },
    }
}

/// Words without their middle, where they are many.
fn shortened(words: &str) -> String {
    let words = visible(words);
    if words.width() <= WORDS {
        return words;
    }
    let fits = |part: Option<&str>, columns| part.is_some_and(|part| part.width() <= columns);
    let ends = words.char_indices().map(|(at, _)| at);
    let head = ends.clone().take_while(|at| fits(words.get(..*at), HEAD)).last().unwrap_or(0);
    let tail = ends.rev().take_while(|at| fits(words.get(*at..), TAIL)).last();
    let head = words.get(..head).unwrap_or_default().trim_end();
    let tail = words.get(tail.unwrap_or(words.len())..).unwrap_or_default().trim_start();
    format!("{head} … {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use serde_json::json;

    #[test]
    fn offsets_become_words_where_they_point_somewhere() {
        let document = document("Kallas said “no”.").id("a").build();
        let shown = |value: Value| inline(&value, Places::of(&document));
        assert_eq!(shown(json!({"start": 7, "end": 11})), "“said”");
        assert_eq!(shown(json!({"start": 0, "end": 6, "name": "K"})), "“Kallas” (name=\"K\")");
        assert_eq!(shown(json!([{"document": "b", "start": 0, "end": 6}])), "[b 0..6]");
        // Inside of a character.
        assert_eq!(shown(json!({"start": 0, "end": 13})), "0..13");
        assert_eq!(shown(json!({"start": 1})), "{start=1}");
    }

    #[test]
    fn numbers_have_four_decimals_or_none() {
        let document = document("").build();
        let shown = |value: Value| inline(&value, Places::of(&document));
        assert_eq!(shown(json!([1, 0.5, -0.00001, null, true])), "[1, 0.5000, 0.0000, null, true]");
    }

    #[test]
    fn long_words_lose_their_middle() {
        let long = format!("First {}last", "of very many words ".repeat(10));
        let short = shortened(&long);
        assert!(short.starts_with("First of very") && short.ends_with("words last"), "{short}");
        assert!(short.width() <= WORDS, "{short}");
    }
}
