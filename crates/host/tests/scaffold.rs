//! What `postil plugins new` writes works as it stands: it builds, passes its own tests, and says
//! the same of its article in either language and over each transport.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const ID: &str = "acme.figures";

/// The checkout that these tests belong to.
fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/host in a checkout")
}

/// The folder of the profile into which cargo builds.
fn built() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_postil")).parent().expect("a profile's folder")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a command; a failure shows what it printed.
#[track_caller]
fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let shown = format!("{}\n{}", text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{command:?}: {}\n{shown}", output.status);
    output
}

/// A project in a folder of its own.
struct Project {
    _folder: TempDir,
    path: PathBuf,
}

impl Project {
    /// Has `postil plugins new` write it.
    fn new(language: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // A path with a space, as people have them.
        let path = folder.path().join("a project");
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(["plugins", "new", ID, "--language", language, "--dir"]).arg(&path);
        // From inside the checkout, so that its SDK is found.
        let output = succeed(command.current_dir(checkout()));
        assert!(text(&output.stdout).contains(ID), "{}", text(&output.stdout));
        assert_eq!(text(&output.stderr), "");
        Self { _folder: folder, path }
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
    }

    fn write(&self, file: &str, text: &str) {
        std::fs::write(self.path.join(file), text).unwrap_or_else(|e| panic!("{file}: {e}"));
    }

    /// Cargo in the project, with the versions of this workspace and its built dependencies.
    fn cargo(&self, arguments: &[&str]) {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(arguments).args(["--offline", "--quiet", "--target-dir"]);
        command.arg(built().parent().expect("the target folder"));
        if built().ends_with("release") {
            command.arg("--release");
        }
        // The profile of this workspace, so that what it has built fits.
        command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
        command.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
        // A snapshot that differs fails, and no file is written beside it.
        command.env("INSTA_UPDATE", "no").env_remove("INSTA_WORKSPACE_ROOT");
        succeed(command.current_dir(&self.path));
    }

    fn postil(&self, config: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(["analyze", "article.txt", "--format", "jsonl", "--only", ID]);
        command.args(["--layers", ID, "--config", config]).args(arguments);
        command.envs(sdk_for_python()).current_dir(&self.path);
        command
    }

    /// The notes on the article, each as the words that it stands on with label and attributes,
    /// and the result.
    fn notes(&self, config: &str, arguments: &[&str]) -> (Vec<Value>, Value) {
        let output = succeed(&mut self.postil(config, arguments));
        let records = text(&output.stdout);
        let record = records.lines().next().expect("a record of the document");
        let record: Value = serde_json::from_str(record).expect("JSON");
        assert_eq!(record["errors"], json!([]));
        let article = self.read("article.txt");
        let offset = |note: &Value, key: &str| note[key].as_u64().expect("an offset") as usize;
        let notes = record["annotations"].as_array().expect("a list").iter().map(|note| {
            let words = &article[offset(note, "start")..offset(note, "end")];
            json!([words, note["label"], note["attrs"]])
        });
        (notes.collect(), record["results"][ID].clone())
    }

    /// Checks what the analyzer says of the article, with default settings and with others.
    #[track_caller]
    fn check(&self, config: &str) {
        let (mut notes, result) = self.notes(config, &[]);
        assert_eq!(notes, expected(), "{config}");
        assert_eq!(result, json!({"sourced": 2, "unsourced": 1, "vague": 1}), "{config}");

        let (more, result) = self.notes(config, &["--set", "acme.figures.years=true"]);
        let year = "Nobody had seen such a storm since 1999.";
        notes.insert(3, json!([year, "unsourced", {"figures": ["1999"]}]));
        assert_eq!(more, notes, "{config}");
        assert_eq!(result["unsourced"], 2, "{config}");
    }

    /// Checks that settings which do not hold are refused with a reason.
    #[track_caller]
    fn check_refusals(&self, config: &str) {
        for (setting, reason) in [
            ("acme.figures.yers=true", "yers"),
            ("acme.figures.also-sources=[\" \"]", "also-sources"),
        ] {
            let mut command = self.postil(config, &["--set", setting]);
            let output = command.output().expect("postil runs");
            let errors = text(&output.stderr);
            assert!(!output.status.success(), "{setting}: {errors}");
            assert!(errors.contains("error[E0") && errors.contains(reason), "{setting}: {errors}");
        }
    }
}

fn expected() -> Vec<Value> {
    vec![
        json!([
            "About 350 fled on 9 January, according to the fire service.",
            "sourced",
            {"figures": ["350"], "source": "the fire service"}
        ]),
        json!([
            "Another 40 were reportedly hurt.",
            "vague",
            {"figures": ["40"], "source": "reportedly"}
        ]),
        json!(["The wind reached 140 kilometres an hour.", "unsourced", {"figures": ["140"]}]),
        json!([
            "“We lost 12 boats,” the harbour master said.",
            "sourced",
            {"figures": ["12"], "source": "the harbour master"}
        ]),
    ]
}

#[test]
fn a_project_in_rust_builds_passes_its_tests_and_runs() {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
    let project = Project::new("rust");
    std::fs::copy(checkout().join("Cargo.lock"), project.path.join("Cargo.lock"))
        .expect("the versions of this workspace");
    project.cargo(&["test", "--features", "process"]);
    project.cargo(&["build", "--features", "process"]);

    // Cargo was told another target folder than the one that config.toml means.
    let library = format!("{DLL_PREFIX}postil_acme_figures{DLL_SUFFIX}");
    let release = project.path.join("target/release");
    std::fs::create_dir_all(&release).expect("a folder for the library");
    std::fs::copy(built().join(&library), release.join(&library)).expect("the library was built");
    project.check("config.toml");
    project.check_refusals("config.toml");

    let config = project.read("config.toml");
    project.write("in-process.toml", &format!("{config}isolation = \"in-process\"\n"));
    project.check("in-process.toml");

    let program = built().join(format!("postil-acme-figures-process{EXE_SUFFIX}"));
    let command = format!("command = [{}]", json!(program));
    let is_source = |line: &str| line.starts_with("source");
    let lines = config.lines().map(|line| if is_source(line) { command.as_str() } else { line });
    let lines: Vec<&str> = lines.collect();
    assert!(lines.contains(&command.as_str()), "{config}");
    project.write("program.toml", &lines.join("\n"));
    project.check("program.toml");
    project.check_refusals("program.toml");
}

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// What lets Python find the SDK of the checkout, as if it were installed.
fn sdk_for_python() -> [(&'static str, PathBuf); 2] {
    // Nothing is to be written into the checkout.
    [("PYTHONPATH", checkout().join("python")), ("PYTHONDONTWRITEBYTECODE", "1".into())]
}

#[test]
fn a_project_in_python_passes_its_tests_and_runs() {
    let version = Command::new(PYTHON).args(["-c", "import flatbuffers"]).output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no {PYTHON} with the package flatbuffers");
        return;
    }
    let project = Project::new("python");
    let mut tests = Command::new(PYTHON);
    tests.args(["-m", "unittest"]).envs(sdk_for_python()).current_dir(&project.path);
    let report = text(&succeed(&mut tests).stderr);
    assert!(!report.contains("Ran 0 tests"), "{report}");
    project.check("config.toml");
    project.check_refusals("config.toml");
}
