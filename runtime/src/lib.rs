//! What the bindings that doc-bindgen emits stand on.
