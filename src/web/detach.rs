//! A future that continues as a task when it is dropped before its end.
//!
//! hyper drops what it is answering when the client goes, and a change must not be left half done for that. A task for
//! every such request would do as well, but wakes a second thread for each; this costs only those that are dropped.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;

/// Polled like the future in it; detached by being dropped.
pub(super) struct DetachOnDrop<F>
where
    F: Future + Send + 'static,
{
    /// Until it has ended, or panicked.
    future: Option<Pin<Box<F>>>,
    tasks: TaskTracker,
}

impl<F> DetachOnDrop<F>
where
    F: Future + Send + 'static,
{
    /// `tasks` are waited for when the program ends.
    pub(super) fn new(future: F, tasks: TaskTracker) -> Self {
        Self {
            future: Some(Box::pin(future)),
            tasks,
        }
    }
}

impl<F> Future for DetachOnDrop<F>
where
    F: Future + Send + 'static,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let mut future = self.future.take().expect("it is not polled after its end");
        let polled = future.as_mut().poll(context);
        if polled.is_pending() {
            self.future = Some(future);
        }
        polled
    }
}

impl<F> Drop for DetachOnDrop<F>
where
    F: Future + Send + 'static,
{
    fn drop(&mut self) {
        // Without a runtime the program is at its end.
        if let Some(future) = self.future.take()
            && Handle::try_current().is_ok()
        {
            self.tasks.spawn(async move { drop(future.await) });
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn what_is_dropped_goes_on_and_is_waited_for() {
        let tasks = TaskTracker::new();
        let (go_on, may_go_on) = oneshot::channel::<()>();
        let (done, is_done) = oneshot::channel();
        let work = async move {
            may_go_on.await.expect("a word");
            done.send(()).expect("a listener");
        };
        let mut work = Box::pin(DetachOnDrop::new(work, tasks.clone()));
        assert!(futures_util::poll!(&mut work).is_pending());
        drop(work);
        tasks.close();
        go_on.send(()).expect("work that goes on");
        tasks.wait().await;
        is_done.await.expect("work that was done");
    }

    #[tokio::test]
    async fn what_was_never_polled_is_done_as_well_and_what_has_ended_is_no_task() {
        let tasks = TaskTracker::new();
        assert_eq!(DetachOnDrop::new(async { 7 }, tasks.clone()).await, 7);
        assert!(tasks.is_empty());
        let (done, is_done) = oneshot::channel();
        drop(DetachOnDrop::new(
            async { done.send(()).expect("a listener") },
            tasks,
        ));
        is_done.await.expect("work that was done");
    }
}
