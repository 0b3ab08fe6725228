//! Multinomial logistic regression with an L2 penalty.
//!
//! What is made least is the mean of −ln p(class) over the n rows plus ‖w‖² / (2·C·n), the biases
//! free of the penalty: the optimum of scikit-learn's `LogisticRegression(C)`.
//!
//! Damped Newton steps, each solved by conjugate gradients, which need the second derivatives only
//! as products with a vector (Lin, Weng and Keerthi 2008, JMLR 9). The function is convex, so the
//! start does not matter; the gradient is driven so near to zero that weights rounded to four
//! decimals are the same whatever the last bits of `exp` are on a machine. Stochastic gradients
//! were rejected: their result depends on the order of the rows.

/// At most so many Newton steps; about six are needed.
const STEPS: usize = 60;
/// The search ends when no part of the gradient is larger.
const TOLERANCE: f64 = 1e-10;
/// Conjugate gradients end when the squared residual has fallen by this factor.
const RESIDUAL: f64 = 1e-12;
/// How often a step that leads uphill is halved, and how much of a rise is only rounding.
const HALVINGS: i32 = 40;
const ROUNDING: f64 = 1e-13;

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic {
    /// One for each class.
    pub bias: Vec<f64>,
    /// For each class one weight a feature.
    pub weights: Vec<Vec<f64>>,
}

impl Logistic {
    /// Fits a model. Rows are of one length, there is at least one, and `labels` holds a number
    /// below `classes` for each. A larger `c` is a weaker penalty.
    pub fn fit(rows: &[Vec<f64>], labels: &[usize], classes: usize, c: f64) -> Self {
        let width = rows.first().map_or(0, Vec::len) + 1;
        let rows: Vec<Vec<f64>> =
            rows.iter().map(|row| row.iter().copied().chain([1.0]).collect()).collect();
        let penalty = 1.0 / (c * rows.len() as f64);
        let found = Problem { rows: &rows, labels, classes, width, penalty }.solve();
        let (mut bias, mut weights) = (Vec::new(), Vec::new());
        for own in found.chunks_exact(width) {
            bias.push(own[width - 1]);
            weights.push(own[..width - 1].to_vec());
        }
        Self { bias, weights }
    }

    /// The probability of each class.
    pub fn probabilities(&self, row: &[f64]) -> Vec<f64> {
        let scores = self.bias.iter().zip(&self.weights).map(|(bias, own)| bias + dot(own, row));
        softmax(scores.collect())
    }
}

/// What is to be solved. The last feature of each row is the 1 that the bias is multiplied with;
/// a point is one run of `width` numbers a class.
struct Problem<'a> {
    rows: &'a [Vec<f64>],
    labels: &'a [usize],
    classes: usize,
    width: usize,
    penalty: f64,
}

/// The function at one point.
struct Value {
    loss: f64,
    gradient: Vec<f64>,
    /// For each row the probability of each class.
    p: Vec<Vec<f64>>,
}

impl Problem<'_> {
    fn solve(&self) -> Vec<f64> {
        let mut w = vec![0.0; self.classes * self.width];
        let mut value = self.value(&w);
        for _ in 0..STEPS {
            if value.gradient.iter().all(|part| part.abs() <= TOLERANCE) {
                break;
            }
            let step = self.newton_step(&value);
            let better = (0..HALVINGS).find_map(|halvings| {
                let mut tried = w.clone();
                add(&mut tried, 0.5_f64.powi(halvings), &step);
                let there = self.value(&tried);
                (there.loss <= value.loss + ROUNDING).then_some((tried, there))
            });
            let Some(better) = better else { break };
            (w, value) = better;
        }
        w
    }

    fn value(&self, w: &[f64]) -> Value {
        let p: Vec<Vec<f64>> = self.rows.iter().map(|row| softmax(self.scores(w, row))).collect();
        let fit: f64 = p.iter().zip(self.labels).map(|(p, &label)| -p[label].ln()).sum();
        let size: f64 =
            w.chunks_exact(self.width).map(|own| dot(own, own) - own[self.width - 1].powi(2)).sum();
        let gradient = self.gather(w, |number, _| {
            let mut error = p[number].clone();
            error[self.labels[number]] -= 1.0;
            error
        });
        Value { loss: fit / self.rows.len() as f64 + self.penalty * size / 2.0, gradient, p }
    }

    /// Solves H · step = −gradient, H the second derivatives.
    fn newton_step(&self, value: &Value) -> Vec<f64> {
        let mut step = vec![0.0; value.gradient.len()];
        let mut residual: Vec<f64> = value.gradient.iter().map(|part| -part).collect();
        let mut direction = residual.clone();
        let mut size = dot(&residual, &residual);
        let goal = size * RESIDUAL;
        for _ in 0..2 * step.len() {
            let product = self.gather(&direction, |number, row| {
                let (p, scores) = (&value.p[number], self.scores(&direction, row));
                let mean = dot(p, &scores);
                p.iter().zip(scores).map(|(p, score)| p * (score - mean)).collect()
            });
            let curvature = dot(&direction, &product);
            if size <= goal || curvature <= 0.0 {
                break;
            }
            let length = size / curvature;
            add(&mut step, length, &direction);
            add(&mut residual, -length, &product);
            let next = dot(&residual, &residual);
            for (to, from) in direction.iter_mut().zip(&residual) {
                *to = from + next / size * *to;
            }
            size = next;
        }
        step
    }

    /// The mean over the rows of `error` times the row, class by class, plus the penalty's part.
    fn gather(&self, w: &[f64], error: impl Fn(usize, &[f64]) -> Vec<f64>) -> Vec<f64> {
        let share = 1.0 / self.rows.len() as f64;
        let mut sums = vec![0.0; w.len()];
        for (number, row) in self.rows.iter().enumerate() {
            for (own, error) in sums.chunks_exact_mut(self.width).zip(error(number, row)) {
                add(own, share * error, row);
            }
        }
        for (own, w) in sums.chunks_exact_mut(self.width).zip(w.chunks_exact(self.width)) {
            add(&mut own[..self.width - 1], self.penalty, w);
        }
        sums
    }

    fn scores(&self, w: &[f64], row: &[f64]) -> Vec<f64> {
        w.chunks_exact(self.width).map(|own| dot(own, row)).collect()
    }
}

