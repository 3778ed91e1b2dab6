//! What logind and the screen saver say on the two message buses of a Linux desktop.
//!
//! Buses are sockets of the file system (`AF_UNIX`); an address of any other kind is not used.

use std::{collections::HashMap, time::Duration};

use zbus::{
    Address, Message,
    address::Transport,
    blocking::{Connection, MessageIterator, connection::Builder},
    message::Type,
    zvariant::{OwnedFd, OwnedObjectPath, OwnedValue},
};

use super::{Shared, SystemNews, lock};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// Each says `ActiveChanged(true)` when the screen is covered.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];
/// A service that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is held while listening.
#[derive(Default)]
pub(super) struct Held {
    /// As long as this is open, logind waits for it before the computer sleeps; five seconds unless it is set otherwise.
    inhibitor: Option<OwnedFd>,
    about_to_sleep: bool,
    connections: Vec<Connection>,
}

impl Held {
    pub fn let_sleep(&mut self) {
        if self.about_to_sleep {
            self.inhibitor = None;
        }
    }
}

/// Ends both threads.
pub(super) fn hang_up(shared: &Shared) {
    let mut held = lock(&shared.bus);
    held.inhibitor = None;
    for connection in held.connections.drain(..) {
        // It may have ended by itself.
        let _ = connection.close();
    }
}

/// Listens to logind. Ends when there is no such bus, or when it goes away.
pub(super) fn system(shared: &Shared) {
    let _ = listen_to_logind(shared);
    // A delay that nobody ends any more is none that anybody needs.
    lock(&shared.bus).inhibitor = None;
}

/// Listens to the screen saver. Ends when there is no such bus, or when it goes away.
pub(super) fn session(shared: &Shared) {
    let _ = listen_to_screen_saver(shared);
}

fn listen_to_logind(shared: &Shared) -> zbus::Result<()> {
    let bus = connect(shared, Address::system()?)?;
    let signals = MessageIterator::from(&bus);
    add_match(&bus, &format!("sender='{LOGIND}',interface='{MANAGER}',member='PrepareForSleep'"))?;
    // A computer can sleep without a session that is known.
    let session = own_session(&bus);
    if let Some(path) = &session {
        add_match(&bus, &format!("sender='{LOGIND}',path='{path}',interface='{SESSION}',member='Lock'"))?;
        add_match(&bus, &format!("sender='{LOGIND}',path='{path}',interface='{PROPERTIES}',arg0='{SESSION}'"))?;
    }
    take_inhibitor(&bus, shared);
    for message in signals {
        let message = message?;
        let Some(signal) = of_logind(&message, session.as_ref().map(|path| path.as_str())) else { continue };
        // Anybody on the computer may send a message that looks like one of logind's.
        if message.header().sender().map(ToString::to_string) != owner_of_logind(&bus) {
            continue;
        }
        match signal {
            Signal::Locked => shared.say(SystemNews::Locked),
            Signal::AboutToSleep => {
                lock(&shared.bus).about_to_sleep = true;
                shared.say(SystemNews::AboutToSleep);
            }
            Signal::Awake => {
                lock(&shared.bus).about_to_sleep = false;
                take_inhibitor(&bus, shared);
                shared.say(SystemNews::Slept);
            }
        }
    }
    Ok(())
}

fn listen_to_screen_saver(shared: &Shared) -> zbus::Result<()> {
    let bus = connect(shared, Address::session()?)?;
    let signals = MessageIterator::from(&bus);
    for name in SCREEN_SAVERS {
        add_match(&bus, &format!("interface='{name}',member='ActiveChanged'"))?;
    }
    for message in signals {
        if covers_the_screen(&message?) {
            shared.say(SystemNews::Locked);
        }
    }
    Ok(())
}

fn connect(shared: &Shared, address: Address) -> zbus::Result<Connection> {
    if !matches!(address.transport(), Transport::Unix(_)) {
        return Err(zbus::Error::Unsupported);
    }
    let bus = Builder::address(address)?.method_timeout(PATIENCE).build()?;
    let mut held = lock(&shared.bus);
    // Whoever hangs up sets this first and then takes what is held, so nothing stays open behind them.
    if shared.has_ended() {
        return Err(zbus::Error::Unsupported);
    }
    held.connections.push(bus.clone());
    Ok(bus)
}

