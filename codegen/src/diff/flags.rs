//! Facts that are so or not, where one version says nothing as well: a row is a whole flag, with its two
//! rules and how it is read off a member.

use super::rule::Action::Changed;
use super::rule::Direction::{Neither, Request};
use super::rule::Verdict::{Risk, Safe};
use super::rule::{Kind, Rule};
use crate::spec::Member;

/// A flag of a member.
pub(super) struct Flag {
    /// The key of a spec.
    pub key: &'static str,
    /// It is so now; it is not so any more.
    rules: [&'static Rule; 2],
    read: fn(&Member) -> bool,
}

impl Flag {
    /// What is to be told of a member in two versions.
    pub fn compare(&self, old: &Member, new: &Member) -> Option<&'static Rule> {
        let (was, is) = ((self.read)(old), (self.read)(new));
        (was != is).then(|| self.rules[usize::from(!is)])
    }
}

macro_rules! flags {
    ($(
        $key:literal $direction:ident $kind:ident [$(
            $id:literal $wire:ident $sentence:literal $from:literal => $to:literal;
        )*] $read:expr;
    )*) => {
        /// The flags of a member.
        pub(super) static MEMBER: &[Flag] = &[$(Flag {
            key: $key,
            rules: [$(flags!($id $direction $kind $wire $sentence $from $to)),*],
            read: $read,
        }),*];
        /// The rules of all flags.
        pub(super) const FLAGS: &[&Rule] =
            &[$($(flags!($id $direction $kind $wire $sentence $from $to)),*),*];
    };
    (
        $id:literal $direction:ident $kind:ident $wire:ident
        $sentence:literal $from:literal $to:literal
    ) => {
        &Rule {
            id: $id,
            direction: $direction,
            kind: Kind::$kind,
            action: Changed,
            wire: $wire,
            rust: Safe,
            sentence: $sentence,
            example: &[($from, $to)],
        }
    };
}

flags! {
    "idempotency_token" Request Requiredness [
        "idempotency-token-added" Safe "the client fills in {} now"
            "since: {type: string}" => "since: {type: string, idempotency_token: true}";
        "idempotency-token-removed" Risk "the client does not fill in {} any more"
            "idempotency_token: true, " => "";
    ] |member| member.idempotency_token;
    "sensitive" Neither Wire [
        "member-became-sensitive" Safe "nobody should see {} now"
            "since: {type: string}" => "since: {type: string, sensitive: true}";
        "member-no-longer-sensitive" Safe "anybody may see {} now"
            "since: {type: string, sensitive: true}" => "since: {type: string}";
    ] |member| member.wire.sensitive;
}
