//! An exhaustive search: a follower in every interleaving of commits, lag, cuts and restarts, within bounds.
//!
//! A small shop (a journal of a few events, a room with a short backlog, one screen that comes back) and a follower
//! that is the shop's own. At every point any of the things that can happen happens: an event is committed, published,
//! or lost on its way; the journal is cut; a backup is restored; the program starts again; the screen connects again;
//! the follower takes one step. Depth first, each state once. After each step of the follower and in each state the
//! promises are checked.

use std::{collections::HashSet, rc::Rc};

use super::{Follower, Next, PageRead, Since};

/// Events on a page of the journal.
const PAGE: i64 = 2;
/// Steps that a follower may take alone until it has everything: pages of the journal and of the present, and its
/// messages.
const STEPS: usize = 24;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Left {
    commits: u8,
    losses: u8,
    cuts: u8,
    restores: u8,
    starts: u8,
    connections: u8,
}

/// The shop, with one follower and the screen behind it.
///
/// Copied for every state, so nothing of it is on the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct World {
    left: Left,
    epoch: u8,
    /// The newest number of the journal, and a bit for each event that the room receives.
    newest: i64,
    for_room: u8,
    /// The number of the first that is kept.
    oldest: i64,
    /// How many were published.
    published: i64,
    follower: Follower,
    /// None before it is subscribed.
    subscription: Option<Subscription>,
    /// A bit for each event that was read and not handed on.
    page: u8,
    /// Pages of the present that are left.
    present_left: u8,
    screen: Screen,
}

/// What was published and not received: the room keeps one message, as a broadcast channel would.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Subscription {
    message: Option<Message>,
    has_lagged: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Message {
    Event(i64),
    /// One that could not be published.
    Lost,
}

/// What a screen has, and what it says of that when it connects again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Screen {
    /// The last number of which it has everything.
    seq: Option<i64>,
    epoch: u8,
    /// The number of a present of which it has some pages.
    pages_of: Option<i64>,
}

/// What can happen in the shop.
#[derive(Debug, Clone, Copy)]
enum Happens {
    /// An event is committed; whether the room receives it.
    Commit(bool),
    /// The oldest event that is not yet published is published.
    Publish,
    /// Publishing it fails: each subscriber gets a gap.
    Lose,
    /// The oldest event leaves the journal.
    Cut,
    /// A backup takes the file's place: this is the newest event in it.
    Restore(i64),
    /// The program starts again on the same file.
    Start,
    /// The screen connects again.
    Connect,
    /// The follower takes a step.
    Step,
}

impl World {
    fn new(left: Left, seq: Option<i64>) -> Self {
        let screen = Screen {
            seq,
            epoch: 0,
            pages_of: None,
        };
        Self {
            left,
            epoch: 0,
            newest: 0,
            for_room: 0,
            oldest: 1,
            published: 0,
            follower: screen.follower(0),
            subscription: None,
            page: 0,
            present_left: 0,
            screen,
        }
    }

    fn is_told(&self, seq: i64) -> bool {
        self.for_room & bit(seq) > 0
    }

    /// The numbers after which the journal has everything.
    fn kept(&self) -> std::ops::RangeInclusive<i64> {
        self.oldest - 1..=self.newest
    }

    fn everything_that_can_happen(&self) -> Vec<Happens> {
        let left = &self.left;
        let mut all = vec![Happens::Step];
        if left.commits > 0 {
            all.extend([Happens::Commit(true), Happens::Commit(false)]);
        }
        if self.published < self.newest {
            all.push(Happens::Publish);
            if left.losses > 0 {
                all.push(Happens::Lose);
            }
        }
        // The newest stay.
        if left.cuts > 0 && self.oldest < self.newest {
            all.push(Happens::Cut);
        }
        if left.restores > 0 {
            all.extend((self.oldest - 1..=self.newest).map(Happens::Restore));
        }
        if left.starts > 0 {
            all.push(Happens::Start);
        }
        if left.connections > 0 {
            all.push(Happens::Connect);
        }
        all
    }

