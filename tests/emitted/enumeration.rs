use ::doc_bindgen_runtime as rt;
#[non_exhaustive]
pub struct Holder {
    pub instance_type: Option<InstanceType>,
    pub sign: Option<Sign>,
}
impl Holder {
    #[inline]
    pub fn new() -> Self {
        Self {
            instance_type: None,
            sign: None,
        }
    }
    #[inline]
    pub fn instance_type(mut self, value: impl Into<InstanceType>) -> Self {
        rt::set(&mut self.instance_type, value);
        self
    }
    #[inline]
    pub fn sign(mut self, value: impl Into<Sign>) -> Self {
        rt::set(&mut self.sign, value);
        self
    }
}
impl rt::Value for Holder {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Holder",
            members: &["instanceType", "sign"],
            fields: "instance_type sign",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.instance_type,
            _ => &self.sign,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.instance_type,
            _ => &mut self.sign,
        }
    }
}
/// The type of an instance.
#[non_exhaustive]
pub enum InstanceType {
    T2Micro,
    T2Micro_,
    V1_10,
    V11_0,
    Unknown_,
    Self_,
    None,
    Empty,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for InstanceType {
    const VALUES: &'static [&'static str] = &[
        "",
        "1.10",
        "11.0",
        "Self",
        "T2_MICRO",
        "UNKNOWN",
        "none",
        "t2.micro",
    ];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::Empty,
            1 => Self::V1_10,
            2 => Self::V11_0,
            3 => Self::Self_,
            4 => Self::T2Micro_,
            5 => Self::Unknown_,
            6 => Self::None,
            7 => Self::T2Micro,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::T2Micro => "t2.micro",
            Self::T2Micro_ => "T2_MICRO",
            Self::V1_10 => "1.10",
            Self::V11_0 => "11.0",
            Self::Unknown_ => "UNKNOWN",
            Self::Self_ => "Self",
            Self::None => "none",
            Self::Empty => "",
            Self::Unknown(value) => value,
        }
    }
}
#[non_exhaustive]
pub enum Sign {
    Equals,
    NotEquals,
    Asterisk,
    A,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for Sign {
    const VALUES: &'static [&'static str] = &["!=", "*", "=", "a*"];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::NotEquals,
            1 => Self::Asterisk,
            2 => Self::Equals,
            3 => Self::A,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Equals => "=",
            Self::NotEquals => "!=",
            Self::Asterisk => "*",
            Self::A => "a*",
            Self::Unknown(value) => value,
        }
    }
}
rt::records! {
    Holder
}
rt::defaults! {
    Holder
}
rt::enumerations! {
    InstanceType Sign
}
