//! Which forms of persons' names mean one person.
//!
//! Precision comes first: two full names with different first names are two persons, whatever
//! their surnames. What joins, in this order:
//! 1. full names whose first and last parts are equal, or have one
//!    transliteration key (`transliteration_key.rs`);
//! 2. full names with one first part and last parts that a single slip tells apart
//!    (`Stoltenberg`, `Stoltenburg`; `Psaki`, `Pskai`);
//! 3. a bare surname (or, failing that, first name) with the only full name it fits; with
//!    several, each mention goes with the one named last before it;
//! 4. a bare surname with one in which two neighbouring letters are swapped.

use super::forms::{Form, PersonName};
use super::transliteration_key::transliteration_key;
use rustc_hash::FxHashMap;

/// Names that share a key are compared one by one up to this many.
const COMPARED: usize = 32;
/// Slips are looked for in names of so many letters.
const SLIP_FROM: usize = 5;

/// Where the mentions of a form belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// All to one person.
    One(usize),
    /// Each to one of these, whichever was named last.
    Nearest(Vec<usize>),
}

struct Person {
    first: String,
    last: String,
}

/// The persons of one document.
#[derive(Default)]
pub(super) struct Persons {
    all: Vec<Person>,
    by_last: FxHashMap<String, Vec<usize>>,
    by_first: FxHashMap<String, Vec<usize>>,
    /// By the letters of the surname in order of the alphabet.
    by_letters: FxHashMap<String, Vec<usize>>,
}

impl Persons {
    /// Sorts forms into persons. Gives the place of each form, numbers of persons from 0, and
    /// how many persons there are.
    pub fn sort(forms: &[&Form<'_>]) -> (Vec<Place>, usize) {
        let names: Vec<PersonName<'_>> = forms.iter().map(|form| PersonName::of(form)).collect();
        let mut persons = Self::default();
        let mut places = vec![Place::One(0); forms.len()];
        for (name, place) in names.iter().zip(&mut places).filter(|(name, _)| name.is_full()) {
            *place = Place::One(persons.full(name));
        }
        let full = persons.all.len();
        for (name, place) in names.iter().zip(&mut places).filter(|(name, _)| !name.is_full()) {
            *place = persons.bare(name, full);
        }
        (places, persons.all.len())
    }

    fn full(&mut self, name: &PersonName<'_>) -> usize {
        let (first, last) = (transliteration_key(name.first()), transliteration_key(name.last()));
        let same =
            compared(&self.by_last, &last).chain(compared(&self.by_first, &first)).find(|number| {
                self.all.get(*number).is_some_and(|person| {
                    person.first == first && (person.last == last || one_slip(&person.last, &last))
                })
            });
        if let Some(same) = same {
            return same;
        }
        self.add(first, last)
    }

    fn add(&mut self, first: String, last: String) -> usize {
        let number = self.all.len();
        self.by_last.entry(last.clone()).or_default().push(number);
        self.by_letters.entry(letters(&last)).or_default().push(number);
        if !first.is_empty() {
            self.by_first.entry(first.clone()).or_default().push(number);
        }
        self.all.push(Person { first, last });
        number
    }

    /// A bare name. Persons from number `full` on are bare themselves.
    fn bare(&mut self, name: &PersonName<'_>, full: usize) -> Place {
        let key = transliteration_key(name.last());
        let of_full = |map: &FxHashMap<String, Vec<usize>>| -> Vec<usize> {
            compared(map, &key).filter(|number| *number < full).collect()
        };
        for map in [&self.by_last, &self.by_first] {
            match of_full(map).as_slice() {
                [] => {}
                [only] => return Place::One(*only),
                several => return Place::Nearest(several.to_vec()),
            }
        }
        let alike = compared(&self.by_last, &key)
            .chain(compared(&self.by_letters, &letters(&key)))
            .find(|number| {
                self.all.get(*number).is_some_and(|person| {
                    person.last == key || (key.len() >= SLIP_FROM && is_swap(&person.last, &key))
                })
            });
        match alike {
            Some(number) => Place::One(number),
            None => Place::One(self.add(String::new(), key)),
        }
    }
}

fn compared<'m>(
    map: &'m FxHashMap<String, Vec<usize>>,
    key: &str,
) -> impl Iterator<Item = usize> + use<'m> {
    map.get(key).into_iter().flatten().copied().take(COMPARED)
}

