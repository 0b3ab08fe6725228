//! The overview of one document.

use super::layout::{Page, clean, shorten};
use crate::write::DocumentRecord;
use anstyle::AnsiColor;
use postil_core::{Document, EntityKind, QuoteKind, ZoneKind};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Targets, names and quotations that a line shows at most.
const SHOWN: usize = 6;

pub(super) fn write(page: &mut Page, record: &DocumentRecord<'_>) {
    let document = record.document;
    page.title(&clean(document.id()));
    if let Some(title) = document.meta.text("title") {
        let title = page.bold(&shorten(title, 200));
        page.row("", &title);
    }
    page.row("text", &measure(document));
    let result = |id: &str| document.results().get(id);
    if let Some(text) = result("postil.summary").and_then(|r| r.get("text")).and_then(Value::as_str)
    {
        page.row("summary", &clean(text));
    }
    page.row("names", &names(document));
    for line in quotes(page, document) {
        page.row("says", &line);
    }
    if let Some(stance) = result("postil.stance") {
        let line = targets(page, document, stance);
        page.row("stance", &line);
    }
    if let Some(artifacts) = result("postil.artifacts") {
        page.row("origin", &origin(artifacts));
    }
    for error in record.errors {
        let line = page.in_color(AnsiColor::Red, &format!("error[{}]", error.code));
        page.row("failed", &format!("{line} {}: {}", error.plugin, clean(&error.message)));
    }
}

fn measure(document: &Document) -> String {
    let words = document.text().split_whitespace().count();
    let furniture = document
        .zones()
        .iter()
        .filter(|zone| !matches!(zone.kind, ZoneKind::Content | ZoneKind::Headline))
        .count();
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let mut out =
        format!("{}, {}", count(words, "word"), count(document.sentences().len(), "sentence"));
    if furniture > 0 {
        let lines = if furniture == 1 { "line" } else { "lines" };
        out.push_str(&format!(", {furniture} {lines} of page furniture"));
    }
    if let Some(date) = document.meta.text("date") {
        out.push_str(&format!(", {}", clean(date)));
    }
    out
}

/// The names that are mentioned most, with their counts.
fn names(document: &Document) -> String {
    let mut counts: BTreeMap<&Arc<str>, (usize, usize, &Arc<str>)> = BTreeMap::new();
    for (position, entity) in document.entities().iter().enumerate() {
        if entity.kind != EntityKind::Norp {
            counts.entry(&entity.entity).or_insert((0, position, &entity.name)).0 += 1;
        }
    }
    let mut rows: Vec<_> = counts.into_values().collect();
    rows.sort_by_key(|(count, first, _)| (std::cmp::Reverse(*count), *first));
    let shown: Vec<String> = rows
        .iter()
        .take(SHOWN + 2)
        .map(|(count, _, name)| format!("{} {count}", clean(name)))
        .collect();
    shown.join(" · ")
}

/// The first quotations with a known speaker.
fn quotes(page: &Page, document: &Document) -> Vec<String> {
    document
        .quotes()
        .iter()
        .filter(|quote| quote.kind != QuoteKind::Indirect)
        .filter_map(|quote| {
            let speaker = quote.speaker.as_ref()?;
            let words = shorten(document.slice(quote.span), 140);
            Some(format!("{} “{words}”", page.bold(&format!("{}:", clean(&speaker.name)))))
        })
        .take(3)
        .collect()
}

fn targets(page: &Page, document: &Document, stance: &Value) -> String {
    let rows = stance.get("targets").and_then(Value::as_array).into_iter().flatten();
    let text =
        |row: &Value, key: &str| clean(row.get(key).and_then(Value::as_str).unwrap_or_default());
    let shown: Vec<String> = rows
        .filter_map(|row| {
            let value = match row.get("stance")? {
                Value::String(label) => label.clone(),
                Value::Number(number) => {
                    let value = number.as_f64()?;
                    let label = if value > 0.15 {
                        "positive"
                    } else if value < -0.15 {
                        "negative"
                    } else {
                        "neutral"
                    };
                    label.to_owned()
                }
                _ => return None,
            };
            let color = match value.as_str() {
                "negative" => AnsiColor::Red,
                "positive" => AnsiColor::Green,
                _ => return None,
            };
            let holder = text(row, "holder");
            let entity = document.entities().iter().find(|entity| *entity.entity == *holder);
            let holder = entity.map_or(holder, |entity| clean(&entity.name));
            Some(format!("{holder} → {} {}", text(row, "name"), page.in_color(color, &value)))
        })
        .take(SHOWN)
        .collect();
    shown.join(" · ")
}

fn origin(artifacts: &Value) -> String {
    let Some(translated) = artifacts.get("translated") else { return String::new() };
    let verdict = translated.get("verdict").and_then(Value::as_str).unwrap_or_default();
    let probability = translated.get("probability").and_then(Value::as_f64).unwrap_or(0.0);
    let mut out = match verdict {
        "translated" => format!("reads as translated or of foreign origin (p {probability:.2})"),
        "native" => format!("reads as written in English (p of translation {probability:.2})"),
        _ => format!("origin uncertain (p of translation {probability:.2})"),
    };
    let languages: Vec<String> = artifacts
        .get("source_language")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .take(3)
        .filter_map(|row| {
            let language = row.get("language")?.as_str()?;
            let p = row.get("probability")?.as_f64()?;
            Some(format!("{language} {p:.2}"))
        })
        .collect();
    if !languages.is_empty() {
        out.push_str(&format!("; findings point to {}", languages.join(", ")));
    }
    out
}
