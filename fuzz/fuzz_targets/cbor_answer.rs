#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| doc_bindgen_fuzz::cbor_answer(data));
