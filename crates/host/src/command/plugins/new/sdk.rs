//! Where a project finds the SDK.

use super::NewError;
use super::templates::Language;
use std::path::{Path, PathBuf};

/// Where a project finds the SDK.
#[derive(Debug)]
pub(super) enum Sdk {
    /// In the checkout of Postil in this folder.
    Checkout(PathBuf),
    /// In the registry of the language, by its version.
    Published,
}

impl Sdk {
    /// The checkout that the user names, else the one that the working directory lies in.
    pub(super) fn find(language: Language, given: Option<&Path>) -> Result<Self, NewError> {
        if let Some(folder) = given {
            // The project lies elsewhere, so the path has to hold from there.
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            return if holds(&folder, language) {
                Ok(Self::Checkout(folder))
            } else {
                Err(NewError::NoCheckout { folder, missing: language.sdk_file() })
            };
        }
        let here = std::env::current_dir().unwrap_or_default();
        let found = here.ancestors().find(|folder| holds(folder, language));
        Ok(found.map_or(Self::Published, |folder| Self::Checkout(folder.to_owned())))
    }
}

/// Whether a folder is a checkout with the SDK of that language. Other projects have folders of
/// these names, too; the package's name tells them apart.
fn holds(folder: &Path, language: Language) -> bool {
    let package = std::fs::read_to_string(folder.join("crates/plugin/Cargo.toml"));
    let is_postil = package.is_ok_and(|text| text.contains("name = \"postil-plugin\""));
    is_postil && folder.join(language.sdk_file()).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_checkout_of_postil_counts() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let find = |language| Sdk::find(language, Some(root));
        std::fs::create_dir_all(root.join("crates/plugin")).unwrap();
        std::fs::write(root.join("crates/plugin/Cargo.toml"), "name = \"other\"").unwrap();
        match find(Language::Rust) {
            Err(error @ NewError::NoCheckout { .. }) => assert_eq!(error.code(), "E0063"),
            other => panic!("{other:?}"),
        }
        std::fs::write(root.join("crates/plugin/Cargo.toml"), "name = \"postil-plugin\"").unwrap();
        assert!(matches!(find(Language::Rust), Ok(Sdk::Checkout(_))));
        assert!(find(Language::Python).is_err());
    }
}
