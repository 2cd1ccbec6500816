//! A proxy between a browser and the edge that spoils the answer to a request.
//! The edge always gets the request: what a phone must live with is work that is
//! done and an answer that never came. Everything else passes byte for byte,
//! `Host` and `Origin` too, so that for the edge the proxy's address is its own.

mod message;

use crate::Runtime;
use message::{Message, Whose};
use std::io::{self, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What happens to an answer on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The connection ends without a byte of it.
    Swallow,
    /// Something on the way answers in its place, with this status and no JSON.
    Status(u16),
    /// The connection ends in the middle of its body.
    Truncate,
    /// It comes so much later, to who still waits.
    Late(Duration),
}

/// A request that reached the edge.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Its method.
    pub method: String,
    /// Its path with the query.
    pub path: String,
    /// Its `Idempotency-Key`.
    pub key: Option<String>,
    /// Its body.
    pub body: String,
    /// The status that the edge answered, whatever became of that answer.
    pub status: u16,
    /// What became of it.
    pub cut: Option<Cut>,
}

struct Rule {
    method: &'static str,
    prefix: &'static str,
    cut: Cut,
    /// Whether it holds for all such requests, or for the next one only.
    stays: bool,
}

/// Other words in the answers to a path, of the same length.
struct Rewrite {
    path: &'static str,
    from: String,
    to: String,
}

struct Shared {
    port: u16,
    rewrites: Mutex<Vec<Rewrite>>,
    rule: Mutex<Option<Rule>>,
    passed: Mutex<Vec<Passed>>,
    /// No request reaches the edge.
    down: AtomicBool,
    ended: AtomicBool,
}

/// A running proxy.
pub struct Proxy {
    /// Its address, to be opened instead of the edge's.
    pub address: String,
    port: u16,
    shared: Arc<Shared>,
}

