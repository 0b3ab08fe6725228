//! Standardised features: mean 0 and standard deviation 1 over the rows.
//!
//! A penalty on weights is fair only to features of one size. The weights are put back into the
//! features' own units afterwards, so that who uses the model need not standardise.

use crate::logistic::Logistic;

/// Where each feature lies and how far it is spread.
pub struct Standard {
    means: Vec<f64>,
    /// Standard deviations (of the rows as a population); 1 where a feature never varies.
    scales: Vec<f64>,
}

impl Standard {
    /// Measures rows of one length, at least one.
    pub fn of(rows: &[Vec<f64>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let means: Vec<f64> = (0..width).map(|at| mean(rows, |row| row[at])).collect();
        let scales = (0..width)
            .map(|at| match mean(rows, |row| (row[at] - means[at]).powi(2)) {
                // What rounding leaves of a constant.
                variance if variance < 1e-18 => 1.0,
                variance => variance.sqrt(),
            })
            .collect();
        Self { means, scales }
    }

    /// The rows, standardised.
    pub fn apply(&self, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
        rows.iter()
            .map(|row| {
                let parts = row.iter().zip(&self.means).zip(&self.scales);
                parts.map(|((x, mean), scale)| (x - mean) / scale).collect()
            })
            .collect()
    }

    /// A model of standardised rows as a model of rows in their own units. The biases come out
    /// with the sum 0: the same number added to all changes no probability.
    pub fn undo(&self, mut model: Logistic) -> Logistic {
        for (bias, own) in model.bias.iter_mut().zip(&mut model.weights) {
            for ((weight, mean), scale) in own.iter_mut().zip(&self.means).zip(&self.scales) {
                *weight /= scale;
                *bias -= *weight * mean;
            }
        }
        let mean = model.bias.iter().sum::<f64>() / model.bias.len().max(1) as f64;
        model.bias.iter_mut().for_each(|bias| *bias -= mean);
        model
    }
}

/// The mean of a term over the rows.
fn mean(rows: &[Vec<f64>], term: impl Fn(&[f64]) -> f64) -> f64 {
    rows.iter().map(|row| term(row)).sum::<f64>() / rows.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_get_mean_zero_and_deviation_one() {
        let rows = vec![vec![1.0, 7.1], vec![3.0, 7.1], vec![5.0, 7.1], vec![7.0, 7.1]];
        let standard = Standard::of(&rows).apply(&rows);
        let column = |at: usize| standard.iter().map(move |row| row[at]);
        assert!(column(0).sum::<f64>().abs() < 1e-12);
        assert!((column(0).map(|x| x * x).sum::<f64>() / 4.0 - 1.0).abs() < 1e-12);
        assert!(column(1).all(|x| x.abs() < 1e-12));
    }

    #[test]
    fn a_model_says_the_same_in_either_unit() {
        let rows = vec![vec![1.0, -200.0], vec![3.0, 100.0], vec![8.0, 400.0]];
        let standard = Standard::of(&rows);
        let model = Logistic {
            bias: vec![0.2, -0.3, 0.7],
            weights: vec![vec![0.5, -0.1], vec![1.5, 0.4], vec![-2.0, 0.0]],
        };
        let plain = standard.undo(model.clone());
        assert!(plain.bias.iter().sum::<f64>().abs() < 1e-12);
        for (row, scaled) in rows.iter().zip(standard.apply(&rows)) {
            for (a, b) in plain.probabilities(row).iter().zip(model.probabilities(&scaled)) {
                assert!((a - b).abs() < 1e-12);
            }
        }
    }
}
