//! Slows whoever tries codes. Only wrong codes are counted, by address; a right one is never held up, so a hall of
//! people behind one address is not locked out by one of them.
//!
//! Keeps addresses in memory for a minute and writes them nowhere.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use tokio::sync::Semaphore;

use super::App;
use crate::hub::metrics::Guard;

/// Wrong codes a minute from one address before the next ones are slowed: a hall makes typing errors too.
const WRONG_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("sixty is not zero");
/// How long a further wrong code then takes.
const SLOWED: Duration = Duration::from_secs(2);
/// So many slowed answers wait at once, whoever asked; the next are refused. 900,000 codes then take 15 hours.
const WAITING_MAX: usize = 32;
/// So many addresses are remembered, at some 100 bytes each: one who owns a network of IPv6 has 65,536 and more.
const ADDRESSES_KEPT: usize = 10_000;
/// After so many wrong codes the quiet addresses are forgotten: looking through all of them takes some 0.2 ms.
const FORGET_EVERY: usize = 1_000;

pub struct Guesses<C: Clock = DefaultClock> {
    wrong: RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
    /// Proxies whose word on the client's address is believed.
    trusted: Vec<IpAddr>,
    waiting: Semaphore,
    /// Wrong codes so far: says when to forget the quiet addresses.
    noted: AtomicUsize,
}

impl Guesses {
    pub fn new(trusted: Vec<IpAddr>) -> Self {
        Self::by_the_clock(trusted, DefaultClock::default())
    }
}

impl<C: Clock> Guesses<C> {
    fn by_the_clock(trusted: Vec<IpAddr>, clock: C) -> Self {
        let quota = Quota::per_minute(WRONG_A_MINUTE);
        let wrong = RateLimiter::new(quota, DefaultKeyedStateStore::default(), clock);
        Self { wrong, trusted, waiting: Semaphore::new(WAITING_MAX), noted: AtomicUsize::new(0) }
    }

    /// Notes a wrong code; whether its answer should be slowed.
    fn note_wrong(&self, client: IpAddr) -> bool {
        if self.noted.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.wrong.retain_recent();
        }
        // Whoever has so many addresses is no hall: then nobody's wrong code is free.
        self.wrong.len() > ADDRESSES_KEPT || self.wrong.check_key(&network(client)).is_err()
    }

    /// The client's address: the connection's, or what a trusted proxy says it is.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusted.contains(&peer) {
            return peer;
        }
        let said = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let addresses: Vec<IpAddr> =
            said.flat_map(|list| list.split(',')).filter_map(|address| address.trim().parse().ok()).collect();
        // From the right: what stands further left was written by whoever sent the request.
        addresses.into_iter().rev().find(|address| !self.trusted.contains(address)).unwrap_or(peer)
    }
}

/// What one household or office has: an IPv4 address, or a /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Around every road that takes a code: whatever it answers with 404 was a wrong one.
pub async fn slow(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let client = app.guesses.client(peer.ip(), request.headers());
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND && app.guesses.note_wrong(client) {
        let Ok(_place) = app.guesses.waiting.try_acquire() else {
            app.hub.metrics().refused(Guard::Codes);
            return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "2")]).into_response();
        };
        tokio::time::sleep(SLOWED).await;
    }
    response
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn forwarded(list: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), list.parse().unwrap())])
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        let guesses = Guesses::new(vec![address("127.0.0.1")]);
        for (peer, list, client) in [
            ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "nonsense", "127.0.0.1"),
            ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ] {
            assert_eq!(guesses.client(address(peer), &forwarded(list)), address(client), "{peer} {list}");
        }
    }

    #[test]
    fn sixty_wrong_codes_a_minute_are_free_and_another_address_is_not_slowed() {
        let guesses = Guesses::new(Vec::new());
        let slowed = (0..70).filter(|_| guesses.note_wrong(address("203.0.113.9"))).count();
        assert_eq!(slowed, 10);
        assert!(!guesses.note_wrong(address("203.0.113.10")));
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let guesses = Guesses::new(Vec::new());
        let slowed = (0..70).filter(|host| guesses.note_wrong(address(&format!("2001:db8::{host:x}")))).count();
        assert_eq!(slowed, 10);
    }

    /// How many codes one who has so many addresses can have tried in an hour, knocking without a pause.
    fn tried_in_an_hour(addresses: u32) -> usize {
        let clock = FakeRelativeClock::default();
        let guesses = Guesses::by_the_clock(Vec::new(), clock.clone());
        let mut free = 0;
        for _ in 0..3_600 {
            // Until the first that is not free: asking more often changes nothing.
            for host in 0..addresses {
                let address = IpAddr::V4((0x0a00_0000 + host).into());
                free += (0..).take_while(|_| !guesses.note_wrong(address)).count();
            }
            clock.advance(Duration::from_secs(1));
        }
        free + WAITING_MAX * 3_600 / SLOWED.as_secs() as usize
    }

    #[test]
    fn a_million_guesses_from_one_address_take_sixteen_hours() {
        // 60 at once, then one a second free and sixteen a second slowed.
        let tried = tried_in_an_hour(1);
        assert_eq!(tried, 59 + 3_600 + 57_600);
        assert_eq!(1_000_000 / tried, 16);
    }

    #[test]
    fn who_guesses_from_many_addresses_shares_the_slow_answers() {
        // Ten addresses: ten times the free ones, and the slow ones once.
        assert_eq!(tried_in_an_hour(10) - tried_in_an_hour(1), 9 * (59 + 3_600));
    }

    #[test]
    fn a_guesser_with_a_network_of_addresses_fills_no_memory() {
        let guesses = Guesses::by_the_clock(Vec::new(), FakeRelativeClock::default());
        let knock = |n: u32| guesses.note_wrong(address(&format!("2001:db8:{:x}:{:x}::1", n >> 16, n & 0xffff)));
        let free = (0..1_000_000).filter(|n| !knock(*n)).count();
        assert_eq!((free, guesses.wrong.len()), (ADDRESSES_KEPT + 1, ADDRESSES_KEPT + 1));
    }
}
