//! What a process holds, as Linux tells it.

use std::path::PathBuf;

fn folder(process: u32) -> PathBuf {
    PathBuf::from(format!("/proc/{process}"))
}

/// Number of threads; `None` where the system does not tell.
pub(super) fn threads(process: u32) -> Option<u64> {
    field(&status(process)?, "Threads:")
}

/// Number of open files; `None` where the system does not tell.
pub(super) fn files(process: u32) -> Option<u64> {
    let open = std::fs::read_dir(folder(process).join("fd")).ok()?;
    Some(open.flatten().count() as u64)
}

/// Resident memory in KiB; `None` where the system does not tell.
pub(super) fn memory(process: u32) -> Option<u64> {
    field(&status(process)?, "VmRSS:")
}

fn status(process: u32) -> Option<String> {
    std::fs::read_to_string(folder(process).join("status")).ok()
}

/// The first number of the line that starts so.
fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_a_status() {
        let status = "Name:\tpostil\nVmRSS:\t    5120 kB\nThreads:\t3\n";
        assert_eq!(field(status, "VmRSS:"), Some(5120));
        assert_eq!(field(status, "Threads:"), Some(3));
        assert_eq!(field(status, "VmSwap:"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_can_be_seen() {
        let process = std::process::id();
        assert!(threads(process) >= Some(1) && files(process) >= Some(1));
        assert!(memory(process) > Some(0));
    }
}
