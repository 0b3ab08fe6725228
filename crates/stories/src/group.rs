//! Sketches into groups of documents on one run of events.

use crate::Sketch;
use crate::sets::Sets;
use postil_core::Fold;
use rustc_hash::FxHashMap;

/// Words a document is compared by: those with the greatest weight.
const WORDS: usize = 60;
/// Documents that one word or pair is followed to. What more documents have tells little.
const POSTINGS: usize = 50;
/// A word that more documents have leads to none of them; it still counts in the comparison.
const LEADING: u32 = 100;
/// Words and pairs that two documents must share before they are compared.
const HITS: u16 = 3;
/// Documents that a corpus is taken to hold besides the given ones, so that a word in two of two
/// documents still counts as rare, and the share of them that has any given word.
const PRIOR: f32 = 20.0;
const PRIOR_SHARE: f32 = 0.02;
/// Weight of the shared word pairs beside the cosine of the words.
const PAIR_WEIGHT: f32 = 0.2;
/// A pair that more than this many documents, or half of them, have is no mark of a story.
const PAIR_DOCUMENTS: u32 = 8;
/// How alike two documents must be, and two groups on the average of some of their members.
/// On news clusters of mixed sources this gives pairwise precision .96 and recall .69.
const ALIKE: f32 = 0.27;
const LINK: f32 = 0.9 * ALIKE;
/// Documents written further apart than this many days must be twice as alike.
const DAYS: u32 = 30;

/// A document's features with their weights in this corpus.
struct Weighed {
    /// Unit vector, by stem.
    words: Vec<(Fold, f32)>,
    /// Those of the words that lead to other documents: in several, but not in many.
    rare: Vec<Fold>,
    /// The pairs that few documents have, ascending.
    pairs: Vec<u32>,
}

/// Groups documents by their sketches: groups of at least two positions, in input order inside
/// and among groups. The same sketches in the same order give the same groups.
///
/// Time grows with the number of documents and not with its square: documents are only compared
/// where they share rare words, found through an inverted index with a bound on each list.
pub fn group(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let weighed = weigh(sketches);
    let mut edges: Vec<(f32, u32, u32)> = candidates(&weighed)
        .into_iter()
        .filter_map(|(a, b)| {
            let alike = similarity(sketches, &weighed, a as usize, b as usize);
            (alike >= ALIKE).then_some((alike, a, b))
        })
        .collect();
    edges.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut sets = Sets::new(sketches.len());
    let mut members: Vec<Vec<u32>> = (0..sketches.len() as u32).map(|n| vec![n]).collect();
    for (_, a, b) in edges {
        let (a, b) = (sets.find(a as usize), sets.find(b as usize));
        if a == b {
            continue;
        }
        let (x, y) = (some(&members, a), some(&members, b));
        let mut sum = 0.0;
        for &i in &x {
            for &j in &y {
                sum += similarity(sketches, &weighed, i as usize, j as usize);
            }
        }
        if sum < LINK * (x.len() * y.len()) as f32 {
            continue;
        }
        sets.join(a, b);
        let moved = members.get_mut(a.max(b)).map(std::mem::take).unwrap_or_default();
        if let Some(list) = members.get_mut(a.min(b)) {
            list.extend(moved);
        }
    }
    sets.groups(2)
}

/// Three members of a group: its first, middle and last.
fn some(members: &[Vec<u32>], group: usize) -> Vec<u32> {
    let list = members.get(group).map_or(&[][..], Vec::as_slice);
    if list.len() <= 3 {
        return list.to_vec();
    }
    [0, list.len() / 2, list.len() - 1].iter().filter_map(|&at| list.get(at).copied()).collect()
}

fn weigh(sketches: &[Sketch]) -> Vec<Weighed> {
    let mut documents: FxHashMap<Fold, u32> = FxHashMap::default();
    let mut holders: FxHashMap<u32, u32> = FxHashMap::default();
    for sketch in sketches {
        for (stem, _) in &sketch.words {
            *documents.entry(*stem).or_default() += 1;
        }
        for pair in &sketch.pairs {
            *holders.entry(*pair).or_default() += 1;
        }
    }
    let total = sketches.len() as f32 + PRIOR;
    let rarity = |stem: &Fold| {
        let seen = documents.get(stem).copied().unwrap_or(1) as f32;
        (total / (seen + PRIOR * PRIOR_SHARE)).ln().max(0.0)
    };
    let most = PAIR_DOCUMENTS.min(sketches.len() as u32 / 2).max(2);
    let weigh_one = |sketch: &Sketch| {
        // Weights are not negative, so that their bits sort as they do: the greatest first, of
        // equals the one with the least stem.
        let rank = |(stem, count): &(Fold, f32)| {
            u64::from(!(count * rarity(stem)).to_bits()) << 32 | u64::from(stem.0)
        };
        let mut ranks: Vec<u64> = sketch.words.iter().map(rank).collect();
        if ranks.len() > WORDS {
            ranks.select_nth_unstable(WORDS);
            ranks.truncate(WORDS);
        }
        ranks.sort_unstable();
        let word = |rank: &u64| (Fold(*rank as u32), f32::from_bits(!((rank >> 32) as u32)));
        let mut words: Vec<(Fold, f32)> = ranks.iter().map(word).collect();
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            words.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        words.sort_unstable_by_key(|(stem, _)| *stem);
        let leads = |stem: &Fold| documents.get(stem).is_some_and(|n| (2..=LEADING).contains(n));
        let rare = words.iter().map(|(stem, _)| *stem).filter(leads).collect();
        let few = |pair: &&u32| holders.get(*pair).is_some_and(|n| (2..=most).contains(n));
        let pairs = sketch.pairs.iter().filter(few).copied().collect();
        Weighed { words, rare, pairs }
    };
    sketches.iter().map(weigh_one).collect()
}