fn add_match(bus: &Connection, rule: &str) -> zbus::Result<()> {
    let rule = format!("type='signal',{rule}");
    let of_the_bus = "org.freedesktop.DBus";
    bus.call_method(Some(of_the_bus), "/org/freedesktop/DBus", Some(of_the_bus), "AddMatch", &rule).map(drop)
}

/// The session that this program is part of, or the one that this person sits at.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let find = |method: &str, asked: &dyn Fn(&str) -> zbus::Result<Message>| {
        asked(method).and_then(|reply| reply.body().deserialize::<OwnedObjectPath>()).ok()
    };
    let by_name = |name: String| {
        find("GetSession", &|method| bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), method, &name))
    };
    // Programs that a desktop starts as services belong to no session of their own, so the process is asked about last.
    std::env::var("XDG_SESSION_ID").ok().and_then(by_name).or_else(|| by_name("auto".to_owned())).or_else(|| {
        let process = std::process::id();
        find("GetSessionByPID", &|method| bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), method, &process))
    })
}

/// Asks that the computer waits for this program before it sleeps. Where that is not allowed, it sleeps at once.
fn take_inhibitor(bus: &Connection, shared: &Shared) {
    let wish = ("sleep", "But Why?", "Saving and locking", "delay");
    let reply = bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), "Inhibit", &wish);
    let inhibitor = reply.and_then(|reply| reply.body().deserialize::<OwnedFd>()).ok();
    let mut held = lock(&shared.bus);
    if !shared.has_ended() {
        held.inhibitor = inhibitor;
    }
}

fn owner_of_logind(bus: &Connection) -> Option<String> {
    let of_the_bus = "org.freedesktop.DBus";
    let reply = bus.call_method(Some(of_the_bus), "/org/freedesktop/DBus", Some(of_the_bus), "GetNameOwner", &LOGIND);
    reply.and_then(|reply| reply.body().deserialize::<String>()).ok()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Locked,
    AboutToSleep,
    Awake,
}

/// What a message of logind says to the session at this path.
fn of_logind(message: &Message, session: Option<&str>) -> Option<Signal> {
    let header = message.header();
    let (path, interface, member) = (header.path()?.as_str(), header.interface()?.as_str(), header.member()?.as_str());
    if message.message_type() != Type::Signal {
        return None;
    }
    let body = message.body();
    match (interface, member) {
        (MANAGER, "PrepareForSleep") if path == MANAGER_PATH => {
            body.deserialize().ok().map(|begins: bool| if begins { Signal::AboutToSleep } else { Signal::Awake })
        }
        (SESSION, "Lock") if Some(path) == session => Some(Signal::Locked),
        // Desktops that lock by themselves leave this note behind.
        (PROPERTIES, "PropertiesChanged") if Some(path) == session => {
            let (of, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) = body.deserialize().ok()?;
            let is_locked = changed.get("LockedHint").is_some_and(|hint| bool::try_from(hint).is_ok_and(|hint| hint));
            (of == SESSION && is_locked).then_some(Signal::Locked)
        }
        _ => None,
    }
}

