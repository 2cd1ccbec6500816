//! A course for search engines: JSON-LD in the words of schema.org.

use super::course_page::CoursePage;
use super::words;
use crate::ui::data_block;
use domain::catalogue::{Mode, Schedule, Summary};
use domain::review::PublicReview;
use serde_json::{Map, Value, json};

/// The data block's text.
pub fn json_ld(page: &CoursePage<'_>) -> String {
    data_block(&data(page))
}

fn data(page: &CoursePage<'_>) -> Value {
    let course = page.course;
    let address = format!(
        "{}/pelatihan/{}/",
        page.origin.trim_end_matches('/'),
        course.id
    );
    let teacher = page.directory.institution(course.institution);
    let teacher = teacher.map_or("", |one| one.name.as_str());
    let about = page
        .summary
        .map(Summary::as_str)
        .filter(|text| !text.is_empty());
    let offers: Vec<Value> = course
        .offers
        .iter()
        .map(|offer| {
            let at = page.directory.platform(offer.platform);
            json!({
                "@type": "Offer",
                "category": "Paid",
                "price": offer.price.rupiah().0,
                "priceCurrency": "IDR",
                "url": address,
                "seller": { "@type": "Organization", "name": at.map_or("", |one| one.name.as_str()) },
            })
        })
        .collect();
    let mut instances: Vec<Value> = words::ahead(course, page.today)
        .iter()
        .map(|one| instance(page, Some(one)))
        .collect();
    if instances.is_empty() && course.mode == Mode::Online {
        instances.push(instance(page, None));
    }
    let mut out = Map::from_iter([
        ("@context".to_owned(), json!("https://schema.org")),
        ("@type".to_owned(), json!("Course")),
        ("name".to_owned(), json!(course.title.as_str())),
        ("url".to_owned(), json!(address)),
        ("courseCode".to_owned(), json!(course.id.to_string())),
        ("inLanguage".to_owned(), json!("id")),
        (
            "description".to_owned(),
            json!(about.unwrap_or(course.title.as_str())),
        ),
        (
            "provider".to_owned(),
            json!({ "@type": "Organization", "name": teacher }),
        ),
        ("offers".to_owned(), json!(offers)),
        ("hasCourseInstance".to_owned(), json!(instances)),
    ]);
    let said = page.reviews.map_or(&[][..], |one| &one.reviews);
    if !said.is_empty() {
        out.insert("review".to_owned(), said.iter().map(review).collect());
    }
    if let Some(rating) = course.rating {
        let mean = format!("{}.{}", rating.tenths() / 10, rating.tenths() % 10);
        out.insert(
            "aggregateRating".to_owned(),
            json!({
                "@type": "AggregateRating", "ratingValue": mean, "ratingCount": rating.count(),
                "bestRating": 5, "worstRating": 1,
            }),
        );
    }
    Value::Object(out)
}

fn review(review: &PublicReview) -> Value {
    json!({
        "@type": "Review",
        "reviewRating": {
            "@type": "Rating", "ratingValue": review.stars.get(), "bestRating": 5, "worstRating": 1,
        },
        "author": { "@type": "Person", "name": review.by },
        "datePublished": review.on,
        "reviewBody": review.text,
    })
}

fn instance(page: &CoursePage<'_>, schedule: Option<&Schedule>) -> Value {
    let mode = match page.course.mode {
        Mode::Online | Mode::Webinar => "Online",
        Mode::InClass => "Onsite",
        Mode::Hybrid => "Blended",
    };
    let mut out = json!({
        "@type": "CourseInstance",
        "courseMode": mode,
        "courseWorkload": format!("PT{}H", page.course.hours.get()),
    });
    if let (Some(one), Some(out)) = (schedule, out.as_object_mut()) {
        out.insert("startDate".to_owned(), json!(one.starts));
        out.insert("endDate".to_owned(), json!(one.ends));
        if let Some(at) = one.place {
            let place = words::place_and_province(at);
            out.insert(
                "location".to_owned(),
                json!({ "@type": "Place", "name": place, "address": place }),
            );
        }
    }
    out
}
