//! Counters of the open shop, in the text format of Prometheus.
//!
//! It knows nothing of shops: the layers above count here, and nothing is decided by what was counted.

use std::{sync::Arc, time::Duration};

use prometheus::{
    Encoder, Histogram, HistogramOpts, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry,
    TextEncoder, core::Collector,
};

/// Bounds of the times of a commit, in seconds: from a quick disk in memory to a card that is dying.
const COMMIT_SECONDS: [f64; 15] = [
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    5.0,
];
/// Bounds of how many jobs shared a commit.
const COMMIT_JOBS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// The counters. Cloning is cheap: all clones are the same counters.
#[derive(Debug, Clone)]
pub struct Metrics {
    counters: Arc<Counters>,
}

#[derive(Debug)]
struct Counters {
    registry: Registry,
    build: IntGaugeVec,
    orders: IntCounterVec,
    events: IntCounterVec,
    commit_seconds: Histogram,
    commit_jobs: Histogram,
    listeners: IntGaugeVec,
    catch_ups: IntCounterVec,
    refusals: IntCounterVec,
}

/// A figure that is read at a scrape, not counted.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Its name, with the unit at its end.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// How much it is now.
    pub value: i64,
}

/// How commits went since the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Commits {
    /// How many there were.
    pub count: u64,
    /// Half of them took no longer, in milliseconds; the bound of a bucket.
    pub median_ms: Option<f64>,
    /// 99 of 100 took no longer, in milliseconds; the bound of a bucket.
    pub p99_ms: Option<f64>,
}

impl Default for Metrics {
    fn default() -> Self {
        let by = |name: &str, help: &str, label: &str| {
            IntCounterVec::new(Opts::new(name, help), &[label]).expect("a name is a name")
        };
        let spread = |name: &str, help: &str, bounds: &[f64]| {
            let options = HistogramOpts::new(name, help).buckets(bounds.to_vec());
            Histogram::with_opts(options).expect("bounds that rise")
        };
        let counters = Counters {
            registry: Registry::new(),
            build: IntGaugeVec::new(
                Opts::new("siap_build_info", "Which Siap this is."),
                &["version"],
            )
            .expect("a name is a name"),
            orders: by("siap_orders_total", "Orders placed.", "channel"),
            events: by(
                "siap_events_total",
                "Events written into the journal.",
                "type",
            ),
            commit_seconds: spread(
                "siap_commit_seconds",
                "How long a commit took, with its flush to the disk.",
                &COMMIT_SECONDS,
            ),
            commit_jobs: spread(
                "siap_commit_jobs",
                "How many requests shared a commit.",
                &COMMIT_JOBS,
            ),
            listeners: IntGaugeVec::new(
                Opts::new(
                    "siap_sockets",
                    "Sockets and event streams that listen in a room now.",
                ),
                &["room"],
            )
            .expect("a name is a name"),
            catch_ups: by(
                "siap_lag_catch_ups_total",
                "Times that a listener was too slow and caught up from the journal.",
                "room",
            ),
            refusals: by(
                "siap_refusals_total",
                "Requests that were refused, by the code of their problem document.",
                "code",
            ),
        };
        counters.register();
        let version = [env!("CARGO_PKG_VERSION")];
        counters.build.with_label_values(&version).set(1);
        Self {
            counters: Arc::new(counters),
        }
    }
}

impl Counters {
    fn register(&self) {
        let all: [Box<dyn Collector>; 8] = [
            Box::new(self.build.clone()),
            Box::new(self.orders.clone()),
            Box::new(self.events.clone()),
            Box::new(self.commit_seconds.clone()),
            Box::new(self.commit_jobs.clone()),
            Box::new(self.listeners.clone()),
            Box::new(self.catch_ups.clone()),
            Box::new(self.refusals.clone()),
        ];
        for one in all {
            self.registry.register(one).expect("each name once");
        }
    }
}

impl Metrics {
    /// Counts an order that was placed, by the channel it came through.
    pub fn order(&self, channel: &str) {
        self.counters.orders.with_label_values(&[channel]).inc();
    }

    /// Counts an event of the journal.
    pub fn event(&self, topic: &str) {
        self.counters.events.with_label_values(&[topic]).inc();
    }