impl Proxy {
    /// In front of a runtime's edge, for as long as that is not restarted.
    pub fn before(runtime: &Runtime) -> Self {
        let (_, edge) = runtime.edge.rsplit_once(':').unwrap();
        let shared = Arc::new(Shared {
            port: edge.parse().unwrap(),
            rewrites: Mutex::default(),
            rule: Mutex::default(),
            passed: Mutex::default(),
            down: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let here = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if here.ended.load(Ordering::Relaxed) {
                    return;
                }
                let here = Arc::clone(&here);
                // A connection that breaks is the browser's to complain of.
                thread::spawn(move || here.serve(&client));
            }
        });
        Self {
            // `localhost` is what browsers take for secure without TLS.
            address: format!("http://localhost:{port}"),
            port,
            shared,
        }
    }

    /// Spoils the answer to the next request of this method to a path that begins
    /// so. Swallowing goes on until [`Self::heal`]: a browser that finds a
    /// connection closed sends again by itself, unseen by the page, and only when
    /// that stays unanswered too is it told to anybody.
    pub fn cut(&self, method: &'static str, prefix: &'static str, cut: Cut) {
        self.rule(method, prefix, cut, cut == Cut::Swallow);
    }

    /// The same for all such requests, until [`Self::heal`].
    pub fn cut_all(&self, method: &'static str, prefix: &'static str, cut: Cut) {
        self.rule(method, prefix, cut, true);
    }

    fn rule(&self, method: &'static str, prefix: &'static str, cut: Cut, stays: bool) {
        *self.shared.rule.lock().unwrap() = Some(Rule {
            method,
            prefix,
            cut,
            stays,
        });
    }

    /// Spoils nothing any more.
    pub fn heal(&self) {
        *self.shared.rule.lock().unwrap() = None;
    }

    /// Answers a path with other words, as another release would. Both are as long, so
    /// that lengths stay true.
    pub fn rewrite(&self, path: &'static str, from: &str, to: &str) {
        assert_eq!(from.len(), to.len());
        self.shared.rewrites.lock().unwrap().push(Rewrite {
            path,
            from: from.to_owned(),
            to: to.to_owned(),
        });
    }

    /// Takes the network away, or brings it back: for workers of the browser too,
    /// which its own emulation does not reach.
    pub fn network(&self, there: bool) {
        self.shared.down.store(!there, Ordering::Relaxed);
    }

    /// Requests of this method and path that have reached the edge, in order.
    pub fn passed(&self, method: &str, path: &str) -> Vec<Passed> {
        let mut below = self.passed_below(method, path);
        below.retain(|one| one.path == path);
        below
    }

    /// The same for all paths that begin so.
    pub fn passed_below(&self, method: &str, prefix: &str) -> Vec<Passed> {
        let all = self.shared.passed.lock().unwrap();
        all.iter()
            .filter(|one| one.method == method && one.path.starts_with(prefix))
            .cloned()
            .collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Whether a connection takes another request.
#[derive(PartialEq, Eq)]
enum Then {
    Next,
    Close,
}

impl Shared {
    fn serve(&self, client: &TcpStream) -> io::Result<()> {
        let mut from = BufReader::new(client.try_clone()?);
        while let Some(request) = Message::read(&mut from, Whose::Request)? {
            if self.down.load(Ordering::Relaxed) {
                break;
            }
            let cut = self.rule_for(&request);
            let answer = self.rewritten(&request)?;
            self.remember(&request, &answer, cut);
            if deliver(client, &answer, cut)? == Then::Close {
                break;
            }
        }
        client.shutdown(Shutdown::Both)
    }

    fn rule_for(&self, request: &Message) -> Option<Cut> {
        let mut rule = self.rule.lock().unwrap();
        let (method, path) = (request.word(0), request.word(1));
        let fits = rule
            .as_ref()
            .filter(|rule| rule.method == method && path.starts_with(rule.prefix));
        let (cut, stays) = fits.map(|rule| (rule.cut, rule.stays))?;
        if !stays {
            *rule = None;
        }
        Some(cut)
    }

    /// What the edge answers, with other words in it if a test wants that.
    fn rewritten(&self, request: &Message) -> io::Result<Message> {
        let rewrites = self.rewrites.lock().unwrap();
        let wanted = |one: &&Rewrite| request.word(1) == one.path;
        if !rewrites.iter().any(|one| wanted(&one)) {
            drop(rewrites);
            return self.ask(request);
        }
        let mut answer = self.ask(&request.plain())?;
        for one in rewrites.iter().filter(wanted) {
            answer.replace(&one.from, &one.to);
        }
        Ok(answer)
    }

    /// A connection for each request: none can have been closed meanwhile.
    fn ask(&self, request: &Message) -> io::Result<Message> {
        let mut edge = TcpStream::connect(("127.0.0.1", self.port))?;
        edge.write_all(&request.bytes())?;
        let mut from = BufReader::new(edge);
        loop {
            let answer = Message::read(&mut from, Whose::to(request))?;
            let answer = answer.ok_or(io::ErrorKind::UnexpectedEof)?;
            if answer.status() >= 200 {
                return Ok(answer);
            }
        }
    }

    fn remember(&self, request: &Message, answer: &Message, cut: Option<Cut>) {
        self.passed.lock().unwrap().push(Passed {
            method: request.word(0).to_owned(),
            path: request.word(1).to_owned(),
            key: request.header("idempotency-key").map(str::to_owned),
            body: String::from_utf8_lossy(&request.body).into_owned(),
            status: answer.status(),
            cut,
        });
    }
}

fn deliver(mut client: &TcpStream, answer: &Message, cut: Option<Cut>) -> io::Result<Then> {
    match cut {
        Some(Cut::Swallow) => return Ok(Then::Close),
        Some(Cut::Status(status)) => {
            let body = "<h1>Something on the way failed</h1>";
            let length = body.len();
            write!(
                client,
                "HTTP/1.1 {status} Failed\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n{body}"
            )?;
            return Ok(Then::Next);
        }
        Some(Cut::Truncate) => {
            client.write_all(&answer.head)?;
            client.write_all(&answer.body[..answer.body.len() / 2])?;
            return Ok(Then::Close);
        }
        Some(Cut::Late(wait)) if hangs_up_within(client, wait)? => return Ok(Then::Close),
        Some(Cut::Late(_)) | None => client.write_all(&answer.bytes())?,
    }
    Ok(if answer.ends_connection {
        Then::Close
    } else {
        Then::Next
    })
}

/// Waits, but not longer than somebody else does.
fn hangs_up_within(client: &TcpStream, wait: Duration) -> io::Result<bool> {
    client.set_read_timeout(Some(wait))?;
    let gone = client.peek(&mut [0]).is_ok_and(|bytes| bytes == 0);
    client.set_read_timeout(None)?;
    Ok(gone)
}
