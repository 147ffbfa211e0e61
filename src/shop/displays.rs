//! Customer displays: what each till shows the guest in front of it, until it shows something else.
//!
//! In memory, as calls and presence are, and in no journal, history, log or backup: a cart that is rung up is no order
//! yet, and what a guest sees is over within minutes. What a till that went away has left is taken off, or the next
//! guest would stand before the sale of another.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    Live, RoomMessage, Rooms, SessionKey, ShopError,
    live::rooms::{json, state_message},
};
use crate::domain::{Display, DisplayView, Room, Till, bounds::MOST_TILLS};

/// How long what a till has sent is shown. A till that goes on with it says so more often than that.
const SHOWN: Duration = Duration::from_mins(2);
/// How long a guest is thanked.
const THANKED: Duration = Duration::from_secs(15);

/// What each till shows its guest.
#[derive(Debug)]
pub(super) struct Displays(Mutex<Vec<TillDisplay>>);

/// What one till shows.
#[derive(Debug)]
struct TillDisplay {
    /// How often it has shown something else since the shop opened.
    rev: i64,
    /// A [`Display`] as JSON.
    shown: Arc<str>,
    /// Until when, and by whose session; none while nothing is rung up.
    of: Option<(Instant, SessionKey)>,
}

impl Default for TillDisplay {
    fn default() -> Self {
        Self {
            rev: 0,
            shown: json(&Display::idle()).into(),
            of: None,
        }
    }
}

impl Default for Displays {
    fn default() -> Self {
        let tills = (1..=MOST_TILLS).map(|_| TillDisplay::default());
        Self(Mutex::new(tills.collect()))
    }
}

impl Displays {
    /// Shows something at a till, and tells its displays if it is something else.
    fn show(&self, rooms: &Rooms, till: Till, display: &Display, by: SessionKey, at: Timestamp) {
        let lasts = match display.view {
            DisplayView::Idle => None,
            DisplayView::Cart | DisplayView::Payment => Some(SHOWN),
            DisplayView::Thanks => Some(THANKED),
        };
        let mut tills = self.lock();
        // A till that went to another drawer leaves nothing at the one before.
        for (elsewhere, number) in tills.iter_mut().zip(1..) {
            let is_its_own = elsewhere.of.is_some_and(|(_, shown_by)| shown_by == by);
            if let (true, Some(left)) = (is_its_own && number != till.number(), Till::new(number)) {
                elsewhere.take_off(rooms, left, at);
            }
        }
        let of_till = &mut tills[place(till)];
        // Two tablets may stand at one drawer: the one at rest takes nothing of the other off.
        let is_anothers = of_till.of.is_some_and(|(_, shown_by)| shown_by != by);
        if lasts.is_none() && is_anothers {
            return;
        }
        of_till.of = lasts.map(|lasts| (Instant::now() + lasts, by));
        let shown = json(display);
        if *of_till.shown != *shown {
            of_till.turn(rooms, till, shown, at);
        }
    }

    /// Takes off what is over, and what the sessions of `ended` have shown.
    fn clear(&self, rooms: &Rooms, ended: Option<SessionKey>, at: Timestamp) {
        let mut tills = self.lock();
        for (of_till, number) in tills.iter_mut().zip(1..) {
            let is_over = of_till
                .of
                .is_some_and(|(until, by)| until <= Instant::now() || Some(by) == ended);
            if let (true, Some(till)) = (is_over, Till::new(number)) {
                of_till.take_off(rooms, till, at);
            }
        }
    }

    /// Takes off what is shown longer than a till that is still there would leave it.
    pub(super) fn clear_old(&self, rooms: &Rooms, at: Timestamp) {
        self.clear(rooms, None, at);
    }

    /// Takes off what a session that has ended has shown.
    pub(super) fn clear_of(&self, rooms: &Rooms, session: SessionKey, at: Timestamp) {
        self.clear(rooms, Some(session), at);
    }

    /// What a till shows, whole, for a display that joins.
    pub(super) fn snapshot(&self, till: Till, at: Timestamp) -> RoomMessage {
        let tills = self.lock();
        let TillDisplay { rev, shown, .. } = &tills[place(till)];
        state_message("snapshot", &Room::Display(till), *rev, at, shown)
    }

