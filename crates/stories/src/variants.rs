//! When two spellings are one name.
//!
//! One Cyrillic, Georgian or Arabic name has a Latin spelling in every tradition: Ушаков is
//! `Ushakov`, `Uschakow`, `Ouchakov`, `Oesjakov`, `Ušakov`. No single key holds them together
//! and other names apart, since the same letters stand for other sounds elsewhere (`ch` is ч, ш or х).
//! So each tradition reads a spelling by its own table, and two spellings are one name if they
//! share a reading.

use postil_lexicon::Lexicon;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::LazyLock;

static TRANSLITERATION: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/transliteration.table")))
});
static GIVEN_NAMES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/given_names.table"))));
static TRADITIONS: LazyLock<Vec<Tradition>> = LazyLock::new(traditions);

/// Where the table says what holds for every tradition.
const ALL: &str = "all";
/// What stands for letters that a tradition does not write in foreign names.
const UNREAD: char = '!';
/// Most readings of a word in one tradition.
const READINGS: usize = 8;
/// Longest word, in bytes, that is read at all.
const LONGEST: usize = 64;

/// A group of letters and the sounds that it stands for.
#[derive(Clone)]
struct Group {
    letters: &'static str,
    /// Only at the start of a word, only at its end, only before `e`, `i`, `y`.
    start: bool,
    end: bool,
    soft: bool,
    sounds: Vec<&'static str>,
}

impl Group {
    fn conditions(&self) -> usize {
        usize::from(self.start) + usize::from(self.end) + usize::from(self.soft)
    }

    fn fits(&self, rest: &str, at_start: bool) -> bool {
        let Some(after) = rest.strip_prefix(self.letters) else { return false };
        let soft = || after.chars().next().map(plain).is_some_and(|c| matches!(c, 'e' | 'i' | 'y'));
        (!self.start || at_start) && (!self.end || after.is_empty()) && (!self.soft || soft())
    }
}

/// The groups of a tradition by their first letters, those to be tried first in front.
type Tradition = FxHashMap<char, Vec<Group>>;

fn traditions() -> Vec<Tradition> {
    let mut rows: Vec<(&str, Group)> = TRANSLITERATION
        .entries()
        .filter_map(|entry| {
            let (tradition, pattern) = entry.key.split_once(' ')?;
            let (start, pattern) = strip(pattern, pattern.strip_prefix('^'));
            let (end, pattern) = strip(pattern, pattern.strip_suffix('$'));
            let (soft, letters) = strip(pattern, pattern.strip_suffix('~'));
            let sounds = entry.text.split('|').map(|text| if text == "-" { "" } else { text });
            Some((tradition, Group { letters, start, end, soft, sounds: sounds.collect() }))
        })
        .collect();
    rows.sort_by(|(a, x), (b, y)| {
        let rank = |name: &str, group: &Group| {
            (usize::MAX - group.letters.len(), 3 - group.conditions(), name == ALL)
        };
        rank(a, x).cmp(&rank(b, y)).then_with(|| (a, x.letters).cmp(&(b, y.letters)))
    });
    let mut names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
    names.retain(|name| *name != ALL);
    names.sort_unstable();
    names.dedup();
    let of = |tradition: &str| {
        let mut groups = Tradition::default();
        for (name, group) in &rows {
            if (*name == tradition || *name == ALL)
                && let Some(first) = group.letters.chars().next()
            {
                groups.entry(first).or_default().push(group.clone());
            }
        }
        groups
    };
    names.into_iter().map(of).collect()
}

/// Whether a mark was there, and what is left.
fn strip<'p>(pattern: &'p str, stripped: Option<&'p str>) -> (bool, &'p str) {
    (stripped.is_some(), stripped.unwrap_or(pattern))
}

/// What the traditions read in a word of a name, sorted, each once: the sounds, and after a `=`
/// the bare letters, so that a spelling that only lacks its accents is the same name too.
pub(crate) fn readings(word: &str) -> Vec<String> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let lower: String =
        word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    if lower.is_empty() {
        return Vec::new();
    }
    let bare = std::iter::once('=').chain(lower.chars().map(plain)).collect();
    let mut all: Vec<String> = vec![bare];
    for tradition in TRADITIONS.iter() {
        for sounds in read(tradition, &lower) {
            let settled = settle(&sounds);
            if !all.contains(&settled) {
                all.push(settled);
            }
        }
    }
    all.sort_unstable();
    all
}

/// The readings of a given name, and those of the names that stand for it in other languages
/// (`Volodymyr`, `Vladimir`). Sorted.
pub(crate) fn given_readings(word: &str) -> Vec<String> {
    let mut all = readings(word);
    let others: Vec<String> = all
        .iter()
        .filter_map(|reading| GIVEN_NAMES.lookup(reading))
        .map(|entry| entry.text.to_owned())
        .collect();
    all.extend(others);
    all.sort_unstable();
    all.dedup();
    all
}

