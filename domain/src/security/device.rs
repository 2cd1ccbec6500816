//! From what, and from where, somebody uses their account, as far as browser and network say.

use crate::messages::Locale;
use crate::region::provinces;
use serde::{Deserialize, Serialize};

/// A browser, by its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "their names say it")]
pub enum Browser {
    Chrome,
    Edge,
    Firefox,
    Miui,
    Opera,
    Safari,
    Samsung,
    Uc,
    /// Another, or a program.
    Other,
}

/// What a browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "their names say it")]
pub enum System {
    Android,
    ChromeOs,
    Ios,
    KaiOs,
    Linux,
    MacOs,
    Windows,
    /// Another, or none that it names.
    Other,
}

/// The kind of a device: enough for its owner to know it by, too little to follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Device {
    /// Its browser.
    pub browser: Browser,
    /// Its system.
    pub system: System,
}

impl Device {
    /// By a `User-Agent`. Browsers name those that they descend from, too: the first that fits
    /// is it.
    #[must_use]
    pub fn of(agent: &str) -> Self {
        let names = |name: &&str| agent.contains(*name);
        let browsers: &[(&[&str], Browser)] = &[
            (&["SamsungBrowser"], Browser::Samsung),
            (&["OPR/", "Opera", "OPiOS"], Browser::Opera),
            (&["UCBrowser", "UBrowser"], Browser::Uc),
            (&["MiuiBrowser"], Browser::Miui),
            (&["Edg/", "EdgA/", "EdgiOS"], Browser::Edge),
            (&["Firefox/", "FxiOS"], Browser::Firefox),
            (&["Chrome/", "CriOS"], Browser::Chrome),
            (&["Safari/"], Browser::Safari),
        ];
        let systems: &[(&[&str], System)] = &[
            (&["KAIOS"], System::KaiOs),
            (&["Android"], System::Android),
            (&["iPhone", "iPad", "iPod"], System::Ios),
            (&["Windows"], System::Windows),
            (&["CrOS"], System::ChromeOs),
            (&["Macintosh"], System::MacOs),
            (&["Linux"], System::Linux),
        ];
        let browser = browsers.iter().find(|(all, _)| all.iter().any(names));
        let system = systems.iter().find(|(all, _)| all.iter().any(names));
        Self {
            browser: browser.map_or(Browser::Other, |(_, browser)| *browser),
            system: system.map_or(System::Other, |(_, system)| *system),
        }
    }

    /// `Chrome di Android`
    #[must_use]
    pub fn words(self, locale: Locale) -> String {
        let browser = match self.browser {
            Browser::Chrome => "Chrome",
            Browser::Edge => "Edge",
            Browser::Firefox => "Firefox",
            Browser::Miui => "Mi Browser",
            Browser::Opera => "Opera",
            Browser::Safari => "Safari",
            Browser::Samsung => "Samsung Internet",
            Browser::Uc => "UC Browser",
            Browser::Other => locale.of("Peramban lain", "Another browser"),
        };
        let system = match self.system {
            System::Android => "Android",
            System::ChromeOs => "ChromeOS",
            System::Ios => "iPhone",
            System::KaiOs => "KaiOS",
            System::Linux => "Linux",
            System::MacOs => "Mac",
            System::Windows => "Windows",
            System::Other => return browser.to_owned(),
        };
        format!("{browser} {} {system}", locale.of("di", "on"))
    }
}

/// The part of the world that a network is in, by the edge's own map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A province: its two digits.
    Province(String),
    /// Another country: its two letters (ISO 3166-1).
    Abroad(String),
}

/// Provinces by their letters (ISO 3166-2:ID), which networks are placed by.
const LETTERS: &[(&str, &str)] = &[
    ("AC", "11"),
    ("SU", "12"),
    ("SB", "13"),
    ("RI", "14"),
    ("JA", "15"),
    ("SS", "16"),
    ("BE", "17"),
    ("LA", "18"),
    ("BB", "19"),
    ("KR", "21"),
    ("JK", "31"),
    ("JB", "32"),
    ("JT", "33"),
    ("YO", "34"),
    ("JI", "35"),
    ("BT", "36"),
    ("BA", "51"),
    ("NB", "52"),
    ("NT", "53"),
    ("KB", "61"),
    ("KT", "62"),
    ("KS", "63"),
    ("KI", "64"),
    ("KU", "65"),
    ("SA", "71"),
    ("ST", "72"),
    ("SN", "73"),
    ("SG", "74"),
    ("GO", "75"),
    ("SR", "76"),
    ("MA", "81"),
    ("MU", "82"),
    ("PA", "91"),
    ("PB", "92"),
    ("PS", "93"),
    ("PT", "94"),
    ("PE", "95"),
    ("PD", "96"),
];

impl Place {
    /// By the country's letters and the region's. Nothing where they name none.
    #[must_use]
    pub fn of(country: &str, region: &str) -> Option<Self> {
        let is_country =
            country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        // XX and T1 are networks that nobody can place.
        if !is_country || country == "XX" {
            return None;
        }
        if country != "ID" {
            return Some(Self::Abroad(country.to_owned()));
        }
        let known = LETTERS.iter().find(|(letters, _)| *letters == region);
        known.map(|(_, code)| Self::Province((*code).to_owned()))
    }

    /// `Jawa Barat`
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Self::Province(code) => provinces()
                .find(|province| province.code == code)
                .map_or_else(String::new, |province| province.name.to_owned()),
            Self::Abroad(country) => {
                format!("{} ({country})", locale.of("luar negeri", "abroad"))
            }
        }
    }
}

/// Where a request came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Origin {
    /// The kind of its device.
    pub device: Device,
    /// The place of its network, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Origin {
    /// `Chrome di Android, Jawa Barat`
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        let device = self.device.words(locale);
        match &self.place {
            Some(place) => format!("{device}, {}", place.words(locale)),
            None => device,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_that_people_have_are_told_apart() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                "Chrome di Android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A047F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
                "Samsung Internet di Android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 9; Redmi 7A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.7",
                "Mi Browser di Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
                "Chrome di iPhone",
            ),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
                "Firefox di Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
                "Safari di Mac",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0",
                "Edge di Windows",
            ),
            ("curl/8.5.0", "Peramban lain"),
            ("", "Peramban lain"),
        ] {
            assert_eq!(Device::of(agent).words(Locale::Id), words, "{agent}");
        }
    }

    #[test]
    fn every_province_has_its_letters_and_what_has_no_place_has_none() {
        let mut found = vec![];
        for (letters, code) in LETTERS {
            let place = Place::of("ID", letters);
            assert_eq!(place, Some(Place::Province((*code).to_owned())));
            found.push(place.map(|place| place.words(Locale::Id)));
        }
        let names: Vec<_> = provinces().map(|one| Some(one.name.to_owned())).collect();
        assert_eq!(found, names);
        for (country, region) in [("ID", ""), ("ID", "ZZ"), ("XX", ""), ("T1", ""), ("", "JB")] {
            assert_eq!(Place::of(country, region), None, "{country} {region}");
        }
        let abroad = Place::of("SG", "01").unwrap();
        assert_eq!(abroad.words(Locale::Id), "luar negeri (SG)");
    }
}
