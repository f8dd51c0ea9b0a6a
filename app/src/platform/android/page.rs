//! Asking the WebView's page for a script's value.
//!
//! `document::eval` would do, too, but it parses every message as a tree and has to be told when it ends. Here each
//! question has one answer. The documentation of wry 0.53 says that Android has no such call; its sources have it
//! (`android/mod.rs`, `eval`; `RustWebView.kt`, `evalScript`). wry keeps each answered callback as long as the app
//! runs, so a callback holds nothing once it was called.

use std::sync::Mutex;

use dioxus::mobile::{DesktopContext, window};
use futures_channel::oneshot;

/// The page that is shown.
pub struct Page(DesktopContext);

impl Page {
    /// The page of this component's window.
    pub fn shown() -> Self {
        Self(window())
    }

    /// The text that this script gives; none where it gives anything else.
    pub async fn ask(&self, script: &str) -> Option<String> {
        let (tell, told) = oneshot::channel();
        let tell = Mutex::new(Some(tell));
        let answered = move |json: String| {
            let tell = tell.lock().ok().and_then(|mut tell| tell.take());
            if let Some(tell) = tell {
                // Nobody waits any more where the camera was closed meanwhile.
                let _ = tell.send(json);
            }
        };
        let webview = &self.0.webview;
        webview
            .evaluate_script_with_callback(script, answered)
            .ok()?;
        serde_json::from_str(&told.await.ok()?).ok()
    }
}
