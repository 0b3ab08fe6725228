//! Names of several documents that are one: full names in other spellings, initials, surnames
//! alone.
//!
//! A full name joins another if the surnames share a reading and the first names do, too. A
//! surname alone joins the only person whose surname it may be; where there are two, it stays by
//! itself. Surnames without any full name join among themselves, the most frequent ones first, so
//! that a rare spelling that may be either of two names joins neither.

use crate::entities::{Joins, Node};
use crate::sets::{Sets, shared};
use crate::variants::{Sounds, share};
use postil_core::EntityKind;
use rustc_hash::FxHashMap;

/// Characters of a reading that two full names, or two other words of them, must share.
const SURNAME: usize = 4;
const GIVEN: usize = 3;
/// Characters of a reading that is evidence by itself.
const ALONE: usize = 5;
/// Names that one reading leads to; a bound on the square.
const POSTINGS: usize = 40;

/// Joins full names of persons and names of places that are transliterations of one name.
pub(crate) fn join_spellings(
    nodes: &[Node],
    sets: &mut Sets,
    sounds: &mut Sounds,
    joins: &mut Joins,
) {
    // Each name once, with the documents that have it.
    let mut documents: FxHashMap<(EntityKind, &[String]), Vec<usize>> = FxHashMap::default();
    let mut names: Vec<usize> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let place = node.kind == EntityKind::Loc && node.name.len() > 5;
        if node.is_full_name() || place {
            let list = documents.entry((node.kind, node.parts.as_slice())).or_default();
            if list.is_empty() {
                names.push(at);
            }
            list.push(node.document);
        }
    }
    let mut leads: FxHashMap<(EntityKind, String), Vec<usize>> = FxHashMap::default();
    for at in names {
        let Some(node) = nodes.get(at) else { continue };
        let readings = sounds.of(node.surname());
        let least = if node.parts.len() > 1 { SURNAME } else { ALONE };
        for reading in readings.iter().filter(|reading| reading.chars().count() >= least) {
            let list = leads.entry((node.kind, reading.clone())).or_default();
            for &known in list.iter() {
                let Some(other) = nodes.get(known) else { continue };
                // A text that names both tells two places apart; of people it may be careless.
                let both = || {
                    let mine = documents.get(&(node.kind, node.parts.as_slice()));
                    let theirs = documents.get(&(other.kind, other.parts.as_slice()));
                    mine.zip(theirs).is_some_and(|(a, b)| shared(a, b) > 0)
                };
                if same_given_names(node, other, sounds)
                    && !(node.kind == EntityKind::Loc && both())
                    && sets.join(known, at)
                {
                    let (one, two) = (&node.name, &other.name);
                    joins.push((at, format!("{one} = {two}: transliterations of one name")));
                }
            }
            if list.len() < POSTINGS && list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
}

/// Whether all words of two names but the last are one, each with its counterpart.
fn same_given_names(a: &Node, b: &Node, sounds: &mut Sounds) -> bool {
    a.parts.len() == b.parts.len()
        && a.parts
            .iter()
            .zip(&b.parts)
            .rev()
            .skip(1)
            .all(|(x, y)| x == y || share(&sounds.given(x), &sounds.given(y), GIVEN))
}

/// `J. Orsini` is the one full name whose first name begins so.
pub(crate) fn join_initials(nodes: &[Node], sets: &mut Sets, joins: &mut Joins) {
    let mut holders: FxHashMap<(&str, char), Vec<usize>> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(first) = first_letter(node)
            && node.is_full_name()
            && !has_initial(node)
        {
            let root = sets.find(at);
            let list = holders.entry((node.surname(), first)).or_default();
            if !list.contains(&root) && list.len() < 2 {
                list.push(root);
            }
        }
    }
    for (at, node) in nodes.iter().enumerate() {
        if has_initial(node)
            && let Some(first) = first_letter(node)
            && let Some([only]) = holders.get(&(node.surname(), first)).map(Vec::as_slice)
            && sets.join(*only, at)
            && let Some(other) = nodes.get(*only)
        {
            joins.push((at, format!("{} = {}: the only such initial", node.name, other.name)));
        }
    }
}

fn first_letter(node: &Node) -> Option<char> {
    node.parts.first()?.chars().next()
}

fn has_initial(node: &Node) -> bool {
    node.kind == EntityKind::Per
        && node.parts.len() == 2
        && node.parts.first().is_some_and(|first| first.chars().count() == 1)
}

/// One surname and the nodes that have no other name.
struct Surname<'n> {
    surname: &'n str,
    nodes: Vec<usize>,
    mentions: usize,
}

/// Joins surnames alone to the only person they may be, or else among themselves.
pub(crate) fn join_surnames(
    nodes: &[Node],
    sets: &mut Sets,
    sounds: &mut Sounds,
    joins: &mut Joins,
) {
    let mut alone: Vec<Surname<'_>> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    // The sets of the full names of each surname; more than two say no more than two do.
    let mut holders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut full: Vec<&str> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if node.is_full_name() {
            let root = sets.find(at);
            let list = holders.entry(node.surname()).or_default();
            if list.is_empty() {
                full.push(node.surname());
            }
            if !list.contains(&root) && list.len() < 2 {
                list.push(root);
            }
        } else if node.kind == EntityKind::Per && !node.parts.is_empty() {
            let surname = node.surname();
            let number = *known.entry(surname).or_insert(alone.len());
            if number == alone.len() {
                alone.push(Surname { surname, nodes: Vec::new(), mentions: 0 });
            }
            if let Some(entry) = alone.get_mut(number) {
                entry.nodes.push(at);
                entry.mentions += node.mentions.len();
            }
        }
    }
    if alone.is_empty() {
        return;
    }
    let mut leads: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for surname in full {
        for reading in sounds.of(surname).iter().filter(|r| r.chars().count() >= ALONE) {
            let list = leads.entry(reading.clone()).or_default();
            for root in holders.get(surname).into_iter().flatten() {
                if !list.contains(root) && list.len() < 2 {
                    list.push(*root);
                }
            }
        }
    }
    // In how many documents and how often it stands; a sort keeps the order of equals.
    alone.sort_by_key(|entry| std::cmp::Reverse((entry.nodes.len(), entry.mentions)));
    let mut clusters: FxHashMap<String, usize> = FxHashMap::default();
    for entry in &alone {
        let Some(&first) = entry.nodes.first() else { continue };
        let readings = sounds.of(entry.surname);
        let long = || readings.iter().filter(|reading| reading.chars().count() >= ALONE);
        let mut candidates: Vec<usize> = match holders.get(entry.surname) {
            Some(exact) => exact.clone(),
            None => long().filter_map(|reading| leads.get(reading)).flatten().copied().collect(),
        };
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.is_empty() {
            candidates.extend(long().filter_map(|reading| clusters.get(reading)));
            candidates.sort_unstable();
            candidates.dedup();
            let target = match candidates.as_slice() {
                [only] => *only,
                _ => first,
            };
            // A spelling that may be either of two names leads to neither.
            if candidates.len() < 2 {
                for reading in long() {
                    clusters.entry(reading.clone()).or_insert(target);
                }
            }
            candidates = vec![target];
        }
        // Two people of the surname: it stays by itself.
        let [target] = candidates.as_slice() else { continue };
        for &at in &entry.nodes {
            sets.join(*target, at);
        }
        if *target != first
            && let Some((node, other)) = nodes.get(first).zip(nodes.get(*target))
            && node.surname() != other.surname()
        {
            let why = format!("{} = {}: spellings of one surname", node.name, other.name);
            joins.push((first, why));
        }
    }
}
