//! The names of a story's persons under all their spellings.

use crate::names::attribution::{self, Evidence};
use crate::names::similarity::{self, Reason};
use crate::rule::RuleInfo;
use crate::rules::names::{ACROSS, MISSPELLING};
use postil_core::{Artifact, Document, EntityKind, Level, Place, Related, Story, StoryEntity};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One spelling of an entity's name and where it stands.
struct Spelling<'s> {
    surface: &'s str,
    places: Vec<&'s Place>,
    points_to: Vec<&'static str>,
}

/// The documents of a story by their ids.
type Texts<'s> = BTreeMap<&'s str, &'s Document>;

fn texts(story: &Story) -> Texts<'_> {
    story.documents().iter().map(|document| (document.id(), document)).collect()
}

/// The spellings of an entity, in alphabetical order.
fn spellings<'s>(texts: &Texts<'s>, entity: &'s StoryEntity) -> Vec<Spelling<'s>> {
    let mut all: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for place in &entity.mentions {
        if let Some(document) = texts.get(place.document.as_str()) {
            all.entry(place.span.of(document.text())).or_default().push(place);
        }
    }
    let given = |surface: &str| {
        let mut words = surface.split_whitespace();
        let first = words.next()?;
        words.next().and(attribution::given_name(first))
    };
    let person = entity.kind == EntityKind::Per;
    let unusual = |surface: &str| person && attribution::is_unusual(last_word(surface));
    let cyrillic = all.keys().any(|surface| unusual(surface))
        && all.keys().any(|surface| given(surface).is_some());
    all.into_iter()
        .filter(|(surface, _)| !surface.is_empty())
        .map(|(surface, places)| {
            let points_to = if unusual(surface) {
                attribution::attribute(last_word(surface), Evidence { cyrillic })
                    .filter(|found| found.sure)
                    .map_or_else(Vec::new, |found| found.points_to)
            } else {
                Vec::new()
            };
            Spelling { surface, places, points_to }
        })
        .collect()
}

fn last_word(surface: &str) -> &str {
    surface.split_whitespace().last().unwrap_or_default()
}

/// The ids of some places' documents, each once, in the order of the places.
fn documents<'s>(places: &[&'s Place]) -> Vec<&'s str> {
    let mut ids: Vec<&str> = Vec::new();
    for place in places {
        if !ids.contains(&place.document.as_str()) {
            ids.push(&place.document);
        }
    }
    ids
}

/// The spellings of each entity that has several, or one that points to a language: the form of
/// `results."postil.artifacts"` of a story.
pub fn variants(story: &Story) -> Value {
    let texts = texts(story);
    let mut names = Vec::new();
    for entity in &story.layers().entities {
        let spellings = spellings(&texts, entity);
        if spellings.len() < 2 && spellings.iter().all(|spelling| spelling.points_to.is_empty()) {
            continue;
        }
        let variants: Vec<Value> = spellings
            .iter()
            .map(|spelling| {
                json!({
                    "surface": spelling.surface,
                    "documents": documents(&spelling.places),
                    "points_to": spelling.points_to,
                })
            })
            .collect();
        names.push(json!({ "entity": entity.id, "variants": variants }));
    }
    json!({ "names": names })
}

