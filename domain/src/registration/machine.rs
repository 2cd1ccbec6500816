//! From page to page of the form: what a button does. One machine for the edge, which
//! answers forms, and for the browser's program, which asks it before the network.
//! Whoever runs it does what it says and shows the page that it names.

use super::draft::Draft;
use super::step::{Field, FieldError, Step};
use crate::contact::OtpCode;
use crate::scheme::Scheme;
use chrono::NaiveDate;

/// What answers are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The scheme by which somebody registers.
    pub scheme: &'a Scheme,
    /// The day, where the programme keeps its calendar.
    pub today: NaiveDate,
}

/// A button of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// On to the next page; on the last one, send.
    Next,
    /// Back by a page.
    Back,
    /// Send another code.
    Resend,
    /// Change what this page asks, from the last page.
    Edit(Step),
}

impl Button {
    /// By the value that it sends.
    #[must_use]
    pub fn find(value: &str) -> Self {
        match value {
            "back" => Self::Back,
            "resend" => Self::Resend,
            other => other
                .strip_prefix("edit:")
                .and_then(Step::find)
                .map_or(Self::Next, Self::Edit),
        }
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show this page.
    Show(Step),
    /// Show the same page again, with what is wrong on it.
    Refuse(Vec<FieldError>),
    /// Have a code sent to the number, then show [`Step::Otp`].
    SendCode,
    /// Have the number proven by the code, then show [`after_code`]'s page.
    VerifyCode,
    /// Send the registration.
    Submit,
}

/// What a button on a page does.
#[must_use]
pub fn press(draft: &Draft, step: Step, button: Button, rules: Rules<'_>) -> Action {
    match button {
        Button::Edit(step) => Action::Show(step),
        Button::Back => Action::Show(before(step)),
        Button::Resend => Action::SendCode,
        Button::Next => {
            let errors = wrong(draft, step, rules);
            if !errors.is_empty() {
                return Action::Refuse(errors);
            }
            match step {
                Step::Phone if !draft.phone_is_proven() => Action::SendCode,
                Step::Otp => Action::VerifyCode,
                Step::Check => Action::Submit,
                _ => Action::Show(after(draft, step, rules)),
            }
        }
    }
}

/// The page once the number is proven.
#[must_use]
pub fn after_code(draft: &Draft, rules: Rules<'_>) -> Step {
    after(draft, Step::Otp, rules)
}

/// The wanted page, or the first one before it that still needs something.
#[must_use]
pub fn reachable(draft: &Draft, wanted: Step, rules: Rules<'_>) -> Step {
    let wanted = match wanted {
        Step::Otp if draft.get(Field::Challenge).is_empty() => Step::Phone,
        other => other,
    };
    let open = draft.resume_at(rules.scheme, rules.today);
    if wanted.position() > open.position() && open != Step::Otp {
        open
    } else {
        wanted
    }
}

/// The number is proven: what the draft keeps of it.
pub fn keep_proof(draft: &mut Draft, proof: &str) {
    let phone = draft.get(Field::Phone).to_owned();
    draft.set(Field::PhoneProof, proof);
    draft.set(Field::ProvenPhone, &phone);
    draft.set(Field::Challenge, "");
    draft.set(Field::Otp, "");
}

/// Where somebody waits for a turn: at the code, if one is out, or at the number.
#[must_use]
pub fn where_to_wait(draft: &Draft) -> Step {
    match draft.get(Field::Challenge) {
        "" => Step::Phone,
        _ => Step::Otp,
    }
}

/// A code went out: what the draft keeps of it.
pub fn keep_challenge(draft: &mut Draft, challenge: &str) {
    draft.set(Field::Challenge, challenge);
    draft.set(Field::Turn, "");
    draft.set(Field::Otp, "");
}

/// What is wrong on a page; of a code, only what can be seen of it.
fn wrong(draft: &Draft, step: Step, rules: Rules<'_>) -> Vec<FieldError> {
    if step == Step::Otp {
        let parsed = OtpCode::parse(draft.get(Field::Otp));
        let code = parsed.err();
        return code
            .map(|code| FieldError::new(Field::Otp, code))
            .into_iter()
            .collect();
    }
    draft.errors(step, rules.scheme, rules.today)
}

/// On to the next question; to the last page when nothing is left to ask, so that whoever
/// came back to change one thing returns to it.
fn after(draft: &Draft, step: Step, rules: Rules<'_>) -> Step {
    match step.next() {
        _ if draft.resume_at(rules.scheme, rules.today) == Step::Check => Step::Check,
        Step::Otp => Step::Otp.next(),
        next => next,
    }
}

/// The page before. The code's is passed over: a code is asked for by the number's page.
fn before(step: Step) -> Step {
    match step.previous() {
        Some(Step::Otp) => Step::Phone,
        Some(previous) => previous,
        None => step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Code;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    /// What somebody types on a page: right, wrong, or nothing.
    fn answers(step: Step) -> &'static [&'static [&'static str]] {
        match step {
            Step::Nik => &[&["3273015404980001"], &["327301"], &[""]],
            Step::Kk => &[&["3273012503100007"], &["1"], &[""]],
            Step::BirthDate => &[&["14", "4", "1998"], &["14", "4", "2012"], &["", "4", ""]],
            Step::Name => &[&["Sari Rahayu"], &["S4ri"], &[""]],
            Step::Phone => &[&["0812 3456 7890"], &["081299998888"], &["12"], &[""]],
            Step::Otp => &[&["123456"], &["12"], &[""]],
            Step::Email => &[&[""], &["sari@contoh.id"], &["sari@"]],
            Step::Domicile => &[&["3273"], &[""]],
            Step::Education => &[&["sma"], &[""]],
            Step::WorkStatus => &[&["job_seeker"], &[""]],
            Step::Declaration => &[&["on"], &[""]],
            Step::Consent => &[&["2026-11-01"], &[""]],
            Step::Check => &[&[]],
        }
    }

    /// Either half of the counter: where somebody is, and what is kept of what they typed.
    trait Shell {
        fn step(&self) -> Step;
        fn draft(&mut self) -> &mut Draft;
        fn show(&mut self, step: Step);
        /// Types on the page and presses; the draft as it is then.
        fn typed(&mut self, typed: &[(Field, &str)]);

        fn act(&mut self, typed: &[(Field, &str)], button: Button, rules: Rules<'_>) -> Action {
            self.typed(typed);
            let step = self.step();
            let action = press(self.draft(), step, button, rules);
            match &action {
                Action::Show(step) => self.show(*step),
                Action::SendCode => {
                    keep_challenge(self.draft(), "challenge");
                    self.show(Step::Otp);
                }
                Action::VerifyCode => {
                    keep_proof(self.draft(), "proof");
                    let next = after_code(self.draft(), rules);
                    self.show(next);
                }
                Action::Refuse(_) | Action::Submit => {}
            }
            action
        }
    }

    /// Keeps everything, as the program in the browser does.
    #[derive(Default)]
    struct Browser(Draft, Option<Step>);

    impl Shell for Browser {
        fn step(&self) -> Step {
            self.1.unwrap_or(Step::Nik)
        }
        fn draft(&mut self) -> &mut Draft {
            &mut self.0
        }
        fn show(&mut self, step: Step) {
            self.1 = Some(step);
        }
        fn typed(&mut self, typed: &[(Field, &str)]) {
            for (field, value) in typed {
                self.0.set(*field, value);
            }
        }
    }

    /// Keeps nothing: every page carries what was typed before, as text.
    #[derive(Default)]
    struct Edge(String, Draft);

    impl Shell for Edge {
        fn step(&self) -> Step {
            Step::find(&self.0).unwrap_or(Step::Nik)
        }
        fn draft(&mut self) -> &mut Draft {
            &mut self.1
        }
        fn show(&mut self, step: Step) {
            step.as_str().clone_into(&mut self.0);
        }
        fn typed(&mut self, typed: &[(Field, &str)]) {
            let mut form = form_urlencoded::Serializer::new(String::new());
            let here = self.step();
            for (field, value) in self.1.values() {
                if !here.fields().contains(&field) {
                    form.append_pair(field.as_str(), value);
                }
            }
            // A box without a tick is not sent at all.
            for (field, value) in typed.iter().filter(|(_, value)| !value.is_empty()) {
                form.append_pair(field.as_str(), value);
            }
            self.1 = Draft::from_form(&form.finish());
        }
    }

    fn button() -> impl Strategy<Value = Button> {
        prop_oneof![
            8 => Just(Button::Next),
            1 => Just(Button::Back),
            1 => Just(Button::Resend),
            1 => proptest::sample::select(Step::ALL).prop_map(Button::Edit),
        ]
    }

    proptest! {
        #[test]
        fn both_shells_lead_everybody_over_the_same_pages(
            walk in proptest::collection::vec((0_usize..100, button()), 1..60),
            scheme in proptest::sample::select(vec!["normal-2023", "semi-bansos-2020"]),
        ) {
            let scheme = Scheme::find(scheme).unwrap();
            let rules = Rules { scheme: &scheme, today: today() };
            let (mut browser, mut edge) = (Browser::default(), Edge::default());
            for (choice, button) in walk {
                let step = browser.step();
                prop_assert_eq!(step, edge.step());
                // Right in most cases, so that the walk gets far.
                let all = answers(step);
                let answer = all[if choice < 80 { 0 } else { choice % all.len() }];
                let typed: Vec<_> = step.fields().iter().copied().zip(answer.iter().copied()).collect();
                let one = browser.act(&typed, button, rules);
                let other = edge.act(&typed, button, rules);
                prop_assert_eq!(one, other);
                for field in Field::ALL {
                    prop_assert_eq!(browser.0.get(*field), edge.1.get(*field));
                }
            }
        }

        #[test]
        fn whatever_is_pressed_a_page_is_reached_that_needs_something_or_the_last(
            form in "\\PC*",
            wanted in proptest::sample::select(Step::ALL),
        ) {
            let scheme = Scheme::find("normal-2023").unwrap();
            let rules = Rules { scheme: &scheme, today: today() };
            let draft = Draft::from_form(&form);
            let step = reachable(&draft, wanted, rules);
            prop_assert!(step.position() <= wanted.position());
        }
    }

    #[test]
    fn whoever_gives_right_answers_walks_once_through_all_pages_and_sends() {
        let scheme = Scheme::find("normal-2023").unwrap();
        let rules = Rules {
            scheme: &scheme,
            today: today(),
        };
        let mut edge = Edge::default();
        let mut seen = vec![];
        loop {
            let step = edge.step();
            seen.push(step);
            let answer = answers(step)[0];
            let typed: Vec<_> = step
                .fields()
                .iter()
                .copied()
                .zip(answer.iter().copied())
                .collect();
            if edge.act(&typed, Button::Next, rules) == Action::Submit {
                break;
            }
        }
        assert_eq!(seen, Step::ALL);
        // A proven number is not asked about again: the number's page leads back.
        edge.act(&[], Button::Edit(Step::Phone), rules);
        let same = [(Field::Phone, "081234567890")];
        let back = edge.act(&same, Button::Next, rules);
        assert_eq!(back, Action::Show(Step::Check));
        let other = [(Field::Phone, "081299998888")];
        edge.act(&[], Button::Edit(Step::Phone), rules);
        assert_eq!(edge.act(&other, Button::Next, rules), Action::SendCode);
        let wrong = [(Field::Otp, "12")];
        let refused = edge.act(&wrong, Button::Next, rules);
        let error = FieldError::new(Field::Otp, Code::OtpFormat);
        assert_eq!(refused, Action::Refuse(vec![error]));
    }
}
