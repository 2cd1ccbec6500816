//! A vacancy for search engines: a `JobPosting` in the words of schema.org, with
//! what Google's documentation of it asks for.

use super::PATH;
use super::vacancy_page::VacancyPage;
use crate::document::escape;
use crate::ui::data_block;
use domain::vacancy::{Contract, Vacancy};
use serde_json::{Value, json};

/// The data block's text.
pub fn json_ld(page: &VacancyPage<'_>) -> String {
    data_block(&data(page))
}

/// The lines of the description that have something on them.
pub fn paragraphs(one: &Vacancy) -> impl Iterator<Item = &str> {
    let lines = one.description.as_str().lines();
    lines.map(str::trim).filter(|line| !line.is_empty())
}

fn data(page: &VacancyPage<'_>) -> Value {
    let one = page.vacancy;
    let employer = one.employer.as_str();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": one.title.as_str(),
        "description": description(one),
        "url": format!("{}{PATH}{}/", page.origin.trim_end_matches('/'), one.id),
        "identifier": { "@type": "PropertyValue", "name": employer, "value": one.id.as_str() },
        "datePosted": one.published,
        // One may apply until the day ends in Jakarta.
        "validThrough": format!("{}T23:59:59+07:00", one.closes),
        "employmentType": employment(one.contract),
        "hiringOrganization": { "@type": "Organization", "name": employer },
        "jobLocation": { "@type": "Place", "address": address(one) },
        "totalJobOpenings": one.openings.get(),
        "directApply": false,
    });
    if let (Some(salary), Some(data)) = (one.salary, data.as_object_mut()) {
        let value = json!({
            "@type": "QuantitativeValue",
            "minValue": salary.from().0,
            "maxValue": salary.to().0,
            "unitText": "MONTH",
        });
        data.insert(
            "baseSalary".to_owned(),
            json!({ "@type": "MonetaryAmount", "currency": "IDR", "value": value }),
        );
    }
    data
}

/// HTML, as search engines want it here.
fn description(one: &Vacancy) -> String {
    let mut out = String::new();
    for line in paragraphs(one) {
        out.push_str("<p>");
        escape(&mut out, line);
        out.push_str("</p>");
    }
    out
}

fn address(one: &Vacancy) -> Value {
    let regency = one.place.regency();
    let province = regency.and_then(domain::region::Regency::province);
    json!({
        "@type": "PostalAddress",
        "addressLocality": regency.map_or("", |regency| regency.name),
        "addressRegion": province.map_or("", |province| province.name),
        "addressCountry": "ID",
    })
}

const fn employment(contract: Contract) -> &'static str {
    match contract {
        Contract::FullTime => "FULL_TIME",
        Contract::PartTime => "PART_TIME",
        Contract::FixedTerm => "TEMPORARY",
        Contract::Daily => "PER_DIEM",
        Contract::Freelance => "CONTRACTOR",
        Contract::Internship => "INTERN",
    }
}
