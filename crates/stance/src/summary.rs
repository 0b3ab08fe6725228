//! What the sentences of a document come to: its tone, and who stands how towards whom.

use postil_core::{Stance, Tone, json};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The stances of one holder towards one target.
struct Group<'a> {
    target: &'a str,
    holder: &'a str,
    mentions: usize,
    /// Sums over the mentions: probabilities weighed by 1 − p(neutral), the weights, and the
    /// probabilities as they are.
    weighed: [f64; 3],
    weight: f64,
    plain: [f64; 3],
}

impl Group<'_> {
    /// The mean of the probabilities, each mention weighed by how much of a view it shows.
    fn mean(&self) -> [f64; 3] {
        if self.weight > 1e-6 {
            self.weighed.map(|sum| sum / self.weight)
        } else {
            self.plain.map(|sum| sum / self.mentions.max(1) as f64)
        }
    }
}

/// The document's result. `names` gives the name of each target's id.
///
/// Groups come in order of their number of mentions, most first, then of their first mention.
pub(crate) fn result(tones: &[Tone], stances: &[Stance], names: &BTreeMap<&str, &str>) -> Value {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for stance in stances {
        let (target, holder) = (&*stance.target, &*stance.holder);
        let place = *places.entry((target, holder)).or_insert(groups.len());
        if place == groups.len() {
            let (weighed, plain) = ([0.0; 3], [0.0; 3]);
            groups.push(Group { target, holder, mentions: 0, weighed, weight: 0.0, plain });
        }
        let Some(group) = groups.get_mut(place) else { continue };
        let p = stance.p.map(f64::from);
        let weight = (1.0 - p[1]).max(0.0);
        group.mentions += 1;
        group.weight += weight;
        for (class, part) in p.into_iter().enumerate() {
            group.weighed[class] += weight * part;
            group.plain[class] += part;
        }
    }
    groups.sort_by_key(|group| Reverse(group.mentions));
    let targets: Vec<Value> = groups
        .iter()
        .map(|group| {
            let [negative, neutral, positive] = group.mean();
            let p = json::object([
                ("negative", negative.into()),
                ("neutral", neutral.into()),
                ("positive", positive.into()),
            ]);
            json::object([
                ("entity", group.target.into()),
                ("name", names.get(group.target).copied().unwrap_or(group.target).into()),
                ("mentions", group.mentions.into()),
                ("holder", group.holder.into()),
                ("stance", (positive - negative).into()),
                ("p", p),
            ])
        })
        .collect();
    json::object([("tone", mean_tone(tones).into()), ("targets", Value::Array(targets))])
}

/// The mean tone, each sentence weighed by its length in bytes.
fn mean_tone(tones: &[Tone]) -> f64 {
    let (mut sum, mut length) = (0.0, 0.0);
    for tone in tones {
        let bytes = tone.span.len() as f64;
        sum += f64::from(tone.value) * bytes;
        length += bytes;
    }
    if length > 0.0 { sum / length } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Polarity, Span, Via};

    fn stance(target: &str, holder: &str, p: [f32; 3]) -> Stance {
        Stance {
            span: Span::new("Smith", 0, 5).unwrap(),
            polarity: Polarity::Neutral,
            target: target.into(),
            holder: holder.into(),
            chain: Vec::new(),
            via: Via::Narration,
            p,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn groups_are_counted_and_ordered() {
        let stances = [
            stance("e1", "author", [0.5, 0.5, 0.0]),
            stance("e2", "e1", [0.0, 0.0, 1.0]),
            stance("e2", "e1", [0.0, 1.0, 0.0]),
        ];
        let names = BTreeMap::from([("e2", "Smith")]);
        let result = result(&[], &stances, &names);
        let targets = result["targets"].as_array().unwrap();
        assert_eq!(targets.len(), 2);
        assert_eq!(targets[0]["name"], "Smith");
        assert_eq!(targets[0]["mentions"], 2);
        assert_eq!(targets[0]["stance"], 1.0);
        assert_eq!(targets[1]["name"], "e1");
        assert_eq!(targets[1]["stance"], -0.5);
        assert_eq!(result["tone"], 0.0);
    }

    #[test]
    fn long_sentences_weigh_more() {
        let text = "aaa b";
        let tone = |from, to, value| Tone { span: Span::new(text, from, to).unwrap(), value };
        let mean = mean_tone(&[tone(0, 3, 1.0), tone(4, 5, -1.0)]);
        assert!((mean - 0.5).abs() < 1e-9);
    }
}
