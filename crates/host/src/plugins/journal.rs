//! Which document an in-process plugin is reading, written where a crash does not erase it.
//!
//! A plugin in the host's own process can end the process in ways that nothing in it survives:
//! an abort, a stack overflow, `exit(0)`. So such a run is watched by a second process (`watch`),
//! and this file is what the watcher knows of it: a byte for the state of the run, then a slot of
//! fixed size for each thread. Where nobody watches there is no journal, and this costs nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The environment variable that names the journal.
pub(super) const VARIABLE: &str = "POSTIL_JOURNAL";

/// The run reads documents.
const READS: u8 = b'R';
/// The run came to its end.
const DONE: u8 = b'D';

/// Bytes of a slot.
const SLOT: usize = 512;
/// Bytes of a slot before its text: a flag, the call's number, its deadline, the text's length.
const HEAD: usize = 1 + 8 + 8 + 2;

struct Journal {
    file: File,
    calls: AtomicU64,
    slots: AtomicU64,
}

fn journal() -> Option<&'static Journal> {
    static JOURNAL: OnceLock<Option<Journal>> = OnceLock::new();
    let open = || {
        let path = std::env::var_os(VARIABLE)?;
        let file = OpenOptions::new().write(true).open(&path).ok()?;
        // The watcher has it open as well; the name is needed no more.
        #[cfg(unix)]
        let _ = std::fs::remove_file(&path);
        Some(Journal { file, calls: AtomicU64::new(1), slots: AtomicU64::new(0) })
    };
    JOURNAL.get_or_init(open).as_ref()
}

/// Opens the journal, if somebody watches.
pub(super) fn open() -> bool {
    journal().is_some()
}

/// Says that documents are read from now on, and must all be read.
pub(crate) fn run_begins() {
    if let Some(journal) = journal() {
        journal.write(0, &[READS]);
    }
}

/// Says that the run came to its end, well or not.
pub(crate) fn run_ends() {
    if let Some(journal) = journal() {
        journal.write(0, &[DONE]);
    }
}

/// Does a call of a plugin and takes down what it is about. `time`: how long it may take.
pub(super) fn during<T>(
    plugin: &str,
    document: &str,
    time: Duration,
    call: impl FnOnce() -> T,
) -> T {
    let Some(journal) = journal() else { return call() };
    thread_local! {
        static MINE: std::cell::OnceCell<u64> = const { std::cell::OnceCell::new() };
    }
    let next = || journal.slots.fetch_add(1, Ordering::Relaxed);
    let slot = MINE.with(|mine| *mine.get_or_init(next));
    let at = 1 + slot * SLOT as u64;
    let mut bytes = Vec::with_capacity(SLOT);
    bytes.push(1);
    bytes.extend(journal.calls.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    bytes.extend(u64::try_from(time.as_millis()).unwrap_or(u64::MAX).to_le_bytes());
    let text = format!("{plugin}\n{document}");
    let mut end = text.len().min(SLOT - HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    bytes.extend((end as u16).to_le_bytes());
    bytes.extend(&text.as_bytes()[..end]);
    journal.write(at, &bytes);
    let outcome = call();
    journal.write(at, &[0]);
    outcome
}

impl Journal {
    /// Writes at a place. What cannot be written is missed only after a crash.
    #[cfg(unix)]
    fn write(&self, at: u64, bytes: &[u8]) {
        let _ = std::os::unix::fs::FileExt::write_all_at(&self.file, bytes, at);
    }

    #[cfg(windows)]
    fn write(&self, at: u64, bytes: &[u8]) {
        let _ = std::os::windows::fs::FileExt::seek_write(&self.file, bytes, at);
    }
}

/// A call that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// Its number in the run.
    pub(super) number: u64,
    /// How long it may take.
    pub(super) time: Duration,
    /// Id of the plugin.
    pub(super) plugin: String,
    /// Id of the document or story; empty while the plugin starts.
    pub(super) document: String,
}

/// What a journal says: whether the run is in the middle of its documents, and the calls that
/// are under way.
pub(super) fn read(mut file: &File) -> io::Result<(bool, Vec<Call>)> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let reads = bytes.first() == Some(&READS);
    Ok((reads, bytes.get(1..).unwrap_or_default().chunks(SLOT).filter_map(call).collect()))
}

fn call(slot: &[u8]) -> Option<Call> {
    let number = |at: usize| Some(u64::from_le_bytes(slot.get(at..at + 8)?.try_into().ok()?));
    if slot.first() != Some(&1) {
        return None;
    }
    let length = u16::from_le_bytes(slot.get(HEAD - 2..HEAD)?.try_into().ok()?);
    let text = String::from_utf8_lossy(slot.get(HEAD..HEAD + usize::from(length))?).into_owned();
    let (plugin, document) = text.split_once('\n')?;
    Some(Call {
        number: number(1)?,
        time: Duration::from_millis(number(9)?),
        plugin: plugin.to_owned(),
        document: document.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let file = tempfile::tempfile().unwrap();
        let journal = Journal {
            file: file.try_clone().unwrap(),
            calls: AtomicU64::new(1),
            slots: AtomicU64::new(0),
        };
        journal.write(0, &[READS]);
        let mut slot = vec![1];
        slot.extend(7u64.to_le_bytes());
        slot.extend(250u64.to_le_bytes());
        slot.extend(8u16.to_le_bytes());
        slot.extend(b"acme.a\nd");
        journal.write(1 + SLOT as u64, &slot);
        let call = Call {
            number: 7,
            time: Duration::from_millis(250),
            plugin: "acme.a".into(),
            document: "d".into(),
        };
        assert_eq!(read(&file).unwrap(), (true, vec![call]));
        journal.write(1 + SLOT as u64, &[0]);
        journal.write(0, &[DONE]);
        assert_eq!(read(&file).unwrap(), (false, Vec::new()));
    }

    #[test]
    fn a_slot_that_is_half_written_is_passed_over() {
        assert_eq!(call(&[1, 0, 0]), None);
        let mut slot = vec![1; HEAD];
        slot.extend(b"short");
        assert_eq!(call(&slot), None);
    }
}
