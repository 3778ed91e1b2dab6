//! The shapes as they are written, part by part: the frame of a file is read strictly, its parts are left as they stand.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use ron::value::RawValue;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::checklist::{ChoiceOption, Mode, Speaks};

#[derive(Deserialize)]
#[serde(rename = "Checklist", deny_unknown_fields)]
pub(super) struct ChecklistFrame<'a> {
    #[serde(rename = "format")]
    pub _format: u32,
    pub id: String,
    pub title: String,
    pub purpose: String,
    pub meeting: String,
    pub jurisdiction: String,
    pub version: String,
    pub authors: Vec<String>,
    pub changed: String,
    #[serde(with = "crate::checklist::text::day")]
    pub review_by: NaiveDate,
    pub licence: String,
    #[serde(borrow)]
    pub paces: Vec<&'a RawValue>,
    #[serde(borrow)]
    pub sections: Vec<&'a RawValue>,
    #[serde(default)]
    pub reflection: Vec<String>,
    #[serde(default)]
    pub barriers: Vec<ChoiceOption>,
    #[serde(default)]
    pub group: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Section", deny_unknown_fields)]
pub(super) struct SectionFrame<'a> {
    pub id: String,
    pub title: String,
    #[serde(deserialize_with = "minutes")]
    pub minutes: BTreeMap<String, u16>,
    #[serde(default)]
    pub speaks: Speaks,
    #[serde(default)]
    pub mode: Mode,
    #[serde(default)]
    pub read_aloud: String,
    #[serde(default)]
    pub opens_advice: bool,
    #[serde(borrow)]
    pub items: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename = "Law", deny_unknown_fields)]
pub(super) struct LawFrame<'a> {
    #[serde(rename = "format")]
    pub _format: u32,
    pub id: String,
    pub title: String,
    pub jurisdiction: String,
    pub caution: String,
    #[serde(borrow)]
    pub lines: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename = "Language", deny_unknown_fields)]
pub(super) struct LanguageFrame<'a> {
    #[serde(rename = "format")]
    pub _format: u32,
    pub id: String,
    pub title: String,
    pub caution: String,
    pub flip: String,
    #[serde(default)]
    pub titles: Vec<String>,
    #[serde(borrow)]
    pub terms: Vec<&'a RawValue>,
}

/// One part of a checklist whose other parts could not be read, so that its problems are said too.
#[derive(Deserialize)]
#[serde(rename = "Checklist")]
pub(super) struct SectionsAlone<'a> {
    #[serde(borrow)]
    pub sections: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename = "Section")]
pub(super) struct ItemsAlone<'a> {
    #[serde(borrow)]
    pub items: Vec<&'a RawValue>,
}

/// Minutes by pace. A map would keep the last of two and say nothing.
fn minutes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, u16>, D::Error> {
    struct Minutes;
    impl<'de> Visitor<'de> for Minutes {
        type Value = BTreeMap<String, u16>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("minutes by pace")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut minutes = BTreeMap::new();
            while let Some((pace, of_pace)) = map.next_entry::<String, u16>()? {
                if minutes.contains_key(&pace) {
                    let words = format!("The minutes of the pace \"{pace}\" are there twice. Keep one of the two.");
                    return Err(A::Error::custom(words));
                }
                minutes.insert(pace, of_pace);
            }
            Ok(minutes)
        }
    }
    deserializer.deserialize_map(Minutes)
}

/// The format number alone; everything else is ignored. One type for each name, because RON compares names.
macro_rules! heads {
    ($($head:ident = $name:literal),*) => {$(
        #[derive(Deserialize)]
        #[serde(rename = $name)]
        pub(in crate::checklist) struct $head { format: u32 }
        impl From<$head> for u32 { fn from(head: $head) -> u32 { head.format } }
    )*};
}
heads!(
    ChecklistHead = "Checklist",
    LanguageHead = "Language",
    LawHead = "Law",
    ParrotHead = "Parrot",
    PanelHead = "Panel"
);
