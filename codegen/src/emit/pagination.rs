//! How the pages of an operation are asked for.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{Context, names, ty};
use crate::spec::{Member, Operation, Scalar, ShapeId, ShapeKind, Type};

/// The pages of an operation.
pub(super) struct Pages<'a> {
    tokens: Vec<Token<'a>>,
    /// The member of the input that limits a page.
    limit: Option<MemberField<'a>>,
    /// The member of the output that pages list: the first list or map that is named, which is the
    /// one that the documentation means where it names several.
    listed: Option<MemberField<'a>>,
    /// The way through the output to the boolean that says whether there are more pages.
    more: Vec<MemberField<'a>>,
}

/// A token: the member of the output that gives it, and the member of the input that takes it.
struct Token<'a> {
    from: MemberField<'a>,
    to: MemberField<'a>,
}

/// A member and its field.
struct MemberField<'a> {
    member: &'a Member,
    field: Ident,
    /// The field is the very value, and not an `Option` of it.
    always: bool,
}

impl<'a> Pages<'a> {
    /// The pages of an operation; none where its tokens cannot be handed on: what the output gives
    /// has to be of the type that the input takes.
    pub(super) fn of(context: &Context<'a>, operation: &'a Operation) -> Option<Self> {
        let pagination = operation.pagination.as_ref()?;
        let input = Side::of(context, operation.input?);
        let output = Side::of(context, operation.output?);
        let (to, from) = (&pagination.input_token, &pagination.output_token);
        if to.is_empty() || to.len() != from.len() {
            return None;
        }
        let token = |(to, from): (&String, &String)| {
            let token = Token { to: input.part(to)?, from: output.part(from)? };
            let fits = token.to.member.ty == token.from.member.ty;
            (fits && is_token(&token.to.member.ty)).then_some(token)
        };
        let is_number = |part: &MemberField<'_>| {
            let Type::Scalar(scalar) = part.member.ty else { return false };
            matches!(scalar, Scalar::Integer | Scalar::Long | Scalar::String)
        };
        Some(Pages {
            tokens: to.iter().zip(from).map(token).collect::<Option<_>>()?,
            limit: pagination.limit.as_ref().and_then(|it| input.part(it)).filter(is_number),
            listed: (pagination.items.iter().filter_map(|it| output.part(it)))
                .find(|part| is_several(&part.member.ty)),
            more: pagination
                .more_results
                .as_ref()
                .map_or_else(Vec::new, |it| output.way(context, it)),
        })
    }

    /// The type of what stands for the next page.
    pub(super) fn token_type(&self, context: &Context<'_>) -> TokenStream {
        let types = self.tokens.iter().map(|token| ty::plain(context, &token.from.member.ty));
        one_or_tuple(types.map(|ty| quote!(Option<#ty>)))
    }

    /// The type of what a page lists.
    #[cfg(feature = "diff")]
    pub(super) fn listed_type(&self, context: &Context<'_>) -> Option<TokenStream> {
        self.listed.as_ref().map(|part| ty::plain(context, &part.member.ty))
    }

    /// What the type of the operation, `name`, implements.
    pub(super) fn items(&self, context: &Context<'_>, name: &Ident) -> TokenStream {
        let token = self.token_type(context);
        let read = one_or_tuple(self.tokens.iter().map(|token| token.from.read()));
        let writes = self.tokens.iter().enumerate().map(|(at, token)| {
            let at = Literal::usize_unsuffixed(at);
            let taken = if self.tokens.len() == 1 { quote!(token) } else { quote!(token.#at) };
            token.to.write(taken)
        });
        let has_more = (!self.more.is_empty()).then(|| {
            let read = has_more(&self.more);
            quote! {
                fn has_more(output: &Self::Output) -> Option<bool> {
                    #read
                }
            }
        });
        let limit = self.limit.as_ref().map(|MemberField { member, field, always }| {
            let value = match member.ty {
                Type::Scalar(Scalar::String) => quote!(limit.to_string()),
                _ => quote!(i64::from(limit)),
            };
            let value = if *always { value } else { quote!(Some(#value)) };
            quote! {
                fn set_limit(input: &mut Self::Input, limit: u32) {
                    input.#field = #value;
                }
            }
        });
        let listing = self.listed.as_ref().map(|MemberField { member, field, always }| {
            let ty = ty::plain(context, &member.ty);
            let value = if *always { quote!() } else { quote!(.into()) };
            quote! {
                impl rt::Listing for #name {
                    type Items = #ty;
                    fn items(output: Self::Output) -> Self::Items {
                        output.#field #value
                    }
                }
            }
        });
        quote! {
            impl rt::Paginated for #name {
                type Token = #token;
                fn token(output: &Self::Output) -> Self::Token {
                    #read
                }
                #has_more
                fn set_token(input: &mut Self::Input, token: Self::Token) {
                    #(#writes)*
                }
                #limit
            }
            #listing
        }
    }
}

impl MemberField<'_> {
    /// The token in an output.
    fn read(&self) -> TokenStream {
        let MemberField { member, field, always } = self;
        match always {
            true => quote!(Some(output.#field.clone())),
            false if is_several(&member.ty) => quote!(output.#field.clone().into_option()),
            false => quote!(output.#field.clone()),
        }
    }

    /// Puts a token into an input.
    fn write(&self, token: TokenStream) -> TokenStream {
        let MemberField { member, field, always } = self;
        match always {
            true => quote! {
                if let Some(token) = #token {
                    input.#field = token;
                }
            },
            false if is_several(&member.ty) => quote!(input.#field = #token.into();),
            false => quote!(input.#field = #token;),
        }
    }
}

/// The boolean at the end of a way through an output.
fn has_more(way: &[MemberField<'_>]) -> TokenStream {
    if let [MemberField { field, always, .. }] = way {
        return if *always { quote!(Some(output.#field)) } else { quote!(output.#field) };
    }
    let last = way.len() - 1;
    let steps =
        way.iter().enumerate().map(|(at, MemberField { field, always, .. })| match (at, always) {
            (0, true) => quote!(Some(&output.#field)),
            (0, false) => quote!(output.#field.as_ref()),
            (_, true) if at == last => quote!(.map(|it| it.#field)),
            (_, false) if at == last => quote!(.and_then(|it| it.#field)),
            (_, true) => quote!(.map(|it| &it.#field)),
            (_, false) => quote!(.and_then(|it| it.#field.as_ref())),
        });
    quote!(#(#steps)*)
}

/// The input or the output of an operation.
struct Side<'a> {
    members: &'a [Member],
    fields: Vec<Ident>,
    always: Vec<bool>,
}

impl<'a> Side<'a> {
    fn of(context: &Context<'a>, id: ShapeId) -> Self {
        let members = context.spec[id].kind.members();
        let always = members.iter().map(|member| context.presence(id, member).is_always());
        Side { members, fields: names::fields(members), always: always.collect() }
    }

    fn part(&self, name: &str) -> Option<MemberField<'a>> {
        let at = self.members.iter().position(|member| member.name == name)?;
        let (member, field) = (&self.members[at], self.fields[at].clone());
        Some(MemberField { member, field, always: self.always[at] })
    }

    /// The members on the way to a boolean, which may lie within structures; none where the names do
    /// not lead to one.
    fn way(&self, context: &Context<'a>, path: &str) -> Vec<MemberField<'a>> {
        let is_boolean = |part: &MemberField<'_>| part.member.ty == Type::Scalar(Scalar::Boolean);
        if let Some(whole) = self.part(path).filter(is_boolean) {
            return vec![whole];
        }
        let Some((name, within)) = path.split_once('.') else { return Vec::new() };
        let Some(part) = self.part(name) else { return Vec::new() };
        let Type::Shape(id) = part.member.ty else { return Vec::new() };
        if !matches!(context.spec[id].kind, ShapeKind::Structure(_)) {
            return Vec::new();
        }
        let mut way = Side::of(context, id).way(context, within);
        if !way.is_empty() {
            way.insert(0, part);
        }
        way
    }
}

/// Whether the runtime takes it for a token.
fn is_token(ty: &Type) -> bool {
    let is_scalar = |ty: &Type| {
        let Type::Scalar(scalar) = ty else { return false };
        matches!(scalar, Scalar::String | Scalar::Integer | Scalar::Long | Scalar::Boolean)
    };
    is_scalar(ty) || is_several(ty)
}

fn is_several(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Map(..))
}

fn one_or_tuple(parts: impl ExactSizeIterator<Item = TokenStream>) -> TokenStream {
    if parts.len() == 1 { quote!(#(#parts)*) } else { quote!((#(#parts),*)) }
}
