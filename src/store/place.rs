//! What can be known about a folder before anything is kept in it: whether it is copied elsewhere, stands on another
//! computer, or is forgotten at sign-out. Each is said once, and stops nothing.
//!
//! What follows from what is pure, in [`Whereabouts::of`]; only [`Whereabouts::look`] asks the system. A drive letter of a share is
//! known by the path that Windows gives for it. A computer that is set back to its image every night says nothing of that.

use std::path::{Path, PathBuf};

use super::machine::{Machine, System};

/// What is known about a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The program that copies it elsewhere.
    pub synced: Option<&'static str>,
    /// It stands on another computer.
    pub share: bool,
    /// It may be gone after the next sign-out.
    pub forgets: bool,
    /// The screen is another computer's. It is said only of a folder that forgets.
    pub remote: bool,
}

/// Where the bytes of a folder are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// On a disk of this computer, or nobody knows.
    #[default]
    Own,
    /// On another computer.
    Network,
    /// In memory, which is empty after the next start.
    Memory,
}

/// What is asked about one folder.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The whole path, as the system writes it.
    pub path: &'a str,
    pub machine: &'a Machine,
    pub disk: Disk,
    /// Windows puts the person's folder back to what it was at every sign-out.
    pub mandatory_profile: bool,
}

impl Whereabouts {
    /// What the system says about a folder that is there, or that is to be made.
    #[must_use]
    pub fn look(path: &Path, machine: &Machine) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let real = real(&path);
        // Windows keeps what it knows of a person in a file of this name, and the ending says that it is not kept.
        let mandatory_profile =
            machine.is_windows() && machine.home().is_some_and(|home| Path::new(home).join("NTUSER.MAN").exists());
        let [given, real] = [&path, &real].map(|path| {
            let path = path.to_string_lossy();
            Self::of(Asked { path: &path, machine, disk: disk(path.as_ref().as_ref()), mandatory_profile })
        });
        Self {
            synced: given.synced.or(real.synced),
            share: given.share || real.share,
            forgets: given.forgets || real.forgets,
            remote: given.remote,
        }
    }

    /// What follows from what is known.
    #[must_use]
    pub fn of(asked: Asked<'_>) -> Self {
        let Asked { path, machine, disk, mandatory_profile: _ } = asked;
        let path = plain(path, machine);
        Self {
            synced: synced(&path, machine),
            share: disk == Disk::Network || machine.is_windows() && path.starts_with(r"\\"),
            forgets: disk == Disk::Memory || forgets(&path, asked),
            // "Console" is the computer's own screen.
            remote: machine
                .var("SESSIONNAME")
                .is_some_and(|name| machine.is_windows() && ["RDP-", "ICA-"].iter().any(|one| name.starts_with(one))),
        }
    }

    /// What to tell the person, once.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let Self { synced, share, forgets, remote } = *self;
        let mut said = Vec::new();
        let elsewhere = match (synced, share) {
            (Some(program), _) => Some(format!("This folder is copied by {program}.")),
            (None, true) => Some("This folder is on another computer in your network.".to_owned()),
            (None, false) => None,
        };
        if let Some(elsewhere) = elsewhere {
            said.push(format!("{elsewhere} {BOTH_KEPT}"));
        }
        if forgets {
            let remotely = if remote { "This is a remote desktop. " } else { "" };
            said.push(format!("{remotely}{FORGETS}"));
        }
        said
    }
}

const BOTH_KEPT: &str = "Files are always replaced whole, so that is safe. If two computers change one session at the \
    same time, both versions are kept and shown.";
const FORGETS: &str =
    "This computer may forget your work when you sign out. Choose a folder on your home drive in Settings.";

