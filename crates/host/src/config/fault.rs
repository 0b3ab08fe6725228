//! What is wrong with a configuration, shown where it stands.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;
use std::path::PathBuf;

/// Where a configuration comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The file; `None` for the built-in copy.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
}

impl Origin {
    fn name(&self) -> String {
        match &self.path {
            Some(path) => path.display().to_string(),
            None => "built-in config.toml".to_owned(),
        }
    }
}

/// Where a value was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the configuration file.
    File(Range<usize>),
    /// Bytes of an argument of the command line.
    Argument(String, Range<usize>),
    /// Nowhere: a default.
    #[default]
    Nowhere,
}

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFault {
    /// Code of the error.
    pub code: &'static str,
    /// What is wrong, in a line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What stands under the caret.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

/// Everything that is wrong with a configuration, in the order of its lines.
#[derive(Clone, Debug)]
pub struct Faults {
    /// Where the configuration comes from.
    pub origin: Origin,
    /// What is wrong.
    pub faults: Vec<ConfigFault>,
}

impl Faults {
    /// Sorts by place, so that the report reads down the file.
    pub fn new(origin: Origin, mut faults: Vec<ConfigFault>) -> Self {
        faults.sort_by_key(|fault| match &fault.place {
            Place::File(range) => (0, range.start),
            Place::Argument(_, range) => (1, range.start),
            Place::Nowhere => (2, 0),
        });
        Self { origin, faults }
    }

    /// The report for a person, with carets under each fault.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let name = self.origin.name();
        let reports: Vec<String> = self
            .faults
            .iter()
            .map(|fault| {
                let title = Level::ERROR.primary_title(&fault.message).id(fault.code);
                let mut group: Group<'_> = match &fault.place {
                    Place::File(range) => {
                        title.element(snippet(&self.origin.text, range, fault).path(&name))
                    }
                    Place::Argument(text, range) => {
                        title.element(snippet(text, range, fault).path("--set"))
                    }
                    Place::Nowhere => Group::with_title(title),
                };
                if let Some(help) = &fault.help {
                    group = group.element(Level::HELP.message(help));
                }
                renderer.render(&[group]).to_string()
            })
            .collect();
        reports.join("\n\n")
    }
}

fn snippet<'a>(
    text: &'a str,
    range: &Range<usize>,
    fault: &'a ConfigFault,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let end = range.end.clamp(range.start.min(text.len()), text.len());
    let start = range.start.min(end);
    Snippet::source(text)
        .annotation(AnnotationKind::Primary.span(start..end).label(fault.label.as_str()))
}
