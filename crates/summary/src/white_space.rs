//! White space: words between it, and all of it as single spaces.

/// How many words white space separates; as `split_whitespace` has it.
pub(crate) fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        let rest = bytes.get(1..).unwrap_or_default();
        let starts = bytes.iter().zip(rest).filter(|(a, b)| is_space(**a) && !is_space(**b));
        let first = bytes.first().is_some_and(|byte| !is_space(*byte));
        return starts.count() + usize::from(first);
    }
    let (mut count, mut inside) = (0, false);
    for c in text.chars() {
        let word = !c.is_whitespace();
        count += usize::from(word && !inside);
        inside = word;
    }
    count
}

/// Appends `part`, white space folded to single spaces and none at the head of `out`. Only ASCII
/// white space is folded: a no-break space is the source's own.
pub(crate) fn fold_onto(out: &mut String, part: &str) {
    if is_folded(part.as_bytes()) {
        let rest = if needs_no_space(out) { part.strip_prefix(' ') } else { None };
        out.push_str(rest.unwrap_or(part));
        return;
    }
    let mut from = 0;
    for (at, _) in part.bytes().enumerate().filter(|(_, byte)| is_space(*byte)) {
        out.push_str(part.get(from..at).unwrap_or_default());
        if !needs_no_space(out) {
            out.push(' ');
        }
        from = at + 1;
    }
    out.push_str(part.get(from..).unwrap_or_default());
}

fn needs_no_space(text: &str) -> bool {
    text.is_empty() || text.ends_with(' ')
}

/// Whether all white space is single spaces already, as nearly always.
fn is_folded(text: &[u8]) -> bool {
    // Counted to the end instead of searched: compilers make that sixteen bytes at a time.
    let odd = text.iter().filter(|byte| matches!(**byte, b'\t'..=b'\r')).count();
    let rest = text.get(1..).unwrap_or_default();
    let double = text.iter().zip(rest).filter(|(a, b)| **a == b' ' && **b == b' ').count();
    odd == 0 && double == 0
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_counted_as_the_standard_library_splits_them(
            text in "[a \t\n\u{b}\u{c}\r\u{1c}\u{a0}é\u{2003}]{0,12}"
        ) {
            proptest::prop_assert_eq!(count_words(&text), text.split_whitespace().count());
        }

        #[test]
        fn folding_leaves_single_spaces_and_every_other_character(
            head in "[a ]{0,2}", part in "[a \t\u{b}\u{a0}é]{0,12}"
        ) {
            let mut slow = head.clone();
            for c in part.chars() {
                if !(c.is_ascii_whitespace() || c == '\u{b}') {
                    slow.push(c);
                } else if !slow.is_empty() && !slow.ends_with(' ') {
                    slow.push(' ');
                }
            }
            let mut out = head;
            fold_onto(&mut out, &part);
            proptest::prop_assert_eq!(out, slow);
        }
    }
}