/// The sounds that one tradition may read in a word.
fn read(tradition: &Tradition, lower: &str) -> Vec<String> {
    let mut partial: Vec<String> = vec![String::with_capacity(lower.len())];
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let at_start = rest.len() == lower.len();
        let mut own = tradition.get(&first).into_iter().flatten();
        if let Some(group) = own.find(|group| group.fits(rest, at_start)) {
            extend(&mut partial, &group.sounds);
            rest = rest.get(group.letters.len()..).unwrap_or_default();
            continue;
        }
        let base = plain(first);
        let mut bare = tradition.get(&base).into_iter().flatten();
        let single = |group: &&Group| group.letters.len() == base.len_utf8();
        match bare.find(|group| single(group) && group.conditions() == 0) {
            Some(group) => extend(&mut partial, &group.sounds),
            None => partial.iter_mut().for_each(|sounds| sounds.push(base)),
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    partial.retain(|sounds| !sounds.contains(UNREAD));
    partial
}

/// Appends each of the sounds to each partial reading.
fn extend(partial: &mut Vec<String>, sounds: &[&str]) {
    match sounds {
        [only] => partial.iter_mut().for_each(|reading| reading.push_str(only)),
        _ => {
            *partial = partial
                .iter()
                .flat_map(|reading| sounds.iter().map(move |sound| format!("{reading}{sound}")))
                .take(READINGS)
                .collect();
        }
    }
}

/// Takes out what traditions write or leave out at will: iotation before a vowel, doubled sounds,
/// and `o` for a Cyrillic ё after ж, ч, ш, щ, ц in surnames (`Gorbachov`).
fn settle(sounds: &str) -> String {
    let mut out = String::with_capacity(sounds.len());
    let mut rest = sounds.chars().peekable();
    while let Some(c) = rest.next() {
        let vowel = |next: &char| matches!(next, 'a' | 'e' | 'i' | 'o' | 'u');
        if !(c == 'i' && rest.peek().is_some_and(vowel)) && !out.ends_with(c) {
            out.push(c);
        }
    }
    let stem = out.strip_suffix("ova").or_else(|| out.strip_suffix("ov"));
    let hushing = stem.filter(|stem| stem.ends_with(['C', 'S', 'Z', 'c'])).map(str::len);
    if let Some(at) = hushing {
        out.replace_range(at..at + 1, "e");
    }
    out
}

/// The letter without its accent.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'œ' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' | 'þ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Whether two sorted lists of readings have one of at least `least` characters in common.
pub(crate) fn share(a: &[String], b: &[String], least: usize) -> bool {
    a.iter().any(|reading| reading.chars().count() >= least && b.binary_search(reading).is_ok())
}

/// The readings of words, each worked out once.
#[derive(Default)]
pub(crate) struct Sounds {
    words: FxHashMap<String, Rc<[String]>>,
    given: FxHashMap<String, Rc<[String]>>,
}

impl Sounds {
    /// [`readings`] of a word.
    pub fn of(&mut self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let found: Rc<[String]> = readings(word).into();
        self.words.insert(word.to_owned(), found.clone());
        found
    }

    /// [`given_readings`] of a word.
    pub fn given(&mut self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.given.get(word) {
            return known.clone();
        }
        let found: Rc<[String]> = given_readings(word).into();
        self.given.insert(word.to_owned(), found.clone());
        found
    }
}

/// Whether the two words differ by one slip of the finger: a letter too many, too few, wrong, or
/// two letters changed round. Short words are too often names of their own. Both in lower case.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 4
        && a.len() < LONGEST
        && a != b
        && (letters(a) ^ letters(b)).count_ones() <= 2
        && a.chars().count().min(b.chars().count()) >= 5
        && strsim::osa_distance(a, b) == 1
}

/// Which letters a word has, a bit each. One slip takes at most one away and adds one.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_name(a: &str, b: &str) -> bool {
        share(&readings(a), &readings(b), 3)
    }

    #[test]
    fn spelling_traditions_of_one_name_share_a_reading() {
        for (a, b) in [
            ("Selenskyj", "Zelenskiy"),
            ("Zelensky", "Zelenskyy"),
            ("Zelensky", "Zełenski"),
            ("Zelensky", "Zelenszkij"),
            ("Wolodymyr", "Volodymyr"),
            ("Antony", "Anthony"),
            ("Yuri", "Juri"),
            ("Shoigu", "Schoigu"),
            ("Mazón", "Mazon"),
            ("Ushakov", "Ouchakov"),
            ("Ushakov", "Oesjakov"),
            ("Ushakov", "Usakov"),
            ("Shevchenko", "Sjevtjenko"),
            ("Shevchenko", "Sevcsenko"),
            ("Yatsenyuk", "Jazenjuk"),
            ("Yatsenyuk", "Iatseniouk"),
            ("Zakharova", "Zahharova"),
            ("Zakharova", "Zacharovová"),
            ("Zakharova", "Zajárova"),
            ("Khrushchev", "Chruschtschow"),
            ("Dimitrov", "Dimitroff"),
            ("Medvedev", "Miedwiediew"),
            ("Putin", "Poutine"),
        ] {
            assert!(one_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_names_share_none() {
        for (a, b) in [
            ("Lavrov", "Ravrov"),
            ("Putin", "Rutin"),
            ("Volodymyr", "Vladimir"),
            ("Danilov", "Damilov"),
            ("Sakharov", "Zakharov"),
            ("Hansen", "Jansen"),
            ("Merkel", "Merz"),
            ("Orsini", "Corsini"),
        ] {
            assert!(!one_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn given_names_of_two_languages_are_one() {
        for (a, b) in [("Volodymyr", "Wladimir"), ("Serhiy", "Sergej"), ("Mykola", "Nikolai")] {
            assert!(share(&given_readings(a), &given_readings(b), 3), "{a} {b}");
        }
        assert!(!share(&given_readings("Lev"), &given_readings("Ilya"), 1));
    }

    #[test]
    fn a_slip_is_one_change_in_a_long_word() {
        assert!(one_slip("pskai", "psaki"));
        assert!(one_slip("blinken", "blinkn"));
        assert!(!one_slip("bush", "rush"));
        assert!(!one_slip("psaki", "psaki"));
    }

    #[test]
    fn marks_alone_have_no_reading() {
        assert!(readings("’-💩").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_word_has_more_readings_than_the_traditions_allow(word in "\\PC{0,30}") {
            let all = readings(&word);
            proptest::prop_assert!(all.len() <= 1 + READINGS * TRADITIONS.len());
            proptest::prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
