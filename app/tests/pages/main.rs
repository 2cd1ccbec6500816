//! Every page in every state, drawn with hostile and with ordinary data and
//! read back as HTML: headings, labels, ids, hidden fields, escaping. Looks at
//! no pixels; screenshots and axe do that.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a panic is the failure"
)]

mod account_states;
mod appeal_states;
mod catalogue_states;
mod certificate_states;
mod data_copy_states;
mod draw_states;
mod english;
mod html;
mod identity_states;
mod language;
mod readable;
mod review_states;
mod sample;
mod security_states;
mod states;
mod vacancy_states;

use app::document::render;
use app::page::{Client, Indexing, Page};
use app::pages::registration;
use domain::messages::Code;
use domain::registration::{Draft, Field, FieldError, Step};
use html::{Tag, tags};
use language::spoken;
use states::{HOSTILE, HOSTILE_TITLE, all, full_draft, hostile_draft};

fn is(tag: &Tag, name: &str) -> bool {
    tag.name == name
}

fn ids(page: &Page) -> Vec<String> {
    tags(&page.body)
        .iter()
        .filter_map(|tag| tag.get("id").map(str::to_owned))
        .collect()
}

#[test]
fn every_page_has_one_heading_and_no_id_twice() {
    for (name, page) in all() {
        let headings = tags(&page.body).iter().filter(|tag| is(tag, "h1")).count();
        assert_eq!(headings, 1, "{name}");
        let mut ids = ids(page);
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
        assert!(!page.title.is_empty() && !page.description.is_empty());
    }
}

#[test]
fn no_document_has_a_mark_of_the_renderers_and_typed_ones_stay() {
    for (name, page) in all() {
        let document = render("<body>{{header}}{{main}}{{footer}}</body>", page);
        assert!(!document.contains("<!>"), "{name}");
        let typed = page.body.matches("&lt;!&gt;").count();
        assert_eq!(document.matches("&lt;!&gt;").count(), typed, "{name}");
    }
}

