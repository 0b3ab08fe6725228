//! Comparisons as tables and lists for people.

use crate::{Comparison, Fault, Gold, Mark, Marks, Score, compare};
use std::fmt;

/// Characters of text that are shown on either side of a mark.
const AROUND: usize = 24;

/// Longest words that are shown whole, in characters, and what is shown of others at either end.
const WHOLE: usize = 60;
const END: usize = 28;

/// Comparisons of several layers with one gold file.
///
/// Shown ([`Display`](fmt::Display)) as a table with a line for each layer and label, then each
/// miss and false alarm with the words around it.
#[derive(Clone, Debug)]
pub struct Report<'g> {
    gold: &'g Gold,
    /// The comparisons, one a layer.
    pub layers: Vec<Comparison>,
}

impl<'g> Report<'g> {
    /// Compares the marks of these layers.
    pub fn new<'l>(
        gold: &'g Gold,
        found: &Marks,
        layers: impl IntoIterator<Item = &'l str>,
    ) -> Self {
        let marks = gold.marks();
        let layers = layers
            .into_iter()
            .map(|layer| compare(layer, marks.of(layer), found.of(layer)))
            .collect();
        Self { gold, layers }
    }

    /// The comparison of a layer.
    pub fn layer(&self, name: &str) -> Option<&Comparison> {
        self.layers.iter().find(|comparison| comparison.layer == name)
    }

    /// The table alone: a line for each layer, and for each label where there are several.
    pub fn table(&self) -> String {
        let mut out = format!(
            "{:<10} {:<14} {:>9} {:>9} {:>9} {:>7} {:>7}\n",
            "layer", "label", "precision", "recall", "F1", "found", "gold"
        );
        for comparison in &self.layers {
            line(&mut out, &comparison.layer, "all", comparison.all);
            if comparison.labels.len() > 1 {
                for (label, score) in &comparison.labels {
                    line(&mut out, &comparison.layer, label, *score);
                }
            }
        }
        out
    }

    /// The misses and false alarms of a layer, a line each, with the words around them.
    pub fn faults(&self, comparison: &Comparison) -> String {
        let mut out = String::new();
        for fault in &comparison.faults {
            let mark = fault.mark();
            let what = match fault {
                Fault::Missed(gold) => format!("missed {}", named(gold)),
                Fault::FalseAlarm(found) => format!("false alarm {}", named(found)),
                Fault::Other { gold, found }
                    if (gold.start, gold.end) == (found.start, found.end) =>
                {
                    format!("found {} for {}", named(found), named(gold))
                }
                Fault::Other { gold, found } => {
                    let words = self.part(found, found.start, found.end);
                    format!("found {} “{}” for {}", named(found), shortened(words), named(gold))
                }
            };
            out.push_str(&format!(
                "{}:{}..{}: {what}: {}\n",
                mark.document,
                mark.start,
                mark.end,
                self.context(mark)
            ));
        }
        out
    }

    /// The mark's words in brackets, with the text around them.
    fn context(&self, mark: &Mark) -> String {
        let text = self.gold.text(&mark.document).unwrap_or_default();
        let before = self.part(mark, 0, mark.start);
        let after = self.part(mark, mark.end, text.len() as u64);
        let before_start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let after_end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let shown = format!(
            "{}{}[{}]{}{}",
            if before_start > 0 { "…" } else { "" },
            before.get(before_start..).unwrap_or_default(),
            shortened(self.part(mark, mark.start, mark.end)),
            after.get(..after_end).unwrap_or_default(),
            if after_end < after.len() { "…" } else { "" },
        );
        shown.replace(['\n', '\r', '\t'], " ")
    }

    fn part(&self, mark: &Mark, start: u64, end: u64) -> &str {
        let text = self.gold.text(&mark.document).unwrap_or_default();
        text.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table())?;
        for comparison in &self.layers {
            if !comparison.faults.is_empty() {
                write!(f, "\n{}\n{}", comparison.layer, self.faults(comparison))?;
            }
        }
        Ok(())
    }
}

fn line(out: &mut String, layer: &str, label: &str, score: Score) {
    out.push_str(&format!(
        "{layer:<10} {label:<14} {:>9.4} {:>9.4} {:>9.4} {:>7} {:>7}\n",
        score.precision(),
        score.recall(),
        score.f1(),
        score.found,
        score.gold
    ));
}

/// A mark's label, in words that fit into a sentence.
fn named(mark: &Mark) -> &str {
    if mark.label.is_empty() { "a note" } else { &mark.label }
}

fn shortened(words: &str) -> String {
    let count = words.chars().count();
    if count <= WHOLE {
        return words.to_owned();
    }
    let head: String = words.chars().take(END).collect();
    let tail: String = words.chars().skip(count - END).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn misses_and_false_alarms_can_be_read() {
        let note = |start: u64, end: u64, label: &str| json!({"layer": "entity", "start": start, "end": end, "label": label});
        let text = "Kallas met Olaf\nScholz in Tallinn on Monday, said the minister.";
        let gold = json!({"id": "a", "text": text, "annotations":
            [note(0, 6, "PER"), note(11, 22, "PER"), note(26, 33, "LOC")]});
        let gold = Gold::parse(&gold.to_string(), |_| Ok(String::new())).unwrap();
        let found = json!({"id": "a", "annotations":
            [note(11, 15, "PER"), note(26, 33, "ORG"), note(37, 43, "ORG")]});
        let report = Report::new(&gold, &Marks::of_records([&found]), ["entity"]);
        assert_eq!(
            report.to_string(),
            "layer      label          precision    recall        F1   found    gold\n\
             entity     all               0.0000    0.0000    0.0000       3       3\n\
             entity     LOC               0.0000    0.0000    0.0000       0       1\n\
             entity     ORG               0.0000    0.0000    0.0000       2       0\n\
             entity     PER               0.0000    0.0000    0.0000       1       2\n\
             \n\
             entity\n\
             a:0..6: missed PER: [Kallas] met Olaf Scholz in Tall…\n\
             a:11..22: found PER “Olaf” for PER: Kallas met [Olaf Scholz] in Tallinn on Monday, s…\n\
             a:26..33: found ORG for LOC: …llas met Olaf Scholz in [Tallinn] on Monday, said the min…\n\
             a:37..43: false alarm ORG: …af Scholz in Tallinn on [Monday], said the minister.\n"
        );
        assert_eq!(report.layer("entity").unwrap().all.gold, 3);
        assert!(report.layer("quote").is_none());
    }
}
