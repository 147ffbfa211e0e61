//! Runs another program of the machine and returns its output, with a time limit.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Whether a program is content, and what it says; none if there is no such program, or it takes too long.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    if !ends(&mut child) {
        let _ = child.kill();
        let _ = child.wait();
        return None;
    }
    let done = child.wait_with_output().ok()?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    Some((done.status.success(), said))
}

fn ends(child: &mut Child) -> bool {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(BETWEEN_LOOKS),
            Ok(Some(_)) => return true,
            Err(_) => return false,
        }
    }
    false
}
