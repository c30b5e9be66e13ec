//! The pages of S3's parts, whose last one gives a marker of zero.
#![cfg(all(feature = "aws-s3", feature = "serde"))]

use cloud_bindings::aws::s3::{Error, ListPartsRequest, operation};
use cloud_bindings::runtime as rt;
use rt::blocking::iter;
use rt::http::{Request, Response};
use rt::{ByteStream, Operation, OperationResult, Paginated, protocol::RequestContext};

/// The operation, but answered in JSON: its pages do not tell where its members stand in HTTP.
struct ListParts;

impl Operation for ListParts {
    type Input = ListPartsRequest;
    type Output = <operation::ListParts as Operation>::Output;
    type Error = Error;
    const FACTS: &'static rt::facts::OperationFacts = operation::ListParts::FACTS;

    fn request(
        input: &ListPartsRequest,
        _: &RequestContext<'_>,
    ) -> Result<Request<ByteStream>, rt::Error<Error>> {
        let marker = input.part_number_marker.unwrap_or_default();
        Ok(Request::get(format!("/?{marker}")).body(ByteStream::default()).unwrap())
    }

    fn response(response: Response<ByteStream>) -> OperationResult<Self> {
        Ok(serde_json::from_slice(response.body().as_bytes().unwrap()).unwrap())
    }
}

impl Paginated for ListParts {
    type Token = <operation::ListParts as Paginated>::Token;

    fn token(output: &Self::Output) -> Self::Token {
        operation::ListParts::token(output)
    }

    fn has_more(output: &Self::Output) -> Option<bool> {
        operation::ListParts::has_more(output)
    }

    fn set_token(input: &mut ListPartsRequest, token: Self::Token) {
        operation::ListParts::set_token(input, token);
    }
}

#[test]
fn the_last_page_of_parts_is_the_last() {
    let first = r#"{"Parts": [{"PartNumber": 1}], "IsTruncated": true, "NextPartNumberMarker": 1}"#;
    let last = r#"{"Parts": [{"PartNumber": 2}], "IsTruncated": false, "NextPartNumberMarker": 0}"#;
    let mock = [first, last, first].into_iter();
    let mock = mock.fold(rt::testing::Mock::new(), |mock, page| mock.answer(200, page));
    let client = rt::Client::new(mock.clone(), rt::Endpoint::default());
    let pages = client.pages::<ListParts>(ListPartsRequest::new("bucket", "key", "upload"));
    let parts = iter(pages).flat_map(|page| page.unwrap().parts);
    let parts: Vec<_> = parts.map(|part| part.part_number.unwrap()).collect();
    assert_eq!(parts, [1, 2]);
    let asked: Vec<String> = mock.requests().iter().map(|it| it.uri().to_string()).collect();
    assert_eq!(asked, ["/?0", "/?1"]);
}
