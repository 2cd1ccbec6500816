//! Whether a code goes out: what went out in this hour already, by what it is counted.

use super::Contacts;
use crate::challenge::{self, NewCode};
use crate::object::Transaction;
use crate::sql::{Moment, Outcome, Sql, SqlError};
use domain::contact::Asker;
use domain::messages::{Code, Params};
use domain::waiting_room::{Budgets, Few, Pressure, Sent};
use serde::{Deserialize, Serialize};

/// Codes of an hour. `kind` is who they are counted with: [`ALL`], a keyed hash of how numbers
/// begin, or a network.
pub const SENT: &str = "CREATE TABLE sent (
    hour INTEGER NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hour, kind)
) WITHOUT ROWID";

/// 3,600 s.
const HOUR: i64 = 3600;

/// All codes.
const ALL: &str = "all";

/// With whom a code is counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counted {
    /// Keyed hash of how the number begins.
    pub prefix: String,
    /// The autonomous system from which it is asked for, if that is known.
    pub network: Option<u32>,
    /// What goes out in an hour without a turn.
    pub budgets: Budgets,
}

impl Counted {
    fn network(&self) -> Option<String> {
        self.network.map(|number| format!("as{number}"))
    }

    /// All that it counts for.
    fn kinds(&self) -> impl Iterator<Item = String> {
        let prefix = format!("prefix {}", self.prefix);
        [ALL.to_owned(), prefix].into_iter().chain(self.network())
    }
}

/// Codes go out by turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// Of the budget that is used most.
    pub percent: u32,
}

/// A code is about to go out.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendCode {
    pub contact: String,
    pub code: NewCode,
    /// Nothing from a release before this one, which counted nobody so.
    #[serde(default)]
    pub counted: Option<Counted>,
    /// Whether it is this number's turn.
    #[serde(default)]
    pub has_turn: bool,
}

impl<S: Sql> Transaction<Contacts<S>> for SendCode {
    /// Nothing if it goes out.
    type Answer = Outcome<Option<Waits>>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Self::Answer, SqlError> {
        let now = self.code.now;
        let pressure = match &self.counted {
            Some(counted) => contacts.pressure(counted, now)?,
            None => Pressure::None,
        };
        let waits = match pressure {
            Pressure::None => None,
            _ if self.has_turn && pressure.honours_turns() => None,
            Pressure::Waits { percent } => Some(Outcome::Done(Some(Waits { percent }))),
            Pressure::Overrun { few, .. } => {
                let wait = Params {
                    wait_seconds: Some(hour_left(now)),
                    ..Params::default()
                };
                let code = match few {
                    Few::Prefix => Code::OtpOverrun,
                    Few::Network => Code::NetworkOverrun,
                };
                Some(Outcome::Refused(code, wait))
            }
        };
        if let Some(waits) = waits {
            // Of whom a code is on its way already, that comes first.
            let asker = Asker::Stranger(self.code.stranger);
            let refused = challenge::may_send(&contacts.sql, &self.contact, &asker, now)?;
            return Ok(match refused {
                Some((code, params)) => Outcome::Refused(code, params),
                None => waits,
            });
        }
        // No number has signed in anywhere before it is registered.
        let sent = challenge::send(&contacts.sql, &self.contact, self.code, None)?;
        if let (Outcome::Done(()), Some(counted)) = (&sent, &self.counted) {
            contacts.count(counted, now)?;
        }
        Ok(sent.map(|()| None))
    }
}

/// Seconds until the hour is over.
fn hour_left(now: Moment) -> u32 {
    let left = HOUR - now.timestamp().rem_euclid(HOUR);
    u32::try_from(left).unwrap_or(u32::MAX)
}

impl<S: Sql> Contacts<S> {
    /// How scarce codes are for one that is counted so.
    fn pressure(&self, counted: &Counted, now: Moment) -> Result<Pressure, SqlError> {
        let [all, prefix, network] = {
            let mut sent = [None; 3];
            for (sent, kind) in sent.iter_mut().zip(counted.kinds()) {
                let row = self.sql.first(
                    "SELECT count FROM sent WHERE hour = ? AND kind = ?",
                    &[hour(now).into(), kind.into()],
                )?;
                let count = row.map_or(Ok(0), |row| row.int(0))?;
                *sent = Some(u32::try_from(count).unwrap_or(u32::MAX));
            }
            sent
        };
        Ok(counted.budgets.pressure(&Sent {
            all: all.unwrap_or_default(),
            prefix: prefix.unwrap_or_default(),
            network,
        }))
    }

    /// Counts one that goes out.
    fn count(&self, counted: &Counted, now: Moment) -> Result<(), SqlError> {
        self.sql
            .run("DELETE FROM sent WHERE hour < ?", &[hour(now).into()])?;
        for kind in counted.kinds() {
            self.sql.run(
                "INSERT INTO sent VALUES (?, ?, 1)
                 ON CONFLICT (hour, kind) DO UPDATE SET count = count + 1",
                &[hour(now).into(), kind.into()],
            )?;
        }
        Ok(())
    }
}

