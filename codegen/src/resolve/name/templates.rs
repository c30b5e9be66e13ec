//! The ways to make a name of what stands around a shape.

use super::vocabulary::vocabulary;
use super::words::{Word, Words};

vocabulary! {
    /// What stands before the core of a name.
    Frame {
        /// Nothing.
        Bare = "-",
        /// What the operation is about, without endings that only tell a part it plays.
        Op = "op",
        OpNoun = "op-noun",
        OpWhole = "op-whole",
        OpVerb = "op-verb",
        OpFirst = "op-first",
        OpLast = "op-last",
        OpFirst2 = "op-first2",
        OpLast2 = "op-last2",
        OpFirst3 = "op-first3",
        OpLast3 = "op-last3",
        /// The owner's name, without such endings.
        Owner = "owner",
        OwnerWhole = "owner-whole",
        OwnerFirst = "owner-first",
        OwnerLast = "owner-last",
        OwnerFirst2 = "owner-first2",
        OwnerLast2 = "owner-last2",
        OwnerFirst3 = "owner-first3",
        OwnerLast3 = "owner-last3",
        Service = "service",
        /// What all places agree on.
        SharedHead = "shared-head",
        SharedTail = "shared-tail",
        /// What all operations that reach the shape agree on.
        Root = "root",
        RootFirst = "root-first",
        RootFirst2 = "root-first2",
        RootVerb = "root-verb",
        /// What the texts put their subject to.
        Of = "of",
        OfLast = "of-last",
        OfLast2 = "of-last2",
        /// The name of what holds the owner.
        Grand = "grand",
        GrandFirst = "grand-first",
        GrandFirst2 = "grand-first2",
        /// The core before the owner's last words, or between them.
        OpAround = "op-around",
        OpAroundNoun = "op-around-noun",
        OpAroundLast2 = "op-around-last2",
        OpWithin = "op-within",
        OpWithinFirst = "op-within-first",
        OpAfterFirst = "op-after-first",
        OwnerAround = "owner-around",
        OwnerAroundNoun = "owner-around-noun",
        OwnerAroundLast2 = "owner-around-last2",
        OwnerWithin = "owner-within",
        OwnerWithinFirst = "owner-within-first",
        OwnerAfterFirst = "owner-after-first",
    }
}

vocabulary! {
    /// The core of a name.
    Core {
        /// None: the frame alone.
        Empty = "-",
        /// The member in the singular.
        One = "one",
        /// The member with every word in the singular.
        Ones = "ones",
        /// The member as it is.
        Many = "many",
        /// The member without `List` and the like.
        Unlisted = "unlisted",
        /// Its last word.
        Last = "last",
        /// Its last two words.
        Last2 = "last2",
        /// The member, its ending exchanged.
        OneCut = "one-cut",
        OnesCut = "ones-cut",
        ManyCut = "many-cut",
        UnlistedCut = "unlisted-cut",
        /// The last words that its members' names have in common.
        Shared = "shared",
        /// The last words of what the text on the element is about.
        AboutElement1 = "about-element1",
        AboutElement2 = "about-element2",
        AboutElement3 = "about-element3",
        AboutElement4 = "about-element4",
        AboutMember1 = "about-member1",
        AboutMember2 = "about-member2",
        AboutMember3 = "about-member3",
        AboutMember4 = "about-member4",
        /// A name that a text mentions.
        PlainElement = "plain-element",
        CodeElement = "code-element",
        PageElement = "page-element",
        PlainMember = "plain-member",
        CodeMember = "code-member",
        PageMember = "page-member",
        /// What the shape's own members tell: `sessionId`, `sessionArn`.
        Own1 = "own1",
        Own2 = "own2",
        Own3 = "own3",
        /// What their texts put them to: "The name of the session".
        OwnObject1 = "own-object1",
        OwnObject2 = "own-object2",
        OwnObject3 = "own-object3",
    }
}

/// Customary endings of structures' names.
const STRUCTURE_ENDINGS: &[&str] = &[
    "Summary",
    "Details",
    "Configuration",
    "Request",
    "Response",
    "Config",
    "Metadata",
    "Detail",
    "Item",
    "Input",
    "Data",
    "Info",
    "Definition",
    "Information",
    "Filter",
    "Output",
    "Result",
    "Update",
    "Entry",
    "Settings",
    "Description",
    "Type",
    "Specification",
    "Status",
    "Reference",
    "Properties",
    "Parameters",
    "Options",
    "Content",
    "Source",
    "Identifier",
    "Expression",
    "Action",
    "Value",
    "Values",
    "Resource",
    "State",
    "Union",
    "Error",
    "Event",
    "Range",
    "Block",
    "Override",
    "Record",
    "Attributes",
    "Statistics",
    "Structure",
    "Object",
];

/// Customary endings of enums' names.
const ENUM_ENDINGS: &[&str] = &[
    "Type",
    "Value",
    "Enum",
    "Values",
    "Status",
    "Code",
    "State",
    "Name",
    "Mode",
    "Option",
    "Filter",
    "Key",
    "Field",
    "Method",
    "Format",
    "Level",
    "Attribute",
    "String",
];

