//! The registration form, as a person fills it in. Inputs are named by
//! `Field::as_str()`, pages by `Step::as_str()`.

use super::Browser;
use crate::{Person, Runtime, until};
use domain::registration::Step;

impl Browser {
    /// Waits until a page of the form is shown.
    pub fn await_step(&self, step: Step) {
        let css = format!("#formulir input[name=step][value=\"{}\"]", step.as_str());
        let mut last = String::new();
        until(&format!("the page {}", step.as_str()), || {
            if self.look(&css).is_some() {
                return Some(());
            }
            last = self.main_text();
            None
        });
    }

    /// Presses a button of the form: next, back, resend, submit, edit:….
    pub fn press(&self, go: &str) {
        self.click(&format!("#formulir button[name=go][value=\"{go}\"]"));
    }

    /// Types into the field of that name.
    pub fn fill(&self, name: &str, text: &str) {
        self.type_into(&format!("[name=\"{name}\"]:not([type=hidden])"), text);
    }

    /// Chooses among radio buttons, ticks a box.
    pub fn choose(&self, name: &str, value: &str) {
        let css = format!("[name=\"{name}\"][value=\"{value}\"]:not([type=hidden])");
        self.click(&css);
        self.find(&format!("{css}:checked"));
    }

    /// Answers one page of the form and goes on. The code is read from the inbox.
    pub fn answer(&self, runtime: &Runtime, person: &Person, step: Step) {
        self.await_step(step);
        match step {
            Step::Nik => self.fill("nik", &person.nik),
            Step::Kk => self.fill("kk", &person.kk),
            Step::BirthDate => {
                let [day, month, year] = person.birth_parts();
                self.fill("birth_day", &day);
                self.fill("birth_month", &month);
                self.fill("birth_year", &year);
            }
            Step::Name => self.fill("name", &person.name),
            Step::Phone => self.fill("phone", &person.phone),
            Step::Otp => self.fill("otp", &runtime.await_code(&person.phone, 0)),
            Step::Email => {
                if let Some(email) = &person.email {
                    self.fill("email", email);
                }
            }
            Step::Domicile => {
                self.click(&format!("#domicile option[value=\"{}\"]", person.domicile));
            }
            Step::Education => self.choose("education", person.education),
            Step::WorkStatus => self.choose("work_status", person.work_status),
            Step::Declaration => self.choose("declaration", "on"),
            Step::Consent => self.click("#consent"),
            Step::Check => {}
        }
        self.press(if step == Step::Check {
            "submit"
        } else {
            "next"
        });
    }

    /// Answers the pages from one to another, both included.
    pub fn answer_from_to(&self, runtime: &Runtime, person: &Person, from: Step, to: Step) {
        for step in Step::ALL {
            if (from.position()..=to.position()).contains(&step.position()) {
                self.answer(runtime, person, *step);
            }
        }
    }
}