#[test]
fn every_input_has_a_label_and_every_description_exists() {
    for (name, page) in all() {
        let all = tags(&page.body);
        let ids = ids(page);
        for tag in &all {
            let seen = is(tag, "select")
                || is(tag, "textarea")
                || is(tag, "input") && tag.get("type") != Some("hidden");
            if seen {
                let id = tag.get("id").unwrap_or_default();
                let labelled = all
                    .iter()
                    .any(|label| is(label, "label") && label.get("for") == Some(id));
                assert!(labelled, "{name}: #{id} has no label");
            }
            for attribute in ["aria-describedby", "aria-labelledby"] {
                for id in tag.get(attribute).unwrap_or_default().split_whitespace() {
                    assert!(
                        ids.iter().any(|known| known == id),
                        "{name}: {attribute} {id}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_line_of_the_summary_leads_to_something_that_takes_focus() {
    for (name, page) in all() {
        let all = tags(&page.body);
        for link in all.iter().filter(|tag| is(tag, "a")) {
            let Some(id) = link.get("href").and_then(|href| href.strip_prefix('#')) else {
                continue;
            };
            let target = all.iter().find(|tag| tag.get("id") == Some(id));
            let kind = target.map(|tag| tag.name.as_str());
            assert!(
                matches!(kind, Some("input" | "select" | "textarea" | "button")),
                "{name}: #{id} is {kind:?}"
            );
        }
        let wrong = page.body.contains("id=\"ringkasan\"");
        assert_eq!(page.title.starts_with("Salah: "), wrong, "{name}");
        if wrong {
            let summary = all.iter().find(|tag| tag.get("id") == Some("ringkasan"));
            assert!(
                summary.is_some_and(|tag| tag.get("autofocus").is_some()),
                "{name}"
            );
        }
    }
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for (name, page) in all() {
        let levels = tags(&page.body).into_iter().filter_map(|tag| {
            let level = tag.name.strip_prefix('h')?;
            level.parse::<u8>().ok()
        });
        // The summary of what is wrong stands above the page's heading.
        let below: Vec<u8> = levels.skip_while(|level| *level != 1).collect();
        for pair in below.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{name}: {below:?}");
        }
    }
}

#[test]
fn every_table_has_a_caption_and_every_heading_cell_says_what_it_heads() {
    let mut tables = 0;
    for (name, page) in all() {
        let all = tags(&page.body);
        let count = |wanted| all.iter().filter(|tag| is(tag, wanted)).count();
        tables += count("table");
        assert_eq!(count("table"), count("caption"), "{name}");
        for cell in all.iter().filter(|tag| is(tag, "th")) {
            assert!(cell.get("scope").is_some(), "{name}");
        }
    }
    assert!(tables > 0);
}

#[test]
fn only_the_answer_to_a_check_brings_the_program_to_the_draws_pages() {
    for (name, page) in all().iter().filter(|(name, _)| name.starts_with("undian")) {
        let block = page.body.contains("id=\"data-periksa\"");
        assert_eq!(block, page.client == Client::Forms, "{name}");
        let answered =
            name.contains("periksa") && !name.contains("tidak-ada") && !name.contains("awal");
        assert_eq!(block, answered, "{name}");
        // Codes are nobody else's business.
        assert!(!block || page.indexing == Indexing::Hidden, "{name}");
    }
}

#[test]
fn no_page_carries_a_script_a_style_or_a_handler_of_its_own() {
    for (name, page) in all() {
        for tag in tags(&page.body) {
            assert!(!is(&tag, "style"), "{name}");
            if is(&tag, "script") {
                let data = ["application/json", "application/ld+json"];
                assert!(
                    data.contains(&tag.get("type").unwrap_or_default()),
                    "{name}"
                );
            }
            for (attribute, value) in &tag.attributes {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{name}: {attribute}"
                );
                assert!(!value.trim_start().starts_with("javascript:"), "{name}");
            }
        }
    }
}

#[test]
fn whatever_was_typed_stays_text() {
    for (name, page) in all() {
        assert!(!page.body.contains("<script>"), "{name}");
        assert!(!page.body.contains("</script>x"), "{name}");
        assert!(!page.body.contains("<img"), "{name}");
    }
}

#[test]
fn every_answer_travels_through_every_page_of_the_form() {
    for draft in [full_draft(), hostile_draft()] {
        for step in Step::ALL {
            let page = registration(spoken(), &draft, *step, &[], None, None);
            let mut again = Draft::default();
            for tag in tags(&page.body) {
                let named = tag.get("name").and_then(Field::find);
                let on = !matches!(tag.get("type"), Some("radio" | "checkbox"))
                    || tag.get("checked").is_some();
                if let (Some(field), true, true) = (named, is(&tag, "input"), on) {
                    again.set(field, tag.get("value").unwrap_or_default());
                }
                if is(&tag, "option") && tag.get("selected").is_some() {
                    again.set(Field::Domicile, tag.get("value").unwrap_or_default());
                }
            }
            for (field, value) in draft.values() {
                let a_choice = step.fields().contains(&field)
                    && matches!(
                        field,
                        Field::Domicile
                            | Field::Education
                            | Field::WorkStatus
                            | Field::Declaration
                            | Field::Consent
                    );
                let used_up = field == Field::Otp && *step != Step::Otp;
                // A choice that is not offered cannot come back as chosen.
                let never_offered = a_choice && value == HOSTILE;
                if !used_up && !never_offered {
                    assert_eq!(again.get(field), value, "{step:?} {field:?}");
                }
            }
        }
    }
}

#[test]
fn the_enter_key_goes_on() {
    for step in Step::ALL.iter().filter(|step| **step != Step::Check) {
        let page = registration(spoken(), &full_draft(), *step, &[], None, None);
        let first = tags(&page.body)
            .into_iter()
            .find(|tag| is(tag, "button") && tag.get("type") == Some("submit"));
        assert_eq!(
            first
                .and_then(|tag| tag.get("value").map(str::to_owned))
                .as_deref(),
            Some("next")
        );
    }
}

#[test]
fn only_the_touched_form_carries_a_data_block() {
    let block = |page: Page| page.body.contains("id=\"keadaan\"");
    let empty = Draft::default();
    assert!(!block(registration(
        spoken(),
        &empty,
        Step::Nik,
        &[],
        None,
        None
    )));
    let error = [FieldError::new(Field::Nik, Code::NikMissing)];
    assert!(block(registration(
        spoken(),
        &empty,
        Step::Nik,
        &error,
        None,
        None
    )));
    assert!(block(registration(
        spoken(),
        &full_draft(),
        Step::Check,
        &[],
        None,
        None
    )));
}

/// The text of a page's data block.
fn data_block(page: &Page) -> &str {
    let start = "<script type=\"application/ld+json\">";
    let (_, rest) = page.body.split_once(start).expect("a data block");
    rest.split_once("</script>").expect("its end").0
}

#[test]
fn a_courses_data_block_is_json_whatever_its_title_is() {
    for extra in ["", HOSTILE_TITLE] {
        for (name, page) in catalogue_states::catalogue_pages(extra) {
            if !name.starts_with("kursus") {
                continue;
            }
            let data: serde_json::Value = serde_json::from_str(data_block(&page)).expect(name);
            assert_eq!(data["@type"], "Course");
            assert!(data["name"].as_str().expect("a name").ends_with(extra));
            let offers = data["offers"].as_array().expect("offers");
            let forms = page.body.matches("/beli/\"").count();
            assert!(offers.len() >= forms, "{name}");
            assert_eq!(offers.is_empty(), name == "kursus-gratis-sama");
        }
    }
}

#[test]
fn each_offer_that_can_be_begun_has_a_form_with_the_price_as_seen() {
    let pages = catalogue_states::catalogue_pages("");
    let page = |wanted| {
        &pages
            .iter()
            .find(|(name, _)| *name == wanted)
            .expect(wanted)
            .1
    };
    for (name, forms, schedules) in [
        ("kursus-luring", 3, 3),
        ("kursus-mandiri", 2, 0),
        ("kursus-gratis-sama", 0, 0),
        // Number 6 has no schedule any more.
        ("kursus-gratis-serupa", 0, 0),
    ] {
        let tags = tags(&page(name).body);
        let named = |wanted| {
            tags.iter()
                .filter(|tag| tag.get("name") == Some(wanted))
                .count()
        };
        for field in ["platform", "price", "idempotency_key"] {
            assert_eq!(named(field), forms, "{name}: {field}");
        }
        assert_eq!(named("schedule"), schedules, "{name}");
    }
}

#[test]
fn a_list_shows_each_course_once_and_its_links_keep_the_question() {
    let pages = catalogue_states::catalogue_pages("");
    let list = |wanted| {
        let page = &pages
            .iter()
            .find(|(name, _)| *name == wanted)
            .expect(wanted)
            .1;
        let tags = tags(&page.body);
        let mut ids: Vec<String> = tags
            .iter()
            .filter(|tag| is(tag, "input") && tag.get("name") == Some("id"))
            .filter_map(|tag| tag.get("value").map(str::to_owned))
            .collect();
        ids.sort();
        let links = tags.into_iter().filter(|tag| tag.get("rel").is_some());
        let links: Vec<String> = links
            .filter_map(|tag| tag.get("href").map(str::to_owned))
            .collect();
        (ids, links)
    };
    let (mut first, onward) = list("pelatihan");
    let (second, back) = list("pelatihan-halaman-2");
    assert_eq!((first.len(), second.len()), (20, 20));
    first.extend(second);
    first.sort();
    first.dedup();
    assert_eq!(first.len(), 40, "no course is on two pages");
    assert_eq!(onward, ["/pelatihan/?acak=5eed&halaman=2"]);
    assert_eq!(back, ["/pelatihan/?acak=5eed"]);
    let (slips, _) = list("pelatihan-cari");
    assert_eq!(slips.len(), 8, "a slip of the finger finds the baristas");
}