/// Endings that say what part a structure plays and not what it is about.
const ROLES: &[&str] = &[
    "Config",
    "Configuration",
    "Data",
    "Definition",
    "Description",
    "Detail",
    "Details",
    "Entry",
    "Info",
    "Information",
    "Input",
    "Item",
    "List",
    "Message",
    "Metadata",
    "Object",
    "Options",
    "Output",
    "Parameters",
    "Properties",
    "Record",
    "Reference",
    "Request",
    "Response",
    "Result",
    "Set",
    "Settings",
    "Specification",
    "Status",
    "Structure",
    "Summary",
    "Type",
];

/// Endings of members that hold a list.
const CONTAINERS: &[&str] = &["Array", "Collection", "Items", "List", "Map", "Set"];

/// A way to make a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// What stands before the core.
    pub frame: Frame,
    /// The last words of the frame are the first of the core, and stand once.
    pub over: bool,
    /// The core.
    pub core: Core,
    /// The ending, an index into [`Endings::of`]; none at 0.
    pub ending: u8,
    /// The better the way, the less.
    pub rank: u16,
}

impl Made {
    #[cfg(any(test, feature = "learn"))]
    /// A number for the way.
    pub fn number(&self, is_enum: bool) -> u32 {
        let slot = Templates::slot(is_enum, self.frame, self.over, self.core);
        slot as u32 * 256 + u32::from(self.ending)
    }

    #[cfg(any(test, feature = "learn"))]
    /// The way of that number, and whether it is one of enums.
    pub fn of_number(number: u32) -> (Made, bool) {
        let (slot, ending) = (number as usize / 256, (number % 256) as u8);
        let (is_enum, over) = (slot % 2 == 1, slot / 2 % 2 == 1);
        let core = Core::ALL[slot / 4 % Core::ALL.len()];
        let frame = Frame::ALL[slot / 4 / Core::ALL.len() % Frame::ALL.len()];
        (Made { frame, over, core, ending, rank: 0 }, is_enum)
    }
}

/// The customary words, as words of a service.
pub struct Endings {
    of: [Vec<Word>; 2],
    roles: Vec<Word>,
    containers: Vec<Word>,
}

impl Endings {
    /// The words.
    pub fn new(words: &mut Words) -> Self {
        let mut all =
            |texts: &[&str]| -> Vec<Word> { texts.iter().map(|text| words.word(text)).collect() };
        Endings {
            of: [all(STRUCTURE_ENDINGS), all(ENUM_ENDINGS)],
            roles: all(ROLES),
            containers: all(CONTAINERS),
        }
    }

    /// The ending of that number, of an enum or of anything else.
    pub fn get(&self, is_enum: bool, ending: u8) -> Option<Word> {
        self.of[usize::from(is_enum)].get(usize::from(ending).checked_sub(1)?).copied()
    }

    /// The word says that a member holds a list.
    pub fn is_container(&self, word: Word) -> bool {
        self.containers.contains(&word)
    }

    /// The word says what part a structure plays.
    pub fn is_role(&self, word: Word) -> bool {
        self.roles.contains(&word)
    }
}

/// The number of an ending, as [`Made::ending`] has it.
pub fn ending_number(is_enum: bool, text: &str) -> Option<u8> {
    let texts = if is_enum { ENUM_ENDINGS } else { STRUCTURE_ENDINGS };
    if text == "-" {
        return Some(0);
    }
    texts.iter().position(|other| *other == text).map(|at| at as u8 + 1)
}

/// The text of that ending.
pub fn ending_text(is_enum: bool, ending: u8) -> &'static str {
    let texts = if is_enum { ENUM_ENDINGS } else { STRUCTURE_ENDINGS };
    usize::from(ending).checked_sub(1).and_then(|at| texts.get(at)).copied().unwrap_or("-")
}

/// Which ways are tried: for each frame and core the endings, and how good the way is.
pub struct Templates {
    tried: Vec<Vec<(u8, u16)>>,
}

impl Templates {
    fn slot(is_enum: bool, frame: Frame, over: bool, core: Core) -> usize {
        ((frame as usize * Core::ALL.len() + core as usize) * 2 + usize::from(over)) * 2
            + usize::from(is_enum)
    }

    /// Tries nothing.
    pub fn none() -> Self {
        Templates { tried: vec![Vec::new(); Frame::ALL.len() * Core::ALL.len() * 4] }
    }

    #[cfg(any(test, feature = "learn"))]
    /// Tries everything; for finding out what is worth it.
    pub fn all() -> Self {
        let mut all = Templates::none();
        for (slot, tried) in all.tried.iter_mut().enumerate() {
            let count = if slot % 2 == 1 { ENUM_ENDINGS.len() } else { STRUCTURE_ENDINGS.len() };
            *tried = (0..=count as u8).map(|ending| (ending, slot as u16)).collect();
        }
        all
    }

    /// Tries one more, after all others.
    pub fn push(&mut self, is_enum: bool, made: Made) {
        self.tried[Templates::slot(is_enum, made.frame, made.over, made.core)]
            .push((made.ending, made.rank));
    }

    /// The endings to try, 0 for none, each with its rank.
    pub fn of(&self, is_enum: bool, frame: Frame, over: bool, core: Core) -> &[(u8, u16)] {
        &self.tried[Templates::slot(is_enum, frame, over, core)]
    }
}