/// Pairs of documents (earlier, later) that share enough to be compared.
fn candidates(weighed: &[Weighed]) -> Vec<(u32, u32)> {
    // The last document with each word and pair, from which the earlier ones are reached: each
    // link is a document and the number of the link before, `NONE` at the end.
    const NONE: u32 = u32::MAX;
    let mut of_word: FxHashMap<Fold, u32> = FxHashMap::default();
    let mut of_pair: FxHashMap<u32, u32> = FxHashMap::default();
    let mut links: Vec<(u32, u32)> = Vec::new();
    let mut hits = vec![0_u16; weighed.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut out = Vec::new();
    for (number, document) in weighed.iter().enumerate() {
        let mut visit = |last: &mut u32| {
            let mut at = *last;
            // A running story goes on with its latest documents.
            for _ in 0..POSTINGS {
                let Some(&(other, before)) = links.get(at as usize) else { break };
                if let Some(count) = hits.get_mut(other as usize) {
                    if *count == 0 {
                        touched.push(other);
                    }
                    *count = count.saturating_add(1);
                }
                at = before;
            }
            let link = links.len() as u32;
            links.push((number as u32, *last));
            *last = link;
        };
        for stem in &document.rare {
            visit(of_word.entry(*stem).or_insert(NONE));
        }
        for pair in &document.pairs {
            visit(of_pair.entry(*pair).or_insert(NONE));
        }
        touched.sort_unstable();
        for other in touched.drain(..) {
            if let Some(count) = hits.get_mut(other as usize) {
                if *count >= HITS {
                    out.push((other, number as u32));
                }
                *count = 0;
            }
        }
    }
    out
}

/// How alike two documents are: cosine of their words, plus what rare word pairs they share
/// beside the square root of the pairs of the shorter one.
fn similarity(sketches: &[Sketch], weighed: &[Weighed], a: usize, b: usize) -> f32 {
    let (Some(x), Some(y), Some(s), Some(t)) =
        (weighed.get(a), weighed.get(b), sketches.get(a), sketches.get(b))
    else {
        return 0.0;
    };
    let (mut i, mut j, mut cosine) = (0, 0, 0.0);
    while let (Some(p), Some(q)) = (x.words.get(i), y.words.get(j)) {
        match p.0.cmp(&q.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                cosine += p.1 * q.1;
                i += 1;
                j += 1;
            }
        }
    }
    // Both samples are complete below the smaller limit, which says what share of all was seen.
    let seen = (f64::from(s.complete.min(t.complete)) / f64::from(u32::MAX)).max(1e-6) as f32;
    let both = crate::sets::shared(&x.pairs, &y.pairs) as f32 / seen;
    let alike =
        cosine + PAIR_WEIGHT * both / (s.pair_count.min(t.pair_count).max(60) as f32).sqrt();
    let apart = s.day.zip(t.day).is_some_and(|(s, t)| s.abs_diff(t) > DAYS);
    if apart { alike / 2.0 } else { alike }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;
    use postil_testkit::article;

    const FLOOD: [&str; 2] = [
        "The river Elbe flooded Dresden on Monday and mayor Hilbert closed two bridges. \
         Rescue teams carried residents from cellars in Pieschen.",
        "Mayor Hilbert closed two bridges in Dresden after the river Elbe flooded the city. \
         In Pieschen rescue teams carried residents out of cellars.",
    ];
    const STRIKE: [&str; 2] = [
        "Pilots of the airline Ruritania Air walked out over pay, and union leader Orsini \
         promised a longer strike at Zenda airport.",
        "Union leader Orsini said pilots of Ruritania Air would strike longer at Zenda airport \
         unless pay rises.",
    ];

    fn sketches(texts: &[&str]) -> Vec<Sketch> {
        texts.iter().map(|text| sketch(&article("a", text, &[]))).collect()
    }

    #[test]
    fn documents_on_one_event_come_together_and_others_stay_apart() {
        let texts = [FLOOD[0], STRIKE[0], FLOOD[1], STRIKE[1], "A recipe for plum cake."];
        assert_eq!(group(&sketches(&texts)), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn one_theme_is_not_one_story() {
        let other = "Floods in Valencia killed forty people, and the regional government of \
                     Mazón called in the army to search garages.";
        assert!(group(&sketches(&[FLOOD[0], other])).is_empty());
        assert!(group(&[]).is_empty());
        assert!(group(&sketches(&["", "", ""])).is_empty());
    }

    #[test]
    fn the_order_of_other_documents_does_not_matter() {
        let one = group(&sketches(&[FLOOD[0], FLOOD[1], STRIKE[0]]));
        let two = group(&sketches(&[STRIKE[0], FLOOD[0], FLOOD[1]]));
        assert_eq!(one, [[0, 1]]);
        assert_eq!(two, [[1, 2]]);
    }
}
