//! The description of the API against the server that gives it: what is served is described, what is described is served,
//! and the answers are what it says they are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use peil::domain::session::Refusal;
use peil::hub::Timing;
use reqwest::header::{CONTENT_TYPE, HOST};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use super::schema::faults;
use crate::support::{KEY, PATIENCE, Server, Started, folders};

/// Paths that programs use and that are not under `/api/`.
const BESIDES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const PROBLEM: &str = "application/problem+json";

/// A choice, a form that no slide holds, a text, and a question that nobody is asked.
fn deck() -> String {
    let answers: String = (1..=6).map(|n| format!("- (a{n}) {}\n", "Een lang antwoord ".repeat(6))).collect();
    let fields: String = (1..=6).map(|n| format!("## Deel {n}? {{#d{n}}}\n\n{answers}\n")).collect();
    format!(
        "+++\ntitle = \"Proef\"\n+++\n\n# Wat vindt u? {{#p1}}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n\
         # En nu? {{#lang .form}}\n\n{fields}---\n\n# Wat nog? {{#idee .open}}\n\n---\n\n\
         # Tot slot? {{#p3}}\n\n- (ja) Ja\n- (nee) Nee\n"
    )
}

/// What ends is sealed at once.
fn at_once() -> Timing {
    Timing { resume: Duration::ZERO, grace: Duration::ZERO, ..Timing::default() }
}

struct Hall {
    server: Server,
    document: Value,
    sealed: Started,
    running: Started,
}

/// One operation of the description.
#[derive(Clone, Copy)]
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    said: &'a Value,
}

impl Operation<'_> {
    fn id(&self) -> &str {
        self.said["operationId"].as_str().unwrap()
    }

    fn is_keyed(&self) -> bool {
        self.said["security"] == json!([{ "organiser_key": [] }])
    }

    /// The codes that it says a problem of this status may have.
    fn codes(&self, status: StatusCode) -> BTreeSet<&str> {
        let examples = &self.said["responses"][status.as_str()]["content"][PROBLEM]["examples"];
        examples.as_object().into_iter().flatten().map(|(code, _)| code.as_str()).collect()
    }

    fn parameters(&self, place: &str) -> Vec<&Value> {
        let all = self.said["parameters"].as_array().into_iter().flatten();
        all.filter(|parameter| parameter["in"] == place).collect()
    }
}

/// Every word that the description lists for this parameter.
fn words(parameter: &Value) -> Vec<&str> {
    parameter["schema"]["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&'_ String, &'_ Value)| {
        let item = item.as_object().unwrap().clone();
        item.keys().map(|method| (path.clone(), method.clone())).collect::<Vec<_>>()
    };
    let named: Vec<(String, String)> = paths.iter().flat_map(of_path).collect();
    named
        .into_iter()
        .map(|(path, method)| {
            let (path, item) = paths.get_key_value(&path).unwrap();
            let (method, said) = item.as_object().unwrap().get_key_value(&method).unwrap();
            Operation { method, path, said }
        })
        .collect()
}

