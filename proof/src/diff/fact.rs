//! What a change amounts to, whichever side tells of it.

use std::fmt;

/// One thing that differs at one place of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The operation, or nothing for the service as a whole.
    pub operation: String,
    pub side: Side,
    /// What leads to it.
    pub holders: Holders,
    /// The member, the value of an enum, the error or the waiter.
    pub name: String,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Whole,
    Request,
    Response,
}

/// The last members on the way to a place. How shapes are shared has no part in it: the model and
/// the spec share them differently, and yet lead to the same places.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holders(Vec<String>);

/// More than the last one, so that `Tags` of one structure is not `Tags` of another; not all of
/// them, as recursion would never end.
const KEPT: usize = 2;

impl Holders {
    pub fn and(&self, member: &str) -> Holders {
        let mut holders = self.0.clone();
        holders.push(member.to_owned());
        let first = holders.len().saturating_sub(KEPT);
        Holders(holders.split_off(first))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    OperationAdded,
    OperationRemoved,
    Deprecated(bool),
    /// What an operation takes or returns is there now, or gone.
    SideAdded,
    SideRemoved,
    ErrorAdded,
    ErrorRemoved,
    MemberAdded {
        required: bool,
    },
    MemberRemoved,
    Required(bool),
    Token(bool),
    Type(Type),
    /// A structure is a union now, or an event stream, or none of them any more.
    Flavour,
    ValueAdded,
    ValueRemoved,
    Documentation,
    PagesAdded,
    PagesRemoved,
    PageTokens,
    PageLimit,
    PageItems,
    WaiterAdded,
    WaiterRemoved,
    WaiterOperation,
    WaiterTiming,
    Title,
    Client,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// A string has its values listed now.
    BecameEnum,
    NoLongerEnum,
    Other,
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.operation, self.side)?;
        for holder in &self.holders.0 {
            write!(f, " .{holder}")?;
        }
        write!(f, " `{}`: {:?}", self.name, self.what)
    }
}
