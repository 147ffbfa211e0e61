//! Listeners of commits: any number of them, each isolated from the others.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::Committed;

/// They are called one after another, on the writer's thread. One that panics takes nothing from the others.
///
/// Cloning is cheap; all clones are the same list.
#[derive(Clone, Default)]
pub(super) struct Listeners(Arc<Mutex<Vec<Listener>>>);

type Listener = Box<dyn Fn(&Committed) + Send>;

impl Listeners {
    pub(super) fn add(&self, listener: impl Fn(&Committed) + Send + 'static) {
        self.all().push(Box::new(listener));
    }

    pub(super) fn publish(&self, committed: &Committed) {
        for listener in self.all().iter() {
            // A listener's slip must not cost the shop its writer.
            if catch_unwind(AssertUnwindSafe(|| listener(committed))).is_err() {
                log::error!(
                    "a listener of commits panicked; who depends on it reads the journal again"
                );
                // Before any newer events: a screen that received those first would not ask for the missing ones.
                let missed = || listener(&Committed::Gap);
                if catch_unwind(AssertUnwindSafe(missed)).is_err() {
                    log::error!("telling it that something was missed panicked, too");
                }
            }
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
