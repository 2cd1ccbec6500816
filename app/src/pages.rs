//! Every page by name, for the edge, and the public ones as they are before
//! anyone asks, for the prerender. Live data comes in as arguments.

pub use crate::account::{account, survey};
pub use crate::appeal::appeal;
pub use crate::catalogue::{
    CoursePage, LeftOut, List, PER_PAGE, SearchParameters as CourseSearch, Source, catalogue,
    compare, course, no_catalogue,
};
pub use crate::certificate::{SendPage, send as send_certificate};
pub use crate::credential::verification;
pub use crate::data_copy::{DataCopyPage, DataCopyStep, data_copy};
pub use crate::draw::{Answer, DrawPage, Found, draw, draws};
pub use crate::eligibility::{EligibilityDraft, eligibility};
pub use crate::home::{LiveWaves, home};
pub use crate::identity::{Typed as TypedData, own_data};
pub use crate::offline::{borrowed_phone, offline, outbox};
pub use crate::page::Page;
pub use crate::problem::{Absent, problem};
pub use crate::profile::profile;
pub use crate::registration::registration;
pub use crate::review::{ReviewField, ReviewPage, review};
pub use crate::security::{EmailPage, PhonePage, PhoneStep, backup_codes, email, phone, security};
pub use crate::sign_in::{
    BACK, NOTHING_SENT, RecoveryStep, RecoveryTyped, SignInPage, recovery, sign_in,
    sign_in_on_paper,
};
pub use crate::status::status;
pub use crate::style_guide::style_guide;
pub use crate::vacancy::{
    SearchParameters as VacancySearch, VacancyPage, VacancyResults, no_vacancies, vacancies,
    vacancy,
};

use domain::messages::{Code, Locale};
use domain::registration::{Draft, Step};

/// Every page that is known before anyone asks for it, in every language.
pub fn pages() -> Vec<Page> {
    Locale::ALL.into_iter().flat_map(in_language).collect()
}

fn in_language(locale: Locale) -> Vec<Page> {
    vec![
        home(locale, None),
        eligibility(locale, &EligibilityDraft::default(), None, &[]),
        registration(locale, &Draft::default(), Step::Nik, &[], None, None),
        status(locale, "", [""; 3], None, &[], None),
        sign_in(locale, SignInPage::default()),
        verification(locale, "", None, None),
        offline(locale),
        outbox(locale),
        borrowed_phone(locale),
        style_guide(locale),
        problem(locale, 404, Code::NotFound.text(locale)),
    ]
}
