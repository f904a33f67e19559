//! What a process costs, as the system counts it: CPU to the nanosecond and memory in use. Reads /proc and nothing else.

use std::collections::HashMap;
use std::fs;

use anyhow::Context;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// CPU used by each thread so far, in nanoseconds. By thread, because a pool lets threads go: what one used before the
/// first of two samples must not be missing from the second.
pub struct Cpu(HashMap<u32, u64>);

impl Cpu {
    pub fn of(pid: u32) -> anyhow::Result<Self> {
        let mut threads = HashMap::new();
        for entry in fs::read_dir(format!("/proc/{pid}/task")).context("the process has ended")? {
            let thread: u32 = entry?.file_name().to_string_lossy().parse()?;
            // A thread may end between the two reads.
            if let Ok(line) = fs::read_to_string(format!("/proc/{pid}/task/{thread}/schedstat")) {
                let used = line.split_ascii_whitespace().next().context("the kernel counts no CPU per thread")?;
                threads.insert(thread, used.parse()?);
            }
        }
        Ok(Self(threads))
    }

    /// Microseconds used since an earlier sample of the same process.
    pub fn since(&self, earlier: &Self) -> f64 {
        let used = |(thread, now): (&u32, &u64)| now - earlier.0.get(thread).copied().unwrap_or(0);
        self.0.iter().map(used).sum::<u64>() as f64 / 1_000.0
    }
}

/// Memory in use, in KiB.
pub fn memory(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmRSS:")
}

/// The most memory that was in use since [`forget_peak`], in KiB.
pub fn memory_peak(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmHWM:")
}

/// From now on the peak is counted anew.
pub fn forget_peak(pid: u32) -> anyhow::Result<()> {
    // What 5 does: proc_pid_clear_refs(5).
    fs::write(format!("/proc/{pid}/clear_refs"), "5").context("the kernel does not count peaks anew")
}

fn status(pid: u32, name: &str) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("the process has ended")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("the kernel tells no memory")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// Raises the soft limit on open files to the hard one, for us and for every child; how many there may be.
pub fn raise_open_files() -> anyhow::Result<u64> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum })?;
    Ok(limit.maximum.unwrap_or(u64::MAX))
}

/// What this machine is, for the head of the table.
pub fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name =
        text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("?", |pair| pair.1);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel = kernel.split('-').next().unwrap_or_default().trim();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{cores} × {name}, Linux {kernel}")
}

/// How much other work the machine had, as the mean number of threads that wanted a core in the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
