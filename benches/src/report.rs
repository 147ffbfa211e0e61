//! What was measured and how, as aligned text.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    time::Duration,
};

/// One scenario's figures.
pub(crate) struct Report {
    title: &'static str,
    how: Vec<String>,
    rows: Vec<(String, String)>,
    wrong: Vec<String>,
}

impl Report {
    pub(crate) fn new(title: &'static str) -> Self {
        Self {
            title,
            how: Vec::new(),
            rows: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// A sentence on how it was measured.
    pub(crate) fn how(&mut self, sentence: impl Into<String>) {
        self.how.push(sentence.into());
    }

    /// A figure.
    pub(crate) fn row(&mut self, what: impl Into<String>, figure: impl Into<String>) {
        self.rows.push((what.into(), figure.into()));
    }

    /// A count that must be nothing.
    pub(crate) fn must_be_none(&mut self, what: &str, count: usize) {
        self.row(what, count.to_string());
        if count > 0 {
            self.wrong.push(format!("{what}: {count}"));
        }
    }

    /// Whether every count that must be nothing was nothing.
    pub(crate) fn is_good(&self) -> bool {
        self.wrong.is_empty()
    }

    pub(crate) fn show(&self) {
        // Writing into a string cannot fail.
        let width = self
            .rows
            .iter()
            .map(|(what, _)| what.chars().count())
            .max()
            .unwrap_or(0);
        let mut text = format!("\n{}\n", self.title);
        for sentence in &self.how {
            let _ = writeln!(text, "  {sentence}");
        }
        text.push('\n');
        for (what, figure) in &self.rows {
            let _ = writeln!(text, "  {what:<width$}  {figure}");
        }
        for wrong in &self.wrong {
            let _ = writeln!(text, "\n  WRONG: {wrong}");
        }
        say(&text);
    }
}

/// Says something on standard output.
pub(crate) fn say(text: &str) {
    let mut out = io::stdout().lock();
    // The reader is gone: then nothing needs to be said.
    let _ = writeln!(out, "{text}");
}

/// How long something took, over many times.
pub(crate) struct Spread(Vec<Duration>);

impl Spread {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that so many of a thousand do not exceed.
    pub(crate) fn per_mille(&self, share: usize) -> Duration {
        let place = (self.0.len() * share).div_ceil(1000).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        self.per_mille(500)
    }

    pub(crate) fn line(&self) -> String {
        let [p50, p99, max] = [500, 990, 1000].map(|share| millis(self.per_mille(share)));
        format!(
            "p50 {p50} ms   p99 {p99} ms   max {max} ms   ({} times)",
            self.0.len()
        )
    }
}

/// The times of two sides, measured in turn.
#[derive(Default)]
pub(crate) struct Sides {
    p50: [Vec<f64>; 2],
    p99: [Vec<f64>; 2],
}

impl Sides {
    /// A round of both.
    pub(crate) fn add(&mut self, ours: Vec<Duration>, theirs: Vec<Duration>) {
        for (side, times) in [ours, theirs].into_iter().enumerate() {
            let spread = Spread::of(times);
            self.p50[side].push(spread.per_mille(500).as_secs_f64());
            self.p99[side].push(spread.per_mille(990).as_secs_f64());
        }
    }

    /// The ratios of the medians over the rounds.
    pub(crate) fn report(self, report: &mut Report, sides: &str) {
        for (name, [ours, theirs]) in [("p50", self.p50), ("p99", self.p99)] {
            let [ours, theirs] = [ours, theirs].map(median);
            report.row(
                format!("median of {name}, {sides}"),
                format!(
                    "{:.2} ms / {:.2} ms = {:.2}",
                    ours * 1000.0,
                    theirs * 1000.0,
                    ours / theirs
                ),
            );
        }
    }
}

/// Milliseconds to two places.
pub(crate) fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

/// The middle one of some figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A count as a figure to reckon with; no count here comes near 2^52.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn figure(count: usize) -> f64 {
    count as f64
}
