//! Entities of several documents into entities of the story.

use crate::reading::Reading;
use crate::sets::{Sets, shared};
use crate::variants::{one_slip, transliteration_key};
use crate::words::content_stems;
use postil_core::{EntityKind, Fold, Span, StoryEntity};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The story's entities, and which of them each document's entity is.
pub(crate) struct Linked {
    /// In order of their first mentions.
    pub entities: Vec<StoryEntity>,
    of: FxHashMap<(usize, Arc<str>), usize>,
}

impl Linked {
    /// Position of the story's entity that `entity` of the document at `document` is.
    pub fn of(&self, document: usize, entity: &Arc<str>) -> Option<usize> {
        self.of.get(&(document, entity.clone())).copied()
    }
}

/// One entity of one document.
struct Node {
    document: usize,
    id: Arc<str>,
    kind: EntityKind,
    name: Arc<str>,
    /// The name's words, folded, without dots.
    parts: Vec<String>,
    mentions: Vec<Span>,
}

/// Most distinct persons of a story that are compared for slips; a bound on the square.
const SLIPS: usize = 400;
/// A misspelling is mentioned at most this often.
const RARE: usize = 2;

/// Links the entities of a story's documents. Each join of two spellings says why.
pub(crate) fn link(readings: &[Reading<'_>]) -> Linked {
    let nodes = nodes(readings);
    let mut sets = Sets::new(nodes.len());
    join_equal(&nodes, &mut sets);
    let mut joins: Vec<(usize, String)> = Vec::new();
    join_spellings(&nodes, &mut sets, &mut joins);
    join_slips(readings, &nodes, &mut sets, &mut joins);
    join_surnames(&nodes, &mut sets);
    gather(readings, &nodes, &mut sets, &joins)
}

fn nodes(readings: &[Reading<'_>]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        let mut known: FxHashMap<Arc<str>, usize> = FxHashMap::default();
        for entity in reading.document.entities() {
            let name: Arc<str> = if entity.name.is_empty() {
                reading.text(entity.span).into()
            } else {
                entity.name.clone()
            };
            let id = if entity.entity.is_empty() { name.clone() } else { entity.entity.clone() };
            let at = *known.entry(id.clone()).or_insert_with(|| {
                let parts = parts(&name);
                nodes.push(Node {
                    document, id, kind: entity.kind, name, parts, mentions: Vec::new(),
                });
                nodes.len() - 1
            });
            if let Some(node) = nodes.get_mut(at) {
                node.mentions.push(entity.span);
            }
        }
    }
    nodes
}

fn parts(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace('.', "");
    let mut parts: Vec<String> = lower.split_whitespace().map(str::to_owned).collect();
    if parts.len() > 1 && parts.first().is_some_and(|part| part == "the") {
        parts.remove(0);
    }
    parts
}

fn join_equal(nodes: &[Node], sets: &mut Sets) {
    let mut first: FxHashMap<(EntityKind, &[String]), usize> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        // A surname alone may be anybody's: it is joined last, once all full names are known.
        if node.kind == EntityKind::Per && node.parts.len() < 2 {
            continue;
        }
        let known = *first.entry((node.kind, node.parts.as_slice())).or_insert(at);
        sets.join(known, at);
    }
}

/// Full names of persons, and long names of places, that are transliterations of one name.
fn join_spellings(nodes: &[Node], sets: &mut Sets, joins: &mut Vec<(usize, String)>) {
    let mut first: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        let person = node.kind == EntityKind::Per && node.parts.len() > 1;
        let place = node.kind == EntityKind::Loc && node.name.len() > 5;
        if !(person || place) {
            continue;
        }
        let keys: Vec<String> = node.parts.iter().map(|part| transliteration_key(part)).collect();
        let known = *first.entry((node.kind, keys.join(" "))).or_insert(at);
        if sets.join(known, at)
            && let Some(other) = nodes.get(known)
        {
            joins.push((at, format!("{} = {}: transliterations of one name", node.name, other.name)));
        }
    }
}

