//! What the spelling traditions of Europe read in a Latin spelling.
//!
//! Each tradition has groups of letters of its own, and shares others with all; the longest that
//! fits is taken. Where letters may stand for several sounds, all are read.

use postil_lexicon::Lexicon;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static TRANSLITERATION: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/transliteration.table")))
});
/// The traditions, in the order of their names.
pub(crate) static TRADITIONS: LazyLock<Vec<Tradition>> = LazyLock::new(traditions);

/// Where the table says what holds for every tradition.
const ALL: &str = "all";
/// What stands for letters that a tradition does not write in foreign names.
const UNREAD: &str = "!";
/// Most readings of a word in one tradition.
pub(crate) const READINGS: usize = 8;

/// A group of letters and the sounds that it stands for.
#[derive(Clone)]
struct Group {
    letters: &'static str,
    /// Only at the start of a word, only at its end, only before `e`, `i`, `y`.
    start: bool,
    end: bool,
    soft: bool,
    /// None where the tradition does not write the letters in foreign names.
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
#[derive(Default)]
pub(crate) struct Tradition {
    plain: [Vec<Group>; 26],
    accented: FxHashMap<char, Vec<Group>>,
}

impl Tradition {
    fn of(&self, first: char) -> &[Group] {
        let groups = match first {
            'a'..='z' => self.plain.get(first as usize - 'a' as usize),
            _ => self.accented.get(&first),
        };
        groups.map_or(&[], Vec::as_slice)
    }

    fn push(&mut self, group: Group) {
        let groups = match group.letters.chars().next() {
            Some(first @ 'a'..='z') => self.plain.get_mut(first as usize - 'a' as usize),
            Some(first) => Some(self.accented.entry(first).or_default()),
            None => None,
        };
        if let Some(groups) = groups {
            groups.push(group);
        }
    }
}

fn traditions() -> Vec<Tradition> {
    let mut rows: Vec<(&str, Group)> = TRANSLITERATION
        .entries()
        .filter_map(|entry| {
            let (tradition, pattern) = entry.key.split_once(' ')?;
            let (start, pattern) = strip(pattern, pattern.strip_prefix('^'));
            let (end, pattern) = strip(pattern, pattern.strip_suffix('$'));
            let (soft, letters) = strip(pattern, pattern.strip_suffix('~'));
            let sounds = entry.text.split('|').filter(|text| *text != UNREAD);
            let sounds = sounds.map(|text| if text == "-" { "" } else { text });
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
            if *name == tradition || *name == ALL {
                groups.push(group.clone());
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

/// The sounds that one tradition may read in a word, into `partial`.
pub(crate) fn read(tradition: &Tradition, lower: &str, partial: &mut Vec<String>) {
    partial.truncate(1);
    match partial.first_mut() {
        Some(first) => first.clear(),
        None => partial.push(String::with_capacity(lower.len())),
    }
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let at_start = rest.len() == lower.len();
        if let Some(group) = tradition.of(first).iter().find(|group| group.fits(rest, at_start)) {
            if group.sounds.is_empty() {
                partial.clear();
                return;
            }
            extend(partial, &group.sounds);
            rest = rest.get(group.letters.len()..).unwrap_or_default();
            continue;
        }
        // A letter that is plain already has no such group, or it would have fitted.
        let base = plain(first);
        let bare: &[Group] = if base == first { &[] } else { tradition.of(base) };
        let single = |group: &&Group| group.letters.len() == base.len_utf8();
        match bare.iter().find(|group| single(group) && group.conditions() == 0) {
            Some(group) => extend(partial, &group.sounds),
            None => partial.iter_mut().for_each(|sounds| sounds.push(base)),
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
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
pub(crate) fn settle(sounds: &str, out: &mut String) {
    out.clear();
    let mut last = None;
    let mut rest = sounds.chars().peekable();
    while let Some(c) = rest.next() {
        let vowel = |next: &char| matches!(next, 'a' | 'e' | 'i' | 'o' | 'u');
        if !(c == 'i' && rest.peek().is_some_and(vowel)) && last != Some(c) {
            out.push(c);
            last = Some(c);
        }
    }
    let stem = out.strip_suffix("ova").or_else(|| out.strip_suffix("ov"));
    let hushing = stem.filter(|stem| stem.ends_with(['C', 'S', 'Z', 'c'])).map(str::len);
    if let Some(at) = hushing {
        out.replace_range(at..at + 1, "e");
    }
}

/// The letter without its accent.
pub(crate) fn plain(c: char) -> char {
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
