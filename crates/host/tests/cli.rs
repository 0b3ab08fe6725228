//! The command line as data: each file below `tests/cmd` is a command with what it prints.
//!
//! A case runs in a copy of its `.in` folder. `[..]` stands for what depends on the version, the
//! system or a model, `...` for lines that another test looks at. In what is compared, trycmd
//! writes every backslash as a slash.

use std::path::Path;

#[test]
fn commands_print_what_their_files_say() {
    trycmd::TestCases::new()
        .register_bin("postil", Path::new(env!("CARGO_BIN_EXE_postil")))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("tests/cmd/*/*.toml");
}
