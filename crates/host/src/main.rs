//! The program `postil`.

use std::process::ExitCode;

fn main() -> ExitCode {
    postil::command::main()
}
