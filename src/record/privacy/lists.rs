//! Words that a capital makes nobody of, and English words that are names too.

use std::{collections::HashSet, sync::LazyLock};

/// English words that people write in reports, in small letters. None of them is in [`FIRST_NAMES`].
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| lines(include_str!("../../../assets/words/common.txt")));
/// English words that are first names too: "dawn", "will".
static FIRST_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../../assets/words/names_that_are_words.txt")));
static EVERYDAY_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| EVERYDAY.iter().flat_map(|line| line.split_whitespace()).collect());

fn lines(text: &'static str) -> HashSet<&'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

pub(super) fn is_common(lower: &str) -> bool {
    COMMON.contains(lower)
}

pub(super) fn is_everyday(lower: &str) -> bool {
    EVERYDAY_WORDS.contains(lower)
}

pub(super) fn is_first_name_too(lower: &str) -> bool {
    FIRST_NAMES.contains(lower)
}

pub(super) fn is_surname_too(lower: &str) -> bool {
    SURNAMES.contains(&lower)
}

pub(super) fn is_name_too(lower: &str) -> bool {
    is_first_name_too(lower) || is_surname_too(lower)
}

pub(super) fn is_title(lower: &str) -> bool {
    TITLES.contains(&lower)
}

pub(super) fn is_particle(lower: &str) -> bool {
    PARTICLES.contains(&lower)
}

pub(super) fn follows_a_word(lower: &str) -> bool {
    FOLLOWS.contains(&lower)
}

pub(super) fn is_a_measure(lower: &str) -> bool {
    MEASURES.contains(&lower)
}

const TITLES: [&str; 17] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "reverend",
    "sir",
    "dame",
    "lady",
    "lord",
    "pc",
    "dc",
    "sgt",
];

/// Small words within a name.
const PARTICLES: [&str; 17] =
    ["a", "van", "von", "der", "den", "de", "da", "di", "du", "dos", "la", "le", "bin", "ibn", "bint", "ní", "nic"];

/// Words that follow a word and hardly ever a name: "Will she", "Grant the", "Hope that", "Rose from".
const FOLLOWS: [&str; 58] = [
    "a", "an", "the", "this", "that", "these", "those", "she", "he", "it", "they", "we", "i", "you", "her", "his",
    "its", "their", "our", "my", "your", "him", "them", "us", "me", "of", "to", "from", "for", "in", "on", "at", "by",
    "with", "up", "down", "out", "off", "over", "into", "about", "than", "as", "there", "someone", "somebody",
    "anyone", "anybody", "not", "all", "any", "some", "one", "no", "everyone", "nobody", "if", "both",
];

/// What is counted before a road: "5 miles road", "10 minute street".
const MEASURES: [&str; 14] = [
    "minute", "minutes", "hour", "hours", "mile", "miles", "people", "children", "house", "houses", "day", "days",
    "times", "metres",
];

/// Surnames that are English words, but for those that people write with a capital anyway: "Law", "House", "Church".
const SURNAMES: [&str; 84] = [
    "adder",
    "baker",
    "banks",
    "barber",
    "bell",
    "bird",
    "black",
    "boyle",
    "brown",
    "burns",
    "bush",
    "butcher",
    "butler",
    "carpenter",
    "chambers",
    "clark",
    "cook",
    "cross",
    "cummings",
    "dove",
    "farmer",
    "fisher",
    "ford",
    "fowler",
    "frost",
    "gardener",
    "gold",
    "goldsmith",
    "good",
    "gray",
    "green",
    "grey",
    "hammond",
    "hardy",
    "hay",
    "hood",
    "hogg",
    "hume",
    "knight",
    "lamb",
    "love",
    "marsh",
    "mercer",
    "miller",
    "mills",
    "moody",
    "moss",
    "nicol",
    "orr",
    "page",
    "pike",
    "piper",
    "pollock",
    "porter",
    "potter",
    "price",
    "reid",
    "rice",
    "sawyer",
    "sharp",
    "shepherd",
    "singer",
    "skinner",
    "slater",
    "small",
    "smith",
    "snow",
    "spence",
    "stark",
    "steel",
    "stout",
    "strong",
    "swan",
    "tailor",
    "thorn",
    "tully",
    "turner",
    "walker",
    "waters",
    "weir",
    "wise",
    "wolf",
    "wood",
    "young",
];

/// Words with a capital that name nobody: days, kin, jobs, languages, nations, meetings, organisations, things people use.
const EVERYDAY: [&str; 16] = [
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays",
    "sundays mon tue tues wed thu thur thurs fri sat sun january february march april may june july august september",
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter hogmanay ramadan eid",
    "diwali hanukkah lent halloween xmas",
    "i mum mums mam mammy mummy ma mother mothers dad dads daddy da father fathers gran grans granny grannie grandma",
    "nan nana nanny grandad granda grandpa papa pops grandmother grandfather grandparents aunt auntie aunty uncle",
    "brother sister cousin niece nephew stepmum stepdad stepmother stepfather parent parents baby bairn child children",
    "reporter sheriff safeguarder advocate solicitor police constable headteacher teacher doctor nurse midwife gp gps",
    "scotland scottish scots england english wales welsh ireland irish britain british uk europe european africa african",
    "asia asian america american australia polish poland ukrainian ukraine romanian romania gaelic arabic urdu punjabi",
    "hindi chinese cantonese mandarin french german spanish portuguese italian russian turkish kurdish syrian afghan",
    "somali nigerian pakistani indian makaton bsl anglo muslim christian catholic protestant jewish hindu sikh quaker",
    "hearings laac scra cscs cso icso poa cpo ltr irm girfec shanarri hall camhs nhs chs cafcass cosla sssc barnardo's",
    "barnardo childline nspcc crossreach aberlour quarriers who cares? iep asn asl dwp hmrc dna adhd asd autism covid",
    "facebook whatsapp instagram snapchat tiktok youtube google microsoft teams zoom netflix xbox playstation roblox",
    "minecraft fortnite mosaic swift act acts regulations rules order convention uncrc echr phd msc btec o'clock ok tv",
];
