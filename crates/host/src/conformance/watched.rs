//! A child process whose output is kept and whose time is limited.

use std::io::{self, Read};
use std::process::{Child, ChildStdin, Command, ExitStatus};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Most bytes of a stream that are kept: the last ones.
const KEPT: usize = 16 << 10;
/// Last lines of standard error that are told.
const LINES: usize = 4;
/// How long the streams of a child that ended may take to end, too. What it started itself may
/// hold them open.
const TRICKLE: Duration = Duration::from_millis(500);
/// How often a child is looked after.
const GLANCE: Duration = Duration::from_millis(2);

/// A running child. It is killed when this is dropped.
pub(super) struct Watched {
    child: Child,
    output: Kept,
    errors: Kept,
}

impl Watched {
    /// Starts the command, whose streams are pipes.
    pub(super) fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command.spawn()?;
        let output = Kept::of(child.stdout.take());
        let errors = Kept::of(child.stderr.take());
        Ok(Self { child, output, errors })
    }

    /// The child's standard input, once.
    pub(super) fn input(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    /// Waits for the end; `None` if it did not come in time.
    pub(super) fn wait(&mut self, time: Duration) -> io::Result<Option<ExitStatus>> {
        wait(&mut self.child, time)
    }

    /// What it wrote to standard output.
    pub(super) fn printed(&self) -> Vec<u8> {
        self.output.bytes()
    }

    /// The last lines of its standard error, as one.
    pub(super) fn last_words(&self) -> String {
        let bytes = self.errors.bytes();
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default().join(" | ")
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for a child to end; `None` if it did not in that time.
pub(super) fn wait(child: &mut Child, time: Duration) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + time;
    loop {
        let status = child.try_wait()?;
        if status.is_some() || Instant::now() >= until {
            return Ok(status);
        }
        thread::sleep(GLANCE);
    }
}

/// The last bytes of a stream, which a thread reads.
struct Kept {
    bytes: Arc<Mutex<Vec<u8>>>,
    done: Receiver<()>,
}

impl Kept {
    fn of(stream: Option<impl Read + Send + 'static>) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (end, done) = channel();
        if let Some(stream) = stream {
            let bytes = Arc::clone(&bytes);
            // Without the thread nothing is kept; the child's end is still seen.
            let _ = thread::Builder::new().spawn(move || drain(stream, &bytes, end));
        }
        Self { bytes, done }
    }

    fn bytes(&self) -> Vec<u8> {
        // An error means that the thread is done and gone.
        let _ = self.done.recv_timeout(TRICKLE);
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads to the end; `_end` is dropped with it, which the other side hears.
fn drain(mut stream: impl Read, bytes: &Mutex<Vec<u8>>, _end: Sender<()>) {
    let mut piece = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut piece) {
        let mut bytes = bytes.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
        if bytes.len() > 2 * KEPT {
            let spare = bytes.len() - KEPT;
            bytes.drain(..spare);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bytes_of_a_flood_are_kept() {
        let mut flood = vec![b'a'; 10 * KEPT];
        flood.extend_from_slice(b"end");
        let kept = Kept::of(Some(io::Cursor::new(flood)));
        let bytes = kept.bytes();
        assert!(bytes.len() <= 2 * KEPT && bytes.ends_with(b"end"));
        assert!(Kept::of(None::<io::Empty>).bytes().is_empty());
    }
}
