//! Many at once from one address: an honest hall is never refused, a guesser is, and when there is no place left only
//! newcomers wait.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use peil::web::gate::Gate;
use tokio_util::sync::CancellationToken;

use crate::support::{PATIENCE, Server, Site, Socket, Started};

/// People of a hall behind one address.
const HALL: usize = 300;
/// Doors that a browser of one phone finds before it is in: its page, and its socket.
const AT_ONCE: usize = 50;

fn percentile(times: &mut [Duration], per_cent: usize) -> Duration {
    times.sort();
    times[(times.len() * per_cent).div_ceil(100).saturating_sub(1)]
}

/// Everybody joins, page and socket, and gets the state; how long each took.
async fn join(site: &Site, session: &Started, people: usize) -> Vec<Duration> {
    stream::iter(0..people)
        .map(|_| async {
            let begun = Instant::now();
            // Fails when a page or a handshake is refused.
            site.phone(session).await.hear_until("state", |_| true).await;
            begun.elapsed()
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_joins_while_somebody_behind_the_same_address_guesses_codes_at_full_speed() {
    const GUESSERS: usize = 64;
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let stop = CancellationToken::new();
    let guessing = stream::iter(0..GUESSERS).map(|guesser| {
        let (http, stop, address) = (server.http.clone(), stop.clone(), server.address);
        let code = session.code.clone();
        tokio::spawn(async move {
            let (mut free, mut refused) = (0_u32, 0_u32);
            for n in (0..).take_while(|_| !stop.is_cancelled()) {
                let guess = 100_000 + (guesser * 13_001 + n * 7) % 900_000;
                if guess.to_string() == code {
                    continue;
                }
                let asked = http.get(format!("http://{address}/{guess}")).send();
                let Some(answer) = stop.run_until_cancelled(asked).await else { break };
                match answer.unwrap().status().as_u16() {
                    404 => free += 1,
                    429 => refused += 1,
                    status => panic!("a guess got {status}"),
                }
            }
            (free, refused)
        })
    });
    let guessing: Vec<_> = guessing.collect().await;
    // The free ones are used up before the hall comes in, or the guesser would be an ordinary visitor.
    let begun = Instant::now();
    while !figures(&server).contains("peil_refused_total{by=\"codes\"} 1") {
        assert!(begun.elapsed() < PATIENCE, "nobody is slowed");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut times = join(&server, &session, HALL).await;
    let took = begun.elapsed();
    stop.cancel();
    let (mut found, mut refused) = (0, 0);
    for guesser in guessing {
        let (free, no) = guesser.await.unwrap();
        found += free;
        refused += no;
    }
    assert_eq!(times.len(), HALL);
    let p99 = percentile(&mut times, 99);
    println!(
        "{HALL} joined in {took:.1?} beside {found} wrong codes answered and {refused} refused: p99 {p99:.0?}, \
         slowest {:.0?}",
        times[HALL - 1]
    );
    assert!(p99 < PATIENCE / 4, "an honest phone was held up: {p99:?}");
    // Sixty free ones, what a minute gives back, and 16 a second that were slowed.
    let most = 60.0 + took.as_secs_f64().max(1.0) * (1.0 + 16.0) + GUESSERS as f64;
    assert!(f64::from(found) <= most, "{found} wrong codes in {took:?}");
}

fn figures(server: &Server) -> String {
    server.app.hub.metrics_text(Default::default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn right_codes_from_one_address_have_no_limit() {
    const VISITS: usize = 1_500;
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let path = server.url(&format!("/{}", session.code));
    let visits = stream::iter(0..VISITS).map(|_| async { server.http.get(&path).send().await.unwrap().status() });
    let statuses: Vec<_> = visits.buffer_unordered(2 * AT_ONCE).collect().await;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), VISITS);
    assert!(
        figures(&server).lines().filter(|line| line.starts_with("peil_refused_total")).all(|line| line.ends_with(" 0"))
    );
}

#[tokio::test]
async fn at_a_full_gate_newcomers_are_told_when_to_come_back_and_nobody_else_notices() {
    // One place and no line, so that a test can take what there is.
    let server = Server::adjusted(|running| {
        let app = Arc::get_mut(&mut running.app).expect("nobody else has it yet");
        app.gate = Gate::new(1, 0, Duration::from_secs(3));
    })
    .await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut phone = server.phone_with(&session, &token).await;
    phone.state_at("p1.open").await;
    let place = server.app.gate.enter().await.unwrap();

    let page = format!("/{}", session.code);
    let mut waits = Vec::new();
    for _ in 0..20 {
        let answer = server.http.get(server.url(&page)).header("accept-language", "nl").send().await.unwrap();
        assert_eq!(answer.status(), 503);
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        let wait: u64 = header("retry-after").parse().unwrap();
        assert_eq!(header("refresh"), wait.to_string(), "a browser comes back by itself");
        assert!((2..=6).contains(&wait), "{wait}");
        waits.push(wait);
        assert!(answer.text().await.unwrap().contains("erg druk"));
    }
    waits.sort_unstable();
    waits.dedup();
    assert!(waits.len() > 1, "twenty come back at one moment: {waits:?}");
    assert_eq!(Socket::open(server.address, &format!("{page}/live"), "").await.err(), Some(503));
    assert_eq!(server.http.get(server.url("/")).send().await.unwrap().status(), 503);
    assert!(figures(&server).contains("peil_refused_total{by=\"gate\"} 22"));

    // Whoever was in votes, with script and without; the presenter and the desk work.
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    let form = [("question", "p1"), ("round", "1"), ("n", "2"), ("token", &*token), ("choice", "nee")];
    let voted = server.http.post(server.url(&format!("{page}/answers"))).form(&form).send().await.unwrap();
    assert_eq!(voted.status(), 303);
    server.screen(&session).await.state_at("p1.open").await;
    server.control(&session).await.state_at("p1.open").await;
    assert_eq!(server.command(&session, "p1.open", "close").await.0, 200);

    drop(place);
    server.phone(&session).await.hear_until("state", |_| true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_room_that_hangs_does_not_shut_the_gate_for_the_others() {
    let server = Server::adjusted(|running| {
        let app = Arc::get_mut(&mut running.app).expect("nobody else has it yet");
        app.gate = Gate::new(1, 8, Duration::from_secs(3));
    })
    .await;
    let (hangs, works) = (server.begin("proef").await, server.begin("proef").await);
    let room = server.app.hub.find(peil::domain::ids::RoomCode::parse(&hangs.code).unwrap()).unwrap();
    // Nobody looks at a session while its room looks at it; this look ends when the test says so.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let looking = tokio::spawn(async move { room.look(move |_, _| held.recv()).await });
    let path = format!("/{}", hangs.code);
    let waiting: Vec<_> =
        (0..4).map(|_| tokio::spawn(server.http.get(server.url(&path)).header("accept", "text/html").send())).collect();
    let begun = Instant::now();
    server.phone(&works).await.hear_until("state", |_| true).await;
    assert!(begun.elapsed() < PATIENCE / 2, "{:?}", begun.elapsed());
    release.send(()).unwrap();
    for waiting in waiting {
        assert_eq!(waiting.await.unwrap().unwrap().status(), 200);
    }
    looking.await.unwrap();
}
