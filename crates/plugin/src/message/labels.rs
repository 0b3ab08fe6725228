//! The table of labels of one layer, while it is written.

use std::collections::HashMap;

/// Up to so many labels the table is searched from its start, which is faster than hashing.
const FEW: usize = 16;

/// Addresses that are remembered.
const SLOTS: usize = 64;

/// The labels of one layer, each once, in order of first use.
pub(super) struct Labels<'a> {
    texts: Vec<&'a str>,
    /// Filled once there are more than a few.
    places: HashMap<&'a str, u32>,
    /// The labels of built-in layers are constants, so that most notes bring a label which stood
    /// at the same address before. Such a label is found without being read.
    seen: [Option<(&'a str, u32)>; SLOTS],
}

impl<'a> Labels<'a> {
    pub(super) fn new() -> Self {
        Self { texts: Vec::new(), places: HashMap::new(), seen: [None; SLOTS] }
    }

    /// The labels, each at its place.
    pub(super) fn texts(&self) -> &[&'a str] {
        &self.texts
    }

    /// The place of a label, which is added if it is new.
    pub(super) fn place(&mut self, label: &'a str) -> u32 {
        // Constants lie side by side in memory, so the lowest bits tell them apart.
        let slot = label.as_ptr().addr() % SLOTS;
        if let Some(Some((held, place))) = self.seen.get(slot)
            && std::ptr::eq(*held, label)
        {
            return *place;
        }
        let place = self.find(label);
        if let Some(seen) = self.seen.get_mut(slot) {
            *seen = Some((label, place));
        }
        place
    }

    fn find(&mut self, label: &'a str) -> u32 {
        let found = if self.texts.len() <= FEW {
            self.texts.iter().position(|held| *held == label).map(|place| place as u32)
        } else {
            self.places.get(label).copied()
        };
        if let Some(place) = found {
            return place;
        }
        let place = self.texts.len() as u32;
        self.texts.push(label);
        if self.texts.len() > FEW {
            // The first time all of them, later the new one alone.
            let from = self.places.len();
            for (place, &label) in self.texts.iter().enumerate().skip(from) {
                self.places.insert(label, place as u32);
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_labels_have_one_place_wherever_they_lie() {
        let texts: Vec<String> = (0..100).map(|number| format!("l{}", number % 40)).collect();
        let mut labels = Labels::new();
        for round in 0..2 {
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(labels.place(text), number as u32 % 40, "round {round}");
            }
        }
        assert_eq!(labels.texts().len(), 40);
        assert_eq!(labels.texts().last(), Some(&"l39"));
    }

    #[test]
    fn a_label_at_the_start_of_another_is_another() {
        let text = "ADVERB";
        let mut labels = Labels::new();
        assert_eq!(labels.place(text), 0);
        assert_eq!(labels.place(&text[..3]), 1);
        assert_eq!(labels.place(""), 2);
        assert_eq!(labels.place(text), 0);
    }
}
