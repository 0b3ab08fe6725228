//! Spellings of single names that stand beside the rules.

use crate::names::attribution::{Attribution, english, language_of};
use crate::names::convention::{Convention, Lang, Role, Tradition, tradition_index, traditions};
use crate::names::tables::ESTABLISHED;
use crate::names::transliterate::lower;
use std::sync::LazyLock;

/// An established spelling: one of a tradition, by tradition, name and language.
struct Spelling {
    form: Vec<char>,
    tradition: &'static Tradition,
    native: &'static str,
    from: Lang,
}

/// The spellings of one form, by tradition.
fn spellings(form: &[char]) -> &'static [Spelling] {
    static ALL: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
        let mut all = Vec::new();
        for entry in ESTABLISHED.entries() {
            for part in entry.text.split(';') {
                let Some((name, form)) = part.trim().split_once(' ') else { continue };
                let Some(tradition) = tradition_index(name).and_then(|at| traditions().get(at))
                else {
                    continue;
                };
                let from = language_of(entry.value);
                all.push(Spelling { form: lower(form), tradition, native: entry.key, from });
            }
        }
        all.sort_by(|a, b| (&a.form, a.tradition.name).cmp(&(&b.form, b.tradition.name)));
        all
    });
    let from = ALL.partition_point(|spelling| spelling.form.as_slice() < form);
    let count = ALL[from..].iter().take_while(|spelling| spelling.form == form).count();
    &ALL[from..from + count]
}

/// Whether some tradition has the spelling established.
pub(crate) fn is_listed(form: &[char]) -> bool {
    !spellings(form).is_empty()
}

/// The Cyrillic name of an established spelling.
pub(crate) fn native(form: &[char]) -> Option<(String, Lang)> {
    spellings(form).first().map(|spelling| (spelling.native.to_owned(), spelling.from))
}

/// What an established spelling points to: `Some(None)` if English texts have it too.
pub(crate) fn find(form: &[char]) -> Option<Option<Attribution>> {
    let all = spellings(form);
    let first = all.first()?;
    if all.iter().any(|spelling| spelling.tradition.language == "en") {
        return Some(None);
    }
    let native = lower(first.native);
    let mut points_to: Vec<&'static str> =
        all.iter().map(|spelling| spelling.tradition.language).collect();
    for (index, tradition) in traditions().iter().enumerate() {
        let writes = Convention::of(index, first.from)
            .is_some_and(|convention| convention.writes(&native, form));
        if writes && tradition.role == Role::English {
            return Some(None);
        }
        if writes && tradition.role == Role::Lead {
            points_to.push(tradition.language);
        }
    }
    points_to.sort_unstable();
    points_to.dedup();
    Some(Some(Attribution {
        points_to,
        native: first.native.to_owned(),
        from: first.from,
        english: english(&native, first.from),
        sure: true,
        score: 0.95,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn an_established_spelling_is_found_and_others_are_not() {
        let found = find(&chars("chruschtschow")).flatten().unwrap();
        assert_eq!((found.native.as_str(), found.sure), ("Хрущёв", true));
        assert!(found.points_to.contains(&"de"));
        assert_eq!(find(&chars("gorbachev")), Some(None));
        assert_eq!(find(&chars("miller")), None);
        assert!(is_listed(&chars("trotzki")) && !is_listed(&[]));
    }
}
