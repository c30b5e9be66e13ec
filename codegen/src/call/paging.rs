//! From one page to the next.

use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation};
use doc_bindgen_runtime::jmespath::Expression;
use doc_bindgen_runtime::{Circles, Value, View};

use crate::spec::{Operation, Pagination};

/// How the pages of an operation are asked for, and which were there.
pub struct Paging {
    /// The members of the input that take tokens, by place.
    to: Vec<usize>,
    /// The members of the output that give them.
    from: Vec<usize>,
    /// The members of the output that hold what is listed.
    items: Vec<usize>,
    /// The way to the boolean that says whether there are more.
    more: Option<Expression>,
    seen: Circles<Vec<Dynamic>>,
}

impl Paging {
    /// Of an operation; none where it has no pages, or its tokens cannot be handed on.
    pub fn of(stated: &Operation, operation: &DynamicOperation) -> Option<Self> {
        let Pagination { input_token, output_token, items, more_results, .. } =
            stated.pagination.as_ref()?;
        let (input, output) = (operation.input?.shape(), operation.output?.shape());
        let places = |names: &[String], shape: &doc_bindgen_runtime::Shape| {
            names.iter().map(|name| shape.place(name)).collect::<Option<Vec<_>>>()
        };
        let (to, from) = (places(input_token, input)?, places(output_token, output)?);
        if to.is_empty() || to.len() != from.len() {
            return None;
        }
        Some(Paging {
            to,
            from,
            items: items.iter().filter_map(|name| output.place(name)).collect(),
            more: more_results.as_deref().and_then(|path| Expression::parse(path).ok()),
            seen: Circles::default(),
        })
    }

    /// Puts into the input what asks for the page after this output. `false` if it is the last; an error
    /// says why the next cannot be had.
    pub fn next(&mut self, output: &Dynamic, input: &mut Dynamic) -> Result<bool, String> {
        let more = self.more.as_ref().map(|path| path.search(output));
        if more.as_ref().is_some_and(|more| more.is("false")) {
            return Ok(false);
        }
        let tokens: Vec<Dynamic> = self
            .from
            .iter()
            .map(|place| output.get(*place).cloned().unwrap_or_else(Dynamic::blank))
            .collect();
        if tokens.iter().all(is_end) {
            return match more.is_some_and(|more| more.is("true")) {
                true => Err("there are more pages, but no token to ask for them with".to_owned()),
                false => Ok(false),
            };
        }
        if !self.seen.is_new(&tokens) {
            return Err("the pages go round: a token came that had been there before".to_owned());
        }
        for (place, token) in self.to.iter().zip(tokens) {
            input.set(*place, token);
        }
        Ok(true)
    }

    /// Adds what a page lists to what those before it do. What else there is stays the first page's, but
    /// for the tokens.
    pub fn add(&self, pages: &mut Dynamic, mut page: Dynamic) {
        for place in &self.items {
            let items = page.take(*place);
            if let Some(all) = pages.get_mut(*place) {
                all.append(items);
            }
        }
    }

    /// Takes out what asked for the next page, and whether there is one, as there is none now.
    pub fn end(&self, pages: &mut Dynamic) {
        for place in &self.from {
            if let Some(token) = pages.get_mut(*place) {
                token.clear();
            }
        }
    }

    /// Whether it is known what the pages list.
    pub fn lists(&self) -> bool {
        !self.items.is_empty()
    }
}

/// No page follows such a token.
fn is_end(token: &Dynamic) -> bool {
    match token.view() {
        View::Unset => true,
        View::String(text) => text.is_empty(),
        View::Integer(number) => number == 0,
        View::Boolean(more) => !more,
        View::List(list) => list.count() == 0,
        View::Map(map) => map.count() == 0,
        _ => false,
    }
}
