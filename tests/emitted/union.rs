use ::doc_bindgen_runtime as rt;
/// A value, which may hold others.
#[non_exhaustive]
pub enum AttributeValue {
    /// Text.
    S(String),
    N(String),
    L(Vec<AttributeValue>),
    M(rt::BTreeMap<String, AttributeValue>),
    Bool(bool),
    Not(Box<AttributeValue>),
    Unknown_(String),
    /// A member that the documentation does not know.
    Unknown(rt::UnknownMember),
}
impl rt::Union for AttributeValue {
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "AttributeValue",
            members: &["S", "N", "L", "M", "BOOL", "Not", "Unknown"],
            asks: false,
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn get(&self) -> rt::Member<'_> {
        match self {
            Self::S(value) => rt::Member::Known(0, value),
            Self::N(value) => rt::Member::Known(1, value),
            Self::L(value) => rt::Member::Known(2, value),
            Self::M(value) => rt::Member::Known(3, value),
            Self::Bool(value) => rt::Member::Known(4, value),
            Self::Not(value) => rt::Member::Known(5, value),
            Self::Unknown_(value) => rt::Member::Known(6, value),
            Self::Unknown(member) => rt::Member::Unknown(member),
        }
    }
    #[inline]
    fn set(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => *self = Self::S(rt::blank()),
            1 => *self = Self::N(rt::blank()),
            2 => *self = Self::L(rt::blank()),
            3 => *self = Self::M(rt::blank()),
            4 => *self = Self::Bool(rt::blank()),
            5 => *self = Self::Not(rt::blank()),
            6 => *self = Self::Unknown_(rt::blank()),
            _ => *self = rt::blank(),
        }
        match self {
            Self::S(value) => value,
            Self::N(value) => value,
            Self::L(value) => value,
            Self::M(value) => value,
            Self::Bool(value) => value,
            Self::Not(value) => value,
            Self::Unknown_(value) => value,
            Self::Unknown(member) => member.value_mut(),
        }
    }
    #[inline]
    fn set_unknown(&mut self, member: rt::UnknownMember) {
        *self = Self::Unknown(member);
    }
}
#[non_exhaustive]
pub struct Item {
    pub value: AttributeValue,
    pub other: Option<AttributeValue>,
}
impl Item {
    #[inline]
    pub fn new(value: AttributeValue) -> Self {
        Self { value: value, other: None }
    }
    #[inline]
    pub fn other(mut self, value: AttributeValue) -> Self {
        rt::set(&mut self.other, value);
        self
    }
}
impl rt::Value for Item {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<AttributeValue>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Item",
            members: &["value", "other"],
            fields: "value other",
            required: &[0],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.value,
            _ => &self.other,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.value,
            _ => &mut self.other,
        }
    }
}
rt::records! {
    Item
}
rt::unions! {
    AttributeValue
}