fn hour(now: Moment) -> i64 {
    now.timestamp().div_euclid(HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Transactional;
    use crate::sql::tests::Native;

    /// Begins with an hour.
    fn at(seconds: i64) -> Moment {
        Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    /// A code to a number that begins so, asked for from a network.
    fn send(contact: &str, prefix: &str, network: Option<u32>, now: i64) -> SendCode {
        SendCode {
            contact: contact.into(),
            code: NewCode {
                id_hash: format!("{contact} {now}"),
                digest: "right".into(),
                stranger: contact.into(),
                now: at(now),
            },
            counted: Some(Counted {
                prefix: prefix.into(),
                network,
                budgets: Budgets {
                    all: 20,
                    prefix: 2,
                    network: 2,
                },
            }),
            has_turn: false,
        }
    }

    fn with_turn(send: SendCode) -> SendCode {
        SendCode {
            has_turn: true,
            ..send
        }
    }

    fn contacts() -> Contacts<Native> {
        Contacts::open(Native::new()).unwrap()
    }

    fn ask(contacts: &Contacts<Native>, send: SendCode) -> Outcome<Option<Waits>> {
        contacts.perform(send).unwrap()
    }

    const SENT: Outcome<Option<Waits>> = Outcome::Done(None);

    fn waits(percent: u32) -> Outcome<Option<Waits>> {
        Outcome::Done(Some(Waits { percent }))
    }

    fn code(outcome: Outcome<Option<Waits>>) -> Option<Code> {
        match outcome {
            Outcome::Refused(code, _) => Some(code),
            Outcome::Done(_) => None,
        }
    }

    #[test]
    fn numbers_that_begin_alike_wait_and_no_others_with_them() {
        let contacts = contacts();
        for contact in ["a", "b"] {
            assert_eq!(ask(&contacts, send(contact, "0812", None, 0)), SENT);
        }
        assert_eq!(ask(&contacts, send("c", "0812", None, 1)), waits(100));
        assert_eq!(ask(&contacts, send("d", "0857", None, 1)), SENT);
        // What was not sent is not counted.
        assert_eq!(ask(&contacts, send("c", "0812", None, 2)), waits(100));
        assert_eq!(ask(&contacts, with_turn(send("c", "0812", None, 3))), SENT);
        assert_eq!(ask(&contacts, send("e", "0812", None, 4)), waits(150));
        // Of whom a code is on its way already hears that.
        let again = ask(&contacts, send("a", "0812", None, 30));
        assert_eq!(code(again), Some(Code::OtpTooSoon));
        // Each hour has budgets of its own, and keeps nothing of those before.
        assert_eq!(ask(&contacts, send("e", "0812", None, 3600)), SENT);
        let rows = contacts
            .sql
            .first("SELECT MIN(hour), MAX(hour) FROM sent", &[]);
        let row = rows.unwrap().unwrap();
        assert_eq!(row.int(0).unwrap(), row.int(1).unwrap());
    }

    #[test]
    fn a_network_waits_and_one_that_is_not_known_is_not_counted() {
        let contacts = contacts();
        for (contact, prefix) in [("a", "1"), ("b", "2")] {
            assert_eq!(ask(&contacts, send(contact, prefix, Some(7), 0)), SENT);
        }
        assert_eq!(ask(&contacts, send("c", "3", Some(7), 0)), waits(100));
        assert_eq!(ask(&contacts, send("c", "3", Some(8), 0)), SENT);
        for (contact, prefix) in [("d", "4"), ("e", "5"), ("f", "6")] {
            assert_eq!(ask(&contacts, send(contact, prefix, None, 0)), SENT);
        }
    }

    #[test]
    fn whoever_drains_everything_makes_all_wait_and_stops_nobody() {
        let contacts = contacts();
        for n in 0..200 {
            let name = format!("n{n}");
            let sent = ask(&contacts, with_turn(send(&name, &name, None, 0)));
            assert_eq!(sent, SENT);
        }
        assert_eq!(ask(&contacts, send("x", "x", None, 1)), waits(1000));
        assert_eq!(ask(&contacts, with_turn(send("x", "x", None, 1))), SENT);
    }

    #[test]
    fn what_is_overrun_stops_until_the_hour_is_over_and_keeps_the_turns_it_gave_for_long() {
        let contacts = contacts();
        let named = |n: u32| send(&format!("n{n}"), "0812", None, 3);
        for n in 0..16 {
            assert_eq!(ask(&contacts, with_turn(named(n))), SENT, "{n}");
        }
        let left = || Params {
            wait_seconds: Some(3000),
            ..Params::default()
        };
        let stranger = ask(&contacts, send("x", "0812", None, 600));
        assert_eq!(stranger, Outcome::Refused(Code::OtpOverrun, left()));
        for n in 16..32 {
            assert_eq!(ask(&contacts, with_turn(named(n))), SENT, "{n}");
        }
        let late = ask(&contacts, with_turn(send("x", "0812", None, 600)));
        assert_eq!(late, Outcome::Refused(Code::OtpOverrun, left()));
        // By turns, since everybody's budget is used up too; and in the next hour freely.
        assert_eq!(ask(&contacts, send("x", "0857", None, 600)), waits(160));
        assert_eq!(ask(&contacts, send("x", "0812", None, 3600)), SENT);
    }

    #[test]
    fn a_network_that_is_overrun_is_named() {
        let contacts = contacts();
        for n in 0..16 {
            let name = format!("n{n}");
            let sent = ask(&contacts, with_turn(send(&name, &name, Some(7), 3)));
            assert_eq!(sent, SENT, "{n}");
        }
        let stranger = ask(&contacts, send("x", "x", Some(7), 4));
        assert_eq!(code(stranger), Some(Code::NetworkOverrun));
        assert_eq!(ask(&contacts, send("x", "x", Some(8), 4)), SENT);
    }

    /// Between two releases, an object and who asks it may be of either.
    #[test]
    fn a_release_before_this_one_asks_and_is_answered() {
        let contacts = contacts();
        let code = send("a", "0812", None, 0).code;
        let asked = serde_json::json!({ "contact": "a", "code": code });
        let asked: SendCode = serde_json::from_value(asked).unwrap();
        let answer = serde_json::to_value(ask(&contacts, asked)).unwrap();
        let known: Outcome<()> = serde_json::from_value(answer).unwrap();
        assert_eq!(known, Outcome::Done(()));
    }
}
