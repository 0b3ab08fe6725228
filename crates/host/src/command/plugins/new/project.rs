//! A project, from its templates to its files.

use super::templates::Language;
use super::{Name, NewError, Sdk};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A project that is to be written.
#[derive(Debug)]
pub(super) struct Project {
    language: Language,
    folder: PathBuf,
    published: bool,
    /// Placeholders without their braces, and what stands in their place.
    values: Vec<(&'static str, String)>,
}

impl Project {
    pub(super) fn new(name: Name, language: Language, sdk: Sdk, folder: PathBuf) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        // Minor versions below 1.0 break, patches do not.
        let series = version.rsplit_once('.').map_or(version, |(series, _)| series);
        // A JSON string is a TOML string, also with the backslashes of a path.
        let quoted = |text: &Path| Value::from(text.display().to_string()).to_string();
        let package = |name: &str| match &sdk {
            Sdk::Checkout(root) => {
                format!("{{ path = {} }}", quoted(&root.join("crates").join(name)))
            }
            Sdk::Published => Value::from(series).to_string(),
        };
        let requirement = match &sdk {
            Sdk::Checkout(root) => root.join("python").display().to_string(),
            Sdk::Published => format!("postil-plugin=={version}"),
        };
        let python = if cfg!(windows) { "python" } else { "python3" };
        let activate =
            if cfg!(windows) { r".venv\Scripts\activate" } else { ". .venv/bin/activate" };
        let values = vec![
            ("id", name.id()),
            ("package", name.package()),
            ("module", name.module()),
            ("library", name.library()),
            ("postil-plugin", package("plugin")),
            ("postil-testkit", package("testkit")),
            ("requirement", requirement),
            ("python", python.to_owned()),
            ("activate", activate.to_owned()),
            ("folder", folder.display().to_string()),
        ];
        Self { language, folder, published: matches!(sdk, Sdk::Published), values }
    }

    /// Writes every file. Nothing that is there is overwritten.
    pub(super) fn write(&self) -> Result<(), NewError> {
        self.check_folder()?;
        for template in self.language.files() {
            let path = self.folder.join(self.filled(template.path));
            let folder = path.parent().unwrap_or(&self.folder);
            fs::create_dir_all(folder)
                .and_then(|()| File::create_new(&path))
                .and_then(|mut file| file.write_all(self.filled(template.text).as_bytes()))
                .map_err(|fault| NewError::Write { path, fault })?;
        }
        Ok(())
    }

    /// The folder may be missing, or hold a new repository and nothing else.
    fn check_folder(&self) -> Result<(), NewError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(_) if self.folder.is_file() => return Err(self.occupied("is a file".to_owned())),
            Err(fault) => return Err(NewError::Write { path: self.folder.clone(), fault }),
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        let first = names.filter(|name| name != ".git").min();
        first.map_or(Ok(()), |name| {
            let shown = name.to_string_lossy();
            Err(self.occupied(format!("is not empty; there is {shown}")))
        })
    }

    fn occupied(&self, what: String) -> NewError {
        NewError::Occupied { folder: self.folder.clone(), what }
    }

    /// A template with every placeholder filled in.
    fn filled(&self, template: &str) -> String {
        self.values.iter().fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{{{name}}}}}"), value)
        })
    }

    /// What to do with the project.
    pub(super) fn next_steps(&self) -> String {
        self.filled(self.language.next_steps())
    }

    /// What the user should know besides.
    pub(super) fn note(&self) -> Option<String> {
        let version = env!("CARGO_PKG_VERSION");
        self.published.then(|| {
            format!(
                "the project uses the published SDK, postil-plugin {version}; give --sdk DIR to \
                 use that of a checkout of Postil"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    fn project(language: Language, sdk: Sdk, folder: &Path) -> Project {
        Project::new(Name::read("acme.figures").unwrap(), language, sdk, folder.to_owned())
    }

    #[test]
    fn every_placeholder_is_filled_in() {
        for &language in Language::value_variants() {
            for sdk in [Sdk::Published, Sdk::Checkout("/c".into())] {
                let project = project(language, sdk, Path::new("p"));
                let texts = language.files().iter().flat_map(|file| [file.path, file.text]);
                for text in texts.chain([language.next_steps()]) {
                    let filled = project.filled(text);
                    assert!(!filled.contains("{{"), "{filled}");
                }
            }
        }
    }

    #[test]
    fn the_sdk_is_named_by_path_or_by_version() {
        let dependency = |sdk, name: &str| {
            let project = project(Language::Rust, sdk, Path::new("p"));
            project.filled(&format!("{{{{{name}}}}}"))
        };
        let checkout = || Sdk::Checkout(r"C:\a b".into());
        assert!(dependency(checkout(), "postil-plugin").starts_with(r#"{ path = "C:\\a b"#));
        let version = env!("CARGO_PKG_VERSION");
        let series = dependency(Sdk::Published, "postil-testkit");
        assert!(version.starts_with(series.trim_matches('"')), "{series}");
        let exact = format!("postil-plugin=={version}");
        assert_eq!(dependency(Sdk::Published, "requirement"), exact);
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p");
        let new = || project(Language::Rust, Sdk::Published, &path);
        fs::create_dir_all(path.join(".git")).unwrap();
        new().write().unwrap();
        assert!(fs::read_to_string(path.join("src/lib.rs")).unwrap().contains("\"acme.figures\""));

        let error = new().write().unwrap_err();
        assert_eq!(error.code(), "E0062");
        assert!(error.to_string().ends_with("there is .gitignore"), "{error}");

        let file = path.join("README.md");
        let error = project(Language::Rust, Sdk::Published, &file).write().unwrap_err();
        assert!(error.to_string().ends_with("is a file"), "{error}");
    }
}
