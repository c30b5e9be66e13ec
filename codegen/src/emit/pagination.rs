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
    /// The way to the list or map of the output that pages list: the first that is named, which is
    /// the one that the documentation means where it names several.
    listed: Option<Way<'a>>,
    /// The way through the output to the boolean that says whether there are more pages.
    more: Option<Way<'a>>,
}

/// A token: the way to what gives it in the output, and the member of the input that takes it.
struct Token<'a> {
    from: Way<'a>,
    to: MemberField<'a>,
}

/// A way through an output: structures, and what is in the innermost.
struct Way<'a> {
    within: Vec<MemberField<'a>>,
    last: MemberField<'a>,
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
            let token = Token { to: input.part(to)?, from: output.way(context, from)? };
            let fits = token.to.member.ty == token.from.last.member.ty;
            (fits && is_token(&token.to.member.ty)).then_some(token)
        };
        let is_number = |part: &MemberField<'_>| {
            let Type::Scalar(scalar) = part.member.ty else { return false };
            matches!(scalar, Scalar::Integer | Scalar::Long | Scalar::String)
        };
        Some(Pages {
            tokens: to.iter().zip(from).map(token).collect::<Option<_>>()?,
            limit: pagination.limit.as_ref().and_then(|it| input.part(it)).filter(is_number),
            listed: (pagination.items.iter().filter_map(|it| output.way(context, it)))
                .find(|way| is_several(&way.last.member.ty)),
            more: (pagination.more_results.as_ref())
                .and_then(|it| output.way(context, it))
                .filter(|way| way.last.member.ty == Type::Scalar(Scalar::Boolean)),
        })
    }

    /// The type of what stands for the next page.
    pub(super) fn token_type(&self, context: &Context<'_>) -> TokenStream {
        let types = self.tokens.iter().map(|token| ty::plain(context, &token.from.last.member.ty));
        one_or_tuple(types.map(|ty| quote!(Option<#ty>)))
    }

    /// The type of what a page lists.
    #[cfg(feature = "diff")]
    pub(super) fn listed_type(&self, context: &Context<'_>) -> Option<TokenStream> {
        self.listed.as_ref().map(|way| ty::plain(context, &way.last.member.ty))
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
        let has_more = self.more.as_ref().map(|more| {
            let read = more.read();
            quote! {
                #[inline]
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
                #[inline]
                fn set_limit(input: &mut Self::Input, limit: u32) {
                    input.#field = #value;
                }
            }
        });
        let listing = self.listed.as_ref().map(|way| {
            let ty = ty::plain(context, &way.last.member.ty);
            let value = way.take();
            quote! {
                impl rt::Listing for #name {
                    type Items = #ty;
                    #[inline]
                    fn items(output: Self::Output) -> Self::Items {
                        #value
                    }
                }
            }
        });
        quote! {
            impl rt::Paginated for #name {
                type Token = #token;
                #[inline]
                fn token(output: &Self::Output) -> Self::Token {
                    #read
                }
                #has_more
                #[inline]
                fn set_token(input: &mut Self::Input, token: Self::Token) {
                    #(#writes)*
                }
                #limit
            }
            #listing
        }
    }
}

impl Way<'_> {
    /// An `Option` of the structure that the last step is in, borrowed from an output; nothing where
    /// that is the output.
    fn structure(&self) -> Option<TokenStream> {
        let steps = self.within.iter().enumerate();
        let steps = steps.map(|(at, MemberField { field, always, .. })| match (at, always) {
            (0, true) => quote!(Some(&output.#field)),
            (0, false) => quote!(output.#field.as_ref()),
            (_, true) => quote!(.map(|it| &it.#field)),
            (_, false) => quote!(.and_then(|it| it.#field.as_ref())),
        });
        (!self.within.is_empty()).then(|| quote!(#(#steps)*))
    }

    /// An `Option` of the value at its end, copied out of an output.
    fn read(&self) -> TokenStream {
        let MemberField { member, field, always } = &self.last;
        let copy = match member.ty {
            Type::Scalar(Scalar::Boolean) => quote!(),
            _ => quote!(.clone()),
        };
        let several = is_several(&member.ty).then(|| quote!(.into_option()));
        match (self.structure(), always) {
            (None, true) => quote!(Some(output.#field #copy)),
            (None, false) => quote!(output.#field #copy #several),
            (Some(within), true) => quote!(#within.map(|it| it.#field #copy)),
            (Some(within), false) => quote!(#within.and_then(|it| it.#field #copy #several)),
        }
    }

    /// What is listed at its end, taken from an output.
    fn take(&self) -> TokenStream {
        let MemberField { field, always, .. } = &self.last;
        let value = if *always { quote!() } else { quote!(.into()) };
        let [first, rest @ ..] = &self.within[..] else { return quote!(output.#field #value) };
        let first = match (&first.field, first.always) {
            (first, true) => quote!(Some(output.#first)),
            (first, false) => quote!(output.#first),
        };
        let steps = rest.iter().map(|MemberField { field, always, .. }| match always {
            true => quote!(.map(|it| it.#field)),
            false => quote!(.and_then(|it| it.#field)),
        });
        quote!(#first #(#steps)*.map(|it| it.#field #value).unwrap_or_default())
    }
}

impl MemberField<'_> {
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

    /// The way that names lead, through structures to one of their members; none where they lead
    /// nowhere.
    fn way(&self, context: &Context<'a>, path: &str) -> Option<Way<'a>> {
        if let Some(last) = self.part(path) {
            return Some(Way { within: Vec::new(), last });
        }
        let (path, last) = path.rsplit_once('.')?;
        let mut within: Vec<MemberField<'a>> = Vec::new();
        let mut side: Option<Self> = None;
        for name in path.split('.') {
            let part = side.as_ref().unwrap_or(self).part(name)?;
            let Type::Shape(id) = part.member.ty else { return None };
            if !matches!(context.spec[id].kind, ShapeKind::Structure(_)) {
                return None;
            }
            side = Some(Side::of(context, id));
            within.push(part);
        }
        let last = side?.part(last)?;
        Some(Way { within, last })
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
