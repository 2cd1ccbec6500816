//! What is let through, and in which order.

use super::*;

#[test]
fn an_empty_query_lists_everything_in_the_persons_own_order() {
    let index = Index::new(shelf(200));
    let filters = Filters::default();
    let order = |seed: u64| {
        let query = Query {
            seed: Seed(seed),
            take: 200,
            ..query("", &filters)
        };
        let hits = index.search(&query);
        assert_eq!(hits.total, 200);
        hits.courses.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let mut sorted = order(1);
    assert_eq!(order(1), sorted);
    assert_ne!(order(2), sorted);
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), 200);
}

#[test]
fn pages_follow_each_other_without_gap_or_double() {
    let index = Index::new(shelf(50));
    let filters = Filters::default();
    let page = |skip, take| {
        let query = Query {
            skip,
            take,
            ..query("barista", &filters)
        };
        let hits = index.search(&query);
        hits.courses.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(
        [page(0, 20), page(20, 20), page(40, 20)].concat(),
        page(0, 50)
    );
    assert_eq!(page(60, 20), []);
}

#[test]
fn no_platform_is_favoured_over_many_people() {
    // 80 equal courses, ten on each of eight platforms: who is first, and at
    // which mean place, over 2,000 people.
    let index = Index::new(shelf(80));
    let filters = Filters::default();
    let people = 2_000_u64;
    for (text, sort) in [
        ("", Sort::Relevance),
        ("barista", Sort::Relevance),
        ("", Sort::Price),
    ] {
        let mut first = [0_u32; 8];
        let mut places = [0_u64; 8];
        for seed in 0..people {
            let query = Query {
                seed: Seed(seed),
                take: 80,
                sort,
                ..query(text, &filters)
            };
            let hits = index.search(&query);
            for (place, course) in (0..).zip(&hits.courses) {
                let platform = course.offers[0].platform.number() as usize - 1;
                places[platform] += place;
                first[platform] += u32::from(place == 0);
            }
        }
        let expected = 250.0;
        let squares = first.map(|count| (f64::from(count) - expected).powi(2) / expected);
        let chi_square: f64 = squares.iter().sum();
        // Seven degrees of freedom: above 24.3 once in a thousand times by chance.
        assert!(chi_square < 24.3, "{text:?} {chi_square} {first:?}");
        for sum in places {
            // Thousandths of a place; the middle is 39.5, the spread of a mean of
            // 20,000 draws about 0.16.
            let mean = sum * 1_000 / (people * 10);
            assert!((38_900..=40_100).contains(&mean), "{text:?} {mean}");
        }
    }
}

#[test]
fn equal_offers_of_one_course_are_shuffled_too_and_the_cheapest_is_first() {
    let mut course = barista();
    assert_eq!(Seed(3).offers(&course)[0].price, price(450_000));
    course.offers[1].price = price(450_000);
    let first = (0..1_000).filter(|seed| Seed(*seed).offers(&course)[0].platform == platform_id(1));
    assert!((400..600).contains(&first.count()));
}

#[test]
fn filters_combine_and_each_shuts_something_out() {
    let index = small();
    let with = |filters: Filters, text: &str| {
        let mut ids: Vec<u32> = index
            .search(&query(text, &filters))
            .courses
            .iter()
            .map(|one| one.id.number())
            .collect();
        ids.sort_unstable();
        ids
    };
    let none = Filters::default;
    let technology = Filters {
        fields: vec![Field::Technology],
        ..none()
    };
    assert_eq!(with(technology.clone(), ""), [4, 8]);
    let webinar = Filters {
        modes: vec![Mode::Webinar],
        ..technology
    };
    assert_eq!(with(webinar.clone(), ""), [8]);
    assert_eq!(with(webinar, "ponsel"), [0; 0]);
    let fields = vec![Field::Food, Field::Office];
    assert_eq!(with(Filters { fields, ..none() }, ""), [1, 6]);
    let remote = Remote::Hidden;
    assert_eq!(with(Filters { remote, ..none() }, ""), [1, 2, 3, 4, 9]);
    let area = Some(Area::Province(32));
    let everywhere = [5, 6, 7, 8, 10];
    assert_eq!(
        with(Filters { area, ..none() }, ""),
        [&[1], &everywhere[..]].concat(),
        "what is held over the network is open to everybody"
    );
    let there = |area| Filters {
        area,
        remote,
        ..none()
    };
    assert_eq!(with(there(area), ""), [1]);
    let area = Place::parse("1271").ok().map(Area::Regency);
    assert_eq!(with(there(area), ""), [4, 9]);
    let advanced = Filters {
        levels: vec![Level::Advanced],
        ..none()
    };
    assert_eq!(with(advanced, ""), [0; 0]);
    let short = Some(Hours::new(1).unwrap()..=Hours::new(23).unwrap());
    assert_eq!(
        with(
            Filters {
                hours: short,
                ..none()
            },
            ""
        ),
        [0; 0]
    );
    assert_eq!(
        with(
            Filters {
                rating_tenths: Some(47),
                ..none()
            },
            ""
        )
        .len(),
        10
    );
    assert_eq!(
        with(
            Filters {
                rating_tenths: Some(48),
                ..none()
            },
            ""
        )
        .len(),
        0
    );
    let free = Free::WithEquivalent;
    assert_eq!(with(Filters { free, ..none() }, ""), [0; 0]);
    let free = Free::WithoutEquivalent;
    assert_eq!(with(Filters { free, ..none() }, "").len(), 10);
}

#[test]
fn a_price_has_to_be_asked_on_one_of_the_chosen_platforms() {
    let index = small();
    let total = |platforms: Vec<PlatformId>, most: i64| {
        let price = Some(price(1)..=price(most));
        let filters = Filters {
            platforms,
            price,
            ..Filters::default()
        };
        index.search(&query("", &filters)).total
    };
    // 450,000 on the first, 500,000 on the second.
    assert_eq!(total(vec![], 450_000), 10);
    assert_eq!(total(vec![platform_id(2)], 450_000), 0);
    assert_eq!(total(vec![platform_id(2)], 500_000), 10);
    assert_eq!(total(vec![platform_id(3)], 500_000), 0);
}

#[test]
fn a_schedule_that_has_begun_is_no_reason_to_travel() {
    let index = small();
    let area = Some(Area::Province(32));
    let filters = Filters {
        area,
        remote: Remote::Hidden,
        ..Filters::default()
    };
    let today = day("2026-12-02");
    let query = Query {
        today,
        ..query("", &filters)
    };
    assert_eq!(index.search(&query).total, 0);
}

#[test]
fn a_chosen_order_comes_first_and_what_lacks_the_figure_comes_last() {
    let mut courses: Vec<Course> = (1..=4)
        .map(|number| Course {
            id: course_id(number),
            ..barista()
        })
        .collect();
    courses[0].offers.clear();
    courses[0].rating = None;
    courses[0].schedules.clear();
    courses[1].offers[0].price = price(300_000);
    courses[1].rating = Rating::new(50, 1).ok();
    courses[2].offers[0].price = price(200_000);
    courses[2].schedules[0].starts = day("2026-11-25");
    courses[3].rating = Rating::new(45, 5_000).ok();
    courses[3].mode = Mode::Online;
    courses[3].schedules.clear();
    let index = Index::new(Catalogue::new(directory(), courses).unwrap());
    let filters = Filters::default();
    let order = |sort| {
        let query = Query {
            sort,
            ..query("", &filters)
        };
        let hits = index.search(&query);
        hits.courses
            .iter()
            .map(|one| one.id.number())
            .collect::<Vec<_>>()
    };
    assert_eq!(order(Sort::Price), [3, 2, 4, 1]);
    // 4.7 of 120 people, then 4.5 of 5,000, then a single 5; nobody's last.
    assert_eq!(order(Sort::Rating), [3, 4, 2, 1]);
    assert_eq!(order(Sort::SoonestStart), [4, 3, 2, 1]);
}
