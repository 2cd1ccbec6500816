//! What the outside world remembers, in the object's SQLite: faults, calls to
//! the identity office and whom it was asked about, messages, payments. Names no
//! route and knows no HTML.

use crate::faults::{Fault, Faults};
use crate::message::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use worker::{Date, Result, SqlStorage, SqlStorageValue};

/// The inbox shows this many; older ones stay stored.
const SHOWN: i32 = 500;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS faults (service TEXT PRIMARY KEY, fault TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS calls (tail TEXT PRIMARY KEY, times INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS accepted (key TEXT PRIMARY KEY, id TEXT NOT NULL, times INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS accepted_by_id ON accepted (id);
    CREATE TABLE IF NOT EXISTS delivered (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, channel TEXT NOT NULL,
        recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, at_ms INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS delivered_by_recipient ON delivered (recipient, seq);
    CREATE TABLE IF NOT EXISTS resident (nik TEXT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS payment (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, partner TEXT NOT NULL, reference TEXT NOT NULL,
        number TEXT NOT NULL, amount INTEGER NOT NULL, at_ms INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS refused_payment (
        partner TEXT NOT NULL, reference TEXT NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (partner, reference));
    CREATE TABLE IF NOT EXISTS push_phone (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, told INTEGER NOT NULL, gone INTEGER NOT NULL);";

/// A delivered message.
#[derive(Serialize, Deserialize)]
pub struct Delivered {
    /// Grows with every delivery.
    pub seq: u32,
    /// The gateway's id; two deliveries of one message share it.
    pub id: String,
    /// `sms` or `email`.
    pub channel: String,
    /// Number or address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// Milliseconds since 1970, by the machine's clock.
    pub at_ms: f64,
    /// How often the edge handed it over with the same key.
    pub handed_over: u32,
}

/// A payment that a partner has made.
#[derive(Serialize, Deserialize)]
pub struct Paid {
    /// Grows with every payment.
    pub seq: u32,
    /// Which partner.
    pub partner: String,
    /// The programme's name for it.
    pub reference: String,
    /// To this account.
    pub number: String,
    /// Rupiah.
    pub amount: i64,
    /// Milliseconds since 1970, by the edge's clock.
    pub at_ms: f64,
}

/// A phone at the push service.
#[derive(Serialize, Deserialize)]
pub struct Phone {
    /// Who may send to it.
    pub key: String,
    /// How often it was told.
    pub told: u32,
    /// Not 0: its owner has unsubscribed.
    pub gone: u8,
}

/// Whether a key is new.
pub enum Accepted {
    /// It is; the new id.
    Now(String),
    /// It was seen before; the first id.
    Before(String),
}

#[derive(Deserialize)]
struct Pair<A, B> {
    a: A,
    b: B,
}

/// The memory.
pub struct Store(SqlStorage);

impl Store {
    /// Makes the tables where they are missing.
    pub fn open(sql: SqlStorage) -> Result<Self> {
        sql.exec(SCHEMA, None)?;
        Ok(Self(sql))
    }

    fn run(&self, sql: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        self.0.exec(sql, values).map(drop)
    }

    /// Faults now.
    pub fn faults(&self) -> Result<Faults> {
        let rows: Vec<Pair<String, String>> = self
            .0
            .exec("SELECT service AS a, fault AS b FROM faults", None)?
            .to_array()?;
        let fault = |service: &str| {
            rows.iter()
                .find(|row| row.a == service)
                .and_then(|row| Fault::find(&row.b))
                .unwrap_or_default()
        };
        Ok(Faults {
            dukcapil: fault("dukcapil"),
            messaging: fault("messaging"),
            beacon: fault("beacon"),
            scanner: fault("scanner"),
            payment: fault("payment"),
            push: fault("push"),
        })
    }

    /// Switches them.
    pub fn set_faults(&self, faults: Faults) -> Result<()> {
        for (service, fault) in [
            ("dukcapil", faults.dukcapil),
            ("messaging", faults.messaging),
            ("beacon", faults.beacon),
            ("scanner", faults.scanner),
            ("payment", faults.payment),
            ("push", faults.push),
        ] {
            self.run(
                "INSERT INTO faults VALUES (?, ?) ON CONFLICT (service) DO UPDATE SET fault = excluded.fault",
                vec![service.into(), fault.name().into()],
            )?;
        }
        Ok(())
    }

    /// Counts a question about a NIK that ends so.
    pub fn count_call(&self, tail: &str) -> Result<()> {
        self.run(
            "INSERT INTO calls VALUES (?, 1) ON CONFLICT (tail) DO UPDATE SET times = times + 1",
            vec![tail.into()],
        )
    }

    /// Questions so far.
    pub fn calls(&self) -> Result<BTreeMap<String, u32>> {
        let rows: Vec<Pair<String, u32>> = self
            .0
            .exec("SELECT tail AS a, times AS b FROM calls", None)?
            .to_array()?;
        Ok(rows.into_iter().map(|row| (row.a, row.b)).collect())
    }

    /// Takes note of a message's key.
    pub fn accept(&self, key: &str) -> Result<Accepted> {
        let known: Vec<Pair<String, u32>> = self
            .0
            .exec(
                "UPDATE accepted SET times = times + 1 WHERE key = ? RETURNING id AS a, times AS b",
                vec![key.into()],
            )?
            .to_array()?;
        if let Some(known) = known.into_iter().next() {
            return Ok(Accepted::Before(known.a));
        }
        let made: Vec<Pair<String, u32>> = self
            .0
            .exec(
                "INSERT INTO accepted SELECT ?, 'm' || (COUNT(*) + 1), 1 FROM accepted RETURNING id AS a, times AS b",
                vec![key.into()],
            )?
            .to_array()?;
        let id = made.into_iter().next().map(|row| row.a);
        Ok(Accepted::Now(id.unwrap_or_default()))
    }

    /// Puts a message into the inbox.
    pub fn deliver(&self, id: &str, message: &Message) -> Result<()> {
        let now = i64::try_from(Date::now().as_millis()).unwrap_or_default();
        self.run(
            "INSERT INTO delivered (id, channel, recipient, subject, text, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                id.into(),
                message.channel.name().into(),
                message.to.as_str().into(),
                message.subject.as_str().into(),
                message.text.as_str().into(),
                now.into(),
            ],
        )
    }

    /// Messages after `since`, newest first, to one recipient if one is named.
    pub fn delivered(&self, to: &str, since: u32) -> Result<Vec<Delivered>> {
        // One statement for both would find nobody by the index.
        let whose = match to {
            "" => "?1 = ''",
            _ => "recipient = ?1",
        };
        let statement = format!(
            "SELECT seq, d.id, channel, recipient AS \"to\", subject, text, at_ms, times AS handed_over
             FROM delivered d JOIN accepted a ON a.id = d.id
             WHERE {whose} AND seq > ?2 ORDER BY seq DESC LIMIT ?3"
        );
        let values = vec![to.into(), i64::from(since).into(), SHOWN.into()];
        self.0.exec(&statement, values)?.to_array()
    }

    /// Takes note of whom the identity office was asked about.
    pub fn note_resident(&self, nik: &str, name: &str) -> Result<()> {
        self.run(
            "INSERT INTO resident VALUES (?, ?) ON CONFLICT (nik) DO UPDATE SET name = excluded.name",
            vec![nik.into(), name.into()],
        )
    }

    /// The name of whoever has this NIK.
    pub fn resident(&self, nik: &str) -> Result<Option<String>> {
        let rows: Vec<Pair<String, String>> = self
            .0
            .exec(
                "SELECT nik AS a, name AS b FROM resident WHERE nik = ?",
                vec![nik.into()],
            )?
            .to_array()?;
        Ok(rows.into_iter().next().map(|row| row.b))
    }

    /// Makes a payment.
    pub fn pay(
        &self,
        partner: &str,
        reference: &str,
        number: &str,
        amount: i64,
        at_ms: i64,
    ) -> Result<()> {
        self.run(
            "INSERT INTO payment (partner, reference, number, amount, at_ms) VALUES (?, ?, ?, ?, ?)",
            vec![
                partner.into(),
                reference.into(),
                number.into(),
                amount.into(),
                at_ms.into(),
            ],
        )
    }

    /// Payments of a partner under a reference, oldest first; of all where empty.
    pub fn payments(&self, partner: &str, reference: &str) -> Result<Vec<Paid>> {
        self.0
            .exec(
                "SELECT seq, partner, reference, number, amount, at_ms FROM payment
                 WHERE (?1 = '' OR partner = ?1) AND (?2 = '' OR reference = ?2) ORDER BY seq",
                vec![partner.into(), reference.into()],
            )?
            .to_array()
    }

    /// A phone subscribes under a sender's key; its number.
    pub fn add_phone(&self, key: &str) -> Result<Option<u32>> {
        let rows: Vec<Pair<u32, u32>> = self
            .0
            .exec(
                "INSERT INTO push_phone (key, told, gone) VALUES (?, 0, 0) RETURNING id AS a, told AS b",
                vec![key.into()],
            )?
            .to_array()?;
        Ok(rows.into_iter().next().map(|row| row.a))
    }

    /// A phone, if there ever was one of that number.
    pub fn phone(&self, id: u32) -> Result<Option<Phone>> {
        let rows: Vec<Phone> = self
            .0
            .exec(
                "SELECT key, told, gone FROM push_phone WHERE id = ?",
                vec![i64::from(id).into()],
            )?
            .to_array()?;
        Ok(rows.into_iter().next())
    }

    /// A phone is told once more.
    pub fn tell_phone(&self, id: u32) -> Result<()> {
        self.run(
            "UPDATE push_phone SET told = told + 1 WHERE id = ?",
            vec![i64::from(id).into()],
        )
    }

    /// A phone's owner wants to be told no more.
    pub fn lose_phone(&self, id: u32) -> Result<()> {
        self.run(
            "UPDATE push_phone SET gone = 1 WHERE id = ?",
            vec![i64::from(id).into()],
        )
    }

    /// Takes note of a payment that was refused for good.
    pub fn refuse(&self, partner: &str, reference: &str, code: &str) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO refused_payment VALUES (?, ?, ?)",
            vec![partner.into(), reference.into(), code.into()],
        )
    }

    /// Why a payment was refused.
    pub fn refusal(&self, partner: &str, reference: &str) -> Result<Option<String>> {
        let rows: Vec<Pair<String, String>> = self
            .0
            .exec(
                "SELECT reference AS a, code AS b FROM refused_payment WHERE partner = ? AND reference = ?",
                vec![partner.into(), reference.into()],
            )?
            .to_array()?;
        Ok(rows.into_iter().next().map(|row| row.b))
    }
}
