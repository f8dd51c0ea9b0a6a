//! The style sheet and the scripts, as text in the program. `asset!()` does not resolve under plain `cargo run`, and
//! the page fetches nothing.

/// All style sheets in their order.
pub const CSS: &str = concat!(
    include_str!("../../assets/css/tokens.css"),
    include_str!("../../assets/css/base.css"),
    include_str!("../../assets/css/layout.css"),
    include_str!("../../assets/css/controls.css"),
    include_str!("../../assets/css/parts.css"),
    include_str!("../../assets/css/demo.css"),
);

/// The script of the shell, the same in every face.
pub const SHELL_JS: &str = include_str!("../../assets/shell.js");

/// The script of the camera, for faces that have one.
pub const CAMERA_JS: &str = include_str!("../../assets/camera.js");
