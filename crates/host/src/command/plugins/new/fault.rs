//! Why no project is made.

use std::path::PathBuf;

/// Why no project is made.
#[derive(Debug, thiserror::Error)]
pub(super) enum NewError {
    #[error("`{name}` is no name for a plugin")]
    Name { name: String, near: Option<String> },
    #[error("`{name}` is a name that Postil uses itself")]
    Taken { name: String, instead: String },
    #[error("{}: {what}", .folder.display())]
    Occupied { folder: PathBuf, what: String },
    #[error("{}: no checkout of Postil with its {missing}", .folder.display())]
    NoCheckout { folder: PathBuf, missing: &'static str },
    #[error("{}: cannot be written: {fault}", .path.display())]
    Write { path: PathBuf, fault: std::io::Error },
}

impl NewError {
    /// The code that `postil explain` takes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "E0060",
            Self::Taken { .. } => "E0061",
            Self::Occupied { .. } => "E0062",
            Self::NoCheckout { .. } => "E0063",
            Self::Write { .. } => "E0064",
        }
    }

    /// What to do.
    pub(super) fn help(&self) -> String {
        match self {
            Self::Name { near: Some(near), .. } => format!("`{near}` would be one"),
            Self::Name { near: None, .. } => {
                "a name has at most 64 characters: parts of a-z, 0-9 and -, each beginning with a \
                 letter, with dots between them, such as `acme.figures`"
                    .to_owned()
            }
            Self::Taken { instead, .. } => {
                format!("put a publisher's name before it, such as `{instead}`")
            }
            Self::Occupied { .. } => {
                "nothing is overwritten: give a new or an empty folder with --dir".to_owned()
            }
            Self::NoCheckout { .. } => {
                "give the topmost folder of a checkout of Postil, or leave --sdk out to use the \
                 published SDK"
                    .to_owned()
            }
            Self::Write { .. } => {
                "give a folder that you may write to with --dir, and remove what is left of the \
                 project"
                    .to_owned()
            }
        }
    }
}