/// The findings that show only across documents, each with the id of its document: a person
/// under two spellings (PST103), and slips in a name that other documents spell rightly (PST104).
pub fn across(story: &Story) -> Vec<(String, Artifact)> {
    let texts = texts(story);
    let mut found = Vec::new();
    for entity in story.layers().entities.iter().filter(|entity| entity.kind == EntityKind::Per) {
        let spellings = spellings(&texts, entity);
        let Some(usual) = usual(&spellings) else { continue };
        for other in &spellings {
            let (word, right) = (last_word(other.surface), last_word(usual.surface));
            let (info, level): (&'static RuleInfo, Level) = match similarity::same_word(word, right)
            {
                None | Some(Reason::Equal) => continue,
                Some(Reason::Convention) => (&ACROSS, Level::Note),
                Some(Reason::Swap | Reason::Slip) => (&MISSPELLING, Level::Warning),
            };
            // A style is reported once a document, a slip wherever it stands.
            let places = if level == Level::Note {
                first_of_each(&other.places)
            } else {
                other.places.clone()
            };
            for place in places {
                let Some(related) =
                    usual.places.iter().find(|right| right.document != place.document)
                else {
                    continue;
                };
                let Some(span) = surname_span(&texts, place, word) else { continue };
                let message = if level == Level::Note {
                    format!("“{word}” here is “{right}” in other documents of the story")
                } else {
                    format!("“{word}” looks like a slip for “{right}” of other documents")
                };
                let mut finding = info.finding(span, 0.6, message);
                finding.level = level;
                finding.suggestion = Some(right.to_owned());
                finding.points_to = other.points_to.iter().map(|code| (*code).into()).collect();
                finding.related =
                    vec![Related { document: related.document.clone(), span: related.span }];
                found.push((place.document.clone(), finding));
            }
        }
    }
    found
}

/// The spelling that most documents have, without those that point to another language; of
/// equals the first in the alphabet.
fn usual<'a, 's>(spellings: &'a [Spelling<'s>]) -> Option<&'a Spelling<'s>> {
    let weight = |word: &str| {
        let same = spellings.iter().filter(|spelling| last_word(spelling.surface) == word);
        let mut ids: Vec<&str> = same.flat_map(|spelling| documents(&spelling.places)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len()
    };
    spellings
        .iter()
        .filter(|spelling| spelling.points_to.is_empty())
        .map(|spelling| (weight(last_word(spelling.surface)), spelling))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, spelling)| spelling)
}

/// The first place in each document.
fn first_of_each<'s>(places: &[&'s Place]) -> Vec<&'s Place> {
    let mut firsts: Vec<&Place> = Vec::new();
    for &place in places {
        if firsts.iter().all(|first| first.document != place.document) {
            firsts.push(place);
        }
    }
    firsts
}

/// Where the last word of a mention stands.
fn surname_span(texts: &Texts<'_>, place: &Place, word: &str) -> Option<postil_core::Span> {
    let document = texts.get(place.document.as_str())?;
    let end = place.span.start() + place.span.of(document.text()).trim_end().len();
    document.span(end.checked_sub(word.len())?, end).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::StoryLayers;

    fn story(texts: &[(&str, &str)], kind: EntityKind) -> Story {
        let mut documents = Vec::new();
        let mut mentions = Vec::new();
        for (number, (text, name)) in texts.iter().enumerate() {
            let document = Document::new(format!("d{number}"), *text).unwrap();
            let start = text.find(name).unwrap();
            let span = document.span(start, start + name.len()).unwrap();
            mentions.push(Place { document: format!("d{number}"), span });
            documents.push(document);
        }
        let mut story = Story::new("s1", documents);
        let entity = StoryEntity {
            id: "p1".into(),
            name: texts[0].1.into(),
            kind,
            mentions,
            joins: Vec::new(),
        };
        let layers = StoryLayers { entities: vec![entity], ..StoryLayers::default() };
        story.absorb("postil.stories", None, Some(layers));
        story
    }

    #[test]
    fn spellings_are_listed_with_their_documents() {
        let story = story(
            &[("Shcherbakov left.", "Shcherbakov"), ("Schtscherbakow left.", "Schtscherbakow")],
            EntityKind::Per,
        );
        let result = variants(&story);
        let variants = result["names"][0]["variants"].as_array().unwrap();
        assert_eq!(variants[0]["surface"], "Schtscherbakow");
        assert_eq!(variants[0]["points_to"], json!(["de"]));
        assert_eq!(variants[1]["documents"], json!(["d0"]));
        let found = across(&story);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.as_str(), found[0].1.code.as_ref()), ("d1", "PST103"));
    }

    #[test]
    fn a_slip_is_reported_where_it_stands() {
        let story = story(
            &[("Jen Psaki said.", "Jen Psaki"), ("Psaki said.", "Psaki"), ("Pskai said.", "Pskai")],
            EntityKind::Per,
        );
        let found = across(&story);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.as_str(), found[0].1.code.as_ref()), ("d2", "PST104"));
    }

    #[test]
    fn places_and_lone_names_are_left_alone() {
        let story = story(&[("Geneva", "Geneva")], EntityKind::Loc);
        assert_eq!(variants(&story)["names"], json!([]));
        assert!(across(&story).is_empty());
    }
}
