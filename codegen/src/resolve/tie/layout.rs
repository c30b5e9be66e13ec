//! Layouts: what tells one structure from another without looking into its members.
//!
//! Names and documentation of all members together are as good as a name: over 439 services hardly
//! two structures have the same ones and are not the same. A layout is what the evidence about one
//! occurrence of a structure is carried to its other occurrences by.

use crate::spec::Scalar;

use crate::hash::FastMap;
use crate::resolve::fill::terms::{Form, Term, TermId, Terms, TextId};
use crate::resolve::tie::steps::Steps;

/// The names of the members of a structure and what is said of each, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Layout(u32);

/// A position below a structure, the same wherever the structure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub layout: Layout,
    /// The index of the member.
    pub member: u32,
    /// The way from the member on.
    pub steps: Steps,
}

impl Spot {
    pub fn then(self, step: crate::resolve::tie::steps::Step) -> Option<Self> {
        Some(Spot { steps: self.steps.then(step)?, ..self })
    }
}

type NamedTexts = Box<[(TextId, Option<TextId>)]>;

/// The layouts of all terms.
#[derive(Debug)]
pub struct Layouts {
    of_term: Vec<Option<Layout>>,
    names: Vec<NamedTexts>,
    first: Vec<TermId>,
    forms: Vec<Forms>,
}

/// The forms in which a layout occurs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forms {
    pub structure: bool,
    pub union: bool,
}

impl Layouts {
    pub fn of(terms: &Terms<'_>) -> Self {
        let mut numbers: FastMap<NamedTexts, Layout> = FastMap::default();
        let mut layouts = Layouts {
            of_term: Vec::with_capacity(terms.len()),
            names: Vec::new(),
            first: Vec::new(),
            forms: Vec::new(),
        };
        for id in terms.ids() {
            let Term::Members(form, fields) = terms.get(id) else {
                layouts.of_term.push(None);
                continue;
            };
            let names: NamedTexts =
                fields.iter().map(|field| (field.name, field.documentation)).collect();
            let layout = match numbers.get(&names) {
                Some(&layout) => layout,
                None => {
                    let layout = Layout(layouts.names.len() as u32);
                    layouts.names.push(names.clone());
                    layouts.first.push(id);
                    layouts.forms.push(Forms::default());
                    numbers.insert(names, layout);
                    layout
                }
            };
            // What is bare was filled as far as that goes, and tells nothing of the rest.
            let forms = &mut layouts.forms[layout.0 as usize];
            forms.structure |= matches!(form, Form::Structure | Form::EventStream);
            forms.union |= *form == Form::Union;
            layouts.of_term.push(Some(layout));
        }
        layouts
    }

    /// The layout of a term; `None` for one with no members.
    pub fn of_term(&self, term: TermId) -> Option<Layout> {
        self.of_term[term.0 as usize]
    }

    /// The names of the members, and what is said of them.
    pub fn names(&self, layout: Layout) -> &[(TextId, Option<TextId>)] {
        &self.names[layout.0 as usize]
    }

    /// The first term with that layout.
    pub fn first(&self, layout: Layout) -> TermId {
        self.first[layout.0 as usize]
    }

    pub fn forms(&self, layout: Layout) -> Forms {
        self.forms[layout.0 as usize]
    }

    /// The name of the member that leads to a spot.
    pub fn member(&self, spot: Spot) -> TextId {
        self.names(spot.layout)[spot.member as usize].0
    }
}

/// What a position holds, as far as layouts tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    Members(Layout),
    List(Ident),
    Map(Ident),
    Scalar(Scalar),
    /// An enum.
    Term(TermId),
}

/// A [`Content`] by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(u32);

/// Contents by number.
#[derive(Debug, Default)]
pub struct Idents {
    numbers: FastMap<Content, Ident>,
    contents: Vec<Content>,
}

impl Idents {
    pub fn add(&mut self, content: Content) -> Ident {
        *self.numbers.entry(content).or_insert_with(|| {
            self.contents.push(content);
            Ident(self.contents.len() as u32 - 1)
        })
    }

    pub fn find(&self, content: Content) -> Option<Ident> {
        self.numbers.get(&content).copied()
    }

    pub fn get(&self, ident: Ident) -> Content {
        self.contents[ident.0 as usize]
    }
}
