//! From measures to probabilities: multinomial logistic regression.

use crate::features::{FEATURES, Features, NAMES, role_feature};
use crate::reading::Reading;
use crate::settings::Engine;
use crate::valence;
use postil_core::{Evidence, Polarity, Token};
use std::sync::LazyLock;

/// At most so many words are shown as evidence.
const MOST_EVIDENCE: usize = 5;
/// Words that move the score by less than this (in logits) are not shown.
const LEAST_EVIDENCE: f32 = 0.05;

/// Weights of a model, for negative, neutral and positive.
#[derive(Debug)]
pub(crate) struct Model {
    bias: [f32; 3],
    weights: [[f32; FEATURES]; 3],
    /// Positive less negative: which way a feature moves the score, and how far.
    direction: [f32; FEATURES],
}

static FAST: LazyLock<Model> = LazyLock::new(|| {
    let mut weights = [[0.0; FEATURES]; 3];
    let mut direction = [0.0; FEATURES];
    for (feature, name) in NAMES.iter().enumerate() {
        let [negative, neutral, positive] = valence::weights(name);
        weights[0][feature] = negative;
        weights[1][feature] = neutral;
        weights[2][feature] = positive;
        direction[feature] = positive - negative;
    }
    Model { bias: valence::weights("bias"), weights, direction }
});

impl Model {
    /// The model that the settings name.
    pub(crate) fn of(engine: Engine) -> &'static Self {
        match engine {
            Engine::Fast => &FAST,
        }
    }

    /// Probabilities of negative, neutral and positive; their sum is 1.
    pub(crate) fn probabilities(&self, features: &Features) -> [f32; 3] {
        let mut p = self.bias;
        for (score, weights) in p.iter_mut().zip(&self.weights) {
            *score += weights.iter().zip(&features.values).map(|(w, x)| w * x).sum::<f32>();
        }
        let most = p.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        p = p.map(|score| (score - most).exp());
        let sum: f32 = p.iter().sum();
        p.map(|part| part / sum)
    }

    /// The words that moved the score most, at most five, in order of weight, then of place.
    pub(crate) fn evidence(
        &self,
        tokens: &[Token],
        reading: &Reading,
        features: &Features,
    ) -> Vec<Evidence> {
        // (first token, token after the last, weight)
        let mut found: Vec<(usize, usize, f32)> = features
            .shares(reading, &self.direction)
            .map(|(valued, weight)| (valued.first, valued.end, weight))
            .collect();
        for role in features.roles.iter().flatten() {
            let weight = role.strength * self.direction[role_feature(role)];
            match found.iter().position(|(first, end, _)| (*first..*end).contains(&role.at)) {
                Some(place) => found[place].2 += weight,
                None => found.push((role.at, role.at + 1, weight)),
            }
        }
        found.retain(|(_, _, weight)| weight.abs() >= LEAST_EVIDENCE);
        found.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()).then(a.0.cmp(&b.0)));
        found.truncate(MOST_EVIDENCE);
        found
            .iter()
            .filter_map(|&(first, end, weight)| {
                let last = tokens.get(end.checked_sub(1)?)?;
                Some(Evidence { span: tokens.get(first)?.span.join(last.span), weight })
            })
            .collect()
    }
}

/// The most probable class; of equal ones neutral, then negative.
pub(crate) fn most_probable(p: [f32; 3]) -> Polarity {
    let [negative, neutral, positive] = p;
    if neutral >= negative && neutral >= positive {
        Polarity::Neutral
    } else if negative >= positive {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tokens;

    fn judged(text: &str, name: &str) -> ([f32; 3], Vec<String>) {
        let tokens = tokens(text);
        let mut reading = Reading::default();
        reading.read(text, &tokens, &[]);
        let at = tokens.iter().position(|token| token.span.of(text) == name).unwrap();
        let features = Features::new(text, &tokens, &reading, at..at + 1);
        let model = Model::of(Engine::Fast);
        let words = model
            .evidence(&tokens, &reading, &features)
            .iter()
            .map(|evidence| evidence.span.of(text).to_owned())
            .collect();
        (model.probabilities(&features), words)
    }

    fn polarity(text: &str, name: &str) -> Polarity {
        most_probable(judged(text, name).0)
    }

    #[test]
    fn plain_views_are_found() {
        assert_eq!(
            polarity("The chancellor praised Smith for his courage.", "Smith"),
            Polarity::Positive
        );
        assert_eq!(polarity("Critics accused Smith of corruption.", "Smith"), Polarity::Negative);
        assert_eq!(polarity("Smith was accused of corruption.", "Smith"), Polarity::Negative);
        assert_eq!(polarity("The president met Smith on Tuesday.", "Smith"), Polarity::Neutral);
    }

    #[test]
    fn a_negation_takes_praise_back() {
        let (hailed, _) = judged("The minister hailed Smith.", "Smith");
        let (not_hailed, _) = judged("The minister did not hail Smith.", "Smith");
        assert_eq!(most_probable(hailed), Polarity::Positive);
        assert!(not_hailed[2] < hailed[2] / 2.0);
    }

    #[test]
    fn the_words_that_count_are_shown() {
        let (_, words) = judged("Critics accused Smith of corruption on Tuesday.", "Smith");
        assert!(words.iter().any(|word| word == "accused"));
        assert!(words.iter().any(|word| word == "corruption"));
        assert!(!words.iter().any(|word| word == "Tuesday"));
        assert!(judged("The president met Smith on Tuesday.", "Smith").1.is_empty());
    }

    #[test]
    fn equal_probabilities_are_neutral() {
        assert_eq!(most_probable([0.4, 0.4, 0.2]), Polarity::Neutral);
        assert_eq!(most_probable([0.4, 0.2, 0.4]), Polarity::Negative);
    }
}
