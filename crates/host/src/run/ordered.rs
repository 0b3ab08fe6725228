//! Work on a stream of items in parallel, results in the order of the items.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::sync_channel;
use std::sync::{Condvar, Mutex, PoisonError};

/// Items that a worker takes at a time.
const BATCH: usize = 16;
/// Batches that may be under way for each worker.
const AHEAD: usize = 4;

/// Applies `work` to each item on `jobs` threads and `done` to each result, in item order, on
/// the calling thread. At most `jobs * AHEAD` batches are under way, however slow one of them
/// is. An error of `done` ends the work.
pub(super) fn in_order<T, R>(
    jobs: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()>
where
    T: Send,
    R: Send,
{
    if jobs <= 1 {
        for item in items {
            done(work(item))?;
        }
        return Ok(());
    }
    let source = Mutex::new((items, 0_usize));
    let window = Window::default();
    let (sender, receiver) = sync_channel(jobs * AHEAD);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let sender = sender.clone();
            let (source, window, work) = (&source, &window, &work);
            scope.spawn(move || {
                loop {
                    let (batch, number) = {
                        let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
                        let batch: Vec<T> = source.0.by_ref().take(BATCH).collect();
                        source.1 += 1;
                        (batch, source.1 - 1)
                    };
                    if batch.is_empty() || !window.wait(number, jobs * AHEAD) {
                        return;
                    }
                    let results: Vec<R> = batch.into_iter().map(work).collect();
                    if sender.send((number, results)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early: BTreeMap<usize, Vec<R>> = BTreeMap::new();
        let mut next = 0;
        for (number, results) in receiver {
            early.insert(number, results);
            while let Some(results) = early.remove(&next) {
                for result in results {
                    if let Err(error) = done(result) {
                        window.close();
                        return Err(error);
                    }
                }
                next += 1;
                window.advance(next);
            }
        }
        Ok(())
    })
}

/// Keeps workers from running too far ahead of the slowest one.
#[derive(Default)]
struct Window {
    /// Batches that are done; `None` when the work was broken off.
    done: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Window {
    /// Waits until batch `number` is less than `width` ahead; false if the work was broken off.
    fn wait(&self, number: usize, width: usize) -> bool {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match *done {
                Some(usize::MAX) => return false,
                Some(done) if number < done + width => return true,
                None if number < width => return true,
                _ => done = self.moved.wait(done).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    fn advance(&self, to: usize) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = Some(to);
        self.moved.notify_all();
    }

    fn close(&self) {
        self.advance(usize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_for_any_number_of_threads() {
        for jobs in [1, 2, 5] {
            let mut seen = Vec::new();
            in_order(
                jobs,
                0..1000,
                |n| n * 2,
                |n| {
                    seen.push(n);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut count = 0;
        let result = in_order(
            3,
            0..1_000_000,
            |n| n,
            |_| {
                count += 1;
                if count == 50 { Err(io::Error::other("full")) } else { Ok(()) }
            },
        );
        assert!(result.is_err());
        assert_eq!(count, 50);
    }
}
