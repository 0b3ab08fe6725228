//! The names of a plugin: its id, its package, its module, its library.

use super::NewError;

/// Most characters of an id.
const LONGEST: usize = 64;
/// Publisher of a plugin that is given none.
const PUBLISHER: &str = "my";

/// A valid name that Postil does not use itself.
#[derive(Debug)]
pub(super) struct Name {
    /// As the user gave it: with a publisher or without.
    given: String,
}

impl Name {
    /// Checks a name as a user gave it.
    pub(super) fn read(text: &str) -> Result<Self, NewError> {
        if !is_valid(text) {
            return Err(NewError::Name { name: text.to_owned(), near: near(text) });
        }
        let name = Self { given: text.to_owned() };
        let stem = name.stem();
        let taken = include_str!("../../../../data/templates/taken.txt");
        if text.starts_with("postil.") || taken.lines().any(|line| line == stem) {
            let bare = text.trim_start_matches("postil.").trim_start_matches("postil-");
            let instead = format!("acme.{bare}");
            return Err(NewError::Taken { name: text.to_owned(), instead });
        }
        Ok(name)
    }

    /// The name as the user gave it.
    pub(super) fn given(&self) -> &str {
        &self.given
    }

    /// The analyzer's id, which always has a publisher. It is also the name of its layer.
    pub(super) fn id(&self) -> String {
        if self.given.contains('.') {
            self.given.clone()
        } else {
            format!("{PUBLISHER}.{}", self.given)
        }
    }

    /// The name as one word, without the prefix of packages.
    fn stem(&self) -> String {
        self.given.replace('.', "-").trim_start_matches("postil-").to_owned()
    }

    /// Name of the package. The prefix keeps it apart from keywords, from packages that it depends
    /// on and, for Python, from modules of the standard library.
    pub(super) fn package(&self) -> String {
        format!("postil-{}", self.stem())
    }

    /// Name of the crate or module.
    pub(super) fn module(&self) -> String {
        self.package().replace('-', "_")
    }

    /// File name of the shared library on this system.
    pub(super) fn library(&self) -> String {
        use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
        format!("{DLL_PREFIX}{}{DLL_SUFFIX}", self.module())
    }
}

fn is_valid(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !part.ends_with('-')
            && !part.contains("--")
    };
    text.len() <= LONGEST && text.split('.').all(part)
}

/// The valid id that was most likely meant.
fn near(text: &str) -> Option<String> {
    let part = |part: &str| {
        let words: Vec<&str> = part
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.join("-").trim_start_matches(|c: char| !c.is_ascii_lowercase()).to_owned()
    };
    let parts: Vec<String> =
        text.to_lowercase().split('.').map(part).filter(|part| !part.is_empty()).collect();
    let near = parts.join(".");
    is_valid(&near).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_follows_from_the_one_given() {
        for (given, id, package, module) in [
            ("figures", "my.figures", "postil-figures", "postil_figures"),
            ("acme.a-b", "acme.a-b", "postil-acme-a-b", "postil_acme_a_b"),
            ("postil-figures", "my.postil-figures", "postil-figures", "postil_figures"),
            ("json", "my.json", "postil-json", "postil_json"),
            ("acme.stance", "acme.stance", "postil-acme-stance", "postil_acme_stance"),
        ] {
            let name = Name::read(given).unwrap_or_else(|error| panic!("{given}: {error}"));
            assert_eq!([name.id(), name.package(), name.module()], [id, package, module]);
            assert!(name.library().contains(module));
        }
    }

    #[test]
    fn what_is_no_id_is_refused_with_one_that_is() {
        for (text, wanted) in [
            ("Figures", Some("figures")),
            ("acme.Hedged Claims", Some("acme.hedged-claims")),
            ("acme_figures", Some("acme-figures")),
            ("3figures", Some("figures")),
            ("../figures", Some("figures")),
            ("figures.", Some("figures")),
            ("a--b", Some("a-b")),
            ("figures\"]", Some("figures")),
            ("", None),
            ("заголовок", None),
        ] {
            match Name::read(text) {
                Err(NewError::Name { near, .. }) => assert_eq!(near.as_deref(), wanted, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(Name::read(&"a".repeat(LONGEST)).is_ok());
        assert!(matches!(Name::read(&"a".repeat(LONGEST + 1)), Err(NewError::Name { .. })));
    }

    #[test]
    fn names_of_postil_are_taken() {
        for text in ["postil.figures", "stance", "postil-stance", "postil-plugin", "plugin"] {
            match Name::read(text) {
                Err(NewError::Taken { instead, .. }) => {
                    assert!(Name::read(&instead).is_ok(), "{text}: {instead}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
