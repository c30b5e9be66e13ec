//! Values whose types are known only when the program runs, as those of a spec that it reads.
//!
//! A [`Kind`] says what a value is, a [`Structure`] which members it has. They live as long as the
//! program, as what emitted code says of its types does: make them once for each spec.
//!
//! ```
//! use doc_bindgen_runtime::dynamic::{Dynamic, Kind, Stated, Structure};
//! use doc_bindgen_runtime::{Slot, Value};
//!
//! // A tree: its children are trees.
//! let tree = Structure::named("Tree");
//! static TREES: std::sync::OnceLock<Kind> = std::sync::OnceLock::new();
//! let trees = TREES.get_or_init(|| Kind::Structure(tree));
//! let members = [("name", Kind::String), ("children", Kind::List(trees))];
//! tree.define(members, Stated { required: vec![0], ..Stated::default() });
//!
//! let mut root = Dynamic::of(Kind::Structure(tree));
//! root.slot();
//! if let Slot::String(name) = root.member_mut(0).slot() {
//!     *name = "root".into();
//! }
//! assert_eq!(format!("{root:?}"), r#"Tree { name: "root", .. }"#);
//! ```

mod kind;
mod operation;
#[cfg(feature = "serde")]
mod serde;
mod value;

pub use kind::{Kind, Stated, Structure};
pub use operation::{DynamicCall, DynamicOperation};
pub use value::Dynamic;
