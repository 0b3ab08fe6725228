//! The files of a project, as they lie in `data/templates`.
//!
//! `.in` at the end of a name keeps Cargo and git from taking the template for the real file.

macro_rules! text {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/templates/", $file))
    };
}

macro_rules! files {
    ($($path:literal => $file:literal,)+) => {
        &[$(Template { path: $path, text: text!($file) }),+]
    };
}

const RUST: &[Template] = files! {
    ".gitignore" => "rust/gitignore.in",
    "Cargo.toml" => "rust/Cargo.toml.in",
    "README.md" => "rust/README.md",
    "article.txt" => "common/article.txt",
    "config.toml" => "rust/config.toml",
    "data/phrases.tsv" => "common/phrases.tsv",
    "src/lib.rs" => "rust/src/lib.rs",
    "src/main.rs" => "rust/src/main.rs",
    "src/phrases.rs" => "rust/src/phrases.rs",
    "src/tests.rs" => "rust/src/tests.rs",
    "tests/snapshots.rs" => "rust/tests/snapshots.rs",
    "tests/snapshots/snapshots__default.snap" => "rust/tests/snapshots/snapshots__default.snap",
    "tests/snapshots/snapshots__years.snap" => "rust/tests/snapshots/snapshots__years.snap",
};

const PYTHON: &[Template] = files! {
    ".gitignore" => "python/gitignore.in",
    "README.md" => "python/README.md",
    "article.txt" => "common/article.txt",
    "config.toml" => "python/config.toml",
    "phrases.tsv" => "common/phrases.tsv",
    "requirements.txt" => "python/requirements.txt",
    "test_{{module}}.py" => "python/test_analyzer.py",
    "{{module}}.py" => "python/analyzer.py",
};

/// What a plugin is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// A shared library, or a program.
    Rust,
    /// A program.
    Python,
}

impl Language {
    /// The file of a checkout that shows that the language's SDK is there.
    pub(super) fn sdk_file(self) -> &'static str {
        match self {
            Self::Rust => "crates/plugin/Cargo.toml",
            Self::Python => "python/postil_plugin/__init__.py",
        }
    }

    /// The files of a project.
    pub(super) fn files(self) -> &'static [Template] {
        match self {
            Self::Rust => RUST,
            Self::Python => PYTHON,
        }
    }

    /// What to do with a project.
    pub(super) fn next_steps(self) -> &'static str {
        match self {
            Self::Rust => text!("rust/next.txt"),
            Self::Python => text!("python/next.txt"),
        }
    }
}

/// A file of a project. Path and text hold `{{placeholders}}`.
#[derive(Debug)]
pub(super) struct Template {
    /// Its path in the project, with `/`.
    pub(super) path: &'static str,
    /// What stands in it.
    pub(super) text: &'static str,
}
