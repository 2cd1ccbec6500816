//! What people choose by: field of work, level, and how a course is held.

/// A text that names none of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceError;

impl std::fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not one of the choices")
    }
}

impl std::error::Error for ChoiceError {}

/// Declares what somebody chooses from: code, Indonesian and English words.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $id:literal, $en:literal;)+
    })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[repr(u8)]
        pub enum $name {
            $($(#[$variant_doc])* #[doc = $en] #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable code, as in files and addresses.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What people read.
            #[must_use]
            pub const fn label(self, locale: $crate::messages::Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$variant, $crate::messages::Locale::Id) => $id,
                      (Self::$variant, $crate::messages::Locale::En) => $en,)+
                }
            }

            /// Takes a code.
            ///
            /// # Errors
            /// [`ChoiceError`](crate::catalogue::ChoiceError) for any other text.
            pub fn parse(code: &str) -> Result<Self, $crate::catalogue::ChoiceError> {
                let mut all = Self::ALL.iter().copied();
                all.find(|one| one.as_str() == code).ok_or($crate::catalogue::ChoiceError)
            }
        }
    )+};
}

pub(crate) use choices;

/// Choices that snapshots store as a place in their list.
macro_rules! stored {
    ($($name:ident)+) => {$(
        impl $name {
            /// Its place in [`Self::ALL`], as stored in snapshots.
            pub(crate) const fn position(self) -> u8 {
                self as u8
            }

            /// The one at that place.
            pub(crate) fn at(position: u8) -> Option<Self> {
                Self::ALL.get(usize::from(position)).copied()
            }
        }
    )+};
}

choices! {
    /// A field of work. New ones are added at the end: snapshots store the place.
    Field {
        DigitalMarketing = "digital_marketing", "Pemasaran Digital", "Digital marketing";
        Sales = "sales", "Penjualan dan Layanan Pelanggan", "Sales and customer service";
        Business = "business", "Kewirausahaan", "Entrepreneurship";
        Finance = "finance", "Keuangan dan Akuntansi", "Finance and accounting";
        Office = "office", "Administrasi Perkantoran", "Office work";
        Language = "language", "Bahasa Asing", "Foreign languages";
        Technology = "technology", "Teknologi Informasi", "Information technology";
        Design = "design", "Desain dan Multimedia", "Design and multimedia";
        Food = "food", "Tata Boga dan Minuman", "Food and drinks";
        Hospitality = "hospitality", "Perhotelan dan Pariwisata", "Hotels and tourism";
        Beauty = "beauty", "Kecantikan dan Perawatan Diri", "Beauty and personal care";
        Fashion = "fashion", "Busana dan Kerajinan", "Fashion and crafts";
        Automotive = "automotive", "Otomotif dan Transportasi", "Vehicles and transport";
        Building = "building", "Bangunan dan Kelistrikan", "Building and electrics";
        Agriculture = "agriculture", "Pertanian dan Perikanan", "Farming and fishery";
        Care = "care", "Kesehatan dan Pengasuhan", "Health and care";
    }
    /// How much one has to know before.
    Level {
        Basic = "basic", "Dasar", "Basic";
        Intermediate = "intermediate", "Menengah", "Intermediate";
        Advanced = "advanced", "Lanjut", "Advanced";
    }
    /// How a course is held.
    Mode {
        /// At one's own pace.
        Online = "online", "Online mandiri", "Online, self-paced";
        /// Live over the network.
        Webinar = "webinar", "Webinar", "Webinar";
        /// In a room: luring.
        InClass = "in_class", "Luring (tatap muka)", "In class";
        /// Partly online, partly in a room.
        Hybrid = "hybrid", "Hibrida (online dan tatap muka)", "Hybrid";
    }
}

stored! { Field Level Mode }

impl Mode {
    /// Whether its schedules have a place to go to.
    #[must_use]
    pub const fn venue(self) -> Venue {
        match self {
            Self::Online | Self::Webinar => Venue::Nowhere,
            Self::InClass | Self::Hybrid => Venue::Place,
        }
    }
}

/// Where a schedule is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Venue {
    /// Over the network only.
    Nowhere,
    /// In a regency or city.
    Place,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Locale;

    #[test]
    fn codes_lead_back_to_their_choice_by_text_serde_and_position() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.as_str()), Ok(*field));
            assert_eq!(
                serde_json::to_string(field).unwrap(),
                format!("\"{}\"", field.as_str())
            );
            assert_eq!(Field::at(field.position()), Some(*field));
            assert_ne!(field.label(Locale::Id), field.label(Locale::En));
        }
        assert_eq!(Field::at(16), None);
        assert_eq!(Mode::parse("luring"), Err(ChoiceError));
        assert_eq!(Level::at(Level::Advanced.position()), Some(Level::Advanced));
    }

    /// What published snapshots mean by 0, 1, 2 …: it stays so for ever.
    #[test]
    fn snapshots_that_are_published_name_the_same_choices() {
        let fields = "digital_marketing sales business finance office language technology \
            design food hospitality beauty fashion automotive building agriculture care";
        let all = Field::ALL.iter().map(|one| (one.as_str(), one.position()));
        let all = all.chain(Level::ALL.iter().map(|one| (one.as_str(), one.position())));
        let all = all.chain(Mode::ALL.iter().map(|one| (one.as_str(), one.position())));
        let lists = [
            fields,
            "basic intermediate advanced",
            "online webinar in_class hybrid",
        ];
        let places = lists
            .iter()
            .flat_map(|list| list.split_whitespace().zip(0_u8..));
        assert!(all.eq(places));
    }
}
