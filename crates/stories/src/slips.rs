//! A rare spelling one slip away from a more frequent one.

use crate::entities::{Joins, Node};
use crate::reading::Reading;
use crate::sets::{Sets, shared};
use crate::variants::{Sounds, one_slip, share};
use crate::words::content_stems;
use postil_core::{EntityKind, Fold};
use rustc_hash::FxHashMap;

/// Most persons of a story that are compared; a bound on the square.
const SLIPS: usize = 400;
/// A misspelling is mentioned at most this often.
const RARE: usize = 2;
/// Characters of a reading that two first names must share.
const GIVEN: usize = 3;

/// What else must be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// The first names of two full names.
    FirstName,
    /// The words before the names (a title, a role), where one is a surname alone.
    Role,
}

/// How often a name stands, and in how many documents.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    mentions: usize,
    documents: usize,
}

/// Joins rare spellings to the name that they are a slip of.
pub(crate) fn join_slips(
    readings: &[Reading<'_>],
    nodes: &[Node],
    evidence: Evidence,
    sets: &mut Sets,
    sounds: &mut Sounds,
    joins: &mut Joins,
) {
    let persons: Vec<(usize, &Node)> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == EntityKind::Per && !node.parts.is_empty())
        .take(SLIPS)
        .collect();
    let uses = uses(&persons, sets);
    for (&(odd_at, odd), &seen) in persons.iter().zip(&uses) {
        if seen.mentions > RARE || seen.documents > 1 {
            continue;
        }
        let mut best: Option<(usize, usize, &Node)> = None;
        for (&(at, node), &known) in persons.iter().zip(&uses) {
            if known.mentions < seen.mentions || at == odd_at {
                continue;
            }
            // Of two that are equally rare the later one is the slip, unless one stands in more
            // documents.
            let wider = known.documents > seen.documents;
            if known.mentions == seen.mentions && !wider && at > odd_at {
                continue;
            }
            let both_full = odd.parts.len() > 1 && node.parts.len() > 1;
            let alike = match evidence {
                Evidence::FirstName => both_full && slip_of_full_name(odd, node, sounds),
                Evidence::Role => {
                    !both_full
                        && one_slip(odd.surname(), node.surname())
                        && shared(&role(readings, odd), &role(readings, node)) >= 2
                }
            };
            if alike && best.is_none_or(|(most, _, _)| known.mentions > most) {
                best = Some((known.mentions, at, node));
            }
        }
        if let Some((_, at, node)) = best
            && sets.join(at, odd_at)
        {
            let why = match evidence {
                Evidence::FirstName => "one slip, the same first name",
                Evidence::Role => "one slip, the same role",
            };
            joins.push((odd_at, format!("{} = {}: {why}", odd.name, node.name)));
        }
    }
}

/// The uses of each person: of its surname, however it was linked, or of all spellings that it was
/// linked with, whichever are more.
fn uses(persons: &[(usize, &Node)], sets: &mut Sets) -> Vec<Uses> {
    #[derive(Default)]
    struct Seen {
        uses: Uses,
        last: Option<usize>,
    }
    impl Seen {
        // Nodes come in the order of their documents.
        fn add(&mut self, node: &Node) {
            self.uses.mentions += node.mentions.len();
            self.uses.documents += usize::from(self.last != Some(node.document));
            self.last = Some(node.document);
        }
    }
    let mut surnames: FxHashMap<&str, Seen> = FxHashMap::default();
    let mut linked: FxHashMap<usize, Seen> = FxHashMap::default();
    for &(at, node) in persons {
        surnames.entry(node.surname()).or_default().add(node);
        linked.entry(sets.find(at)).or_default().add(node);
    }
    persons
        .iter()
        .map(|&(at, node)| {
            let a = surnames.get(node.surname()).map_or(Uses::default(), |seen| seen.uses);
            let b = linked.get(&sets.find(at)).map_or(Uses::default(), |seen| seen.uses);
            Uses { mentions: a.mentions.max(b.mentions), documents: a.documents.max(b.documents) }
        })
        .collect()
}

/// Whether the surnames are one slip apart, as written or as they sound, and the first names one.
fn slip_of_full_name(odd: &Node, node: &Node, sounds: &mut Sounds) -> bool {
    let (Some(first), Some(other)) = (odd.parts.first(), node.parts.first()) else { return false };
    if one_slip(odd.surname(), node.surname()) {
        return first == other || share(&sounds.given(first), &sounds.given(other), GIVEN);
    }
    if first != other {
        return false;
    }
    let (a, b) = (sounds.of(odd.surname()), sounds.of(node.surname()));
    let sounds = |reading: &&String| !reading.starts_with('=');
    a.iter().filter(sounds).any(|x| b.iter().filter(sounds).any(|y| one_slip(x, y)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::link;
    use EntityKind::Per;
    use postil_testkit::article;

    /// How many people the names are, each in a document of its own.
    fn people(names: &[&str]) -> usize {
        let documents: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(n, name)| {
                let text = format!("{name} spoke.");
                article(&n.to_string(), &text, &[(*name, Per, *name)])
            })
            .collect();
        let readings: Vec<_> = documents.iter().map(Reading::new).collect();
        link(&readings).entities.len()
    }

    #[test]
    fn a_rare_slip_in_the_sound_joins_under_one_first_name() {
        assert_eq!(people(&["Ada Ushakov", "Ada Ushakov", "Ada Uschkow"]), 1);
        assert_eq!(people(&["Ada Ushakov", "Ada Ushakov", "Leo Uschkow"]), 2);
    }

    #[test]
    fn a_spelling_that_belongs_to_a_frequent_name_is_no_slip() {
        // Danilov is rare by itself, yet two other documents spell the name in their ways.
        let spoke = ["Danilov", "Danilow", "Daniłow", "Damilov", "Damilov", "Damilov"];
        let signed = |name: &&str| format!("The statement was signed by President {name}.");
        let texts: Vec<String> = spoke.iter().map(signed).collect();
        let documents: Vec<_> = spoke
            .iter()
            .zip(&texts)
            .enumerate()
            .map(|(n, (name, text))| article(&n.to_string(), text, &[(*name, Per, *name)]))
            .collect();
        let readings: Vec<_> = documents.iter().map(Reading::new).collect();
        assert_eq!(link(&readings).entities.len(), 2);
    }
}
