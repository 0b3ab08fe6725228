//! The spelling traditions and their rules, from the tables.

pub use crate::names::language::Lang;
use crate::names::row::{Row, stated};
use crate::names::tables::TRADITIONS;
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
pub(crate) const SHARED: &str = "*";
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

/// The rules of one tradition for names of one language.
pub(crate) struct Convention {
    /// By first letter, the row that wins first.
    rows: Vec<&'static Row>,
    /// The first letter of each row.
    firsts: Vec<char>,
    stressed: bool,
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
        // Serbian has a Latin script of its own, which every tradition keeps.
        let own = (from != Lang::Sr).then_some(tradition.name);
        let below = STANDS_ON.iter().find(|(name, _)| Some(*name) == own).map(|pair| pair.1);
        let mut ranked: Vec<_> = [Some(SHARED), below, own]
            .into_iter()
            .enumerate()
            .flat_map(|(closeness, name)| {
                name.into_iter().flat_map(stated).map(move |stated| (closeness, stated))
            })
            .filter(|(_, stated)| stated.language.is_none_or(|language| language == from))
            .filter_map(|(closeness, stated)| {
                let (row, limited) = (&stated.row, stated.language.is_some());
                let rank = (row.letters.len(), row.conditions(), limited, closeness);
                Some((*row.letters.first()?, std::cmp::Reverse(rank), row))
            })
            .collect();
        ranked.sort_by(|a, b| (a.0, a.1, &a.2.letters).cmp(&(b.0, b.1, &b.2.letters)));
        Self {
            rows: ranked.iter().map(|ranked| ranked.2).collect(),
            firsts: ranked.iter().map(|ranked| ranked.0).collect(),
            stressed: tradition.stressed,
        }
    }

    /// The rows, by their first letters.
    pub fn rows(&self) -> &[&'static Row] {
        &self.rows
    }

    /// The row that holds for `word` at `at`.
    fn row(&self, word: &[char], at: usize) -> Option<&'static Row> {
        let letter = *word.get(at)?;
        let from = self.firsts.partition_point(|first| *first < letter);
        self.rows[from..]
            .iter()
            .zip(&self.firsts[from..])
            .take_while(|(_, first)| **first == letter)
            .map(|(row, _)| *row)
            .find(|row| row.holds(word, at))
    }

    /// The word cut into pieces, each with its row; no row where the tables have none.
    pub fn pieces<'w>(&self, word: &'w [char]) -> Vec<(&'w [char], Option<&'static Row>)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < word.len() {
            let row = self.row(word, at);
            let end = at + row.map_or(1, |row| row.letters.len());
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
            at += row.map_or(1, |row| row.letters.len());
            let mut next = 0_u128;
            while ends != 0 {
                let end = ends.trailing_zeros() as usize;
                ends &= ends - 1;
                match row {
                    Some(row) => {
                        for after in
                            row.outputs.iter().filter_map(|output| self.after(form, end, output))
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
    #[inline]
    pub fn after(&self, form: &[char], at: usize, output: &[char]) -> Option<usize> {
        let end = at + output.len();
        let same = |a: char, b: char| a == b || self.stressed && plain(a) == plain(b);
        form.get(at..end)?.iter().zip(output).all(|(a, b)| same(*a, *b)).then_some(end)
    }

    /// The letter as spellings are compared by it.
    pub fn compared(&self, letter: char) -> char {
        if self.stressed { plain(letter) } else { letter }
    }
}

/// A vowel without its accent.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' => 'a',
        'é' | 'è' => 'e',
        'í' | 'ì' => 'i',
        'ó' | 'ò' => 'o',
        'ú' | 'ù' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_row_wins() {
        let german = Convention::of(tradition_index("de").unwrap(), Lang::Ru).unwrap();
        let word: Vec<char> = "жёлтый".chars().collect();
        let pieces: Vec<usize> =
            german.pieces(&word).iter().map(|(letters, _)| letters.len()).collect();
        assert_eq!(pieces, [2, 1, 1, 2]);
    }
}