    fn after(&self, what: Happens) -> Result<Self, String> {
        let mut world = *self;
        match what {
            Happens::Commit(is_told) => {
                world.left.commits -= 1;
                world.newest += 1;
                world.for_room |= if is_told { bit(world.newest) } else { 0 };
            }
            Happens::Publish => world.publish(true),
            Happens::Lose => {
                world.left.losses -= 1;
                world.publish(false);
            }
            Happens::Cut => {
                world.left.cuts -= 1;
                world.oldest += 1;
            }
            Happens::Restore(newest) => {
                world.left.restores -= 1;
                world.epoch += 1;
                world.newest = newest;
                world.for_room &= bit(newest + 1) - 1;
                world.start();
            }
            Happens::Start => {
                world.left.starts -= 1;
                world.start();
            }
            Happens::Connect => {
                world.left.connections -= 1;
                world.connect();
            }
            Happens::Step => world.step()?,
        }
        Ok(world)
    }

    fn publish(&mut self, arrives: bool) {
        self.published += 1;
        let seq = self.published;
        if !self.is_told(seq) && arrives {
            return;
        }
        if let Some(subscription) = &mut self.subscription {
            let message = if arrives {
                Message::Event(seq)
            } else {
                Message::Lost
            };
            subscription.has_lagged |= subscription.message.replace(message).is_some();
        }
    }

    /// Nothing of what was to be published is published any more.
    fn start(&mut self) {
        self.published = self.newest;
        self.connect();
    }

    fn connect(&mut self) {
        self.screen.pages_of = None;
        self.follower = self.screen.follower(self.epoch);
        self.subscription = None;
        self.page = 0;
        self.present_left = 0;
    }

    /// What the shop does for a follower, at once.
    fn step(&mut self) -> Result<(), String> {
        if self.page > 0 {
            let first = i64::from(self.page.trailing_zeros());
            self.page &= !bit(first);
            return self.hand_on(first);
        }
        match self.follower.next() {
            Next::Subscribe => {
                self.subscription = Some(Subscription::default());
                self.follower.subscribed();
            }
            Next::Read { after } => {
                let first = (after + 1).max(self.oldest);
                let last = self.newest.min(first + PAGE - 1);
                let page = PageRead {
                    kept: self.kept(),
                    last: (last >= first).then_some(last),
                    more: last + 1 - first == PAGE,
                };
                if self.follower.read(&page) {
                    let read = (first..=last).filter(|seq| self.is_told(*seq));
                    self.page = read.fold(0, |page, seq| page | bit(seq));
                }
            }
            Next::Present => self.present()?,
            Next::Receive => {
                let Some(subscription) = &mut self.subscription else {
                    return Err("it waits for messages and is not subscribed".to_owned());
                };
                if std::mem::take(&mut subscription.has_lagged) {
                    self.follower.lagged();
                    return Ok(());
                }
                match subscription.message.take() {
                    Some(Message::Event(seq)) if self.follower.received(seq) => {
                        self.hand_on(seq)?;
                    }
                    Some(Message::Lost) => self.follower.lagged(),
                    Some(Message::Event(_)) | None => {}
                }
            }
        }
        Ok(())
    }

    /// Hands on a page of the present, which has two.
    fn present(&mut self) -> Result<(), String> {
        let is_first = self.present_left == 0;
        if is_first {
            let has = self.screen.seq.filter(|_| self.screen.epoch == self.epoch);
            if has.is_some_and(|seq| self.kept().contains(&seq)) {
                return Err(format!(
                    "it is told the present, and has everything to {has:?}"
                ));
            }
            self.present_left = 2;
            self.screen.pages_of = Some(self.newest);
        }
        self.present_left -= 1;
        let seq = if is_first {
            self.newest
        } else {
            self.follower.position()
        };
        self.follower.presented(seq, self.present_left > 0);
        if self.screen.pages_of != Some(seq) {
            return Err("the pages of a present are of one number".to_owned());
        }
        if self.present_left == 0 {
            self.screen.seq = self.screen.pages_of.take();
            self.screen.epoch = self.epoch;
        }
        Ok(())
    }