/// A rare spelling one slip away from a more frequent one, where the first name or the words
/// before it (a title, a role) are the same.
fn join_slips(
    readings: &[Reading<'_>],
    nodes: &[Node],
    sets: &mut Sets,
    joins: &mut Vec<(usize, String)>,
) {
    // How often and in how many documents each surname stands, however it was linked.
    let mut uses: FxHashMap<&str, (usize, Vec<usize>)> = FxHashMap::default();
    let persons: Vec<usize> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == EntityKind::Per && !node.parts.is_empty())
        .map(|(at, _)| at)
        .take(SLIPS)
        .collect();
    for &at in &persons {
        let Some(node) = nodes.get(at) else { continue };
        let entry = uses.entry(surname(node)).or_default();
        entry.0 += node.mentions.len();
        if entry.1.last() != Some(&node.document) {
            entry.1.push(node.document);
        }
    }
    for &odd_at in &persons {
        let Some(odd) = nodes.get(odd_at) else { continue };
        let Some((seen, documents)) = uses.get(surname(odd)) else { continue };
        if *seen > RARE || documents.len() > 1 {
            continue;
        }
        let mut best: Option<(usize, usize, &str)> = None;
        for &at in &persons {
            let Some(node) = nodes.get(at) else { continue };
            let often = uses.get(surname(node)).map_or(0, |entry| entry.0);
            if often < *seen || at == odd_at || !one_slip(surname(odd), surname(node)) {
                continue;
            }
            // Of two that are equally rare the later one is the slip, unless one stands in more
            // documents.
            let wider = uses.get(surname(node)).map_or(0, |entry| entry.1.len());
            if often == *seen && wider <= documents.len() && at > odd_at {
                continue;
            }
            let first_names = odd.parts.len() > 1 && node.parts.len() > 1;
            let why = if first_names && odd.parts.first() == node.parts.first() {
                "one slip, the same first name"
            } else if !first_names && shared(&role(readings, odd), &role(readings, node)) >= 2 {
                "one slip, the same role"
            } else {
                continue;
            };
            if best.is_none_or(|(most, _, _)| often > most) {
                best = Some((often, at, why));
            }
        }
        if let Some((_, at, why)) = best
            && sets.join(at, odd_at)
            && let Some(node) = nodes.get(at)
        {
            joins.push((odd_at, format!("{} = {}: {why}", odd.name, node.name)));
        }
    }
}

fn surname(node: &Node) -> &str {
    node.parts.last().map_or("", String::as_str)
}

