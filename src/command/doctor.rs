//! `siap doctor`: checks the shop and its machine, and suggests fixes.
//!
//! Works while a server has the shop open and without one. A fault is a finding: it never ends
//! before the last look.

mod finding;
mod folder;
mod machine;
mod network;
mod printers;
mod shop;

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    process::ExitCode,
};

use serde_json::json;

use self::finding::{Finding, Status};
use super::shop_folder::ShopFolder;
use crate::{
    config,
    domain::{Language, say},
    store::{Diagnosis, LockState},
};

/// What to look at.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
    Exit code 0: all is well; 1: there is something to look at; 2: something is wrong.")]
pub(super) struct Doctor {
    #[command(flatten)]
    shop: ShopFolder,

    /// Address and port where the shop should listen; an open shop says where it does
    #[arg(
        long,
        env = "SIAP_LISTEN",
        default_value = "0.0.0.0:8080",
        value_name = "ADDRESS:PORT", value_parser = config::listen
    )]
    listen: SocketAddr,

    /// id or en; by default the shop's language, or else the system's
    #[arg(long, value_name = "id|en", value_parser = language)]
    language: Option<Language>,

    /// Print everything as one JSON document, at the end
    #[arg(long)]
    json: bool,
}

/// Looks at one thing after another and says each as soon as it is known.
pub(super) fn run(wanted: &Doctor) -> ExitCode {
    let data = match wanted.shop.find() {
        Ok(data) => data,
        Err(reason) => {
            let _ = writeln!(io::stderr(), "siap: {reason}");
            return ExitCode::from(Status::Problem.exit_code());
        }
    };
    let diagnosis = Diagnosis::of(&data);
    let language = wanted
        .language
        .or_else(|| diagnosis.language())
        .unwrap_or_else(of_system);
    let mut findings = Findings {
        language,
        at_once: !wanted.json,
        list: Vec::new(),
    };
    findings.begin(&data.display().to_string());
    findings.add(machine::version());
    folder::look(&data, &diagnosis, &mut findings);
    shop::look(&diagnosis, &mut findings);
    let lock_state = diagnosis.lock_state();
    let listen = match lock_state {
        LockState::Open(address) => address,
        LockState::Busy | LockState::Closed => wanted.listen,
    };
    let local_name = diagnosis.local_name();
    let local_name = local_name.as_deref().unwrap_or("siap");
    network::look(
        listen,
        lock_state != LockState::Closed,
        local_name,
        &mut findings,
    );
    printers::look(&diagnosis.printers(), &mut findings);
    machine::look(&mut findings);
    findings.end(&data)
}

/// What was said so far.
struct Findings {
    language: Language,
    /// As it comes, and not all of it at the end.
    at_once: bool,
    list: Vec<Finding>,
}

impl Findings {
    fn begin(&self, folder: &str) {
        let facts = [("folder", folder.to_owned())];
        self.show(&format!(
            "{}\n\n",
            say(self.language, "doctor.begin", &facts)
        ));
    }

    fn add(&mut self, finding: Finding) {
        self.show(&finding.shown(self.language));
        self.list.push(finding);
    }

    fn show(&self, text: &str) {
        if self.at_once {
            // A terminal that takes nothing is no reason to stop looking.
            let mut out = io::stdout().lock();
            let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        }
    }

    fn end(mut self, data: &Path) -> ExitCode {
        let worst = self.list.iter().map(|finding| finding.status).max();
        let worst = worst.unwrap_or(Status::Ok);
        let summary = say(self.language, worst.key_of_summary(), &[]);
        if self.at_once {
            self.show(&format!("\n{summary}\n"));
        } else {
            let checks: Vec<_> = self.list.iter().map(|it| it.json(self.language)).collect();
            let document = json!({
                "status": worst,
                "summary": summary,
                "version": env!("CARGO_PKG_VERSION"),
                "data": data.display().to_string(),
                "checks": checks,
            });
            self.at_once = true;
            self.show(&format!("{document:#}\n"));
        }
        ExitCode::from(worst.exit_code())
    }
}

fn language(word: &str) -> Result<Language, String> {
    Language::parse(word).ok_or_else(|| "id or en".to_owned())
}

/// What the system speaks (POSIX, «Environment Variables», section 8.2).
fn of_system() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let said = said.iter().find_map(|name| {
        let word = std::env::var(name).ok();
        word.filter(|word| !word.is_empty())
    });
    match said {
        Some(word) if word.starts_with("id") => Language::Indonesian,
        _ => Language::English,
    }
}
