//! The spelling traditions and their rules, from the tables.

pub use crate::names::language::Lang;
use crate::names::tables::{TRADITIONS, TRANSLITERATION};
use std::sync::{LazyLock, OnceLock};

/// What a tradition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A style of English texts.
    English,
    /// What English texts accept besides; no convention.
    Wide,
    /// Looked for in English texts.
    Lead,
    /// Named only where no lead spells the name so.
    Follower,
}

/// One spelling tradition.
#[derive(Clone, Copy, Debug)]
pub struct Tradition {
    /// Its name in the tables.
    pub name: &'static str,
    /// ISO 639-1 code of the language that spells so.
    pub language: &'static str,
    /// The norm or practice behind it.
    pub style: &'static str,
    /// The language as an adjective, such as `German`.
    pub adjective: &'static str,
    /// What it is for.
    pub role: Role,
    /// Whether stress marks are left aside when spellings are compared.
    pub stressed: bool,
}

/// Position of a tradition in [`traditions`].
pub(crate) type TraditionIndex = usize;

/// Name of the rows that hold where a tradition says nothing.
const SHARED: &str = "*";
/// Slovak rows are those of Czech but for a few; it stands on the Czech ones.
const STANDS_ON: [(&str, &str); 1] = [("sk", "cs")];
/// The languages that mark stress in names, or whose vowels with an accent are easily lost.
const STRESSED: [&str; 4] = ["es", "pt", "it", "hu"];

/// All traditions, in the order in which they are shown.
pub fn traditions() -> &'static [Tradition] {
    static ALL: LazyLock<Vec<Tradition>> = LazyLock::new(|| {
        let mut all: Vec<(String, Tradition)> = TRADITIONS
            .entries()
            .filter_map(|entry| {
                let mut fields = entry.text.split(';').map(str::trim);
                let (language, style) = (fields.next()?, fields.next()?);
                let adjective = fields.next()?;
                let role = match entry.value {
                    1 => Role::English,
                    2 => Role::Wide,
                    3 => Role::Lead,
                    _ => Role::Follower,
                };
                let stressed = STRESSED.contains(&language);
                let name = entry.key;
                let order = format!("{} {name}", entry.value);
                Some((order, Tradition { name, language, style, adjective, role, stressed }))
            })
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.into_iter().map(|(_, tradition)| tradition).collect()
    });
    &ALL
}

/// Position of the tradition of that name.
pub(crate) fn tradition_index(name: &str) -> Option<TraditionIndex> {
    traditions().iter().position(|tradition| tradition.name == name)
}

/// One row: what is written for some letters in some place of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The Cyrillic letters.
    pub letters: &'static str,
    /// How many they are.
    pub count: usize,
    /// Holds at the start of a word.
    pub at_start: bool,
    /// Holds after a vowel.
    pub after_vowel: bool,
    /// Holds at the end of a word.
    pub at_end: bool,
    /// Holds before a vowel.
    pub before_vowel: bool,
    /// What is written: alternatives separated by `|`, the usual one first.
    outputs: &'static str,
}

impl Row {
    /// The alternatives, the usual one first.
    pub fn outputs(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.outputs.split('|').map(|output| if output == "-" { "" } else { output })
    }

    fn conditions(&self) -> usize {
        usize::from(self.at_start)
            + usize::from(self.after_vowel)
            + usize::from(self.at_end)
            + usize::from(self.before_vowel)
    }

    /// Whether the row holds for `word` at `at`.
    fn holds(&self, word: &[char], at: usize) -> bool {
        let end = at + self.count;
        end <= word.len()
            && self.letters.chars().zip(&word[at..end]).all(|(a, b)| a == *b)
            && (!self.at_start || at == 0)
            && (!self.after_vowel || at > 0 && is_vowel(word[at - 1]))
            && (!self.at_end || end == word.len())
            && (!self.before_vowel || word.get(end).is_some_and(|next| is_vowel(*next)))
    }
}

