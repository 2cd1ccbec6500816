//! A system with a catalogue and people who have just been awarded, and the way
//! of a purchase from there: reserved, redeemed, learned, completed.

use crate::certificate::{photo, send};
use crate::{
    Answer, Client, Person, Registered, Runtime, Schedule, courses, fresh_key, join, register,
    sign_in, until, verified,
};
use domain::catalogue::{Course, Mode};
use domain::draw::Quotas;
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

/// The wave in which everybody here was drawn.
const WAVE: Schedule = Schedule {
    number: 95,
    opens: -3600,
    closes: DAY,
    announces: 2 * DAY,
};

/// A system with a catalogue, and people who have just been awarded.
pub struct Market {
    /// The system.
    pub runtime: Runtime,
    /// What the catalogue has. The first schedule of every course has one seat.
    pub courses: Vec<Course>,
    /// The people.
    pub people: Vec<Registered>,
}

impl Market {
    /// With so many people.
    pub fn open(people: u32) -> Self {
        Self::open_in(Runtime::start(), people)
    }

    /// The same in a system that was started for it.
    pub fn open_in(runtime: Runtime, people: u32) -> Self {
        let quotas: Quotas =
            serde_json::from_value(json!({ "32": { "priority": 0, "general": people } })).unwrap();
        runtime.plan_with_seats(&WAVE, &quotas);
        let people: Vec<Registered> = (0..people)
            .map(|_| {
                let person = register(&runtime, Person::new());
                verified(&person);
                join(&person.client, WAVE.number).expect(201);
                person
            })
            .collect();
        runtime.conduct(&WAVE);
        let mut demo = courses(runtime.now().date_naive());
        for one in &mut demo.courses {
            if let Some(first) = one.course.schedules.first_mut() {
                first.seats = 1;
            }
        }
        runtime.publish(&demo, 1);
        let courses = demo.courses.into_iter().map(|one| one.course).collect();
        Self {
            runtime,
            courses,
            people,
        }
    }

    /// One of them, signed in anew. Moves the clock on: codes are given out a
    /// minute apart.
    pub fn client(&self, person: usize) -> Client {
        self.runtime.advance(61);
        sign_in(&self.runtime, &self.people[person].person)
    }

    /// A course that is held so, with something to pay and nothing against it.
    pub fn course(&self, mode: Mode) -> &Course {
        self.courses
            .iter()
            .find(|one| {
                one.mode == mode
                    && one.free_equivalent.is_none()
                    && one.hours.get() >= 15
                    && one
                        .lowest_price()
                        .is_some_and(|price| price.rupiah().0 < 2_000_000)
                    && (mode == Mode::Online || one.schedules.len() > 1)
            })
            .unwrap()
    }

    /// Buys the online course of [`Self::course`] and follows it to the end, with
    /// an order and a platform account of that name; the purchase as it was
    /// reserved.
    pub fn complete(&self, client: &Client, order: &str) -> Value {
        let course = self.course(Mode::Online);
        let purchase = reserve(client, &fresh_key(), &wish(course, None))
            .expect(201)
            .json();
        let platform = course.offers[0].platform.to_string();
        let call = |path: &str, body: &Value| self.runtime.platform(&platform, path, body);
        call("redeem-code/commit", &commit(&purchase, order, order)).expect(200);
        let now = self.runtime.now();
        let of = |more: Value| report(&purchase, order, &more);
        let done = json!({ "progress": 100, "reported_at": now });
        call("progress", &of(done)).expect(200);
        call("completion", &of(json!({ "status": "completed" }))).expect(200);
        purchase
    }
}

impl Market {
    /// The same with all that the incentive takes: completed, its certificate
    /// accepted, rated.
    pub fn entitle(&self, client: &Client, order: &str) -> Value {
        let purchase = self.complete(client, order);
        // Nobody sends what another has sent.
        let number = order.bytes().map(u32::from).sum();
        send(client, &purchase, &photo(number, 60_000)).expect(200);
        until("the certificate to be accepted", || {
            let of = &account(client)["certificates"][0];
            (of["status"] == "accepted").then_some(())
        });
        let id = purchase["id"].as_str().unwrap();
        let path = format!("/api/v1/account/purchases/{id}/review");
        let rating = json!({ "stars": 5 });
        client.method("PUT", &path).json(&rating).send().expect(200);
        purchase
    }
}

/// What somebody sends to reserve a course.
pub fn wish(course: &Course, schedule: Option<usize>) -> Value {
    let offer = &course.offers[0];
    json!({
        "course": course.id.to_string(),
        "platform": offer.platform.to_string(),
        "schedule": schedule.map(|n| format!("{}-{}", course.id, course.schedules[n].number)),
        "price": offer.price.rupiah(),
    })
}

/// Reserves a course.
pub fn reserve(client: &Client, key: &str, wish: &Value) -> Answer {
    client
        .post("/api/v1/account/purchases")
        .key(key)
        .json(wish)
        .send()
}

/// The account as the person sees it.
pub fn account(client: &Client) -> Value {
    client.get("/api/v1/account").expect(200).json()
}

/// What is left of the balance, in rupiah.
pub fn balance(client: &Client) -> i64 {
    account(client)["award"]["balance"].as_i64().unwrap()
}

/// What a platform sends about a code.
pub fn code(purchase: &Value) -> Value {
    json!({ "redeem_code": purchase["redeem_code"], "course_code": purchase["course_code"] })
}

/// What a platform sends to redeem a code.
pub fn commit(purchase: &Value, invoice: &str, account: &str) -> Value {
    json!({
        "redeem_code": purchase["redeem_code"],
        "course_code": purchase["course_code"],
        "invoice_code": invoice,
        "account": account,
    })
}

/// What a platform reports about a redeemed code.
pub fn report(purchase: &Value, invoice: &str, more: &Value) -> Value {
    let mut body = json!({ "redeem_code": purchase["redeem_code"], "invoice_code": invoice });
    let fields = body.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    body
}
