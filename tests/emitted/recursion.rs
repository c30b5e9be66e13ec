use ::doc_bindgen_runtime as rt;
#[non_exhaustive]
pub struct Condition {
    pub group: Option<Group>,
    pub text: Option<String>,
}
impl Condition {
    #[inline]
    pub fn new() -> Self {
        Self { group: None, text: None }
    }
    #[inline]
    pub fn group(mut self, value: Group) -> Self {
        rt::set(&mut self.group, value);
        self
    }
    #[inline]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.text, value);
        self
    }
}
impl rt::Value for Condition {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Condition",
            members: &["group", "text"],
            fields: "group text",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.group,
            _ => &self.text,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.group,
            _ => &mut self.text,
        }
    }
}
#[non_exhaustive]
pub struct Group {
    pub first: Option<Box<Condition>>,
    pub others: rt::List<Condition>,
}
impl Group {
    #[inline]
    pub fn new() -> Self {
        Self {
            first: None,
            others: rt::List::unset(),
        }
    }
    #[inline]
    pub fn first(mut self, value: Condition) -> Self {
        rt::set(&mut self.first, value);
        self
    }
    #[inline]
    pub fn others(mut self, value: impl Into<rt::List<Condition>>) -> Self {
        rt::put(&mut self.others, value);
        self
    }
}
impl rt::Value for Group {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Group",
            members: &["first", "others"],
            fields: "first others",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.first,
            _ => &self.others,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.first,
            _ => &mut self.others,
        }
    }
}
#[non_exhaustive]
pub struct Node {
    pub next: Option<Box<Node>>,
    pub children: rt::Map<String, Node>,
}
impl Node {
    #[inline]
    pub fn new() -> Self {
        Self {
            next: None,
            children: rt::Map::unset(),
        }
    }
    #[inline]
    pub fn next(mut self, value: Node) -> Self {
        rt::set(&mut self.next, value);
        self
    }
    #[inline]
    pub fn children(mut self, value: impl Into<rt::Map<String, Node>>) -> Self {
        rt::put(&mut self.children, value);
        self
    }
}
impl rt::Value for Node {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Node",
            members: &["next", "children"],
            fields: "next children",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next,
            _ => &self.children,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next,
            _ => &mut self.children,
        }
    }
}
rt::records! {
    Condition Group Node
}
rt::defaults! {
    Condition Group Node
}
