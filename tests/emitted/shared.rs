use ::doc_bindgen_runtime as rt;
/// A client of Shared.
pub struct Client<T = rt::AnyTransport> {
    inner: rt::Client<T>,
}
impl<T> Client<T> {
    /// A client whose requests go wherever the transport takes them.
    pub fn new(transport: T) -> Self {
        Self::with_endpoint(transport, rt::Endpoint::default())
    }
    /// A client of the service at that endpoint.
    pub fn with_endpoint(transport: T, endpoint: rt::Endpoint) -> Self {
        Self {
            inner: rt::Client::new(transport, endpoint),
        }
    }
}
rt::configured!(Client, SERVICE);
impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}
impl<T> ::core::fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.inner.fmt(f)
    }
}
impl<T: rt::Transport> Client<T> {
    pub fn describe_shelves(
        &self,
        request: DescribeShelvesRequest,
    ) -> rt::Call<T, operation::DescribeShelves> {
        self.inner.call(&request)
    }
    pub fn place_shelf(
        &self,
        request: PlaceShelfRequest,
    ) -> rt::Call<T, operation::PlaceShelf> {
        self.inner.call(&request)
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "shared",
    protocol: Some(rt::protocol::JSON_1_1),
    target_prefix: Some("Shared"),
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::describe_shelves`](super::Client::describe_shelves) calls.
    pub enum DescribeShelves {}
    impl rt::Operation for DescribeShelves {
        type Input = super::DescribeShelvesRequest;
        type Output = super::DescribeShelvesResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "DescribeShelves",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    /// What [`Client::place_shelf`](super::Client::place_shelf) calls.
    pub enum PlaceShelf {}
    impl rt::Operation for PlaceShelf {
        type Input = super::PlaceShelfRequest;
        type Output = ();
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "PlaceShelf",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    ShelfTakenException(ShelfTakenException),
}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[
        rt::facts::ErrorFacts {
            name: "ShelfTakenException",
            status: 409,
            ..rt::facts::ErrorFacts::NONE
        },
    ];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::ShelfTakenException(rt::blank())),
            _ => None,
        }
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match self {
            Self::ShelfTakenException(error) => error,
        }
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match self {
            Self::ShelfTakenException(error) => error,
        }
    }
}
#[non_exhaustive]
pub struct Book {
    pub title: Option<String>,
    pub shelf: Option<Shelf>,
}
impl Book {
    #[inline]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: Some(title.into()),
            shelf: None,
        }
    }
    #[inline]
    pub fn shelf(mut self, value: Shelf) -> Self {
        rt::set(&mut self.shelf, value);
        self
    }
}
impl rt::Value for Book {
    #[inline]
    fn blank() -> Self {
        Self {
            title: rt::blank(),
            shelf: rt::blank(),
        }
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Book",
            members: &["title", "shelf"],
            fields: "title shelf",
            required: &[0],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.title,
            _ => &self.shelf,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.title,
            _ => &mut self.shelf,
        }
    }
}
#[non_exhaustive]
pub struct DescribeShelvesRequest {
    pub filters: rt::List<Filter>,
}
impl DescribeShelvesRequest {
    #[inline]
    pub fn new() -> Self {
        Self { filters: rt::List::unset() }
    }
    #[inline]
    pub fn filters(mut self, value: impl Into<rt::List<Filter>>) -> Self {
        rt::put(&mut self.filters, value);
        self
    }
}
impl rt::Value for DescribeShelvesRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "DescribeShelvesRequest",
            members: &["filters"],
            fields: "filters",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.filters
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.filters
    }
}
#[non_exhaustive]
pub struct DescribeShelvesResponse {
    pub shelves: rt::List<Shelf>,
    pub tags: rt::Map<String, String>,
    pub notes: rt::List<rt::Document>,
    pub total: Option<i64>,
    pub owner: Owner,
}
impl DescribeShelvesResponse {
    #[inline]
    pub fn new(owner: Owner) -> Self {
        Self {
            shelves: rt::List::unset(),
            tags: rt::Map::unset(),
            notes: rt::List::unset(),
            total: None,
            owner: owner,
        }
    }
    #[inline]
    pub fn shelves(mut self, value: impl Into<rt::List<Shelf>>) -> Self {
        rt::put(&mut self.shelves, value);
        self
    }
    #[inline]
    pub fn tags(mut self, value: impl Into<rt::Map<String, String>>) -> Self {
        rt::put(&mut self.tags, value);
        self
    }
    #[inline]
    pub fn notes(mut self, value: impl Into<rt::List<rt::Document>>) -> Self {
        rt::put(&mut self.notes, value);
        self
    }
    #[inline]
    pub fn total(mut self, value: i64) -> Self {
        self.total = Some(value);
        self
    }
}
impl rt::Value for DescribeShelvesResponse {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<Owner>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "DescribeShelvesResponse",
            members: &["shelves", "tags", "notes", "total", "owner"],
            fields: "shelves tags notes total owner",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.shelves,
            1 => &self.tags,
            2 => &self.notes,
            3 => &self.total,
            _ => &self.owner,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.shelves,
            1 => &mut self.tags,
            2 => &mut self.notes,
            3 => &mut self.total,
            _ => &mut self.owner,
        }
    }
}
#[non_exhaustive]
pub struct Filter {
    pub name: String,
    pub values: Vec<String>,
}
impl Filter {
    #[inline]
    pub fn new(name: impl Into<String>, values: impl Into<Vec<String>>) -> Self {
        Self {
            name: name.into(),
            values: values.into(),
        }
    }
}
impl rt::Value for Filter {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<String>(), rt::blank::<Vec<String>>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Filter",
            members: &["name", "values"],
            fields: "name values",
            required: &[0, 1],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.name,
            _ => &self.values,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.name,
            _ => &mut self.values,
        }
    }
}
#[non_exhaustive]
pub struct Owner {
    pub name: String,
    pub kind: OwnerKind,
}
impl Owner {
    #[inline]
    pub fn new(name: impl Into<String>, kind: impl Into<OwnerKind>) -> Self {
        Self {
            name: name.into(),
            kind: kind.into(),
        }
    }
}
impl rt::Value for Owner {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<String>(), rt::blank::<OwnerKind>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Owner",
            members: &["name", "kind"],
            fields: "name kind",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.name,
            _ => &self.kind,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.name,
            _ => &mut self.kind,
        }
    }
}
#[non_exhaustive]
pub enum OwnerKind {
    Person,
    Library,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for OwnerKind {
    const VALUES: &'static [&'static str] = &["LIBRARY", "PERSON"];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::Library,
            1 => Self::Person,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Person => "PERSON",
            Self::Library => "LIBRARY",
            Self::Unknown(value) => value,
        }
    }
}
#[non_exhaustive]
pub enum Place {
    Room(String),
    Book(Book),
    /// A member that the documentation does not know.
    Unknown(rt::UnknownMember),
}
impl rt::Union for Place {
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Place",
            members: &["room", "book"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn get(&self) -> rt::Member<'_> {
        match self {
            Self::Room(value) => rt::Member::Known(0, value),
            Self::Book(value) => rt::Member::Known(1, value),
            Self::Unknown(member) => rt::Member::Unknown(member),
        }
    }
    #[inline]
    fn set(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => *self = Self::Room(rt::blank()),
            1 => *self = Self::Book(rt::blank()),
            _ => *self = rt::blank(),
        }
        match self {
            Self::Room(value) => value,
            Self::Book(value) => value,
            Self::Unknown(member) => member.value_mut(),
        }
    }
    #[inline]
    fn set_unknown(&mut self, member: rt::UnknownMember) {
        *self = Self::Unknown(member);
    }
}
#[non_exhaustive]
pub struct PlaceShelfRequest {
    pub shelf: Shelf,
    pub by: Place,
}
impl PlaceShelfRequest {
    #[inline]
    pub fn new(shelf: Shelf, by: Place) -> Self {
        Self { shelf: shelf, by: by }
    }
}
impl rt::Value for PlaceShelfRequest {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<Shelf>(), rt::blank::<Place>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "PlaceShelfRequest",
            members: &["shelf", "by"],
            fields: "shelf by",
            required: &[0, 1],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.shelf,
            _ => &self.by,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.shelf,
            _ => &mut self.by,
        }
    }
}
#[non_exhaustive]
pub struct Shelf {
    pub id: Option<String>,
    pub books: rt::List<Book>,
    pub labels: rt::Map<String, String>,
    pub colour: Option<OwnerKind>,
    pub built: Option<rt::Timestamp>,
    pub height: Option<i64>,
}
impl Shelf {
    #[inline]
    pub fn new(
        id: impl Into<String>,
        books: impl Into<Vec<Book>>,
        labels: impl Into<rt::BTreeMap<String, String>>,
        colour: impl Into<OwnerKind>,
        built: impl Into<rt::Timestamp>,
    ) -> Self {
        Self {
            id: Some(id.into()),
            books: rt::List::from(books.into()),
            labels: rt::Map::from(labels.into()),
            colour: Some(colour.into()),
            built: Some(built.into()),
            height: None,
        }
    }
    #[inline]
    pub fn height(mut self, value: i64) -> Self {
        self.height = Some(value);
        self
    }
}
impl rt::Value for Shelf {
    #[inline]
    fn blank() -> Self {
        Self {
            id: rt::blank(),
            books: rt::blank(),
            labels: rt::blank(),
            colour: rt::blank(),
            built: rt::blank(),
            height: rt::blank(),
        }
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Shelf",
            members: &["id", "books", "labels", "colour", "built", "height"],
            fields: "id books labels colour built height",
            required: &[0, 1, 2, 3, 4],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.id,
            1 => &self.books,
            2 => &self.labels,
            3 => &self.colour,
            4 => &self.built,
            _ => &self.height,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.id,
            1 => &mut self.books,
            2 => &mut self.labels,
            3 => &mut self.colour,
            4 => &mut self.built,
            _ => &mut self.height,
        }
    }
}
#[non_exhaustive]
pub struct ShelfTakenException {
    pub shelf: Option<Shelf>,
}
impl ShelfTakenException {
    #[inline]
    pub fn new() -> Self {
        Self { shelf: None }
    }
    #[inline]
    pub fn shelf(mut self, value: Shelf) -> Self {
        rt::set(&mut self.shelf, value);
        self
    }
}
impl rt::Value for ShelfTakenException {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ShelfTakenException",
            members: &["shelf"],
            fields: "shelf",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.shelf
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.shelf
    }
}
rt::records! {
    Book DescribeShelvesRequest DescribeShelvesResponse Filter Owner PlaceShelfRequest
    Shelf ShelfTakenException
}
rt::defaults! {
    DescribeShelvesRequest ShelfTakenException
}
rt::enumerations! {
    OwnerKind
}
rt::unions! {
    Place
}
