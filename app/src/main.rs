//! The program `oqu`.

use std::process::ExitCode;

fn main() -> ExitCode {
    oqu::main()
}