/// Content stems of the few words before each of a node's first mentions.
fn role(readings: &[Reading<'_>], node: &Node) -> Vec<Fold> {
    let Some(reading) = readings.get(node.document) else { return Vec::new() };
    let mut stems = Vec::new();
    for mention in node.mentions.iter().take(8) {
        let end = reading.words.partition_point(|word| word.span.start() < mention.start());
        let before = reading.words.get(end.saturating_sub(4)..end).unwrap_or_default();
        stems.extend(content_stems(before));
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A surname alone is the one person of that surname, first in its own document, then in the
/// story; where there are two, it stays by itself.
fn join_surnames(nodes: &[Node], sets: &mut Sets) {
    let mut holders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        if node.kind == EntityKind::Per && node.parts.len() > 1 {
            let root = sets.find(at);
            let list = holders.entry(surname(node)).or_default();
            if !list.contains(&root) {
                list.push(root);
            }
        }
    }
    let mut alone: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        if node.kind != EntityKind::Per || node.parts.len() != 1 {
            continue;
        }
        match holders.get(surname(node)).map(Vec::as_slice) {
            Some([only]) => {
                sets.join(*only, at);
            }
            Some(_) => {}
            None => {
                let known = *alone.entry(surname(node)).or_insert(at);
                sets.join(known, at);
            }
        }
    }
}

fn gather(
    readings: &[Reading<'_>],
    nodes: &[Node],
    sets: &mut Sets,
    joins: &[(usize, String)],
) -> Linked {
    let mut entities = Vec::new();
    let mut of = FxHashMap::default();
    for (number, members) in sets.groups(1).into_iter().enumerate() {
        let mut names: Vec<(&Arc<str>, usize, usize)> = Vec::new();
        let mut mentions = Vec::new();
        let mut kind = EntityKind::Per;
        for (order, &at) in members.iter().enumerate() {
            let Some(node) = nodes.get(at) else { continue };
            if order == 0 {
                kind = node.kind;
            }
            match names.iter_mut().find(|(name, _, _)| *name == &node.name) {
                Some(entry) => entry.1 += node.mentions.len(),
                None => names.push((&node.name, node.mentions.len(), node.parts.len())),
            }
            if let Some(reading) = readings.get(node.document) {
                mentions.extend(node.mentions.iter().map(|span| reading.place(*span)));
            }
            of.insert((node.document, node.id.clone()), number);
        }
        // The fullest name that is used most; the earliest of equals.
        let best = names.iter().rev().max_by_key(|(_, uses, parts)| ((*parts).min(2), *uses));
        let name = best.map_or_else(String::new, |(name, _, _)| name.to_string());
        let why = joins.iter().filter(|(at, _)| members.contains(at));
        let joins = why.map(|(_, why)| why.clone()).collect();
        entities.push(StoryEntity { id: format!("e{}", number + 1), name, kind, mentions, joins });
    }
    Linked { entities, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;
    use EntityKind::{Loc, Per};

    fn linked(documents: &[(&str, &[(&str, EntityKind, &str)])]) -> Vec<StoryEntity> {
        let documents: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(n, (text, names))| document(&n.to_string(), text, names))
            .collect();
        let readings: Vec<_> = documents.iter().map(Reading::new).collect();
        link(&readings).entities
    }

    #[test]
    fn a_surname_joins_the_only_full_name() {
        let entities = linked(&[
            ("Ada Orsini left.", &[("Ada Orsini", Per, "Ada Orsini")]),
            ("Orsini is gone.", &[("Orsini", Per, "Orsini")]),
        ]);
        assert_eq!(entities.len(), 1);
        assert_eq!(entities[0].name, "Ada Orsini");
        assert_eq!(entities[0].mentions.len(), 2);
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        let entities = linked(&[
            ("Ada Orsini left.", &[("Ada Orsini", Per, "Ada Orsini")]),
            ("Leo Orsini came.", &[("Leo Orsini", Per, "Leo Orsini")]),
            ("Orsini is gone.", &[("Orsini", Per, "Orsini")]),
        ]);
        assert_eq!(entities.len(), 3);
    }

    #[test]
    fn spellings_join_with_a_reason_and_places_are_not_people() {
        let entities = linked(&[
            ("Juri Schoigin spoke.", &[("Juri Schoigin", Per, "Juri Schoigin")]),
            ("Yuri Shoigin spoke.", &[("Yuri Shoigin", Per, "Yuri Shoigin")]),
            ("Paris Orsini is in Paris.", &[("Paris", Loc, "Paris")]),
        ]);
        assert_eq!(entities.len(), 2);
        assert!(entities[0].joins[0].contains("transliterations"));
    }

    #[test]
    fn a_slip_joins_under_one_first_name_and_steady_spellings_stay_apart() {
        let one = linked(&[
            ("Jen Parkov spoke. Jen Parkov left.", &[("Jen Parkov", Per, "Jen Parkov")]),
            ("Jen Pakrov spoke.", &[("Jen Pakrov", Per, "Jen Pakrov")]),
        ]);
        assert_eq!(one.len(), 1);
        assert!(one[0].joins[0].contains("first name"));
        let two = linked(&[
            ("Ivan Lavrov spoke.", &[("Ivan Lavrov", Per, "Ivan Lavrov")]),
            ("Ivan Ravrov spoke.", &[("Ivan Ravrov", Per, "Ivan Ravrov")]),
            ("Ivan Lavrov left.", &[("Ivan Lavrov", Per, "Ivan Lavrov")]),
            ("Ivan Ravrov left.", &[("Ivan Ravrov", Per, "Ivan Ravrov")]),
        ]);
        assert_eq!(two.len(), 2);
    }
}
