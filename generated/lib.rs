//! Rust bindings of cloud APIs, made from their documentation.
//!
//! Each service is a module, and there only if its feature is switched on: `aws-workspaces-web`
//! gives `aws::workspaces_web`.

include!(concat!(env!("OUT_DIR"), "/services.rs"));

pub use doc_bindgen_runtime as runtime;
