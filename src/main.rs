//! The binary: parses arguments and calls one function.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Ten thousand handshakes leave the system's allocator with twice the memory that their sockets need.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match peil::cli::run() {
        Ok(code) => code,
        Err(error) => {
            // The whole chain on one line a cause: the first says what, the last says why.
            eprintln!("peil: {error:#}");
            ExitCode::FAILURE
        }
    }
}
