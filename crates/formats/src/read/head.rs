//! Title, byline and date from the head of an article.

use postil_core::{Document, ZoneKind};

/// Zones from the top among which a headline, byline or date line is looked for.
const HEAD: usize = 12;

/// Fills `title`, `byline` and `date` of the document's meta from its first zones, where they
/// are missing and the text has them.
pub fn suggest_meta(document: &mut Document) {
    let mut title = None;
    let mut byline = None;
    let mut date = None;
    for zone in document.zones().iter().take(HEAD) {
        let line = document.slice(zone.span);
        match zone.kind {
            ZoneKind::Headline if title.is_none() => title = Some(line.to_owned()),
            ZoneKind::Byline if byline.is_none() => {
                let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("by "));
                byline = name.map(str::to_owned);
            }
            ZoneKind::Boilerplate | ZoneKind::Credit | ZoneKind::Byline if date.is_none() => {
                date = find_date(line);
            }
            _ => {}
        }
    }
    let found = [("title", title), ("byline", byline), ("date", date)];
    for (key, value) in found {
        if let Some(value) = value {
            document.meta.suggest(key, value);
        }
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first full date of a line as ISO 8601: `31.12.2021`, `2021-12-31`, `31 December 2021`,
/// `December 31, 2021`. A date with slashes is not read: its order differs from place to place.
fn find_date(line: &str) -> Option<String> {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || ",;|()".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_end_matches('.');
        let parts: Vec<&str> = word.split(['.', '-', 'T']).collect();
        let found = match parts[..] {
            [year, month, day, ..] if year.len() == 4 => iso(year, month, day),
            [day, month, year] if year.len() == 4 => iso(year, month, day),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        let near = |offset: usize| words.get(at + offset).map(|w| w.trim_end_matches('.'));
        if let Some(month) = month(word)
            && let (Some(day), Some(year)) = (near(1), near(2))
            && let Some(date) = iso(year, &month, day)
        {
            return Some(date);
        }
        if let (Some(name), Some(year)) = (near(1), near(2))
            && let Some(month) = month(name)
            && let Some(date) = iso(year, &month, word)
        {
            return Some(date);
        }
    }
    None
}

fn month(word: &str) -> Option<String> {
    let head = word.get(..3)?.to_lowercase();
    let number = MONTHS.iter().position(|month| *month == head)? + 1;
    word.chars().all(char::is_alphabetic).then(|| number.to_string())
}

fn iso(year: &str, month: &str, day: &str) -> Option<String> {
    let (y, m, d): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1900..2200).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d))
        .then(|| format!("{y:04}-{m:02}-{d:02}"))
}

#[cfg(test)]
mod tests {
    use super::find_date;

    #[test]
    fn dates_of_date_lines() {
        let found = |line| find_date(line).unwrap_or_default();
        assert_eq!(found("4 min. 31.12.2021 From our archive"), "2021-12-31");
        assert_eq!(found("Published Dec. 30, 2021 at 5 p.m."), "2021-12-30");
        assert_eq!(found("30 December 2021, 12:30"), "2021-12-30");
        assert_eq!(found("2021-12-30T12:00"), "2021-12-30");
        assert_eq!(found("3/4/2021 or 31.13.2021"), "");
        assert_eq!(found("May I have 2021 words"), "");
    }
}
