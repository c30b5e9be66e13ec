use ::doc_bindgen_runtime as rt;
#[non_exhaustive]
pub enum Colour {
    Red,
    Green,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for Colour {
    const VALUES: &'static [&'static str] = &["GREEN", "RED"];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::Green,
            1 => Self::Red,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "RED",
            Self::Green => "GREEN",
            Self::Unknown(value) => value,
        }
    }
}
/// Every type that a member can be of.
#[non_exhaustive]
pub struct Everything {
    /// The name.
    pub name: String,
    pub count: i64,
    pub text: Option<String>,
    pub whole: Option<i64>,
    pub long: Option<i64>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub flag: Option<bool>,
    pub at: Option<rt::Timestamp>,
    pub bytes: Option<rt::Blob>,
    pub anything: Option<rt::Document>,
    pub body: Option<rt::ByteStream>,
    pub names: rt::List<String>,
    pub required_names: Vec<String>,
    pub nested: rt::List<Vec<Part>>,
    pub by_name: rt::Map<String, Part>,
    pub by_colour: rt::Map<Colour, Vec<String>>,
    pub by_number: rt::BTreeMap<i64, String>,
    pub part: Part,
    pub other_part: Option<Part>,
    pub colour: Option<Colour>,
    pub required_colour: Colour,
}
impl Everything {
    #[inline]
    pub fn new(
        name: impl Into<String>,
        count: i64,
        required_names: impl Into<Vec<String>>,
        by_number: impl Into<rt::BTreeMap<i64, String>>,
        part: Part,
        required_colour: impl Into<Colour>,
    ) -> Self {
        Self {
            name: name.into(),
            count: count,
            text: None,
            whole: None,
            long: None,
            single: None,
            double: None,
            flag: None,
            at: None,
            bytes: None,
            anything: None,
            body: None,
            names: rt::List::unset(),
            required_names: required_names.into(),
            nested: rt::List::unset(),
            by_name: rt::Map::unset(),
            by_colour: rt::Map::unset(),
            by_number: by_number.into(),
            part: part,
            other_part: None,
            colour: None,
            required_colour: required_colour.into(),
        }
    }
    #[inline]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.text, value);
        self
    }
    #[inline]
    pub fn whole(mut self, value: i64) -> Self {
        self.whole = Some(value);
        self
    }
    #[inline]
    pub fn long(mut self, value: i64) -> Self {
        self.long = Some(value);
        self
    }
    #[inline]
    pub fn single(mut self, value: f32) -> Self {
        self.single = Some(value);
        self
    }
    #[inline]
    pub fn double(mut self, value: f64) -> Self {
        self.double = Some(value);
        self
    }
    #[inline]
    pub fn flag(mut self, value: bool) -> Self {
        self.flag = Some(value);
        self
    }
    #[inline]
    pub fn at(mut self, value: impl Into<rt::Timestamp>) -> Self {
        rt::set(&mut self.at, value);
        self
    }
    #[inline]
    pub fn bytes(mut self, value: impl Into<rt::Blob>) -> Self {
        rt::set(&mut self.bytes, value);
        self
    }
    #[inline]
    pub fn anything(mut self, value: impl Into<rt::Document>) -> Self {
        rt::set(&mut self.anything, value);
        self
    }
    #[inline]
    pub fn body(mut self, value: impl Into<rt::ByteStream>) -> Self {
        rt::set(&mut self.body, value);
        self
    }
    #[inline]
    pub fn names(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.names, value);
        self
    }
    #[inline]
    pub fn nested(mut self, value: impl Into<rt::List<Vec<Part>>>) -> Self {
        rt::put(&mut self.nested, value);
        self
    }
    #[inline]
    pub fn by_name(mut self, value: impl Into<rt::Map<String, Part>>) -> Self {
        rt::put(&mut self.by_name, value);
        self
    }
    #[inline]
    pub fn by_colour(mut self, value: impl Into<rt::Map<Colour, Vec<String>>>) -> Self {
        rt::put(&mut self.by_colour, value);
        self
    }
    #[inline]
    pub fn other_part(mut self, value: Part) -> Self {
        rt::set(&mut self.other_part, value);
        self
    }
    #[inline]
    pub fn colour(mut self, value: impl Into<Colour>) -> Self {
        rt::set(&mut self.colour, value);
        self
    }
}
impl rt::Value for Everything {
    #[inline]
    fn blank() -> Self {
        Self::new(
            rt::blank::<String>(),
            rt::blank::<i64>(),
            rt::blank::<Vec<String>>(),
            rt::blank::<rt::BTreeMap<i64, String>>(),
            rt::blank::<Part>(),
            rt::blank::<Colour>(),
        )
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Everything",
            members: &[
                "name",
                "count",
                "text",
                "whole",
                "long",
                "single",
                "double",
                "flag",
                "at",
                "bytes",
                "anything",
                "body",
                "names",
                "requiredNames",
                "nested",
                "byName",
                "byColour",
                "byNumber",
                "part",
                "otherPart",
                "colour",
                "requiredColour",
            ],
            fields: "name count text whole long single double flag at bytes anything body names required_names nested by_name by_colour by_number part other_part colour required_colour",
            required: &[0, 1, 13, 17, 18, 21],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.name,
            1 => &self.count,
            2 => &self.text,
            3 => &self.whole,
            4 => &self.long,
            5 => &self.single,
            6 => &self.double,
            7 => &self.flag,
            8 => &self.at,
            9 => &self.bytes,
            10 => &self.anything,
            11 => &self.body,
            12 => &self.names,
            13 => &self.required_names,
            14 => &self.nested,
            15 => &self.by_name,
            16 => &self.by_colour,
            17 => &self.by_number,
            18 => &self.part,
            19 => &self.other_part,
            20 => &self.colour,
            _ => &self.required_colour,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.name,
            1 => &mut self.count,
            2 => &mut self.text,
            3 => &mut self.whole,
            4 => &mut self.long,
            5 => &mut self.single,
            6 => &mut self.double,
            7 => &mut self.flag,
            8 => &mut self.at,
            9 => &mut self.bytes,
            10 => &mut self.anything,
            11 => &mut self.body,
            12 => &mut self.names,
            13 => &mut self.required_names,
            14 => &mut self.nested,
            15 => &mut self.by_name,
            16 => &mut self.by_colour,
            17 => &mut self.by_number,
            18 => &mut self.part,
            19 => &mut self.other_part,
            20 => &mut self.colour,
            _ => &mut self.required_colour,
        }
    }
}
#[non_exhaustive]
pub struct Nothing {}
impl Nothing {
    #[inline]
    pub fn new() -> Self {
        Self {}
    }
}
impl rt::Value for Nothing {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Nothing",
            members: &[],
            ..rt::Shape::EMPTY
        }
    }
}
#[non_exhaustive]
pub struct Part {
    pub id: Option<String>,
}
impl Part {
    #[inline]
    pub fn new() -> Self {
        Self { id: None }
    }
    #[inline]
    pub fn id(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.id, value);
        self
    }
}
impl rt::Value for Part {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Part",
            members: &["id"],
            fields: "id",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.id
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.id
    }
}
rt::records! {
    Everything Nothing Part
}
rt::defaults! {
    Nothing Part
}
rt::enumerations! {
    Colour
}
rt::ordered! {
    Colour
}
