//! `postil plugins new`: a project to begin an analyzer with.

mod fault;
mod name;
mod project;
mod sdk;
mod templates;

use crate::command::Exit;
use crate::command::terminal::print;
use fault::NewError;
use name::Name;
use project::Project;
use sdk::Sdk;
use std::path::PathBuf;
use templates::Language;

/// What `plugins new` takes.
#[derive(clap::Args, Debug)]
pub struct NewArguments {
    /// Name of the plugin: figures, or its id acme.figures with the publisher before it.
    name: String,
    /// What to write it in.
    #[arg(long, value_enum, default_value = "rust")]
    language: Language,
    /// Folder of the project; default: one of that name in the working directory.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Checkout of Postil whose SDK the project uses; default: the one that the working directory
    /// lies in, else the published SDK.
    #[arg(long, value_name = "DIR")]
    sdk: Option<PathBuf>,
}

/// Writes the project and says what to do with it.
pub(super) fn run(arguments: &NewArguments) -> Exit {
    match project(arguments) {
        Ok(project) => {
            if let Some(note) = project.note() {
                eprintln!("note: {note}");
            }
            print(&project.next_steps())
        }
        Err(error) => {
            eprintln!("error[{}]: {error}\n  help: {}", error.code(), error.help());
            Exit::Usage
        }
    }
}

fn project(arguments: &NewArguments) -> Result<Project, NewError> {
    let name = Name::read(&arguments.name)?;
    let sdk = Sdk::find(arguments.language, arguments.sdk.as_deref())?;
    let folder = arguments.dir.clone().unwrap_or_else(|| PathBuf::from(name.given()));
    let project = Project::new(name, arguments.language, sdk, folder);
    project.write()?;
    Ok(project)
}
