//! Schemes: the amounts, limits and rules of a period, as data with effective
//! dates (`domain/data/schemes`). A wave names the scheme it runs under; no
//! amount or limit of the programme stands anywhere in code.

mod deadlines;
mod rules;

pub use deadlines::{AppealRules, Reminders, ReviewRules};
pub use rules::{
    CertificatePromises, CompletionRules, PartnerKind, PaymentPartner, PaymentPartnerId,
    PayoutRules,
};

use crate::eligibility::answers::{Occupation, SocialAid};
use crate::eligibility::rule::{Rule, RuleKind};
use crate::messages::{Code, Locale};
use crate::money::Rupiah;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The short name by which waves refer to a scheme, such as `normal-2023`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct SchemeId(String);

impl SchemeId {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    id: String,
    en: String,
}

impl Words {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Id => &self.id,
            Locale::En => &self.en,
        }
    }
}

/// Money paid several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incentive {
    /// Each time.
    pub amount: Rupiah,
    /// How often.
    pub times: u32,
}

impl Incentive {
    /// All of it.
    #[must_use]
    pub fn total(self) -> Rupiah {
        Rupiah(self.amount.0 * i64::from(self.times))
    }
}

/// A scheme of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Short name.
    pub id: SchemeId,
    /// What people call it.
    pub name: Words,
    /// First day.
    pub effective_from: NaiveDate,
    /// Last day, if it has ended.
    pub effective_until: Option<NaiveDate>,
    /// For courses only, never cash.
    pub training_balance: Rupiah,
    /// After the first completed training.
    pub job_search_incentive: Incentive,
    /// For each survey answered.
    pub survey_incentive: Incentive,
    /// Days from award to the first purchase, else the award is revoked.
    pub first_purchase_within_days: u32,
    /// Shortest training that counts, in hours, where there is one.
    pub minimum_training_hours: Option<u32>,
    /// Days at whose end (Jakarta) every balance given until then closes.
    pub balance_closes: Vec<NaiveDate>,
    /// Minutes for which a reserved course waits for its redeem code to be redeemed.
    pub reservation_minutes: u32,
    /// Days for paying back what was received without a right to it.
    pub repayment_within_days: u32,
    /// Days from the first completed training to each survey.
    pub survey_after_days: Vec<u32>,
    /// When a training counts as completed.
    pub completion: CompletionRules,
    /// How reviews of courses go.
    pub review: ReviewRules,
    /// How appeals go.
    pub appeal: AppealRules,
    /// When people are reminded of what ends.
    pub reminders: Reminders,
    /// How soon a certificate is passed on and checked.
    pub certificate_promises: CertificatePromises,
    /// How incentives are paid.
    pub payout: PayoutRules,
    /// Who pays them.
    pub payment_partners: Vec<PaymentPartner>,
    /// Who may take part; each rule with dates of its own.
    pub rules: Vec<Rule>,
}

