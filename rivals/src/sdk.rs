//! Amazon's SDK. Its serialisers and deserialisers are private, but an operation hands them out to whoever
//! makes a client of it, which here is nobody.

use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItem, BatchWriteItemInput};
use aws_sdk_dynamodb::operation::query::{Query, QueryOutput};
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use aws_sdk_ec2::operation::describe_instances::{DescribeInstances, DescribeInstancesOutput};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
use doc_bindgen_runtime::Bytes;

use crate::race::{Lap, lap};

/// What an operation hands out.
fn handed_out(operation: impl RuntimePlugin) -> FrozenLayer {
    operation.config().expect("an operation has a layer")
}

fn response(body: &Bytes) -> HttpResponse {
    HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body.to_vec()))
}

fn read<T: std::fmt::Debug + Send + Sync + 'static>(
    layer: &FrozenLayer,
    response: &HttpResponse,
) -> T {
    let deserialiser = layer.load::<SharedResponseDeserializer>().expect("it has a deserialiser");
    let output = deserialiser.deserialize_nonstreaming_with_config(response, &ConfigBag::base());
    let output = output.expect("an answer");
    output.downcast::<T>().expect("of that type")
}

pub fn read_query(body: &Bytes) -> QueryOutput {
    read(&handed_out(Query::new()), &response(body))
}

pub fn query(body: &Bytes) -> Lap {
    let (layer, response) = (handed_out(Query::new()), response(body));
    lap(|| read::<QueryOutput>(&layer, &response))
}

pub fn read_instances(body: &Bytes) -> DescribeInstancesOutput {
    read(&handed_out(DescribeInstances::new()), &response(body))
}

pub fn instances(body: &Bytes) -> Lap {
    let (layer, response) = (handed_out(DescribeInstances::new()), response(body));
    lap(|| read::<DescribeInstancesOutput>(&layer, &response))
}

/// The items of an answer, to be put, as many as one request may have.
pub fn batch(query: &Bytes) -> BatchWriteItemInput {
    let items = read_query(query).items.unwrap_or_default().into_iter().take(25);
    let puts = items
        .map(|item| {
            let put = PutRequest::builder().set_item(Some(item)).build().expect("an item");
            WriteRequest::builder().put_request(put).build()
        })
        .collect();
    BatchWriteItemInput::builder().request_items("Orders", puts).build().expect("a request")
}

pub fn written(input: BatchWriteItemInput, layer: &FrozenLayer) -> SdkBody {
    let serialiser = layer.load::<SharedRequestSerializer>().expect("it has a serialiser");
    let request = serialiser.serialize_input(Input::erase(input), &mut ConfigBag::base());
    request.expect("a request").into_body()
}

pub fn serialiser() -> FrozenLayer {
    handed_out(BatchWriteItem::new())
}

pub fn write(input: BatchWriteItemInput) -> Lap {
    let layer = serialiser();
    lap(|| written(input, &layer))
}
