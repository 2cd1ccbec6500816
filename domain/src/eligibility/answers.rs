//! What a person says about themselves before anything is checked. Everything
//! is optional: an unanswered question leaves its rule not known.

use crate::identity::BirthDate;
use serde::{Deserialize, Serialize};

/// A closed list of answers with the names that forms and the API use.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal: $id:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$vdoc])* #[doc = $en] #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// In the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in forms and in the API.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What the form shows.
            #[must_use]
            pub const fn label(self, locale: $crate::messages::Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$variant, $crate::messages::Locale::Id) => $id,
                      (Self::$variant, $crate::messages::Locale::En) => $en,)+
                }
            }

            /// The choice of that name; `None` for no choice made.
            ///
            /// # Errors
            /// [`Code::ChoiceUnknown`](crate::messages::Code::ChoiceUnknown).
            pub fn parse(text: &str) -> Result<Option<Self>, $crate::messages::Code> {
                match text {
                    "" => Ok(None),
                    $($text => Ok(Some(Self::$variant)),)+
                    _ => Err($crate::messages::Code::ChoiceUnknown),
                }
            }
        }
    };
}
pub(crate) use choices;

choices! {
    /// Yes, no, or an honest "I do not know".
    Answer {
        Yes = "yes": "Ya", "Yes";
        No = "no": "Tidak", "No";
        Unknown = "unknown": "Tidak tahu", "I do not know";
    }
}

choices! {
    /// Present work situation, as far as the programme asks.
    WorkStatus {
        JobSeeker = "job_seeker": "Sedang mencari kerja", "Looking for work";
        LaidOff = "laid_off": "Terkena PHK", "Laid off";
        Furloughed = "furloughed": "Dirumahkan", "Furloughed";
        SmallBusiness = "small_business": "Pelaku usaha mikro atau kecil", "Owner of a micro or small business";
        NonWageWorker = "non_wage_worker": "Pekerja bukan penerima upah (lepas, harian, mandiri)", "Non-wage worker (freelance, daily, self-employed)";
        Employee = "employee": "Karyawan yang ingin menambah keterampilan", "Employee who wants new skills";
        NoneOfThese = "none": "Tidak satu pun", "None of these";
    }
}

choices! {
    /// Occupations that the programme excludes.
    Occupation {
        StateOfficial = "state_official": "Pejabat negara", "State official";
        CouncilMember = "council_member": "Pimpinan atau anggota DPRD", "Leader or member of a regional council";
        CivilServant = "civil_servant": "Aparatur Sipil Negara (ASN)", "Civil servant";
        Military = "military": "Prajurit TNI", "Member of the armed forces";
        Police = "police": "Anggota Polri", "Member of the police";
        VillageHead = "village_head": "Kepala desa", "Village head";
        VillageStaff = "village_staff": "Perangkat desa", "Village official";
        StateEnterpriseBoard = "state_enterprise_board": "Direksi, komisaris, atau dewan pengawas BUMN/BUMD", "Board member of a state or regional enterprise";
        NoneOfThese = "none": "Tidak satu pun", "None of these";
    }
}

choices! {
    /// How many people on the same family card have received the programme.
    Household {
        None = "0": "Belum ada", "Nobody yet";
        One = "1": "Satu orang", "One person";
        TwoOrMore = "2": "Dua orang atau lebih", "Two or more";
        Unknown = "unknown": "Tidak tahu", "I do not know";
    }
}

choices! {
    /// Other aid received.
    SocialAid {
        Dtks = "dtks": "PKH atau BPNT (terdaftar di DTKS)", "PKH or BPNT (listed in DTKS)";
        Bsu = "bsu": "Bantuan Subsidi Upah (BSU)", "Wage subsidy (BSU)";
        Bpum = "bpum": "Bantuan Produktif Usaha Mikro (BPUM)", "Micro-business aid (BPUM)";
        NoneOfThese = "none": "Tidak satu pun", "None of these";
        Unknown = "unknown": "Tidak tahu", "I do not know";
    }
}

/// Answers to the eligibility check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// Indonesian citizen with an electronic identity card?
    pub citizen: Option<Answer>,
    /// Day of birth.
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub birth_date: Option<BirthDate>,
    /// At school or university now?
    pub in_formal_education: Option<Answer>,
    /// Work situation.
    pub work_status: Option<WorkStatus>,
    /// One of the excluded occupations?
    pub occupation: Option<Occupation>,
    /// Received the programme before?
    pub awarded_before: Option<Answer>,
    /// Others on the family card who received it.
    pub household: Option<Household>,
    /// Other aid.
    pub social_aid: Option<SocialAid>,
}
