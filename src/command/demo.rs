//! What the terminal shows of a demo: where it is, who works there, and how the day goes.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use tokio::sync::watch;

use super::{banner, closing_signal, say};
use crate::{
    config::DemoConfig,
    demo::{Demo, Progress, STAFF},
    domain::Role,
};

/// Opens a demo and plays it; the shop stays open until a signal closes it.
pub(super) fn open(config: &DemoConfig) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        format!("the system has no threads left ({error}). Close other programs")
    })?;
    let done = runtime.block_on(async {
        // Before anything is opened, so that a signal never finds a half-open shop.
        let closed = closing_signal()?;
        let mut demo = Demo::open(config)
            .await
            .map_err(|error| error.to_string())?;
        let done = tokio::select! {
            done = play(config, &mut demo) => done,
            () = closed => {
                Lines::default().leave();
                Ok(())
            }
        };
        demo.close().await;
        done
    });
    runtime.shutdown_timeout(Duration::from_millis(500));
    done
}

/// Comes back only if the demo could not begin: a day that is over leaves the shop open.
async fn play(config: &DemoConfig, demo: &mut Demo) -> Result<(), String> {
    let progress = demo.progress();
    let about = format!("{}{}", banner(&demo.server), about(config));
    if config.fill {
        let filled = shown(demo.fill(), progress.clone()).await;
        filled.map_err(|error| error.to_string())?;
    }
    // After filling: who waits for the line with the address finds what was asked for.
    say(&about)?;
    if !config.still {
        // A terminal that is gone closes no shop.
        let _ = match shown(demo.play(), progress).await {
            Ok(()) => say("The day is over. The shop stays open; Ctrl+C closes it.\n"),
            Err(error) => say(&format!(
                "{error}. The shop stays open; Ctrl+C closes it.\n"
            )),
        };
    }
    std::future::pending().await
}

/// Whose shop this is, and how to get in.
fn about(config: &DemoConfig) -> String {
    let mut lines = vec![
        format!("  A demo, in {}. Sign in as", config.data.display()),
        String::new(),
    ];
    lines.extend(STAFF.map(|member| {
        let (name, pin, role) = (member.name, member.pin, member.role.as_str());
        let page = match member.role {
            Role::Owner => "/admin",
            Role::Cashier | Role::Waiter => "/cashier",
            Role::Kitchen => "/kitchen",
            Role::Board => "/board",
            Role::Kiosk => "/kiosk",
            Role::Display => "/display",
        };
        format!("    {name:<6} PIN {pin}   {role:<8} {page}")
    }));
    lines.extend([String::new(), String::new()]);
    lines.join("\n")
}

/// Shows how the day goes while it does.
async fn shown<T>(what: impl Future<Output = T>, mut progress: watch::Receiver<Progress>) -> T {
    let mut lines = Lines::default();
    tokio::pin!(what);
    let done = loop {
        tokio::select! {
            done = &mut what => break done,
            Ok(()) = progress.changed() => lines.show(*progress.borrow_and_update()),
        }
    };
    lines.close(*progress.borrow());
    done
}

/// On a terminal one line that changes, elsewhere a line every half hour.
struct Lines {
    on_terminal: bool,
    half_hour: Option<u32>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            on_terminal: io::stdout().is_terminal(),
            half_hour: None,
        }
    }
}

impl Lines {
    fn show(&mut self, progress: Progress) {
        let half_hour = Some(progress.time.half_hour());
        if self.on_terminal {
            let _ = say(&format!("\r\x1b[2K{progress}"));
        } else if half_hour != self.half_hour {
            let _ = say(&format!("{progress}\n"));
        }
        self.half_hour = half_hour;
    }

    /// What comes next on the terminal begins on a line of its own.
    fn leave(&self) {
        if self.on_terminal {
            let _ = say("\n");
        }
    }

    fn close(&self, progress: Progress) {
        let over = if self.on_terminal { "\r\x1b[2K" } else { "" };
        let _ = say(&format!("{over}{progress}\n"));
    }
}
