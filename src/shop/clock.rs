//! The shop's clock: follows the machine's, and holds back a jump, forward or back, until it is confirmed.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use rustix::time::{ClockId, clock_gettime};

use crate::subprocess;

/// Further than this a clock does not stray by itself: it was set.
const JUMP: SignedDuration = SignedDuration::from_mins(5);
/// A shop that was closed for longer than this looks no different from one whose machine does not know the day.
const LONGEST_NIGHT: SignedDuration = SignedDuration::from_hours(36);
/// No shop was opened before this program was written, or will be so long after.
const WRITTEN: Timestamp = Timestamp::constant(1_767_225_600, 0);
const OUTDATED: SignedDuration = SignedDuration::from_hours(24 * 366 * 10);
/// No change of the clock takes longer to be written down.
const SETTLING: Duration = Duration::from_secs(10);

/// A clock that goes on by itself while the machine's has jumped, until a time server or a person vouches for that.
#[derive(Debug)]
pub struct Clock(Mutex<ClockEstimate>);

/// The change of a shop's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockChange {
    /// The time before.
    pub(super) from: Timestamp,
    /// The time after.
    pub(super) to: Timestamp,
}

impl ClockChange {
    pub(super) fn by(self) -> SignedDuration {
        self.to.duration_since(self.from)
    }
}

impl Clock {
    /// The clock of a shop that knows of no moment after `newest`. The machine's is believed at once if a time
    /// server has set it (`is_synchronised`, asked only in doubt), or if it says what it well may.
    #[must_use]
    pub fn after(newest: Option<Timestamp>, is_synchronised: impl FnOnce() -> bool) -> Self {
        Self(Mutex::new(ClockEstimate::after(
            newest,
            ClockReading::now(),
            is_synchronised,
        )))
    }

