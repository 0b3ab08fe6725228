//! What several documents share, and where they differ.

use super::layout::{Page, clean, shorten};
use anstyle::AnsiColor;
use postil_core::{EntityKind, QuoteRelation, Story};
use serde_json::Value;
use std::collections::BTreeSet;

/// Rows of one kind that are shown at most.
const SHOWN: usize = 6;

pub(super) fn write(page: &mut Page, story: &Story) {
    page.title(&format!("story {}", clean(story.id())));
    let ids: Vec<String> = story.documents().iter().map(|d| clean(d.id())).collect();
    page.row("sources", &ids.join(" · "));
    if let Some(summary) = story.results().get("postil.summary") {
        brief(page, summary);
        agreements(page, summary);
        differences(page, summary);
    }
    quotes(page, story);
    names(page, story);
    across(page, story);
    page.line("");
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The ids of the documents that a list of cites names, each once.
fn cited(value: &Value) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for cite in list(value, "cites") {
        let id = text(cite, "document");
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    clean(&ids.join(", "))
}

fn brief(page: &mut Page, summary: &Value) {
    for (number, sentence) in list(summary, "sentences").iter().enumerate() {
        let source = page.faint(&format!("[{}]", cited(sentence)));
        let label = if number == 0 { "brief" } else { "" };
        page.row(label, &format!("{} {source}", clean(text(sentence, "text"))));
    }
}

fn agreements(page: &mut Page, summary: &Value) {
    for (number, fact) in list(summary, "agreements").iter().take(SHOWN).enumerate() {
        let label = if number == 0 { "agree" } else { "" };
        let source = page.faint(&format!("[{}]", cited(fact)));
        page.row(label, &format!("{} {source}", shorten(text(fact, "fact"), 160)));
    }
}

fn differences(page: &mut Page, summary: &Value) {
    for (number, difference) in list(summary, "differences").iter().take(SHOWN).enumerate() {
        let label = if number == 0 { "differ" } else { "" };
        let values: Vec<String> = list(difference, "values")
            .iter()
            .map(|value| {
                let source = page.faint(&format!("[{}]", cited(value)));
                format!("{} {source}", shorten(text(value, "value"), 60))
            })
            .collect();
        let class = text(difference, "class");
        let class = match class {
            "conflict" => page.in_color(AnsiColor::Red, class),
            _ => page.bold(class),
        };
        let attribute = shorten(text(difference, "attribute"), 80);
        page.row(label, &format!("{class} {attribute}: {}", values.join(" | ")));
    }
}

fn quotes(page: &mut Page, story: &Story) {
    let mut groups: Vec<_> = story.layers().quotes.iter().collect();
    // A quotation in two wordings is the news here; a reprint is not.
    groups.sort_by_key(|group| group.relation != QuoteRelation::Retranslated);
    let groups = groups.into_iter().filter(|group| group.relation != QuoteRelation::Same);
    for (number, group) in groups.take(3).enumerate() {
        let label = if number == 0 { "quotes" } else { "" };
        let relation = match group.relation {
            QuoteRelation::Retranslated => "in other words",
            _ => "reworded",
        };
        let head = format!("{}, {relation}:", clean(&group.speaker));
        page.row(label, &page.bold(&head));
        let mut shown: Vec<&str> = Vec::new();
        for place in &group.versions {
            let Some(document) = story.document(&place.document) else { continue };
            let words = document.slice(place.span);
            if !shown.contains(&words) && shown.len() < 3 {
                let source = page.faint(&format!("[{}]", clean(&place.document)));
                page.row("", &format!("“{}” {source}", shorten(words, 200)));
                shown.push(words);
            }
        }
    }
}

fn names(page: &mut Page, story: &Story) {
    let Some(artifacts) = story.results().get("postil.artifacts") else { return };
    // `Russian` and `Russians` are no two spellings.
    let entities = story.layers().entities.iter();
    let peoples: BTreeSet<&str> = entities
        .filter(|entity| entity.kind == EntityKind::Norp)
        .map(|entity| entity.id.as_str())
        .collect();
    let mut first = true;
    for name in list(artifacts, "names") {
        if peoples.contains(text(name, "entity")) {
            continue;
        }
        let variants = list(name, "variants");
        let telling = variants.iter().any(|variant| !list(variant, "points_to").is_empty());
        let surfaces: Vec<&str> = variants.iter().map(|variant| text(variant, "surface")).collect();
        if !telling && !spelt_differently(&surfaces) {
            continue;
        }
        let shown: Vec<String> = variants
            .iter()
            .map(|variant| {
                let languages: Vec<&str> =
                    list(variant, "points_to").iter().filter_map(Value::as_str).collect();
                let surface = clean(text(variant, "surface"));
                if languages.is_empty() {
                    surface
                } else {
                    format!("{surface} ({})", languages.join(", "))
                }
            })
            .collect();
        page.row(if first { "spelt" } else { "" }, &shown.join(" · "));
        first = false;
    }
}

/// Whether some surnames are spellings of each other. A full name beside its surname is no news,
/// nor is a long form beside its acronym or its abbreviation (Delaware, Del.).
fn spelt_differently(surfaces: &[&str]) -> bool {
    let last: Vec<&str> = surfaces.iter().filter_map(|name| name.split(' ').next_back()).collect();
    last.iter().enumerate().any(|(at, a)| last[at + 1..].iter().any(|b| respelt(a, b)))
}

/// Whether two words are spellings of one name: different, long enough to tell, begun alike, and
/// none an abbreviation.
fn respelt(a: &str, b: &str) -> bool {
    let abbreviated = a.ends_with('.') || b.ends_with('.');
    a != b && !abbreviated && a.len().min(b.len()) > 3 && a.get(..2) == b.get(..2)
}

fn across(page: &mut Page, story: &Story) {
    let Some(artifacts) = story.results().get("postil.artifacts") else { return };
    // What is said in the same words of several places is said once, with the documents.
    let mut lines: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for finding in list(artifacts, "findings") {
        let (code, message) = (text(finding, "label"), text(finding, "message"));
        let document = text(finding, "document");
        let known = lines.iter().position(|line| (line.0, line.1) == (code, message));
        if let Some((_, _, documents)) = known.and_then(|at| lines.get_mut(at)) {
            if !documents.contains(&document) {
                documents.push(document);
            }
        } else if lines.len() < SHOWN {
            lines.push((code, message, vec![document]));
        }
    }
    for (number, (code, message, documents)) in lines.into_iter().enumerate() {
        let label = if number == 0 { "across" } else { "" };
        let source = page.faint(&format!("[{}]", clean(&documents.join(", "))));
        let code = page.in_color(AnsiColor::Yellow, &clean(code));
        page.row(label, &format!("{code} {} {source}", shorten(message, 200)));
    }
}

#[cfg(test)]
mod tests {
    use super::spelt_differently;

    #[test]
    fn spellings_are_told_from_short_and_longer_forms() {
        for names in [
            &["Yuri Ushakov", "Juri Uschakow"][..],
            &["Zelensky", "Volodymyr Zelenskyy"],
            &["Stoltenberg", "Jens Stoltenburg"],
        ] {
            assert!(spelt_differently(names), "{names:?}");
        }
        for names in [
            &["Del.", "Delaware"][..],
            &["Calif.", "California"],
            &["Joe Biden", "Biden"],
            &["NATO", "North Atlantic Treaty Organization"],
            &["Kallas", "Stoltenberg"],
        ] {
            assert!(!spelt_differently(names), "{names:?}");
        }
    }
}