impl Hall {
    async fn open() -> Self {
        let server = Server::over(folders(&deck()), at_once()).await;
        std::fs::write(server.folder().join("polls/stuk.md"), "# Vraag {#a}\n\n- (a) Een\n- (a) Twee\n").unwrap();
        let document = server.http.get(server.url("/api/v1/openapi.json")).send().await.unwrap().json().await.unwrap();
        let sealed = a_session(&server).await;
        server.command(&sealed, &server.step(&sealed).await, "end").await;
        let began = std::time::Instant::now();
        while card(&server, &sealed).await["sealed"] != true {
            assert!(began.elapsed() < PATIENCE);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let running = a_session(&server).await;
        Self { server, document, sealed, running }
    }

    fn operation(&self, id: &str) -> Operation<'_> {
        let found = operations(&self.document).into_iter().find(|operation| operation.id() == id);
        found.unwrap_or_else(|| panic!("there is no operation {id}"))
    }

    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        self.server.http.request(method, self.server.url(path))
    }

    /// Every address that an operation has, with all words that its parameters list.
    fn addresses(&self, operation: Operation<'_>) -> Vec<String> {
        let session = if operation.id() == "command_session" { &self.running } else { &self.sealed };
        let mut addresses = vec![operation.path.replace("{id}", &session.id)];
        if let [file] =
            operation.parameters("path")[..].iter().filter(|one| one["name"] == "file").collect::<Vec<_>>()[..]
        {
            let listed = words(file);
            let files = if listed.is_empty() { vec!["p1.svg", "p1.png"] } else { listed };
            addresses = files.iter().map(|file| addresses[0].replace("{file}", file)).collect();
        }
        let plain = addresses[0].clone();
        for parameter in operation.parameters("query") {
            let name = parameter["name"].as_str().unwrap();
            assert!(!words(parameter).is_empty(), "{}: {name} has no words", operation.id());
            addresses.extend(words(parameter).iter().map(|word| format!("{plain}?{name}={word}")));
        }
        addresses
    }

    /// Every body that it is asked with. An operation that takes one and is not here is one that nobody tried.
    fn bodies(&self, operation: Operation<'_>) -> Vec<Option<Value>> {
        let asked = operation.said.get("requestBody").is_some();
        let bodies = match operation.id() {
            "start_session" => vec![
                json!({ "deck": "proef" }),
                json!({ "deck": "proef", "mode": "research", "floor": 8, "texts_days": null, "rows_days": 3 }),
            ],
            "command_session" => vec![json!({ "command": "renew-screen" })],
            "forget" => vec![json!({ "what": "texts" }), json!({ "what": "rows" }), json!({ "what": "rows" })],
            _ => Vec::new(),
        };
        assert_eq!(asked, !bodies.is_empty(), "{}: is there a body?", operation.id());
        if bodies.is_empty() { vec![None] } else { bodies.into_iter().map(Some).collect() }
    }

    /// Whether an answer is as described.
    async fn check(&self, operation: Operation<'_>, address: &str, answer: Response) {
        let at = format!("{} {address}", operation.method);
        let status = answer.status();
        let described = &operation.said["responses"][status.as_str()];
        assert!(described.is_object(), "{at}: {status} is not described: {}", answer.text().await.unwrap());
        for name in answer.headers().keys().map(|name| name.as_str()) {
            let ours = name == "content-disposition" || name.starts_with("peil-") || name.starts_with("x-peil-");
            assert!(!ours || described["headers"][name].is_object(), "{at}: {name} is not described");
        }
        let kind = answer.headers().get(CONTENT_TYPE).map(|kind| kind.to_str().unwrap().to_owned());
        let body = answer.bytes().await.unwrap();
        let Some(kind) = kind else {
            assert!(body.is_empty() && described.get("content").is_none(), "{at}: a body without a type");
            return;
        };
        let kind = kind.split(';').next().unwrap();
        let schema = &described["content"][kind]["schema"];
        assert!(schema.is_object(), "{at}: {kind} is not described");
        if kind.ends_with("json") {
            let value: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(faults(&self.document, schema, &value), Vec::<String>::new(), "{at}: {value}");
        }
    }
}

/// One that runs, with an answer to each question but the last.
async fn a_session(server: &Server) -> Started {
    let session = server.begin("proef").await;
    let mut phone = server.phone(&session).await;
    server.walk_to(&session, "p1.open").await;
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    server.walk_to(&session, "lang.open").await;
    let parts: BTreeMap<String, Value> = (1..=6).map(|n| (format!("d{n}"), json!({ "choices": ["a1"] }))).collect();
    let form = json!({ "question": "lang", "round": 1, "n": 1, "parts": parts });
    assert_eq!(phone.answer(form).await, "counted");
    server.walk_to(&session, "idee.open").await;
    let text = json!({ "question": "idee", "round": 1, "n": 1, "text": "Eerst het gesprek" });
    assert_eq!(phone.answer(text).await, "counted");
    session
}

async fn card(server: &Server, session: &Started) -> Value {
    server.get(&format!("/api/v1/sessions/{}", session.id)).await.json().await.unwrap()
}

#[tokio::test]
async fn every_route_for_programs_is_described() {
    let server = Server::start().await;
    let document: Value = server.get("/api/v1/openapi.json").await.json().await.unwrap();
    let described: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    // The only way in which a router names its routes.
    let router = format!("{:?}", peil::web::router(server.app.clone(), PATIENCE));
    let routes: BTreeSet<&str> = router.split('"').filter(|text| text.starts_with('/')).collect();
    assert!(routes.contains("/desk"), "the router names nothing any more: {router}");
    let for_programs = routes.into_iter().filter(|path| path.starts_with("/api/") || BESIDES.contains(path));
    assert_eq!(for_programs.collect::<BTreeSet<_>>(), described);
}

