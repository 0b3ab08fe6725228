//! The names of a story's persons under all their spellings.

use crate::names::attribution::{self, Evidence, Reading};
use crate::names::similarity::{self, Reason};
use crate::rule::RuleInfo;
use crate::rules::names::{ACROSS, MISSPELLING};
use postil_core::{Artifact, Document, EntityKind, Level, Place, Related, Story, StoryEntity};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One spelling of an entity's name and where it stands.
struct Spelling<'s> {
    surface: &'s str,
    places: Vec<&'s Place>,
    points_to: Vec<&'static str>,
}

/// The documents of a story by their ids.
type Texts<'s> = FxHashMap<&'s str, &'s Document>;

/// What the letters of the story's surnames show, each read once; nothing for the usual ones.
type Readings<'s> = FxHashMap<&'s str, Option<Reading>>;

/// The spellings of a story's entities, read once for all that is said of them.
pub struct Names<'s> {
    texts: Texts<'s>,
    entities: Vec<(&'s StoryEntity, Vec<Spelling<'s>>)>,
}

impl<'s> Names<'s> {
    /// Reads the names of a story.
    pub fn of(story: &'s Story) -> Self {
        let texts: Texts<'s> =
            story.documents().iter().map(|document| (document.id(), document)).collect();
        let mut readings = Readings::default();
        let entities = story.layers().entities.iter();
        let entities =
            entities.map(|entity| (entity, spellings(&texts, &mut readings, entity))).collect();
        Self { texts, entities }
    }
}

/// The spellings of an entity, in alphabetical order.
fn spellings<'s>(
    texts: &Texts<'s>,
    readings: &mut Readings<'s>,
    entity: &'s StoryEntity,
) -> Vec<Spelling<'s>> {
    let mut all: BTreeMap<&'s str, Vec<&'s Place>> = BTreeMap::new();
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
    if entity.kind == EntityKind::Per {
        for word in all.keys().map(|surface| last_word(surface)) {
            let read = || attribution::is_unusual(word).then(|| attribution::read(word));
            readings.entry(word).or_insert_with(|| read().flatten());
        }
    }
    let reading = |surface: &str| {
        let person = entity.kind == EntityKind::Per;
        readings.get(last_word(surface)).and_then(Option::as_ref).filter(|_| person)
    };
    let cyrillic = all.keys().any(|surface| reading(surface).is_some())
        && all.keys().any(|surface| given(surface).is_some());
    all.into_iter()
        .filter(|(surface, _)| !surface.is_empty())
        .map(|(surface, places)| {
            let points_to = reading(surface)
                .and_then(|reading| reading.judge(Evidence { cyrillic }))
                .filter(|found| found.sure)
                .map_or_else(Vec::new, |found| found.points_to);
            Spelling { surface, places, points_to }
        })
        .collect()
}

fn last_word(surface: &str) -> &str {
    surface.split_whitespace().last().unwrap_or_default()
}

/// The ids of some places' documents, each once, in the order of the places.
fn documents<'s>(places: &[&'s Place]) -> Vec<&'s str> {
    first_of_each(places).into_iter().map(|place| place.document.as_str()).collect()
}

/// The spellings of each entity that has several, or one that points to a language: the form of
/// `results."postil.artifacts"` of a story.
pub fn variants(all: &Names<'_>) -> Value {
    let mut names = Vec::new();
    for (entity, spellings) in &all.entities {
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
pub fn across(all: &Names<'_>) -> Vec<(String, Artifact)> {
    let mut found = Vec::new();
    let persons = all.entities.iter().filter(|(entity, _)| entity.kind == EntityKind::Per);
    for (_, spellings) in persons.filter(|(_, spellings)| spellings.len() > 1) {
        let Some(usual) = usual(spellings) else { continue };
        for other in spellings {
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
                let Some(span) = surname_span(&all.texts, place, word) else { continue };
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
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    places.iter().copied().filter(|place| seen.insert(&place.document)).collect()
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

    /// A document for each text, in which the name beside it is mentioned.
    fn story(texts: &[(&str, &str)], kind: &str) -> Story {
        let ids: Vec<String> = (0..texts.len()).map(|number| format!("d{number}")).collect();
        let mut builder = postil_testkit::story("s1");
        let mut mentions = Vec::new();
        for (id, (text, name)) in ids.iter().zip(texts) {
            builder = builder.document(postil_testkit::document(text).id(id).build());
            mentions.push((id.as_str(), *name));
        }
        builder.entity(texts[0].1, kind, &mentions).build()
    }

    #[test]
    fn spellings_are_listed_with_their_documents() {
        let story = story(
            &[("Shcherbakov left.", "Shcherbakov"), ("Schtscherbakow left.", "Schtscherbakow")],
            "PER",
        );
        let result = variants(&Names::of(&story));
        let variants = result["names"][0]["variants"].as_array().unwrap();
        assert_eq!(variants[0]["surface"], "Schtscherbakow");
        assert_eq!(variants[0]["points_to"], json!(["de"]));
        assert_eq!(variants[1]["documents"], json!(["d0"]));
        let found = across(&Names::of(&story));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.as_str(), found[0].1.code.as_ref()), ("d1", "PST103"));
    }

    #[test]
    fn a_slip_is_reported_where_it_stands() {
        let story = story(
            &[("Jen Psaki said.", "Jen Psaki"), ("Psaki said.", "Psaki"), ("Pskai said.", "Pskai")],
            "PER",
        );
        let found = across(&Names::of(&story));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.as_str(), found[0].1.code.as_ref()), ("d2", "PST104"));
    }

    #[test]
    fn places_and_lone_names_are_left_alone() {
        let story = story(&[("Geneva", "Geneva")], "LOC");
        assert_eq!(variants(&Names::of(&story))["names"], json!([]));
        assert!(across(&Names::of(&story)).is_empty());
    }
}
