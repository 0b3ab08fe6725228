//! Who says what about whom, as a table: a row a target, a column a holder.

use super::markup::Markup;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Targets and holders that the table shows at most.
const TARGETS: usize = 12;
const HOLDERS: usize = 8;

/// Mean stances, by target and holder. A holder of `None` is the article itself.
#[derive(Default)]
pub(super) struct Matrix<'a> {
    cells: BTreeMap<(&'a str, Option<&'a str>), Cell>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    sum: f64,
    count: usize,
}

impl<'a> Matrix<'a> {
    /// Counts one mention: the probability that it is meant well less that it is meant ill.
    pub(super) fn add(&mut self, target: &'a str, holder: Option<&'a str>, value: f64) {
        let cell = self.cells.entry((target, holder)).or_default();
        cell.sum += value;
        cell.count += 1;
    }

    /// Writes the table; nothing where there are no stances.
    pub(super) fn write(&self, out: &mut Markup) {
        if self.cells.is_empty() {
            return;
        }
        let (targets, more_targets) =
            most(self.cells.iter().map(|(key, c)| (key.0, c.count)), TARGETS);
        let (mut holders, more_holders) =
            most(self.cells.iter().map(|(key, c)| (key.1, c.count)), HOLDERS);
        // The article's own words first.
        holders.sort_by_key(|holder| holder.is_some());
        out.tag("<div class=\"wide\"><table class=\"matrix\">\n<caption>Who says what about whom");
        out.tag("<small>mean stance, −1 against to +1 for, and mentions");
        for (more, what) in [(more_targets, " more targets"), (more_holders, " more holders")] {
            if more > 0 {
                out.tag("; ").count(more).tag(what);
            }
        }
        out.tag("</small></caption>\n<thead><tr><th scope=\"col\">target</th>");
        for holder in &holders {
            out.tag("<th scope=\"col\">");
            match holder {
                Some(name) => out.isolated(name),
                None => out.tag("the article"),
            };
            out.tag("</th>");
        }
        out.tag("</tr></thead>\n<tbody>\n");
        for target in targets {
            out.tag("<tr><th scope=\"row\">").isolated(target).tag("</th>");
            for holder in &holders {
                match self.cells.get(&(target, *holder)) {
                    Some(cell) => cell.write(out),
                    None => {
                        out.tag("<td></td>");
                    }
                }
            }
            out.tag("</tr>\n");
        }
        out.tag("</tbody></table></div>\n");
    }
}

impl Cell {
    fn write(self, out: &mut Markup) {
        let mean = self.sum / self.count.max(1) as f64;
        out.tag("<td class=\"");
        out.tag(match (mean > 0.0, mean.abs()) {
            (_, size) if size < 0.15 => "level",
            (true, size) if size < 0.4 => "for",
            (true, _) => "for much",
            (false, size) if size < 0.4 => "against",
            (false, _) => "against much",
        });
        out.tag("\"").number("data-count", self.count).tag(">").signed(mean);
        out.tag(" <small>×").count(self.count).tag("</small></td>");
    }
}

/// The names that count most, and how many others there are. Ties keep the order of names.
fn most<N: Ord + Copy>(counts: impl Iterator<Item = (N, usize)>, shown: usize) -> (Vec<N>, usize) {
    let mut sums: BTreeMap<N, usize> = BTreeMap::new();
    for (name, count) in counts {
        *sums.entry(name).or_default() += count;
    }
    let mut names: Vec<(N, usize)> = sums.into_iter().collect();
    names.sort_by_key(|(_, count)| Reverse(*count));
    let more = names.len().saturating_sub(shown);
    (names.into_iter().take(shown).map(|(name, _)| name).collect(), more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(matrix: &Matrix<'_>) -> String {
        let mut out = Markup::default();
        matrix.write(&mut out);
        String::from_utf8(out.into_bytes()).unwrap()
    }

    #[test]
    fn cells_hold_means_and_counts() {
        let mut matrix = Matrix::default();
        matrix.add("Kallas", None, 0.5);
        matrix.add("Kallas", None, 0.7);
        matrix.add("Moscow", Some("Kallas"), -0.3);
        let table = shown(&matrix);
        assert!(table.contains("<td class=\"for much\" data-count=\"2\">+0.60 <small>×2</small>"));
        assert!(table.contains("<td class=\"against\" data-count=\"1\">−0.30 <small>×1</small>"));
        let article = table.find("the article").unwrap();
        assert!(article < table.find("<th scope=\"col\"><bdi>Kallas").unwrap());
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let names: Vec<String> = (0..20).map(|n| format!("n{n:02}")).collect();
        let mut matrix = Matrix::default();
        names.iter().for_each(|name| matrix.add(name, None, 0.0));
        let table = shown(&matrix);
        assert_eq!(table.matches("<th scope=\"row\">").count(), TARGETS);
        assert!(table.contains("; 8 more targets<"));
        assert!(shown(&Matrix::default()).is_empty());
    }
}
