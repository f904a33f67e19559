//! A disk of one's own: ext4 on a loop device, of any size, whose power can be cut. Needs root.
//!
//! The device reads and writes its file directly, so what a sync has not brought to it is not in the file either.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: from now on nothing more reaches the device, not even what
/// the kernel still has to write. What a power cut leaves is what the device holds at this moment.
const CUT: &str =
    r#"my $how = pack("L", 2); open(my $disk, "<", $ARGV[0]) or die $!; ioctl($disk, 0x8004587d, $how) or die $!"#;

pub struct Disk {
    folder: TempDir,
    device: String,
    mounted: bool,
}

/// Why this machine has no disks to spare, if so.
fn missing() -> Option<String> {
    if !rustix::process::geteuid().is_root() {
        return Some("this needs root".to_owned());
    }
    let tools = ["mkfs.ext4", "losetup", "mount", "umount", "perl"];
    let has = |tool: &str| Command::new("sh").args(["-c", &format!("command -v {tool}")]).output().unwrap().status;
    if let Some(tool) = tools.into_iter().find(|tool| !has(tool).success()) {
        return Some(format!("{tool} is not installed"));
    }
    let found = Command::new("losetup").arg("--find").output().unwrap();
    (!found.status.success()).then(|| String::from_utf8_lossy(&found.stderr).trim().to_owned())
}

fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

impl Disk {
    /// A new disk of so many MiB. `None` where it cannot be had, which in CI is a failure.
    pub fn new(mib: u64) -> Option<Self> {
        if let Some(missing) = missing() {
            assert!(std::env::var_os("CI").is_none(), "no disk can be made to fail: {missing}");
            println!("nothing was tested: {missing}");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image");
        std::fs::File::create(&image).unwrap().set_len(mib << 20).unwrap();
        let image = image.to_str().unwrap();
        // No blocks are set apart for root, who runs the tests: full is full.
        run("mkfs.ext4", &["-q", "-F", "-m", "0", image]);
        let device = run("losetup", &["--find", "--show", "--direct-io=on", image]);
        std::fs::create_dir(folder.path().join("mount")).unwrap();
        let mut disk = Self { folder, device, mounted: false };
        disk.mount();
        Some(disk)
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("mount")
    }

    /// Where a server keeps its data.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    fn mount(&mut self) {
        run("mount", &[&self.device, self.path().to_str().unwrap()]);
        self.mounted = true;
    }

    fn unmount(&mut self) {
        if std::mem::take(&mut self.mounted) {
            run("umount", &[self.path().to_str().unwrap()]);
        }
    }

    /// The power goes.
    pub fn cut(&self) {
        run("perl", &["-e", CUT, self.path().to_str().unwrap()]);
    }

    /// The power is back. Whoever had files open must be gone.
    pub fn come_back(&mut self) {
        self.unmount();
        self.mount();
    }

    /// Takes all room there is, to the last block.
    pub fn fill(&self) {
        let filler = std::fs::OpenOptions::new().create(true).append(true).open(self.filler()).unwrap();
        let flags = rustix::fs::FallocateFlags::empty();
        let mut length = 0;
        for step in [1 << 20, 1 << 12] {
            while rustix::fs::fallocate(&filler, flags, length, step).is_ok() {
                length += step;
            }
        }
        filler.sync_all().unwrap();
    }

    /// Gives back what [`Self::fill`] took.
    pub fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Writes all that waits to be written.
    pub fn settle(&self) {
        rustix::fs::syncfs(std::fs::File::open(self.path()).unwrap()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let quietly = |program: &str, argument: &[&str]| {
            // Also after a failure nothing of ours stays behind; there is nothing to do when that fails too.
            let _ = Command::new(program).args(argument).output();
        };
        if self.mounted {
            // Lazily: a server that is about to end may still have files open.
            quietly("umount", &["--lazy", self.path().to_str().unwrap_or_default()]);
        }
        quietly("losetup", &["--detach", &self.device]);
    }
}
