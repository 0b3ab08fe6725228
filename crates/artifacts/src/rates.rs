//! How often each rule reports on native and on translated news, and whether it does so by default.
//!
//! `data/rates_by_rule.tsv` holds the counts; its head says of which texts. A rule that fires as
//! often on native text as on translated tells nothing of translation. It is off by default unless
//! what it finds is wrong in a text of any origin: a word said twice, a slip in a name, a line of
//! the page.

use crate::tables::RATES;

/// Kinds of text that were counted, in the order of [`Rates::hits`].
pub const TEXTS: [&str; 4] = ["native", "human translation", "machine translation", "round trip"];

/// Why a rule is on by default, or that it is not: the classes of `data/rates_by_rule.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On: it fires more often on translated text than on native.
    Trace,
    /// On: what it finds is a fault in a text of any origin.
    Fault,
    /// Off: it fires as often on native text, and what it finds may be right there.
    Off,
}

impl Standing {
    /// Every standing with its name in the table.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Trace, "trace"), (Self::Fault, "fault"), (Self::Off, "off")];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(standing, _)| *standing == self).map_or("", |(_, name)| name)
    }
}

/// What was counted of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Whether it is on, and why.
    pub standing: Standing,
    /// Findings in each kind of text.
    pub hits: [u32; TEXTS.len()],
}

impl Rates {
    /// Findings per thousand sentences: of native text, and of translations by people and machines.
    pub fn native_and_translated(&self) -> (f64, f64) {
        let [native, human, machine, _] = self.hits;
        let all = sentences();
        (rate(native, all[0]), rate(human + machine, all[1] + all[2]))
    }
}

/// What was counted of the rule of that code; `None` for a rule that was not counted yet.
pub fn of(code: &str) -> Option<Rates> {
    let row = RATES.lookup(code)?;
    let standing = match row.value {
        2 => Standing::Fault,
        3 => Standing::Off,
        _ => Standing::Trace,
    };
    Some(Rates { standing, hits: counts(row.text) })
}

/// The sentences that were counted of each kind of text.
pub fn sentences() -> [u32; TEXTS.len()] {
    RATES.lookup("sentences").map_or([0; TEXTS.len()], |row| counts(row.text))
}

/// Findings per thousand sentences; 0 of nothing.
pub fn rate(hits: u32, sentences: u32) -> f64 {
    if sentences == 0 { 0.0 } else { 1000.0 * f64::from(hits) / f64::from(sentences) }
}

/// Whether a rule reports where the settings do not name it. One that was not counted yet does.
pub(crate) fn is_on(code: &str) -> bool {
    of(code).is_none_or(|rates| rates.standing != Standing::Off)
}

fn counts(text: &str) -> [u32; TEXTS.len()] {
    let mut counts = [0; TEXTS.len()];
    for (count, number) in counts.iter_mut().zip(text.split_whitespace()) {
        *count = number.parse().unwrap_or(0);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_was_counted() {
        for rule in crate::rules() {
            let code = rule.info().code;
            assert!(of(code).is_some(), "{code}: add a row to data/rates_by_rule.tsv");
        }
        assert!(sentences().iter().all(|count| *count > 1000));
        assert!(is_on("PST999"));
    }

    #[test]
    fn a_rule_that_tells_nothing_of_translation_is_no_trace() {
        for rule in crate::rules() {
            let code = rule.info().code;
            let Some(rates) = of(code) else { continue };
            let (native, translated) = rates.native_and_translated();
            assert!(
                rates.standing != Standing::Trace || native < translated || native == 0.0,
                "{code} fires as often on native text ({native:.2}) as on translated \
                 ({translated:.2}): set it to `off`"
            );
        }
    }

    #[test]
    fn names_are_those_of_the_classes() {
        let table = include_str!("../data/rates_by_rule.tsv");
        for (number, (standing, name)) in Standing::ALL.into_iter().enumerate() {
            assert_eq!(standing.name(), name);
            assert!(table.contains(&format!("#! class {name} = {}\n", number + 1)), "{name}");
        }
    }
}
