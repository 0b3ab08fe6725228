//! Entities of several documents into entities of the story.

use crate::persons::{join_initials, join_spellings, join_surnames};
use crate::reading::Reading;
use crate::sets::Sets;
use crate::slips::{Evidence, join_slips};
use crate::variants::Sounds;
use postil_core::{EntityKind, Span, StoryEntity};
use rustc_hash::{FxBuildHasher, FxHashMap};
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
pub(crate) struct Node {
    pub document: usize,
    pub id: Arc<str>,
    pub kind: EntityKind,
    pub name: Arc<str>,
    /// The name's words, folded, without dots.
    pub parts: Vec<String>,
    pub mentions: Vec<Span>,
}

impl Node {
    /// The last word of the name.
    pub fn surname(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// Whether it is a person of two names or more.
    pub fn is_full_name(&self) -> bool {
        self.kind == EntityKind::Per && self.parts.len() > 1
    }
}

/// Joins of two spellings: the position of the node that was joined, and why.
pub(crate) type Joins = Vec<(usize, String)>;

/// Links the entities of a story's documents. Each join of two spellings says why.
pub(crate) fn link(readings: &[Reading<'_>]) -> Linked {
    let nodes = nodes(readings);
    let mut sets = Sets::new(nodes.len());
    join_equal(&nodes, &mut sets);
    let (mut sounds, mut joins) = (Sounds::default(), Joins::new());
    join_spellings(&nodes, &mut sets, &mut sounds, &mut joins);
    join_slips(readings, &nodes, Evidence::FirstName, &mut sets, &mut sounds, &mut joins);
    join_initials(&nodes, &mut sets, &mut joins);
    join_surnames(&nodes, &mut sets, &mut sounds, &mut joins);
    join_slips(readings, &nodes, Evidence::Role, &mut sets, &mut sounds, &mut joins);
    gather(readings, &nodes, &mut sets, &joins)
}

fn nodes(readings: &[Reading<'_>]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for entity in reading.document.entities() {
            let words = reading.text(entity.span);
            let name: &str = if entity.name.is_empty() { words } else { &entity.name };
            let id: &str = if entity.entity.is_empty() { name } else { &entity.entity };
            let at = *known.entry(id).or_insert(nodes.len());
            if at == nodes.len() {
                let shared = |text: &Arc<str>| (!text.is_empty()).then(|| text.clone());
                let name: Arc<str> = shared(&entity.name).unwrap_or_else(|| words.into());
                nodes.push(Node {
                    document,
                    id: shared(&entity.entity).unwrap_or_else(|| name.clone()),
                    kind: entity.kind,
                    parts: parts(&name),
                    name,
                    mentions: Vec::new(),
                });
            }
            if let Some(node) = nodes.get_mut(at) {
                node.mentions.push(entity.span);
            }
        }
    }
    nodes
}

fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = if name.is_ascii() {
        let words = name.split_whitespace().map(|word| {
            let mut word = word.to_ascii_lowercase();
            word.retain(|c| c != '.');
            word
        });
        words.filter(|word| !word.is_empty()).collect()
    } else {
        let lower = name.to_lowercase().replace('.', "");
        lower.split_whitespace().map(str::to_owned).collect()
    };
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

fn gather(
    readings: &[Reading<'_>],
    nodes: &[Node],
    sets: &mut Sets,
    joins: &[(usize, String)],
) -> Linked {
    let mut entities = Vec::new();
    let mut of = FxHashMap::with_capacity_and_hasher(nodes.len(), FxBuildHasher);
    // By the member that stands for the set, which is its first one.
    let mut reasons: FxHashMap<usize, Vec<String>> = FxHashMap::default();
    for (at, why) in joins {
        reasons.entry(sets.find(*at)).or_default().push(why.clone());
    }
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
        let name = best.map_or_else(String::new, |(name, _, _)| str::to_owned(name));
        let joins = members.first().and_then(|first| reasons.remove(first)).unwrap_or_default();
        let id = "e".to_owned() + &(number + 1).to_string();
        entities.push(StoryEntity { id, name, kind, mentions, joins });
    }
    Linked { entities, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::{Loc, Per};
    use postil_testkit::article;

    /// A document's text, and its mentions: the words, what they name, the canonical name.
    type Sample<'a> = (&'a str, &'a [(&'a str, EntityKind, &'a str)]);

    fn linked(documents: &[Sample<'_>]) -> Vec<StoryEntity> {
        let documents: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(n, (text, names))| article(&n.to_string(), text, names))
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

    /// One document a name, in which the name alone is mentioned; how many people they are.
    fn people(names: &[&str]) -> usize {
        let texts: Vec<String> = names.iter().map(|name| format!("{name} spoke.")).collect();
        let named: Vec<[(&str, EntityKind, &str); 1]> =
            names.iter().map(|name| [(*name, Per, *name)]).collect();
        let documents: Vec<Sample<'_>> = texts
            .iter()
            .zip(&named)
            .map(|(text, named)| (text.as_str(), named.as_slice()))
            .collect();
        linked(&documents).len()
    }

    #[test]
    fn surnames_alone_join_across_traditions() {
        assert_eq!(people(&["Ushakov", "Uschakow", "Ouchakov", "Usakov", "Oesjakov"]), 1);
        assert_eq!(people(&["Sergei Ushakov", "Uschakow", "Ouchakov"]), 1);
        assert_eq!(people(&["Lavrov", "Ravrov", "Lavrov", "Ravrov", "Ławrow"]), 2);
        // Two people of the surname, whichever way it is spelt; and short names prove nothing.
        assert_eq!(people(&["Ada Ushakov", "Leo Ushakov", "Uschakow"]), 3);
        assert_eq!(people(&["Chen", "Shen"]), 2);
    }

    #[test]
    fn full_names_join_where_the_first_name_is_one_too() {
        assert_eq!(people(&["Volodymyr Zelensky", "Wladimir Selenskyj"]), 1);
        assert_eq!(people(&["Lev Yashin", "Lew Jaschin"]), 1);
        assert_eq!(people(&["Lev Yashin", "Ilya Jaschin"]), 2);
        assert_eq!(people(&["L. Yashin", "Lev Yashin"]), 1);
        assert_eq!(people(&["L. Yashin", "Lev Yashin", "Leo Yashin"]), 3);
    }

    #[test]
    fn two_places_of_one_document_are_two() {
        let both = "Shanxi and Shaanxi met.";
        let two = [("Shanxi", Loc, "Shanxi"), ("Shaanxi", Loc, "Shaanxi")];
        assert_eq!(linked(&[(both, &two), ("In Shanxi.", &two[..1])]).len(), 2);
        let one = [("Tikhoretsk", Loc, "Tikhoretsk")];
        let other = [("Tihoretsk", Loc, "Tihoretsk")];
        assert_eq!(linked(&[("In Tikhoretsk.", &one), ("In Tihoretsk.", &other)]).len(), 1);
    }
}