/// How the folders of syncing programs are called, and the programs. Companies and people add to them, behind a space or a
/// mark: `OneDrive - Council`, `GoogleDrive-rhay`.
const SYNCED: [(&str, &str); 13] = [
    ("OneDrive", "OneDrive"),
    ("SharePoint", "SharePoint"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("iCloud Drive", "iCloud Drive"),
    ("Mobile Documents", "iCloud Drive"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Box", "Box"),
    ("Box Sync", "Box"),
];

fn synced(path: &str, machine: &Machine) -> Option<&'static str> {
    let of_onedrive = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];
    if of_onedrive.iter().filter_map(|name| machine.var(name)).any(|folder| lies_in(path, folder, machine)) {
        return Some("OneDrive");
    }
    let named = |component: &str| {
        SYNCED.iter().find(|(name, _)| {
            // A box is also a thing: only the program writes it so.
            let same = if *name == "Box" { component.starts_with(name) } else { begins_with(component, name) };
            same && !component[name.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let within = components(path, machine).find_map(|component| {
        // A library of SharePoint is called "Site - SharePoint" or the other way round.
        named(component).or_else(|| component.split(" - ").find_map(named))
    });
    within.map(|(_, program)| *program)
}

fn forgets(path: &str, asked: Asked<'_>) -> bool {
    let Asked { machine, mandatory_profile, .. } = asked;
    let in_home = || machine.home().filter(|home| lies_in(path, home, machine));
    match machine.system {
        System::Windows => {
            let of_users = || {
                let mut components = components(path, machine);
                components.find(|one| one.eq_ignore_ascii_case("Users"))?;
                components.next().map(str::to_owned)
            };
            let of_home = in_home().and_then(|home| components(home, machine).last().map(str::to_owned));
            (mandatory_profile && in_home().is_some())
                || [of_home, of_users()].into_iter().flatten().any(|user| is_temporary(&user))
        }
        System::MacOs => in_home().is_some_and(|home| lies_in(home, "/Users/Guest", machine)),
        System::Linux => in_home().is_some_and(|home| {
            let of_guest = ["USER", "LOGNAME"]
                .iter()
                .filter_map(|name| machine.var(name))
                .any(|name| name == "guest" || name.starts_with("guest-"));
            of_guest || ["/tmp", "/run"].iter().any(|folder| lies_in(home, folder, machine))
        }),
    }
}

/// Windows gives such a folder to somebody whose own cannot be had; what manages profiles gives one that starts so.
fn is_temporary(user: &str) -> bool {
    user.eq_ignore_ascii_case("TEMP") || begins_with(user, "TEMP.") || begins_with(user, "local_")
}

/// Without regard to capitals.
fn begins_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(beginning))
}

fn components<'a>(path: &'a str, machine: &Machine) -> impl Iterator<Item = &'a str> {
    let separators: &[char] = if machine.is_windows() { &['\\', '/'] } else { &['/'] };
    path.split(separators).filter(|one| !one.is_empty())
}

/// Whether a path is a folder, or lies in it.
fn lies_in(path: &str, folder: &str, machine: &Machine) -> bool {
    let folder = plain(folder, machine);
    let is_share = |path: &str| machine.is_windows() && path.starts_with(r"\\");
    let mut within = components(path, machine);
    let same = |one: &str, other: Option<&str>| {
        other.is_some_and(
            |other| if machine.is_windows() { one.to_lowercase() == other.to_lowercase() } else { one == other },
        )
    };
    is_share(path) == is_share(&folder) && components(&folder, machine).all(|one| same(one, within.next()))
}