/// Whether a message of the session bus says that the screen is covered now.
fn covers_the_screen(message: &Message) -> bool {
    let header = message.header();
    message.message_type() == Type::Signal
        && header.member().is_some_and(|member| member == "ActiveChanged")
        && header.interface().is_some_and(|interface| SCREEN_SAVERS.contains(&interface.as_str()))
        && message.body().deserialize().is_ok_and(|covered: bool| covered)
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use zbus::zvariant::{DynamicType, Value};

    use super::*;

    const OURS: &str = "/org/freedesktop/login1/session/_32";
    const OTHERS: &str = "/org/freedesktop/login1/session/_33";

    fn signal<B: Serialize + DynamicType>(path: &str, interface: &str, member: &str, body: &B) -> Message {
        Message::signal(path, interface, member).unwrap().build(body).unwrap()
    }

    fn changed(path: &str, of: &str, name: &str, value: Value<'_>) -> Message {
        let changed = HashMap::from([(name, value)]);
        signal(path, PROPERTIES, "PropertiesChanged", &(of, changed, Vec::<&str>::new()))
    }

    #[test]
    fn only_what_concerns_this_session_is_heard() {
        let call = Message::method_call(OURS, "Lock").unwrap().interface(SESSION).unwrap().build(&()).unwrap();
        let rows = [
            ("the session is locked", signal(OURS, SESSION, "Lock", &()), Some(Signal::Locked)),
            ("somebody else's", signal(OTHERS, SESSION, "Lock", &()), None),
            ("it is unlocked", signal(OURS, SESSION, "Unlock", &()), None),
            ("a call is no signal", call, None),
            ("sleep begins", signal(MANAGER_PATH, MANAGER, "PrepareForSleep", &true), Some(Signal::AboutToSleep)),
            ("sleep has ended", signal(MANAGER_PATH, MANAGER, "PrepareForSleep", &false), Some(Signal::Awake)),
            ("of somebody else", signal(OURS, MANAGER, "PrepareForSleep", &true), None),
            ("a word for yes", signal(MANAGER_PATH, MANAGER, "PrepareForSleep", &"true"), None),
            ("it shuts down", signal(MANAGER_PATH, MANAGER, "PrepareForShutdown", &true), None),
            ("the desktop has locked", changed(OURS, SESSION, "LockedHint", true.into()), Some(Signal::Locked)),
            ("the desktop has unlocked", changed(OURS, SESSION, "LockedHint", false.into()), None),
            ("another desktop has", changed(OTHERS, SESSION, "LockedHint", true.into()), None),
            ("nobody moves", changed(OURS, SESSION, "IdleHint", true.into()), None),
            ("a number for yes", changed(OURS, SESSION, "LockedHint", 1_u32.into()), None),
            ("of another thing", changed(OURS, MANAGER, "LockedHint", true.into()), None),
            ("a change without words", signal(OURS, PROPERTIES, "PropertiesChanged", &()), None),
        ];
        for (what, message, expected) in rows {
            assert_eq!(of_logind(&message, Some(OURS)), expected, "{what}");
            let without = expected.filter(|one| *one != Signal::Locked);
            assert_eq!(of_logind(&message, None), without, "{what}, and no session is known");
        }
    }

    #[test]
    fn a_covered_screen_is_a_locked_one() {
        let path = "/org/freedesktop/ScreenSaver";
        for name in SCREEN_SAVERS {
            assert!(covers_the_screen(&signal(path, name, "ActiveChanged", &true)), "{name}");
            assert!(!covers_the_screen(&signal(path, name, "ActiveChanged", &false)), "{name}");
            assert!(!covers_the_screen(&signal(path, name, "WakeUpScreen", &())), "{name}");
        }
        assert!(!covers_the_screen(&signal(path, "org.example.ScreenSaver", "ActiveChanged", &true)));
        assert!(!covers_the_screen(&signal(path, SCREEN_SAVERS[0], "ActiveChanged", &1_u32)));
    }

    #[test]
    fn a_bus_in_the_network_is_not_used() {
        let shared = Shared::new(|| {});
        for address in ["tcp:host=127.0.0.1,port=9", "unixexec:path=/bin/true"] {
            let refused = connect(&shared, address.parse().unwrap());
            assert!(matches!(refused, Err(zbus::Error::Unsupported)), "{address}");
        }
        assert!(lock(&shared.bus).connections.is_empty());
    }

    #[test]
    fn the_computer_is_let_go_only_when_it_is_about_to_sleep() {
        let end = || Some(OwnedFd::from(std::os::fd::OwnedFd::from(tempfile::tempfile().unwrap())));
        let mut held = Held { inhibitor: end(), ..Held::default() };
        held.let_sleep();
        assert!(held.inhibitor.is_some());
        held.about_to_sleep = true;
        held.let_sleep();
        assert!(held.inhibitor.is_none());
    }
}
