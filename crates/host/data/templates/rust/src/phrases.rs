//! The table `data/phrases.tsv`.

/// Words by class.
#[derive(Debug)]
pub(crate) struct Phrases {
    named: Vec<String>,
    vague: Vec<&'static str>,
    times: Vec<&'static str>,
}

impl Phrases {
    /// The table, and `also` as further words that name a source.
    pub(crate) fn new(also: &[String]) -> Self {
        let table = include_str!("../data/phrases.tsv");
        let class = |wanted: &str| -> Vec<&'static str> {
            let lines = table.lines().filter_map(|line| line.split_once('\t'));
            lines
                .filter(|(class, _)| *class == wanted)
                .map(|(_, words)| words)
                .collect()
        };
        let own = class("named").into_iter().map(str::to_owned);
        let named = own
            .chain(also.iter().map(|words| words.trim().to_lowercase()))
            .collect();
        Self {
            named,
            vague: class("vague"),
            times: class("time"),
        }
    }

    /// Words of a sentence in small letters that name a source.
    pub(crate) fn named(&self, lower: &str) -> Option<&str> {
        self.named
            .iter()
            .map(String::as_str)
            .find(|words| stands_in(lower, words))
    }

    /// Words of a sentence in small letters that leave the source open.
    pub(crate) fn vague(&self, lower: &str) -> Option<&str> {
        self.vague
            .iter()
            .copied()
            .find(|words| stands_in(lower, words))
    }

    /// Whether a number beside this word, with marks around it or not, is a day or an hour.
    pub(crate) fn is_time(&self, word: &str) -> bool {
        self.times
            .contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))
    }
}

/// Whether `text` holds `words`, not as part of a longer word.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let (before, rest) = text.split_at(at);
        let after = rest.strip_prefix(found).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        assert!(stands_in("it was, he said.", "said"));
        assert!(!stands_in("a saida and an unsaid word", "said"));
        // The first place is none, the second is.
        assert!(stands_in("what was unsaid he said", "said"));
    }

    #[test]
    fn every_class_of_the_table_is_read() {
        let phrases = Phrases::new(&[" Counted By ".to_owned()]);
        assert_eq!(
            phrases.named("as counted by the police"),
            Some("counted by")
        );
        assert_eq!(
            phrases.named("according to the police"),
            Some("according to")
        );
        assert_eq!(phrases.vague("reportedly not"), Some("reportedly"));
        assert!(phrases.is_time("(Dec.") && !phrases.is_time("march"));
    }
}