impl Scheme {
    /// Every scheme that ships with the code, oldest first.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        // Written by `build.rs` from `data/schemes`.
        include!(concat!(env!("OUT_DIR"), "/schemes.rs"))
    }

    /// The scheme of that name.
    ///
    /// # Errors
    /// [`Code::SchemeUnknown`].
    pub fn find(id: &str) -> Result<Self, Code> {
        Self::shipped()
            .into_iter()
            .find(|scheme| scheme.id.as_str() == id)
            .ok_or(Code::SchemeUnknown)
    }

    /// The scheme in force on a day; the newest one where none is.
    #[must_use]
    pub fn in_force(on: NaiveDate) -> Option<Self> {
        let mut all = Self::shipped();
        let position = all.iter().position(|scheme| {
            scheme.effective_from <= on && scheme.effective_until.is_none_or(|until| on <= until)
        });
        match position {
            Some(position) => Some(all.swap_remove(position)),
            None => all.pop(),
        }
    }

    /// The day at whose end a balance given on a day closes, if one is set.
    #[must_use]
    pub fn balance_closes_on(&self, given: NaiveDate) -> Option<NaiveDate> {
        let closings = self.balance_closes.iter().copied();
        closings.filter(|closing| given <= *closing).min()
    }

    /// The payment partner of that name, if accounts with it can be linked on a day.
    #[must_use]
    pub fn payment_partner(&self, id: &str, on: NaiveDate) -> Option<&PaymentPartner> {
        self.payment_partners
            .iter()
            .find(|partner| partner.id.as_str() == id && partner.offered(on))
    }

    /// All that one participant can receive.
    #[must_use]
    pub fn total(&self) -> Rupiah {
        Rupiah(
            self.training_balance.0
                + self.job_search_incentive.total().0
                + self.survey_incentive.total().0,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scheme_is_its_file_to_the_letter() {
        let files = [
            include_str!("../data/schemes/semi-bansos-2020.json"),
            include_str!("../data/schemes/normal-2023.json"),
        ];
        let read: Vec<Scheme> = files
            .iter()
            .map(|file| serde_json::from_str(file).unwrap())
            .collect();
        assert_eq!(Scheme::shipped(), read);
        for scheme in read {
            let json = serde_json::to_string(&scheme).unwrap();
            assert_eq!(serde_json::from_str::<Scheme>(&json).unwrap(), scheme);
        }
    }

    #[test]
    fn totals_are_those_the_programme_published() {
        let total = |id| Scheme::find(id).unwrap().total().to_string();
        assert_eq!(total("semi-bansos-2020"), "Rp3.550.000");
        assert_eq!(total("normal-2023"), "Rp4.200.000");
    }

    #[test]
    fn the_day_decides_which_scheme_is_in_force() {
        let on = |day: &str| Scheme::in_force(day.parse().unwrap()).unwrap().id;
        assert_eq!(on("2020-04-11").as_str(), "semi-bansos-2020");
        assert_eq!(on("2022-12-31").as_str(), "semi-bansos-2020");
        assert_eq!(on("2023-01-01").as_str(), "normal-2023");
        assert_eq!(on("2026-11-22").as_str(), "normal-2023");
        assert_eq!(Scheme::find("2019"), Err(Code::SchemeUnknown));
    }

    #[test]
    fn payment_partners_are_those_of_their_time() {
        let offered = |scheme, on: &str| -> Vec<String> {
            let scheme = Scheme::find(scheme).unwrap();
            let on = on.parse().unwrap();
            let partners = scheme.payment_partners.iter();
            partners
                .filter(|partner| partner.offered(on))
                .map(|partner| partner.id.as_str().to_owned())
                .collect()
        };
        let four = ["bni", "ovo", "gopay", "linkaja"];
        assert_eq!(offered("semi-bansos-2020", "2020-12-31"), four);
        let five = ["bni", "ovo", "gopay", "linkaja", "dana"];
        assert_eq!(offered("semi-bansos-2020", "2021-01-01"), five);
        assert_eq!(offered("normal-2023", "2026-11-22"), five);
        let scheme = Scheme::find("semi-bansos-2020").unwrap();
        let on = |text: &str| text.parse().unwrap();
        assert_eq!(scheme.payment_partner("dana", on("2020-12-31")), None);
        assert_eq!(scheme.payment_partner("kontan", on("2022-01-01")), None);
        let dana = scheme.payment_partner("dana", on("2022-01-01")).unwrap();
        assert_eq!(
            (dana.name.as_str(), dana.kind),
            ("DANA", PartnerKind::Wallet)
        );
    }

    #[test]
    fn balances_of_2020_close_in_december_and_later_ones_do_not() {
        let closes = |scheme, given: &str| {
            Scheme::find(scheme)
                .unwrap()
                .balance_closes_on(given.parse().unwrap())
                .map(|day| day.to_string())
        };
        assert_eq!(
            closes("semi-bansos-2020", "2020-04-17").as_deref(),
            Some("2020-12-15")
        );
        assert_eq!(closes("semi-bansos-2020", "2020-12-16"), None);
        assert_eq!(closes("normal-2023", "2026-11-27"), None);
    }

    #[test]
    fn every_scheme_has_a_time_for_each_survey_and_bounds_that_can_be_met() {
        for scheme in Scheme::shipped() {
            let times = usize::try_from(scheme.survey_incentive.times).unwrap();
            assert_eq!(scheme.survey_after_days.len(), times);
            assert!(scheme.survey_after_days.is_sorted());
            assert!(scheme.reservation_minutes > 0 && scheme.payout.attempts > 0);
            assert!(scheme.completion.minimum_attendance_percent <= 100);
            assert!(scheme.completion.minimum_progress_percent <= 100);
            let mut ids: Vec<_> = scheme.payment_partners.iter().map(|one| &one.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), scheme.payment_partners.len());
        }
    }

    #[test]
    fn rupiah_are_grouped_with_dots() {
        assert_eq!(Rupiah(0).to_string(), "Rp0");
        assert_eq!(Rupiah(999).to_string(), "Rp999");
        assert_eq!(Rupiah(-1_000).to_string(), "-Rp1.000");
    }
}
