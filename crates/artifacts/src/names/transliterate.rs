//! From a Cyrillic name to its spelling in each tradition.

use crate::names::convention::{Convention, Lang, Role, traditions};
use crate::names::tables::ESTABLISHED;
use serde::Serialize;

/// How one tradition spells a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Form {
    /// ISO 639-1 code of the language that spells so.
    pub language: &'static str,
    /// The norm or practice behind it.
    pub style: &'static str,
    /// The spelling.
    pub text: String,
}

/// How many spellings of one name a tradition may give: most have one, a few names many.
const MOST: usize = 4;

/// The spellings of a name in each tradition, the usual one of a tradition first. A spelling
/// that is established beside the rules comes before what they give.
pub fn forms(native: &str, from: Lang) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for (index, tradition) in traditions().iter().enumerate() {
        let Some(convention) = Convention::of(index, from) else { continue };
        if tradition.role == Role::Wide {
            continue;
        }
        for text in spell(convention, tradition.name, native) {
            let form = Form { language: tradition.language, style: tradition.style, text };
            if !forms.iter().any(|f| f.language == form.language && f.text == form.text) {
                forms.push(form);
            }
        }
        if from == Lang::Sr && tradition.name == "en" {
            let text = without_marks(native, convention);
            if !forms.iter().any(|form| form.text == text) {
                forms.push(Form { language: "en", style: tradition.style, text });
            }
        }
    }
    forms
}

/// The Serbian Latin form as English texts write it: without marks, `Đ` as `Dj`.
fn without_marks(native: &str, convention: &Convention) -> String {
    let Some(text) = spell(convention, "", native).into_iter().next() else {
        return String::new();
    };
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'č' | 'ć' => plain.push('c'),
            'Č' | 'Ć' => plain.push('C'),
            'š' => plain.push('s'),
            'Š' => plain.push('S'),
            'ž' => plain.push('z'),
            'Ž' => plain.push('Z'),
            'đ' => plain.push_str("dj"),
            'Đ' => plain.push_str("Dj"),
            other => plain.push(other),
        }
    }
    plain
}

/// The spellings of a name of one or more words in one tradition.
pub(crate) fn spell(convention: &Convention, tradition: &str, native: &str) -> Vec<String> {
    let mut whole = vec![String::new()];
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ');
    let mut rest = native;
    while let Some(first) = rest.chars().next() {
        let length = rest
            .char_indices()
            .find(|(_, c)| is_letter(*c) != is_letter(first))
            .map_or(rest.len(), |(at, _)| at);
        let (part, after) = rest.split_at(length);
        rest = after;
        let parts = if is_letter(first) {
            word(convention, tradition, part)
        } else {
            vec![part.to_owned()]
        };
        whole = whole
            .iter()
            .flat_map(|start| parts.iter().map(move |part| format!("{start}{part}")))
            .take(MOST)
            .collect();
    }
    whole
}

fn word(convention: &Convention, tradition: &str, native: &str) -> Vec<String> {
    let letters = lower(native);
    let mut spellings = vec![String::new()];
    for (piece, row) in convention.pieces(&letters) {
        let outputs: Vec<String> = match row {
            Some(row) => row.outputs.iter().map(|output| output.iter().collect()).collect(),
            None => vec![piece.iter().collect()],
        };
        spellings = spellings
            .iter()
            .flat_map(|start| outputs.iter().map(move |output| format!("{start}{output}")))
            .take(MOST)
            .collect();
    }
    let capital = native.chars().next().is_some_and(char::is_uppercase);
    let mut all = established(native, tradition);
    for spelling in spellings {
        let spelling = if capital { capitalised(&spelling) } else { spelling };
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    all.truncate(MOST);
    all
}

/// The established spellings of a surname in a tradition.
fn established(native: &str, tradition: &str) -> Vec<String> {
    let Some(entry) = ESTABLISHED.lookup(native) else { return Vec::new() };
    entry
        .text
        .split(';')
        .filter_map(|part| part.trim().split_once(' '))
        .filter(|(name, _)| *name == tradition)
        .map(|(_, spelling)| spelling.to_owned())
        .collect()
}

/// The letters of a Cyrillic word in lower case, with one shape of the apostrophe.
pub(crate) fn lower(word: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            '\0'..='\x7f' => letters.push(letter.to_ascii_lowercase()),
            '’' | 'ʼ' => letters.push('\''),
            _ => letters.extend(letter.to_lowercase()),
        }
    }
    letters
}

/// The word with a capital first letter.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn spelt(native: &str, from: Lang, expected: &[(&str, &str)]) {
        let forms = forms(native, from);
        for (language, text) in expected {
            let found: Vec<&str> =
                forms.iter().filter(|f| f.language == *language).map(|f| f.text.as_str()).collect();
            assert!(found.contains(text), "{native} {language}: {text} is not in {found:?}");
        }
    }

    #[test]
    fn names_are_spelt_as_each_language_has_them() {
        spelt(
            "Щербаков",
            Lang::Ru,
            &[
                ("en", "Shcherbakov"),
                ("de", "Schtscherbakow"),
                ("fr", "Chtcherbakov"),
                ("nl", "Sjtsjerbakov"),
                ("pl", "Szczerbakow"),
                ("cs", "Ščerbakov"),
                ("sv", "Sjtjerbakov"),
                ("fi", "Štšerbakov"),
                ("hu", "Scserbakov"),
            ],
        );
        spelt("Рублёва", Lang::Ru, &[("en", "Rublyova"), ("de", "Rubljowa"), ("pl", "Rublowa")]);
        spelt(
            "Гончаренко",
            Lang::Uk,
            &[
                ("en", "Honcharenko"),
                ("de", "Hontscharenko"),
                ("pl", "Honczarenko"),
                ("et", "Hontšarenko"),
            ],
        );
        spelt(
            "Сергей Михалков",
            Lang::Ru,
            &[("de", "Sergei Michalkow"), ("en", "Sergey Mikhalkov")],
        );
        spelt("Троцкий", Lang::Ru, &[("de", "Trotzki"), ("en", "Trotsky")]);
        spelt("Ђорђевић", Lang::Sr, &[("de", "Đorđević"), ("en", "Djordjevic")]);
    }

    #[test]
    fn what_is_no_cyrillic_stays_as_it_is() {
        assert!(forms("", Lang::Ru).iter().all(|form| form.text.is_empty()));
        assert!(forms("Ab-1 💩", Lang::Uk).iter().all(|form| form.text.ends_with(" 💩")));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_spelt_without_a_panic(text in ".{0,30}") {
            for from in Lang::ALL {
                let _ = forms(&text, from);
            }
        }

        #[test]
        fn a_tradition_writes_what_it_gives(text in "[а-яё]{1,12}") {
            let letters = lower(&text);
            for index in 0..traditions().len() {
                let convention = Convention::of(index, Lang::Ru).unwrap();
                for form in word(convention, "", &text) {
                    let form: Vec<char> = form.chars().collect();
                    proptest::prop_assert!(convention.writes(&letters, &form));
                }
            }
        }
    }
}