    fn shown(&self, till: Till) -> Arc<str> {
        self.lock()[place(till)].shown.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<TillDisplay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TillDisplay {
    fn take_off(&mut self, rooms: &Rooms, till: Till, at: Timestamp) {
        self.of = None;
        self.turn(rooms, till, json(&Display::idle()), at);
    }

    /// Under the lock, so that something older never follows something newer.
    fn turn(&mut self, rooms: &Rooms, till: Till, shown: String, at: Timestamp) {
        self.rev += 1;
        self.shown = shown.into();
        let room = Room::Display(till);
        let message = state_message("display_update", &room, self.rev, at, &self.shown);
        rooms.publish_state(&room, message);
    }
}

/// A till's place among the nine.
fn place(till: Till) -> usize {
    usize::try_from(till.number() - 1).unwrap_or_default()
}

impl Live {
    /// Shows the guest at a till what is rung up there.
    ///
    /// # Errors
    /// When it is more than an order can be, or the session sends more than a hand can ring up.
    pub fn show(&self, till: Till, display: Display, by: SessionKey) -> Result<(), ShopError> {
        let shop = &self.0;
        shop.limits.display(by)?;
        let display = display.fit()?;
        shop.displays
            .show(&shop.rooms, till, &display, by, shop.clock.now());
        Ok(())
    }

    /// What the guest at a till is shown, as JSON.
    pub fn shown(&self, till: Till) -> Arc<str> {
        self.0.displays.shown(till)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: SessionKey = [7; 32];
    const OTHER: SessionKey = [8; 32];

    fn tills() -> [Till; 2] {
        [1, 2].map(|number| Till::new(number).expect("a till"))
    }

    fn showing(view: DisplayView) -> Display {
        Display {
            view,
            ..Display::idle()
        }
    }

    fn views(displays: &Displays) -> [bool; 2] {
        displays.clear_old(&Rooms::default(), Timestamp::UNIX_EPOCH);
        tills().map(|till| displays.shown(till).contains(r#""view":"idle""#))
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_till_that_went_away_has_left_is_taken_off() {
        let (displays, rooms) = (Displays::default(), Rooms::default());
        let [first, second] = tills();
        let show = |till, view| {
            let (at, by) = (Timestamp::UNIX_EPOCH, [SESSION, OTHER][place(till)]);
            displays.show(&rooms, till, &showing(view), by, at);
        };
        show(first, DisplayView::Thanks);
        show(second, DisplayView::Cart);
        tokio::time::advance(THANKED.saturating_sub(Duration::from_secs(1))).await;
        assert_eq!(views(&displays), [false, false]);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(views(&displays), [true, false]);
        // The till is still there, and says so.
        show(second, DisplayView::Cart);
        tokio::time::advance(SHOWN.saturating_sub(Duration::from_secs(1))).await;
        assert_eq!(views(&displays), [true, false]);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(views(&displays), [true, true]);
    }

    #[tokio::test(start_paused = true)]
    async fn who_signs_out_leaves_nothing_on_their_display_and_all_on_the_others() {
        let (displays, rooms) = (Displays::default(), Rooms::default());
        let at = Timestamp::UNIX_EPOCH;
        for (till, session) in tills().into_iter().zip([SESSION, OTHER]) {
            displays.show(&rooms, till, &showing(DisplayView::Cart), session, at);
        }
        displays.clear_of(&rooms, SESSION, at);
        assert_eq!(views(&displays), [true, false]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_tablet_at_rest_takes_off_what_it_has_shown_and_nothing_of_another_at_its_drawer() {
        let (displays, rooms) = (Displays::default(), Rooms::default());
        let [till, _] = tills();
        let show = |view, by| {
            let at = Timestamp::UNIX_EPOCH;
            displays.show(&rooms, till, &showing(view), by, at);
            views(&displays)[0]
        };
        assert!(!show(DisplayView::Cart, SESSION));
        assert!(!show(DisplayView::Idle, OTHER));
        assert!(show(DisplayView::Idle, SESSION));
    }

    #[tokio::test(start_paused = true)]
    async fn a_till_that_goes_to_another_drawer_leaves_nothing_at_the_one_before() {
        let (displays, rooms) = (Displays::default(), Rooms::default());
        for till in tills() {
            let at = Timestamp::UNIX_EPOCH;
            displays.show(&rooms, till, &showing(DisplayView::Cart), SESSION, at);
        }
        assert_eq!(views(&displays), [true, false]);
    }

    #[tokio::test(start_paused = true)]
    async fn only_what_differs_is_told() {
        let (displays, rooms) = (Displays::default(), Rooms::default());
        let [till, _] = tills();
        let mut told = Vec::new();
        for view in [
            DisplayView::Idle,
            DisplayView::Cart,
            DisplayView::Cart,
            DisplayView::Idle,
        ] {
            let at = Timestamp::UNIX_EPOCH;
            displays.show(&rooms, till, &showing(view), SESSION, at);
            told.push(displays.snapshot(till, at).seq);
        }
        assert_eq!(told, [0, 1, 1, 2]);
    }
}