    /// The screen receives an event: exactly once, in order, with nothing left out.
    fn hand_on(&mut self, seq: i64) -> Result<(), String> {
        if self.screen.pages_of.is_some() {
            return Err(format!("{seq} is told between two pages of a present"));
        }
        let Some(has) = self.screen.seq.filter(|_| self.screen.epoch == self.epoch) else {
            return Err(format!(
                "{seq} is told to a screen that has nothing of this file"
            ));
        };
        if seq <= has {
            return Err(format!("{seq} is told again, after {has}"));
        }
        if !self.is_told(seq) {
            return Err(format!("{seq} is not for this room"));
        }
        if let Some(missed) = (has + 1..seq).find(|between| self.is_told(*between)) {
            return Err(format!("{seq} is told, and {missed} was not"));
        }
        self.screen.seq = Some(seq);
        Ok(())
    }

    fn is_at_rest(&self) -> bool {
        let has_all = self
            .subscription
            .is_some_and(|subscription| !subscription.has_lagged && subscription.message.is_none());
        has_all && self.page == 0 && self.follower.next() == Next::Receive
    }

    /// When nothing more happens and all is published, it comes to rest, and the screen has everything. `known` are the
    /// states of which this is known.
    fn comes_to_rest_with_everything(&self, known: &mut HashSet<Self>) -> Result<(), String> {
        let mut world = *self;
        // What else may happen does not matter here, and without it more states are equal.
        world.left = Left::default();
        while world.published < world.newest {
            world.publish(true);
        }
        let mut passed = Vec::new();
        while !known.contains(&world) {
            if passed.len() == STEPS {
                return Err("it does not come to rest".to_owned());
            }
            passed.push(world);
            if world.is_at_rest() {
                world.has_everything()?;
                break;
            }
            world.step()?;
        }
        known.extend(passed);
        Ok(())
    }

    fn has_everything(&self) -> Result<(), String> {
        let has = self.screen.seq.filter(|_| self.screen.epoch == self.epoch);
        let Some(has) = has else {
            return Err("it waits, and the screen has nothing of this file".to_owned());
        };
        let missed = (has + 1..=self.newest).find(|seq| self.is_told(*seq));
        missed.map_or(Ok(()), |missed| {
            Err(format!("it waits at {has}, and {missed} was not told"))
        })
    }
}

/// The bit of an event.
const fn bit(seq: i64) -> u8 {
    1 << seq
}

impl Screen {
    fn follower(&self, epoch: u8) -> Follower {
        let since = Since {
            seq: self.seq,
            epoch: Some(self.epoch.to_string()),
        };
        Follower::new(&since, &epoch.to_string())
    }
}

/// What led to a state, the last first.
struct Trace {
    last: Happens,
    before: Option<Rc<Trace>>,
}

/// Says what was broken and what led there, the first first.
fn fail(broken: &str, world: &World, trace: Option<Rc<Trace>>) -> ! {
    let steps = std::iter::successors(trace, |trace| trace.before.clone());
    let mut steps: Vec<Happens> = steps.map(|trace| trace.last).collect();
    steps.reverse();
    panic!("{broken}: after {steps:?} in {world:?}");
}

/// Every state that can come of `first`; how many there are.
fn search(first: World) -> usize {
    let (mut seen, mut rests) = (HashSet::new(), HashSet::new());
    let mut open = vec![(first, None::<Rc<Trace>>)];
    while let Some((world, trace)) = open.pop() {
        if let Err(broken) = world.comes_to_rest_with_everything(&mut rests) {
            fail(&broken, &world, trace);
        }
        for what in world.everything_that_can_happen() {
            let before = trace.clone();
            let trace = Some(Rc::new(Trace { last: what, before }));
            match world.after(what) {
                Ok(next) if seen.insert(next) => open.push((next, trace)),
                Ok(_) => {}
                Err(broken) => fail(&broken, &world, trace),
            }
        }
    }
    seen.len()
}

#[test]
fn whatever_happens_each_event_is_told_once_and_in_order_or_a_present_covers_it() {
    let long = Left {
        commits: 4,
        losses: 1,
        cuts: 2,
        restores: 0,
        starts: 0,
        connections: 1,
    };
    let restored = Left {
        commits: 4,
        losses: 0,
        cuts: 1,
        restores: 1,
        starts: 1,
        connections: 0,
    };
    for left in [long, restored] {
        // One that comes for the first time, one that has seen nothing, one of a later number than there is.
        for seq in [None, Some(0), Some(9)] {
            let states = search(World::new(left, seq));
            assert!(states > 5_000, "{states}");
        }
    }
}
