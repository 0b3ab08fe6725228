//! Counting what was found, missed and made up.

use crate::Mark;
use std::collections::BTreeSet;

/// The layer whose marks count by overlap.
const BY_OVERLAP: &str = "artifact";

/// Counts of one label, or of a whole layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Marks that are in the gold and were found.
    pub right: usize,
    /// Marks that were found.
    pub found: usize,
    /// Marks of the gold.
    pub gold: usize,
}

impl Score {
    /// The share of the found marks that is right; 0 without any.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of the gold that was found; 0 without any.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of both; 0 where both are.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// One difference between gold and found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// In the gold, and nothing was found there.
    Missed(Mark),
    /// Found, and nothing stands there in the gold.
    FalseAlarm(Mark),
    /// Found where the gold has something, under another label or with other bounds.
    Other {
        /// What the gold has.
        gold: Mark,
        /// What was found.
        found: Mark,
    },
}

impl Fault {
    /// The mark by whose place the fault is listed.
    pub fn mark(&self) -> &Mark {
        match self {
            Self::Missed(mark) | Self::FalseAlarm(mark) | Self::Other { gold: mark, .. } => mark,
        }
    }
}

/// How near the found marks of one layer come to the gold.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The layer.
    pub layer: String,
    /// All labels together.
    pub all: Score,
    /// Each label, in order of names.
    pub labels: Vec<(String, Score)>,
    /// What went wrong, in text order.
    pub faults: Vec<Fault>,
}

/// Compares the marks of one layer.
pub fn compare(layer: &str, gold: &[Mark], found: &[Mark]) -> Comparison {
    let overlaps =
        |a: &Mark, b: &Mark| a.document == b.document && a.start < b.end && b.start < a.end;
    let right = |a: &Mark, b: &Mark| match layer {
        BY_OVERLAP => a.label == b.label && overlaps(a, b),
        _ => a == b,
    };
    let (mut gold_left, mut found_left) = pair(gold, found, right);
    let names: BTreeSet<&str> = gold.iter().chain(found).map(|mark| mark.label.as_str()).collect();
    let score = |wanted: Option<&str>| {
        let count = |marks: &[&Mark]| {
            marks.iter().filter(|mark| wanted.is_none_or(|label| mark.label == label)).count()
        };
        let (gold, left) = (count(&gold.iter().collect::<Vec<_>>()), count(&gold_left));
        let found = count(&found.iter().collect::<Vec<_>>());
        Score { right: gold - left, found, gold }
    };
    let all = score(None);
    let labels = names.iter().map(|name| ((*name).to_owned(), score(Some(name)))).collect();

    let mut faults = Vec::new();
    gold_left.retain(|gold| {
        let other = found_left.iter().position(|found| overlaps(gold, found));
        if let Some(place) = other {
            let found = found_left.remove(place).clone();
            faults.push(Fault::Other { gold: (*gold).clone(), found });
        }
        other.is_none()
    });
    faults.extend(gold_left.into_iter().cloned().map(Fault::Missed));
    faults.extend(found_left.into_iter().cloned().map(Fault::FalseAlarm));
    faults.sort_by(|a, b| a.mark().cmp(b.mark()));
    Comparison { layer: layer.to_owned(), all, labels, faults }
}

/// What is left of gold and found when each found mark has taken the first mark of the gold that
/// it is right about.
fn pair<'m>(
    gold: &'m [Mark],
    found: &'m [Mark],
    right: impl Fn(&Mark, &Mark) -> bool,
) -> (Vec<&'m Mark>, Vec<&'m Mark>) {
    let mut gold_left: Vec<&Mark> = gold.iter().collect();
    let mut found_left = Vec::new();
    for mark in found {
        match gold_left.iter().position(|gold| right(mark, gold)) {
            Some(place) => {
                gold_left.remove(place);
            }
            None => found_left.push(mark),
        }
    }
    (gold_left, found_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u64, end: u64, label: &str) -> Mark {
        Mark { document: "a".into(), start, end, label: label.into() }
    }

    #[test]
    fn each_label_has_its_rates() {
        let gold = [mark(0, 2, "PER"), mark(3, 5, "PER"), mark(6, 8, "LOC")];
        let found = [mark(0, 2, "PER"), mark(6, 8, "ORG"), mark(9, 10, "LOC")];
        let compared = compare("entity", &gold, &found);
        assert_eq!(compared.all, Score { right: 1, found: 3, gold: 3 });
        let of = |name: &str| compared.labels.iter().find(|(label, _)| label == name).unwrap().1;
        assert_eq!(of("PER"), Score { right: 1, found: 1, gold: 2 });
        assert_eq!((of("PER").precision(), of("PER").recall()), (1.0, 0.5));
        assert!((of("PER").f1() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(of("ORG").f1(), 0.0);
        assert_eq!(
            compared.faults,
            [
                Fault::Missed(mark(3, 5, "PER")),
                Fault::Other { gold: mark(6, 8, "LOC"), found: mark(6, 8, "ORG") },
                Fault::FalseAlarm(mark(9, 10, "LOC")),
            ]
        );
    }

    #[test]
    fn artifacts_count_by_overlap_and_each_once() {
        let gold = [mark(0, 10, "calque")];
        let found = [mark(2, 4, "calque"), mark(5, 6, "calque"), mark(10, 12, "calque")];
        let compared = compare("artifact", &gold, &found);
        assert_eq!(compared.all, Score { right: 1, found: 3, gold: 1 });
        assert_eq!(compared.faults.len(), 2);
        assert_eq!(compare("entity", &gold, &found).all.right, 0);
    }

    #[test]
    fn nothing_against_nothing_is_no_fault() {
        let compared = compare("entity", &[], &[]);
        assert!(compared.faults.is_empty() && compared.labels.is_empty());
        assert_eq!(compared.all.f1(), 0.0);
    }
}