    /// The time in the shop, to the millisecond that is stored.
    pub fn now(&self) -> Timestamp {
        let now = self.reckoning().time(ClockReading::now());
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// By how much the machine's clock is ahead of the shop's, while a person has to say which is right.
    pub fn question(&self) -> Option<SignedDuration> {
        self.reckoning().question(ClockReading::now())
    }

    /// The same in seconds.
    pub fn off_by_s(&self) -> Option<i64> {
        self.question().map(|ahead| ahead.as_secs())
    }

    /// Whether the machine's clock is believed, and no person has to be asked.
    pub fn is_right(&self) -> bool {
        self.question().is_none()
    }

    /// Follows the machine's clock, whatever it says.
    pub(super) fn believe(&self) -> ClockChange {
        self.reckoning().believe(ClockReading::now())
    }

    /// Goes on as if that had not been.
    pub(super) fn take_back(&self, turned: ClockChange) {
        self.reckoning().take_back(turned);
    }

    /// How often it was set: what is due by a time that was read before is not due any more, for the stored times were
    /// moved along.
    pub(super) fn times_set(&self) -> u32 {
        self.reckoning().times_set
    }

    /// The stored times have been moved along with the clock.
    pub(super) fn is_settled(&self) {
        self.reckoning().turned = None;
    }

    /// By how much the age of a session may be wrong: not zero after the clock has changed, until the stored times are
    /// moved along with it.
    pub(super) fn leeway(&self) -> SignedDuration {
        let (uptime, reckoning) = (uptime(), self.reckoning());
        match reckoning.turned {
            Some((then, by)) if uptime.saturating_sub(then) < SETTLING => by.abs(),
            _ => SignedDuration::ZERO,
        }
    }

    fn reckoning(&self) -> MutexGuard<'_, ClockEstimate> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a time server has set the machine's clock, as far as the system says. The kernel knows (adjtimex(2)),
/// but `ProtectClock` of the service forbids asking it; timedated(8) asks for us.
pub fn is_synchronised() -> bool {
    let asked = ["show", "--property=NTPSynchronized", "--value"];
    subprocess::ask("timedatectl", &asked).is_some_and(|(_, said)| said.trim() == "yes")
}

/// What there is to see of time at one moment.
#[derive(Debug, Clone, Copy)]
struct ClockReading {
    /// The machine's clock, which can be set.
    wall: Timestamp,
    /// How long the machine has been on, which cannot be set.
    uptime: Duration,
}

impl ClockReading {
    fn now() -> Self {
        Self {
            wall: Timestamp::now(),
            uptime: uptime(),
        }
    }
}

/// How long the machine has been on. Its sleep counts: time passed in the shop.
fn uptime() -> Duration {
    #[cfg(target_os = "linux")]
    let clock = ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let clock = ClockId::Monotonic;
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}

/// What the shop makes of the machine's clock. Time comes in as an argument.
#[derive(Debug)]
struct ClockEstimate {
    /// The time in the shop, when the machine had been on for `then`.
    time: Timestamp,
    then: Duration,
    /// Whether the machine's clock shows an implausible time, and nothing proves it right.
    is_doubtful: bool,
    /// When the clock was changed and by how much, while that is being written down.
    turned: Option<(Duration, SignedDuration)>,
    times_set: u32,
}

impl ClockEstimate {
    fn after(
        newest: Option<Timestamp>,
        look: ClockReading,
        is_synchronised: impl FnOnce() -> bool,
    ) -> Self {
        let begun_at = |time, is_doubtful| Self {
            time,
            then: look.uptime,
            is_doubtful,
            turned: None,
            times_set: 0,
        };
        let Some(newest) = newest else {
            // There is nothing to go by but the machine's clock, and no order is stamped yet.
            let age = look.wall.duration_since(WRITTEN);
            let is_likely = !age.is_negative() && age < OUTDATED;
            return begun_at(look.wall, !is_likely && !is_synchronised());
        };
        let closed = look.wall.duration_since(newest);
        if (-JUMP..=LONGEST_NIGHT).contains(&closed) {
            begun_at(look.wall.max(newest), false)
        } else if closed > LONGEST_NIGHT && is_synchronised() {
            begun_at(look.wall, false)
        } else {
            begun_at(newest, false)
        }
    }

    /// The time it must be if only time has passed.
    fn reckoned(&self, look: ClockReading) -> Timestamp {
        let passed = SignedDuration::try_from(self.passed(look)).unwrap_or_default();
        self.time.saturating_add(passed).unwrap_or(self.time)
    }

    fn passed(&self, look: ClockReading) -> Duration {
        look.uptime.saturating_sub(self.then)
    }

    fn time(&mut self, look: ClockReading) -> Timestamp {
        let reckoned = self.reckoned(look);
        let ahead = look.wall.duration_since(reckoned);
        self.time = if ahead.abs() > JUMP {
            reckoned
        } else if ahead.is_negative() {
            // A clock that was put back a little is waited for, at half the pace: time here never runs backwards.
            let slower = SignedDuration::try_from(self.passed(look) / 2).unwrap_or_default();
            let wait = ahead.abs().min(slower);
            reckoned.saturating_sub(wait).unwrap_or(reckoned)
        } else {
            look.wall
        };
        self.then = look.uptime;
        self.time
    }

    fn question(&self, look: ClockReading) -> Option<SignedDuration> {
        let ahead = look.wall.duration_since(self.reckoned(look));
        (ahead.abs() > JUMP || self.is_doubtful).then_some(ahead)
    }

    fn believe(&mut self, look: ClockReading) -> ClockChange {
        let turned = ClockChange {
            from: self.time(look),
            to: look.wall,
        };
        self.time = turned.to;
        self.is_doubtful = false;
        self.turned = Some((look.uptime, turned.by()));
        self.times_set = self.times_set.wrapping_add(1);
        turned
    }

    fn take_back(&mut self, turned: ClockChange) {
        self.time = self.time.saturating_sub(turned.by()).unwrap_or(self.time);
        self.turned = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * 60;
    const DAY: i64 = 24 * HOUR;

    /// A machine that has been on for `uptime` seconds and whose clock is `wrong_by`.
    fn look(uptime: u64, wrong_by: i64) -> ClockReading {
        let passed = i64::try_from(uptime).expect("seconds");
        ClockReading {
            wall: at(passed + wrong_by),
            uptime: Duration::from_secs(uptime),
        }
    }

    fn at(seconds: i64) -> Timestamp {
        let opened: Timestamp = "2026-11-29T02:00:00Z".parse().expect("a time");
        opened + SignedDuration::from_secs(seconds)
    }

    fn opened() -> ClockEstimate {
        ClockEstimate::after(Some(at(-HOUR)), look(0, 0), || false)
    }

    #[test]
    fn the_shops_clock_follows_the_machines_and_no_jump_of_it() {
        for (wrong_by, shows, asks) in [
            (0, 0, false),
            (3 * 60, 3 * 60, false),
            // Set back a little: waited for.
            (-3 * 60, -30, false),
            (7 * HOUR, 0, true),
            (-7 * HOUR, 0, true),
            (12 * 365 * DAY, 0, true),
            (-56 * 365 * DAY, 0, true),
        ] {
            let mut clock = opened();
            let time = clock.time(look(60, wrong_by));
            assert_eq!(time, at(60 + shows), "wrong by {wrong_by} s");
            let question = clock.question(look(60, wrong_by));
            assert_eq!(question.is_some(), asks, "wrong by {wrong_by} s");
        }
    }

    #[test]
    fn a_clock_that_comes_back_to_the_shops_time_is_no_question_any_more() {
        let mut clock = opened();
        clock.time(look(60, 12 * 365 * DAY));
        assert_eq!(clock.time(look(120, 0)), at(120));
        assert_eq!(clock.question(look(120, 0)), None);
    }

    #[test]
    fn a_clock_that_was_put_back_a_little_is_met_and_never_overtaken() {
        let mut clock = opened();
        let mut before = clock.time(look(0, 0));
        for minute in 1..10 {
            let now = clock.time(look(minute * 60, -120));
            assert!(now > before);
            before = now;
        }
        assert_eq!(before, at(9 * 60 - 120));
    }

    #[test]
    fn a_shop_opens_at_the_machines_time_where_that_is_likely_or_vouched_for() {
        for (wrong_by, is_synchronised, shows, asks) in [
            (0, false, 0, false),
            (35 * HOUR, false, 35 * HOUR, false),
            (3 * DAY, false, 0, true),
            (3 * DAY, true, 3 * DAY, false),
            // A jump back must be in the history: a person confirms it, or the shop makes and records it itself.
            (-DAY, true, 0, true),
            (-DAY, false, 0, true),
        ] {
            let seen = || is_synchronised;
            let mut clock = ClockEstimate::after(Some(at(0)), look(0, wrong_by), seen);
            assert_eq!(clock.time(look(0, wrong_by)), at(shows), "{wrong_by} s");
            let question = clock.question(look(0, wrong_by));
            assert_eq!(question.is_some(), asks, "{wrong_by} s");
        }
    }

    #[test]
    fn a_new_shop_has_the_machines_time_and_asks_where_that_cannot_be() {
        for (wrong_by, asks) in [(0, false), (-20 * 365 * DAY, true), (40 * 365 * DAY, true)] {
            let mut clock = ClockEstimate::after(None, look(0, wrong_by), || false);
            assert_eq!(clock.time(look(5, wrong_by)), at(5 + wrong_by));
            assert_eq!(clock.question(look(5, wrong_by)).is_some(), asks);
            clock.believe(look(6, wrong_by));
            assert_eq!(clock.question(look(7, wrong_by)), None);
        }
    }

    #[test]
    fn what_is_believed_can_be_taken_back() {
        let mut clock = opened();
        let turned = clock.believe(look(60, -7 * HOUR));
        assert_eq!((turned.from, turned.to), (at(60), at(60 - 7 * HOUR)));
        assert_eq!(clock.time(look(61, -7 * HOUR)), at(61 - 7 * HOUR));
        clock.take_back(turned);
        assert_eq!(clock.time(look(62, -7 * HOUR)), at(62));
        assert!(clock.question(look(62, -7 * HOUR)).is_some());
    }
}