fn letters(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether one letter too many, too few or wrong, or two neighbours swapped, tell two keys of
/// at least [`SLIP_FROM`] letters with one first letter apart.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < SLIP_FROM || long.len() - short.len() > 1 || short.first() != long.first() {
        return false;
    }
    let start = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let (short, long) = (short.get(start..).unwrap_or(&[]), long.get(start..).unwrap_or(&[]));
    match (short, long) {
        ([], _) => true,
        ([x, y, rest @ ..], [p, q, other @ ..]) if x == q && y == p && rest == other => true,
        ([_, rest @ ..], [_, other @ ..]) if rest == other => true,
        (whole, [_, other @ ..]) => whole == other,
        _ => false,
    }
}

/// Whether two neighbouring letters are swapped and all else is equal.
fn is_swap(a: &str, b: &str) -> bool {
    a != b && a.len() == b.len() && letters(a) == letters(b) && one_slip(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::EntityKind;

    /// The person of each name; `None` where it depends on the mention.
    fn persons(names: &[&'static str]) -> Vec<Option<usize>> {
        let forms: Vec<Form<'_>> = names
            .iter()
            .map(|name| Form {
                kind: EntityKind::Per,
                words: name.split(' ').collect(),
                surface: (*name).to_owned(),
                mentions: 1,
                table: None,
            })
            .collect();
        let forms: Vec<&Form<'_>> = forms.iter().collect();
        Persons::sort(&forms)
            .0
            .into_iter()
            .map(|place| match place {
                Place::One(number) => Some(number),
                Place::Nearest(_) => None,
            })
            .collect()
    }

    #[test]
    fn surnames_join_their_full_name_wherever_it_stands() {
        assert_eq!(
            persons(&["Biden", "Joe Biden", "Putin", "Joe"]),
            [Some(0), Some(0), Some(1), Some(0)]
        );
        assert_eq!(persons(&["George W. Bush", "George Bush", "Bush"]), [Some(0); 3]);
        assert_eq!(persons(&["Xi Jinping", "Xi"]), [Some(0); 2]);
    }

    #[test]
    fn spellings_and_slips_join() {
        assert_eq!(
            persons(&["Volodymyr Selenskyj", "Zelenskiy", "Volodymyr Zelensky"]),
            [Some(0); 3]
        );
        assert_eq!(persons(&["Jens Stoltenberg", "Jens Stoltenburg"]), [Some(0); 2]);
        assert_eq!(persons(&["Jen Pskai", "Psaki"]), [Some(0); 2]);
    }

    #[test]
    fn different_first_names_never_join() {
        assert_eq!(
            persons(&["Hillary Clinton", "Bill Clinton", "Clinton"]),
            [Some(0), Some(1), None]
        );
        assert_eq!(persons(&["Volodymyr Zelensky", "Vladimir Zelensky"]), [Some(0), Some(1)]);
        assert_eq!(persons(&["Jan Hansen", "Jan Larsen", "Hanson"]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn slips() {
        assert!(one_slip("stoltenberg", "stoltenburg") && one_slip("ushakov", "ushakvo"));
        assert!(one_slip("macron", "macrons") && one_slip("macron", "marcron"));
        assert!(
            !one_slip("putin", "patina") && !one_slip("li", "lu") && !one_slip("kallas", "dallas")
        );
        assert!(is_swap("psaki", "pskai") && !is_swap("psaki", "psaku"));
    }
}
