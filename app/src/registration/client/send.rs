//! What needs the edge: the code, its proof, and the registration itself. A
//! failure loses nothing: the draft stays, the key stays, and it is tried again.

use super::super::model::{Aside, Model};
use super::api::{self, Answer, post};
use super::flow::{Focus, Form};
use super::json::{Refusal, text};
use super::{dom, storage};
use crate::browser::timers::after;
use crate::browser::worker;
use crate::ui::{say, to};
use domain::api::{OtpRequest, OtpVerifyRequest, ProblemField};
use domain::messages::Code;
use domain::registration::{Field, Step, machine};
use domain::waiting_room::{Turn, TurnState};
use serde::Serialize;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

/// 2 s, doubled after each failure, up to a minute.
const FIRST_RETRY_S: u64 = 2;
const LAST_RETRY_S: u64 = 60;

/// Where registrations go.
const PATH: &str = "/api/v1/registrations";

impl Form {
    /// Has a code sent to the number.
    pub fn send_code(self: &Rc<Self>) {
        let again = self.with(|model| model.step == Step::Otp);
        let request = self.with(|model| OtpRequest {
            phone: model.draft.get(Field::Phone).to_owned(),
            turn: model.draft.get(Field::Turn).to_owned(),
        });
        let here = Rc::clone(self);
        self.busy_with(say!("Mengirim kode…", "Sending the code…"), async move {
            let answer = post("/api/v1/otp", &json(&request), None).await;
            match answer {
                Answer::Good(body) => {
                    let challenge = text(&body, "challenge").unwrap_or_default();
                    here.write(|draft| machine::keep_challenge(draft, &challenge));
                    if again {
                        here.show_without_history(
                            Step::Otp,
                            Some(say!(
                                "Kode baru sudah dikirim.",
                                "A new code has been sent."
                            )),
                        );
                    } else {
                        here.show(Step::Otp);
                    }
                }
                // The code sent before still counts.
                Answer::Refused(problem)
                    if problem.code == Code::OtpTooSoon
                        && here.with(|model| !model.draft.get(Field::Challenge).is_empty()) =>
                {
                    here.show_without_history(Step::Otp, Some(&problem.title));
                }
                Answer::Refused(Refusal {
                    turn: Some(turn), ..
                }) => {
                    here.write(|draft| draft.set(Field::Turn, &turn));
                    let step = here.with(|model| machine::where_to_wait(&model.draft));
                    here.show_without_history(step, None);
                    dom::focus_on("#giliran");
                    here.await_turn();
                }
                Answer::Refused(problem) => here.refused(problem),
                Answer::Failed => here.failed(),
            }
        });
    }

    /// Asks for the code when the turn has come, if the page still waits for it then, with the
    /// same number. One that is over is dropped.
    pub fn await_turn(self: &Rc<Self>) {
        let at = |model: &Model| {
            let waits = matches!(model.step, Step::Phone | Step::Otp);
            let of = [Field::Turn, Field::Phone].map(|field| model.draft.get(field).to_owned());
            (waits, of)
        };
        let (waits, of) = self.with(at);
        let Some((turn, _)) = Turn::read(&of[0]).filter(|_| waits) else {
            return;
        };
        match turn.state(self.clock.now()) {
            TurnState::Waits(seconds) => {
                let here = Rc::clone(self);
                after(Duration::from_secs(seconds.into()), move || {
                    here.collect();
                    if here.with(at) == (true, of) && !here.busy.get() {
                        here.send_code();
                    }
                });
            }
            TurnState::Open => {}
            TurnState::Over => self.change(Focus::Keep, |model| {
                model.draft.set(Field::Turn, "");
            }),
        }
    }

    /// Proves the number with the code.
    pub fn verify_code(self: &Rc<Self>) {
        let request = self.with(|model| OtpVerifyRequest {
            challenge: model.draft.get(Field::Challenge).to_owned(),
            code: model.draft.get(Field::Otp).to_owned(),
        });
        let here = Rc::clone(self);
        self.busy_with(say!("Memeriksa kode…", "Checking the code…"), async move {
            match post("/api/v1/otp/verify", &json(&request), None).await {
                Answer::Good(body) => {
                    let proof = text(&body, "phone_proof").unwrap_or_default();
                    here.write(|draft| machine::keep_proof(draft, &proof));
                    here.advance();
                }
                Answer::Refused(problem) => here.refused(problem),
                Answer::Failed => here.failed(),
            }
        });
    }