#[tokio::test]
async fn everything_described_is_served_as_described_and_by_no_other_method() {
    let hall = Hall::open().await;
    let mut operations = operations(&hall.document);
    // What is deleted answers nothing afterwards, and first to last its parts.
    operations.sort_by_key(|operation| (operation.id() == "delete_session", operation.id() == "forget"));
    for operation in operations {
        let id = operation.id();
        for text in ["summary", "description"] {
            assert!(operation.said[text].as_str().is_some_and(|text| !text.is_empty()), "{id} has no {text}");
        }
        for parameter in operation.said["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].is_string(), "{id}: {parameter}");
        }
        let wanted = operation.said["responses"].as_object().unwrap().keys().next().unwrap();
        for address in hall.addresses(operation) {
            let known: Vec<&String> = hall.document["paths"][operation.path].as_object().unwrap().keys().collect();
            for method in METHODS.iter().filter(|method| !known.iter().any(|known| known == *method)) {
                let answer = hall.request(method, &address).bearer_auth(KEY).send().await.unwrap();
                assert_eq!(answer.status(), 405, "{method} {address} is served");
            }
            for body in hall.bodies(operation) {
                let request = hall.request(operation.method, &address).bearer_auth(KEY);
                let request = match &body {
                    Some(body) => request.json(body),
                    None => request,
                };
                let answer = request.send().await.unwrap();
                assert_eq!(answer.status().as_str(), wanted.as_str(), "{} {address} {body:?}", operation.method);
                hall.check(operation, &address, answer).await;
                // Only once: it does not come back.
                if id == "delete_session" {
                    return;
                }
            }
        }
    }
    panic!("a session cannot be deleted");
}