    /// Counts a commit, how long it took and how many jobs shared it.
    pub fn commit(&self, took: Duration, jobs: usize) {
        self.counters.commit_seconds.observe(took.as_secs_f64());
        let jobs = u32::try_from(jobs).unwrap_or(u32::MAX);
        self.counters.commit_jobs.observe(f64::from(jobs));
    }

    /// Counts a receiver that lagged and catches up from the journal.
    pub fn lag(&self, room: &str) {
        self.counters.catch_ups.with_label_values(&[room]).inc();
    }

    /// Counts a refusal.
    pub fn refusal(&self, code: &str) {
        self.counters.refusals.with_label_values(&[code]).inc();
    }

    /// Counts a listener in a room for as long as the answer lives.
    pub fn listener(&self, room: &str) -> Listener {
        let count = self.counters.listeners.with_label_values(&[room]);
        count.inc();
        Listener(count)
    }

    /// How many listen now, by room.
    pub fn listeners(&self) -> Vec<(String, i64)> {
        let read = |metric: &prometheus::proto::Metric| metric.get_gauge().get_value();
        labelled(&self.counters.listeners, read)
    }

    /// How many refusals there were, by code.
    pub fn refusals(&self) -> Vec<(String, i64)> {
        let read = |metric: &prometheus::proto::Metric| metric.get_counter().get_value();
        labelled(&self.counters.refusals, read)
    }

    /// How commits went.
    pub fn commits(&self) -> Commits {
        let families = self.counters.commit_seconds.collect();
        let metric = families.first().and_then(|one| one.get_metric().first());
        let Some(times) = metric.map(prometheus::proto::Metric::get_histogram) else {
            return Commits::default();
        };
        let count = times.get_sample_count();
        let within = |share: u64| {
            let wanted = (count * share).div_ceil(100);
            let mut buckets = times.get_bucket().iter();
            let bucket = buckets.find(|bucket| bucket.cumulative_count() >= wanted)?;
            (count > 0).then(|| bucket.upper_bound() * 1000.0)
        };
        Commits {
            count,
            median_ms: within(50),
            p99_ms: within(99),
        }
    }

    /// Everything that was counted, and some readings, as Prometheus reads it (its text format 0.0.4).
    pub fn text(&self, readings: &[Reading]) -> String {
        let mut families = self.counters.registry.gather();
        for reading in readings {
            let gauge = IntGauge::new(reading.name, reading.help).expect("a name is a name");
            gauge.set(reading.value);
            families.extend(gauge.collect());
        }
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let _ = TextEncoder::new().encode(&families, &mut text);
        String::from_utf8(text).unwrap_or_default()
    }
}

/// The values of a family by its one label, those that are nothing left out.
#[allow(clippy::cast_possible_truncation)] // counts are whole numbers far below 2^53
fn labelled(
    family: &impl Collector,
    read: impl Fn(&prometheus::proto::Metric) -> f64,
) -> Vec<(String, i64)> {
    let families = family.collect();
    let metrics = families
        .iter()
        .flat_map(prometheus::proto::MetricFamily::get_metric);
    let values = metrics.filter_map(|metric| {
        let label = metric.get_label().first()?.value().to_owned();
        Some((label, read(metric) as i64)).filter(|(_, value)| *value != 0)
    });
    values.collect()
}

/// A subscriber of a room; counted until this is dropped.
#[derive(Debug)]
pub struct Listener(IntGauge);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_counts_for_as_long_as_it_listens() {
        let metrics = Metrics::default();
        let one = metrics.listener("cashier");
        let two = metrics.listener("cashier");
        assert_eq!(metrics.listeners(), [("cashier".to_owned(), 2)]);
        drop((one, two));
        assert_eq!(metrics.listeners(), []);
    }

    #[test]
    fn times_of_commits_are_told_by_the_bound_they_stay_under() {
        let metrics = Metrics::default();
        assert_eq!(metrics.commits(), Commits::default());
        for _ in 0..98 {
            metrics.commit(Duration::from_micros(800), 1);
        }
        metrics.commit(Duration::from_millis(40), 3);
        metrics.commit(Duration::from_secs(9), 3);
        let commits = metrics.commits();
        assert_eq!((commits.count, commits.median_ms), (100, Some(1.0)));
        assert_eq!(commits.p99_ms, Some(50.0));
    }
}