/// Whether a lower-case Cyrillic letter is a vowel.
pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є')
}

/// A row read from Latin to Cyrillic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reverse {
    /// What is written; empty for letters that leave no trace.
    pub output: &'static str,
    /// How far down the row's alternatives it stands, from 0.
    pub rank: usize,
    /// The row.
    pub row: Row,
}

/// The rules of one tradition for names of one language.
pub(crate) struct Convention {
    /// By first letter, the row that wins first.
    rows: Vec<Row>,
    /// By first letter of the output.
    reverse: Vec<Reverse>,
    stressed: bool,
}

/// A row as the table has it: tradition, language if limited to one, row.
type Stated = (&'static str, Option<Lang>, Row);

fn stated() -> &'static [Stated] {
    static ALL: LazyLock<Vec<Stated>> = LazyLock::new(|| {
        TRANSLITERATION
            .entries()
            .filter_map(|entry| {
                let mut words = entry.key.split(' ');
                let (tradition, second) = (words.next()?, words.next()?);
                let (language, pattern) = match words.next() {
                    Some(pattern) => (Some(Lang::from_code(second)?), pattern),
                    None => (None, second),
                };
                let letters = pattern.trim_matches(['^', '+', '$', '~']);
                let row = Row {
                    letters,
                    count: letters.chars().count(),
                    at_start: pattern.starts_with('^'),
                    after_vowel: pattern.starts_with('+'),
                    at_end: pattern.ends_with('$'),
                    before_vowel: pattern.ends_with('~'),
                    outputs: entry.text,
                };
                Some((tradition, language, row))
            })
            .collect()
    });
    &ALL
}

