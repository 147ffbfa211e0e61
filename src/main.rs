//! `siap`: see `siap --help`.

fn main() -> std::process::ExitCode {
    siap::command::run()
}
