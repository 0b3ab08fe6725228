//! How well a classifier does on labelled rows.

/// Bins of the calibration error.
const BINS: usize = 15;

/// Figures of one set of rows, each 0 to 1; 0 where nothing can be counted.
pub struct Figures {
    /// How many rows there are.
    pub rows: usize,
    /// Share of rows whose most probable class is the right one.
    pub accuracy: f64,
    /// Recall of each class.
    pub recall: Vec<f64>,
    /// F1 of each class.
    pub f1: Vec<f64>,
    /// Expected calibration error: how far the probability of the chosen class is from its share
    /// of right choices, over fifteen bins of equal width (Guo et al. 2017).
    pub calibration: f64,
}

impl Figures {
    /// Scores rows of (probability of each class, right class), the class below `classes`.
    pub fn of(rows: &[(Vec<f64>, usize)], classes: usize) -> Self {
        // right, chosen, there
        let mut counts = vec![[0_usize; 3]; classes];
        let mut gaps = [0.0; BINS];
        for (p, label) in rows {
            let (choice, sure) = first_most(p);
            let right = choice == *label;
            counts[*label][0] += usize::from(right);
            counts[choice][1] += 1;
            counts[*label][2] += 1;
            let bin = ((sure * BINS as f64) as usize).min(BINS - 1);
            gaps[bin] += sure - f64::from(u8::from(right));
        }
        let right: usize = counts.iter().map(|count| count[0]).sum();
        let one = |value: f64| share(value, rows.len() as f64);
        Self {
            rows: rows.len(),
            accuracy: one(right as f64),
            recall: counts.iter().map(|c| share(c[0] as f64, c[2] as f64)).collect(),
            f1: counts.iter().map(|c| share(2.0 * c[0] as f64, (c[1] + c[2]) as f64)).collect(),
            calibration: one(gaps.iter().map(|gap: &f64| gap.abs()).sum()),
        }
    }
}

/// The mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    share(values.iter().sum(), values.len() as f64)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The most probable class, the first of equals, and its probability.
fn first_most(p: &[f64]) -> (usize, f64) {
    let mut most = (0, f64::NEG_INFINITY);
    for (class, &p) in p.iter().enumerate() {
        if p > most.1 {
            most = (class, p);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_by_class() {
        let rows =
            [(vec![0.7, 0.3], 0), (vec![0.7, 0.3], 0), (vec![0.7, 0.3], 1), (vec![0.1, 0.9], 1)];
        let figures = Figures::of(&rows, 2);
        assert_eq!((figures.rows, figures.accuracy), (4, 0.75));
        assert_eq!(figures.recall, [1.0, 0.5]);
        assert!((figures.f1[0] - 0.8).abs() < 1e-12);
        assert!((mean(&figures.f1) - (0.8 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
        // |3 · 0.7 − 2| + |0.9 − 1|, of four
        assert!((figures.calibration - 0.05).abs() < 1e-12);
    }

    #[test]
    fn of_nothing_all_figures_are_zero() {
        let figures = Figures::of(&[], 3);
        assert_eq!((figures.accuracy, mean(&figures.f1), figures.calibration), (0.0, 0.0, 0.0));
    }
}