impl Convention {
    /// The rules of a tradition for names of `from`, built at the first call.
    pub fn of(tradition: TraditionIndex, from: Lang) -> Option<&'static Self> {
        static ALL: LazyLock<Vec<OnceLock<Convention>>> = LazyLock::new(|| {
            let count = traditions().len() * Lang::ALL.len();
            std::iter::repeat_with(OnceLock::new).take(count).collect()
        });
        let facts = traditions().get(tradition)?;
        let slot = ALL.get(tradition * Lang::ALL.len() + from as usize)?;
        Some(slot.get_or_init(|| Self::build(facts, from)))
    }

    fn build(tradition: &Tradition, from: Lang) -> Self {
        let below = STANDS_ON.iter().find(|(name, _)| *name == tradition.name).map(|pair| pair.1);
        let closeness = |name: &str| match name {
            SHARED => Some(0),
            // Serbian has a Latin script of its own, which every tradition keeps.
            _ if from == Lang::Sr => None,
            _ if name == tradition.name => Some(2),
            _ if Some(name) == below => Some(1),
            _ => None,
        };
        let mut ranked: Vec<(std::cmp::Reverse<_>, Row)> = stated()
            .iter()
            .filter(|(_, language, _)| language.is_none_or(|language| language == from))
            .filter_map(|(name, language, row)| {
                let rank = (row.count, row.conditions(), language.is_some(), closeness(name)?);
                Some((std::cmp::Reverse(rank), *row))
            })
            .collect();
        let first = |row: &Row| row.letters.chars().next();
        ranked
            .sort_by(|a, b| (first(&a.1), a.0, a.1.letters).cmp(&(first(&b.1), b.0, b.1.letters)));
        let rows: Vec<Row> = ranked.into_iter().map(|(_, row)| row).collect();
        let mut reverse: Vec<Reverse> = Vec::new();
        for row in
            rows.iter().filter(|row| row.letters.chars().all(|c| from.alphabet().contains(c)))
        {
            for (rank, output) in row.outputs().enumerate() {
                reverse.push(Reverse { output, rank, row: *row });
            }
        }
        let key = |entry: &Reverse| entry.output.chars().next().map(plain_if(tradition.stressed));
        reverse.sort_by_key(key);
        Self { rows, reverse, stressed: tradition.stressed }
    }

    /// The row that holds for `word` at `at`.
    fn row(&self, word: &[char], at: usize) -> Option<&Row> {
        let letter = *word.get(at)?;
        let first = |row: &Row| row.letters.chars().next();
        let from = self.rows.partition_point(|row| first(row) < Some(letter));
        self.rows[from..]
            .iter()
            .take_while(|row| first(row) == Some(letter))
            .find(|row| row.holds(word, at))
    }

    /// The word cut into pieces, each with its row; no row where the tables have none.
    pub fn pieces<'w>(&self, word: &'w [char]) -> Vec<(&'w [char], Option<&Row>)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < word.len() {
            let row = self.row(word, at);
            let end = at + row.map_or(1, |row| row.count.max(1));
            pieces.push((&word[at..end], row));
            at = end;
        }
        pieces
    }

    /// Whether this tradition may write the Cyrillic `word` so. Both are in lower case; no
    /// spelling of more than 127 letters is.
    pub fn writes(&self, word: &[char], form: &[char]) -> bool {
        if form.len() >= u128::BITS as usize {
            return false;
        }
        // Where the spelling may have come to, a bit for each place.
        let mut ends = 1_u128;
        let mut at = 0;
        // Piece by piece, since most spellings fail at the first one.
        while let Some(letter) = word.get(at) {
            let row = self.row(word, at);
            at += row.map_or(1, |row| row.count.max(1));
            let mut next = 0_u128;
            while ends != 0 {
                let end = ends.trailing_zeros() as usize;
                ends &= ends - 1;
                match row {
                    Some(row) => {
                        for after in
                            row.outputs().filter_map(|output| self.after(form, end, output))
                        {
                            next |= 1 << after;
                        }
                    }
                    None if form.get(end) == Some(letter) => next |= 1 << (end + 1),
                    None => {}
                }
            }
            ends = next;
            if ends == 0 {
                return false;
            }
        }
        (ends >> form.len()) & 1 == 1
    }

    /// Where `output` ends if it stands in `form` at `at`.
    pub fn after(&self, form: &[char], at: usize, output: &str) -> Option<usize> {
        let plain = plain_if(self.stressed);
        let mut end = at;
        for letter in output.chars() {
            if plain(*form.get(end)?) != plain(letter) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The reversed rows whose output begins with `letter`; `None` for those without output.
    pub fn reversed(&self, letter: Option<char>) -> &[Reverse] {
        let plain = plain_if(self.stressed);
        let letter = letter.map(&plain);
        let key = |entry: &Reverse| entry.output.chars().next().map(&plain);
        let from = self.reverse.partition_point(|entry| key(entry) < letter);
        let count = self.reverse[from..].partition_point(|entry| key(entry) == letter);
        &self.reverse[from..from + count]
    }
}

/// Takes the acute off a vowel, if asked to.
fn plain_if(stressed: bool) -> impl Fn(char) -> char {
    move |letter| match letter {
        'á' | 'à' if stressed => 'a',
        'é' | 'è' if stressed => 'e',
        'í' | 'ì' if stressed => 'i',
        'ó' | 'ò' if stressed => 'o',
        'ú' | 'ù' if stressed => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_belongs_to_a_tradition_and_writes_something_or_says_that_it_does_not() {
        assert_eq!(stated().len(), TRANSLITERATION.entries().count());
        for (name, _, row) in stated() {
            assert!(*name == SHARED || tradition_index(name).is_some(), "{name}");
            assert!(row.count > 0 && !row.outputs.is_empty(), "{name} {}", row.letters);
        }
    }

    #[test]
    fn the_longest_row_wins() {
        let german = Convention::of(tradition_index("de").unwrap(), Lang::Ru).unwrap();
        let word: Vec<char> = "жёлтый".chars().collect();
        let pieces: Vec<usize> =
            german.pieces(&word).iter().map(|(letters, _)| letters.len()).collect();
        assert_eq!(pieces, [2, 1, 1, 2]);
    }
}
