//! What is checked.

use crate::plugins::{Isolation, PluginConfig, PluginError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Endings of shared libraries, whatever the system: a library of another one should be told as
/// such, not be started as a program.
const LIBRARIES: [&str; 3] = ["so", "dylib", "dll"];

/// A library, or a program with its arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    Library(PathBuf),
    Program(Vec<String>),
}

/// The plugin that is checked, with its settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    pub(super) form: Form,
    pub(super) settings: Map<String, Value>,
    /// Seconds for one document.
    pub(super) timeout: u64,
}

impl Subject {
    /// The plugin at `path`: by its ending a library, else a program with these arguments. A
    /// Python file is run by Python, and a bare name is looked for as the system looks for
    /// programs.
    pub fn find(
        path: &Path,
        arguments: &[String],
        settings: Map<String, Value>,
        timeout: Duration,
    ) -> Result<Self, PluginError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        let bare = path.components().count() == 1 && ending.is_empty();
        if !path.is_file() && !bare {
            return Err(PluginError::NotFound { path: path.to_owned() });
        }
        let absolute = if path.is_file() {
            std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
        } else {
            path.to_owned()
        };
        let form = if LIBRARIES.contains(&ending.as_str()) {
            Form::Library(absolute)
        } else {
            let mut command = Vec::new();
            if ending == "py" {
                command.push(if cfg!(windows) { "python" } else { "python3" }.to_owned());
            }
            command.push(absolute.to_string_lossy().into_owned());
            command.extend_from_slice(arguments);
            Form::Program(command)
        };
        let timeout = timeout.as_secs().max(1);
        Ok(Self { timeout, ..Self::new(form, settings) })
    }

    pub(super) fn new(form: Form, settings: Map<String, Value>) -> Self {
        Self { form, settings, timeout: PluginConfig::TIMEOUT.as_secs() }
    }

    /// As a plugin of this id in a configuration.
    pub(super) fn config(&self, id: &str, isolation: Isolation) -> PluginConfig {
        let mut config = PluginConfig::new(id);
        match &self.form {
            Form::Library(path) => config.source = Some(path.clone()),
            Form::Program(command) => config.command = Some(command.clone()),
        }
        config.isolation = isolation;
        config.timeout = Duration::from_secs(self.timeout);
        config.settings = Value::Object(self.settings.clone());
        config
    }

    /// The arguments with which this program becomes the plugin's process.
    pub(super) fn host_arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["plugin-host".into()];
        match &self.form {
            Form::Library(path) => arguments.push(path.into()),
            Form::Program(command) => {
                arguments.push("--".into());
                arguments.extend(command.iter().map(OsString::from));
            }
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &Path) -> Result<Subject, PluginError> {
        Subject::find(path, &["-v".to_owned()], Map::new(), Duration::from_millis(1))
    }

    #[test]
    fn the_ending_tells_a_library_from_a_program() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "").unwrap();
            path
        };
        for name in ["a.so", "a.DLL", "a.dylib"] {
            let path = file(name);
            assert_eq!(find(&path).unwrap().form, Form::Library(path));
        }
        let script = file("count.py");
        let Form::Program(command) = find(&script).unwrap().form else { panic!("a library") };
        assert_eq!(command.len(), 3);
        assert!(command[0].starts_with("python") && command[1].ends_with("count.py"));
        assert_eq!(command[2], "-v");
        let program = find(&file("count")).unwrap();
        assert!(matches!(&program.form, Form::Program(command) if command.len() == 2));
        assert_eq!(program.timeout, 1);
    }

    #[test]
    fn what_is_not_there_is_told_and_a_bare_name_is_a_program() {
        assert_eq!(find(Path::new("nowhere/a.so")).unwrap_err().code(), "E0040");
        assert_eq!(find(Path::new("a.so")).unwrap_err().code(), "E0040");
        let program = find(Path::new("some-program")).unwrap();
        let command = vec!["some-program".to_owned(), "-v".to_owned()];
        assert_eq!(program.form, Form::Program(command));
    }
}
