//! A finding: what was checked, the result, and the suggested fix.

use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::{Language, say};

/// How it is with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// As it should be.
    Ok,
    /// The shop works, and the owner should look at this.
    Warning,
    /// The shop does not work, or not for long.
    Problem,
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Ok => "doctor.ok",
            Self::Warning => "doctor.warning",
            Self::Problem => "doctor.problem",
        }
    }

    pub(super) const fn key_of_summary(self) -> &'static str {
        match self {
            Self::Ok => "doctor.all_ok",
            Self::Warning => "doctor.some_warnings",
            Self::Problem => "doctor.some_problems",
        }
    }

    pub(super) const fn exit_code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Warning => 1,
            Self::Problem => 2,
        }
    }
}

/// The things that words are filled in with.
pub(super) type Facts = Vec<(&'static str, String)>;

/// Something that was looked at.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    /// What it is about: `disk`.
    check: &'static str,
    pub(super) status: Status,
    /// How it is, as a key of the words: `disk_low`. What to do is said under the same key with `.do`.
    what: &'static str,
    facts: Facts,
    /// Whether there is something to do or to know.
    has_advice: bool,
}

impl Finding {
    pub(super) fn ok(check: &'static str, what: &'static str, facts: Facts) -> Self {
        Self {
            check,
            status: Status::Ok,
            what,
            facts,
            has_advice: false,
        }
    }

    pub(super) fn warning(check: &'static str, what: &'static str, facts: Facts) -> Self {
        Self {
            status: Status::Warning,
            has_advice: true,
            ..Self::ok(check, what, facts)
        }
    }

    pub(super) fn problem(check: &'static str, what: &'static str, facts: Facts) -> Self {
        Self {
            status: Status::Problem,
            ..Self::warning(check, what, facts)
        }
    }

    /// All is well as far as one can see from here, with something to know.
    pub(super) fn with_advice(mut self) -> Self {
        self.has_advice = true;
        self
    }

    fn detail(&self, language: Language) -> String {
        say(language, &format!("doctor.{}", self.what), &self.facts)
    }

    fn advice(&self, language: Language) -> Option<String> {
        let key = format!("doctor.{}.do", self.what);
        self.has_advice.then(|| say(language, &key, &self.facts))
    }

    /// In a terminal.
    pub(super) fn shown(&self, language: Language) -> String {
        let status = say(language, self.status.word(), &[]);
        let name = say(language, &format!("doctor.name.{}", self.check), &[]);
        let advice = self.advice(language);
        let advice = advice.map_or_else(String::new, |advice| format!("{:26}-> {advice}\n", ""));
        format!("{status:<9} {name:<15} {}\n{advice}", self.detail(language))
    }

    /// For scripts.
    pub(super) fn json(&self, language: Language) -> Value {
        json!({
            "check": self.check,
            "status": self.status,
            "code": self.what,
            "detail": self.detail(language),
            "advice": self.advice(language),
        })
    }
}
