//! The faces that every PDF takes along: the reader's computer is asked for none.

use std::sync::Arc;

use parley::{
    FontContext, FontFamily, FontFamilyName,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache},
};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};

macro_rules! asset {
    ($name:literal) => {
        include_bytes!(concat!("../../../assets/", $name)).as_slice()
    };
}

/// A file and the family that it belongs to. A sign is set in the first that has it.
const FILES: [(&str, &[u8]); 9] = [
    ("Atkinson", asset!("AtkinsonHyperlegibleNext_400Regular.ttf")),
    ("Atkinson", asset!("AtkinsonHyperlegibleNext_700Bold.ttf")),
    ("Noto", asset!("NotoSans-Regular.ttf")),
    ("Noto", asset!("NotoSans-Bold.ttf")),
    ("Arabic", asset!("NotoSansArabic-Regular.ttf")),
    ("Hebrew", asset!("NotoSansHebrew-Regular.ttf")),
    ("Devanagari", asset!("NotoSansDevanagari-Regular.ttf")),
    ("Bengali", asset!("NotoSansBengali-Regular.ttf")),
    ("Gurmukhi", asset!("NotoSansGurmukhi-Regular.ttf")),
];

static FAMILIES: [FontFamilyName<'static>; 7] = [
    FontFamilyName::named("Atkinson"),
    FontFamilyName::named("Noto"),
    FontFamilyName::named("Arabic"),
    FontFamilyName::named("Hebrew"),
    FontFamilyName::named("Devanagari"),
    FontFamilyName::named("Bengali"),
    FontFamilyName::named("Gurmukhi"),
];

/// Which signs there are.
pub(super) struct Faces {
    signs: Vec<Charmap<'static>>,
}

impl Faces {
    pub(super) fn new() -> Self {
        let fonts = FILES.iter().filter_map(|(_, bytes)| FontRef::new(bytes).ok());
        Self { signs: fonts.map(|font| font.charmap()).collect() }
    }

    /// Whether one of the faces has this sign. Signs of private use mean nothing to anybody else: PDF/A forbids them.
    pub(super) fn has(&self, sign: char) -> bool {
        let private = matches!(sign, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        sign.is_ascii() || !private && self.signs.iter().any(|signs| signs.map(sign).is_some())
    }
}

/// All faces, for the layout of lines. No font of the computer is looked for.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { system_fonts: false, ..CollectionOptions::default() });
    for (family, bytes) in FILES {
        let named = FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(bytes)), Some(named));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

/// In which order a face is looked for.
pub(super) fn families() -> FontFamily<'static> {
    FontFamily::List(FAMILIES.as_slice().into())
}

/// Which of the files a line was laid out with.
pub(super) fn number_of(bytes: &[u8]) -> usize {
    FILES.iter().position(|(_, file)| std::ptr::eq(file.as_ptr(), bytes.as_ptr())).unwrap_or_default()
}

/// The same files for the writer of the PDF, in the same order.
pub(super) fn to_embed() -> Vec<Option<krilla::text::Font>> {
    FILES.iter().map(|(_, bytes)| krilla::text::Font::new((*bytes).into(), 0)).collect()
}