fn softmax(mut scores: Vec<f64>) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
    scores
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], times: f64, from: &[f64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += times * from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three clouds around the corners of a triangle.
    fn clouds() -> (Vec<Vec<f64>>, Vec<usize>) {
        let corners = [(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)];
        (0..60_usize)
            .map(|number| {
                let (x, y) = corners[number % 3];
                let (left, up) = ((number * 7 % 11) as f64 - 5.0, (number * 5 % 13) as f64 - 6.0);
                (vec![x + left / 10.0, y + up / 10.0], number % 3)
            })
            .unzip()
    }

    fn most(p: &[f64]) -> usize {
        (0..p.len()).max_by(|&a, &b| p[a].total_cmp(&p[b])).unwrap()
    }

    #[test]
    fn separable_classes_are_told_apart() {
        let (rows, labels) = clouds();
        let model = Logistic::fit(&rows, &labels, 3, 1.0);
        for (row, label) in rows.iter().zip(&labels) {
            let p = model.probabilities(row);
            assert_eq!(most(&p), *label);
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        for feature in 0..2 {
            assert!(model.weights.iter().map(|own| own[feature]).sum::<f64>().abs() < 1e-7);
        }
    }

    #[test]
    fn the_same_data_gives_the_same_bits() {
        let (rows, labels) = clouds();
        assert_eq!(Logistic::fit(&rows, &labels, 3, 0.3), Logistic::fit(&rows, &labels, 3, 0.3));
    }

    #[test]
    fn the_penalty_makes_weights_small() {
        let (rows, labels) = clouds();
        let size = |c: f64| {
            let model = Logistic::fit(&rows, &labels, 3, c);
            model.weights.iter().map(|own| dot(own, own)).sum::<f64>()
        };
        assert!(size(0.001) < size(0.1) && size(0.1) < size(10.0));
    }

    #[test]
    fn without_features_the_shares_of_the_classes_are_learnt() {
        let rows = vec![Vec::new(); 4];
        let p = Logistic::fit(&rows, &[0, 1, 1, 1], 2, 1.0).probabilities(&[]);
        assert!((p[0] - 0.25).abs() < 1e-8 && (p[1] - 0.75).abs() < 1e-8);
    }

    #[test]
    fn the_gradient_is_that_of_the_loss_and_vanishes_at_the_end() {
        let (mut rows, labels) = clouds();
        rows.iter_mut().for_each(|row| row.push(1.0));
        let problem = Problem { rows: &rows, labels: &labels, classes: 3, width: 3, penalty: 0.05 };
        let end = problem.value(&problem.solve());
        assert!(end.gradient.iter().all(|part| part.abs() <= TOLERANCE));
        let (at, d) = ([0.3, -0.2, 0.1, 0.0, 0.5, -0.4, 0.2, 0.1, 0.0], 1e-6);
        for (axis, part) in problem.value(&at).gradient.iter().enumerate() {
            let (mut ahead, mut behind) = (at, at);
            ahead[axis] += d;
            behind[axis] -= d;
            let slope = (problem.value(&ahead).loss - problem.value(&behind).loss) / (2.0 * d);
            assert!((slope - part).abs() < 1e-7);
        }
    }
}