    /// Sends the registration, always with the same key until it is refused.
    pub fn submit(self: &Rc<Self>) {
        self.write(|draft| {
            if draft.get(Field::IdempotencyKey).is_empty() {
                draft.set(Field::IdempotencyKey, &api::uuid().unwrap_or_default());
            }
        });
        // Before the first sending: a tab killed now sends the same key later.
        self.save();
        let here = Rc::clone(self);
        self.busy_with(
            say!("Mengirim pendaftaran…", "Sending your registration…"),
            async move {
                let (body, key) = here.with(|model| {
                    let key = model.draft.get(Field::IdempotencyKey).to_owned();
                    (json(&model.draft.request()), key)
                });
                worker::keep(&key, PATH, storage::FORM, &body);
                match post(PATH, &body, Some(&key)).await {
                    Answer::Good(_) => {
                        worker::settled(&key);
                        storage::clear();
                        dom::go_to(&to("/akun/?baru"));
                        // Stays busy while the next page is on its way.
                        std::future::pending::<()>().await;
                    }
                    Answer::Refused(problem) => {
                        worker::settled(&key);
                        if problem.status != 429 {
                            here.write(|draft| draft.set(Field::IdempotencyKey, ""));
                        }
                        here.refused(problem);
                    }
                    Answer::Failed => here.failed(),
                }
            },
        );
    }

    /// Runs one call at a time and says what is going on.
    fn busy_with(self: &Rc<Self>, words: &str, work: impl Future<Output = ()> + 'static) {
        self.busy.set(true);
        dom::news(words);
        let here = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            work.await;
            dom::news("");
            here.busy.set(false);
        });
    }

    /// Shows a refusal where it can be put right.
    fn refused(&self, problem: Refusal) {
        self.tries.set(0);
        let errors = blamed(problem.errors, problem.code, &problem.title);
        let unproven = errors
            .iter()
            .any(|error| error.code == Code::PhoneNotProven);
        let here = self.with(|model| model.step);
        let step = one_page(&errors).unwrap_or(here);
        if step != here {
            dom::push(step);
        }
        self.change(Focus::Summary, |model| {
            let mut draft = model.draft.clone();
            if unproven {
                draft.set(Field::PhoneProof, "");
            }
            *model = Model::new(draft, step, &[], None);
            model.refusal = errors.is_empty().then_some(problem.title);
            model.errors = errors;
        });
        self.save();
    }

    /// Says that nothing is lost; the registration itself is tried again later.
    fn failed(self: &Rc<Self>) {
        let known = self.with(|model| model.aside == super::Aside::Unsent);
        let focus = if known { Focus::Keep } else { Focus::Summary };
        self.change(focus, |model| {
            *model = Model::new(model.draft.clone(), model.step, &[], None);
            model.aside = Aside::Unsent;
        });
        let tries = self.tries.get();
        self.tries.set(tries.saturating_add(1));
        let wait = FIRST_RETRY_S
            .saturating_mul(1 << tries.min(5))
            .min(LAST_RETRY_S);
        let here = Rc::clone(self);
        after(Duration::from_secs(wait), move || here.try_again());
    }

    /// Sends once more, if the person still waits for exactly that.
    pub fn try_again(self: &Rc<Self>) {
        let waiting = self.with(|model| model.aside == Aside::Unsent && model.step == Step::Check);
        if waiting && !self.busy.get() {
            self.submit();
        }
    }
}

/// The fields to blame; some refusals as a whole are about one of them too.
fn blamed(errors: Vec<ProblemField>, code: Code, title: &str) -> Vec<ProblemField> {
    let field = match code {
        Code::NikTaken | Code::NikContested => Field::Nik,
        Code::PhoneTaken | Code::PhoneNotProven => Field::Phone,
        Code::OtpWrong
        | Code::OtpUsedUp
        | Code::OtpExpired
        | Code::OtpMissing
        | Code::OtpFormat => Field::Otp,
        _ => {
            return errors
                .into_iter()
                .map(|mut error| {
                    error.field = match error.field.as_str() {
                        "birth_date" => Field::BirthDay.as_str().to_owned(),
                        "phone_proof" => Field::Phone.as_str().to_owned(),
                        "code" => Field::Otp.as_str().to_owned(),
                        _ => error.field,
                    };
                    error
                })
                .collect();
        }
    };
    vec![ProblemField {
        field: field.as_str().to_owned(),
        code,
        message: title.to_owned(),
    }]
}

/// The page on which everything can be put right; the last page shows all of
/// them where there are several.
fn one_page(errors: &[ProblemField]) -> Option<Step> {
    let step_of = |error: &ProblemField| Field::find(&error.field).map(Step::of);
    let first = step_of(errors.first()?)?;
    let alone = errors.iter().all(|error| step_of(error) == Some(first));
    Some(if alone { first } else { Step::Check })
}

fn json(request: &impl Serialize) -> String {
    serde_json::to_string(request).unwrap_or_default()
}
