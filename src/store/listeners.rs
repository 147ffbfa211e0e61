//! Who is told what a commit made known: any number of them, each apart from the others.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::News;

/// They are called one after another, on the writer's thread. One that panics takes nothing from the others.
///
/// Cloning is cheap; all clones are the same list.
#[derive(Clone, Default)]
pub(super) struct Listeners(Arc<Mutex<Vec<Listener>>>);

type Listener = Box<dyn Fn(&News) + Send>;

impl Listeners {
    pub(super) fn add(&self, listener: impl Fn(&News) + Send + 'static) {
        self.all().push(Box::new(listener));
    }

    pub(super) fn tell(&self, news: &News) {
        for listener in self.all().iter() {
            // A listener's slip must not cost the shop its writer.
            if catch_unwind(AssertUnwindSafe(|| listener(news))).is_err() {
                log::error!(
                    "a listener of commits panicked; who depends on it reads the journal again"
                );
                // Before any newer news: a screen that gets those first would not look for what it missed.
                let missed = || listener(&News::Missed);
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
