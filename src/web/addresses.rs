//! Where attendees can go: the public URL, or the addresses of this machine to pick from.
//!
//! Remembers which of them a phone has opened, as a yes and never as whose phone.

use std::net::IpAddr;
use std::sync::Mutex;

use crate::codec::view::JoinAddress;

pub struct Addresses {
    choices: Vec<Choice>,
    public: bool,
    on_loopback: bool,
    /// Hosts opened by a phone; a handful, so a list will do. Held for a look-up only.
    opened: Mutex<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub origin: String,
    /// The network card's name, which tells Wi-Fi from cable; empty for the public URL.
    pub card: String,
}

impl Addresses {
    /// One address only: the one of the TLS proxy in front.
    pub fn public(url: &str) -> Self {
        let origin = url.trim_end_matches('/').to_owned();
        Self {
            choices: vec![Choice { origin, card: String::new() }],
            public: true,
            on_loopback: false,
            opened: Mutex::default(),
        }
    }

    /// The addresses of this machine that a phone on the same network can reach, IPv4 first because people must be
    /// able to type them; this machine itself last, for trying things out.
    ///
    /// Where it listens on a loopback address, no card leads to it.
    pub fn of_this_machine(cards: impl IntoIterator<Item = (String, IpAddr)>, port: u16, on_loopback: bool) -> Self {
        let mut cards: Vec<(String, IpAddr)> = cards
            .into_iter()
            .filter(|_| !on_loopback)
            .filter(|(_, address)| match address {
                IpAddr::V4(v4) => !v4.is_loopback() && !v4.is_link_local(),
                IpAddr::V6(v6) => !v6.is_loopback() && !v6.is_unicast_link_local(),
            })
            .collect();
        cards.sort_by_key(|(card, address)| (address.is_ipv6(), is_virtual(card)));
        let port = if port == 80 { String::new() } else { format!(":{port}") };
        let choices = cards
            .into_iter()
            .map(|(card, address)| match address {
                IpAddr::V4(v4) => Choice { origin: format!("http://{v4}{port}"), card },
                IpAddr::V6(v6) => Choice { origin: format!("http://[{v6}]{port}"), card },
            })
            .chain([Choice { origin: format!("http://localhost{port}"), card: String::new() }])
            .collect();
        Self { choices, public: false, on_loopback, opened: Mutex::default() }
    }

    pub fn is_public(&self) -> bool {
        self.public
    }

    /// Whether no phone can reach this server: it listens on this machine only and nothing stands in front.
    pub fn is_out_of_reach(&self) -> bool {
        self.on_loopback
    }

    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The address to begin with.
    pub fn first(&self) -> JoinAddress {
        JoinAddress::new(&self.choices[0].origin)
    }

    /// One of the choices; nothing else can be made the join address.
    pub fn pick(&self, origin: &str) -> Option<JoinAddress> {
        self.choices.iter().find(|choice| choice.origin == origin).map(|choice| JoinAddress::new(&choice.origin))
    }

    /// A phone came in by this Host. Whoever came by localhost sits at this machine and proves nothing.
    pub fn note_opened(&self, host: &str) {
        let ours = self.choices.iter().any(|choice| JoinAddress::new(&choice.origin).shown == host);
        let mut opened = self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if ours && !is_this_machine(host) && !opened.iter().any(|known| known == host) {
            opened.push(host.to_owned());
        }
    }

    pub fn was_opened(&self, origin: &str) -> bool {
        let host = JoinAddress::new(origin).shown;
        self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner).contains(&host)
    }
}

/// Whether a Host, with or without a port, leads from every device to itself.
fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, _)) => v6,
        None => host.split(':').next().unwrap_or(host),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Cards of containers and virtual machines lead no phone anywhere.
fn is_virtual(card: &str) -> bool {
    ["docker", "br-", "veth", "virbr", "vboxnet", "vmnet", "tun", "utun"].iter().any(|prefix| card.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_phones_can_reach_comes_first() {
        let cards = [("lo", "127.0.0.1"), ("docker0", "172.17.0.1"), ("eth0", "fd00::5"), ("wlan0", "192.168.1.5")];
        let cards = cards.map(|(card, address)| (card.to_owned(), address.parse().unwrap()));
        let origins: Vec<String> = Addresses::of_this_machine(cards, 8080, false)
            .choices()
            .iter()
            .map(|choice| choice.origin.clone())
            .collect();
        assert_eq!(
            origins,
            ["http://192.168.1.5:8080", "http://172.17.0.1:8080", "http://[fd00::5]:8080", "http://localhost:8080"]
        );
    }

    #[test]
    fn only_an_address_of_ours_can_be_opened_or_picked() {
        let addresses = Addresses::of_this_machine([("wlan0".to_owned(), "192.168.1.5".parse().unwrap())], 80, false);
        addresses.note_opened("evil.example");
        addresses.note_opened("192.168.1.5");
        assert!(addresses.was_opened("http://192.168.1.5"));
        assert!(!addresses.was_opened("http://localhost"));
        assert!(addresses.pick("http://evil.example").is_none());
    }

    #[test]
    fn this_machine_itself_is_no_phone() {
        let addresses = Addresses::of_this_machine([], 8080, false);
        addresses.note_opened("localhost:8080");
        assert!(!addresses.was_opened("http://localhost:8080"));
        for (host, own) in
            [("127.0.0.1:8080", true), ("[::1]:80", true), ("192.168.1.5:8080", false), ("[fd00::5]", false)]
        {
            assert_eq!(is_this_machine(host), own, "{host}");
        }
    }

    #[test]
    fn a_server_on_a_loopback_address_offers_no_card() {
        let cards = || [("wlan0".to_owned(), "192.168.1.5".parse().unwrap())];
        let addresses = Addresses::of_this_machine(cards(), 8080, true);
        assert_eq!((addresses.choices().len(), addresses.first().origin.as_str()), (1, "http://localhost:8080"));
        assert!(addresses.is_out_of_reach());
        assert!(!Addresses::of_this_machine(cards(), 8080, false).is_out_of_reach());
    }
}