#[tokio::test]
async fn answers_without_a_body_are_described_where_they_can_come() {
    let hall = Hall::open().await;
    for operation in operations(&hall.document) {
        let responses = operation.said["responses"].as_object().unwrap();
        // A file waits for its turn, and says so itself when that does not come.
        let waits = operation.said["tags"] == json!(["files"]);
        assert_eq!(responses.contains_key("408"), !waits, "{}", operation.id());
        for status in ["405", "408"] {
            let Some(response) = responses.get(status) else { continue };
            assert!(response.get("content").is_none() && response["description"].is_string(), "{response}");
        }
        let answer = hall.request("patch", &hall.addresses(operation)[0]).send().await.unwrap();
        assert_eq!(answer.status(), 405);
        assert!(answer.headers().contains_key("allow") && responses.contains_key("405"), "{}", operation.id());
        assert!(answer.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_session_that_starts_says_the_step_that_its_first_command_starts_from() {
    let server = Server::start().await;
    let started: Value = server.post("/api/v1/sessions", json!({ "deck": "proef" })).await.json().await.unwrap();
    let command = json!({ "command": "next", "from": started["step"] });
    let path = format!("/api/v1/sessions/{}/commands", started["id"].as_str().unwrap());
    assert_eq!(server.post(&path, command).await.status(), 200);
}

#[tokio::test]
async fn an_address_that_the_api_does_not_have_is_a_problem_that_a_program_can_read() {
    let hall = Hall::open().await;
    for path in ["/api/v1/polls", "/api/v2/sessions", "/api/v1/sessions/x/y/z"] {
        let answer = hall.server.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn the_key_is_asked_for_where_the_description_says_so_and_nowhere_else() {
    let hall = Hall::open().await;
    for operation in operations(&hall.document) {
        let address = &hall.addresses(operation)[0];
        let answer = hall.request(operation.method, address).send().await.unwrap();
        assert_eq!(answer.status() == 401, operation.is_keyed(), "{} {address}", operation.method);
        let way_in = answer.headers().get("www-authenticate").map(|value| value.to_str().unwrap());
        assert_eq!(way_in, operation.is_keyed().then_some("Bearer"), "{} {address}", operation.method);
        hall.check(operation, address, answer).await;
        if operation.is_keyed() {
            let answer = hall.request(operation.method, address).bearer_auth(KEY).header(HOST, "evil.example");
            let answer = answer.send().await.unwrap();
            assert_eq!(answer.status(), 421, "{} {address}", operation.method);
            assert!(operation.codes(answer.status()).contains("foreign-host"));
        }
    }
}

/// A request that ends in a problem, by the operation that it is described at.
struct Wrong {
    operation: &'static str,
    address: String,
    body: Option<String>,
    code: &'static str,
}

#[tokio::test]
async fn every_problem_is_described_where_it_is_told_and_none_is_invented() {
    let hall = Hall::open().await;
    let confidential = hall.server.post("/api/v1/sessions", json!({ "deck": "proef", "mode": "confidential" })).await;
    let confidential: Value = confidential.json().await.unwrap();
    let sessions = "/api/v1/sessions";
    let (sealed, running) = (format!("{sessions}/{}", hall.sealed.id), format!("{sessions}/{}", hall.running.id));
    let nobody = format!("{sessions}/0199-nobody");
    let wrong = |operation, address: String, code| Wrong { operation, address, body: None, code };
    let sent = |operation, address: &str, body: Value, code| {
        let body = Some(body.to_string());
        Wrong { operation, address: address.to_owned(), body, code }
    };
    let long = json!({ "deck": "x".repeat(20_000) });
    let groups = "+++\ntitle = \"Groepen\"\n+++\n\n# Waar? {#w .segment}\n\n- (a) Een\n- (b) Twee\n";
    std::fs::write(hall.server.folder().join("polls/groepen.md"), groups).unwrap();
    let groups = hall.server.begin("groepen").await;
    let rows_later = format!("{sessions}/{}/export-codes.csv", groups.id);
    let no_rows = format!("{sessions}/{}/export-wide.csv", confidential["id"].as_str().unwrap());
    let told = [
        sent("start_session", sessions, json!({}), "unreadable"),
        sent("start_session", sessions, json!({ "deck": "proef", "floor": 1 }), "unreadable"),
        sent("start_session", sessions, long, "unreadable"),
        sent("start_session", sessions, json!({ "deck": "nergens" }), "no-such-deck"),
        sent("start_session", sessions, json!({ "deck": "stuk" }), "broken-deck"),
        wrong("get_session", nobody.clone(), "no-such-session"),
        wrong("get_session", format!("{sessions}/%ff"), "no-such-session"),
        wrong("delete_session", nobody.clone(), "no-such-session"),
        sent("command_session", &format!("{running}/commands"), json!({ "command": "dance" }), "unreadable"),
        sent("command_session", &format!("{running}/commands"), json!({ "command": "next", "from": "0" }), "moved"),
        sent("command_session", &format!("{sealed}/commands"), json!({ "command": "undo" }), "session-over"),
        sent("command_session", &format!("{nobody}/commands"), json!({ "command": "undo" }), "no-such-session"),
        sent("forget", &format!("{running}/forget"), json!({ "what": "rows" }), "not-sealed"),
        sent("forget", &format!("{running}/forget"), json!({ "what": "all" }), "unreadable"),
        sent("forget", &format!("{nobody}/forget"), json!({ "what": "rows" }), "no-such-session"),
        wrong("get_report_pdf", format!("{nobody}/report.pdf"), "no-such-session"),
        wrong("get_report_html", format!("{nobody}/report.html"), "no-such-session"),
        wrong("get_chart", format!("{nobody}/charts/p1.svg"), "no-such-session"),
        wrong("get_chart", format!("{sealed}/charts/p1.gif"), "not-found"),
        wrong("get_chart", format!("{sealed}/charts/p9.svg"), "no-such-question"),
        wrong("get_chart", format!("{sealed}/charts/p3.svg"), "no-such-question"),
        wrong("get_chart", format!("{sealed}/charts/idee.svg"), "no-figures"),
        wrong("get_chart", format!("{sealed}/charts/lang.svg"), "too-much-for-a-slide"),
        wrong("get_chart", format!("{sealed}/charts/p1.svg?size=poster"), "unreadable"),
        wrong("get_chart", format!("{sealed}/charts/p1.svg?size=slide&size=slide"), "unreadable"),
        wrong("get_file", format!("{sealed}/export.pdf"), "not-found"),
        wrong("get_file", format!("{nobody}/results.json"), "no-such-session"),
        wrong("get_file", no_rows, "no-rows"),
        wrong("get_file", rows_later, "rows-later"),
        wrong("get_file", format!("{sealed}/export.csv?delimiter=tab"), "unreadable"),
        wrong("get_file", format!("{sealed}/export.csv?raw=yes&raw=no"), "unreadable"),
        wrong("get_file", format!("{sealed}/export.csv?raw=true"), "unreadable"),
        wrong("get_file", format!("{sealed}/export.csv?bom=0"), "unreadable"),
    ];
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Wrong { operation, address, body, code } in &told {
        let described = hall.operation(operation);
        let request = hall.request(described.method, address).bearer_auth(KEY);
        let request = match body {
            Some(body) => request.header(CONTENT_TYPE, "application/json").body(body.clone()),
            None => request,
        };
        let answer = request.send().await.unwrap();
        let status = answer.status();
        assert_eq!(answer.headers()[CONTENT_TYPE], PROBLEM, "{address}: {status}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], *code, "{address}: {problem}");
        assert!(described.codes(status).contains(code), "{operation} does not say {status} {code}");
        // What is wrong in an address, and when what is too early can be had.
        if let Some((_, query)) = address.split_once('?') {
            let (name, is_twice) = (query.split('=').next().unwrap(), query.contains('&'));
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains(if is_twice { "question mark" } else { name }), "{address}: {detail}");
        }
        if ["not-sealed", "rows-later"].contains(code) {
            assert!(problem["detail"].as_str().unwrap().contains("ten minutes after the end"), "{problem}");
        }
        let schema = &described.said["responses"][status.as_str()]["content"][PROBLEM]["schema"];
        assert_eq!(faults(&hall.document, schema, &problem), Vec::<String>::new(), "{problem}");
        seen.entry(operation).or_default().insert(code);
    }
    // What only a fault of the machine or of ours brings about, and what a session has to be in a state for.
    let rare = [
        "failed",
        "halted",
        "not-organiser",
        "foreign-host",
        "not-sealed",
        "too-many-files",
        "unprintable",
        "unreadable-session",
    ];
    let refusals: BTreeSet<&str> = Refusal::ALL.into_iter().map(Refusal::code).collect();
    for operation in operations(&hall.document) {
        let responses = operation.said["responses"].as_object().unwrap();
        let codes = responses.keys().flat_map(|status| operation.codes(status.parse().unwrap()));
        let mut said: BTreeSet<&str> = codes.collect();
        if operation.id() == "command_session" {
            assert!(said.is_superset(&refusals), "every refusal is one of a command");
            said.retain(|code| !refusals.contains(code));
            seen.entry("command_session").or_default().retain(|code| !refusals.contains(code));
        }
        let seen = seen.remove(operation.id()).unwrap_or_default();
        let never: Vec<&&str> = said.iter().filter(|code| !seen.contains(**code) && !rare.contains(code)).collect();
        assert!(never.is_empty(), "{} says that it may tell {never:?}", operation.id());
    }
}

#[tokio::test]
async fn a_session_says_what_was_promised_and_when_what_of_it_goes() {
    let server = Server::over(folders(&deck()), at_once()).await;
    let chosen = json!({ "deck": "proef", "mode": "research", "floor": 8, "texts_days": 3, "rows_days": null });
    let started: Value = server.post("/api/v1/sessions", chosen).await.json().await.unwrap();
    let promise = |body: &Value| ["mode", "floor", "texts_days", "rows_days"].map(|name| body[name].clone());
    let promised = [json!("research"), json!(8), json!(3), Value::Null];
    assert_eq!(promise(&started), promised);
    let path = format!("/api/v1/sessions/{}", started["id"].as_str().unwrap());
    let card = async || -> Value { server.get(&path).await.json().await.unwrap() };
    let dates = |body: &Value| {
        ["texts_go_at", "texts_deleted_at", "rows_go_at", "rows_deleted_at"].map(|name| body.get(name).is_some())
    };
    let running = card().await;
    assert_eq!((promise(&running), dates(&running)), (promised.clone(), [false; 4]));

    server.post(&format!("{path}/commands"), json!({ "command": "end", "from": "0" })).await;
    let began = std::time::Instant::now();
    while card().await["sealed"] != true {
        assert!(began.elapsed() < PATIENCE);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let over = card().await;
    assert_eq!((promise(&over), dates(&over)), (promised.clone(), [true, false, false, false]));
    let at = |name: &str| over[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second();
    assert_eq!(at("texts_go_at") - at("ended_at"), 3 * 24 * 60 * 60);

    let receipt: Value = server.post(&format!("{path}/forget"), json!({ "what": "texts" })).await.json().await.unwrap();
    let listed: Value = server.get("/api/v1/sessions").await.json().await.unwrap();
    assert_eq!((promise(&listed[0]), dates(&listed[0])), (promised, [false, true, false, false]));
    assert_eq!(listed[0]["texts_deleted_at"], receipt["deleted_at"]);
}

/// The interpreter with the checker, made by `tests/run`.
fn checker() -> PathBuf {
    let own = std::env::var_os("PEIL_CHECKERS").map(PathBuf::from);
    let python = own.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/checkers/bin/python"));
    assert!(python.exists(), "there is no checker of OpenAPI at {}; `tests/run rust` makes it", python.display());
    python
}

/// What a second program finds wrong.
const CHECK: &str = "import json, sys, openapi_spec_validator as checker
checker.validate(json.load(sys.stdin), cls=checker.OpenAPIV31SpecValidator)
";

#[tokio::test]
async fn the_description_holds_to_its_norm() {
    let server = Server::start().await;
    let text = server.http.get(server.url("/api/v1/openapi.json")).send().await.unwrap().text().await.unwrap();
    let mut check = Command::new(checker());
    let mut check = check.args(["-c", CHECK]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    check.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let found = check.wait_with_output().unwrap();
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
}