/// A path of Windows without the `\\?\` that says "take this as it stands", and with its own separators.
fn plain(path: &str, machine: &Machine) -> String {
    if !machine.is_windows() {
        return path.to_owned();
    }
    let path = path.replace('/', r"\");
    if let Some(share) = path.get(..8).filter(|begins| begins.eq_ignore_ascii_case(r"\\?\UNC\")) {
        return format!(r"\\{}", &path[share.len()..]);
    }
    path.strip_prefix(r"\\?\").or_else(|| path.strip_prefix(r"\\.\")).map_or_else(|| path.clone(), str::to_owned)
}

/// The path without links; of a folder that is not there yet, as far as there is something.
fn real(path: &Path) -> PathBuf {
    let existing = path.ancestors().find_map(|above| above.canonicalize().ok().map(|real| (above, real)));
    existing.map_or_else(
        || path.to_owned(),
        |(above, real)| path.strip_prefix(above).map_or_else(|_| real.clone(), |rest| real.join(rest)),
    )
}

#[cfg(target_os = "linux")]
fn disk(path: &Path) -> Disk {
    let Some(known) = path.ancestors().find_map(|above| {
        let kind = rustix::fs::statfs(above).ok()?.f_type;
        let device = rustix::fs::stat(above).ok()?.st_dev;
        Some((kind, device))
    }) else {
        return Disk::Own;
    };
    let (kind, device) = known;
    // Its size and sign differ from one processor to the next; the numbers have 32 bits.
    let kind = u32::from_le_bytes([0, 1, 2, 3].map(|byte| kind.to_le_bytes()[byte]));
    let mounts = || std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let device = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    disk_of(kind, || mounts().lines().rev().find_map(|line| type_of(line, &device).map(str::to_owned)))
}

#[cfg(not(target_os = "linux"))]
fn disk(_: &Path) -> Disk {
    Disk::Own
}

/// By the number of a file system (`linux/magic.h`). Behind `FUSE` is a program, which only its name tells.
#[cfg(any(test, target_os = "linux"))]
fn disk_of(kind: u32, name: impl FnOnce() -> Option<String>) -> Disk {
    const FUSE: u32 = 0x6573_5546;
    const TMPFS: u32 = 0x0102_1994;
    const RAMFS: u32 = 0x8584_58F6;
    /// NFS, SMB in its three ages, 9p, AFS in its two ages, Coda, Ceph, Lustre, folders of `VirtualBox`.
    const NETWORK: [u32; 11] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x0102_1997,
        0x5346_414F,
        0x6B41_4653,
        0x7375_7245,
        0x00C3_6400,
        0x0BD0_0BD0,
        0x786F_4256,
    ];
    const PROGRAMS: [&str; 11] = [
        "sshfs",
        "rclone",
        "davfs",
        "gvfsd",
        "smbnetfs",
        "glusterfs",
        "ceph",
        "s3fs",
        "curlftpfs",
        "onedriver",
        "google",
    ];
    match kind {
        TMPFS | RAMFS => Disk::Memory,
        FUSE => {
            let name = name().unwrap_or_default();
            let program = name.strip_prefix("fuse.").unwrap_or_default();
            if PROGRAMS.iter().any(|one| program.starts_with(one)) { Disk::Network } else { Disk::Own }
        }
        kind if NETWORK.contains(&kind) => Disk::Network,
        _ => Disk::Own,
    }
}

/// The type in a line of `/proc/self/mountinfo`, if it is about this device ("0:52").
#[cfg(any(test, target_os = "linux"))]
fn type_of<'a>(line: &'a str, device: &str) -> Option<&'a str> {
    let (mount, file_system) = line.split_once(" - ")?;
    (mount.split(' ').nth(2)? == device).then(|| file_system.split(' ').next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Disk::*, *};

    const NOTHING: Whereabouts = Whereabouts { synced: None, share: false, forgets: false, remote: false };

    fn synced_by(program: &'static str) -> Whereabouts {
        Whereabouts { synced: Some(program), ..NOTHING }
    }

    const SHARE: Whereabouts = Whereabouts { share: true, ..NOTHING };
    const FORGETS: Whereabouts = Whereabouts { forgets: true, ..NOTHING };

    #[test]
    fn a_folder_of_windows_tells_what_becomes_of_it() {
        const HERE: &[(&str, &str)] = &[
            ("USERPROFILE", r"C:\Users\rhay"),
            ("OneDrive", r"C:\Users\rhay\OneDrive - Glen Council"),
            ("OneDriveCommercial", r"D:\Work Files"),
            ("SESSIONNAME", "Console"),
        ];
        let rows = [
            (r"C:\Users\rhay\AppData\Local\but-why\data", NOTHING),
            (r"H:\but-why", NOTHING),
            (r"C:\Users\rhay\OneDrive - Glen Council\but-why", synced_by("OneDrive")),
            (r"c:\users\RHAY\onedrive - glen council", synced_by("OneDrive")),
            (r"\\?\C:\Users\rhay\OneDrive - Glen Council\why", synced_by("OneDrive")),
            ("C:/Users/rhay/OneDrive - Glen Council/why", synced_by("OneDrive")),
            (r"D:\Work Files\but-why", synced_by("OneDrive")),
            (r"D:\Work Files", synced_by("OneDrive")),
            (r"D:\Work Files 2\but-why", NOTHING),
            (r"D:\OneDrive\why", synced_by("OneDrive")),
            (r"D:\OneDriver\why", NOTHING),
            (r"C:\Users\rhay\Dropbox (Team East)\why", synced_by("Dropbox")),
            (r"C:\Users\rhay\Google Drive\why", synced_by("Google Drive")),
            (r"G:\My Drive\why", synced_by("Google Drive")),
            (r"C:\Users\rhay\iCloudDrive\why", synced_by("iCloud Drive")),
            (r"C:\Users\rhay\Nextcloud\why", synced_by("Nextcloud")),
            (r"C:\Users\rhay\Box\why", synced_by("Box")),
            (r"C:\Users\rhay\Box Sync\why", synced_by("Box")),
            (r"C:\Users\rhay\box\why", NOTHING),
            (r"C:\Users\rhay\Boxing\why", NOTHING),
            (r"C:\Users\rhay\Glen Council\Children - SharePoint\why", synced_by("SharePoint")),
            (r"\\council\homes\rhay\why", SHARE),
            ("//council/homes/rhay/why", SHARE),
            (r"\\?\UNC\council\homes\rhay\why", SHARE),
            (r"\\council\homes\OneDrive\why", Whereabouts { synced: Some("OneDrive"), ..SHARE }),
            (r"C:\Users\TEMP\AppData\Local\but-why", FORGETS),
            (r"C:\Users\temp.GLEN.000\AppData\Local\but-why", FORGETS),
            (r"C:\Users\local_rhay\AppData\Local\but-why", FORGETS),
            (r"C:\Users\Templeton\AppData\Local\but-why", NOTHING),
            (r"C:\Users\localhost\AppData\Local\but-why", NOTHING),
            (r"C:\Temp\but-why", NOTHING),
        ];
        let machine = Machine::of(System::Windows, HERE);
        for (path, expected) in rows {
            let asked = Asked { path, machine: &machine, disk: Own, mandatory_profile: false };
            assert_eq!(Whereabouts::of(asked), expected, "{path}");
        }
    }

    #[test]
    fn a_profile_that_forgets_says_so_of_the_folders_in_it() {
        type Env = &'static [(&'static str, &'static str)];
        const RDP: Env = &[("USERPROFILE", r"C:\Users\rhay"), ("SESSIONNAME", "RDP-Tcp#4")];
        const CITRIX: Env = &[("USERPROFILE", r"D:\Profiles\TEMP"), ("SESSIONNAME", "ICA-CGP#1")];
        const ODD: Env = &[("SESSIONNAME", "Console")];
        let rows = [
            (RDP, r"C:\Users\rhay\why", false, false),
            (RDP, r"C:\Users\rhay\why", true, true),
            (RDP, r"H:\why", true, false),
            (CITRIX, r"D:\Profiles\TEMP\why", false, true),
            (CITRIX, r"H:\why", false, false),
            (CITRIX, r"D:\Profiles\rhay\why", true, false),
            (ODD, r"C:\Users\rhay\why", true, false),
        ];
        for (env, path, mandatory_profile, expected) in rows {
            let machine = Machine::of(System::Windows, env);
            let place = Whereabouts::of(Asked { path, machine: &machine, disk: Own, mandatory_profile });
            assert_eq!(place.forgets, expected, "{path} {mandatory_profile}");
            let said = place.said();
            assert_eq!(said.len(), usize::from(expected), "{path}: a remote desktop alone is nothing to say");
            assert!(said.iter().all(|one| one.starts_with("This is a remote desktop. This computer may forget")));
        }
    }

    #[test]
    fn a_folder_of_linux_and_of_a_mac_tells_what_becomes_of_it() {
        type Env = &'static [(&'static str, &'static str)];
        const RHAY: Env = &[("HOME", "/home/rhay"), ("USER", "rhay"), ("SESSIONNAME", "RDP-Tcp#4")];
        const GUEST: Env = &[("HOME", "/tmp/guest-k3vq"), ("USER", "guest-k3vq")];
        const LIVE: Env = &[("HOME", "/run/home/live"), ("USER", "live")];
        const GUEST_AT_HOME: Env = &[("HOME", "/home/guest"), ("LOGNAME", "guest")];
        const MAC: Env = &[("HOME", "/Users/rhay")];
        const MAC_GUEST: Env = &[("HOME", "/Users/Guest")];
        use System::{Linux, MacOs};
        let rows = [
            (Linux, RHAY, "/home/rhay/.local/share/but-why", Own, NOTHING),
            (Linux, RHAY, "/home/rhay/OneDrive/why", Own, synced_by("OneDrive")),
            (Linux, RHAY, "/home/rhay/Nextcloud2/why", Own, NOTHING),
            (Linux, RHAY, "/home/rhay/nextcloud/why", Own, synced_by("Nextcloud")),
            (Linux, RHAY, r"/home/rhay/a\OneDrive/why", Own, NOTHING),
            (Linux, RHAY, "//home/rhay/why", Own, NOTHING),
            (Linux, RHAY, "/home/rhay/why", Network, SHARE),
            (Linux, RHAY, "/home/rhay/Dropbox/why", Network, Whereabouts { synced: Some("Dropbox"), ..SHARE }),
            (Linux, RHAY, "/home/rhay/why", Memory, FORGETS),
            (Linux, RHAY, "/tmp/why", Own, NOTHING),
            (Linux, RHAY, "/home/rhayanne/why", Own, NOTHING),
            (Linux, GUEST, "/tmp/guest-k3vq/.local/share/but-why", Own, FORGETS),
            (Linux, GUEST, "/media/stick/why", Own, NOTHING),
            (Linux, LIVE, "/run/home/live/why", Own, FORGETS),
            (Linux, GUEST_AT_HOME, "/home/guest/why", Own, FORGETS),
            (MacOs, MAC, "/Users/rhay/Library/Application Support/but-why", Own, NOTHING),
            (MacOs, MAC, "/Users/rhay/Library/CloudStorage/OneDrive-GlenCouncil/why", Own, synced_by("OneDrive")),
            (MacOs, MAC, "/Users/rhay/Library/CloudStorage/GoogleDrive-r@glen.uk/why", Own, synced_by("Google Drive")),
            (MacOs, MAC, "/Users/rhay/Library/CloudStorage/Box-Box/why", Own, synced_by("Box")),
            (
                MacOs,
                MAC,
                "/Users/rhay/Library/Mobile Documents/com~apple~CloudDocs/why",
                Own,
                synced_by("iCloud Drive"),
            ),
            (MacOs, MAC_GUEST, "/Users/Guest/Library/Application Support/but-why", Own, FORGETS),
            (MacOs, MAC, "/Users/Guest/why", Own, NOTHING),
        ];
        for (system, env, path, disk, expected) in rows {
            let machine = Machine::of(system, env);
            let place = Whereabouts::of(Asked { path, machine: &machine, disk, mandatory_profile: true });
            assert_eq!(place, expected, "{path}");
        }
    }

    #[test]
    fn what_is_said_is_said_in_these_words() {
        let both = "Files are always replaced whole, so that is safe. If two computers change one session at the same \
                    time, both versions are kept and shown.";
        let forgets =
            "This computer may forget your work when you sign out. Choose a folder on your home drive in Settings.";
        let rows = [
            (NOTHING, vec![]),
            (synced_by("OneDrive"), vec![format!("This folder is copied by OneDrive. {both}")]),
            (SHARE, vec![format!("This folder is on another computer in your network. {both}")]),
            (Whereabouts { synced: Some("Box"), ..SHARE }, vec![format!("This folder is copied by Box. {both}")]),
            (FORGETS, vec![forgets.to_owned()]),
            (Whereabouts { remote: true, ..NOTHING }, vec![]),
            (
                Whereabouts { synced: Some("Dropbox"), share: true, forgets: true, remote: true },
                vec![
                    format!("This folder is copied by Dropbox. {both}"),
                    format!("This is a remote desktop. {forgets}"),
                ],
            ),
        ];
        for (place, expected) in rows {
            assert_eq!(place.said(), expected);
        }
    }

    #[test]
    fn a_file_system_is_known_by_its_number_and_a_fuse_by_its_name() {
        let rows = [
            (0xEF53, "", Own),
            (0x9123_683E, "", Own),
            (0x6969, "", Network),
            (0xFF53_4D42, "", Network),
            (0xFE53_4D42, "", Network),
            (0x0102_1997, "", Network),
            (0x0102_1994, "", Memory),
            (0x8584_58F6, "", Memory),
            (0x6573_5546, "fuse.sshfs", Network),
            (0x6573_5546, "fuse.rclone", Network),
            (0x6573_5546, "fuse.gvfsd-fuse", Network),
            (0x6573_5546, "fuse.gocryptfs", Own),
            (0x6573_5546, "fuseblk", Own),
            (0x6573_5546, "", Own),
        ];
        for (kind, name, expected) in rows {
            assert_eq!(disk_of(kind, || Some(name.to_owned())), expected, "{kind:#x} {name}");
        }
        let line = "98 28 0:52 / /home/rhay/far rw,nosuid shared:57 - fuse.sshfs rhay@far: rw,user_id=1000";
        assert_eq!(
            (type_of(line, "0:52"), type_of(line, "0:5"), type_of("", "0:52")),
            (Some("fuse.sshfs"), None, None)
        );
    }

    #[test]
    fn a_folder_that_is_to_be_made_is_looked_at_where_it_will_be() {
        let dir = tempfile::tempdir().unwrap();
        let place = Whereabouts::look(&dir.path().join("OneDrive/not/there"), &Machine::here());
        assert_eq!(place.synced, Some("OneDrive"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_where_the_folder_really_is() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("Dropbox")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("Dropbox"), dir.path().join("mine")).unwrap();
        assert_eq!(Whereabouts::look(&dir.path().join("mine/why"), &Machine::here()).synced, Some("Dropbox"));
    }
}
